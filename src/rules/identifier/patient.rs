//! Names that stand beside a word for a patient, or beside the numbers of a record.

use crate::rules::evidence::person::{DOCTOR, GIVEN, Likeness, Person, SURNAME, initial, of_the_house, read};
use crate::rules::evidence::{Surroundings, CLINICAL, COMMON, ME, PATIENT, STAFF, after, has, is};
use crate::rules::identifier::birth;
use crate::rules::identifier::story::is_other;
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape};
use crate::words;

declare_rule! {
    /// Flags a name beside a word for a patient, or beside the numbers of a record.
    ///
    /// # Why
    /// A name together with a record, a birth date or the word "patient" is health information that identifies
    /// (45 CFR 160.103, 164.514(b)(2)(i)(A)).
    ///
    /// # Wrong
    /// ```text
    /// My patient {{Dolores}} turns 101 today.
    /// Who can reset the login for patient {{Ngozi Balogun}}?
    /// sticker says {{HOLLOWAY, R}}, sorry, on my phone
    /// ```
    /// ```text,email
    /// Can somebody call {{Loretta Pruitt}} (DOB 2/14/1951, MRN 00448127)?
    /// Due for an A1c: {{Kim Hanley}} 5/6/68, {{Ana Ruiz}} (3-4-1970)
    /// ```
    ///
    /// # Right
    /// ```text
    /// Patient Safety Week starts on Sunday.
    /// Our patient advocate Maria answers in Spanish.
    /// Member Services is closed on Friday.
    /// ```
    pub static PATIENT_NAME = {
        id: "id.name/record",
        label: IdName,
        title: "Names a patient",
        why: "A name beside the word patient or a record number identifies that patient.",
        law: ["45 CFR 160.103", "45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        wakes: ["<cap>|<caps>|<given>|<title>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut around = Surroundings::default();
    let mut places = input.places();
    while let Some(at) = places.next() {
        if tokens.get(at).is_none_or(|token| token.kind != Kind::Word) {
            continue;
        }
        let whole = around.at(input, at);
        let (shouting, record) = (whole.shouts(), whole.is_record());
        if whole.animals() || whole.invented > 0 {
            continue;
        }
        let born = with_birth(input, at, shouting);
        if let Some(person) = born.or_else(|| beside_patient(input, at, shouting)).or_else(|| roster(input, at, shouting, record)).or_else(|| {
            (whole.record > 0).then(|| beside_record(input, at, shouting, record)).flatten()
        }).or_else(|| bedside(input, at, shouting)).or_else(|| {
            record.then(|| named(input, at, shouting)).flatten()
        }) {
            if born.is_some() || !is_other(input, &person) {
                sink.add(person.span(tokens));
            }
            places.skip_to(person.end);
        }
    }
}

fn beside_patient(input: &Input<'_>, at: usize, shouting: bool) -> Option<Person> {
    let tokens = input.parsed.tokens;
    let before = at.checked_sub(1)?;
    let link = is(tokens, before, words![":", "named", "is", ",", "\""]);
    let noun = if link { before.checked_sub(1)? } else { before };
    if !has(tokens, noun, PATIENT) || has(tokens, noun, STAFF) || tokens.get(at).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE)) {
        return None;
    }
    let person = read(tokens, at, shouting)?;
    let comma = link && is(tokens, before, words![","]);
    let plain = words!["pt", "patient", "client", "resident", "decedent", "guarantor", "claimant", "reader", "insured"];
    let strong = is(tokens, noun, plain);
    let enough = match person.likeness {
        Likeness::Given => !comma || strong && person.full,
        Likeness::Surname | Likeness::Word => (strong || person.full) && !comma,
        Likeness::Unknown => strong && !link && (person.full || (noun > 0 && has(tokens, noun - 1, ME)) || after(tokens, noun, words!["our"])),
        Likeness::Quiet => is(tokens, noun, words!["pt", "patient"]) && !link,
    };
    (enough && !of_the_house(input, &person)).then_some(person)
}

/// "HOLLOWAY, R", "Pruitt, Geraldine", "DEMARCO, ANTHONY J", "VANCE^RORY"
fn roster(input: &Input<'_>, at: usize, shouting: bool, record: bool) -> Option<Person> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    let mut comma = at + 1;
    if first.kind != Kind::Word || !(first.shape.has(Shape::ALL_CAPS) || first.shape.has(Shape::CAPITALISED)) || first.span.len() < 3 {
        return None;
    }
    while tokens.get(comma).is_some_and(|token| token.shape.has(Shape::HYPHEN_BEFORE)) {
        comma += 1;
    }
    if !is(tokens, comma, words![",", "^"]) {
        return None;
    }
    let second = tokens.get(comma + 1)?;
    if second.shape.has(Shape::LINE_BEFORE) || second.kind != Kind::Word || tokens.get(comma).is_some_and(|token| token.shape.has(Shape::SPACE_BEFORE)) {
        return None;
    }
    let caps = first.shape.has(Shape::ALL_CAPS) && (second.shape.has(Shape::ALL_CAPS) || initial(tokens, comma + 1)) && !shouting;
    let given = second.classes.has(GIVEN) && (second.shape.has(Shape::CAPITALISED) || second.shape.has(Shape::ALL_CAPS));
    let surname = first.classes.has(SURNAME) || !(first.classes.has(COMMON) || first.classes.has(GIVEN) || has(tokens, at, STAFF));
    let middle = initial(tokens, comma + 2);
    let enough = caps && surname && (given || initial(tokens, comma + 1))
        || surname && given && (record || middle)
        || caps && is(tokens, comma, words!["^"]);
    if !enough || after(tokens, at, words!["dr", "."]) && !record {
        return None;
    }
    let end = if middle { comma + 3 } else { comma + 2 };
    Some(Person { first: at, core: at, end, likeness: Likeness::Surname, full: true })
}

/// "Kim Hanley 5/6/68", "Ana Ruiz (3-4-1970)"
fn with_birth(input: &Input<'_>, at: usize, shouting: bool) -> Option<Person> {
    read(input.parsed.tokens, at, shouting).filter(|person| birth::of_person(input, person).is_some())
}

/// "22 Lindqvist NPO", "rm 31A Kowalczyk, GI bleed", "5W-12 Gallo, GI bleed"
fn bedside(input: &Input<'_>, at: usize, shouting: bool) -> Option<Person> {
    let tokens = input.parsed.tokens;
    let before = tokens.get(at.checked_sub(1)?)?;
    let bed = before.kind == Kind::Number && before.span.len() < 4 || before.span.len() == 1 && before.shape.has(Shape::CAPITALISED) && !before.shape.has(Shape::SPACE_BEFORE);
    let person = read(tokens, at, shouting).filter(|person| bed && person.likeness >= Likeness::Unknown)?;
    let next = if is(tokens, person.end, words![","]) { person.end + 1 } else { person.end };
    let care = has(tokens, next, CLINICAL) || has(tokens, next + 1, CLINICAL) || is(tokens, next, words!["c"]);
    care.then_some(person)
}

/// "Name: Oscar Lindqvist", "Name ARLO"
fn named(input: &Input<'_>, at: usize, shouting: bool) -> Option<Person> {
    let tokens = input.parsed.tokens;
    let colon = after(tokens, at, words![":"]);
    let label = at.checked_sub(if colon { 2 } else { 1 })?;
    let person = read(tokens, at, shouting)?;
    (is(tokens, label, words!["name", "patient", "pt", "re"]) && (colon || person.likeness >= Likeness::Word)).then_some(person)
}

/// A whole name within a few words of "DOB", "MRN", "SSN" and their like.
fn beside_record(input: &Input<'_>, at: usize, shouting: bool, record: bool) -> Option<Person> {
    const LABELS: &[u32] = words![
        "dob", "ssn", "mrn", "acct", "chart", "member", "claim", "born", "b", "dl", "soc", "cdl", "mr", "ph", "serial", "hicn", "cert", "id", "dos", "date",
        "plate", "medicare", "medicaid", "rx", "age", "sn", "fin", "ss"
    ];
    let tokens = input.parsed.tokens;
    let person = read(tokens, at, shouting)?;
    let sure = person.likeness >= Likeness::Given || person.full && person.likeness >= Likeness::Surname || person.titled();
    // Whoever is to be called about a record is the patient; a doctor is none.
    let clinician = after(tokens, at, DOCTOR) || after(tokens, at, words!["."]) && at >= 2 && is(tokens, at - 2, DOCTOR) || has(tokens, at.saturating_sub(1), STAFF);
    if !sure || clinician && at > 0 {
        return None;
    }
    let near = |from: usize, to: usize| (from..to).any(|index| is(tokens, index, LABELS));
    // One label alone must stand right beside the name.
    let reach = match (record, person.full) {
        (true, true) => 9,
        (true, false) => 4,
        (false, true) => 3,
        (false, false) => 0,
    };
    let close = near(person.end, person.end + reach) || near(at.saturating_sub(reach), at);
    close.then_some(person)
}
