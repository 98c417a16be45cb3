//! Names with which somebody is addressed.

use crate::finding::Context;
use crate::rules::evidence::person::{Likeness, Person, of_the_house, read};
use crate::rules::evidence::{STAFF, Scene, US, YOU, after, breaks, has, is};
use crate::rules::identifier::greeting::is_small_talk;
use crate::rules::identifier::story::is_other;
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape};
use crate::words;

declare_rule! {
    /// Flags the name of the person who is spoken to, at the beginning or the end of a sentence.
    ///
    /// # Why
    /// A name is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(A)). In an answer it says
    /// that this reviewer is the patient who is meant.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{Jeremy}}, I have sat with this for a few days and you deserve an answer.
    /// Your story is a lie, {{Ms. Danforth}}.
    /// See you in six months, {{Priscilla}}! 🦷
    /// {{Faith}}, you are a ray of sunshine.
    /// ```
    /// ```text,comment
    /// {{Carla}}!! we just saw you Wednesday
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Folks, we close at noon on Friday.
    /// Wow, thank you for the stars!
    /// Hope, Faith and April at the desk say hello.
    /// Please ask for Minh.
    /// The first voice you hear is Gail.
    /// We read every word of this.\nGwen Tolliver, Administrator
    /// ```
    /// ```text,email
    /// Works for me, 2 pm Thursday. Mark
    /// ```
    ///
    /// # Limits
    /// A colleague who is asked something in public is addressed in the same words.
    /// ```text,comment
    /// {{Priya}}, can you take this one?
    /// ```
    pub static VOCATIVE = {
        id: "id.name/vocative",
        label: IdName,
        title: "Addresses a person by name",
        why: "A name in a public answer tells everyone whom the practice means.",
        law: ["45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        check: check,
    }
}

/// After these a name is no address: "ask for Minh", "the pumpkin is Carl", "and Raoul".
const GOVERNS: &[u32] = words![
    "to", "for", "from", "of", "with", "by", "and", "&", "or", "meet", "call", "ask", "tell", "is", "was", "are", "named", "at", "in", "the", "a", "an",
    "my", "our", "his", "her", "their", "dr", "nurse", "like", "see", "saw", "hear", "let", "say", "says", "said", "on", "about", "name", "its", "it's",
    "im", "be", "as", "than", "via", "plus", "love", "also", "even", "call", "calls", "called", "-", "~", "n", "not", "into", "over", "then", "when", "how", "because", "if", "but",
    "did", "does", "has", "had", "will", "would", "can", "could", "should", "next", "last", "this", "every", "big", "little"
];
const AFTER_START: &[u32] = words!["my", "honey", "girl", "mi", "mama", "its", "hun", "dear", "you", "your", "youre", "youve", "ur", "u", "we", "i", "ive", "im", "it", "thank", "thanks", "what", "how", "that", "this", "sorry"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let answering = matches!(input.context, Context::ReviewReply | Context::Comment | Context::Message | Context::Email);
    for sentence in input.sentences() {
        let whole = Scene::about(input, sentence.first as usize);
        let shouting = whole.shouts();
        if whole.animals() || (!answering && whole.you == 0) || is_small_talk(input, sentence.first as usize, &whole) {
            continue;
        }
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        let mut start = first;
        while start < end && tokens.get(start).is_some_and(|token| token.kind == Kind::Emoji || is(tokens, start, words!["\"", "and", "so", "but", "oh", "well", "ok", "no", "yes", ",", "yeah", "lol", "now", "listen", "okay", "omg", "then", "next", "replying", "to"])) {
            start += 1;
        }
        if let Some(person) = read(tokens, start, shouting).filter(|person| person.end <= end)
            && opens(input, &person, &whole, answering)
        {
            sink.add(person.span(tokens));
        }
        if answering || whole.you > 1 {
            closes(input, first, end, shouting, answering, sink);
        }
    }
}

fn opens(input: &Input<'_>, person: &Person, whole: &Scene, answering: bool) -> bool {
    let tokens = input.parsed.tokens;
    let end = person.end;
    let comma = is(tokens, end, words![",", "-", ":"]) && tokens.get(end).is_some_and(|token| !token.shape.has(Shape::LINE_BEFORE));
    let shout = is(tokens, end, words!["!"]) || tokens.get(end).is_some_and(|token| token.kind == Kind::Emoji);
    let talks = is(tokens, end, AFTER_START) && tokens.get(end).is_some_and(|token| !token.shape.has(Shape::LINE_BEFORE));
    let near = Scene::within(input, end, (end + 30).min(tokens.len()));
    let speaks = near.you > 0 || is(tokens, end + 1, words!["as", "what", "since", "we", "i", "thank", "thanks"]);
    let alone = end >= tokens.len() || (tokens.len() < end + 4 && breaks(tokens, end));
    let enough = match person.likeness {
        Likeness::Given => (comma && (speaks || answering && whole.you > 0)) || (shout && answering) || (talks && answering && speaks) || (alone && answering && input.context == Context::ReviewReply),
        Likeness::Word | Likeness::Surname | Likeness::Unknown if person.titled() => comma && speaks || shout && answering || talks && speaks,
        Likeness::Word => comma && speaks && near.you > 0 || shout && answering && !is(tokens, end + 1, words!["!"]) && near.you > 0,
        Likeness::Surname | Likeness::Unknown => answering && speaks && near.you > 0 && (comma || shout),
        Likeness::Quiet => answering && comma && near.you > 0,
    };
    let next = read(tokens, end + 1, false);
    let list = comma && next.is_some_and(|next| next.likeness >= Likeness::Word && is(tokens, next.end, words!["and", ",", "&"]));
    let field = is(tokens, end, words![":"]) && (end..end + 3).any(|index| tokens.get(index).is_some_and(|token| matches!(token.kind, Kind::Email | Kind::Number | Kind::Url)));
    let plant = is(tokens, end, words![","]) && has(tokens, end + 1, US);
    let post = field || plant || has(tokens, end + 1, STAFF) && !has(tokens, end + 1, YOU);
    enough && !list && !post && !of_the_house(input, person) && !is_other(input, person)
}

fn closes(input: &Input<'_>, first: usize, end: usize, shouting: bool, answering: bool, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    // Every place in the sentence where a mark follows may close a clause: ", Dana.", ", right Steph?", "Dana 🎉".
    let mut at = first + 1;
    while at < end {
        let comma = after(tokens, at, words![","]) || after(tokens, at, words!["\"", "right"]) && at >= 2 && is(tokens, at - 2, words![","]);
        let governed = after(tokens, at, GOVERNS);
        let possible = comma || !governed;
        if !possible {
            at += 1;
            continue;
        }
        let Some(person) = read(tokens, at, shouting).filter(|person| person.end <= end) else {
            at += 1;
            continue;
        };
        let stop = is(tokens, person.end, words![".", "!", "?", ";"]) || person.end >= end || emoji(input, person.end);
        let (from, to) = (at.saturating_sub(20).max(first), (person.end + 20).min(end));
        let near = Scene::within(input, from, to);
        let talks = near.you > 0 || near.us > 0;
        let middle = is(tokens, person.end, words![",", ":", "-"]) && comma;
        let list = has_list(input, first, at);
        let sure = person.likeness == Likeness::Given || (person.titled() && person.likeness >= Likeness::Word);
        let enough = if comma {
            (stop || (middle && near.you > 0))
                && (sure || (matches!(person.likeness, Likeness::Word | Likeness::Unknown | Likeness::Quiet) && (near.you > 0 || stop && person.likeness == Likeness::Unknown) && answering))
                && (talks || (answering && stop && person.end >= end.saturating_sub(2)))
        } else {
            let plain = is(tokens, person.end, words!["."]) || person.end >= end;
            let called = is(tokens, person.end, words!["!", "?"]) || emoji(input, person.end);
            answering && sure && !person.full | person.titled()
                && (called && (talks || input.context == Context::ReviewReply) || plain && after(tokens, at, words!["you", "u", "ya", "this", "question", "it", "together"]) && near.you > 0)
        };
        if enough && !list && !of_the_house(input, &person) && !has(tokens, at - 1, STAFF) && !is_other(input, &person) {
            sink.add(person.span(tokens));
        }
        at = person.end.max(at + 1);
    }
}

/// Whether a name stands before the comma, too: then it is a list of people.
fn has_list(input: &Input<'_>, first: usize, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    let Some(comma) = at.checked_sub(1) else { return false };
    let before = comma.checked_sub(1).filter(|before| *before >= first).and_then(|before| tokens.get(before));
    is(tokens, comma, words![","])
        && before.is_some_and(|token| crate::rules::evidence::person::likeness(token, false).is_some_and(|kind| kind >= Likeness::Word))
        && !is(tokens, at + 1, words![",", "."])
}

fn emoji(input: &Input<'_>, at: usize) -> bool {
    input.parsed.tokens.get(at).is_some_and(|token| token.kind == Kind::Emoji)
}
