//! What the scanner has to know of an organisation: its own names, its terms and patterns, its roster, its replies.
//!
//! Findings of an organisation stand beside those of the rules. Their rules are called by a label, a slash and `org-`
//! with a name, and live as long as the module: [`rule`] keeps one of each, however often a policy is read again.

#[cfg(feature = "cli")]
pub mod build;
mod pattern;
mod practice;
mod reply;
pub mod roster;
mod rule;
mod term;

use std::collections::HashMap;

use super::check::{Path, Problems};
use super::node::Node;
use super::read::{list, texts};
use crate::finding::{Does, Finding, Fix};
use crate::rules::Input;
use pattern::OrgPattern;
use practice::Practice;
pub use reply::{For, Reply};
use roster::Roster;
pub(crate) use rule::is_of_organization;
use term::Terms;

/// What the scanner has to know of an organisation.
#[derive(Default)]
pub struct House {
    practice: Practice,
    terms: Terms,
    patterns: Vec<OrgPattern>,
    roster: Option<Roster>,
    replies: Vec<Reply>,
    /// Better words, by the rule whose findings they replace.
    instead: Vec<(&'static str, String)>,
}

/// What a scanner remembers of earlier looks, so that a keystroke costs the line it touched.
#[derive(Default)]
pub struct Memory {
    lines: HashMap<pattern::Print, Vec<pattern::Hit>>,
    roster: roster::Memory,
}

impl House {
    pub(super) fn build(policy: &Node, problems: &mut Problems) -> Self {
        let mut instead = Vec::new();
        let mut patterns = Vec::new();
        for (index, entry) in list(policy, "patterns").iter().enumerate() {
            let top = Path::Key(&Path::Top, "patterns");
            if let Some(made) = OrgPattern::read(entry, Path::Item(&top, index), problems) {
                note_words(&mut instead, made.rule.id, entry);
                patterns.push(made);
            }
        }
        let mut terms = Terms::default();
        for entry in list(policy, "terms") {
            if let Some(rule) = terms.add(entry) {
                note_words(&mut instead, rule.id, entry);
            }
        }
        let text = |name: &str| policy.get(name).and_then(Node::text).unwrap_or("").to_owned();
        let first = |name: &str| texts(policy, name).into_iter().next().unwrap_or_default();
        let blanks = [
            ("{practice}", first("practiceNames")),
            ("{phone}", first("practicePhones")),
            ("{officer}", text("privacyOfficerName")),
            ("{contact}", text("privacyOfficerContact")),
        ];
        Self {
            practice: Practice::read(policy),
            terms,
            patterns,
            roster: policy.get("roster").and_then(|entry| Roster::read(entry, problems)),
            replies: list(policy, "replies").iter().filter_map(|entry| Reply::read(entry, &blanks)).collect(),
            instead,
        }
    }

    /// Whether there is nothing that a scanner would have to do.
    pub fn is_empty(&self) -> bool {
        self.practice.is_empty() && self.terms.is_empty() && self.patterns.is_empty() && self.roster.is_none() && self.replies.is_empty()
    }

    /// Adds the terms and patterns that stand in a text.
    pub fn find_words(&self, input: &Input<'_>, memory: &mut Memory, findings: &mut Vec<Finding>) {
        self.terms.find(input.parsed.tokens, findings);
        pattern::find(&self.patterns, input.parsed.text, &mut memory.lines, findings);
    }

    /// Adds the patients of the roster that stand in a text.
    pub fn find_patients(&self, input: &Input<'_>, memory: &mut Memory, findings: &mut Vec<Finding>) {
        if let Some(roster) = &self.roster {
            roster.find(&input.parsed, &mut memory.roster, findings);
        }
    }

    /// Whether a finding only names the practice, its people, or how to reach it.
    pub fn is_own(&self, input: &Input<'_>, finding: &Finding) -> bool {
        !self.practice.is_empty() && !rule::is_of_organization(finding.rule) && self.practice.holds(input, finding)
    }

    /// The organisation's better words for a finding of its own; nothing for any other.
    pub fn fixes(&self, finding: &Finding) -> Option<Vec<Fix>> {
        let (_, words) = self.instead.iter().find(|(rule, _)| *rule == finding.rule.id)?;
        Some(vec![Fix { does: Does::Write, shown: words.clone(), text: words.clone() }])
    }

    /// The domains at which the practice has its mail and its pages.
    pub fn domains(&self) -> Vec<String> {
        self.practice.domains()
    }

    /// The organisation's whole replies, best first; where it has none, our own are offered.
    pub fn replies(&self) -> &[Reply] {
        &self.replies
    }

    /// Those that fit, in the language that is wanted; in the other where there is none.
    pub fn replies_for(&self, answers: For, is_spanish: bool) -> Vec<&Reply> {
        let mut fitting: Vec<&Reply> = self.replies.iter().filter(|reply| reply.answers == answers || reply.answers == For::Any).collect();
        if fitting.iter().any(|reply| reply.is_spanish == is_spanish) {
            fitting.retain(|reply| reply.is_spanish == is_spanish);
        }
        fitting
    }
}

fn note_words(instead: &mut Vec<(&'static str, String)>, rule: &'static str, entry: &Node) {
    if let Some(words) = entry.get("instead").and_then(Node::text) {
        instead.retain(|(known, _)| *known != rule);
        instead.push((rule, words.to_owned()));
    }
}

// PRIVACY: counts only.
impl core::fmt::Debug for House {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "House({} patterns, {} replies)", self.patterns.len(), self.replies.len())
    }
}
