//! Which box an event is about, and which boxes are none of our business.

use js_sys::Function;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, HtmlFormElement, Node, ShadowRoot};

use super::{Editable, Field, TextBox};

/// Opens closed shadow roots where the browser lets an extension do so.
#[derive(Clone, Default)]
pub struct Opener(Option<Function>);

impl Opener {
    /// Asks `open`, which takes an element and gives its shadow root or nothing.
    pub const fn new(open: Option<Function>) -> Self {
        Self(open)
    }

    /// The shadow root of `element`, open or closed.
    pub fn root_of(&self, element: &Element) -> Option<ShadowRoot> {
        element.shadow_root().or_else(|| {
            let root = self.0.as_ref()?.call1(&JsValue::UNDEFINED, element).ok()?;
            (root.is_object()).then(|| root.unchecked_into())
        })
    }
}

/// The elements an event passes, innermost first.
pub fn path_of(event: &Event) -> impl Iterator<Item = Element> {
    event.composed_path().into_iter().filter_map(|node| {
        let node: Node = node.dyn_into().ok()?;
        (node.node_type() == Node::ELEMENT_NODE).then(|| node.unchecked_into())
    })
}

/// The innermost element that an event is about, through closed shadow roots, too.
pub fn target_of(event: &Event, opener: &Opener) -> Option<Element> {
    let mut target = path_of(event).next()?;
    while let Some(inner) = opener.root_of(&target).and_then(|root| root.active_element()) {
        target = inner;
    }
    Some(target)
}

/// The field that `target` is or stands in, if it is one that we watch.
pub fn find(target: &Element) -> Option<Field> {
    let element: &HtmlElement = target.unchecked_ref();
    if matches!(target.local_name().as_str(), "textarea" | "input") {
        return (is_typable(element) && !is_tiny(element)).then(|| Field::Plain(TextBox::new(element)));
    }
    let host = editing_host(element)?;
    is_typable(&host).then(|| Field::Rich(Editable::new(host)))
}

/// The outermost element in which typing edits what `element` is part of.
fn editing_host(element: &HtmlElement) -> Option<HtmlElement> {
    if !editable(element) {
        return None;
    }
    let mut host = element.clone();
    while let Some(parent) = host.parent_element().filter(|parent| editable(parent.unchecked_ref())) {
        host = parent.unchecked_into();
    }
    Some(host)
}

// Elements that are not HTML (SVG inside an editor) have no such property.
fn editable(element: &HtmlElement) -> bool {
    js_sys::Reflect::get(element, &"isContentEditable".into()).is_ok_and(|value| value.is_truthy())
}

/// Whether a person writes prose here: no password, card, code or hidden box, nothing that cannot be typed into.
pub fn is_typable(element: &HtmlElement) -> bool {
    let is = |name: &str, value: &str| element.get_attribute(name).is_some_and(|it| it.eq_ignore_ascii_case(value));
    if is("aria-readonly", "true") || is("aria-disabled", "true") {
        return false;
    }
    match element.local_name().as_str() {
        "textarea" => is_enabled(element) && !has_secret_autofill(element),
        "input" => is_enabled(element) && is_text_input(element) && !is_structured(element),
        _ => editable(element),
    }
}

fn is_enabled(element: &HtmlElement) -> bool {
    // `:disabled` also knows of a disabled fieldset around it.
    element.matches(":disabled").is_ok_and(|disabled| !disabled) && !element.has_attribute("readonly")
}

fn is_text_input(element: &HtmlElement) -> bool {
    element.get_attribute("type").is_none_or(|kind| {
        let kind = kind.to_ascii_lowercase();
        // An unknown type is a text input; these are not, or hold no prose.
        !matches!(
            kind.as_str(),
            "password"
                | "hidden"
                | "email"
                | "url"
                | "tel"
                | "number"
                | "date"
                | "time"
                | "datetime-local"
                | "month"
                | "week"
                | "color"
                | "range"
                | "file"
                | "checkbox"
                | "radio"
                | "submit"
                | "button"
                | "image"
                | "reset"
        )
    })
}

/// Boxes for a card, a code, a name or an address: whatever the browser would fill in by itself is data, not prose.
fn is_structured(element: &HtmlElement) -> bool {
    let autofill = element.get_attribute("autocomplete").unwrap_or_default();
    let fills = autofill.split_ascii_whitespace().any(|word| !word.eq_ignore_ascii_case("on") && !word.eq_ignore_ascii_case("off"));
    let short = element.get_attribute("maxlength").and_then(|most| most.trim().parse::<u32>().ok()).is_some_and(|most| most < 20);
    let digits = element.get_attribute("inputmode").is_some_and(|mode| matches!(mode.as_str(), "numeric" | "decimal" | "tel" | "none"));
    fills || short || digits
}

fn has_secret_autofill(element: &HtmlElement) -> bool {
    let autofill = element.get_attribute("autocomplete").unwrap_or_default().to_ascii_lowercase();
    autofill.split_ascii_whitespace().any(|word| word.starts_with("cc-") || word.ends_with("password") || word == "one-time-code")
}

/// Code editors and terminals keep a textarea of a pixel or two to catch keys.
fn is_tiny(element: &HtmlElement) -> bool {
    let rect = super::rect_of(element);
    element.is_connected() && rect.width > 0.0 && rect.height > 0.0 && (rect.width < 12.0 || rect.height < 8.0)
}

/// The element with the focus in a document or shadow root.
pub fn active_element(root: &Node) -> Option<Element> {
    match root.dyn_ref::<Document>() {
        Some(document) => document.active_element(),
        None => root.dyn_ref::<ShadowRoot>()?.active_element(),
    }
}

/// The form that an element belongs to, by attribute or by where it stands.
pub fn form_of(element: &Element) -> Option<HtmlFormElement> {
    let by_property = js_sys::Reflect::get(element, &"form".into()).ok();
    by_property.and_then(|form| form.dyn_into().ok()).or_else(|| element.closest("form").ok()?.map(|form| form.unchecked_into()))
}
