//! What is known of a passage and of a clause, as numbers in a fixed order: scores of the words, what the rules found,
//! where the text goes. The trainer weighs them; the page weighs them the same way.

use super::features::log2;
use super::table::OF_PASSAGE;
use crate::finding::{Context, Family, Finding, Severity};
use crate::rules::Rule;
use crate::text::Span;
use crate::text::fold::{fold_ascii, join};

/// The families, in the order of every array here.
pub const FAMILIES: [Family; 6] =
    [Family::Identifier, Family::Relationship, Family::Narrative, Family::Advice, Family::Solicitation, Family::Claim];

/// How many numbers tell of a passage.
pub const PASSAGE: usize = OF_PASSAGE + 6 + 6 + 1 + 18 + 18 + 2 + 2 + 6 + 2;
/// How many numbers tell of a clause by itself.
pub const OF_CLAUSE: usize = 6 + 18 + 6 + 6 + 3;
/// How many tell of it with those that all clauses of its passage share.
pub const CLAUSE: usize = OF_CLAUSE + OF_PASSAGE + 1 + 6 + 6 + 18 + 6 + 1;

/// A clause and what its words say of each family.
#[derive(Clone, Copy)]
pub struct Clause {
    /// Index of its first token.
    pub first: u32,
    /// One past its last.
    pub end: u32,
    /// Its bytes.
    pub span: Span,
    /// Log odds that something of this family must be flagged in it.
    pub scores: [f32; 6],
}

/// A passage: some sentences in a row, in short texts all of them.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// What its words say of each family, and whether anything must be flagged.
    pub scores: [f32; OF_PASSAGE],
    /// Its clauses, in order.
    pub clauses: &'a [Clause],
    /// What the rules found in it, in order.
    pub findings: &'a [Finding],
    /// How reliable the two most reliable rules are that found something serious in it ([`Trust::of_best`]).
    pub trust: [f32; 2],
    /// Its length in tokens.
    pub tokens: usize,
    /// What is being written.
    pub context: Context,
    /// Whether it goes to several people.
    pub to_many: bool,
}

/// How often each rule is right, as log odds.
#[derive(Clone, Default)]
pub struct Trust {
    /// By [`Trust::key`], in order.
    pub rules: Vec<(u32, f32)>,
    /// From which log odds on a finding stands whatever its passage reads like.
    pub enough: f32,
}

impl Trust {
    /// A rule in a context, as it stands in the file of weights.
    pub const fn key(rule: &Rule, context: Context) -> u32 {
        join(fold_ascii(rule.id.as_bytes()).hash(), context as u32 + 1)
    }

    /// How often a rule is right in a context; one that was never seen there, as often as not.
    pub fn of(&self, rule: &Rule, context: Context) -> f32 {
        let key = Self::key(rule, context);
        self.rules.binary_search_by_key(&key, |(other, _)| *other).ok().and_then(|at| self.rules.get(at)).map_or(0.0, |(_, odds)| *odds)
    }

    /// The trust in the two best rules among the serious findings; -1 where there is none.
    pub fn of_best(&self, findings: &[Finding], context: Context) -> [f32; 2] {
        best(findings.iter().filter_map(|finding| self.of_serious(finding, context)))
    }

    /// How often the rule of a finding is right in a context; nothing where the finding is only noted.
    pub fn of_serious(&self, finding: &Finding, context: Context) -> Option<f32> {
        (finding.severity > Severity::Note).then(|| self.of(finding.rule, context))
    }

    /// Whether a finding stands whatever its passage reads like.
    pub fn is_enough(&self, finding: &Finding, context: Context) -> bool {
        finding.severity > Severity::Note && self.of(finding.rule, context) >= self.enough
    }
}

/// The highest and the second highest of the trusts in some findings; -1 where there is none.
pub fn best(trusts: impl Iterator<Item = f32>) -> [f32; 2] {
    let (mut best, mut second) = (-1.0, -1.0);
    for own in trusts {
        if own > best {
            (second, best) = (best, own);
        } else if own > second {
            second = own;
        }
    }
    [best, second]
}

/// Writes numbers one after the other; what does not fit is left out.
struct Pen<'a> {
    rest: core::slice::IterMut<'a, f32>,
}

impl Pen<'_> {
    fn write(&mut self, numbers: impl IntoIterator<Item = f32>) {
        for (place, number) in (&mut self.rest).zip(numbers) {
            *place = number;
        }
    }
}

/// How often rules of each family found something, by severity: note, warn, block.
fn hits(findings: &[Finding]) -> [u8; 18] {
    let mut counts = [0_u8; 18];
    for finding in findings {
        let at = finding.label().family() as usize * 3 + finding.severity as usize;
        if let Some(count) = counts.get_mut(at) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

fn contexts(context: Context) -> impl Iterator<Item = f32> {
    (0..6).map(move |at| f32::from(u8::from(context as u32 == at)))
}

impl Passage<'_> {
    /// The highest and second-highest score of any of its clauses, by family.
    pub fn tops(&self) -> Tops {
        let (mut top, mut second) = ([LEAST; 6], [LEAST; 6]);
        for clause in self.clauses {
            for ((score, top), second) in clause.scores.iter().zip(&mut top).zip(&mut second) {
                // PERF: without a jump, for which of them is higher cannot be foretold.
                let lower = if score > top { *top } else { *score };
                *top = if score > top { *score } else { *top };
                *second = if lower > *second { lower } else { *second };
            }
        }
        if self.clauses.len() < 2 {
            second = top;
        }
        (top, second)
    }

    /// What is known of the passage.
    pub fn numbers(&self) -> [f32; PASSAGE] {
        let mut numbers = [0.0; PASSAGE];
        let mut pen = Pen { rest: numbers.iter_mut() };
        let (top, second) = self.tops();
        let counts = hits(self.findings);
        let serious = self.findings.iter().filter(|finding| finding.severity > Severity::Note).count();
        pen.write(self.scores);
        pen.write(top);
        pen.write(second);
        pen.write([top.iter().copied().fold(LEAST, f32::max)]);
        pen.write(counts.map(|count| f32::from(count.min(3))));
        pen.write(counts.map(|count| f32::from(count.min(1))));
        pen.write([serious.min(4) as f32, serious.min(1) as f32]);
        pen.write(self.trust);
        pen.write(contexts(self.context));
        pen.write([log2(self.tokens), f32::from(u8::from(self.to_many))]);
        numbers
    }

    /// What its clauses have in common; `verdict` is the log odds for the whole passage.
    pub fn shared_numbers(&self, verdict: f32) -> [f32; CLAUSE - OF_CLAUSE] {
        let mut numbers = [0.0; CLAUSE - OF_CLAUSE];
        let mut pen = Pen { rest: numbers.iter_mut() };
        let (top, second) = self.tops();
        pen.write(self.scores);
        pen.write([verdict]);
        pen.write(top);
        pen.write(second);
        pen.write(hits(self.findings).map(|count| f32::from(count.min(1))));
        pen.write(contexts(self.context));
        pen.write([log2(self.clauses.len())]);
        numbers
    }

    /// What is known of clause number `at` beside that.
    pub fn clause_numbers(&self, at: usize) -> [f32; OF_CLAUSE] {
        let mut numbers = [0.0; OF_CLAUSE];
        let mut pen = Pen { rest: numbers.iter_mut() };
        let scores = |at: Option<usize>| at.and_then(|at| self.clauses.get(at)).map_or([LEAST; 6], |clause| clause.scores);
        let own = self.clauses.get(at);
        let span = own.map_or(Span::default(), |clause| clause.span);
        let length = own.map_or(0, |clause| clause.end - clause.first) as usize;
        pen.write(scores(Some(at)));
        pen.write(hits(touching(self.findings, span)).map(|count| f32::from(count.min(1))));
        pen.write(scores(at.checked_sub(1)));
        pen.write(scores(at.checked_add(1)));
        pen.write([at + 1, self.clauses.len().saturating_sub(at), length].map(log2));
        numbers
    }
}

/// The highest scores of any clause of a passage, by family, and the second-highest.
pub type Tops = ([f32; 6], [f32; 6]);

/// The score of a clause that is not there.
const LEAST: f32 = -3.0;

/// The findings that touch a span; they are in order and do not overlap.
pub fn touching(findings: &[Finding], span: Span) -> &[Finding] {
    let first = findings.partition_point(|finding| finding.span.end <= span.start);
    let end = findings.partition_point(|finding| finding.span.start < span.end);
    findings.get(first..end.max(first)).unwrap_or(&[])
}

/// Weights times numbers, and the last weight.
pub fn weigh(numbers: &[f32], weights: &[f32]) -> f32 {
    let sum: f32 = numbers.iter().zip(weights).map(|(number, weight)| number * weight).sum();
    sum + weights.get(numbers.len()).copied().unwrap_or(0.0)
}
