//! What JavaScript sees, and the only place that turns our types into its values.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::finding::{Context, Finding, Fix};
use crate::scan::{Scanner, Situation};
use crate::text::Snapshot;
use crate::{fix, rules};

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
    fixes: Vec<WireFix>,
}

#[derive(Serialize)]
struct WireFix {
    title: String,
    text: String,
}

impl From<Fix> for WireFix {
    fn from(fix: Fix) -> Self {
        Self { title: fix.title, text: fix.text }
    }
}

impl WireFinding {
    fn new(finding: &Finding, start: u32, end: u32, fixes: Vec<Fix>) -> Self {
        let rule = finding.rule;
        Self {
            start,
            end,
            label: rule.label.as_str(),
            rule: rule.id,
            severity: finding.severity.as_str(),
            title: rule.title,
            why: rule.why,
            law: rule.law,
            fixes: fixes.into_iter().map(WireFix::from).collect(),
        }
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        js_sys::Error::new(&error.to_string()).into()
    }
}

/// Findings in `text`, with offsets in UTF-16 code units. `context` is one of post, review-reply, comment, message,
/// email, blog.
///
/// # Errors
/// When `context` is none of these.
#[wasm_bindgen]
pub fn check_text(text: String, context: &str) -> Result<JsValue, JsValue> {
    let context = Context::parse(context).ok_or_else(|| Error::Expected {
        key: "context".to_owned(),
        expected: "post, review-reply, comment, message, email or blog",
        found: "another word".to_owned(),
    })?;
    let snapshot = Snapshot::new(text, crate::text::Revision::default());
    let situation = Situation::of(context);
    let wire = SCANNER.with_borrow_mut(|scanner| wire_findings(scanner, &snapshot, situation));
    serde_wasm_bindgen::to_value(&wire).map_err(Into::into)
}

thread_local! {
    /// Kept from call to call, so that a text that grows by a key is not scanned from its beginning.
    static SCANNER: RefCell<Scanner> = RefCell::default();
}

fn wire_findings(scanner: &mut Scanner, snapshot: &Snapshot, situation: Situation<'_>) -> Vec<WireFinding> {
    let findings = scanner.scan(snapshot.text(), situation).to_vec();
    let offsets = snapshot.utf16();
    scanner.with_input(snapshot.text(), situation, |input| {
        findings
            .iter()
            .map(|finding| {
                let start = offsets.from_byte(snapshot.text(), finding.span.start);
                let end = offsets.from_byte(snapshot.text(), finding.span.end);
                WireFinding::new(finding, start, end, fix::offer(input, finding))
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
