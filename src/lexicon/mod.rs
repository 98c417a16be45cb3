//! Word lists: which classes a word belongs to. A class is evidence, never a verdict.
//!
//! The lists are the `.txt` files in this folder, each with its source and licence; the build packs them
//! into tables of hashes (`build.rs` beside them, [`keys`]). Looking a word up costs one or two probes.

use std::sync::OnceLock;

use crate::text::fold;
use crate::text::{Kind, Shape, Token};
use keys::{Keys, cut, spread};

pub mod bits;
pub mod keys;
pub mod spelling;

mod packed {
    #![allow(missing_docs, clippy::unreadable_literal, reason = "written by the build script")]
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

pub use packed::{CLASS_NAMES, CREDITS};

/// A class of words; the index of its name in [`CLASS_NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class(pub u8);

impl Class {
    /// Hash of its name: a learned weight belongs to that, so that a new list does not shift the others.
    pub fn name_hash(self) -> u32 {
        NAME_HASHES.get(usize::from(self.0)).copied().unwrap_or(0)
    }
}

static NAME_HASHES: [u32; CLASS_NAMES.len()] = name_hashes();

#[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
const fn name_hashes() -> [u32; CLASS_NAMES.len()] {
    let mut hashes = [0; CLASS_NAMES.len()];
    let mut at = 0;
    while at < hashes.len() {
        hashes[at] = fold::fold_ascii(CLASS_NAMES[at].as_bytes()).hash();
        at += 1;
    }
    hashes
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32, u32);

/// The class of that name. Evaluated at compile time; an unknown name stops the build.
#[allow(clippy::panic, clippy::indexing_slicing, reason = "runs in the compiler only")]
pub const fn class(name: &str) -> Class {
    let mut at = 0;
    while at < CLASS_NAMES.len() {
        if same(CLASS_NAMES[at].as_bytes(), name.as_bytes()) {
            return Class(at as u8);
        }
        at += 1;
    }
    panic!("no lexicon has this class")
}

#[allow(clippy::indexing_slicing, reason = "lengths are compared first")]
const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    a.len() == b.len() && at == a.len()
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0, 0);

    /// The set of one class.
    pub const fn of(class: Class) -> Self {
        if class.0 < 32 { Self(1 << class.0, 0) } else { Self(0, 1 << (class.0 - 32)) }
    }

    /// Whether `class` is in the set.
    pub const fn has(self, class: Class) -> bool {
        let other = Self::of(class);
        self.0 & other.0 | self.1 & other.1 != 0
    }

    /// Whether the sets share a class.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 | self.1 & other.1 != 0
    }

    /// What both sets share.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0, self.1 & other.1)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0, self.1 | other.1)
    }

    /// The set less another.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0, self.1 & !other.1)
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 | self.1 == 0
    }

    /// The classes in the set, ascending.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        let (mut low, mut high) = (self.0, self.1);
        core::iter::from_fn(move || {
            if low != 0 {
                let at = low.trailing_zeros();
                low &= low - 1;
                return Some(Class(at as u8));
            }
            if high == 0 {
                return None;
            }
            let at = high.trailing_zeros();
            high &= high - 1;
            Some(Class(at as u8 + 32))
        })
    }
}

/// A packed list: keys, then for each an index into `sets`, first all low bytes, then all high ones.
#[derive(Default)]
struct Table {
    keys: Keys,
    low: &'static [u8],
    high: &'static [u8],
    sets: &'static [(u32, u32)],
}

impl Table {
    fn read(mut bytes: &'static [u8], sets: &'static [(u32, u32)]) -> Option<Self> {
        let bytes = &mut bytes;
        let keys = Keys::take(bytes)?;
        let (low, high) = (cut(bytes, keys.len())?, cut(bytes, keys.len())?);
        Some(Self { keys, low, high, sets })
    }

    fn get(&self, key: u32) -> Classes {
        let Some(at) = self.keys.find(spread(key)).map(usize::from) else { return Classes::NONE };
        let (Some(&low), Some(&high)) = (self.low.get(at), self.high.get(at)) else { return Classes::NONE };
        self.sets.get(usize::from(u16::from_le_bytes([low, high]))).map_or(Classes::NONE, |&(low, high)| Classes(low, high))
    }
}

/// Every list.
struct Lists {
    exact: Table,
    stem: Table,
    rare_names: Keys,
    small_towns: Keys,
}

impl Lists {
    /// What the hashes of a word, or of some words joined, and of their stems belong to.
    fn classes(&self, exact: u32, stem: u32) -> Classes {
        self.exact.get(exact).with(self.stem.get(stem))
    }
}

/// The lists, read once: what is read is where in them a hash is looked for (300 KB); they themselves stay where they are.
fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let filter = |mut bytes: &'static [u8]| Keys::take(&mut bytes).unwrap_or_default();
        // The build wrote them, so that none of them can fail to be read.
        Lists {
            exact: Table::read(packed::EXACT, packed::EXACT_SETS).unwrap_or_default(),
            stem: Table::read(packed::STEM, packed::STEM_SETS).unwrap_or_default(),
            rare_names: filter(packed::RARENAME),
            small_towns: filter(packed::SMALLTOWN),
        }
    })
}

/// Whether an entry may begin with the two words of this joined hash: stops nearly all that do not.
fn opens(joined: u32) -> bool {
    let bit = joined as usize & (packed::OPENS.len() * 8 - 1);
    packed::OPENS.get(bit / 8).is_some_and(|part| part & 1 << (bit % 8) != 0)
}

/// Whether somebody is called by the word of this hash, however few. Three other words in a thousand are taken for one.
pub fn is_rare_name(word: u32) -> bool {
    lists().rare_names.find(spread(word)).is_some()
}

/// Whether a small town has this name: the hash of its word, or of its words joined ([`fold::join`]). Three others in a
/// thousand are taken for one.
pub fn is_small_town(words: u32) -> bool {
    lists().small_towns.find(spread(words)).is_some()
}

const PHRASE: Class = class("phrase");
/// Longest entry, in words.
const LONGEST: usize = 5;

/// Fills in the classes of every token. All words of an entry of several words get its class.
pub fn annotate(tokens: &mut [Token]) {
    let lists = lists();
    for token in &mut *tokens {
        if token.kind == Kind::Word {
            token.classes = lists.classes(token.word, token.stem);
        }
    }
    for at in 0..tokens.len() {
        let Some((first, rest)) = tokens.get_mut(at..).and_then(<[Token]>::split_first_mut) else { continue };
        if !first.classes.has(PHRASE) {
            continue;
        }
        let (mut exact, mut stem) = (first.word, first.stem);
        let (mut found, mut length) = (Classes::NONE, 0);
        for (index, token) in rest.iter().take(LONGEST - 1).enumerate() {
            if !matches!(token.kind, Kind::Word | Kind::Number) || token.shape.has(Shape::LINE_BEFORE) {
                break;
            }
            exact = fold::join(exact, token.word);
            stem = fold::join(stem, token.stem);
            if index == 0 && !opens(exact) && !opens(stem) {
                break;
            }
            let here = lists.classes(exact, stem);
            if !here.is_empty() {
                (found, length) = (here, index + 1);
            }
        }
        if length > 0 {
            first.classes = first.classes.with(found);
            for token in rest.iter_mut().take(length) {
                token.classes = token.classes.with(found);
            }
        }
    }
}
