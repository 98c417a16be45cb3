//! Fits the net that judges clauses: one hidden layer, by gradient descent. Deterministic: one thread, one fixed order.

use curbside::model::evidence::CLAUSE;
use curbside::model::net::{ALL, HIDDEN, Net};

/// How often every clause is looked at.
const ROUNDS: usize = 12;
/// How many clauses make a step.
const BATCH: usize = 256;
/// The first step's length; it falls to zero along a straight line.
const STEP: f32 = 1e-2;
/// What every step takes from every weight, as a share of the step: without it the net knows the texts by heart, and of
/// those of other sources less.
const DECAY: f32 = 0.3;
/// How much of the gradients before is kept in their mean and in the mean of their squares.
const KEPT: [f32; 2] = [0.9, 0.999];
/// The least spread by which a number is divided: of what is nearly always zero little can be learnt.
const LEAST_SPREAD: f32 = 0.3;

/// Weights, or what is to be done to them: of the hidden layer, each with its start last, and of the families likewise.
#[derive(Clone)]
struct Layers {
    hidden: Vec<[f32; HIDDEN]>,
    out: [[f32; HIDDEN + 1]; 6],
}

impl Layers {
    fn zero() -> Self {
        Self { hidden: vec![[0.0; HIDDEN]; CLAUSE + 1], out: [[0.0; HIDDEN + 1]; 6] }
    }

    fn all(&mut self) -> impl Iterator<Item = &mut f32> {
        self.hidden.as_flattened_mut().iter_mut().chain(self.out.as_flattened_mut())
    }
}

/// The next of a row of numbers that look random, from zero to one.
fn chance(seed: &mut u32) -> f32 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*seed >> 8) as f32 / (1 << 24) as f32
}

/// The mean of a net and of the straight sums of these weights (the last of each is its start), rounded as the file holds it.
pub fn fit(numbers: &[[f32; CLAUSE]], truths: &[[bool; 6]], worths: &[f32], straight: &[Vec<f32>]) -> Net {
    let (mean, spread) = spreads(numbers);
    let rows: Vec<[f32; CLAUSE]> = numbers.iter().map(|row| std::array::from_fn(|at| (row[at] - mean[at]) / spread[at])).collect();
    let mut seed = 0x9E37_79B9;
    let mut layers = Layers::zero();
    for (weights, inputs) in [(layers.hidden.as_flattened_mut(), CLAUSE), (layers.out.as_flattened_mut(), HIDDEN)] {
        let bound = 1.0 / (inputs as f32).sqrt();
        weights.iter_mut().for_each(|weight| *weight = bound * (2.0 * chance(&mut seed) - 1.0));
    }
    let (mut means, mut squares) = (Layers::zero(), Layers::zero());
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let steps = (ROUNDS * rows.len().div_ceil(BATCH)) as f32;
    let mut powers = [1.0_f32; 2];
    let mut step = 0.0;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            let other = (chance(&mut seed) * (at + 1) as f32) as usize;
            order.swap(at, other.min(at));
        }
        for batch in order.chunks(BATCH) {
            let mut slopes = Layers::zero();
            for &at in batch {
                learn(&layers, &rows[at], &truths[at], worths[at] / batch.len() as f32, &mut slopes);
            }
            // Adam with decay by itself (I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019).
            powers = [powers[0] * KEPT[0], powers[1] * KEPT[1]];
            let length = STEP * (1.0 - step / steps);
            for (((weight, slope), mean), square) in layers.all().zip(slopes.all()).zip(means.all()).zip(squares.all()) {
                *mean = KEPT[0] * *mean + (1.0 - KEPT[0]) * *slope;
                *square = KEPT[1] * *square + (1.0 - KEPT[1]) * *slope * *slope;
                let way = *mean / (1.0 - powers[0]) / ((*square / (1.0 - powers[1])).sqrt() + 1e-8);
                *weight -= length * (way + DECAY * *weight);
            }
            step += 1.0;
        }
    }
    packed(&layers, &mean, &spread, straight)
}

/// Adds to `slopes` how much more wrong one clause is made by more of each weight.
fn learn(layers: &Layers, row: &[f32; CLAUSE], truth: &[bool; 6], worth: f32, slopes: &mut Layers) {
    let mut sums = layers.hidden[CLAUSE];
    for (&number, weights) in row.iter().zip(&layers.hidden) {
        sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
    }
    let mut back = [0.0; HIDDEN];
    for ((weights, &truth), slopes) in layers.out.iter().zip(truth).zip(&mut slopes.out) {
        let odds: f32 = weights[HIDDEN] + sums.iter().zip(weights).map(|(sum, weight)| sum.max(0.0) * weight).sum::<f32>();
        let error = worth * (1.0 / (1.0 + (-odds).exp()) - f32::from(u8::from(truth)));
        slopes[HIDDEN] += error;
        for at in 0..HIDDEN {
            slopes[at] += error * sums[at].max(0.0);
            back[at] += if sums[at] > 0.0 { error * weights[at] } else { 0.0 };
        }
    }
    for (&number, slopes) in row.iter().chain(&[1.0]).zip(&mut slopes.hidden) {
        slopes.iter_mut().zip(&back).for_each(|(slope, back)| *slope += number * back);
    }
}

/// The mean and the spread of each number.
fn spreads(numbers: &[[f32; CLAUSE]]) -> ([f32; CLAUSE], [f32; CLAUSE]) {
    let count = numbers.len().max(1) as f64;
    let mean: [f64; CLAUSE] = std::array::from_fn(|at| numbers.iter().map(|row| f64::from(row[at])).sum::<f64>() / count);
    let spread = std::array::from_fn(|at| {
        let square = numbers.iter().map(|row| (f64::from(row[at]) - mean[at]).powi(2)).sum::<f64>() / count;
        (square.sqrt() as f32).max(LEAST_SPREAD)
    });
    (mean.map(|mean| mean as f32), spread)
}

/// The same net over numbers as they are, half of what it says, and half of what the straight sums say.
fn packed(layers: &Layers, mean: &[f32; CLAUSE], spread: &[f32; CLAUSE], straight: &[Vec<f32>]) -> Net {
    let mut net = Net::default();
    let [weights @ .., start] = &mut *net.sums;
    start[..HIDDEN].copy_from_slice(&layers.hidden[CLAUSE]);
    for (at, weights) in weights.iter_mut().enumerate() {
        for hidden in 0..HIDDEN {
            weights[hidden] = layers.hidden[at][hidden] / spread[at];
            start[hidden] -= weights[hidden] * mean[at];
        }
    }
    for (at, sums) in net.sums.iter_mut().enumerate() {
        for (place, straight) in sums[HIDDEN..ALL].iter_mut().zip(straight) {
            *place = straight[at] / 2.0;
        }
    }
    for (family, weights) in layers.out.iter().enumerate() {
        net.out[family] = std::array::from_fn(|at| weights[at] / 2.0);
        net.sums[CLAUSE][HIDDEN + family] += weights[HIDDEN] / 2.0;
    }
    // The upper half of each number, rounded.
    net.weights_mut().for_each(|weight| *weight = f32::from_bits((weight.to_bits() + 0x8000) & 0xFFFF_0000));
    net
}

#[cfg(test)]
mod tests {
    use super::*;
    use curbside::model::evidence::OF_CLAUSE;

    /// Whether two numbers have the same sign: no sum of them can tell that.
    #[test]
    fn learns_what_no_straight_sum_says() {
        let mut seed = 1;
        let rows: Vec<[f32; CLAUSE]> = (0..3_000)
            .map(|_| {
                let mut row = [0.0; CLAUSE];
                row[0] = 4.0 * chance(&mut seed) + 1.0;
                row[CLAUSE - 1] = 2.0 * chance(&mut seed) - 1.0;
                row
            })
            .collect();
        let truth = |row: &[f32; CLAUSE]| (row[0] > 3.0) == (row[CLAUSE - 1] > 0.0);
        let truths: Vec<[bool; 6]> = rows.iter().map(|row| [truth(row); 6]).collect();
        let net = fit(&rows, &truths, &vec![1.0; rows.len()], &vec![vec![0.0; CLAUSE + 1]; 6]);
        let right = rows.iter().filter(|row| {
            let (own, about) = row.split_at(OF_CLAUSE);
            let odds = net.judge(net.shared(about.try_into().unwrap()), own.try_into().unwrap());
            odds.iter().all(|&odds| (odds > 0.0) == truth(row))
        });
        assert!(right.count() > 2_700);
    }

    #[test]
    fn holds_half_of_the_straight_sums() {
        let rows = [[1.0; CLAUSE]; 4];
        let straight: Vec<Vec<f32>> = (0..6).map(|family| vec![family as f32; CLAUSE + 1]).collect();
        let net = fit(&rows, &[[true; 6]; 4], &[0.0; 4], &straight);
        for (at, sums) in net.sums.iter().enumerate().take(CLAUSE) {
            assert_eq!(sums[HIDDEN..], [0.0, 0.5, 1.0, 1.5, 2.0, 2.5], "number {at}");
        }
    }
}
