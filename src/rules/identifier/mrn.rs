//! Medical record numbers.

use crate::rules::evidence::code::{announced, labelled};
use crate::rules::evidence::owner::{is_cared, is_sample};
use crate::rules::evidence::{after, is};
use crate::rules::{Input, Sink};
use crate::text::Shape;
use crate::words;

declare_rule! {
    /// Flags a medical record number after its label.
    ///
    /// # Why
    /// A medical record number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(H)).
    ///
    /// # Wrong
    /// ```text
    /// who can open MRN {{00417342}} on the new system
    /// Knee aspirate grew staph. Chart {{88-00417-K}}.
    /// He was discharged on the 19th. Unit number {{H-204417}}.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Chart of the week: 3 ways to read an ECG.
    /// The MRN is printed on page 2 of every form.
    /// Enter the MRN, then press 4.
    /// Our synthetic patient, MRN 0000001, is allergic to Mondays.
    /// ```
    pub static MRN = {
        id: "id.mrn/number",
        label: IdMrn,
        title: "A medical record number",
        why: "A record number is one patient’s, and anybody who works there can look it up.",
        law: ["45 CFR 164.514(b)(2)(i)(H)"],
        severity: Block,
        wakes: ["mrn|mr|emrn|med|chart|record|unit|hospital|#"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    labelled(input, sink, words!["mrn", "mr", "emrn", "med", "chart"], 4, |at, code| {
        // "MR 55-20417" is a record, "mr 7" is not; "med rec no. 4471829" names it in words.
        let spelled = is(tokens, at, words!["med"]) && !is(tokens, at + 1, words!["rec", "record"]);
        !spelled && !is_sample(input, at) && (!is(tokens, at, words!["mr"]) || code.digits > 4)
    });
    for at in input.places() {
        let record = is(tokens, at, words!["record"]) && after(tokens, at, words!["medical", "med", "patient"])
            || is(tokens, at, words!["unit", "hospital"]) && is(tokens, at + 1, words!["number", "no"]) && is_cared(input, at);
        // A number on a wristband or a label follows the name in capitals.
        let wristband = is(tokens, at, words!["#"]) && at >= 2 && tokens.get(at - 1).is_some_and(|token| token.shape.has(Shape::ALL_CAPS));
        if let Some(code) = (record || wristband).then(|| announced(input, at + 1, 6)).flatten() {
            sink.add(code.span(tokens));
        }
    }
}
