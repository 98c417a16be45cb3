//! A diagnosis or medicine beside a record number.

use crate::finding::Context;
use crate::lexicon::Classes;
use crate::rules::evidence::clinical::{about_animals, has, has_class, is_made_up, span_of, teaches};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Token};
use crate::{classes, hashes};

declare_rule! {
    /// Flags a diagnosis, a medicine or a procedure that stands beside a record number, a birth date or an account.
    ///
    /// # Why
    /// A number that a practice gave to one person makes what stands beside it individually identifiable
    /// (45 CFR 160.103, 164.514(b)(2)(i)(H)-(J)).
    ///
    /// # Wrong
    /// ```text,post
    /// Quarles, MRN 00448127, {{sepsis}}
    /// ```
    /// ```text,email
    /// Acct KO-771-20, DOB 4/9/46: {{rotator cuff repair}}, left.
    /// ```
    ///
    /// # Right
    /// ```text,email
    /// Serial WS-88120 is the scale in room 3, due for calibration.
    /// Please give your MRN and date of birth only by phone.
    /// ```
    pub static RECORD = {
        id: "rel.care/record",
        label: RelCare,
        title: "Ties a diagnosis to a record",
        why: "A diagnosis or medicine beside a record number can be traced to one person.",
        law: ["45 CFR 160.103", "45 CFR 164.514(b)(2)(i)(H)"],
        severity: Block,
        check: check,
    }
}

const WHAT: Classes = classes!["condition", "drug", "procedure"];
/// How near a number must stand, in tokens.
const NEAR: usize = 14;

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if input.context == Context::ReviewReply {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !has_class(tokens, WHAT) || !tokens.iter().any(marks_record) || teaches(tokens) {
            continue;
        }
        if about_animals(input, sentence.span) || is_made_up(input, sentence.span) {
            continue;
        }
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let length = tokens.get(at..).unwrap_or(&[]).iter().take_while(|token| token.classes.intersects(WHAT)).count();
            if length == 0 {
                at += 1;
                continue;
            }
            let near = tokens.get(at.saturating_sub(NEAR)..(at + length + NEAR).min(tokens.len())).unwrap_or(&[]);
            let shorthand = hashes!["pt", "path", "cath"].contains(&token.word);
            if token.kind == Kind::Word
                && !shorthand
                && numbered(near)
                && let Some(span) = tokens.get(at..at + length).and_then(span_of)
            {
                sink.add(span);
            }
            at += length;
        }
    }
}

fn marks_record(token: &Token) -> bool {
    hashes!["mrn", "dob", "ssn", "acct", "dos", "chart", "medicare", "medicaid", "claim", "ss", "pt", "hicn", "mbi"].contains(&token.word)
}

/// Whether a record is marked and a number follows the mark.
fn numbered(near: &[Token]) -> bool {
    near.iter().enumerate().any(|(at, token)| {
        marks_record(token) && near.get(at + 1..(at + 5).min(near.len())).unwrap_or(&[]).iter().any(|next| next.kind == Kind::Number && next.span.len() >= 2)
    }) && !has(near, hashes!["serial", "lot", "invoice"])
}
