//! Work for when the page has nothing else to do; cancelled when it is dropped.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::IdleRequestOptions;

use crate::error::Error;

/// Calls once when the page is idle, unless it is dropped before.
#[must_use = "dropped work is never done"]
pub struct Idle {
    id: u32,
    _closure: Closure<dyn Fn()>,
}

impl Idle {
    /// Calls `work` when the page is idle, after `milliseconds` at the latest.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn within(milliseconds: u32, work: impl Fn() + 'static) -> Result<Self, Error> {
        let closure = Closure::<dyn Fn()>::new(work);
        let options = IdleRequestOptions::new();
        options.set_timeout(milliseconds);
        let id = super::window()?
            .request_idle_callback_with_options(closure.as_ref().unchecked_ref(), &options)
            .map_err(Error::browser("requestIdleCallback"))?;
        Ok(Self { id, _closure: closure })
    }
}

impl Drop for Idle {
    fn drop(&mut self) {
        if let Ok(window) = super::window() {
            window.cancel_idle_callback(self.id);
        }
    }
}
