//! Numbers, in any script and dress.

use super::lexer::Lexer;
use super::{Kind, Shape};
use crate::text::fold;

impl Lexer<'_, '_> {
    pub(super) fn number(&mut self) {
        let first = self.byte(self.at);
        let mut behind = self.at;
        while self.byte(behind).is_ascii_alphanumeric() {
            behind += 1;
        }
        if first.is_ascii_digit()
            && matches!(self.byte(behind), b'.' | b'_' | b'+' | b'-' | b'%' | b'@')
            && let Some(end) = self.address_end()
        {
            return self.push(end, Kind::Email, 0, 0, Shape::default());
        }
        let (end, hash) = if self.plain { self.plain_number() } else { self.any_number() };
        let tail = self.word_end_ascii(end);
        let suffix = self.text.get(end..tail).unwrap_or("");
        if matches!(suffix.len(), 2) && ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s)) {
            self.push(tail, Kind::Number, hash, hash, Shape::ORDINAL);
        } else {
            self.push(end, Kind::Number, hash, hash, Shape::default());
        }
        self.skip_joint(self.at);
    }

    /// End and hash of digits with inner `.` and `,`. Digits keep every repetition: 555 is not 5.
    fn plain_number(&self) -> (usize, u32) {
        let (mut end, mut hash) = (self.at, NUMBER_START);
        loop {
            let byte = self.byte(end);
            if !(byte.is_ascii_digit() || matches!(byte, b'.' | b',') && self.byte(end + 1).is_ascii_digit()) {
                return (end, hash);
            }
            hash = number_hash(hash, byte);
            end += 1;
        }
    }

    /// The same for digits of any script, with what cannot be seen between them.
    fn any_number(&self) -> (usize, u32) {
        let (mut at, mut end, mut hash) = (self.at, self.at, NUMBER_START);
        let mut mark = None;
        while let Some((c, next)) = self.read(at) {
            if let Some(value) = fold::digit(c) {
                if let Some(mark) = mark.take() {
                    hash = number_hash(hash, mark);
                }
                hash = number_hash(hash, b'0' + value);
                end = next;
            } else if fold::is_keycap(c) || fold::is_combining(c) {
                end = if mark.is_none() { next } else { end };
            } else if matches!(c, '.' | ',') && mark.is_none() {
                mark = Some(c as u8);
            } else if !fold::is_invisible(c) {
                break;
            }
            at = next;
        }
        (end, hash)
    }

    fn word_end_ascii(&self, from: usize) -> usize {
        let mut end = from;
        while self.byte(end).is_ascii_alphabetic() {
            end += 1;
        }
        end
    }
}

const NUMBER_START: u32 = 0x811c_9dc5;

const fn number_hash(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}
