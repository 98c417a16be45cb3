//! Calendar dates of somebody's care.

use crate::lexicon::{Class, class};
use crate::rules::evidence::{TREATED, after, breaks, day, is};
use crate::rules::{Input, Sink};
use crate::text::Shape;
use crate::words;

const NUMBER_WORD: Class = class("numberword");

declare_rule! {
    /// Flags a date that is tied to somebody's care or life.
    ///
    /// # Why
    /// All elements of dates but the year that relate to a person are among what Safe Harbor removes
    /// (45 CFR 164.514(b)(2)(i)(C)): admission, visit, surgery, death.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// Your crown was seated {{June 11}} and our notes show you declined the guard.
    /// We left you messages about your biopsy {{10/3}}.
    /// Sorry your appointment on {{the 12th}} ran behind.
    /// ```
    /// ```text
    /// She came to us on {{March 3rd}} with chest pain and her husband.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Flu shots on October 3rd from 8 to 2 in the cafeteria.
    /// We are closed on July 4th and open again on the 5th.
    /// Registration for the May 9 conference ends April 1.
    /// Ratings rose from 4/5 to 9/10 in 2024.
    /// ```
    /// ```text,review-reply
    /// Our policy changed on January 1 and the sign is on the door.
    /// ```
    pub static DATE = {
        id: "id.date/day",
        label: IdDate,
        title: "A date in somebody’s care",
        why: "A date beside care lets people work out who it was.",
        law: ["45 CFR 164.514(b)(2)(i)(C)"],
        severity: Warn,
        wakes: ["<num>|<ordinal>|<month>|<numberword>|twenty|thirty|the"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let mut places = input.places();
    while let Some(at) = places.next() {
        let Some(found) = day::numeric(input, at).or_else(|| day::named(input, at)).or_else(|| ordinal(input, at)) else { continue };
        if day::weigh(input, &found) >= 2 {
            sink.add(found.span);
        }
        places.skip_to(found.end);
    }
}

/// "the 19th", "on the 3rd"; not "the 3rd floor".
fn ordinal(input: &Input<'_>, at: usize) -> Option<day::Day> {
    let tokens = input.parsed.tokens;
    let number = tokens.get(at + 1)?;
    if number.classes.has(NUMBER_WORD) && is(tokens, at, words!["the"]) && after(tokens, at, words!["on", "since", "until"]) && breaks(tokens, at + 2) {
        let span = tokens.get(at).map_or(number.span, |the| the.span.union(number.span));
        return Some(day::Day { first: at, end: at + 2, span });
    }
    if !number.shape.has(Shape::ORDINAL) {
        return None;
    }
    let days = input.parsed.words(number.span).trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok()?;
    let on = after(tokens, at, words!["on", "since", "til", "till", "until", "by", "for", "from", "of", "the", "before", "and", "recheck", "again", "starting", "starts", "im", "keytruda"]);
    let noun = is(tokens, at + 2, words![
        "floor", "grade", "grader", "graders", "street", "annual", "anniversary", "birthday", "time", "week", "year", "trimester", "percentile", "edition", "generation", "century", "month", "day",
        "visit", "dose", "tooth", "degree", "one", "person", "patient", "of", "place", "quarter", "inning", "hole", "avenue", "ave", "st", "shot", "case", "option", "round", "hour"
    ]);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|token| token.kind != crate::text::Kind::Word || on || token.classes.has(TREATED));
    (is(tokens, at, words!["the"]) && (1..=31).contains(&days) && !noun && before).then(|| day::Day {
        first: at,
        end: at + 2,
        span: tokens.get(at).map_or(number.span, |the| the.span.union(number.span)),
    })
}
