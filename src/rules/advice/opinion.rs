//! An opinion on what may be behind it.

use crate::finding::Context;
use crate::lexicon::Classes;
use crate::rules::evidence::clinical::{MEDICAL, about_animals, asks, clause_end, has, has_class, is_made_up, redirects, refuses, span_of, teaches};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Token};
use crate::{classes, hashes};

declare_rule! {
    /// Flags an opinion on somebody's case in an answer: "this may be due to…", "it seems to be your thyroid".
    ///
    /// # Why
    /// An opinion on one case is a diagnosis in softer words, given without an examination (AMA Code of Medical
    /// Ethics, Opinion 1.2.12).
    ///
    /// # Wrong
    /// ```text,comment
    /// {{it seems to be related to your thyroid}}
    /// {{Your pain may be coming from the disc}}.
    /// {{in my opinion your swelling is just a strained ligament}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// It may be a while until the new clinic opens.
    /// A headache may have many causes, which is why your own doctor should see you.
    /// People at risk may be offered a blood test.
    /// ```
    pub static OPINION = {
        id: "adv.diagnosis/opinion",
        label: AdvDiagnosis,
        title: "Gives an opinion on one case",
        why: "An opinion on what one person has is a diagnosis without an exam.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        check: check,
    }
}

const WHAT: Classes = classes!["condition", "symptom", "body", "test", "drug", "procedure"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if input.context != Context::Comment {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !has_class(tokens, MEDICAL) || teaches(tokens) || refuses(tokens) || asks(tokens) || redirects(tokens) {
            continue;
        }
        let Some(cue) = cue(tokens) else { continue };
        if about_animals(input, sentence.span) || is_made_up(input, sentence.span) {
            continue;
        }
        let from = begin(tokens, cue);
        let end = clause_end(tokens, cue, 14);
        let clause = tokens.get(from..end).unwrap_or(&[]);
        if has_class(clause, WHAT)
            && !has(clause, hashes!["i", "we", "many", "people", "often"])
            && (has(clause, hashes!["opinion"]) || !has(clause, hashes!["my"]))
            && let Some(span) = span_of(clause)
        {
            sink.add(span);
        }
    }
}

/// Where an opinion is announced.
fn cue(tokens: &[Token]) -> Option<usize> {
    let person = has(tokens, hashes!["you", "your", "u", "ur", "youre", "he", "she", "his", "her", "this", "it", "its", "these", "that", "yours", "symptoms"]);
    if !person {
        return None;
    }
    let modal = hashes!["may", "might", "could", "can", "must", "seems", "seem", "appears", "looks", "sounds", "probably", "likely", "mostly", "is", "are"];
    tokens.iter().enumerate().position(|(at, token)| {
        let next = tokens.get(at + 1).map_or(0, |token| token.word);
        let after = tokens.get(at + 2).map_or(0, |token| token.word);
        let linked = hashes!["due", "caused", "related", "because", "coming", "associated", "secondary", "attributed"];
        if hashes!["opinion"].contains(&token.word) {
            return at > 0 && tokens.get(at - 1).is_some_and(|before| hashes!["my"].contains(&before.word));
        }
        modal.contains(&token.word)
            && ((hashes!["be", "to", "have", "just", "mostly", "likely", "probably", "like", "most", "also"].contains(&next)
                && (linked.contains(&after) || hashes!["be", "have", "from", "a", "an", "been", "being", "your", "some", "related", "the"].contains(&after))
                && !hashes!["is", "are", "can"].contains(&token.word))
                || linked.contains(&next)
                || (hashes!["be", "also", "mostly", "probably", "likely", "usually"].contains(&next) && linked.contains(&after)))
    })
}

/// Where the clause that holds `at` begins.
fn begin(tokens: &[Token], at: usize) -> usize {
    let stop = |token: &Token| {
        (token.kind == Kind::Punct && hashes![",", ".", ";", ":", "(", ")", "!", "?"].contains(&token.word)) || hashes!["but", "and", "so", "because", "if"].contains(&token.word)
    };
    tokens.get(..at).and_then(|earlier| earlier.iter().rposition(stop)).map_or(0, |last| last + 1).max(at.saturating_sub(12))
}
