//! Each rule does what its manual says, and every manual says enough.

use curbside::finding::{Context, Severity};
use curbside::rules::{RULES, Rule};
use curbside::scan::{Scanner, Situation};

use crate::marks;

/// One line of a manual's examples.
struct Example {
    context: Context,
    answers: Option<String>,
    recipients: u32,
    marked: String,
    wrong: bool,
}

fn examples(rule: &Rule) -> Vec<Example> {
    let (mut found, mut section, mut fence) = (Vec::new(), String::new(), None);
    for line in rule.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
        if let Some(tags) = line.strip_prefix("```") {
            fence = if fence.is_some() {
                None
            } else {
                let context = tags.split(',').find_map(Context::parse).unwrap_or_default();
                let answers = tags.split(',').find_map(|tag| tag.strip_prefix("to:")).map(str::to_owned);
                let recipients = tags.split(',').find_map(|tag| tag.strip_prefix("recipients:")).map_or(0, |count| count.parse().unwrap());
                Some((context, answers, recipients))
            };
        } else if let Some(heading) = line.strip_prefix("# ") {
            section = heading.to_owned();
        } else if let Some((context, answers, recipients)) = fence.clone() {
            found.push(Example { context, answers, recipients, marked: line.replace("\\n", "\n"), wrong: section == "Wrong" });
        }
    }
    found
}

#[test]
fn every_rule_does_what_its_manual_says() {
    let mut scanner = Scanner::new();
    let mut failures = Vec::new();
    for &rule in RULES {
        for example in examples(rule) {
            let (text, spans) = marks::strip(&example.marked);
            assert!(!example.wrong || !spans.is_empty(), "{}: a wrong example has a mark: {}", rule.id, example.marked);
            let situation = Situation { context: example.context, counterpart: example.answers.as_deref(), recipients: example.recipients };
            let findings = scanner.scan_rule(rule, &text, situation);
            if rule.learned {
                // Where a clause begins and which rule of its label names it may change with the weights.
                let all = scanner.scan(&text, situation);
                let named = |finding: &&curbside::finding::Finding| finding.rule.label == rule.label && finding.severity != Severity::Note;
                let missed = spans.iter().any(|(start, end, _)| {
                    !all.iter().filter(named).any(|finding| finding.span.overlaps(curbside::text::Span::new(*start as u32, *end as u32)))
                });
                if missed || spans.is_empty() && !findings.is_empty() {
                    failures.push(format!("{}\n  manual: {}", rule.id, example.marked));
                }
                continue;
            }
            let found = marks::mark(&text, &findings);
            if found != example.marked {
                failures.push(format!("{}\n   finds: {found}\n  manual: {}", rule.id, example.marked));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_manual_has_a_why_a_wrong_and_a_right() {
    for rule in RULES {
        let has = |wrong: bool| examples(rule).iter().any(|example| example.wrong == wrong);
        assert!(has(true) && has(false), "{}: expected examples under # Wrong and # Right", rule.id);
        assert!(rule.manual.contains("# Why"), "{}: expected a section # Why", rule.id);
        assert!(!rule.law.is_empty(), "{}: expected a provision", rule.id);
        assert!(rule.title.split_whitespace().count() <= 6, "{}: the title has more than six words", rule.id);
        assert!(rule.why.ends_with('.') && !rule.why.contains("violat"), "{}: the why is one plain sentence", rule.id);
    }
}

#[test]
fn ids_are_the_label_and_a_noun_and_there_is_one_of_each() {
    let mut seen = std::collections::BTreeSet::new();
    for rule in RULES {
        let noun = rule.id.strip_prefix(rule.label.as_str()).and_then(|rest| rest.strip_prefix('/'));
        assert!(noun.is_some_and(|noun| noun.chars().all(|c| c.is_ascii_lowercase() || c == '-')), "{}: expected label/noun", rule.id);
        assert!(seen.insert(rule.id), "{}: twice", rule.id);
    }
}
