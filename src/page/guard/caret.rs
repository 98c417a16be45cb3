//! Where the person's caret is while the focus is in something of ours.
//!
//! Most boxes keep it. Some editors (Draft.js) let go of the selection with the focus, and have the caret at the beginning
//! of the text when the focus comes back.

use super::Guard;
use crate::page::field::focus;

impl Guard {
    /// Remembers the caret, if the text is still the one that it stands in. To be called before the focus goes.
    pub fn keep_caret(&mut self) {
        if let Some(caret) = self.field.resting_caret() {
            self.kept = Some((self.revision, caret));
        } else if self.field.has_selection() {
            self.kept = None;
        }
    }

    /// The caret, be the focus here or gone from here.
    pub fn resting_caret(&self) -> Option<u32> {
        if self.field.has_focus() { self.field.caret() } else { self.kept_caret().or_else(|| self.field.resting_caret()) }
    }

    /// Gives the field the focus back, and the caret its place.
    pub fn take_focus(&mut self) {
        let kept = self.kept_caret().filter(|_| !self.field.has_focus());
        focus(self.field.element());
        if let Some(caret) = kept {
            self.field.put_caret(caret);
        }
    }

    fn kept_caret(&self) -> Option<u32> {
        self.kept.filter(|(revision, _)| *revision == self.revision).map(|(_, caret)| caret)
    }
}
