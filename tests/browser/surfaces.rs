//! The surfaces on a real page: where they stand, what they leave on the page, who may answer them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::cell::RefCell;
use std::rc::Rc;

use curbside::finding::Severity;
use curbside::page::inbox::{FieldId, Inbox, Message, Opened};
use curbside::page::overlay::place::{DOT, Size, beside, corner};
use curbside::page::overlay::view::{CardView, ChipView, Exit, FindingView, FixView, GateView, Rect};
use curbside::page::overlay::{Card, Chip, GatePanel, highlight_css, mirror_css};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, Event, EventInit, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const SCREEN: Size = Size { width: 1000.0, height: 700.0 };
const CARD: Size = Size { width: 340.0, height: 260.0 };
const WORDS: Size = Size { width: 170.0, height: 24.0 };

const fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect { x, y, width, height }
}

fn card_covers(lines: &[Rect], screen: Size) -> f64 {
    let spot = beside(CARD, lines, screen);
    let card = rect(spot.x, spot.y, CARD.width, CARD.height.min(spot.room));
    assert!(card.x >= 0.0 && card.y >= 0.0 && card.right() <= screen.width && card.bottom() <= screen.height, "{card:?} leaves the screen");
    lines.iter().map(|line| line.overlap(&card)).sum()
}

#[wasm_bindgen_test]
fn a_card_never_covers_its_line_nor_leaves_the_screen() {
    for y in (0..690).step_by(7) {
        for x in (0..1000).step_by(90) {
            let (x, y) = (f64::from(x), f64::from(y));
            assert!(card_covers(&[rect(x, y, 80.0, 20.0)], SCREEN) < 0.5, "at {x}, {y}");
            assert!(card_covers(&[rect(x, y, 80.0, 20.0), rect(10.0, y + 22.0, 30.0, 20.0)], SCREEN) < 0.5, "two lines at {x}, {y}");
        }
    }
    assert!(card_covers(&[rect(5.0, 100.0, 60.0, 18.0)], Size { width: 360.0, height: 420.0 }) < 0.5);
}

#[wasm_bindgen_test]
fn words_that_fill_the_screen_still_get_a_card() {
    let lines: Vec<Rect> = (0..34).map(|line| rect(10.0, f64::from(line) * 20.0, 900.0, 20.0)).collect();
    let spot = beside(CARD, &lines, SCREEN);
    assert!(spot.room >= CARD.height, "{spot:?}");
}

#[wasm_bindgen_test]
fn a_chip_never_covers_a_button_of_the_site() {
    let field = rect(100.0, 100.0, 500.0, 120.0);
    let buttons = [rect(530.0, 190.0, 60.0, 24.0), rect(480.0, 190.0, 44.0, 24.0), rect(560.0, 104.0, 36.0, 24.0)];
    for count in 0..=buttons.len() {
        let avoid = buttons.get(..count).unwrap_or_default();
        for rtl in [false, true] {
            let corner = corner(WORDS, field, avoid, SCREEN, rtl).expect("the field can be seen");
            let size = if corner.dot { Size { width: DOT, height: DOT } } else { WORDS };
            let chip = rect(corner.x, corner.y, size.width, size.height);
            assert!(avoid.iter().all(|button| button.overlap(&chip) < 0.5), "{count} buttons, {chip:?}");
            assert!(chip.overlap(&field) > size.width * size.height - 0.5, "{count} buttons, {chip:?} is not in the field");
        }
    }
}

#[wasm_bindgen_test]
fn a_full_box_has_its_chip_beside_it() {
    let field = rect(100.0, 100.0, 300.0, 30.0);
    let chip = corner(WORDS, field, &[field], SCREEN, false).expect("the field can be seen");
    assert!(chip.dot);
    assert!(rect(chip.x, chip.y, DOT, DOT).overlap(&field) < 0.5, "{chip:?}");
}

#[wasm_bindgen_test]
fn a_chip_stands_at_the_end_of_the_line() {
    let field = rect(100.0, 100.0, 500.0, 120.0);
    let end = corner(WORDS, field, &[], SCREEN, false).expect("the field can be seen");
    assert_eq!((end.x + WORDS.width, end.y + WORDS.height, end.dot), (594.0, 214.0, false));
    let start = corner(WORDS, field, &[], SCREEN, true).expect("the field can be seen");
    assert_eq!((start.x, start.y + WORDS.height), (106.0, 214.0));
}

#[wasm_bindgen_test]
fn small_boxes_get_a_dot_and_unseen_ones_nothing() {
    let small = |field| corner(WORDS, field, &[], SCREEN, false).map(|corner| corner.dot);
    assert_eq!(small(rect(0.0, 0.0, 400.0, 40.0)), Some(true));
    assert_eq!(small(rect(0.0, 0.0, 150.0, 90.0)), Some(true));
    assert_eq!(small(rect(0.0, 0.0, 400.0, 90.0)), Some(false));
    assert_eq!(small(rect(0.0, -200.0, 400.0, 90.0)), None);
    assert_eq!(small(rect(0.0, 695.0, 400.0, 90.0)), None);
}

type Told = Rc<RefCell<Vec<Message>>>;

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// An inbox that writes down what it is told.
fn inbox() -> (Inbox, Told) {
    let told = Told::default();
    let shared: Rc<RefCell<Option<Inbox>>> = Rc::default();
    let (from, into) = (Rc::clone(&shared), Rc::clone(&told));
    let inbox = Inbox::new(Rc::new(move || {
        while let Some(message) = from.borrow().as_ref().and_then(Inbox::next) {
            into.borrow_mut().push(message);
        }
    }));
    shared.replace(Some(inbox.clone()));
    (inbox, told)
}

fn finding(severity: Severity) -> FindingView {
    FindingView {
        severity,
        title: "Confirms that someone is a patient",
        why: "A public reply may not confirm a visit.",
        law: &["45 CFR 164.502(a)"],
        decided: Vec::new(),
        words: "thanks for coming in".to_owned(),
        fixes: vec![FixView {
            title: "Write: thank you for the kind words".to_owned(),
            words: "thank you for the kind words".to_owned(),
            refused: false,
        }],
    }
}

fn card_view() -> CardView {
    CardView {
        finding: finding(Severity::Block),
        index: 1,
        total: 3,
        manual: " Flags a visit.\n".into(),
        may_ignore: true,
        may_object: true,
    }
}

fn bounds(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}

/// Elements that stand on the page beside its head and body.
fn hosts() -> Vec<HtmlElement> {
    let children = document().document_element().unwrap().children();
    let all = (0..children.length()).filter_map(|at| children.item(at));
    all.filter(|element| element.tag_name() == "DIV").map(|element| element.unchecked_into()).collect()
}

/// A style of the page that means no good, for as long as it lives.
struct Hostile(Element);

impl Hostile {
    fn new(css: &str) -> Self {
        let style = document().create_element("style").unwrap();
        style.set_text_content(Some(css));
        document().head().unwrap().append_child(&style).unwrap();
        Self(style)
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.0.remove();
    }
}

const FIELD: Rect = rect(20.0, 30.0, 500.0, 120.0);

#[wasm_bindgen_test]
fn a_chip_tells_the_page_its_state_and_nothing_else() {
    let (inbox, _) = inbox();
    let chip = Chip::new(&inbox, FieldId(1)).unwrap();
    let states = [
        (ChipView::Checked, "checked"),
        (ChipView::Findings { count: 3, worst: Severity::Block }, "findings"),
        (ChipView::Off, "off"),
        (ChipView::Unavailable { reason: "The text is too long." }, "unavailable"),
    ];
    for (view, state) in states {
        chip.show(&view, FIELD, &[]).unwrap();
        assert_eq!(chip.host().get_attribute("data-curbside-state").as_deref(), Some(state));
        let mut names: Vec<String> = chip.host().get_attribute_names().iter().filter_map(|name| name.as_string()).collect();
        names.sort();
        assert_eq!(names, ["data-curbside-state", "popover", "style"]);
        assert_eq!(chip.host().text_content().as_deref(), Some(""));
        assert!(chip.host().shadow_root().is_none(), "the root is closed");
    }
}

#[wasm_bindgen_test]
fn a_chip_stands_in_its_field_whatever_the_page_says() {
    let hostile = "div, html > * { display: none !important; left: 900px !important; --x: 900px !important; --y: 900px !important;
        transform: rotate(30deg) !important; opacity: 0.1 !important; margin: 50px !important; width: 9px !important }";
    let (inbox, _) = inbox();
    let chip = Chip::new(&inbox, FieldId(1)).unwrap();
    let view = ChipView::Findings { count: 3, worst: Severity::Warn };
    chip.show(&view, FIELD, &[]).unwrap();
    let calm = bounds(chip.host());
    assert!(calm.overlap(&FIELD) > calm.width * calm.height - 1.0 && calm.height >= 24.0, "{calm:?}");
    let _hostile = Hostile::new(hostile);
    assert_eq!(bounds(chip.host()), calm);
}

#[wasm_bindgen_test]
fn what_is_dropped_or_hidden_is_gone_from_the_page() {
    let before = hosts().len();
    let (inbox, _) = inbox();
    let (chip, card, gate) = (Chip::new(&inbox, FieldId(1)).unwrap(), Card::new(&inbox).unwrap(), GatePanel::new(&inbox).unwrap());
    chip.show(&ChipView::Checked, FIELD, &[]).unwrap();
    card.show(&card_view(), &[rect(30.0, 40.0, 80.0, 20.0)], Opened::Hover).unwrap();
    assert!(chip.host().is_connected() && card.is_open());
    chip.hide();
    card.close();
    assert!(!chip.host().is_connected() && !card.is_open());
    gate.show(&GateView { findings: vec![(finding(Severity::Block), false)], offers: Vec::new(), exit: Exit::Word, is_new_text: false })
        .unwrap();
    assert!(gate.is_open());
    drop((chip, card, gate));
    assert_eq!(hosts().len(), before);
}

#[wasm_bindgen_test]
fn a_card_takes_the_focus_only_when_a_key_asked_for_it() {
    let (inbox, told) = inbox();
    let area: HtmlElement = document().create_element("textarea").unwrap().unchecked_into();
    document().body().unwrap().append_child(&area).unwrap();
    area.focus().unwrap();
    let card = Card::new(&inbox).unwrap();
    let line = rect(30.0, 300.0, 80.0, 20.0);
    for opened in [Opened::Hover, Opened::Click] {
        card.show(&card_view(), &[line], opened).unwrap();
        assert!(document().active_element().is_some_and(|focused| focused == *area), "{opened:?}");
    }
    card.show(&card_view(), &[line], Opened::Key).unwrap();
    let host = document().active_element().unwrap();
    assert!(hosts().iter().any(|other| **other == host), "the focus is in the card");
    assert!(bounds(&host).overlap(&line) < 0.5, "the card is not on its line");
    card.close();
    area.remove();
    assert!(told.borrow().is_empty(), "nothing happens by itself");
}

#[wasm_bindgen_test]
fn a_page_cannot_answer_the_gate() {
    let (inbox, told) = inbox();
    let gate = GatePanel::new(&inbox).unwrap();
    let view = GateView {
        findings: vec![(finding(Severity::Block), false), (finding(Severity::Note), false)],
        offers: Vec::new(),
        exit: Exit::Word,
        is_new_text: false,
    };
    gate.show(&view).unwrap();
    let host = document().active_element().unwrap();
    assert!(hosts().iter().any(|other| **other == host), "the focus is in the gate");
    let options = EventInit::new();
    options.set_bubbles(true);
    options.set_composed(true);
    for name in ["click", "keydown", "submit", "cancel", "close"] {
        host.dispatch_event(&Event::new_with_event_init_dict(name, &options).unwrap()).unwrap();
    }
    host.unchecked_ref::<HtmlElement>().click();
    assert!(told.borrow().is_empty(), "{:?}", told.borrow());
    assert!(gate.is_open());
    host.remove();
    assert!(!gate.is_open(), "a gate that the page has taken away is not one that waits");
}

#[wasm_bindgen_test]
fn a_modal_gate_keeps_the_focus_from_the_page() {
    let (inbox, _) = inbox();
    let area: HtmlElement = document().create_element("textarea").unwrap().unchecked_into();
    document().body().unwrap().append_child(&area).unwrap();
    let gate = GatePanel::new(&inbox).unwrap();
    let exit = Exit::Closed { contact: "the office".to_owned() };
    gate.show(&GateView { findings: vec![(finding(Severity::Warn), true)], offers: Vec::new(), exit, is_new_text: false }).unwrap();
    _ = area.focus();
    assert!(document().active_element().is_none_or(|focused| focused != *area));
    gate.close();
    area.focus().unwrap();
    assert!(document().active_element().is_some_and(|focused| focused == *area));
    area.remove();
}

#[wasm_bindgen_test]
fn a_dialog_that_closes_does_not_keep_the_chip() {
    let (inbox, _) = inbox();
    let dialog: web_sys::HtmlDialogElement = document().create_element("dialog").unwrap().unchecked_into();
    document().body().unwrap().append_child(&dialog).unwrap();
    dialog.show_modal().unwrap();
    let chip = Chip::new(&inbox, FieldId(1)).unwrap();
    chip.move_into(&dialog);
    chip.show(&ChipView::Checked, FIELD, &[]).unwrap();
    assert!(dialog.contains(Some(chip.host())));
    dialog.close();
    chip.show(&ChipView::Checked, FIELD, &[]).unwrap();
    assert!(!dialog.contains(Some(chip.host())) && bounds(chip.host()).width > 0.0);
    dialog.remove();
}

#[wasm_bindgen_test]
fn each_severity_has_a_line_and_a_colour_of_its_own() {
    let css = highlight_css();
    let marks = mirror_css();
    for (severity, line) in [("block", "double"), ("warn", "wavy"), ("note", "dotted")] {
        assert!(css.contains(&format!("::highlight(curbside-{severity}){{text-decoration:underline {line} #")), "{css}");
        assert!(marks.contains(&format!("mark[part=curbside-{severity}]{{text-decoration:underline {line} #")), "{marks}");
    }
}
