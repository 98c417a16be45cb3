//! What the practice did for somebody.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, before, has, is_made_up, is_own, refuses, sentence, teaches, tells_of_a_patient};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags what a clinician did for or told to the person who is spoken of.
    ///
    /// # Why
    /// What was done is care, and care is protected (45 CFR 160.103, 164.502(a)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{We offered your aunt}} a different room.
    /// {{Dr. Holm numbed you}} twice.
    /// {{we switched you}} to Keppra in May
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// We offered the town a free class.
    /// We told the landlord about the elevator.
    /// We read every review and pass it on to the team.
    /// ```
    pub static TREATED = {
        id: "rel.care/treated",
        label: RelCare,
        title: "Reveals what was done for someone",
        why: "What a practice did for one person is that person’s care, and protected.",
        law: ["45 CFR 160.103", "45 CFR 164.502(a)"],
        severity: Block,
        patterns: [
            "(we|i|dr .? <cap>|doctor <cap>|nurse .? <cap>|our (<word>)? <clinician>|the <clinician>|my <clinician>) (also|then|have|had|already|even|still|personally|all|both)? <cared> (you|u|him|her|ya|your <kin>|your <body>|his <body>|her <body>|your <procedure>|his <procedure>|her <procedure>|your <test>|them|mom|dad|y'all)",
            "(we|i|dr .? <cap>) (<cared>) (off|out|back|in|up|on) (his|her|your) <word>",
            "(we|i|dr .? <cap>|our team) (delivered|pulled|placed|did|removed|repaired|reattached|fixed|interrogated|relined|replaced) (his|her|your|the|all|both|four|<num>) (<word>)? (<procedure>|<body>|<test>|twins|baby|babies|wisdoms|socket|stents|cath|implant|device)",
            "(gave|told|offered|prescribed|fitted|billed|texted|mailed|called|phoned|warned|refunded) (you|him|her|your <kin>) (<word>)? (<word>)? (<drug>|<procedure>|<test>|<condition>|<billing>|<attend>|twice|three|that the|about the)",
            "(you|he|she|your <kin>) (was|were|got|been|be|being) (given|prescribed|treated|referred|diagnosed|sedated|numbed|vaccinated|transferred|admitted|discharged|stitched|intubated|scheduled|fitted|billed|refunded|evaluated|restrained|seen for|in for|numb)",
            "(no|an|the|her|his|your) (antibiotic|antibiotics|opioid|refill|pain med|pain meds|narcotic|narcotics|steroid|prescription) (was|were) (prescribed|given|written|refused|denied|filled)",
        ],
        unless: ["(if|when|once|after) (we|i|you|he|she) <any>? <any>? <any>? <any>?", "(we|i) (told|reviewed|explained|discussed|warned|offered|gave) them"],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    if about_animals(input, span) || is_made_up(input, span) || refuses(tokens) || teaches(tokens) || is_own(input, span) {
        return None;
    }
    if has(before(input, span, 4), hashes!["if", "when", "whenever", "once", "who", "whom", "anyone", "unless", "until", "whether"]) {
        return None;
    }
    match input.context {
        Context::ReviewReply => Some((span, Severity::Block)),
        Context::Email | Context::Message => Some((span, Severity::Warn)),
        Context::Post | Context::Blog if tells_of_a_patient(input, span) => Some((span, Severity::Warn)),
        Context::Post | Context::Blog | Context::Comment => Some((span, Severity::Note)),
    }
}
