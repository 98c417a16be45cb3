//! Claim, case and ticket numbers.

use crate::rules::evidence::code::labelled;
use crate::rules::evidence::owner::{is_cared, is_house, is_named, is_told};
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
    /// Still waiting on reference {{2208-KQ-190}} for her infliximab.
    /// Anjali (student no. {{800-41-2207}}) has been with us since her manic episode.
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
    /// Tracking 9400-1118 for the linen order says Friday.
    /// Use code FLU-2026 for a free shot at her pharmacy.
    /// PO 88213: 4 boxes of nitrile gloves.
    /// ```
    pub static CLAIM = {
        id: "id.other/claim",
        label: IdOther,
        title: "A claim or case number",
        why: "A case number leads to one person’s file.",
        law: ["45 CFR 164.514(b)(2)(i)(R)"],
        severity: Warn,
        wakes: [
            "claim|case|ticket|accession|rx|subject|specimen|tube|wc|referral|auth|eob|incident|encounter|gate",
            "reference|tracking|envelope|receipt|report|registry|student|band|bracelet|wristband|locker|lockbox|comp|nid|docket|confirmation|code",
        ],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    labelled(input, sink, words!["claim", "case", "ticket", "accession", "rx", "subject", "specimen", "tube", "wc", "referral", "auth", "eob", "incident", "encounter", "gate", "reference", "tracking", "envelope", "receipt", "report", "registry", "student", "band", "bracelet", "wristband", "locker", "lockbox", "comp", "nid", "docket", "confirmation", "code"], 2, |at, code| {
        if code.digits < 3 && !is(tokens, at, words!["locker", "band"]) {
            return false;
        }
        let ticket = is(tokens, at, words!["ticket", "case", "subject", "gate", "auth", "claim"]);
        let scene = Scene::wide(input, at);
        let person = scene.they + scene.you + scene.patient + scene.relation > 0 || Scene::about(input, at).is_record();
        let announced = code.first > at + 1 || code.letters > 0 || code.digits > 4 || is(tokens, at, WEAK);
        // The weaker labels number many things: they want a person by name or in care, and no thing of the office.
        let weak = is(tokens, at, WEAK);
        let told_of = !is(tokens, at, words!["report"]) || at > 0 && is(tokens, at - 1, words!["police", "incident", "accident"]);
        let discount = is(tokens, at, words!["code"]) && !(at.saturating_sub(4)..at).any(|near| is(tokens, near, words!["gate", "door", "lockbox", "clinic", "key", "entry", "access", "keys"]));
        if weak && (discount || !told_of || is_house(input, at) || !(is_told(input, at) || is_named(input, at)) || !is_cared(input, at) || code.digits < 2) {
            return false;
        }
        (weak || person || is(tokens, at, words!["rx"]) && scene.care > 0) && announced && (!ticket || scene.care + scene.treated + scene.patient + scene.they > 0 && !office(input, at))
    });
}

/// Labels of numbers that are a person's only where one is spoken of.
const WEAK: &[u32] = words!["reference", "tracking", "envelope", "receipt", "report", "registry", "student", "band", "bracelet", "wristband", "locker", "lockbox", "comp", "nid", "docket", "confirmation", "code"];

fn office(input: &Input<'_>, at: usize) -> bool {
    (at.saturating_sub(10)..at + 14).any(|index| is(input.parsed.tokens, index, words!["printer", "router", "vendor", "laptop", "invoice", "supply", "server", "fax", "autoclave", "video", "firmware"]))
}
