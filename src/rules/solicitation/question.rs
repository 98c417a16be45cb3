//! Asking about somebody's health where others read along.

use crate::finding::Context;
use crate::rules::evidence::clinical::{about_animals, has, has_class, is_made_up, span_of};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Token};
use crate::{classes, hashes};

declare_rule! {
    /// Flags clinical questions to a person in a public thread: symptoms, medicines, history.
    ///
    /// # Why
    /// An answer would put health information where everybody reads it; a clinician who asks invites that
    /// (45 CFR 164.312(e)(1); AMA Code of Medical Ethics, Opinion 2.3.1).
    ///
    /// # Wrong
    /// ```text,comment
    /// {{do you have any fever or vomiting?}}
    /// {{Are you on any medication?}}
    /// {{how long have you had the rash?}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// Do you have a favorite sunscreen joke?
    /// Have you asked your own doctor about it?
    /// Did you know that asthma is common in kids?
    /// ```
    pub static QUESTION = {
        id: "sol.phi/question",
        label: SolPhi,
        title: "Asks about someone’s health",
        why: "A clinical question in a public thread asks for health details that everybody will read.",
        law: ["45 CFR 164.312(e)(1)", "AMA Code of Medical Ethics 2.3.1"],
        severity: Warn,
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if input.context != Context::Comment {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !tokens.iter().rev().take(2).any(|token| hashes!["?"].contains(&token.word)) {
            continue;
        }
        // The question is what stands after the last comma or dash that leads into it, if that is long enough.
        let Some(asked) = question(tokens) else { continue };
        if !about_health(asked) || about_animals(input, sentence.span) || is_made_up(input, sentence.span) {
            continue;
        }
        if let Some(span) = span_of(asked) {
            sink.add(span);
        }
    }
}

/// The part of a sentence that asks somebody.
fn question(tokens: &[Token]) -> Option<&[Token]> {
    let opener = hashes!["do", "did", "does", "is", "are", "was", "were", "have", "has", "had", "any", "what", "whats", "when", "where", "how", "which", "can", "could", "since", "hows", "r"];
    let who = hashes!["you", "your", "u", "ur", "he", "she", "his", "her", "it", "there", "they", "the", "any", "these", "youre", "youve", "this", "pain", "long", "other"];
    let start = tokens.iter().enumerate().position(|(at, token)| {
        opener.contains(&token.word)
            && (at == 0 || tokens.get(at - 1).is_some_and(|before| before.kind != Kind::Word || hashes!["and", "so", "um", "uh", "but", "also", "or", "then", "know", "ok", "please"].contains(&before.word)))
            && (has(tokens.get(at + 1..(at + 4).min(tokens.len())).unwrap_or(&[]), who) || token.word == hashes!["any"][0])
    })?;
    tokens.get(start..).filter(|rest| rest.len() >= 4)
}

fn about_health(tokens: &[Token]) -> bool {
    let opens = tokens.get(..6.min(tokens.len())).unwrap_or(&[]);
    let knows = has(opens, hashes!["know", "ever", "wonder", "asked", "agree", "favorite", "seen", "guess", "think", "considered", "hear", "heard", "read", "who"]);
    let person = has(tokens, hashes!["you", "your", "u", "ur", "he", "she", "his", "her", "youre", "youve"]) || has(opens, hashes!["any", "there", "pain", "is", "are"]);
    let medical = has_class(tokens, classes!["drug", "condition", "symptom", "test", "procedure"])
        || has(tokens, hashes!["medical", "medication", "medications", "weight", "diet", "periods", "age", "old", "surgery", "smoke", "smoker", "diagnosed", "hurt", "hurts", "feeling", "sick", "asthma", "sleep", "pain", "doses", "treatment", "allergies", "allergic", "pee", "pregnant", "sex", "appetite"]);
    let place = has_class(tokens, classes!["body"]) && has(tokens, hashes!["you", "your", "ur", "his", "her"]);
    person && !knows && (medical || place)
}
