//! Names of people of whom something is told.

use crate::finding::Context;
use crate::rules::evidence::person::{Likeness, Person, likeness, of_the_house, read};
use crate::rules::evidence::{Surroundings, CLINICAL, ME, Scene, TREATED, after, begins, has, is};
use crate::rules::{Input, Sink};
use crate::text::Shape;
use crate::words;

declare_rule! {
    /// Flags the name of somebody whose care is told.
    ///
    /// # Why
    /// A story about care with a name in it is health information that identifies a person (45 CFR 160.103,
    /// 164.514(b)(2)(i)(A)); it needs a written authorization (45 CFR 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text
    /// BRACES OFF! {{Makayla}} got her brackets off just in time for picture day.
    /// "I got my life back after surgery" — {{Patrice Lundqvist}}
    /// ```
    /// ```text,blog
    /// {{Gus}} died the way he wanted, at the cabin.
    /// {{Glenda}} in Kalispell, who wakes at 3 a.m., wants to know about hot flashes.
    /// ```
    /// ```text,review-reply
    /// So relieved the tubes did the trick for {{Owen}}!
    /// ```
    ///
    /// # Right
    /// ```text
    /// Congrats to Luis, our employee of the quarter, on his new boat.
    /// Jonas Salk was asked on television who owned the patent.
    /// Dana leads the Saturday yoga class at the library.
    /// Biscuit got his nails trimmed and a belly rub.
    /// ```
    /// ```text,review-reply
    /// Jake just passed his orthopedic boards.
    /// ```
    ///
    /// # Limits
    /// Without a word of care near the name there is nothing to tell it from a colleague's.
    /// ```text
    /// Cricket is the one in the veil.
    /// ```
    pub static STORY_NAME = {
        id: "id.name/story",
        label: IdName,
        title: "Names the person in a story",
        why: "A story about care with a name in it identifies the patient.",
        law: ["45 CFR 160.103", "45 CFR 164.508(a)(1)", "45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        wakes: ["<cap>|<caps>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut around = Surroundings::default();
    let mut places = input.places();
    while let Some(at) = places.next() {
        let capital = tokens.get(at).is_some_and(|token| token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS));
        if !capital {
            continue;
        }
        let whole = around.at(input, at);
        let quiet = whole.animals() || whole.invented > 0;
        let person = if quiet { None } else { read(tokens, at, whole.shouts()) };
        let Some(person) = person else { continue };
        if weigh(input, &person, &whole) >= 4 && !of_the_house(input, &person) {
            sink.add(person.span(tokens));
        }
        places.skip_to(person.end);
    }
}

const SAID: &[u32] = words!["writes", "wrote", "says", "said", "asks", "asked", "brags", "told", "posted", "shared", "tells", "raves"];
const HAPPENS: &[u32] = words![
    "got", "gets", "had", "has", "is", "was", "came", "walked", "lost", "turned", "turns", "died", "passed", "showed", "shows", "weighed", "celebrated", "beat",
    "survived", "left", "arrived", "needed", "needs", "started", "finished", "kept", "tested", "fell", "broke", "said", "says", "hasnt", "hasn't", "hit", "met", "went", "visited",
    "brought", "did", "joined", "presented", "graduated", "wanted", "wakes", "woke", "paid", "owes", "recovered", "lived", "suffered", "struggled", "smiled", "cried"
];

/// How much speaks for a patient, how much against.
fn weigh(input: &Input<'_>, person: &Person, whole: &Scene) -> i32 {
    let tokens = input.parsed.tokens;
    let (at, end) = (person.first, person.end);
    let sentence = Scene::near(input, at);
    let wide = Scene::wide(input, at);
    let mut weight = match person.likeness {
        Likeness::Given => 2,
        Likeness::Word | Likeness::Surname => i32::from(person.full),
        Likeness::Unknown => -1,
        Likeness::Quiet => -2,
    };
    if begins(input, at) && person.likeness <= Likeness::Word {
        weight -= 1;
    }
    // What the name does or what is done to it.
    let treated = has(tokens, end, TREATED) || is(tokens, end, HAPPENS);
    let possessive = end.checked_sub(1).and_then(|last| tokens.get(last)).is_some_and(|last| last.shape.has(Shape::POSSESSIVE));
    let clinical = (end..end + 4).any(|index| has(tokens, index, CLINICAL));
    weight += i32::from(treated && sentence.they + sentence.care + sentence.relation > 0) * 2;
    weight -= i32::from(after(tokens, at, words!["in", "near", "at"])) * 3;
    // "I've" and "DOB" are no names, however rare.
    if tokens.get(at).is_some_and(|token| input.parsed.words(token.span).contains(['\'', '’']) && !possessive) {
        return 0;
    }
    weight += i32::from(possessive && clinical) * 2;
    weight += i32::from(sentence.they > 0) + i32::from(sentence.care.min(2) as i32 > 0) + i32::from(sentence.care > 2);
    weight += i32::from(wide.care > 3) + i32::from(wide.patient > 0);
    // "Kimber from Oakhurst", "Pat in Tulsa": a letter from a reader.
    let from = is(tokens, end, words!["in", "from", "of"]) && tokens.get(end + 1).is_some_and(|next| next.shape.has(Shape::CAPITALISED) || words!["the"].contains(&next.word));
    weight += i32::from(from) * 2;
    // "— Patrice Lundqvist", "writes Saoirse": a testimonial.
    let dash = after(tokens, at, words!["-"]) && at >= 2 && is(tokens, at - 2, words!["\"", ".", "!", "?"]);
    let quoted = after(tokens, at, SAID) || is(tokens, end, SAID);
    weight += i32::from(quoted) * 2 + i32::from(dash && whole.care > 0) * 3;
    let after_for = after(tokens, at, words!["for", "with", "on", "and", "give", "tell", "meet"]) && input.context == Context::ReviewReply && sentence.staff == 0;
    weight += i32::from(after_for && person.likeness == Likeness::Given && wide.care + wide.treated > 0) * 2;
    // "Crown for Wilhelmina Ott", "the palm vein template for Hector Saldana": care or a record of a whole name.
    let care_for = person.full && person.likeness == Likeness::Given && after(tokens, at, words!["for", "of", "re", "lists", ":"]) && sentence.care + whole.care > 0;
    weight += i32::from(care_for) * 2 + i32::from(after(tokens, at, words!["meet"]) && sentence.staff == 0) * 2;
    weight -= i32::from(input.context == Context::ReviewReply && !after_for && sentence.you == 0);
    let age = is(tokens, end, words![",", "("]) && tokens.get(end + 1).is_some_and(|token| token.kind == crate::text::Kind::Number) && is(tokens, end + 2, words![",", ")", "is"]);
    weight += i32::from(age) * 3;
    // A whole name where care is spoken of is seldom a colleague's unless somebody says so.
    let whole_name = person.full && person.likeness == Likeness::Given && (sentence.care > 0 || wide.care > 1 || whole.is_record());
    // "Harlow Regional", "Forest Avenue", "West Coast Spine Center" are named after people.
    let institution = (at..end + 1).any(|index| is(tokens, index, words!["regional", "center", "hospital", "clinic", "avenue", "street", "university", "college", "institute", "health", "medical", "dental", "pharmacy", "foundation", "group", "offices"]));
    if institution {
        return 0;
    }
    weight += i32::from(whole_name && sentence.staff == 0 && sentence.happening < 2);
    // What speaks against.
    weight -= i32::from(sentence.staff > 0) * 2 + i32::from(whole.staff > 3) + i32::from(sentence.pet > 0) * 2;
    weight -= i32::from(sentence.happening > 1) + i32::from(sentence.happening > 3);
    weight -= i32::from((at > 0 && has(tokens, at - 1, ME)) || after(tokens, at, words!["our", "own", "dr", "nurse"])) * 4;
    let neighbour = after(tokens, at, words!["and", "&", ","]) && at >= 2 && tokens.get(at - 2).is_some_and(|token| likeness(token, false) == Some(Likeness::Given));
    weight -= i32::from(neighbour && sentence.care == 0);
    weight -= i32::from(sentence.capitalised > 8 && sentence.capitalised * 2 > sentence.words) * 2;
    // A year before living memory, a book, a study.
    let history = (at.saturating_sub(20)..(at + 20).min(tokens.len())).any(|index| {
        tokens.get(index).is_some_and(|token| {
            token.kind == crate::text::Kind::Number && token.span.len() == 4 && input.parsed.words(token.span).starts_with(['1']) && input.parsed.words(token.span) < "1960"
                || words!["study", "nobel", "author", "book", "novel", "documentary", "movie", "film", "published", "journal", "president"].contains(&token.word)
        })
    });
    weight - i32::from(history) * 3
}
