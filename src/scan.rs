//! From text to findings: take apart, match, fuse. Pure: the same input gives the same findings.
//!
//! A scanner remembers the last text. After an edit only the sentences near it are matched again ([`REACH`]); what was
//! found elsewhere is moved. The findings are those of a scan from the beginning, which `tests/suite/hostile.rs` checks
//! on random edits.

mod edit;
mod slice;
mod work;

use core::ops::Range;
use std::rc::Rc;

use crate::finding::{Context, Finding, Label, Severity};
use crate::fuse::fuse;
use crate::model::{Learned, touched};
use crate::order;
use crate::policy::house::{House, Memory};
use crate::rules::evidence::Tally;
use crate::rules::index::Walk;
use crate::rules::pattern::Matcher;
use crate::rules::{Input, RULES, Rule};
use crate::text::{Change, Document, Parsed, Span};
use edit::{Edit, bytes_of, difference, entangled, excuse, splice, within};
pub use slice::SLICE;
use work::{Matched, Work, widen};

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
    /// How many private mailboxes stand in To and Cc: [`crate::recipients::private_mailboxes`].
    pub recipients: u32,
}

impl Situation<'_> {
    /// Only the context is known.
    pub const fn of(context: Context) -> Self {
        Self { context, counterpart: None, recipients: 0 }
    }
}

/// Where findings of a rule, by its name, are excused.
type Excuse = (&'static str, Span);

/// Scans texts; remembers the last one.
pub struct Scanner {
    walk: Walk,
    document: Document,
    context: Context,
    counterpart: Option<String>,
    recipients: u32,
    /// What each rule found on its own, in order of where it begins.
    raw: Vec<Finding>,
    /// What excuses findings of a rule, in the same order.
    excuses: Vec<Excuse>,
    /// What is left of `raw` then, in the same order.
    excused: Vec<Finding>,
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
    /// What matched in each sentence; nothing where nobody looked yet.
    matched: Vec<Option<Matched>>,
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
            excused: Vec::new(),
            fused: Vec::new(),
            logistics: false,
            learned: Learned::new(judges),
            findings: Vec::new(),
            matcher: Matcher::default(),
            woken: Vec::new(),
            tally: Vec::new(),
            matched: Vec::new(),
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
        self.look(all, None);
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
            self.learned.clear();
        }
        let all = 0..self.document.parsed().sentences.len();
        match change {
            _ if elsewhere => self.look(all, None),
            Some(change) => self.look(widen(&self.document.parsed(), change.first..change.end, REACH), Some(change)),
            None => {}
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
        excuse(&mut own, self.excuses.clone());
        order::by_key(&mut own, |finding| (finding.span.start, core::cmp::Reverse(finding.span.end)));
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
            own: (0, parsed.sentences.len()),
            notes: None,
        }
    }

    // PERF: the parts of a scan stay functions of their own. Put into one another they are longer than what a browser is
    // ready to optimise, and the JavaScript runs twenty times slower: extension/build/encodings.mjs counts.
    /// Matches the sentences `near` again and fuses what changes by that. Without a `change`, `near` is everything.
    fn look(&mut self, near: Range<usize>, change: Option<Change>) {
        let Self { document, learned, .. } = self;
        let parsed = document.parsed();
        let edit = Edit::new(&parsed, &near, change);
        if let Some(change) = change {
            learned.replace(change.first, change.end, parsed.sentences.len(), change.moved, change.old_start..change.old_end);
        }
        let count = parsed.sentences.len();
        if let Some(change) = change {
            let old_end = (self.matched.len() + change.end).saturating_sub(count).clamp(change.first, self.matched.len().max(change.first));
            self.matched.resize_with(self.matched.len().max(change.first), || None);
            self.matched.splice(change.first..old_end, core::iter::repeat_with(|| None).take(change.end - change.first));
        }
        // A pattern sees its sentence and nothing else: what is being written, and where, is asked only of its matches.
        if change.is_none() {
            self.matched.clear();
        }
        self.matched.resize_with(count, || None);
        let (mut fresh, mut excuses) = self.match_sentences(near);
        order::by_key(&mut fresh, |finding| finding.span.start);
        order::by_key(&mut excuses, |(_, span)| span.start);
        // What is gone may have reached beyond the sentences that are matched again.
        let mut end = edit.new.end;
        edit.replace(&mut self.raw, fresh, |finding| &mut finding.span, |gone| end = end.max(gone.span.end));
        edit.replace(&mut self.excuses, excuses, |(_, span)| span, |_| {});
        edit.replace(&mut self.excused, [], |finding| &mut finding.span, |_| {});
        let fused_before = self.fused.clone();
        edit.replace(&mut self.fused, [], |finding| &mut finding.span, |_| {});
        edit.replace(&mut self.findings, [], |finding| &mut finding.span, |_| {});
        self.weigh(&edit, edit.new.start..end, &fused_before, change);
    }

    /// Lets every rule look at these sentences, a piece at a time: what they found, and what excuses it.
    #[inline(never)]
    fn match_sentences(&mut self, near: Range<usize>) -> (Vec<Finding>, Vec<Excuse>) {
        let mut work = Work {
            raw: Vec::new(),
            excuses: Vec::new(),
            matcher: core::mem::take(&mut self.matcher),
            walk: core::mem::take(&mut self.walk),
            woken: core::mem::take(&mut self.woken),
            tally: core::mem::take(&mut self.tally),
            matched: core::mem::take(&mut self.matched),
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
        (self.matcher, self.walk, self.woken, self.tally, self.matched) = (work.matcher, work.walk, work.woken, work.tally, work.matched);
        (work.raw, work.excuses)
    }

    /// Excuses, fuses and judges what was found at `bytes`, and what it overlaps.
    #[inline(never)]
    fn weigh(&mut self, edit: &Edit, bytes: Range<u32>, fused_before: &[Finding], change: Option<Change>) {
        // An organisation's own words may stand anywhere and mean anything.
        let bytes = if self.house.is_some() { 0..u32::MAX } else { bytes };
        let (found, bytes) = entangled(&self.raw, bytes);
        let mut local = self.raw.get(found).unwrap_or(&[]).to_vec();
        let excuses = self.excuses.iter().copied().filter(|(_, span)| span.start < bytes.end && span.end > bytes.start);
        excuse(&mut local, excuses.collect());
        splice(&mut self.excused, &bytes, &local);
        self.ask_house(&mut local, House::find_patients);
        let logistics = self.is_logistics(if self.house.is_some() { &local } else { &self.excused });
        let flips = logistics != self.logistics;
        self.logistics = logistics;
        let bytes = if flips { 0..u32::MAX } else { bytes };
        if flips && self.house.is_none() {
            local.clone_from(&self.excused);
        }
        if logistics {
            for finding in &mut local {
                finding.severity = Severity::Note;
            }
        }
        if self.house.is_some() {
            // What an organisation wrote down keeps the severity that it has there.
            self.ask_house(&mut local, House::find_words);
            order::by_key(&mut local, |finding| finding.span.start);
        }
        let mut learned = core::mem::replace(&mut self.learned, Learned::new(false));
        let (mut fused, mut findings) = (core::mem::take(&mut self.fused), core::mem::take(&mut self.findings));
        let parsed = self.document.parsed();
        let input = self.input(parsed);
        splice(&mut fused, &bytes, &fuse(&input, &local));

        // A passage is judged by its words and by what the rules found in it.
        let near = match change {
            Some(change) if !flips => {
                let other = difference(fused_before.iter().map(|finding| edit.moved(finding, change)), &fused);
                let first = parsed.sentences.partition_point(|sentence| sentence.span.end <= other.start);
                let end = parsed.sentences.partition_point(|sentence| sentence.span.start < other.end);
                touched(&parsed, change.first.min(first)..change.end.max(end))
            }
            _ => 0..parsed.sentences.len(),
        };
        let judged = bytes_of(&parsed, &near);
        learned.judge(&input, &fused, near);
        let bytes = learned.entangled(&fused, bytes.start.min(judged.start)..bytes.end.max(judged.end));
        local.clear();
        learned.apply(&input, within(&fused, &bytes), &bytes, &mut local);
        splice(&mut findings, &bytes, &fuse(&input, &local));
        if let Some(house) = input.house {
            findings.retain(|finding| !house.is_own(&input, finding));
        }
        self.learned = learned;
        self.fused = fused;
        self.findings = findings;
    }

    /// Adds what the organisation's own terms, patterns and roster find, and takes away what only names the practice.
    #[inline(never)]
    fn ask_house(&mut self, found: &mut Vec<Finding>, find: fn(&House, &Input<'_>, &mut Memory, &mut Vec<Finding>)) {
        let Some(house) = self.house.as_ref() else { return };
        let mut memory = core::mem::take(&mut self.memory);
        let input = self.input(self.document.parsed());
        found.retain(|finding| !house.is_own(&input, finding));
        find(house, &input, &mut memory, found);
        self.memory = memory;
    }

    /// Whether all that was found is what arranging a visit takes, in a private message or e-mail to one person: the
    /// minimum necessary, which is only noted. It is more as soon as a reason, a result, a number or a birth date comes with it.
    fn is_logistics(&self, found: &[Finding]) -> bool {
        let logistic = |finding: &Finding| {
            matches!(finding.label(), Label::RelVisit | Label::IdName | Label::IdDate) && finding.rule.id != "id.date/birth"
        };
        self.context.is_private()
            && self.recipients <= 1
            && found.iter().all(|finding| logistic(finding) || finding.severity == Severity::Note)
    }
}
