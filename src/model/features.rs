//! What the classifiers look at: words, stems, classes and their neighbours, each hashed to 32 bits.
//!
//! The trainer and the page run this same code, so that a weight means the same in both. Runs of letters were tried and
//! made it worse (warn F1 0.880 with them, 0.893 without, cross-validated on the authored texts); classes crossed with
//! the context made it better (0.873 without, 0.893 with).

use crate::finding::Context;
use crate::lexicon::{Class, Classes, class};
use crate::text::{Kind, Shape, Token};

/// Kinds of features, so that the word "may" and the month are not the same one.
#[derive(Clone, Copy)]
#[repr(u32)]
pub(super) enum Space {
    Word = 1,
    Stem,
    Class,
    Pair,
    ClassPair,
    ClassTriple,
    StemInContext,
    ClassInContext,
    SetInContext,
    PairInSetting,
    Shape,
    Length,
    Place,
    Spoken,
    SpokenSet,
}

/// Hash of a feature.
pub(super) const fn feature(space: Space, a: u32, b: u32, c: u32) -> u32 {
    let mut hash = (space as u32).wrapping_mul(0x9E37_79B1) ^ a;
    hash = (hash ^ hash >> 15).wrapping_mul(0x2C1B_3C6D) ^ b.rotate_left(11);
    hash = (hash ^ hash >> 13).wrapping_mul(0x297A_2D39) ^ c.rotate_left(19);
    hash = (hash ^ hash >> 16).wrapping_mul(0x85EB_CA6B);
    hash ^ hash >> 13
}

/// Only says that an entry of several words may begin here.
const PHRASE: Classes = Classes::of(class("phrase"));

/// What a token counts as where its word would be too much: its classes together, a number by its length, else itself.
fn abstracted(token: &Token, word: u32) -> u32 {
    let mut set = 0_u32;
    for class in token.classes.without(PHRASE).iter() {
        set = set.wrapping_add(class.name_hash());
    }
    if set == 0 { word } else { set }
}

/// The word as a feature: numbers by their length, and one for all handles, addresses and the like.
pub fn word_of(token: &Token) -> u32 {
    match token.kind {
        Kind::Number => 0x100 + token.span.len().min(8),
        Kind::Word | Kind::Punct => token.word,
        other => other as u32,
    }
}

/// Public post, public answer to a review, or private.
pub(super) const fn setting(context: Context) -> u32 {
    match context {
        Context::ReviewReply => 1,
        Context::Message | Context::Email => 2,
        Context::Post | Context::Comment | Context::Blog => 3,
    }
}

/// A feature of a token.
#[derive(Clone, Copy)]
pub enum Feature {
    /// This one.
    Hash(u32),
    /// Those of a class of words, [`of_class`]: most tokens have some, so who looks weights up does so once a class.
    Class(Class),
}

/// The two features of a class: by itself, and in its context.
pub fn of_class(class: Class, context: Context) -> [u32; 2] {
    let class = class.name_hash();
    [feature(Space::Class, class, 0, 0), feature(Space::ClassInContext, class, context as u32 + 1, 0)]
}

/// Tells `see` the hashes of the features of each token of a sentence: the index of the token, then the hash.
pub fn of_sentence(tokens: &[Token], context: Context, mut see: impl FnMut(usize, u32)) {
    walk(tokens, context, |at, feature| match feature {
        Feature::Hash(hash) => see(at, hash),
        Feature::Class(class) => of_class(class, context).into_iter().for_each(|hash| see(at, hash)),
    });
}

/// Tells `see` the features of each token of a sentence: the index of the token, then the feature. They look back at most
/// two tokens of the same sentence.
pub fn walk(tokens: &[Token], context: Context, mut see: impl FnMut(usize, Feature)) {
    let (mut second, mut first) = (Heard::NOTHING, Heard::NOTHING);
    for (at, token) in tokens.iter().enumerate() {
        let now = Heard::of(token);
        of_token(token, now, context, |feature| see(at, feature));
        of_neighbours(second, first, now, context, |hash| see(at, Feature::Hash(hash)));
        of_shape(token, |hash| see(at, Feature::Hash(hash)));
        (second, first) = (first, now);
    }
    if let Some(last) = tokens.len().checked_sub(1) {
        see(last, Feature::Hash(of_end(first)));
    }
}

/// What a token counts as beside others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Its word.
    pub word: u32,
    /// Its classes, or its word.
    pub set: u32,
}

impl Heard {
    /// What stands before the first token.
    pub const NOTHING: Self = Self { word: 1, set: 1 };

    /// What `token` counts as.
    pub fn of(token: &Token) -> Self {
        let word = word_of(token);
        Self { word, set: abstracted(token, word) }
    }
}

/// The features of a token by itself, but for its shape.
pub fn of_token(token: &Token, heard: Heard, context: Context, mut see: impl FnMut(Feature)) {
    let number = context as u32 + 1;
    see(Feature::Hash(feature(Space::Word, heard.word, 0, 0)));
    see(Feature::Hash(feature(Space::SetInContext, heard.set, number, 0)));
    see(Feature::Hash(feature(Space::StemInContext, token.stem, number, 0)));
    if token.stem != token.word {
        see(Feature::Hash(feature(Space::Stem, token.stem, 0, 0)));
    }
    token.classes.without(PHRASE).iter().for_each(|class| see(Feature::Class(class)));
}

/// The features of a token after the two before it.
pub fn of_neighbours(second: Heard, first: Heard, now: Heard, context: Context, mut see: impl FnMut(u32)) {
    see(feature(Space::Pair, first.word, now.word, 0));
    see(feature(Space::ClassPair, first.set, now.set, 0));
    see(feature(Space::PairInSetting, first.set, now.set, setting(context)));
    see(feature(Space::ClassTriple, second.set, first.set, now.set));
}

/// The features of how a token is written.
pub fn of_shape(token: &Token, mut see: impl FnMut(u32)) {
    if token.shape.has(Shape::CAPITALISED) {
        see(feature(Space::Shape, 1, 0, 0));
    }
    if token.shape.has(Shape::ALL_CAPS) {
        see(feature(Space::Shape, 2, 0, 0));
    }
}

/// The feature of the last token of a sentence.
pub const fn of_end(last: Heard) -> u32 {
    feature(Space::Pair, last.word, 2, 0)
}

/// How long a passage of `tokens` is, in its context.
pub const fn of_length(tokens: usize, context: Context) -> u32 {
    feature(Space::Length, steps(tokens), context as u32 + 1, 0)
}

/// Where a clause stands and how long it is.
pub fn of_place(clause: Place, context: Context, mut see: impl FnMut(u32)) {
    see(feature(Space::Place, steps(clause.tokens), context as u32 + 1, 0));
    see(feature(Space::Place, 64 + u32::from(clause.whole), 0, 0));
    see(feature(Space::Place, 96 + u32::from(clause.first) + 2 * u32::from(clause.last), 0, 0));
}

/// Where a clause stands.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its length.
    pub tokens: usize,
    /// Whether it is a whole sentence.
    pub whole: bool,
    /// Whether it is of the first sentence of its text, and of the last.
    pub first: bool,
    #[allow(missing_docs, reason = "told above")]
    pub last: bool,
}

/// Half powers of two, rounded down: 0, 1, 2, 2.8, 4 ...
const fn steps(count: usize) -> u32 {
    let count = count as u32 + 1;
    let whole = count.ilog2();
    // 181/128 is the square root of two.
    2 * whole + (count * 128 >= (181 << whole)) as u32
}

/// The base-two logarithm, straight between powers of two: the same on every machine.
pub fn log2(count: usize) -> f32 {
    let whole = (count.max(1)).ilog2();
    whole as f32 + count.max(1) as f32 / (1_u32 << whole) as f32 - 1.0
}
