//! Elements of ours, made by name. No markup is ever parsed, so no text can become an element.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement};

use crate::error::Error;
use crate::finding::Severity;
use crate::page::dom;

// BROWSER: in an XML page `createElement` makes elements of no namespace, so the namespace is said.
const HTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";

/// An element under construction.
pub struct Make(Element);

impl Make {
    /// An empty element.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn new(tag: &str) -> Result<Self, Error> {
        Self::of(HTML, tag)
    }

    fn of(namespace: &str, tag: &str) -> Result<Self, Error> {
        dom::document()?.create_element_ns(Some(namespace), tag).map(Self).map_err(Error::browser("createElementNS"))
    }

    /// With a class.
    pub fn class(self, class: &str) -> Self {
        self.attribute("class", class)
    }

    /// With an attribute. PRIVACY: never with a value that the person typed.
    pub fn attribute(self, name: &str, value: &str) -> Self {
        set(&self.0, name, value);
        self
    }

    /// With this text and nothing else.
    pub fn text(self, text: &str) -> Self {
        self.0.set_text_content(Some(text));
        self
    }

    /// With a child after the children that it has.
    pub fn child(self, child: &Element) -> Self {
        append(&self.0, child);
        self
    }

    /// The element.
    pub fn done(self) -> Element {
        self.0
    }
}

/// Sets an attribute; a name that is valid is never refused.
pub fn set(element: &Element, name: &str, value: &str) {
    _ = element.set_attribute(name, value);
}

/// Appends a child; an element of ours never contains its parent, so this is never refused.
pub fn append(parent: &Element, child: &Element) {
    _ = parent.append_child(child);
}

/// Shows or hides an element.
pub fn show(element: &Element, visible: bool) {
    _ = element.toggle_attribute_with_force("hidden", !visible);
}

/// Puts `child` in place of whatever `parent` holds.
pub fn refill(parent: &Element, child: &Element) {
    parent.set_text_content(None);
    append(parent, child);
}

/// Gives an element the focus without scrolling the page.
pub fn focus(element: &Element) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
}

/// A button. `does` names what pressing it does, for [`pressed`].
///
/// # Errors
/// When the browser refuses.
pub fn button(class: &str, does: &str, label: &str) -> Result<Element, Error> {
    Ok(Make::new("button")?.attribute("type", "button").class(class).attribute("value", does).text(label).done())
}

/// A button that shows an icon and is called `label`.
///
/// # Errors
/// When the browser refuses.
pub fn icon_button(class: &str, does: &str, label: &str, icon: Icon) -> Result<Element, Error> {
    let made = button(class, does, "")?;
    set(&made, "aria-label", label);
    set(&made, "title", label);
    append(&made, &icon.draw()?);
    Ok(made)
}

/// The button that an event inside a surface happened on, with what it does.
pub fn pressed(event: &Event) -> Option<(Element, String)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("button").ok()??;
    let does = button.get_attribute("value")?;
    Some((button, does))
}

/// The small drawings. Severities differ in shape, not in colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An octagon with a bar.
    Block,
    /// A diamond with a stroke and a dot.
    Warn,
    /// A circle with an i.
    Note,
    /// A check mark.
    Fine,
    /// A circle with a bar across.
    Off,
    /// A circle with a question mark.
    Unavailable,
    /// A cross.
    Close,
    /// An angle to the left.
    Previous,
    /// An angle to the right.
    Next,
}

impl From<Severity> for Icon {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Block => Self::Block,
            Severity::Warn => Self::Warn,
            Severity::Note => Self::Note,
        }
    }
}

impl Icon {
    /// The filled shape and the lines on it, in a square of 24.
    const fn paths(self) -> (&'static str, &'static str) {
        const CIRCLE: &str = "M12 2a10 10 0 0 1 0 20a10 10 0 0 1 0-20z";
        match self {
            Self::Block => ("M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z", "M8 12h8"),
            Self::Warn => ("M12 2.5 21.5 12 12 21.5 2.5 12z", "M12 7.5v5M12 16.2v.1"),
            Self::Note => (CIRCLE, "M12 11.5v5M12 7.6v.1"),
            Self::Fine => ("", "M5 12.5 10 17.5 19.5 7"),
            Self::Off => ("", "M12 3a9 9 0 0 1 0 18a9 9 0 0 1 0-18zM5.8 18.2 18.2 5.8"),
            Self::Unavailable => ("", "M12 3a9 9 0 0 1 0 18a9 9 0 0 1 0-18zM9.4 9.6a2.7 2.7 0 1 1 3.9 2.5q-1.3.7-1.3 1.8M12 16.9v.1"),
            Self::Close => ("", "M6 6 18 18M18 6 6 18"),
            Self::Previous => ("", "M14.5 5.5 8 12l6.5 6.5"),
            Self::Next => ("", "M9.5 5.5 16 12l-6.5 6.5"),
        }
    }

    /// Draws it. A screen reader passes over it: the words beside it say the same.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn draw(self) -> Result<Element, Error> {
        let (shape, lines) = self.paths();
        let mut svg = Make::of(SVG, "svg")?.class("icon").attribute("viewBox", "0 0 24 24").attribute("aria-hidden", "true");
        if !shape.is_empty() {
            svg = svg.child(&Make::of(SVG, "path")?.class("shape").attribute("d", shape).done());
        }
        let class = if shape.is_empty() { "lines" } else { "lines on" };
        Ok(svg.child(&Make::of(SVG, "path")?.class(class).attribute("d", lines).done()).done())
    }
}
