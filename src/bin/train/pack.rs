//! Writes the weights the way [`curbside::model::table`] reads them.

use curbside::model::table::{LABELS, SCORES};
use curbside::model::{BITS, LABEL_BITS, MAGIC};

use crate::fit::{Learnt, Whole};

/// The bytes of `src/model/weights.bin`.
pub fn pack(whole: &Whole) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let scales = scales(&whole.scores);
    let label_scales = self::scales(&whole.labels);
    let starts = |learnt: &Learnt| learnt.weights.iter().map(|weights| weights[learnt.features.len()]).collect::<Vec<f32>>();
    let mut write = |numbers: &[f32]| numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
    // A sum of rarities in sixteenths is sixteen times the length that it is divided by: both sides carry the factor.
    write(&scales.iter().map(|scale| scale * 16.0).collect::<Vec<f32>>());
    write(&starts(&whole.scores));
    write(&label_scales);
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
    assert_eq!((scales.len(), label_scales.len()), (SCORES, LABELS), "as many scales as outputs");
    table(&mut out, &whole.scores, &scales, BITS, true);
    table(&mut out, &whole.labels, &label_scales, LABEL_BITS, false);
    out
}

/// Steps on either side of zero: six bits tell as much as eight did, and pack a third smaller.
const STEPS: f32 = 31.0;

/// What one step is worth, so that all but the largest thousandth of the weights fit; those are cut.
fn scales(learnt: &Learnt) -> Vec<f32> {
    let size = learnt.features.len();
    let scale = |weights: &Vec<f32>| {
        let mut sizes: Vec<f32> = (0..size).map(|at| (weights[at] * learnt.rarity[at]).abs()).collect();
        sizes.sort_by(f32::total_cmp);
        sizes[(sizes.len() - 1) * 999 / 1000].max(1e-6) / STEPS
    };
    learnt.weights.iter().map(scale).collect()
}

fn table(out: &mut Vec<u8>, learnt: &Learnt, scales: &[f32], bits: u32, rarity: bool) {
    // The hashes are in order, so the buckets are, too.
    out.extend(0_u16.to_le_bytes());
    for bucket in 0..1_u32 << bits {
        let end = learnt.features.partition_point(|&hash| hash >> (32 - bits) <= bucket);
        out.extend((end as u16).to_le_bytes());
    }
    learnt.features.iter().for_each(|&hash| out.extend((hash as u16).to_le_bytes()));
    for at in 0..learnt.features.len() {
        if rarity {
            out.push((learnt.rarity[at] * 16.0) as u8);
        }
        for (weights, scale) in learnt.weights.iter().zip(scales) {
            let step = (weights[at] * learnt.rarity[at] / scale).round().clamp(-STEPS, STEPS) as i8;
            out.push(step as u8);
        }
    }
}
