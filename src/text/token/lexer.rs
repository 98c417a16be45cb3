//! Reads a text from left to right: what begins here, and how far it goes.

use super::{Kind, Shape, Token};
use crate::lexicon::Classes;
use crate::text::fold::{self, Folded};
use crate::text::{Span, html};

pub(super) struct Lexer<'a, 't> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    /// Nothing but ASCII, and no `&` with which a character of HTML begins.
    pub(super) plain: bool,
    pub(super) at: usize,
    /// Where to stop.
    pub(super) end: usize,
    /// Where the run of what an address may begin with ends that was looked at last.
    pub(super) run_end: usize,
    pub(super) before: Shape,
    pub(super) tokens: &'t mut Vec<Token>,
}

impl Lexer<'_, '_> {
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        let byte = self.byte(at);
        if byte < 0x80 {
            return (at < self.bytes.len()).then_some(byte as char);
        }
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// The character at `at`, read from HTML where it is written so, and where the next one begins.
    pub(super) fn read(&self, at: usize) -> Option<(char, usize)> {
        let c = self.char_at(at)?;
        if c == '&'
            && let Some((c, length)) = html::character(self.bytes.get(at..).unwrap_or(&[]))
        {
            return Some((c, at + length));
        }
        Some((c, at + c.len_utf8()))
    }

    pub(super) fn run(mut self) {
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

    pub(super) fn push(&mut self, end: usize, kind: Kind, word: u32, stem: u32, shape: Shape) {
        let span = Span::new(self.at as u32, end as u32);
        self.tokens.push(Token { span, word, stem, classes: Classes::NONE, kind, shape: shape.with(self.before) });
        self.at = end;
        self.before = Shape::default();
    }

    pub(super) fn push_folded(&mut self, end: usize, kind: Kind, folded: &Folded, shape: Shape) {
        let shape = if folded.is_possessive() { shape.with(Shape::POSSESSIVE) } else { shape };
        let word = folded.hash();
        let stem = if folded.is_stem() { word } else { folded.stem().hash() };
        self.push(end, kind, word, stem, shape);
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

    pub(super) fn punct(&mut self, c: char, next: usize) {
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

/// Pictures, dingbats, symbols with emoji presentation and regional indicators.
pub(super) const fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{25FF}' | '\u{FE0F}' | '\u{20E3}' | '\u{3030}' | '\u{303D}' | '\u{E0020}'..='\u{E007F}')
}
