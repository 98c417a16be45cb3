//! Words that an organisation does not want to go out. Compared as the rules compare words: in any case, without accents.

use std::collections::BTreeMap;

use super::rule::{Wording, rule};
use crate::finding::{Finding, Label};
use crate::policy::node::Node;
use crate::policy::schema::severity;
use crate::rules::Rule;
use crate::text::{Document, Token};

/// The terms, by their first word.
#[derive(Default)]
pub struct Terms {
    by_first: BTreeMap<u32, Vec<(Vec<u32>, &'static Rule)>>,
}

impl Terms {
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Adds an entry of the policy; its rule.
    #[inline(never)]
    pub fn add(&mut self, entry: &Node) -> Option<&'static Rule> {
        let text = |name: &str| entry.get(name).and_then(Node::text);
        let term = text("term")?;
        let words = words(term);
        let (first, rest) = words.split_first()?;
        let rule = rule(&Wording {
            label: text("label").and_then(Label::parse).unwrap_or(Label::IdOther),
            severity: text("severity").and_then(severity).unwrap_or(crate::finding::Severity::Warn),
            name: &slug(term),
            title: text("title").unwrap_or("A word your organization watches"),
            why: text("why").unwrap_or("Your organization asks that this word stays out of public texts."),
        })?;
        let list = self.by_first.entry(*first).or_default();
        list.retain(|(known, _)| known.as_slice() != rest);
        list.push((rest.to_vec(), rule));
        // The longest first: "Unit 7 North" before "Unit 7".
        crate::order::by_key(list, |(rest, _)| core::cmp::Reverse(rest.len()));
        Some(rule)
    }

    pub fn find(&self, tokens: &[Token], findings: &mut Vec<Finding>) {
        if self.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let fits = |rest: &[u32]| {
                let after = tokens.get(at + 1..at + 1 + rest.len());
                after.is_some_and(|after| after.iter().map(|token| token.word).eq(rest.iter().copied()))
            };
            let found = self.by_first.get(&token.word).and_then(|list| list.iter().find(|(rest, _)| fits(rest)));
            let Some((rest, rule)) = found else {
                at += 1;
                continue;
            };
            let last = tokens.get(at + rest.len()).unwrap_or(token);
            findings.push(Finding { span: token.span.union(last.span), rule, severity: rule.severity });
            at += 1 + rest.len();
        }
    }
}

/// A text as the scanner sees its words.
pub fn words(text: &str) -> Vec<u32> {
    let mut document = Document::default();
    document.update(text);
    document.parsed().tokens.iter().map(|token| token.word).collect()
}

/// A name for a rule, from the term: small letters, digits, hyphens.
fn slug(term: &str) -> String {
    let mut out = String::new();
    for c in term.chars().flat_map(char::to_lowercase) {
        if out.len() >= 40 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let end = out.trim_end_matches('-').len();
    out.truncate(end);
    if out.is_empty() { "term".to_owned() } else { out }
}
