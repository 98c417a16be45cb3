//! Where one sentence ends and the next begins.

use super::fold::fold_ascii;
use super::span::Span;
use super::token::{Kind, Shape, Token};

/// A sentence: its tokens, by index, and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of the first token.
    pub first: u32,
    /// One past the index of the last token.
    pub end: u32,
    /// From the first byte of the first token to the last byte of the last.
    pub span: Span,
}

const fn hash(word: &str) -> u32 {
    fold_ascii(word.as_bytes()).hash()
}

/// Words after which a full stop does not end a sentence.
const ABBREVIATIONS: [u32; 24] = [
    hash("dr"),
    hash("mr"),
    hash("mrs"),
    hash("ms"),
    hash("mx"),
    hash("prof"),
    hash("st"),
    hash("jr"),
    hash("sr"),
    hash("vs"),
    hash("eg"),
    hash("ie"),
    hash("etc"),
    hash("no"),
    hash("apt"),
    hash("ave"),
    hash("blvd"),
    hash("rd"),
    hash("dept"),
    hash("sra"),
    hash("rev"),
    hash("hon"),
    hash("ext"),
    hash("approx"),
];

/// Groups tokens into sentences, appending to `sentences`. A line break always ends one.
pub fn split(tokens: &[Token], sentences: &mut Vec<Sentence>) {
    let mut first = 0;
    for at in 0..tokens.len() {
        let next = tokens.get(at + 1);
        let ends = next.is_none_or(|next| next.shape.has(Shape::LINE_BEFORE) || (next.shape.has(Shape::SPACE_BEFORE) && stops(tokens, at)));
        if ends {
            let span = tokens.get(first).zip(tokens.get(at)).map_or_else(Span::default, |(a, b)| a.span.union(b.span));
            sentences.push(Sentence { first: first as u32, end: at as u32 + 1, span });
            first = at + 1;
        }
    }
}

/// Whether the token at `at` closes a sentence, given that white space follows: `.`, `!`, `?`, `…`, perhaps with a
/// closing quote, bracket or emoji after it.
fn stops(tokens: &[Token], at: usize) -> bool {
    let mut at = at;
    for _ in 0..3 {
        let Some(token) = tokens.get(at) else { return false };
        let closing =
            token.kind == Kind::Emoji || (token.kind == Kind::Punct && [hash("\""), hash("'"), hash(")"), hash("]")].contains(&token.word));
        if !closing || at == 0 {
            break;
        }
        at -= 1;
    }
    let Some(token) = tokens.get(at) else { return false };
    if token.kind != Kind::Punct {
        return false;
    }
    if token.word == hash("!") || token.word == hash("?") {
        return true;
    }
    if token.word != hash(".") {
        return false;
    }
    let before = at.checked_sub(1).and_then(|index| tokens.get(index));
    before.is_none_or(|before| {
        let initial =
            before.kind == Kind::Word && before.span.len() == 1 && before.shape.has(Shape::CAPITALISED) && before.word != hash("i");
        token.span.len() > 1 || !(initial || ABBREVIATIONS.contains(&before.word))
    })
}
