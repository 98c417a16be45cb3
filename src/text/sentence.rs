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
    /// Whether it begins by itself, and not because the one before grew too long.
    pub natural: bool,
}

/// Most tokens of a sentence: a text without full stops is cut, so that work on an edit stays small.
pub const LONGEST: usize = 250;

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
    let (mut first, mut natural) = (0, true);
    for at in 0..tokens.len() {
        let next = tokens.get(at + 1);
        let ends = next.is_none_or(|next| {
            next.shape.has(Shape::LINE_BEFORE) || (next.shape.has(Shape::SPACE_BEFORE) && tokens.get(first..=at).is_some_and(stops))
        });
        let cut = !ends && at + 1 - first >= LONGEST;
        if ends || cut {
            let span = tokens.get(first).zip(tokens.get(at)).map_or_else(Span::default, |(a, b)| a.span.union(b.span));
            sentences.push(Sentence { first: first as u32, end: at as u32 + 1, span, natural });
            first = at + 1;
            natural = ends;
        }
    }
}

/// Whether the tokens of a sentence so far close it, given that white space follows: `.`, `!`, `?`, `…`, perhaps with
/// closing quotes, brackets or emoji after it.
fn stops(tokens: &[Token]) -> bool {
    const CLOSING: [u32; 4] = [hash("\""), hash("'"), hash(")"), hash("]")];
    let closing = |token: &&Token| token.kind == Kind::Emoji || (token.kind == Kind::Punct && CLOSING.contains(&token.word));
    let behind = tokens.iter().rev().take(3).take_while(closing).count();
    let mut back = tokens.iter().rev().skip(behind);
    let Some(token) = back.next().filter(|token| token.kind == Kind::Punct) else { return false };
    if const { [hash("!"), hash("?")] }.contains(&token.word) {
        return true;
    }
    token.word == const { hash(".") }
        && back.next().is_none_or(|before| {
            let single = before.kind == Kind::Word && before.span.len() == 1;
            let initial = single && before.shape.has(Shape::CAPITALISED) && before.word != const { hash("i") };
            token.span.len() > 1 || !(initial || ABBREVIATIONS.contains(&before.word))
        })
}
