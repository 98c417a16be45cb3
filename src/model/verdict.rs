//! From evidence to what is said: whether a passage may go out, and which of its clauses must not.

use super::evidence::{FAMILIES, PASSAGE, Passage, touching, weigh};
use super::net::{Net, Shared};
use crate::finding::{Context, Finding, Label, Severity};

/// The weights that join scores and findings, and from which odds on something is said.
pub struct Stack {
    /// Log odds that a careful officer would stop the passage.
    pub passage: [f32; PASSAGE + 1],
    /// Log odds that a clause needs a mark of each family.
    pub clauses: Net,
    /// Least log odds of a passage in which anything is said, by context.
    pub least: [f32; 6],
    /// How far below the least log odds what the rules found is still said, for "Check this", for "Don't post" and for the
    /// number of a thing: to silence exact words takes more certainty.
    pub patience: [f32; 3],
    /// Least log odds of a clause that is marked, by family.
    pub least_clause: [f32; 6],
}

impl Default for Stack {
    /// Weighs nothing.
    fn default() -> Self {
        Self { passage: [0.0; PASSAGE + 1], clauses: Net::default(), least: [0.0; 6], patience: [0.0; 3], least_clause: [0.0; 6] }
    }
}

/// What is made of a passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Log odds less what the context asks for: above zero, clauses are marked.
    pub odds: f32,
    /// The one clause (and family, by index) that is marked although none is sure, because nothing else would be.
    pub best: Option<(usize, usize)>,
    /// What all its clauses share; only where the odds are above zero.
    pub shared: Shared,
}

impl Stack {
    /// Judges a passage.
    pub fn judge(&self, passage: &Passage<'_>) -> Verdict {
        let logit = weigh(&passage.numbers(), &self.passage);
        let odds = logit - self.least.get(passage.context as usize).copied().unwrap_or(0.0);
        let mut verdict = Verdict { odds, best: None, shared: Shared::default() };
        if odds <= 0.0 {
            return verdict;
        }
        verdict.shared = self.clauses.shared(&passage.shared_numbers(logit));
        if passage.findings.iter().any(|finding| finding.severity > Severity::Note) {
            return verdict;
        }
        let mut highest = f32::MIN;
        for at in 0..passage.clauses.len() {
            let odds = self.clauses.judge(verdict.shared, &passage.clause_numbers(at));
            for (family, (odds, least)) in odds.into_iter().zip(self.least_clause).enumerate() {
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

    /// Whether what a rule found is said in a passage of these odds (less what the context asks for), if nothing else speaks
    /// for it.
    pub fn hears(&self, finding: &Finding, odds: f32, context: Context) -> bool {
        let [warn, block, thing] = self.patience;
        let patience = match finding.severity {
            Severity::Note => return false,
            Severity::Warn => warn,
            // In public answers to reviews, where people look for a confirmation, what must not be posted is always said.
            Severity::Block if context == Context::ReviewReply => return true,
            Severity::Block if is_of_thing(finding.label()) => thing,
            Severity::Block => block,
        };
        odds > -patience
    }

    /// Tells `mark` the families (by index) of which clause number `at` needs a mark that no finding gives it.
    pub fn mark(&self, passage: &Passage<'_>, verdict: Verdict, at: usize, mut mark: impl FnMut(usize)) {
        let Some(clause) = passage.clauses.get(at) else { return };
        let odds = self.clauses.judge(verdict.shared, &passage.clause_numbers(at));
        for (family, (odds, least)) in odds.into_iter().zip(self.least_clause).enumerate().skip(1) {
            let said = |finding: &Finding| {
                finding.severity > Severity::Note && FAMILIES.get(family).is_some_and(|&family| finding.label().family() == family)
            };
            if (odds > least || verdict.best == Some((at, family))) && !touching(passage.findings, clause.span).iter().any(said) {
                mark(family);
            }
        }
    }
}

/// Whether a label is of numbers that things have as well as patients do: the practice's van has a plate, its monitor a serial
/// number, and the door a reader of fingers.
const fn is_of_thing(label: Label) -> bool {
    matches!(label, Label::IdVehicle | Label::IdDevice | Label::IdAccount | Label::IdBiometric)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test stops where its data are wrong")]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use crate::text::Span;

    fn stack() -> Stack {
        Stack { patience: [1.0, 1.5, 2.0], ..Stack::default() }
    }

    fn finding(label: Label, severity: Severity) -> Finding {
        let rule = RULES.iter().find(|rule| rule.label == label).expect("a rule for every label");
        Finding { span: Span::new(0, 1), rule, severity }
    }

    #[test]
    fn the_number_of_a_thing_is_silenced_last() {
        let hears = |label, severity, odds| stack().hears(&finding(label, severity), odds, Context::Post);
        for (label, severity, patience) in [
            (Label::IdDate, Severity::Warn, 1.0),
            (Label::IdDate, Severity::Block, 1.5),
            (Label::IdVehicle, Severity::Block, 2.0),
            (Label::IdDevice, Severity::Block, 2.0),
            (Label::IdVehicle, Severity::Warn, 1.0),
        ] {
            assert!(hears(label, severity, 0.1 - patience), "{} {severity:?}", label.as_str());
            assert!(!hears(label, severity, -patience), "{} {severity:?}", label.as_str());
        }
    }

    #[test]
    fn what_must_not_stand_in_a_public_answer_is_always_said() {
        let hears = |severity| stack().hears(&finding(Label::IdVehicle, severity), -9.0, Context::ReviewReply);
        assert!(hears(Severity::Block));
        assert!(!hears(Severity::Warn));
        assert!(!hears(Severity::Note));
    }
}
