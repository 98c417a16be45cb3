//! A style sheet that a document or a shadow root adopts, and gives up when it is dropped.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use crate::error::Error;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type CssStyleSheet;

    #[wasm_bindgen(constructor, js_class = "CSSStyleSheet", catch)]
    fn new() -> Result<CssStyleSheet, JsValue>;

    #[wasm_bindgen(method, js_name = replaceSync, catch)]
    fn replace_sync(this: &CssStyleSheet, css: &str) -> Result<(), JsValue>;
}

const KEY: &str = "adoptedStyleSheets";

/// Styles in force in one document or shadow root for as long as it lives.
#[must_use = "a dropped sheet styles nothing"]
pub struct Sheet(How);

enum How {
    Adopted { root: Node, sheet: JsValue },
    Element(Element),
}

impl Sheet {
    /// Puts `css` in force in `root`, a document or a shadow root. A page's CSP does not forbid it.
    ///
    /// # Errors
    /// When the browser refuses both an adopted sheet and a style element.
    pub fn adopt(root: &Node, css: &str) -> Result<Self, Error> {
        // BROWSER: Firefox before 2025 refuses adopted sheets from a content script (bug 1751346): then an element.
        adopt(root, css).map(Self).or_else(|_| element(root, css).map(Self))
    }
}

fn adopt(root: &Node, css: &str) -> Result<How, JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(css)?;
    let sheet = JsValue::from(sheet);
    let adopted = Array::from(&Reflect::get(root, &KEY.into())?);
    adopted.push(&sheet);
    Reflect::set(root, &KEY.into(), &adopted)?;
    Ok(How::Adopted { root: root.clone(), sheet })
}

fn element(root: &Node, css: &str) -> Result<How, Error> {
    let element = super::document()?.create_element("style").map_err(Error::browser("createElement"))?;
    element.set_text_content(Some(css));
    let parent = match root.dyn_ref::<web_sys::Document>() {
        Some(document) => document.document_element().map(Node::from).ok_or(Error::Missing { what: "root element" })?,
        None => root.clone(),
    };
    parent.append_child(&element).map_err(Error::browser("appendChild"))?;
    Ok(How::Element(element))
}

impl Drop for Sheet {
    fn drop(&mut self) {
        match &self.0 {
            How::Element(element) => element.remove(),
            How::Adopted { root, sheet } => {
                // The page may have put sheets of its own there meanwhile: take out ours alone.
                let Ok(adopted) = Reflect::get(root, &KEY.into()) else { return };
                let others = Array::from(&adopted).filter(&mut |other, _, _| other != *sheet);
                _ = Reflect::set(root, &KEY.into(), &others);
            }
        }
    }
}
