//! One text box on the page: how to read it, where words stand on the screen, how to replace them.
//!
//! Nothing is ever added inside an editor: no node, no attribute, no class.

mod editable;
mod find;
mod repair;
mod shape;
mod textbox;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Node};

pub use editable::Editable;
pub use find::{Opener, active_element, find, form_of, is_typable, path_of, target_of};
pub use repair::{Repair, Step, focus};
pub use shape::{from_dom, rect_of, zoom_of};
pub use textbox::{TextBox, TextControl};

use super::overlay::view::Rect;
use crate::error::Error;
use crate::text::Utf16Span;

/// Texts longer than this are not checked, and the chip says so.
pub const LONGEST: u32 = 1_000_000;

#[wasm_bindgen]
extern "C" {
    /// A range that the browser can draw: a DOM `Range`, or an `OpaqueRange` inside a text box.
    #[wasm_bindgen(js_name = AbstractRange)]
    #[derive(Clone)]
    pub type Drawn;

    /// Whether there is nothing in it; so for a range in a text box after its value was set.
    #[wasm_bindgen(method, getter, js_name = collapsed)]
    pub fn is_collapsed(this: &Drawn) -> bool;

    #[wasm_bindgen(method, js_name = getClientRects, catch)]
    fn client_rects(this: &Drawn) -> Result<web_sys::DomRectList, JsValue>;
}

impl Drawn {
    /// The words in it, where it can say so: a DOM range can, a range inside a text box cannot.
    pub fn words(&self) -> Option<String> {
        let range: &web_sys::Range = self.dyn_ref()?;
        range.to_string().as_string()
    }

    /// Whether it holds `words`, as far as it can say.
    pub fn holds(&self, words: &str) -> bool {
        let of = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        self.words().is_none_or(|own| of(&own) == of(words))
    }

    /// Where it stands, line by line; empty when it is not on screen.
    pub fn lines(&self) -> Vec<Rect> {
        let Ok(list) = self.client_rects() else { return Vec::new() };
        let rects = (0..list.length()).filter_map(|at| list.get(at)).map(|rect| shape::from_dom(&rect));
        rects.filter(|rect| rect.width > 0.0 && rect.height > 0.0).collect()
    }
}

/// What reading a field gives.
pub enum Reading {
    /// Its text.
    Text(String),
    /// It holds more than [`LONGEST`].
    TooLong,
}

/// A text box.
pub enum Field {
    /// A textarea or a text input.
    Plain(TextBox),
    /// An editing host.
    Rich(Editable),
}

impl Field {
    /// Reads the text as the editor itself would give it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn read(&mut self) -> Result<Reading, Error> {
        match self {
            Self::Plain(field) => Ok(field.read()),
            Self::Rich(field) => field.read(),
        }
    }

    /// Where the caret stands in the text last read, if the field has the focus and nothing is selected.
    pub fn caret(&self) -> Option<u32> {
        if !self.has_focus() {
            return None;
        }
        match self {
            Self::Plain(field) => field.caret(),
            Self::Rich(field) => field.caret(),
        }
    }

    /// The same while the focus is elsewhere, as in our card: where the caret will be when it comes back.
    pub fn resting_caret(&self) -> Option<u32> {
        match self {
            Self::Plain(field) => field.caret(),
            Self::Rich(field) => field.caret(),
        }
    }

    /// Whether words of it are selected, and not only a place between them.
    pub fn has_selection(&self) -> bool {
        match self {
            Self::Plain(field) => field.caret().is_none(),
            Self::Rich(field) => field.has_selection(),
        }
    }

    /// Puts the caret at a place of the text, if the field has the focus and the caret is not there already.
    pub fn put_caret(&mut self, at: u32) {
        if self.caret().is_some_and(|caret| caret != at) {
            let there = Utf16Span::new(at, at);
            // A caret that the editor does not let us move stays where the editor put it.
            match self {
                Self::Plain(field) => _ = field.select(there),
                Self::Rich(field) => _ = field.select(there),
            }
        }
    }

    /// The words of a span of the text last read, as something the browser can underline. `None` where this browser
    /// cannot do so inside a text box: then the mirror draws.
    pub fn range(&self, span: Utf16Span) -> Option<Drawn> {
        match self {
            Self::Plain(field) => field.range(span),
            Self::Rich(field) => field.range(span).map(JsCast::unchecked_into),
        }
    }

    /// Whether the browser cannot underline inside this box, so that the mirror has to.
    pub fn needs_mirror(&self) -> bool {
        matches!(self, Self::Plain(field) if field.range(Utf16Span::new(0, 0)).is_none())
    }

    /// The element.
    pub fn element(&self) -> &HtmlElement {
        match self {
            Self::Plain(field) => field.element(),
            Self::Rich(field) => field.host(),
        }
    }

    /// The document or shadow root in which it stands.
    pub fn root(&self) -> Node {
        self.element().get_root_node()
    }

    /// Where it stands.
    pub fn rect(&self) -> Rect {
        rect_of(self.element())
    }

    /// Whether it is still on the page and may still be typed into.
    pub fn is_there(&self) -> bool {
        self.element().is_connected() && is_typable(self.element())
    }

    /// Whether typing goes here.
    pub fn has_focus(&self) -> bool {
        let active = find::active_element(&self.root());
        active.is_some_and(|active| self.element().contains(Some(&active)))
    }

    /// Whether Enter alone cannot make a new line.
    pub fn is_single_line(&self) -> bool {
        self.element().local_name() == "input"
    }

    /// The form that it belongs to.
    pub fn form(&self) -> Option<web_sys::HtmlFormElement> {
        find::form_of(self.element())
    }
}
