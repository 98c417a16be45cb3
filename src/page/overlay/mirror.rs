//! Underlines for a text box inside which the browser cannot paint: the same text, laid out the same way, invisible
//! but for its marks, over the box.
//!
//! BROWSER: Firefox (ESR 153) and Chromium before 156 have no `createValueRange`.

use wasm_bindgen::JsCast as _;
use web_sys::{CssStyleDeclaration, HtmlElement};

use crate::error::Error;
use crate::page::dom::{ShadowHost, document, window};
use crate::page::field::{rect_of, zoom_of};

use super::highlight;
use super::underline::Mark;
use super::view::Rect;

/// What decides where a letter of a text box stands.
const COPIED: [&str; 30] = [
    "direction",
    "font-family",
    "font-feature-settings",
    "font-kerning",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-variation-settings",
    "font-weight",
    "hyphens",
    "letter-spacing",
    "line-break",
    "line-height",
    "overflow-wrap",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "tab-size",
    "text-align",
    "text-align-last",
    "text-indent",
    "text-orientation",
    "text-rendering",
    "text-transform",
    "word-break",
    "word-spacing",
    "writing-mode",
];

const CSS: &str = ":host{all:initial!important;position:fixed!important;left:0!important;top:0!important;width:0!important;height:0!important;\
     z-index:2147483646!important;pointer-events:none!important}\
     .box{position:absolute;overflow:hidden;contain:strict;transform-origin:0 0}\
     .text{box-sizing:border-box;color:transparent;margin:0;border:0;background:none;-webkit-text-fill-color:transparent}";

/// The mirror of one text box.
pub struct Mirror {
    host: ShadowHost,
    control: HtmlElement,
    frame: HtmlElement,
    text: HtmlElement,
    marks: Vec<HtmlElement>,
}

impl Mirror {
    /// An empty mirror over `control`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn new(control: &HtmlElement) -> Result<Self, Error> {
        let host = ShadowHost::new(&format!("{CSS}{}", super::mirror_css()))?;
        let (frame, text) = (element("div")?, element("div")?);
        frame.set_class_name("box");
        text.set_class_name("text");
        host.host().set_attribute("aria-hidden", "true").map_err(Error::browser("setAttribute"))?;
        frame.append_child(&text).map_err(Error::browser("appendChild"))?;
        host.root().append_child(&frame).map_err(Error::browser("appendChild"))?;
        // A modal dialog hides and inerts everything outside itself.
        if let Some(dialog) = control.closest("dialog:modal").ok().flatten() {
            dialog.append_child(host.host()).map_err(Error::browser("appendChild"))?;
        }
        Ok(Self { host, control: control.clone(), frame, text, marks: Vec::new() })
    }

    /// Lays out `text` and marks its words.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn draw(&mut self, text: &str, marks: &[Mark]) -> Result<(), Error> {
        self.marks.clear();
        self.text.set_text_content(None);
        let offsets = crate::text::Offsets::utf16(text);
        let mut at = 0;
        for mark in marks {
            let start = offsets.to_byte(text, mark.span.start) as usize;
            let end = offsets.to_byte(text, mark.span.end) as usize;
            self.write(&self.text, text.get(at..start).unwrap_or(""))?;
            let words = element("mark")?;
            words.set_attribute("part", highlight::name_of(mark.severity)).map_err(Error::browser("setAttribute"))?;
            self.write(&words, text.get(start..end).unwrap_or(""))?;
            self.text.append_child(&words).map_err(Error::browser("appendChild"))?;
            self.marks.push(words);
            at = end;
        }
        // A textarea shows the line after a last line break; a block does so only when something stands there.
        self.write(&self.text, text.get(at..).unwrap_or(""))?;
        self.write(&self.text, "\u{200b}")?;
        self.place();
        Ok(())
    }

    /// Copies the box's place, styles and scroll.
    pub fn place(&mut self) {
        let Ok(Some(style)) =
            window().and_then(|window| window.get_computed_style(&self.control).map_err(Error::browser("getComputedStyle")))
        else {
            return;
        };
        let (own, control) = (self.text.style(), &self.control);
        for name in COPIED {
            set(&own, name, &style.get_property_value(name).unwrap_or_default());
        }
        let single = control.local_name() == "input";
        set(&own, "white-space", if single { "pre" } else { "pre-wrap" });
        if !single {
            set(&own, "overflow-wrap", "break-word");
        }
        let inside = Inside::of(control, &style);
        let (width, height) = (inside.width, inside.height);
        set(&own, "width", &format!("{width}px"));
        let rect = rect_of(control);
        let scale = (ratio(rect.width, control.offset_width()), ratio(rect.height, control.offset_height()));
        // Where the host's own corner is: a transformed ancestor moves what is fixed.
        let corner = rect_of(self.host.host());
        let left = rect.x - corner.x + inside.left * scale.0;
        let top = rect.y - corner.y + inside.top * scale.1;
        // What we write is in the page's pixels, which it may have zoomed; what we measure is on screen.
        let zoom = zoom_of(self.host.host());
        let frame = self.frame.style();
        set(&frame, "left", &format!("{}px", left / zoom));
        set(&frame, "top", &format!("{}px", top / zoom));
        set(&frame, "width", &format!("{width}px"));
        set(&frame, "height", &format!("{height}px"));
        set(&frame, "transform", &format!("scale({},{})", scale.0 / zoom, scale.1 / zoom));
        let mut down = -f64::from(control.scroll_top());
        if single {
            // An input centres its one line; the mirror's line starts at the padding.
            let line = f64::from(self.text.offset_height());
            down = (height - line) / 2.0;
            set(&own, "width", "max-content");
            set(&own, "min-width", &format!("{width}px"));
        }
        set(&own, "transform", &format!("translate({}px,{down}px)", -control.scroll_left()));
        self.clip(left, top, scale, &inside);
    }

    /// Where the words of mark number `index` stand, line by line; only what can be seen of them.
    pub fn lines(&self, index: usize) -> Vec<Rect> {
        let Some(mark) = self.marks.get(index) else { return Vec::new() };
        let seen = rect_of(&self.frame);
        let list = mark.get_client_rects();
        let rects = (0..list.length()).filter_map(|at| list.get(at)).map(|rect| crate::page::field::from_dom(&rect));
        rects.filter(|rect| rect.y + rect.height > seen.y && rect.y < seen.y + seen.height).collect()
    }

    /// Cuts off what scrolling ancestors of the box do not show.
    fn clip(&self, left: f64, top: f64, scale: (f64, f64), inside: &Inside) {
        let corner = rect_of(self.host.host());
        let (x, y) = (left + corner.x, top + corner.y);
        let (width, height) = (inside.width, inside.height);
        let (mut cut_left, mut cut_top, mut cut_right, mut cut_bottom) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
        let mut ancestor = self.control.parent_element();
        while let Some(element) = ancestor {
            let style = window().ok().and_then(|window| window.get_computed_style(&element).ok().flatten());
            let overflow = style.and_then(|style| style.get_property_value("overflow").ok()).unwrap_or_default();
            if overflow != "visible" && !overflow.is_empty() && element.local_name() != "html" && element.local_name() != "body" {
                let rect = rect_of(&element);
                cut_left = cut_left.max((rect.x - x) / scale.0);
                cut_top = cut_top.max((rect.y - y) / scale.1);
                cut_right = cut_right.max(width - (rect.x + rect.width - x) / scale.0);
                cut_bottom = cut_bottom.max(height - (rect.y + rect.height - y) / scale.1);
            }
            ancestor = element.parent_element();
        }
        set(&self.frame.style(), "clip-path", &format!("inset({cut_top}px {cut_right}px {cut_bottom}px {cut_left}px)"));
    }

    fn write(&self, parent: &HtmlElement, words: &str) -> Result<(), Error> {
        if words.is_empty() {
            return Ok(());
        }
        let node = document()?.create_text_node(words);
        parent.append_child(&node).map_err(Error::browser("appendChild"))?;
        Ok(())
    }
}

/// The box inside the border, from the border's own corner: what shows the text and what scrolls.
struct Inside {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Inside {
    fn of(control: &HtmlElement, style: &CssStyleDeclaration) -> Self {
        if control.local_name() != "input" {
            let (left, top) = (f64::from(control.client_left()), f64::from(control.client_top()));
            return Self { left, top, width: f64::from(control.client_width()), height: f64::from(control.client_height()) };
        }
        // BROWSER: in Firefox (ESR 153) the client box of an input leaves out its padding.
        let border = |side: &str| {
            let width = style.get_property_value(&format!("border-{side}-width")).unwrap_or_default();
            // PERF: the standard library's way to read a number weighs 17 KB, and is needed nowhere else.
            js_sys::Number::parse_float(&width).max(0.0)
        };
        let (left, top) = (border("left"), border("top"));
        let width = f64::from(control.offset_width()) - left - border("right");
        let height = f64::from(control.offset_height()) - top - border("bottom");
        Self { left, top, width, height }
    }
}

fn element(name: &str) -> Result<HtmlElement, Error> {
    Ok(document()?.create_element(name).map_err(Error::browser("createElement"))?.unchecked_into())
}

fn set(style: &CssStyleDeclaration, name: &str, value: &str) {
    // A property that this browser does not know changes nothing.
    _ = style.set_property(name, value);
}

fn ratio(shown: f64, laid_out: i32) -> f64 {
    if laid_out > 0 && shown > 0.0 { shown / f64::from(laid_out) } else { 1.0 }
}
