//! Rules that an organisation wrote. A finding names its rule for as long as anybody may hold it, so these are never
//! given back; each is made once, and reading a policy again makes only what is new in it.

use std::sync::{Mutex, PoisonError};

use crate::finding::{Label, Severity};
use crate::rules::{BLANK, Rule};

static RULES: Mutex<Vec<&'static Rule>> = Mutex::new(Vec::new());

/// Most rules of organisations in the life of one module: more than any policy holds, and a bound on what a stream of
/// changing policies can use up.
const MOST: usize = 20_000;

/// What an organisation says of a finding.
pub struct Wording<'a> {
    pub label: Label,
    pub severity: Severity,
    pub name: &'a str,
    pub title: &'a str,
    pub why: &'a str,
}

/// The rule with that wording.
pub fn rule(wording: &Wording<'_>) -> Option<&'static Rule> {
    let id = format!("{}/org-{}", wording.label.as_str(), wording.name);
    let mut rules = RULES.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same = |rule: &&&'static Rule| {
        rule.id == id && rule.severity == wording.severity && rule.title == wording.title && rule.why == wording.why
    };
    if let Some(known) = rules.iter().find(is_same) {
        return Some(known);
    }
    if rules.len() >= MOST {
        return None;
    }
    let why = keep(wording.why);
    let made: &'static Rule = Box::leak(Box::new(Rule {
        id: keep(&id),
        label: wording.label,
        title: keep(wording.title),
        why,
        severity: wording.severity,
        manual: why,
        ..BLANK
    }));
    rules.push(made);
    Some(made)
}

/// Whether an organisation wrote that rule.
pub fn is_of_organization(rule: &Rule) -> bool {
    rule.id.contains("/org-")
}

fn keep(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
