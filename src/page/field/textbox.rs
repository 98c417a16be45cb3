//! A textarea or a text input: its value is its text.

use js_sys::JsString;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::{Drawn, LONGEST, Reading};
use crate::text::Utf16Span;

#[wasm_bindgen]
extern "C" {
    /// What a textarea and a text input have in common.
    #[wasm_bindgen(extends = HtmlElement)]
    #[derive(Clone)]
    pub type TextControl;

    #[wasm_bindgen(method, getter)]
    fn value(this: &TextControl) -> JsString;

    #[wasm_bindgen(method, getter, js_name = selectionStart, catch)]
    fn selection_start(this: &TextControl) -> Result<Option<u32>, JsValue>;

    #[wasm_bindgen(method, getter, js_name = selectionEnd, catch)]
    fn selection_end(this: &TextControl) -> Result<Option<u32>, JsValue>;

    #[wasm_bindgen(method, js_name = setSelectionRange, catch)]
    fn set_selection_range(this: &TextControl, start: u32, end: u32) -> Result<(), JsValue>;

    // BROWSER: Chromium 156 and later; Firefox ESR 153 has none. There the call throws and the mirror draws.
    #[wasm_bindgen(method, js_name = createValueRange, catch)]
    fn create_value_range(this: &TextControl, start: u32, end: u32) -> Result<Drawn, JsValue>;
}

/// A textarea or a text input.
pub struct TextBox {
    control: TextControl,
}

impl TextBox {
    /// The box that `element` is; the caller has looked at its name.
    pub fn new(element: &HtmlElement) -> Self {
        Self { control: element.unchecked_ref::<TextControl>().clone() }
    }

    /// The element.
    pub fn element(&self) -> &HtmlElement {
        &self.control
    }

    /// Its value. Lone surrogates become U+FFFD, which is as long in UTF-16.
    pub fn read(&self) -> Reading {
        let value = self.control.value();
        if value.length() > LONGEST { Reading::TooLong } else { Reading::Text(String::from(value)) }
    }

    /// The caret, when nothing is selected.
    pub fn caret(&self) -> Option<u32> {
        let (start, end) = (self.control.selection_start().ok()??, self.control.selection_end().ok()??);
        (start == end).then_some(end)
    }

    /// The words, where the browser can draw inside the box.
    pub fn range(&self, span: Utf16Span) -> Option<Drawn> {
        self.control.create_value_range(span.start, span.end).ok()
    }

    /// Selects the words.
    ///
    /// # Errors
    /// What the browser threw.
    pub fn select(&self, span: Utf16Span) -> Result<(), JsValue> {
        self.control.set_selection_range(span.start, span.end)
    }
}
