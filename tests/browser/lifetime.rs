//! From the first focus to the last node gone.

use std::rc::Rc;

use curbside::page::dom::document;
use curbside::page::tell::{Outcome, Tell};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

use crate::page::{Scene, Watch, enter, painted, painted_words, pause, typed};

const RISKY: &str = "Her social is 518-00-4471, please update the file.";

fn states() -> Vec<String> {
    let chips = document().unwrap().query_selector_all("[data-curbside-state]").unwrap();
    let state = |at| chips.get(at).unwrap().unchecked_into::<web_sys::Element>().get_attribute("data-curbside-state").unwrap();
    (0..chips.length()).map(state).collect()
}

fn sheets() -> u32 {
    let document = document().unwrap();
    js_sys::Array::from(&js_sys::Reflect::get(&document, &"adoptedStyleSheets".into()).unwrap()).length()
}

#[wasm_bindgen_test]
async fn freeing_leaves_the_page_as_it_was() {
    let scene = Scene::new("<textarea id=t aria-label=Reply></textarea><div id=e contenteditable></div>");
    let page = document().unwrap().document_element().unwrap();
    let (before, sheets_before) = (page.outer_html(), sheets());
    let watch = Watch::start();
    assert_eq!(page.outer_html(), before, "nothing is touched until a box has the focus");

    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    enter(&control);
    control.set_value(RISKY);
    typed(&control);
    assert_eq!(states(), ["findings"]);
    assert_eq!(painted().len(), 1);
    let editor = scene.find("#e");
    editor.set_inner_html(&format!("<p>😀</p><p>{RISKY}</p>"));
    enter(&editor);
    assert_eq!(painted_words(), ["518-00-4471"]);
    assert_eq!(states(), ["findings", "findings"]);
    assert_eq!(editor.inner_html(), format!("<p>😀</p><p>{RISKY}</p>"), "nothing is added inside an editor");
    pause(60).await;

    let app = Rc::downgrade(&watch.app);
    drop(watch);
    assert!(app.upgrade().is_none(), "nothing keeps the app alive");
    editor.set_inner_html("");
    assert_eq!(page.outer_html(), before);
    assert_eq!(sheets(), sheets_before);
    assert!(painted().is_empty());
    typed(&control);
    pause(60).await;
    assert_eq!(page.outer_html(), before);
}

#[wasm_bindgen_test]
async fn an_underline_is_painted_again_when_the_editor_rebuilds_its_nodes() {
    let scene = Scene::new(&format!("<div id=e contenteditable><p>{RISKY}</p></div>"));
    let _watch = Watch::start();
    let editor = scene.find("#e");
    enter(&editor);
    assert_eq!(painted_words(), ["518-00-4471"]);
    editor.set_inner_html(&format!("<p>One more line.</p><p><span>{RISKY}</span></p>"));
    pause(100).await;
    assert_eq!(painted_words(), ["518-00-4471"]);
    editor.set_inner_html("<p>Nothing here.</p>");
    pause(100).await;
    assert!(painted().is_empty());
    assert_eq!(states(), ["checked"]);
}

#[wasm_bindgen_test]
async fn a_field_that_leaves_the_page_takes_everything_along() {
    let scene = Scene::new("<textarea id=t></textarea>");
    let watch = Watch::start();
    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    control.set_value(RISKY);
    enter(&control);
    assert_eq!(states(), ["findings"]);
    control.remove();
    pause(200).await;
    assert!(states().is_empty());
    assert!(painted().is_empty());
    assert_eq!(watch.app.borrow().status().state, "idle");
}

#[wasm_bindgen_test]
fn a_finding_is_told_once_and_without_text() {
    let scene = Scene::new("<textarea id=t></textarea>");
    let watch = Watch::start();
    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    control.set_value(RISKY);
    enter(&control);
    for _ in 0..3 {
        control.set_value(&format!("{} ", control.value()));
        typed(&control);
    }
    let told = watch.told.borrow();
    let records: Vec<_> = told
        .iter()
        .filter_map(|tell| if let Tell::Record(finding, _, outcome, _) = tell { Some((finding, outcome)) } else { None })
        .collect();
    assert_eq!(records.len(), 1);
    assert_eq!(*records[0].1, Outcome::Shown);
    assert!(!format!("{told:?}").contains("4471"));
}

#[wasm_bindgen_test]
async fn the_word_under_the_caret_waits_for_a_boundary_or_a_pause() {
    let scene = Scene::new("<textarea id=t></textarea>");
    let _watch = Watch::start();
    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    enter(&control);
    control.set_value("Her social is 518-00-4471");
    typed(&control);
    assert_eq!(states(), ["checked"]);
    pause(800).await;
    assert_eq!(states(), ["findings"]);
    control.set_value("Her social is 518-00-4471 or 519-00-4472");
    typed(&control);
    assert_eq!(painted().len(), 1, "what was shown stays, what is new waits");
    control.set_value("Her social is 518-00-4471 or 519-00-4472,");
    typed(&control);
    assert_eq!(painted().len(), 2);
}

#[wasm_bindgen_test]
async fn the_gate_reads_the_text_at_the_moment_of_the_press() {
    let scene = Scene::new("<div><textarea id=t></textarea><button id=b type=button>Reply</button></div>");
    let posted = Rc::new(std::cell::Cell::new(0));
    let counts = Rc::clone(&posted);
    let _page = curbside::page::dom::Listener::passive(&scene.find("#b"), "click", curbside::page::dom::Phase::Bubble, move |_| {
        counts.set(counts.get() + 1);
    });
    let watch = Watch::start();
    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    enter(&control);
    control.set_value("Thank you for the kind words.");
    scene.find("#b").click();
    assert_eq!(posted.get(), 1);
    // No event tells of the new value.
    control.set_value(RISKY);
    scene.find("#b").click();
    assert_eq!(posted.get(), 1);
    drop(watch);
    scene.find("#b").click();
    assert_eq!(posted.get(), 2);
}
