//! A bit of page to test on, gone when the test is over.

use std::cell::RefCell;
use std::rc::Rc;

use curbside::finding::Context;
use curbside::page::app::{App, Settings};
use curbside::page::dom::{self, Listener, Phase};
use curbside::page::field::{self, Field, Reading};
use curbside::page::tell::{Tell, Teller};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, InputEvent, InputEventInit};

/// An element on the page for as long as this lives.
pub struct Scene {
    pub root: Element,
}

impl Scene {
    /// A page with this in it.
    pub fn new(html: &str) -> Self {
        let document = dom::document().unwrap();
        let root = document.create_element("div").unwrap();
        root.set_inner_html(html);
        document.body().unwrap().append_child(&root).unwrap();
        Self { root }
    }

    /// The first element that `selector` finds.
    pub fn find(&self, selector: &str) -> HtmlElement {
        self.root.query_selector(selector).unwrap().unwrap().unchecked_into()
    }

    /// The field that `selector` finds.
    pub fn field(&self, selector: &str) -> Field {
        field::find(&self.find(selector)).expect("a field")
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// The text of a field.
pub fn read(field: &mut Field) -> String {
    match field.read().unwrap() {
        Reading::Text(text) => text,
        Reading::TooLong => panic!("too long"),
    }
}

/// Lets the page go on for a while.
pub async fn pause(milliseconds: i32) {
    let wait = Promise::new(&mut |done, _| {
        dom::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(wait).await.unwrap();
}

/// An app that hears the page as the loader lets it.
pub struct Watch {
    _listeners: Vec<Listener>,
    pub app: Rc<RefCell<App>>,
    pub told: Rc<RefCell<Vec<Tell>>>,
}

impl Watch {
    /// Watches the page as if reviews were answered on it.
    pub fn start() -> Self {
        let told: Rc<RefCell<Vec<Tell>>> = Rc::default();
        let hears = Rc::clone(&told);
        let teller = Teller::new(Rc::new(move |tell| hears.borrow_mut().push(tell)));
        let settings = Settings { context: Some(Context::ReviewReply), ..Settings::default() };
        let app = App::start(settings, teller);
        let window = dom::window().unwrap();
        let on = |name| {
            let app = Rc::clone(&app);
            let hear = move |event: web_sys::Event| {
                if let Ok(mut app) = app.try_borrow_mut() {
                    app.hear(&event);
                }
            };
            Listener::active(&window, name, Phase::Capture, hear).unwrap()
        };
        let listeners = ["focusin", "input", "keydown", "pointerdown", "click", "submit"].map(on);
        Self { _listeners: listeners.into(), app, told }
    }
}

/// Goes into a box. A window without focus sends no event for it, so we do.
pub fn enter(element: &HtmlElement) {
    element.focus().unwrap();
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&web_sys::Event::new_with_event_init_dict("focusin", &init).unwrap()).unwrap();
}

/// Says that a box was typed into.
pub fn typed(element: &HtmlElement) {
    let init = InputEventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&InputEvent::new_with_event_init_dict("input", &init).unwrap()).unwrap();
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = get)]
    fn highlight(name: &str) -> Option<js_sys::Set>;

    #[wasm_bindgen(js_namespace = Array, js_name = from)]
    fn list(of: &JsValue) -> js_sys::Array;
}

/// Everything that is underlined, in the order in which it was painted.
pub fn painted() -> Vec<JsValue> {
    let names = ["curbside-block", "curbside-warn", "curbside-note"];
    names.iter().filter_map(|name| highlight(name)).flat_map(|highlight| list(&highlight).to_vec()).collect()
}

/// The underlined words of editors; ranges inside text boxes say only where they are.
pub fn painted_words() -> Vec<String> {
    painted().into_iter().filter_map(|range| range.dyn_into::<web_sys::Range>().ok()).map(|range| range.to_string().into()).collect()
}
