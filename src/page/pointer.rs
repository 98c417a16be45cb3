//! Where the pointer rests.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::PointerEvent;

use super::dom::{Listener, Phase, Timer, window};
use super::inbox::{Inbox, Message};
use crate::error::Error;

/// How long the pointer must stay for a rest.
const REST: i32 = 250;

/// Posts [`Message::Pointed`] each time the pointer has come to rest. Moving costs one note of where it is.
pub struct Pointer {
    _listeners: Vec<Listener>,
}

struct Track {
    at: Cell<(f64, f64)>,
    /// The pointer moved since the timer was set.
    has_moved: Cell<bool>,
    timer: RefCell<Option<Timer>>,
    inbox: Inbox,
}

impl Pointer {
    /// Follows the pointer.
    ///
    /// # Errors
    /// When the browser refuses a listener.
    pub fn new(inbox: &Inbox) -> Result<Self, Error> {
        let track = Rc::new(Track { at: Cell::default(), has_moved: Cell::default(), timer: RefCell::default(), inbox: inbox.clone() });
        let window = window()?;
        let moves = Rc::clone(&track);
        let hear = Listener::passive(&window, "pointermove", Phase::Capture, move |event| {
            let event: &PointerEvent = event.unchecked_ref();
            moves.at.set((f64::from(event.client_x()), f64::from(event.client_y())));
            moves.has_moved.set(true);
            if moves.timer.try_borrow().is_ok_and(|timer| timer.is_none()) {
                moves.wait();
            }
        })?;
        let leaves = Listener::passive(&window, "pointerout", Phase::Capture, move |event| {
            let event: &PointerEvent = event.unchecked_ref();
            if event.related_target().is_none() {
                track.stop();
                track.inbox.post(Message::Pointed(None));
            }
        })?;
        Ok(Self { _listeners: vec![hear, leaves] })
    }
}

impl Track {
    fn wait(self: &Rc<Self>) {
        self.has_moved.set(false);
        let track = Rc::downgrade(self);
        let timer = Timer::after(REST, move || {
            if let Some(track) = track.upgrade() {
                track.ring();
            }
        });
        if let Ok(mut slot) = self.timer.try_borrow_mut() {
            *slot = timer.ok();
        }
    }

    /// The time is over: a rest, unless the pointer moved meanwhile.
    fn ring(self: &Rc<Self>) {
        if self.has_moved.get() {
            return self.wait();
        }
        self.stop();
        self.inbox.post(Message::Pointed(Some(self.at.get())));
    }

    fn stop(&self) {
        if let Ok(mut timer) = self.timer.try_borrow_mut() {
            *timer = None;
        }
    }
}
