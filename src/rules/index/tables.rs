//! The tables of the index, made by the compiler: nothing is left to do when the first text comes.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "const fn, run in the compiler only")]
#![allow(long_running_const_eval, reason = "some hundred patterns are read, which takes about a second")]

use super::{Entry, Purpose};
use crate::lexicon::{CLASS_NAMES, Class, Classes, class};
use crate::rules::RULES;
use crate::rules::pattern::{Op, Pattern, TESTS, Test, leaves, reach, second};
use crate::text::fold::fold_ascii;

/// A set of patterns, by number.
pub(super) type Row = [u32; WORDS];

/// How many patterns there are.
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

/// Rows by what a token is; row 0 is empty and stands for "none".
pub(super) struct Tables {
    /// What begins with a class.
    pub(super) class_begins: [u16; CLASS_NAMES.len()],
    /// What wakes at a class.
    pub(super) class_anchors: [u16; CLASS_NAMES.len()],
    /// What begins with a test.
    pub(super) test_begins: [u16; TESTS],
    /// What wakes at a test.
    pub(super) test_anchors: [u16; TESTS],
    /// The classes with which something begins.
    pub(super) begin_classes: Classes,
    /// The tests with which something begins, a bit each.
    pub(super) begin_tests: u16,
    /// The classes at which something wakes.
    pub(super) anchor_classes: Classes,
}

/// What the tables say of a word or a stem.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The row of what begins with it.
    pub(super) begins: u16,
    /// The row of what wakes at it.
    pub(super) anchors: u16,
}

/// Tells stems from words in the one table that holds both.
pub(super) const fn stem_key(stem: u32) -> u32 {
    stem ^ 0x5bd1_e995
}

/// What is known of a key: a word, or [`stem_key`].
pub(super) fn look_up(key: u32) -> Known {
    let mut slot = key as usize % SLOTS;
    while let Some(&(found, known)) = SLOT.get(slot) {
        if found == key {
            return known;
        }
        if found == 0 {
            break;
        }
        slot = (slot + 1) % SLOTS;
    }
    NOTHING
}

const NOTHING: Known = Known { begins: 0, anchors: 0 };

/// The patterns, by number.
pub(super) static ENTRIES: [Entry; COUNT] = {
    let first = RULES[0];
    let mut entries = [Entry { rule: first, pattern: &NO_PATTERN, purpose: Purpose::Accuse, second: second(&[Op::Match]) }; COUNT];
    // Those that wake a rule come first, so that what nearly every sentence asks for stands together.
    let (mut number, mut at) = (0, 0);
    while at < RULES.len() {
        let mut index = 0;
        while index < RULES[at].wakes.len() {
            let pattern = &RULES[at].wakes[index];
            entries[number] = Entry { rule: RULES[at], pattern, purpose: Purpose::Wake(at), second: second(pattern.ops) };
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
            let (pattern, purpose) = if index < rule.patterns.len() {
                (&rule.patterns[index], Purpose::Accuse)
            } else {
                (&rule.unless[index - rule.patterns.len()], Purpose::Excuse)
            };
            entries[number] = Entry { rule, pattern, purpose, second: second(pattern.ops) };
            number += 1;
            index += 1;
        }
        at += 1;
    }
    entries
};

static NO_PATTERN: Pattern = Pattern { ops: &[Op::Match], source: "" };

/// At most so many keys: one for each instruction.
const MOST_KEYS: usize = {
    let (mut count, mut at) = (0, 0);
    while at < COUNT {
        count += ENTRIES[at].pattern.ops.len();
        at += 1;
    }
    count
};
const DRAFT_SLOTS: usize = (MOST_KEYS * 2).next_power_of_two();

/// Where the keys are collected, each with a set of patterns that begin and one of those that wake.
struct Draft {
    slots: [u16; DRAFT_SLOTS],
    keys: [u32; MOST_KEYS],
    sets: [[Row; 2]; MOST_KEYS],
    count: usize,
    classes: [[Row; 2]; CLASS_NAMES.len()],
    tests: [[Row; 2]; TESTS],
}

const BEGINS: usize = 0;
const ANCHORS: usize = 1;

impl Draft {
    /// Notes that the pattern `number` begins with, or wakes at, one of what `ops` takes at `places`.
    const fn note(&mut self, ops: &[Op], from: usize, number: usize, what: usize) {
        let reached = reach(ops, from);
        let mut at = reached.first;
        while at < reached.end {
            let (mut leaf, end) = if reached.has(at) { leaves(ops, at) } else { (at, at) };
            at += 1;
            while leaf < end {
                let row = match ops[leaf] {
                    Op::Word(hash) => self.set(hash, what),
                    Op::Stem(hash) => self.set(stem_key(hash), what),
                    Op::Class(class) | Op::Run(class) => &mut self.classes[class as usize][what],
                    Op::Is(test) => &mut self.tests[test as usize][what],
                    _ => panic!("an instruction takes no token"),
                };
                row[number / 32] |= 1 << (number % 32);
                leaf += 1;
            }
        }
    }

    const fn set(&mut self, key: u32, what: usize) -> &mut Row {
        if key == 0 {
            panic!("a word has the hash 0, which stands for none");
        }
        let mut slot = key as usize % DRAFT_SLOTS;
        loop {
            let number = self.slots[slot] as usize;
            if number == 0 {
                self.keys[self.count] = key;
                self.count += 1;
                self.slots[slot] = self.count as u16;
                return &mut self.sets[self.count - 1][what];
            }
            if self.keys[number - 1] == key {
                return &mut self.sets[number - 1][what];
            }
            slot = (slot + 1) % DRAFT_SLOTS;
        }
    }
}

/// How often the commonest words stand among ten thousand tokens of this project's corpus, rounded. Only the order of
/// sizes matters, so that a guess would do.
const WORD_FREQUENCIES: [(u32, u32); 36] = [
    (word("."), 670),
    (word(","), 520),
    (word("the"), 460),
    (word("a"), 230),
    (word("and"), 230),
    (word("in"), 140),
    (word("to"), 130),
    (word("is"), 130),
    (word("-"), 120),
    (word("on"), 120),
    (word("you"), 100),
    (word("of"), 100),
    (word("for"), 100),
    (word("it"), 90),
    (word("at"), 90),
    (word("i"), 80),
    (word(":"), 70),
    (word("your"), 60),
    (word("that"), 60),
    (word("with"), 60),
    (word("we"), 50),
    (word("!"), 50),
    (word("our"), 50),
    (word("my"), 50),
    (word("this"), 40),
    (word("are"), 40),
    (word("no"), 40),
    (word("not"), 40),
    (word("so"), 40),
    (word("was"), 35),
    (word("her"), 35),
    (word("have"), 35),
    (word("?"), 35),
    (word("he"), 25),
    (word("she"), 25),
    (word("be"), 25),
];
/// The same for classes.
const CLASS_FREQUENCIES: [(Class, u32); 14] = [
    (class("common"), 6_800),
    (class("phrase"), 2_600),
    (class("notname"), 400),
    (class("clinical"), 300),
    (class("state"), 240),
    (class("you"), 190),
    (class("directive"), 170),
    (class("me"), 170),
    (class("numberword"), 170),
    (class("happening"), 150),
    (class("treated"), 150),
    (class("us"), 150),
    (class("greeting"), 140),
    (class("they"), 110),
];

const fn word(word: &str) -> u32 {
    fold_ascii(word.as_bytes()).hash()
}

/// How often a token of ordinary text is what an instruction takes.
const fn frequency(op: Op) -> u32 {
    match op {
        Op::Word(hash) | Op::Stem(hash) => {
            let mut at = 0;
            while at < WORD_FREQUENCIES.len() {
                if WORD_FREQUENCIES[at].0 == hash {
                    return WORD_FREQUENCIES[at].1;
                }
                at += 1;
            }
            4
        }
        Op::Class(class) | Op::Run(class) => {
            let mut at = 0;
            while at < CLASS_FREQUENCIES.len() {
                if CLASS_FREQUENCIES[at].0.0 == class {
                    return CLASS_FREQUENCIES[at].1;
                }
                at += 1;
            }
            50
        }
        Op::Is(Test::Any | Test::Word) => 9_000,
        Op::Is(Test::Capitalised) => 1_500,
        Op::Is(Test::Number) => 300,
        _ => 50,
    }
}

/// Where the anchor of a pattern begins: the place that every match passes, at which the rarest tokens follow.
const fn anchor(ops: &[Op]) -> usize {
    let (mut best, mut best_weight) = (0, weight(ops, 0, u32::MAX));
    let (mut at, mut furthest) = (0, 0);
    while at < ops.len() {
        // Nothing jumps over this place.
        if furthest <= at && at > 0 {
            let here = weight(ops, at, best_weight);
            if here < best_weight {
                (best, best_weight) = (at, here);
            }
        }
        let leads = match ops[at] {
            Op::Split(distance) | Op::Lazy(distance) | Op::Jump(distance) | Op::NotAhead(distance) => {
                (at as isize + distance as isize) as usize
            }
            Op::OneOf(..) => leaves(ops, at).1,
            _ => 0,
        };
        if leads > furthest {
            furthest = leads;
        }
        at += 1;
    }
    best
}

/// How often one of the tokens that must follow at `from` stands in ordinary text; more than ever where none must.
const fn weight(ops: &[Op], from: usize, limit: u32) -> u32 {
    let reached = reach(ops, from);
    let (mut sum, mut at) = (0, reached.first);
    while at < reached.end {
        let (mut leaf, end) = if reached.has(at) { leaves(ops, at) } else { (at, at) };
        if reached.has(at) && matches!(ops[at], Op::Match | Op::End) {
            return u32::MAX;
        }
        at += 1;
        while leaf < end && sum < limit {
            sum += frequency(ops[leaf]);
            leaf += 1;
        }
    }
    sum
}

const DRAFT: Draft = {
    let empty = [[0; WORDS]; 2];
    let mut draft = Draft {
        slots: [0; DRAFT_SLOTS],
        keys: [0; MOST_KEYS],
        sets: [empty; MOST_KEYS],
        count: 0,
        classes: [empty; CLASS_NAMES.len()],
        tests: [empty; TESTS],
    };
    let mut number = 0;
    while number < COUNT {
        let ops = ENTRIES[number].pattern.ops;
        draft.note(ops, 0, number, BEGINS);
        draft.note(ops, anchor(ops), number, ANCHORS);
        number += 1;
    }
    draft
};

/// At most so many different rows.
const MOST_ROWS: usize = DRAFT.count + 2 * (CLASS_NAMES.len() + TESTS) + 1;
const ROW_SLOTS: usize = (MOST_ROWS * 2).next_power_of_two();

/// The different rows, each once.
struct Collected {
    rows: [Row; MOST_ROWS],
    count: usize,
    slots: [u16; ROW_SLOTS],
    keys: [Known; DRAFT.count],
    classes: [Known; CLASS_NAMES.len()],
    tests: [Known; TESTS],
}

impl Collected {
    const fn number(&mut self, row: &Row) -> u16 {
        let (mut hash, mut any, mut at) = (0x811c_9dc5_u32, 0, 0);
        while at < WORDS {
            hash = (hash ^ row[at]).wrapping_mul(0x0100_0193).rotate_left(7);
            any |= row[at];
            at += 1;
        }
        if any == 0 {
            return 0;
        }
        let mut slot = hash as usize % ROW_SLOTS;
        while self.slots[slot] != 0 {
            if same(&self.rows[self.slots[slot] as usize], row) {
                return self.slots[slot];
            }
            slot = (slot + 1) % ROW_SLOTS;
        }
        self.rows[self.count] = *row;
        self.slots[slot] = self.count as u16;
        self.count += 1;
        self.slots[slot]
    }

    const fn known(&mut self, sets: &[Row; 2]) -> Known {
        Known { begins: self.number(&sets[BEGINS]), anchors: self.number(&sets[ANCHORS]) }
    }
}

const fn same(a: &Row, b: &Row) -> bool {
    let mut at = 0;
    while at < WORDS && a[at] == b[at] {
        at += 1;
    }
    at == WORDS
}

const COLLECTED: Collected = {
    let mut all = Collected {
        rows: [[0; WORDS]; MOST_ROWS],
        count: 1,
        slots: [0; ROW_SLOTS],
        keys: [NOTHING; DRAFT.count],
        classes: [NOTHING; CLASS_NAMES.len()],
        tests: [NOTHING; TESTS],
    };
    let mut at = 0;
    while at < DRAFT.count {
        all.keys[at] = all.known(&DRAFT.sets[at]);
        at += 1;
    }
    at = 0;
    while at < CLASS_NAMES.len() {
        all.classes[at] = all.known(&DRAFT.classes[at]);
        at += 1;
    }
    at = 0;
    while at < TESTS {
        all.tests[at] = all.known(&DRAFT.tests[at]);
        at += 1;
    }
    all
};

/// How many parts of rows are not empty.
const FULL_PARTS: usize = {
    let (mut count, mut row) = (0, 0);
    while row < COLLECTED.count {
        let mut part = 0;
        while part < WORDS {
            count += (COLLECTED.rows[row][part] != 0) as usize;
            part += 1;
        }
        row += 1;
    }
    count
};

/// The parts of all rows that are not empty, row by row: most rows have one or two of them. See [`ROW_ENDS`].
pub(super) static ROWS: [(u8, u32); FULL_PARTS] = LISTED.0;
/// Where each row begins in [`ROWS`], which is where the one before ends.
pub(super) static ROW_ENDS: [u16; COLLECTED.count + 1] = LISTED.1;

const LISTED: ([(u8, u32); FULL_PARTS], [u16; COLLECTED.count + 1]) = {
    assert!(FULL_PARTS <= u16::MAX as usize, "a place in the list of parts is held in two bytes");
    let mut parts = [(0, 0); FULL_PARTS];
    let mut ends = [0; COLLECTED.count + 1];
    let (mut count, mut row) = (0, 0);
    while row < COLLECTED.count {
        let mut part = 0;
        while part < WORDS {
            if COLLECTED.rows[row][part] != 0 {
                parts[count] = (part as u8, COLLECTED.rows[row][part]);
                count += 1;
            }
            part += 1;
        }
        row += 1;
        ends[row] = count as u16;
    }
    (parts, ends)
};

const SLOTS: usize = (DRAFT.count * 2).next_power_of_two();

/// Open addressing from a key to what is known of it; the key 0 marks an empty slot.
static SLOT: [(u32, Known); SLOTS] = {
    let mut slots = [(0, NOTHING); SLOTS];
    let mut at = 0;
    while at < DRAFT.count {
        let key = DRAFT.keys[at];
        let mut slot = key as usize % SLOTS;
        while slots[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = (key, COLLECTED.keys[at]);
        at += 1;
    }
    slots
};

/// The tables.
pub(super) static TABLES: Tables = {
    let mut tables = Tables {
        class_begins: [0; CLASS_NAMES.len()],
        class_anchors: [0; CLASS_NAMES.len()],
        test_begins: [0; TESTS],
        test_anchors: [0; TESTS],
        begin_classes: Classes::NONE,
        begin_tests: 0,
        anchor_classes: Classes::NONE,
    };
    let mut at = 0;
    while at < CLASS_NAMES.len() {
        let known = COLLECTED.classes[at];
        let class = Classes::of(Class(at as u8));
        (tables.class_begins[at], tables.class_anchors[at]) = (known.begins, known.anchors);
        if known.begins != 0 {
            tables.begin_classes = tables.begin_classes.with(class);
        }
        if known.anchors != 0 {
            tables.anchor_classes = tables.anchor_classes.with(class);
        }
        at += 1;
    }
    at = 0;
    while at < TESTS {
        let known = COLLECTED.tests[at];
        (tables.test_begins[at], tables.test_anchors[at]) = (known.begins, known.anchors);
        if known.begins != 0 {
            tables.begin_tests |= 1 << at;
        }
        at += 1;
    }
    tables
};
