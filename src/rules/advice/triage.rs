//! Telling somebody that it can wait, or that it is nothing.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{
    MEDICAL, about_animals, answers_someone, around, before, has, has_class, is_made_up, is_own, refuses, sentence, teaches, to_clause_end, turns_to_someone};
use crate::rules::Input;
use crate::text::Span;
use crate::{classes, hashes};

declare_rule! {
    /// Flags reassurance about somebody's own case: no need for the ER, it can wait, nothing to worry about.
    ///
    /// # Why
    /// To tell one person that a symptom can wait is triage without an examination; if it is wrong, harm and
    /// liability follow (AMA Code of Medical Ethics, Opinion 1.2.12). Sending somebody to care is always fine.
    ///
    /// # Wrong
    /// ```text,comment
    /// {{no need to go to the ER for that rash}}
    /// Chest flutter? {{it can wait till Monday}}
    /// that lump is {{nothing to worry about}}
    /// {{Skip the MRI}}, your knee is fine.
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// Call 911 if the chest pain spreads, do not wait.
    /// No need to call ahead for a flu shot, walk right in.
    /// Nothing to worry about, the parking lot reopens on Monday.
    /// Go to the ER now for a fever that high in a newborn.
    /// ```
    pub static TRIAGE = {
        id: "adv.triage/reassurance",
        label: AdvTriage,
        title: "Tells someone it can wait",
        why: "Whether something can wait depends on an exam, which a message cannot give.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        patterns: [
            "(there's|theres|there is|so|honestly|really)? (no|not any|zero) (need|reason|point|rush) (at all)? (to|for|in) (worry|panic|go|see|call|bring|take|drag|waste|rush|have|get|pay|come|bother|the|an|a|any|poison|be|freak|stress|visit|him|her|stop|do|repeat|tell|seeing|going|getting|it)? (in|to|into|him in|about|for|that|so)? (the|a|an|any)? <emergency+>?",
            "(you|u|he|she|they|your <kin>|nobody|that) (do not|don't|dont|does not|doesn't|doesnt|don't really|won't|wont|needs|wouldn't) (even|really|actually)? (need|have|need to|have to) (to)? (be seen|go in|go to|see|consult|contact|call|bother|worry|tell|visit|get|a|an|the|any|that|me for)? (a|an|the|any|to|your|ur)? <emergency+>?",
            "(skip|cancel|ditch|forget|toss|put off|postpone|delay|blow off|hold off on|pass on|refuse|wait on) (the|your|ur|that|his|her|urgent|this|on)? (<word>)? (<word>)? <emergency+>",
            "(don't|dont|do not|wouldn't|wouldnt|never) (bother|waste|haul|drag|rush|panic|worry|stress|sweat|lose sleep|freak|let them|let nobody|let anybody|book|go) (with|ur|your|him|her|to|too|about|over|on|so|much|a|the|it|any|in|back)? ..3 <emergency+>?",
            "(it|that|this|u|you|those)? (can|could|will|it'll|it will|ll|should|may) (totally|def|definitely|safely|easily|probably|honestly|perfectly)? (wait|keep|hold fine|hold|ride) (a|it|on|out)? (till|til|until|a|for|another|to|the|that|it|on)",
            "(nothing|not anything|isn't anything|isnt anything|nothing serious|not something) (really|much|here)? (to|that) (worry|panic|fret|chase|stress|be|lose|call|fear|freak|sweat)",
            "(nothing|isn't|isnt|not|hardly|no) (scary|dangerous|serious|alarming|an emergency|a big deal|big deal|cause for alarm|cause for concern|biggie|worrisome|danger in waiting)",
            "(quit|stop|don't be|dont be|not be) (worrying|panicking|stressing|fretting|worried|scared|alarmed)",
            "(do not|don't|dont|don t|donot|not|no|never) (need to)? (be)? (worry|worried|worries|panic|worrying|panicked)",
            "(you|u|he|she|it|that|they|ur|you'll|youll|he'll|hell|she'll|she|you're|youre|your <kin>) (will|ll|are|r|is|re|gonna|going to|should|would)? (be|gonna be|going to be)? (just|totally|perfectly|completely|all)? (fine|alright|ok|okay|all right|harmless) (<end>|hon|hun|lol|babe|,|at home|soon|to)",
            "(totally|completely|perfectly|super|very|soooo|so|quite|pretty|is|are|that's|thats) (harmless|normal thing|common|normal) (and|for|, (don't|dont|nothing|can)|thing|bestie)",
            "(waste of (a|your|ur|time|money|gas|$$|$|copay))",
            "(save|waste) (yourself|your|ur|the)? (the|your)? (copay|er|money|gas|trip)",
            "(goes|go|will go|going) away (by|on) (itself|its own|their own)",
            "(sleep it off|ride it out|let him sleep|let her sleep|wait it out|give it (till|til|until|a (week|day|few)|another)|watch and wait|just watch (her|him|it))",
            "(can|could) (ignore|forget about|skip|let) (it|that|the|this)",
            "(ignore|just ignore) (it|that|those|the|cramps|them)",
            "(see|check) (the|your|ur)? (pcp|doctor|doc|dr|dentist) (monday|next week|after)",
            "(is|are|would be|be) overkill",
        ],
        unless: [
            "(don't|dont|do not|never|not) (wait|skip|ignore|put off|delay|hesitate|cancel)",
            "(no|not) (need|reason) to (apologize|apologise|be (ashamed|embarrassed|sorry)|feel|thank|explain|register|sign|rsvp|bring|book|print|fast|dress|download|log|choose|justify|call ahead|make an appointment)",
            "(no|without) (appointment|appointments|referral|insurance|judgment) (needed|necessary|required)",
        ],
        confirm: confirm,
    }
}

/// Whether words are said to one person, of a case that is neither made up nor the author's.
pub fn tells_one(input: &Input<'_>, span: Span) -> bool {
    let (tokens, _) = sentence(input, span);
    (answers_someone(input) || turns_to_someone(input, span))
        && !(refuses(tokens) || teaches(tokens))
        && !(about_animals(input, span) || is_made_up(input, span) || is_own(input, span))
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    if !tells_one(input, span) {
        return None;
    }
    if has(before(input, span, 4), hashes!["if", "when", "whether", "unless", "who", "i", "my", "im", "told", "never"]) && input.context != Context::Comment {
        return None;
    }
    let urgent = has(tokens, hashes!["911", "immediately", "asap", "now", "urgently"]);
    let house = has(tokens, hashes!["parking", "phone", "phones", "form", "forms", "portal", "website", "registration", "walk", "hours", "appointment"]) && !has_class(tokens, classes!["symptom", "condition", "body"]);
    let medical = has_class(tokens, MEDICAL) || has_class(tokens, classes!["emergency"]) || has_class(near(input, span), MEDICAL);
    match input.context {
        _ if urgent || house || !medical => None,
        Context::Email => has_class(tokens, MEDICAL).then_some((span, Severity::Warn)),
        _ => Some((to_clause_end(input, span, 6), Severity::Warn)),
    }
}

/// The words around, less the far ones: what the reassurance is about.
fn near<'a>(input: &Input<'a>, span: Span) -> &'a [crate::text::Token] {
    let range = input.parsed.token_range(span);
    let all = around(input, span);
    input.parsed.tokens.get(range.start.saturating_sub(45)..(range.end + 30).min(input.parsed.tokens.len())).unwrap_or(all)
}
