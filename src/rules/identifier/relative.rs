//! Names of relatives.

use crate::rules::evidence::person::{Likeness, likeness, of_the_house, read};
use crate::rules::evidence::{Surroundings, ME, RELATION, Scene, YOU, after, has, is};
use crate::rules::identifier::story::is_other;
use crate::rules::{Input, Sink};
use crate::text::{Shape, Span};
use crate::words;

declare_rule! {
    /// Flags the name of a relative or of somebody in the household of a patient.
    ///
    /// # Why
    /// Safe Harbor removes the names of relatives, employers and household members as well
    /// (45 CFR 164.514(b)(2)(i)): they lead to the patient.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// As we told your husband {{Tony}}, the quote stands.
    /// Mom of {{Kaylee}}: she is behind on four vaccines.
    /// ```
    /// ```text
    /// Mom {{Idalia}} and dad {{Cooper}} thought they had until Tuesday.
    /// her daughter {{Tanya}} calls every two hours
    /// ```
    ///
    /// # Right
    /// ```text
    /// My wife Joy ran the raffle, and my son Theo drew the tickets.
    /// Congrats to our own Dr. Mark Villanueva and wife Joy on baby no. 2!
    /// Every mom knows: Tylenol goes by weight.
    /// The Boys and Girls Club meets on Monday.
    /// ```
    ///
    /// # Limits
    /// A relation after the name is not read.
    /// ```text
    /// Kenji, the son, signs for it.
    /// ```
    pub static RELATIVE = {
        id: "id.name/relative",
        label: IdName,
        title: "Names a relative",
        why: "The name of a relative leads to the patient.",
        law: ["45 CFR 164.514(b)(2)(i)", "45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        wakes: ["<relation>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut around = Surroundings::default();
    for at in input.places() {
        let Some(token) = tokens.get(at) else { break };
        if !token.classes.has(RELATION) || token.shape.has(Shape::HASHTAG) {
            continue;
        }
        let whole = around.at(input, at);
        if whole.animals() {
            continue;
        }
        let shouting = whole.shouts();
        if let Some(person) = surname_before(input, at, shouting) {
            sink.add(person);
            continue;
        }
        // "mom of Kaylee", "daughter, Tanya", "(mom Beth Kinsella)"
        let of = is(tokens, at + 1, words!["of", ","]);
        let next = if of { at + 2 } else { at + 1 };
        let Some(person) = read(tokens, next, shouting) else { continue };
        if person.first != next || tokens.get(next).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE)) {
            continue;
        }
        let comma = is(tokens, at + 1, words![","]);
        let own = (at > 0 && has(tokens, at - 1, ME)) || after(tokens, at, words!["our", "own"]) || at >= 2 && has(tokens, at - 2, ME);
        let owned = after(tokens, at, words!["your", "ur", "yr", "his", "her", "their", "patients", "pts", "the"]);
        let possessive = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.shape.has(Shape::POSSESSIVE));
        let enough = match person.likeness {
            Likeness::Given | Likeness::Surname => !comma || owned,
            Likeness::Word => !comma,
            Likeness::Unknown => (owned || of || possessive || has(tokens, person.end, YOU)) && !comma,
            Likeness::Quiet => owned && !comma,
        };
        // Near a doctor's name it is the doctor's family.
        let (from, to) = (at.saturating_sub(8), at);
        let house = Scene::within(input, from, to);
        if enough && !own && (owned || house.staff == 0) && !of_the_house(input, &person) && !is_other(input, &person) {
            sink.add(person.span(tokens));
        }
    }
}

/// "the Abernathy family", "the Brandvold twins", "Jessamyn's baby", "Sgt. Lowe's son"
fn surname_before(input: &Input<'_>, at: usize, shouting: bool) -> Option<Span> {
    let tokens = input.parsed.tokens;
    let before = at.checked_sub(1)?;
    let token = tokens.get(before)?;
    let kin = is(tokens, at, words!["family", "twins", "boys", "girls", "kid", "kids", "brothers", "sisters", "triplets", "baby", "son", "daughter", "mom", "dad", "wife", "husband", "boy", "girl", "mother", "father"]);
    if !kin || shouting || tokens.get(at).is_none_or(|token| token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::LINE_BEFORE)) {
        return None;
    }
    let possessive = token.shape.has(Shape::POSSESSIVE);
    let likeness = likeness(token, false)?;
    let the = at >= 2 && is(tokens, at - 2, words!["the", "those"]);
    let plain = !possessive && the && likeness >= Likeness::Unknown && is(tokens, at, words!["family", "twins", "boys", "girls", "kid", "kids", "brothers", "sisters", "triplets", "boy"]);
    let owned = possessive && likeness >= Likeness::Word;
    let practice = is(tokens, at + 1, words!["medicine", "dentistry", "practice", "dental", "health", "clinic", "foundation", "doctor", "physician", "owned", "chiropractic", "style"]);
    let near = Scene::near(input, at);
    let staff = near.staff > 0 && near.care + near.treated == 0 || near.me > 0 && near.they == 0;
    ((plain || owned) && !practice && !staff).then_some(token.span)
}
