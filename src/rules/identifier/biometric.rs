//! Finger, voice and face prints.

use crate::finding::Severity;
use crate::rules::evidence::{Scene, is};
use crate::rules::Input;
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
    ///
    /// # Right
    /// ```text
    /// Our palm scanner at check-in is being repaired.
    /// Thumbprint cookies are back at the bake sale.
    /// Staff clock in by fingerprint from June on.
    /// ```
    pub static BIOMETRIC = {
        id: "id.biometric/print",
        label: IdBiometric,
        title: "A finger, voice or face print",
        why: "A finger or voice print belongs to one person for life.",
        law: ["45 CFR 164.514(b)(2)(i)(P)"],
        severity: Block,
        patterns: [
            "(her|his|your|ur|their|the|a)? (palm|thumb|finger|retina|retinal|iris|face|voice|vein|facial) vein? (scan|scans|print|prints|template|templates|map|capture|hash|id)",
            "(her|his|your|ur|their|the|a)? (fingerprint|fingerprints|thumbprint|thumbprints|voiceprint|voiceprints|faceprint|faceprints|handprint|palmprint) (scan|template|login)?",
            "(her|his|your|ur|their|a|the) (real|actual) patient voice",
            "a? real? patient voice , unedited",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let at = input.parsed.token_range(span).start;
    let near = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    let tokens = input.parsed.tokens;
    let house = (at.saturating_sub(8)..(at + 10).min(tokens.len())).any(|index| {
        is(tokens, index, words!["cookie", "cookies", "our", "staff", "employees", "badge", "payroll", "timeclock", "my", "policy", "vendor", "demo", "new"])
    });
    let person = near.they + near.you + near.patient > 0 || wide.they + wide.patient > 0;
    (person && !house).then_some((span, Severity::Block))
}
