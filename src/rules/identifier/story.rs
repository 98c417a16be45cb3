//! Names of people of whom something is told.

use core::ops::Range;

use crate::finding::Context;
use crate::lexicon::{Class, Classes, class, is_rare_name};
use crate::rules::evidence::clinical::tells_of_a_pet;
use crate::rules::evidence::judge::{Candidate, Judge};
use crate::rules::evidence::owner::is_practice;
use crate::rules::evidence::person::{CIVIL, GIVEN, Likeness, Person, initial, likeness, of_the_house, read};
use crate::rules::evidence::{COMMON, Surroundings, is};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Token};
use crate::words;

declare_rule! {
    /// Flags the name of somebody whose care is told.
    ///
    /// # Why
    /// A story about care with a name in it is health information that identifies a person (45 CFR 160.103,
    /// 164.514(b)(2)(i)(A)); it needs a written authorization (45 CFR 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text
    /// BRACES OFF! {{Makayla}} got her brackets off just in time for picture day.
    /// "I got my life back after surgery" — {{Patrice Lundqvist}}
    /// ```
    /// ```text,blog
    /// {{Gus}} died the way he wanted, at the cabin.
    /// {{Glenda}} in Kalispell, who wakes at 3 a.m., wants to know about hot flashes.
    /// ```
    /// ```text,review-reply
    /// So relieved the tubes did the trick for {{Owen}}!
    /// ```
    ///
    /// # Right
    /// ```text
    /// Congrats to Luis, our employee of the quarter, on his new boat.
    /// Jonas Salk was asked on television who owned the patent.
    /// Prayers for the goalkeeper who collapsed last night.
    /// Dana leads the Saturday yoga class at the library.
    /// Biscuit got his nails trimmed and a belly rub.
    /// Dear Robin, we missed you today at Haas Family Medicine and at Baker Dental.
    /// ```
    /// ```text,review-reply
    /// Jake just passed his orthopedic boards.
    /// ```
    ///
    /// # Limits
    /// Without a word of care near the name there is nothing to tell it from a colleague's.
    /// ```text
    /// Cricket is the one in the veil.
    /// ```
    pub static STORY_NAME = {
        id: "id.name/story",
        label: IdName,
        title: "Names the person in a story",
        why: "A story about care with a name in it identifies the patient.",
        law: ["45 CFR 160.103", "45 CFR 164.508(a)(1)", "45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        check: check,
    }
}

/// Weights for names, made by `fit.py`.
pub static WEIGHTS: &[u8] = include_bytes!("../evidence/name.weights");

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let mut judge = Judge::default();
    for candidate in names(input) {
        let span = candidate.span(input.parsed.tokens);
        let written = candidate.form & (OF_HANDLE | OF_URL | OF_EMAIL) != 0;
        if !written && judge.weigh(input, &candidate, WEIGHTS) > 0 && !tells_of_a_pet(input, span) {
            sink.add(span);
        }
    }
}

/// Everything in the text that may be somebody's name, handle or address, whoever it is.
pub fn names(input: &Input<'_>) -> Vec<Candidate> {
    let tokens = input.parsed.tokens;
    let mut around = Surroundings::default();
    let mut found = Vec::new();
    let Range { start: mut at, end } = input.own_tokens();
    while let Some(token) = tokens.get(at).filter(|_| at < end) {
        let mut next = at + 1;
        let form_of_kind = match token.kind {
            Kind::Handle => OF_HANDLE,
            Kind::Url => OF_URL,
            Kind::Email => OF_EMAIL,
            _ => 0,
        };
        if form_of_kind != 0 {
            found.push(Candidate { first: at, end: next, form: form_of_kind, opinion: 0 });
        } else if token.kind == Kind::Word {
            let capital = token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS);
            if capital || token.classes.intersects(NAMES) {
                let whole = around.at(input, at);
                let shouting = whole.shouts();
                if let Some(person) = read(tokens, at, shouting).filter(|person| !contracted(input, person)).or_else(|| shouting.then(|| shouted(tokens, at)).flatten()).or_else(|| initials(tokens, at)) {
                    next = person.end.max(next);
                    if person.titled() || !is_practice(tokens, person.core..next + 1) {
                        found.push(Candidate { first: at, end: next, form: form(input, &person, shouting), opinion: 0 });
                    }
                }
            }
        }
        at = next;
    }
    found
}

/// Form: an @handle.
pub const OF_HANDLE: u32 = 1 << 7;
/// Form: a web address.
pub const OF_URL: u32 = 1 << 9;
/// Form: an e-mail address.
pub const OF_EMAIL: u32 = 1 << 10;
/// Below this a name is somebody else's, whatever a rule of wording thinks.
const SURE: i32 = -96;

/// Whether everything around speaks against a patient: the name is a colleague's, an author's, a guest's.
pub fn is_other(input: &Input<'_>, person: &Person) -> bool {
    let candidate = Candidate { first: person.first, end: person.end, form: form(input, person, false), opinion: 0 };
    // Who is named in an answer to a review is the reviewer, but for strong signs.
    let doubt = if input.context == Context::ReviewReply { SURE * 2 } else { SURE };
    Judge::default().weigh(input, &candidate, WEIGHTS) < doubt
}

const SURNAME: Class = class("surname");
const GIVEN_WORD: Class = class("givenword");
const NAMES: Classes = Classes::of(GIVEN).with(Classes::of(class("title")));

fn form(input: &Input<'_>, person: &Person, shouting: bool) -> u32 {
    let tokens = input.parsed.tokens;
    let civil = (person.first..person.core).any(|at| is(tokens, at, CIVIL));
    person.likeness as u32
        | u32::from(person.full) << 3
        | u32::from(person.titled()) << 4
        | u32::from(civil) << 5
        | u32::from(of_the_house(input, person)) << 6
        | u32::from(shouting) << 8
}

/// "I've" and "who's" are no names, however rare.
fn contracted(input: &Input<'_>, person: &Person) -> bool {
    person.likeness <= Likeness::Unknown
        && input.parsed.tokens.get(person.core).is_some_and(|token| {
            input.parsed.words(token.span).contains(['\'', '’']) && !token.shape.has(Shape::POSSESSIVE) && token.classes.has(COMMON)
        })
}

/// A name in a text that is all in capitals: only the lists tell it from the rest.
fn shouted(tokens: &[Token], at: usize) -> Option<Person> {
    let known = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            let classes = token.classes;
            token.kind == Kind::Word
                && !classes.has(COMMON)
                && (classes.has(GIVEN) || classes.has(SURNAME) || classes.has(GIVEN_WORD) || token.span.len() > 4 && classes.is_empty() && is_rare_name(token.word))
        })
    };
    known(at).then(|| {
        let end = if known(at + 1) && !tokens.get(at + 1).is_some_and(|next| next.shape.has(Shape::LINE_BEFORE)) { at + 2 } else { at + 1 };
        Person { first: at, core: at, end, likeness: Likeness::Surname, full: end > at + 1 }
    })
}

/// "J.P. Thibodeaux", "T.H."
fn initials(tokens: &[Token], at: usize) -> Option<Person> {
    let dotted = |at: usize| initial(tokens, at) && is(tokens, at + 1, words!["."]);
    if !dotted(at) || !dotted(at + 2) {
        return None;
    }
    let surname = tokens.get(at + 4).is_some_and(|next| likeness(next, false).is_some() && !next.shape.has(Shape::LINE_BEFORE));
    Some(Person { first: at, core: at, end: if surname { at + 5 } else { at + 4 }, likeness: Likeness::Unknown, full: true })
}
