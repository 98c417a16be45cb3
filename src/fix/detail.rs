//! Dates, places, ages and numbers, as far generalised as Safe Harbor asks (45 CFR 164.514(b)(2)(i)): a year, a state,
//! "90 or older", or that something was left out.

use super::site::Site;
use crate::classes;
use crate::finding::Label;
use crate::hashes;
use crate::rules::evidence::clinical::has;
use crate::text::{Kind, Shape, Token};

/// Words in place of an identifying detail, best first.
#[inline(never)]
pub fn instead(site: &Site<'_>, label: Label) -> Vec<String> {
    let words: &[&str] = match label {
        Label::IdDate => return date(site),
        Label::IdPlace => return super::place::instead(site),
        Label::IdAge90 => age(site),
        Label::IdEmail | Label::IdIp => &["(address removed)"],
        Label::IdUrl => &["(link removed)"],
        Label::IdPhone | Label::IdFax | Label::IdSsn | Label::IdMrn | Label::IdPlan | Label::IdAccount | Label::IdLicense => {
            &["(number removed)", "(removed)"]
        }
        Label::IdVehicle | Label::IdDevice => &["(number removed)", "(removed)"],
        Label::IdBiometric => &["(removed)"],
        Label::IdPhoto => photo(site),
        Label::IdOther => other(site),
        _ => &[],
    };
    own(words)
}

/// Owned copies.
pub fn own(words: &[&str]) -> Vec<String> {
    words.iter().map(|&words| words.to_owned()).collect()
}

/// A four-digit year in the words, or one of two digits after a month and a day.
fn year(site: &Site<'_>) -> Option<String> {
    let inside = site.inside();
    let text = |token: &Token| site.input.parsed.words(token.span);
    let four = |words: &str| {
        words.len() == 4 && (words.starts_with("19") || words.starts_with("20")) && words.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let Some(year) = inside.iter().map(text).find(|words| four(words)) {
        return Some(year.to_owned());
    }
    let numbers: Vec<&str> = inside.iter().filter(|token| token.kind == Kind::Number).map(text).collect();
    match numbers.as_slice() {
        [_, _, short] if short.len() == 2 => {
            let short: u32 = short.parse().ok()?;
            Some(if short < 40 { format!("20{short:02}") } else { format!("19{short:02}") })
        }
        _ => None,
    }
}

fn date(site: &Site<'_>) -> Vec<String> {
    let birth = has(
        site.earlier().get(site.earlier().len().saturating_sub(5)..).unwrap_or(&[]),
        hashes!["dob", "born", "birthday", "birthdate", "birth", "bday"],
    ) || has(site.inside(), hashes!["dob", "born", "birthday"]);
    let label = site.follows(hashes!["dob", ":", "birthdate", "dos", "(", "#", "doa", "dod"]) || has(site.inside(), hashes!["dob"]);
    if label {
        return own(&["(date removed)", "(removed)"]);
    }
    // The year of birth of somebody over 89 tells the age.
    if let Some(year) = year(site).filter(|year| !birth || year.as_str() >= "1950") {
        let words = match () {
            () if site.follows(hashes!["on"]) => format!("a day in {year}"),
            () if site.follows(hashes!["in", "since", "from", "until", "by", "before", "after", "of", "during", "to", "for"]) => year,
            () if site.follows(hashes!["the"]) => format!("one in {year}"),
            () if fills_noun(site) => year,
            () => format!("in {year}"),
        };
        return vec![words, "(date removed)".to_owned()];
    }
    if birth {
        return own(if site.follows(hashes!["on", "in"]) { &["a day some years ago"] } else { &["(date removed)"] });
    }
    let inside = site.inside();
    let first = inside.first().map_or(0, |token| token.word);
    let begins = |words: &[u32]| words.contains(&first);
    let last = inside.last();
    let future =
        has(inside, hashes!["tomorrow", "next", "tmrw", "tmw", "upcoming", "coming"])
            || site.earlier().iter().rev().take(6).any(|token| {
                hashes!["will", "see", "ll", "well", "scheduled", "gonna", "going", "until", "till", "see"].contains(&token.word)
            });
    let past = has(inside, hashes!["yesterday", "last", "ago", "earlier", "past"]);
    let ahead = has(
        site.sentence(),
        hashes![
            "reminder",
            "remind",
            "starts",
            "begins",
            "turns",
            "upcoming",
            "arrive",
            "booked",
            "rescheduled",
            "confirm",
            "tomorrow",
            "come",
            "wants",
            "want",
            "needs"
        ],
    ) && !has(site.earlier(), hashes!["was", "were", "came", "had", "did", "saw"]);
    let soon = (future || ahead) && !past;
    if last.is_some_and(|last| last.shape.has(Shape::POSSESSIVE)) {
        let bound = site.follows(hashes!["the", "your", "my", "our", "his", "her", "their", "a", "this", "that"]);
        return own(if bound { &["recent"] } else { &["a recent", "the recent"] });
    }
    if begins(hashes![
        "on", "in", "at", "since", "from", "during", "by", "over", "around", "before", "after", "until", "this", "last", "next", "for"
    ]) && inside.len() > 1
    {
        let words: &[&str] = match () {
            () if begins(hashes!["since", "from"]) => &["since then"],
            () if begins(hashes!["before", "until", "by"]) => &["before that"],
            () if begins(hashes!["after"]) => &["after that"],
            () if site.follows(PREPOSITIONS) && !is_particle(site) => after_preposition(site, soon),
            () if fills_noun(site) => &["recent", "earlier"],
            () if soon => &["soon", "at another time"],
            () => &["recently", "a while ago"],
        };
        return own(words);
    }
    if site.follows(hashes!["the", "your", "my", "our", "his", "her", "their", "a", "an", "that", "this", "every"])
        || site.before(1).is_some_and(|before| before.shape.has(Shape::POSSESSIVE))
    {
        if fills_noun(site) {
            return own(if soon { &["next", "upcoming"] } else { &["recent", "earlier"] });
        }
        return own(if site.follows(hashes!["the"]) { &["day in question", "other day"] } else { &["recent day", "day"] });
    }
    if site.follows(PREPOSITIONS) && !is_particle(site) {
        return own(after_preposition(site, soon));
    }
    if fills_noun(site) && !begins(hashes!["today", "yesterday", "tonight", "tomorrow"]) {
        return own(if soon { &["upcoming"] } else { &["recent", "earlier"] });
    }
    if site.after(1).is_some_and(|next| hashes!["is", "was", "will", "were", "marks", "marked"].contains(&next.word)) {
        return own(&["that day", "one day"]);
    }
    if begins(hashes!["daily", "every", "each"]) {
        return own(&["often"]);
    }
    own(if soon { &["soon", "later", "at another time"] } else { &["recently", "a while ago"] })
}

const PREPOSITIONS: &[u32] = hashes![
    "on", "in", "since", "from", "until", "till", "by", "before", "after", "at", "for", "of", "to", "through", "during", "around", "about",
    "with", "over", "between", "and", "or", "-", "–"
];

/// Whether the word before belongs to its verb and not to the day: "coming in [last Tuesday]".
fn is_particle(site: &Site<'_>) -> bool {
    site.follows(hashes!["in", "by", "over", "through"])
        && site.before(2).is_some_and(|verb| {
            hashes![
                "come", "coming", "came", "comes", "stop", "stopping", "stopped", "drop", "dropping", "dropped", "walk", "walked", "check",
                "checked", "brought", "bring", "called", "calling", "went", "swing", "swung", "stopin", "back", "you", "her", "him",
                "them"
            ]
            .contains(&verb.word)
        })
}

/// What follows a preposition in place of a day.
fn after_preposition(site: &Site<'_>, soon: bool) -> &'static [&'static str] {
    let follows = |words: &[u32]| site.follows(words);
    match () {
        () if follows(hashes!["on"]) && soon => &["another day", "a later day"],
        () if follows(hashes!["on"]) => &["a recent day", "one day"],
        () if follows(hashes!["in"]) => &["recent months", "recent times"],
        () if follows(hashes!["since", "from", "until", "till", "by", "before", "after"]) => &["then", "that day"],
        () if follows(hashes!["at"]) => &["a certain time", "that time"],
        () if follows(hashes!["for"]) && soon => &["another day", "another time"],
        () if follows(hashes!["for"]) => &["a recent day", "that day"],
        () => &["another day", "that day"],
    }
}

/// Whether the words stand before the noun that they describe: "your [Tuesday] appointment".
fn fills_noun(site: &Site<'_>) -> bool {
    const NOUN: &[u32] = hashes![
        "appointment",
        "appt",
        "visit",
        "surgery",
        "procedure",
        "cleaning",
        "session",
        "patient",
        "pt",
        "exam",
        "scan",
        "mri",
        "delivery",
        "shift",
        "checkup",
        "case",
        "morning",
        "afternoon",
        "evening",
        "night",
        "biopsy",
        "consult",
        "admission",
        "discharge",
        "results",
        "labs",
        "call",
        "follow",
        "slot",
        "class",
        "group",
        "crash",
        "accident",
        "fire",
        "shooting",
        "game",
        "birthday",
        "clinic",
        "chart",
        "note",
        "bloodwork",
        "extraction",
        "filling",
        "crown",
        "root",
        "bill",
        "invoice"
    ];
    site.after(1).is_some_and(|next| NOUN.contains(&next.word) && !next.shape.has(Shape::LINE_BEFORE))
}

fn age(site: &Site<'_>) -> &'static [&'static str] {
    let inside = site.inside();
    let first = inside.first();
    let last = inside.last();
    let person = last
        .is_some_and(|last| hashes!["old", "yo", "year", "years", "y"].contains(&last.word) || last.classes.intersects(classes!["kin"]));
    let noun = site.after(1).is_some_and(|next| {
        next.kind == Kind::Word
            && !hashes!["and", "but", "with", "who", "in", "on", "at", "when", "is", "was", "has", "had", "this", "that", "came", "today"]
                .contains(&next.word)
    });
    match () {
        () if first.is_some_and(|first| first.shape.has(Shape::ORDINAL)) => &["big"],
        () if site.follows(hashes!["a", "an"]) && person && !noun => &["person in their 90s", "older adult"],
        () if site.follows(hashes!["a", "an", "my", "our", "the", "his", "her", "this", "that", "your"]) && person => &["90-plus", "older"],
        () if site.after(1).is_some_and(|next| {
            next.shape.has(Shape::HYPHEN_BEFORE) || hashes!["-", "yo", "yr", "y", "years", "year", "yrs", "/"].contains(&next.word)
        }) =>
        {
            &["90+", "over 89"]
        }
        () if site.follows(hashes!["is", "was", "at", "age", "aged", "turns", "turned", "turning", "be", "hes", "shes", "im"])
            || site.before(1).is_some_and(|before| before.shape.has(Shape::POSSESSIVE)) =>
        {
            &["over 89", "90 or older"]
        }
        () if site.follows(hashes!["a", "an", "my", "our", "the", "his", "her"]) => &["90-plus", "older"],
        () if person => &["in their 90s", "90 or older"],
        () => &["over 89", "90+", "in their 90s"],
    }
}

fn photo(site: &Site<'_>) -> &'static [&'static str] {
    let form = site.of(crate::finding::Family::Narrative).slot();
    use super::site::Slot;
    match form {
        Slot::Clause => &["this is best shown with a drawing", "ask us what to expect"],
        Slot::Question => &["would you like to know what to expect"],
        Slot::Kernel => &["drawing", "illustration"],
        Slot::Base => &["ask us what to expect"],
        Slot::Gerund => &["describing it in general words"],
        Slot::Finite(_) => &["can tell you what to expect"],
        _ => &["a drawing", "a general example"],
    }
}

fn other(site: &Site<'_>) -> &'static [&'static str] {
    let inside = site.inside();
    let ward =
        has(inside, hashes!["room", "rm", "bed", "bay", "unit", "floor", "suite", "cubicle", "slot", "or", "chair", "curtain", "pod"]);
    let number = inside.iter().any(|token| token.kind == Kind::Number || token.shape.has(Shape::MIXED));
    // "2207 Orchard Terrace unit 6" is an address.
    let address = inside.first().is_some_and(|first| hashes!["unit", "suite", "apt", "slip", "lot"].contains(&first.word))
        && site.before(1).is_some_and(|before| before.classes.intersects(classes!["street"]) || before.shape.has(Shape::CAPITALISED));
    let possessive = inside.last().is_some_and(|last| last.shape.has(Shape::POSSESSIVE));
    match () {
        () if address => &["(number removed)"],
        () if ward && possessive => &["the patient's", "our"],
        () if ward && site.follows(hashes!["in", "from", "to", "of", "at", "for", "on", "near", "by", "outside"]) => {
            &["our unit", "one of our rooms"]
        }
        () if ward && site.follows(hashes!["the", "a", "our", "this"]) => &["patient", "room"],
        () if ward => &["a patient", "one of our rooms"],
        () if number => &["(number removed)", "(removed)"],
        () if site.follows(hashes!["a", "an", "the", "his", "her", "their", "my"]) => &["mark", "identifying mark"],
        () => &["a mark", "something personal"],
    }
}
