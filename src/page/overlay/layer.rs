//! A surface's place on the page: a host of its own with a closed root, above everything, gone when it is not shown.

use std::cell::RefCell;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, ShadowRoot};

use super::element::Make;
use super::place::Size;
use super::view::Rect;
use super::words::words;
use crate::error::Error;
use crate::page::dom::{self, Listener, Phase, ShadowHost};

/// What the page need not hear: a click in the card is no click beside the page's own dialog.
const OURS: [&str; 16] = [
    "click",
    "auxclick",
    "dblclick",
    "contextmenu",
    "mousedown",
    "mouseup",
    "pointerdown",
    "pointerup",
    "touchstart",
    "touchend",
    "keydown",
    "keypress",
    "keyup",
    "focusin",
    "focusout",
    "dragstart",
];

thread_local! {
    /// The hosts of all layers there are.
    static HOSTS: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
}

/// Whether an element is the host of a layer of ours. A page can imitate whatever a host looks like, but not be one.
pub fn is_ours(element: &Element) -> bool {
    HOSTS.with_borrow(|hosts| hosts.iter().any(|host| **host == *element))
}

/// A host with its root, and the element in it that everything else stands in.
pub struct Layer {
    _ours: Vec<Listener>,
    body: HtmlElement,
    parent: RefCell<Option<Element>>,
    shadow: ShadowHost,
}

impl Layer {
    /// A layer that is not shown yet. `class` says whose styles it takes.
    ///
    /// # Errors
    /// When the browser refuses a host, its root or its styles.
    pub fn new(class: &str) -> Result<Self, Error> {
        let shadow = ShadowHost::new(&super::css())?;
        shadow.host().remove();
        HOSTS.with_borrow_mut(|hosts| hosts.push(shadow.host().clone()));
        let body = Make::new("div")?.class(class).attribute("dir", words().direction).attribute("lang", words().tag).done();
        shadow.root().append_child(&body).map_err(Error::browser("appendChild"))?;
        let ours = OURS
            .into_iter()
            .map(|name| Listener::passive(shadow.root(), name, Phase::Bubble, |event| event.stop_propagation()))
            .collect::<Result<_, _>>()?;
        Ok(Self { _ours: ours, body: body.unchecked_into(), parent: RefCell::default(), shadow })
    }

    /// The host, in the page's tree.
    pub const fn host(&self) -> &HtmlElement {
        self.shadow.host()
    }

    /// The closed root.
    pub const fn root(&self) -> &ShadowRoot {
        self.shadow.root()
    }

    /// The element in the root that everything else stands in.
    pub const fn body(&self) -> &HtmlElement {
        &self.body
    }

    /// From now on the host stands in `parent`: a modal dialog or an open popover, which makes everything beside it
    /// inert or closes when somebody presses beside it.
    pub fn move_into(&self, parent: &Element) {
        let is_up = self.is_up();
        self.parent.replace(Some(parent.clone()));
        if is_up {
            _ = self.stand();
        }
    }

    /// Puts the host on the page.
    ///
    /// # Errors
    /// When the page has no root element.
    pub fn stand(&self) -> Result<(), Error> {
        // A dialog that has been closed or taken off the page would take the surface with it. An old browser that does
        // not know the selector has no popovers.
        let is_open = |parent: &Element| parent.is_connected() && parent.matches(":modal,:popover-open,[open]") != Ok(false);
        let parent = self.parent.borrow().clone().filter(is_open);
        let parent = match parent {
            Some(parent) => parent,
            None => dom::document()?.document_element().ok_or(Error::Missing { what: "root element" })?,
        };
        let host = self.host();
        if host.parent_element().as_ref() != Some(&parent) {
            parent.append_child(host).map_err(Error::browser("appendChild"))?;
        }
        Ok(())
    }

    /// Puts the host on the page, above everything.
    ///
    /// # Errors
    /// When the page has no root element.
    pub fn raise(&self) -> Result<(), Error> {
        self.stand()?;
        let host = self.host();
        // BROWSER: without popovers (Firefox before 125) the selector and the call throw; a high z-index has to do.
        if host.matches(":popover-open") == Ok(false) {
            _ = host.set_popover(Some("manual"));
            _ = host.show_popover();
        }
        Ok(())
    }

    /// Takes the host off the page.
    pub fn lower(&self) {
        self.host().remove();
    }

    /// Whether the host stands on the page.
    pub fn is_up(&self) -> bool {
        self.host().is_connected()
    }

    /// Moves the host's corner, in CSS pixels of the viewport.
    pub fn put(&self, x: f64, y: f64) {
        // A page that zooms itself zooms the host along with its place.
        let zoom = crate::page::field::zoom_of(self.host());
        self.measure("--x", x / zoom);
        self.measure("--y", y / zoom);
    }

    /// Sets a length that the styles use. Important, so that no rule of the page can change it.
    pub fn measure(&self, name: &str, pixels: f64) {
        let value = format!("{}px", pixels.round());
        let style = self.host().style();
        if style.get_property_value(name).as_deref() != Ok(value.as_str()) {
            _ = style.set_property_with_priority(name, &value, "important");
        }
    }

    /// Whether an event that was heard on the page happened in this surface.
    pub fn holds(&self, event: &Event) -> bool {
        event.composed_path().includes(self.host(), 0)
    }
}

impl Drop for Layer {
    fn drop(&mut self) {
        let own = self.host().clone();
        HOSTS.with_borrow_mut(|hosts| hosts.retain(|host| *host != own));
    }
}

/// A press of the mouse does not take the focus from the text box. Keys still can.
///
/// # Errors
/// When the browser refuses the listener.
pub fn leave_focus(layer: &Layer) -> Result<Listener, Error> {
    Listener::active(layer.body(), "mousedown", Phase::Bubble, |event| event.prevent_default())
}

/// Where an element is.
pub fn rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}

/// The size of the viewport without its scroll bars.
///
/// # Errors
/// In a worker.
pub fn viewport() -> Result<Size, Error> {
    let window = dom::window()?;
    let inner = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let page = dom::document()?.document_element().map_or(0, |page| page.client_width());
    let width = inner(window.inner_width());
    let width = if page > 0 { width.min(f64::from(page)) } else { width };
    Ok(Size { width, height: inner(window.inner_height()) })
}

/// Whether the page runs from right to left.
///
/// # Errors
/// In a worker.
pub fn page_is_rtl() -> Result<bool, Error> {
    let Some(page) = dom::document()?.document_element() else { return Ok(false) };
    let style = dom::window()?.get_computed_style(&page).map_err(Error::browser("getComputedStyle"))?;
    Ok(style.is_some_and(|style| style.get_property_value("direction").as_deref() == Ok("rtl")))
}
