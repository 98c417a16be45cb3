//! Words, the words of a hashtag, and what joins them.

use super::lexer::{Lexer, is_emoji};
use super::{Kind, Shape};
use crate::lexicon::spelling;
use crate::text::fold::{self, Folded};
use crate::text::html;

impl Lexer<'_, '_> {
    pub(super) fn word(&mut self) {
        // What an address or a link needs stands right behind the first letters and digits.
        let mut behind = self.at;
        while self.byte(behind).is_ascii_alphanumeric() {
            behind += 1;
        }
        let mark = self.byte(behind);
        if matches!(mark, b'.' | b'_' | b'+' | b'-' | b'%' | b'@')
            && let Some(end) = self.address_end()
        {
            return self.push(end, Kind::Email, 0, 0, Shape::default());
        }
        if matches!(mark, b'.' | b':' | b'-')
            && let Some(end) = self.web_end()
        {
            return self.push(end, Kind::Url, 0, 0, Shape::default());
        }
        let start = self.at;
        let end = self.word_end(start);
        if matches!(self.byte(end), b'@' | b'$')
            && let Some((end, folded)) = self.disguised()
        {
            let shape = case_of(self.text.get(start..end).unwrap_or("").chars());
            self.push_folded(end, Kind::Word, &folded, shape);
        } else {
            self.push_word(end, Shape::default());
        }
        self.skip_joint(start);
    }

    /// End of a run of letters (and digits after a letter) that starts at `from`; apostrophes and marks count when letters go on.
    fn word_end(&self, from: usize) -> usize {
        let mut at = from;
        while self.byte(at).is_ascii_alphanumeric() {
            at += 1;
        }
        if self.plain && self.byte(at) != b'\'' {
            return at.max(from + 1);
        }
        let mut end = at;
        while let Some((c, next)) = self.read(at) {
            if c.is_ascii_alphanumeric() {
                end = next;
            } else if fold::is_apostrophe(c) {
                if !self.read(next).is_some_and(|(after, _)| after.is_alphabetic()) {
                    break;
                }
            } else if c.is_ascii() {
                break;
            } else if fold::is_combining(c) || fold::look_alike(c).is_some() {
                end = next;
            } else if !fold::is_invisible(c) {
                if !c.is_alphanumeric() || is_emoji(c) {
                    break;
                }
                end = next;
            }
            at = next;
        }
        end.max(self.read(from).map_or(from + 1, |(_, next)| next))
    }

    pub(super) fn push_word(&mut self, end: usize, shape: Shape) {
        let Some(word) = self.text.get(self.at..end) else { return self.at = end };
        if !self.plain && word.contains('&') {
            let folded = fold::fold_chars(html::characters(word));
            let shape = shape.with(case_of(html::characters(word)));
            return self.push_folded(end, Kind::Word, &folded, shape);
        }
        let folded = fold::fold(word);
        let shape = shape.with(if word.is_ascii() { case_of_ascii(word) } else { case_of(word.chars()) });
        self.push_folded(end, Kind::Word, &folded, shape);
    }

    /// A word in which `@` and `$` stand for letters, "p@tient": only when it then is a word that we know.
    fn disguised(&self) -> Option<(usize, Folded)> {
        let mut folded = Folded::new();
        let mut end = self.at;
        while end - self.at < fold::LONGEST {
            let byte = self.byte(end);
            folded.push(match byte {
                b'@' => b'a',
                b'$' => b's',
                _ if byte.is_ascii_alphabetic() => byte.to_ascii_lowercase(),
                _ => break,
            });
            end += 1;
        }
        let letter = self.byte(end.saturating_sub(1)).is_ascii_alphabetic();
        (letter && end > self.at + 2 && spelling::is_word(&folded)).then_some((end, folded))
    }

    /// Leaves out what joins the word from `start` to the letter that follows at once: a hyphen, an underscore, or the
    /// full stop of a chain of words ("thanks.for.coming").
    pub(super) fn skip_joint(&mut self, start: usize) {
        let Some(c) = self.char_at(self.at) else { return };
        let next = self.at + c.len_utf8();
        let joins = match c {
            '-' | '\u{2010}' | '\u{2011}' => self.char_at(next).is_some_and(char::is_alphabetic),
            '_' => self.byte(next).is_ascii_lowercase(),
            '.' if self.byte(next).is_ascii_lowercase() => self.is_chain(start, next),
            _ => false,
        };
        if joins {
            self.at = next;
            self.before = self.before.with(Shape::HYPHEN_BEFORE);
        }
    }

    /// Whether at least three words of two and more small letters stand in a row with a full stop between them, and
    /// `next`, which a full stop precedes, begins one that is not the first.
    fn is_chain(&self, start: usize, next: usize) -> bool {
        let mut after = next;
        while self.byte(after).is_ascii_lowercase() {
            after += 1;
        }
        let onward = self.byte(after) == b'.' && self.byte(after + 1).is_ascii_lowercase() && self.byte(after + 2).is_ascii_lowercase();
        let behind = start >= 3 && self.byte(start - 1) == b'.' && self.byte(start - 2).is_ascii_lowercase();
        after > next + 1 && self.at > start + 1 && (onward || behind)
    }

    pub(super) fn hashtag(&mut self) {
        let letters = self.char_at(self.at + 1).is_some_and(char::is_alphabetic);
        self.punct('#', self.at + 1);
        if !letters {
            return;
        }
        loop {
            let mut end = self.at;
            let mut last = ' ';
            while let Some(c) = self.char_at(end) {
                let hump = last.is_lowercase() && c.is_uppercase()
                    || last.is_uppercase() && c.is_uppercase() && self.begins_small(end + c.len_utf8());
                if !c.is_alphanumeric() || hump || (c.is_ascii_digit() && !last.is_ascii_digit() && last != ' ') {
                    break;
                }
                last = c;
                end += c.len_utf8();
            }
            if end == self.at {
                return;
            }
            if self.byte(self.at).is_ascii_digit() {
                let hash = fold::fold_ascii(self.bytes.get(self.at..end).unwrap_or(&[])).hash();
                self.push(end, Kind::Number, hash, hash, Shape::HASHTAG);
            } else {
                self.push_word(end, Shape::HASHTAG);
            }
            if self.byte(self.at) == b'_' {
                self.at += 1;
            }
        }
    }

    /// Whether small letters stand at `at`, more than the s of "RNs".
    fn begins_small(&self, at: usize) -> bool {
        self.byte(at).is_ascii_lowercase() && (self.byte(at) != b's' || self.byte(at + 1).is_ascii_lowercase())
    }
}

fn case_of_ascii(word: &str) -> Shape {
    let (mut upper, mut lower, mut digits) = (0_u32, 0_u32, 0_u32);
    for byte in word.bytes() {
        upper += u32::from(byte.is_ascii_uppercase());
        lower += u32::from(byte.is_ascii_lowercase());
        digits += u32::from(byte.is_ascii_digit());
    }
    case(upper, lower, digits, word.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase()))
}

fn case_of(word: impl Iterator<Item = char>) -> Shape {
    let (mut upper, mut lower, mut digits, mut first_upper) = (0, 0, 0, false);
    for (at, c) in word.enumerate() {
        if c.is_uppercase() || matches!(c, '\u{1F130}'..='\u{1F189}') {
            upper += 1;
            first_upper |= at == 0;
        } else if c.is_lowercase() {
            lower += 1;
        } else if fold::digit(c).is_some() {
            digits += 1;
        }
    }
    case(upper, lower, digits, first_upper)
}

/// The shape of a word of so many letters and digits. The s of a possessive says nothing about it: "ALVAREZ's".
fn case(upper: u32, lower: u32, digits: u32, first_upper: bool) -> Shape {
    let mut shape = Shape::default();
    if first_upper && (lower > 0 || upper == 1) {
        shape = shape.with(Shape::CAPITALISED);
    }
    if upper >= 2 && lower == 0 {
        shape = shape.with(Shape::ALL_CAPS);
    }
    if digits > 0 && upper + lower > 0 {
        shape = shape.with(Shape::MIXED);
    }
    shape
}
