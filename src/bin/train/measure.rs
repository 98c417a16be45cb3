//! How good the scanner is on texts that it had not seen, and from which odds on it speaks.

use std::fmt::Write as _;

use curbside::finding::{Finding, Label, Severity};
use curbside::model::NAMED;
use curbside::model::evidence::FAMILIES;
use curbside::text::Span;

use crate::data::{AUTHORED, Text, Use};
use crate::fit::{Crossed, is_fresh};

/// What one text would be told: span, family by index, label.
type Said = Vec<(Span, usize, Label)>;

impl Crossed {
    /// What the scanner says of a text, by the scores that had not seen it.
    fn says(&self, at: usize) -> Said {
        let text = &self.texts[at];
        let odds = self.verdicts[at] - self.stack.least[text.context as usize];
        let mut said: Said = text
            .findings
            .iter()
            .filter(|finding| self.hears(at, finding, odds))
            .map(|finding| (finding.span, finding.label().family() as usize, finding.label()))
            .collect();
        if odds <= 0.0 {
            return said;
        }
        let serious = !said.is_empty();
        let (mut best, mut highest) = (None, f32::MIN);
        for (clause, marks) in self.marks[at].iter().enumerate() {
            for (family, (mark, least)) in marks.iter().zip(self.stack.least_clause).enumerate().skip(1) {
                let margin = mark - least;
                if margin > highest {
                    (best, highest) = (Some((clause, family)), margin);
                }
                if margin > 0.0 && !self.said(at, clause, family) {
                    said.push((text.clauses[clause].span, family, self.label(at, clause, family)));
                }
            }
        }
        if !serious
            && said.is_empty()
            && let Some((clause, family)) = best
        {
            said.push((text.clauses[clause].span, family, self.label(at, clause, family)));
        }
        said
    }

    /// Whether what a rule found is said in a text of these odds.
    fn hears(&self, at: usize, finding: &Finding, odds: f32) -> bool {
        finding.severity > Severity::Note && (self.stack.hears(finding, odds, self.texts[at].context) || self.stands(at, finding))
    }

    fn label(&self, at: usize, clause: usize, family: usize) -> Label {
        let scores = &self.labels[at][clause];
        let fitting = NAMED.iter().zip(scores).filter(|(label, _)| label.family() as usize == family);
        fitting.max_by(|a, b| a.1.total_cmp(b.1)).map(|(label, _)| *label).expect("every family has a label")
    }
}

/// Of texts: true alarms, false alarms, misses, silences.
#[derive(Clone, Copy, Default)]
pub struct Warns {
    pub hit: f32,
    pub alarm: f32,
    pub miss: f32,
    pub clean: f32,
}

impl Warns {
    fn count(&mut self, wanted: bool, said: bool, share: f32) {
        *match (wanted, said) {
            (true, true) => &mut self.hit,
            (false, true) => &mut self.alarm,
            (true, false) => &mut self.miss,
            (false, false) => &mut self.clean,
        } += share;
    }

    pub fn f1(&self) -> f32 {
        2.0 * self.hit / (2.0 * self.hit + self.alarm + self.miss).max(1.0)
    }

    pub fn alarms(&self) -> f32 {
        self.alarm / (self.alarm + self.clean).max(1.0)
    }

    /// What the thresholds aim at: few misses, and no more than three false alarms in a hundred.
    fn worth(&self) -> f32 {
        self.f1() - 0.75 * (self.alarms() - 0.03).max(0.0)
    }
}

/// Chooses from which odds on something is said: by context for a passage, by family for a clause.
pub fn choose(crossed: &mut Crossed) {
    crossed.stack.patience = PATIENCE;
    crossed.trusts.iter_mut().for_each(|trust| trust.enough = ENOUGH);
    choose_least(crossed);
    choose_clauses(crossed);
}

/// How far below the least odds what rules found is still said (warn, block, number of a thing), and from which odds of its
/// rule on always. They are set, not chosen: of thirty-two such sets the best ten differ by less than one training differs
/// from the next, and of these the ones that silence fewer rules are better, because people see why a rule speaks. A block
/// that is heard three steps below brings seven more false alarms in a thousand of other authors and no hit. Plates, serials,
/// accounts and biometrics further below than two were false alarms 26 times in 26.
const PATIENCE: [f32; 3] = [1.0, 1.0, 2.0];
const ENOUGH: f32 = 3.5;

/// Chooses the least odds of a passage in each context.
fn choose_least(crossed: &mut Crossed) {
    let warns = |least: f32, context: Option<usize>| {
        let mut warns = Warns::default();
        for (at, text) in crossed.texts.iter().enumerate() {
            // Real texts are mostly answers that advise: they would draw the threshold of comments down.
            if text.purpose == Use::Train
                && !text.file.starts_with("real")
                && context.is_none_or(|context| text.context as usize == context)
            {
                let odds = crossed.verdicts[at] - least;
                let heard = text.findings.iter().any(|finding| crossed.hears(at, finding, odds));
                warns.count(text.warn, heard || odds > 0.0, text.share());
            }
        }
        warns
    };
    let steps: Vec<f32> = (-30..=40).map(|step| step as f32 / 20.0).collect();
    let everywhere: Vec<f32> = steps.iter().map(|&least| warns(least, None).worth()).collect();
    let mut chosen = [0.0; 6];
    for (context, place) in chosen.iter_mut().enumerate() {
        // Half of what counts is the context's own; contexts with few texts lean on the others.
        let worth: Vec<f32> = steps.iter().zip(&everywhere).map(|(&least, all)| warns(least, Some(context)).worth() + 0.5 * all).collect();
        let worth = smooth(&worth, 10);
        let best = (0..steps.len()).max_by(|&a, &b| worth[a].total_cmp(&worth[b])).expect("steps");
        *place = steps[best];
    }
    crossed.stack.least = chosen;
}

/// Each number leant on its neighbours, the nearest most: a threshold belongs into the middle of what is good, and one text
/// more or less moves the highest of the bare numbers by half of their range.
fn smooth(numbers: &[f32], reach: usize) -> Vec<f32> {
    let at = |place: usize| {
        let near = place.saturating_sub(reach)..(place + reach + 1).min(numbers.len());
        let weights = near.clone().map(|other| (reach + 1 - place.abs_diff(other)) as f32);
        let sum: f32 = near.clone().zip(weights.clone()).map(|(other, weight)| weight * numbers[other]).sum();
        sum / weights.sum::<f32>()
    };
    (0..numbers.len()).map(at).collect()
}

/// Chooses the least odds of a clause that is marked, by family.
fn choose_clauses(crossed: &mut Crossed) {
    for family in 1..6 {
        let steps: Vec<f32> = (-20..=20).map(|step| step as f32 / 10.0).collect();
        let worth = steps.iter().map(|&least| {
            crossed.stack.least_clause[family] = least;
            // Authors differ in how much of a sentence they mark: half of what counts is what the guide's own authors did.
            let fresh = families(crossed, &|text| text.purpose == Use::Train && is_fresh(text));
            let authored = families(crossed, &|text| AUTHORED.contains(&text.file.as_str()));
            fresh[family].f1() + authored[family].f1()
        });
        let worth = smooth(&worth.collect::<Vec<_>>(), 3);
        let best = (0..steps.len()).max_by(|&a, &b| worth[a].total_cmp(&worth[b])).expect("steps");
        crossed.stack.least_clause[family] = steps[best];
    }
}

/// Of spans: how many there are, how many were found, how many findings there are, how many of them are right.
#[derive(Clone, Copy, Default)]
pub struct Spans {
    gold: f32,
    found: f32,
    said: f32,
    right: f32,
}

impl Spans {
    fn precision(&self) -> f32 {
        self.right / self.said.max(1e-6)
    }

    fn recall(&self) -> f32 {
        self.found / self.gold.max(1e-6)
    }

    fn f1(&self) -> f32 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(1e-6)
    }
}

fn families(crossed: &Crossed, which: &dyn Fn(&Text) -> bool) -> [Spans; 6] {
    let mut figures = [Spans::default(); 6];
    for (at, text) in crossed.texts.iter().enumerate().filter(|(_, text)| which(text)) {
        let said = crossed.says(at);
        for (gold, label) in &text.gold {
            let family = label.family() as usize;
            figures[family].gold += text.share();
            let found = said.iter().any(|said| said.1 == family && said.0.overlaps(*gold));
            figures[family].found += if found { text.share() } else { 0.0 };
        }
        for (span, family, _) in said {
            figures[family].said += text.share();
            let right = text.gold.iter().any(|(gold, label)| label.family() as usize == family && gold.overlaps(span));
            figures[family].right += if right { text.share() } else { 0.0 };
        }
    }
    figures
}

/// The figures of one group of texts.
pub struct Row {
    pub name: String,
    pub texts: usize,
    pub warns: Warns,
    /// How often a text that must be stopped is thought worse of than one that may go out, whatever the thresholds.
    pub area: Option<f32>,
    pub families: [Spans; 6],
}

/// All figures, and the recall of each label on the authored texts.
pub struct Figures {
    pub rows: Vec<Row>,
    pub labels: Vec<(Label, usize, f32)>,
}

/// Measures every group.
pub fn all(crossed: &Crossed) -> Figures {
    let authored = |text: &Text| AUTHORED.contains(&text.file.as_str());
    type Group = (String, Box<dyn Fn(&Text) -> bool>);
    let mut groups: Vec<Group> = vec![("authored, together".to_owned(), Box::new(authored))];
    let mut files: Vec<&str> = Vec::new();
    for text in &crossed.texts {
        if !files.contains(&text.file.as_str()) {
            files.push(&text.file);
        }
    }
    for file in files {
        let own = file.to_owned();
        groups.push((file.to_owned(), Box::new(move |text| text.file == own)));
    }
    groups.push(("real, never trained on".to_owned(), Box::new(|text| text.file == "real" && text.purpose == Use::Measure)));
    let rows = groups
        .into_iter()
        .map(|(name, which)| {
            let mut warns = Warns::default();
            let mut texts = 0.0;
            let mut odds = Vec::new();
            for (at, text) in crossed.texts.iter().enumerate().filter(|(_, text)| which(text)) {
                warns.count(text.warn, !crossed.says(at).is_empty(), text.share());
                texts += text.share();
                odds.push((crossed.verdicts[at] - crossed.stack.least[text.context as usize], text.warn));
            }
            Row { name, texts: texts.round() as usize, warns, area: area(odds), families: families(crossed, &*which) }
        })
        .collect();
    let labels = Label::ALL
        .iter()
        .map(|&label| {
            let (mut gold, mut found) = (0, 0.0);
            for (at, text) in crossed.texts.iter().enumerate().filter(|(_, text)| authored(text)) {
                let said = crossed.says(at);
                for (span, _) in text.gold.iter().filter(|(_, own)| *own == label) {
                    gold += 1;
                    found += f32::from(u8::from(said.iter().any(|said| said.2 == label && said.0.overlaps(*span))));
                }
            }
            (label, gold, found / (gold.max(1) as f32))
        })
        .collect();
    Figures { rows, labels }
}

/// The area under the curve of hits over false alarms (Hanley and McNeil 1982); nothing where all are of one kind.
fn area(mut odds: Vec<(f32, bool)>) -> Option<f32> {
    odds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut clean, mut below) = (0_u32, 0.0);
    for (_, wanted) in &odds {
        if *wanted {
            below += f64::from(clean);
        } else {
            clean += 1;
        }
    }
    let risky = odds.len() as u32 - clean;
    (risky > 0 && clean > 0).then(|| (below / (f64::from(risky) * f64::from(clean))) as f32)
}

impl Figures {
    /// As a Markdown table.
    pub fn table(&self) -> String {
        let mut out = String::from("| texts | count | warn F1 | false alarms | area |");
        for family in FAMILIES {
            _ = write!(out, " {} P/R/F1 |", family.as_str());
        }
        out.push_str("\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for row in &self.rows {
            let area = row.area.map_or_else(|| "-".to_owned(), |area| format!("{area:.3}"));
            _ = write!(out, "| {} | {} | {:.3} | {:.1} % | {area} |", row.name, row.texts, row.warns.f1(), 100.0 * row.warns.alarms());
            for spans in row.families {
                if spans.gold > 0.0 {
                    _ = write!(out, " {:.2}/{:.2}/{:.2} |", spans.precision(), spans.recall(), spans.f1());
                } else {
                    out.push_str(" - |");
                }
            }
            out.push('\n');
        }
        out
    }
}
