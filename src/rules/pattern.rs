//! Token patterns: a small language for wording, compiled to constant tables by the compiler.
//!
//! ```text
//! thank                 this word, however it is spelled (case, accents, apostrophes: see `text::fold`)
//! ~visit                any regular inflection: visit, visits, visited, visiting
//! <weekday>             one word of this lexicon class
//! <procedure+>          as many words in a row as have this class
//! <num> <cap> …         a built-in test, see [`Test`]
//! (your|ur) (a b|c)     alternatives
//! please?               may be missing
//! !us                   not followed by this
//! ..3                   up to three words or commas of the same sentence, as few as possible
//! a [b c] d             underline only b c
//! , . ! ? : $ % # / - & these marks themselves
//! ```
//!
//! Emoji, quotation marks and asterisks between the words of a pattern do not disturb it. A pattern never
//! reaches beyond its sentence. Matching is backtracking with a fixed budget, so a scan stays linear.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the compiler part is const fn: a mistake in a pattern stops the build; the matcher itself uses `get`"
)]

use crate::lexicon::{CLASS_NAMES, Class, Classes};
use crate::text::fold::{self, fold_ascii};
use crate::text::{Kind, Shape, Span, Token};

/// One instruction. Jumps are relative to the instruction itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// The token's folded word has this hash.
    Word(u32),
    /// The token's stem has this hash.
    Stem(u32),
    /// The token has this class.
    Class(u8),
    /// One or more tokens in a row have this class.
    Run(u8),
    /// The token passes this test.
    Is(Test),
    /// The next token begins the sentence.
    Start,
    /// No token is left in the sentence.
    End,
    /// Try the next instruction; failing that, the one at this distance.
    Split(i16),
    /// Try the one at this distance; failing that, the next.
    Lazy(i16),
    /// Go on at this distance.
    Jump(i16),
    /// What follows up to this distance must not match here.
    NotAhead(i16),
    /// The underlined part begins.
    MarkStart,
    /// The underlined part ends.
    MarkEnd,
    /// Done.
    Match,
}

/// A property of a token that no list can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Test {
    /// `<any>`: any token but one that ends a sentence.
    Any,
    /// `<word>`: letters.
    Word,
    /// `<num>`: digits.
    Number,
    /// `<ordinal>`: 3rd.
    Ordinal,
    /// `<cap>`: a word that begins with a capital.
    Capitalised,
    /// `<caps>`: a word all in capitals.
    AllCaps,
    /// `<handle>`: @name.
    Handle,
    /// `<url>`: a web address.
    Url,
    /// `<email>`: an e-mail address.
    Email,
    /// `<emoji>`.
    Emoji,
    /// `<mixed>`: letters and digits in one word.
    Mixed,
}

/// How many tests there are.
pub const TESTS: usize = 11;

const TEST_NAMES: [(&str, Test); TESTS] = [
    ("any", Test::Any),
    ("word", Test::Word),
    ("num", Test::Number),
    ("ordinal", Test::Ordinal),
    ("cap", Test::Capitalised),
    ("caps", Test::AllCaps),
    ("handle", Test::Handle),
    ("url", Test::Url),
    ("email", Test::Email),
    ("emoji", Test::Emoji),
    ("mixed", Test::Mixed),
];

impl Test {
    /// Whether `token` passes.
    pub fn holds(self, token: &Token) -> bool {
        match self {
            Self::Any => !ends_sentence(token),
            Self::Word => token.kind == Kind::Word,
            Self::Number => token.kind == Kind::Number && !token.shape.has(Shape::ORDINAL),
            Self::Ordinal => token.shape.has(Shape::ORDINAL),
            Self::Capitalised => token.kind == Kind::Word && token.shape.has(Shape::CAPITALISED),
            Self::AllCaps => token.kind == Kind::Word && token.shape.has(Shape::ALL_CAPS),
            Self::Handle => token.kind == Kind::Handle,
            Self::Url => token.kind == Kind::Url,
            Self::Email => token.kind == Kind::Email,
            Self::Emoji => token.kind == Kind::Emoji,
            Self::Mixed => token.kind == Kind::Word && token.shape.has(Shape::MIXED),
        }
    }
}

/// A compiled pattern.
#[derive(Clone, Copy)]
pub struct Pattern {
    /// Its instructions.
    pub ops: &'static [Op],
    /// As written, for manuals and messages of tests.
    pub source: &'static str,
}

/// Compiles a pattern at compile time: `pattern!("thank (you|u) for ~visit")`.
#[macro_export]
macro_rules! pattern {
    ($source:expr) => {{
        const SIZE: usize = $crate::rules::pattern::size($source);
        static OPS: [$crate::rules::pattern::Op; SIZE] = $crate::rules::pattern::compile::<SIZE>($source);
        $crate::rules::pattern::Pattern { ops: &OPS, source: $source }
    }};
}

/// Longest pattern, in instructions.
const LONGEST: usize = 512;

struct Compiler {
    ops: [Op; LONGEST],
    len: usize,
    at: usize,
}

/// Number of instructions that `source` needs.
pub const fn size(source: &str) -> usize {
    run(source).len
}

/// The instructions for `source`; `SIZE` is from [`size`].
pub const fn compile<const SIZE: usize>(source: &str) -> [Op; SIZE] {
    let compiler = run(source);
    let mut ops = [Op::Match; SIZE];
    let mut at = 0;
    while at < SIZE {
        ops[at] = compiler.ops[at];
        at += 1;
    }
    ops
}

const fn run(source: &str) -> Compiler {
    let mut compiler = Compiler { ops: [Op::Match; LONGEST], len: 0, at: 0 };
    let source = source.as_bytes();
    compiler.alternatives(source, 0);
    if compiler.at != source.len() {
        panic!("a pattern has a bracket that closes nothing");
    }
    compiler.push(Op::Match);
    compiler
}

impl Compiler {
    const fn push(&mut self, op: Op) {
        self.ops[self.len] = op;
        self.len += 1;
    }

    const fn insert(&mut self, at: usize, op: Op) {
        let mut index = self.len;
        while index > at {
            self.ops[index] = self.ops[index - 1];
            index -= 1;
        }
        self.ops[at] = op;
        self.len += 1;
    }

    /// `a b|c d` up to `close` (0 for the end of the pattern), which is not consumed.
    const fn alternatives(&mut self, source: &[u8], close: u8) {
        let mut jumps = [0_usize; 96];
        let mut count = 0;
        loop {
            let from = self.len;
            self.sequence(source);
            if self.at >= source.len() || source[self.at] == close {
                break;
            }
            if source[self.at] != b'|' {
                panic!("a pattern has a bracket that closes nothing");
            }
            self.at += 1;
            self.insert(from, Op::Split(0));
            jumps[count] = self.len;
            count += 1;
            self.push(Op::Jump(0));
            self.ops[from] = Op::Split((self.len - from) as i16);
        }
        if close != 0 && self.at >= source.len() {
            panic!("a pattern has a bracket that nothing closes");
        }
        while count > 0 {
            count -= 1;
            self.ops[jumps[count]] = Op::Jump((self.len - jumps[count]) as i16);
        }
    }

    const fn sequence(&mut self, source: &[u8]) {
        while self.at < source.len() {
            match source[self.at] {
                b'|' | b')' | b']' => return,
                b' ' => self.at += 1,
                _ => self.item(source),
            }
        }
    }

    const fn item(&mut self, source: &[u8]) {
        let from = self.len;
        match source[self.at] {
            b'(' => {
                self.at += 1;
                self.alternatives(source, b')');
                self.at += 1;
            }
            b'[' => {
                self.at += 1;
                self.push(Op::MarkStart);
                self.alternatives(source, b']');
                self.push(Op::MarkEnd);
                self.at += 1;
            }
            b'!' if self.at + 1 < source.len() && source[self.at + 1] != b' ' => {
                self.at += 1;
                self.push(Op::NotAhead(0));
                self.item(source);
                self.push(Op::Match);
                self.ops[from] = Op::NotAhead((self.len - from) as i16);
            }
            b'.' if self.at + 1 < source.len() && source[self.at + 1] == b'.' => self.gap(source),
            b'<' => self.angle(source),
            b'~' => {
                self.at += 1;
                let word = self.word(source);
                self.push(Op::Stem(word.stem().hash()));
            }
            byte if byte.is_ascii_alphanumeric() || byte == b'\'' || byte >= 0x80 => {
                let word = self.word(source);
                self.push(Op::Word(word.hash()));
            }
            byte => {
                self.at += 1;
                let mut mark = fold::Folded::new();
                mark.push(byte);
                self.push(Op::Word(mark.hash()));
            }
        }
        if self.at < source.len() && source[self.at] == b'?' && source[self.at - 1] != b' ' {
            self.at += 1;
            let length = self.len - from;
            self.insert(from, Op::Split(length as i16 + 1));
        }
    }

    const fn word(&mut self, source: &[u8]) -> fold::Folded {
        let from = self.at;
        while self.at < source.len() && (source[self.at].is_ascii_alphanumeric() || source[self.at] == b'\'' || source[self.at] >= 0x80) {
            self.at += 1;
        }
        if self.at < source.len() && source[self.at] == b'-' && self.at + 1 < source.len() && source[self.at + 1].is_ascii_alphabetic() {
            panic!("write hyphenated words of a pattern as separate words");
        }
        let mut word = [0_u8; 64];
        let mut at = from;
        while at < self.at {
            word[at - from] = source[at];
            at += 1;
        }
        fold_ascii(word.split_at(self.at - from).0)
    }

    const fn gap(&mut self, source: &[u8]) {
        self.at += 2;
        let digit = if self.at < source.len() { source[self.at] } else { 0 };
        if !digit.is_ascii_digit() || digit == b'0' {
            panic!("a gap in a pattern is written ..1 to ..9");
        }
        self.at += 1;
        let count = (digit - b'0') as usize;
        let mut left = count;
        while left > 0 {
            self.push(Op::Lazy((left * 2) as i16));
            self.push(Op::Is(Test::Any));
            left -= 1;
        }
    }

    const fn angle(&mut self, source: &[u8]) {
        let from = self.at + 1;
        let mut end = from;
        while end < source.len() && source[end] != b'>' {
            end += 1;
        }
        if end >= source.len() {
            panic!("a pattern has < without >");
        }
        self.at = end + 1;
        let run = source[end - 1] == b'+';
        let end = if run { end - 1 } else { end };
        if is(source, from, end, "start") {
            return self.push(Op::Start);
        }
        if is(source, from, end, "end") {
            return self.push(Op::End);
        }
        let mut at = 0;
        while at < TESTS {
            if is(source, from, end, TEST_NAMES[at].0) {
                return self.push(Op::Is(TEST_NAMES[at].1));
            }
            at += 1;
        }
        let mut at = 0;
        while at < CLASS_NAMES.len() {
            if is(source, from, end, CLASS_NAMES[at]) {
                return self.push(if run { Op::Run(at as u8) } else { Op::Class(at as u8) });
            }
            at += 1;
        }
        panic!("a pattern names a class that no lexicon has");
    }
}

const fn is(source: &[u8], from: usize, end: usize, name: &str) -> bool {
    let name = name.as_bytes();
    if end - from != name.len() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if source[from + at] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Steps that one attempt may take; more means that the pattern is given up at this place.
const BUDGET: u32 = 4_000;
/// Alternatives that may wait at one time; a pattern that needs more is given up at this place.
const WAITING: usize = 96;

/// Room for the matcher, kept from one attempt to the next.
#[derive(Default)]
pub struct Matcher {
    waiting: Vec<Thread>,
    /// Steps taken so far: a count of work that no busy machine disturbs.
    pub steps: u32,
}

#[derive(Clone, Copy)]
struct Thread {
    op: usize,
    at: usize,
    mark: (u32, u32),
}

/// Where `ops` matches in `tokens` (one sentence) beginning at the token `from`: the underlined part, in bytes.
pub fn find(ops: &[Op], tokens: &[Token], from: usize, matcher: &mut Matcher) -> Option<Span> {
    let mut budget = BUDGET;
    matcher.waiting.clear();
    let found = advance(ops, 0, tokens, from, &mut budget, &mut matcher.waiting);
    matcher.steps = matcher.steps.wrapping_add(BUDGET - budget);
    let (end, mark) = found?;
    let first = tokens.get(from)?.span;
    let last = end.checked_sub(1).and_then(|at| tokens.get(at)).map_or(first, |token| token.span);
    let start = if mark.0 == u32::MAX { first.start } else { mark.0 };
    let end = if mark.1 == u32::MAX { last.end } else { mark.1 };
    (start < end).then_some(Span::new(start, end))
}

type Matched = (usize, (u32, u32));

/// Runs `ops` from `op` on. Uses the part of `waiting` beyond what is there, and leaves what is there.
fn advance(ops: &[Op], op: usize, tokens: &[Token], from: usize, budget: &mut u32, waiting: &mut Vec<Thread>) -> Option<Matched> {
    let floor = waiting.len();
    let found = run_threads(ops, op, tokens, from, budget, waiting, floor);
    waiting.truncate(floor);
    found
}

fn run_threads(
    ops: &[Op],
    op: usize,
    tokens: &[Token],
    from: usize,
    budget: &mut u32,
    waiting: &mut Vec<Thread>,
    floor: usize,
) -> Option<Matched> {
    let mut now = Thread { op, at: from, mark: (u32::MAX, u32::MAX) };
    loop {
        *budget = budget.checked_sub(1)?;
        let jump = |distance: i16| now.op.wrapping_add_signed(distance as isize);
        let mut later = None;
        let goes_on = match *ops.get(now.op)? {
            Op::Match => return Some((now.at, now.mark)),
            Op::Jump(distance) => {
                now.op = jump(distance);
                continue;
            }
            Op::Split(distance) => {
                later = Some(Thread { op: jump(distance), ..now });
                true
            }
            Op::Lazy(distance) => {
                later = Some(Thread { op: now.op + 1, ..now });
                now.op = jump(distance) - 1;
                true
            }
            Op::NotAhead(distance) => {
                let found = advance(ops, now.op + 1, tokens, now.at, budget, waiting).is_some();
                now.op = jump(distance) - 1;
                !found
            }
            Op::MarkStart => {
                let at = skip(tokens, now.at);
                now.mark.0 = tokens.get(at).map_or(u32::MAX, |token| token.span.start);
                true
            }
            Op::MarkEnd => {
                now.mark.1 = now.at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(u32::MAX, |token| token.span.end);
                true
            }
            Op::Start => now.at == 0,
            Op::End => tokens.get(skip(tokens, now.at)..).is_none_or(|rest| rest.iter().all(ends_sentence)),
            Op::Run(class) => {
                let class = Class(class);
                let from = skip(tokens, now.at);
                let mut at = from;
                while tokens.get(at).is_some_and(|token| token.classes.has(class)) {
                    at += 1;
                }
                now.at = at;
                at > from
            }
            consuming => {
                let at = if matches!(consuming, Op::Is(_)) { now.at } else { skip(tokens, now.at) };
                now.at = at + 1;
                tokens.get(at).is_some_and(|token| match consuming {
                    Op::Word(hash) => token.word == hash,
                    Op::Stem(hash) => token.stem == hash && token.kind == Kind::Word,
                    Op::Class(class) => token.classes.has(Class(class)),
                    Op::Is(test) => test.holds(token),
                    _ => false,
                })
            }
        };
        if let Some(thread) = later {
            if waiting.len() >= WAITING {
                return None;
            }
            waiting.push(thread);
        }
        if goes_on {
            now.op += 1;
        } else {
            if waiting.len() <= floor {
                return None;
            }
            now = waiting.pop()?;
        }
    }
}

/// Passes over emoji, quotation marks and asterisks.
fn skip(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(is_noise) {
        at += 1;
    }
    at
}

fn is_noise(token: &Token) -> bool {
    const NOISE: [u32; 4] = [mark(b"\""), mark(b"'"), mark(b"*"), mark(b"_")];
    token.kind == Kind::Emoji || (token.kind == Kind::Punct && NOISE.contains(&token.word))
}

fn ends_sentence(token: &Token) -> bool {
    const ENDS: [u32; 4] = [mark(b"."), mark(b"!"), mark(b"?"), mark(b";")];
    token.kind == Kind::Punct && ENDS.contains(&token.word)
}

/// Hash of a punctuation mark.
pub const fn mark(mark: &[u8]) -> u32 {
    fold_ascii(mark).hash()
}

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
    let half = if hash & 32 == 0 { 0 } else { 1 };
    set[half] |= 1 << (hash & 31);
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
        if seen.get(at).copied().unwrap_or(true) {
            continue;
        }
        seen[at] = true;
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
