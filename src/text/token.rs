//! Words, numbers and the rest, in order.
//!
//! A hyphen between letters joins ("follow-up" is two tokens, nothing between them), a hyphen beside a
//! digit stands as punctuation. A hashtag becomes its words ("#myPatientJohn" gives `#`, `my`, `Patient`,
//! `John`). An e-mail address, a URL, an @handle and an emoji with all its modifiers are one token each.
//!
//! What cannot be seen is left out, and so are marks of emphasis ("*your* visit"), simple tags ("<b>") and the `&…;` of
//! HTML once it is read. Digits are numbers in any script and dress, also as the caps of keys.

use core::ops::Range;

use super::fold::{self, Folded};
use super::html;
use super::span::Span;
use crate::lexicon::{Classes, spelling};

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

struct Lexer<'a, 't> {
    text: &'a str,
    bytes: &'a [u8],
    /// Nothing but ASCII, and no `&` with which a character of HTML begins.
    plain: bool,
    at: usize,
    /// Where to stop.
    end: usize,
    /// Where the run of what an address may begin with ends that was looked at last.
    run_end: usize,
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

    /// The character at `at`, read from HTML where it is written so, and where the next one begins.
    fn read(&self, at: usize) -> Option<(char, usize)> {
        let c = self.char_at(at)?;
        if c == '&'
            && let Some((c, length)) = html::character(self.bytes.get(at..).unwrap_or(&[]))
        {
            return Some((c, at + length));
        }
        Some((c, at + c.len_utf8()))
    }

    fn run(mut self) {
        while self.at < self.end
            && let Some((c, next)) = self.read(self.at)
        {
            match c {
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                    self.at = next;
                    self.before = self.before.with(Shape::SPACE_BEFORE).with(Shape::LINE_BEFORE);
                }
                'a'..='z' | 'A'..='Z' => self.word(),
                ' ' => {
                    self.at = next;
                    self.before = self.before.with(Shape::SPACE_BEFORE);
                }
                '0'..='9' => self.number(),
                '!'..='~' if next > self.at + 1 => self.punct(c, next),
                '@' => self.handle(),
                '#' => self.hashtag(),
                '*' | '_' => self.emphasis(c),
                '<' => self.tag(),
                '!'..='~' => self.punct(c, next),
                // A blank of Braille is a picture of nothing.
                _ if c.is_whitespace() || c == '\u{2800}' => {
                    self.at = next;
                    self.before = self.before.with(Shape::SPACE_BEFORE);
                }
                _ if fold::is_invisible(c) => self.at = next,
                _ if fold::digit(c).is_some() => self.number(),
                _ if fold::look_alike(c).is_some() => self.word(),
                // Half an emoji, which arrives so from JavaScript, disturbs no more than a whole one.
                '\u{FFFD}' => self.push(next, Kind::Emoji, 0, 0, Shape::default()),
                _ if is_emoji(c) => self.emoji(next),
                _ if c.is_alphabetic() => self.word(),
                _ => self.punct(c, next),
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
        let word = folded.hash();
        let stem = if folded.is_stem() { word } else { folded.stem().hash() };
        self.push(end, kind, word, stem, shape);
    }

    /// End of a run of letters (and digits after a letter) that starts at `from`; apostrophes and marks count when letters go on.
    fn word_end(&self, from: usize) -> usize {
        let mut at = from;
        while self.byte(at).is_ascii_alphanumeric() {
            at += 1;
        }
        if self.plain && self.byte(at) != b'\'' {
            return at.max(from + 1);
        }
        let mut end = at;
        while let Some((c, next)) = self.read(at) {
            if c.is_ascii_alphanumeric() {
                end = next;
            } else if fold::is_apostrophe(c) {
                if !self.read(next).is_some_and(|(after, _)| after.is_alphabetic()) {
                    break;
                }
            } else if c.is_ascii() {
                break;
            } else if fold::is_combining(c) || fold::look_alike(c).is_some() {
                end = next;
            } else if !fold::is_invisible(c) {
                if !c.is_alphanumeric() || is_emoji(c) {
                    break;
                }
                end = next;
            }
            at = next;
        }
        end.max(self.read(from).map_or(from + 1, |(_, next)| next))
    }

    fn word(&mut self) {
        // What an address or a link needs stands right behind the first letters and digits.
        let mut behind = self.at;
        while self.byte(behind).is_ascii_alphanumeric() {
            behind += 1;
        }
        let mark = self.byte(behind);
        if matches!(mark, b'.' | b'_' | b'+' | b'-' | b'%' | b'@')
            && let Some(end) = self.address_end()
        {
            return self.push(end, Kind::Email, 0, 0, Shape::default());
        }
        if matches!(mark, b'.' | b':' | b'-')
            && let Some(end) = self.web_end()
        {
            return self.push(end, Kind::Url, 0, 0, Shape::default());
        }
        let start = self.at;
        let end = self.word_end(start);
        if matches!(self.byte(end), b'@' | b'$')
            && let Some((end, folded)) = self.disguised()
        {
            let shape = case_of(self.text.get(start..end).unwrap_or("").chars());
            self.push_folded(end, Kind::Word, &folded, shape);
        } else {
            self.push_word(end, Shape::default());
        }
        self.skip_joint(start);
    }

    fn push_word(&mut self, end: usize, shape: Shape) {
        let Some(word) = self.text.get(self.at..end) else { return self.at = end };
        if !self.plain && word.contains('&') {
            let folded = fold::fold_chars(html::characters(word));
            let shape = shape.with(case_of(html::characters(word)));
            return self.push_folded(end, Kind::Word, &folded, shape);
        }
        let folded = fold::fold(word);
        let shape = shape.with(if word.is_ascii() { case_of_ascii(word) } else { case_of(word.chars()) });
        self.push_folded(end, Kind::Word, &folded, shape);
    }

    /// A word in which `@` and `$` stand for letters, "p@tient": only when it then is a word that we know.
    fn disguised(&self) -> Option<(usize, Folded)> {
        let mut folded = Folded::new();
        let mut end = self.at;
        while end - self.at < fold::LONGEST {
            let byte = self.byte(end);
            folded.push(match byte {
                b'@' => b'a',
                b'$' => b's',
                _ if byte.is_ascii_alphabetic() => byte.to_ascii_lowercase(),
                _ => break,
            });
            end += 1;
        }
        let letter = self.byte(end.saturating_sub(1)).is_ascii_alphabetic();
        (letter && end > self.at + 2 && spelling::is_word(&folded)).then_some((end, folded))
    }

    /// Leaves out what joins the word from `start` to the letter that follows at once: a hyphen, an underscore, or the
    /// full stop of a chain of words ("thanks.for.coming").
    fn skip_joint(&mut self, start: usize) {
        let Some(c) = self.char_at(self.at) else { return };
        let next = self.at + c.len_utf8();
        let joins = match c {
            '-' | '\u{2010}' | '\u{2011}' => self.char_at(next).is_some_and(char::is_alphabetic),
            '_' => self.byte(next).is_ascii_lowercase(),
            '.' if self.byte(next).is_ascii_lowercase() => self.is_chain(start, next),
            _ => false,
        };
        if joins {
            self.at = next;
            self.before = self.before.with(Shape::HYPHEN_BEFORE);
        }
    }

    /// Whether at least three words of two and more small letters stand in a row with a full stop between them, and
    /// `next`, which a full stop precedes, begins one that is not the first.
    fn is_chain(&self, start: usize, next: usize) -> bool {
        let mut after = next;
        while self.byte(after).is_ascii_lowercase() {
            after += 1;
        }
        let onward = self.byte(after) == b'.' && self.byte(after + 1).is_ascii_lowercase() && self.byte(after + 2).is_ascii_lowercase();
        let behind = start >= 3 && self.byte(start - 1) == b'.' && self.byte(start - 2).is_ascii_lowercase();
        after > next + 1 && self.at > start + 1 && (onward || behind)
    }

    fn number(&mut self) {
        let first = self.byte(self.at);
        let mut behind = self.at;
        while self.byte(behind).is_ascii_alphanumeric() {
            behind += 1;
        }
        if first.is_ascii_digit()
            && matches!(self.byte(behind), b'.' | b'_' | b'+' | b'-' | b'%' | b'@')
            && let Some(end) = self.address_end()
        {
            return self.push(end, Kind::Email, 0, 0, Shape::default());
        }
        let (end, hash) = if self.plain { self.plain_number() } else { self.any_number() };
        let tail = self.word_end_ascii(end);
        let suffix = self.text.get(end..tail).unwrap_or("");
        if matches!(suffix.len(), 2) && ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s)) {
            self.push(tail, Kind::Number, hash, hash, Shape::ORDINAL);
        } else {
            self.push(end, Kind::Number, hash, hash, Shape::default());
        }
        self.skip_joint(self.at);
    }

    /// End and hash of digits with inner `.` and `,`. Digits keep every repetition: 555 is not 5.
    fn plain_number(&self) -> (usize, u32) {
        let (mut end, mut hash) = (self.at, NUMBER_START);
        loop {
            let byte = self.byte(end);
            if !(byte.is_ascii_digit() || matches!(byte, b'.' | b',') && self.byte(end + 1).is_ascii_digit()) {
                return (end, hash);
            }
            hash = number_hash(hash, byte);
            end += 1;
        }
    }

    /// The same for digits of any script, with what cannot be seen between them.
    fn any_number(&self) -> (usize, u32) {
        let (mut at, mut end, mut hash) = (self.at, self.at, NUMBER_START);
        let mut mark = None;
        while let Some((c, next)) = self.read(at) {
            if let Some(value) = fold::digit(c) {
                if let Some(mark) = mark.take() {
                    hash = number_hash(hash, mark);
                }
                hash = number_hash(hash, b'0' + value);
                end = next;
            } else if fold::is_keycap(c) || fold::is_combining(c) {
                end = if mark.is_none() { next } else { end };
            } else if matches!(c, '.' | ',') && mark.is_none() {
                mark = Some(c as u8);
            } else if !fold::is_invisible(c) {
                break;
            }
            at = next;
        }
        (end, hash)
    }

    fn word_end_ascii(&self, from: usize) -> usize {
        let mut end = from;
        while self.byte(end).is_ascii_alphabetic() {
            end += 1;
        }
        end
    }

    /// End of an e-mail address that starts here.
    fn address_end(&mut self) -> Option<usize> {
        // Where such a run ends is looked for once, and not from each of its tokens ("1-1-1-…").
        if self.at >= self.run_end {
            let mut end = self.at;
            while self.byte(end).is_ascii_alphanumeric() || matches!(self.byte(end), b'.' | b'_' | b'+' | b'-' | b'%') {
                end += 1;
            }
            self.run_end = end;
        }
        let at = self.run_end;
        if at - self.at > 64 {
            return None;
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
            return self.punct('@', self.at + 1);
        }
        self.push(end, Kind::Handle, 0, 0, Shape::default());
    }

    fn hashtag(&mut self) {
        let letters = self.char_at(self.at + 1).is_some_and(char::is_alphabetic);
        self.punct('#', self.at + 1);
        if !letters {
            return;
        }
        loop {
            let mut end = self.at;
            let mut last = ' ';
            while let Some(c) = self.char_at(end) {
                let hump = last.is_lowercase() && c.is_uppercase()
                    || last.is_uppercase() && c.is_uppercase() && self.begins_small(end + c.len_utf8());
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

    /// Whether small letters stand at `at`, more than the s of "RNs".
    fn begins_small(&self, at: usize) -> bool {
        self.byte(at).is_ascii_lowercase() && (self.byte(at) != b's' || self.byte(at + 1).is_ascii_lowercase())
    }

    fn emoji(&mut self, next: usize) {
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
        self.push(end.max(next), Kind::Emoji, 0, 0, Shape::default());
    }

    /// A mark of emphasis on the edge of a word is left out: "*your* visit", "__never__". Elsewhere it is a mark.
    fn emphasis(&mut self, mark: char) {
        let mut end = self.at;
        while matches!(self.byte(end), b'*' | b'_') && end < self.at + 3 {
            end += 1;
        }
        let before = self.text.get(..self.at).and_then(|text| text.chars().next_back());
        let after = self.char_at(end);
        let closes = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '"' | ')'));
        let opens = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '('));
        if closes != opens && !matches!(before, Some('*' | '_')) && !matches!(after, Some('*' | '_')) {
            self.at = end;
        } else {
            self.punct(mark, self.at + 1);
        }
    }

    /// A tag that says how words look is left out; one that makes a paragraph is a line break.
    fn tag(&mut self) {
        let Some((length, breaks)) = html::tag(self.bytes.get(self.at..).unwrap_or(&[])) else {
            return self.punct('<', self.at + 1);
        };
        self.at += length;
        if breaks {
            self.before = self.before.with(Shape::SPACE_BEFORE).with(Shape::LINE_BEFORE);
        }
    }

    fn punct(&mut self, c: char, next: usize) {
        let mut end = next;
        if c == '.' {
            while self.byte(end) == b'.' {
                end += 1;
            }
        }
        let plain = match c {
            ' '..='~' => c,
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ if fold::is_apostrophe(c) => '\'',
            '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2039}' | '\u{203A}' | '\u{300C}'..='\u{300F}' | '\u{2033}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
            '\u{2026}' | '\u{00B7}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' | '\u{3002}' => '.',
            other => other,
        };
        let mut folded = Folded::new();
        let mut bytes = [0; 4];
        plain.encode_utf8(&mut bytes).bytes().for_each(|byte| folded.push(byte));
        self.push(end, Kind::Punct, folded.hash(), folded.hash(), Shape::default());
    }
}

const NUMBER_START: u32 = 0x811c_9dc5;

const fn number_hash(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

fn case_of_ascii(word: &str) -> Shape {
    let (mut upper, mut lower, mut digits) = (0_u32, 0_u32, 0_u32);
    for byte in word.bytes() {
        upper += u32::from(byte.is_ascii_uppercase());
        lower += u32::from(byte.is_ascii_lowercase());
        digits += u32::from(byte.is_ascii_digit());
    }
    case(upper, lower, digits, word.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase()))
}

fn case_of(word: impl Iterator<Item = char>) -> Shape {
    let (mut upper, mut lower, mut digits, mut first_upper) = (0, 0, 0, false);
    for (at, c) in word.enumerate() {
        if c.is_uppercase() || matches!(c, '\u{1F130}'..='\u{1F189}') {
            upper += 1;
            first_upper |= at == 0;
        } else if c.is_lowercase() {
            lower += 1;
        } else if fold::digit(c).is_some() {
            digits += 1;
        }
    }
    case(upper, lower, digits, first_upper)
}

/// The shape of a word of so many letters and digits. The s of a possessive says nothing about it: "ALVAREZ's".
fn case(upper: u32, lower: u32, digits: u32, first_upper: bool) -> Shape {
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
