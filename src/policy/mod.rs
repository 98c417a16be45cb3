//! From a finding to what follows: allow, note, warn, ask for a reason, block. And all else that an organisation says.
//!
//! The organisation decides; a rule only says how bad a finding is. Without a policy the safe defaults hold: `block` and
//! `warn` ask before a text goes out, `note` is only shown.
//!
//! [`schema`] lists every key. A policy arrives as a [`Node`], [`check`](mod@check) leaves out what the schema does not
//! know or allow and says so, and [`Policy::read`] takes the rest: nothing in a policy makes the whole of it fail.

mod action;
pub mod check;
#[cfg(feature = "cli")]
pub mod command;
pub mod disclaimer;
#[cfg(feature = "cli")]
pub mod emit;
#[cfg(feature = "cli")]
pub mod file;
pub mod house;
mod node;
mod read;
pub mod schema;
mod site;

use std::rc::Rc;

pub use action::Action;
pub use check::Problem;
pub use disclaimer::Disclaimer;
pub use house::House;
pub use node::{Member, Node, Value};
pub use read::{Effective, Source};
pub use site::SitePattern;

use crate::finding::{Context, Finding, Severity};
use action::Entry;

/// What the organisation wants done.
#[derive(Clone)]
pub struct Policy {
    /// Whether Curbside does anything at all.
    pub enabled: bool,
    /// Who manages this browser; empty where nobody said.
    pub organization: String,
    /// A name for this policy; empty where it has none.
    pub profile: String,
    /// The language of our own words.
    pub language: Language,
    /// Whether a page welcomes people after the installation.
    pub onboarding: bool,
    on_note: Action,
    on_warn: Action,
    on_block: Action,
    actions: Vec<Entry>,
    /// Where we work.
    pub sites: Sites,
    /// What the scanner has to know of the organisation: its names, terms, patterns, roster and replies.
    pub house: Rc<House>,
    disclaimers: Vec<Disclaimer>,
    /// Whom to ask.
    pub officer: Officer,
    /// What is asked of somebody who posts all the same.
    pub justification: Justification,
    /// What people may change.
    pub may: May,
    /// What is recorded.
    pub audit: Audit,
    /// Where records are sent; nowhere unless the organisation says so.
    pub report: Option<Report>,
}

/// The language of our own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// As the browser.
    #[default]
    Auto,
    /// English.
    English,
    /// Spanish.
    Spanish,
}

/// Where we work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    /// Besides the sites that we know.
    pub added: Vec<SitePattern>,
    /// Never here.
    pub excluded: Vec<SitePattern>,
    /// What is written where.
    pub contexts: Vec<(SitePattern, Context)>,
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Officer {
    /// The name; empty where nobody said.
    pub name: String,
    /// How to reach her or him; empty where nobody said.
    pub contact: String,
}

/// Whether people add words of their own to a reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FreeText {
    /// They cannot.
    #[default]
    No,
    /// They may.
    Optional,
    /// They must.
    Required,
}

/// What is asked of somebody who posts all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Justification {
    /// Also where the action is only to warn.
    pub always: bool,
    /// Reasons to choose from; empty: our own.
    pub reasons: Vec<String>,
    /// Words of one's own.
    pub text: FreeText,
}

/// Longest reason in one's own words that is kept, in characters.
pub const REASON_LENGTH: usize = 200;

/// What people may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a permission of its own")]
pub struct May {
    /// Pause, on a site or altogether.
    pub pause: bool,
    /// Say that a finding is fine.
    pub ignore: bool,
    /// Add sites and leave sites out.
    pub sites: bool,
    /// Add to what the policy says of the practice.
    pub practice: bool,
    /// Add terms.
    pub terms: bool,
    /// Say that a finding is wrong.
    pub feedback: bool,
}

/// What is recorded. Never text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Whether anything is.
    pub enabled: bool,
    /// For how many days.
    pub days: u32,
    /// Whether people may save it as a file.
    pub export: bool,
}

/// Where records are sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Report {
    /// An address that begins with `https://`.
    pub endpoint: String,
    /// Headers that go with it: names and values. The values are secrets.
    pub headers: Vec<(String, String)>,
    /// How often, in minutes.
    pub minutes: u32,
    /// How often a sign of life is sent, in hours; 0 for never.
    pub heartbeat_hours: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            enabled: true,
            organization: String::new(),
            profile: String::new(),
            language: Language::Auto,
            onboarding: true,
            on_note: Action::Note,
            on_warn: Action::Warn,
            on_block: Action::Warn,
            actions: Vec::new(),
            sites: Sites::default(),
            house: Rc::default(),
            disclaimers: Vec::new(),
            officer: Officer::default(),
            justification: Justification::default(),
            may: May { pause: true, ignore: true, sites: true, practice: true, terms: true, feedback: true },
            audit: Audit { enabled: true, days: 90, export: true },
            report: None,
        }
    }
}

impl Policy {
    /// What follows from one finding in a text of this kind on this site: a host, perhaps with its path
    /// (`www.example.org/reviews`); empty where it is not known.
    pub fn decide(&self, finding: &Finding, context: Context, site: &str) -> Action {
        let entry = self.actions.iter().find(|entry| entry.fits(finding, context, site));
        let action = entry.map_or_else(|| self.otherwise(finding.severity), |entry| entry.action);
        if action == Action::Warn && self.justification.always { Action::Justify } else { action }
    }

    const fn otherwise(&self, severity: Severity) -> Action {
        match severity {
            Severity::Note => self.on_note,
            Severity::Warn => self.on_warn,
            Severity::Block => self.on_block,
        }
    }

    /// Whether we do anything on this site at all.
    pub fn works_on(&self, site: &str) -> bool {
        self.enabled && !self.sites.excluded.iter().any(|pattern| pattern.matches(site))
    }

    /// What is written on this site, where the policy says so. The first pattern that fits counts.
    pub fn context_of(&self, site: &str) -> Option<Context> {
        self.sites.contexts.iter().find(|(pattern, _)| pattern.matches(site)).map(|(_, context)| *context)
    }
}

// PRIVACY: a policy holds names of staff and tokens of collectors.
impl core::fmt::Debug for Policy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Policy({} actions, {} disclaimers)", self.actions.len(), self.disclaimers.len())
    }
}
