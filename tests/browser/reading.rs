//! What a field reads as, and what is no field at all.

use curbside::page::field;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Scene, read};

fn assert_reads(html: &str, text: &str) {
    let scene = Scene::new(&format!("<div id=e contenteditable>{html}</div>"));
    assert_eq!(read(&mut scene.field("#e")), text, "{html}");
}

#[wasm_bindgen_test]
fn an_editor_reads_as_it_looks() {
    assert_reads("", "");
    assert_reads("one", "one");
    assert_reads("one <b>two</b> three", "one two three");
    assert_reads("<p>one</p><p>two</p>", "one\ntwo");
    assert_reads("one<div>two</div><div>three</div>", "one\ntwo\nthree");
    assert_reads("<div><div>one</div></div><div>two</div>", "one\ntwo");
    assert_reads("<ul><li>one</li><li>two</li></ul>", "one\ntwo");
}

#[wasm_bindgen_test]
fn a_line_break_counts_once_something_follows() {
    assert_reads("one<br>two", "one\ntwo");
    assert_reads("one<br>", "one");
    assert_reads("one<br><br>two", "one\n\ntwo");
    assert_reads("<p>one</p><p><br></p><p>two</p>", "one\n\ntwo");
    assert_reads("<div><br></div><div>one</div>", "\none");
    assert_reads("<p>one<br>two</p><p>three</p>", "one\ntwo\nthree");
}

#[wasm_bindgen_test]
fn the_spaces_between_tags_are_not_text() {
    assert_reads("\n  <p>one</p>\n  <p>two</p>\n", "one\ntwo");
    assert_reads("one\ntwo", "one two");
    assert_reads("<b>one</b> <i>two</i>", "one two");
    assert_reads("<pre>one\n  two</pre>", "one\n  two");
}

#[wasm_bindgen_test]
fn where_line_breaks_are_kept_they_are_text() {
    let scene = Scene::new("<div id=e contenteditable=plaintext-only style='white-space:pre-wrap'>one\n two</div>");
    assert_eq!(read(&mut scene.field("#e")), "one\n two");
}

#[wasm_bindgen_test]
fn a_mention_is_read_and_a_placeholder_is_not() {
    assert_reads("Hi <span contenteditable=false>@Dana</span>!", "Hi @Dana!");
    assert_reads("<span data-slate-placeholder=true contenteditable=false>Write…</span>", "");
}

#[wasm_bindgen_test]
fn a_lone_surrogate_keeps_every_offset() {
    let scene = Scene::new("<textarea id=t></textarea>");
    let lone = js_sys::JsString::from_char_code2(0xD83D, 0x61);
    Reflect::set(&scene.find("#t"), &"value".into(), &lone).unwrap();
    let text = read(&mut scene.field("#t"));
    assert_eq!(text, "\u{FFFD}a");
    assert_eq!(text.encode_utf16().count() as u32, lone.length());
}

#[wasm_bindgen_test]
fn a_text_that_is_too_long_is_not_copied() {
    let scene = Scene::new("<textarea id=t></textarea><div id=e contenteditable></div>");
    let long = "x".repeat(field::LONGEST as usize + 1);
    Reflect::set(&scene.find("#t"), &"value".into(), &long.as_str().into()).unwrap();
    scene.find("#e").set_text_content(Some(&long));
    for selector in ["#t", "#e"] {
        assert!(matches!(scene.field(selector).read(), Ok(field::Reading::TooLong)), "{selector}");
    }
}

#[wasm_bindgen_test]
fn only_boxes_for_prose_are_fields() {
    for html in [
        "<textarea></textarea>",
        "<input>",
        "<input type=text>",
        "<input type=search autocomplete=off>",
        "<p contenteditable></p>",
        "<p contenteditable=plaintext-only></p>",
    ] {
        let scene = Scene::new(html);
        assert!(field::find(&scene.root.first_element_child().unwrap()).is_some(), "{html}");
    }
    for html in [
        "<input type=password>",
        "<input type=hidden>",
        "<input type=email>",
        "<input type=number>",
        "<input autocomplete=cc-number>",
        "<input autocomplete='shipping given-name'>",
        "<input autocomplete=one-time-code>",
        "<input inputmode=numeric>",
        "<input maxlength=6>",
        "<input readonly>",
        "<textarea disabled></textarea>",
        "<textarea readonly></textarea>",
        "<textarea autocomplete=cc-csc></textarea>",
        "<p contenteditable aria-readonly=true></p>",
        "<p>prose</p>",
    ] {
        let scene = Scene::new(html);
        assert!(field::find(&scene.root.first_element_child().unwrap()).is_none(), "{html}");
    }
    let scene = Scene::new("<fieldset disabled><textarea></textarea></fieldset>");
    assert!(field::find(&scene.find("textarea")).is_none());
}

#[wasm_bindgen_test]
fn the_field_is_the_editing_host() {
    let scene = Scene::new("<div id=e contenteditable><p><b>one</b></p></div>");
    let field = scene.field("b");
    assert_eq!(JsValue::from(field.element()), JsValue::from(scene.find("#e")));
}
