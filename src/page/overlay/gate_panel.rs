//! The gate's panel: what was found, before it goes out. A modal dialog, so that nothing behind it can be pressed or
//! take the focus; only the person can answer it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent, MouseEvent};

use super::element::{self, Icon, Make, append};
use super::layer::{self, Layer};
use super::view::{FindingView, GateView};
use super::{vanish, words};
use crate::error::Error;
use crate::page::dom::{self, Listener, Phase};
use crate::page::inbox::{Inbox, Message};

/// How long, in milliseconds, an answer must have been visible before it counts: a page cannot slide the panel under a
/// click, nor a person press through it by a double click.
const SEEN: f64 = 300.0;
/// How long, in milliseconds, after a press of the pointer the browser may still want to close the dialog for it.
const PRESS: f64 = 1000.0;

/// The one gate panel of a page.
pub struct GatePanel {
    _listeners: Vec<Listener>,
    inner: Rc<Inner>,
}

struct Inner {
    layer: Layer,
    inbox: Inbox,
    dialog: HtmlDialogElement,
    lead: Element,
    list: Element,
    ask: Element,
    back: Element,
    anyway: Element,
    voice: Element,
    shown: Cell<f64>,
    pressed: Cell<f64>,
}

impl GatePanel {
    /// A panel that is not shown yet; the answer goes to `inbox`.
    ///
    /// # Errors
    /// When the browser refuses an element or a listener.
    pub fn new(inbox: &Inbox) -> Result<Self, Error> {
        let inner = Rc::new(Inner::new(inbox)?);
        let (on_click, on_key, on_cancel, on_close) = (Rc::clone(&inner), Rc::clone(&inner), Rc::clone(&inner), Rc::clone(&inner));
        let (on_press, on_release) = (Rc::clone(&inner), Rc::clone(&inner));
        let dialog: &HtmlElement = &inner.dialog;
        let listeners = vec![
            Listener::active(dialog, "click", Phase::Bubble, move |event| on_click.click(&event))?,
            Listener::active(dialog, "keydown", Phase::Bubble, move |event| on_key.key(&event))?,
            Listener::passive(dialog, "pointerdown", Phase::Bubble, move |_| on_press.pressed.set(now()))?,
            Listener::passive(dialog, "pointerup", Phase::Bubble, move |_| on_release.pressed.set(now()))?,
            // Esc, and the back gesture of a phone, which no key tells of. A press beside the dialog is no answer.
            Listener::active(dialog, "cancel", Phase::Bubble, move |event| {
                event.prevent_default();
                if now() - on_cancel.pressed.get() > PRESS {
                    on_cancel.inbox.post(Message::GoBack);
                }
            })?,
            // A browser may close a dialog that was asked twice without asking us. Our own closing lowers the layer.
            Listener::passive(dialog, "close", Phase::Bubble, move |_| {
                if on_close.layer.is_up() && !on_close.dialog.open() {
                    on_close.inbox.post(Message::GoBack);
                }
            })?,
        ];
        Ok(Self { _listeners: listeners, inner })
    }

    /// Shows the list and takes the focus to "Go back".
    ///
    /// # Errors
    /// When the browser refuses an element or the dialog.
    pub fn show(&self, view: &GateView) -> Result<(), Error> {
        let inner = &self.inner;
        inner.fill(view)?;
        inner.layer.stand()?;
        let opens = !inner.dialog.open();
        if opens {
            inner.voice.set_text_content(None);
            inner.dialog.show_modal().map_err(Error::browser("showModal"))?;
            inner.voice.set_text_content(Some(words::NOT_POSTED));
        }
        // `showModal` picks the first button, and a button of the list may have gone with what it fixed.
        if opens || inner.layer.root().active_element().is_none_or(|focused| focused == **inner.dialog) {
            element::focus(&inner.back);
        }
        inner.shown.set(now());
        Ok(())
    }

    /// Takes the panel off the page and forgets the words in it.
    pub fn close(&self) {
        self.inner.dialog.close();
        self.inner.layer.lower();
        self.inner.list.set_text_content(None);
    }

    /// Whether it is shown, and has not been taken off by the page.
    pub fn is_open(&self) -> bool {
        self.inner.dialog.open() && self.inner.layer.is_up()
    }

    /// Whether an event that was heard on the page happened in the panel.
    pub fn holds(&self, event: &Event) -> bool {
        self.inner.layer.holds(event)
    }
}

impl Inner {
    fn new(inbox: &Inbox) -> Result<Self, Error> {
        let layer = Layer::new("curbside gate")?;
        let title = Make::new("h2")?.attribute("id", "title").text(words::GATE).done();
        let lead = Make::new("p")?.class("lead").attribute("id", "lead").done();
        let list = Make::new("ul")?.class("list").done();
        let ask = Make::new("p")?.class("ask").done();
        let back = element::button("primary", "back", words::GO_BACK)?;
        let anyway = element::button("plain", "anyway", words::POST_ANYWAY)?;
        let answers = Make::new("div")?.class("answers").child(&anyway).child(&back).done();
        let voice = Make::new("span")?.class("voice").attribute("role", "alert").done();
        let dialog = Make::new("dialog")?
            .attribute("role", "alertdialog")
            .attribute("aria-labelledby", "title")
            .attribute("aria-describedby", "lead");
        let dialog = dialog.child(&title).child(&lead).child(&list).child(&ask).child(&answers).child(&voice).done();
        if vanish::is_armed() {
            // Nobody can take the dialog off the page once the extension has gone, and unseen it would go on holding
            // the page. Then the browser closes it at the next press; as long as we live, we say no.
            element::set(&dialog, "closedby", "any");
        }
        append(layer.body(), &dialog);
        let dialog = dialog.unchecked_into();
        Ok(Self {
            layer,
            inbox: inbox.clone(),
            dialog,
            lead,
            list,
            ask,
            back,
            anyway,
            voice,
            shown: Cell::new(f64::INFINITY),
            pressed: Cell::new(f64::NEG_INFINITY),
        })
    }

    fn fill(&self, view: &GateView) -> Result<(), Error> {
        self.lead.set_text_content(Some(&words::gate_lead(view.findings.len(), view.may_post)));
        self.list.set_text_content(None);
        for (number, finding) in view.findings.iter().enumerate() {
            append(&self.list, &draw_finding(number, finding)?);
        }
        self.ask.set_text_content(Some(&words::ask(view.contact.as_deref())));
        element::show(&self.ask, !view.may_post);
        element::show(&self.anyway, view.may_post);
        Ok(())
    }

    fn click(&self, event: &Event) {
        let Some((button, does)) = element::pressed(event) else { return };
        event.prevent_default();
        if !self.was_meant(event, &button) {
            return;
        }
        let message = match does.as_str() {
            "back" => Message::GoBack,
            "anyway" => Message::PostAnyway,
            _ => match does.parse() {
                Ok(finding) => Message::GateFix(finding, 0),
                Err(_) => return,
            },
        };
        self.inbox.post(message);
    }

    /// Whether a person pressed this button, and could see for a moment what it says.
    fn was_meant(&self, event: &Event, button: &Element) -> bool {
        if !event.is_trusted() || !self.dialog.open() || now() - self.shown.get() < SEEN {
            return false;
        }
        // A key presses the middle of the button; the mouse, where it is.
        let rect = layer::rect(button);
        let middle = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
        let (x, y) = match event.dyn_ref::<MouseEvent>() {
            Some(mouse) if mouse.detail() > 0 => (f64::from(mouse.client_x()), f64::from(mouse.client_y())),
            _ => middle,
        };
        #[expect(clippy::cast_possible_truncation, reason = "a coordinate on a screen fits an f32")]
        let top = self.layer.root().element_from_point(x as f32, y as f32);
        top.is_some_and(|top| button.contains(Some(&top)))
    }

    fn key(&self, event: &Event) {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.prevent_default();
            self.inbox.post(Message::GoBack);
        }
    }
}

/// One line of the list, with its first fix.
fn draw_finding(number: usize, finding: &FindingView) -> Result<Element, Error> {
    let severity = finding.severity.as_str();
    let word = Make::new("span")?.class("severity").text(words::severity(finding.severity)).done();
    let title = Make::new("span")?.class("title").text(finding.title).done();
    let head = Make::new("div")?.class("head").child(&word).child(&title).done();
    let text = Make::new("div")?.class("about").child(&head).done();
    if !finding.words.is_empty() {
        let mark = Make::new("mark")?.class(severity).attribute("dir", "auto").text(&finding.words).done();
        append(&text, &Make::new("p")?.class("words").child(&mark).done());
    }
    if let Some(fix) = finding.fixes.first().filter(|fix| !fix.refused) {
        let button = element::button("fix", &number.to_string(), &fix.title)?;
        element::set(&button, "dir", "auto");
        append(&text, &button);
    }
    let slot = Make::new("span")?.class("slot").child(&Icon::from(finding.severity).draw()?).done();
    Ok(Make::new("li")?.attribute("data-severity", severity).child(&slot).child(&text).done())
}

/// Milliseconds since the page began; never, where there is no clock, so that nothing counts as seen.
fn now() -> f64 {
    dom::window().ok().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
