//! Who an e-mail goes to, read from pages that show it in different ways.

use curbside::page::recipients::recipients_of;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::page::Scene;

fn of(html: &str) -> Vec<String> {
    let scene = Scene::new(html);
    recipients_of(scene.find(".body").unchecked_ref())
}

#[wasm_bindgen_test]
fn chips_with_the_address_in_an_attribute() {
    let html = r#"<div role="dialog"><div name="to"><span data-hovercard-id="ann@mail.example" email="ann@mail.example">Ann</span>
        <span email="BEA@mail.example">Bea</span></div><div name="cc"><span email="cal@clinic.example">Cal</span></div>
        <div name="bcc"><span email="dee@mail.example">Dee</span></div>
        <div><div class="body" contenteditable="true">ask fay@mail.example<span title="fay@mail.example">Fay</span></div></div></div>
        <p title="gus@mail.example">Beside it</p>"#;
    assert_eq!(of(html), ["ann@mail.example", "bea@mail.example", "cal@clinic.example"]);
}

#[wasm_bindgen_test]
fn chips_in_a_box_with_a_name_and_a_title() {
    let html = r#"<div role="region"><button aria-label="From: office@clinic.example">office@clinic.example</button>
        <div contenteditable="true" role="textbox" aria-label="To"><span title="ann@mail.example">Ann Ash</span><span aria-label="Bea Birch, bea@mail.example">Bea</span></div>
        <div contenteditable="true" role="textbox" aria-label="Bcc"><span title="cal@mail.example">Cal</span></div>
        <div class="body" contenteditable="true" aria-label="Message body"></div></div>"#;
    assert_eq!(of(html), ["ann@mail.example", "bea@mail.example"]);
}

#[wasm_bindgen_test]
fn a_line_that_was_typed() {
    let scene = Scene::new(
        r#"<form><input name="to" type="text"><input name="bcc" type="email"><input name="subject"><textarea class="body"></textarea></form>"#,
    );
    let set = |selector: &str, value: &str| scene.find(selector).unchecked_into::<HtmlInputElement>().set_value(value);
    let read = || recipients_of(scene.find(".body").unchecked_ref());
    assert!(read().is_empty());
    set("[name=to]", "Ann Ash <ann@mail.example>, bea@mail.example; ann@mail.example");
    set("[name=bcc]", "cal@mail.example");
    set("[name=subject]", "for dee@mail.example");
    assert_eq!(read(), ["ann@mail.example", "bea@mail.example"]);
}

#[wasm_bindgen_test]
fn a_page_that_shows_no_recipients() {
    assert!(of(r#"<main><p>Write to office@clinic.example</p><textarea class="body"></textarea></main>"#).is_empty());
}
