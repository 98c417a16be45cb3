//! Weekdays and days told from today.

use crate::lexicon::{Class, class};
use crate::rules::evidence::day::{self, Day, MONTH, WEEKDAY};
use crate::rules::evidence::{after, has, is};
use crate::rules::{Input, Sink};
use crate::text::Shape;
use crate::words;

declare_rule! {
    /// Flags a day that is told from today, a weekday or a holiday when it is tied to somebody's care.
    ///
    /// # Why
    /// "Last Tuesday" is a date to everybody who reads it that week (45 CFR 164.514(b)(2)(i)(C)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// So happy we could squeeze you in {{this morning}} for your filling!
    /// Your refund hit your card {{Monday}}.
    /// You paid for the crown {{on Columbus Day}}.
    /// You've come so far since your first visit {{in July}}!
    /// ```
    /// ```text
    /// I discharged her {{yesterday}} after her surgery and she cried.
    /// ```
    ///
    /// # Right
    /// ```text
    /// We are open Monday to Friday and closed on Labor Day.
    /// Join our free webinar on Tuesday at noon.
    /// Today is World Diabetes Day!
    /// Walk-ins welcome on Saturdays.
    /// ```
    /// ```text,review-reply
    /// Tours are Tuesdays at ten, and the playlist changes every Friday.
    /// ```
    ///
    /// # Limits
    /// A joke about "yesterday" beside care is taken for a day.
    /// ```text
    /// She turned four, it seems like {{yesterday}} he delivered her.
    /// ```
    pub static WEEKDAY_OF_CARE = {
        id: "id.date/weekday",
        label: IdDate,
        title: "A day in somebody’s care",
        why: "A day beside care lets people work out who it was.",
        law: ["45 CFR 164.514(b)(2)(i)(C)"],
        severity: Warn,
        wakes: ["last|this|next|past|that|on|in|since|same|yesterday|tomorrow|tonight|today|tmrw|tmw|2day|<weekday>|<holiday>", "<any> (days|weeks|day|week|hours|nights) ago"],
        check: check,
    }
}

const HOLIDAY: Class = class("holiday");
const PARTS: &[u32] = words!["morning", "afternoon", "evening", "night", "am", "pm", "noon"];
const UNITS: &[u32] = words!["week", "weekend", "wk", "month", "fall", "spring", "summer", "winter", "night", "year", "wknd"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let mut places = input.places();
    while let Some(at) = places.next() {
        let Some((found, bias)) = read(input, at) else { continue };
        if day::weigh(input, &found) + bias >= 3 {
            sink.add(found.span);
        }
        places.skip_to(found.end);
    }
}

/// A day, and how much its form alone speaks for a day of care.
fn read(input: &Input<'_>, at: usize) -> Option<(Day, i32)> {
    let tokens = input.parsed.tokens;
    let token = tokens.get(at)?;
    if token.shape.has(Shape::HASHTAG) {
        return None;
    }
    // "coming in last Tuesday": the word belongs to the verb, nobody says "in last Tuesday".
    let of_verb = is(tokens, at, words!["in"]) && is(tokens, at + 1, words!["last", "this", "next", "past", "that"]);
    if of_verb || is(tokens, at, words!["in"]) && has(tokens, at + 1, WEEKDAY) {
        return None;
    }
    let (first, core) = if is(tokens, at, words!["last", "this", "next", "past", "that", "on", "in", "since", "same"]) { (at, at + 1) } else { (at, at) };
    let core = if core > at && is(tokens, core, words!["past", "last", "same", "the"]) && !has(tokens, core, WEEKDAY) { core + 1 } else { core };
    let opens = core > at;
    let whole = |end: usize| {
        let span = tokens.get(first)?.span.union(tokens.get(end.checked_sub(1)?)?.span);
        Some(Day { first, end, span })
    };
    if tokens.get(core).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE)) && opens {
        return None;
    }
    // "We'd" folds to "wed".
    let contracted = is(tokens, core, words!["wed"]) && tokens.get(core).is_some_and(|token| token.span.len() > 3);
    if has(tokens, core, WEEKDAY) && !contracted {
        let plural = input.parsed.words(tokens.get(core)?.span).ends_with(['s', 'S']) && !is(tokens, core, words!["tues", "weds", "thurs", "wednes"]);
        let small = is(tokens, core, words!["sun", "sat", "mon", "wed", "fri"]) && !tokens.get(core).is_some_and(|token| token.shape.has(Shape::CAPITALISED)) && !opens;
        if plural || small && !is(tokens, core, words!["mon", "wed", "fri"]) {
            return None;
        }
        let end = if is(tokens, core + 1, PARTS) { core + 2 } else { core + 1 };
        let every = after(tokens, at, words!["every", "each", "through", "thru"]) || is(tokens, end, words!["through", "-", "to", "thru"]) && has(tokens, end + 1, WEEKDAY);
        let dated = has(tokens, end, MONTH) || is(tokens, end, words![","]) && has(tokens, end + 1, MONTH);
        let last = is(tokens, first, words!["last", "past", "that"]);
        return Some((whole(end)?, i32::from(last) * 2 - i32::from(every) * 3 - i32::from(dated)));
    }
    if is(tokens, core, words!["yesterday", "tomorrow", "tonight", "today", "tmrw", "tmw", "2day"]) {
        // "today's post", "Today is World Diabetes Day": a heading.
        let heads = core == at && is(tokens, core + 1, words!["is", "we", "only", "were", "at", "through"]) || tokens.get(core).is_some_and(|token| token.shape.has(Shape::POSSESSIVE)) && !is(tokens, core, words!["yesterday", "tonight"]);
        let end = if is(tokens, core + 1, PARTS) { core + 2 } else { core + 1 };
        return Some((whole(end)?, -i32::from(heads) * 2 + i32::from(is(tokens, core, words!["yesterday"])) - i32::from(is(tokens, core, words!["tomorrow"]))));
    }
    if opens && is(tokens, first, words!["this", "last", "past", "that", "next"]) && (is(tokens, core, PARTS) || is(tokens, core, UNITS) && !(is(tokens, first, words!["that"]) && is(tokens, core, words!["fall"]))) {
        let year = is(tokens, core, words!["year"]);
        return (!year).then(|| whole(core + 1)).flatten().map(|day| (day, i32::from(is(tokens, first, words!["last"]))));
    }
    if has(tokens, core, HOLIDAY) && (opens || after(tokens, at, words!["since", "on", "at", "by"])) {
        let mut end = core + 1;
        while has(tokens, end, HOLIDAY) && end < core + 4 {
            end += 1;
        }
        return Some((whole(end)?, 0));
    }
    let month = opens && is(tokens, first, words!["in", "last", "this", "since", "next"]) && has(tokens, core, MONTH) && day::month(tokens, core);
    let numbered = tokens.get(core + 1).is_some_and(|token| token.kind == crate::text::Kind::Number);
    if month && !numbered {
        return Some((whole(core + 1)?, 0));
    }
    // "two days ago", "3 weeks ago"
    let ago = is(tokens, at + 2, words!["ago"]) && is(tokens, at + 1, words!["days", "weeks", "day", "week", "hours", "nights"]);
    if ago {
        let span = token.span.union(tokens.get(at + 2)?.span);
        return Some((Day { first: at, end: at + 3, span }, 1));
    }
    None
}
