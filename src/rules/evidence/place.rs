//! Reading the name of a place: a town, a school, a workplace, a street, a ZIP code.

use core::ops::Range;

use super::judge::Candidate;
use super::owner::is_practice;
use super::person::{GIVEN, GIVEN_WORD, TITLE};
use super::{COMMON, RELATION, STAFF, after, has, is};
use crate::lexicon::{Class, Classes, class, is_small_town};
use crate::rules::Input;
use crate::text::fold::join;
use crate::text::{Kind, Shape, Token};
use crate::words;

const TOWN: Class = class("town");
const STATE: Class = class("state");
const VENUE: Class = class("venue");
const STREET: Class = class("street");
/// What begins no name of a place.
const OTHER: Classes = Classes::of(class("month"))
    .with(Classes::of(class("weekday")))
    .with(Classes::of(class("payer")))
    .with(Classes::of(class("drug")))
    .with(Classes::of(class("condition")))
    .with(Classes::of(class("test")))
    .with(Classes::of(STAFF))
    .with(Classes::of(TITLE))
    .with(Classes::of(RELATION))
    .with(Classes::of(class("holiday")))
    .with(Classes::of(class("greeting")));

/// Form: it holds a word for a kind of place (school, mill, church).
pub const OF_VENUE: u32 = 1;
/// Form: it ends like a street.
pub const OF_STREET: u32 = 2;
/// Form: it is a known town or a county.
pub const OF_TOWN: u32 = 4;
/// Form: a ZIP code.
pub const OF_ZIP: u32 = 8;
const OF_SMALL: u32 = 16;
const OF_COUNTY: u32 = 32;
const OF_NUMBER: u32 = 64;
const OF_LOWER: u32 = 128;
const PREPOSITION: u32 = 8;

const BEFORE: &[u32] =
    words!["in", "from", "at", "of", "near", "outside", "to", "off", "on", "for", "leaves", "left", "@", "around", "past", "by"];
const BEFORE_ALSO: &[u32] = words!["employer", "works", "attends", "address", ":", "emp", "town", "teaches", "with", "out"];

fn capital(token: &Token) -> bool {
    token.kind == Kind::Word && (token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS))
}

/// Everything in the text that may be the name of a place, whoever is there.
pub fn places(input: &Input<'_>) -> Vec<Candidate> {
    let tokens = input.parsed.tokens;
    let mut found = Vec::new();
    let Range { start: mut at, end } = input.own_tokens();
    while at < end {
        // A place begins with a capital or with a number.
        if !tokens.get(at).is_some_and(|token| capital(token) || token.kind == Kind::Number) {
            at += 1;
            continue;
        }
        if let Some(candidate) = zip(input, at).or_else(|| named(input, at)) {
            at = candidate.end;
            found.push(candidate);
        } else {
            at += 1;
        }
    }
    found
}

/// "98902", "31204": five digits that a ZIP code could be, beside what an address has, or a label.
fn zip(input: &Input<'_>, at: usize) -> Option<Candidate> {
    let tokens = input.parsed.tokens;
    let token = tokens.get(at)?;
    let five =
        token.kind == Kind::Number && token.span.len() == 5 && input.parsed.words(token.span).bytes().all(|byte| byte.is_ascii_digit());
    let free = !after(tokens, at, words!["$", "#", "-", "."]) && !is(tokens, at + 1, words!["-", "%", "/"]);
    let place = at > 0
        && (has(tokens, at - 1, TOWN)
            || has(tokens, at - 1, STATE)
            || after(tokens, at, words!["zip", "code", "zipcode", ",", "serve", "in", "postal"]));
    (five && free && place).then_some(Candidate { first: at, end: at + 1, form: OF_ZIP, opinion: 0 })
}

fn named(input: &Input<'_>, at: usize) -> Option<Candidate> {
    let tokens = input.parsed.tokens;
    let numbered =
        tokens.get(at).is_some_and(|token| token.kind == Kind::Number && token.span.len() <= 5 && !token.shape.has(Shape::ORDINAL))
            && tokens.get(at + 1).is_some_and(|next| !next.shape.has(Shape::LINE_BEFORE));
    let ordinal = tokens.get(at).is_some_and(|token| token.shape.has(Shape::ORDINAL)) && tokens.get(at + 1).is_some_and(capital);
    let first = if numbered || ordinal { at + 1 } else { at };
    let head = tokens.get(first).filter(|token| capital(token))?;
    // "Mr. Kubiak of Hamtramck": a name stands there, the place comes later.
    let titled =
        first > 0 && has(tokens, first - 1, TITLE) || after(tokens, first, words!["."]) && first > 1 && has(tokens, first - 2, TITLE);
    if titled {
        return None;
    }
    let shouts = head.shape.has(Shape::ALL_CAPS);
    if head.classes.intersects(OTHER) && !head.classes.has(TOWN) && !head.classes.has(VENUE) {
        return None;
    }
    let mut end = first;
    let mut form = 0;
    let mut key = None;
    while end < first + 6 {
        let Some(token) = tokens.get(end).filter(|token| end == first || !token.shape.has(Shape::LINE_BEFORE)) else { break };
        let joins = end > first
            && is(tokens, end, words!["&", "of", "the", "on"])
            && tokens.get(end + 1).is_some_and(capital)
            && !head.shape.has(Shape::LINE_BEFORE);
        let dot = end > first && is(tokens, end, words!["."]) && after(tokens, end, words!["st", "n", "s", "e", "w", "mt", "ft"]);
        let lower = end > first
            && token.kind == Kind::Word
            && token.classes.has(VENUE)
            && form & (OF_VENUE | OF_STREET) == 0
            && is(
                tokens,
                end,
                words![
                    "yard",
                    "salon",
                    "mill",
                    "church",
                    "school",
                    "plant",
                    "farm",
                    "bakery",
                    "gym",
                    "diner",
                    "rectory",
                    "dealership",
                    "market",
                    "daycare",
                    "basketball"
                ],
            );
        if !(capital(token) || joins || dot || lower) {
            break;
        }
        if capital(token) {
            key = Some(key.map_or(token.word, |key| join(key, token.word)));
            form |= if token.classes.has(TOWN) { OF_TOWN } else { 0 };
        }
        if token.classes.has(VENUE) && (end > first || !token.classes.has(COMMON)) {
            form |= OF_VENUE | if lower { OF_LOWER } else { 0 };
        }
        if end > first && token.classes.has(STREET) {
            form |= OF_STREET;
        }
        if end > first && is(tokens, end, words!["county", "parish", "township", "heights", "springs", "island"]) {
            form |= OF_COUNTY;
        }
        end += 1;
        if token.shape.has(Shape::POSSESSIVE) && !tokens.get(end).is_some_and(|next| capital(next) || next.classes.has(VENUE)) {
            break;
        }
    }
    while end > first + 1 && is(tokens, end - 1, words!["&", "of", "the", "."]) {
        end -= 1;
    }
    let words = (end - first) as u32;
    // The list answers yes to a word in a hundred that is no town of it, and "She" begins more sentences than any town.
    if key.is_some_and(is_small_town) && !(words == 1 && head.classes.has(COMMON)) {
        form |= OF_SMALL;
    }
    let before = at.checked_sub(1).filter(|_| !tokens.get(at).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE)));
    let the = before.is_some_and(|before| is(tokens, before, words!["the"]));
    let governor = if the { at.checked_sub(2) } else { before };
    let preposition =
        governor.and_then(|governor| tokens.get(governor)).and_then(|token| BEFORE.iter().position(|word| *word == token.word));
    let also = governor.is_some_and(|governor| is(tokens, governor, BEFORE_ALSO));
    let person = (head.classes.has(GIVEN) || head.classes.has(GIVEN_WORD)) && form == 0;
    let state = words == 1 && head.classes.has(STATE);
    let plain = form == 0 && (words == 1 && head.classes.has(COMMON) || !(preposition.is_some() || also));
    if end == first
        || person
        || state
        || plain
        || form & (OF_VENUE | OF_STREET) == 0 && is_practice(tokens, first..end)
        || (shouts && form == 0)
        || numbered && form & OF_STREET == 0
        || ordinal && form & OF_STREET == 0
    {
        return None;
    }
    let form = form
        | if numbered { OF_NUMBER } else { 0 }
        | (preposition.map_or(0, |at| at as u32 + 1) + if also { 17 } else { 0 }) << PREPOSITION
        | words.min(3) << 13;
    Some(Candidate { first: at, end, form, opinion: 0 })
}
