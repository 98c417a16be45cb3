//! The `{{…}}` markup of examples and of the corpus.

use curbside::finding::Finding;

/// The text without its marks, and the marked ranges in bytes.
pub fn strip(marked: &str) -> (String, Vec<(usize, usize, Option<String>)>) {
    let (mut text, mut spans, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let (inside, after) = after.split_once("}}").expect("a mark that is closed");
        let (label, words) = match inside.split_once('|') {
            Some((label, words)) => (Some(label.to_owned()), words),
            None => (None, inside),
        };
        spans.push((text.len(), text.len() + words.len(), label));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    (text, spans)
}

/// `text` with marks around what was found.
pub fn mark(text: &str, findings: &[Finding]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for finding in findings {
        let range = finding.span.range();
        out.push_str(&text[at..range.start]);
        out.push_str("{{");
        out.push_str(&text[range.clone()]);
        out.push_str("}}");
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}
