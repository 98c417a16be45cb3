//! Whose a name, a day or a place is: a linear judgement over what stands around it.
//!
//! Rules of wording find the clear cases. For the rest many small signs decide, too many to weigh by hand: which words
//! and classes of words stand beside the candidate, what the sentence and the text speak of, what is being written. Each
//! sign adds its weight; `fit.py` beside this file makes the weights from labelled texts. Signs are hashed into one
//! table per question, classes by their names, so that a new word list moves nothing.
//!
//! The words of the whole passage are signs, too: "gala", "raffle" and "hiring" tell of other people than "scar" and
//! "discharged" do, wherever they stand. They are read once for all candidates of a sentence.

use std::rc::Rc;

use super::{Notes, begins, is, span_around, window};
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

/// Weighs candidates; one judge answers one question, for it remembers what the words around the last one weigh.
#[derive(Default)]
pub struct Judge {
    sentence: Around,
    passage: Around,
}

/// Some tokens, from the first number up to the second.
pub type Range = (usize, usize);

/// The stretch of text around a candidate.
#[derive(Default)]
struct Around {
    of: Option<Range>,
    signs: Rc<[u32]>,
    sum: Option<i32>,
}

impl Around {
    fn move_to(&mut self, of: Range, read: impl FnOnce() -> Rc<[u32]>) {
        if self.of != Some(of) {
            *self = Self { of: Some(of), signs: read(), sum: None };
        }
    }
}

/// What stretches of text say to every question: it is read once, though several rules ask, each from the beginning.
#[derive(Default)]
pub struct Stretches {
    known: Vec<(Range, Rc<[u32]>)>,
    bag: Bag,
}

impl Stretches {
    /// Most stretches that are kept: sentences in a piece of text. One that is longer than a sentence should be is another
    /// stretch for each of its words.
    const MOST: usize = 256;

    /// The signs of the tokens from the first number to the second, read by `read` unless they are known.
    pub fn get(&mut self, of: Range, read: impl FnOnce(&mut Bag)) -> Rc<[u32]> {
        let at = self.known.partition_point(|(other, _)| *other < of);
        if let Some((_, signs)) = self.known.get(at).filter(|(other, _)| *other == of) {
            return Rc::clone(signs);
        }
        let signs = self.bag.filled(read);
        if self.known.len() < Self::MOST {
            self.known.insert(at, (of, Rc::clone(&signs)));
        }
        signs
    }
}

/// Numbers of signs.
#[derive(Default)]
pub struct Bag {
    numbers: Vec<u32>,
    /// A bit for each that is in already and may not be in twice.
    known: Box<[u32]>,
}

impl Bag {
    /// What `read` puts in.
    pub fn filled(&mut self, read: impl FnOnce(&mut Self)) -> Rc<[u32]> {
        if self.known.is_empty() {
            self.known = vec![0; SIZE as usize / 32].into();
        }
        read(self);
        // PERF: to empty the whole table costs as much as to read a sentence.
        for number in &self.numbers {
            if let Some(bits) = self.known.get_mut(*number as usize / 32) {
                *bits = 0;
            }
        }
        let signs = self.numbers.as_slice().into();
        self.numbers.clear();
        signs
    }

    /// Puts a sign in, unless it is.
    fn once(&mut self, number: u32) {
        if let Some(bits) = self.known.get_mut(number as usize / 32).filter(|bits| **bits & 1 << (number % 32) == 0) {
            *bits |= 1 << (number % 32);
            self.numbers.push(number);
        }
    }
}

/// What a sentence says of every candidate in it.
fn of_sentence(tokens: &[Token], context: u32, bag: &mut Bag) {
    tokens.iter().filter(|token| token.kind == Kind::Word).for_each(|token| bag.once(bucket(80, token.stem)));
    pairs(tokens, |pair| bag.once(bucket(82, pair)));
    let seen = look(tokens);
    let signs = &mut bag.numbers;
    classes(seen.once, 50, signs);
    classes(seen.twice, 51, signs);
    signs.push(bucket(52, seen.medical.min(3)));
    signs.push(bucket(53, seen.medical.min(3) << 8 | context));
}

/// What a passage says of every candidate in its middle.
fn of_passage(tokens: &[Token], context: u32, bag: &mut Bag) {
    tokens.iter().filter(|token| token.kind == Kind::Word).for_each(|token| bag.once(bucket(81, token.stem)));
    let seen = look(tokens);
    let signs = &mut bag.numbers;
    for field in [60, 64 + context] {
        classes(seen.once, field, signs);
    }
    classes(seen.twice, 61, signs);
    signs.push(bucket(62, seen.medical.min(6)));
    signs.push(bucket(63, seen.medical.min(3) << 8 | context));
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
        let passage = span_around(input, first);
        let whole = tokens.get(passage.0..passage.1).unwrap_or(&[]);
        if let Some(own) = tokens.get(first).filter(|own| own.kind == Kind::Word) {
            let again = whole.iter().filter(|token| token.word == own.word).count() as u32;
            to.sign(bucket(70, again.min(3)));
            to.sign(bucket(71, again.min(3) << 8 | candidate.form & 7));
        }
        pairs(tokens.get(first.saturating_sub(4)..first).unwrap_or(&[]), |pair| to.sign(bucket(83, pair)));
        pairs(tokens.get(end..(end + 4).min(tokens.len())).unwrap_or(&[]), |pair| to.sign(bucket(84, pair)));
        // What the sentence and the text speak of.
        let sentence = window(input, first);
        self.sentence.move_to(sentence, || Notes::sentence(input, sentence, |tokens, bag| of_sentence(tokens, context, bag)));
        self.passage.move_to(passage, || Notes::passage(input, passage, |tokens, bag| of_passage(tokens, context, bag)));
        for Around { signs, sum, .. } in [&mut self.sentence, &mut self.passage] {
            to.shared(signs, sum);
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
