//! The gate: asks once, before a text goes out, about what must not.
//!
//! It hears a press before the page does. It reads and scans the text at that very moment, for an old verdict is
//! worth nothing, and either lets the press pass or stops it and asks. Whoever chooses to post gets the press
//! repeated; where the page tells a repeated press from a person's own, the person's next one passes, and a notice says so.

mod press;

use web_sys::{Element, Event};

use super::app::App;
use super::badge::dialog_around;
use super::cards::{Origin, offers, view_of};
use super::dom::Timer;
use super::field::Step;
use super::guard::poster;
use super::guard::{Guard, Pace, Shown};
use super::inbox::FieldId;
use super::inbox::Message;
use super::overlay::view::{Exit, FindingView, FixView, GateView};
use super::overlay::words::words;
use super::overlay::{GatePanel, Notice};
use super::publish;
use super::tell::{Answer, Outcome};
use super::terms::Terms;
use crate::finding::Severity;
use crate::policy::Action;
use crate::text::Revision;
use press::{Press, repeat};

/// What is held back, and the panel that asks.
#[derive(Default)]
pub struct Gate {
    panel: Option<GatePanel>,
    held: Option<Held>,
    notice: Option<Notice>,
    let_go: Option<LetGo>,
    /// What is being dragged.
    dragged: Option<Element>,
}

/// A text that the person let go, and that may not have gone: the page may take no press but the person's own.
struct LetGo {
    text: Text,
    sentence: &'static str,
    _timer: Option<Timer>,
}

/// How long, in milliseconds, a page has to take a text out of its box after a press that was repeated.
const PATIENCE: i32 = 1_000;

/// A press that was stopped.
struct Held {
    press: Press,
    texts: Vec<Text>,
    /// What the panel lists: a field, and the number of an underlined finding of it.
    listed: Vec<(FieldId, usize)>,
}

/// A text that would have gone out.
#[derive(Clone, Copy)]
struct Text {
    field: FieldId,
    revision: Revision,
}

impl Gate {
    /// Whether an event happened in the panel.
    pub fn holds(&self, event: &Event) -> bool {
        self.panel.as_ref().is_some_and(|panel| panel.holds(event))
    }

    /// Whether something is held back.
    pub const fn is_open(&self) -> bool {
        self.held.is_some()
    }

    /// A field is gone, and with it what was to go out.
    pub fn forget(&mut self, id: FieldId) {
        if self.held.as_ref().is_some_and(|held| held.texts.iter().any(|text| text.field == id)) {
            self.close();
        }
    }

    /// What it shows is made anew when it is wanted again.
    pub fn make_anew(&mut self) {
        self.close();
        (self.panel, self.notice) = (None, None);
    }

    fn close(&mut self) {
        self.held = None;
        if let Some(panel) = self.panel.as_ref().filter(|panel| panel.is_open()) {
            panel.close();
        }
    }
}

impl App {
    fn asks_about_button(&mut self, button: &Element) -> Vec<(FieldId, usize)> {
        let ids: Vec<FieldId> = publish::fields_of(button, &self.guards).into_iter().map(Guard::id).collect();
        self.asks_about(&ids)
    }

    /// What has to be asked about in these fields, read and scanned now.
    fn asks_about(&mut self, ids: &[FieldId]) -> Vec<(FieldId, usize)> {
        if self.tools.settings.off {
            return Vec::new();
        }
        let mut asked = Vec::new();
        for &id in ids {
            self.refresh(id, Pace::Leaving);
            let Some(guard) = self.guard(id) else { continue };
            let revision = Some(guard.revision());
            if guard.allowed == revision {
                continue;
            }
            // Whoever saw the gate, went back and changed nothing has answered "Check this", but not "Don't post".
            let is_answered = guard.answered == revision;
            let asks = |shown: &Shown| {
                let weighty = shown.action > Action::Warn || shown.finding.severity == Severity::Block;
                shown.action >= Action::Warn && (weighty || !is_answered)
            };
            let of_weight = guard.shown().iter().enumerate().filter(|(_, shown)| asks(shown));
            asked.extend(of_weight.map(|(index, _)| (id, index)));
        }
        let guards = &self.guards;
        let severity = |&(id, index): &(FieldId, usize)| {
            let guard = guards.iter().find(|guard| guard.id() == id)?;
            guard.shown().get(index).map(|shown| (shown.action, shown.finding.severity))
        };
        crate::order::by_key(&mut asked, |asked| core::cmp::Reverse(severity(asked)));
        asked
    }

    fn hold(&mut self, press: Press, listed: Vec<(FieldId, usize)>) {
        self.close_card(false);
        let texts = self.texts_of(&listed);
        texts.iter().for_each(|text| self.keep_caret(text.field));
        self.gate.held = Some(Held { press, texts, listed });
        self.show_gate(false);
    }

    fn texts_of(&self, listed: &[(FieldId, usize)]) -> Vec<Text> {
        let mut texts: Vec<Text> = Vec::new();
        for &(field, _) in listed {
            if !texts.iter().any(|text| text.field == field)
                && let Some(guard) = self.guard(field)
            {
                texts.push(Text { field, revision: guard.revision() });
            }
        }
        texts
    }

    /// What the strictest of these findings asks for.
    fn strictest(&self, listed: &[(FieldId, usize)]) -> Action {
        let actions = listed.iter().filter_map(|&(id, index)| Some(self.guard(id)?.shown().get(index)?.action));
        actions.max().unwrap_or(Action::Warn)
    }

    pub(super) fn show_gate(&mut self, is_new_text: bool) {
        let Some(listed) = self.gate.held.as_ref().map(|held| held.listed.clone()) else { return };
        let terms = Terms::of(self.tools.policy());
        let exit = match self.strictest(&listed) {
            Action::Block => Exit::Closed { contact: terms.contact },
            Action::Justify => Exit::Reason { reasons: terms.reasons, note: terms.note },
            _ => Exit::Word,
        };
        let mut findings = Vec::with_capacity(listed.len());
        for (id, index) in listed {
            let Some((guard, tools)) = self.guard_mut(id) else { continue };
            let must = guard.shown().get(index).is_some_and(|shown| shown.action >= Action::Block);
            findings.extend(view_of(guard, tools, index, &[]).map(|view| (view, must)));
        }
        if self.gate.panel.is_none() {
            self.gate.panel = GatePanel::new(&self.tools.inbox).ok();
        }
        let is_closed = matches!(exit, Exit::Closed { .. });
        let offers = self.gate_offers(&findings);
        let view = GateView { findings, offers, exit, is_new_text };
        let shown = self.gate.panel.as_ref().is_some_and(|panel| panel.show(&view).is_ok());
        if !shown {
            // Nobody can answer a question that cannot be shown: the next press passes unless it is blocked, the
            // underlines stay.
            if !is_closed {
                self.answered();
            }
            self.gate.close();
        }
    }

    pub(super) fn close_gate(&mut self) {
        self.gate.close();
    }

    /// A text that is held back has changed by itself: what was asked no longer stands, and is asked of the new one.
    pub(super) fn gate_text_changed(&mut self, id: FieldId) {
        if self.gate.held.as_ref().is_some_and(|held| held.texts.iter().any(|text| text.field == id))
            && let Some(held) = self.gate.held.take()
        {
            let ids: Vec<FieldId> = held.texts.iter().map(|text| text.field).collect();
            let listed = self.asks_about(&ids);
            self.ask_again(held, listed);
        }
    }

    /// Each text that is held counts as asked about.
    fn answered(&mut self) {
        let Some(held) = &self.gate.held else { return };
        for text in held.texts.clone() {
            if let Some((guard, _)) = self.guard_mut(text.field) {
                guard.answered = Some(text.revision);
            }
        }
    }

    fn record_listed(&self, listed: &[(FieldId, usize)], outcome: Outcome, answer: &Answer) {
        for &(id, index) in listed {
            let Some(guard) = self.guard(id) else { continue };
            if let Some(shown) = guard.shown().get(index) {
                self.tools.teller.answer(&shown.finding, guard.context(), outcome, answer);
            }
        }
    }

    pub(super) fn go_back(&mut self) {
        if let Some(held) = &self.gate.held {
            self.record_listed(&held.listed, Outcome::WentBack, &Answer::default());
        }
        self.answered();
        let text = self.gate.held.as_ref().and_then(|held| held.texts.first().copied());
        self.gate.close();
        if let Some(text) = text {
            self.return_to(text.field);
        }
    }

    fn return_to(&mut self, id: FieldId) {
        if let Some((guard, _)) = self.guard_mut(id) {
            guard.take_focus();
        }
    }

    pub(super) fn post_anyway(&mut self) {
        let chosen = self.gate.panel.as_ref().and_then(GatePanel::take_chosen);
        let Some(held) = self.gate.held.take() else { return };
        // What goes out must be what was asked about: read and scan once more.
        let ids: Vec<FieldId> = held.texts.iter().map(|text| text.field).collect();
        let listed = self.asks_about(&ids);
        let is_same = |text: &Text| self.guard(text.field).is_some_and(|guard| guard.revision() == text.revision);
        if listed.is_empty() || !held.texts.iter().all(is_same) {
            return self.ask_again(held, listed);
        }
        let action = self.strictest(&listed);
        if action >= Action::Block || (action == Action::Justify && chosen.is_none()) {
            return self.ask_again(held, listed);
        }
        let (outcome, answer) = match chosen.filter(|_| action == Action::Justify) {
            Some(chosen) => {
                let reason = Terms::of(self.tools.policy()).id_of(chosen.reason);
                (Outcome::Justified, Answer { reason: Some(reason), note: Some(chosen.note).filter(|note| !note.is_empty()), print: None })
            }
            None => (Outcome::PostedAnyway, Answer::default()),
        };
        self.record_listed(&listed, outcome, &answer);
        self.gate.close();
        for text in &held.texts {
            if let Some((guard, _)) = self.guard_mut(text.field) {
                guard.allowed = Some(text.revision);
            }
        }
        self.look_again();
        if let Some(text) = held.texts.first() {
            self.let_go(*text, &held.press);
        }
        repeat(held.press);
    }

    /// The text is another one by now: the question, too. With nothing left to ask, the person looks once more herself.
    fn ask_again(&mut self, held: Held, listed: Vec<(FieldId, usize)>) {
        let first = held.texts.first().copied();
        if listed.is_empty() {
            self.gate.close();
            if let Some(text) = first {
                self.return_to(text.field);
            }
            return;
        }
        let texts = self.texts_of(&listed);
        self.gate.held = Some(Held { press: held.press, texts, listed });
        self.show_gate(true);
    }

    /// A text goes. If it is still there in a while, the page may want the person's own press.
    fn let_go(&mut self, text: Text, press: &Press) {
        let (sentence, patience) = match press {
            Press::Button(_) | Press::Submit(..) => (words().press_again, PATIENCE),
            Press::Key(..) => (words().enter_again, PATIENCE),
            Press::Drop => (words().drop_again, 0),
        };
        let timer = Timer::after(patience, poster(&self.tools.inbox, Message::Unsent)).ok();
        self.gate.let_go = Some(LetGo { text, sentence, _timer: timer });
    }

    /// Some time has passed since a text was let go.
    pub(super) fn unsent(&mut self) {
        let Some(LetGo { text, sentence, .. }) = self.gate.let_go.take() else { return };
        self.refresh(text.field, Pace::Typing);
        let Some(guard) = self.guard(text.field) else { return };
        let rect = guard.field().rect();
        if guard.revision() != text.revision || rect.height <= 0.0 || self.gate.is_open() {
            return;
        }
        let dialog = dialog_around(guard.field());
        if self.gate.notice.is_none() {
            self.gate.notice = Notice::new().ok();
        }
        // A notice that cannot be shown leaves the underlines, which say that the text is still there.
        _ = self.gate.notice.as_ref().map(|notice| notice.show(sentence, rect, dialog.as_ref()));
    }

    pub(super) fn end_notice(&mut self) {
        self.gate.let_go = None;
        if let Some(notice) = self.gate.notice.as_ref().filter(|notice| notice.is_up()) {
            notice.close();
        }
    }

    /// What may be written instead of all that is listed: a safe reply, where no fix of the list is one already.
    fn gate_offers(&mut self, findings: &[(FindingView, bool)]) -> Vec<FixView> {
        let Some(&(id, _)) = self.gate.held.as_ref().and_then(|held| held.listed.first()) else { return Vec::new() };
        let Some((guard, tools)) = self.guard_mut(id) else { return Vec::new() };
        let is_listed = |offer: &FixView| findings.iter().any(|(view, _)| view.fixes.first().is_some_and(|fix| fix.title == offer.title));
        offers::views_of(guard, tools, &[]).into_iter().take_while(|offer| !is_listed(offer)).collect()
    }

    pub(super) fn gate_offer(&mut self, offer: usize) {
        let Some(&(id, _)) = self.gate.held.as_ref().and_then(|held| held.listed.first()) else { return };
        if let Some(panel) = &self.gate.panel {
            panel.close();
        }
        self.take_offer(id, offer, Origin::Gate);
        if self.repair.is_none() && self.gate.panel.as_ref().is_some_and(|panel| !panel.is_open()) {
            self.show_gate(false);
        }
    }

    pub(super) fn gate_fix(&mut self, finding: usize, fix: usize) {
        let Some(&(id, index)) = self.gate.held.as_ref().and_then(|held| held.listed.get(finding)) else { return };
        // While the panel is up nothing else on the page can have the focus, which the editor needs for the fix.
        if let Some(panel) = &self.gate.panel {
            panel.close();
        }
        self.start_repair(id, index, fix, Origin::Gate);
    }

    /// A fix from the list is done: the list again with what is left, or the page.
    pub(super) fn show_gate_again(&mut self, id: FieldId, step: Step) {
        let Some(held) = &self.gate.held else { return };
        let ids: Vec<FieldId> = held.texts.iter().map(|text| text.field).collect();
        let listed = self.asks_about(&ids);
        let revisions: Vec<(FieldId, Revision)> = self.guards.iter().map(|guard| (guard.id(), guard.revision())).collect();
        let Some(held) = &mut self.gate.held else { return };
        for text in &mut held.texts {
            if let Some((_, revision)) = revisions.iter().find(|(field, _)| *field == text.field) {
                text.revision = *revision;
            }
        }
        if listed.is_empty() {
            self.gate.close();
            return self.return_to(id);
        }
        held.listed = listed;
        if step == Step::Refused {
            // The card can offer to copy the wording; the list cannot.
            let at = held.listed.first().copied();
            self.gate.close();
            self.return_to(id);
            if let Some((id, index)) = at {
                self.open_card(id, index, super::inbox::Opened::Key);
            }
            return;
        }
        self.show_gate(false);
    }
}
