//! When a field is read and scanned again, and when what is shown of it is drawn.

use super::App;
use crate::page::dom::{Frame, Timer};
use crate::page::guard::{Guard, Pace, poster};
use crate::page::inbox::{FieldId, Message};
use crate::page::pointer::Pointer;

/// How long after a click or Enter, in steps, the page may have changed a box by script, which no event tells.
const AFTERMATH: [i32; 3] = [100, 300, 1500];

impl App {
    pub(in crate::page) fn refresh(&mut self, id: FieldId, pace: Pace) {
        if self.guard(id).is_some_and(|guard| !guard.field().is_there()) {
            return self.leave(id);
        }
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        let before = guard.revision();
        guard.refresh(tools, pace);
        // A fix under way changes the text itself, and says when it is done.
        if guard.revision() != before && self.repair.is_none() {
            self.cards.forget(id);
            self.gate_text_changed(id);
        }
        self.watch_pointer();
        self.draw_soon();
    }

    pub(super) fn slice(&mut self, id: FieldId) {
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        guard.go_on(tools);
        self.draw_soon();
    }

    /// A field's nodes changed. Editors do so several times for one key, so what comes after the first reading of a
    /// frame waits for the end of that frame; nothing is painted in between.
    pub(super) fn changed(&mut self, id: FieldId) {
        if self.frame.is_none() {
            self.refresh(id, Pace::Typing);
        } else if !self.changed.contains(&id) {
            self.changed.push(id);
        }
    }

    pub(super) fn composing(&mut self, id: FieldId, is_composing: bool) {
        if let Some((guard, _)) = self.guard_mut(id) {
            guard.set_composing(is_composing);
        }
        if !is_composing {
            self.refresh(id, Pace::Typing);
        }
    }

    /// The focus left a field.
    pub(super) fn blurred(&mut self, id: FieldId) {
        self.refresh(id, Pace::Settled);
        if let Some((guard, _)) = self.guard_mut(id) {
            guard.keep_caret();
        }
    }

    /// We are about to take the focus from a field.
    pub(in crate::page) fn keep_caret(&mut self, id: FieldId) {
        if let Some((guard, _)) = self.guard_mut(id).filter(|(guard, _)| guard.field().has_focus()) {
            guard.keep_caret();
        }
    }

    /// Something on the page moved.
    pub(super) fn moved(&mut self) {
        self.has_moved = true;
        self.draw_soon();
    }

    /// Draws with the next frame, once.
    pub(super) fn draw_soon(&mut self) {
        if self.frame.is_none() && !self.guards.is_empty() {
            self.frame = Frame::next(poster(&self.tools.inbox, Message::Placed)).ok();
        }
    }

    pub(super) fn place(&mut self) {
        for id in core::mem::take(&mut self.changed) {
            self.refresh(id, Pace::Typing);
        }
        self.frame = None;
        let has_moved = core::mem::take(&mut self.has_moved);
        let gone: Vec<FieldId> = self.guards.iter().filter(|guard| !guard.field().is_there()).map(Guard::id).collect();
        for id in gone {
            self.leave(id);
        }
        for guard in &mut self.guards {
            guard.place(&self.tools, has_moved);
        }
        if has_moved {
            self.follow_card();
        }
    }

    /// The page may be about to change a box by script: look again in a while.
    pub(in crate::page) fn look_again(&mut self) {
        self.looks = AFTERMATH.iter();
        self.wait_for_look();
    }

    pub(super) fn wait_for_look(&mut self) {
        let wait = self.looks.next().filter(|_| !self.guards.is_empty());
        self.aftermath = wait.and_then(|wait| Timer::after(*wait, poster(&self.tools.inbox, Message::Recheck)).ok());
    }

    pub(super) fn recheck(&mut self) {
        self.has_moved = true;
        self.wait_for_look();
        let ids: Vec<FieldId> = self.guards.iter().map(Guard::id).collect();
        for id in ids {
            self.refresh(id, Pace::Typing);
        }
    }

    /// Nothing is shown on a page behind the Back button.
    ///
    /// BROWSER: there, an extension that is switched off ends without its style sheet being taken out (Firefox ESR 153)
    /// and without hearing of it (Chromium), so that the page would come back with a chip that nobody answers for.
    pub(super) fn rest(&mut self) {
        self.is_resting = true;
        // What is under way would end in messages that nobody takes.
        (self.frame, self.repair) = (None, None);
        self.close_card(false);
        self.close_gate();
        for guard in &mut self.guards {
            guard.rest();
        }
    }

    pub(super) fn wake(&mut self) {
        if core::mem::take(&mut self.is_resting) {
            self.recheck();
        }
    }

    pub(super) fn hide_chip(&mut self, id: FieldId) {
        if let Some((guard, _)) = self.guard_mut(id).filter(|(guard, _)| guard.badge().has_focus()) {
            guard.take_focus();
        }
        self.tools.settings.no_chip = true;
        self.guards.iter_mut().for_each(|guard| guard.badge_mut().set_hidden(true));
        self.tools.teller.hidden();
    }

    /// The pointer is followed only while there are words to point at.
    pub(super) fn watch_pointer(&mut self) {
        let wanted = self.guards.iter().any(|guard| !guard.shown().is_empty());
        if !wanted {
            self.pointer = None;
        } else if self.pointer.is_none() {
            self.pointer = Pointer::new(&self.tools.inbox).ok();
        }
    }
}
