//! Words, numbers and the rest, in order.
//!
//! A hyphen between letters joins ("follow-up" is two tokens, nothing between them), a hyphen beside a
//! digit stands as punctuation. A hashtag becomes its words ("#myPatientJohn" gives `#`, `my`, `Patient`,
//! `John`). An e-mail address, a URL, an @handle and an emoji with all its modifiers are one token each.

use super::fold::{self, Folded};
use super::span::Span;
use crate::lexicon::Classes;

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
    Lexer { text, bytes: text.as_bytes(), at: 0, before: Shape::SPACE_BEFORE.with(Shape::LINE_BEFORE), tokens }.run();
}

struct Lexer<'a, 't> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    before: Shape,
    tokens: &'t mut Vec<Token>,
}

const TOP_LEVEL: [&str; 27] = [
    "com", "org", "net", "edu", "gov", "io", "co", "us", "me", "app", "info", "biz", "health", "care", "example", "test", "uk", "ca", "ly",
    "gl", "gle", "page", "site", "dental", "clinic", "link", "tv",
];

impl Lexer<'_, '_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = self.byte(at);
        if byte < 0x80 {
            return (at < self.bytes.len()).then_some(byte as char);
        }
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    fn run(mut self) {
        while let Some(c) = self.char_at(self.at) {
            match c {
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                    self.at += c.len_utf8();
                    self.before = self.before.with(Shape::SPACE_BEFORE).with(Shape::LINE_BEFORE);
                }
                _ if c.is_whitespace() || fold::is_invisible(c) => {
                    self.at += c.len_utf8();
                    if c.is_whitespace() {
                        self.before = self.before.with(Shape::SPACE_BEFORE);
                    }
                }
                'a'..='z' | 'A'..='Z' => self.word(),
                '0'..='9' => self.number(),
                '@' => self.handle(),
                '#' => self.hashtag(),
                _ if is_emoji(c) => self.emoji(),
                _ if c.is_alphabetic() || fold::look_alike(c).is_some() => self.word(),
                _ => self.punct(c),
            }
        }
    }

    fn push(&mut self, end: usize, kind: Kind, word: u32, stem: u32, shape: Shape) {
        let span = Span::new(self.at as u32, end as u32);
        self.tokens.push(Token { span, word, stem, classes: Classes::NONE, kind, shape: shape.with(self.before) });
        self.at = end;
        self.before = Shape::default();
    }

    fn push_folded(&mut self, end: usize, kind: Kind, folded: &Folded, shape: Shape) {
        let shape = if folded.is_possessive() { shape.with(Shape::POSSESSIVE) } else { shape };
        self.push(end, kind, folded.hash(), folded.stem().hash(), shape);
    }

    /// End of a run of letters (and digits after a letter) that starts at `from`; apostrophes and marks count when letters go on.
    fn word_end(&self, from: usize) -> usize {
        let mut end = from;
        let mut at = from;
        while let Some(c) = self.char_at(at) {
            let next = at + c.len_utf8();
            if c.is_ascii_alphanumeric() {
                end = next;
            } else if c.is_ascii() && c != '\'' {
                break;
            } else if fold::is_apostrophe(c) {
                if !self.char_at(next).is_some_and(|after| after.is_alphabetic()) {
                    break;
                }
            } else if fold::is_combining(c) || (c.is_alphanumeric() && !is_emoji(c)) || fold::look_alike(c).is_some() {
                end = next;
            } else if !fold::is_invisible(c) {
                break;
            }
            at = next;
        }
        end.max(from + self.char_at(from).map_or(1, char::len_utf8))
    }

    fn word(&mut self) {
        if let Some(end) = self.address_end() {
            return self.push(end, Kind::Email, 0, 0, Shape::default());
        }
        if let Some(end) = self.web_end() {
            return self.push(end, Kind::Url, 0, 0, Shape::default());
        }
        let end = self.word_end(self.at);
        self.push_word(end, Shape::default());
        self.skip_hyphen();
    }

    fn push_word(&mut self, end: usize, shape: Shape) {
        let Some(word) = self.text.get(self.at..end) else { return self.at = end };
        let folded = fold::fold(word);
        let shape = shape.with(case_of(word));
        self.push_folded(end, Kind::Word, &folded, shape);
    }

    /// Leaves out a hyphen between a letter and a letter or digit that follows at once.
    fn skip_hyphen(&mut self) {
        let Some(c @ ('-' | '\u{2010}' | '\u{2011}')) = self.char_at(self.at) else { return };
        let next = self.at + c.len_utf8();
        if self.char_at(next).is_some_and(char::is_alphabetic) {
            self.at = next;
            self.before = self.before.with(Shape::HYPHEN_BEFORE);
        }
    }

    fn number(&mut self) {
        if let Some(end) = self.address_end() {
            return self.push(end, Kind::Email, 0, 0, Shape::default());
        }
        let mut end = self.at;
        while self.byte(end).is_ascii_digit()
            || (matches!(self.byte(end), b'.' | b',') && self.byte(end + 1).is_ascii_digit() && end > self.at)
        {
            end += 1;
        }
        let digits = self.text.get(self.at..end).unwrap_or("");
        let tail = self.word_end_ascii(end);
        let suffix = self.text.get(end..tail).unwrap_or("");
        let folded = fold::fold_ascii(digits.as_bytes());
        if ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s)) {
            self.push(tail, Kind::Number, folded.hash(), folded.hash(), Shape::ORDINAL);
        } else {
            // Digits keep every repetition: 555 is not 5.
            let hash = digits.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            self.push(end, Kind::Number, hash, hash, Shape::default());
        }
        self.skip_hyphen();
    }

    fn word_end_ascii(&self, from: usize) -> usize {
        let mut end = from;
        while self.byte(end).is_ascii_alphabetic() {
            end += 1;
        }
        end
    }

    /// End of an e-mail address that starts here.
    fn address_end(&self) -> Option<usize> {
        let mut at = self.at;
        while self.byte(at).is_ascii_alphanumeric() || (matches!(self.byte(at), b'.' | b'_' | b'+' | b'-' | b'%') && at > self.at) {
            at += 1;
            if at - self.at > 64 {
                return None;
            }
        }
        if self.byte(at) != b'@' || !self.byte(at + 1).is_ascii_alphanumeric() {
            return None;
        }
        let (mut end, mut dots) = (at + 1, 0);
        while end - at < 255 {
            let byte = self.byte(end);
            if byte.is_ascii_alphanumeric() {
                end += 1;
            } else if matches!(byte, b'.' | b'-') && self.byte(end + 1).is_ascii_alphanumeric() {
                dots += usize::from(byte == b'.');
                end += 1;
            } else {
                break;
            }
        }
        if dots == 0 {
            return None;
        }
        Some(end)
    }

    /// End of a web address that starts here: `scheme://…`, `www.…`, or `name.tld` with a known top level.
    fn web_end(&self) -> Option<usize> {
        let mut at = self.at;
        while (self.byte(at).is_ascii_alphanumeric() || self.byte(at) == b'-') && at - self.at < 64 {
            at += 1;
        }
        let scheme = self.bytes.get(at..at + 3) == Some(b"://");
        if !scheme && self.byte(at) != b'.' {
            return None;
        }
        let host = if scheme { at + 3 } else { self.at };
        let (mut end, mut label) = (host, host);
        while end - host < 255 {
            let byte = self.byte(end);
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                end += 1;
            } else if byte == b'.' && self.byte(end + 1).is_ascii_alphanumeric() {
                end += 1;
                label = end;
            } else {
                break;
            }
        }
        let top = self.text.get(label..end).unwrap_or("");
        let www = self.text.get(self.at..self.at + 4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
        if !scheme && !www && (label == host || !TOP_LEVEL.iter().any(|known| top.eq_ignore_ascii_case(known))) {
            return None;
        }
        if matches!(self.byte(end), b'/' | b'?' | b'#' | b':') {
            while self.byte(end) > b' ' && !matches!(self.byte(end), b'"' | b'<' | b'>' | b'|') && self.byte(end) < 0x80 {
                end += 1;
            }
            while matches!(self.byte(end - 1), b'.' | b',' | b'!' | b'?' | b';' | b':' | b')' | b']' | b'\'' | b'}') {
                end -= 1;
            }
        }
        Some(end)
    }

    fn handle(&mut self) {
        let mut end = self.at + 1;
        while self.byte(end).is_ascii_alphanumeric()
            || self.byte(end) == b'_'
            || (matches!(self.byte(end), b'.' | b'-') && self.byte(end + 1).is_ascii_alphanumeric())
        {
            end += 1;
        }
        if end < self.at + 2 {
            return self.punct('@');
        }
        self.push(end, Kind::Handle, 0, 0, Shape::default());
    }

    fn hashtag(&mut self) {
        let letters = self.char_at(self.at + 1).is_some_and(char::is_alphabetic);
        self.punct('#');
        if !letters {
            return;
        }
        loop {
            let mut end = self.at;
            let mut last = ' ';
            while let Some(c) = self.char_at(end) {
                let hump = last.is_lowercase() && c.is_uppercase();
                if !c.is_alphanumeric() || hump || (c.is_ascii_digit() && !last.is_ascii_digit() && last != ' ') {
                    break;
                }
                last = c;
                end += c.len_utf8();
            }
            if end == self.at {
                return;
            }
            if self.byte(self.at).is_ascii_digit() {
                let hash = fold::fold_ascii(self.bytes.get(self.at..end).unwrap_or(&[])).hash();
                self.push(end, Kind::Number, hash, hash, Shape::HASHTAG);
            } else {
                self.push_word(end, Shape::HASHTAG);
            }
            if self.byte(self.at) == b'_' {
                self.at += 1;
            }
        }
    }

    fn emoji(&mut self) {
        let mut end = self.at;
        let mut joined = true;
        while let Some(c) = self.char_at(end) {
            let modifier = matches!(c, '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}');
            let flag = matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
                && end == self.at + 4
                && matches!(self.char_at(self.at), Some('\u{1F1E6}'..='\u{1F1FF}'));
            if !(c == '\u{200D}' || modifier || flag || (joined && is_emoji(c))) {
                break;
            }
            joined = c == '\u{200D}';
            end += c.len_utf8();
        }
        self.push(end, Kind::Emoji, 0, 0, Shape::default());
    }

    fn punct(&mut self, c: char) {
        let mut end = self.at + c.len_utf8();
        if c == '.' {
            while self.byte(end) == b'.' {
                end += 1;
            }
        }
        let plain = match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201C}' | '\u{201D}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            '\u{2026}' => '.',
            other => other,
        };
        let mut folded = Folded::new();
        let mut bytes = [0; 4];
        plain.encode_utf8(&mut bytes).bytes().for_each(|byte| folded.push(byte));
        self.push(end, Kind::Punct, folded.hash(), folded.hash(), Shape::default());
    }
}

fn case_of(word: &str) -> Shape {
    let (mut upper, mut lower, mut digits, mut first_upper) = (0, 0, 0, false);
    for (at, c) in word.chars().enumerate() {
        if c.is_uppercase() {
            upper += 1;
            first_upper |= at == 0;
        } else if c.is_lowercase() {
            // The s of a possessive says nothing about the word: "ALVAREZ's".
            lower += 1;
        } else if c.is_ascii_digit() {
            digits += 1;
        }
    }
    let mut shape = Shape::default();
    if first_upper && (lower > 0 || upper == 1) {
        shape = shape.with(Shape::CAPITALISED);
    }
    if upper >= 2 && lower == 0 {
        shape = shape.with(Shape::ALL_CAPS);
    }
    if digits > 0 && upper + lower > 0 {
        shape = shape.with(Shape::MIXED);
    }
    shape
}

/// Pictures, dingbats, symbols with emoji presentation and regional indicators.
const fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{25FF}' | '\u{FE0F}' | '\u{20E3}' | '\u{3030}' | '\u{303D}' | '\u{E0020}'..='\u{E007F}')
}
