//! Who and what a sentence or a clause speaks of, together: "you" beside a medicine is advice, "people" beside it is
//! education, "her" beside it is somebody's care.
//!
//! Words that leave no exception, and those that tell what was or will be, count as persons do: "never" beside a symptom is a
//! promise.
//!
//! A sum over single words cannot say that, and pairs of neighbours only where they are neighbours. These features carry over
//! to sources that the weights have not seen better than any others do (`CARD.md`). The page looks the number of each pair up
//! once, and then sets bits for each token.

use super::features::{Space, feature, setting};
use crate::finding::Context;
use crate::lexicon::{CLASS_NAMES, Class, Classes, class};
use crate::rules::evidence::w;
use crate::text::{Kind, Token};
use crate::words;

/// Who may be spoken of; after these come people in general, then words that leave no exception, what will be and what was.
const PERSONS: [Classes; 8] = [
    any(&["you"]),
    any(&["they"]),
    any(&["me"]),
    any(&["us"]),
    any(&["patient", "relation", "kin"]),
    any(&["given", "title"]),
    any(&["staff", "clinician"]),
    any(&["animal", "pet"]),
];
/// What may be spoken of; after these come a question, a condition, a number and a quotation.
const THINGS: [Classes; 14] = [
    any(&["condition"]),
    any(&["symptom"]),
    any(&["body"]),
    any(&["drug", "remedy"]),
    any(&["procedure", "test"]),
    any(&["treated", "cared", "care"]),
    any(&["attend"]),
    any(&["billing", "insurer", "payer", "record"]),
    any(&["directive"]),
    any(&["frequency", "unit"]),
    any(&["emergency", "outcome"]),
    any(&["insult", "insulting"]),
    any(&["private", "channel", "picture", "snapshot"]),
    any(&["weekday", "month"]),
];
const WHO: usize = PERSONS.len() + 4;
const WHAT: usize = THINGS.len() + 4;
/// How many pairs of somebody and something there are.
pub const PAIRS: usize = WHO * WHAT;

/// Words with which one speaks of people in general, or of what holds in general.
const GENERAL: &[u32] = words![
    "people",
    "person",
    "patients",
    "adults",
    "adult",
    "anyone",
    "everyone",
    "someone",
    "those",
    "women",
    "men",
    "children",
    "kids",
    "folks",
    "individuals",
    "many",
    "most",
    "often",
    "usually",
    "generally",
    "typically",
    "who"
];
/// Words that leave no exception.
const ABSOLUTE: &[u32] = words![
    "never",
    "ever",
    "always",
    "every",
    "everyone",
    "everybody",
    "nobody",
    "none",
    "nothing",
    "forever",
    "permanently",
    "permanent",
    "completely",
    "totally",
    "100",
    "guarantee",
    "guaranteed",
    "promise",
    "refund",
    "zero",
    "any",
    "all"
];
/// Words that tell what will be.
const FUTURE: &[u32] = words![
    "will", "won't", "wont", "gonna", "shall", "you'll", "youll", "we'll", "i'll", "ill", "it'll", "itll", "they'll", "he'll", "she'll"
];
/// Words that tell what was.
const PAST: &[u32] = words![
    "was", "were", "had", "did", "came", "went", "got", "said", "told", "saw", "asked", "took", "gave", "left", "made", "walked", "didn't",
    "didnt", "wasn't", "wasnt"
];
const IN_GENERAL: u32 = 1 << PERSONS.len();
const WITHOUT_EXCEPTION: u32 = IN_GENERAL << 1;
const TO_BE: u32 = IN_GENERAL << 2;
const HAS_BEEN: u32 = IN_GENERAL << 3;
const ASKED: u32 = 1 << THINGS.len();
const SUPPOSED: u32 = ASKED << 1;
const COUNTED: u32 = ASKED << 2;
const QUOTED: u32 = ASKED << 3;
/// What is looked at all at once.
const MAIN_WHO: u32 = (IN_GENERAL << 1) - 1;
const MAIN_WHAT: u32 = (COUNTED << 1) - 1;

const fn any(names: &[&str]) -> Classes {
    let mut all = Classes::NONE;
    let mut rest = names;
    while let [name, after @ ..] = rest {
        all = all.with(Classes::of(class(name)));
        rest = after;
    }
    all
}

/// For each class, who it is and what it is.
static OF_CLASS: [(u32, u32); CLASS_NAMES.len()] = of_classes();

#[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
const fn of_classes() -> [(u32, u32); CLASS_NAMES.len()] {
    let mut out = [(0, 0); CLASS_NAMES.len()];
    let mut at = 0;
    while at < out.len() {
        let own = Class(at as u8);
        let mut bit = 0;
        while bit < PERSONS.len() {
            if PERSONS[bit].has(own) {
                out[at].0 |= 1 << bit;
            }
            bit += 1;
        }
        bit = 0;
        while bit < THINGS.len() {
            if THINGS[bit].has(own) {
                out[at].1 |= 1 << bit;
            }
            bit += 1;
        }
        at += 1;
    }
    out
}

/// How much text is looked at.
#[derive(Clone, Copy)]
pub enum Stretch {
    /// One sentence of a passage.
    Sentence = 0x100,
    /// A clause that is judged by itself.
    Clause = 0x200,
}

/// Who and what some tokens speak of.
#[derive(Clone, Copy, Default)]
pub struct Spoken {
    who: u32,
    what: u32,
}

impl Spoken {
    /// Of these tokens.
    pub fn of(tokens: &[Token]) -> Self {
        let mut spoken = Self::default();
        for token in tokens {
            for class in token.classes.iter() {
                let (who, what) = OF_CLASS.get(usize::from(class.0)).copied().unwrap_or_default();
                spoken.who |= who;
                spoken.what |= what;
            }
            match token.kind {
                Kind::Number => spoken.what |= COUNTED,
                Kind::Word if token.word == w("if") => spoken.what |= SUPPOSED,
                Kind::Word if GENERAL.contains(&token.word) => spoken.who |= IN_GENERAL,
                Kind::Word if ABSOLUTE.contains(&token.word) => spoken.who |= WITHOUT_EXCEPTION,
                Kind::Word if FUTURE.contains(&token.word) => spoken.who |= TO_BE,
                Kind::Word if PAST.contains(&token.word) => spoken.who |= HAS_BEEN,
                Kind::Punct if token.word == w("?") => spoken.what |= ASKED,
                Kind::Punct if token.word == w("\"") => spoken.what |= QUOTED,
                _ => {}
            }
        }
        spoken
    }

    /// The pairs of somebody and something, by number.
    pub fn pairs(self) -> impl Iterator<Item = usize> {
        (0..WHO)
            .filter(move |at| self.who >> at & 1 != 0)
            .flat_map(move |who| (0..WHAT).filter(move |at| self.what >> at & 1 != 0).map(move |what| who * WHAT + what))
    }

    /// The features of all of it together.
    pub const fn whole(self, stretch: Stretch, context: Context) -> [u32; 2] {
        let salt = stretch as u32;
        let (who, what) = (self.who & MAIN_WHO, self.what & MAIN_WHAT);
        [feature(Space::SpokenSet, who, 0, salt + setting(context)), feature(Space::SpokenSet, who, what, salt)]
    }

    /// Tells `see` every feature.
    pub fn features(self, stretch: Stretch, context: Context, mut see: impl FnMut(u32)) {
        self.pairs().for_each(|pair| see(of_pair(pair, stretch)));
        self.whole(stretch, context).into_iter().for_each(see);
    }
}

/// The feature of a pair of this number.
pub const fn of_pair(pair: usize, stretch: Stretch) -> u32 {
    feature(Space::Spoken, (pair / WHAT) as u32, (pair % WHAT) as u32, stretch as u32)
}
