//! Sentences are cut into clauses: what a person would underline as one piece of advice, one disclosure.

use core::ops::Range;

use crate::rules::evidence::STAFF;
use crate::text::fold::fold_ascii;
use crate::text::{Kind, Parsed, Shape, Token};

/// A mark that may end a clause leaves at least this many tokens on its left and right.
const LEAST: usize = 3;
/// A conjunction that may begin one, this many.
const LEAST_WORDS: usize = 4;

const fn hash(word: &str) -> u32 {
    fold_ascii(word.as_bytes()).hash()
}

/// Words with which a clause begins.
const CONJUNCTIONS: [u32; 15] = [
    hash("but"),
    hash("and"),
    hash("so"),
    hash("because"),
    hash("if"),
    hash("which"),
    hash("when"),
    hash("while"),
    hash("then"),
    hash("or"),
    hash("since"),
    hash("although"),
    hash("though"),
    hash("unless"),
    hash("until"),
];

/// Whether a word only joins a clause to the one before.
pub fn joins(token: &Token) -> bool {
    const JOINS: [u32; 4] = [hash("and"), hash("but"), hash("so"), hash("or")];
    token.kind == Kind::Word && JOINS.contains(&token.word)
}

/// Cuts the tokens `sentence` (indices into the text's) into clauses, in order. What holds neither a word nor a number to
/// call ("😊", "(36)") is none, nor is the name under a letter ("Dr. Osei").
pub fn cut(parsed: &Parsed<'_>, sentence: Range<usize>, mut found: impl FnMut(Range<usize>)) {
    let tokens = parsed.tokens.get(sentence.clone()).unwrap_or(&[]);
    let mut clause = |range: Range<usize>| {
        if parsed
            .tokens
            .get(range.clone())
            .is_some_and(|tokens| (tokens.iter().any(is_word) || is_number_to_call(tokens)) && !is_signature(tokens))
        {
            found(range);
        }
    };
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let (left, right) = (at - start, tokens.len() - at);
        if left >= LEAST_WORDS && right >= LEAST_WORDS && CONJUNCTIONS.contains(&token.word) && token.kind == Kind::Word {
            clause(sentence.start + start..sentence.start + at);
            start = at;
        } else if left >= LEAST && right > LEAST && parts(parsed, token) {
            clause(sentence.start + start..sentence.start + at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        clause(sentence.start + start..sentence.end);
    }
}

fn is_word(token: &Token) -> bool {
    token.kind != Kind::Punct && token.kind != Kind::Emoji && token.kind != Kind::Number
}

/// Whether a line says who of the house writes, and nothing else: a title and a name.
fn is_signature(tokens: &[Token]) -> bool {
    const LONGEST: usize = 6;
    tokens.len() <= LONGEST
        && tokens.first().is_some_and(|first| first.classes.has(STAFF) && first.shape.has(Shape::LINE_BEFORE))
        && tokens.iter().skip(1).any(|token| token.kind == Kind::Word)
        && tokens
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .all(|token| token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS))
}

/// Whether there are seven digits or more, in pieces or in one.
fn is_number_to_call(tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| token.kind == Kind::Number).map(|token| token.span.len()).sum::<u32>() >= 7
}

/// Whether a mark stands between clauses.
fn parts(parsed: &Parsed<'_>, token: &Token) -> bool {
    token.kind == Kind::Punct
        && matches!(
            parsed.words(token.span),
            "," | ";"
                | ":"
                | "("
                | ")"
                | "\u{2014}"
                | "\u{2013}"
                | "\u{2026}"
                | "!"
                | "?"
                | "\""
                | "\u{201c}"
                | "\u{201d}"
                | "\u{2022}"
                | "|"
                | "/"
        )
}
