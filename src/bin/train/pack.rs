//! Writes the weights the way [`curbside::model::table`] reads them.

use curbside::lexicon::keys;
use curbside::model::MAGIC;
use curbside::model::table::{LABELS, SCORES};

use crate::fit::{Learnt, RARITY, Whole};

/// How many bits tell features of one bucket apart.
const PRINTS: u8 = 12;
/// The largest number: a weight takes four bits, and is that number's square with the sign of it.
const MOST: f32 = 7.0;

/// The bytes of `src/model/weights.bin`.
pub fn pack(whole: &Whole) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let starts = |learnt: &Learnt| learnt.weights.iter().map(|weights| weights[learnt.features.len()]).collect::<Vec<f32>>();
    let mut write = |numbers: &[f32]| numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
    // The page divides by a length that it counts in steps of rarity.
    write(&whole.scores.scales.iter().map(|scale| scale / RARITY).collect::<Vec<f32>>());
    write(&starts(&whole.scores));
    write(&whole.labels.scales);
    write(&starts(&whole.labels));
    write(&whole.stack.passage);
    whole.stack.clauses.iter().for_each(|clause| write(clause));
    write(&whole.stack.least);
    write(&whole.stack.patience);
    write(&whole.stack.least_clause);
    write(&[whole.trust.enough]);
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

impl Learnt {
    /// Rounds the weights as the file holds them: to squares, of which one is `step` times their spread.
    pub fn rounded(mut self, step: f32) -> Self {
        let (size, rarity) = (self.features.len(), &self.rarity);
        for weights in &mut self.weights {
            let squares: f32 = (0..size).map(|at| (weights[at] * rarity[at]).powi(2)).sum();
            let scale = step * (squares / size.max(1) as f32).sqrt().max(1e-6);
            for (weight, rarity) in weights.iter_mut().zip(rarity) {
                let number = root(*weight * rarity / scale);
                *weight = number * number.abs() * scale / rarity;
            }
            self.scales.push(scale);
        }
        self
    }
}

/// The number whose square, with its sign, is nearest.
fn root(value: f32) -> f32 {
    let below = value.abs().sqrt().floor();
    let nearest = if value.abs() - below * below > (below + 1.0) * (below + 1.0) - value.abs() { below + 1.0 } else { below };
    nearest.min(MOST).copysign(value)
}

fn table(out: &mut Vec<u8>, learnt: &Learnt, rarity: bool) {
    let size = learnt.features.len();
    out.extend(keys::pack(&learnt.features, size.max(16).ilog2() as u8 - 1, PRINTS).expect("features fit into their buckets"));
    for at in 0..size {
        let rare = rarity.then(|| (learnt.rarity[at] / RARITY) as i32 - 1);
        let steps = learnt.weights.iter().zip(&learnt.scales).map(|(weights, scale)| root(weights[at] * learnt.rarity[at] / scale) as i32);
        let numbers: Vec<u8> = rare.into_iter().chain(steps).map(|number| number as u8 & 15).collect();
        out.extend(numbers.chunks(2).map(|pair| pair[0] | pair[1] << 4));
    }
}
