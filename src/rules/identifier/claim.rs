//! Claim, case and ticket numbers.

use crate::rules::evidence::code::labelled;
use crate::rules::evidence::{Scene, is};
use crate::rules::{Input, Sink};
use crate::words;

declare_rule! {
    /// Flags the number of a claim, case, ticket, accession, prescription or study subject.
    ///
    /// # Why
    /// Any other unique identifying number or code is among what Safe Harbor removes (45 CFR 164.514(b)(2)(i)(R)).
    ///
    /// # Wrong
    /// ```text,email
    /// Re: claim {{CLM-2280914-07}} for our patient
    /// Ticket #{{HD-60318}}: her login keeps failing
    /// ```
    /// ```text,review-reply
    /// You disputed the charge, case {{7719-CB}}, and lost.
    /// ```
    /// ```text
    /// reads "Rx {{6620417}} sertraline 100"
    /// ```
    ///
    /// # Right
    /// ```text
    /// In case 3 of the series the margin was clear.
    /// We filed 40 claims in 2 weeks.
    /// ```
    /// ```text,email
    /// Ticket 40117 for the printer was closed as user error.
    /// PO 88213: 4 boxes of nitrile gloves.
    /// ```
    pub static CLAIM = {
        id: "id.other/claim",
        label: IdOther,
        title: "A claim or case number",
        why: "A case number leads to one person’s file.",
        law: ["45 CFR 164.514(b)(2)(i)(R)"],
        severity: Warn,
        wakes: ["claim|case|ticket|accession|rx|subject|specimen|tube|wc|referral|auth|eob|incident|encounter|gate"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    labelled(input, sink, words!["claim", "case", "ticket", "accession", "rx", "subject", "specimen", "tube", "wc", "referral", "auth", "eob", "incident", "encounter", "gate"], 3, |at, code| {
        let ticket = is(tokens, at, words!["ticket", "case", "subject", "gate", "auth", "claim"]);
        let scene = Scene::wide(input, at);
        let person = scene.they + scene.you + scene.patient + scene.relation > 0 || Scene::about(input, at).is_record();
        let announced = code.first > at + 1 || code.letters > 0 || code.digits > 4;
        (person || is(tokens, at, words!["rx"]) && scene.care > 0) && announced && (!ticket || scene.care + scene.treated + scene.patient + scene.they > 0 && !office(input, at))
    });
}

fn office(input: &Input<'_>, at: usize) -> bool {
    (at.saturating_sub(10)..at + 14).any(|index| is(input.parsed.tokens, index, words!["printer", "router", "vendor", "laptop", "invoice", "supply", "server", "fax", "autoclave", "video", "firmware"]))
}
