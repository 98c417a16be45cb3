//! Which patterns are worth trying: tables of what all patterns of all rules begin with and cannot do without.
//!
//! Each pattern has an *anchor*: of the sets of tokens that it cannot match without, the one that is rarest in ordinary
//! text. Only patterns whose anchor still follows in the sentence are tried, and only at the tokens that they can begin with.

mod anchor;
mod tables;

use super::Rule;
use super::pattern::{Pattern, Second, TESTS, Test};
use crate::lexicon::Classes;
use crate::text::Token;
use crate::text::sentence::LONGEST;
use tables::{COUNT, ENTRIES, Row, Sparse, Thing, WORDS, stem_key, tables};

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
    /// Where among its instructions the anchor is.
    anchor: u16,
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

/// Room for looking a sentence up, kept from one to the next.
#[derive(Default)]
pub struct Walk {
    /// What is worth trying: the token, and the number of the pattern.
    worth: Vec<(u16, u16)>,
    /// Looks at a token or at a row so far: a count of work that no busy machine disturbs.
    pub steps: u32,
}

impl Walk {
    /// Calls `try_it` with each place in `tokens`, a sentence, and each pattern that is worth trying there, with its number.
    pub fn candidates(&mut self, tokens: &[Token], mut try_it: impl FnMut(usize, usize, &'static Entry)) {
        self.look(tokens);
        for &(at, number) in self.worth.iter().rev() {
            if let Some(entry) = entry(usize::from(number)) {
                try_it(usize::from(at), usize::from(number), entry);
            }
        }
    }

    /// Notes what is worth trying, from the last token to the first: so a pattern is awake only where its anchor follows.
    #[inline(never)]
    fn look(&mut self, tokens: &[Token]) {
        self.worth.clear();
        let mut awake: Row = [0; WORDS];
        // What may begin at a token, and which parts of that are not empty.
        let mut begins: Row = [0; WORDS];
        let mut parts = [0_u32; PARTS];
        let (mut classes, mut tests) = (Classes::NONE, 0);
        let (mut next, mut passed_next) = (None, 0);
        let tables = tables();
        for (at, token) in tokens.iter().enumerate().rev() {
            let word = tables.look_up(token.word);
            let stem = tables.look_up(stem_key(token.stem));
            let passed = Test::passed(token);
            let mut wake = |row: &Sparse| {
                for &(part, bits) in row {
                    if let Some(awake) = awake.get_mut(usize::from(part)) {
                        *awake |= bits;
                    }
                }
            };
            wake(tables.wakes(word));
            wake(tables.wakes(stem));
            let fresh = token.classes.and(tables.anchor_classes).without(classes);
            fresh.iter().for_each(|class| wake(tables.wakes(Thing::class(class))));
            bits(passed & !tests).for_each(|test| wake(tables.wakes(Thing::test(test))));
            classes = classes.with(fresh);
            tests |= passed;

            let mut steps = 1;
            let mut add = |row: &Sparse| {
                for &(part, bits) in row {
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
            add(tables.begins(word));
            add(tables.begins(stem));
            token.classes.and(tables.begin_classes).iter().for_each(|class| add(tables.begins(Thing::class(class))));
            bits(passed & tables.begin_tests).for_each(|test| add(tables.begins(Thing::test(test))));
            self.steps = self.steps.wrapping_add(steps);
            for (half, parts) in parts.iter_mut().enumerate().rev() {
                while *parts != 0 {
                    let highest = 31 - parts.leading_zeros();
                    *parts &= !(1 << highest);
                    let part = half * 32 + highest as usize;
                    let mut left = begins.get_mut(part).map_or(0, core::mem::take);
                    while left != 0 {
                        let highest = 31 - left.leading_zeros();
                        left &= !(1 << highest);
                        let number = part * 32 + highest as usize;
                        if entry(number).is_some_and(|entry| entry.second.allows(next, passed_next)) {
                            self.worth.push((at as u16, number as u16));
                        }
                    }
                }
            }
            (next, passed_next) = (Some(token), passed);
        }
    }
}

/// The pattern of that number.
pub fn entry(number: usize) -> Option<&'static Entry> {
    ENTRIES.get(number)
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
const _: () = assert!(COUNT <= 65_536 && LONGEST <= 65_536, "a pattern and a token of a sentence are numbered in two bytes");
const _: () = assert!(WORDS <= 256, "a part of a row is numbered in a byte");
