//! Reading a person's name: titles, given names, initials, nicknames in quotes, surnames, couples.

use super::{COMMON, STAFF, begins, breaks, has, is};
use crate::finding::Context;
use crate::lexicon::{Class, Classes, class, is_rare_name};
use crate::rules::Input;
use crate::text::{Kind, Shape, Span, Token};
use crate::words;

/// Given names that are nothing else.
pub const GIVEN: Class = class("given");
/// Given names that are words too.
pub const GIVEN_WORD: Class = class("givenword");
/// Surnames that are nothing else.
pub const SURNAME: Class = class("surname");
/// Mrs., little, Coach.
pub const TITLE: Class = class("title");
const TOWN: Class = class("town");
const STATE: Class = class("state");
const NOT_NAME: Class = class("notname");
const MONTH: Class = class("month");
const PAYER: Class = class("payer");
const RELATION: Class = class("relation");
const HOLIDAY: Class = class("holiday");
/// Words that are written with a capital and are no names.
const THINGS: Classes = Classes::of(class("drug"))
    .with(Classes::of(class("condition")))
    .with(Classes::of(class("test")))
    .with(Classes::of(class("procedure")))
    .with(Classes::of(HOLIDAY));

/// Titles that never stand before anything but a name.
pub const CIVIL: &[u32] = words!["mr", "mrs", "ms", "mx", "miss", "sra", "senora", "senor", "dona", "mme", "madame"];
/// Words for a clinician before a name.
pub const DOCTOR: &[u32] = words![
    "dr",
    "dra",
    "drs",
    "doctor",
    "doc",
    "nurse",
    "prof",
    "professor",
    "np",
    "pa",
    "rn",
    "chef",
    "chaplain",
    "sister",
    "hygienist",
    "sr"
];
/// What may stand after a staff member's name and a comma.
const CREDENTIAL: &[u32] = words![
    "rn", "md", "do", "dds", "dmd", "np", "pa", "lpn", "cna", "phd", "pharmd", "dpt", "rdh", "crna", "cmo", "ceo", "cno", "vp", "lcsw",
    "fnp", "od", "dc", "msw", "mph"
];
/// Words that end a name however they are written.
const STOPS: &[u32] = words![
    "i", "im", "we", "the", "you", "your", "thank", "thanks", "it", "its", "this", "is", "and", "a", "so", "if", "our", "please", "no",
    "yes", "he", "she", "from", "in"
];

/// How sure a word is a name, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// A given name in lower case, or in a text all in capitals.
    Quiet,
    /// Capitalised and no ordinary word.
    Unknown,
    /// A name that is a word, capitalised.
    Word,
    /// A surname, capitalised.
    Surname,
    /// A given name, capitalised.
    Given,
}

/// A name that was read.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Its first token (the title, where there is one).
    pub first: usize,
    /// The first token after a title.
    pub core: usize,
    /// One past its last token.
    pub end: usize,
    /// How sure its first word is a name.
    pub likeness: Likeness,
    /// Whether it has more than one word of name.
    pub full: bool,
}

impl Person {
    /// Its bytes.
    pub fn span(&self, tokens: &[Token]) -> Span {
        let first = tokens.get(self.first).map_or(Span::default(), |token| token.span);
        self.end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(first, |last| first.union(last.span))
    }

    /// Whether a title stands before it.
    pub const fn titled(&self) -> bool {
        self.core > self.first
    }
}

/// How much the token looks like a name. `shouting`: the text is in capitals.
pub fn likeness(token: &Token, shouting: bool) -> Option<Likeness> {
    if token.kind != Kind::Word || token.shape.has(Shape::MIXED) || token.span.len() < 2 {
        return None;
    }
    let capital = !shouting && (token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS));
    let classes = token.classes;
    if !capital {
        return (classes.has(GIVEN) && !classes.has(NOT_NAME) && !classes.has(COMMON)).then_some(Likeness::Quiet);
    }
    // "Valentine's Day" and "St. Patrick's Day" are nobody's.
    if classes.has(HOLIDAY) || classes.has(NOT_NAME) && !classes.has(GIVEN_WORD) {
        return None;
    }
    if classes.has(GIVEN) && !classes.has(COMMON) {
        return Some(Likeness::Given);
    }
    if classes.has(GIVEN_WORD) || classes.has(GIVEN) {
        return Some(Likeness::Word);
    }
    if classes.has(NOT_NAME) || classes.has(STATE) || classes.has(MONTH) || classes.has(PAYER) || classes.has(RELATION) {
        return None;
    }
    if classes.has(SURNAME) {
        return Some(Likeness::Surname);
    }
    // "ROM" and "NED" are abbreviations before they are names.
    let short = token.shape.has(Shape::ALL_CAPS) && token.span.len() < 4;
    let thing = classes.intersects(THINGS);
    if !short && !thing && !classes.has(COMMON) && !classes.has(STAFF) && is_rare_name(token.word) {
        return Some(Likeness::Surname);
    }
    let known = thing || classes.has(COMMON) || classes.has(STAFF) || classes.has(TOWN) || token.shape.has(Shape::ALL_CAPS);
    (!known).then_some(Likeness::Unknown)
}

/// Reads a name that begins at `at`, with its title. `shouting`: the text is in capitals.
pub fn read(tokens: &[Token], at: usize, shouting: bool) -> Option<Person> {
    let mut core = at;
    while core < at + 4 && has(tokens, core, TITLE) && !(core > at && !has(tokens, core + 1, TITLE) && name_part(tokens, core, shouting)) {
        core += 1;
        if core > at && is(tokens, core, words!["."]) {
            core += 1;
        }
    }
    let titled = core > at;
    let civil = (at..core).any(|index| is(tokens, index, CIVIL));
    let first = tokens.get(core)?;
    if titled && first.shape.has(Shape::LINE_BEFORE) {
        return None;
    }
    let kind = match likeness(first, shouting) {
        Some(kind) => kind,
        // "Mrs. Stone", "MS OKAFOR", "mr paulsen": the title says that it is a name.
        None if civil && first.kind == Kind::Word && !STOPS.contains(&first.word) => {
            let capital = first.shape.has(Shape::CAPITALISED) || first.shape.has(Shape::ALL_CAPS);
            if !capital && first.classes.has(COMMON) {
                return None;
            }
            Likeness::Surname
        }
        None if initial(tokens, core) && !shouting => {
            // "T. Okonjo", "K. Abdi"
            let next = tokens.get(core + 2)?;
            if !is(tokens, core + 1, words!["."]) || next.shape.has(Shape::LINE_BEFORE) || likeness(next, false)? < Likeness::Unknown {
                return None;
            }
            let person = Person { first: at, core, end: core + 3, likeness: Likeness::Surname, full: true };
            return Some(extend(tokens, person, shouting));
        }
        None => return None,
    };
    Some(extend(tokens, Person { first: at, core, end: core + 1, likeness: kind, full: false }, shouting))
}

fn name_part(tokens: &[Token], at: usize, shouting: bool) -> bool {
    tokens.get(at).is_some_and(|token| likeness(token, shouting).is_some_and(|kind| kind >= Likeness::Word))
}

/// Whether a single capital stands at `at`.
pub fn initial(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.kind == Kind::Word && token.span.len() == 1 && token.shape.has(Shape::CAPITALISED) && !words!["i"].contains(&token.word)
    })
}

/// Takes in what follows and belongs to the name.
fn extend(tokens: &[Token], mut person: Person, shouting: bool) -> Person {
    for _ in 0..6 {
        let at = person.end;
        let Some(token) = tokens.get(at) else { break };
        let before_possessive = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|b| b.shape.has(Shape::POSSESSIVE));
        if token.shape.has(Shape::LINE_BEFORE) || before_possessive {
            break;
        }
        if initial(tokens, at) {
            // "Yesenia R.", "Harold T. Vandermeer", "Tori B": the full stop belongs to it when a name or nothing follows.
            let dot = is(tokens, at + 1, words!["."]);
            let surname = dot && tokens.get(at + 2).is_some_and(|next| capitalised(next) && likeness(next, shouting).is_some());
            let goes_on = dot && tokens.get(at + 2).is_some_and(|next| matches!(next.kind, Kind::Punct) || !capitalised(next));
            person.end = at + if surname || goes_on { 2 } else { 1 };
            person.full = true;
            continue;
        }
        if is(tokens, at, words!["\""]) && is(tokens, at + 2, words!["\""]) && tokens.get(at + 1).is_some_and(capitalised) {
            if tokens.get(at + 3).is_some_and(|next| capitalised(next) && !STOPS.contains(&next.word)) {
                person.end = at + 4;
                person.full = true;
                continue;
            }
            break;
        }
        let hyphened = token.shape.has(Shape::HYPHEN_BEFORE) && token.kind == Kind::Word;
        let glued = hyphened || (capitalised(token) && token.kind == Kind::Word && !shouting);
        let ends = STOPS.contains(&token.word) || CREDENTIAL.contains(&token.word) || (token.classes.has(NOT_NAME) && !hyphened);
        let apart = token.classes.has(STATE) || token.classes.has(MONTH) || token.classes.has(PAYER);
        if glued && !ends && !apart && (person.likeness != Likeness::Quiet || hyphened) {
            person.end = at + 1;
            person.full = true;
            continue;
        }
        // "Otis & Jeanette Farrow", "Ingrid and Nils Lindqvist"
        let and = is(tokens, at, words!["and", "&", "n"]);
        let second = tokens.get(at + 1).filter(|next| capitalised(next)).and_then(|next| likeness(next, shouting));
        if and && !person.full && person.likeness == Likeness::Given && second == Some(Likeness::Given) && !breaks(tokens, at + 2) {
            let surname = tokens.get(at + 2).is_some_and(|next| capitalised(next) && likeness(next, shouting).is_some());
            if surname {
                person.end = at + 3;
                person.full = true;
                continue;
            }
        }
        break;
    }
    person
}

fn capitalised(token: &Token) -> bool {
    token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS)
}

const FUNCTIONS: &[u32] =
    words!["call", "ask", "email", "text", "contact", "reach", "ring", "message", "dial", "page", "emailing", "calling"];
const NAMES_SELF: &[u32] = words!["im", "name", "its", "called", "named", "signed", "am"];

/// Whether the words around say that this is somebody of the practice, the author, or somebody whom everybody knows.
pub fn of_the_house(input: &Input<'_>, person: &Person) -> bool {
    let tokens = input.parsed.tokens;
    let (first, end) = (person.first, person.end);
    let before = |back: usize| first.checked_sub(back);
    let prior = |back: usize, words: &[u32]| before(back).is_some_and(|at| is(tokens, at, words));
    let line = |at: usize| tokens.get(at).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE));
    if line(first) && first > 0 {
        // A line of its own at the end is a signature, whatever follows the name.
        let short = tokens.get(end).is_none_or(|token| token.shape.has(Shape::LINE_BEFORE) || is(tokens, end, words![",", "(", "|"]));
        let last = input.parsed.sentence_of(end.max(1) - 1).is_some_and(|sentence| sentence.end as usize >= tokens.len());
        if short && (last || tokens.len() < end + 12) && !has(tokens, end + 1, super::YOU) {
            return true;
        }
    }
    let mut at = first;
    // "- Dr. Pham", "~ Kayla", "Dr. Ned Farrow", "Nurse Pam", "our hygienist Tess", "our own Dr. Singh"
    for _ in 0..3 {
        let Some(back) = at.checked_sub(1) else { break };
        if line(at) {
            break;
        }
        let Some(token) = tokens.get(back) else { break };
        if is(tokens, back, words!["."]) && back.checked_sub(1).is_some_and(|b| is(tokens, b, DOCTOR)) {
            return true;
        }
        if DOCTOR.contains(&token.word) || (token.classes.has(STAFF) && !token.shape.has(Shape::POSSESSIVE)) {
            return true;
        }
        if words!["our"].contains(&token.word) && at == first {
            return true;
        }
        if !words![",", "named", "own"].contains(&token.word) && likeness(token, false).is_none_or(|kind| kind < Likeness::Word) {
            break;
        }
        at = back;
    }
    let quoted = prior(2, words!["\"", "'"]) || prior(3, words!["\""]);
    if !quoted
        && prior(1, words!["-", "~", "–", "—", "―"])
        && first.checked_sub(1).is_some_and(|at| begins(input, at) || end + 8 >= tokens.len())
    {
        return true;
    }
    let asks = prior(2, words!["ask"]) && prior(1, words!["for"]) || prior(1, words!["try"]) && is(tokens, end, words!["on", "at"]);
    // "We'll pass that on to Marisol": who was praised.
    let passes = input.context == Context::ReviewReply
        && prior(1, words!["to", "with"])
        && (2..9).any(|back| prior(back, words!["pass", "passing", "passed", "relay", "relayed", "share", "shared", "sharing"]));
    let calls = prior(1, FUNCTIONS) && !prior(2, words!["to", "could", "can"]) || prior(1, NAMES_SELF);
    let introduces = prior(2, words!["this", "it"]) && prior(1, words!["is"]) || prior(3, words!["my"]) && prior(2, words!["name"]);
    if asks || passes || calls || introduces {
        return true;
    }
    // "Jo in billing", "Kayla, front desk", "Rochelle (practice manager)", "Ines Caldera, RN", "Landry here"
    let next = if is(tokens, end, words![",", "("]) { end + 1 } else { end };
    let skip = if is(tokens, next, words!["in", "at", "from", "is", "the", "our", "your"]) { next + 1 } else { next };
    let skip = if is(tokens, skip, words!["the", "our", "your"]) { skip + 1 } else { skip };
    let doctor = is(tokens, skip, DOCTOR) || is(tokens, skip, words!["its", "this"]);
    let post = !doctor && (skip..skip + 2).any(|at| has(tokens, at, STAFF) && !line(at));
    let degree = next > end && is(tokens, next, CREDENTIAL);
    let here = is(tokens, end, words!["here"]);
    let medic = is(tokens, end, CREDENTIAL);
    // A telephone number right after a name is how to reach that person at the office.
    let reached = (end..end + 7).take_while(|at| !is(tokens, *at, words![".", "!", "?"])).any(|at| super::phone::read(input, at).is_some())
        && !super::Scene::about(input, person.first).is_record()
        && !is(tokens, end, words!["on", "calls", ","]);
    (post && (skip > end || has(tokens, end, STAFF))) || degree || here || medic || reached
}
