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
use tables::{ENTRIES, ROWS, Row, TABLES, WAKING, WORDS};

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
        // Most of the row is empty: what is not is noted once for the sentence.
        let mut parts = [0_u8; WORDS];
        let mut count = 0;
        for (part, _) in awake.iter().enumerate().filter(|(_, awake)| **awake != 0) {
            if let Some(place) = parts.get_mut(count) {
                *place = part as u8;
                count += 1;
            }
        }
        let parts = parts.get(..count).unwrap_or(&[]);
        for (at, (token, looked)) in tokens.iter().zip(&self.looked).enumerate() {
            let rows = Rows::of(token, *looked);
            let mut next = None;
            self.steps = self.steps.wrapping_add(count as u32);
            for &part in parts {
                let part = part as usize;
                let mut left = awake.get(part).copied().unwrap_or(0) & rows.part(part);
                while left != 0 {
                    let number = part * 32 + left.trailing_zeros() as usize;
                    left &= left - 1;
                    let (next, passed) =
                        *next.get_or_insert_with(|| (tokens.get(at + 1), self.looked.get(at + 1).map_or(0, |looked| looked.passed)));
                    if let Some(entry) = ENTRIES.get(number).filter(|entry| entry.second.allows(next, passed)) {
                        try_it(at, entry);
                    }
                }
            }
        }
    }

    /// The patterns whose anchor stands in `tokens`. Remembers what the tables say of each token.
    fn awake(&mut self, tokens: &[Token]) -> Row {
        let mut awake: Row = [0; WORDS];
        let mut wake = |row: u16| {
            if let Some(row) = ROWS.get(row as usize).filter(|_| row != 0) {
                awake.iter_mut().zip(row).for_each(|(awake, row)| *awake |= row);
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

/// The rows of one token. Most have two or three; a token with more than fit asks for every pattern, which is slower and
/// not wrong.
#[derive(Default)]
struct Rows {
    rows: [u16; 12],
    count: usize,
}

impl Rows {
    fn of(token: &Token, looked: Looked) -> Self {
        let mut rows = Self::default();
        rows.add(looked.word);
        rows.add(looked.stem);
        token.classes.and(TABLES.begin_classes).iter().for_each(|Class(class)| rows.add(row_at(&TABLES.class_begins, class as usize)));
        bits(looked.passed & TABLES.begin_tests).for_each(|test| rows.add(row_at(&TABLES.test_begins, test)));
        rows
    }

    fn add(&mut self, row: u16) {
        if row == 0 {
            return;
        }
        if let Some(place) = self.rows.get_mut(self.count) {
            *place = row;
        }
        self.count += 1;
    }

    fn part(&self, part: usize) -> u32 {
        let Some(rows) = self.rows.get(..self.count) else { return u32::MAX };
        rows.iter().fold(0, |all, &row| all | ROWS.get(row as usize).and_then(|row| row.get(part)).copied().unwrap_or(0))
    }
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
