//! What somebody did or left undone as a patient.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, after, asks, before, ends_clause, has, has_class, is_made_up, is_own, refuses, sentence, teaches, tells_of_a_patient};
use crate::rules::Input;
use crate::text::Span;
use crate::classes;

declare_rule! {
    /// Flags what somebody declined, missed, signed or did while in care.
    ///
    /// # Why
    /// To defend a practice with the reviewer's own conduct discloses their care: the Office for Civil Rights has
    /// settled such cases under 45 CFR 164.502(a).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{You declined the x-ray}}, as your right is.
    /// {{you no-showed three cleanings}}
    /// {{You signed the consent form}} twice.
    /// {{three no-shows}}, in a row
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Patients may decline x-rays at any time.
    /// Two missed visits in a row end a standing slot; the policy is on our website.
    /// You told us about the parking, and you are right.
    /// ```
    pub static CONDUCT = {
        id: "rel.care/conduct",
        label: RelCare,
        title: "Reveals what a patient did",
        why: "What somebody chose, missed or refused as a patient is part of their care.",
        law: ["45 CFR 164.502(a)", "45 CFR 160.103"],
        severity: Block,
        patterns: [
            "(you|u|ya|y'all|your <kin>|he|she|they) (also|never|already|still|actually|simply|then|had|have|has|finally|later|repeatedly|both)? (declined|refused|missed|canceled|cancelled|rescheduled|no showed|signed|consented|chose|opted|skipped|stopped|quit|failed|smoked|relapsed|tested|completed|ate|swallowed|grind|returned|fainted|passed out|threw up|vomited|overdosed|seized|miscarried|delivered|conceived|healed|bit|chewed|lapsed|ignored|fell asleep|wore|lost|fell|gained|bled|drove|requested|begged|demanded|asked|told|insisted|bought|were late|were <num>|was <num>|showed up|came in impaired|finished|detoxed|graduated|walked out|left against|were numb|were smoking|were discharged|had not|hadn't|didn't|did not|never)",
            "(<num>|two|three|four|five|six|several|repeated|multiple) (missed|no show|no shows|cancelled|canceled|unanswered|late) <word>? (appointments|visits|cleanings|sessions|checks|letters|calls|cancellations)?",
            "(your|his|her) (repeated|third|second|last|latest|many)? (no show|no shows|refusal|noncompliance|non compliance|termination|discharge|missed <word>|cancellation|cancellations|failure to|relapse|weigh ins|food log|behavior toward|consent form|treatment plan)",
            "(discharged|dismissed|terminated|released) (you|him|her|from (this|our|the) (practice|clinic|office))",
            "(was|were) (discharged|dismissed|terminated) from (this|our|the|my) (practice|clinic|office|program)",
            "left (ama|against medical advice)",
            "(dismissing|discharging|terminating|firing) (you|him|her)",
        ],
        unless: [
            "(if|when|whenever|once|anyone who|who) (you|he|she|they) <any>? <any>? <any>? <any>? <any>?",
            "you (told|asked) (us|me) (about (the (parking|phone|phones|wait|hold))|for (feedback|more))",
            "(you|they) (asked|told|requested) <word>? (google|yelp|about (parking|hours|the parking))",
            "you (didn't|did not|never) (have to|need|get the|feel|deserve)",
            "you (lost|missed) (me|us|out|it|the point)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, at) = sentence(input, span);
    let verb = input.parsed.tokens.get(input.parsed.token_range(span)).unwrap_or(&[]);
    let care = classes!["procedure", "drug", "condition", "test", "billing", "attend", "symptom"];
    // What follows the verb is looked at, and marked as far as it says what was done.
    let rest = after(input, span, 6);
    let clause = rest.get(..rest.iter().position(ends_clause).unwrap_or(rest.len())).unwrap_or(&[]);
    let object = clause.iter().rposition(|token| token.classes.intersects(care)).and_then(|last| clause.get(last));
    if about_animals(input, span) || is_made_up(input, span) || refuses(tokens) || teaches(tokens) {
        return None;
    }
    if has(before(input, span, 4), hashes!["if", "when", "whenever", "once", "who", "anyone", "unless", "until", "wish", "hope", "sorry"]) {
        return None;
    }
    let third = tokens.get(at).is_some_and(|token| hashes!["he", "she", "they", "his", "her"].contains(&token.word));
    let plain = hashes!["asked", "told", "lost", "returned", "finished", "completed", "ate", "bought", "chose", "requested", "ignored", "never", "didnt", "hadnt", "fell", "had", "not", "quit", "insisted", "demanded", "drove", "stopped", "failed", "wore", "requested", "finally", "gained", "missed"];
    let specific = object.is_some() || has_class(verb, care);
    let clear = specific || !has(verb, plain);
    let person = has(verb.get(..1).unwrap_or(&[]), hashes!["you", "u", "your", "he", "she", "they", "his", "her"]);
    let policy = !person && has(tokens, hashes!["policy", "fee", "fees", "end", "ends", "before"]);
    let span = object.map_or(span, |last| span.union(last.span));
    match input.context {
        _ if !clear || policy => None,
        Context::ReviewReply => Some((span, Severity::Block)),
        Context::Email | Context::Message if !asks(tokens) && !is_own(input, span) && specific => Some((span, Severity::Warn)),
        Context::Post | Context::Blog if third && specific && !is_own(input, span) && tells_of_a_patient(input, span) => Some((span, Severity::Warn)),
        Context::Post | Context::Blog | Context::Comment if third && specific && !is_own(input, span) => Some((span, Severity::Note)),
        _ => None,
    }
}
