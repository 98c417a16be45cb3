//! Which patterns are worth trying: tables that the compiler makes of all patterns of all rules.
//!
//! Each pattern has an *anchor*: of the sets of tokens that it cannot match without, the one that is rarest in ordinary
//! text. A sentence wakes the patterns whose anchor it holds; only these are tried, and only at the tokens that they can
//! begin with.

mod tables;

use super::Rule;
use super::pattern::{Pattern, Second, TESTS, Test};
use crate::lexicon::Class;
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

/// What the tables say of one token: rows of patterns that may begin with it.
#[derive(Clone, Copy)]
struct Begins {
    word: u16,
    stem: u16,
}

/// Room for looking a sentence up, kept from one to the next.
#[derive(Default)]
pub struct Walk {
    begins: Vec<Begins>,
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
        if awake.iter().all(|&part| part == 0) {
            return;
        }
        for (at, (token, begins)) in tokens.iter().zip(&self.begins).enumerate() {
            let mut rows = Rows::default();
            rows.add(begins.word);
            rows.add(begins.stem);
            if token.classes.intersects(TABLES.begin_classes) {
                token.classes.iter().for_each(|Class(class)| rows.add(row_at(&TABLES.class_begins, class as usize)));
            }
            for (&test, &row) in Test::ALL.iter().zip(&TABLES.test_begins) {
                if row != 0 && test.holds(token) {
                    rows.add(row);
                }
            }
            let next = tokens.get(at + 1);
            for (part, &awake) in awake.iter().enumerate().filter(|part| *part.1 != 0) {
                self.steps = self.steps.wrapping_add(1);
                let mut left = awake & rows.part(part);
                while left != 0 {
                    let number = part * 32 + left.trailing_zeros() as usize;
                    left &= left - 1;
                    if let Some(entry) = ENTRIES.get(number).filter(|entry| entry.second.allows(next)) {
                        try_it(at, entry);
                    }
                }
            }
        }
    }

    /// The patterns whose anchor stands in `tokens`. Remembers what the tables say of each token's word.
    fn awake(&mut self, tokens: &[Token]) -> Row {
        let mut awake: Row = [0; WORDS];
        let mut wake = |row: u16| {
            if let Some(row) = ROWS.get(row as usize).filter(|_| row != 0) {
                awake.iter_mut().zip(row).for_each(|(awake, row)| *awake |= row);
            }
        };
        self.begins.clear();
        self.steps = self.steps.wrapping_add(tokens.len() as u32);
        for token in tokens {
            let word = tables::look_up(token.word);
            let stem = tables::look_up(tables::stem_key(token.stem));
            self.begins.push(Begins { word: word.begins, stem: stem.begins });
            wake(word.anchors);
            wake(stem.anchors);
            if token.classes.intersects(TABLES.anchor_classes) {
                token.classes.iter().for_each(|Class(class)| wake(row_at(&TABLES.class_anchors, class as usize)));
            }
            for (&test, &row) in Test::ALL.iter().zip(&TABLES.test_anchors) {
                if row != 0 && test.holds(token) {
                    wake(row);
                }
            }
        }
        awake
    }
}

/// The rows of one token. Most have one or two; a token with more than fit asks for every pattern, which is slower and
/// not wrong.
#[derive(Default)]
struct Rows {
    rows: [u16; 8],
    count: usize,
}

impl Rows {
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

const _: () = assert!(TESTS <= 16, "a pattern's tests are held in sixteen bits");
