//! Names and record numbers of patients, recognised without a list of them: exact data match over salted, slow hashes.
//!
//! # What it can and what it cannot
//!
//! The policy holds, for each first-and-last name and each record number, five bytes of its scrypt hash. Reading the file
//! shows nobody. But names and numbers are few: whoever has the file and a list of candidates (a voter roll, all seven-digit
//! numbers) can try each one, at the price of one slow hash. That price, [`COST`] by default, is bounded by what a keystroke
//! may cost, so it deters reading, not a determined attack. So the file stays a secret that is derived from patient data:
//! give it to managed browsers only, and never publish it.
//!
//! A name is found by its first and last word, next to each other, with one word or initial between, or as "Last, First"; a
//! number in one piece, with or without hyphens. Misspelt names, nicknames and names of one word are not found. The words
//! of a name are looked up only where they are written with capitals or are known as names.

use std::collections::HashMap;

use base64ct::{Base64, Encoding as _};

use super::rule::{Wording, rule};
use crate::finding::{Finding, Label, Severity};
use crate::hashes;
use crate::policy::check::{Path, Problems};
use crate::policy::node::Node;
use crate::rules::Rule;
use crate::rules::evidence::person::likeness;
use crate::text::{Document, Kind, Parsed, Shape, Span, Token};

/// How many bytes of each hash are kept. A wrong name is taken for one of 100,000 patients once in ten million looks.
pub const KEPT: usize = 5;
/// What `curbside roster build` takes unless it is told otherwise: scrypt with N = 2^10, r = 1, p = 1 (128 KiB).
pub const COST: u8 = 10;
/// Most answers that are remembered; beyond it all are asked anew.
const REMEMBERED: usize = 8_192;
/// Shortest and longest record number, in characters without hyphens.
pub const LENGTHS: core::ops::RangeInclusive<usize> = 4..=20;

/// What is looked up.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// Folded hashes of the first and the last word of a name.
    Name(u32, u32),
    /// A record number in capitals without hyphens.
    Number(String),
}

/// Five bytes of each hash, sorted.
pub type Prints = Vec<[u8; KEPT]>;

/// The roster.
pub struct Roster {
    hash: Hash,
    names: Prints,
    numbers: Prints,
    lengths: Vec<usize>,
    of_name: &'static Rule,
    of_number: &'static Rule,
}

/// A slow hash with its salt.
pub struct Hash {
    salt: Vec<u8>,
    params: scrypt::Params,
}

/// What was looked up before: it takes a millisecond each.
#[derive(Default)]
pub struct Memory {
    known: HashMap<Key, bool>,
}

impl Hash {
    /// With a salt in hexadecimal digits and N = 2^`cost`.
    pub fn new(salt: &str, cost: u8) -> Option<Self> {
        let digits: Option<Vec<u32>> = salt.chars().map(|c| c.to_digit(16)).collect();
        let salt = digits?.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | *digit as u8)).collect();
        Some(Self { salt, params: scrypt::Params::new(cost, 1, 1).ok()? })
    }

    /// What is kept of a key.
    pub fn print(&self, key: &Key) -> Option<[u8; KEPT]> {
        let bytes = match key {
            Key::Name(first, last) => [b"n".as_slice(), &first.to_le_bytes(), &last.to_le_bytes()].concat(),
            Key::Number(number) => [b"#", number.as_bytes()].concat(),
        };
        let mut out = [0; 16];
        scrypt::scrypt(&bytes, &self.salt, &self.params, &mut out).ok()?;
        out.first_chunk().copied()
    }
}

/// The key of a patient's name as a register writes it: "Maria Elena Lopez" or "Lopez, Maria Elena". Nothing for a name of
/// one word.
pub fn name_key(name: &str) -> Option<Key> {
    let mut document = Document::default();
    let ordered = name.split_once(',').map_or_else(|| name.to_owned(), |(last, first)| format!("{} {}", first.trim(), last.trim()));
    document.update(&ordered);
    let words: Vec<u32> = document.parsed().tokens.iter().filter(|token| token.kind == Kind::Word).map(|token| token.word).collect();
    match words.as_slice() {
        [first, .., last] => Some(Key::Name(*first, *last)),
        _ => None,
    }
}

/// The key of a record number; nothing for one that is too short, too long, or without a digit.
pub fn number_key(number: &str) -> Option<Key> {
    let number: String = number.trim().chars().filter(|c| *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let is_number = LENGTHS.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_number && number.bytes().any(|byte| byte.is_ascii_digit())).then_some(Key::Number(number))
}

/// Sorted prints as the policy writes them.
pub fn encode(prints: &Prints) -> String {
    Base64::encode_string(&prints.concat())
}

fn decode(text: &str) -> Option<Prints> {
    let bytes = Base64::decode_vec(text.trim()).ok()?;
    let (prints, rest) = bytes.as_chunks::<KEPT>();
    (rest.is_empty() && prints.is_sorted()).then(|| prints.to_vec())
}

impl Roster {
    #[inline(never)]
    pub(super) fn read(entry: &Node, problems: &mut Problems) -> Option<Self> {
        let path = Path::Key(&Path::Top, "roster");
        let mut lists = [Vec::new(), Vec::new()];
        for (name, list) in ["names", "numbers"].into_iter().zip(&mut lists) {
            let Some(node) = entry.get(name) else { continue };
            if let Some(prints) = node.text().and_then(decode) {
                *list = prints;
            } else {
                problems.add(Path::Key(&path, name), "what `curbside roster build` wrote", "something else", node.at);
                return None;
            }
        }
        let [names, numbers] = lists;
        let lengths =
            entry.get("lengths").map_or(&[][..], Node::items).iter().filter_map(Node::count).map(|count| count as usize).collect();
        let rule = |label, name, title| {
            let why = "It is on your organization's list of patients.";
            rule(&Wording { label, severity: Severity::Block, name, title, why })
        };
        Some(Self {
            hash: Hash::new(entry.get("salt")?.text()?, u8::try_from(entry.get("cost")?.count()?).ok()?)?,
            names,
            numbers,
            lengths,
            of_name: rule(Label::IdName, "roster", "A patient of ours")?,
            of_number: rule(Label::IdMrn, "roster", "A record number of ours")?,
        })
    }

    pub(super) fn find(&self, parsed: &Parsed<'_>, memory: &mut Memory, findings: &mut Vec<Finding>) {
        if memory.known.len() > REMEMBERED {
            memory.known.clear();
        }
        let mut holds = |key: Key, prints: &Prints| {
            *memory
                .known
                .entry(key)
                .or_insert_with_key(|key| self.hash.print(key).is_some_and(|print| prints.binary_search(&print).is_ok()))
        };
        if !self.names.is_empty() {
            let shouting = is_shouting(parsed.tokens);
            names(parsed.tokens, shouting, |span, key| {
                let is_ours = holds(key, &self.names);
                if is_ours {
                    findings.push(Finding { span, rule: self.of_name, severity: Severity::Block });
                }
                is_ours
            });
        }
        if !self.numbers.is_empty() {
            numbers(parsed.text, |span, key| {
                if let Key::Number(number) = &key
                    && self.lengths.contains(&number.len())
                    && holds(key, &self.numbers)
                {
                    findings.push(Finding { span, rule: self.of_number, severity: Severity::Block });
                }
            });
        }
    }
}

/// Whether most of the words are in capitals, so that capitals mean nothing.
fn is_shouting(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.kind == Kind::Word && token.span.len() > 1);
    let (loud, all) = words.fold((0, 0), |(loud, all), token| (loud + usize::from(token.shape.has(Shape::ALL_CAPS)), all + 1));
    loud * 2 > all
}

/// Every pair of words that may be a first and a last name. `look` says whether one is: its words begin no other.
fn names(tokens: &[Token], shouting: bool, mut look: impl FnMut(Span, Key) -> bool) {
    let name = |at: usize| tokens.get(at).filter(|token| may_be_name(token, shouting));
    let is = |at: usize, mark: &[u32]| tokens.get(at).is_some_and(|token| token.kind == Kind::Punct && mark.contains(&token.word));
    let joined = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Word && !token.shape.has(Shape::LINE_BEFORE));
    let mut at = 0;
    while at < tokens.len() {
        let next = at + 1;
        let first = name(at);
        at = next;
        let Some(first) = first else { continue };
        let initial = joined(next) && tokens.get(next).is_some_and(|token| token.span.len() == 1);
        // "Maria Lopez", "Maria Elena Lopez", "Maria E. Lopez", "Lopez, Maria".
        let pairs = [(next, false), (next + 1, false), (next + 2, false), (next + 1, true)];
        for (number, (other, turned)) in pairs.into_iter().enumerate() {
            let between = match number {
                0 => true,
                1 => initial || joined(next) && name(next).is_some(),
                2 => initial && is(next + 1, hashes!["."]),
                _ => is(next, hashes![","]),
            };
            if !between || !joined(other) {
                continue;
            }
            let Some(last) = name(other) else { continue };
            let (a, b) = if turned { (last, first) } else { (first, last) };
            if look(first.span.union(last.span), Key::Name(a.word, b.word)) {
                at = other + 1;
                break;
            }
        }
    }
}

/// Written as a name, or known as one.
fn may_be_name(token: &Token, shouting: bool) -> bool {
    likeness(token, shouting).is_some()
        || token.kind == Kind::Word
            && token.span.len() > 1
            && (token.shape.has(Shape::CAPITALISED) && !shouting || token.classes.intersects(crate::classes!["given", "surname"]))
}

/// Every run of letters, digits and hyphens that may be a record number.
fn numbers(text: &str, mut look: impl FnMut(Span, Key)) {
    let of_number = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| of_number(**byte)).count());
        if length == 0 {
            at += 1;
            continue;
        }
        let run = text.get(at..at + length).unwrap_or("");
        let trimmed = run.trim_matches('-');
        let start = at + run.find(trimmed).unwrap_or(0);
        if let Some(key) = number_key(trimmed) {
            look(Span::new(start as u32, (start + trimmed.len()) as u32), key);
        }
        at += length;
    }
}
