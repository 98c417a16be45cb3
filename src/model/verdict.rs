//! From evidence to what is said: whether a passage may go out, and which of its clauses must not.

use super::evidence::{CLAUSE, FAMILIES, PASSAGE, Passage, touching, weigh, weigh_all};
use crate::finding::{Context, Finding, Severity};

/// The weights that join scores and findings, and from which odds on something is said.
pub struct Stack {
    /// Log odds that a careful officer would stop the passage.
    pub passage: [f32; PASSAGE + 1],
    /// Log odds that a clause needs a mark of each family.
    pub clauses: [[f32; CLAUSE + 1]; 6],
    /// Least log odds of a passage in which anything is said, by context.
    pub least: [f32; 6],
    /// How far below the least log odds what the rules found is still said, for "Check this" and for "Don't post": to
    /// silence exact words takes more certainty.
    pub patience: [f32; 2],
    /// Least log odds of a clause that is marked, by family.
    pub least_clause: [f32; 6],
}

/// What is made of a passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Log odds less what the context asks for: above zero, clauses are marked.
    pub odds: f32,
    /// The highest severity of what the rules found that is only noted; `Note` where all of it is said.
    pub silences: Severity,
    /// The one clause (and family, by index) that is marked although none is sure, because nothing else would be.
    pub best: Option<(usize, usize)>,
}

impl Stack {
    /// Judges a passage.
    pub fn judge(&self, passage: &Passage<'_>) -> Verdict {
        let logit = weigh(&passage.numbers(), &self.passage);
        let odds = logit - self.least.get(passage.context as usize).copied().unwrap_or(0.0);
        let [warn, block] = self.patience;
        // In public answers to reviews, where people look for a confirmation, what must not be posted is always said.
        let silences = if odds <= -block && passage.context != Context::ReviewReply {
            Severity::Block
        } else if odds <= -warn {
            Severity::Warn
        } else {
            Severity::Note
        };
        let mut verdict = Verdict { odds, silences, best: None };
        if odds <= 0.0 || passage.findings.iter().any(|finding| finding.severity > Severity::Note) {
            return verdict;
        }
        let (top, _) = passage.tops();
        let mut highest = f32::MIN;
        for at in 0..passage.clauses.len() {
            let numbers = passage.clause_numbers(at, logit, top);
            for (family, (odds, least)) in weigh_all(&numbers, &self.clauses).into_iter().zip(self.least_clause).enumerate() {
                let margin = odds - least;
                // The learned classifiers do not name identifiers: those are words, not clauses.
                if family > 0 && margin > highest {
                    (highest, verdict.best) = (margin, Some((at, family)));
                }
            }
        }
        if highest > 0.0 {
            verdict.best = None;
        }
        verdict
    }

    /// Tells `mark` the families (by index) of which clause number `at` needs a mark that no finding gives it.
    pub fn mark(&self, passage: &Passage<'_>, verdict: Verdict, top: [f32; 6], at: usize, mut mark: impl FnMut(usize)) {
        let Some(clause) = passage.clauses.get(at) else { return };
        let logit = verdict.odds + self.least.get(passage.context as usize).copied().unwrap_or(0.0);
        let numbers = passage.clause_numbers(at, logit, top);
        for (family, (odds, least)) in weigh_all(&numbers, &self.clauses).into_iter().zip(self.least_clause).enumerate().skip(1) {
            let said = |finding: &Finding| {
                finding.severity > Severity::Note && FAMILIES.get(family).is_some_and(|&family| finding.label().family() == family)
            };
            if (odds > least || verdict.best == Some((at, family))) && !touching(passage.findings, clause.span).iter().any(said) {
                mark(family);
            }
        }
    }
}
