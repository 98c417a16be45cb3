//! From text to findings: take apart, match, fuse. Pure: the same input gives the same findings.
//!
//! A scanner remembers the last text. After an edit only the sentences near it are matched again ([`REACH`]); what was
//! found elsewhere is moved. The findings are those of a scan from the beginning, which `tests/suite/hostile.rs` checks
//! on random edits.

use core::ops::Range;
use std::rc::Rc;

use crate::finding::{Context, Finding, Label, Severity};
use crate::fuse::fuse;
use crate::model::{Learned, touched};
use crate::policy::house::{House, Memory};
use crate::rules::evidence::Tally;
use crate::rules::index::{Purpose, Walk};
use crate::rules::pattern::Matcher;
use crate::rules::{Input, RULES, Rule, Sink, pattern};
use crate::text::{Change, Document, Parsed, Sentence, Span};

/// How far a rule may look beyond the sentence of what it finds, in tokens.
pub const REACH: usize = 100;
/// How far from what it finds a rule may wake, in tokens.
const WAKING: usize = 40;
/// How many tokens are matched at one go: a long text is taken in pieces, so that what is noted of each token stays small.
const PIECE: usize = 2_000;

/// What a text is and whom it answers.
#[derive(Clone, Copy, Default)]
pub struct Situation<'a> {
    /// What is being written.
    pub context: Context,
    /// The displayed name of the person who is answered.
    pub counterpart: Option<&'a str>,
    /// How many addresses stand in To and Cc.
    pub recipients: u32,
}

impl Situation<'_> {
    /// Only the context is known.
    pub const fn of(context: Context) -> Self {
        Self { context, counterpart: None, recipients: 0 }
    }
}

/// Scans texts; remembers the last one.
pub struct Scanner {
    walk: Walk,
    document: Document,
    context: Context,
    counterpart: Option<String>,
    recipients: u32,
    /// What each rule found on its own, in order.
    raw: Vec<Finding>,
    /// What excuses findings of a rule, in order.
    excuses: Vec<(&'static str, Span)>,
    weighed: Vec<Finding>,
    /// What the rules found together.
    fused: Vec<Finding>,
    /// Whether all of it is what arranging a visit takes.
    logistics: bool,
    learned: Learned,
    findings: Vec<Finding>,
    matcher: Matcher,
    /// Where each rule wakes, by its number.
    woken: Vec<Vec<u32>>,
    tally: Vec<Tally>,
    /// What the organisation says; nothing where it says nothing.
    house: Option<Rc<House>>,
    memory: Memory,
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl Scanner {
    /// A scanner with every rule and the learned weights.
    pub fn new() -> Self {
        Self::with(true)
    }

    /// A scanner with the rules alone: what the weights are trained beside.
    pub fn of_rules() -> Self {
        Self::with(false)
    }

    fn with(judges: bool) -> Self {
        Self {
            walk: Walk::default(),
            document: Document::default(),
            context: Context::default(),
            counterpart: None,
            recipients: 0,
            raw: Vec::new(),
            excuses: Vec::new(),
            weighed: Vec::new(),
            fused: Vec::new(),
            logistics: false,
            learned: Learned::new(judges),
            findings: Vec::new(),
            matcher: Matcher::default(),
            woken: Vec::new(),
            tally: Vec::new(),
            house: None,
            memory: Memory::default(),
        }
    }

    /// Takes up what an organisation's policy says of its names, words and replies.
    pub fn set_house(&mut self, house: &Rc<House>) {
        let house = (!house.is_empty()).then(|| Rc::clone(house));
        if self.house.as_ref().map(Rc::as_ptr) == house.as_ref().map(Rc::as_ptr) {
            return;
        }
        self.house = house;
        self.memory = Memory::default();
        self.learned.clear();
        let all = 0..self.document.parsed().sentences.len();
        self.weigh(all);
    }

    /// What must not go out of `text`: in order, not overlapping, on character boundaries.
    pub fn scan(&mut self, text: &str, situation: Situation<'_>) -> &[Finding] {
        (self.matcher.steps, self.walk.steps) = (0, 0);
        let elsewhere = self.context != situation.context
            || self.recipients != situation.recipients
            || self.counterpart.as_deref() != situation.counterpart;
        let change = self.document.update(text);
        if elsewhere {
            self.context = situation.context;
            self.recipients = situation.recipients;
            self.counterpart = situation.counterpart.map(str::to_owned);
            self.raw.clear();
            self.excuses.clear();
            self.learned.clear();
            let all = 0..self.document.parsed().sentences.len();
            self.match_sentences(all.clone());
            self.weigh(all);
        } else if let Some(change) = change {
            let near = self.rescan(change);
            self.weigh(near);
        }
        &self.findings
    }

    /// Steps that matching took in the last scan: a count of work that no busy machine disturbs.
    pub const fn steps(&self) -> u32 {
        self.matcher.steps.wrapping_add(self.walk.steps)
    }

    /// Lets `look` see `text` taken apart; for rewrites and tests.
    pub fn with_input<T>(&mut self, text: &str, situation: Situation<'_>, look: impl FnOnce(&Input<'_>) -> T) -> T {
        self.scan(text, situation);
        look(&self.input(self.document.parsed()))
    }

    /// What one rule alone finds, before it is weighed against the others; for its own examples.
    pub fn scan_rule(&mut self, rule: &'static Rule, text: &str, situation: Situation<'_>) -> Vec<Finding> {
        self.scan(text, situation);
        if rule.learned {
            return self.findings.iter().copied().filter(|finding| finding.rule.id == rule.id).collect();
        }
        let mut own: Vec<Finding> = self.raw.iter().copied().filter(|finding| finding.rule.id == rule.id).collect();
        excuse(&mut own, &self.excuses);
        own.sort_by_key(|finding| (finding.span.start, core::cmp::Reverse(finding.span.end)));
        own.dedup_by(|b, a| a.span.overlaps(b.span));
        own
    }

    fn input<'a>(&'a self, parsed: Parsed<'a>) -> Input<'a> {
        Input {
            parsed,
            context: self.context,
            counterpart: self.counterpart.as_deref(),
            recipients: self.recipients,
            woken: &[],
            tally: &[],
            house: self.house.as_ref(),
        }
    }

    /// Forgets what was found near a change, moves what was found after it, and matches the sentences near it again.
    fn rescan(&mut self, change: Change) -> Range<usize> {
        let parsed = self.document.parsed();
        let near = widen(&parsed, change.first..change.end, REACH);
        let from = parsed.sentences.get(near.start).map_or(0, |sentence| sentence.span.start);
        let to = parsed.sentences.get(near.end).map_or(u32::MAX, |sentence| sentence.span.start);
        // In the old text: where the sentences that are matched again began and ended.
        let (old_from, old_to) =
            (from.min(change.old_start), if to == u32::MAX { u32::MAX } else { (i64::from(to) - change.moved) as u32 });
        let moved = |span: Span| Span::new((i64::from(span.start) + change.moved) as u32, (i64::from(span.end) + change.moved) as u32);
        self.raw.retain_mut(|finding| {
            if finding.span.start >= old_to {
                finding.span = moved(finding.span);
                return true;
            }
            finding.span.start < old_from
        });
        self.excuses.retain_mut(|(_, span)| {
            if span.start >= old_to {
                *span = moved(*span);
                return true;
            }
            span.start < old_from
        });
        let (new_end, count) = (change.end, parsed.sentences.len());
        self.learned.replace(change.first, new_end, count, change.moved, change.old_start..change.old_end);
        // `near` is all that the rules look at again.
        let judged = touched(&parsed, near.clone());
        self.match_sentences(near);
        judged
    }

    /// Lets every rule look at these sentences, a piece at a time.
    fn match_sentences(&mut self, near: Range<usize>) {
        let mut work = Work {
            raw: core::mem::take(&mut self.raw),
            excuses: core::mem::take(&mut self.excuses),
            matcher: core::mem::take(&mut self.matcher),
            walk: core::mem::take(&mut self.walk),
            woken: core::mem::take(&mut self.woken),
            tally: core::mem::take(&mut self.tally),
        };
        work.woken.resize_with(RULES.len(), Vec::new);
        let parsed = self.document.parsed();
        let mut from = near.start;
        while from < near.end {
            let last = parsed.sentences.get(from).map_or(u32::MAX, |sentence| sentence.first.saturating_add(PIECE as u32));
            let whole = parsed.sentences.partition_point(|sentence| sentence.end <= last);
            let end = whole.clamp(from + 1, near.end);
            work.piece(&self.input(parsed), from..end);
            from = end;
        }
        (self.raw, self.excuses, self.matcher) = (work.raw, work.excuses, work.matcher);
        (self.walk, self.woken, self.tally) = (work.walk, work.woken, work.tally);
    }

    /// Excuses, weighs and fuses what was found; the sentences `near` are judged anew.
    fn weigh(&mut self, near: Range<usize>) {
        self.excuses.sort_unstable_by_key(|&(id, span)| (id, span.start, span.end));
        let mut weighed = core::mem::take(&mut self.weighed);
        weighed.clear();
        weighed.extend_from_slice(&self.raw);
        excuse(&mut weighed, &self.excuses);
        self.ask_house(&mut weighed, House::find_patients);
        let logistics = self.is_logistics(&weighed);
        if logistics {
            for finding in &mut weighed {
                finding.severity = Severity::Note;
            }
        }
        // What an organisation wrote down keeps the severity that it has there.
        self.ask_house(&mut weighed, House::find_words);
        let (mut fused, mut findings) = (core::mem::take(&mut self.fused), core::mem::take(&mut self.findings));
        let mut learned = core::mem::replace(&mut self.learned, Learned::new(false));
        let parsed = self.document.parsed();
        let input = self.input(parsed);
        fuse(&input, &mut weighed, &mut fused);
        let near = if logistics == self.logistics { near } else { 0..parsed.sentences.len() };
        learned.judge(&input, &fused, near);
        weighed.clone_from(&fused);
        if learned.apply(&input, &mut weighed) {
            fuse(&input, &mut weighed, &mut findings);
        } else {
            findings.clone_from(&fused);
        }
        if let Some(house) = input.house {
            findings.retain(|finding| !house.is_own(&input, finding));
        }
        self.learned = learned;
        self.weighed = weighed;
        self.fused = fused;
        self.findings = findings;
        self.logistics = logistics;
    }

    /// Adds what the organisation's own terms, patterns and roster find, and takes away what only names the practice.
    fn ask_house(&mut self, found: &mut Vec<Finding>, find: fn(&House, &Input<'_>, &mut Memory, &mut Vec<Finding>)) {
        let Some(house) = self.house.as_ref() else { return };
        let mut memory = core::mem::take(&mut self.memory);
        let input = self.input(self.document.parsed());
        found.retain(|finding| !house.is_own(&input, finding));
        find(house, &input, &mut memory, found);
        self.memory = memory;
    }

    /// Whether all that was found is what arranging a visit takes, in a private message or e-mail to one person: the
    /// minimum necessary, which is only noted. It is more as soon as a reason, a result or a number comes with it.
    fn is_logistics(&self, found: &[Finding]) -> bool {
        let logistic = |finding: &Finding| matches!(finding.label(), Label::RelVisit | Label::IdName | Label::IdDate);
        self.context.is_private()
            && self.recipients <= 1
            && found.iter().all(|finding| logistic(finding) || finding.severity == Severity::Note)
    }
}

/// What matching works with; taken out of the scanner while it looks at the document.
struct Work {
    raw: Vec<Finding>,
    excuses: Vec<(&'static str, Span)>,
    matcher: Matcher,
    walk: Walk,
    woken: Vec<Vec<u32>>,
    tally: Vec<Tally>,
}

impl Work {
    /// Lets every rule look at the sentences `near` of `whole`. It sees [`REACH`] tokens more on either side, but finds only
    /// inside.
    fn piece(&mut self, whole: &Input<'_>, near: Range<usize>) {
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
        let input = Input { parsed: window, tally: &tally, ..*whole };

        for (number, sentence) in waking.clone().zip(window.sentences.get(waking.start - seen.start..).unwrap_or(&[])) {
            self.match_patterns(&input, sentence, near.contains(&number));
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

    /// Tries every pattern wherever it may begin in a sentence; or, where nothing is to be found, only wakes the rules.
    fn match_patterns(&mut self, input: &Input<'_>, sentence: &Sentence, inside: bool) {
        let tokens = input.parsed.tokens_of(sentence);
        let Self { raw, excuses, matcher, walk, woken, .. } = self;
        walk.candidates(tokens, inside, |at, entry| {
            if let Purpose::Wake(rule) = entry.purpose {
                let place = sentence.first + at as u32;
                if let Some(woken) = woken.get_mut(rule).filter(|woken| woken.last() != Some(&place)) {
                    woken.push(place);
                }
                return;
            }
            let Some(span) = pattern::find(entry.pattern.ops, tokens, at, matcher) else { return };
            if entry.purpose == Purpose::Excuse {
                excuses.push((entry.rule.id, span));
                return;
            }
            let confirmed = entry.rule.confirm.map_or(Some((span, entry.rule.severity)), |confirm| confirm(input, span));
            if let Some((span, severity)) = confirmed {
                raw.push(Finding { span, rule: entry.rule, severity });
            }
        });
    }
}

/// The sentences that hold `near` and `reach` tokens on either side.
fn widen(parsed: &Parsed<'_>, near: Range<usize>, reach: usize) -> Range<usize> {
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

/// Drops each finding that an excuse of its own rule overlaps; `excuses` are in order. Linear but for the sorting.
fn excuse(raw: &mut Vec<Finding>, excuses: &[(&'static str, Span)]) {
    let Some(longest) = excuses.iter().map(|(_, span)| span.len()).max() else { return };
    raw.retain(|finding| {
        let from = excuses.partition_point(|&(id, span)| (id, span.start) < (finding.rule.id, finding.span.start.saturating_sub(longest)));
        let mut near =
            excuses.get(from..).unwrap_or(&[]).iter().take_while(|&&(id, span)| id == finding.rule.id && span.start < finding.span.end);
        !near.any(|&(_, span)| span.overlaps(finding.span))
    });
}
