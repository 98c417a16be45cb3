//! What the words around a candidate say: whose it is, and whether care is spoken of. Shared by the rules.
//!
//! Everything here looks at a bounded window, so that a rule stays linear however long a sentence is.

pub mod clause;
pub mod clinical;
pub mod code;
pub mod day;
pub mod judge;
pub mod owner;
pub mod person;
pub mod phone;
pub mod place;
pub mod public;
pub mod spoken;
pub mod zip;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::lexicon::{Class, Classes, class};
use crate::rules::Input;
use crate::text::fold::fold_ascii;
use crate::text::{Kind, Shape, Token};

/// Hash of a word or mark, for comparing with [`Token::word`].
pub const fn w(word: &str) -> u32 {
    fold_ascii(word.as_bytes()).hash()
}

/// Hashes of several words.
#[macro_export]
macro_rules! words {
    ($($word:literal),* $(,)?) => { const { &[$($crate::rules::evidence::w($word)),*] as &[u32] } };
}

/// Words for the reader.
pub const YOU: Class = class("you");
/// He and she, in every case.
pub const THEY: Class = class("they");
/// The author.
pub const ME: Class = class("me");
/// The author and the house.
pub const US: Class = class("us");
/// Labels of the numbers in a record.
pub const RECORD: Class = class("record");
/// Words that say that nobody real is meant.
pub const INVENTED: Class = class("invented");
/// Things done to or for a patient.
pub const CARE: Class = class("care");
/// Care, conditions and things of care.
pub const CLINICAL: Class = class("clinical");
/// What happens to a patient.
pub const TREATED: Class = class("treated");
/// Events, hours, campaigns.
pub const HAPPENING: Class = class("happening");
/// Animals.
pub const PET: Class = class("pet");
/// People of a practice.
pub const STAFF: Class = class("staff");
/// Words for a patient.
pub const PATIENT: Class = class("patient");
/// Relatives.
pub const RELATION: Class = class("relation");
/// Ordinary words.
pub const COMMON: Class = class("common");

/// Whether the token at `at` is one of `words`.
pub fn is(tokens: &[Token], at: usize, words: &[u32]) -> bool {
    tokens.get(at).is_some_and(|token| words.contains(&token.word))
}

/// Whether the token before `at` is one of `words`.
pub fn after(tokens: &[Token], at: usize, words: &[u32]) -> bool {
    at.checked_sub(1).is_some_and(|before| is(tokens, before, words))
}

/// Whether the token at `at` has `class`.
pub fn has(tokens: &[Token], at: usize, class: Class) -> bool {
    tokens.get(at).is_some_and(|token| token.classes.has(class))
}

/// Whether a mark or a picture stands at `at`, or nothing.
pub fn breaks(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| matches!(token.kind, Kind::Punct | Kind::Emoji) || token.shape.has(Shape::LINE_BEFORE))
}

/// How far a window reaches to each side, in tokens.
const REACH: usize = 22;

/// What is spoken of in a stretch of text: counts, none of them above the number of its tokens.
#[derive(Clone, Copy, Default)]
pub struct Scene {
    /// Words for the reader.
    pub you: u32,
    /// He and she.
    pub they: u32,
    /// The author.
    pub me: u32,
    /// Care, conditions, things of care.
    pub care: u32,
    /// Verbs of what happens to a patient.
    pub treated: u32,
    /// Words for a patient.
    pub patient: u32,
    /// Relatives.
    pub relation: u32,
    /// Events and opening hours.
    pub happening: u32,
    /// Animals.
    pub pet: u32,
    /// People of a practice.
    pub staff: u32,
    /// The house: we, us, our.
    pub us: u32,
    /// Labels of the numbers in a record.
    pub record: u32,
    /// Words that say that nobody real is meant.
    pub invented: u32,
    /// Words in all.
    pub words: u32,
    /// Words in capitals.
    pub capitals: u32,
    /// Words that begin with a capital.
    pub capitalised: u32,
}

const CARES: Classes = Classes::of(CARE).with(Classes::of(CLINICAL));

/// Running counts of what a [`Scene`] counts, from some token of a text on. The scene of any stretch is the difference of
/// two of them, however long it is.
#[derive(Clone, Copy, Default)]
pub struct Tally([u16; COUNTS]);

const COUNTS: usize = 16;

/// What a scene counts by class, in the order of the counts.
const COUNTED: [Classes; COUNTS - 3] = [
    Classes::of(YOU),
    Classes::of(THEY),
    Classes::of(ME),
    CARES,
    Classes::of(TREATED),
    Classes::of(PATIENT),
    Classes::of(RELATION),
    Classes::of(HAPPENING),
    Classes::of(PET),
    Classes::of(STAFF),
    Classes::of(US),
    Classes::of(RECORD),
    Classes::of(INVENTED),
];
const COUNTED_CLASSES: Classes = {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m] = COUNTED;
    a.with(b).with(c).with(d).with(e).with(f).with(g).with(h).with(i).with(j).with(k).with(l).with(m)
};

impl Tally {
    /// The counts for `tokens`: one before each token, and one after the last.
    pub fn count(tokens: &[Token], into: &mut Vec<Self>) {
        let mut now = Self::default();
        into.clear();
        into.push(now);
        for token in tokens {
            now.add(token);
            into.push(now);
        }
    }

    fn add(&mut self, token: &Token) {
        if token.kind != Kind::Word {
            return;
        }
        let [by_class @ .., words, capitals, capitalised] = &mut self.0;
        *words = words.wrapping_add(1);
        *capitals = capitals.wrapping_add(u16::from(token.shape.has(Shape::ALL_CAPS)));
        *capitalised = capitalised.wrapping_add(u16::from(token.shape.has(Shape::CAPITALISED)));
        if token.classes.intersects(COUNTED_CLASSES) {
            for (count, classes) in by_class.iter_mut().zip(COUNTED) {
                *count = count.wrapping_add(u16::from(token.classes.intersects(classes)));
            }
        }
    }
}

impl Scene {
    /// Looks at all of `tokens`.
    pub fn of(tokens: &[Token]) -> Self {
        let mut tally = Tally::default();
        tokens.iter().for_each(|token| tally.add(token));
        Self::between(&Tally::default(), &tally)
    }

    /// Looks at the tokens from `from` to `to`, exclusive.
    pub fn within(input: &Input<'_>, from: usize, to: usize) -> Self {
        match (input.tally.get(from), input.tally.get(to)) {
            (Some(before), Some(after)) if from <= to => Self::between(before, after),
            _ => Self::of(input.parsed.tokens.get(from..to).unwrap_or(&[])),
        }
    }

    fn between(before: &Tally, after: &Tally) -> Self {
        let mut counts = [0; COUNTS];
        for ((count, before), after) in counts.iter_mut().zip(before.0).zip(after.0) {
            *count = u32::from(after.wrapping_sub(before));
        }
        let [you, they, me, care, treated, patient, relation, happening, pet, staff, us, record, invented, words, capitals, capitalised] =
            counts;
        Self { you, they, me, care, treated, patient, relation, happening, pet, staff, us, record, invented, words, capitals, capitalised }
    }

    /// Looks at the sentence around the token `at`, at most `REACH` tokens to each side.
    pub fn near(input: &Input<'_>, at: usize) -> Self {
        let (from, to) = window(input, at);
        Self::within(input, from, to)
    }

    /// Looks at the sentence around `at` and well beyond.
    pub fn about(input: &Input<'_>, at: usize) -> Self {
        let (from, to) = span_around(input, at);
        Self::within(input, from, to)
    }

    /// Looks at what stands near `at` in its sentence and beyond.
    pub fn wide(input: &Input<'_>, at: usize) -> Self {
        let tokens = input.parsed.tokens;
        let from = at.saturating_sub(REACH * 2);
        Self::within(input, from, (at + REACH * 2).min(tokens.len()))
    }

    /// Whether it is full of the numbers of somebody's record.
    pub const fn is_record(&self) -> bool {
        self.record > 1
    }

    /// Whether most of it is written in capitals, so that a capital says nothing.
    pub const fn shouts(&self) -> bool {
        self.capitals * 2 > self.words && self.words > 5
    }

    /// Whether it is about animals more than about people's care.
    pub const fn animals(&self) -> bool {
        self.pet >= 2 && self.care < 4 || (self.pet == 1 && self.words < 40 && self.care == 0 && self.you == 0)
    }
}

/// What more than one rule reads in the same tokens: read once, for it costs most.
#[derive(Default)]
pub struct Notes {
    /// Every day that is named.
    days: OnceCell<Vec<judge::Candidate>>,
    /// Everything that may be the name of a place.
    places: OnceCell<Vec<judge::Candidate>>,
    /// At which tokens no telephone number begins, and no digits that are spelled, for as much as was asked.
    nothing: Box<[Cell<u8>]>,
    /// The last wide looks: from and to which token, which question ([`Wide`]), and the answer.
    wide: Cell<[(u32, u32, bool); 2]>,
    /// What sentences say of the names, days and places in them.
    sentences: RefCell<judge::Stretches>,
    /// What the passages around these say.
    passages: RefCell<judge::Stretches>,
}

/// A question whose answer takes a look at all that stands around.
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Wide {
    /// [`clinical::about_animals`].
    Animals,
    /// [`clinical::is_made_up`].
    MadeUp,
}

/// What was looked for in vain at a token.
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Sought {
    /// [`phone::read`].
    Phone = 1,
    /// [`spoken::read`].
    Spoken = 2,
}

impl Notes {
    /// For so many tokens.
    pub fn of(tokens: usize) -> Self {
        Self { nothing: vec![Cell::new(0); tokens].into(), ..Self::default() }
    }

    /// The days in the text, read by `read` when nobody asked before.
    pub fn days<'a>(input: &Input<'a>, read: fn(&Input<'_>) -> Vec<judge::Candidate>) -> Cow<'a, [judge::Candidate]> {
        input.notes.map_or_else(|| Cow::Owned(read(input)), |notes| Cow::Borrowed(notes.days.get_or_init(|| read(input)).as_slice()))
    }

    /// The places in the text, read by `read` when nobody asked before.
    pub fn places<'a>(input: &Input<'a>, read: fn(&Input<'_>) -> Vec<judge::Candidate>) -> Cow<'a, [judge::Candidate]> {
        input.notes.map_or_else(|| Cow::Owned(read(input)), |notes| Cow::Borrowed(notes.places.get_or_init(|| read(input)).as_slice()))
    }

    /// What `look` answers for the tokens around those from `first` to `end`; several rules ask of one sentence in a row.
    pub fn wide(input: &Input<'_>, (first, end): (usize, usize), what: Wide, look: impl FnOnce() -> bool) -> bool {
        let Some(notes) = input.notes else { return look() };
        let mut wide = notes.wide.get();
        let Some(place) = wide.get_mut(what as usize) else { return look() };
        // Nobody asks of the tokens before the first: that is how a place is empty.
        let key = (first as u32 + 1, end as u32 + 1);
        if (place.0, place.1) == key {
            return place.2;
        }
        *place = (key.0, key.1, look());
        let answer = place.2;
        notes.wide.set(wide);
        answer
    }

    /// The signs of the tokens of a sentence, `of` the first number up to the second.
    fn sentence(input: &Input<'_>, of: judge::Range, read: impl FnOnce(&[Token], &mut judge::Bag)) -> Rc<[u32]> {
        let read = |bag: &mut judge::Bag| read(input.parsed.tokens.get(of.0..of.1).unwrap_or(&[]), bag);
        match input.notes {
            Some(notes) => notes.sentences.borrow_mut().get(of, read),
            None => judge::Bag::default().filled(read),
        }
    }

    /// The signs of the tokens of a passage.
    fn passage(input: &Input<'_>, of: judge::Range, read: impl FnOnce(&[Token], &mut judge::Bag)) -> Rc<[u32]> {
        let read = |bag: &mut judge::Bag| read(input.parsed.tokens.get(of.0..of.1).unwrap_or(&[]), bag);
        match input.notes {
            Some(notes) => notes.passages.borrow_mut().get(of, read),
            None => judge::Bag::default().filled(read),
        }
    }

    /// What `read` reads at the token `at`; where it once read nothing it is not asked again.
    pub fn unless_nothing<T>(input: &Input<'_>, at: usize, what: Sought, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let Some(nothing) = input.notes.and_then(|notes| notes.nothing.get(at)) else { return read() };
        if nothing.get() & what as u8 != 0 {
            return None;
        }
        let found = read();
        if found.is_none() {
            nothing.set(nothing.get() | what as u8);
        }
        found
    }
}

/// A set of words that is looked into before lists are gone through: a word that it does not hold is in none of them.
pub struct Sieve([u32; 16]);

impl Sieve {
    /// For the words of all these lists.
    #[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
    pub const fn of(lists: &[&[u32]]) -> Self {
        let mut bits = [0; 16];
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let word = lists[list][at];
                bits[(word >> 5 & 15) as usize] |= 1 << (word & 31);
                at += 1;
            }
            list += 1;
        }
        Self(bits)
    }

    /// Whether the word of this hash may be in one of the lists.
    pub fn may_hold(&self, word: u32) -> bool {
        let Self(bits) = self;
        bits.get((word >> 5 & 15) as usize).is_some_and(|part| part & 1 << (word & 31) != 0)
    }
}

/// How far around a sentence the whole that it belongs to is looked at, in tokens; within `scan::REACH`.
const ABOUT: usize = 80;
/// A longer sentence is looked at around each place by itself.
const LONG: usize = 160;

/// The tokens of the sentence around `at`, and `ABOUT` more on either side.
pub fn around<'a>(input: &Input<'a>, at: usize) -> &'a [Token] {
    let tokens = input.parsed.tokens;
    let (from, to) = span_around(input, at);
    tokens.get(from..to).unwrap_or(&[])
}

fn span_around(input: &Input<'_>, at: usize) -> (usize, usize) {
    let length = input.parsed.tokens.len();
    let (first, end) = match input.parsed.sentence_of(at) {
        Some(sentence) if (sentence.end - sentence.first) as usize <= LONG => (sentence.first as usize, sentence.end as usize),
        _ => (at, at),
    };
    (first.saturating_sub(ABOUT), (end + ABOUT).min(length))
}

/// Remembers the last look around, so that a sentence is looked at once and not for each of its words.
#[derive(Default)]
pub struct Surroundings {
    seen: (usize, usize),
    scene: Scene,
}

impl Surroundings {
    /// What is spoken of around `at`.
    pub fn at(&mut self, input: &Input<'_>, at: usize) -> Scene {
        let span = span_around(input, at);
        if span != self.seen {
            self.seen = span;
            self.scene = Scene::within(input, span.0, span.1);
        }
        self.scene
    }
}

/// The tokens of the sentence around `at` that a look may take in.
pub fn window(input: &Input<'_>, at: usize) -> (usize, usize) {
    input
        .parsed
        .sentence_of(at)
        .map_or((at, at), |sentence| ((sentence.first as usize).max(at.saturating_sub(REACH)), (sentence.end as usize).min(at + REACH)))
}

/// Whether the token is the first of its sentence.
pub fn begins(input: &Input<'_>, at: usize) -> bool {
    input.parsed.sentence_of(at).is_some_and(|sentence| sentence.first as usize == at)
}
