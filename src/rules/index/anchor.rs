//! Where the anchor of a pattern lies: found in the compiler, by how often words stand in ordinary text.
#![allow(clippy::indexing_slicing, reason = "const fn, run in the compiler only")]

use crate::lexicon::class;
use crate::rules::pattern::{Op, Test, leaves, reach};
use crate::text::fold::fold_ascii;

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
const CLASS_FREQUENCIES: [(u32, u32); 14] = [
    (listed_class("common"), 6_800),
    (listed_class("phrase"), 2_600),
    (listed_class("notname"), 400),
    (listed_class("clinical"), 300),
    (listed_class("state"), 240),
    (listed_class("you"), 190),
    (listed_class("directive"), 170),
    (listed_class("me"), 170),
    (listed_class("numberword"), 170),
    (listed_class("happening"), 150),
    (listed_class("treated"), 150),
    (listed_class("us"), 150),
    (listed_class("greeting"), 140),
    (listed_class("they"), 110),
];

const fn word(word: &str) -> u32 {
    fold_ascii(word.as_bytes()).hash()
}

const fn listed_class(name: &str) -> u32 {
    class(name).0 as u32
}

/// What a table says of a key, or `otherwise`.
const fn listed(table: &[(u32, u32)], key: u32, otherwise: u32) -> u32 {
    let mut at = 0;
    while at < table.len() {
        if table[at].0 == key {
            return table[at].1;
        }
        at += 1;
    }
    otherwise
}

/// How often a token of ordinary text is what an instruction takes.
const fn frequency(op: Op) -> u32 {
    match op {
        Op::Word(hash) | Op::Stem(hash) => listed(&WORD_FREQUENCIES, hash, 4),
        Op::Class(class) | Op::Run(class) => listed(&CLASS_FREQUENCIES, class as u32, 50),
        Op::Is(Test::Any | Test::Word) => 9_000,
        Op::Is(Test::Capitalised) => 1_500,
        Op::Is(Test::Number) => 300,
        _ => 50,
    }
}

/// Where the anchor of a pattern begins: the place that every match passes, at which the rarest tokens follow.
pub(super) const fn anchor(ops: &[Op]) -> usize {
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
