//! Rectangles from the browser.

use web_sys::{DomRect, Element};

use crate::page::overlay::view::Rect;

/// Where an element stands on the screen.
pub fn rect_of(element: &Element) -> Rect {
    from_dom(&element.get_bounding_client_rect())
}

/// The browser's rectangle as ours.
pub fn from_dom(rect: &DomRect) -> Rect {
    Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}
