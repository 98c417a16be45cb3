//! The card: which finding it shows, and what the person does with it.

mod fixing;
pub mod offers;

use web_sys::{Event, MouseEvent};

use super::app::App;
use super::badge::dialog_around;
use super::dom::{document, window};
use super::files::Waiting;
use super::guard::Guard;
use super::inbox::{FieldId, Opened};
use super::overlay::Card;
use super::overlay::view::{CardView, FindingView, FixView, Rect};
use super::overlay::words::{language, words};
use super::tell::{Answer, Outcome};
use crate::attachment::Concern;
use crate::finding::Finding;
use crate::policy::Action;
use wasm_bindgen::JsCast as _;

/// How many characters of the underlined words a card shows.
const WORDS: usize = 80;

/// The card and what it shows.
#[derive(Default)]
pub struct Cards {
    card: Option<Card>,
    open: Option<Open>,
    repairs: u32,
    /// Which offers of the note behind a chip the editor did not take.
    refused_offers: Vec<usize>,
    /// The copy of a file that was made last, or is being made.
    copying: Option<Waiting>,
}

/// What the card shows. A finding belongs to one revision: when the text changes, the card goes.
struct Open {
    field: FieldId,
    index: usize,
    opened: Opened,
    refused: Vec<usize>,
}

/// Where a fix came from, and so where the person is afterwards.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The card, at this finding.
    Card {
        /// Which fix of it.
        fix: usize,
    },
    /// The gate's list.
    Gate,
    /// The note behind the chip.
    Chip {
        /// Which of its offers.
        offer: usize,
    },
}

impl Cards {
    /// Whether an event happened in the card.
    pub fn holds(&self, event: &Event) -> bool {
        self.card.as_ref().is_some_and(|card| card.holds(event))
    }

    /// The field is gone, or its text is another one: so is what the card says of it.
    pub fn forget(&mut self, id: FieldId) {
        if self.open.as_ref().is_some_and(|open| open.field == id) {
            self.close();
        }
    }

    fn close(&mut self) {
        if self.open.take().is_some()
            && let Some(card) = &self.card
        {
            card.close();
        }
    }

    /// The card is made anew when it is wanted again.
    pub fn make_anew(&mut self) {
        self.close();
        self.card = None;
    }

    /// A page may have cleared away what we think is open. Then nothing is, and it can be opened again.
    fn notice(&mut self) {
        if !self.card.as_ref().is_some_and(Card::is_open) {
            self.close();
        }
    }

    /// Tells a screen reader.
    fn say(&self, sentence: &str) {
        if let Some(card) = &self.card {
            card.say(sentence);
        }
    }
}

impl App {
    pub(super) fn open_card(&mut self, id: FieldId, index: usize, opened: Opened) {
        self.cards.open = Some(Open { field: id, index, opened, refused: Vec::new() });
        self.keep_caret(id);
        self.show_card();
    }

    pub(super) fn card_is_open(&self) -> bool {
        self.cards.open.is_some()
    }

    fn show_card(&mut self) {
        let Some((id, index, opened)) = self.cards.open.as_ref().map(|open| (open.field, open.index, open.opened)) else { return };
        let refused = self.cards.open.as_ref().map_or_else(Vec::new, |open| open.refused.clone());
        let Some((guard, tools)) = self.guard_mut(id) else { return self.cards.close() };
        let Some(finding) = view_of(guard, tools, index, &refused) else { return self.cards.close() };
        let Some(rule) = guard.shown().get(index).map(|shown| shown.finding.rule) else { return self.cards.close() };
        let is_blocked = guard.shown().get(index).is_some_and(|shown| shown.action >= Action::Block);
        let may = tools.policy().may;
        let view = CardView {
            finding,
            index,
            total: guard.shown().len(),
            manual: language().manual(rule),
            may_ignore: may.ignore && !is_blocked,
            may_object: may.feedback,
        };
        let (lines, dialog) = (guard.lines(index), dialog_around(guard.field()));
        let inbox = &self.tools.inbox;
        if self.cards.card.is_none() {
            self.cards.card = Card::new(inbox).ok();
        }
        let Some(card) = &self.cards.card else { return };
        if let Some(dialog) = dialog {
            card.move_into(&dialog);
        }
        if card.show(&view, &lines, opened).is_err() {
            self.cards.close();
        }
    }

    pub(super) fn close_card(&mut self, refocus: bool) {
        let field = self.cards.open.as_ref().map(|open| open.field);
        self.cards.close();
        if refocus && let Some((guard, _)) = field.and_then(|id| self.guard_mut(id)) {
            guard.take_focus();
        }
    }

    pub(super) fn step_card(&mut self, by: i32) {
        let Some(open) = &self.cards.open else { return };
        let Some(total) = self.guard(open.field).map(|guard| guard.shown().len() as i32).filter(|total| *total > 0) else { return };
        let (id, index, opened) = (open.field, (open.index as i32 + by).rem_euclid(total), open.opened);
        self.open_card(id, index as usize, opened);
    }

    /// The card follows its words, and goes when they are scrolled away.
    pub(super) fn follow_card(&mut self) {
        let Some(open) = &self.cards.open else { return };
        let Some(guard) = self.guard(open.field) else { return self.cards.close() };
        let field = guard.field().rect();
        let mut lines = guard.lines(open.index);
        lines.retain(|line| line.y < field.y + field.height && line.y + line.height > field.y);
        let height = window().ok().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(f64::MAX);
        lines.retain(|line| line.y < height && line.y + line.height > 0.0);
        match &self.cards.card {
            Some(card) if !lines.is_empty() => _ = card.follow(&lines),
            _ => self.cards.close(),
        }
    }

    /// The pointer rests somewhere, or has left.
    pub(super) fn pointed(&mut self, at: Option<(f64, f64)>) {
        if self.gate.is_open() || self.repair.is_some() {
            return;
        }
        self.cards.notice();
        let by_hover = self.cards.open.as_ref().is_none_or(|open| open.opened == Opened::Hover);
        if !by_hover {
            return;
        }
        let Some((x, y)) = at else { return self.cards.close() };
        if let Some((id, index)) = self.words_at(x, y) {
            if self.cards.open.as_ref().is_none_or(|open| (open.field, open.index) != (id, index)) {
                self.open_card(id, index, Opened::Hover);
            }
        } else if !self.is_over_card(x, y) {
            self.cards.close();
        }
    }

    /// The underlined words at a point, unless something else covers them.
    pub(super) fn words_at(&self, x: f64, y: f64) -> Option<(FieldId, usize)> {
        self.guards.iter().rev().find_map(|guard| {
            let index = guard.at_point(x, y)?;
            is_uncovered(guard, x, y).then(|| (guard.id(), index))
        })
    }

    fn is_over_card(&self, x: f64, y: f64) -> bool {
        let (Some(open), Some(_)) = (&self.cards.open, &self.cards.card) else { return false };
        // On the way from the words to the card the pointer may cross a gap of a few pixels.
        let top = document().ok().and_then(|document| document.element_from_point(x as f32, y as f32));
        let is_card = top.is_some_and(|top| self.cards.card.as_ref().is_some_and(|card| card.is_host(&top)));
        is_card || self.guard(open.field).is_some_and(|guard| guard.lines(open.index).iter().any(|line| is_near(*line, x, y)))
    }

    /// A click on underlined words opens the card, one beside it closes it. The page hears of both.
    pub(super) fn click_words(&mut self, event: &Event) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        // A click made by a key has no place.
        let at = (f64::from(mouse.client_x()), f64::from(mouse.client_y()));
        let words = if mouse.detail() > 0 { self.words_at(at.0, at.1) } else { None };
        match words {
            Some((id, index)) => self.open_card(id, index, Opened::Click),
            None => self.cards.close(),
        }
    }

    pub(super) fn chip_pressed(&mut self, id: FieldId) {
        self.cards.notice();
        if self.cards.open.as_ref().is_some_and(|open| open.field == id) {
            return self.cards.close();
        }
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        guard.refresh(tools, super::guard::Pace::Settled);
        let opened = if guard.badge().has_focus() { Opened::Key } else { Opened::Click };
        if let Some(index) = guard.at_caret() {
            self.open_card(id, index, opened);
        }
    }

    /// The card at the caret of the field with the focus, by key. Whether there was anything to show.
    pub(super) fn open_at_caret(&mut self) -> bool {
        self.cards.notice();
        let id = match &self.cards.open {
            Some(open) => Some(open.field),
            None => self.guards.iter().rev().find(|guard| guard.field().has_focus()).or_else(|| self.guards.last()).map(Guard::id),
        };
        let Some(id) = id else { return false };
        if self.cards.open.is_some() {
            self.step_card(1);
            return true;
        }
        self.refresh(id, super::guard::Pace::Settled);
        match self.guard(id).and_then(Guard::at_caret) {
            Some(index) => self.open_card(id, index, Opened::Key),
            // Nothing is to be changed, but there may be something to write.
            None => return self.open_note(id),
        }
        true
    }

    fn open_finding(&self) -> Option<(FieldId, Finding, String)> {
        let open = self.cards.open.as_ref()?;
        let guard = self.guard(open.field)?;
        let finding = guard.shown().get(open.index)?.finding;
        let words = guard.text().get(finding.span.range())?.to_owned();
        Some((open.field, finding, words))
    }

    pub(super) fn ignore(&mut self) {
        if self.tools.policy().may.ignore {
            self.wave_through(Outcome::Ignored);
        }
    }

    pub(super) fn wrong(&mut self) {
        if self.tools.policy().may.feedback {
            self.wave_through(Outcome::Wrong);
        }
    }

    /// The finding is told of, and these words are left alone from now on: what is fine, in this browser; what is wrong,
    /// while the page is open.
    fn wave_through(&mut self, outcome: Outcome) {
        let Some((id, finding, words)) = self.open_finding() else { return };
        let open = self.cards.open.as_ref().map_or(0, |open| open.index);
        // What was said of one file, or of one text without its disclaimer, says nothing of the next.
        let was_aside = self.guard_mut(id).is_some_and(|(guard, _)| guard.answer_aside(open));
        let print = if was_aside {
            None
        } else if outcome == Outcome::Ignored {
            Some(self.tools.ignored.remember(&finding, &words))
        } else {
            self.tools.ignored.add(&finding, &words);
            None
        };
        let context = self.guard(id).map(Guard::context).unwrap_or_default();
        self.tools.teller.answer(&finding, context, outcome, &Answer { print, ..Answer::default() });
        let (index, opened) = self.cards.open.as_ref().map_or((0, Opened::Click), |open| (open.index, open.opened));
        let ids: Vec<FieldId> = self.guards.iter().map(Guard::id).collect();
        for id in ids {
            self.refresh(id, super::guard::Pace::Settled);
        }
        self.go_to_next(id, index, opened);
    }

    /// Somebody who works by key stays in the card while there is more to see; others get the page back.
    fn go_to_next(&mut self, id: FieldId, index: usize, opened: Opened) {
        let left = self.guard(id).map_or(0, |guard| guard.shown().len());
        if opened == Opened::Key && left > 0 {
            self.open_card(id, index.min(left - 1), opened);
        } else {
            self.close_card(opened == Opened::Key);
        }
    }
}

/// What a card or the gate shows of an underlined finding.
pub(super) fn view_of(guard: &Guard, tools: &mut super::tools::Tools, index: usize, refused: &[usize]) -> Option<FindingView> {
    let finding = guard.shown().get(index)?.finding;
    let fixes = guard.fixes(tools, index).into_iter().enumerate();
    let fixes = fixes
        .map(|(number, (_, fix))| FixView { title: language().fix(&fix), words: fix.shown, refused: refused.contains(&number) })
        .collect();
    let rule = finding.rule;
    if let Some(file) = guard.file(index) {
        let is_settled = Concern::of(rule).is_some_and(Concern::is_settled_by_cleaning) && file.can_be_cleaned();
        let fixes = is_settled
            .then(|| FixView { title: words().save_clean.to_owned(), words: String::new(), refused: false })
            .into_iter()
            .collect();
        let words = shorten(&file.file().name());
        return Some(FindingView {
            severity: finding.severity,
            title: language().title(rule),
            why: language().why(rule),
            law: rule.law,
            words,
            decided: Vec::new(),
            fixes,
        });
    }
    let decided = guard.decided(tools, index).into_iter().map(shorten).collect();
    let words = guard.address(index).or_else(|| guard.text().get(finding.span.range()))?;
    Some(FindingView {
        severity: finding.severity,
        title: language().title(rule),
        why: language().why(rule),
        law: rule.law,
        words: shorten(words),
        decided,
        fixes,
    })
}

fn shorten(words: &str) -> String {
    let mut short: String = words.chars().take(WORDS).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

/// Whether what one sees at a point is the field: no dialog, menu or card over it.
fn is_uncovered(guard: &Guard, x: f64, y: f64) -> bool {
    let Some(top) = document().ok().and_then(|document| document.element_from_point(x as f32, y as f32)) else { return false };
    let field = guard.field().element();
    if field.contains(Some(&top)) {
        return true;
    }
    // From outside, everything in a shadow root is its host.
    let mut around = super::context::above(field);
    while let Some(element) = around {
        if element == top {
            return field.get_root_node() != top.get_root_node();
        }
        around = super::context::above(&element);
    }
    false
}

fn is_near(line: Rect, x: f64, y: f64) -> bool {
    const GAP: f64 = 12.0;
    x >= line.x - GAP && x <= line.x + line.width + GAP && y >= line.y - GAP && y <= line.y + line.height + GAP
}
