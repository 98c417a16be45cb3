//! Weekdays and days told from today.

use core::ops::Range;

use crate::lexicon::{Class, Classes, class};
use crate::rules::evidence::day::{self, Day, MONTH, WEEKDAY};
use crate::rules::evidence::clinical::tells_of_a_pet;
use crate::rules::evidence::judge::{Candidate, Judge};
use crate::rules::evidence::{COMMON, Notes, Sieve, after, breaks, has, is};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Token};
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
    /// ```text,message
    /// Hi Dana, my dog ate my list, sorry! Your crown is ready, come in {{Tuesday}} for it.
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// My dog Max had surgery yesterday and he is already stealing socks.
    /// ```
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
        check: check,
    }
}

const HOLIDAY: Class = class("holiday");
const NUMBER_WORD: Class = class("numberword");
const PARTS: &[u32] = words!["morning", "afternoon", "evening", "night", "nite", "am", "pm", "noon"];
const UNITS: &[u32] = words!["week", "weekend", "wk", "month", "fall", "spring", "summer", "winter", "night", "nite", "year", "wknd", "autumn", "day"];
const OPENS: &[u32] = words!["last", "this", "next", "past", "that", "on", "in", "since", "same", "by", "until", "at", "before", "every", "over", "til", "till", "the"];
const RELATIVE: &[u32] = words![
    "yesterday", "tomorrow", "tonight", "today", "tmrw", "tmw", "2day", "tonite", "2nite", "ystrdy", "yest", "tomorow", "tomorro", "tmr", "2morrow", "2moro", "hoy", "ayer"
];
const NTH: &[u32] = words![
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth"
];
const SPANS: &[u32] = words!["days", "weeks", "day", "week", "hours", "nights", "months", "wks", "hrs", "minutes", "hour"];

/// Forms of days: the low four bits of a candidate's form.
const KIND: u32 = 15;
const WITH_YEAR: u32 = 1;
const NUMERIC: u32 = 2;
const NAMED: u32 = 3;
const NUMBERED: u32 = 4;
const SPELLED: u32 = 11;

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    judge_days(input, sink, false);
}

/// Adds the days of somebody's care: those of the calendar, or those that are told from today.
pub fn judge_days(input: &Input<'_>, sink: &mut Sink<'_>, calendar: bool) {
    let mut judge = Judge::default();
    for candidate in Notes::days(input, days).iter().copied() {
        let of_calendar = matches!(candidate.form & KIND, WITH_YEAR | NUMERIC | NAMED | NUMBERED | SPELLED);
        // What the wording alone says of a day of care may outweigh a small doubt.
        let least = if candidate.opinion > 3 { -24 } else { 0 };
        let span = candidate.span(input.parsed.tokens);
        if of_calendar == calendar && judge.weigh(input, &candidate, WEIGHTS) > least && !tells_of_a_pet(input, span) {
            sink.add(span);
        }
    }
}

/// Weights for days, made by `fit.py`.
pub static WEIGHTS: &[u8] = include_bytes!("../evidence/day.weights");

/// Every day in the text, whosever it is.
pub fn days(input: &Input<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let Range { start: mut at, end } = input.own_tokens();
    while at < end {
        if !input.parsed.tokens.get(at).is_some_and(may_begin) {
            at += 1;
            continue;
        }
        let day = on_calendar(input, at).or_else(|| from_today(input, at));
        at = day.map_or(at + 1, |day: Candidate| day.end.max(at + 1));
        found.extend(day.map(|candidate| {
            let span = candidate.span(input.parsed.tokens);
            Candidate { opinion: day::weigh(input, &Day { first: candidate.first, end: candidate.end, span }), ..candidate }
        }));
    }
    found
}

/// Whether a day may begin with `token`; most words are done with here.
fn may_begin(token: &Token) -> bool {
    const CLASSES: Classes = Classes::of(MONTH).with(Classes::of(WEEKDAY)).with(Classes::of(HOLIDAY)).with(Classes::of(NUMBER_WORD));
    const WORDS: Sieve = Sieve::of(&[OPENS, RELATIVE, words!["a", "few", "couple", "the", "in"]]);
    token.kind == Kind::Number || token.classes.intersects(CLASSES) || WORDS.may_hold(token.word)
}

/// "10/3", "3 March", "the 19th", "the nineteenth"; with "on" before it.
fn on_calendar(input: &Input<'_>, at: usize) -> Option<Candidate> {
    let tokens = input.parsed.tokens;
    let read = |at: usize| {
        day::numeric(input, at).map(|day| (day, if day.end - day.first > 3 { WITH_YEAR } else { NUMERIC })).or_else(|| day::named(input, at).map(|day| (day, NAMED))).or_else(|| ordinal(input, at))
    };
    let (found, kind) = read(at)?;
    let opens = OPENS.iter().position(|word| after(tokens, at, &[*word])).map_or(0, |at| at as u32 + 1);
    Some(Candidate { first: found.first, end: found.end, form: kind | opens << 4, opinion: 0 })
}

/// "the 19th", "the nineteenth"; not "the 3rd floor".
fn ordinal(input: &Input<'_>, at: usize) -> Option<(Day, u32)> {
    let tokens = input.parsed.tokens;
    if !is(tokens, at, words!["the"]) {
        return None;
    }
    let number = tokens.get(at + 1).filter(|number| !number.shape.has(Shape::LINE_BEFORE))?;
    let spelled = NTH.contains(&number.word);
    let tens = is(tokens, at + 1, words!["twenty", "thirty"]) && is(tokens, at + 2, NTH);
    let digits = number.shape.has(Shape::ORDINAL) && input.parsed.words(number.span).trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    let end = if tens { at + 3 } else { at + 2 };
    let closed = breaks(tokens, end) || is(tokens, end, words!["and", "with", "for", "at", "by", "when", "we", "to", "so", "because", "but", "she", "he", "or", "after", "ran", "was", "is", "were", "went", "has", "had"]) || (digits && !tokens.get(end).is_some_and(|next| next.classes.has(COMMON)));
    let on = after(tokens, at, words!["on", "since", "until", "by", "from", "til", "till", "of", "before", "after", "and", "for", "again", "recheck", "starting"]);
    let span = tokens.get(at)?.span.union(tokens.get(end - 1)?.span);
    ((digits && closed) || ((spelled || tens) && closed && on)).then_some((Day { first: at, end, span }, if digits { NUMBERED } else { SPELLED }))
}

/// Weekdays, holidays, "last night", "two weeks ago".
fn from_today(input: &Input<'_>, at: usize) -> Option<Candidate> {
    let tokens = input.parsed.tokens;
    let token = tokens.get(at)?;
    if !matches!(token.kind, Kind::Word | Kind::Number) {
        return None;
    }
    // "two days ago", "3 weeks ago"
    if is(tokens, at + 2, words!["ago"]) && is(tokens, at + 1, SPANS) && (token.kind == Kind::Number || token.classes.has(NUMBER_WORD) || words!["a", "few", "couple"].contains(&token.word)) {
        return Some(Candidate { first: at, end: at + 3, form: 10, opinion: 0 });
    }
    // "coming in last Tuesday": the word belongs to the verb, nobody says "in last Tuesday".
    let of_verb = is(tokens, at, words!["in"]) && is(tokens, at + 1, words!["last", "this", "next", "past", "that"]);
    if of_verb || is(tokens, at, words!["in"]) && has(tokens, at + 1, WEEKDAY) {
        return None;
    }
    let mut core = at;
    let mut opened = 0;
    while core < at + 3 && is(tokens, core, OPENS) && !(core > at && tokens.get(core).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE))) {
        opened = OPENS.iter().position(|word| is(tokens, core, &[*word])).map_or(0, |at| at as u32 + 1);
        core += 1;
    }
    let opens = core > at;
    if tokens.get(core).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE)) && opens {
        return None;
    }
    // A bare "the" belongs to the noun, unless a day follows it.
    let first = at;
    let of = |end: usize, kind: u32, bits: u32| Some(Candidate { first, end, form: kind | opened << 4 | bits << 9, opinion: 0 });
    let part = |end: usize| if is(tokens, end, PARTS) { end + 1 } else { end };
    // "We'd" folds to "wed".
    let contracted = is(tokens, core, words!["wed"]) && tokens.get(core).is_some_and(|token| token.span.len() > 3);
    if has(tokens, core, WEEKDAY) && !contracted {
        let plural = input.parsed.words(tokens.get(core)?.span).ends_with(['s', 'S']) && !is(tokens, core, words!["tues", "weds", "thurs", "wednes"]);
        let small = is(tokens, core, words!["sun", "sat", "mon", "wed", "fri"]) && !tokens.get(core).is_some_and(|token| token.shape.has(Shape::CAPITALISED)) && !opens;
        if small && !is(tokens, core, words!["mon", "wed", "fri"]) {
            return None;
        }
        let end = part(core + 1);
        let end = if is(tokens, end, words!["before"]) && is(tokens, end + 1, words!["last"]) { end + 2 } else { end };
        let every = after(tokens, at, words!["every", "each", "through", "thru"]) || is(tokens, end, words!["through", "-", "to", "thru"]) && has(tokens, end + 1, WEEKDAY);
        let dated = has(tokens, end, MONTH) || is(tokens, end, words![","]) && has(tokens, end + 1, MONTH);
        return of(end, if plural { 12 } else { 5 }, u32::from(every) | u32::from(dated) << 1);
    }
    if is(tokens, core, RELATIVE) && (!opens || is(tokens, core - 1, words!["since", "by", "until", "til", "till", "before"])) {
        // "today's post", "Today is World Diabetes Day": a heading.
        let heads = core == at && is(tokens, core + 1, words!["is", "we", "only", "were", "at", "through"]);
        let own = tokens.get(core).is_some_and(|token| token.shape.has(Shape::POSSESSIVE));
        let word = RELATIVE.iter().position(|word| is(tokens, core, &[*word])).map_or(0, |at| at as u32);
        return of(part(core + 1), 6, u32::from(heads) | u32::from(own) << 1 | word.min(7) << 2);
    }
    let told = opens && is(tokens, core - 1, words!["this", "last", "past", "that", "next"]);
    if told && (is(tokens, core, PARTS) || is(tokens, core, UNITS)) && !(is(tokens, core - 1, words!["that"]) && is(tokens, core, words!["fall"])) {
        let unit = UNITS.iter().position(|word| is(tokens, core, &[*word])).map_or(0, |at| at as u32 + 1);
        return of(core + 1, 7, unit);
    }
    if opens && is(tokens, core - 1, words!["the", "until", "since", "same", "by", "in"]) && is(tokens, core, words!["spring", "summer", "winter", "fall", "autumn"]) {
        return of(core + 1, 15, 0);
    }
    if opens && is(tokens, core - 1, words!["same"]) && is(tokens, core, words!["day", "morning", "night", "week"]) {
        return of(core + 1, 14, 0);
    }
    if has(tokens, core, HOLIDAY) {
        let mut end = core + 1;
        while has(tokens, end, HOLIDAY) && end < core + 4 {
            end += 1;
        }
        return of(end, 8, 0);
    }
    let month = opens && is(tokens, core - 1, words!["in", "last", "this", "since", "next", "until", "by"]) && has(tokens, core, MONTH) && day::month(tokens, core);
    let numbered = tokens.get(core + 1).is_some_and(|token| token.kind == Kind::Number);
    if month && !numbered {
        return of(core + 1, 9, 0);
    }
    None
}
