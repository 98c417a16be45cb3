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
/// How far it may go meanwhile, in CSS pixels: no hand is perfectly still, and some tremble.
const STILL: f64 = 4.0;

/// Posts [`Message::Pointed`] each time the pointer has come to rest. Moving costs one note of where it is.
pub struct Pointer {
    _listeners: Vec<Listener>,
}

struct Track {
    at: Cell<(f64, f64)>,
    /// Where it was when the timer was set.
    from: Cell<(f64, f64)>,
    timer: RefCell<Option<Timer>>,
    inbox: Inbox,
}

impl Pointer {
    /// Follows the pointer.
    ///
    /// # Errors
    /// When the browser refuses a listener.
    pub fn new(inbox: &Inbox) -> Result<Self, Error> {
        let track = Rc::new(Track { at: Cell::default(), from: Cell::default(), timer: RefCell::default(), inbox: inbox.clone() });
        let window = window()?;
        let moves = Rc::clone(&track);
        let hear = Listener::passive(&window, "pointermove", Phase::Capture, move |event| {
            let event: &PointerEvent = event.unchecked_ref();
            moves.at.set((f64::from(event.client_x()), f64::from(event.client_y())));
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
        self.from.set(self.at.get());
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

    /// The time is over: a rest, unless the pointer went elsewhere meanwhile.
    fn ring(self: &Rc<Self>) {
        let (at, from) = (self.at.get(), self.from.get());
        if (at.0 - from.0).hypot(at.1 - from.1) > STILL {
            return self.wait();
        }
        self.stop();
        self.inbox.post(Message::Pointed(Some(at)));
    }

    fn stop(&self) {
        if let Ok(mut timer) = self.timer.try_borrow_mut() {
            *timer = None;
        }
    }
}
