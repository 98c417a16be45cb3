//! That somebody was there.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, asks, before, has, is_made_up, is_own, refuses, sentence, word};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags words that place a person in the practice: when they came, where they sat, who saw them.
    ///
    /// # Why
    /// Presence at a provider is protected like a diagnosis (45 CFR 160.103 "individually identifiable health
    /// information", 164.502(a)); a reviewer's own account does not lift it.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{You came in}} without an appointment.
    /// {{we saw you}} within ten minutes
    /// Our cameras show that {{you checked in}} at 6:52.
    /// {{When you stopped by}} the phones were down.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// We hear you, and we are sorry about the parking.
    /// When you call, ask for Dawn.
    /// If you came away with questions, our office manager is at 555-0100.
    /// When you walk in with a limping dog, our vet sees the dog first.
    /// ```
    pub static PRESENCE = {
        id: "rel.visit/presence",
        label: RelVisit,
        title: "Says that someone was here",
        why: "Saying when somebody came or who saw them confirms that they are a patient.",
        law: ["45 CFR 164.502(a)", "45 CFR 160.103"],
        severity: Block,
        patterns: [
            "(when|since|after|before|while|because|the (day|night|time|morning|minute)) (you|u|ya|y'all|yall|you two) (first|last|both|all)? (came|visited|stopped|arrived|walked|sat|checked|showed|dropped|left (us|our|the|here)|were (in|here|with|a)|was (in|here)) (in|by|through|here|to us|with us)?",
            "(you|u|ya|y'all|yall|you both|your <kin>|she|he|they) (first|last|only|just|never|actually)? (came (in|by|to us|to see us|to our|to my|back|through|here|into|on)|visited us|sat (in|across|down)|checked (in|out)|showed up|walked (in|into|out)|stopped (by|in)|arrived (at|late|without|early|in|by|on)|stormed out|dropped by|waited <num>|stayed with us|spent <word> <word>? with us|joined our|treated here|was evaluated at|waited in our|left our (office|clinic|practice))",
            "(you|y'all|yall|u|she|he|they|your <kin>) (were|was|are|is|'ve been|have been|has been|had been) (just|always|only|never|last|first|all)? (here (with us|for|at|that|on|<num>|last|eight|when)|in (our|my) (chair|office|clinic|care|unit|er|ed|waiting|lobby|practice|exam|program|room)|in session|seen (at|by|in|here|within|on|the same)|with us|a patient (here|since|of)|in my chair|our patient|on our (unit|schedule|floor)|under our care|admitted (to|on)|discharged (from|on)|evaluated at|scheduled (for|with|on))",
            "(you're|youre|he's|hes|she's|shes|they're|theyre) (here (with us|m)|in my (chair|waiting room|clinic)|on (our|my) unit|back here|one of (our|my))",
            "(we|i|dr .? <cap>|doctor <cap>|our <clinician>|my <clinician>|<cap>) (just|always|last|personally|even|only)? (saw|seen|spent ..4 with|met with|examined|evaluated|squeezed|welcomed|greeted|walked|called|had|failed|served|got to meet) (you|u|him|her|your <kin>|y'all|ya|them)",
            "(we've|weve|i've|ive|we have|i have) (had|seen|treated|known|served) (you|your|him|her|y'all)",
            "(see|seeing|saw) (u|you|him|her) (in|at) (chair|room|our office|our clinic|my chair)",
            "sat in (our|my) (chair|lobby|waiting room|office)",
            "[our records (show|indicate|reflect)] ..6 (you|your|he|she)",
            "(we have|have|got) you on (camera|video|our schedule|the schedule)",
            "(your|the) (wait|waiting|time) (in|with) (our|us)",
            "your time with us",
            "stopped in to see us",
            "you had (such)? (a|an) (<word>)? (visit|appointment|experience (with|at) (us|our|dr))",
            "(came|come) (to see|see) (me|us) (<num>|last|this|earlier|for|when|about|with|because)",
            "(i'm|im|i am|i was|i've been|ive been|been) (her|his|your|ur|their) (<word>)? (nurse|doctor|therapist|hygienist|aide|surgeon|dentist|midwife|doula|rn|psychiatrist|counselor|caseworker|pharmacist|pcp|dialysis tech|home health aide)",
            "(came|comes|brought|wheeled|rushed|flown|drove|rolled|walked|drives) (<word>)? (<word>)? (to|into|in to|back to) (me|us|my (chair|clinic|office|er|door|table)|our (er|clinic|office|unit|doors|practice))",
            "(she|he|they|mom|dad|pt|patient|who) (was|were|is|are)? (ours|mine) (from|since|for|until)",
            "(patient|pt|patients|client) of (ours|mine) (since|for|from)",
            "(came|comes|coming|walked|showed up) (in)? to (my|our) (practice|office|clinic|er|ed|unit)",
        ],
        unless: [
            "(if|whenever|once|should) (you|he|she|they|your <kin>) <any> <any>? <any>?",
            "when you (walk|sit|arrive|check|come|call) <any>?",
            "(she|he) came (to|by) (our|the) (team|practice|clinic|hospital) (from|as|in|after|with)",
            "(i|we) (had|called|met with|walked) them",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, at) = sentence(input, span);
    let own = tokens.get(at).is_some_and(|token| hashes!["he", "she", "they", "hes", "shes"].contains(&token.word)) && is_own(input, span);
    if about_animals(input, span) || is_made_up(input, span) || own || refuses(tokens) {
        return None;
    }
    let staff = has(before(input, span, 30), hashes!["dr", "doctor", "nurse", "hired", "joins", "joined", "colleague", "retired", "resident", "intern"]);
    let conditional = has(before(input, span, 3), hashes!["if", "whenever", "once", "should", "who", "anyone", "patients"]) || (asks(tokens) && input.context != Context::ReviewReply);
    let you = tokens.get(at..at + 3).is_some_and(|words| has(words, hashes!["you", "u", "ya", "yall", "youre", "your"]));
    let first = tokens.get(at).map_or(0, |token| token.word);
    let ward = hashes!["came", "comes", "brought", "wheeled", "rushed", "flown", "drove", "rolled", "walked", "drives", "im", "been"].contains(&first);
    match input.context {
        _ if conditional => None,
        // Without a pronoun before it, a ward is only a place: somebody must be in it.
        _ if ward && !(has(tokens, hashes!["he", "she", "him", "her", "his", "pt", "patient", "hes", "shes", "who", "guy", "lady", "kid", "girl", "boy", "client", "you", "your"])) => None,
        _ if ward && (staff || has(tokens, hashes!["i", "student", "students", "preceptor", "nurses", "residents", "hiring", "orientation", "shift", "team", "new", "worked", "works", "training"]) && first != const { word("im") } && first != const { word("been") }) && input.context != Context::ReviewReply => None,
        Context::ReviewReply => Some((span, Severity::Block)),
        Context::Blog | Context::Post if you => None,
        _ if !you && staff => None,
        Context::Comment if tokens.first().is_some_and(|token| token.word == const { word("i") }) => None,
        _ => Some((span, Severity::Warn)),
    }
}
