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
//! , . ! ? : $ % # / - & these marks themselves; \( \* and the like for those that mean something here
//! ```
//!
//! Emoji, quotation marks and asterisks between the words of a pattern do not disturb it. A pattern never
//! reaches beyond its sentence. Matching is backtracking with a fixed budget, so a scan stays linear.
mod compile;
mod find;
mod opening;

use crate::text::fold::fold_ascii;
use crate::text::{Kind, Shape, Token};

pub use compile::{LONGEST, compile, size};
pub use find::{Matcher, find};
pub use opening::{Places, Second, leaves, reach, second};

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
    /// One of so many words (in order of their hashes) or of so many other instructions for one token, which follow.
    OneOf(u8, u8),
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
    /// Every test, by number.
    pub const ALL: [Self; TESTS] = [
        Self::Any,
        Self::Word,
        Self::Number,
        Self::Ordinal,
        Self::Capitalised,
        Self::AllCaps,
        Self::Handle,
        Self::Url,
        Self::Email,
        Self::Emoji,
        Self::Mixed,
    ];

    /// The tests that `token` passes, a bit each.
    pub fn passed(token: &Token) -> u16 {
        Self::ALL.iter().fold(0, |passed, &test| passed | u16::from(test.holds(token)) << test as u16)
    }

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
    /// As written, for messages of tests; empty in the page, where nobody reads it.
    pub source: &'static str,
}

/// Compiles a pattern at compile time: `pattern!("thank (you|u) for ~visit")`.
#[macro_export]
macro_rules! pattern {
    ($source:expr) => {{
        const SIZE: usize = $crate::rules::pattern::size($source);
        static OPS: [$crate::rules::pattern::Op; SIZE] = $crate::rules::pattern::compile::<SIZE>($source);
        $crate::rules::pattern::Pattern { ops: &OPS, source: if cfg!(target_arch = "wasm32") { "" } else { $source } }
    }};
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
