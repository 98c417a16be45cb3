//! Birth dates.

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
            // After a name in capitals or "Last, First", a whole date is the birth date.
            let listed = at >= 3 && after(tokens, at, words![","]) | tokens.get(at - 1).is_some_and(|token| token.shape.has(Shape::CAPITALISED))
                && (at.saturating_sub(4)..at).any(|index| is(tokens, index, words![","]))
                && tokens.get(at - 1).is_some_and(|token| token.kind == Kind::Word && !token.classes.has(day::MONTH));
            if listed {
                sink.add(found.span);
            }
        }
    }
}

const NUMBER_WORD: crate::lexicon::Class = crate::lexicon::class("numberword");
