//! Towns of patients.

use crate::lexicon::{Class, class};
use crate::rules::evidence::person::{Likeness, TITLE, likeness};
use crate::rules::evidence::{COMMON, STAFF, Scene, has, is, window};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Token};
use crate::words;

declare_rule! {
    /// Flags the town or county that a patient is from.
    ///
    /// # Why
    /// Every geographic subdivision smaller than a state is among what Safe Harbor removes
    /// (45 CFR 164.514(b)(2)(i)(B)).
    ///
    /// # Wrong
    /// ```text,blog
    /// Glenda in {{Kalispell}} wakes at 3 a.m. drenched.
    /// Mr. Kubiak of {{Hamtramck}} still rolls on lane six after his stroke.
    /// He moved in from {{Hamtramck}} after his second stroke.
    /// ```
    /// ```text
    /// My patient drove all the way from {{Bakersfield}} for her surgery.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Our new clinic in Tulsa opens on Monday.
    /// A London apothecary kept his ledger in 1782.
    /// Dr. Ito joins us from Denver.
    /// The conference in Boston was great.
    /// Somebody in Texas asked about sunscreen.
    /// ```
    pub static TOWN = {
        id: "id.place/town",
        label: IdPlace,
        title: "Where somebody is from",
        why: "A town beside care narrows it down to a few people.",
        law: ["45 CFR 164.514(b)(2)(i)(B)"],
        severity: Warn,
        wakes: ["in|from|of|near|outside|to"],
        check: check,
    }
}

const TOWNS: Class = class("town");
const STATE: Class = class("state");
const VENUE: Class = class("venue");
const PAYER: Class = class("payer");
const MONTH: Class = class("month");
const NOT_NAME: Class = class("notname");

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        if !is(tokens, at, words!["in", "from", "of", "near", "outside", "to"]) {
            continue;
        }
        let first = at + 1;
        let mut end = first;
        while end < first + 3 && tokens.get(end).is_some_and(|token| is_place_word(token) && (end == first || !token.shape.has(Shape::LINE_BEFORE))) {
            end += 1;
        }
        let Some((head, last)) = tokens.get(first).zip(tokens.get(end.max(1) - 1)).filter(|_| end > first) else { continue };
        let county = is(tokens, end - 1, words!["county", "parish", "township"]);
        let known = head.classes.has(TOWNS) || county;
        let person = likeness(head, false).is_some_and(|kind| kind >= Likeness::Word) && !known;
        if head.classes.has(STATE) || person || has(tokens, end - 1, VENUE) || last.classes.has(STAFF) {
            continue;
        }
        if weigh(input, at, known) >= 3 {
            sink.add(head.span.union(last.span));
        }
    }
}

fn is_place_word(token: &Token) -> bool {
    let capital = token.kind == Kind::Word && token.shape.has(Shape::CAPITALISED) && token.span.len() > 2;
    capital && !token.classes.has(PAYER) && !token.classes.has(MONTH) && !token.classes.has(NOT_NAME) && !token.classes.has(TITLE)
        && (token.classes.has(TOWNS) || !token.classes.has(COMMON) || words!["hill", "port", "point", "bend", "creek", "springs", "lake", "beach", "park", "valley", "grove", "county"].contains(&token.word))
}

fn weigh(input: &Input<'_>, at: usize, known: bool) -> i32 {
    let tokens = input.parsed.tokens;
    let near = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    if wide.animals() {
        return -9;
    }
    let (from, _) = window(input, at);
    let before = at.checked_sub(1).and_then(|index| tokens.get(index));
    // "Glenda in Kalispell", "Mr. Kubiak of Hamtramck": a person's name stands before it.
    let named = before.is_some_and(|token| likeness(token, false).is_some_and(|kind| kind >= Likeness::Surname || kind == Likeness::Unknown && at >= 2 && has(tokens, at - 2, TITLE) || kind == Likeness::Unknown && at >= 3 && has(tokens, at - 3, TITLE)) || token.classes.has(crate::rules::evidence::PATIENT));
    let moved = (at.saturating_sub(5).max(from)..at).any(|index| {
        is(tokens, index, words!["lives", "live", "lived", "moved", "drove", "flew", "came", "drives", "way", "grew", "home", "born", "hailing", "traveled", "left", "retired", "mayor", "back", "farm", "sister", "daughter", "rings", "writes", "wrote"])
    });
    let staff = (at.saturating_sub(6).max(from)..at + 4).any(|index| has(tokens, index, STAFF) || is(tokens, index, words!["our", "clinic", "office", "location", "conference", "university", "hospital", "opens", "joins", "we"]));
    i32::from(known) + i32::from(named) * 3 + i32::from(moved) * 2 + i32::from(near.they > 0) + i32::from(near.patient > 0) * 2
        + i32::from(wide.care > 1) + i32::from(near.care + near.treated > 1)
        - i32::from(staff) * 4
        - i32::from(near.happening > 1)
        - i32::from(near.you + near.they + near.patient + near.relation == 0 && !named) * 2
        - i32::from(is(tokens, at, words!["to"])) * 2
        - i32::from(is(tokens, at, words!["of", "in"]) && !named)
}
