//! The browser's own underlines (CSS Custom Highlight API): ranges with a name, styled by a sheet.
//!
//! The names are a contract with tools outside this project. Another copy of us may paint on the same page (the
//! demo, with the extension installed), so a highlight is shared and each takes out only its own ranges.

use js_sys::Reflect;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::Node;

use crate::error::Error;
use crate::finding::Severity;
use crate::page::dom::{Sheet, window};
use crate::page::field::Drawn;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn add(this: &Highlight, range: &Drawn) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn delete(this: &Highlight, range: &Drawn) -> Result<bool, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn size(this: &Highlight) -> u32;

    #[wasm_bindgen(method, setter)]
    fn set_priority(this: &Highlight, priority: i32);

    type HighlightRegistry;

    #[wasm_bindgen(method, catch)]
    fn get(this: &HighlightRegistry, name: &str) -> Result<Option<Highlight>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = delete, catch)]
    fn remove(this: &HighlightRegistry, name: &str) -> Result<bool, JsValue>;
}

/// The name under which findings of this severity are painted.
pub const fn name_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "curbside-block",
        Severity::Warn => "curbside-warn",
        Severity::Note => "curbside-note",
    }
}

/// Some words underlined for as long as it lives.
#[must_use = "a dropped stroke is wiped off"]
pub struct Stroke {
    severity: Severity,
    range: Drawn,
    highlight: Highlight,
    /// PRIVACY: a print of the words, not the words.
    words: u64,
}

impl Stroke {
    /// Underlines `range`, which holds `words`.
    ///
    /// # Errors
    /// Where the browser has no highlights.
    pub fn paint(range: Drawn, severity: Severity, words: &str) -> Result<Self, Error> {
        let highlight = highlight(severity)?;
        highlight.add(&range).map_err(Error::browser("Highlight.add"))?;
        Ok(Self { severity, range, highlight, words: print(words) })
    }

    /// The words.
    pub const fn range(&self) -> &Drawn {
        &self.range
    }

    /// Whether the range still holds the words for which it was painted.
    pub fn stands(&self) -> bool {
        !self.range.is_collapsed() && self.range.words().is_none_or(|words| print(&words) == self.words)
    }

    /// Whether the page has left it in place.
    pub fn is_painted(&self) -> bool {
        let now = registry().ok().and_then(|registry| registry.get(name_of(self.severity)).ok().flatten());
        now.is_some_and(|now| JsValue::from(now) == JsValue::from(self.highlight.clone()))
    }
}

impl Drop for Stroke {
    fn drop(&mut self) {
        _ = self.highlight.delete(&self.range);
        if self.highlight.size() == 0
            && self.is_painted()
            && let Ok(registry) = registry()
        {
            _ = registry.remove(name_of(self.severity));
        }
    }
}

/// Wipes everything off, whoever painted it; for an instance that can no longer tell which strokes were its own.
pub fn remove_all() {
    let Ok(registry) = registry() else { return };
    for severity in [Severity::Block, Severity::Warn, Severity::Note] {
        _ = registry.remove(name_of(severity));
    }
}

/// A number for words, whatever stands between them: a range over two blocks has no line break where the text has one.
fn print(words: &str) -> u64 {
    crate::page::ignored::print(words.chars().filter(|c| !c.is_whitespace()).collect::<String>().as_str())
}

fn registry() -> Result<HighlightRegistry, Error> {
    let window = window()?;
    let css = Reflect::get(&window, &"CSS".into()).map_err(Error::browser("CSS"))?;
    let registry = Reflect::get(&css, &"highlights".into()).map_err(Error::browser("CSS.highlights"))?;
    if registry.is_object() { Ok(registry.unchecked_into()) } else { Err(Error::Missing { what: "highlights" }) }
}

fn highlight(severity: Severity) -> Result<Highlight, Error> {
    let registry = registry()?;
    let name = name_of(severity);
    if let Some(there) = registry.get(name).map_err(Error::browser("CSS.highlights.get"))? {
        return Ok(there);
    }
    let highlight = Highlight::new().map_err(Error::browser("new Highlight"))?;
    highlight.set_priority(severity as i32 + 1);
    registry.set(name, &highlight).map_err(Error::browser("CSS.highlights.set"))?;
    Ok(highlight)
}

/// The styles of the underlines, in force in `root` for as long as the sheet lives.
///
/// # Errors
/// When the browser refuses.
pub fn styles(root: &Node) -> Result<Sheet, Error> {
    Sheet::adopt(root, &super::highlight_css())
}
