//! The labelled texts, taken apart the way the page takes them apart.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use curbside::finding::{Context, Finding, Label};
use curbside::model::NAMED;
use curbside::model::clause;
use curbside::model::evidence::{Clause, FAMILIES};
use curbside::model::features::{self, Place};
use curbside::model::spoken::{Spoken, Stretch};
use curbside::rules::RULES;
use curbside::scan::{Scanner, Situation};
use curbside::text::Span;
use serde_json::Value;

/// Where a text comes from, for the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Trained on, and measured by cross-validation.
    Train,
    /// Only measured, by the weights of every fold: there is a copy for each.
    Measure,
    /// Only trained on: taken to be clean because of its kind.
    Clean,
    /// Only trained on: an example from the manual of a rule.
    Example,
}

/// One labelled text.
#[derive(Clone)]
pub struct Text {
    pub file: String,
    pub source: String,
    pub fold: usize,
    pub purpose: Use,
    pub context: Context,
    pub to_many: bool,
    pub warn: bool,
    pub tokens: usize,
    pub gold: Vec<(Span, Label)>,
    /// What the rules alone find, in order.
    pub findings: Vec<Finding>,
    pub clauses: Vec<Clause>,
    /// Hashes of what the passage holds, each once.
    pub passage: Vec<u32>,
    /// Hashes of what each clause holds, each once.
    pub of_clause: Vec<Vec<u32>>,
    /// Hashes of the words of each clause, as often as they occur.
    pub words: Vec<Vec<u32>>,
}

impl Text {
    /// How much it counts in a figure: the copies of a text together as much as another text.
    pub fn share(&self) -> f32 {
        if self.purpose == Use::Measure { 1.0 / FOLDS as f32 } else { 1.0 }
    }

    /// Which families must be marked in a clause.
    pub fn families(&self, clause: usize) -> [bool; 6] {
        let span = self.clauses[clause].span;
        FAMILIES.map(|family| self.gold.iter().any(|(gold, label)| label.family() == family && gold.overlaps(span)))
    }

    /// Which of the named labels stand in a clause.
    pub fn labels(&self, clause: usize) -> [bool; NAMED.len()] {
        let span = self.clauses[clause].span;
        NAMED.map(|named| self.gold.iter().any(|(gold, label)| *label == named && gold.overlaps(span)))
    }
}

/// How many folds there are.
pub const FOLDS: usize = 5;
/// The authored files that are measured.
pub const AUTHORED: [&str; 5] = ["mixed", "replies", "advice-mail", "posts", "rare"];

/// Reads everything. `shared` is the folder of the evaluation and data sets.
pub fn load(shared: &Path) -> Vec<Text> {
    let mut reader = Reader { scanner: Scanner::of_rules(), texts: Vec::new() };
    for name in AUTHORED {
        reader.file(Path::new("tests/corpus").join(format!("{name}.jsonl")).as_path(), Use::Train);
    }
    for path in files("tests/corpus/more").iter().filter(|path| !path.ends_with("real-labels.jsonl")) {
        reader.file(path, Use::Train);
    }
    reader.file(&shared.join("eval/dev/real.jsonl"), Use::Train);
    reader.file(&shared.join("eval/dev/collected.jsonl"), Use::Measure);
    files("tests/corpus/apart").iter().for_each(|path| reader.file(path, Use::Measure));
    reader.weak(&shared.join("data/weak.jsonl"), Path::new("tests/corpus/more/real-labels.jsonl"));
    reader.tweets(&shared.join("data/names.jsonl"));
    reader.manuals();
    reader.texts
}

/// The files of a folder, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect(folder).map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

struct Reader {
    scanner: Scanner,
    texts: Vec<Text>,
}

fn rows(path: &Path) -> Vec<Value> {
    let lines = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(at, line)| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{}:{}: column {}", path.display(), at + 1, error.column()))
    })
    .collect()
}

/// Every how many of the texts that are clean by kind one is taken: enough to hold their share of warnings down, few enough
/// not to drown the labelled ones.
const EDUCATION_STEP: usize = 8;
const ADVICE_STEP: usize = 16;
const TWEET_STEP: usize = 16;

impl Reader {
    fn file(&mut self, path: &Path, purpose: Use) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let salt: usize = name.bytes().map(usize::from).sum();
        for (at, row) in rows(path).iter().enumerate() {
            if row["grey"].as_bool() == Some(true) {
                continue;
            }
            let (text, gold) = strip(row["text"].as_str().expect("a text"));
            let purpose = if row["use"].as_str() == Some("measure") { Use::Measure } else { purpose };
            // Neighbours in a file are a risky text and its clean sister: they share a fold.
            let fold = (at / 10 + salt) % FOLDS;
            self.add(row, &text, gold, &name, fold, purpose);
            if purpose == Use::Measure {
                // Of a few hundred texts the F1 moves by 0.03 with which weights judge which of them.
                let text = self.texts.pop().expect("the text that was added");
                self.texts.extend((0..FOLDS).map(|fold| Text { fold, ..text.clone() }));
            }
        }
    }

    fn weak(&mut self, path: &Path, labels: &Path) {
        let all = rows(path);
        let by_id: HashMap<&str, &Value> = all.iter().map(|row| (row["id"].as_str().expect("an id"), row)).collect();
        let mut labelled = std::collections::HashSet::new();
        for (at, row) in rows(labels).iter().enumerate() {
            let id = row["id"].as_str().expect("an id");
            labelled.insert(id.to_owned());
            if row["grey"].as_bool() == Some(true) {
                continue;
            }
            let Some(source) = by_id.get(id) else { continue };
            let text = source["text"].as_str().expect("a text");
            let offsets: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
            let gold = row["spans"].as_array().expect("spans").iter().map(|span| {
                let place = |at: usize| offsets[span[at].as_u64().expect("an offset") as usize] as u32;
                (Span::new(place(0), place(1)), Label::parse(span[2].as_str().expect("a label")).expect("a known label"))
            });
            let mut row = row.clone();
            row["source"] = source["source"].clone();
            self.add(&row, text, gold.collect(), "real-labels", (at / 10) % FOLDS, Use::Train);
        }
        for (kind, context, step) in [("education", "blog", EDUCATION_STEP), ("general-advice", "comment", ADVICE_STEP)] {
            let rows =
                all.iter().filter(|row| row["kind"].as_str() == Some(kind) && !labelled.contains(row["id"].as_str().expect("an id")));
            for (at, row) in rows.enumerate().step_by(step) {
                let mut row = row.clone();
                (row["context"], row["warn"]) = (context.into(), false.into());
                let text = row["text"].as_str().expect("a text").to_owned();
                self.add(&row, &text, Vec::new(), kind, (at / step) % FOLDS, Use::Clean);
            }
        }
    }

    fn tweets(&mut self, path: &Path) {
        for (at, row) in rows(path).iter().enumerate().step_by(TWEET_STEP) {
            let mut row = row.clone();
            (row["context"], row["warn"]) = ("post".into(), false.into());
            let text = row["text"].as_str().expect("a text").to_owned();
            self.add(&row, &text, Vec::new(), "tweets", (at / TWEET_STEP) % FOLDS, Use::Clean);
        }
    }

    /// The examples of every rule: under "Wrong" what must be marked, under "Right" what is clean.
    fn manuals(&mut self) {
        for (number, rule) in RULES.iter().enumerate() {
            let (mut section, mut context, mut to) = (String::new(), None, Vec::new());
            for line in rule.manual.lines().map(str::trim_start) {
                if let Some(tags) = line.strip_prefix("```") {
                    context = if context.is_some() { None } else { Some(tags.split(',').find_map(Context::parse).unwrap_or_default()) };
                    let people = tags.split(',').find_map(|tag| tag.strip_prefix("recipients:")?.parse().ok()).unwrap_or(0);
                    to = (0..people).map(|number| format!("{number}@mail.example")).collect();
                } else if let Some(heading) = line.strip_prefix("# ") {
                    heading.clone_into(&mut section);
                } else if let (Some(context), "Wrong" | "Right") = (context, section.as_str()) {
                    let marked = line.replace("\\n", "\n").replace("{{", &format!("{{{{{}|", rule.label));
                    let (text, gold) = strip(&marked);
                    let row = serde_json::json!({ "context": context.as_str(), "warn": section == "Wrong", "recipients": { "to": to } });
                    // One rule's "Right" may be another's "Wrong".
                    if section == "Wrong" || self.scanner.scan(&text, Situation::of(context)).is_empty() {
                        self.add(&row, &text, gold, "manuals", number % FOLDS, Use::Example);
                    }
                }
            }
        }
    }

    fn add(&mut self, row: &Value, text: &str, gold: Vec<(Span, Label)>, file: &str, fold: usize, purpose: Use) {
        let context = Context::parse(row["context"].as_str().unwrap_or("post")).expect("a context");
        let lists = ["to", "cc"].into_iter().filter_map(|list| row["recipients"][list].as_array());
        let recipients = curbside::recipients::private_mailboxes(lists.flatten().filter_map(Value::as_str));
        let situation = Situation { recipients, ..Situation::of(context) };
        let findings = self.scanner.scan(text, situation).to_vec();
        let text = self.scanner.with_input(text, situation, |input| {
            let parsed = &input.parsed;
            let (mut clauses, mut of_clause, mut words, mut passage) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            for (at, sentence) in parsed.sentences.iter().enumerate() {
                let mut of_token = vec![Vec::new(); parsed.tokens_of(sentence).len()];
                features::of_sentence(parsed.tokens_of(sentence), context, |at, feature| of_token[at].push(feature));
                passage.extend(of_token.iter().flatten());
                Spoken::of(parsed.tokens_of(sentence)).features(Stretch::Sentence, context, |feature| passage.push(feature));
                let whole = sentence.first as usize..sentence.end as usize;
                clause::cut(parsed, whole.clone(), |range| {
                    let tokens = &parsed.tokens[range.clone()];
                    let span = tokens[0].span.union(tokens[tokens.len() - 1].span);
                    let place =
                        Place { tokens: tokens.len(), whole: range == whole, first: at == 0, last: at + 1 == parsed.sentences.len() };
                    let mut own: Vec<u32> =
                        of_token[range.start - whole.start..range.end - whole.start].iter().flatten().copied().collect();
                    features::of_place(place, context, |feature| own.push(feature));
                    Spoken::of(tokens).features(Stretch::Clause, context, |feature| own.push(feature));
                    let mut heard = Vec::new();
                    features::of_sentence(tokens, context, |_, feature| heard.push(feature));
                    of_clause.push(once(own));
                    words.push(heard);
                    clauses.push(Clause { first: range.start as u32, end: range.end as u32, span, scores: [0.0; 6] });
                });
            }
            passage.push(features::of_length(parsed.tokens.len(), context));
            Text {
                file: file.to_owned(),
                source: row["source"].as_str().unwrap_or("").to_owned(),
                fold,
                purpose,
                context,
                to_many: recipients > 1,
                warn: row["warn"].as_bool().expect("warn"),
                tokens: parsed.tokens.len(),
                gold,
                findings,
                clauses,
                passage: once(passage),
                of_clause,
                words,
            }
        });
        self.texts.push(text);
    }
}

fn once(mut features: Vec<u32>) -> Vec<u32> {
    features.sort_unstable();
    features.dedup();
    features
}

/// Takes the marks out of a text.
fn strip(marked: &str) -> (String, Vec<(Span, Label)>) {
    let (mut text, mut spans, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, after) = after.split_once("}}").expect("a mark that ends");
        let (label, words) = inside.split_once('|').expect("a mark with a label");
        text.push_str(before);
        let start = text.len() as u32;
        text.push_str(words);
        spans.push((Span::new(start, text.len() as u32), Label::parse(label).expect("a known label")));
        rest = after;
    }
    text.push_str(rest);
    (text, spans)
}
