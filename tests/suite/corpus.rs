//! Precision and recall on the labelled texts, per family and label, against `tests/corpus/baseline.json`.
//!
//! A figure that falls fails. `UPDATE=1 cargo test corpus` writes the figures of today as the new baseline: read the
//! difference before you commit it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use curbside::finding::{Context, Family, Label, Severity};
use curbside::scan::{Scanner, Situation};
use serde_json::{Value, json};

use crate::marks;

const FILES: [&str; 5] = ["advice-mail", "mixed", "posts", "rare", "replies"];
/// How far a figure may fall before it fails the test; figures are rounded to three places.
const SLACK: f64 = 0.002;

/// One labelled text.
pub struct Item {
    pub context: Context,
    pub text: String,
    pub spans: Vec<(usize, usize, Label)>,
    pub warn: bool,
    pub grey: bool,
    pub recipients: u32,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn load_file(name: &str) -> Vec<Item> {
    let lines = std::fs::read_to_string(folder().join(format!("{name}.jsonl"))).unwrap();
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            let (text, spans) = marks::strip(row["text"].as_str().unwrap());
            let spans = spans.into_iter().map(|(start, end, label)| (start, end, Label::parse(&label.unwrap()).unwrap())).collect();
            let lists = ["to", "cc"].into_iter().filter_map(|key| row["recipients"][key].as_array());
            let recipients = curbside::recipients::private_mailboxes(lists.flatten().filter_map(Value::as_str));
            Item {
                context: Context::parse(row["context"].as_str().unwrap()).unwrap(),
                text,
                spans,
                warn: row["warn"].as_bool().unwrap(),
                grey: row["grey"].as_bool().unwrap_or(false),
                recipients,
            }
        })
        .collect()
}

/// Every text of the corpus.
pub fn load() -> Vec<Item> {
    FILES.iter().flat_map(|name| load_file(name)).collect()
}

/// The names of the files in `corpus/more`, with the marks in the text.
const MORE: [&str; 16] = [
    "advice",
    "advice-in-messages",
    "claims-and-requests",
    "clinicians-stories",
    "comments-and-posts",
    "identifiers",
    "messages-and-mails",
    "mixed-short",
    "published",
    "replies-as-published",
    "review-replies",
    "roles-and-events",
    "short-posts",
    "social-posts",
    "spanish",
    "stories",
];

/// Every text of the corpus and of `corpus/more` that holds its text.
pub fn load_all() -> Vec<Item> {
    let more = MORE.iter().flat_map(|name| load_file(&format!("more/{name}")));
    load().into_iter().chain(more).collect()
}

#[derive(Default)]
struct Count {
    gold: u32,
    hit: u32,
    found: u32,
    right: u32,
}

fn round(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { (f64::from(part) / f64::from(whole) * 1000.0).round() / 1000.0 }
}

fn family_name(family: Family) -> &'static str {
    match family {
        Family::Identifier => "id",
        Family::Relationship => "rel",
        Family::Narrative => "nar",
        Family::Advice => "adv",
        Family::Solicitation => "sol",
        Family::Claim => "clm",
    }
}

/// Scores one file the way the evaluation does: overlap within a family, `note` is silent, grey texts are left out.
fn score(items: &[Item]) -> Value {
    let mut scanner = Scanner::new();
    let (mut families, mut labels): (BTreeMap<&str, Count>, BTreeMap<&str, Count>) = Default::default();
    let (mut warned, mut should, mut both, mut clean, mut alarms) = (0, 0, 0, 0, 0);
    for item in items.iter().filter(|item| !item.grey) {
        let situation = Situation { context: item.context, counterpart: None, recipients: item.recipients };
        let found: Vec<_> = scanner
            .scan(&item.text, situation)
            .iter()
            .filter(|finding| finding.severity != Severity::Note)
            .map(|finding| (finding.span.start as usize, finding.span.end as usize, finding.label()))
            .collect();
        let meets = |a: &(usize, usize, Label), b: &(usize, usize, Label)| a.0 < b.1 && b.0 < a.1 && a.2.family() == b.2.family();
        for gold in &item.spans {
            let family = families.entry(family_name(gold.2.family())).or_default();
            family.gold += 1;
            family.hit += u32::from(found.iter().any(|finding| meets(gold, finding)));
            let label = labels.entry(gold.2.as_str()).or_default();
            label.gold += 1;
            label.hit += u32::from(found.iter().any(|finding| meets(gold, finding) && finding.2 == gold.2));
        }
        for finding in &found {
            let family = families.entry(family_name(finding.2.family())).or_default();
            family.found += 1;
            family.right += u32::from(item.spans.iter().any(|gold| meets(gold, finding)));
        }
        warned += u32::from(!found.is_empty());
        should += u32::from(item.warn);
        both += u32::from(item.warn && !found.is_empty());
        clean += u32::from(!item.warn);
        alarms += u32::from(!item.warn && !found.is_empty());
    }
    json!({
        "warn": { "precision": round(both, warned), "recall": round(both, should), "quiet": round(clean - alarms, clean) },
        "families": families.iter().map(|(name, n)| (*name, json!({ "precision": round(n.right, n.found), "recall": round(n.hit, n.gold) }))).collect::<BTreeMap<_, _>>(),
        "labels": labels.iter().map(|(name, n)| (*name, json!({ "recall": round(n.hit, n.gold) }))).collect::<BTreeMap<_, _>>(),
    })
}

/// Every number of `now` that is lower than in `before`, by its path.
fn fallen(path: &str, before: &Value, now: &Value, out: &mut Vec<String>) {
    match (before, now) {
        (Value::Object(before), _) => {
            for (key, value) in before {
                fallen(&format!("{path}/{key}"), value, &now[key], out);
            }
        }
        (before, now) => {
            let (was, is) = (before.as_f64().unwrap(), now.as_f64().unwrap_or(0.0));
            if is < was - SLACK {
                out.push(format!("{path}: {was} before, {is} now"));
            }
        }
    }
}

#[test]
fn every_further_text_is_marked_as_the_guide_says() {
    let folders = ["more", "apart"].map(|name| std::fs::read_dir(folder().join(name)).unwrap().flatten());
    let mut seen = std::collections::BTreeSet::new();
    for entry in folders.into_iter().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let lines = std::fs::read_to_string(entry.path()).unwrap();
        for line in lines.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            assert!(seen.insert((name.clone(), row["id"].to_string())), "{name}: {} twice", row["id"]);
            assert!(Context::parse(row["context"].as_str().unwrap()).is_some(), "{name}: {}", row["id"]);
            let labels: Vec<String> = match row["text"].as_str() {
                Some(text) => marks::strip(text).1.into_iter().map(|(_, _, label)| label.unwrap()).collect(),
                None => row["spans"].as_array().unwrap().iter().map(|span| span[2].as_str().unwrap().to_owned()).collect(),
            };
            assert_eq!(row["warn"].as_bool().unwrap(), !labels.is_empty(), "{name}: {}", row["id"]);
            assert!(labels.iter().all(|label| Label::parse(label).is_some()), "{name}: {}", row["id"]);
        }
    }
    assert!(seen.len() > 1_000);
}

#[test]
fn the_corpus_scores_no_worse_than_the_baseline() {
    let now: BTreeMap<&str, Value> = FILES.iter().map(|name| (*name, score(&load_file(name)))).collect();
    let now = serde_json::to_value(now).unwrap();
    let path = folder().join("baseline.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    }
    let baseline: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut worse = Vec::new();
    fallen("", &baseline, &now, &mut worse);
    assert!(worse.is_empty(), "figures fell:\n{}", worse.join("\n"));
}
