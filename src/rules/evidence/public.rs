//! People whom everybody knows: what the news tells of them is not a patient's story.

use super::{ME, PATIENT, TREATED, US, around, window};
use crate::finding::{Context, Finding, Label};
use crate::lexicon::{Class, class};
use crate::rules::Input;
use crate::text::{Shape, Token};
use crate::words;

const FAMOUS: Class = class("famous");
/// Places of a practice, and how one comes there: "came into our ER" is no news.
const HOUSE: &[u32] = words![
    "came", "comes", "saw", "seen", "visited", "here", "clinic", "office", "er", "floor", "unit", "table", "chair", "waiting", "room",
    "bed", "lobby", "hospital", "today", "tonight", "treated", "patient"
];

/// Whether `finding` belongs to what everybody knows of a public figure who is named in full near it, in something
/// published, and not to what the author saw at work.
pub fn is_news(input: &Input<'_>, finding: &Finding) -> bool {
    let told =
        matches!(finding.label(), Label::IdName | Label::IdDate | Label::RelCare | Label::RelVisit | Label::NarStory | Label::NarLive);
    if !told || !matches!(input.context, Context::Post | Context::Blog | Context::Comment) || finding.rule.id == "id.name/counterpart" {
        return false;
    }
    let range = input.parsed.token_range(finding.span);
    let named = |token: &Token| token.classes.has(FAMOUS) && token.shape.has(Shape::CAPITALISED);
    let tokens = input.parsed.tokens;
    let inside = tokens.get(range.clone()).unwrap_or(&[]);
    let near = tokens
        .get(range.start.saturating_sub(NEAR)..range.end + 2)
        .or_else(|| tokens.get(range.start.saturating_sub(NEAR)..))
        .unwrap_or(&[]);
    // Another name is another person, however near a famous one stands.
    let known = if finding.label() == Label::IdName { inside.iter().any(named) } else { near.iter().any(named) };
    if !known || around(input, range.start).iter().any(|token| token.classes.has(PATIENT) && !token.shape.has(Shape::HASHTAG)) {
        return false;
    }
    let (from, to) = window(input, range.start);
    let sentence = tokens.get(from..to).unwrap_or(&[]);
    let author = sentence.iter().any(|token| token.classes.has(ME) || token.classes.has(US));
    !(author && sentence.iter().any(|token| token.classes.has(TREATED) || HOUSE.contains(&token.word)))
}

/// How far before a finding the name may stand, in tokens.
const NEAR: usize = 24;
