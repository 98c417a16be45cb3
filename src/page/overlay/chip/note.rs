//! What stands behind the chip: why it says what it says, and what may be written where nothing was found.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Event, KeyboardEvent};

use super::Inner;
use crate::error::Error;
use crate::page::dom::{self, Listener, Phase};
use crate::page::inbox::Message;
use crate::page::overlay::card::draw_button;
use crate::page::overlay::element::{self, append};
use crate::page::overlay::view::{ChipView, FixView};
use crate::page::overlay::words::words;

impl Inner {
    pub(super) fn key(self: &Rc<Self>, event: &Event) {
        let is_open = !self.parts.note.has_attribute("hidden");
        if is_open && event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.prevent_default();
            let focused = self.layer.root().active_element();
            let was_in_note = focused.is_some_and(|focused| self.parts.note.contains(Some(&focused)));
            self.close_note();
            if was_in_note {
                self.inbox.post(Message::NoteLeft(self.field));
            }
        }
    }

    /// The way to the note for a chip that opens the card, also by a long press.
    pub(super) fn menu(self: &Rc<Self>, event: &Event) {
        event.prevent_default();
        self.drag.set(None);
        self.toggle_note();
    }

    pub(super) fn toggle_note(self: &Rc<Self>) {
        if !self.parts.note.has_attribute("hidden") {
            return self.close_note();
        }
        self.parts.reason.set_text_content(Some(match self.view.get() {
            Some(ChipView::Unavailable { reason }) => reason,
            Some(ChipView::Off) => words().off_note,
            Some(ChipView::Checked) => words().checked_note,
            Some(ChipView::Checking) => words().checking_note,
            _ => words().findings_note,
        }));
        element::show(&self.parts.note, true);
        element::set(&self.parts.pill, "aria-expanded", "true");
        // A press anywhere else closes it. The listener must not keep alive what owns it.
        let inner = Rc::downgrade(self);
        let listener = dom::window().and_then(|window| {
            Listener::passive(&window, "pointerdown", Phase::Capture, move |event| {
                if let Some(inner) = inner.upgrade().filter(|inner| !inner.layer.holds(&event)) {
                    inner.close_note();
                }
            })
        });
        self.outside.replace(listener.ok());
        self.inbox.post(Message::NoteOpened(self.field));
    }

    pub(super) fn offer(&self, offers: &[FixView]) -> Result<(), Error> {
        let list = &self.parts.offers;
        list.set_text_content(None);
        if self.parts.note.has_attribute("hidden") {
            return Ok(());
        }
        for (number, fix) in offers.iter().enumerate() {
            append(list, &draw_button("fix", number, fix)?);
        }
        element::show(list, !offers.is_empty());
        self.place_note();
        if self.wants_focus.replace(false)
            && let Some(first) = list.first_element_child()
        {
            element::focus(&first);
        }
        Ok(())
    }

    pub(super) fn close_note(&self) {
        element::show(&self.parts.note, false);
        self.parts.offers.set_text_content(None);
        element::show(&self.parts.offers, false);
        self.wants_focus.set(false);
        element::set(&self.parts.pill, "aria-expanded", "false");
        drop(self.outside.take());
    }
}
