//! Which patterns are worth trying at a token: a table by first word, first stem and first class.

use super::pattern::{First, Pattern, Second, TESTS, Test, classes, openings};
use super::{RULES, Rule};
use crate::lexicon::{CLASS_NAMES, Class, Classes};
use crate::text::Token;

/// A pattern with the rule that it belongs to.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The rule.
    pub rule: &'static Rule,
    /// The pattern.
    pub pattern: &'static Pattern,
    /// Whether a match excuses instead of accusing.
    pub excuses: bool,
    second: Second,
}

/// All patterns of all rules, by what they can begin with.
pub struct Index {
    entries: Vec<Entry>,
    words: Buckets,
    stems: Buckets,
    by_class: Vec<Vec<u16>>,
    by_test: Vec<Vec<u16>>,
    classes: Classes,
    /// Tests with which some pattern begins, and their patterns' numbers.
    tests: Vec<(Test, usize)>,
}

/// Open addressing from a hash to a run of pattern numbers.
struct Buckets {
    slots: Vec<(u32, u32, u32)>,
    patterns: Vec<u16>,
}

impl Buckets {
    fn new(mut pairs: Vec<(u32, u16)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let size = (pairs.len() * 2).next_power_of_two().max(16);
        let mut slots = vec![(0, 0, 0); size];
        let mut patterns: Vec<u16> = Vec::with_capacity(pairs.len());
        for group in pairs.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(key, _)) = group.first() else { continue };
            let start = patterns.len() as u32;
            patterns.extend(group.iter().map(|pair| pair.1));
            let mut slot = key as usize & (size - 1);
            while slots.get(slot).is_some_and(|slot| slot.2 != 0) {
                slot = (slot + 1) & (size - 1);
            }
            if let Some(place) = slots.get_mut(slot) {
                *place = (key, start, patterns.len() as u32);
            }
        }
        Self { slots, patterns }
    }

    fn get(&self, key: u32) -> &[u16] {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while let Some(&(found, start, end)) = self.slots.get(slot) {
            if end == 0 {
                break;
            }
            if found == key {
                return self.patterns.get(start as usize..end as usize).unwrap_or(&[]);
            }
            slot = (slot + 1) & mask;
        }
        &[]
    }
}

impl Default for Index {
    fn default() -> Self {
        Self::new()
    }
}

impl Index {
    /// Indexes [`RULES`]. Takes well under a millisecond; made once.
    pub fn new() -> Self {
        let mut entries = Vec::new();
        let (mut words, mut stems) = (Vec::new(), Vec::new());
        let mut by_class = vec![Vec::new(); CLASS_NAMES.len()];
        let mut by_test = vec![Vec::new(); TESTS];
        let mut all = Classes::NONE;
        let mut tests: Vec<(Test, usize)> = Vec::new();
        for &rule in RULES {
            for (pattern, excuses) in rule.patterns.iter().map(|p| (p, false)).chain(rule.unless.iter().map(|p| (p, true))) {
                let number = entries.len() as u16;
                let (begins, second) = openings(pattern.ops);
                entries.push(Entry { rule, pattern, excuses, second });
                all = all.with(classes(&begins));
                for first in begins {
                    match first {
                        First::Word(hash) => words.push((hash, number)),
                        First::Stem(hash) => stems.push((hash, number)),
                        First::Class(Class(class)) => push(&mut by_class, class as usize, number),
                        First::Test(test) => {
                            push(&mut by_test, test as usize, number);
                            if !tests.iter().any(|known| known.0 == test) {
                                tests.push((test, test as usize));
                            }
                        }
                    }
                }
            }
        }
        Self { entries, words: Buckets::new(words), stems: Buckets::new(stems), by_class, by_test, classes: all, tests }
    }

    /// Calls `try_it` with each pattern that may begin at `token` and go on with `next`, the token after it.
    pub fn candidates(&self, token: &Token, next: Option<&Token>, mut try_it: impl FnMut(&Entry)) {
        let mut each = |numbers: &[u16]| {
            for &number in numbers {
                if let Some(entry) = self.entries.get(number as usize).filter(|entry| entry.second.allows(next)) {
                    try_it(entry);
                }
            }
        };
        each(self.words.get(token.word));
        each(self.stems.get(token.stem));
        if token.classes.intersects(self.classes) {
            for Class(class) in token.classes.iter() {
                each(self.by_class.get(class as usize).map_or(&[], Vec::as_slice));
            }
        }
        for &(test, at) in &self.tests {
            if test.holds(token) {
                each(self.by_test.get(at).map_or(&[], Vec::as_slice));
            }
        }
    }
}

fn push(lists: &mut [Vec<u16>], at: usize, number: u16) {
    if let Some(list) = lists.get_mut(at)
        && list.last() != Some(&number)
    {
        list.push(number);
    }
}
