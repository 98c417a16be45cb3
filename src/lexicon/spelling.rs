//! Words that no list knows, read as the word that is meant: slips of the keys, drawn-out letters, figures for letters,
//! words run together, and the Spanish that stands in English texts.
//!
//! Only a word without any class is looked at, so that a text in plain English costs nothing. What is read is the
//! word's hash and stem; its span, and so what is underlined, stays what was written. The lists in `spelling/` are
//! taken in on first use.

mod joined;
mod nickname;
mod slip;

pub use nickname::is_nickname;
pub use slip::is_slip;

use std::sync::OnceLock;

use super::{Class, Classes, annotate, class};
use crate::order;
use crate::text::fold::{Folded, fold, fold_ascii};
use crate::text::{Kind, Shape, Token};

const COMMON: Class = class("common");
/// Most runs of one letter of which both spellings are tried.
const RUNS: usize = 5;

/// Whether some list has the word.
pub fn is_word(word: &Folded) -> bool {
    !classes(word).is_empty() || is_everyday(word)
}

fn is_everyday(word: &Folded) -> bool {
    lists().real.binary_search(&word.hash()).is_ok()
}

/// Whether it is an ordinary word and not only a name or a term.
fn is_ordinary(word: &Folded) -> bool {
    classes(word).has(COMMON) || is_everyday(word)
}

fn classes(word: &Folded) -> Classes {
    super::lists().classes(word.hash(), word.stem().hash())
}

/// What an unknown word stands for.
struct Entry {
    key: u32,
    meant: &'static str,
    reading: Reading,
}

/// When an entry counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// When no list has the word.
    Unknown,
    /// Always.
    Sure,
    /// Before another word of the same language.
    Weak,
}

struct Lists {
    slips: Vec<Entry>,
    spanish: Vec<Entry>,
    /// Hashes of words that only look like slips.
    real: Vec<u32>,
    /// Whether some entry's hash ends in these bits: most words are in no list at one look.
    sieve: Vec<bool>,
}

const SIEVE: usize = 4096;

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let (spanish, slips) = (entries(include_str!("spelling/spanish.txt")), entries(include_str!("spelling/typo.txt")));
        let mut sieve = vec![false; SIEVE];
        for entry in spanish.iter().chain(&slips) {
            if let Some(bit) = sieve.get_mut(entry.key as usize % SIEVE) {
                *bit = true;
            }
        }
        let real = include_str!("spelling/real.txt").lines().filter(|line| !line.starts_with('#'));
        let mut real: Vec<u32> = real.map(|word| fold_ascii(word.as_bytes()).hash()).collect();
        order::by_key(&mut real, |&hash| hash);
        Lists { slips, spanish, real, sieve }
    })
}

fn entries(list: &'static str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(written, meant)| {
            let reading = match written.as_bytes().last() {
                Some(b'?') => Reading::Weak,
                Some(b'!') => Reading::Sure,
                _ => Reading::Unknown,
            };
            Entry { key: fold(written.trim_end_matches(['?', '!'])).hash(), meant, reading }
        })
        .collect();
    order::by_key(&mut entries, |entry| entry.key);
    entries
}

fn find(entries: &'static [Entry], key: u32) -> Option<&'static Entry> {
    entries.binary_search_by_key(&key, |entry| entry.key).ok().and_then(|at| entries.get(at))
}

/// Reads the words of `tokens` that no list knows as what they mean, where that is clear, and classes them anew.
pub fn mend(text: &str, tokens: &mut Vec<Token>) {
    let lists = lists();
    let mut mended = Vec::new();
    let mut pieces = Vec::new();
    // From the end, for a short Spanish word is read by the word after it.
    for at in (0..tokens.len()).rev() {
        let Some(token) = tokens.get(at).copied().filter(|token| token.kind == Kind::Word) else { continue };
        if lists.sieve.get(token.word as usize % SIEVE) == Some(&true) {
            let foreign = find(&lists.spanish, token.word).filter(|entry| counts(entry, tokens, at));
            if let Some(entry) = foreign.or_else(|| find(&lists.slips, token.word)) {
                read_as(tokens, at, &fold_ascii(entry.meant.as_bytes()));
                if let Some(token) = tokens.get_mut(at).filter(|_| foreign.is_some()) {
                    token.shape = token.shape.with(Shape::FOREIGN);
                }
                mended.push(at);
                continue;
            }
        }
        if !token.classes.is_empty() {
            continue;
        }
        let Some(word) = text.get(token.span.range()) else { continue };
        // A name in the middle of a sentence may be spelled in any way.
        let named = token.shape.has(Shape::CAPITALISED) && goes_on(text, &token);
        if let Some(meant) = meant(lists, word, &token, named) {
            mended.push(at);
            read_as(tokens, at, &meant);
        } else if let Some(piece) = joined::with_figure(text, tokens, at).or_else(|| joined::parts(word, at, &token, named)) {
            pieces.push(piece);
        }
    }
    if !pieces.is_empty() {
        joined::replace(tokens, pieces);
        return annotate(tokens);
    }
    // No entry of several words goes beyond its line, so only these lines are classed anew.
    let mut done = tokens.len();
    for at in mended {
        let opens = |token: &Token| token.shape.has(Shape::LINE_BEFORE);
        if at >= done {
            continue;
        }
        let first = tokens.get(..=at).and_then(|line| line.iter().rposition(opens)).unwrap_or(0);
        let rest = tokens.get_mut(first..done).unwrap_or(&mut []);
        let end = rest.iter().skip(at + 1 - first).position(opens).map_or(rest.len(), |length| at + 1 - first + length);
        annotate(rest.get_mut(..end).unwrap_or(&mut []));
        done = first;
    }
}

fn counts(entry: &Entry, tokens: &[Token], at: usize) -> bool {
    match entry.reading {
        Reading::Sure => true,
        Reading::Unknown => tokens.get(at).is_some_and(|token| token.classes.is_empty()),
        // "su cita", "por venir"
        Reading::Weak => tokens.get(at + 1).is_some_and(|next| next.shape.has(Shape::FOREIGN) && !next.shape.has(Shape::LINE_BEFORE)),
    }
}

fn read_as(tokens: &mut [Token], at: usize, meant: &Folded) {
    if let Some(token) = tokens.get_mut(at) {
        token.word = meant.hash();
        token.stem = meant.stem().hash();
    }
}

/// The word that an unknown one was meant to be.
fn meant(lists: &'static Lists, word: &str, token: &Token, named: bool) -> Option<Folded> {
    if token.shape.has(Shape::MIXED) {
        return figures(word).filter(|_| !token.shape.has(Shape::ALL_CAPS));
    }
    if lists.real.binary_search(&token.word).is_ok() {
        return None;
    }
    once_each(word).or_else(|| slip::mend(fold(word).as_bytes(), named))
}

/// Whether a word or a comma stands before the token in its line.
fn goes_on(text: &str, token: &Token) -> bool {
    let before = text.get(..token.span.start as usize).unwrap_or("");
    before.trim_end_matches([' ', '\u{A0}', '\t']).chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ',')
}

/// "y0ur", "v1sit": figures that stand for letters, when the whole is an ordinary word then.
fn figures(word: &str) -> Option<Folded> {
    let read = |one: u8| {
        let mut folded = Folded::new();
        for byte in word.bytes() {
            folded.push(match byte {
                b'0' => b'o',
                b'1' => one,
                b'3' => b'e',
                b'4' => b'a',
                b'5' => b's',
                b'7' => b't',
                _ if byte.is_ascii_alphabetic() => byte.to_ascii_lowercase(),
                _ => return None,
            });
        }
        is_ordinary(&folded).then_some(folded)
    };
    // "E47" and "M41" are codes: a short word goes on after its figures, and has as many letters.
    let figures = word.bytes().filter(u8::is_ascii_digit).count();
    let coded = word.len() < 6 && word.bytes().last().is_none_or(|byte| byte.is_ascii_digit());
    if word.len() < 3 || figures * 2 > word.len() || coded {
        return None;
    }
    read(b'i').or_else(|| word.contains('1').then(|| read(b'l')).flatten())
}

/// "helllo", "comingg": a drawn-out letter was meant once or twice.
fn once_each(word: &str) -> Option<Folded> {
    let mut runs: Vec<(u8, bool)> = Vec::new();
    let (mut length, mut longest, mut doubled) = (0, 0, 0);
    for byte in word.bytes() {
        if !byte.is_ascii_alphabetic() {
            return None;
        }
        let byte = byte.to_ascii_lowercase();
        length = if runs.last().is_some_and(|run| run.0 == byte) { length + 1 } else { 1 };
        longest = longest.max(length);
        if length == 1 {
            runs.push((byte, false));
        } else if length == 2 {
            doubled += 1;
            if let Some(run) = runs.last_mut() {
                run.1 = true;
            }
        }
    }
    let end = length > 1 && word.len() > 5;
    if longest < 3 && !end || doubled == 0 || runs.len() > 24 {
        return None;
    }
    let spelled = |twice: &dyn Fn(usize) -> bool| {
        let mut folded = Folded::new();
        let mut at = 0;
        for &(byte, several) in &runs {
            folded.push(byte);
            if several {
                if twice(at) {
                    folded.push(byte);
                }
                at += 1;
            }
        }
        is_ordinary(&folded).then_some(folded)
    };
    let all = if doubled <= RUNS { 1_u32 << doubled } else { 1 };
    let mut found = (0..all).find_map(|set| spelled(&|at| set >> at & 1 == 1));
    if doubled > RUNS {
        found = found.or_else(|| (0..doubled).find_map(|one| spelled(&|at| at == one)));
    }
    found
}
