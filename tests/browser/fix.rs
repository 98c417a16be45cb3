//! A fix reaches the editor, and only its own words change.

use curbside::page::dom::document;
use curbside::page::field::{Repair, Step};
use curbside::page::inbox::{FieldId, Inbox, Message};
use curbside::text::{Offsets, Utf16Span};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

use crate::page::{Scene, pause, read};

#[wasm_bindgen]
extern "C" {
    type Commands;
    #[wasm_bindgen(method, js_name = execCommand)]
    fn command(this: &Commands, name: &str) -> bool;
}

fn undo() {
    assert!(document().unwrap().unchecked_ref::<Commands>().command("undo"));
}

/// Replaces `words` in the field by `by`, to the end. What became of it, and the text then.
async fn repair(scene: &Scene, selector: &str, words: &str, by: &str) -> (Step, String) {
    let mut field = scene.field(selector);
    let text = read(&mut field);
    let offsets = Offsets::utf16(&text);
    let at = text.find(words).unwrap() as u32;
    let span = Utf16Span::new(offsets.from_byte(&text, at), offsets.from_byte(&text, at + words.len() as u32));
    let inbox = Inbox::new(Rc::new(|| {}));
    let mut repair = Repair::new(1, FieldId(0), &text, span, by, &inbox).unwrap();
    let caret = field.resting_caret();
    let mut step = repair.begin(&mut field, caret);
    for _ in 0..40 {
        if step != Step::Waiting {
            break;
        }
        pause(25).await;
        while let Some(message) = inbox.next() {
            assert_eq!(message, Message::FixStep(1));
            step = repair.go_on(&mut field);
        }
    }
    let text = read(&mut field);
    (step, text)
}

#[wasm_bindgen_test]
async fn a_fix_in_a_text_box_is_one_undo() {
    let scene = Scene::new("<textarea id=t></textarea>");
    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    control.set_value("😀 Hi Dana,\nthanks.");
    let (step, text) = repair(&scene, "#t", "Dana", "there").await;
    assert_eq!(step, Step::Taken);
    assert_eq!(text, "😀 Hi there,\nthanks.");
    assert_eq!(control.selection_start().unwrap(), Some(20), "the caret stays at the end, where it was");
    undo();
    assert_eq!(control.value(), "😀 Hi Dana,\nthanks.");
}

#[wasm_bindgen_test]
async fn a_caret_in_the_words_stands_after_the_new_ones() {
    let scene = Scene::new("<textarea id=t></textarea>");
    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    control.set_value("Hi Dana, thanks");
    control.set_selection_range(5, 5).unwrap();
    assert_eq!(repair(&scene, "#t", "Dana", "there").await, (Step::Taken, "Hi there, thanks".to_owned()));
    assert_eq!(control.selection_start().unwrap(), Some(8));
}

#[wasm_bindgen_test]
async fn a_fix_may_leave_words_out() {
    let scene = Scene::new("<input id=t>");
    scene.find("#t").unchecked_ref::<web_sys::HtmlInputElement>().set_value("Hi Dana, thanks");
    assert_eq!(repair(&scene, "#t", " Dana", "").await, (Step::Taken, "Hi, thanks".to_owned()));
}

#[wasm_bindgen_test]
async fn a_fix_in_an_editor_touches_its_words_only() {
    let scene = Scene::new("<div id=e contenteditable><p>😀 <b>Hi</b> Dana,</p><p><br></p><p>Dana again.</p></div>");
    let (step, text) = repair(&scene, "#e", "Dana", "there").await;
    assert_eq!(step, Step::Taken);
    assert_eq!(text, "😀 Hi there,\n\nDana again.");
    assert!(scene.find("#e").inner_html().contains("<b>Hi</b>"));
    undo();
    assert_eq!(read(&mut scene.field("#e")), "😀 Hi Dana,\n\nDana again.");
}

#[wasm_bindgen_test]
async fn an_editor_with_a_mind_of_its_own_is_asked_first() {
    // It keeps its text elsewhere, refuses every change of its nodes, and draws what it keeps.
    let scene = Scene::new("<div id=e contenteditable>Hi Dana</div>");
    let host = scene.find("#e");
    let draws = host.clone();
    let _own = curbside::page::dom::Listener::active(&host, "beforeinput", curbside::page::dom::Phase::Bubble, move |event| {
        event.prevent_default();
        if event.unchecked_ref::<web_sys::InputEvent>().input_type() == "insertReplacementText" {
            draws.set_text_content(Some("Hi there"));
        }
    });
    assert_eq!(repair(&scene, "#e", "Dana", "there").await, (Step::Taken, "Hi there".to_owned()));
}

#[wasm_bindgen_test]
async fn a_fix_that_an_editor_takes_back_is_refused() {
    let scene = Scene::new("<div id=e contenteditable>Hi Dana</div>");
    let host = scene.find("#e");
    let draws = host.clone();
    let _own = curbside::page::dom::Listener::passive(&host, "input", curbside::page::dom::Phase::Bubble, move |_| {
        draws.set_text_content(Some("Hi Dana"));
    });
    assert_eq!(repair(&scene, "#e", "Dana", "there").await, (Step::Refused, "Hi Dana".to_owned()));
}

#[wasm_bindgen_test]
async fn a_fix_for_another_text_is_refused() {
    let scene = Scene::new("<textarea id=t></textarea>");
    let control: HtmlTextAreaElement = scene.find("#t").unchecked_into();
    control.set_value("Hi Dana");
    let inbox = Inbox::new(Rc::new(|| {}));
    let mut repair = Repair::new(1, FieldId(0), "Hi Dana", Utf16Span::new(3, 7), "there", &inbox).unwrap();
    control.set_value("Oh Hi Dana");
    assert_eq!(repair.begin(&mut scene.field("#t"), None), Step::Refused);
    assert_eq!(control.value(), "Oh Hi Dana");
}
