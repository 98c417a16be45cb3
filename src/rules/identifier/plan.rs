//! Numbers of health plans.

use crate::lexicon::{Class, class};
use crate::rules::evidence::code::{announced, glued, labelled};
use crate::rules::evidence::owner::{is_office, is_sample, is_told};
use crate::rules::evidence::{after, has, is};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape};
use crate::words;

const PAYER: Class = class("payer");

declare_rule! {
    /// Flags a Medicare, Medicaid, member or policy number.
    ///
    /// # Why
    /// A health plan beneficiary number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(I)).
    /// A Medicare number (MBI) is known by its form alone: eleven characters, letters without S, L, O, I, B and Z in fixed places.
    ///
    /// # Wrong
    /// ```text,email
    /// Her Medicare is {{1EG4-TE5-MK73}}, please resubmit.
    /// Eligibility on member {{XQH884120067}}, please.
    /// Your Tricare {{DBN 00918827411}} came back termed.
    /// Member Odalys Quintero, ID {{NBH 8830 447 12}}, was denied.
    /// His night view stopped; insurer {{KPX-22-90871}} needs the report.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Medicare pays 80 percent of it in 2026.
    /// Member since 2014 and proud of it.
    /// Call the plan, group 4 of the phone menu.
    /// Lot 1EG4-XX5-MK73 is recalled.
    /// The sample card says JANE SAMPLE, 1EG4-TE5-MK73, VOID.
    /// Our health plan costs 4400 dollars a year.
    /// ```
    pub static PLAN = {
        id: "id.plan/number",
        label: IdPlan,
        title: "A health plan number",
        why: "A member number is one person’s and opens their claims.",
        law: ["45 CFR 164.514(b)(2)(i)(I)"],
        severity: Block,
        wakes: ["id|health|mutual|advantage|insurance|insurer|coverage|plan|nhs|cal|says|member|medicaid|subscriber|hicn|mbi|cin|tricare|policy|beneficiary|medicare|dbn|humana|aetna|cigna|anthem|bcbs|<num>|<ordinal>|<mixed>", "<word> ..9 (<num>|<ordinal>|<mixed>)"],
        check: check,
    }
}

const LABELS: &[u32] = words!["member", "medicaid", "subscriber", "hicn", "mbi", "cin", "tricare", "policy", "beneficiary", "medicare", "dbn", "humana", "aetna", "cigna", "anthem", "bcbs"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    labelled(input, sink, LABELS, 5, |at, code| {
        let label = tokens.get(at).map_or(0, |token| token.word);
        let coded = code.letters > 0 || code.digits > 6;
        coded && !is_office(input, at) && !is_sample(input, at) && !crate::words!["policy"].contains(&label) | (code.digits > 6)
    });
    for at in input.places() {
        // "Member Odalys Quintero, ID NBH 8830 447 12", "your Part D (ID W2284-19076)", "Plan id 44-QW-901"
        let insured = (at.saturating_sub(8)..at).any(|near| has(tokens, near, PAYER) || is(tokens, near, LABELS) || is(tokens, near, words!["plan", "insurance", "insurer", "part"]));
        // "Starlight Health (SLH-90214-77)", "Mutual card MU-33-1180-6", "Insurance HUM 4471 0029 8"
        let named = is(tokens, at, words!["health", "mutual", "advantage", "insurance", "insurer", "coverage", "plan", "nhs", "cal", "says"]) && (insured || !is(tokens, at, words!["says"]));
        if (is(tokens, at, words!["id"]) && insured || named) && !is_office(input, at) && is_told(input, at)
            && let Some(code) = announced(input, at + 1, 4).filter(|code| code.letters + code.digits > 6 && (code.letters > 0 && code.digits > 4 || code.digits > 7 || is(tokens, at, words!["id"])))
        {
            sink.add(code.span(tokens));
            continue;
        }
        let Some(code) = glued(input, at).filter(|code| code.digits >= 4 && code.letters >= 3) else { continue };
        let goods = (at.saturating_sub(2)..at).any(|index| is(tokens, index, words!["lot", "ref", "part", "order", "model", "serial"]));
        if !goods && !after_glue(input, at) && !is_office(input, at) && !is_sample(input, at) && is_mbi(input.parsed.words(code.span(tokens))) {
            sink.add(code.span(tokens));
        }
        // "W2284-19076" after "(ID", beside the name of a plan.
        let id = after(tokens, at, words!["id", ":", "#"]) && is(tokens, at.saturating_sub(1), words!["id"]);
        let plan = (at.saturating_sub(8)..at).any(|index| has(tokens, index, PAYER));
        if id && plan && code.digits > 5 {
            sink.add(code.span(tokens));
        }
    }
}

fn after_glue(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    tokens.get(at).is_some_and(|token| !token.shape.has(Shape::SPACE_BEFORE))
        && at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| matches!(before.kind, Kind::Word | Kind::Number) || is(tokens, at - 1, words!["-"]))
}

/// The form of a Medicare beneficiary identifier: C A AN N A AN N A A N N.
fn is_mbi(words: &str) -> bool {
    const FORM: [u8; 11] = *b"CAXNAXNAANN";
    let letter = |byte: u8| byte.is_ascii_uppercase() && !b"SLOIBZ".contains(&byte);
    let mut at = 0;
    for byte in words.bytes().map(|byte| byte.to_ascii_uppercase()) {
        if byte == b'-' {
            continue;
        }
        let fits = match FORM.get(at) {
            Some(b'C') => byte.is_ascii_digit() && byte != b'0',
            Some(b'N') => byte.is_ascii_digit(),
            Some(b'A') => letter(byte),
            Some(b'X') => letter(byte) || byte.is_ascii_digit(),
            _ => false,
        };
        if !fits {
            return false;
        }
        at += 1;
    }
    at == FORM.len()
}
