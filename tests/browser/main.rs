//! The page layer on a real DOM, in headless Chromium: who owns what, what a field reads as, where its words stand,
//! whether a fix arrives, and that nothing stays behind.
//!
//! These tests make their own events, which the browser does not trust. What needs a person's hand (typing, the gate's
//! buttons, undo across a page) is in `e2e/`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a failing test says where")]

mod page;

mod dom;
mod fix;
mod lifetime;
mod ranges;
mod reading;
mod recipients;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
