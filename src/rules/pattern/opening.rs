//! What a pattern can begin with and what it cannot do without, found in the compiler: an index and a sieve spare most
//! attempts.
#![allow(clippy::indexing_slicing, reason = "const fn, run in the compiler only; `Second::allows`, which is not, indexes arrays of two")]

use super::{LONGEST, Op, Test, is_noise};
use crate::lexicon::{Class, Classes};
use crate::text::Token;

/// Which tokens may come second: a sieve that lets all of them through and stops most others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Second {
    words: [u32; 2],
    stems: [u32; 2],
    classes: Classes,
    tests: u16,
    /// Anything may, or nothing has to.
    any: bool,
}

impl Second {
    /// Whether the pattern may go on with `next`, what follows its first token.
    /// `passed` are the tests that `next` passes.
    pub fn allows(&self, next: Option<&Token>, passed: u16) -> bool {
        if self.any {
            return true;
        }
        let Some(token) = next else { return false };
        bit(&self.words, token.word)
            || bit(&self.stems, token.stem)
            || token.classes.intersects(self.classes)
            || is_noise(token)
            || self.tests & passed != 0
    }
}

const fn bit(set: &[u32; 2], hash: u32) -> bool {
    (if hash & 32 == 0 { set[0] } else { set[1] }) & 1 << (hash & 31) != 0
}

const fn set_bit(set: &mut [u32; 2], hash: u32) {
    set[(hash >> 5 & 1) as usize] |= 1 << (hash & 31);
}

/// A set of places in the instructions of a pattern.
#[derive(Clone, Copy)]
pub struct Places {
    bits: [u32; LONGEST / 32],
    /// The first place in the set; 0 when there is none.
    pub first: usize,
    /// One past the last place in the set.
    pub end: usize,
}

impl Places {
    const fn none() -> Self {
        Self { bits: [0; LONGEST / 32], first: 0, end: 0 }
    }

    /// Whether `at` is in the set.
    pub const fn has(&self, at: usize) -> bool {
        self.bits[at / 32] & 1 << (at % 32) != 0
    }

    const fn add(&mut self, at: usize) {
        self.bits[at / 32] |= 1 << (at % 32);
        if self.end == 0 || at < self.first {
            self.first = at;
        }
        if at >= self.end {
            self.end = at + 1;
        }
    }
}

/// The instructions that can be reached from `from` without taking a token, those that take one or end included.
pub const fn reach(ops: &[Op], from: usize) -> Places {
    let mut places = Places::none();
    places.add(from);
    carry_on(ops, places)
}

const fn carry_on(ops: &[Op], from: Places) -> Places {
    let mut found = from;
    // A pattern hardly ever leads back, so one round is nearly always enough.
    loop {
        let (mut more, mut at) = (false, found.first);
        while at < found.end {
            if found.has(at) {
                let (next, other) = match ops[at] {
                    Op::Split(distance) | Op::Lazy(distance) => (at + 1, target(at, distance)),
                    Op::Jump(distance) | Op::NotAhead(distance) => (target(at, distance), target(at, distance)),
                    Op::Start | Op::MarkStart | Op::MarkEnd => (at + 1, at + 1),
                    _ => (at, at),
                };
                more |= !found.has(next) && next < at || !found.has(other) && other < at;
                found.add(next);
                found.add(other);
            }
            at += 1;
        }
        if !more {
            return found;
        }
    }
}

const fn target(at: usize, distance: i16) -> usize {
    (at as isize + distance as isize) as usize
}

/// The range of the instructions for one token that `ops` has at `at`: `at` itself, or what a `OneOf` lists; empty where
/// no token is taken.
pub const fn leaves(ops: &[Op], at: usize) -> (usize, usize) {
    match ops[at] {
        Op::OneOf(words, others) => (at + 1, at + 1 + words as usize + others as usize),
        Op::Word(_) | Op::Stem(_) | Op::Class(_) | Op::Run(_) | Op::Is(_) => (at, at + 1),
        _ => (at, at),
    }
}

/// Which tokens may come second in a pattern.
pub const fn second(ops: &[Op]) -> Second {
    let first = reach(ops, 0);
    let mut behind = Places::none();
    let mut at = 0;
    while at < first.end {
        let (from, end) = leaves(ops, at);
        if first.has(at) && end > from {
            behind.add(end);
            if matches!(ops[at], Op::Run(_)) {
                behind.add(at);
            }
        }
        at += 1;
    }
    let reached = carry_on(ops, behind);
    let mut second = Second { words: [0; 2], stems: [0; 2], classes: Classes::NONE, tests: 0, any: false };
    let mut at = reached.first;
    while at < reached.end {
        let (from, end) = leaves(ops, at);
        if reached.has(at) {
            second.any |= matches!(ops[at], Op::Match | Op::End);
            let mut leaf = from;
            while leaf < end {
                match ops[leaf] {
                    Op::Word(hash) => set_bit(&mut second.words, hash),
                    Op::Stem(hash) => set_bit(&mut second.stems, hash),
                    Op::Class(class) | Op::Run(class) => second.classes = second.classes.with(Classes::of(Class(class))),
                    Op::Is(Test::Any) => second.any = true,
                    Op::Is(test) => second.tests |= 1 << test as u16,
                    _ => {}
                }
                leaf += 1;
            }
        }
        at += 1;
    }
    second
}
