//! The chip of one field, and when it has to be drawn again: looking at the page's layout is what a keystroke can least
//! afford, so it is done when the state is new or something has moved.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event};

use super::context::above;
use super::dom::window;
use super::field::{Field, rect_of};
use super::inbox::{FieldId, Inbox};
use super::overlay::Chip;
use super::overlay::view::{ChipView, FixView, Rect};
use crate::error::Error;

/// How many buttons of the site are looked at.
const MOST: u32 = 24;
/// Side of the grip in the corner of a box that can be resized, in CSS pixels.
const GRIP: f64 = 17.0;

/// The chip of one field.
pub struct Badge {
    chip: Chip,
    is_hidden: bool,
    /// What it says, and for which place of the field it was placed.
    said: Option<ChipView>,
    placed: Option<Rect>,
}

impl Badge {
    /// A chip that says nothing yet.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn new(inbox: &Inbox, id: FieldId) -> Result<Self, Error> {
        Ok(Self { chip: Chip::new(inbox, id)?, is_hidden: false, said: None, placed: None })
    }

    /// Its chip is made anew, in the language of now. Where that is refused the old one stays.
    pub fn make_anew(&mut self, inbox: &Inbox) {
        if let Ok(chip) = Chip::new(inbox, self.chip.field()) {
            self.rest();
            self.chip = chip;
        }
    }

    /// Says `view` at once if it is new; where it stands is a matter of the next frame.
    pub fn say(&mut self, view: ChipView, field: &Field) {
        if self.said != Some(view) {
            self.show(view, field, field.rect());
        }
    }

    /// Stands where it belongs. Whether the field has moved since the last time; `all` says that it must have.
    pub fn place(&mut self, view: ChipView, field: &Field, all: bool) -> bool {
        let rect = field.rect();
        let has_moved = all || self.placed != Some(rect);
        if has_moved {
            self.show(view, field, rect);
        }
        has_moved
    }

    /// Whether the person wants no chip here. One that cannot check its box says so all the same.
    pub fn set_hidden(&mut self, is_hidden: bool) {
        if self.is_hidden != is_hidden {
            self.is_hidden = is_hidden;
            self.rest();
        }
    }

    /// Takes the chip off until there is something to say again.
    pub fn rest(&mut self) {
        (self.said, self.placed) = (None, None);
        self.chip.hide();
    }

    /// Opens the note behind the chip and takes the focus there, unless the person wants no chip; whether it did.
    pub fn open_note(&self) -> bool {
        if !self.is_hidden {
            self.chip.open_note();
        }
        !self.is_hidden
    }

    /// Closes it.
    pub fn close_note(&self) {
        self.chip.close_note();
    }

    /// Shows in the note, while it stands, what may be written.
    pub fn offer(&self, offers: &[FixView]) {
        // What cannot be drawn is not offered.
        _ = self.chip.offer(offers);
    }

    /// Whether an event happened in the chip.
    pub fn holds(&self, event: &Event) -> bool {
        self.chip.holds(event)
    }

    /// Whether the chip has the focus.
    pub fn has_focus(&self) -> bool {
        let focused = super::dom::document().ok().and_then(|document| document.active_element());
        focused.is_some_and(|focused| focused == **self.chip.host())
    }

    fn show(&mut self, view: ChipView, field: &Field, rect: Rect) {
        let is_new = self.said != Some(view);
        (self.said, self.placed) = (Some(view), Some(rect));
        let is_wanted = !self.is_hidden || matches!(view, ChipView::Unavailable { .. });
        if !is_wanted || rect.width < 1.0 || rect.height < 1.0 {
            return self.chip.hide();
        }
        // A modal dialog of the page makes inert whatever is not inside it.
        if let Some(dialog) = dialog_around(field) {
            self.chip.move_into(&dialog);
        }
        // Where not even the chip can be shown, the status still says how things stand.
        if self.chip.show(&view, rect, &in_the_way(field, rect)).is_ok() && is_new && field.has_focus() {
            self.chip.announce();
        }
    }
}

/// The page's modal dialog or open popover around a field: it is above, or closes at a press of, whatever stands beside it.
pub fn dialog_around(field: &Field) -> Option<Element> {
    let element = field.element();
    element.closest(":modal,:popover-open").or_else(|_| element.closest("dialog[open]")).ok().flatten()
}

/// What a person may want to press inside the box: the site's own buttons, and the grip that sizes it.
fn in_the_way(field: &Field, rect: Rect) -> Vec<Rect> {
    buttons_in(field, rect).into_iter().chain(grip_of(field, rect)).collect()
}

/// The corner by which a person makes a box larger.
fn grip_of(field: &Field, rect: Rect) -> Option<Rect> {
    let style = window().ok()?.get_computed_style(field.element()).ok()??;
    let is_resizable = style.get_property_value("resize").is_ok_and(|resize| !resize.is_empty() && resize != "none");
    let is_right_to_left = style.get_property_value("direction").is_ok_and(|direction| direction == "rtl");
    let x = if is_right_to_left { rect.x } else { rect.x + rect.width - GRIP };
    is_resizable.then_some(Rect { x, y: rect.y + rect.height - GRIP, width: GRIP, height: GRIP })
}

fn buttons_in(field: &Field, rect: Rect) -> Vec<Rect> {
    let around = core::iter::successors(above(field.element()), above).take(3).last();
    let list = around.and_then(|element| element.query_selector_all("button,[role=button],input[type=submit]").ok());
    let Some(list) = list else { return Vec::new() };
    let buttons = (0..list.length().min(MOST)).filter_map(|at| list.get(at));
    let rects = buttons.map(|button| rect_of(button.unchecked_ref()));
    rects.filter(|button| button.width > 0.0 && touches(*button, rect)).collect()
}

fn touches(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
