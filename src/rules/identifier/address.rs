//! Street addresses and ZIP codes.

use crate::lexicon::{Class, class};
use crate::rules::evidence::judge::Judge;
use crate::rules::evidence::owner::is_told;
use crate::rules::evidence::place::{self, OF_STREET, OF_VENUE, OF_ZIP};
use crate::rules::evidence::zip;
use crate::rules::identifier::town::WEIGHTS;
use crate::rules::evidence::{HAPPENING, Notes, RELATION, Scene, US, after, has, is, window};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span, Token};
use crate::words;

declare_rule! {
    /// Flags the street, house or ZIP code of a patient.
    ///
    /// # Why
    /// Every geographic subdivision smaller than a state is among what Safe Harbor removes
    /// (45 CFR 164.514(b)(2)(i)(B)): street, city, county, ZIP code.
    ///
    /// # Wrong
    /// ```text,email
    /// Please open: guarantor Deon, {{1812 Alder Ct, Yakima 98902}}, acct 4471-22.
    /// The family lives at {{88 Sandpiper Court}}, home fax to follow.
    /// ```
    /// ```text
    /// She says hi from her porch on {{Sokol Street}}, and her dad waves.
    /// She is our only patient with lupus in ZIP {{036}}.
    /// her zip code is {{821xx}}, that is all I may say
    /// ```
    ///
    /// # Right
    /// ```text
    /// We moved! 1120 Old Mill Rd, Suite 4, behind the bakery.
    /// Visit us at 12 Main Street.
    /// Summit Urgent Care on Route 9 is open till 8.
    /// 42 things to do down the street this fall.
    /// Her ZIP begins with 606, one of a million people.
    /// Patients came from 14 zip codes, among them 036.
    /// Press 036 to reach her nurse.
    /// 6 Step Way to better sleep
    /// ```
    pub static ADDRESS = {
        id: "id.place/address",
        label: IdPlace,
        title: "Where somebody lives",
        why: "A street or ZIP code leads to the patient’s door.",
        law: ["45 CFR 164.514(b)(2)(i)(B)"],
        severity: Block,
        wakes: ["<num>|<ordinal>|<cap>|<caps>"],
        check: check,
    }
}

const STREET: Class = class("street");
const STATE: Class = class("state");

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let mut places = input.places();
    while let Some(at) = places.next() {
        let Some((end, span, numbered)) = street(input, at) else { continue };
        if is_home(input, at, end, numbered) {
            sink.add(span);
        }
        places.skip_to(end);
    }
    for at in 1..input.parsed.tokens.len() {
        if let Some(prefix) = restricted(input, at) {
            sink.add(prefix);
        }
    }
    let mut judge = Judge::default();
    for candidate in Notes::places(input, place::places).iter().copied() {
        let own = candidate.form & (OF_STREET | OF_ZIP) != 0 && candidate.form & OF_VENUE == 0;
        if own && judge.weigh(input, &candidate, WEIGHTS) > 0 {
            sink.add(candidate.span(input.parsed.tokens));
        }
    }
}

/// The first three digits of a ZIP code where they stand alone beside somebody in care, "ZIP 036", "zip code 821xx": they
/// may be told only where more than 20,000 people share them.
fn restricted(input: &Input<'_>, at: usize) -> Option<Span> {
    let tokens = input.parsed.tokens;
    let token = tokens.get(at)?;
    let label = (at.saturating_sub(3)..at).any(|near| is(tokens, near, words!["zip", "zips", "zipcode", "zip3"]));
    if !label || !matches!(token.kind, Kind::Number | Kind::Word) {
        return None;
    }
    let words = input.parsed.words(token.span);
    let prefix = words.trim_end_matches(['x', 'X', '*', '#']);
    let masked = tokens.get(at + 1).filter(|next| !next.shape.has(Shape::SPACE_BEFORE) && input.parsed.words(next.span).chars().all(|c| matches!(c, 'x' | 'X')));
    (zip::is_restricted(prefix) && is_told(input, at)).then(|| masked.map_or(token.span, |masked| token.span.union(masked.span)))
}

fn capital(token: &Token) -> bool {
    token.kind == Kind::Word && (token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS))
}

/// "1812 Alder Ct, Yakima 98902", "91 N Cutler unit 6", "Sokol Street": one past its last token, its bytes, whether it has a number.
fn street(input: &Input<'_>, at: usize) -> Option<(usize, Span, bool)> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    let numbered = first.kind == Kind::Number && first.span.len() <= 5 && !first.shape.has(Shape::ORDINAL) && !input.parsed.words(first.span).contains(['.', ',']);
    if !numbered && !capital(first) {
        return None;
    }
    let mut end = at + usize::from(numbered);
    let mut kind = false;
    let mut names = 0;
    while names < 5 {
        let Some(token) = tokens.get(end).filter(|token| !token.shape.has(Shape::LINE_BEFORE) || end == at) else { break };
        if names > 0 && token.classes.has(STREET) && token.kind == Kind::Word && (capital(token) || numbered) {
            kind = true;
            end += 1;
            if is(tokens, end, words!["."]) {
                end += 1;
            }
            break;
        }
        if !capital(token) {
            break;
        }
        names += 1;
        end += 1;
    }
    // "91 N Cutler unit 6": a unit stands for the kind of street.
    let unit = numbered && names > 0 && is(tokens, end, words!["unit", "apt", "lot", "#"]);
    if !(kind && names > 0 || unit) {
        return None;
    }
    if is(tokens, end, words![","]) && is(tokens, end + 1, words!["unit", "apt", "lot", "#"]) {
        end += 1;
    }
    if is(tokens, end, words!["unit", "apt", "lot", "#"]) && tokens.get(end + 1).is_some_and(|token| token.kind == Kind::Number || token.shape.has(Shape::MIXED)) {
        end += 2;
    }
    // Town, state and ZIP that follow belong to it.
    let mut next = if is(tokens, end, words![",", "in"]) { end + 1 } else { end };
    let mut towns = 0;
    while towns < 3 && tokens.get(next).is_some_and(|token| capital(token) && !token.shape.has(Shape::LINE_BEFORE)) {
        next += 1;
        towns += 1;
    }
    let next_state = if is(tokens, next, words![","]) && has(tokens, next + 1, STATE) { next + 2 } else { next };
    let zip = tokens.get(next_state).is_some_and(|token| token.kind == Kind::Number && token.span.len() == 5);
    let town = towns > 0 && numbered && towns < 3;
    if zip {
        end = next_state + 1;
    } else if town {
        end = next;
    }
    let last = tokens.get(end.checked_sub(1)?)?;
    let last = if is(tokens, end - 1, words!["."]) { tokens.get(end.checked_sub(2)?)? } else { last };
    Some((end, first.span.union(last.span), numbered))
}

fn is_home(input: &Input<'_>, at: usize, end: usize, numbered: bool) -> bool {
    let tokens = input.parsed.tokens;
    let near = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    let (from, to) = window(input, at);
    let ours = tokens.get(at.saturating_sub(8).max(from)..at).unwrap_or(&[]).iter().any(|token| {
        token.classes.has(US) || words!["visit", "moved", "office", "clinic", "location", "located", "suite", "parking", "campus"].contains(&token.word)
    }) || tokens.get(end..(end + 4).min(to)).unwrap_or(&[]).iter().any(|token| words!["suite", "office", "clinic", "open", "location"].contains(&token.word) || token.classes.has(HAPPENING) && !token.classes.has(RELATION));
    if ours {
        return false;
    }
    let lives = (at.saturating_sub(6).max(from)..at).any(|index| is(tokens, index, words!["lives", "live", "living", "home", "house", "porch", "family", "out", "statements", "resides", "address", "moved", "his", "her", "your", "their", "dad", "mom"]));
    let person = near.they + near.patient + near.relation + near.you;
    if numbered {
        return lives || Scene::about(input, at).is_record() || person > 0 && wide.care + wide.treated > 0 || wide.they + wide.patient > 1 && wide.care > 0;
    }
    let on = after(tokens, at, words!["on", "at", "from", "in", "off"]);
    on && (lives || near.they + near.patient > 0 && near.treated + near.care > 0 || person > 1 && wide.care > 1)
}
