//! An animation frame that is cancelled when it is dropped.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;

use crate::error::Error;

/// Calls once before the next painting, unless it is dropped before. A hidden tab does not paint: then it waits.
#[must_use = "a dropped frame is never called"]
pub struct Frame {
    id: i32,
    _closure: Closure<dyn Fn()>,
}

impl Frame {
    /// Calls `draw` before the next painting.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn next(draw: impl Fn() + 'static) -> Result<Self, Error> {
        let closure = Closure::<dyn Fn()>::new(draw);
        let id =
            super::window()?.request_animation_frame(closure.as_ref().unchecked_ref()).map_err(Error::browser("requestAnimationFrame"))?;
        Ok(Self { id, _closure: closure })
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Ok(window) = super::window() {
            _ = window.cancel_animation_frame(self.id);
        }
    }
}
