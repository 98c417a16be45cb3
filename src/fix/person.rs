//! What stands for a name: a greeting without it, or what the person is.

use super::grammar::is_break;
use super::mood::{Mood, mood};
use super::site::Site;

use crate::finding::Context;
use crate::hashes;
use crate::rules::evidence::clinical::has;
use crate::text::{Kind, Shape, Token};

const GREETS: &[u32] = hashes![
    "hi", "hello", "hey", "hiya", "heya", "howdy", "yo", "hola", "hii", "hiii", "heyy", "helo", "hallo", "ola", "hellooo", "aloha",
    "heyyy", "oh"
];
const THANKS: &[u32] = hashes!["thanks", "thank", "thx", "ty", "thankyou", "tysm", "tx", "thnx", "gracias"];
/// What follows a name that is called: "Dana we are so glad".
const SAYS: &[u32] = hashes![
    "thank",
    "thanks",
    "thx",
    "ty",
    "we",
    "i",
    "you",
    "your",
    "so",
    "please",
    "sorry",
    "our",
    "im",
    "glad",
    "happy",
    "its",
    "it",
    "this",
    "that",
    "we're",
    "were",
    "weve",
    "ive",
    "youre",
    "what",
    "how",
    "if",
    "just",
    "appreciate",
    "love",
    "the",
    "as",
    "congrats",
    "congratulations",
    "great",
    "no",
    "yes",
    "dont",
    "here",
    "have",
    "can",
    "could",
    "let",
    "try",
    "call",
    "hope",
    "see",
    "my",
    "u",
    "ur",
    "there",
    "for",
    "when"
];

/// Words in place of a name, best first.
#[inline(never)]
pub fn instead(site: &Site<'_>) -> Vec<String> {
    if let Some(tag) = in_hashtag(site) {
        return own(&[tag]);
    }
    let possessive = site.inside().last().is_some_and(|last| last.shape.has(Shape::POSSESSIVE));
    let reply = matches!(site.input.context, Context::ReviewReply | Context::Comment);
    if possessive && !site.follows(hashes!["my", "the", "his", "her", "our", "your", "their", "patient", "pt", "a"]) {
        return own(if reply { &["their", "that person’s"] } else { &["the patient’s", "their"] })
            .into_iter()
            .map(|words| plain_apostrophe(site, words))
            .collect();
    }
    if let Some(words) = called(site) {
        return words;
    }
    role(site, reply, possessive)
}

fn own(words: &[&str]) -> Vec<String> {
    words.iter().map(|&words| words.to_owned()).collect()
}

/// The author's own kind of apostrophe.
fn plain_apostrophe(site: &Site<'_>, words: String) -> String {
    if site.input.parsed.text.contains('’') { words } else { words.replace('’', "'") }
}

/// A name inside a hashtag, or as one.
fn in_hashtag(site: &Site<'_>) -> Option<&'static str> {
    let inside = site.inside();
    let tagged = inside.iter().any(|token| token.shape.has(Shape::HASHTAG));
    if !tagged {
        return None;
    }
    let whole = inside.first().is_some_and(|token| token.kind == Kind::Punct);
    Some(if whole {
        "#grateful"
    } else if site.after(1).is_some_and(|next| next.shape.has(Shape::HASHTAG)) {
        "Team"
    } else {
        "Strong"
    })
}

/// Words for a name that somebody is called by; `None` where the name is spoken of.
fn called(site: &Site<'_>) -> Option<Vec<String>> {
    let before = site.before(1);
    let pause = |token: &Token| is_break(token) && !hashes!["\"", "("].contains(&token.word);
    let ends = site.after(1).is_none_or(|next| is_break(next) && !hashes!["\"", "(", ")"].contains(&next.word));
    if site.follows(GREETS) {
        return Some(own(&["there", "everyone"]));
    }
    if site.follows(hashes!["dear"]) {
        return Some(own(if site.input.context.is_private() { &["friend", "all"] } else { &["friend", "reader"] }));
    }
    if (site.follows(hashes!["morning", "afternoon", "evening", "day"])
        && site.before(2).is_some_and(|token| hashes!["good", "happy"].contains(&token.word)))
        || site.follows(hashes!["welcome", "cheers", "congrats", "congratulations", "bless"])
    {
        return Some(own(if site.follows(hashes!["bless"]) { &["you"] } else { &["everyone", "all"] }));
    }
    if site.follows(THANKS) || (site.follows(hashes!["you", "u"]) && site.before(2).is_some_and(|token| THANKS.contains(&token.word))) {
        let spoken = site.precedes(hashes!["'", "is", "was", "and", "&"]);
        return (!spoken).then(|| own(&["so much", "again"]));
    }
    if site.follows(hashes!["much", "again", "lot", "bunch"]) && has(site.earlier(), THANKS) {
        return Some(own(if site.precedes(hashes!["for"]) { &["again", "indeed"] } else { &["for this", "indeed"] }));
    }
    let Some(before) = before else {
        let addressed = ends || site.after(1).is_some_and(|next| SAYS.contains(&next.word));
        // "H. Baumgartner, 97, Tipp City" is a record, not a greeting.
        if site.after(2).is_some_and(|second| second.kind == Kind::Number) || has(site.sentence(), hashes!["mrn", "dob", "acct"]) {
            return None;
        }
        let alone = site.inside().first().is_some_and(|first| first.kind == Kind::Handle);
        return (addressed || alone).then(|| own(if ends { &["Hello", "Hi there"] } else { &["Hello,", "Hi there,"] }));
    };
    // The name after the first of two: "Hi Dana and Tom".
    let pair = hashes!["and", "&", "+"].contains(&before.word)
        && site.earlier().len() <= 4
        && site.earlier().first().is_some_and(|first| {
            GREETS.contains(&first.word) || THANKS.contains(&first.word) || first.word == crate::rules::evidence::clinical::word("dear")
        });
    if pair {
        return Some(own(&["everyone", "all"]));
    }
    // "his wife, Philomena," and "tag her mom @tash" speak of somebody.
    let kin =
        |token: Option<&Token>| token.is_some_and(|token| token.classes.intersects(crate::classes!["kin"]) && token.kind == Kind::Word);
    let comma = hashes![","].contains(&before.word);
    if comma
        && kin(site.before(2))
        && site.before(3).is_some_and(|token| {
            hashes!["his", "her", "their", "my", "the", "our"].contains(&token.word) || token.shape.has(Shape::POSSESSIVE)
        })
    {
        return Some(own(&["who stays unnamed", "(name withheld)"]));
    }
    if kin(Some(before)) {
        return None;
    }
    let handle = site.inside().first().is_some_and(|first| first.kind == Kind::Handle);
    let afar = hashes![
        "by", "from", "to", "of", "for", "with", "and", "meet", "saw", "about", "is", "was", "the", "a", "my", "our", "his", "her", "your",
        "named", "called", "at", "on", "&", "or", "than", "like", "patient", "pt", "that", "when", "because", "if"
    ];
    if !ends || afar.contains(&before.word) {
        // "so sorry to hear it, Dana we will call"
        let turns = (comma || pause(before))
            && site.after(1).is_some_and(|next| hashes!["we", "i", "you", "your", "thank", "thanks", "please", "our"].contains(&next.word));
        return turns.then(|| own(&["hello,"]));
    }
    // A list of names or a note is spoken of, not called.
    let listed = (comma || hashes![";"].contains(&before.word))
        && site.precedes(hashes![",", ":", "-", "–", "—"])
        && !has(site.earlier(), hashes!["you", "your", "thank", "thanks", "we", "i", "u", "sorry"]);
    let spoken = has(site.sentence(), hashes!["patient", "pt", "mrn", "dob", "he", "she", "his"])
        && !has(site.sentence(), hashes!["you", "your", "thank", "thanks"]);
    if listed || spoken || hashes![":", "(", "\"", "["].contains(&before.word) {
        return None;
    }
    if !comma
        && !pause(before)
        && !handle
        && !has(
            site.sentence(),
            hashes!["you", "your", "thank", "thanks", "thx", "ty", "u", "welcome", "luck", "sorry", "glad", "wow", "yes", "no", "ur"],
        )
    {
        return None;
    }
    if hashes!["-", "–", "—", "~"].contains(&before.word) {
        return None;
    }
    if pause(before) && !comma {
        return Some(own(&["hello", "friend"]));
    }
    if site.is_question() {
        return Some(own(&["if we may ask", "friend"]));
    }
    if !comma && before.kind == Kind::Word {
        return Some(own(&["and thank you", "today"]));
    }
    let warm = has(
        site.sentence(),
        hashes![
            "thank",
            "thanks",
            "thx",
            "sorry",
            "glad",
            "appreciate",
            "happy",
            "ty",
            "love",
            "welcome",
            "hear",
            "congrats",
            "wow",
            "apologize"
        ],
    );
    Some(own(match () {
        () if warm => &["truly", "and we mean it"],
        () if mood(site) == Mood::Sorry => &["with respect", "truly"],
        () => &["and thank you", "truly"],
    }))
}

/// What somebody is, for a name that is spoken of.
fn role(site: &Site<'_>, reply: bool, possessive: bool) -> Vec<String> {
    let noun_before = site.before(1).is_some_and(|before| {
        before.kind == Kind::Word
            && !before.shape.has(Shape::POSSESSIVE)
            && (before.classes.intersects(crate::classes!["kin"])
                || hashes![
                    "patient", "pt", "client", "resident", "kid", "baby", "kiddo", "friend", "guy", "lady", "name", "named", "called"
                ]
                .contains(&before.word))
    });
    // A kinship word at the head of the name says enough by itself: "her [brother Leland]".
    if let [first, _, ..] = site.inside()
        && first.classes.intersects(crate::classes!["kin"])
        && !first.shape.has(Shape::POSSESSIVE)
        && site.before(1).is_some_and(|before| {
            before.shape.has(Shape::POSSESSIVE) || hashes!["his", "her", "their", "my", "the", "our", "your", "ur"].contains(&before.word)
        })
    {
        return vec![site.input.parsed.words(first.span).to_lowercase(), "relative".to_owned()];
    }
    // "GUNDERSEN, ASTRID 91F" stands in a list of a record.
    let recorded = site
        .after(1)
        .is_some_and(|next| next.kind == Kind::Number || next.shape.has(Shape::MIXED) || hashes!["dob", "mrn"].contains(&next.word));
    let labelled = recorded || site.follows(hashes![":", "(", "#", "=", "/", "[", "-", "–", "re"]);
    let words: &[&str] = if noun_before || labelled || site.follows(hashes!["named", "called", "\"", "'"]) {
        &["(name withheld)"]
    } else if site.follows(hashes![
        "the", "our", "my", "this", "your", "his", "her", "their", "every", "dear", "sweet", "little", "poor", "old", "young", "for the",
        "that"
    ]) && !site.follows(hashes!["that", "her", "for the"])
    {
        if site.precedes(hashes!["family", "kids", "boys", "girls", "sisters", "brothers", "twins", "household", "children"]) {
            &["whole", "same"]
        } else if site.input.parsed.words(site.span).ends_with('s') && site.follows(hashes!["the"]) {
            &["family", "patient"]
        } else {
            &["patient", "person"]
        }
    } else if site.follows(hashes!["and", "&", "or"]) {
        &["someone close to them", "another person"]
    } else if has(site.inside(), hashes!["little", "baby", "lil", "wee"]) {
        &["the little one", "a child"]
    } else if reply {
        &["this person", "someone"]
    } else if mentioned(site) {
        &["the patient", "this person"]
    } else {
        &["a patient", "someone", "this person"]
    };
    own(words).into_iter().map(|words| if possessive { plain_apostrophe(site, words + "’s") } else { words }).collect()
}

/// Whether a patient was spoken of shortly before.
fn mentioned(site: &Site<'_>) -> bool {
    let here = site.input.parsed.token_range(site.span).start;
    let earlier = site.input.parsed.tokens.get(here.saturating_sub(80)..here).unwrap_or(&[]);
    has(earlier, hashes!["patient", "pt"])
}
