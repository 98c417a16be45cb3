//! What a pattern can begin with: the index and a sieve spare most attempts.

use super::{Op, TEST_NAMES, Test, is_noise};
use crate::lexicon::{Class, Classes};
use crate::text::Token;

/// What a pattern can begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// A word with this hash.
    Word(u32),
    /// A stem with this hash.
    Stem(u32),
    /// A class.
    Class(Class),
    /// A test.
    Test(Test),
}

/// Which tokens may come second: a sieve that lets all of them through and stops most others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    pub fn allows(&self, next: Option<&Token>) -> bool {
        if self.any {
            return true;
        }
        let Some(token) = next else { return false };
        bit(&self.words, token.word)
            || bit(&self.stems, token.stem)
            || token.classes.intersects(self.classes)
            || is_noise(token)
            || (self.tests != 0 && TEST_NAMES.iter().any(|&(_, test)| self.tests & 1 << test as u16 != 0 && test.holds(token)))
    }
}

const fn bit(set: &[u32; 2], hash: u32) -> bool {
    (if hash & 32 == 0 { set[0] } else { set[1] }) & 1 << (hash & 31) != 0
}

const fn set_bit(set: &mut [u32; 2], hash: u32) {
    let [low, high] = set;
    *(if hash & 32 == 0 { low } else { high }) |= 1 << (hash & 31);
}

/// What a pattern can begin with, and which tokens may come second.
pub fn openings(ops: &[Op]) -> (Vec<First>, Second) {
    let mut firsts = Vec::new();
    let mut behind = Vec::new();
    for at in reach(ops, vec![0]) {
        match ops.get(at) {
            Some(&Op::Word(hash)) => firsts.push(First::Word(hash)),
            Some(&Op::Stem(hash)) => firsts.push(First::Stem(hash)),
            Some(&Op::Class(class)) => firsts.push(First::Class(Class(class))),
            Some(&Op::Run(class)) => {
                firsts.push(First::Class(Class(class)));
                behind.push(at);
            }
            Some(&Op::Is(test)) => firsts.push(First::Test(test)),
            _ => continue,
        }
        behind.push(at + 1);
    }
    let mut second = Second::default();
    for at in reach(ops, behind) {
        match ops.get(at) {
            Some(&Op::Word(hash)) => set_bit(&mut second.words, hash),
            Some(&Op::Stem(hash)) => set_bit(&mut second.stems, hash),
            Some(&(Op::Class(class) | Op::Run(class))) => second.classes = second.classes.with(Classes::of(Class(class))),
            Some(&Op::Is(Test::Any)) | Some(Op::Match | Op::End) => second.any = true,
            Some(&Op::Is(test)) => second.tests |= 1 << test as u16,
            _ => {}
        }
    }
    (firsts, second)
}

/// The instructions that can be reached from `open` without consuming a token, those that consume or end included.
fn reach(ops: &[Op], mut open: Vec<usize>) -> Vec<usize> {
    let mut seen = vec![false; ops.len()];
    let mut found = Vec::new();
    while let Some(at) = open.pop() {
        match seen.get_mut(at) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        found.push(at);
        let jump = |distance: i16| at.wrapping_add_signed(distance as isize);
        match ops.get(at) {
            Some(&(Op::Split(distance) | Op::Lazy(distance))) => open.extend([at + 1, jump(distance)]),
            Some(&(Op::Jump(distance) | Op::NotAhead(distance))) => open.push(jump(distance)),
            Some(Op::Start | Op::MarkStart | Op::MarkEnd) => open.push(at + 1),
            _ => {}
        }
    }
    found
}

/// The classes among `firsts`.
pub fn classes(firsts: &[First]) -> Classes {
    firsts.iter().fold(Classes::NONE, |set, first| if let First::Class(class) = first { set.with(Classes::of(*class)) } else { set })
}
