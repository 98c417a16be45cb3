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

/// How much larger the page's own `zoom` makes a pixel of `element`'s styles than one of the viewport; 1 where the browser
/// cannot say.
pub fn zoom_of(element: &web_sys::Element) -> f64 {
    let zoom = js_sys::Reflect::get(element, &"currentCSSZoom".into()).ok().and_then(|zoom| zoom.as_f64());
    zoom.filter(|zoom| *zoom > 0.0).unwrap_or(1.0)
}
