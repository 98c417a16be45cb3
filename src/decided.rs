//! The words that decided a finding, for a person who asks why.
//!
//! A finding's own words are not always what made it one: a day is a finding because care stands beside it, a number
//! because of the label before it, and a clause that was found by its meaning because of two or three of its words. This
//! is worked out when a card opens or somebody asks, not at every key.

use crate::finding::{Family, Finding, Label};
use crate::lexicon::{Class, Classes};
use crate::model;
use crate::order;
use crate::rules::Input;
use crate::rules::evidence::{CARE, CLINICAL, PATIENT, RELATION, TREATED};
use crate::text::{Kind, Shape, Span, Token};
use crate::{classes, hashes};

/// Most words (or groups of neighbours) that are told.
const MOST: usize = 3;
/// A finding of no more words than this is its own reason.
const SHORT: usize = 4;
/// How far from an identifier the words are looked for that tie it to a person's care, in tokens.
const NEAR: usize = 24;
/// How much of the strongest word's weight another must have to be told.
const ENOUGH: f32 = 0.45;

/// The words that decided, in the order of the text: at most three, each inside one sentence.
pub fn words(input: &Input<'_>, finding: &Finding) -> Vec<Span> {
    let mut found = match finding.label().family() {
        Family::Identifier => around(input, finding),
        _ => inside(input, finding),
    };
    if found.is_empty() {
        found.push(finding.span);
    }
    order::by_key(&mut found, |span| (span.start, span.end));
    found
}

/// The words of a clause with the greatest weights for its label.
fn inside(input: &Input<'_>, finding: &Finding) -> Vec<Span> {
    let range = input.parsed.token_range(finding.span);
    let Some(sentence) = input.parsed.sentence_of(range.start) else { return Vec::new() };
    let tokens = input.parsed.tokens_of(sentence);
    let first = range.start - sentence.first as usize;
    let end = (range.end - sentence.first as usize).min(tokens.len());
    let spoken = |token: &Token| !matches!(token.kind, Kind::Punct);
    if !finding.rule.learned && tokens.get(first..end).is_none_or(|own| own.iter().filter(|token| spoken(token)).count() <= SHORT) {
        return Vec::new();
    }
    let weights = model::words::weigh(tokens, input.context, finding.label());
    let mut best: Vec<(f32, usize)> = (first..end)
        .filter(|&at| tokens.get(at).is_some_and(|token| spoken(token) && !LIGHT.contains(&token.word)))
        .filter_map(|at| weights.get(at).map(|&weight| (weight, at)))
        .filter(|&(weight, _)| weight > 0.0)
        .collect();
    order::by(&mut best, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).is_le());
    let least = best.first().map_or(0.0, |&(weight, _)| weight * ENOUGH);
    let mut picked: Vec<usize> = best.iter().filter(|&&(weight, _)| weight >= least).take(MOST).map(|&(_, at)| at).collect();
    order::by_key(&mut picked, |&at| at);
    let mut out: Vec<Span> = Vec::new();
    let mut last = None;
    for at in picked {
        let Some(token) = tokens.get(at) else { continue };
        // "your crown" says more than "crown".
        let owner = at.checked_sub(1).filter(|&before| before >= first && last != Some(before)).and_then(|before| tokens.get(before));
        let from = owner.filter(|owner| LEADS.contains(&owner.word)).map_or(token.span.start, |owner| owner.span.start);
        // "the stress test" is one thing.
        let next = tokens
            .get(at + 1)
            .filter(|next| at + 1 < end && token.classes.intersects(THING) && next.classes.intersects(THING) && next.kind == Kind::Word);
        let to = next.map_or(token.span.end, |next| next.span.end);
        match out.last_mut() {
            Some(previous) if token.span.end <= previous.end => {}
            // Neighbours are told together.
            Some(previous) if last == Some(at.wrapping_sub(1)) => *previous = Span::new(previous.start, to),
            _ => out.push(Span::new(from, to)),
        }
        last = Some(at);
    }
    out
}

/// Words that decide nothing by themselves.
const LIGHT: &[u32] = hashes![
    "a", "an", "the", "of", "to", "in", "on", "at", "and", "or", "but", "is", "was", "are", "were", "be", "been", "it", "that", "this",
    "for", "with", "as", "by", "from", "so", "just", "your", "our", "my", "his", "her", "their", "i", "we", "us", "if", "then", "than",
    "s", "ur", "she", "he", "me", "you", "u", "they", "them", "him", "id", "im", "ill", "ive", "youre", "youve", "youll", "hes", "shes",
    "theyre", "its", "thats", "yes", "no", "not", "every", "ever", "have", "has", "had", "do", "did", "does", "will", "would", "can",
    "could", "who", "what", "which", "when", "while", "about", "out", "up", "there", "here", "all", "any", "some", "lol", "also", "too",
    "very", "really", "only", "hed", "shed", "being", "get", "got"
];
/// Words that are told with the word after them.
const LEADS: &[u32] =
    hashes!["your", "ur", "our", "my", "his", "her", "their", "no", "not", "dont", "never", "last", "next", "this", "the", "you"];

/// An identifier itself, and the nearest words that tie it to somebody or to care.
fn around(input: &Input<'_>, finding: &Finding) -> Vec<Span> {
    let own = finding.span;
    let range = input.parsed.token_range(own);
    let tokens = input.parsed.tokens;
    let mut out = vec![own];
    if let Some(label) = label_before(tokens, range.start) {
        out.push(label);
        return out;
    }
    if !leans(finding.label()) {
        return out;
    }
    let from = range.start.saturating_sub(NEAR);
    let to = (range.end + NEAR).min(tokens.len());
    let sentence = input.parsed.sentence_of(range.start).map(|sentence| sentence.span).unwrap_or_default();
    let greeted = range.start.checked_sub(1).and_then(|at| tokens.get(at)).filter(|before| GREETS.contains(&before.word));
    if let Some(greeting) = greeted.filter(|_| finding.label() == Label::IdName) {
        out.push(greeting.span);
        return out;
    }
    // What is surely care before what may be many things: "had", "lost", "back".
    let ties = |token: &Token| {
        let is_any = |classes: &[Class]| classes.iter().any(|&class| token.classes.has(class));
        match () {
            () if token.kind != Kind::Word || LIGHT.contains(&token.word) => None,
            () if token.classes.intersects(MEDICAL) || is_any(&[PATIENT]) => Some(0),
            () if is_any(&[CARE, CLINICAL, RELATION]) && !token.classes.has(TREATED) => Some(1),
            () if is_any(&[CARE, CLINICAL, RELATION, TREATED]) => Some(2),
            () => None,
        }
    };
    let mut near: Vec<(bool, u8, usize, usize)> = (from..to)
        .filter(|at| !range.contains(at))
        .filter_map(|at| {
            let token = tokens.get(at)?;
            let apart = if at < range.start { range.start - at } else { at + 1 - range.end };
            Some((!sentence.contains(token.span), ties(token)?, apart, at))
        })
        .collect();
    order::by_key(&mut near, |&near| near);
    // Other sentences are looked at only where this one says nothing of care.
    let nearest = near.first().map(|&(other, sure, ..)| (other, sure));
    let told = near.iter().filter(|&&(other, sure, ..)| nearest.is_some_and(|nearest| nearest.0 == other && sure <= nearest.1.max(1)));
    for &(_, _, _, at) in told.take(MOST - 1) {
        let Some(token) = tokens.get(at) else { continue };
        let owner = at.checked_sub(1).and_then(|before| tokens.get(before));
        let owned = owner.filter(|owner| LEADS.contains(&owner.word) && !own.overlaps(owner.span) && !token.shape.has(Shape::LINE_BEFORE));
        let span = owned.map_or(token.span, |owner| owner.span.union(token.span));
        if out.iter().any(|known| known.overlaps(span)) {
            continue;
        }
        // Neighbours are told together.
        let beside = |known: &&mut Span| (known.end + 1 == span.start || span.end + 1 == known.start) && **known != own;
        match out.iter_mut().find(beside) {
            Some(known) => *known = known.union(span),
            None => out.push(span),
        }
    }
    out
}

/// What a compound names.
const THING: Classes = classes!["drug", "condition", "symptom", "procedure", "test", "body"];
const MEDICAL: Classes = classes!["drug", "condition", "symptom", "procedure", "test"];
const GREETS: &[u32] = hashes!["hi", "hello", "hey", "dear", "thanks", "thank", "thx", "hola", "welcome", "congrats"];

/// Whether a detail of this kind is one only by what stands around it.
const fn leans(label: Label) -> bool {
    matches!(
        label,
        Label::IdName | Label::IdPlace | Label::IdDate | Label::IdPhoto | Label::IdOther | Label::IdPhone | Label::IdEmail | Label::IdUrl
    )
}

/// "MRN", "DOB:", "policy no." before a number.
fn label_before(tokens: &[Token], at: usize) -> Option<Span> {
    const LABELS: &[u32] = hashes![
        "mrn",
        "dob",
        "ssn",
        "ss",
        "social",
        "policy",
        "member",
        "medicare",
        "medicaid",
        "account",
        "acct",
        "chart",
        "record",
        "license",
        "licence",
        "dl",
        "cdl",
        "vin",
        "plate",
        "serial",
        "sn",
        "claim",
        "ticket",
        "room",
        "rm",
        "bed",
        "fax",
        "cell",
        "phone",
        "dea",
        "npi",
        "group",
        "subscriber",
        "insurance",
        "plan",
        "case",
        "auth",
        "born",
        "birthday",
        "birthdate",
        "admitted",
        "discharged"
    ];
    let near = tokens.get(at.saturating_sub(4)..at)?;
    near.iter().rev().find(|token| LABELS.contains(&token.word)).map(|token| token.span)
}
