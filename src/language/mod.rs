//! What Curbside says to the person who writes, in each of its languages: its own words ([`Words`]), and for each rule
//! what a card says of it.
//!
//! What a fix writes is none of this: it is part of the text, and follows the language of the text.

pub mod rule;
mod words;

pub use words::{ENGLISH, SPANISH, Words, fill};

use crate::finding::{Does, Fix};
use crate::policy;
use crate::rules::Rule;
use std::borrow::Cow;

/// A language that Curbside speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// What the policy or the person wants; where neither says, the language of the browser, by its tag (`es-US`).
    pub fn choose(wanted: policy::Language, browser: &str) -> Self {
        let primary = browser.split(['-', '_']).next().unwrap_or("");
        match wanted {
            policy::Language::English => Self::English,
            policy::Language::Spanish => Self::Spanish,
            policy::Language::Auto if primary.eq_ignore_ascii_case("es") => Self::Spanish,
            policy::Language::Auto => Self::English,
        }
    }

    /// Its words.
    pub const fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::Spanish => &SPANISH,
        }
    }

    /// What a rule's findings are, in a few words.
    pub fn title(self, rule: &Rule) -> &'static str {
        match self {
            Self::English => rule.title,
            Self::Spanish => rule::of(rule).map_or_else(|| rule::of_house(rule.title), |said| said.title),
        }
    }

    /// Why it must not go out: one plain sentence.
    pub fn why(self, rule: &Rule) -> &'static str {
        match self {
            Self::English => rule.why,
            Self::Spanish => rule::of(rule).map_or_else(|| rule::of_house(rule.why), |said| said.why),
        }
    }

    /// The rule's manual, in Markdown.
    pub fn manual(self, rule: &Rule) -> Cow<'static, str> {
        let translated = match self {
            Self::English => None,
            Self::Spanish => rule::of(rule).and_then(|said| rule::manual(rule.manual, &said.paragraphs())),
        };
        match (self, translated) {
            (_, Some(manual)) => manual.into(),
            (Self::English, None) => rule.manual.into(),
            (Self::Spanish, None) => rule::of_house(rule.manual).into(),
        }
    }

    /// What pressing a fix does, for the card: a verb and the result.
    pub fn fix(self, fix: &Fix) -> String {
        let words = self.words();
        let verb = match fix.does {
            Does::LeaveOut => return words.leave_out.to_owned(),
            Does::Write => words.write,
            Does::Sentence => words.write_sentence,
            Does::Reply => words.write_reply,
            Does::Add => words.add,
        };
        format!("{verb} {}", fix.shown)
    }
}
