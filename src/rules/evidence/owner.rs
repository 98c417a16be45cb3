//! Whose a thing or its number is: a patient's, or the practice's, a vendor's, the author's own.
//!
//! A serial number, a plate or an account looks the same on an autoclave and on a pacemaker. What tells them apart stands
//! around them: a person and care on one side, things that an office owns and buys on the other.

use core::ops::Range;

use super::clinical::MEDICAL;
use super::person::{GIVEN, SURNAME, TITLE};
use super::{COMMON, ME, PATIENT, RELATION, STAFF, Scene, US, after, around, has, is, window};
use crate::finding::Context;
use crate::lexicon::{Class, class};
use crate::rules::Input;
use crate::text::{Kind, Shape, Token};
use crate::words;

const OFFICE: Class = class("office");

/// What the name of a practice or a company ends in.
const PRACTICE: &[u32] = words![
    "medicine",
    "medical",
    "dental",
    "dentistry",
    "orthodontics",
    "endodontics",
    "periodontics",
    "clinic",
    "clinics",
    "pediatrics",
    "orthopedics",
    "dermatology",
    "cardiology",
    "optometry",
    "eyecare",
    "chiropractic",
    "pharmacy",
    "health",
    "healthcare",
    "wellness",
    "aesthetics",
    "rehab",
    "associates",
    "institute",
    "llc",
    "inc",
    "pllc"
];

/// Whether the tokens `name` are a house that bears somebody's name: "Haas Family Medicine", "Baker Dental".
pub fn is_practice(tokens: &[Token], name: Range<usize>) -> bool {
    let rest = tokens.get(name.start + 1..name.end.min(tokens.len())).unwrap_or(&[]);
    rest.iter()
        .take_while(|token| !token.shape.has(Shape::LINE_BEFORE))
        .any(|token| (token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS)) && PRACTICE.contains(&token.word))
}

/// Whether things that an office owns and buys are spoken of beside `at`.
pub fn is_office(input: &Input<'_>, at: usize) -> bool {
    let (from, to) = window(input, at);
    (at.saturating_sub(10).max(from)..(at + 7).min(to)).any(|at| has(input.parsed.tokens, at, OFFICE))
}

/// Whether care is spoken of around `at`, so that who is told of is in care.
pub fn is_cared(input: &Input<'_>, at: usize) -> bool {
    let about = Scene::about(input, at);
    about.care + about.treated + about.patient > 0
        || input.context == Context::ReviewReply && about.you > 0
        || around(input, at).iter().any(|token| token.classes.intersects(MEDICAL))
}

/// Whether the thing at `at` is the practice's, a vendor's or the author's own.
pub fn is_house(input: &Input<'_>, at: usize) -> bool {
    is_office(input, at) || is_ours(input, at)
}

/// Whether the thing at `at` is said to be the author's or the practice's.
pub fn is_ours(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    let (from, _) = window(input, at);
    // "our printer", "my car", but not "our patient's pacemaker" and "my guy's truck".
    (at.saturating_sub(6).max(from)..at).any(|owner| {
        let own = has(tokens, owner, ME) && is(tokens, owner, words!["my", "mine"])
            || has(tokens, owner, US) && is(tokens, owner, words!["our", "ours"]);
        let patient = (owner + 1..owner + 4).any(|next| {
            has(tokens, next, PATIENT)
                || has(tokens, next, RELATION)
                || tokens.get(next).is_some_and(|token| token.shape.has(Shape::POSSESSIVE))
                || is(tokens, next, words!["guy", "lady", "gal", "fella", "girl", "boy", "kiddo"])
        });
        own && !patient
    })
}

/// Whether somebody of whom one cares is spoken of around `at`: by a pronoun, a word for a patient or a relative, or a name.
pub fn is_told(input: &Input<'_>, at: usize) -> bool {
    let near = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    near.they + near.patient + near.relation > 0
        || is_named(input, at)
        || (near.you > 0 || wide.they + wide.patient > 0) && wide.care + wide.treated > 0
        || Scene::about(input, at).is_record()
}

/// Whether the name of a person who is not of the staff stands within a few words of `at`.
pub fn is_named(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    (at.saturating_sub(NAMED)..at + NAMED).any(|near| {
        let Some(token) = tokens.get(near).filter(|token| token.kind == Kind::Word && token.span.len() > 1) else { return false };
        let capital = token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS);
        let name = token.classes.has(GIVEN) || token.classes.has(SURNAME) && near > 0 && !token.classes.has(COMMON);
        // "Solveig's", in no list.
        let owns = token.shape.has(Shape::POSSESSIVE) && token.classes.is_empty();
        let titled =
            near > 0 && has(tokens, near - 1, TITLE) || near > 1 && is(tokens, near - 1, words!["."]) && has(tokens, near - 2, TITLE);
        let staff = (near.saturating_sub(3)..near + 3).any(|at| has(tokens, at, STAFF) || is(tokens, at, words!["dr", "nurse", "our"]));
        capital && (name && !token.classes.has(COMMON) || owns || titled) && !staff
    })
}

/// Whether somebody was called or written to by what stands at `at`: "we tried 555-0193", "I did call you, twice, on ...".
pub fn was_tried(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    let (from, _) = window(input, at);
    (at.saturating_sub(TRIED).max(from)..at).any(|verb| {
        let done = is(tokens, verb, words!["tried", "rang", "called", "phoned", "texted", "emailed", "messaged"]);
        let did = is(tokens, verb, words!["call", "try", "text", "email", "phone", "write", "reach"])
            && after(tokens, verb, words!["did", "have", "been", "kept"]);
        // "You called us at" tells of our number.
        let theirs = (verb.saturating_sub(3)..verb).any(|before| is(tokens, before, words!["you", "u", "he", "she", "they", "if", "who"]));
        let ours = (verb..at).any(|object| is(tokens, object, words!["us", "our", "me", "my"]));
        (done || did) && !theirs && !ours
    })
}

/// Whether the numbers around `at` are said to be nobody's: a sample card, a synthetic patient.
pub fn is_sample(input: &Input<'_>, at: usize) -> bool {
    let words = words!["synthetic", "sample", "placeholder", "fictional", "specimen", "dummy", "void"];
    (at.saturating_sub(12)..at + 5).any(|near| is(input.parsed.tokens, near, words))
}

/// Whether the way to reach somebody at `at` stands beside the name of a person in care, and nobody is asked to use it.
pub fn reaches_patient(input: &Input<'_>, at: usize) -> bool {
    !is_offered(input, at) && !is_sold(input, at) && is_named(input, at) && is_cared(input, at)
}

/// Whether the person at `at` sells something to the practice.
pub fn is_sold(input: &Input<'_>, at: usize) -> bool {
    let (from, _) = window(input, at);
    (at.saturating_sub(16).max(from)..at)
        .any(|near| is(input.parsed.tokens, near, words!["rep", "reps", "vendor", "sales", "supplier", "distributor"]))
}

/// Whether one is asked to use the number or address at `at`, or it is that of somebody at work.
fn is_offered(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    let (from, to) = window(input, at);
    let offers = words![
        "call",
        "called",
        "ask",
        "text",
        "phone",
        "dial",
        "ring",
        "reach",
        "contact",
        "email",
        "write",
        "book",
        "schedule",
        "questions",
        "question",
        "rsvp",
        "info",
        "appointments",
        "visit",
        "join",
        "register",
        "apply",
        "welcome",
        "author",
        "dr",
        "us",
        "our",
        "office",
        "clinic",
        "desk"
    ];
    (at.saturating_sub(12).max(from)..(at + 6).min(to)).any(|near| is(tokens, near, offers) || has(tokens, near, STAFF))
}

/// How far behind a call its number may stand, in tokens.
const TRIED: usize = 20;
/// How far from a number a name counts, in tokens.
const NAMED: usize = 10;
