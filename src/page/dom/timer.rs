//! A timeout that is cleared when it is dropped.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;

use crate::error::Error;

/// Calls once after a while, unless it is dropped before.
#[must_use = "a dropped timer never fires"]
pub struct Timer {
    id: i32,
    _closure: Closure<dyn Fn()>,
}

impl Timer {
    /// Calls `ring` in `milliseconds`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn after(milliseconds: i32, ring: impl Fn() + 'static) -> Result<Self, Error> {
        let closure = Closure::<dyn Fn()>::new(ring);
        let id = super::window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), milliseconds)
            .map_err(Error::browser("setTimeout"))?;
        Ok(Self { id, _closure: closure })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Ok(window) = super::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}
