//! Rules look at sentences: patterns where they may begin, checks where they wake.

use core::ops::Range;

use super::{Excuse, REACH, WAKING};
use crate::finding::Finding;
use crate::rules::evidence::{Notes, Tally};
use crate::rules::index::{Purpose, Walk, entry};
use crate::rules::pattern::Matcher;
use crate::rules::{Input, RULES, Sink, pattern};
use crate::text::{Parsed, Sentence, Span};

/// What matching works with; taken out of the scanner while it looks at the document.
pub(super) struct Work {
    pub(super) raw: Vec<Finding>,
    pub(super) excuses: Vec<Excuse>,
    pub(super) matcher: Matcher,
    pub(super) walk: Walk,
    pub(super) woken: Vec<Vec<u32>>,
    pub(super) tally: Vec<Tally>,
    pub(super) matched: Vec<Option<Matched>>,
}

/// What matched in a sentence, in order. Places are counted from its beginning, so that it may move.
#[derive(Default)]
pub(super) struct Matched {
    /// Which rule wakes at which token, both by number.
    wakes: Box<[(u8, u16)]>,
    /// Which pattern matched, by number, and the words it marks.
    hits: Box<[(u16, Span)]>,
}

const _: () = assert!(RULES.len() <= 256, "a rule that wakes is numbered in a byte");

impl Work {
    /// Lets every rule look at the sentences `near` of `whole`. It sees [`REACH`] tokens more on either side, but finds only
    /// inside.
    #[inline(never)]
    pub(super) fn piece(&mut self, whole: &Input<'_>, near: Range<usize>) {
        let parsed = &whole.parsed;
        let inside = parsed.sentences.get(near.clone()).unwrap_or(&[]);
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return };
        let own = Span::new(first.span.start, last.span.end);
        let seen = widen(parsed, near.clone(), REACH);
        let waking = widen(parsed, near.clone(), WAKING);
        let mut rebased = Vec::new();
        let window = window(parsed, seen.clone(), &mut rebased);
        let mut tally = core::mem::take(&mut self.tally);
        Tally::count(window.tokens, &mut tally);
        let notes = Notes::of(window.tokens.len());
        let own_sentences = (near.start - seen.start, near.end - seen.start);
        let input = Input { parsed: window, tally: &tally, own: own_sentences, notes: Some(&notes), ..*whole };

        for (number, sentence) in waking.clone().zip(window.sentences.get(waking.start - seen.start..).unwrap_or(&[])) {
            self.match_patterns(&input, sentence, number);
            if let Some(Some(matched)) = self.matched.get(number) {
                for &(rule, at) in &matched.wakes {
                    let place = sentence.first + u32::from(at);
                    if let Some(woken) = self.woken.get_mut(usize::from(rule)).filter(|woken| woken.last() != Some(&place)) {
                        woken.push(place);
                    }
                }
                if near.contains(&number) {
                    matched.tell(&input, sentence, &mut self.raw, &mut self.excuses);
                }
            }
        }
        for (rule, woken) in RULES.iter().zip(&mut self.woken) {
            let Some(check) = rule.check else { continue };
            if woken.is_empty() && !rule.wakes.is_empty() {
                continue;
            }
            self.walk.steps = self.walk.steps.wrapping_add(woken.len() as u32);
            let before = self.raw.len();
            check(&Input { woken, ..input }, &mut Sink::new(rule, &mut self.raw));
            woken.clear();
            let mut at = before;
            while let Some(finding) = self.raw.get(at) {
                if finding.span.start >= own.start && finding.span.start < own.end {
                    at += 1;
                } else {
                    self.raw.swap_remove(at);
                }
            }
        }
        self.tally = tally;
    }

    /// Tries every pattern wherever it may begin in a sentence, unless that was done.
    #[inline(never)]
    fn match_patterns(&mut self, input: &Input<'_>, sentence: &Sentence, number: usize) {
        let Self { matcher, walk, matched, .. } = self;
        let Some(matched @ None) = matched.get_mut(number) else { return };
        let tokens = input.parsed.tokens_of(sentence);
        let (mut wakes, mut hits) = (Vec::new(), Vec::new());
        let start = sentence.span.start;
        walk.candidates(tokens, |at, number, entry| {
            if let Purpose::Wake(rule) = entry.purpose {
                wakes.push((rule as u8, at as u16));
            } else if let Some(span) = pattern::find(entry.pattern.ops, tokens, at, matcher) {
                hits.push((number as u16, Span::new(span.start - start, span.end - start)));
            }
        });
        *matched = Some(Matched { wakes: wakes.into(), hits: hits.into() });
    }
}

impl Matched {
    /// Adds what the hits accuse and excuse, now that `sentence` stands where it does.
    #[inline(never)]
    fn tell(&self, input: &Input<'_>, sentence: &Sentence, raw: &mut Vec<Finding>, excuses: &mut Vec<Excuse>) {
        let start = sentence.span.start;
        for &(number, span) in &self.hits {
            let Some(entry) = entry(usize::from(number)) else { continue };
            let span = Span::new(span.start + start, span.end + start);
            if entry.purpose == Purpose::Excuse {
                excuses.push((entry.rule.id, span));
                continue;
            }
            let confirmed = entry.rule.confirm.map_or(Some((span, entry.rule.severity)), |confirm| confirm(input, span));
            if let Some((span, severity)) = confirmed {
                raw.push(Finding { span, rule: entry.rule, severity });
            }
        }
    }
}

/// The sentences that hold `near` and `reach` tokens on either side.
pub(super) fn widen(parsed: &Parsed<'_>, near: Range<usize>, reach: usize) -> Range<usize> {
    let first = parsed.sentences.get(near.start).map_or(parsed.tokens.len(), |sentence| sentence.first as usize);
    let end = parsed.sentences.get(near.end).map_or(parsed.tokens.len(), |sentence| sentence.first as usize);
    let (from, to) = (first.saturating_sub(reach) as u32, (end + reach) as u32);
    let start = parsed.sentences.partition_point(|sentence| sentence.end <= from);
    let end = parsed.sentences.partition_point(|sentence| sentence.first < to);
    start.min(near.start)..end.max(near.end)
}

/// Only these sentences, with their tokens numbered as if there were no others.
fn window<'a>(parsed: &Parsed<'a>, near: Range<usize>, rebased: &'a mut Vec<Sentence>) -> Parsed<'a> {
    if near.len() == parsed.sentences.len() {
        return *parsed;
    }
    let sentences = parsed.sentences.get(near).unwrap_or(&[]);
    let base = sentences.first().map_or(0, |first| first.first);
    let end = sentences.last().map_or(base, |last| last.end);
    rebased.extend(sentences.iter().map(|sentence| Sentence { first: sentence.first - base, end: sentence.end - base, ..*sentence }));
    Parsed { text: parsed.text, tokens: parsed.tokens.get(base as usize..end as usize).unwrap_or(&[]), sentences: rebased }
}
