//! Whether a person could see what the gate asks when it was answered. A page can make no trusted click, but it can try
//! to win one: lay something over the question, let clicks through it, or open the question under a pointer that is
//! already on its way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, MouseEvent, ShadowRoot};

use super::view::Rect;
use super::{layer, veil};
use crate::page::dom;

/// How long, in milliseconds, the question must have stood before a press of its buttons counts: from the press's
/// beginning, so that neither a double click nor a click at a moving target gets through.
const LONG_ENOUGH: f64 = 400.0;
/// What stands in the browser's top layer, above all else.
const TOP: &str = ":modal,:popover-open,:fullscreen";

#[wasm_bindgen]
extern "C" {
    type IntersectionObserver;

    #[wasm_bindgen(constructor, catch)]
    fn new(callback: &Function, options: &JsValue) -> Result<IntersectionObserver, JsValue>;

    #[wasm_bindgen(method)]
    fn observe(this: &IntersectionObserver, target: &Element);

    #[wasm_bindgen(method)]
    fn disconnect(this: &IntersectionObserver);

    #[wasm_bindgen(method, getter, js_name = trackVisibility)]
    fn track_visibility(this: &IntersectionObserver) -> JsValue;
}

/// What became of a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// A person pressed what she saw.
    Meant,
    /// It came too early, or not from a person.
    Stray,
    /// Something else may have been seen there.
    Covered,
}

/// Watches over one dialog of ours.
#[derive(Default)]
pub struct Seen {
    since: Cell<Option<f64>>,
    place: Cell<Rect>,
    /// What stood in the top layer when the dialog took its place above it.
    below: RefCell<Vec<Element>>,
    /// The button that a pointer went down on.
    pressed: RefCell<Option<Element>>,
    sight: RefCell<Option<Sight>>,
}

/// What the browser itself says of whether the dialog can be seen.
///
/// BROWSER: Chromium knows whether anything is painted over an element (`trackVisibility`); Firefox does not.
struct Sight {
    observer: IntersectionObserver,
    is_visible: Rc<Cell<Option<bool>>>,
    _closure: Closure<dyn Fn(Array)>,
}

impl Sight {
    fn of(dialog: &Element) -> Option<Self> {
        // In a frame the page around may scale or shift the whole of it, which counts as not visible.
        if dom::window().ok()?.top().ok()?? != dom::window().ok()? {
            return None;
        }
        let is_visible = Rc::new(Cell::new(None));
        let tell = Rc::clone(&is_visible);
        let closure = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let visible = Reflect::get(&entries.at(-1), &"isVisible".into()).ok().and_then(|visible| visible.as_bool());
            tell.set(visible);
        });
        let options = Object::new();
        for (name, value) in [("trackVisibility", JsValue::TRUE), ("delay", JsValue::from(100))] {
            Reflect::set(&options, &name.into(), &value).ok()?;
        }
        let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref(), &options).ok()?;
        if !observer.track_visibility().is_truthy() {
            return None;
        }
        observer.observe(dialog);
        Some(Self { observer, is_visible, _closure: closure })
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Seen {
    /// The dialog stands above everything from now on.
    pub fn begin(&self, dialog: &HtmlElement, own: &HtmlElement) {
        self.since.set(Some(now()));
        self.place.set(layer::rect(dialog));
        self.pressed.replace(None);
        self.below.replace(on_top(own));
        self.sight.replace(Sight::of(dialog));
    }

    /// The dialog is gone.
    pub fn end(&self) {
        self.since.set(None);
        self.pressed.replace(None);
        self.below.replace(Vec::new());
        self.sight.replace(None);
    }

    /// A pointer goes down in the dialog.
    pub fn press(&self, event: &Event, dialog: &HtmlElement) {
        let button = event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest("button").ok()?);
        let place = layer::rect(dialog);
        // A window that was made smaller has put the buttons elsewhere: look again.
        if place != self.place.get() {
            self.place.set(place);
            self.since.set(Some(now()));
        }
        self.pressed.replace(button.filter(|_| event.is_trusted() && self.is_old_enough()));
    }

    fn is_old_enough(&self) -> bool {
        self.since.get().is_some_and(|since| now() - since >= LONG_ENOUGH)
    }

    /// What to make of a press of `button`.
    pub fn judge(&self, event: &Event, button: &Element, root: &ShadowRoot, own: &HtmlElement) -> Press {
        if !event.is_trusted() || !self.is_old_enough() {
            return Press::Stray;
        }
        let rect = layer::rect(button);
        let middle = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
        let mouse = event.dyn_ref::<MouseEvent>().filter(|mouse| mouse.detail() > 0);
        // A key presses the middle of the button; the mouse, where it is, and where it went down.
        let (x, y) = mouse.map_or(middle, |mouse| (f64::from(mouse.client_x()), f64::from(mouse.client_y())));
        if mouse.is_some() && self.pressed.borrow().as_ref() != Some(button) {
            return Press::Stray;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a coordinate on a screen fits an f32")]
        let top = root.element_from_point(x as f32, y as f32);
        if top.is_none_or(|top| !button.contains(Some(&top))) {
            return Press::Covered;
        }
        let is_above = on_top(own).iter().any(|other| !self.below.borrow().contains(other));
        let is_hidden = self.sight.borrow().as_ref().is_some_and(|sight| sight.is_visible.get() != Some(true));
        if is_above || is_hidden || veil::is_veiled() { Press::Covered } else { Press::Meant }
    }
}

/// What stands in the top layer and is not ours.
fn on_top(own: &HtmlElement) -> Vec<Element> {
    let list = dom::document().ok().and_then(|document| document.query_selector_all(TOP).ok());
    let Some(list) = list else { return Vec::new() };
    let all = (0..list.length()).filter_map(|at| list.get(at)).map(|one| one.unchecked_into::<Element>());
    all.filter(|one| one != &**own && !layer::is_ours(one)).collect()
}

/// Milliseconds since the page began; none, where there is no clock, so that nothing counts as seen.
pub fn now() -> f64 {
    dom::window().ok().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
