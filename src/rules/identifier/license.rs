//! License and certificate numbers.

use crate::lexicon::{Class, class};
use crate::rules::evidence::code::{Code, announced, grouped};
use crate::rules::evidence::owner::{is_house, is_told};
use crate::rules::evidence::{after, is};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape};
use crate::words;

declare_rule! {
    /// Flags a driver's license or certificate number, with its label only: without one almost any number would be a license somewhere.
    ///
    /// # Why
    /// A certificate or license number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(K)).
    ///
    /// # Wrong
    /// ```text,email
    /// Your driver Lamar, CDL {{S320-4417-8820}}, did not pass.
    /// His license is {{F255-921-50-094}} if the tow guy needs proof.
    /// leave ur DL ({{K-440-918}}) at home
    /// come with the license you signed with, Lamar ({{B772-0041-9913}})
    /// The death certificate for Mr. Pacheco (no. {{2025-044731}}) is ready.
    /// She is a nurse herself and her DEA is {{BB1388568}}, so flag the chart.
    /// ```
    ///
    /// # Right
    /// ```text
    /// We pay for 7 licenses and use 5.
    /// Our hygienists are licensed in 3 states.
    /// The CDL exam takes 2 hours and costs 85 dollars.
    /// ```
    /// ```text,email
    /// Dr. Voss, medical license 36-118402, is the supervising physician.
    /// Dr. Voss, NPI 1234567893, DEA BB1388568, signs the order.
    /// Send the certificate to the vendor, invoice 88-40417.
    /// ```
    pub static LICENSE = {
        id: "id.license/number",
        label: IdLicense,
        title: "A license number",
        why: "A license number leads to one person.",
        law: ["45 CFR 164.514(b)(2)(i)(K)"],
        severity: Block,
        wakes: ["dl|cdl|license|licence|certificate|cert|permit|passport|placard|learners|id|dea|npi|registration"],
        check: check,
    }
}

const LABELS: &[u32] = words!["dl", "cdl", "license", "licence", "certificate", "cert", "permit", "passport", "placard", "learners"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let theirs = (at.saturating_sub(3)..at).any(|near| is(tokens, near, words!["his", "her", "hers", "your", "ur", "their"]));
        if is(tokens, at, words!["dea", "npi", "registration"]) {
            // A clinician's numbers name no patient, unless the clinician is one.
            if let Some(code) = announced(input, at + 1, 7).filter(|code| theirs && is_clinicians(input, code) && is_told(input, at)) {
                sink.add(code.span(tokens));
            }
            continue;
        }
        let card = is(tokens, at, words!["id"]) && after(tokens, at, words!["expired", "photo", "state", "drivers", "drivers'", "military", "his", "her"]);
        if !LABELS.contains(&tokens.get(at).map_or(0, |token| token.word)) && !card {
            continue;
        }
        // A clinician's own license names nobody's patient.
        let own = after(tokens, at, words!["medical", "nursing", "rn", "dental", "business", "state", "facility", "dea", "npi", "product", "software", "liquor", "physician", "hygiene"])
            && !card && !(at >= 2 && (is(tokens, at - 2, words!["his", "her", "your", "their"])));
        if own || is_house(input, at) && !is_told(input, at) {
            continue;
        }
        let beside = announced(input, at + 1, 4)
            .filter(|code| code.digits > 4 || is(tokens, at + 1, words!["(", "#", ":", "ending"]) || card)
            .filter(|code| !is_clinicians(input, code));
        if let Some(code) = beside.or_else(|| further(input, at)) {
            sink.add(code.span(tokens));
        }
    }
}

/// "DL on my clipboard still, S530-4410-1178", "the license you signed with (B772-0041-9913)": a number in the form of a
/// license, some words after its label and before any other.
fn further(input: &Input<'_>, at: usize) -> Option<Code> {
    let tokens = input.parsed.tokens;
    if !is_told(input, at) {
        return None;
    }
    for here in at + 1..at + FAR {
        let token = tokens.get(here)?;
        if token.classes.has(RECORD) || is(tokens, here, words!["plate", "tag", "claim", "ticket", "invoice"]) {
            return None;
        }
        let labelled = after(tokens, here, words!["no", ".", "#"]) && (here.saturating_sub(3)..here).any(|near| is(tokens, near, words!["no", "#", "number"]));
        let starts = matches!(token.kind, Kind::Word | Kind::Number) && (token.shape.has(Shape::SPACE_BEFORE) || after(tokens, here, words!["(", "#"]));
        let Some(code) = starts.then(|| grouped(input, here)).flatten() else { continue };
        let letter = token.kind == Kind::Word && (token.shape.has(Shape::ALL_CAPS) || token.shape.has(Shape::MIXED) || token.span.len() == 1);
        let formed = letter && code.letters <= 9 && code.digits >= 3 && code.letters + code.digits >= 7 || labelled && code.digits > 5;
        if formed && !is_clinicians(input, &code) {
            return Some(code);
        }
    }
    None
}

/// How far from its label a license number may stand, in tokens.
const FAR: usize = 14;
const RECORD: Class = class("record");

/// Whether the number is a DEA registration (two letters, seven digits of which the last checks the others) or a
/// National Provider Identifier (ten digits that pass Luhn's test after 80840).
pub fn is_clinicians(input: &Input<'_>, code: &Code) -> bool {
    let words = input.parsed.words(code.span(input.parsed.tokens));
    let mut digits = [0_u8; 10];
    let count = super::super::evidence::code::digits(words, &mut digits);
    match (code.letters, count) {
        (1..=2, 7) if words.starts_with(|c: char| c.is_ascii_alphabetic()) => is_dea(digits),
        (0, 10) => is_npi(digits),
        _ => false,
    }
}

fn is_dea(digits: [u8; 10]) -> bool {
    let [a, b, c, d, e, f, check, ..] = digits.map(u32::from);
    (a + c + e + 2 * (b + d + f)) % 10 == check
}

fn is_npi(digits: [u8; 10]) -> bool {
    // The prefix 80840 adds 24 to the sum.
    let sum = digits.iter().rev().enumerate().fold(24, |sum, (place, &digit)| {
        let doubled = u32::from(digit) * (1 + place as u32 % 2);
        sum + doubled / 10 + doubled % 10
    });
    matches!(digits.first(), Some(1 | 2)) && sum % 10 == 0
}
