//! From a finding to what follows: allow, note, warn, ask for a reason, block.
//!
//! The organisation decides; a rule only says how bad a finding is. Without a policy the safe defaults hold:
//! `block` and `warn` ask before a text goes out, `note` is only shown.

use crate::finding::{Finding, Severity};

/// What follows from a finding, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Nothing is shown.
    Allow,
    /// A quiet underline.
    Note,
    /// An underline, and a question before it goes out.
    Warn,
    /// As `Warn`, and a reason is asked for.
    Justify,
    /// It does not go out.
    Block,
}

/// What the organisation wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    on_note: Action,
    on_warn: Action,
    on_block: Action,
}

impl Default for Policy {
    fn default() -> Self {
        Self { on_note: Action::Note, on_warn: Action::Warn, on_block: Action::Warn }
    }
}

impl Policy {
    /// What follows from one finding.
    pub const fn decide(&self, finding: &Finding) -> Action {
        match finding.severity {
            Severity::Note => self.on_note,
            Severity::Warn => self.on_warn,
            Severity::Block => self.on_block,
        }
    }
}
