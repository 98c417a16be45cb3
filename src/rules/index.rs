//! Which patterns are worth trying: tables that the compiler makes of all patterns of all rules.
//!
//! Each pattern has an *anchor*: of the sets of tokens that it cannot match without, the one that is rarest in ordinary
//! text. A sentence wakes the patterns whose anchor it holds; only these are tried, and only at the tokens that they can
//! begin with.

mod tables;

use super::Rule;
use super::pattern::{Pattern, Second, TESTS, Test};
use crate::lexicon::{Class, Classes};
use crate::text::Token;
use tables::{ENTRIES, ROW_ENDS, ROWS, Row, TABLES, WAKING, WORDS};

/// How many words of 32 bits hold a bit for each part of a row.
const PARTS: usize = WORDS.div_ceil(32);

/// A pattern with the rule that it belongs to.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The rule.
    pub rule: &'static Rule,
    /// The pattern.
    pub pattern: &'static Pattern,
    /// What follows from a match.
    pub purpose: Purpose,
    second: Second,
}

/// What a pattern is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A match is objected to.
    Accuse,
    /// A match excuses a finding of its rule.
    Excuse,
    /// The rule of this number, in [`RULES`](super::RULES), has a look wherever it may begin.
    Wake(usize),
}

/// What the tables say of one token.
#[derive(Clone, Copy, Default)]
struct Looked {
    /// The row of what begins with its word.
    word: u16,
    /// The row of what begins with its stem.
    stem: u16,
    /// The tests that it passes, a bit each.
    passed: u16,
}

/// Room for looking a sentence up, kept from one to the next.
#[derive(Default)]
pub struct Walk {
    looked: Vec<Looked>,
    /// Looks at a token or at a row so far: a count of work that no busy machine disturbs.
    pub steps: u32,
}

impl Walk {
    /// Calls `try_it` with each place in `tokens`, a sentence, and each pattern that is worth trying there: of all
    /// patterns, or only of those that wake a rule.
    pub fn candidates(&mut self, tokens: &[Token], all: bool, mut try_it: impl FnMut(usize, &'static Entry)) {
        let mut awake = self.awake(tokens);
        if !all {
            awake.iter_mut().zip(&WAKING).for_each(|(awake, waking)| *awake &= waking);
        }
        // What may begin at a token, and which parts of that are not empty.
        let mut begins: Row = [0; WORDS];
        let mut parts = [0_u32; PARTS];
        for (at, (token, looked)) in tokens.iter().zip(&self.looked).enumerate() {
            let mut steps = 0;
            let mut add = |row: u16| {
                for &(part, bits) in sparse(row) {
                    steps += 1;
                    let part = usize::from(part);
                    let bits = bits & awake.get(part).copied().unwrap_or(0);
                    if bits != 0
                        && let (Some(begins), Some(parts)) = (begins.get_mut(part), parts.get_mut(part / 32))
                    {
                        *begins |= bits;
                        *parts |= 1 << (part % 32);
                    }
                }
            };
            add(looked.word);
            add(looked.stem);
            token.classes.and(TABLES.begin_classes).iter().for_each(|Class(class)| add(row_at(&TABLES.class_begins, class as usize)));
            bits(looked.passed & TABLES.begin_tests).for_each(|test| add(row_at(&TABLES.test_begins, test)));
            self.steps = self.steps.wrapping_add(steps);
            if parts == [0; PARTS] {
                continue;
            }
            let (next, passed) = (tokens.get(at + 1), self.looked.get(at + 1).map_or(0, |looked| looked.passed));
            for (half, parts) in parts.iter_mut().enumerate() {
                while *parts != 0 {
                    let part = half * 32 + parts.trailing_zeros() as usize;
                    *parts &= *parts - 1;
                    let mut left = begins.get_mut(part).map_or(0, core::mem::take);
                    while left != 0 {
                        let number = part * 32 + left.trailing_zeros() as usize;
                        left &= left - 1;
                        if let Some(entry) = ENTRIES.get(number).filter(|entry| entry.second.allows(next, passed)) {
                            try_it(at, entry);
                        }
                    }
                }
            }
        }
    }

    /// The patterns whose anchor stands in `tokens`. Remembers what the tables say of each token.
    fn awake(&mut self, tokens: &[Token]) -> Row {
        let mut awake: Row = [0; WORDS];
        let mut wake = |row: u16| {
            for &(part, bits) in sparse(row) {
                if let Some(awake) = awake.get_mut(usize::from(part)) {
                    *awake |= bits;
                }
            }
        };
        let (mut classes, mut tests) = (Classes::NONE, 0);
        self.looked.clear();
        self.steps = self.steps.wrapping_add(tokens.len() as u32);
        for token in tokens {
            let word = tables::look_up(token.word);
            let stem = tables::look_up(tables::stem_key(token.stem));
            let passed = Test::passed(token);
            self.looked.push(Looked { word: word.begins, stem: stem.begins, passed });
            wake(word.anchors);
            wake(stem.anchors);
            classes = classes.with(token.classes);
            tests |= passed;
        }
        classes.and(TABLES.anchor_classes).iter().for_each(|Class(class)| wake(row_at(&TABLES.class_anchors, class as usize)));
        bits(tests).for_each(|test| wake(row_at(&TABLES.test_anchors, test)));
        awake
    }
}

/// The parts of a row that are not empty.
fn sparse(row: u16) -> &'static [(u8, u32)] {
    let row = usize::from(row);
    let (Some(&from), Some(&end)) = (ROW_ENDS.get(row), ROW_ENDS.get(row + 1)) else { return &[] };
    ROWS.get(usize::from(from)..usize::from(end)).unwrap_or(&[])
}

fn row_at(rows: &[u16], at: usize) -> u16 {
    rows.get(at).copied().unwrap_or(0)
}

/// The places of the bits that are set, ascending.
fn bits(mut set: u16) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let at = set.trailing_zeros() as usize;
        (set != 0).then(|| {
            set &= set - 1;
            at
        })
    })
}

const _: () = assert!(TESTS <= 16, "a token's tests are held in sixteen bits");
const _: () = assert!(WORDS <= 256, "a part of a row is numbered in a byte");
