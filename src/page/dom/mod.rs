//! Browser resources with owners: what is acquired in `new` is released in `Drop`. Nothing here is leaked on purpose.
//!
//! Every callback is a `Closure<dyn Fn>`: wasm-bindgen refuses to enter an `FnMut` twice, and the DOM does call back
//! while we are still inside (a value set, an event dispatched). A callback may drop its own owner.

mod frame;
mod host;
mod idle;
mod listener;
mod sheet;
mod timer;
mod watcher;

pub use frame::Frame;
pub use host::ShadowHost;
pub use idle::Idle;
pub use listener::{Listener, Phase};
pub use sheet::Sheet;
pub use timer::Timer;
pub use watcher::Watcher;

use crate::error::Error;

/// The window.
///
/// # Errors
/// In a worker, where there is none.
pub fn window() -> Result<web_sys::Window, Error> {
    web_sys::window().ok_or(Error::Missing { what: "window" })
}

/// The document.
///
/// # Errors
/// In a worker, where there is none.
pub fn document() -> Result<web_sys::Document, Error> {
    window()?.document().ok_or(Error::Missing { what: "document" })
}

/// Whether the browser is of Firefox's kind, where nothing that can be asked for tells how it behaves.
pub fn is_firefox() -> bool {
    window().is_ok_and(|window| js_sys::Reflect::has(&window, &"mozInnerScreenX".into()).unwrap_or(false))
}
