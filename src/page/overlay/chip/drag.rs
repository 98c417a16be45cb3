//! The chip is dragged away from what it covers.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Event, PointerEvent};

use super::Inner;
use crate::page::overlay::element;

/// How far, in pixels, the pointer moves before a press is a drag.
const DRAG: f64 = 4.0;

/// Where the pointer went down, and where the chip stood.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    pointer: (f64, f64),
    spot: (f64, f64),
}

impl Inner {
    pub(super) fn down(self: &Rc<Self>, event: &Event) {
        self.was_dragged.set(false);
        let on_pill = element::pressed(event).is_some_and(|(_, does)| does == "pill");
        if let Some(event) = event.dyn_ref::<PointerEvent>().filter(|event| on_pill && event.button() == 0) {
            self.drag.set(Some(Drag { pointer: at(event), spot: self.spot.get() }));
            // From now on the chip hears the pointer also where it is not: a quick hand leaves it with the first movement.
            _ = self.parts.pill.set_pointer_capture(event.pointer_id());
        }
    }

    pub(super) fn drag(self: &Rc<Self>, event: &Event) {
        let (Some(drag), Some(event)) = (self.drag.get(), event.dyn_ref::<PointerEvent>()) else { return };
        let (x, y) = at(event);
        let (dx, dy) = (x - drag.pointer.0, y - drag.pointer.1);
        if !self.was_dragged.get() {
            if dx.hypot(dy) < DRAG {
                return;
            }
            self.was_dragged.set(true);
            self.close_note();
        }
        self.move_to(drag.spot.0 + dx, drag.spot.1 + dy);
        let (anchor, spot) = (self.anchor.get(), self.spot.get());
        self.moved.set(Some((spot.0 - anchor.0, spot.1 - anchor.1)));
    }

    pub(super) fn up(self: &Rc<Self>, _: &Event) {
        self.drag.set(None);
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
