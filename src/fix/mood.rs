//! In which mood a text is, and whom it speaks to: the tone of what is offered follows.

use super::site::Site;
use crate::finding::Context;
use crate::hashes;
use crate::rules::evidence::clinical::{has, word};
use crate::text::Kind;

/// The mood of a text: what it thanks for, or regrets. Nobody told us what is answered, so that only a text that is
/// clearly thankful is taken for an answer to praise; words for a complaint suit everybody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Thanks, praise, joy.
    Glad,
    /// Complaint, regret, dispute.
    Sorry,
}

/// The mood of a text, by its words.
pub fn mood(site: &Site<'_>) -> Mood {
    let near = site.input.parsed.token_range(site.span);
    let tokens = site.input.parsed.tokens;
    let around = tokens.get(near.start.saturating_sub(120)..(near.end + 120).min(tokens.len())).unwrap_or(&[]);
    const THANKS: &[u32] = hashes!["thank", "thanks", "thx", "ty", "tysm", "appreciate", "grateful"];
    const GLAD: &[u32] = hashes![
        "glad",
        "happy",
        "love",
        "loved",
        "great",
        "wonderful",
        "amazing",
        "kind",
        "pleasure",
        "delighted",
        "smile",
        "thrilled",
        "awesome",
        "best",
        "grateful",
        "welcome",
        "joy",
        "fun",
        "yay",
        "congrats",
        "congratulations"
    ];
    const SORRY: &[u32] = hashes![
        "sorry",
        "apologize",
        "apologies",
        "frustrated",
        "frustration",
        "frustrating",
        "upset",
        "unfortunately",
        "however",
        "disappointed",
        "complaint",
        "regret",
        "concern",
        "concerns",
        "refused",
        "declined",
        "missed",
        "lie",
        "lying",
        "lies",
        "false",
        "never",
        "wrong",
        "charged",
        "bill",
        "owed",
        "rude",
        "late",
        "unhappy",
        "disappointing",
        "refund",
        "failed",
        "inaccurate",
        "untrue",
        "dispute",
        "worse",
        "angry",
        "wait",
        "waited",
        "blame",
        "blaming",
        "dishonest",
        "liar",
        "lied",
        "threat",
        "threatened",
        "threatening",
        "screamed",
        "screaming",
        "swore",
        "cursed",
        "yelled",
        "yelling",
        "unfair",
        "victim",
        "record",
        "records",
        "incorrect",
        "contrary",
        "collections",
        "overdue",
        "blatant",
        "ungrateful",
        "pathetic",
        "shame",
        "snowflake",
        "nerve",
        "smear",
        "defamation",
        "understandable"
    ];
    let count = |words: &[u32]| around.iter().filter(|token| words.contains(&token.word)).count();
    let cheer = around.iter().any(|token| token.kind == Kind::Emoji || token.word == word("!"));
    let (warm, thanks, sorry) = (count(GLAD), count(THANKS), count(SORRY));
    // Bare thanks stand in answers to complaints as well.
    let clear = (warm > 0 && warm + thanks > sorry) || (thanks > 0 && sorry == 0 && cheer);
    if clear { Mood::Glad } else { Mood::Sorry }
}

/// Whom a text speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Everybody.
    Public,
    /// Somebody who wrote in public and is answered there.
    Reviewer,
    /// The person whose care it is, in private.
    Patient,
    /// Somebody else in private: a colleague, an insurer, a school.
    Colleague,
}

/// Whom the sentence of a place speaks to.
pub fn reader(site: &Site<'_>) -> Reader {
    const YOU: &[u32] = hashes!["you", "your", "u", "ur", "yours", "youre", "youve", "ya"];
    const OTHER: &[u32] = hashes!["he", "she", "his", "her", "pt", "patient", "hes", "shes", "him", "mr", "mrs", "ms"];
    let (sentence, inside) = (site.sentence(), site.inside());
    let about_you = has(inside, YOU) || (has(sentence, YOU) && !has(sentence, OTHER) && !has(inside, OTHER));
    match site.input.context {
        Context::ReviewReply => Reader::Reviewer,
        Context::Comment if about_you => Reader::Reviewer,
        Context::Message | Context::Email if about_you => Reader::Patient,
        Context::Message | Context::Email => Reader::Colleague,
        Context::Post | Context::Comment | Context::Blog => Reader::Public,
    }
}
