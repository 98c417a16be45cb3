//! Numbers that point at something: runs of digits and letters, and the label that says what of.

use super::{is, spoken};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span, Token, fold};
use crate::words;

/// A run of letters, digits and the marks that hold them together.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// How many digits are in it.
    pub digits: u32,
    /// How many letters.
    pub letters: u32,
}

impl Code {
    /// Its bytes.
    pub fn span(&self, tokens: &[Token]) -> Span {
        let first = tokens.get(self.first).map_or(Span::default(), |token| token.span);
        self.end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(first, |last| first.union(last.span))
    }
}

/// Longest code, in tokens.
const LONGEST: usize = 12;

/// Reads what is written without a space from `at` on: "88-00417-K", "HB-6630-08", "x8830".
pub fn glued(input: &Input<'_>, at: usize) -> Option<Code> {
    let tokens = input.parsed.tokens;
    let mut code = Code { first: at, end: at, digits: 0, letters: 0 };
    let mut end = at;
    while let Some(token) = tokens.get(end).filter(|_| end < at + LONGEST) {
        if end > at && token.shape.has(Shape::SPACE_BEFORE) {
            break;
        }
        match token.kind {
            Kind::Word | Kind::Number => {
                let words = input.parsed.words(token.span);
                if words.is_ascii() {
                    code.digits += words.bytes().filter(u8::is_ascii_digit).count() as u32;
                    code.letters += words.bytes().filter(u8::is_ascii_alphabetic).count() as u32;
                } else {
                    code.digits += words.chars().filter(|c| fold::digit(*c).is_some()).count() as u32;
                    code.letters += words.chars().filter(|c| c.is_alphabetic()).count() as u32;
                }
                code.end = end + 1;
            }
            Kind::Punct if is(tokens, end, words!["-", "/", "_", "^", "*"]) && end > at => {}
            _ => break,
        }
        end += 1;
    }
    (code.end > at).then_some(code)
}

/// Reads a code that may be written in groups: "NBH 8830 447 12", "4400 1827 0091", "PJN 448213S", "M41 77K".
pub fn grouped(input: &Input<'_>, at: usize) -> Option<Code> {
    let tokens = input.parsed.tokens;
    let mut code = glued(input, at)?;
    for _ in 0..4 {
        let Some(next) = tokens.get(code.end) else { break };
        if next.shape.has(Shape::LINE_BEFORE) || !matches!(next.kind, Kind::Word | Kind::Number) {
            break;
        }
        let Some(more) = glued(input, code.end) else { break };
        let capitals = tokens.get(code.end..more.end).unwrap_or(&[]).iter().all(|token| {
            token.kind != Kind::Word || token.shape.has(Shape::ALL_CAPS) || token.shape.has(Shape::MIXED) || token.span.len() == 1
        });
        let belongs = more.digits > 0 && capitals && (more.digits + more.letters >= 2);
        if !belongs {
            break;
        }
        code = Code { first: at, end: more.end, digits: code.digits + more.digits, letters: code.letters + more.letters };
    }
    Some(code)
}

/// Words between a label and its number.
const FILLERS: &[u32] = words![
    ":", "#", "no", ".", "number", "num", "nbr", "is", "id", "ending", "ends", "in", "with", "(", "on", "=", "card", "-", "was", "code",
    "of", "last", "four", "digits", "nr", ",", "\"", "her", "his", "your", "the", "account", "policy", "copy", "file"
];

/// The number that a label at `at` (one past its last word) announces.
pub fn announced(input: &Input<'_>, at: usize, shortest: u32) -> Option<Code> {
    let tokens = input.parsed.tokens;
    for skip in 0..5 {
        let here = at + skip;
        let token = tokens.get(here)?;
        if token.shape.has(Shape::LINE_BEFORE) && skip > 0 {
            return None;
        }
        if let Some(run) = spoken::read(input, here).filter(|run| run.count >= shortest.max(3) as usize) {
            return Some(Code { first: here, end: run.end, digits: run.count as u32, letters: 0 });
        }
        let plain = FILLERS.contains(&token.word) && token.kind == Kind::Word && !token.shape.has(Shape::ALL_CAPS);
        if let Some(code) = grouped(input, here).filter(|_| !plain).filter(|code| code.digits >= shortest && looks_coded(input, code)) {
            return Some(code);
        }
        if !FILLERS.contains(&token.word) {
            return None;
        }
    }
    None
}

/// A code is written in digits and capitals; "2nd", "20mg" and "about" are none.
fn looks_coded(input: &Input<'_>, code: &Code) -> bool {
    let tokens = input.parsed.tokens.get(code.first..code.end).unwrap_or(&[]);
    let lower = tokens.iter().any(|token| {
        token.kind == Kind::Word && token.span.len() > 2 && !token.shape.has(Shape::ALL_CAPS) && !token.shape.has(Shape::MIXED)
    });
    let money = code.first.checked_sub(1).is_some_and(|before| is(input.parsed.tokens, before, words!["$"]));
    let unit = is(input.parsed.tokens, code.end, words!["%", "mg", "ml", "percent", "days", "years", "weeks", "hours", "minutes"]);
    let ordinal = tokens.iter().any(|token| token.shape.has(Shape::ORDINAL));
    !lower && !money && !unit && !ordinal
}

/// Adds each number that one of `labels` announces, when `accept` agrees. The rule has to wake at all of `labels`.
pub fn labelled(input: &Input<'_>, sink: &mut Sink<'_>, labels: &[u32], shortest: u32, accept: impl Fn(usize, &Code) -> bool) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        if is(tokens, at, labels)
            && let Some(code) = announced(input, at + 1, shortest)
            && accept(at, &code)
        {
            sink.add(code.span(tokens));
        }
    }
}

/// The digits of a span, in order; at most as many as `into` holds. Gives how many there were.
pub fn digits(text: &str, into: &mut [u8]) -> usize {
    let mut count = 0;
    for value in text.chars().filter_map(fold::digit) {
        if let Some(place) = into.get_mut(count) {
            *place = value;
        }
        count += 1;
    }
    count
}

/// Longest number that is read in ASCII.
const WRITTEN: usize = 24;

/// The words of a number in ASCII, in whatever script or dress its digits are written.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// The number itself, where it is written in ASCII.
    plain: Option<&'a str>,
    bytes: [u8; WRITTEN],
    len: usize,
}

impl<'a> Written<'a> {
    /// The number that the token at `at` is; empty where there is none.
    pub fn at(input: &Input<'a>, at: usize) -> Self {
        let mut written = Self { plain: None, bytes: [0; WRITTEN], len: 0 };
        let Some(token) = input.parsed.tokens.get(at).filter(|token| token.kind == Kind::Number) else { return written };
        let words = input.parsed.words(token.span);
        if words.is_ascii() {
            written.len = words.len().min(WRITTEN);
            written.plain = words.get(..written.len);
            return written;
        }
        for c in words.chars() {
            let byte = if c.is_ascii() { Some(c as u8) } else { fold::digit(c).map(|value| b'0' + value) };
            if let (Some(byte), Some(place)) = (byte, written.bytes.get_mut(written.len)) {
                *place = byte;
                written.len += 1;
            }
        }
        written
    }

    /// As text: digits, `.`, `,` and the ending of an ordinal.
    pub fn as_str(&self) -> &str {
        if let Some(plain) = self.plain {
            return plain;
        }
        self.bytes.get(..self.len).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// How many characters it has.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no number.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}
