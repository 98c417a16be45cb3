//! Everything that touches the page. Nothing outside this folder (and `export`) knows of the DOM.

pub mod dom;
pub mod inbox;
pub mod overlay;
