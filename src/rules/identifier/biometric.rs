//! Finger, voice and face prints.

use crate::finding::Severity;
use crate::rules::evidence::code::announced;
use crate::rules::evidence::{Scene, after, is, owner, window};
use crate::rules::{Input, Sink};
use crate::text::Span;
use crate::words;

declare_rule! {
    /// Flags a finger, palm, voice, retina or face print of a patient.
    ///
    /// # Why
    /// Biometric identifiers, finger and voice prints included, are among what Safe Harbor removes
    /// (45 CFR 164.514(b)(2)(i)(P)).
    ///
    /// # Wrong
    /// ```text
    /// it saved {{the palm vein template}} under his twin
    /// she signs in by {{retina scan}}, that took 3 tries
    /// ```
    /// ```text,message
    /// {{ur thumbprint scan}} didnt take this am
    /// ```
    /// ```text,review-reply
    /// we've got {{your fingerprints}} on the log
    /// ```
    /// ```text,blog
    /// Solveig's {{iris scan}} is one-sided now.
    /// {{Her fingerprint login}}, template {{FP-0049}}, was rejected.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Our palm scanner at check-in is being repaired.
    /// Thumbprint cookies are back at the bake sale.
    /// Staff clock in by fingerprint from June on.
    /// The time clock will not take her fingerprint since the new hand gel.
    /// I asked him in the same voice I'd use on anyone.
    /// ```
    pub static BIOMETRIC = {
        id: "id.biometric/print",
        label: IdBiometric,
        title: "A finger, voice or face print",
        why: "A finger or voice print belongs to one person for life.",
        law: ["45 CFR 164.514(b)(2)(i)(P)"],
        severity: Block,
        patterns: [
            "(her|his|your|ur|their|the|a|full|raw|left|right)? (her|his|your|full|raw|left|right|own)? (palm|thumb|finger|retina|retinal|iris|face|voice|vein|facial|hand|ear|gait|signature) (vein|pad)? (scan|scans|print|prints|template|templates|map|capture|captures|hash|sample|enrollment|enrolment)",
            "(her|his|your|ur|their|the|a)? (real|full|own)? (fingerprint|fingerprints|thumbprint|thumbprints|voiceprint|voiceprints|faceprint|faceprints|handprint|palmprint) (scan|template|login|sample)?",
            "(her|his|your|ur|their|a|the) (real|actual) patient voice",
            "a? real? patient voice , unedited",
            "(her|his|your|their|the) [(signature pad|stylus)? stroke file]",
            "[(her|his|your|their) (palm|thumb|face|iris|voice)] (is|was) enrolled",
            "[(her|his|your|their) (left|right)? (palm vein|palm veins|iris|retina|voice)] (shows|matched|matches|did|does|failed|would|wont|will)",
        ],
        wakes: ["template|templates|faceid|fprint|voiceprint|stroke|palm|sample"],
        check: check,
        confirm: confirm,
    }
}

/// "template FP-0049", "FaceID map FM-0417", "fprint=9c02-77ae": the number of a print, behind what it is one of.
fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let print = is(tokens, at, words!["template", "templates", "faceid", "fprint", "voiceprint"])
            || is(tokens, at, words!["stroke", "palm", "sample"]) && is(tokens, at + 1, words!["file", "template", "vein"]);
        let (from, _) = window(input, at);
        let spoken = (at.saturating_sub(12).max(from)..at + 1).any(|near| is(tokens, near, PRINTS));
        if !print || !spoken || !told(input, at) {
            continue;
        }
        let next = at + 1 + usize::from(is(tokens, at + 1, words!["map", "file", "template", "id"]));
        if let Some(code) = announced(input, next, 3).filter(|code| code.letters > 0 && code.digits > 2) {
            sink.add(code.span(tokens));
        }
    }
}

const PRINTS: &[u32] = words![
    "palm", "finger", "fingerprint", "fingerprints", "thumbprint", "thumb", "faceprint", "faceid", "fprint", "voiceprint", "voice", "iris",
    "retina", "retinal", "vein", "biometric", "biometrics", "stroke"
];

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let at = input.parsed.token_range(span).start;
    // "the voice I'd use": a contraction is no word for a print.
    let contracted = input.parsed.words(span).contains(['\'', '’']) && input.parsed.words(span).to_ascii_lowercase().contains("voice i");
    (told(input, at) && !contracted).then_some((span, Severity::Block))
}

/// Whether the print is of somebody in care: not the staff's at the time clock, not the practice's new machine.
fn told(input: &Input<'_>, at: usize) -> bool {
    let near = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    let tokens = input.parsed.tokens;
    let house = (at.saturating_sub(8)..(at + 10).min(tokens.len())).any(|index| {
        is(tokens, index, words!["cookie", "cookies", "staff", "employees", "employee", "badge", "payroll", "timeclock", "policy", "vendor", "anyone", "anyones", "everyone", "rubber", "dictation"])
    }) || after(tokens, at, words!["our", "my", "no"]) || is(tokens, at, words!["our", "my"]);
    let clock = (at.saturating_sub(8)..at + 8).any(|index| is(tokens, index, words!["clock"]));
    let person = near.they + near.you + near.patient + near.relation > 0 || wide.they + wide.patient > 0 || owner::is_named(input, at);
    person && !house && !clock
}
