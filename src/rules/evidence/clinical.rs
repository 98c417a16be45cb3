//! What a sentence or a text says of itself: whom it addresses, whether it teaches, invents, quotes or refuses.
//!
//! Rules of wording ask these questions before they object. Every look is bounded, so a scan stays linear.

use core::ops::Range;

use super::{Notes, Wide};
use crate::finding::Context;
use crate::lexicon::{Class, Classes, class};
use crate::rules::Input;
use crate::text::fold::fold_ascii;
use crate::text::{Kind, Span, Token};

/// How far around a finding a text is read for what it says of itself, in tokens; below [`crate::scan::REACH`], so that
/// an edit that far away changes nothing.
const AROUND: usize = 90;

/// The hash of a folded word, for comparing with [`Token::word`].
pub const fn word(text: &str) -> u32 {
    fold_ascii(text.as_bytes()).hash()
}

/// The hashes of several words: `hashes!["you", "u"]`, computed by the compiler.
#[macro_export]
macro_rules! hashes {
    ($($word:literal),* $(,)?) => {
        const { &[$($crate::rules::evidence::clinical::word($word)),*] }
    };
}

/// The union of classes by name: `classes!["drug", "test"]`.
#[macro_export]
macro_rules! classes {
    ($($name:literal),* $(,)?) => {
        const { $crate::lexicon::Classes::NONE$(.with($crate::lexicon::Classes::of($crate::lexicon::class($name))))* }
    };
}

/// Medicine in the widest sense: what an ordinary conversation does not hold.
pub const MEDICAL: Classes = classes!["drug", "condition", "symptom", "procedure", "test", "body"];

const ANIMAL: Class = class("animal");

/// Whether one of `tokens` is one of `words`.
pub fn has(tokens: &[Token], words: &[u32]) -> bool {
    // Making the sieve below costs more than it spares in a clause.
    if tokens.len() < 12 {
        return tokens.iter().any(|token| words.contains(&token.word));
    }
    // A sieve stops most tokens before the list is gone through: long lists are looked for in long texts.
    let mut sieve = [0_u32; 16];
    for &word in words {
        let [place, bit] = sieve_bit(word);
        if let Some(part) = sieve.get_mut(place as usize) {
            *part |= bit;
        }
    }
    tokens.iter().any(|token| {
        let [place, bit] = sieve_bit(token.word);
        sieve.get(place as usize).is_some_and(|part| part & bit != 0) && words.contains(&token.word)
    })
}

const fn sieve_bit(word: u32) -> [u32; 2] {
    [word >> 5 & 15, 1 << (word & 31)]
}

/// Whether one of `tokens` has one of `classes`.
pub fn has_class(tokens: &[Token], classes: Classes) -> bool {
    tokens.iter().any(|token| token.classes.intersects(classes))
}

/// Whether `second` follows `first` at once somewhere in `tokens`.
pub fn has_pair(tokens: &[Token], first: &[u32], second: &[u32]) -> bool {
    tokens.windows(2).any(|pair| matches!(pair, [a, b] if first.contains(&a.word) && second.contains(&b.word)))
}

/// The sentence that holds the first word of `span`, and the place of that word in it.
pub fn sentence<'a>(input: &Input<'a>, span: Span) -> (&'a [Token], usize) {
    let first = input.parsed.token_range(span).start;
    input.parsed.sentence_of(first).map_or((&[], 0), |sentence| (input.parsed.tokens_of(sentence), first - sentence.first as usize))
}

/// Up to `count` tokens of the same sentence before `span`.
pub fn before<'a>(input: &Input<'a>, span: Span, count: usize) -> &'a [Token] {
    let (tokens, at) = sentence(input, span);
    tokens.get(at.saturating_sub(count)..at).unwrap_or(&[])
}

/// Up to `count` tokens of the same sentence after `span`.
pub fn after<'a>(input: &Input<'a>, span: Span, count: usize) -> &'a [Token] {
    let end = input.parsed.token_range(span).end;
    let (tokens, at) = sentence(input, span);
    let first = input.parsed.token_range(span).start;
    let from = at + end.saturating_sub(first);
    tokens.get(from..(from + count).min(tokens.len())).unwrap_or(&[])
}

/// The tokens around `span`, over sentences.
pub fn around<'a>(input: &Input<'a>, span: Span) -> &'a [Token] {
    around_tokens(input, &input.parsed.token_range(span))
}

fn around_tokens<'a>(input: &Input<'a>, range: &Range<usize>) -> &'a [Token] {
    let end = (range.end + AROUND).min(input.parsed.tokens.len());
    input.parsed.tokens.get(range.start.saturating_sub(AROUND)..end).unwrap_or(&[])
}

/// Whether what is written goes to one person or answers one: there a "you" is somebody.
pub const fn answers_someone(input: &Input<'_>) -> bool {
    matches!(input.context, Context::ReviewReply | Context::Comment | Context::Message | Context::Email)
}

/// Whether the sentence asks.
pub fn asks(tokens: &[Token]) -> bool {
    tokens.iter().rev().take(4).any(|token| token.word == const { word("?") })
}

/// Whether the sentence speaks of people at large and not of one person: it teaches.
pub fn teaches(tokens: &[Token]) -> bool {
    let at_large = has(
        tokens,
        hashes![
            "people",
            "patients",
            "adults",
            "everyone",
            "everybody",
            "anyone",
            "folks",
            "humans",
            "studies",
            "research",
            "guidelines",
            "typically",
            "generally",
            "women",
            "men",
            "kids",
            "children",
            "seniors",
            "parents",
            "textbook",
            "cdc",
            "fda",
            "nih",
            "persons",
            "individuals",
            "study",
            "trial",
            "trials",
            "percent",
            "babies",
            "pts",
            "athletes",
            "teens",
            "families",
            "general",
            "defined",
            "label",
            "commonly",
            "practices",
            "surgeons",
            "conditions",
            "estimates",
            "estimate",
            "printout",
        ],
    );
    // "he or she", "his or her": whoever it may be.
    let either = has_pair(tokens, hashes!["he", "his", "him", "her"], hashes!["or"])
        && has_pair(tokens, hashes!["or"], hashes!["she", "her", "him", "his"]);
    either || (at_large && !has(tokens, hashes!["you", "youre", "youve", "u", "ur", "im", "id"]))
}

/// Whether `tokens` send somebody to a person who can answer: a safe thing to say.
pub fn redirects(tokens: &[Token]) -> bool {
    const CLINICIAN: Classes = classes!["clinician"];
    let towards = hashes![
        "call", "ask", "see", "talk", "speak", "contact", "tell", "consult", "phone", "ring", "visit", "message", "check", "discuss"
    ];
    let whom = hashes!["your", "ur", "our", "a", "an", "the", "his", "her", "their", "with", "to"];
    tokens.iter().enumerate().any(|(at, token)| {
        towards.contains(&token.word) && {
            let rest = tokens.get(at + 1..(at + 7).min(tokens.len())).unwrap_or(&[]);
            rest.first().is_some_and(|next| whom.contains(&next.word) || next.word == const { word("911") })
                && (has_class(rest, CLINICIAN)
                    || has(rest, hashes!["911", "line", "pharmacy", "prescriber", "specialist", "er", "portal", "desk", "pcp", "ob"]))
        }
    })
}

/// Whether the text is about animals: a veterinary practice is not a covered entity.
pub fn about_animals(input: &Input<'_>, span: Span) -> bool {
    let range = input.parsed.token_range(span);
    Notes::wide(input, (range.start, range.end), Wide::Animals, || are_about_animals(around_tokens(input, &range)))
}

fn are_about_animals(tokens: &[Token]) -> bool {
    let sure = hashes![
        "vets",
        "veterinary",
        "veterinarian",
        "dvm",
        "paw",
        "paws",
        "kibble",
        "leash",
        "heartworm",
        "whiskers",
        "whisker",
        "litter",
        "kitten",
        "puppy",
        "puppies",
        "spay",
        "neuter",
        "fleas",
        "equine",
        "feline",
        "canine",
        "pup",
        "sourdough",
        "starter"
    ];
    let count = tokens.iter().filter(|token| token.classes.has(ANIMAL)).count();
    // One animal in a short text is what the text is about, unless it bit somebody or works on the ward.
    let other = hashes![
        "therapy",
        "service",
        "bite",
        "bit",
        "bites",
        "scratch",
        "allergy",
        "allergies",
        "charley",
        "cough",
        "chicken",
        "dander",
        "veteran",
        "army",
        "my"
    ];
    count >= 2
        || has(tokens, sure)
        || is_own_pet(tokens)
        || is_veterinary(tokens)
        || (count == 1 && tokens.len() < 60 && !has(tokens, other))
}

/// Whether a pet of the author's is told of, and nobody else: nobody whom it bit, who is a patient or who is spoken to.
fn is_own_pet(tokens: &[Token]) -> bool {
    // "Our cat", not "our CAT scan".
    let own = |(at, pair): (usize, &[Token])| {
        matches!(pair, [whose, pet] if hashes!["my", "our"].contains(&whose.word) && pet.classes.has(ANIMAL))
            && !tokens.get(at + 2).is_some_and(|next| hashes!["scan", "scans", "scanner"].contains(&next.word))
    };
    tokens.windows(2).enumerate().any(own)
        && !has(tokens, HARM)
        && !has(tokens, hashes!["bit"])
        && !has_class(tokens, classes!["patient", "relation", "you", "title"])
}

/// Whether a veterinary practice speaks, and tells of no bite.
fn is_veterinary(tokens: &[Token]) -> bool {
    let practice = has_pair(
        tokens,
        hashes!["animal", "veterinary", "pet", "equine", "vet"],
        hashes!["hospital", "clinic", "medical", "care", "practice", "medicine", "emergency", "er"],
    );
    let only = hashes!["kibble", "heartworm", "spay", "neuter", "spayed", "neutered", "dvm", "veterinary", "veterinarian"];
    (practice || has(tokens, only)) && !has(tokens, HARM)
}

/// What an animal does to a person.
const HARM: &[u32] =
    hashes!["bite", "bites", "bitten", "scratch", "scratched", "rabies", "allergy", "allergies", "dander", "therapy", "pox"];

/// Whether a pet of the author's or of a veterinary practice is told of around `span`: its name and its days are nobody's.
pub fn tells_of_a_pet(input: &Input<'_>, span: Span) -> bool {
    let tokens = around_tokens(input, &input.parsed.token_range(span));
    is_own_pet(tokens) || is_veterinary(tokens)
}

/// Whether the text says of itself that it is made up, or a case from a book.
pub fn is_made_up(input: &Input<'_>, span: Span) -> bool {
    let range = input.parsed.token_range(span);
    Notes::wide(input, (range.start, range.end), Wide::MadeUp, || are_made_up(around_tokens(input, &range)))
}

fn are_made_up(tokens: &[Token]) -> bool {
    has(
        tokens,
        hashes![
            "hypothetical",
            "hypothetically",
            "fictional",
            "fictitious",
            "vignette",
            "textbook",
            "mock",
            "simulated",
            "simulation",
            "simulator",
            "sim",
            "silicone",
            "imaginary",
            "imagine",
            "invented",
            "composite",
            "manikin",
            "mannequin",
            "roleplay",
            "standardized",
            "novel",
            "episode",
            "practice question",
            "usmle",
            "nclex",
            "quiz",
            "pretend",
            "sample",
            "flashcard",
            "exam question",
            "template",
            "dummy",
            "synthetic",
            "podcast",
            "screenplay",
            "drill",
        ],
    ) || has_pair(
        tokens,
        hashes!["made", "board", "practice", "role", "test", "training"],
        hashes!["up", "question", "case", "play", "patient", "scenario", "dummy"],
    )
}

/// Whether the text states that the person agreed in writing.
pub fn has_consent(input: &Input<'_>, span: Span) -> bool {
    let tokens = around(input, span);
    has(tokens, hashes!["consent", "consented", "authorization", "authorized", "permission", "release", "waiver"])
        && !has_pair(tokens, hashes!["no", "without", "didnt", "forgot"], hashes!["consent", "authorization", "permission", "release"])
}

/// Whether the words around tell of a patient at work: a ward, a shift, "my pt".
pub fn tells_of_a_patient(input: &Input<'_>, span: Span) -> bool {
    let range = input.parsed.token_range(span);
    let near = input.parsed.tokens.get(range.start.saturating_sub(45)..(range.end + 45).min(input.parsed.tokens.len())).unwrap_or(&[]);
    let ward = hashes![
        "patient",
        "pt",
        "pts",
        "unit",
        "ward",
        "shift",
        "icu",
        "nicu",
        "picu",
        "er",
        "clinic",
        "chair",
        "rehab",
        "hospice",
        "client",
        "treated",
        "admitted",
        "discharged",
        "session",
        "sessions",
        "scoped",
        "scrubbed",
        "stitched",
        "intubated",
        "delivered",
        "dialysis",
        "operated",
        "bedside",
        "triage",
        "chart",
        "rounds",
        "resident",
        "caseload",
    ];
    let news = hashes![
        "season",
        "quarterback",
        "nfl",
        "nba",
        "announced",
        "reports",
        "espn",
        "actor",
        "singer",
        "president",
        "king",
        "queen",
        "senator",
        "novel",
        "movie",
        "show",
        "famous",
        "celebrity",
        "coach",
        "injury",
        "career",
        "memoir",
        "textbook",
        "century",
        "museum",
        "study",
        "memorial",
        "obituary",
        "donor",
        "scholarship",
    ];
    has(near, ward) && !has(near, news)
}

/// Whether the sentence thanks somebody for being a patient.
pub fn thanks_for_care(tokens: &[Token]) -> bool {
    has(tokens, hashes!["thanks", "thank", "thx", "ty"])
        && has(tokens, hashes!["coming", "visiting", "choosing", "trusting", "stopping", "bringing"])
}

/// Whether the author's own body or family is meant: no patient of theirs.
pub fn is_own(input: &Input<'_>, span: Span) -> bool {
    let earlier = input.parsed.token_range(span).start;
    let tokens = input.parsed.tokens.get(earlier.saturating_sub(60)..earlier).unwrap_or(&[]);
    const KIN: Classes = classes!["kin"];
    tokens.windows(3).any(|three| {
        matches!(three, [my, a, b] if my.word == const { word("my") } && (a.classes.intersects(KIN) || (matches!(a.word, OWN | OLD | LATE) && b.classes.intersects(KIN)) || a.word == OWN))
    })
}

const OWN: u32 = word("own");
const OLD: u32 = word("old");
const LATE: u32 = word("late");

/// Whether the sentence refuses to say: privacy rules keep the author from it.
pub fn refuses(tokens: &[Token]) -> bool {
    has(tokens, hashes!["confirm", "deny", "hipaa", "privacy", "confidentiality", "regulations"])
        || (has(tokens, hashes!["whether", "who"])
            && has(tokens, hashes!["say", "saying", "tell", "answer"])
            && has(tokens, hashes!["wont", "dont", "cant", "cannot", "never", "not"]))
        || has_pair(
            tokens,
            hashes!["cant", "cannot", "not", "unable", "wont"],
            hashes!["discuss", "comment", "share", "speak", "say", "talk", "to"],
        )
}

/// Whether a text of several paragraphs or a post turns to one person all the same.
pub fn turns_to_someone(input: &Input<'_>, span: Span) -> bool {
    let earlier = input.parsed.token_range(span).start;
    let tokens = input.parsed.tokens.get(earlier.saturating_sub(70)..(earlier + 30).min(input.parsed.tokens.len())).unwrap_or(&[]);
    tokens.iter().any(|token| token.kind == Kind::Handle)
        || has(
            tokens,
            hashes![
                "dude", "hun", "hon", "sis", "babe", "bestie", "asked", "asks", "dmd", "wrote", "whoever", "yours", "bro", "lady",
                "messaged", "emailed"
            ],
        )
}

/// `span` drawn out to the end of its clause, by at most `most` tokens.
pub fn to_clause_end(input: &Input<'_>, span: Span, most: usize) -> Span {
    let rest = after(input, span, most);
    let stop = hashes!["but", "because", "since", "although", "unless", "so", "then", "which", "and", "or", "if"];
    let count = rest.iter().take_while(|token| token.kind != Kind::Emoji && !ends_clause(token) && !stop.contains(&token.word)).count();
    rest.get(..count).and_then(<[Token]>::last).map_or(span, |last| span.union(last.span))
}

/// From the first to the last of `tokens`.
pub fn span_of(tokens: &[Token]) -> Option<Span> {
    Some(tokens.first()?.span.union(tokens.last()?.span))
}

/// Whether a token ends a clause.
pub fn ends_clause(token: &Token) -> bool {
    token.kind == Kind::Punct && hashes![",", ".", "!", "?", ";", ":", "(", ")", "-", "/", "+"].contains(&token.word)
}

/// Where the clause that holds the token `at` ends, exclusive, at most `most` tokens on.
pub fn clause_end(tokens: &[Token], at: usize, most: usize) -> usize {
    let joins = hashes!["but", "because", "since", "although", "unless", "so", "then", "which"];
    let rest = tokens.get(at + 1..(at + most).min(tokens.len())).unwrap_or(&[]);
    let ends = |(index, token): (usize, &Token)| {
        let spaced_dash = token.word != const { word("-") } || rest.get(index + 1).is_none_or(|next| next.kind != Kind::Number);
        (ends_clause(token) && spaced_dash && token.word != const { word("/") }) || joins.contains(&token.word)
    };
    at + 1 + rest.iter().enumerate().position(ends).unwrap_or(rest.len())
}
