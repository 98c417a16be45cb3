//! The tables of the index. They are made of all patterns when the first text comes, in less than a millisecond; as data of
//! the module they would be 15 KB more to load, for hashes of words do not compress.

use std::sync::OnceLock;

use super::anchor::anchor;
use super::{Entry, Purpose};
use crate::lexicon::{CLASS_NAMES, Class, Classes};
use crate::rules::RULES;
use crate::rules::pattern::{Op, Pattern, TESTS, leaves, reach, second};

/// How many patterns there are.
#[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
pub(super) const COUNT: usize = {
    let mut count = 0;
    let mut at = 0;
    while at < RULES.len() {
        count += RULES[at].patterns.len() + RULES[at].unless.len() + RULES[at].wakes.len();
        at += 1;
    }
    count
};
/// How many words of 32 bits hold a bit for each pattern.
pub(super) const WORDS: usize = COUNT.div_ceil(32);

/// A set of patterns, by number.
pub(super) type Row = [u32; WORDS];

/// A row of the tables, and of it the parts that are not empty: which, and their bits. Most rows have one or two.
pub(super) type Sparse = [(u8, u32)];

/// What a token may be that patterns name: 0 is nothing, then come the classes, the tests, and words and stems. Each has two
/// rows, of what begins with it and of what wakes at it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Thing(u16);

impl Thing {
    const NOTHING: Self = Self(0);

    pub(super) const fn class(class: Class) -> Self {
        Self(1 + class.0 as u16)
    }

    pub(super) const fn test(test: usize) -> Self {
        Self(1 + (CLASS_NAMES.len() + test) as u16)
    }
}

/// The first number of a word or stem.
const FIRST_KEY: u16 = Thing::test(TESTS).0;
const BEGINS: u16 = 0;
const WAKES: u16 = 1;

/// Rows by what a token is.
pub(super) struct Tables {
    /// Open addressing from a key to its number; the key 0 marks an empty slot.
    slots: Box<[(u32, Thing)]>,
    /// The parts of all rows, row by row.
    parts: Box<Sparse>,
    /// Where each row begins in `parts`, which is where the one before ends.
    ends: Box<[u16]>,
    /// The classes with which something begins.
    pub(super) begin_classes: Classes,
    /// The tests with which something begins, a bit each.
    pub(super) begin_tests: u16,
    /// The classes at which something wakes.
    pub(super) anchor_classes: Classes,
}

/// Tells stems from words in the one table that holds both.
pub(super) const fn stem_key(stem: u32) -> u32 {
    stem ^ 0x5bd1_e995
}

/// The tables, made once.
pub(super) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(Tables::new)
}

impl Tables {
    fn new() -> Self {
        let Named { hits, things, slots } = named();
        // What stands in each row, with a row after another: as many as there are before, then each in its place.
        let rows = usize::from(things) * 2;
        let mut ends = vec![0_u16; rows + 1];
        for (row, _) in &hits {
            if let Some(end) = ends.get_mut(usize::from(*row) + 1) {
                *end += 1;
            }
        }
        let mut sum = 0;
        ends.iter_mut().for_each(|end| {
            sum += *end;
            *end = sum;
        });
        let mut numbers = vec![0_u16; hits.len()];
        let mut next = ends.clone();
        for (row, number) in hits {
            if let Some(at) = next.get_mut(usize::from(row)) {
                if let Some(place) = numbers.get_mut(usize::from(*at)) {
                    *place = number;
                }
                *at += 1;
            }
        }
        // Patterns are numbered as they come, so that those of one part stand together.
        let mut parts: Vec<(u8, u32)> = Vec::new();
        let mut from = 0;
        for end in &mut ends {
            let first = parts.len();
            for number in numbers.get(from..usize::from(*end)).unwrap_or(&[]) {
                let (part, bit) = ((number / 32) as u8, 1 << (number % 32));
                match parts.get_mut(first..).and_then(<[_]>::last_mut) {
                    Some((last, bits)) if *last == part => *bits |= bit,
                    _ => parts.push((part, bit)),
                }
            }
            from = usize::from(*end);
            *end = parts.len() as u16;
        }
        let mut tables = Self {
            slots,
            parts: parts.into(),
            ends: ends.into(),
            begin_classes: Classes::NONE,
            begin_tests: 0,
            anchor_classes: Classes::NONE,
        };
        for class in (0..CLASS_NAMES.len() as u8).map(Class) {
            if !tables.begins(Thing::class(class)).is_empty() {
                tables.begin_classes = tables.begin_classes.with(Classes::of(class));
            }
            if !tables.wakes(Thing::class(class)).is_empty() {
                tables.anchor_classes = tables.anchor_classes.with(Classes::of(class));
            }
        }
        for test in 0..TESTS {
            tables.begin_tests |= u16::from(!tables.begins(Thing::test(test)).is_empty()) << test;
        }
        tables
    }

    /// The number of a key, a word or [`stem_key`].
    pub(super) fn look_up(&self, key: u32) -> Thing {
        let last = self.slots.len() - 1;
        let mut slot = key as usize & last;
        while let Some(&(found, thing)) = self.slots.get(slot) {
            if found == key {
                return thing;
            }
            if found == 0 {
                break;
            }
            slot = (slot + 1) & last;
        }
        Thing::NOTHING
    }

    /// What begins with it.
    pub(super) fn begins(&self, thing: Thing) -> &Sparse {
        self.row(thing.0 * 2 + BEGINS)
    }

    /// What wakes at it.
    pub(super) fn wakes(&self, thing: Thing) -> &Sparse {
        self.row(thing.0 * 2 + WAKES)
    }

    fn row(&self, row: u16) -> &Sparse {
        let row = usize::from(row);
        let (Some(&from), Some(&end)) = (self.ends.get(row), self.ends.get(row + 1)) else { return &[] };
        self.parts.get(usize::from(from)..usize::from(end)).unwrap_or(&[])
    }
}

/// What all patterns name.
struct Named {
    /// Row and pattern, for each thing with which a pattern begins or at which it wakes.
    hits: Vec<(u16, u16)>,
    /// How many things there are.
    things: u16,
    /// Where keys are.
    slots: Box<[(u32, Thing)]>,
}

fn named() -> Named {
    // A key has no number yet.
    let mut hits: Vec<(u32, Thing, u16, u16)> = Vec::new();
    for (number, entry) in (0_u16..).zip(&ENTRIES) {
        for (what, from) in [(BEGINS, 0), (WAKES, entry.anchor)] {
            each_leaf(entry.pattern.ops, usize::from(from), |op| {
                let (key, thing) = match op {
                    Op::Word(hash) => (hash, Thing::NOTHING),
                    Op::Stem(hash) => (stem_key(hash), Thing::NOTHING),
                    Op::Class(class) | Op::Run(class) => (0, Thing::class(Class(class))),
                    Op::Is(test) => (0, Thing::test(test as usize)),
                    _ => return,
                };
                hits.push((key, thing, what, number));
            });
        }
    }
    // Most words come more than once, so that most slots stay empty.
    let mut slots = vec![(0, Thing::NOTHING); (hits.len() + 1).next_power_of_two()];
    let last = slots.len() - 1;
    let mut things = FIRST_KEY;
    let rows = hits.into_iter().map(|(key, thing, what, number)| {
        let mut thing = thing;
        let mut slot = key as usize & last;
        while let Some((found, known)) = slots.get_mut(slot).filter(|_| key != 0) {
            if *found == 0 {
                (*found, *known) = (key, Thing(things));
                things += 1;
            }
            if *found == key {
                thing = *known;
                break;
            }
            slot = (slot + 1) & last;
        }
        (thing.0 * 2 + what, number)
    });
    let hits = rows.collect();
    Named { hits, things, slots: slots.into() }
}

/// Calls `look` with the instructions for one token that can be reached from `from`.
fn each_leaf(ops: &[Op], from: usize, mut look: impl FnMut(Op)) {
    let reached = reach(ops, from);
    for at in (reached.first..reached.end).filter(|at| reached.has(*at)) {
        let (from, end) = leaves(ops, at);
        ops.get(from..end).unwrap_or(&[]).iter().for_each(|op| look(*op));
    }
}

/// The patterns, by number.
#[allow(clippy::indexing_slicing, clippy::panic, reason = "runs in the compiler only")]
#[allow(long_running_const_eval, reason = "some hundred patterns are read")]
pub(super) static ENTRIES: [Entry; COUNT] = {
    const NO_PATTERN: Pattern = Pattern { ops: &[Op::Match], source: "" };
    let none = Entry { rule: RULES[0], pattern: &NO_PATTERN, purpose: Purpose::Accuse, second: second(&[Op::Match]), anchor: 0 };
    let mut entries = [none; COUNT];
    // Those that wake a rule come first, so that what nearly every sentence asks for stands together.
    let (mut number, mut at) = (0, 0);
    while at < RULES.len() {
        let mut index = 0;
        while index < RULES[at].wakes.len() {
            entries[number] = made(at, &RULES[at].wakes[index], Purpose::Wake(at));
            number += 1;
            index += 1;
        }
        at += 1;
    }
    at = 0;
    while at < RULES.len() {
        let rule = RULES[at];
        let mut index = 0;
        while index < rule.patterns.len() + rule.unless.len() {
            entries[number] = if index < rule.patterns.len() {
                made(at, &rule.patterns[index], Purpose::Accuse)
            } else {
                made(at, &rule.unless[index - rule.patterns.len()], Purpose::Excuse)
            };
            number += 1;
            index += 1;
        }
        at += 1;
    }
    entries
};

#[allow(clippy::indexing_slicing, clippy::panic, reason = "runs in the compiler only")]
const fn made(rule: usize, pattern: &'static Pattern, purpose: Purpose) -> Entry {
    let mut at = 0;
    while at < pattern.ops.len() {
        if matches!(pattern.ops[at], Op::Word(hash) if hash == 0) || matches!(pattern.ops[at], Op::Stem(hash) if stem_key(hash) == 0) {
            panic!("a word has the hash 0, which stands for none");
        }
        at += 1;
    }
    Entry { rule: RULES[rule], pattern, purpose, second: second(pattern.ops), anchor: anchor(pattern.ops) as u16 }
}
