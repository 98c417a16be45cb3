//! Telephone and fax numbers, and whose they are.

use super::code::Written;
use super::owner::{is_practice, was_tried};
use super::{COMMON, Notes, STAFF, Scene, Sought, US, after, has, is, spoken, window};
use crate::lexicon::{Class, class};
use crate::rules::Input;
use crate::text::{Kind, Shape, Span, Token};
use crate::words;

const RELATION: Class = class("relation");
const PATIENT: Class = class("patient");

/// A number that one can dial.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Its bytes.
    pub span: Span,
}

/// Reads a telephone number that begins at `at`, also one that is spelled or written digit by digit.
pub fn read(input: &Input<'_>, at: usize) -> Option<Number> {
    Notes::unless_nothing(input, at, Sought::Phone, || read_here(input, at))
}

fn read_here(input: &Input<'_>, at: usize) -> Option<Number> {
    if let Some(number) = written(input, at) {
        return Some(number);
    }
    let run = spoken::read(input, at)?;
    let fits = matches!(run.count, 7 | 10) || run.count == 11 && run.digits.first() == Some(&1);
    (fits && !glued_before(input.parsed.tokens, at)).then_some(Number { first: at, end: run.end, span: run.span })
}

/// (555) 010-7743, 555-013-9090, 555.016.7781, +1-555-012-3345, 555-0119, 555 014 2268.
fn written(input: &Input<'_>, at: usize) -> Option<Number> {
    let tokens = input.parsed.tokens;
    let mut next = at;
    let mut groups = [0_u32; 5];
    let mut count = 0;
    let mut end = at;
    if is(tokens, next, words!["+"]) {
        next += 1;
    }
    let bracket = is(tokens, next, words!["("]);
    if bracket {
        next += 1;
    }
    while let Some(token) = tokens.get(next).filter(|_| count < 5) {
        if token.kind != Kind::Number || token.shape.has(Shape::ORDINAL) || (token.shape.has(Shape::LINE_BEFORE) && next > at) {
            break;
        }
        let digits = Written::at(input, next);
        for group in digits.as_str().as_bytes().split(|byte| *byte == b'.') {
            if group.contains(&b',') {
                return None;
            }
            if let Some(place) = groups.get_mut(count) {
                *place = group.len() as u32;
            }
            count += 1;
        }
        end = next + 1;
        next = end;
        if is(tokens, next, words![")"]) && count <= 2 {
            next += 1;
        }
        if is(tokens, next, words!["-", ".", "/", "_"]) && tokens.get(next + 1).is_some_and(|token| token.kind == Kind::Number) {
            next += 1;
        }
        // A letter that is glued to the digits makes it a code.
        if tokens.get(end).is_some_and(|token| token.kind == Kind::Word && !token.shape.has(Shape::SPACE_BEFORE)) {
            return None;
        }
        if dialable(groups.get(..count).unwrap_or(&[])) && !is(tokens, end, words!["-"]) {
            break;
        }
    }
    let written = groups.get(..count).unwrap_or(&[]);
    if !dialable(written) || tokens.get(at).is_some_and(|token| token.kind == Kind::Number) && glued_before(tokens, at) {
        return None;
    }
    let first = tokens.get(at)?.span;
    let last = tokens.get(end.checked_sub(1)?)?.span;
    Some(Number { first: at, end, span: first.union(last) })
}

fn glued_before(tokens: &[Token], at: usize) -> bool {
    let token_glued = tokens.get(at).is_some_and(|token| !token.shape.has(Shape::SPACE_BEFORE));
    token_glued
        && at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
            matches!(before.kind, Kind::Word | Kind::Number)
                || const { [super::w("-"), super::w("$"), super::w("#")] }.contains(&before.word)
        })
}

const fn dialable(groups: &[u32]) -> bool {
    matches!(groups, [3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [10] | [11] | [1, 3, 7] | [3, 7] | [1, 10] | [6, 4])
}

/// Words for a telephone.
const LINES: &[u32] = words!["phone", "cell", "number", "line", "mobile", "home", "fax", "landline", "voicemail", "work"];

/// Whether the number is somebody's who is no part of the practice.
pub fn is_private(input: &Input<'_>, number: &Number) -> bool {
    let tokens = input.parsed.tokens;
    if was_tried(input, number.first) {
        return true;
    }
    let (from, _) = window(input, number.first);
    let near = number.first.saturating_sub(9).max(from);
    let before = tokens.get(near..number.first).unwrap_or(&[]);
    // "Lakeside Family Dental, 555-0142"
    if is_practice(tokens, number.first.saturating_sub(5).max(from)..number.first) {
        return false;
    }
    // The nearest word that says whose it is decides.
    for (back, token) in before.iter().rev().enumerate() {
        let at = number.first - 1 - back;
        if token.classes.has(US)
            || words![
                "me",
                "my",
                "mine",
                "office",
                "desk",
                "dial",
                "hotline",
                "helpline",
                "lifeline",
                "line",
                "emergency",
                "front",
                "clinic",
                "ask",
                "press"
            ]
            .contains(&token.word)
        {
            return false;
        }
        // "Our inclusion lead can be reached at 555-0142".
        let relative = (at.saturating_sub(5)..at).any(|before| has(tokens, before, RELATION));
        if token.word == super::w("reached") && after(tokens, at, words!["be"]) && !relative {
            return false;
        }
        // "your cell", "his work fax", "the daughter's line": what it is stands right behind whose it is.
        let line = (at + 1..at + 4).take_while(|next| *next < number.first).any(|next| is(tokens, next, LINES))
            || (at + 1..number.first).all(|next| !has(tokens, next, COMMON));
        let reader = is_possessive(token) && line;
        let theirs = words!["his", "her", "their", "him"].contains(&token.word)
            && (back < 2 || line)
            && !after(tokens, at, words!["my", "our", "a"]);
        let cell = words!["cell", "alt", "poa", "mobile"].contains(&token.word)
            && !(at.saturating_sub(3)..at)
                .any(|before| is(tokens, before, words!["my", "our", "personal", "own", "real", "work", "private"]));
        if words!["my", "personal", "own"].contains(&token.word) {
            return false;
        }
        if reader || theirs || cell && back < 3 || (token.classes.has(RELATION) && !after(tokens, at, words!["my", "our"])) {
            return true;
        }
        let house = is(
            tokens,
            at + 1,
            words!["relations", "advocacy", "services", "advocate", "experience", "portal", "care", "line", "support", "financial"],
        );
        // "Relaciones con el paciente"
        let relations = (at.saturating_sub(3)..at).any(|before| is(tokens, before, words!["relaciones", "relations"]));
        if token.classes.has(PATIENT) && (house || relations) {
            return false;
        }
        // "She is patient and bilingual".
        let kind = after(tokens, at, words!["is", "very", "more", "so", "be", "and"]);
        if token.classes.has(PATIENT)
            && !token.classes.has(STAFF)
            && !kind
            && back < 5
            && !words!["member", "customer", "reader", "caller"].contains(&token.word)
        {
            return true;
        }
        if words!["tried", "rang", "called", "phoned", "texted", "left"].contains(&token.word) {
            return true;
        }
        if words!["ph", "p", "tel"].contains(&token.word) && back < 2 {
            let scene = Scene::wide(input, number.first);
            return Scene::about(input, number.first).is_record() || scene.they + scene.patient + scene.relation > 0;
        }
        if token.classes.has(STAFF) && !has(tokens, at, PATIENT) {
            return false;
        }
        if words!["call", "text", "phone", "reach", "contact", "fax", "ring"].contains(&token.word)
            && back < 2
            && !after(tokens, at, words!["his", "her", "your", "their", "home", "ur"])
            && !at.checked_sub(1).is_some_and(|before| has(tokens, before, RELATION))
        {
            return Scene::about(input, number.first).is_record();
        }
    }
    Scene::about(input, number.first).is_record()
}

const fn is_possessive(token: &Token) -> bool {
    token.word == super::w("your") || token.word == super::w("ur") || token.word == super::w("yr")
}

/// Whether the number is announced as a fax.
pub fn is_fax(input: &Input<'_>, number: &Number) -> bool {
    let tokens = input.parsed.tokens;
    let (from, _) = window(input, number.first);
    let near = number.first.saturating_sub(12).max(from);
    let before = tokens.get(near..number.first).unwrap_or(&[]);
    let fax = words!["fax", "faxed", "faxes", "faxing"];
    let other = words!["call", "cell", "phone", "ph", "text", "called", "mobile"];
    for token in before.iter().rev() {
        if fax.contains(&token.word) {
            return true;
        }
        if other.contains(&token.word) {
            return false;
        }
    }
    is(tokens, number.end, fax) || (is(tokens, number.end, words!["(", ","]) && is(tokens, number.end + 1, fax))
}
