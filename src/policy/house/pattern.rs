//! Regular expressions of an organisation. Linear in the length of the text, of a bounded size, compiled once.
//!
//! They are tried line by line, and what was found in a line is remembered: a keystroke costs the line it touched.

use std::collections::HashMap;

use regex_lite::{Regex, RegexBuilder};

use super::rule::{Wording, rule};
use crate::finding::{Finding, Label, Severity};
use crate::policy::check::{Path, Problems};
use crate::policy::node::Node;
use crate::policy::schema::severity;
use crate::rules::Rule;
use crate::text::Span;

/// Largest compiled pattern, in bytes.
const LARGEST: usize = 64 << 10;
/// Most findings of one pattern in one line: who writes `.` as a pattern wants to be told, not served.
const MOST: usize = 100;

/// A pattern, compiled.
pub struct OrgPattern {
    regex: Regex,
    /// Letters that must stand in a line before it is tried, in small letters; empty where there are none.
    needs: String,
    pub rule: &'static Rule,
}

/// What tells lines apart: length and two hashes.
pub type Print = (u32, u32, u32);

/// A finding in a line.
#[derive(Clone, Copy)]
pub struct Hit {
    span: Span,
    rule: &'static Rule,
}

impl OrgPattern {
    /// Compiles an entry and tries its examples. What fails is told, and the entry is left out.
    #[inline(never)]
    pub fn read(entry: &Node, path: Path<'_>, problems: &mut Problems) -> Option<Self> {
        let text = |name: &str| entry.get(name).and_then(Node::text);
        let written = text("pattern")?;
        let regex = match RegexBuilder::new(written).size_limit(LARGEST).nest_limit(30).build() {
            Ok(regex) => regex,
            Err(error) => {
                problems.add(Path::Key(&path, "pattern"), "a regular expression", error.to_string(), entry.at);
                return None;
            }
        };
        if regex.is_match("") {
            let found = "one that matches where nothing stands";
            problems.add(Path::Key(&path, "pattern"), "a pattern that matches at least one character", found, entry.at);
            return None;
        }
        let rule = rule(&Wording {
            label: text("label").and_then(Label::parse)?,
            severity: text("severity").and_then(severity).unwrap_or(Severity::Warn),
            name: text("name")?,
            title: text("title")?,
            why: text("why")?,
        })?;
        let made = Self { regex, needs: needed(written), rule };
        let before = problems.0.len();
        for (name, must_find) in [("wrong", true), ("right", false)] {
            let path = Path::Key(&path, name);
            let examples = entry.get(name).map_or(&[][..], Node::items);
            if examples.is_empty() {
                problems.add(path, "at least one example", "none", entry.at);
            }
            for (index, example) in examples.iter().enumerate() {
                let Some(example_text) = example.text() else { continue };
                if let Some(found) = made.fails(example_text, must_find) {
                    let expected =
                        if must_find { "a text in which the pattern finds what is marked" } else { "a text in which it finds nothing" };
                    problems.add(Path::Item(&path, index), expected, found, example.at);
                }
            }
        }
        (problems.0.len() == before).then_some(made)
    }

    /// What it does with an example that it should not.
    fn fails(&self, example: &str, must_find: bool) -> Option<String> {
        let (plain, marked) = unmark(example);
        let mut hits = Vec::new();
        for (start, line) in lines(&plain) {
            self.find(start, line, &mut hits);
        }
        let found: Vec<Span> = hits.iter().map(|hit| hit.span).collect();
        let words = |span: &Span| plain.get(span.range()).unwrap_or("").to_owned();
        let list = || found.iter().map(|span| format!("\"{}\"", words(span))).collect::<Vec<_>>().join(", ");
        match (must_find, found.is_empty()) {
            (true, true) => Some("nothing".to_owned()),
            (true, false) if !marked.is_empty() && found != marked => Some(list()),
            (false, false) => Some(list()),
            _ => None,
        }
    }

    fn find(&self, start: u32, line: &str, hits: &mut Vec<Hit>) {
        let found = self.regex.find_iter(line).filter(|found| !found.is_empty()).take(MOST);
        hits.extend(found.map(|found| Hit { span: Span::new(start + found.start() as u32, start + found.end() as u32), rule: self.rule }));
    }
}

/// Adds what the patterns find in `text`. `memory` holds what they found in the lines of the text before.
pub fn find(patterns: &[OrgPattern], text: &str, memory: &mut HashMap<Print, Vec<Hit>>, findings: &mut Vec<Finding>) {
    if patterns.is_empty() {
        return;
    }
    let mut known = core::mem::take(memory);
    for (start, line) in lines(text) {
        let print = print(line);
        let hits = memory.entry(print).or_insert_with(|| known.remove(&print).unwrap_or_else(|| look(patterns, line)));
        findings.extend(hits.iter().map(|hit| Finding {
            span: Span::new(start + hit.span.start, start + hit.span.end),
            rule: hit.rule,
            severity: hit.rule.severity,
        }));
    }
}

fn look(patterns: &[OrgPattern], line: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let small = line.to_ascii_lowercase();
    for pattern in patterns {
        if small.contains(&pattern.needs) {
            pattern.find(0, line, &mut hits);
        }
    }
    hits
}

/// Each line with the byte at which it begins.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let at = start;
        start += line.len() as u32 + 1;
        (at, line.strip_suffix('\r').unwrap_or(line))
    })
}

fn print(line: &str) -> Print {
    let (mut first, mut second) = (0x811c_9dc5_u32, 0x9e37_79b1_u32);
    for byte in line.bytes() {
        first = (first ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        second = (second.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x85eb_ca6b);
    }
    (line.len() as u32, first, second)
}

/// The longest run of letters, digits and hyphens that every match holds, in small letters. Only the plainest is seen: what
/// stands at the top of an expression without alternatives, and is neither repeated nor optional. Looking for it first is
/// much quicker than the expression itself.
fn needed(pattern: &str) -> String {
    let (mut best, mut run) = (String::new(), String::new());
    let keep = |run: &mut String, best: &mut String| {
        if run.len() > best.len() {
            *best = core::mem::take(run);
        }
        run.clear();
    };
    let mut depth = 0_u32;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '|' if depth == 0 => return String::new(),
            // A flag in the middle may make white space count for nothing.
            '(' if chars.peek() == Some(&'?') => return String::new(),
            '(' => {
                keep(&mut run, &mut best);
                depth += 1;
            }
            ')' => depth = depth.saturating_sub(1),
            '[' => {
                // A class in a class, or a bracket in one, is more than this understands.
                keep(&mut run, &mut best);
                if chars.peek() == Some(&'^') {
                    chars.next();
                }
                if chars.peek() == Some(&']') {
                    return best;
                }
                loop {
                    match chars.next() {
                        Some(']') => break,
                        None | Some('[' | '\\') => return best,
                        Some(_) => {}
                    }
                }
            }
            '*' | '?' | '{' => {
                run.pop();
                keep(&mut run, &mut best);
                if c == '{' {
                    while chars.next().is_some_and(|c| c != '}') {}
                }
            }
            '\\' => {
                keep(&mut run, &mut best);
                // `\x41`, `\u{41}` and the like: what follows is no text.
                if chars.next().is_some_and(|c| matches!(c, 'x' | 'u' | 'U' | 'p' | 'P' | '0'..='9')) {
                    return best;
                }
            }
            c if depth == 0 && (c.is_ascii_alphanumeric() || c == '-') => run.push(c.to_ascii_lowercase()),
            _ => keep(&mut run, &mut best),
        }
    }
    keep(&mut run, &mut best);
    best
}

/// A text without the marks `{{…}}`, and what they marked.
fn unmark(example: &str) -> (String, Vec<Span>) {
    let (mut plain, mut spans, mut rest) = (String::new(), Vec::new(), example);
    while let Some((head, tail)) = rest.split_once("{{")
        && let Some((inside, after)) = tail.split_once("}}")
    {
        plain.push_str(head);
        let start = plain.len() as u32;
        plain.push_str(inside);
        spans.push(Span::new(start, plain.len() as u32));
        rest = after;
    }
    plain.push_str(rest);
    (plain, spans)
}

#[cfg(test)]
mod tests {
    use super::needed;

    #[test]
    fn only_what_every_match_holds_is_needed() {
        for (pattern, wanted) in [
            (r"\bLH-\d{6}\b", "lh-"),
            ("abc|abcd", ""),
            ("(abc|x)def", "def"),
            ("ab?cdef", "cdef"),
            ("ab{2}c", "a"),
            ("[abc]de", "de"),
            (r"[\w-]+de", ""),
            ("[]ab]cd", ""),
            ("[^]ab]cd", ""),
            ("(?i)abc", ""),
            (r"ab\x41cdef", "ab"),
            ("abc+d", "abc"),
            ("a.bcd", "bcd"),
            ("x^yz", "yz"),
        ] {
            assert_eq!(needed(pattern), wanted, "{pattern}");
        }
    }
}
