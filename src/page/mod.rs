//! Everything that touches the page. Nothing outside this folder (and `export`) knows of the DOM.

pub mod app;
mod badge;
mod cards;
mod clipboard;
mod gate;
pub mod guard;
mod publish;
pub mod recipients;
mod terms;

pub mod ignored;
pub mod inbox;
mod pictures;
mod pointer;
pub mod tell;
pub mod tools;

pub mod context;
pub mod field;
pub mod files;

pub mod overlay;

pub mod dom;
