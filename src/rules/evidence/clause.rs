//! Clauses: whom one speaks of, whether it has happened, and whether it holds for everybody.
//!
//! Wordings are many, grammar is little: who was treated stands as a pronoun, a possessive or a kinship word, and what
//! has happened stands in the past. Rules ask here before they object to words that no list of theirs holds.

use crate::lexicon::Classes;
use crate::rules::Input;
use crate::rules::evidence::clinical::{has, has_class};
use crate::text::{Kind, Shape, Token};
use crate::{classes, hashes};

/// What care is made of.
pub const MATTER: Classes = classes!["drug", "condition", "symptom", "procedure", "test"];
const KIN: Classes = classes!["kin"];

/// The clauses of a sentence: where each begins, and its tokens.
pub fn clauses(tokens: &[Token]) -> impl Iterator<Item = (usize, &[Token])> {
    let mut at = 0;
    core::iter::from_fn(move || {
        while tokens.get(at).is_some_and(|token| breaks(tokens, at, token)) {
            at += 1;
        }
        let first = at;
        let rest = tokens.get(first..)?;
        if rest.is_empty() {
            return None;
        }
        let length = rest.iter().enumerate().position(|(index, token)| index > 0 && breaks(tokens, first + index, token));
        at = first + length.unwrap_or(rest.len());
        Some((first, tokens.get(first..at)?))
    })
}

/// Whether the clause before gives way to the next at this token.
fn breaks(tokens: &[Token], at: usize, token: &Token) -> bool {
    match token.kind {
        Kind::Emoji => true,
        Kind::Punct => {
            let dash = token.word == hashes!["-"][0];
            let decimal = token.word == hashes!["."][0]
                && tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number && !next.shape.has(Shape::SPACE_BEFORE));
            hashes![",", ".", "!", "?", ";", ":", "(", ")"].contains(&token.word) && !decimal
                || dash && token.shape.has(Shape::SPACE_BEFORE)
        }
        Kind::Word => hashes!["and", "but", "because", "so", "then", "which"].contains(&token.word),
        _ => false,
    }
}

/// Whether a word says that something has happened: an ending or one of the common irregular verbs.
pub fn is_past(input: &Input<'_>, token: &Token) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    let irregular = hashes![
        "was", "were", "wasnt", "werent", "had", "hadnt", "came", "went", "got", "took", "gave", "said", "told", "left", "kept", "saw",
        "did", "didnt", "made", "ran", "began", "bit", "bled", "blew", "broke", "brought", "built", "bought", "caught", "chose", "cut",
        "drank", "drew", "drove", "ate", "fell", "felt", "fought", "found", "flew", "forgot", "froze", "grew", "held", "hit", "hurt",
        "knew", "laid", "lay", "led", "let", "lost", "meant", "met", "paid", "put", "quit", "read", "rode", "rose", "sent", "set", "shook",
        "shot", "showed", "slept", "spent", "spoke", "stood", "stuck", "stung", "swore", "swam", "thought", "threw", "wore", "woke", "won",
        "wrote", "sat", "gone", "been", "done", "seen", "given", "taken", "shown", "written", "eaten", "worn", "fallen", "chosen",
        "broken",
    ];
    if irregular.contains(&token.word) {
        return true;
    }
    let text = input.parsed.words(token.span);
    let ending = text.len() >= 5 && text.get(text.len() - 2..).is_some_and(|end| end.eq_ignore_ascii_case("ed"));
    ending
        && !hashes![
            "need",
            "indeed",
            "hundred",
            "speed",
            "exceed",
            "proceed",
            "succeed",
            "weighted",
            "bleed",
            "breed",
            "sacred",
            "limited",
            "unrelated",
            "wicked",
            "naked"
        ]
        .contains(&token.word)
}

/// Whether one of `tokens` says that something has happened.
pub fn tells_past(input: &Input<'_>, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| is_past(input, token))
}

/// Whether `tokens` speak to somebody.
pub fn says_you(tokens: &[Token]) -> bool {
    has(tokens, hashes!["you", "your", "u", "ur", "youre", "youve", "youd", "yours", "ya", "yall", "yourself", "usted", "su"])
}

/// Whether `tokens` speak of one other person.
pub fn says_they(tokens: &[Token]) -> bool {
    has(tokens, hashes!["he", "she", "his", "her", "him", "hers", "hes", "shes", "hed", "shed", "himself", "herself"])
}

/// Whether `tokens` speak of the author.
pub fn says_i(tokens: &[Token]) -> bool {
    has(tokens, hashes!["i", "im", "ive", "id", "ill", "my", "me", "mine", "myself"])
}

/// Whether a clause holds for whoever it may be: conditions, habits, rules of the house.
pub fn is_general(tokens: &[Token]) -> bool {
    has(
        tokens,
        hashes![
            "if",
            "whenever",
            "whether",
            "unless",
            "any",
            "anyone",
            "anybody",
            "everyone",
            "everybody",
            "every",
            "each",
            "people",
            "patients",
            "folks",
            "most",
            "usually",
            "typically",
            "generally",
            "policy",
            "many",
            "some",
            "somebody",
            "someone",
            "whoever",
            "whatever",
            "parents",
            "adults",
            "children",
            "women",
            "men",
            "clients",
            "persons",
            "nobody",
            "neighbors",
            "visitors",
            "callers",
            "members",
            "those",
            "seniors",
            "residents",
            "applicants",
            "students",
            "insurers",
            "may",
            "might",
            "neither",
            "nor",
        ],
    )
}

/// Whether a clause names a relative of the person who is spoken to.
pub fn says_kin(tokens: &[Token]) -> bool {
    tokens
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if hashes!["your", "ur", "his", "her"].contains(&a.word) && b.classes.intersects(KIN)))
}

/// Whether a clause names something of care, or a measured value.
pub fn names_matter(tokens: &[Token]) -> bool {
    has_class(tokens, MATTER)
}
