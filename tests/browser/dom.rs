//! Owners of browser resources.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use curbside::page::dom::{Frame, Listener, Phase, ShadowHost, Sheet, Timer, Watcher, document};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::page::{Scene, pause};

fn counter() -> (Rc<Cell<u32>>, impl Fn() + Clone + 'static) {
    let count = Rc::new(Cell::new(0));
    let add = Rc::clone(&count);
    (count, move || add.set(add.get() + 1))
}

#[wasm_bindgen_test]
fn a_dropped_listener_hears_nothing() {
    let scene = Scene::new("<p>x</p>");
    let (heard, add) = counter();
    let marker = Rc::new(());
    let held = Rc::clone(&marker);
    let listener = Listener::passive(&scene.root, "ping", Phase::Capture, move |_| {
        _ = &held;
        add();
    });
    let ping = || scene.find("p").dispatch_event(&Event::new("ping").unwrap()).unwrap();
    ping();
    assert_eq!(heard.get(), 1, "a capture listener above the target hears what does not bubble");
    drop(listener.unwrap());
    ping();
    assert_eq!(heard.get(), 1);
    assert_eq!(Rc::strong_count(&marker), 1, "the closure is freed");
}

#[wasm_bindgen_test]
fn a_listener_may_be_entered_again() {
    let scene = Scene::new("");
    let (heard, add) = counter();
    let (target, count) = (scene.root.clone(), Rc::clone(&heard));
    let _listener = Listener::passive(&scene.root, "ping", Phase::Bubble, move |_| {
        add();
        if count.get() < 3 {
            target.dispatch_event(&Event::new("ping").unwrap()).unwrap();
        }
    });
    scene.root.dispatch_event(&Event::new("ping").unwrap()).unwrap();
    assert_eq!(heard.get(), 3);
}

#[wasm_bindgen_test]
fn a_listener_may_drop_itself() {
    let scene = Scene::new("");
    let (heard, add) = counter();
    let slot: Rc<RefCell<Option<Listener>>> = Rc::default();
    let own = Rc::clone(&slot);
    let listener = Listener::passive(&scene.root, "ping", Phase::Bubble, move |_| {
        add();
        drop(own.borrow_mut().take());
    });
    slot.replace(listener.ok());
    for _ in 0..2 {
        scene.root.dispatch_event(&Event::new("ping").unwrap()).unwrap();
    }
    assert_eq!(heard.get(), 1);
}

#[wasm_bindgen_test]
fn only_an_active_listener_can_stop_an_event() {
    let scene = Scene::new("");
    let ping = || {
        let init = web_sys::EventInit::new();
        init.set_cancelable(true);
        let event = Event::new_with_event_init_dict("ping", &init).unwrap();
        scene.root.dispatch_event(&event).unwrap()
    };
    let passive = Listener::passive(&scene.root, "ping", Phase::Bubble, |event| event.prevent_default());
    assert!(ping(), "a passive listener promised not to");
    drop(passive);
    let _active = Listener::active(&scene.root, "ping", Phase::Bubble, |event| event.prevent_default());
    assert!(!ping());
}

#[wasm_bindgen_test]
async fn dropped_timers_and_frames_never_come() {
    let (rung, ring) = counter();
    drop(Timer::after(5, ring.clone()).unwrap());
    drop(Frame::next(ring.clone()).unwrap());
    pause(60).await;
    assert_eq!(rung.get(), 0);
    let _timer = Timer::after(5, ring.clone()).unwrap();
    let _frame = Frame::next(ring).unwrap();
    pause(200).await;
    assert_eq!(rung.get(), 2);
}

#[wasm_bindgen_test]
async fn a_dropped_watcher_sees_nothing() {
    let scene = Scene::new("<p>x</p>");
    let (seen, see) = counter();
    let watcher = Watcher::of_text(&scene.root, see).unwrap();
    scene.find("p").set_text_content(Some("y"));
    pause(10).await;
    assert_eq!(seen.get(), 1);
    drop(watcher);
    scene.find("p").set_text_content(Some("z"));
    pause(10).await;
    assert_eq!(seen.get(), 1);
}

#[wasm_bindgen_test]
fn a_dropped_sheet_takes_out_itself_and_nothing_else() {
    let scene = Scene::new("<p>x</p>");
    let document = document().unwrap();
    let width = || {
        let style = curbside::page::dom::window().unwrap().get_computed_style(&scene.find("p")).unwrap().unwrap();
        style.get_property_value("width").unwrap()
    };
    let before = width();
    let (one, other) = (Sheet::adopt(&document, "p{width:123px}").unwrap(), Sheet::adopt(&document, "i{color:red}").unwrap());
    assert_eq!(width(), "123px");
    drop(other);
    assert_eq!(width(), "123px");
    drop(one);
    assert_eq!(width(), before);
}

#[wasm_bindgen_test]
fn a_dropped_host_leaves_the_page_as_it_was() {
    let page = document().unwrap().document_element().unwrap();
    let before = page.outer_html();
    let host = ShadowHost::new("p{color:red}").unwrap();
    assert!(host.host().is_connected());
    assert!(host.host().shadow_root().is_none(), "the root is closed to the page");
    drop(host);
    assert_eq!(page.outer_html(), before);
}
