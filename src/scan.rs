//! From text to findings: take apart, match, fuse. Pure: the same input gives the same findings.

use crate::finding::{Context, Finding, Label, Severity};
use crate::fuse::fuse;
use crate::lexicon;
use crate::rules::index::Index;
use crate::rules::{Input, RULES, Rule, Sink, pattern};
use crate::text::{Parsed, Sentence, Span, Token, sentence, token};

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

/// Scans texts; keeps its buffers from one to the next.
#[derive(Default)]
pub struct Scanner {
    index: Index,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    raw: Vec<Finding>,
    excuses: Vec<(&'static str, Span)>,
    findings: Vec<Finding>,
    steps: u32,
}

impl Scanner {
    /// A scanner with every rule.
    pub fn new() -> Self {
        Self::default()
    }

    /// What must not go out of `text`: in order, not overlapping, on character boundaries.
    pub fn scan(&mut self, text: &str, situation: Situation<'_>) -> &[Finding] {
        self.parse(text);
        self.raw.clear();
        self.excuses.clear();
        let input = Input {
            parsed: Parsed { text, tokens: &self.tokens, sentences: &self.sentences },
            context: situation.context,
            counterpart: situation.counterpart,
            recipients: situation.recipients,
        };
        self.steps = match_patterns(&self.index, &input, &mut self.raw, &mut self.excuses);
        for rule in RULES {
            if let Some(check) = rule.check {
                check(&input, &mut Sink::new(rule, &mut self.raw));
            }
        }
        excuse(&mut self.raw, &mut self.excuses);
        for finding in &mut self.raw {
            finding.severity = in_context(finding, &situation);
        }
        fuse(&input, &mut self.raw, &mut self.findings);
        &self.findings
    }

    /// Steps that pattern matching took in the last scan: a count of work that no busy machine disturbs.
    pub const fn steps(&self) -> u32 {
        self.steps
    }

    /// Takes `text` apart into the scanner's buffers and looks at it; for rules' rewrites and for tests.
    pub fn with_input<T>(&mut self, text: &str, situation: Situation<'_>, look: impl FnOnce(&Input<'_>) -> T) -> T {
        self.parse(text);
        look(&Input {
            parsed: Parsed { text, tokens: &self.tokens, sentences: &self.sentences },
            context: situation.context,
            counterpart: situation.counterpart,
            recipients: situation.recipients,
        })
    }

    /// What one rule alone finds, before it is weighed against the others; for its own examples.
    pub fn scan_rule(&mut self, rule: &'static Rule, text: &str, situation: Situation<'_>) -> Vec<Finding> {
        self.scan(text, situation);
        let mut own: Vec<Finding> = self.raw.iter().copied().filter(|finding| finding.rule.id == rule.id).collect();
        own.sort_by_key(|finding| (finding.span.start, core::cmp::Reverse(finding.span.end)));
        own.dedup_by(|b, a| a.span.overlaps(b.span));
        own
    }

    fn parse(&mut self, text: &str) {
        self.tokens.clear();
        self.sentences.clear();
        token::tokenize(text, &mut self.tokens);
        lexicon::annotate(&mut self.tokens);
        sentence::split(&self.tokens, &mut self.sentences);
    }
}

fn match_patterns(index: &Index, input: &Input<'_>, raw: &mut Vec<Finding>, excuses: &mut Vec<(&'static str, Span)>) -> u32 {
    let mut steps = 0;
    for sentence in input.parsed.sentences {
        let tokens = input.parsed.tokens_of(sentence);
        for (at, token) in tokens.iter().enumerate() {
            index.candidates(token, |entry| {
                let Some(span) = pattern::find(entry.pattern.ops, tokens, at, &mut steps) else { return };
                if entry.excuses {
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
    steps
}

/// In a private message or e-mail, arranging a visit is the minimum necessary (GUIDE "Decisions"): such findings
/// are only noted.
fn in_context(finding: &Finding, situation: &Situation<'_>) -> Severity {
    let logistic = matches!(finding.label(), Label::RelVisit | Label::IdName | Label::IdDate);
    if situation.context.is_private() && situation.recipients <= 1 && logistic { Severity::Note } else { finding.severity }
}

/// Drops each finding that an excuse of its own rule overlaps. Linear but for the sorting.
fn excuse(raw: &mut Vec<Finding>, excuses: &mut [(&'static str, Span)]) {
    if excuses.is_empty() {
        return;
    }
    excuses.sort_unstable_by_key(|&(id, span)| (id, span.start));
    let longest = excuses.iter().map(|(_, span)| span.len()).max().unwrap_or(0);
    raw.retain(|finding| {
        let from = excuses.partition_point(|&(id, span)| (id, span.start) < (finding.rule.id, finding.span.start.saturating_sub(longest)));
        let near =
            excuses.get(from..).unwrap_or(&[]).iter().take_while(|&&(id, span)| id == finding.rule.id && span.start < finding.span.end);
        !near.into_iter().any(|&(_, span)| span.overlaps(finding.span))
    });
}
