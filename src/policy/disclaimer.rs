//! Words that an organisation wants to stand in certain texts.

use super::{Policy, SitePattern};
use crate::finding::{Context, Finding, Label, Severity};
use crate::rules::{BLANK, Rule};
use crate::text::Span;

/// Words that belong into certain texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclaimer {
    /// The words.
    pub text: String,
    /// Whether they are asked for before the text goes out.
    pub required: bool,
    pub(super) contexts: Vec<Context>,
    pub(super) sites: Vec<SitePattern>,
}

/// A required disclaimer is missing. The organisation's own rule, so that an entry of `actions` can name it; it finds
/// nothing by itself and stands in no list of rules.
pub static MISSING: Rule = Rule {
    id: "id.other/org-disclaimer",
    label: Label::IdOther,
    severity: Severity::Warn,
    title: "A disclaimer is missing",
    why: "Your organization asks for these words in texts like this one.",
    ..BLANK
};

/// That one is missing, as a finding: about the whole text, so it has no words of it.
pub fn missing() -> Finding {
    Finding { span: Span::default(), rule: &MISSING, severity: MISSING.severity }
}

impl Disclaimer {
    fn belongs(&self, context: Context, site: &str) -> bool {
        let here = self.sites.is_empty() || self.sites.iter().any(|pattern| pattern.matches(site));
        here && (self.contexts.is_empty() || self.contexts.contains(&context))
    }
}

impl Policy {
    /// The disclaimers that belong into a text of this kind on this site and are not in it. White space and case do not
    /// matter.
    pub fn missing_disclaimers(&self, text: &str, context: Context, site: &str) -> Vec<&Disclaimer> {
        let mut wanted: Vec<&Disclaimer> = self.disclaimers.iter().filter(|it| it.belongs(context, site)).collect();
        // Most texts want none, and this is asked with every key.
        if !wanted.is_empty() {
            let text = squeeze(text);
            wanted.retain(|it| !text.contains(&squeeze(&it.text)));
        }
        wanted
    }
}

/// In small letters, with one blank where there is white space, and with straight apostrophes.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '\u{2019}' { '\'' } else { c }));
    }
    out
}
