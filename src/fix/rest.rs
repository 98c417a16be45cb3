//! What stands for a clause in the middle of a sentence: an editor does not explain there, but says that the rest is kept
//! back, and goes on.
//!
//! A clause that the learned weights mark is often the second half of a sentence, or stands between two commas. Words
//! that would be a sentence of their own read there like a mistake.

use super::grammar::{BE, MODAL, NOT, PREPOSITION, is_break, pronoun};
use super::mood::{Mood, Reader, mood, reader};
use super::site::Site;
use super::wording::fixed;
use crate::finding::{Family, Label};
use crate::hashes;
use crate::text::{Kind, Shape};

/// Words after which a clause may go on without another "and".
const JOINS: &[u32] = hashes!["and", "or", "but", "so", "then", "plus", "&"];
/// Words that ask for a certain shape after them.
const BINDS: &[u32] = hashes![
    "a", "an", "the", "your", "our", "my", "his", "her", "their", "ur", "its", "these", "those", "some", "any", "no", "every", "each",
    "who", "which", "whom", "whose", "that", "when", "if", "whether", "unless", "as", "glad", "happy", "sorry", "have", "has", "had",
    "very", "so", "more", "too", "mr", "mrs", "ms", "dr", "because", "while", "although", "though", "since"
];
/// Words with which a clause begins that hangs on the one before.
const HANGS: &[u32] =
    hashes!["because", "which", "when", "while", "since", "until", "although", "though", "unless", "after", "before", "as"];

/// Words that go on with the sentence; none where the finding is no clause of its own.
pub fn instead(site: &Site<'_>, label: Label) -> Vec<String> {
    let Some(left) = site.before(1) else { return Vec::new() };
    let hangs = site.inside().first().is_some_and(|first| HANGS.contains(&first.word));
    let breaks = is_break(left);
    let joins = JOINS.contains(&left.word);
    let bound = left.shape.has(Shape::POSSESSIVE)
        || [BINDS, MODAL, BE, NOT, PREPOSITION].iter().any(|words| words.contains(&left.word))
        || pronoun(left).is_some();
    // What goes on without a mark is an addition only where it is no subject of its own: "This July [the grandson was]".
    let adds = !bound && site.is_addition(left);
    // Between brackets there is no sentence to go on with.
    let open = site.earlier().iter().rev().find(|token| hashes!["(", ")"].contains(&token.word));
    let bracketed = open.is_some_and(|open| hashes!["("].contains(&open.word));
    // Somebody who is named in a story stays somebody: "she's mine, [the barista], off the vent".
    let named = label.family() == Family::Narrative && site.is_noun();
    if !(breaks || joins || hangs || adds) || named || bracketed || !site.ends_clause() || site.is_question() || site.inside().len() < 2 {
        return Vec::new();
    }
    let comma = breaks && hashes![","].contains(&left.word);
    // After a colon, a dash or a bracket a clause begins anew.
    let and = if (comma || !breaks) && !joins && left.kind != Kind::Emoji { "and " } else { "" };
    said(site, label).into_iter().map(|words| format!("{and}{words}")).collect()
}

fn said(site: &Site<'_>, label: Label) -> Vec<String> {
    let glad = mood(site) == Mood::Glad;
    fixed(match (label.family(), reader(site)) {
        (Family::Relationship, Reader::Public) => {
            &["the rest stays private", "the details are not ours to share", "that is all we can share"]
        }
        (Family::Narrative, Reader::Public | Reader::Reviewer) => {
            &["the rest stays private", "the details are not ours to share", "some stories are not ours to tell"]
        }
        (Family::Relationship, Reader::Reviewer) if glad => {
            &["your words made our day", "this means a lot to our team", "we are glad to read this"]
        }
        (Family::Relationship, Reader::Reviewer) => {
            &["we would rather talk about this by phone", "the details are best left to a phone call", "we take every concern seriously"]
        }
        (Family::Relationship | Family::Narrative, Reader::Patient) => {
            &["we can go over the details by phone", "the details are in your portal", "the rest is best said by phone"]
        }
        (Family::Relationship | Family::Narrative, Reader::Colleague) => {
            &["the details will come by secure message", "we can go over the details by phone", "the rest will follow by phone"]
        }
        _ => &[],
    })
}
