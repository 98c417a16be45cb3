//! Words, numbers and the rest, in order.
//!
//! A hyphen between letters joins ("follow-up" is two tokens, nothing between them), a hyphen beside a
//! digit stands as punctuation. A hashtag becomes its words ("#myPatientJohn" gives `#`, `my`, `Patient`,
//! `John`). An e-mail address, a URL, an @handle and an emoji with all its modifiers are one token each.
//!
//! What cannot be seen is left out, and so are marks of emphasis ("*your* visit"), simple tags ("<b>") and the `&…;` of
//! HTML once it is read. Digits are numbers in any script and dress, also as the caps of keys.

mod address;
mod lexer;
mod number;
mod word;

use core::ops::Range;

use super::span::Span;
use crate::lexicon::Classes;
use lexer::Lexer;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Letters, possibly with digits after them ("a1c").
    Word,
    /// Digits with inner `.`, `,` ("1,184", "3.1"), or an ordinal ("3rd").
    Number,
    /// `@name`.
    Handle,
    /// A picture, flag or keycap with its modifiers.
    Emoji,
    /// A web address, with or without scheme.
    Url,
    /// An e-mail address.
    Email,
    /// One punctuation mark or symbol; a run of dots is one.
    Punct,
}

/// How a token is written, and what stands before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u16);

impl Shape {
    /// First letter upper case, a lower-case letter after it, or a single capital.
    pub const CAPITALISED: Self = Self(1);
    /// At least two letters, all upper case.
    pub const ALL_CAPS: Self = Self(2);
    /// White space stands before it (or it begins the text).
    pub const SPACE_BEFORE: Self = Self(4);
    /// A line break stands before it.
    pub const LINE_BEFORE: Self = Self(8);
    /// Joined to the token before by a hyphen that was left out.
    pub const HYPHEN_BEFORE: Self = Self(16);
    /// Ended in `'s` as a possessive; the span includes it, the hash does not.
    pub const POSSESSIVE: Self = Self(32);
    /// Part of a hashtag.
    pub const HASHTAG: Self = Self(64);
    /// A number with st, nd, rd or th.
    pub const ORDINAL: Self = Self(128);
    /// Letters and digits mixed.
    pub const MIXED: Self = Self(256);
    /// A Spanish word, read as the English one.
    pub const FOREIGN: Self = Self(512);

    /// Whether all of `other` holds.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This shape, with what stands before it taken from `other`.
    #[must_use]
    pub const fn preceded_like(self, other: Self) -> Self {
        let before = Self::SPACE_BEFORE.with(Self::LINE_BEFORE).with(Self::HYPHEN_BEFORE).0;
        Self(self.0 & !before | other.0 & before)
    }
}

/// One token of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Hash of the folded word ([`fold`]); of the mark itself for punctuation.
    pub word: u32,
    /// Hash of the stem; equal to `word` where there is none.
    pub stem: u32,
    /// What the lexicons say of it; filled by [`crate::lexicon`].
    pub classes: Classes,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub shape: Shape,
}

/// Splits `text` into tokens, appending to `tokens`. Linear in the length of the text.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokenize_range(text, 0..text.len(), tokens);
}

/// The tokens of a part of `text` that begins and ends between tokens: what they are may depend on what stands around.
pub fn tokenize_range(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let plain = bytes.get(range.clone()).is_some_and(|bytes| bytes.iter().all(|byte| *byte < 0x80 && *byte != b'&'));
    let before = Shape::SPACE_BEFORE.with(Shape::LINE_BEFORE);
    Lexer { text, bytes, plain, at: range.start, end: range.end, run_end: 0, before, tokens }.run();
}
