//! The few words of grammar by which a place is known.

use super::site::Subject;
use crate::hashes;
use crate::rules::Input;
use crate::text::{Kind, Shape, Token};

/// Whether a clause may end or begin at this token.
pub fn is_break(token: &Token) -> bool {
    token.kind == Kind::Emoji
        || (token.kind == Kind::Punct
            && hashes![",", ".", "!", "?", ";", ":", "(", ")", "-", "–", "—", "\"", "*", "•", "…", "~", "|", ">", "[", "]", "+", "="]
                .contains(&token.word))
}

/// Of whom a pronoun speaks.
pub fn pronoun(token: &Token) -> Option<Subject> {
    let is = |words: &[u32]| words.contains(&token.word) && !token.shape.has(Shape::POSSESSIVE);
    match () {
        () if is(hashes!["you", "u", "ya", "yall"]) => Some(Subject::You),
        () if is(hashes!["we"]) => Some(Subject::We),
        () if is(hashes!["i"]) => Some(Subject::I),
        () if is(hashes!["they", "people", "both"]) => Some(Subject::They),
        () if is(hashes!["he", "she", "it", "this", "that"]) => Some(Subject::Third),
        () => None,
    }
}

/// Whether a word looks like a past tense.
pub fn is_past(input: &Input<'_>, token: &Token) -> bool {
    const PAST: &[u32] = hashes![
        "was", "were", "had", "did", "went", "came", "got", "took", "gave", "made", "said", "left", "told", "paid", "saw", "chose", "knew",
        "thought", "felt", "found", "fell", "lost", "won", "broke", "brought", "began", "became", "ran", "sat", "spent", "sent", "met",
        "kept", "wrote", "drove", "died", "hurt", "woke", "swore"
    ];
    let word = input.parsed.words(token.span);
    PAST.contains(&token.word)
        || (token.kind == Kind::Word
            && word.len() > 4
            && word.get(word.len() - 2..).is_some_and(|ending| ending.eq_ignore_ascii_case("ed"))
            && !hashes!["need", "indeed", "speed", "bleed", "tired", "infected", "seed", "proceed", "exceed", "feed", "breed"]
                .contains(&token.word))
}

/// Whether a word ends like a plural.
pub fn ends_in_s(input: &Input<'_>, token: &Token) -> bool {
    let word = input.parsed.words(token.span);
    token.kind == Kind::Word && word.len() > 3 && word.ends_with(['s', 'S']) && !word.ends_with("ss")
}

/// Words that deny the verb after them.
pub const NOT: &[u32] =
    hashes!["dont", "never", "not", "cant", "cannot", "wont", "shouldnt", "didnt", "doesnt", "wouldnt", "couldnt", "mustnt", "neednt"];
/// Words before a base form.
pub const MODAL: &[u32] = hashes![
    "to", "should", "would", "could", "can", "may", "might", "must", "will", "please", "pls", "plz", "kindly", "lets", "let", "do", "did",
    "does", "id", "ill", "youll", "youd", "wed", "well", "theyll", "gonna", "gotta", "wanna", "better", "shall", "itll", "thatll",
    "helped", "help", "not"
];
/// Forms of "be", and verbs that stand where it could.
pub const BE: &[u32] = hashes![
    "is", "was", "are", "were", "am", "be", "being", "im", "youre", "hes", "shes", "its", "thats", "theyre", "isnt", "wasnt", "arent",
    "werent", "seems", "seem", "looks", "look", "sounds", "feels", "appears", "s", "re", "been", "ur"
];
/// Words before a noun.
pub const PREPOSITION: &[u32] = hashes![
    "for",
    "of",
    "about",
    "with",
    "from",
    "by",
    "without",
    "regarding",
    "concerning",
    "at",
    "on",
    "in",
    "during",
    "after",
    "before",
    "since",
    "until",
    "till",
    "through",
    "throughout",
    "like",
    "than",
    "into",
    "over",
    "near",
    "under",
    "following",
    "despite",
    "besides",
    "between",
    "around",
    "within",
    "per",
    "re",
    "post",
    "via"
];
/// Verbs that show that a clause has one.
pub const VERB: &[u32] = hashes![
    "is",
    "are",
    "am",
    "was",
    "were",
    "has",
    "have",
    "had",
    "do",
    "does",
    "did",
    "will",
    "would",
    "can",
    "could",
    "should",
    "may",
    "might",
    "must",
    "need",
    "needs",
    "means",
    "mean",
    "came",
    "come",
    "comes",
    "went",
    "go",
    "goes",
    "got",
    "get",
    "gets",
    "said",
    "says",
    "took",
    "gave",
    "made",
    "isnt",
    "wasnt",
    "arent",
    "werent",
    "wont",
    "cant",
    "didnt",
    "doesnt",
    "dont",
    "looks",
    "look",
    "seems",
    "seem",
    "sounds",
    "sound",
    "shows",
    "feels",
    "feel",
    "like",
    "love",
    "see",
    "saw",
    "know",
    "take",
    "stop",
    "start",
    "try",
    "help",
    "works",
    "work",
    "turned",
    "told",
    "paid",
    "ll",
    "ve",
    "left",
    "chose",
    "broke",
    "fell",
    "hurts",
    "hurt",
    "kept",
    "reads",
    "stays",
    "keeps",
    "wants",
    "want",
    "cures",
    "cure",
    "guarantee",
    "guarantees"
];
/// Verbs that may follow their subject at once.
pub const FINITE: &[u32] = hashes![
    "is", "are", "was", "were", "has", "have", "had", "does", "did", "will", "would", "can", "could", "should", "may", "might", "must",
    "needs", "means", "came", "went", "got", "said", "says", "took", "gave", "made", "isnt", "wasnt", "arent", "werent", "wont", "cant",
    "didnt", "doesnt", "looks", "seems", "sounds", "shows", "turned", "just", "never", "went", "do", "gets", "still", "also"
];
