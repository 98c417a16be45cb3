//! Tries a fix on a copy of the text before it is offered: it must take its finding away and bring no other.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use crate::finding::{Finding, Label, Severity};
use crate::policy::House;
use crate::rules::Input;
use crate::scan::{REACH, Scanner, Situation};
use crate::text::Span;

/// Scans the copies. Its own, because the scanner that found the finding is busy being looked at.
struct Bench {
    scanner: Scanner,
    before: Vec<Finding>,
    /// What no organisation says.
    none: Rc<House>,
}

thread_local! {
    static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) };
}

/// The text around a finding, as far as any rule looks, with the findings in it as it stands.
pub struct Trial<'a> {
    input: &'a Input<'a>,
    text: &'a str,
    /// In `text`.
    span: Range<usize>,
    quiet: bool,
}

impl<'a> Trial<'a> {
    /// Prepares to try fixes for `span`.
    pub fn new(input: &'a Input<'a>, span: Span, severity: Severity) -> Option<Self> {
        let range = input.parsed.token_range(span);
        let last = input.parsed.tokens.len().checked_sub(1)?;
        // A rule sees REACH tokens beyond the sentence of what it finds; what it finds nearby may lie as far again.
        let from = input.parsed.sentence_of(range.start.saturating_sub(2 * REACH))?.span.start as usize;
        let to = input.parsed.sentence_of((range.end + 2 * REACH).min(last))?.span.end as usize;
        let from = if range.start <= 2 * REACH { 0 } else { from };
        let to = if range.end + 2 * REACH >= last { input.parsed.text.len() } else { to };
        let text = input.parsed.text.get(from..to)?;
        let span = (span.start as usize).checked_sub(from)?..(span.end as usize).checked_sub(from)?;
        let trial = Self { input, text, span, quiet: severity == Severity::Note };
        BENCH.with_borrow_mut(|bench| {
            let bench = bench.get_or_insert_with(|| Bench { scanner: Scanner::new(), before: Vec::new(), none: Rc::default() });
            bench.scanner.set_house(input.house.unwrap_or(&bench.none));
            let found = bench.scanner.scan(trial.text, trial.situation());
            bench.before.clear();
            bench.before.extend(found.iter().copied());
        });
        Some(trial)
    }

    const fn situation(&self) -> Situation<'a> {
        Situation { context: self.input.context, counterpart: self.input.counterpart, recipients: self.input.recipients }
    }

    /// Whether a finding lies within what is replaced.
    const fn holds(&self, finding: &Finding) -> bool {
        finding.span.start as usize >= self.span.start && finding.span.end as usize <= self.span.end
    }

    /// What becomes of the findings when `words` stand in place of this one, of `label`.
    pub fn of(&self, words: &str, label: Label) -> Outcome {
        let (Some(head), Some(tail)) = (self.text.get(..self.span.start), self.text.get(self.span.end..)) else { return Outcome::Stays };
        let after = format!("{head}{words}{tail}");
        let end = self.span.start + words.len();
        let moved = words.len() as i64 - (self.span.end - self.span.start) as i64;
        BENCH.with_borrow_mut(|bench| {
            let Some(Bench { scanner, before, .. }) = bench else { return Outcome::Stays };
            let found = scanner.scan(&after, self.situation());
            let heard = found.iter().filter(|finding| self.quiet || finding.severity != Severity::Note);
            let judged = heard.map(|finding| {
                let (start, stop) = (finding.span.start as usize, finding.span.end as usize);
                let inside = start < end.max(self.span.start + 1) && stop > self.span.start && !words.is_empty();
                // Where it would have stood before.
                let shift = |at: usize| if at >= end { (at as i64 - moved) as usize } else { at };
                let (start, stop) = (shift(start), shift(stop));
                let known = before.iter().any(|known| {
                    (known.severity != Severity::Note || finding.severity == Severity::Note)
                        && (known.span.start as usize) < stop
                        && (known.span.end as usize) > start
                        && known.span.range() != self.span
                        && (!inside || (known.label() == finding.label() && !self.holds(known)))
                });
                match () {
                    () if !inside && known => Outcome::Settles,
                    () if inside && known && finding.label() != label => Outcome::Grows,
                    () if finding.rule.learned && (!inside || finding.label().family() != label.family()) => Outcome::Shifts,
                    () => Outcome::Stays,
                }
            });
            judged.max().unwrap_or(Outcome::Settles)
        })
    }
}

/// What a fix does to the findings, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing is left to object to there, and nothing new elsewhere.
    Settles,
    /// The same, but a neighbour of another kind, which was found before, now reaches over the new words: a clause from
    /// which only the finding had been cut out.
    Grows,
    /// It is gone, but something else comes to be marked by its meaning: the weights read everything around, and any
    /// change moves them.
    Shifts,
    /// The words still say it, or say something else that a rule knows.
    Stays,
}
