//! A sign, a symptom or a value that is called normal, or not.

use crate::finding::Context;
use crate::lexicon::Classes;
use crate::rules::evidence::clause::{clauses, is_general, says_i};
use crate::rules::evidence::clinical::{
    about_animals, answers_someone, asks, has, has_class, is_made_up, is_own, redirects, refuses, span_of, teaches,
    turns_to_someone,
};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Token};
use crate::{classes, hashes};

declare_rule! {
    /// Flags a verdict on somebody's sign, symptom or value, whatever the wording: "the discoloration is harmless",
    /// "3.9 is a bit low", "green poop is nothing".
    ///
    /// # Why
    /// Whether a sign or a value is normal depends on the person and wants an examination (AMA Code of Medical Ethics,
    /// Opinion 1.2.12).
    ///
    /// # Wrong
    /// ```text,comment
    /// {{the swelling on the left side is totally normal}}, mama
    /// {{a ferritin of 9 is way too low}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// Swelling that spreads is not normal, please call your doctor.
    /// People with a ferritin of 9 are low on iron.
    /// My own ferritin is low, too.
    /// The parking at the lab is fine after 3.
    /// ```
    pub static READING = {
        id: "adv.results/verdict",
        label: AdvResults,
        title: "Calls someone’s sign normal or not",
        why: "Whether a sign or a number is normal depends on the person, and only their own clinician can say.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        check: check,
    }
}

const SIGN: Classes = classes!["symptom", "condition", "test", "body", "procedure", "drug"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if input.context == Context::ReviewReply {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !has_class(tokens, SIGN) || teaches(tokens) || refuses(tokens) || asks(tokens) || redirects(tokens) {
            continue;
        }
        let person = match input.context {
            // Left above.
            Context::ReviewReply => false,
            Context::Post | Context::Blog => turns_to_someone(input, sentence.span),
            _ => answers_someone(input),
        };
        let judged = clauses(tokens).any(|(_, clause)| judges(input, clause));
        if !person || !judged || about_animals(input, sentence.span) || is_made_up(input, sentence.span) || is_own(input, sentence.span) {
            continue;
        }
        for (_, clause) in clauses(tokens) {
            if judges(input, clause)
                && let Some(span) = span_of(clause)
            {
                sink.add(span);
            }
        }
    }
}

/// Whether a clause says of a sign or a value what it amounts to.
fn judges(input: &Input<'_>, clause: &[Token]) -> bool {
    let copula = hashes![
        "is", "are", "isnt", "arent", "looks", "look", "looked", "means", "=", "seems", "sounds", "s", "its", "thats", "this", "that",
        "shows", "should", "still"
    ];
    let verdict = hashes![
        "normal",
        "fine",
        "harmless",
        "nothing",
        "benign",
        "ok",
        "okay",
        "low",
        "high",
        "great",
        "perfect",
        "excellent",
        "negative",
        "neg",
        "mild",
        "mildly",
        "moderate",
        "severe",
        "borderline",
        "artifact",
        "healthy",
        "elevated",
        "raised",
        "abnormal",
        "infected",
        "temporary",
        "viral",
        "minor",
        "poor",
        "healing",
    ];
    let Some(at) = clause.iter().position(|token| copula.contains(&token.word)) else { return false };
    let rest = clause.get(at..(at + 8).min(clause.len())).unwrap_or(&[]);
    let subject = clause.get(..at).unwrap_or(&[]);
    let judged = has(rest, verdict);
    let denied = has(rest, hashes!["not", "isnt", "arent", "if", "until", "never", "no", "cant", "wont"]) && !has(rest, hashes!["nothing"]);
    let value = subject.iter().any(|token| token.kind == Kind::Number);
    let definite = has(subject, hashes!["the", "that", "this", "your", "ur", "his", "her", "those", "these", "ur", "baby"])
        || has(rest, hashes!["mama", "hon", "hun", "babe", "girl", "bro", "you", "your"])
        || (value
            && subject.iter().any(|token| token.classes.intersects(classes!["test"]))
            && !has(subject, hashes!["below", "above", "under", "over", "between", "range"]));
    let other = has(
        clause,
        hashes![
            "our",
            "we",
            "parking",
            "price",
            "insurance",
            "clinic",
            "appointment",
            "line",
            "office",
            "hours",
            "desk",
            "study",
            "thanks",
            "thank",
            "question",
            "idea",
            "news",
            "luck",
            "chapter",
            "study",
            "range",
            "portal",
            "per",
            "risk",
            "membrane"
        ],
    );
    // Told of a third person in a mail, it is a disclosure and not advice.
    let disclosed = input.context == Context::Email && has(subject, hashes!["his", "her", "husbands", "husband", "wifes"]);
    judged && !denied && !disclosed && definite && !other && has_class(subject, SIGN) && !is_general(clause) && !says_i(clause)
}
