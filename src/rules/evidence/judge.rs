//! Whose a name, a day or a place is: a linear judgement over what stands around it.
//!
//! Rules of wording find the clear cases. For the rest many small signs decide, too many to weigh by hand: which words
//! and classes of words stand beside the candidate, what the sentence and the text speak of, what is being written. Each
//! sign adds its weight; `fit.py` beside this file makes the weights from labelled texts. Signs are hashed into one
//! table per question, classes by their names, so that a new word list moves nothing.
//!
//! The words of the whole passage are signs, too: "gala", "raffle" and "hiring" tell of other people than "scar" and
//! "discharged" do, wherever they stand. They are read once for all candidates of a sentence.

use super::{around, begins, is, window};
use crate::lexicon::Classes;
use crate::rules::Input;
use crate::text::fold::join;
use crate::text::{Kind, Shape, Span, Token};
use crate::words;

/// How many weights a question has; a power of two.
pub const SIZE: u32 = 1 << 15;

/// Where signs go: into a sum of weights, or into a list when they are to be fitted.
pub trait Signs {
    /// Takes the sign of this number, below [`SIZE`].
    fn sign(&mut self, number: u32);

    /// Takes signs that several candidates share; `sum` remembers what they weigh together.
    fn shared(&mut self, numbers: &[u32], sum: &mut Option<i32>);
}

/// The sum of the weights of the signs.
pub struct Sum<'a> {
    /// A weight for each sign.
    pub weights: &'a [u8],
    /// The sum so far.
    pub total: i32,
}

impl Sum<'_> {
    fn weight(&self, number: u32) -> i32 {
        self.weights.get(number as usize).map_or(0, |weight| i32::from(*weight as i8))
    }
}

impl Signs for Sum<'_> {
    fn sign(&mut self, number: u32) {
        self.total += self.weight(number);
    }

    fn shared(&mut self, numbers: &[u32], sum: &mut Option<i32>) {
        let weigh = || numbers.iter().map(|&number| self.weight(number)).sum();
        self.total += *sum.get_or_insert_with(weigh);
    }
}

impl Signs for Vec<u32> {
    fn sign(&mut self, number: u32) {
        self.push(number);
    }

    fn shared(&mut self, numbers: &[u32], _: &mut Option<i32>) {
        self.extend_from_slice(numbers);
    }
}

/// What is looked at: a stretch of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// First token.
    pub first: usize,
    /// One past the last.
    pub end: usize,
    /// What its reader says of its form, a few bits.
    pub form: u32,
    /// What its reader thinks of it, from -9 to 9; nothing where it has no opinion.
    pub opinion: i32,
}

impl Candidate {
    /// Its bytes.
    pub fn span(&self, tokens: &[Token]) -> Span {
        let first = tokens.get(self.first).map_or(Span::default(), |token| token.span);
        self.end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(first, |last| first.union(last.span))
    }
}

const fn bucket(field: u32, value: u32) -> u32 {
    let mixed = join(field.wrapping_mul(0x9e37_79b1), value).wrapping_mul(0x85eb_ca6b);
    (mixed >> 13 ^ mixed) & (SIZE - 1)
}

/// Classes that a stretch of text has once and twice.
#[derive(Clone, Copy, Default)]
struct Seen {
    once: Classes,
    twice: Classes,
    medical: u32,
}

fn look(tokens: &[Token]) -> Seen {
    let mut seen = Seen::default();
    for token in tokens {
        if !token.classes.is_empty() {
            seen.twice = seen.twice.with(seen.once.and(token.classes));
            seen.once = seen.once.with(token.classes);
            seen.medical += u32::from(token.classes.intersects(super::clinical::MEDICAL));
        }
    }
    seen
}

/// Remembers the last look around, so that a text is not read again for each candidate. One judge answers one question:
/// it remembers what the words of a passage weigh.
#[derive(Default)]
pub struct Judge {
    text: (u32, u32),
    seen: Seen,
    words: Bag,
    sentence: (usize, usize),
    nearby: Bag,
}

/// The signs of the words in a stretch of text, each once.
#[derive(Default)]
struct Bag {
    numbers: Vec<u32>,
    /// A bit for each sign that is in already.
    known: Vec<u32>,
    sum: Option<i32>,
}

impl Bag {
    fn clear(&mut self) {
        self.numbers.clear();
        self.known.clear();
        self.known.resize(SIZE as usize / 32, 0);
        self.sum = None;
    }

    fn add(&mut self, number: u32) {
        if let Some(bits) = self.known.get_mut(number as usize / 32).filter(|bits| **bits & 1 << (number % 32) == 0) {
            *bits |= 1 << (number % 32);
            self.numbers.push(number);
        }
    }
}

impl Judge {
    /// What speaks for `candidate` under these weights; above nothing it is more likely than not.
    pub fn weigh(&mut self, input: &Input<'_>, candidate: &Candidate, weights: &[u8]) -> i32 {
        let mut sum = Sum { weights, total: 0 };
        self.signs(input, candidate, &mut sum);
        let bias = weights.get(SIZE as usize..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| i16::from_le_bytes(*bytes));
        sum.total + i32::from(bias)
    }

    /// Adds the signs of `candidate`.
    pub fn signs(&mut self, input: &Input<'_>, candidate: &Candidate, to: &mut impl Signs) {
        let tokens = input.parsed.tokens;
        let (first, end) = (candidate.first, candidate.end);
        let context = input.context as u32;
        to.sign(bucket(1, context));
        to.sign(bucket(2, candidate.form));
        to.sign(bucket(3, candidate.form << 8 | context));
        for bit in 0..20 {
            if candidate.form & 1 << bit != 0 {
                to.sign(bucket(4, bit));
            }
        }
        for step in -9..candidate.opinion.clamp(-9, 9) {
            to.sign(bucket(5, (step + 9) as u32));
        }
        // The words beside it.
        // Quotation marks and bullets say nothing of whom is meant.
        let mut back = (first.saturating_sub(8)..first).rev().filter(|&at| !is_dress(tokens, at));
        for field in [10, 11, 12] {
            beside(tokens, back.next(), field, to);
        }
        let mut on = (end..end + 8).filter(|&at| !is_dress(tokens, at));
        for field in [20, 21, 22] {
            beside(tokens, on.next(), field, to);
        }
        let left = look(tokens.get(first.saturating_sub(6)..first).unwrap_or(&[]));
        let right = look(tokens.get(end..(end + 6).min(tokens.len())).unwrap_or(&[]));
        classes(left.once, 30, to);
        classes(right.once, 31, to);
        for token in tokens.get(first.saturating_sub(5)..first).unwrap_or(&[]) {
            to.sign(bucket(32, token.stem));
        }
        for token in tokens.get(end..(end + 5).min(tokens.len())).unwrap_or(&[]) {
            to.sign(bucket(33, token.stem));
        }
        // Its own shape and place.
        if let Some(own) = tokens.get(first) {
            let shape = u32::from(own.shape.has(Shape::CAPITALISED))
                | u32::from(own.shape.has(Shape::ALL_CAPS)) << 1
                | u32::from(own.shape.has(Shape::HASHTAG)) << 2
                | u32::from(begins(input, first)) << 3
                | u32::from(end >= tokens.len()) << 4;
            to.sign(bucket(40, shape));
            for bit in 0..5 {
                if shape & 1 << bit != 0 {
                    to.sign(bucket(41, bit));
                }
            }
            classes(own.classes, 42, to);
        }
        if let Some(last) = end.checked_sub(1).and_then(|last| tokens.get(last)) {
            classes(last.classes, 43, to);
            to.sign(bucket(44, u32::from(last.shape.has(Shape::POSSESSIVE))));
        }
        // A name that comes back is somebody of whom the text tells.
        let whole = around(input, first);
        if let Some(own) = tokens.get(first).filter(|own| own.kind == Kind::Word) {
            let again = whole.iter().filter(|token| token.word == own.word).count() as u32;
            to.sign(bucket(70, again.min(3)));
            to.sign(bucket(71, again.min(3) << 8 | candidate.form & 7));
        }
        // What the sentence speaks of.
        let (from, until) = window(input, first);
        let near = look(tokens.get(from..until).unwrap_or(&[]));
        classes(near.once, 50, to);
        classes(near.twice, 51, to);
        if self.sentence != (from, until) || self.nearby.numbers.is_empty() {
            self.sentence = (from, until);
            self.nearby.clear();
            let sentence = tokens.get(from..until).unwrap_or(&[]);
            sentence.iter().filter(|token| token.kind == Kind::Word).for_each(|token| self.nearby.add(bucket(80, token.stem)));
            pairs(sentence, |pair| self.nearby.add(bucket(82, pair)));
        }
        to.shared(&self.nearby.numbers, &mut self.nearby.sum);
        pairs(tokens.get(first.saturating_sub(4)..first).unwrap_or(&[]), |pair| to.sign(bucket(83, pair)));
        pairs(tokens.get(end..(end + 4).min(tokens.len())).unwrap_or(&[]), |pair| to.sign(bucket(84, pair)));
        to.sign(bucket(52, near.medical.min(3)));
        to.sign(bucket(53, near.medical.min(3) << 8 | context));
        // What the text speaks of.
        let key = whole.first().map_or((0, 0), |head| (head.span.start, whole.len() as u32));
        if key != self.text {
            self.text = key;
            self.seen = look(whole);
            self.words.clear();
            whole.iter().filter(|token| token.kind == Kind::Word).for_each(|token| self.words.add(bucket(81, token.stem)));
        }
        to.shared(&self.words.numbers, &mut self.words.sum);
        classes(self.seen.once, 60, to);
        classes(self.seen.twice, 61, to);
        to.sign(bucket(62, self.seen.medical.min(6)));
        to.sign(bucket(63, self.seen.medical.min(3) << 8 | context));
        for class in self.seen.once.iter() {
            let name = class.name_hash();
            to.sign(bucket(64 + context, name));
        }
    }
}

/// Two words side by side, as one.
fn pairs(tokens: &[Token], mut tell: impl FnMut(u32)) {
    for pair in tokens.windows(2) {
        if let [a, b] = pair {
            tell(join(a.stem, b.stem));
        }
    }
}

/// Whether a quotation mark, an asterisk or a bullet stands at `at`.
fn is_dress(tokens: &[Token], at: usize) -> bool {
    let quote = is(tokens, at, words!["\"", "'", "*", "_", "•", ">", "«", "»"]);
    quote || is(tokens, at, words!["-"]) && tokens.get(at).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE))
}

fn beside(tokens: &[Token], at: Option<usize>, field: u32, to: &mut impl Signs) {
    let Some(token) = at.and_then(|at| tokens.get(at)) else {
        to.sign(bucket(field, 1));
        return;
    };
    let value = match token.kind {
        Kind::Word | Kind::Punct => token.word,
        Kind::Number => 0x100 + token.span.len().min(6),
        other => 0x200 + other as u32,
    };
    to.sign(bucket(field, value));
    classes(token.classes, field + 100, to);
    if token.kind == Kind::Word {
        let shape = u32::from(token.shape.has(Shape::CAPITALISED)) | u32::from(token.shape.has(Shape::ALL_CAPS)) << 1;
        to.sign(bucket(field + 200, shape | u32::from(token.shape.has(Shape::POSSESSIVE)) << 2));
    }
}

fn classes(set: Classes, field: u32, to: &mut impl Signs) {
    for class in set.iter() {
        to.sign(bucket(field, class.name_hash()));
    }
}
