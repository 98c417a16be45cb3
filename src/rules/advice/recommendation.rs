//! Treatment and tests that "should be done".

use crate::finding::Context;
use crate::lexicon::Classes;
use crate::rules::evidence::clinical::{about_animals, asks, clause_end, ends_clause, has, has_class, is_made_up, redirects, refuses, span_of, teaches};
use crate::rules::{Input, Sink};
use crate::text::Token;
use crate::{classes, hashes};

declare_rule! {
    /// Flags recommendations in other words: "an MRI should be done", "antibiotics will help", "I recommend physiotherapy".
    ///
    /// # Why
    /// Recommending a test or a treatment for one case is care without an examination (AMA Code of Medical Ethics,
    /// Opinion 1.2.12).
    ///
    /// # Wrong
    /// ```text,comment
    /// {{An MRI of your neck should be done}}.
    /// {{antibiotics will help}}
    /// {{I recommend physiotherapy and an ultrasound}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// The gym class should be done by noon.
    /// People over 45 should be offered a colonoscopy.
    /// I recommend the bakery on 5th.
    /// ```
    pub static RECOMMENDATION = {
        id: "adv.treatment/recommendation",
        label: AdvTreatment,
        title: "Recommends a test or treatment",
        why: "Which test or treatment fits one person depends on an exam and a history.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        check: check,
    }
}

const WHAT: Classes = classes!["drug", "remedy", "test", "procedure"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if !matches!(input.context, Context::Comment | Context::Message) {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !has_class(tokens, WHAT) || teaches(tokens) || refuses(tokens) || asks(tokens) {
            continue;
        }
        let mut excused = None;
        let mut from = 0;
        while from < tokens.len() {
            let end = clause_end(tokens, from, 40);
            let clause = tokens.get(from..end).unwrap_or(&[]);
            let start = clause.iter().take_while(|token| ends_clause(token)).count();
            let clause = clause.get(start..).unwrap_or(&[]);
            if recommends(clause)
                && !redirects(clause)
                && let Some(span) = span_of(clause)
                && !*excused.get_or_insert_with(|| about_animals(input, sentence.span) || is_made_up(input, sentence.span))
            {
                sink.add(span);
            }
            from = end.max(from + 1);
        }
    }
}

/// Whether a clause says that something medical should happen, or that it helps.
fn recommends(clause: &[Token]) -> bool {
    let mine = has(clause, hashes!["my", "we", "our", "us", "insurance", "people"]);
    let should = clause.windows(2).enumerate().any(|(at, two)| {
        let [a, b] = two else { return false };
        let done = clause.get(at + 1..(at + 5).min(clause.len())).unwrap_or(&[]);
        let modal = hashes!["should", "must", "needs", "need", "has", "have", "can", "could", "may", "will", "would", "is", "are"].contains(&a.word);
        let object = has_class(clause.get(..=at).unwrap_or(&[]), WHAT);
        let passive = hashes!["be", "to", "also"].contains(&b.word)
            && has(done, hashes!["done", "taken", "given", "considered", "recommended", "advised", "required", "needed", "applied", "avoided", "ruled", "checked", "performed", "continued", "started", "stopped", "helpful", "useful", "repeated", "tried", "used", "beneficial", "treated", "added"]);
        let state = hashes!["is", "are"].contains(&a.word) && hashes!["recommended", "advised", "needed", "required", "indicated", "advisable", "mandatory", "helpful", "necessary"].contains(&b.word);
        let helps = hashes!["will", "would", "can", "may", "should", "could", "might"].contains(&a.word)
            && hashes!["help", "relieve", "reveal", "confirm", "improve", "reduce", "rule", "give", "clear", "show", "cure", "ease"].contains(&b.word);
        modal && object && (passive || state || helps)
    });
    let advises = clause.iter().enumerate().any(|(at, token)| {
        let told = hashes!["recommend", "suggest", "advise", "recommended", "suggested"].contains(&token.word);
        let lead = at == 0 || clause.get(at - 1).is_some_and(|before| hashes!["i", "would", "id", "will", "also", "strongly", "highly", "can"].contains(&before.word));
        told && lead && at < 4 && has_class(clause.get(at + 1..(at + 9).min(clause.len())).unwrap_or(&[]), WHAT)
    });
    (should && !mine) || advises
}
