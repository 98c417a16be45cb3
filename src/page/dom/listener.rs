//! An event listener that is removed when it is dropped.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use crate::error::Error;

/// In which phase a listener hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// On the way down, before the target.
    Capture,
    /// At the target and on the way up.
    Bubble,
}

/// Hears one kind of event on one target for as long as it lives.
#[must_use = "a dropped listener hears nothing"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    phase: Phase,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// A listener that promises not to call `preventDefault`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn passive(target: &EventTarget, name: &'static str, phase: Phase, hear: impl Fn(Event) + 'static) -> Result<Self, Error> {
        Self::add(target, name, phase, true, hear)
    }

    /// A listener that may call `preventDefault`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn active(target: &EventTarget, name: &'static str, phase: Phase, hear: impl Fn(Event) + 'static) -> Result<Self, Error> {
        Self::add(target, name, phase, false, hear)
    }

    fn add(target: &EventTarget, name: &'static str, phase: Phase, passive: bool, hear: impl Fn(Event) + 'static) -> Result<Self, Error> {
        let closure = Closure::<dyn Fn(Event)>::new(hear);
        let options = AddEventListenerOptions::new();
        options.set_capture(phase == Phase::Capture);
        options.set_passive(passive);
        target
            .add_event_listener_with_callback_and_add_event_listener_options(name, closure.as_ref().unchecked_ref(), &options)
            .map_err(Error::browser("addEventListener"))?;
        Ok(Self { target: target.clone(), name, phase, closure })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let capture = self.phase == Phase::Capture;
        let callback = self.closure.as_ref().unchecked_ref();
        // A target that is gone has nothing left to remove.
        _ = self.target.remove_event_listener_with_callback_and_bool(self.name, callback, capture);
    }
}
