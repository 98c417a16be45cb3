//! Names after a greeting or thanks.

use crate::finding::Context;
use crate::lexicon::{Class, class};
use crate::rules::evidence::clinical::{MEDICAL, around, has_class};
use crate::rules::evidence::person::{Likeness, Person, of_the_house, read};
use crate::rules::evidence::{Surroundings, Scene, YOU, breaks, has, is};
use crate::rules::identifier::story::is_other;
use crate::rules::{Input, Sink};
use crate::text::Shape;
use crate::words;

declare_rule! {
    /// Flags the name of the person who is greeted or thanked.
    ///
    /// # Why
    /// A name is the first of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(A)); to answer
    /// somebody by name in public confirms whom the practice means.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// Hi {{Dana}}, thanks for the stars!
    /// thx {{Walt}} 👓👍
    /// Thank you so much, {{Mrs. Alvarez}}!
    /// hey {{kaylee}} its Bree from the clinic
    /// WOW {{Angelique}} your skin is glowing!
    /// ```
    /// ```text,comment
    /// Hola {{Sra. Quintero}}, sorry the socket still hurts
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Hi there, thanks for the stars!
    /// Hello Everyone, we close at noon.
    /// Thank you, Dr. Pham, for covering on Friday.
    /// Hi, Kayla from the front desk here.
    /// ```
    /// ```text
    /// Happy birthday to our manager Marisol!
    /// Hello Tuesday, hello coffee.
    /// ```
    /// ```text,comment
    /// Congrats Maria, so proud that you passed your boards!
    /// Hi Noreen, your zucchini bread is gone and the pan is on your porch.
    /// ```
    ///
    /// # Limits
    /// A word that is also a name is believed only with a capital.
    /// ```text,review-reply
    /// thanks hope, see you around
    /// ```
    pub static GREETING = {
        id: "id.name/greeting",
        label: IdName,
        title: "Names a person",
        why: "A name in a public reply tells everyone whom the practice means.",
        law: ["45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        wakes: ["<greeting>"],
        check: check,
    }
}

const GREETING_WORDS: Class = class("greeting");
const FILLERS: &[u32] = words!["so", "much", "again", "very", "a", "million", "ya", "you", "u", "our", "sweet", "my", "dear", "too", ","];
/// What one says to people who have done something.
const CHEERS: &[u32] = words!["congrats", "congratulations", "congratz", "grats", "kudos", "bravo", "cheers", "happy", "proud", "way"];
/// Openings that are said to the person, not of them.
const OPENINGS: &[u32] = words!["hi", "hii", "hiii", "hello", "hey", "heya", "heyo", "heyyy", "hiya", "dear", "hola", "howdy", "greetings", "aloha", "dearest", "yo"];
const FOLLOWS: &[u32] = words![
    "we", "you", "your", "ur", "u", "youve", "youre", "its", "it", "this", "that", "for", "so", "i", "im", "thanks", "thank", "girl", "honey", "dear", "my",
    "sorry", "what", "how", "glad", "just", "hope", "who", "saw", "the", "our"
];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut around = Surroundings::default();
    let answering = matches!(input.context, Context::ReviewReply | Context::Comment | Context::Message | Context::Email);
    let mut places = input.places();
    while let Some(at) = places.next() {
        let Some(token) = tokens.get(at) else { break };
        if !token.classes.has(GREETING_WORDS) || token.shape.has(Shape::HASHTAG) {
            continue;
        }
        let whole = around.at(input, at);
        let shouting = whole.shouts();
        let greets = OPENINGS.contains(&token.word);
        if is_small_talk(input, at, &whole) {
            continue;
        }
        let begins = input.parsed.sentence_of(at).is_some_and(|sentence| sentence.first as usize + 6 > at);
        let mut next = at + 1;
        while next < at + 9 && (has(tokens, next, GREETING_WORDS) && !is_person(input, next, shouting) || is(tokens, next, FILLERS) || emoji(input, next)) {
            next += 1;
        }
        if !(begins && (greets || answering)) {
            continue;
        }
        let Some(person) = read(tokens, next, shouting) else { continue };
        if accept(input, &person, greets, &whole) {
            sink.add(person.span(tokens));
            places.skip_to(person.end);
        }
    }
}

/// Whether a comment names somebody and tells of no care: below other people's posts friends and neighbours are talked to.
pub fn is_small_talk(input: &Input<'_>, at: usize, whole: &Scene) -> bool {
    let cheered = input.parsed.tokens.get(at).is_some_and(|token| CHEERS.contains(&token.word));
    let told = whole.care + whole.patient + if cheered { 0 } else { whole.treated } > 0;
    input.context == Context::Comment && !told && !input.parsed.tokens.get(at).is_some_and(|token| has_class(around(input, token.span), MEDICAL))
}

fn emoji(input: &Input<'_>, at: usize) -> bool {
    input.parsed.tokens.get(at).is_some_and(|token| token.kind == crate::text::Kind::Emoji)
}

fn is_person(input: &Input<'_>, at: usize, shouting: bool) -> bool {
    read(input.parsed.tokens, at, shouting).is_some_and(|person| person.likeness >= Likeness::Word)
}

fn accept(input: &Input<'_>, person: &Person, greets: bool, whole: &Scene) -> bool {
    let tokens = input.parsed.tokens;
    let ends = breaks(tokens, person.end);
    let follows = ends || is(tokens, person.end, FOLLOWS) || has(tokens, person.end, YOU);
    let sure = match person.likeness {
        Likeness::Given | Likeness::Surname => true,
        Likeness::Quiet | Likeness::Word => follows,
        Likeness::Unknown => ends || (greets && follows),
    };
    let list = is(tokens, person.end, words![",", "and", "&"]) && read(tokens, person.end + 1, false).is_some_and(|next| next.likeness == Likeness::Given);
    sure && !whole.animals() && !of_the_house(input, person) && (greets || !list) && !is_other(input, person)
}
