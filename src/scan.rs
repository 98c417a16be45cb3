//! From text to findings: take apart, match, fuse. Pure: the same input gives the same findings.

use crate::finding::{Context, Family, Finding, Label, Severity};
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
        match_patterns(&self.index, &input, &mut self.raw, &mut self.excuses);
        for rule in RULES {
            if let Some(check) = rule.check {
                check(&input, &mut Sink::new(rule, &mut self.raw));
            }
        }
        let excuses = &self.excuses;
        self.raw.retain(|finding| !excuses.iter().any(|&(id, span)| id == finding.rule.id && span.overlaps(finding.span)));
        for finding in &mut self.raw {
            finding.severity = in_context(finding, &situation);
        }
        fuse(&input, &mut self.raw, &mut self.findings);
        &self.findings
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

fn match_patterns(index: &Index, input: &Input<'_>, raw: &mut Vec<Finding>, excuses: &mut Vec<(&'static str, Span)>) {
    for sentence in input.parsed.sentences {
        let tokens = input.parsed.tokens_of(sentence);
        for (at, token) in tokens.iter().enumerate() {
            index.candidates(token, |entry| {
                let Some(span) = pattern::find(entry.pattern.ops, tokens, at) else { return };
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
}

/// In a private message or e-mail, arranging a visit is the minimum necessary (GUIDE "Decisions"): such findings
/// stay silent unless something else in the text is of weight, which [`fuse`] decides.
fn in_context(finding: &Finding, situation: &Situation<'_>) -> Severity {
    let logistic = matches!(finding.label(), Label::RelVisit | Label::IdName | Label::IdDate);
    if situation.context.is_private() && situation.recipients <= 1 && logistic { Severity::Note } else { finding.severity }
}

/// Which finding keeps its words where two claim them. Exact identifiers first, then what is longest.
const fn rank(label: Label) -> u8 {
    match label {
        Label::IdSsn
        | Label::IdMrn
        | Label::IdPlan
        | Label::IdVehicle
        | Label::IdDevice
        | Label::IdEmail
        | Label::IdUrl
        | Label::IdIp
        | Label::IdLicense
        | Label::IdAccount => 0,
        Label::IdFax | Label::IdPhone => 1,
        Label::NarStory | Label::NarLive | Label::ClmAttack | Label::ClmTestimonial | Label::ClmGuarantee => 2,
        _ => 3,
    }
}

/// Puts findings in order and takes overlaps away: a date or place inside a story is part of it, an identifier at the
/// edge of another finding keeps its own words, and of two of one family the longer stays.
fn fuse(input: &Input<'_>, raw: &mut [Finding], out: &mut Vec<Finding>) {
    out.clear();
    raw.sort_by_key(|finding| {
        let silent = finding.severity == Severity::Note;
        (silent, rank(finding.label()), core::cmp::Reverse(finding.span.len()), finding.span.start, finding.rule.id)
    });
    for finding in raw.iter() {
        let mut spans = vec![finding.span];
        for kept in out.iter() {
            if spans.is_empty() {
                break;
            }
            let same = kept.label().family() == finding.label().family();
            spans = spans.into_iter().flat_map(|span| without(span, kept.span, same)).collect();
        }
        // Of the pieces that others leave, the longest that still says something.
        let piece = spans.into_iter().filter_map(|span| trim(input, span)).max_by_key(|span| span.len());
        let Some(span) = piece else { continue };
        let cut = span.len() < finding.span.len();
        if cut && finding.label().family() == Family::Identifier && !finding.span.eq(&span) {
            continue;
        }
        out.push(Finding { span, ..*finding });
    }
    out.sort_by_key(|finding| finding.span.start);
}

/// What is left of `span` beside `kept`.
fn without(span: Span, kept: Span, same_family: bool) -> Vec<Span> {
    if !span.overlaps(kept) {
        return vec![span];
    }
    if same_family {
        return Vec::new();
    }
    [Span::new(span.start, kept.start), Span::new(kept.end, span.end)]
        .into_iter()
        .filter(|piece| !piece.is_empty() && piece.start >= span.start && piece.end <= span.end)
        .collect()
}

/// The piece from its first to its last word; nothing if no word is in it.
fn trim(input: &Input<'_>, span: Span) -> Option<Span> {
    let range = input.parsed.token_range(span);
    let inside = input.parsed.tokens.get(range)?;
    let first = inside.iter().find(|token| token.kind != token::Kind::Punct && span.contains(token.span));
    let last = inside.iter().rev().find(|token| span.contains(token.span));
    match (first, last) {
        (Some(_), Some(last)) => {
            let start = inside.iter().find(|token| span.contains(token.span)).map_or(span.start, |token| token.span.start);
            Some(Span::new(start.max(span.start), last.span.end.min(span.end)))
        }
        // A rule may point at less than a token; it knows why.
        _ => (!inside.is_empty() && input.parsed.text.get(span.range()).is_some()).then_some(span),
    }
}
