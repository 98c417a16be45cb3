//! Days and dates: how they are written, and whether they belong to somebody's care or to an event.

use super::code::Written;
use super::{CARE, CLINICAL, HAPPENING, ME, Scene, THEY, TREATED, YOU, has, is, window};
use crate::finding::Context;
use crate::lexicon::{Class, Classes, class};
use crate::rules::Input;
use crate::text::{Kind, Shape, Span, Token};
use crate::words;

/// Names of months.
pub const MONTH: Class = class("month");
/// Names of days.
pub const WEEKDAY: Class = class("weekday");
const NUMBER_WORD: Class = class("numberword");

/// A date that was read.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// First token.
    pub first: usize,
    /// One past the last.
    pub end: usize,
    /// Its bytes.
    pub span: Span,
}

fn day(tokens: &[Token], first: usize, end: usize) -> Option<Day> {
    let span = tokens.get(first)?.span.union(tokens.get(end.checked_sub(1)?)?.span);
    Some(Day { first, end, span })
}

fn number(input: &Input<'_>, at: usize) -> Option<u32> {
    let written = Written::at(input, at);
    let text = written.as_str().as_bytes();
    let letters = text.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = text.get(..text.len() - letters).filter(|digits| !digits.is_empty())?;
    digits.iter().try_fold(0_u32, |value, digit| {
        let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}

fn glued(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| !token.shape.has(Shape::SPACE_BEFORE))
}

/// A year of this age, written with two or four digits.
fn year(input: &Input<'_>, at: usize) -> bool {
    let size = Written::at(input, at).len();
    number(input, at).is_some_and(|year| size == 4 && (1900..2100).contains(&year) || size == 2)
}

/// "10/3", "9/12/2015", "2-14-1951", "1938-11-30", "08 19 2016", "02.27.1969", "03/18/24".
pub fn numeric(input: &Input<'_>, at: usize) -> Option<Day> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    if first.kind != Kind::Number || first.shape.has(Shape::ORDINAL) {
        return None;
    }
    let before = at.checked_sub(1);
    if glued(tokens, at)
        && before.is_some_and(|before| {
            !is(tokens, before, words!["(", "\"", "'", ":", "-", "=", "|"]) || is(tokens, before, words!["-"]) && glued(tokens, before)
        })
    {
        return None;
    }
    let written = Written::at(input, at);
    let text = written.as_str();
    if text.len() > 6 && text.bytes().filter(|byte| *byte == b'.').count() == 2 {
        let mut parts = text.split('.').map(|part| part.parse::<u32>().unwrap_or(99));
        let fits = parts.next().is_some_and(|month| (1..=12).contains(&month)) && parts.next().is_some_and(|day| (1..=31).contains(&day));
        return (fits && parts.next().is_some_and(|year| year < 2100) && text.len() > 6).then_some(Day {
            first: at,
            end: at + 1,
            span: first.span,
        });
    }
    let one = number(input, at)?;
    let slash = is(tokens, at + 1, words!["/"]);
    let dash = is(tokens, at + 1, words!["-"]);
    if (slash || dash) && glued(tokens, at + 1) && glued(tokens, at + 2) {
        let two = number(input, at + 2)?;
        let third = is(tokens, at + 3, words!["/", "-"]) && glued(tokens, at + 3) && glued(tokens, at + 4);
        if third && (1..=12).contains(&one) && (1..=31).contains(&two) && year(input, at + 4) {
            return day(tokens, at, at + 5);
        }
        if third
            && year(input, at)
            && written.len() == 4
            && (1..=12).contains(&two)
            && number(input, at + 4).is_some_and(|day| (1..=31).contains(&day))
        {
            return day(tokens, at, at + 5);
        }
        // "5/2", not "120/80", "1/2 cup", "24/7", "9/10 of them".
        let whole = (1..=12).contains(&one) && (1..=31).contains(&two) && !third;
        let fraction = is(
            tokens,
            at + 3,
            words![
                "cup", "tsp", "tbsp", "of", "hour", "mile", "inch", "lb", "the", "tab", "tablet", "stars", "pain", "dose", "strength", "%"
            ],
        );
        let half = one == 1 && (2..=4).contains(&two) && !super::after(tokens, at, words!["on", "from", "since"]);
        return (slash && whole && !fraction && !half && !(one == 10 && two == 10)).then(|| day(tokens, at, at + 3)).flatten();
    }
    // "08 19 2016" in a record
    let two = number(input, at + 1)?;
    let sizes = written.len() == 2 && Written::at(input, at + 1).len() == 2;
    let four = Written::at(input, at + 2).len() == 4 && year(input, at + 2);
    (sizes && four && (1..=12).contains(&one) && (1..=31).contains(&two)).then(|| day(tokens, at, at + 3)).flatten()
}

/// "March 3rd", "Feb 6, 2024", "3 March", "in July", "the fourth of July", "June 11".
pub fn named(input: &Input<'_>, at: usize) -> Option<Day> {
    let tokens = input.parsed.tokens;
    let token = tokens.get(at)?;
    if token.classes.has(MONTH) && token.kind == Kind::Word && month(tokens, at) {
        let dot = usize::from(is(tokens, at + 1, words!["."]) && tokens.get(at + 2).is_some_and(|token| token.kind == Kind::Number));
        let next = at + 1 + dot;
        if let Some(number) = number(input, next).filter(|_| !tokens.get(next).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE))) {
            if number > 31 {
                // "June 2019": no more than a year.
                return None;
            }
            let comma = usize::from(is(tokens, next + 1, words![","]));
            let dated = Written::at(input, next + 1 + comma).len() == 4 && year(input, next + 1 + comma);
            return day(tokens, at, if dated { next + 2 + comma } else { next + 1 });
        }
        return None;
    }
    let tens = is(tokens, at, words!["twenty", "thirty"]) && has(tokens, at + 1, NUMBER_WORD);
    let ordinal =
        token.shape.has(Shape::ORDINAL) || token.classes.has(NUMBER_WORD) || number(input, at).is_some_and(|day| (1..=31).contains(&day));
    let of = at + 1 + usize::from(tens);
    let month_at = if is(tokens, of, words!["of"]) { of + 1 } else { of };
    if ordinal && has(tokens, month_at, MONTH) && month(tokens, month_at) && (month_at > of || token.kind == Kind::Number) {
        return day(tokens, at, month_at + 1);
    }
    None
}

/// Whether the word at `at` is a month: "may" and "march" need a capital.
pub fn month(tokens: &[Token], at: usize) -> bool {
    let word = is(tokens, at, words!["may", "march", "mar", "sep", "dec", "jun"]);
    !word
        || tokens.get(at).is_some_and(|token| token.shape.has(Shape::CAPITALISED))
            && !tokens.get(at + 1).is_some_and(|next| {
                next.kind == Kind::Word
                    && is(tokens, at, words!["may"])
                    && !is(tokens, at + 1, words!["and", "of", "when", "he", "she", "you", "we"])
            })
}

const EVENTS: Classes = Classes::of(HAPPENING);
const OPEN: &[u32] = words![
    "open",
    "opens",
    "opening",
    "closed",
    "closes",
    "close",
    "hours",
    "holiday",
    "hiring",
    "register",
    "rsvp",
    "apply",
    "webinar",
    "conference",
    "drive",
    "clinic",
    "fair",
    "until",
    "through",
    "deadline",
    "due",
    "free"
];

/// How much speaks for a day of somebody's care (4 is enough), how much for an event.
pub fn weigh(input: &Input<'_>, found: &Day) -> i32 {
    let tokens = input.parsed.tokens;
    let near = Scene::near(input, found.first);
    let wide = Scene::wide(input, found.first);
    let about = Scene::about(input, found.first);
    if wide.animals() || about.invented > 0 {
        return -9;
    }
    let (from, to) = window(input, found.first);
    let person = near.you + near.they + near.patient + near.relation;
    let mut weight = 0;
    weight += i32::from(near.treated > 0) + i32::from(near.treated > 1) + i32::from(near.care > 0) + i32::from(near.care > 2);
    weight += i32::from(person > 0) + i32::from(near.they + near.you > 1);
    weight += i32::from(wide.they + wide.you + wide.patient > 2) + i32::from(wide.care > 3);
    // The nearest verb or noun of care on the left tells most.
    let close = found.first.saturating_sub(6).max(from);
    let left = tokens.get(close..found.first).unwrap_or(&[]);
    let cares = Classes::of(CARE).with(Classes::of(CLINICAL)).with(Classes::of(TREATED));
    let mut seen = false;
    for token in left.iter().rev() {
        if token.classes.has(TREATED) && !seen {
            weight += 1;
            seen = true;
        }
        weight -= i32::from(token.classes.intersects(EVENTS) && !token.classes.intersects(cares));
        weight += i32::from(token.classes.has(YOU) || token.classes.has(THEY));
        weight -= i32::from(OPEN.contains(&token.word));
        weight -= i32::from(words!["our", "we", "us"].contains(&token.word) && near.you == 0);
    }
    let right = tokens.get(found.end..(found.end + 6).min(to)).unwrap_or(&[]);
    for token in right {
        weight -= i32::from(token.classes.intersects(EVENTS) && !token.classes.intersects(cares));
        weight -= i32::from(OPEN.contains(&token.word));
    }
    weight -= i32::from(near.happening > 2) + i32::from(near.happening > 4);
    weight -= i32::from(near.staff > 0 && person == 0) * 2;
    weight -= i32::from(near.me > 0 && near.patient == 0 && near.they == 0 && near.you == 0) * 2;
    weight += i32::from(matches!(input.context, Context::ReviewReply) && near.you > 0);
    weight += i32::from(about.is_record()) * 2;
    weight -= i32::from(left.iter().any(|token| token.classes.has(ME)) && near.they == 0);
    weight -= i32::from(!seen && !left.iter().any(|token| token.classes.intersects(cares)));
    // "Book your visit today": an invitation to everybody. "See the doctor Monday": advice, which has rules of its own.
    const INVITES: &[u32] = words![
        "book", "schedule", "call", "get", "claim", "join", "contact", "reserve", "save", "ask", "stop", "come", "dm", "text", "walk",
        "grab", "limited", "visit"
    ];
    let invites = is(tokens, from, INVITES) && near.they == 0 && input.context != Context::ReviewReply;
    let advises =
        input.context == Context::Comment
            && tokens.get(close..found.first).unwrap_or(&[]).iter().any(|token| {
                words!["can", "should", "need", "see", "go", "skip", "wait", "til", "till", "until", "by"].contains(&token.word)
            });
    weight -= i32::from(invites) * 3 + i32::from(advises) * 2;
    if person == 0 && wide.they + wide.patient == 0 {
        weight -= 3;
    }
    weight
}
