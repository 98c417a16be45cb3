//! From texts to weights: which features count, what they say, and how the scores and the findings are joined.

use std::collections::{BTreeMap, HashMap};

use curbside::finding::{Finding, Severity};
use curbside::model::evidence::{CLAUSE, PASSAGE, Passage, Trust, touching};
use curbside::model::table::{LABELS, OF_PASSAGE, SCORES};
use curbside::model::verdict::Stack;
use curbside::model::{NAMED, is_certain};

use crate::data::{FOLDS, Text, Use};
use crate::learn::{Sparse, dense};
use crate::{measure, net};

/// How many features the first table keeps, and the second: as many as leave all data of the module below 600,000 bytes,
/// compressed. Of other authors' texts the area under the curve is 0.971 with 37,000 and 0.974 with 60,000;
/// `train --compare` measures others.
pub const KEPT: usize = 51_000;
const KEPT_LABELS: usize = 8_000;
/// How little the weights of passages, clauses and labels are held back.
const C_PASSAGE: f32 = 15.0;
const C_CLAUSE: f32 = 6.0;
const C_LABEL: f32 = 3.0;
const ROUNDS: usize = 15;
/// A step of the weights, as a share of the spread of their output: the smallest is nine of them, the largest 81. Between 0.1
/// and 0.15 no set's warn F1 moves by more than 0.006.
pub const STEP: f32 = 0.13;
/// A step of rarity, which takes four bits.
pub const RARITY: f32 = 9.0 / 16.0;
/// How much a text counts that is only clean by its kind.
const WORTH_CLEAN: f32 = 0.5;
/// How much an example of a manual counts: it is the plainest case there is.
const WORTH_EXAMPLE: f32 = 2.0;

/// Features and what they say.
#[derive(Clone)]
pub struct Learnt {
    /// Hashes, ascending.
    pub features: Vec<u32>,
    pub rarity: Vec<f32>,
    /// What one step of a rounded weight is worth, for each output.
    pub scales: Vec<f32>,
    /// For each output the weights of the features, then the start.
    pub weights: Vec<Vec<f32>>,
}

/// Everything that goes into the file.
pub struct Whole {
    pub scores: Learnt,
    pub labels: Learnt,
    pub trust: Trust,
    pub stack: Stack,
}

/// Texts with scores that no model gave which had seen them.
pub struct Crossed {
    pub texts: Vec<Text>,
    /// Scores of each passage, and the trust in the rules that found something in it.
    pub passages: Vec<[f32; OF_PASSAGE]>,
    pub trusts: Vec<Trust>,
    /// Log odds of each text and marks of each clause, from stacks that had not seen it.
    pub verdicts: Vec<f32>,
    pub marks: Vec<Vec<[f32; 6]>>,
    /// Scores of the labels of each clause.
    pub labels: Vec<Vec<[f32; LABELS]>>,
    /// The stack fitted on all of them.
    pub stack: Stack,
}

/// Whether the rules had not been fitted to a text: how they do there tells how far they can be trusted. The weights of
/// the names, days and places (`src/rules/evidence/fit.py`) come from the other files.
pub fn is_fresh(text: &Text) -> bool {
    const FITTED: [&str; 9] =
        ["mixed", "replies", "advice-mail", "posts", "rare", "identifiers", "stories", "published", "messages-and-mails"];
    !FITTED.contains(&text.file.as_str()) && text.purpose != Use::Example
}

/// Runs jobs on two threads, results in order.
fn both<T: Send>(count: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                if at >= count {
                    return done;
                }
                done.push((at, job(at)));
            }
        };
        let handles: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a job ends")).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, done)| done).collect()
}

fn worth(text: &Text) -> f32 {
    match text.purpose {
        Use::Clean => WORTH_CLEAN,
        Use::Example => WORTH_EXAMPLE,
        Use::Train | Use::Measure => 1.0,
    }
}

fn of_passage(text: &Text, output: usize) -> bool {
    match output {
        6 => text.warn,
        family => text.gold.iter().any(|(_, label)| label.family() as usize == family),
    }
}

/// The features of some texts, those that say most first.
struct Ranked {
    /// The texts, by index.
    trained: Vec<usize>,
    counts: HashMap<u32, u32>,
    features: Vec<u32>,
}

/// Fits all features of the texts for which `train` holds, to see which count.
fn ranked(texts: &[Text], train: &(dyn Fn(&Text) -> bool + Sync)) -> Ranked {
    let trained: Vec<usize> = (0..texts.len()).filter(|&at| train(&texts[at])).collect();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for &at in &trained {
        for &feature in &texts[at].passage {
            *counts.entry(feature).or_default() += 1;
        }
        for feature in texts[at].of_clause.iter().flatten() {
            // Only what passages do not have: places.
            if texts[at].passage.binary_search(feature).is_err() {
                *counts.entry(*feature).or_default() += 1;
            }
        }
    }
    let mut features: Vec<u32> = counts.iter().filter(|(_, count)| **count >= 2).map(|(&feature, _)| feature).collect();
    features.sort_unstable();
    let first = score_weights(texts, &trained, features, &counts);
    // A weight counts by the spread of its output: clauses have smaller ones than passages.
    let spreads: Vec<f32> = first
        .weights
        .iter()
        .map(|weights| (weights.iter().map(|weight| weight * weight).sum::<f32>() / weights.len() as f32).sqrt())
        .collect();
    let mut ranked: Vec<(f32, u32)> = first
        .features
        .iter()
        .enumerate()
        .map(|(at, &feature)| {
            let most = first.weights.iter().zip(&spreads).map(|(weights, spread)| weights[at].abs() / spread).fold(0.0, f32::max);
            (most * first.rarity[at], feature)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    Ranked { trained, counts, features: ranked.into_iter().map(|(_, feature)| feature).collect() }
}

/// Learns the first table with so many features.
fn scores(texts: &[Text], ranked: &Ranked, kept: usize) -> Learnt {
    let mut features: Vec<u32> = ranked.features.iter().copied().take(kept).collect();
    features.sort_unstable();
    score_weights(texts, &ranked.trained, features, &ranked.counts)
}

fn score_weights(texts: &[Text], trained: &[usize], features: Vec<u32>, counts: &HashMap<u32, u32>) -> Learnt {
    let numbers: HashMap<u32, u32> = features.iter().enumerate().map(|(at, &feature)| (feature, at as u32)).collect();
    let rarity: Vec<f32> = features
        .iter()
        .map(|feature| ((trained.len() as f32 / counts[feature] as f32).ln() / RARITY).round().clamp(1.0, 16.0) * RARITY)
        .collect();
    let known = |hashes: &[u32]| hashes.iter().filter_map(|hash| numbers.get(hash).copied()).collect::<Vec<u32>>();
    let passages = Sparse::new(trained.iter().map(|&at| known(&texts[at].passage)).collect(), rarity.clone());
    let mut owners = Vec::new();
    let mut rows = Vec::new();
    for &at in trained {
        for (clause, hashes) in texts[at].of_clause.iter().enumerate() {
            owners.push((at, texts[at].families(clause)));
            rows.push(known(hashes));
        }
    }
    let clauses = Sparse::new(rows, rarity.clone());
    let weights = both(SCORES, |output| {
        // The slow ones first.
        let output = (output + OF_PASSAGE) % SCORES;
        let fitted = if output < OF_PASSAGE {
            let all: Vec<usize> = (0..trained.len()).collect();
            passages.fit(&all, &|at| of_passage(&texts[trained[at]], output), &|at| worth(&texts[trained[at]]), C_PASSAGE, ROUNDS)
        } else {
            let all: Vec<usize> = (0..owners.len()).collect();
            let family = output - OF_PASSAGE;
            clauses.fit(&all, &|at| owners[at].1[family], &|at| worth(&texts[owners[at].0]), C_CLAUSE, ROUNDS)
        };
        (output, fitted)
    });
    let mut weights = weights;
    weights.sort_by_key(|(output, _)| *output);
    Learnt { features, rarity, scales: Vec::new(), weights: weights.into_iter().map(|(_, fitted)| fitted).collect() }
}

/// How often each rule is right in the texts for which `train` holds.
fn trust(texts: &[Text], train: &(dyn Fn(&Text) -> bool + Sync)) -> Trust {
    let mut everywhere: BTreeMap<&str, (f32, f32)> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, u32), (f32, f32)> = BTreeMap::new();
    for text in texts.iter().filter(|text| train(text) && is_fresh(text)) {
        for finding in text.findings.iter().filter(|finding| finding.severity > Severity::Note) {
            let family = finding.label().family();
            let right = text.gold.iter().any(|(gold, label)| label.family() == family && gold.overlaps(finding.span));
            let key = Trust::key(finding.rule, text.context);
            for count in [everywhere.entry(finding.rule.id).or_default(), counts.entry((finding.rule.id, key)).or_default()] {
                *(if right { &mut count.0 } else { &mut count.1 }) += 1.0;
            }
        }
    }
    let odds = counts.into_iter().map(|((id, key), (right, wrong))| {
        // As if each had been right twice and wrong once before; and four more times as it is right everywhere.
        let (all_right, all_wrong) = everywhere[id];
        let share = (all_right + 2.0) / (all_right + all_wrong + 3.0);
        (key, ((right + 4.0 * share) / (wrong + 4.0 * (1.0 - share))).ln())
    });
    let mut rules: Vec<(u32, f32)> = odds.collect();
    rules.sort_by_key(|(key, _)| *key);
    Trust { rules, enough: f32::MAX }
}

/// Learns the second table: which label fits a clause that needs one of its family.
fn labels(texts: &[Text], train: &(dyn Fn(&Text) -> bool + Sync)) -> Learnt {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let (mut rows, mut truths) = (Vec::new(), Vec::new());
    for text in texts.iter().filter(|text| train(text)) {
        for (clause, words) in text.words.iter().enumerate() {
            let truth = text.labels(clause);
            if truth.contains(&true) {
                rows.push(words.clone());
                truths.push(truth);
                let mut once = words.clone();
                once.sort_unstable();
                once.dedup();
                once.iter().for_each(|&feature| *counts.entry(feature).or_default() += 1);
            }
        }
    }
    let mut ranked: Vec<(u32, u32)> =
        counts.into_iter().filter(|(_, count)| *count >= 3).map(|(feature, count)| (count, feature)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(KEPT_LABELS);
    let mut features: Vec<u32> = ranked.into_iter().map(|(_, feature)| feature).collect();
    features.sort_unstable();
    let numbers: HashMap<u32, u32> = features.iter().enumerate().map(|(at, &feature)| (feature, at as u32)).collect();
    let rarity = vec![1.0; features.len()];
    let sparse =
        Sparse::new(rows.iter().map(|row| row.iter().filter_map(|hash| numbers.get(hash).copied()).collect()).collect(), rarity.clone());
    let weights = both(LABELS, |label| {
        let family = NAMED[label].family();
        let which: Vec<usize> =
            (0..truths.len()).filter(|&at| NAMED.iter().zip(truths[at]).any(|(named, truth)| truth && named.family() == family)).collect();
        sparse.fit(&which, &|at| truths[at][label], &|_| 1.0, C_LABEL, ROUNDS)
    });
    Learnt { features, rarity, scales: Vec::new(), weights }
}

impl Learnt {
    /// What the outputs `range` say of a set of features.
    pub fn say(&self, hashes: &[u32], outputs: std::ops::Range<usize>) -> Vec<f32> {
        let known: Vec<usize> = hashes.iter().filter_map(|hash| self.features.binary_search(hash).ok()).collect();
        let squares: f32 = known.iter().map(|&at| self.rarity[at] * self.rarity[at]).sum();
        let unit = 1.0 / squares.max(1e-6).sqrt();
        outputs
            .map(|output| {
                let weights = &self.weights[output];
                known.iter().map(|&at| weights[at] * self.rarity[at]).sum::<f32>() * unit + weights[self.features.len()]
            })
            .collect()
    }
}

fn array<const N: usize>(numbers: Vec<f32>) -> [f32; N] {
    numbers.try_into().expect("as many numbers as outputs")
}

/// What can be learnt without the texts of one fold, whatever the size of the first table.
pub struct Fold {
    held: usize,
    trust: Trust,
    ranked: Ranked,
    labels: Learnt,
}

/// Prepares every fold.
pub fn folds(texts: &[Text]) -> Vec<Fold> {
    let fold = |held| {
        let train = |text: &Text| text.purpose != Use::Measure && text.fold != held;
        let fold = Fold { held, trust: trust(texts, &train), ranked: ranked(texts, &train), labels: labels(texts, &train) };
        println!("    fold {}: {} features", held + 1, fold.ranked.features.len());
        fold
    };
    (0..FOLDS).map(fold).collect()
}

/// Learns the first table of every fold, with so many features.
pub fn tables(texts: &[Text], folds: &[Fold], kept: usize) -> Vec<Learnt> {
    folds.iter().map(|fold| scores(texts, &fold.ranked, kept)).collect()
}

/// Scores every text with weights that had not seen it, rounded as the file's are, then fits the stacks the same way.
pub fn cross(mut texts: Vec<Text>, folds: &[Fold], tables: &[Learnt], step: f32) -> Crossed {
    let mut passages = vec![[0.0; OF_PASSAGE]; texts.len()];
    let mut named: Vec<Vec<[f32; LABELS]>> = texts.iter().map(|text| vec![[0.0; LABELS]; text.clauses.len()]).collect();
    for (fold, table) in folds.iter().zip(tables) {
        let (learnt, named_by) = (table.clone().rounded(step), fold.labels.clone().rounded(step));
        for (at, text) in texts.iter_mut().enumerate().filter(|(_, text)| text.fold == fold.held) {
            passages[at] = array(learnt.say(&text.passage, 0..OF_PASSAGE));
            for (clause, hashes) in text.clauses.iter_mut().zip(&text.of_clause) {
                clause.scores = array(learnt.say(hashes, OF_PASSAGE..SCORES));
            }
            for (scores, words) in named[at].iter_mut().zip(&text.words) {
                *scores = array(named_by.say(words, 0..LABELS));
            }
        }
    }
    let trusts = folds.iter().map(|fold| fold.trust.clone()).collect();
    let mut crossed =
        Crossed { verdicts: vec![0.0; texts.len()], marks: Vec::new(), passages, trusts, labels: named, stack: Stack::default(), texts };
    crossed.marks = crossed.texts.iter().map(|text| vec![[0.0; 6]; text.clauses.len()]).collect();
    for held in 0..=FOLDS {
        let stack = stack(&crossed, held);
        for at in (0..crossed.texts.len()).filter(|&at| crossed.texts[at].fold == held) {
            let (logit, marks) = (crossed.verdict(at, &stack), crossed.clause_marks(at, &stack));
            crossed.verdicts[at] = logit;
            crossed.marks[at] = marks;
        }
        if held == FOLDS {
            crossed.stack = stack;
        }
    }
    measure::choose(&mut crossed);
    crossed
}

/// Fits the stack on every fold but `held`.
fn stack(crossed: &Crossed, held: usize) -> Stack {
    let mut stack = Stack::default();
    let used: Vec<usize> = (0..crossed.texts.len())
        .filter(|&at| crossed.texts[at].purpose != Use::Measure && crossed.texts[at].fold != held && is_fresh(&crossed.texts[at]))
        .collect();
    let numbers: Vec<[f32; PASSAGE]> = used.iter().map(|&at| crossed.passage(at).numbers()).collect();
    let rows: Vec<&[f32]> = numbers.iter().map(<[f32; PASSAGE]>::as_slice).collect();
    let truth: Vec<bool> = used.iter().map(|&at| crossed.texts[at].warn).collect();
    let worths: Vec<f32> = used.iter().map(|&at| worth(&crossed.texts[at])).collect();
    stack.passage = array(dense(&rows, &truth, &worths, 3.0));

    let mut numbers: Vec<[f32; CLAUSE]> = Vec::new();
    let (mut truths, mut worths) = (Vec::new(), Vec::new());
    for &at in &used {
        let (passage, logit) = (crossed.passage(at), crossed.verdict(at, &stack));
        let shared = passage.shared_numbers(logit);
        for clause in 0..passage.clauses.len() {
            let own = passage.clause_numbers(clause);
            numbers.push(array(own.into_iter().chain(shared).collect()));
            truths.push(crossed.texts[at].families(clause));
            worths.push(worth(&crossed.texts[at]));
        }
    }
    let rows: Vec<&[f32]> = numbers.iter().map(<[f32; CLAUSE]>::as_slice).collect();
    let fitted = both(6, |family| dense(&rows, &truths.iter().map(|truth| truth[family]).collect::<Vec<_>>(), &worths, 3.0));
    stack.clauses = net::fit(&numbers, &truths, &worths, &fitted);
    stack
}

impl Crossed {
    /// What is known of a text.
    pub fn passage(&self, at: usize) -> Passage<'_> {
        let text = &self.texts[at];
        Passage {
            scores: self.passages[at],
            clauses: &text.clauses,
            findings: &text.findings,
            trust: self.trusts[text.fold].of_best(&text.findings, text.context),
            tokens: text.tokens,
            context: text.context,
            to_many: text.to_many,
        }
    }

    fn verdict(&self, at: usize, stack: &Stack) -> f32 {
        curbside::model::evidence::weigh(&self.passage(at).numbers(), &stack.passage)
    }

    fn clause_marks(&self, at: usize, stack: &Stack) -> Vec<[f32; 6]> {
        let (passage, logit) = (self.passage(at), self.verdict(at, stack));
        let shared = stack.clauses.shared(&passage.shared_numbers(logit));
        (0..passage.clauses.len()).map(|clause| stack.clauses.judge(shared, &passage.clause_numbers(clause))).collect()
    }

    /// Whether a finding stands whatever its passage reads like.
    pub fn stands(&self, at: usize, finding: &Finding) -> bool {
        is_certain(finding) || self.trusts[self.texts[at].fold].is_enough(finding, self.texts[at].context)
    }

    /// Whether a serious finding of a family already stands in a clause.
    pub fn said(&self, at: usize, clause: usize, family: usize) -> bool {
        let text = &self.texts[at];
        touching(&text.findings, text.clauses[clause].span)
            .iter()
            .any(|finding| finding.severity > Severity::Note && finding.label().family() as usize == family)
    }
}

/// Learns from every text that may be learnt from, for the file.
pub fn whole(crossed: Crossed) -> Whole {
    let train = |text: &Text| text.purpose != Use::Measure;
    let texts = &crossed.texts;
    let trust = Trust { enough: crossed.trusts[0].enough, ..trust(texts, &train) };
    let scores = scores(texts, &ranked(texts, &train), KEPT).rounded(STEP);
    Whole { scores, labels: labels(texts, &train).rounded(STEP), trust, stack: crossed.stack }
}
