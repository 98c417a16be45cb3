//! What follows from a finding, and the entries of a policy that say so.

use super::site::SitePattern;
use crate::finding::{Context, Finding, Severity};

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

impl Action {
    /// All actions, mildest first.
    pub const ALL: [Self; 5] = [Self::Allow, Self::Note, Self::Warn, Self::Justify, Self::Block];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Justify => "justify",
            Self::Block => "block",
        }
    }

    /// The action of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
    }
}

/// One entry of `actions`: for which findings it speaks, and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub what: What,
    /// Empty: all but `note`, which a careful officer would not insist on.
    pub severities: Vec<Severity>,
    /// Empty: all.
    pub contexts: Vec<Context>,
    /// Empty: all.
    pub sites: Vec<SitePattern>,
    pub action: Action,
}

impl Entry {
    pub fn fits(&self, finding: &Finding, context: Context, site: &str) -> bool {
        let severity =
            if self.severities.is_empty() { finding.severity != Severity::Note } else { self.severities.contains(&finding.severity) };
        severity
            && self.what.fits(finding)
            && (self.contexts.is_empty() || self.contexts.contains(&context))
            && (self.sites.is_empty() || self.sites.iter().any(|pattern| pattern.matches(site)))
    }
}

/// Which findings: all, those of a family (`id`), of a label (`id.date`), or of a rule (`id.date/birth`).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct What(String);

impl What {
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    fn fits(&self, finding: &Finding) -> bool {
        let label = finding.label();
        self.0 == "*" || self.0 == label.as_str() || self.0 == label.family().as_str() || self.0 == finding.rule.id
    }
}
