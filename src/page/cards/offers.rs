//! What somebody may want to write although nothing has to be changed: a safe reply to a review, a disclaimer. The note
//! behind the chip offers it, and the gate does beside its list.

use super::{Card, Origin};
use crate::finding::{Finding, Fix};
use crate::page::app::App;
use crate::page::clipboard;
use crate::page::field::Step;
use crate::page::guard::{About, Guard, Pace};
use crate::page::inbox::FieldId;
use crate::page::overlay::view::FixView;
use crate::page::overlay::words::{language, words};
use crate::page::tools::Tools;

impl App {
    /// The note behind a chip stands: fill it.
    pub(in crate::page) fn offer(&mut self, id: FieldId) {
        self.cards.refused_offers.clear();
        self.draw_offers(id);
    }

    fn draw_offers(&mut self, id: FieldId) {
        let refused = self.cards.refused_offers.clone();
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        let offers = views_of(guard, tools, &refused);
        guard.badge().offer(&offers);
    }

    /// Opens the note behind the chip by key, if it has anything to offer.
    pub(super) fn open_note(&mut self, id: FieldId) -> bool {
        self.keep_caret(id);
        let Some((guard, tools)) = self.guard_mut(id) else { return false };
        !guard.offers(tools).is_empty() && guard.badge().open_note()
    }

    /// The note was closed by key.
    pub(in crate::page) fn leave_note(&mut self, id: FieldId) {
        if let Some((guard, _)) = self.guard_mut(id) {
            guard.take_focus();
        }
    }

    /// Begins to write what was offered.
    pub(in crate::page) fn take_offer(&mut self, id: FieldId, offer: usize, origin: Origin) {
        if self.repair.is_some() {
            return;
        }
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        // What was offered was offered for the text as it is now.
        guard.refresh(tools, Pace::Settled);
        let Some((span, Fix { text, .. })) = guard.offers(tools).into_iter().nth(offer) else { return };
        let is_replaced = |at: u32| at >= span.start && at < span.end;
        let settles: Vec<Finding> = guard
            .shown()
            .iter()
            .filter(|shown| shown.about == About::Words && is_replaced(shown.utf16.start))
            .map(|shown| shown.finding)
            .collect();
        self.begin_repair(id, span, &text, settles, origin);
    }

    /// What was offered behind the chip is written, or was not taken.
    pub(super) fn offer_done(&mut self, id: FieldId, offer: usize, step: Step) {
        if self.cards.card.is_none() {
            self.cards.card = Card::new(&self.tools.inbox).ok();
        }
        if step == Step::Taken {
            if let Some(guard) = self.guard(id) {
                guard.badge().close_note();
            }
            return self.cards.say(words().changed);
        }
        self.cards.refused_offers.push(offer);
        self.draw_offers(id);
        self.cards.say(words().not_changed);
    }

    pub(in crate::page) fn copy_offer(&mut self, id: FieldId, offer: usize) {
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        let Some((_, fix)) = guard.offers(tools).into_iter().nth(offer) else { return };
        self.cards.say(match clipboard::copy(fix.text.trim_start()) {
            Ok(()) => words().copied_to_add,
            Err(_) => words().not_copied,
        });
    }
}

/// What a note or the gate shows of what may be written.
pub(in crate::page) fn views_of(guard: &Guard, tools: &mut Tools, refused: &[usize]) -> Vec<FixView> {
    let offers = guard.offers(tools).into_iter().enumerate();
    offers.map(|(number, (_, fix))| FixView { title: language().fix(&fix), words: fix.shown, refused: refused.contains(&number) }).collect()
}
