//! What the practice did for somebody.

use crate::finding::{Context, Severity};
use crate::{classes, hashes};
use crate::rules::evidence::clinical::{about_animals, before, has, has_class, is_made_up, is_own, refuses, sentence, teaches, tells_of_a_patient};
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
    /// ```text,comment
    /// {{we diagnosed a kid}} with leukemia on Friday and I cannot stop crying
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
            "(we|i|just|today|tonight|and) (just|also|finally|once|had to|have|then)? (diagnosed|treated|admitted|intubated|resuscitated|revived|stitched|sewed|sutured|splinted|sedated|transferred|discharged|coded|scoped|stented|delivered|extubated|operated on|vaccinated|counseled|evaluated|examined|transported|narcanned|bagged|catheterized|triaged) (a|an|this|that|another|one|my) (<num>|<word>)? (<word>)? (man|woman|kid|guy|lady|girl|boy|teen|teenager|toddler|baby|newborn|infant|mom|mother|dad|father|grandma|grandpa|patient|pt|client|couple|family|gentleman|fella|dude|veteran|yo|year old|<trade>)",
            "(told|tell|telling|informed) (a|an|this|another|my) (<num>|<word>)? (<word>)? (man|woman|kid|guy|lady|girl|boy|teen|teenager|mom|mother|dad|father|grandma|grandpa|patient|pt|couple|family|gentleman|veteran|yo|year old) (that)? (he|she|he'll|she'll|hell|shell|her|his|their|they|they'll) (<any>)? (<any>)? (<any>)? (<condition>|<body>|<symptom>|<outcome>|stage|walk|die|dying|terminal|child|husband|wife|baby|son|daughter)",
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
        // Who tells of somebody without a name and says on which day tells of one person.
        Context::Post | Context::Blog | Context::Comment if is_of_somebody(input, span) => {
            let dated = has_class(tokens, classes!["weekday"]) || has(tokens, hashes!["today", "tonight", "yesterday", "night", "morning", "shift", "just", "ago", "week", "again"]);
            let general = has(tokens, hashes!["if", "would", "every", "study", "trial", "often", "usually", "sometimes", "patients"]);
            (!general).then_some((span, if dated || tells_of_a_patient(input, span) { Severity::Warn } else { Severity::Note }))
        }
        Context::ReviewReply => Some((span, Severity::Block)),
        Context::Email | Context::Message => Some((span, Severity::Warn)),
        Context::Post | Context::Blog if tells_of_a_patient(input, span) => Some((span, Severity::Warn)),
        Context::Post | Context::Blog | Context::Comment => Some((span, Severity::Note)),
    }
}

/// Whether the words are of "a man" or "this kid", not of "you" or "her".
fn is_of_somebody(input: &Input<'_>, span: Span) -> bool {
    let words = input.parsed.tokens.get(input.parsed.token_range(span)).unwrap_or(&[]);
    let article = hashes!["a", "an", "this", "another", "one", "that"];
    let who = words.iter().find(|token| article.contains(&token.word) || token.classes.intersects(classes!["you", "they"]));
    who.is_some_and(|token| article.contains(&token.word))
}
