//! Better wordings. A fix replaces exactly the words of its finding and leaves every other byte alone.

use crate::finding::{Finding, Fix, Label};
use crate::rules::{Input, Rewrite};
use crate::text::{Kind, Shape, Span};

/// What may stand in place of a finding's words, best first. Empty where only the author can say it better.
pub fn offer(input: &Input<'_>, finding: &Finding) -> Vec<Fix> {
    match finding.rule.rewrite {
        Rewrite::Words(words) => words.iter().map(|words| write(input, finding.span, words)).collect(),
        Rewrite::Made(make) => make(input, finding.span),
        Rewrite::Usual => usual(finding.label()).iter().map(|words| write(input, finding.span, words)).collect(),
    }
}

/// A fix that writes `words` in place of `span`, with a capital where the sentence begins there.
pub fn write(input: &Input<'_>, span: Span, words: &str) -> Fix {
    let text = if begins_sentence(input, span) { capitalise(words) } else { words.to_owned() };
    let title = match word_before(input, span) {
        _ if words.is_empty() => "Leave it out".to_owned(),
        // "Write: there" says little, "Write: Hi there" does.
        Some(before) if !words.contains(' ') => format!("Write: {before} {text}"),
        _ => format!("Write: {text}"),
    };
    Fix { title, text }
}

/// The word that begins the sentence, where `span` follows it at once.
fn word_before<'a>(input: &Input<'a>, span: Span) -> Option<&'a str> {
    let first = input.parsed.token_range(span).start;
    let opens = input.parsed.sentence_of(first)?.first as usize;
    let before = first.checked_sub(1).filter(|&before| before == opens).and_then(|before| input.parsed.tokens.get(before))?;
    (before.kind == Kind::Word).then(|| input.parsed.words(before.span))
}

fn begins_sentence(input: &Input<'_>, span: Span) -> bool {
    let first = input.parsed.token_range(span).start;
    let Some(token) = input.parsed.tokens.get(first) else { return false };
    let opens = input.parsed.sentence_of(first).is_some_and(|sentence| sentence.first as usize == first);
    opens && token.kind == Kind::Word && (token.shape.has(Shape::CAPITALISED) || token.shape.has(Shape::ALL_CAPS))
}

fn capitalise(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The wording that serves for most findings of a label.
const fn usual(label: Label) -> &'static [&'static str] {
    match label {
        Label::RelVisit => &["thank you for the kind words", "we are glad to hear from you"],
        Label::RelCare => &["your feedback"],
        Label::AdvDiagnosis | Label::AdvResults => &["only your own clinician can say what this is"],
        Label::AdvTreatment | Label::AdvDose => &["please ask your own clinician what is right for you"],
        Label::AdvTriage => &["please call your own clinician today; in an emergency call 911"],
        Label::SolPhi | Label::SolBoundary => &["please call our office"],
        Label::IdAge90 => &["in their 90s"],
        _ => &[],
    }
}
