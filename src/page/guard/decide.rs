//! Which findings are shown: what the policy says of each, what the person has said of it, and what is still being
//! typed.

use super::{About, Guard, PAUSE, Pace, Shown, poster};
use crate::attachment::Concern;
use crate::error::Error;
use crate::finding::Finding;
use crate::page::dom::Timer;
use crate::page::files::{self, Attached};
use crate::page::ignored;
use crate::page::inbox::{Inbox, Message};
use crate::page::pictures;
use crate::page::tell::Outcome;
use crate::page::tools::Tools;
use crate::policy::{Action, disclaimer};
use crate::recipients;
use crate::text::{Span, Utf16Span};

impl Guard {
    /// Whether other findings are to be shown than before.
    pub(super) fn decide(&mut self, tools: &Tools, pace: Pace) -> Result<bool, Error> {
        let Some(snapshot) = &self.snapshot else { return Ok(false) };
        let offsets = snapshot.utf16();
        let half = match pace {
            Pace::Settled | Pace::Leaving => None,
            Pace::Typing => self.field.caret().and_then(|caret| word_before(snapshot.text(), offsets.to_byte(snapshot.text(), caret))),
        };
        let before = core::mem::take(&mut self.shown);
        let mut is_waiting = false;
        for finding in &self.findings {
            let action = self.action_on(tools, finding);
            let words = snapshot.get(finding.span).unwrap_or("");
            // What the organisation blocks nobody waves through.
            if action == Action::Allow || (action < Action::Block && tools.ignored.holds(finding, words)) {
                continue;
            }
            let was_shown = || before.iter().any(|shown| is_same(&shown.finding, finding));
            if half.is_some_and(|half| half.overlaps(finding.span)) && !was_shown() {
                is_waiting = true;
                continue;
            }
            let start = offsets.from_byte(snapshot.text(), finding.span.start);
            let end = offsets.from_byte(snapshot.text(), finding.span.end);
            self.shown.push(Shown { finding: *finding, action, utf16: Utf16Span::new(start, end), about: About::Words });
        }
        self.decide_files(tools);
        self.decide_pictures(tools);
        self.decide_recipient(tools);
        let had_none = !before.iter().any(|shown| matches!(shown.about, About::Disclaimer(_)));
        is_waiting |= self.decide_disclaimers(tools, pace == Pace::Typing && had_none);
        self.record_shown(tools);
        // The pause counts from the last key, not from the last look.
        if !is_waiting {
            self.settle = None;
        } else if self.settle.is_none() {
            self.settle = Some(Timer::after(PAUSE, poster(&tools.inbox, Message::Settled(self.id)))?);
        }
        let is_equal = before.len() == self.shown.len() && before.iter().zip(&self.shown).all(|(a, b)| a.finding == b.finding);
        Ok(!is_equal)
    }

    /// Counts the pictures beside the text that are none of the files that we know.
    pub(super) fn look_beside(&mut self) {
        let known = self.files.iter().filter(|file| file.is_picture()).count();
        let count = pictures::beside(self.field.element()).saturating_sub(known);
        if count > self.pictures {
            // What was said of the text, and of other pictures, was said without this one.
            self.pictures_answered.clear();
            (self.answered, self.allowed) = (None, None);
        }
        self.pictures = count;
    }

    /// What is to be asked about pictures of which we know that they are there, and nothing else.
    fn decide_pictures(&mut self, tools: &Tools) {
        for concern in [Concern::MayShowPatient, Concern::Unread] {
            if self.pictures > 0 && !self.pictures_answered.contains(&concern) {
                self.show_aside(tools, concern.finding(), About::Picture);
            }
        }
    }

    /// What is to be asked about the files, after what was found in the text.
    fn decide_files(&mut self, tools: &Tools) {
        let concerns = |(number, file): (usize, &Attached)| file.concerns().into_iter().map(move |concern| (number, concern));
        let asked: Vec<(usize, Concern)> = self.files.iter().enumerate().flat_map(concerns).collect();
        for (number, concern) in asked {
            self.show_aside(tools, concern.finding(), About::File(number));
        }
    }

    /// Whether it goes to an address that only looks like one of the practice's own.
    fn decide_recipient(&mut self, tools: &Tools) {
        if self.look_alike.is_some() && !self.text().trim().is_empty() {
            self.show_aside(tools, recipients::look_alike_finding(), About::Recipient);
        }
    }

    /// Which required disclaimers are missing, after all else. While somebody writes the text only the first pause tells
    /// that one is; whether it does, because the person `is_writing`.
    fn decide_disclaimers(&mut self, tools: &Tools, is_writing: bool) -> bool {
        let text = self.text();
        let finding = disclaimer::missing();
        if self.needs_no_disclaimer || text.trim().is_empty() || self.action_on(tools, &finding) == Action::Allow {
            return false;
        }
        let missing = tools.policy().missing_disclaimers(text, self.context, &tools.settings.site);
        let required: Vec<usize> = missing.iter().enumerate().filter(|(_, it)| it.required).map(|(number, _)| number).collect();
        if !is_writing {
            for &number in &required {
                self.show_aside(tools, finding, About::Disclaimer(number));
            }
        }
        is_writing && !required.is_empty()
    }

    /// What the policy says of a finding here.
    fn action_on(&self, tools: &Tools, finding: &Finding) -> Action {
        tools.policy().decide(finding, self.context, &tools.settings.site)
    }

    /// Shows a finding that is not about words of the text, unless the policy allows it.
    fn show_aside(&mut self, tools: &Tools, finding: Finding, about: About) {
        let action = self.action_on(tools, &finding);
        if action != Action::Allow {
            self.shown.push(Shown { finding, action, utf16: Utf16Span::new(0, 0), about });
        }
    }

    /// Records what is shown, each of it once.
    fn record_shown(&mut self, tools: &Tools) {
        let Some(snapshot) = &self.snapshot else { return };
        for Shown { finding, about, .. } in &self.shown {
            let which = match *about {
                About::Words => ignored::print(snapshot.get(finding.span).unwrap_or("")),
                About::File(number) | About::Disclaimer(number) => number as u64,
                About::Picture | About::Recipient => 0,
            };
            if self.told.insert((finding.rule.id, which)) {
                tools.teller.record(finding, self.context, Outcome::Shown);
            }
        }
    }

    /// A file will go out with the text.
    pub fn add_file(&mut self, file: web_sys::File, inbox: &Inbox) {
        if self.files.len() >= files::MOST || self.files.iter().any(|known| known.file() == &file) {
            return;
        }
        self.files.push(Attached::new(file, self.id, inbox));
        // What was said of the text was said without it.
        (self.answered, self.allowed) = (None, None);
    }

    /// The file that a shown finding is about.
    pub fn file(&self, index: usize) -> Option<&Attached> {
        match self.shown.get(index)?.about {
            About::File(number) => self.files.get(number),
            _ => None,
        }
    }

    /// The person has answered what was asked about something other than words. Whether there was such a question.
    pub fn answer_aside(&mut self, index: usize) -> bool {
        let Some(shown) = self.shown.get(index).copied() else { return false };
        match shown.about {
            About::Words => return false,
            About::File(number) => {
                let (Some(file), Some(concern)) = (self.files.get_mut(number), Concern::of(shown.finding.rule)) else { return false };
                file.answer(concern);
            }
            About::Picture => self.pictures_answered.extend(Concern::of(shown.finding.rule)),
            About::Disclaimer(_) => self.needs_no_disclaimer = true,
            About::Recipient => self.known.extend(self.look_alike.take()),
        }
        true
    }
}

/// The same objection at the same place; its words may have grown.
fn is_same(a: &Finding, b: &Finding) -> bool {
    a.rule.id == b.rule.id && a.span.start == b.span.start
}

/// The word that ends at byte `caret`, if one does and nothing of it follows.
fn word_before(text: &str, caret: u32) -> Option<Span> {
    let (before, after) = text.split_at_checked(caret as usize)?;
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '@' | '#' | '_');
    if after.chars().next().is_some_and(of_word) {
        return None;
    }
    // What joins digits does not end them: a number, a date or an address goes on after it.
    let joins = |at: usize, c: char| {
        matches!(c, '-' | '/' | '.' | ':') && before.get(..at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    };
    let start = before.char_indices().rev().take_while(|&(at, c)| of_word(c) || joins(at, c)).last()?.0;
    Some(Span::new(start as u32, caret))
}
