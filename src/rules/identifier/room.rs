//! Rooms, beds and chairs of patients.

use crate::lexicon::{Class, class};
use crate::rules::evidence::code::glued;
use crate::rules::evidence::owner::is_named;
use crate::rules::evidence::person::TITLE;
use crate::rules::evidence::{Scene, is, phone};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape};
use crate::words;

const NUMBER_WORD: Class = class("numberword");

declare_rule! {
    /// Flags the number of the room, bed, bay or chair in which a patient is.
    ///
    /// # Why
    /// A room or bed number says who lies there to everybody who can read the board (45 CFR 164.514(b)(2)(i)(R)).
    ///
    /// # Wrong
    /// ```text
    /// You will not believe who's in {{bed 9}}.
    /// Our dialysis {{chair 3}} legend turned 80, he brought cake
    /// they are on round 4 of epi in {{bed 12}} and this man will not make it
    /// rm {{31A}} GI bleed, {{31B}} detoxing, and she wants a sandwich
    /// ```
    /// ```text,message
    /// She is in {{214B}} now, doctor upped it.
    /// Cake for Mrs. Ekberg in {{room 209}} at two, bring a fork
    /// ```
    /// ```text,email
    /// {{6E-03}} EtOH withdrawal, CIWA 22, he slept
    /// ```
    ///
    /// # Right
    /// ```text
    /// Flu shots in room 210, Friday 8 to 2.
    /// The class meets in Room 4 at the library.
    /// We added bed 12 to the unit in June.
    /// Bay 3 has a new monitor.
    /// Ms. Lopez teaches chair yoga in room 12.
    /// You sat in our chair nine minutes.
    /// The speaker was in room 12 and her slides were great.
    /// ```
    pub static ROOM = {
        id: "id.other/room",
        label: IdOther,
        title: "Names a patient’s room or bed",
        why: "Everybody on the unit knows who is in that room.",
        law: ["45 CFR 164.514(b)(2)(i)(R)"],
        severity: Warn,
        wakes: ["room|rm|bed|chair|bay|ldr|ccu|unit|cell|apt|pod|icu|nicu|stall|<num>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let label = is(tokens, at, words!["room", "rm", "bed", "chair", "bay", "ldr", "ccu", "unit", "cell", "apt", "pod", "icu", "nicu", "stall"]);
        let numbered = tokens.get(at + 1).filter(|next| {
            let number = next.kind == Kind::Number && next.span.len() <= 4 && !next.shape.has(Shape::ORDINAL);
            (number || next.classes.has(NUMBER_WORD) || next.shape.has(Shape::MIXED)) && !next.shape.has(Shape::LINE_BEFORE)
                && !is(tokens, at + 2, words!["minutes", "hours", "days", "weeks", "months", "years", "seconds", "times", "people", "percent", "%"])
        });
        if let Some(next) = numbered.filter(|_| label && phone::read(input, at + 1).is_none()) {
            if someone(input, at) {
                let glued = glued(input, at + 1).map_or(next.span, |code| code.span(tokens));
                let span = tokens.get(at).map_or(glued, |token| token.span.union(glued));
                let short = is(tokens, at, words!["rm", "apt"]);
                sink.add(if short { glued } else { span });
            }
        } else if let Some(code) = bed(input, at) {
            sink.add(code);
        }
    }
}

/// "5W-12", "6E-03", "214B", "31A": a ward and a bed, with a person near.
fn bed(input: &Input<'_>, at: usize) -> Option<crate::text::Span> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    if first.kind != Kind::Number || !first.shape.has(Shape::SPACE_BEFORE) && !is(tokens, at.checked_sub(1)?, words!["\"", "("]) {
        return None;
    }
    let code = glued(input, at)?;
    let span = code.span(tokens);
    let words = input.parsed.words(span);
    let ward = words.len() >= 5 && words.as_bytes().get(1).copied().is_some_and(|byte| byte.is_ascii_uppercase()) && words.as_bytes().get(2).copied() == Some(b'-') && code.letters == 1
        // "214-B", "318-B"
        || words.len() == 5 && code.digits == 3 && code.letters == 1 && words.as_bytes().get(3).copied() == Some(b'-') && words.ends_with(['A', 'B', 'C', 'D']);
    let plain = (3..=4).contains(&words.len()) && code.letters == 1 && words.ends_with(['A', 'B', 'C', 'D']) && code.digits >= 2;
    ((ward || plain && (is(tokens, at.checked_sub(1)?, words!["in", "rm", ",", "room"]))) && someone(input, at)).then_some(span)
}

/// Words for somebody whom one sees there.
const PEOPLE: &[u32] = words!["man", "woman", "guy", "lady", "gentleman", "dude", "kid", "fella", "gal", "boy", "girl", "baby", "wife", "family", "legend"];

/// Whether somebody lies there.
fn someone(input: &Input<'_>, at: usize) -> bool {
    let near = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    let about = Scene::about(input, at);
    // "Mr. Benito in room 17": somebody with a title lies there, nothing else is said of them.
    let titled = is(input.parsed.tokens, at.wrapping_sub(1), words!["in"])
        && (at.saturating_sub(4)..at).any(|index| input.parsed.tokens.get(index).is_some_and(|token| token.classes.has(TITLE)) && !is(input.parsed.tokens, index, words!["dr", "doctor", "prof"]));
    let open = near.happening > 1 || (at.saturating_sub(8)..at + 10).any(|index| is(input.parsed.tokens, index, words!["class", "shots", "library", "suite", "meets", "new", "monitor", "added", "meeting", "workshop", "fair", "conference", "speaker", "slides", "walk", "screening", "screenings", "hotel"]));
    // Nobody but the ill lies in a bed on a ward; a room is anybody's.
    let ward = is(input.parsed.tokens, at, words!["bed", "ldr", "ccu", "icu", "nicu", "bay", "chair", "pod"]);
    let people = (at.saturating_sub(12)..at + 14).any(|index| is(input.parsed.tokens, index, PEOPLE));
    let somebody = wide.they + wide.patient + wide.relation + u32::from(is_named(input, at) || people);
    if (ward && somebody > 0 || titled && near.staff == 0) && !open {
        return true;
    }
    let nursed = somebody > 0 && wide.care + wide.treated > 1 || about.is_record();
    if nursed && !open && near.staff == 0 {
        return true;
    }
    (near.they + near.patient + near.relation > 0 || near.you > 0 && near.treated + near.care > 1 || near.care + near.treated > 1 && wide.they + wide.patient > 0 || near.care > 2) && !open
}
