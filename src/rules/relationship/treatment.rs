//! Somebody's own treatment, medicine, condition or test.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, after, asks, before, has, is_made_up, is_own, refuses, sentence, teaches, tells_of_a_patient, thanks_for_care};
use crate::rules::Input;
use crate::text::Span;
use crate::{classes};

declare_rule! {
    /// Flags a treatment, a medicine, a condition or a test that is said to be somebody's own.
    ///
    /// # Why
    /// Together with a name or a profile, a diagnosis or a treatment is protected health information
    /// (45 CFR 160.103); it may not be disclosed in public without an authorization (45 CFR 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// So sorry that {{your crown}} came loose.
    /// We told you that {{your root canal}} needs a crown.
    /// {{Your daughter's biopsy}} took longer than planned.
    /// ```
    /// ```text,email
    /// Please pull {{her infliximab infusion}} into May.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Your feedback and your time matter to us.
    /// Ask about your insurance options at the front desk.
    /// If your crown comes loose after hours, call 555-0100.
    /// ```
    /// ```text,post
    /// Your teeth will thank you: floss daily.
    /// ```
    pub static TREATMENT = {
        id: "rel.care/treatment",
        label: RelCare,
        title: "Reveals somebody’s treatment",
        why: "A treatment or condition that belongs to one person is protected, even when they wrote about it first.",
        law: ["45 CFR 160.103", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: [
            "(your|ur|yr|his|her) (own|new|last|first|recent|second|little|big|bad|brand)? (<kin>)? (<num>)? (<word>)? (<procedure+>|<drug+>|<condition+>|<test+>) (<procedure+>|<test+>)?",
            "(your|ur|yr|his|her|their) (<kin>)? (<symptom+>|<body+>)",
            "(those|these|that|the) (new|brand new|last|crooked)? (braces|dentures|tubes|progressives|lips|veneers|aligners|retainers|implants|extractions|brackets|acl|crown|hip|knee|fillings)",
            "(brand new|new) (<procedure+>|hip|knee|smile|grin|liver|kidney|heart) ,",
            "[(the|that|this) !your !ur !his !her !their !my (<word>)? <procedure+>] (was|were|went|did|came|had)",
            "(after|from|since|before) [(the|that) (<procedure+>|<drug+>|<condition+>)]",
            "(glad|happy|thrilled|relieved|pleased|delighted|excited|sorry|love) (to (hear|see|know|read))? (that|how)? [(the|that|those) !your !ur !his !her !their !my (<word>)? (<procedure+>|<condition+>|<symptom+>|<drug+>|<body+>)]",
            "(that|those) (<procedure+>|<body+>) (is|are|has|have|came|looks|look|was|were|will)",
            "home birth like yours",
            "home births like yours",
        ],
        unless: [
            "(your|his|her) (<word>)? (diet|health|body|life|practice|case|test prep|drive|cool|pulse on|glasses|plan)",
            "(brush|floss|protect|check|get|love|show off|schedule|book|about) your <word>",
            "your (heart|hands|back|head|eyes|ears|face|feet|mouth|gut|skin|lips|nose|chin|shoulders|shoulder to|fingers|toes|blood|breath|brain|bones|arms|teeth|hair)",
            "(his|her) (heart|hands|head|eyes|ears|face|feet|mouth|gut|nose|chin|shoulders|fingers|toes|arms|hair)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, at) = sentence(input, span);
    let earlier = before(input, span, 6);
    let generic = has(
        earlier,
        hashes!["if", "when", "whether", "bring", "schedule", "book", "get", "ask", "check", "before", "about", "every", "anyone", "call", "send", "include", "confirm", "keep"],
    );
    if about_animals(input, span) || is_made_up(input, span) || refuses(tokens) || teaches(tokens) || tokens.is_empty() {
        return None;
    }
    let third = tokens.get(at).is_some_and(|token| hashes!["his", "her", "their"].contains(&token.word));
    let people = has(tokens, hashes!["dr", "doctor", "nurse", "career", "book", "study", "team", "residency"]) && third;
    match input.context {
        _ if people => None,
        Context::ReviewReply if !generic => Some((span, Severity::Block)),
        Context::Message | Context::Email if third && !is_own(input, span) => Some((span, Severity::Block)),
        Context::Message | Context::Email if asks(tokens) && has(earlier, hashes!["how", "hows"]) => Some((span, Severity::Warn)),
        Context::Message | Context::Email if !generic && !asks(tokens) => {
            // To arrange a visit is the minimum necessary; a reason or a result is more.
            let tells = crate::rules::evidence::clinical::has_class(after(input, span, 8), classes!["test", "condition", "drug", "billing"])
                || has(after(input, span, 8), hashes!["is", "was", "have", "returned", "came", "showed", "shows", "grew", "results", "result", "has", "went", "looks", "were"]);
            Some((span, if tells { Severity::Warn } else { Severity::Note }))
        }
        // After "thanks for coming in", a "you" is somebody, wherever it is said.
        Context::Post | Context::Comment | Context::Blog if !third && thanks_for_care(tokens) => Some((span, Severity::Warn)),
        Context::Post | Context::Blog if third && !is_own(input, span) && tells_of_a_patient(input, span) => Some((span, Severity::Warn)),
        Context::Post | Context::Blog | Context::Comment if third && !is_own(input, span) => Some((span, Severity::Note)),
        _ => None,
    }
}
