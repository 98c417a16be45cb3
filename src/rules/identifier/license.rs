//! License and certificate numbers.

use crate::rules::evidence::code::labelled;
use crate::rules::evidence::{after, is};
use crate::rules::{Input, Sink};
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
    /// ```
    pub static LICENSE = {
        id: "id.license/number",
        label: IdLicense,
        title: "A license number",
        why: "A license number leads to one person.",
        law: ["45 CFR 164.514(b)(2)(i)(K)"],
        severity: Block,
        wakes: ["dl|cdl|license|licence|certificate|cert|permit|passport"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    labelled(input, sink, words!["dl", "cdl", "license", "licence", "certificate", "cert", "permit", "passport", "id#"], 4, |at, code| {
        // A clinician's own license names nobody's patient.
        let own = after(tokens, at, words!["medical", "nursing", "rn", "dental", "business", "state", "facility", "dea", "npi", "product", "software"])
            && !(at >= 2 && (is(tokens, at - 2, words!["his", "her", "your", "their"])));
        !own && (code.digits > 4 || is(tokens, at + 1, words!["(", "#", ":", "ending"]))
    });
}
