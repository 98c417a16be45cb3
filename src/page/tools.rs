//! What every guard works with.

use std::rc::Rc;

use super::field::Opener;
use super::ignored::{Ignored, Remembered};
use super::inbox::Inbox;
use super::tell::Teller;
use crate::finding::Context;
use crate::language::Language;
use crate::policy::Policy;
use crate::scan::Scanner;

/// How we are to behave.
#[derive(Clone, Default)]
pub struct Settings {
    /// What the organisation wants.
    pub policy: Rc<Policy>,
    /// Where we are: host and path; empty where that is not known.
    pub site: String,
    /// The tag of the browser's language (`es-US`); empty where that is not known. The policy may want another.
    pub language: String,
    /// Paused here.
    pub off: bool,
    /// The person wants no chips here.
    pub no_chip: bool,
    /// What is being written, where the page says so itself.
    pub context: Option<Context>,
    /// Opens closed shadow roots.
    pub opener: Opener,
    /// What the browser remembers as fine, and the salt of its prints; `None` where nothing is remembered.
    pub ignored: Option<(Vec<Remembered>, u32)>,
}

/// What every guard works with.
pub struct Tools {
    /// Where listeners post.
    pub inbox: Inbox,
    /// The engine.
    pub scanner: Scanner,
    /// How we are to behave.
    pub settings: Settings,
    /// What is fine here.
    pub ignored: Ignored,
    /// Who hears of it.
    pub teller: Teller,
}

impl Settings {
    /// The language in which the surfaces are to speak.
    pub fn language(&self) -> Language {
        Language::choose(self.policy.language, &self.language)
    }
}

impl Tools {
    /// What the organisation wants.
    pub fn policy(&self) -> &Policy {
        &self.settings.policy
    }
}
