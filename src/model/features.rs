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
enum Space {
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
}

/// Hash of a feature.
const fn feature(space: Space, a: u32, b: u32, c: u32) -> u32 {
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
fn word_of(token: &Token) -> u32 {
    match token.kind {
        Kind::Number => 0x100 + token.span.len().min(8),
        Kind::Word | Kind::Punct => token.word,
        other => other as u32,
    }
}

/// Public post, public answer to a review, or private.
const fn setting(context: Context) -> u32 {
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
    let (setting, context) = (setting(context), context as u32 + 1);
    let mut before = 1;
    let (mut second, mut first) = (1, 1);
    for (at, token) in tokens.iter().enumerate() {
        let word = word_of(token);
        let set = abstracted(token, word);
        see(at, Feature::Hash(feature(Space::Word, word, 0, 0)));
        see(at, Feature::Hash(feature(Space::SetInContext, set, context, 0)));
        see(at, Feature::Hash(feature(Space::StemInContext, token.stem, context, 0)));
        if token.stem != token.word {
            see(at, Feature::Hash(feature(Space::Stem, token.stem, 0, 0)));
        }
        for class in token.classes.without(PHRASE).iter() {
            see(at, Feature::Class(class));
        }
        see(at, Feature::Hash(feature(Space::Pair, before, word, 0)));
        see(at, Feature::Hash(feature(Space::ClassPair, first, set, 0)));
        see(at, Feature::Hash(feature(Space::PairInSetting, first, set, setting)));
        see(at, Feature::Hash(feature(Space::ClassTriple, second, first, set)));
        if token.shape.has(Shape::CAPITALISED) {
            see(at, Feature::Hash(feature(Space::Shape, 1, 0, 0)));
        }
        if token.shape.has(Shape::ALL_CAPS) {
            see(at, Feature::Hash(feature(Space::Shape, 2, 0, 0)));
        }
        before = word;
        (second, first) = (first, set);
    }
    if let Some(last) = tokens.len().checked_sub(1) {
        see(last, Feature::Hash(feature(Space::Pair, before, 2, 0)));
    }
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
