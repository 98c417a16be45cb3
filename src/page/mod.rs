//! Everything that touches the page. Nothing outside this folder (and `export`) knows of the DOM.

pub mod app;
mod cards;
mod clipboard;
mod gate;
pub mod guard;
mod publish;

mod ignored;
pub mod inbox;
mod pointer;
pub mod tell;

pub mod context;
pub mod field;

pub mod overlay;

pub mod dom;
