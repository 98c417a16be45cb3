//! Tattoos and marks.

use crate::lexicon::{Class, class};
use crate::rules::evidence::{Scene, after, has, is, owner};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span};
use crate::words;

const BODY: Class = class("body");
const NUMBER_WORD: Class = class("numberword");

declare_rule! {
    /// Flags a tattoo, scar or birthmark by which a patient can be told.
    ///
    /// # Why
    /// A unique characteristic is among what Safe Harbor removes (45 CFR 164.514(b)(2)(i)(R)).
    ///
    /// # Wrong
    /// ```text,email
    /// {{The phoenix tattoo}} runs straight through her lesion.
    /// ```
    /// ```text
    /// he has {{a swallow tattoo on the forearm}}, third case this week
    /// If you see him: {{the heron inked on his neck}} is hard to miss.
    /// MISSING from 2 West: Agnes, red robe, {{rose tattoo on left wrist}}
    /// He is with us, hypothermic, {{missing two fingers on the left hand}}.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Tattoo removal takes 6 to 10 sessions.
    /// Our tattoo policy changed: sleeves are fine for staff.
    /// I got a tooth tattoo after boards.
    /// Her scar care routine: silicone gel and sunscreen.
    /// We are missing two techs on the left side of the schedule.
    /// ```
    pub static MARK = {
        id: "id.other/mark",
        label: IdOther,
        title: "Describes a unique mark",
        why: "Everybody who has seen a tattoo or a scar can tell whose it is.",
        law: ["45 CFR 164.514(b)(2)(i)(R)"],
        severity: Warn,
        wakes: ["tattoo|tattoos|tat|tats|tattooed|inked|ink|birthmark|scar|missing"],
        check: check,
    }
}

/// Words of a rule, a shop or a procedure about tattoos.
const ABOUT: &[u32] = words![
    "removal", "policy", "artist", "shop", "ointment", "cream", "remover", "laser", "sleeves", "artists", "regret", "tissue", "revision",
    "sheets", "gel", "minimizing", "free", "less", "face", "contest", "parlor"
];
const LINKS: &[u32] = words!["of", "on", "that", "says", "saying", "reading", "across", "over", "with", "a", "an", "the", "his", "her", "your", "their", "left", "right", "upper", "lower", "one", "wing", ",", "\"", "in", "under", "both", "inner", "outer"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        if is(tokens, at, words!["missing"]) {
            if let Some(span) = missing(input, at).filter(|_| is_of_patient(input, at)) {
                sink.add(span);
            }
            continue;
        }
        if is(tokens, at + 1, ABOUT) || after(tokens, at, words!["no", "any", "every", "tooth", "my", "our", "temporary", "cosmetic", "some", "tongue", "acne", "pimple"]) || tokens.get(at).is_some_and(|token| token.shape.has(Shape::HASHTAG)) {
            continue;
        }
        let verb = is(tokens, at, words!["inked", "tattooed"]);
        let plain = is(tokens, at, words!["scar", "ink"]);
        let (first, mut end) = (opening(input, at), at + 1);
        // "says PORKCHOP", "of a mackerel, left calf", "with one wing": what it shows and where.
        let mut body = false;
        for next in at + 1..at + 12 {
            let Some(token) = tokens.get(next).filter(|token| !token.shape.has(Shape::LINE_BEFORE)) else { break };
            let part = token.classes.has(BODY);
            let shown = after(tokens, next, words!["of", "a", "an", "says", "saying", "reading", "\""]) && matches!(token.kind, Kind::Word | Kind::Number);
            if part || shown {
                end = next + 1;
                body |= part;
            } else if !LINKS.contains(&token.word) {
                break;
            }
        }
        let described = end > at + 1 || first < at;
        if described && (body || !plain && !verb && first + 1 < at || !plain && !verb && end > at + 1) && is_of_patient(input, at)
            && let (Some(first), Some(last)) = (tokens.get(first), tokens.get(end - 1))
        {
            sink.add(first.span.union(last.span));
        }
    }
}

/// Where "the phoenix tattoo", "rose tattoo" and "the heron inked" begin: with the article or the word of what is shown.
fn opening(input: &Input<'_>, at: usize) -> usize {
    let tokens = input.parsed.tokens;
    let mut first = at;
    for back in 1..4 {
        let Some(token) = at.checked_sub(back).and_then(|before| tokens.get(before)) else { break };
        let article = words!["the", "a", "an", "his", "her", "your", "their", "that", "this"].contains(&token.word);
        let word = token.kind == Kind::Word && !token.classes.has(BODY) && !words!["has", "had", "with", "got", "and", "he", "she", "is", "was", "missing", "i", "you"].contains(&token.word);
        if article || word {
            first = at - back;
        }
        if article || !word || token.shape.has(Shape::LINE_BEFORE) {
            break;
        }
    }
    first
}

/// "missing two fingers on the left hand"
fn missing(input: &Input<'_>, at: usize) -> Option<Span> {
    let tokens = input.parsed.tokens;
    let part = (at + 2..at + 5).find(|&next| has(tokens, next, BODY))?;
    let counted = (at + 1..part).any(|next| has(tokens, next, NUMBER_WORD) || is(tokens, next, words!["a", "an", "his", "her", "both", "the", "part"]) || tokens.get(next).is_some_and(|token| token.kind == Kind::Number));
    let place = is(tokens, part + 1, words!["on", "of"]).then(|| (part + 2..part + 5).find(|&next| has(tokens, next, BODY) || is(tokens, next, words!["hand", "side", "foot"]))).flatten();
    let last = tokens.get(place.unwrap_or(part))?;
    (counted && !is(tokens, part + 1, words!["appointment", "appointments"])).then(|| tokens.get(at).map_or(last.span, |first| first.span.union(last.span)))
}

/// Whether it is somebody's in care who is told of, not the author's and no rule for staff.
fn is_of_patient(input: &Input<'_>, at: usize) -> bool {
    let near = Scene::near(input, at);
    let about = Scene::about(input, at);
    let own = near.me > 0 && near.they + near.patient == 0;
    let told = near.they + near.patient + near.relation > 0 || near.you > 0 && near.care + near.treated > 0 || about.they + about.patient > 0 || owner::is_named(input, at);
    told && !own && near.staff == 0 && near.happening < 3 && about.invented == 0
}
