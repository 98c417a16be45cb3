//! Writes the weights the way [`curbside::model::table`] reads them.

use curbside::lexicon::keys;
use curbside::model::MAGIC;
use curbside::model::table::{LABELS, SCORES, WEIGHTS};

use crate::fit::{Learnt, RARITY, Whole};

/// How many bits tell features of one bucket apart.
const PRINTS: u8 = 12;
/// The largest number: a weight takes four bits, and is one of [`WEIGHTS`].
const MOST: u8 = 7;

/// The bytes of `src/model/weights.bin`.
pub fn pack(whole: &Whole) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let starts = |learnt: &Learnt| learnt.weights.iter().map(|weights| weights[learnt.features.len()]).collect::<Vec<f32>>();
    // The page divides by a length that it counts in steps of rarity.
    write(&mut out, &whole.scores.scales.iter().map(|scale| scale / RARITY).collect::<Vec<f32>>());
    write(&mut out, &starts(&whole.scores));
    write(&mut out, &whole.labels.scales);
    write(&mut out, &starts(&whole.labels));
    write(&mut out, &whole.stack.passage);
    let upper = |weight: &f32| ((weight.to_bits() >> 16) as u16).to_le_bytes();
    out.extend(whole.stack.clauses.weights().flat_map(upper));
    write(&mut out, &whole.stack.least);
    write(&mut out, &whole.stack.patience);
    write(&mut out, &whole.stack.least_clause);
    write(&mut out, &[whole.trust.enough]);
    out.extend((whole.trust.rules.len() as u16).to_le_bytes());
    for (key, odds) in &whole.trust.rules {
        out.extend(key.to_le_bytes());
        out.extend(odds.to_le_bytes());
    }
    assert_eq!((whole.scores.scales.len(), whole.labels.scales.len()), (SCORES, LABELS), "as many scales as outputs");
    table(&mut out, &whole.scores, true);
    table(&mut out, &whole.labels, false);
    out
}

fn write(out: &mut Vec<u8>, numbers: &[f32]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

impl Learnt {
    /// Rounds the weights as the file holds them, in steps of `step` times their spread.
    pub fn rounded(mut self, step: f32) -> Self {
        let (size, rarity) = (self.features.len(), &self.rarity);
        for weights in &mut self.weights {
            let squares: f32 = (0..size).map(|at| (weights[at] * rarity[at]).powi(2)).sum();
            let scale = step * (squares / size.max(1) as f32).sqrt().max(1e-6);
            for (weight, rarity) in weights.iter_mut().zip(rarity) {
                let steps = f32::from(WEIGHTS[usize::from(number(*weight * rarity / scale))]);
                *weight = steps * scale / rarity;
            }
            self.scales.push(scale);
        }
        self
    }
}

/// The number of four bits that stands for what is nearest to so many steps.
fn number(steps: f32) -> u8 {
    let far = |number: &u8| (f32::from(WEIGHTS[usize::from(*number)]) - steps.abs()).abs();
    let nearest = (0..=MOST).min_by(|a, b| far(a).total_cmp(&far(b))).expect("some numbers");
    if steps < 0.0 { nearest.wrapping_neg() & 15 } else { nearest }
}

fn table(out: &mut Vec<u8>, learnt: &Learnt, rarity: bool) {
    let size = learnt.features.len();
    out.extend(keys::pack(&learnt.features, size.max(16).ilog2() as u8 - 1, PRINTS).expect("features fit into their buckets"));
    for at in 0..size {
        let rare = rarity.then(|| (learnt.rarity[at] / RARITY) as u8 - 1);
        let said = learnt.weights.iter().zip(&learnt.scales).map(|(weights, scale)| number(weights[at] * learnt.rarity[at] / scale));
        let numbers: Vec<u8> = rare.into_iter().chain(said).collect();
        out.extend(numbers.chunks(2).map(|pair| pair[0] | pair[1] << 4));
    }
}
