//! Remedies named without a verb.

use crate::finding::Context;
use crate::lexicon::Classes;
use crate::rules::evidence::clause::{clauses, is_general, is_past, says_i};
use crate::rules::evidence::clinical::{
    about_animals, around, asks, has, has_class, is_made_up, redirects, refuses, span_of, teaches,
};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Span, Token};
use crate::{classes, hashes};

declare_rule! {
    /// Flags a remedy that is prescribed without a verb: "sitz bath and lidocaine jelly", "no ibuprofen until she eats".
    ///
    /// # Why
    /// Among words that tell one person what to do, a remedy by itself is told, too (AMA Code of Medical Ethics,
    /// Opinion 1.2.12).
    ///
    /// # Wrong
    /// ```text,comment
    /// you have a fissure. {{sitz bath at night}}, {{drink more water}} and {{skip the coffee}}
    /// Rest your knee. {{Compression wrap at night}}.
    /// {{push fluids for her tonight}}, {{no ibuprofen until she eats}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// Ice and snow all week, so the clinic opens late.
    /// Tamiflu, Relenza and Xofluza are the three that the guideline names.
    /// My knee likes ice and a compression wrap.
    /// ```
    pub static REMEDY = {
        id: "adv.treatment/remedy",
        label: AdvTreatment,
        title: "Names a remedy for one person",
        why: "A remedy named to one person is treatment without an exam.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        check: check,
    }
}

const REMEDIES: Classes = classes!["drug", "remedy"];
/// Longest clause without a verb, in tokens.
const LONGEST: usize = 12;
/// How far around other advice may stand, in tokens.
const NEAR: usize = 45;

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if !matches!(input.context, Context::Comment | Context::Message) {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !has_class(tokens, REMEDIES) || teaches(tokens) || refuses(tokens) || asks(tokens) || redirects(tokens) || says_i(tokens) {
            continue;
        }
        // The wide looks come last: they cost most.
        if !clauses(tokens).any(|(_, clause)| bare(input, clause))
            || !prescribes(input, sentence.span)
            || about_animals(input, sentence.span)
            || is_made_up(input, sentence.span)
        {
            continue;
        }
        for (_, clause) in clauses(tokens) {
            if bare(input, clause)
                && let Some(span) = span_of(clause)
            {
                sink.add(span);
            }
        }
    }
}

/// Whether the words around tell one person what to do.
fn prescribes(input: &Input<'_>, span: Span) -> bool {
    let range = input.parsed.token_range(span);
    let near = input
        .parsed
        .tokens
        .get(range.start.saturating_sub(NEAR)..(range.end + NEAR).min(input.parsed.tokens.len()))
        .unwrap_or(around(input, span));
    let verb = |clause: &[Token]| {
        let lead = clause.get(..3.min(clause.len())).unwrap_or(&[]);
        has_class(lead, classes!["directive"])
            && !says_i(clause)
            && has_class(clause, classes!["drug", "remedy", "body", "symptom", "unit", "frequency", "procedure"])
    };
    let person = has(
        near,
        hashes!["you", "your", "u", "ur", "youre", "yours", "him", "her", "he", "she", "his", "dude", "hun", "mama", "girl", "bro"],
    ) || near.iter().any(|token| token.kind == Kind::Handle);
    person && clauses(near).any(|(_, clause)| verb(clause))
}

/// A clause that names a remedy and has no verb of its own.
fn bare(input: &Input<'_>, clause: &[Token]) -> bool {
    let verbs = hashes![
        "is", "are", "was", "were", "be", "has", "have", "had", "it", "its", "i", "we", "you", "he", "she", "they", "that", "can", "could",
        "will", "would", "should", "may", "might", "do", "does", "did", "dont", "our", "us", "my", "if", "who", "what", "your", "ur",
        "thats", "isnt", "free", "price", "open", "ask", "call", "helps", "works", "means", "makes", "like", "on", "from", "about", "by",
    ];
    let words = clause.iter().filter(|token| token.kind == Kind::Word).count();
    // "no ibuprofen until she eats"
    let denies = clause.first().is_some_and(|token| token.word == hashes!["no"][0])
        && clause.get(1..3).is_some_and(|next| has_class(next, REMEDIES))
        && !has(clause, hashes!["is", "are", "was", "i", "we", "there", "in", "that"]);
    let money = clause.iter().any(|token| hashes!["$"].contains(&token.word));
    clause.len() <= LONGEST
        && words >= 2
        && !is_general(clause)
        && has_class(clause, REMEDIES)
        && (!has(clause, verbs) || denies)
        && !money
        && !clause.iter().any(|token| is_past(input, token))
}
