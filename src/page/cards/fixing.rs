//! A fix from the card or the gate: begun, carried through the editor, and told of.

use web_sys::File;

use super::{Opened, Origin};
use crate::finding::Finding;
use crate::page::app::App;
use crate::page::clipboard;
use crate::page::field::{Repair, Step};
use crate::page::files::save_clean_copy;
use crate::page::guard::{About, Guard, Pace};
use crate::page::inbox::{FieldId, Message};
use crate::page::overlay::words::words;
use crate::page::tell::Outcome;
use crate::text::Utf16Span;

impl App {
    pub(in crate::page) fn take_fix(&mut self, fix: usize) {
        if let Some((id, index)) = self.cards.open.as_ref().map(|open| (open.field, open.index)) {
            self.start_repair(id, index, fix, Origin::Card { fix });
        }
    }

    /// Begins to apply fix number `fix` of an underlined finding.
    pub(in crate::page) fn start_repair(&mut self, id: FieldId, index: usize, fix: usize, origin: Origin) {
        if self.repair.is_some() {
            return;
        }
        if let Some(file) = self.guard(id).and_then(|guard| guard.file(index)).map(|file| file.file().clone()) {
            return self.save_clean(&file, origin);
        }
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        let (Some(shown), Some((span, fix))) = (guard.shown().get(index).copied(), guard.fixes(tools, index).into_iter().nth(fix)) else {
            return;
        };
        // What is added beside the words of a finding does not settle it.
        let settles = if span.start == span.end && shown.about == About::Words { Vec::new() } else { vec![shown.finding] };
        self.begin_repair(id, span, &fix.text, settles, origin);
    }

    /// Begins to write `words` in place of `span`, which settles these findings.
    pub(super) fn begin_repair(&mut self, id: FieldId, span: Utf16Span, words: &str, settles: Vec<Finding>, origin: Origin) {
        let number = self.cards.repairs;
        self.cards.repairs = self.cards.repairs.wrapping_add(1);
        let inbox = self.tools.inbox.clone();
        let Some(guard) = self.guards.iter_mut().find(|guard| guard.id() == id) else { return };
        let Some(mut repair) = Repair::new(number, id, guard.text(), span, words, &inbox) else { return };
        let caret = guard.resting_caret();
        let step = repair.begin(guard.field_mut(), caret);
        self.repair = Some((repair, settles, origin));
        self.after_step(step);
    }

    fn save_clean(&mut self, file: &File, origin: Origin) {
        let inbox = self.tools.inbox.clone();
        self.cards.copying = save_clean_copy(file, move |is_saved| inbox.post(Message::Cleaned(is_saved))).ok();
        if self.cards.copying.is_none() {
            self.cleaned(false);
        }
        if origin == Origin::Gate {
            self.show_gate(false);
        }
    }

    /// A clean copy was saved, or could not be made.
    pub(in crate::page) fn cleaned(&mut self, is_saved: bool) {
        self.cards.say(if is_saved { words().saved } else { words().not_saved });
    }

    pub(in crate::page) fn fix_step(&mut self, number: u32) {
        let Some((repair, ..)) = self.repair.as_mut().filter(|(repair, ..)| repair.id() == number) else { return };
        let id = repair.field();
        let Some(guard) = self.guards.iter_mut().find(|guard| guard.id() == id) else { return self.repair = None };
        let step = repair.go_on(guard.field_mut());
        self.after_step(step);
    }

    fn after_step(&mut self, step: Step) {
        if step == Step::Waiting {
            return;
        }
        let Some((repair, settles, origin)) = self.repair.take() else { return };
        let id = repair.field();
        if step == Step::Taken {
            let context = self.guard(id).map(Guard::context).unwrap_or_default();
            settles.iter().for_each(|finding| self.tools.teller.record(finding, context, Outcome::Fixed));
            if let Some(guard) = self.guards.iter_mut().find(|guard| guard.id() == id) {
                guard.field_mut().put_caret(repair.caret());
            }
        }
        let open = self.cards.open.as_ref().map(|open| (open.index, open.opened));
        self.refresh(id, Pace::Settled);
        match (origin, step) {
            (Origin::Gate, _) => self.show_gate_again(id, step),
            (Origin::Chip { offer }, _) => self.offer_done(id, offer, step),
            (Origin::Card { .. }, Step::Taken) => {
                let (index, opened) = open.unwrap_or((0, Opened::Click));
                self.go_to_next(id, index, opened);
                self.cards.say(words().changed);
            }
            (Origin::Card { fix }, _) => {
                // Another text has other findings: then the card has gone.
                let Some(open) = &mut self.cards.open else { return };
                open.refused.push(fix);
                self.show_card();
                self.cards.say(words().not_changed);
            }
        }
    }

    pub(in crate::page) fn copy_fix(&mut self, fix: usize) {
        let Some((id, index)) = self.cards.open.as_ref().map(|open| (open.field, open.index)) else { return };
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        let Some((span, fix)) = guard.fixes(tools, index).into_iter().nth(fix) else { return };
        let sentence = match clipboard::copy(fix.text.trim_start()) {
            Ok(()) if span.start == span.end => words().copied_to_add,
            Ok(()) => words().copied,
            Err(_) => words().not_copied,
        };
        self.cards.say(sentence);
    }
}
