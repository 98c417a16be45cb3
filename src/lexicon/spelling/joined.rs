//! Words that were run together, and words that begin with a figure for a letter: other tokens than were found.

use super::{classes, figures, is_ordinary};
use crate::lexicon::{Class, class};
use crate::text::fold::fold_ascii;
use crate::text::{Kind, Shape, Span, Token};

const GIVEN: Class = class("given");
/// Longest word that is taken apart, in letters, and most words in it.
const LONGEST: usize = 48;
const MOST: usize = 11;
/// Shortest word that is taken apart outside a hashtag.
const SHORTEST: usize = 7;
const LONGEST_PART: usize = 13;

/// How run-together words of a sentence begin; with the first of them two words are enough, with the rest it takes three.
const OPENING: [&str; 7] = ["thank", "thanks", "thankyou", "your", "dear", "please", "gracias"];
const STARTS: [&str; 20] = [
    "you", "our", "my", "for", "we", "take", "stop", "see", "hi", "hey", "dont", "no", "so", "the", "had", "last", "text", "call", "glad",
    "how",
];
/// What a number begins with that is spelled without a space; it takes three of these.
const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
/// Short words that may stand inside; other pairs of letters are no words here.
const SHORT: [&str; 27] = [
    "us", "my", "in", "to", "is", "it", "we", "me", "no", "so", "of", "on", "he", "at", "by", "be", "do", "go", "up", "or", "an", "as",
    "if", "am", "hi", "er", "id",
];

/// Tokens in place of others.
pub struct Piece {
    /// The first token that is replaced.
    pub at: usize,
    /// How many are.
    pub takes: usize,
    /// By what.
    pub tokens: Vec<Token>,
}

/// Puts the pieces in; they are given from the last to the first.
pub fn replace(tokens: &mut Vec<Token>, pieces: Vec<Piece>) {
    let mut out = Vec::with_capacity(tokens.len() + pieces.len() * 2);
    let mut at = 0;
    for piece in pieces.into_iter().rev() {
        out.extend_from_slice(tokens.get(at..piece.at).unwrap_or(&[]));
        out.extend(piece.tokens);
        at = piece.at + piece.takes;
    }
    out.extend_from_slice(tokens.get(at..).unwrap_or(&[]));
    *tokens = out;
}

/// "4ppointment": a single figure glued to an unknown word.
pub fn with_figure(text: &str, tokens: &[Token], at: usize) -> Option<Piece> {
    let (before, word) = (at.checked_sub(1)?, tokens.get(at)?);
    if word.span.len() < 4 {
        return None;
    }
    let figure =
        tokens.get(before).filter(|figure| figure.kind == Kind::Number && figure.span.len() == 1 && figure.span.end == word.span.start)?;
    let meant = figures(text.get(figure.span.union(word.span).range())?)?;
    let shape = figure.shape.with(Shape::MIXED);
    let token = Token { span: figure.span.union(word.span), word: meant.hash(), stem: meant.stem().hash(), shape, ..*word };
    Some(Piece { at: before, takes: 2, tokens: vec![token] })
}

/// The words that an unknown word was made of: in a hashtag always, elsewhere when it begins as sentences do.
///
/// `named`: it stands where a capital makes a name.
pub fn parts(word: &str, at: usize, token: &Token, named: bool) -> Option<Piece> {
    let hashtag = token.shape.has(Shape::HASHTAG);
    let length = word.len();
    // "#ThankYou" has capitals where its words begin: a part of it is one word, unless it is too long for one.
    let least = if !hashtag {
        SHORTEST
    } else if token.shape.has(Shape::CAPITALISED) {
        12
    } else {
        5
    };
    if length > LONGEST || length < least || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let small = word.to_ascii_lowercase();
    let number = DIGITS.iter().any(|digit| small.starts_with(digit));
    if !(hashtag || number) && (named || !OPENING.iter().chain(&STARTS).any(|start| small.starts_with(start))) {
        return None;
    }
    let ends = cut(small.as_bytes())?;
    // "Hillcrest" begins with "hi", but not as a word of its own.
    let first = small.get(..*ends.first()?)?;
    // "#weightloss" is a subject; "#thankyoudana" and "#danawilliams" speak to or of somebody.
    let speaks = number && ends.len() > 2 && spells_number(&small, &ends)
        || !named && OPENING.contains(&first)
        || ends.len() > 2 && (hashtag || !named && STARTS.contains(&first));
    let of_person =
        || [Some(first), small.get(first.len()..)].iter().flatten().any(|part| classes(&fold_ascii(part.as_bytes())).has(GIVEN));
    if !(speaks || hashtag && of_person()) {
        return None;
    }
    let mut tokens = Vec::with_capacity(ends.len());
    let mut from = 0;
    for end in ends {
        let part = fold_ascii(small.as_bytes().get(from..end)?);
        let capital = word.as_bytes().get(from).is_some_and(u8::is_ascii_uppercase);
        let mut shape = if token.shape.has(Shape::ALL_CAPS) {
            Shape::ALL_CAPS
        } else if capital {
            Shape::CAPITALISED
        } else {
            Shape::default()
        };
        if hashtag {
            shape = shape.with(Shape::HASHTAG);
        }
        shape = if from == 0 { shape.preceded_like(token.shape) } else { shape.with(Shape::HYPHEN_BEFORE) };
        let span = Span::new(token.span.start + from as u32, token.span.start + end as u32);
        tokens.push(Token { span, word: part.hash(), stem: part.stem().hash(), shape, ..*token });
        from = end;
    }
    Some(Piece { at, takes: 1, tokens })
}

/// Where the fewest known words that make up `word` end.
fn cut(word: &[u8]) -> Option<Vec<usize>> {
    // For each place: how few words lead there, and where the last of them begins.
    let mut best = [(usize::MAX, 0_usize); LONGEST + 1];
    best.first_mut()?.0 = 0;
    for from in 0..word.len() {
        let count = best.get(from)?.0;
        if count >= MOST {
            continue;
        }
        for end in from + 2..=(from + LONGEST_PART).min(word.len()) {
            let place = best.get_mut(end)?;
            if place.0 > count + 1 && is_part(word.get(from..end)?) {
                *place = (count + 1, from);
            }
        }
    }
    let mut ends = vec![word.len()];
    let mut at = best.get(word.len()).filter(|place| place.0 > 1 && place.0 <= MOST)?.1;
    while at > 0 {
        ends.push(at);
        at = best.get(at)?.1;
    }
    ends.reverse();
    Some(ends)
}

fn spells_number(word: &str, ends: &[usize]) -> bool {
    let starts = core::iter::once(&0).chain(ends);
    starts.zip(ends).all(|(from, end)| word.get(*from..*end).is_some_and(|part| DIGITS.contains(&part)))
}

/// A known word; a name only when it is too long to be an ending.
fn is_part(part: &[u8]) -> bool {
    const ENDINGS: [&str; 12] = ["ness", "ment", "ship", "able", "tion", "ings", "less", "ward", "wise", "ist", "ing", "ion"];
    if part.len() == 2 {
        return SHORT.iter().any(|short| short.as_bytes() == part);
    }
    let word = fold_ascii(part);
    let classes = classes(&word);
    (is_ordinary(&word) || !classes.is_empty() && part.len() > 3) && !ENDINGS.iter().any(|ending| ending.as_bytes() == part)
}
