//! A span of the text read is exactly those words on the page.

use curbside::text::{Offsets, Utf16Span};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Range;

use crate::page::{Scene, read};

/// The words that the range of `words` holds, in the text of an editor.
fn range_of(html: &str, words: &str) -> String {
    let scene = Scene::new(&format!("<div id=e contenteditable>{html}</div>"));
    let mut field = scene.field("#e");
    let text = read(&mut field);
    let offsets = Offsets::utf16(&text);
    let at = text.find(words).expect("the words") as u32;
    let span = Utf16Span::new(offsets.from_byte(&text, at), offsets.from_byte(&text, at + words.len() as u32));
    let range: Range = field.range(span).expect("a range").unchecked_into();
    range.to_string().into()
}

#[wasm_bindgen_test]
fn ranges_carry_exactly_the_words() {
    assert_eq!(range_of("Hi Dana, thanks", "Dana"), "Dana");
    assert_eq!(range_of("Hi <b>Da</b>na, thanks", "Dana"), "Dana");
    assert_eq!(range_of("<b>Hi </b><i>Dana</i>, thanks", "Dana"), "Dana");
    assert_eq!(range_of("<p>Hi</p><p>Dana</p>", "Dana"), "Dana");
    assert_eq!(range_of("<p><br></p><p>Hi<br>Dana</p>", "Dana"), "Dana");
}

#[wasm_bindgen_test]
fn emoji_before_and_inside_shift_nothing() {
    assert_eq!(range_of("😀 👩🏽‍⚕️ 🇺🇸 e\u{301} Dana!", "Dana"), "Dana");
    assert_eq!(range_of("<p>😀</p>\n<p>né <b>Dana 🦷 Roe</b></p>", "Dana 🦷 Roe"), "Dana 🦷 Roe");
}

#[wasm_bindgen_test]
fn a_range_over_two_lines_holds_both() {
    assert_eq!(range_of("one <b>two<br>three</b> four", "two\nthree"), "twothree");
    assert_eq!(range_of("<p>one two</p><p>three four</p>", "two\nthree"), "twothree");
}

#[wasm_bindgen_test]
fn a_range_begins_in_the_words_and_not_at_the_end_of_what_is_before() {
    let scene = Scene::new("<div id=e contenteditable><b>one</b><i>two</i></div>");
    let mut field = scene.field("#e");
    read(&mut field);
    let range: Range = field.range(Utf16Span::new(3, 6)).unwrap().unchecked_into();
    assert_eq!(range.start_container().unwrap().text_content().as_deref(), Some("two"));
    assert_eq!(range.start_offset().unwrap(), 0);
}

#[wasm_bindgen_test]
fn words_in_a_text_box_stand_on_the_screen() {
    let scene = Scene::new("<textarea id=t style='font:16px/20px monospace;padding:0;border:0;width:400px'></textarea>");
    scene.find("#t").unchecked_ref::<web_sys::HtmlTextAreaElement>().set_value("😀 one two");
    let mut field = scene.field("#t");
    let text = read(&mut field);
    let at = Offsets::utf16(&text).from_byte(&text, text.find("two").unwrap() as u32);
    assert_eq!(at, 7);
    let lines = field.range(Utf16Span::new(at, at + 3)).expect("Chromium paints inside text boxes").lines();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].x > field.rect().x + 40.0 && lines[0].width > 20.0);
}
