//! An editing host: plain or rich. Its text is what its text nodes, line breaks and blocks say.

use js_sys::JsString;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Node, Range, Selection, Text};

use super::{LONGEST, Reading};
use crate::error::Error;
use crate::text::Utf16Span;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Text)]
    type Words;

    /// The data as it is in JavaScript, so that its length is known before it is copied.
    #[wasm_bindgen(method, getter, js_name = data)]
    fn words(this: &Words) -> JsString;

    #[wasm_bindgen(extends = Node)]
    type SelectionRoot;

    #[wasm_bindgen(method, js_name = getSelection, catch)]
    fn selection(this: &SelectionRoot) -> Result<Option<Selection>, JsValue>;
}

/// A text node and where its words begin in the text.
struct Segment {
    node: Text,
    start: u32,
    len: u32,
}

/// An editing host with the map of the text last read.
pub struct Editable {
    host: HtmlElement,
    segments: Vec<Segment>,
}

impl Editable {
    /// The host `element`.
    pub const fn new(element: HtmlElement) -> Self {
        Self { host: element, segments: Vec::new() }
    }

    /// The element.
    pub const fn host(&self) -> &HtmlElement {
        &self.host
    }

    /// Reads the text and remembers which node each stretch came from.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn read(&mut self) -> Result<Reading, Error> {
        self.segments.clear();
        let mut walk = Walk::new(keeps_space(&self.host)?, &mut self.segments);
        walk.children(&self.host);
        Ok(if walk.units > LONGEST { Reading::TooLong } else { Reading::Text(walk.text) })
    }

    /// The caret in the text last read, when nothing is selected.
    pub fn caret(&self) -> Option<u32> {
        let selection = self.selection()?;
        if !selection.is_collapsed() {
            return None;
        }
        let (node, offset) = (selection.focus_node()?, selection.focus_offset());
        if let Some(segment) = self.segments.iter().find(|segment| segment.node.is_same_node(Some(&node))) {
            return Some(segment.start + offset.min(segment.len));
        }
        if !self.host.contains(Some(&node)) {
            return None;
        }
        // Between nodes: the end of the last words before that place.
        let place = self.host.owner_document()?.create_range().ok()?;
        place.set_start(&node, offset).ok()?;
        let before = self.segments.partition_point(|segment| place.compare_point(&segment.node, 0).is_ok_and(|side| side < 0));
        Some(before.checked_sub(1).and_then(|last| self.segments.get(last)).map_or(0, |segment| segment.start + segment.len))
    }

    /// Whether words of it are selected.
    pub fn has_selection(&self) -> bool {
        let selection = self.selection().filter(|selection| !selection.is_collapsed());
        selection.and_then(|selection| selection.focus_node()).is_some_and(|node| self.host.contains(Some(&node)))
    }

    /// The words of a span as a range over the nodes that hold them.
    pub fn range(&self, span: Utf16Span) -> Option<Range> {
        // A caret has no words after it to belong to: at the end of the text there are none.
        let (first, from) = self.place(span.start, span.start == span.end)?;
        let (last, to) = self.place(span.end, true)?;
        let range = self.host.owner_document()?.create_range().ok()?;
        range.set_start(first, from).ok()?;
        range.set_end(last, to).ok()?;
        Some(range)
    }

    /// Selects the words.
    ///
    /// # Errors
    /// What the browser threw, or that there is nothing to select.
    pub fn select(&self, span: Utf16Span) -> Result<(), Error> {
        let range = self.range(span).ok_or(Error::Missing { what: "words to select" })?;
        let selection = self.selection().ok_or(Error::Missing { what: "selection" })?;
        let ends = (range.start_container(), range.end_container());
        let (Ok(first), Ok(last)) = ends else { return Err(Error::Missing { what: "words to select" }) };
        let (from, to) = (range.start_offset().unwrap_or(0), range.end_offset().unwrap_or(0));
        selection.set_base_and_extent(&first, from, &last, to).map_err(Error::browser("setBaseAndExtent"))
    }

    fn selection(&self) -> Option<Selection> {
        // BROWSER: Chromium gives a shadow root a selection of its own; Firefox lets the document's reach inside.
        let root = self.host.get_root_node();
        let own = root.unchecked_ref::<SelectionRoot>().selection().ok().flatten();
        own.or_else(|| crate::page::dom::window().ok()?.get_selection().ok()?)
    }

    /// The node and the offset in it of a place in the text. Where two nodes meet, an end belongs to the first of them.
    fn place(&self, at: u32, is_end: bool) -> Option<(&Text, u32)> {
        let index = self.segments.partition_point(|segment| {
            let end = segment.start + segment.len;
            if is_end { end < at } else { end <= at }
        });
        let segment = self.segments.get(index)?;
        Some((&segment.node, at.saturating_sub(segment.start).min(segment.len)))
    }
}

/// Whether spaces and line breaks inside text nodes are shown as they are.
fn keeps_space(element: &Element) -> Result<bool, Error> {
    let style = crate::page::dom::window()?.get_computed_style(element).map_err(Error::browser("getComputedStyle"))?;
    let space = style.and_then(|style| style.get_property_value("white-space").ok()).unwrap_or_default();
    Ok(space.starts_with("pre") || space == "break-spaces")
}

/// Walks an editor and writes down its text: one line a block, one line break a `<br>` that something follows.
struct Walk<'a> {
    text: String,
    units: u32,
    keeps_space: bool,
    /// The line has something in it, be it only an empty line's `<br>`.
    line_begun: bool,
    /// A block ended: what comes next begins a line.
    block_ended: bool,
    /// A `<br>` stands here; it counts once something follows it in its block.
    break_open: bool,
    segments: &'a mut Vec<Segment>,
}

impl<'a> Walk<'a> {
    const fn new(keeps_space: bool, segments: &'a mut Vec<Segment>) -> Self {
        Self { text: String::new(), units: 0, keeps_space, line_begun: false, block_ended: false, break_open: false, segments }
    }

    fn children(&mut self, node: &Node) {
        let mut child = node.first_child();
        while let Some(node) = child {
            if self.units > LONGEST {
                return;
            }
            match node.node_type() {
                Node::TEXT_NODE => self.words(node.unchecked_ref()),
                Node::ELEMENT_NODE => self.element(node.unchecked_ref()),
                _ => {}
            }
            child = node.next_sibling();
        }
    }

    fn element(&mut self, element: &Element) {
        let name = element.local_name();
        match name.as_str() {
            "br" => self.line_break(),
            "script" | "style" | "template" | "noscript" | "svg" | "button" | "select" | "textarea" | "input" | "iframe" => {}
            // Slate keeps its placeholder inside the editor.
            "span" if element.has_attribute("data-slate-placeholder") => {}
            name if is_block(name) => {
                let kept = self.keeps_space;
                self.keeps_space |= name == "pre";
                self.boundary();
                self.children(element);
                self.boundary();
                self.keeps_space = kept;
            }
            _ => self.children(element),
        }
    }

    fn words(&mut self, node: &Words) {
        let words = node.words();
        let len = words.length();
        if len == 0 {
            return;
        }
        if self.units.saturating_add(len) > LONGEST {
            self.units = LONGEST + 1;
            return;
        }
        let words = String::from(words);
        // The spaces between the tags of a hand-written page are not shown.
        if !self.keeps_space && words.bytes().all(|byte| byte.is_ascii_whitespace()) && (!self.line_begun || words.contains('\n')) {
            return;
        }
        self.open_line();
        self.segments.push(Segment { node: node.unchecked_ref::<Text>().clone(), start: self.units, len });
        if self.keeps_space {
            self.text.push_str(&words);
        } else {
            self.text.extend(words.chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c }));
        }
        self.units += len;
    }

    fn line_break(&mut self) {
        self.open_line();
        self.break_open = true;
    }

    /// Something is about to be written: first the line break that is due.
    fn open_line(&mut self) {
        if self.block_ended || self.break_open {
            self.text.push('\n');
            self.units += 1;
        }
        self.block_ended = false;
        self.break_open = false;
        self.line_begun = true;
    }

    /// A block begins or ends. The last `<br>` in it only held its line open.
    fn boundary(&mut self) {
        self.block_ended |= self.line_begun;
        self.line_begun = false;
        self.break_open = false;
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "address"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "thead"
            | "tr"
            | "td"
            | "th"
            | "hr"
    )
}
