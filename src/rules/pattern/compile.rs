//! From the wording of a pattern to its instructions, in the compiler: a mistake in a pattern stops the build.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "const fn, run in the compiler only")]

use super::{Op, TEST_NAMES, TESTS, Test};
use crate::lexicon::CLASS_NAMES;
use crate::text::fold::{self, fold_ascii};

/// Longest pattern, in instructions.
pub const LONGEST: usize = 512;

struct Compiler {
    ops: [Op; LONGEST],
    len: usize,
    at: usize,
}

/// Number of instructions that `source` needs.
pub const fn size(source: &str) -> usize {
    run(source).len
}

/// The instructions for `source`; `SIZE` is from [`size`].
pub const fn compile<const SIZE: usize>(source: &str) -> [Op; SIZE] {
    let compiler = run(source);
    let mut ops = [Op::Match; SIZE];
    let mut at = 0;
    while at < SIZE {
        ops[at] = compiler.ops[at];
        at += 1;
    }
    ops
}

const fn run(source: &str) -> Compiler {
    let mut compiler = Compiler { ops: [Op::Match; LONGEST], len: 0, at: 0 };
    let source = source.as_bytes();
    compiler.alternatives(source, 0);
    if compiler.at != source.len() {
        panic!("a pattern has a bracket that closes nothing");
    }
    compiler.push(Op::Match);
    compiler
}

impl Compiler {
    const fn push(&mut self, op: Op) {
        self.ops[self.len] = op;
        self.len += 1;
    }

    const fn insert(&mut self, at: usize, op: Op) {
        let mut index = self.len;
        while index > at {
            self.ops[index] = self.ops[index - 1];
            index -= 1;
        }
        self.ops[at] = op;
        self.len += 1;
    }

    /// `a b|c d` up to `close` (0 for the end of the pattern), which is not consumed.
    const fn alternatives(&mut self, source: &[u8], close: u8) {
        // Where each alternative begins. Neighbours of one word become one instruction, so that many cost no more than one.
        let mut begins = [0_usize; 128];
        let mut count = 0;
        loop {
            let from = self.len;
            self.sequence(source);
            let joined = count > 0 && self.join(begins[count - 1], from);
            if !joined {
                begins[count] = from;
                count += 1;
            }
            if self.at >= source.len() || source[self.at] == close {
                break;
            }
            if source[self.at] != b'|' {
                panic!("a pattern has a bracket that closes nothing");
            }
            self.at += 1;
        }
        if close != 0 && self.at >= source.len() {
            panic!("a pattern has a bracket that nothing closes");
        }
        // From the last to the first, so that what is put in moves nothing that is still to be looked at.
        let mut end = if count > 0 { begins[count - 1] } else { self.len };
        while count > 1 {
            count -= 1;
            let from = begins[count - 1];
            self.insert(end, Op::Jump(0));
            self.ops[end] = Op::Jump((self.len - end) as i16);
            self.insert(from, Op::Split((end + 1 - from) as i16 + 1));
            end = from;
        }
    }

    /// Makes one instruction of two neighbouring alternatives that each take one token; whether they were such.
    const fn join(&mut self, first: usize, second: usize) -> bool {
        let (words, others) = match self.ops[first] {
            Op::OneOf(words, others) if first + 1 + words as usize + others as usize == second => (words, others),
            op if first + 1 == second && is_single(op) => (0, 0),
            _ => return false,
        };
        if second + 1 != self.len || !is_single(self.ops[second]) || words as usize + others as usize >= 200 {
            return false;
        }
        let op = self.ops[second];
        self.len -= 1;
        let mut counts = (words, others);
        if words + others == 0 {
            let alone = self.ops[first];
            self.len -= 1;
            self.push(Op::OneOf(0, 0));
            counts = self.sort_in(first, (0, 0), alone);
        }
        let (words, others) = self.sort_in(first, counts, op);
        self.ops[first] = Op::OneOf(words, others);
        true
    }

    /// Puts `op` in its place among those of the `OneOf` at `first`, which has so many; how many it has then.
    const fn sort_in(&mut self, first: usize, (words, others): (u8, u8), op: Op) -> (u8, u8) {
        let Op::Word(hash) = op else {
            self.push(op);
            return (words, others + 1);
        };
        let mut at = first + 1;
        while at < first + 1 + words as usize {
            match self.ops[at] {
                Op::Word(other) if other < hash => at += 1,
                _ => break,
            }
        }
        self.insert(at, op);
        (words + 1, others)
    }

    const fn sequence(&mut self, source: &[u8]) {
        while self.at < source.len() {
            match source[self.at] {
                b'|' | b')' | b']' => return,
                b' ' => self.at += 1,
                _ => self.item(source),
            }
        }
    }

    const fn item(&mut self, source: &[u8]) {
        let from = self.len;
        match source[self.at] {
            b'(' => {
                self.at += 1;
                self.alternatives(source, b')');
                self.at += 1;
            }
            b'[' => {
                self.at += 1;
                self.push(Op::MarkStart);
                self.alternatives(source, b']');
                self.push(Op::MarkEnd);
                self.at += 1;
            }
            b'!' if self.at + 1 < source.len() && source[self.at + 1] != b' ' => {
                self.at += 1;
                self.push(Op::NotAhead(0));
                self.item(source);
                self.push(Op::Match);
                self.ops[from] = Op::NotAhead((self.len - from) as i16);
            }
            b'.' if self.at + 1 < source.len() && source[self.at + 1] == b'.' => self.gap(source),
            b'<' => self.angle(source),
            b'~' => {
                self.at += 1;
                let word = self.word(source);
                self.push(Op::Stem(word.stem().hash()));
            }
            b'\\' => {
                self.at += 2;
                let mut mark = fold::Folded::new();
                mark.push(source[self.at - 1]);
                self.push(Op::Word(mark.hash()));
            }
            byte if byte.is_ascii_alphanumeric() || byte == b'\'' || byte >= 0x80 => {
                let word = self.word(source);
                self.push(Op::Word(word.hash()));
            }
            byte => {
                self.at += 1;
                let mut mark = fold::Folded::new();
                mark.push(byte);
                self.push(Op::Word(mark.hash()));
            }
        }
        if self.at < source.len() && source[self.at] == b'?' && source[self.at - 1] != b' ' {
            self.at += 1;
            let length = self.len - from;
            self.insert(from, Op::Split(length as i16 + 1));
        }
    }

    const fn word(&mut self, source: &[u8]) -> fold::Folded {
        let from = self.at;
        while self.at < source.len() && (source[self.at].is_ascii_alphanumeric() || source[self.at] == b'\'' || source[self.at] >= 0x80) {
            self.at += 1;
        }
        if self.at < source.len() && source[self.at] == b'-' && self.at + 1 < source.len() && source[self.at + 1].is_ascii_alphabetic() {
            panic!("write hyphenated words of a pattern as separate words");
        }
        let mut word = [0_u8; 64];
        let mut at = from;
        while at < self.at {
            word[at - from] = source[at];
            at += 1;
        }
        fold_ascii(word.split_at(self.at - from).0)
    }

    const fn gap(&mut self, source: &[u8]) {
        self.at += 2;
        let digit = if self.at < source.len() { source[self.at] } else { 0 };
        if !digit.is_ascii_digit() || digit == b'0' {
            panic!("a gap in a pattern is written ..1 to ..9");
        }
        self.at += 1;
        let count = (digit - b'0') as usize;
        let mut left = count;
        while left > 0 {
            self.push(Op::Lazy((left * 2) as i16));
            self.push(Op::Is(Test::Any));
            left -= 1;
        }
    }

    const fn angle(&mut self, source: &[u8]) {
        let from = self.at + 1;
        let mut end = from;
        while end < source.len() && source[end] != b'>' {
            end += 1;
        }
        if end >= source.len() {
            panic!("a pattern has < without >");
        }
        self.at = end + 1;
        let run = source[end - 1] == b'+';
        let end = if run { end - 1 } else { end };
        if is(source, from, end, "start") {
            return self.push(Op::Start);
        }
        if is(source, from, end, "end") {
            return self.push(Op::End);
        }
        let mut at = 0;
        while at < TESTS {
            if is(source, from, end, TEST_NAMES[at].0) {
                return self.push(Op::Is(TEST_NAMES[at].1));
            }
            at += 1;
        }
        let mut at = 0;
        while at < CLASS_NAMES.len() {
            if is(source, from, end, CLASS_NAMES[at]) {
                return self.push(if run { Op::Run(at as u8) } else { Op::Class(at as u8) });
            }
            at += 1;
        }
        panic!("a pattern names a class that no lexicon has");
    }
}

/// Whether the instruction takes one token and passes over emoji before it.
const fn is_single(op: Op) -> bool {
    matches!(op, Op::Word(_) | Op::Stem(_) | Op::Class(_))
}

const fn is(source: &[u8], from: usize, end: usize, name: &str) -> bool {
    let name = name.as_bytes();
    if end - from != name.len() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if source[from + at] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}
