//! Schools, employers and places where a patient is known.

use crate::finding::Context;
use crate::lexicon::{Class, class};
use crate::rules::evidence::{HAPPENING, PET, STAFF, Scene, after, has, is, window};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Token};
use crate::words;

declare_rule! {
    /// Flags the school, employer or haunt of a patient.
    ///
    /// # Why
    /// A named school or workplace is geography smaller than a state (45 CFR 164.514(b)(2)(i)(B)), and employers are
    /// named there outright (45 CFR 164.514(b)(2)(i)).
    ///
    /// # Wrong
    /// ```text
    /// Makayla from {{Jefferson Middle}} got her braces off!
    /// Big Ronnie from {{Delgado's Tire}} got his A1C under 7.
    /// ```
    /// ```text,email
    /// She was hurt at {{Tall Pines Mill}} and her MRI shows a tear.
    /// ```
    /// ```text,review-reply
    /// So glad Zeke can see the board at {{Hillcrest Elem}}! Your son did great.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Sports physicals at Jefferson Middle on Saturday, all welcome.
    /// Thanks to the Rotary and First Street Bank for the recliners.
    /// Our hygienist Priya went to Hillcrest High.
    /// We accept records from Mercy College of Nursing.
    /// ```
    pub static VENUE_OF_PATIENT = {
        id: "id.place/venue",
        label: IdPlace,
        title: "Where somebody works or learns",
        why: "A named school or workplace narrows it down to a few people.",
        law: ["45 CFR 164.514(b)(2)(i)", "45 CFR 164.514(b)(2)(i)(B)"],
        severity: Warn,
        wakes: ["<venue>", "(<cap>|<caps>) ..6 <venue>"],
        check: check,
    }
}

const VENUE: Class = class("venue");
const MONTH: Class = class("month");

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut places = input.places();
    while let Some(at) = places.next() {
        let Some(end) = name(input, at) else { continue };
        if weigh(input, at, end) >= 3 {
            let first = if after(tokens, at, words!["the"]) { at - 1 } else { at };
            if let Some((first, last)) = tokens.get(first).zip(tokens.get(end - 1)) {
                sink.add(first.span.union(last.span));
            }
        }
        places.skip_to(end);
    }
}

fn capital(token: &Token) -> bool {
    token.kind == Kind::Word && (token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS)) && !token.shape.has(Shape::HASHTAG)
}

/// A run of capitalised words of which the last, or an inner one, is a word for a place: one past its last token.
fn name(input: &Input<'_>, at: usize) -> Option<usize> {
    let tokens = input.parsed.tokens;
    if !tokens.get(at).is_some_and(|token| capital(token) && !token.classes.has(STAFF) && !token.classes.has(MONTH)) {
        return None;
    }
    let mut end = at;
    let mut last_venue = None;
    while end < at + 6 {
        let Some(token) = tokens.get(end).filter(|token| end == at || !token.shape.has(Shape::LINE_BEFORE)) else { break };
        let joins = is(tokens, end, words!["&", "of"]) && end > at && tokens.get(end + 1).is_some_and(capital);
        let lower_venue = end > at && token.classes.has(VENUE) && token.kind == Kind::Word && !is(tokens, end, words!["team", "high", "middle", "station", "target", "mall", "bar"]);
        if !(capital(token) || joins || lower_venue) {
            break;
        }
        if token.classes.has(VENUE) {
            last_venue = Some(end + 1);
        }
        end += 1;
    }
    let end = last_venue?;
    // One word alone is a place only when it is a chain or a lodge: "Kroger", "the VFW", "the Elks".
    let single = end == at + 1;
    let chain = is(tokens, at, words!["walmart", "costco", "kroger", "publix", "safeway", "walgreens", "amazon", "fedex", "ups", "usps", "starbucks", "vfw", "elks", "lowes", "dmv"]);
    (!single || chain && after(tokens, at, words!["the", "at", "from"])).then_some(end)
}

fn weigh(input: &Input<'_>, at: usize, end: usize) -> i32 {
    let tokens = input.parsed.tokens;
    let near = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    if wide.animals() {
        return -9;
    }
    let (from, to) = window(input, at);
    let person = near.they + near.patient + near.relation;
    let link = after(tokens, at, words!["at", "from", "to", "for", "the", "outside", "left", "with", "of", "in", "go"]);
    let around = (at.saturating_sub(6).max(from)..(end + 4).min(to)).any(|index| is(tokens, index, words!["our", "we", "us", "visit", "join", "staff", "sponsor", "sponsors", "welcome", "sponsored", "donated", "hosted"]) || has(tokens, index, PET));
    let events = (at.saturating_sub(5).max(from)..(end + 5).min(to)).filter(|index| has(tokens, *index, HAPPENING)).count() as i32;
    let works = (at.saturating_sub(5).max(from)..(end + 4).min(to)).any(|index| is(tokens, index, words!["works", "worked", "hurt", "boss", "employer", "emp", "teacher", "coach", "driver", "manager", "student", "grade", "plays", "job", "shift", "kid", "kids", "go"]));
    let school = (at..end).any(|index| is(tokens, index, words!["elementary", "elem", "middle", "high", "academy", "prep", "preschool", "kindergarten", "school"]));
    let answer = input.context == Context::ReviewReply;
    i32::from(link) + i32::from(person > 0) + i32::from(person > 1) + i32::from(near.care + near.treated > 0) + i32::from(wide.care > 2) + i32::from(works)
        + i32::from(school && (wide.care > 0 || near.relation > 0))
        + i32::from(answer && wide.you + wide.they > 0)
        - i32::from(around) * 3
        - events.min(3)
        - i32::from(near.staff > 0 && !works) * 2
        - i32::from(wide.they + wide.you + wide.patient == 0) * 2
}
