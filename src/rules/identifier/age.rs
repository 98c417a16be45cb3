//! Ages of ninety and more.

use crate::lexicon::{Class, class};
use crate::rules::evidence::clause;
use crate::rules::evidence::code::Written;
use crate::rules::evidence::{PATIENT, RELATION, Scene, after, begins, breaks, has, is, window};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span};
use crate::words;

const NUMBER_WORD: Class = class("numberword");

declare_rule! {
    /// Flags an age over 89, in digits or in words.
    ///
    /// # Why
    /// Ages over 89 may only be given as "90 or older" (45 CFR 164.514(b)(2)(i)(C)): so few people reach them.
    ///
    /// # Wrong
    /// ```text
    /// Marguerite is a pleasant {{94}} yo female.
    /// She is {{ninety-three}} and refuses the walker.
    /// My favorite resident turned {{102}} on Sunday.
    /// Everybody wish Mr. C a happy {{96th}} birthday!
    /// Her mother, {{one hundred and two}}, sat by the bed.
    /// He turned {{a hundred and five}} in our gym.
    /// Big Mike would have been {{ninety}} on the eighth.
    /// The last living lighthouse keeper on our coast, {{97}}, asked for a dill pickle.
    /// Our patient was born in {{1931}} and still drives himself to dialysis.
    /// ```
    /// ```text,email
    /// T. B., {{94F}}, comfort care
    /// ```
    ///
    /// # Right
    /// ```text
    /// A pleasant 90+ yo female, and her sister is over ninety.
    /// She is 89 and he is 45.
    /// It was 94 degrees and 98 percent humidity.
    /// 90 days, 95 visits, 92 dollars.
    /// His sats were 94 and his pulse 102.
    /// My grandmother is 101 and lives alone.
    /// Grandpa Stavros turned 94 today and beat all of us at backgammon.
    /// Our founder, Dr. Holm, was born in 1931.
    /// The clinic was born in 1931, in a garage.
    /// Living to 100: what the studies say.
    /// Adults over 90 should ask their doctor.
    /// ```
    pub static AGE = {
        id: "id.age90/years",
        label: IdAge90,
        title: "An age over 89",
        why: "So few people are over 89 that the age gives them away.",
        law: ["45 CFR 164.514(b)(2)(i)(C)"],
        severity: Block,
        wakes: ["<num>|<ordinal>|ninety|ninetieth|hundred|hundredth|one", "a (hundred|hundredth)"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let mut places = input.places();
    while let Some(at) = places.next() {
        if let Some(year) = born(input, at) {
            sink.add(year);
            continue;
        }
        let Some((end, span)) = old(input, at) else { continue };
        if is_age(input, at, end) {
            sink.add(span);
        }
        places.skip_to(end);
    }
}

/// "born in 1931": the year tells the age. Who was born before is history, and who was born later may be younger.
fn born(input: &Input<'_>, at: usize) -> Option<Span> {
    let tokens = input.parsed.tokens;
    let token = tokens.get(at).filter(|token| token.kind == Kind::Number && token.span.len() == 4)?;
    let year = Written::at(input, at).as_str().parse::<u32>().ok()?;
    let said = after(tokens, at, words!["born"]) || after(tokens, at, words!["in"]) && at >= 2 && is(tokens, at - 2, words!["born"]);
    let near = Scene::near(input, at);
    let about = Scene::about(input, at);
    let patient = about.patient > 0 || near.they + near.you > 0 && about.care + about.treated > 1;
    ((OLDEST..=YOUNGEST).contains(&year) && said && patient && near.me == 0 && near.staff == 0 && about.invented == 0).then_some(token.span)
}

/// Who was born in these years and is alive is over 89.
const OLDEST: u32 = 1912;
const YOUNGEST: u32 = 1935;

/// A number from 90 to 119: one past its last token, and its bytes.
fn old(input: &Input<'_>, at: usize) -> Option<(usize, Span)> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    if first.kind == Kind::Number {
        let written = Written::at(input, at);
        let digits = written.as_str().trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let age = digits.parse::<u32>().ok().filter(|age| (90..120).contains(age))?;
        let _ = age;
        // "94F", "94yo": the letters are glued on.
        let glued = tokens.get(at + 1).filter(|next| !next.shape.has(Shape::SPACE_BEFORE) && next.kind == Kind::Word && is(tokens, at + 1, words!["f", "m"]));
        return Some(glued.map_or((at + 1, first.span), |next| (at + 2, first.span.union(next.span))));
    }
    let mut end = at;
    let hundred = |at: usize| is(tokens, at, words!["one", "a"]) && is(tokens, at + 1, words!["hundred", "hundredth"]);
    if is(tokens, at, words!["ninety", "ninetieth"]) {
        end = at + 1;
        if has(tokens, end, NUMBER_WORD) {
            end += 1;
        }
    } else if is(tokens, at, words!["hundred", "hundredth"]) || hundred(at) {
        end = if hundred(at) { at + 2 } else { at + 1 };
        if is(tokens, end, words!["and"]) && has(tokens, end + 1, NUMBER_WORD) {
            end += 2;
        } else if has(tokens, end, NUMBER_WORD) {
            end += 1;
        }
    }
    if end == at {
        return None;
    }
    Some((end, first.span.union(tokens.get(end - 1)?.span)))
}

const UNITS: &[u32] = words![
    "%", "percent", "degrees", "mg", "ml", "mcg", "days", "day", "minutes", "hours", "dollars", "pounds", "lbs", "lb", "miles", "visits", "people", "patients", "calories", "times",
    "bpm", "mmhg", "over", "and", "weeks", "months", "f", "c", "kg", "proof", "/", "cases", "seconds", "steps", "to", "claims", "pages", "kids", "reviews", "stars", "eyes", "meals", "beds", "points", "votes"
];

fn is_age(input: &Input<'_>, at: usize, end: usize) -> bool {
    let tokens = input.parsed.tokens;
    let near = Scene::near(input, at);
    // The author's own family: "my grandmother", "Gran turned 96".
    let (from, _) = window(input, at);
    let own = (from..at).any(|index| is(tokens, index, words!["my", "our"]) && (has(tokens, index + 1, RELATION) || has(tokens, index + 2, RELATION)))
        || begins(input, from)
            && is(tokens, from, words!["gran", "grandma", "grandpa", "granny", "nana", "mom", "dad", "papa", "abuela"])
            && (near.they + near.patient == 0 && near.capitalised < 3 || near.us + near.me > 0 && Scene::about(input, at).patient == 0 && near.care + near.treated < 2);
    let grouped = is(tokens, end, words!["+"]);
    if own || grouped || is(tokens, end, UNITS) && !is(tokens, end, words!["and", "/", "to", "f"]) || after(tokens, at, words!["$", "over", "to", "about", "than", "of", "-", "/", "under", "every", "#", "."]) {
        return false;
    }
    let years = is(tokens, end, words!["yo", "y", "yr", "yrs", "years", "year", "yof", "yom"]) && !is(tokens, end + 1, words!["of", "ago", "in", "later"]);
    let birthday = (at..end + 2).any(|index| is(tokens, index, words!["birthday", "bday", "th"])) || tokens.get(at).is_some_and(|token| token.shape.has(Shape::ORDINAL)) && (end..end + 3).any(|index| is(tokens, index, words!["birthday", "bday"]));
    let glued = tokens.get(end - 1).is_some_and(|token| end > at + 1 && is(tokens, end - 1, words!["f", "m"]) && token.kind == Kind::Word);
    let turned = after(tokens, at, words!["turned", "turns", "turning", "age", "aged", "hes", "shes", "hit", "been", "happy"]) || after(tokens, at, words!["is", "was", "at", "be"]) && (at >= 2 && is(tokens, at - 2, words!["she", "he", "who", "mom", "dad", "patient", "mother", "father"]));
    let person = near.they + near.relation + near.patient + u32::from(near.capitalised > 2) > 0;
    let told_next = tokens.get(end + 1).is_some_and(|next| clause::is_past(input, next));
    let between = after(tokens, at, words![",", "("]) && (is(tokens, end, words![",", ")", "."]) || end >= tokens.len());
    let apposed = between && at >= 2 && (person && named_before(input, at) || is(tokens, end, words![","]) && told_next);
    // "Happy birthday Dot 🎂 93!!"
    let wished = (at.saturating_sub(7)..at).any(|index| is(tokens, index, words!["birthday", "bday", "cumpleanos"])) && (breaks(tokens, end) || is(tokens, end, words!["today", "years", "and", "candles", "yrs"]));
    let alone = begins(input, at) && (breaks(tokens, end) || is(tokens, end, words!["and", "years"])) && near.capitals < 4 && (Scene::wide(input, at).they > 1 || is(tokens, end, words!["years"]) && is(tokens, end + 1, words!["young", "old"]));
    let words = tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
    let at_age = words && after(tokens, at, words!["at"]) && (is(tokens, end, words![","]) || is(tokens, end, words!["he", "she"]));
    let still = words && is(tokens, end, words!["and"]) && is(tokens, end + 1, words!["still", "has", "sharp", "counting", "refuses"]);
    let is_so = words && after(tokens, at, words!["is", "was", "mother", "father"]) && (near.they + near.relation > 0 || is(tokens, end, words!["and"]));
    let said = words && (at_age || still || is_so || turned || apposed || alone || at > 0 && after(tokens, at, words!["hes", "shes"]) || has(tokens, end, PATIENT));
    let told = near.they + near.patient + near.relation + Scene::wide(input, at).they > 0;
    (birthday || wished) && near.happening < 4 || glued || (years || turned) && !measured(input, at) && (told || years) || apposed && !measured(input, at) || alone || said
}

/// Whether the comma or bracket before `at` follows a name or a relative: "Agnes P., 93", "her mother, 94".
fn named_before(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    let dotted = at >= 3 && is(tokens, at - 2, words!["."]);
    let last = if dotted { at - 3 } else { at.saturating_sub(2) };
    tokens.get(last).is_some_and(|token| token.kind == Kind::Word && (token.shape.has(Shape::CAPITALISED) || token.classes.has(RELATION)))
}

/// Blood pressure, saturation, glucose: numbers of the same size beside the same words.
fn measured(input: &Input<'_>, at: usize) -> bool {
    (at.saturating_sub(5)..at + 3).any(|index| {
        is(input.parsed.tokens, index, words!["sat", "sats", "pulse", "hr", "bp", "sugar", "sugars", "glucose", "temp", "score", "spo2", "o2", "weight", "map", "diastolic", "percentile", "rate", "adults", "people"])
    })
}
