//! Names with a title.

use crate::finding::Context;
use crate::rules::evidence::person::{CIVIL, GIVEN, Likeness, TITLE, of_the_house, read};
use crate::rules::evidence::{Surroundings, Scene, after, has, is};
use crate::rules::identifier::story::is_other;
use crate::rules::{Input, Sink};
use crate::words;

declare_rule! {
    /// Flags a name with a title: Mrs. Alvarez, little Theo, Coach Delgado.
    ///
    /// # Why
    /// A surname or a nickname points at one person in a town (45 CFR 164.514(b)(2)(i)(A)).
    ///
    /// # Wrong
    /// ```text
    /// {{Mrs. Alvarez}} brought us tamales after her surgery.
    /// Aww {{baby Emmett}} has the whole nurses station smitten
    /// and of course {{Mr. Desrosiers}} broke it, his template is gone
    /// ```
    /// ```text,review-reply
    /// tell {{little Augustus}} we said hi
    /// ```
    ///
    /// # Right
    /// ```text
    /// Questions go to Mr. Oduya's office, third door on the left.
    /// Our office manager Mrs. Stone is back on Monday.
    /// Big Pharma will not like this one.
    /// Baby aspirin is not for babies.
    /// A textbook gentleman, call him Mr. X, wakes at 2 a.m. with pain.
    /// Coach Delgado's team won the state game on Friday!
    /// ```
    ///
    /// # Limits
    /// A title of office needs care beside it, so a mayor who is only named as a visitor to the gym class stays silent.
    /// ```text
    /// Mayor Quist opened the new wing.
    /// ```
    pub static TITLED = {
        id: "id.name/title",
        label: IdName,
        title: "Names a person with a title",
        why: "A title and a name point at one person.",
        law: ["45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        wakes: ["<title>"],
        check: check,
    }
}

const SMALL: &[u32] = words!["little", "baby", "lil", "wee", "old", "ol", "big"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut around = Surroundings::default();
    let mut places = input.places();
    while let Some(at) = places.next() {
        let starts = has(tokens, at, TITLE) && !(at > 0 && after(tokens, at, words!["dr", "sr"]));
        if !starts {
            continue;
        }
        let whole = around.at(input, at);
        let quiet = whole.animals() || whole.invented > 0;
        let person = if quiet { None } else { read(tokens, at, whole.shouts()).filter(|person| person.core > at) };
        let Some(person) = person else { continue };
        let title = tokens.get(at).map_or(0, |token| token.word);
        let civil = CIVIL.contains(&title);
        let near = Scene::near(input, at);
        let wide = Scene::wide(input, at);
        let answering = matches!(input.context, Context::ReviewReply | Context::Comment | Context::Message | Context::Email);
        let enough = if civil {
            !office(input, person.end)
        } else if SMALL.contains(&title) {
            has(tokens, person.core, GIVEN) && person.likeness >= Likeness::Given && !after(tokens, at, words!["our", "the", "a"])
                || person.likeness >= Likeness::Unknown && answering && title != crate::rules::evidence::w("big") && near.they + near.you > 0
        } else {
            let care = near.care + near.treated + u32::from(after(tokens, at, words!["patient", "pt"]));
            person.likeness >= Likeness::Word && near.happening < 2 && (care > 1 && (wide.they > 0 || wide.you > 0) || near.patient > 0 || answering && near.you > 0)
        };
        if enough && !of_the_house(input, &person) && !is_other(input, &person) {
            sink.add(person.span(tokens));
        }
        places.skip_to(person.end);
    }
}

/// "Mr. Oduya's office", "Mrs. Petty's class": somebody's room, not somebody's care.
fn office(input: &Input<'_>, end: usize) -> bool {
    is(input.parsed.tokens, end, words!["office", "class", "desk", "team", "classroom", "second", "third", "first", "fourth"])
        || is(input.parsed.tokens, end, words!["at"]) && crate::rules::evidence::phone::read(input, end + 1).is_some()
}
