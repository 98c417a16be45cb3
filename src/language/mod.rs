//! What Curbside says to the person who writes, in each of its languages: its own words ([`Words`]), and for each rule
//! what a card says of it.
//!
//! What a fix writes is none of this: it is part of the text, and follows the language of the text.

mod words;

pub use words::{ENGLISH, SPANISH, Words, fill};

use crate::finding::{Does, Fix};
use crate::policy;

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

    /// What pressing a fix does, for the card: a verb and the result.
    pub fn fix(self, fix: &Fix) -> String {
        let words = self.words();
        let verb = match fix.does {
            Does::LeaveOut => return words.leave_out.to_owned(),
            Does::Write => words.write,
            Does::Sentence => words.write_sentence,
            Does::Reply => words.write_reply,
        };
        format!("{verb} {}", fix.shown)
    }
}
