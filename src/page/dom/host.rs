//! An element of ours on the page: a plain `div` with a closed shadow root. Dropping it takes it off the page.

use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::Sheet;
use crate::error::Error;
use wasm_bindgen::JsCast as _;

/// A `div` at the end of the root element, with styles of its own and nothing that the page can read.
#[must_use = "a dropped host leaves the page"]
pub struct ShadowHost {
    sheet: Option<Sheet>,
    host: HtmlElement,
    root: ShadowRoot,
}

impl ShadowHost {
    /// Puts a host with the styles `css` on the page.
    ///
    /// # Errors
    /// When the browser refuses one of the steps.
    pub fn new(css: &str) -> Result<Self, Error> {
        let document = super::document()?;
        let host = document.create_element("div").map_err(Error::browser("createElement"))?.unchecked_into::<HtmlElement>();
        let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed)).map_err(Error::browser("attachShadow"))?;
        let page = document.document_element().ok_or(Error::Missing { what: "root element" })?;
        page.append_child(&host).map_err(Error::browser("appendChild"))?;
        // From here on `Drop` cleans up, also when the sheet is refused.
        let mut this = Self { sheet: None, host, root };
        this.sheet = Some(Sheet::adopt(&this.root, css)?);
        Ok(this)
    }

    /// The `div` itself, in the page's own tree.
    pub const fn host(&self) -> &HtmlElement {
        &self.host
    }

    /// Its shadow root, closed to the page.
    pub const fn root(&self) -> &ShadowRoot {
        &self.root
    }
}

impl Drop for ShadowHost {
    fn drop(&mut self) {
        self.host.remove();
    }
}
