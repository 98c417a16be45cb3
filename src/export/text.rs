//! Texts are checked: for the demo, the kit and tests. A page has its own way, [`super::start`].

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::SCANNER;
use crate::error::Error;
use crate::finding::{Context, Finding, Fix};
use crate::page::overlay::words::language as spoken;
use crate::scan::{Scanner, Situation};
use crate::text::{Offsets, Snapshot, Span};
use crate::{decided, fix, rules};

/// A finding as JavaScript gets it.
#[derive(Serialize)]
struct WireFinding {
    start: u32,
    end: u32,
    label: &'static str,
    rule: &'static str,
    severity: &'static str,
    title: &'static str,
    why: &'static str,
    law: &'static [&'static str],
    /// The words that decided; none where the fixes were not asked for either.
    words: Vec<WireSpan>,
    fixes: Vec<WireFix>,
}

/// Some words of the text.
#[derive(Serialize)]
struct WireSpan {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct WireFix {
    title: String,
    text: String,
}

impl From<Fix> for WireFix {
    fn from(fix: Fix) -> Self {
        Self { title: spoken().fix(&fix), text: fix.text }
    }
}

impl WireFinding {
    fn new(finding: &Finding, start: u32, end: u32, words: Vec<WireSpan>, fixes: Vec<Fix>) -> Self {
        let rule = finding.rule;
        Self {
            start,
            end,
            label: rule.label.as_str(),
            rule: rule.id,
            severity: finding.severity.as_str(),
            title: spoken().title(rule),
            why: spoken().why(rule),
            law: rule.law,
            words,
            fixes: fixes.into_iter().map(WireFix::from).collect(),
        }
    }
}

/// Findings in `text`, with offsets in UTF-16 code units. `context` is one of post, review-reply, comment, message,
/// email, blog. Each has the words that decided it and its fixes, unless `fixes` is false: that is as quick as the page, which asks for fixes only when a
/// card opens. Of the first 16 findings they are tried before they are offered.
///
/// # Errors
/// When `context` is none of these.
#[wasm_bindgen]
pub fn check_text(text: String, context: &str, fixes: Option<bool>) -> Result<JsValue, JsValue> {
    let context = read_context(context)?;
    let snapshot = Snapshot::new(text, crate::text::Revision::default());
    let situation = Situation::of(context);
    let wire = SCANNER.with_borrow_mut(|scanner| wire_findings(scanner, &snapshot, situation, fixes.unwrap_or(true)));
    serde_wasm_bindgen::to_value(&wire).map_err(Into::into)
}

pub(super) fn read_context(context: &str) -> Result<Context, Error> {
    Context::parse(context).ok_or_else(|| Error::Expected {
        key: "context".to_owned(),
        expected: "post, review-reply, comment, message, email or blog",
        found: "another word".to_owned(),
    })
}

/// The same findings as plain numbers, four each: where it starts and ends in UTF-16 code units, the number of its rule
/// (see [`rule_id`]), and its severity, from 0 for a note to 2. A long text has many findings, and an object for each of
/// them takes longer than to find them.
///
/// # Errors
/// When `context` is none of those that [`check_text`] knows.
#[wasm_bindgen]
pub fn check_numbers(text: String, context: &str) -> Result<Vec<u32>, JsValue> {
    let situation = Situation::of(read_context(context)?);
    Ok(SCANNER.with_borrow_mut(|scanner| {
        let findings = scanner.scan(&text, situation);
        let offsets = Offsets::utf16(&text);
        let at = |byte| offsets.from_byte(&text, byte);
        findings
            .iter()
            .flat_map(|finding| [at(finding.span.start), at(finding.span.end), rules::number(finding.rule), finding.severity as u32])
            .collect()
    }))
}

/// The rule of this number, as [`check_numbers`] gives it; nothing for a rule of the organisation's policy.
#[wasm_bindgen]
pub fn rule_id(number: u32) -> Option<String> {
    rules::RULES.get(number as usize).map(|rule| rule.id.to_owned())
}

/// Of how many findings of one text the fixes are tried before they are offered; each trial is a scan of what is around.
const TRIED: usize = 16;

fn wire_findings(scanner: &mut Scanner, snapshot: &Snapshot, situation: Situation<'_>, fixes: bool) -> Vec<WireFinding> {
    let findings = scanner.scan(snapshot.text(), situation).to_vec();
    let offsets = snapshot.utf16();
    scanner.with_input(snapshot.text(), situation, |input| {
        findings
            .iter()
            .enumerate()
            .map(|(at, finding)| {
                let place = |span: Span| WireSpan {
                    start: offsets.from_byte(snapshot.text(), span.start),
                    end: offsets.from_byte(snapshot.text(), span.end),
                };
                let WireSpan { start, end } = place(finding.span);
                let words = if fixes { decided::words(input, finding).into_iter().map(place).collect() } else { Vec::new() };
                let fixes = match at {
                    _ if !fixes => Vec::new(),
                    0..TRIED => fix::offer(input, finding),
                    _ => fix::untried(input, finding.span, finding.label()),
                };
                WireFinding::new(finding, start, end, words, fixes)
            })
            .collect()
    })
}

/// The manual of a rule, in Markdown.
#[wasm_bindgen]
pub fn manual(rule: &str) -> Option<String> {
    rules::by_id(rule).map(|rule| rule.manual.to_owned())
}

/// The version of this module.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
