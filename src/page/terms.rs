//! What the organisation wants the gate to ask.

use super::overlay::view::Note;
use super::overlay::words::words;
use crate::policy::{FreeText, Policy};

/// What somebody may say who posts all the same, and whom to ask where nobody may.
pub struct Terms {
    /// The privacy officer, and how to reach her or him; empty where nobody said.
    pub contact: String,
    /// Reasons to choose from.
    pub reasons: Vec<String>,
    /// Whether words of one's own stand beside them.
    pub note: Note,
    is_own: bool,
}

/// The names of our own reasons in records; in the order of [`crate::language::Words::reasons`].
const NAMES: [&str; 4] = ["authorization", "not-a-patient", "care-or-billing", "other"];

impl Terms {
    /// As the policy has it.
    pub fn of(policy: &Policy) -> Self {
        let (officer, asked) = (&policy.officer, &policy.justification);
        let is_own = asked.reasons.is_empty();
        let reasons = if is_own { words().reasons().map(str::to_owned).to_vec() } else { asked.reasons.clone() };
        let contact = [officer.name.as_str(), officer.contact.as_str()].into_iter().filter(|part| !part.is_empty());
        let note = match asked.text {
            FreeText::No => Note::No,
            FreeText::Optional => Note::Optional,
            FreeText::Required => Note::Required,
        };
        Self { contact: contact.collect::<Vec<_>>().join(", "), reasons, note, is_own }
    }

    /// The name of a reason in records: ours, or what the organisation calls it.
    pub fn id_of(&self, number: usize) -> String {
        let own = NAMES.get(number).filter(|_| self.is_own).map(|name| (*name).to_owned());
        own.or_else(|| self.reasons.get(number).cloned()).unwrap_or_default()
    }
}
