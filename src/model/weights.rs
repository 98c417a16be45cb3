//! The file of weights, read: what one unit of each sum is worth, and which label fits a clause.

use super::evidence::{self, Clause, Trust};
use super::table::{LABELS, SCORES, Table, WIDTH, numbers};
use super::verdict::Stack;
use super::{MAGIC, NAMED, clause, features};
use crate::finding::{Context, Finding};
use crate::lexicon::keys::cut;
use crate::rules::{Rule, meaning};
use crate::text::{Kind, Parsed, Span, Token};

/// `weights.bin` beside this file, packed by `build.rs`.
static WEIGHTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights.bin"));

/// The weights, read once.
pub struct Model {
    pub(super) scores: Table,
    pub(super) labels: Table,
    /// What one unit of a sum is worth, and what every score begins with.
    pub(super) scales: [f32; SCORES],
    starts: [f32; SCORES],
    pub(super) label_scales: [f32; LABELS],
    label_starts: [f32; LABELS],
    pub(super) trust: Trust,
    pub(super) stack: Stack,
}

impl Model {
    /// The model that this build carries; none while the first one is being trained.
    pub fn load() -> Option<Self> {
        Self::read(WEIGHTS)
    }

    /// Reads a file of weights.
    fn read(mut bytes: &'static [u8]) -> Option<Self> {
        let bytes = &mut bytes;
        if cut(bytes, MAGIC.len())? != MAGIC {
            return None;
        }
        let (mut scales, mut starts) = ([0.0; SCORES], [0.0; SCORES]);
        let (mut label_scales, mut label_starts) = ([0.0; LABELS], [0.0; LABELS]);
        let mut stack = Stack::default();
        numbers(bytes, &mut scales)?;
        numbers(bytes, &mut starts)?;
        numbers(bytes, &mut label_scales)?;
        numbers(bytes, &mut label_starts)?;
        numbers(bytes, &mut stack.passage)?;
        stack.clauses.take(bytes)?;
        numbers(bytes, &mut stack.least)?;
        numbers(bytes, &mut stack.patience)?;
        numbers(bytes, &mut stack.least_clause)?;
        let mut trust = Trust::default();
        let mut enough = [0.0];
        numbers(bytes, &mut enough)?;
        [trust.enough] = enough;
        for _ in 0..u16::from_le_bytes(*cut(bytes, 2)?.first_chunk()?) {
            let key = u32::from_le_bytes(*cut(bytes, 4)?.first_chunk()?);
            let mut odds = [0.0];
            numbers(bytes, &mut odds)?;
            trust.rules.push((key, odds[0]));
        }
        let scores = Table::take(bytes, true)?;
        let labels = Table::take(bytes, false)?;
        Some(Self { scores, labels, scales, starts, label_scales, label_starts, trust, stack })
    }
}

impl Model {
    /// The scores from number `from` on.
    pub(super) fn scores_of<const N: usize>(&self, sums: &Sums<N>, from: usize) -> [f32; N] {
        let length = (sums.length.max(1) as f32).sqrt();
        let mut scores = [0.0; N];
        let linear = self.scales.iter().zip(&self.starts).skip(from);
        for ((score, &sum), (scale, start)) in scores.iter_mut().zip(&sums.weights).zip(linear) {
            *score = sum as f32 * scale / length + start;
        }
        scores
    }

    /// The finding for a clause that needs one: the label of the family that fits its words best, without marks at its edges.
    /// What fits is remembered in `names`.
    pub(super) fn name(
        &self,
        parsed: &Parsed<'_>,
        context: Context,
        clause: &Clause,
        family: usize,
        names: &mut Option<[u8; 6]>,
    ) -> Option<Finding> {
        let tokens = parsed.tokens.get(clause.first as usize..clause.end as usize)?;
        let names = names.get_or_insert_with(|| {
            let scores = self.label_scores(tokens, context);
            evidence::FAMILIES.map(|family| {
                let named = NAMED.iter().zip(scores).enumerate().filter(|(_, (label, _))| label.family() == family);
                named.max_by(|(_, (_, a)), (_, (_, b))| a.total_cmp(b)).map_or(u8::MAX, |(at, _)| at as u8)
            })
        });
        let rule: &'static Rule = meaning(*NAMED.get(usize::from(*names.get(family)?))?)?;
        Some(Finding { span: trimmed(tokens)?, rule, severity: rule.severity })
    }

    /// How well each label of [`NAMED`] fits the words of a clause.
    fn label_scores(&self, tokens: &[Token], context: Context) -> [f32; LABELS] {
        let (mut sums, mut count) = ([0_i32; LABELS], 0_u32);
        features::of_sentence(tokens, context, |_, feature| {
            if let Some(row) = self.labels.find(feature) {
                count += 1;
                for (sum, &weight) in sums.iter_mut().zip(self.labels.row(row)) {
                    *sum += i32::from(weight as i8);
                }
            }
        });
        let length = (count.max(1) as f32).sqrt();
        let mut scores = [0.0; LABELS];
        for ((score, sum), (scale, start)) in scores.iter_mut().zip(sums).zip(self.label_scales.iter().zip(self.label_starts)) {
            *score = sum as f32 * scale / length + start;
        }
        scores
    }
}

/// Sums of `N` of the weights over a set of features.
#[derive(Clone, Copy)]
pub(super) struct Sums<const N: usize> {
    weights: [i32; N],
    /// Sum of the squares of the features' own weights: the squared length of the set as a vector.
    length: u32,
}

impl<const N: usize> Default for Sums<N> {
    fn default() -> Self {
        Self { weights: [0; N], length: 0 }
    }
}

impl<const N: usize> Sums<N> {
    /// Adds (or with -1 takes away) what is known of a feature, the weights from number `from` on.
    // PERF: of all of a scan most is done here. An array of a known length is added in a few steps, a slice in one for each.
    pub(super) fn add(&mut self, row: &[u8; WIDTH], from: usize, sign: i32) {
        let [rarity, weights @ ..] = row;
        self.length = self.length.wrapping_add_signed(sign * i32::from(*rarity) * i32::from(*rarity));
        let Some(weights) = weights.get(from..).and_then(<[u8]>::first_chunk::<N>) else { return };
        for (sum, &weight) in self.weights.iter_mut().zip(weights) {
            *sum += sign * i32::from(weight as i8);
        }
    }
}

/// From the first word to the last; "and" and its like stay outside.
fn trimmed(tokens: &[Token]) -> Option<Span> {
    let word = |token: &&Token| token.kind != Kind::Punct;
    let first = tokens.iter().find(|token| word(token) && !clause::joins(token))?;
    let last = tokens.iter().rfind(word)?;
    Some(first.span.union(last.span))
}
