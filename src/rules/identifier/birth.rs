//! Birth dates.

use crate::rules::evidence::person::{Person, read};
use crate::rules::evidence::{Scene, after, day, is};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape};
use crate::words;

declare_rule! {
    /// Flags a birth date.
    ///
    /// # Why
    /// A birth date is the detail with which most people are found again; all its elements but the year are among
    /// what Safe Harbor removes (45 CFR 164.514(b)(2)(i)(C)).
    ///
    /// # Wrong
    /// ```text
    /// Loretta (DOB {{2/14/1951}}) is on hold
    /// date of birth {{six eleven forty nine}}, refill please
    /// Savannah, born {{6/22/2019}} right here
    /// "birthDate":"{{1938-11-30}}"
    /// 5W-14 Pruitt, Geraldine {{4/9/46}} CHF exac
    /// Due for an A1c: Kim Hanley {{5/6/68}}
    /// ```
    ///
    /// # Right
    /// ```text
    /// Bring your card and be ready to give your date of birth.
    /// Born in 1970, this clinic turns 55.
    /// Meet Zzztest Banana, our synthetic patient, DOB 01/01/1900.
    /// ```
    pub static BIRTH = {
        id: "id.date/birth",
        label: IdDate,
        title: "A birth date",
        why: "A birth date is how most people are found in a list.",
        law: ["45 CFR 164.514(b)(2)(i)(C)"],
        severity: Block,
        wakes: ["dob|born|birthdate|birthday|bday|b|dod|birth|<num>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let label = is(tokens, at, words!["dob", "born", "birthdate", "birthday", "bday", "b", "dod", "d.o.b"])
            || is(tokens, at, words!["birth"]) && after(tokens, at, words!["of"]);
        if label && Scene::about(input, at).invented > 0 {
            continue;
        }
        if label {
            for skip in 1..5 {
                let here = at + skip;
                let found = day::numeric(input, here).or_else(|| day::named(input, here));
                if let Some(found) = found {
                    sink.add(found.span);
                    break;
                }
                // "six eleven forty nine"
                let spoken = (here..here + 3).all(|index| tokens.get(index).is_some_and(|token| token.classes.has(NUMBER_WORD)));
                if spoken {
                    let mut end = here + 3;
                    while end < here + 6 && tokens.get(end).is_some_and(|token| token.classes.has(NUMBER_WORD)) {
                        end += 1;
                    }
                    if let Some((first, last)) = tokens.get(here).zip(tokens.get(end - 1)) {
                        sink.add(first.span.union(last.span));
                    }
                    break;
                }
                if !is(tokens, here, words![":", "is", "was", ".", "on", "(", "\"", "=", "at", "-", "a", "am"]) && tokens.get(here).is_none_or(|token| token.kind != Kind::Number) {
                    break;
                }
            }
        } else if let Some(found) = day::numeric(input, at).filter(|found| found.end - found.first == 5) {
            // After a name in capitals or "Last, First", a whole date is the birth date, and one of long ago after any whole name.
            let listed = at >= 3 && after(tokens, at, words![","]) | tokens.get(at - 1).is_some_and(|token| token.shape.has(Shape::CAPITALISED))
                && (at.saturating_sub(4)..at).any(|index| is(tokens, index, words![","]))
                && tokens.get(at - 1).is_some_and(|token| token.kind == Kind::Word && !token.classes.has(day::MONTH));
            let signed = (at.saturating_sub(6)..at).any(|index| is(tokens, index, words!["signed", "sincerely", "regards", "by"]));
            if listed && !signed || named_before(input, at) {
                sink.add(found.span);
            }
        }
    }
}

const NUMBER_WORD: crate::lexicon::Class = crate::lexicon::class("numberword");

/// The day on which somebody with a whole name is born: "Kim Lee 5/6/68", "Ana Ruiz (3-4-1970)". Who signs is no patient.
pub fn of_person(input: &Input<'_>, person: &Person) -> Option<day::Day> {
    let tokens = input.parsed.tokens;
    let signs = (1..3).filter_map(|back| person.first.checked_sub(back)).any(|at| is(tokens, at, words!["by", "dr", "doctor", "signed", "author", "sincerely"]));
    if !person.full || person.titled() || signs {
        return None;
    }
    let link = is(tokens, person.end, words![",", "(", "-", ":", "–"]);
    day::numeric(input, person.end + usize::from(link)).filter(|found| is_long_ago(input, found))
}

/// Whether a whole name stands right before the date at `at`.
fn named_before(input: &Input<'_>, at: usize) -> bool {
    (2..6).filter_map(|back| at.checked_sub(back)).any(|start| {
        read(input.parsed.tokens, start, false).and_then(|person| of_person(input, &person)).is_some_and(|found| found.first == at)
    })
}

/// Whether a date has a year in which grown people were born: nobody dates a signature so.
fn is_long_ago(input: &Input<'_>, found: &day::Day) -> bool {
    let text = input.parsed.text.get(found.span.start as usize..found.span.end as usize).unwrap_or_default();
    let year = text.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    parts == 3 && year.parse::<u32>().is_ok_and(|number| if year.len() == 4 { (1900..2010).contains(&number) } else { number > 30 })
}
