//! Logistic regression twice: over many hashed features, and over a few numbers. Deterministic: every order is fixed.

/// Examples as sets of features, each feature with a weight of its own (how rare it is), scaled to length one.
pub struct Sparse {
    pub rows: Vec<Vec<u32>>,
    units: Vec<f32>,
    rarity: Vec<f32>,
}

impl Sparse {
    /// `rarity` is the value of each feature; features beyond it are left out.
    pub fn new(rows: Vec<Vec<u32>>, rarity: Vec<f32>) -> Self {
        let units = rows
            .iter()
            .map(|row| {
                let squares: f32 = row.iter().map(|&at| rarity[at as usize] * rarity[at as usize]).sum();
                1.0 / squares.max(1e-6).sqrt()
            })
            .collect();
        Self { rows, units, rarity }
    }

    /// What `weights` (the last is what every score begins with) say of an example.
    pub fn score(&self, example: usize, weights: &[f32]) -> f32 {
        let sum: f32 = self.rows[example].iter().map(|&at| weights[at as usize] * self.rarity[at as usize]).sum();
        sum * self.units[example] + weights[self.rarity.len()]
    }

    fn add(&self, example: usize, amount: f32, weights: &mut [f32]) {
        let step = amount * self.units[example];
        for &at in &self.rows[example] {
            weights[at as usize] += step * self.rarity[at as usize];
        }
        weights[self.rarity.len()] += amount;
    }

    /// Weights by dual coordinate descent (Yu, Huang, Lin 2011, "Dual coordinate descent methods for logistic regression
    /// and maximum entropy models"), with penalty `1 / c`, over the examples `which`; `truth` tells which are positive and
    /// `worth` how much each counts.
    pub fn fit(&self, which: &[usize], truth: &dyn Fn(usize) -> bool, worth: &dyn Fn(usize) -> f32, c: f32, rounds: usize) -> Vec<f32> {
        let mut weights = vec![0.0_f32; self.rarity.len() + 1];
        let signs: Vec<f32> = which.iter().map(|&at| if truth(at) { 1.0 } else { -1.0 }).collect();
        let bounds: Vec<f32> = which.iter().map(|&at| c * worth(at)).collect();
        let mut alphas: Vec<f32> = bounds.iter().map(|bound| bound * 1e-4).collect();
        for ((&at, &sign), &alpha) in which.iter().zip(&signs).zip(&alphas) {
            self.add(at, sign * alpha, &mut weights);
        }
        let mut order: Vec<usize> = (0..which.len()).collect();
        let mut seed = 0x2545_F491_u32;
        for _ in 0..rounds {
            for at in (1..order.len()).rev() {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                order.swap(at, (seed >> 8) as usize % (at + 1));
            }
            for &at in &order {
                let (sign, bound, old) = (signs[at], bounds[at], alphas[at]);
                let slope = sign * self.score(which[at], &weights);
                // The squared length of an example is two: one of its features, one of the start.
                // Never at an end of its range, where the logarithm has no value.
                let inside = |alpha: f32| alpha.clamp(bound * 1e-6, bound * (1.0 - 1e-6));
                let mut alpha = inside(old);
                for _ in 0..5 {
                    let gradient = (alpha / (bound - alpha)).ln() + 2.0 * (alpha - old) + slope;
                    let curve = bound / (alpha * (bound - alpha)) + 2.0;
                    let next = alpha - gradient / curve;
                    alpha = inside(if next <= 0.0 {
                        alpha * 0.1
                    } else if next >= bound {
                        bound - (bound - alpha) * 0.1
                    } else {
                        next
                    });
                }
                alphas[at] = alpha;
                self.add(which[at], sign * (alpha - old), &mut weights);
            }
        }
        weights
    }
}

/// Weights (the last is the start) of a logistic regression over rows of a few numbers, by Newton's method with penalty
/// `ridge` on standardised numbers.
pub fn dense(rows: &[&[f32]], truth: &[bool], worth: &[f32], ridge: f64) -> Vec<f32> {
    let size = rows[0].len();
    let count = rows.len() as f64;
    let mut mean = vec![0.0_f64; size];
    let mut spread = vec![0.0_f64; size];
    for row in rows {
        for (at, &number) in row.iter().enumerate() {
            mean[at] += f64::from(number) / count;
        }
    }
    for row in rows {
        for (at, &number) in row.iter().enumerate() {
            spread[at] += (f64::from(number) - mean[at]).powi(2) / count;
        }
    }
    let spread: Vec<f64> = spread.iter().map(|square| square.sqrt().max(1e-3)).collect();
    let wide = size + 1;
    let mut weights = vec![0.0_f64; wide];
    let mut row_of = vec![0.0_f64; wide];
    for _ in 0..9 {
        let mut gradient = vec![0.0_f64; wide];
        let mut curve = vec![0.0_f64; wide * wide];
        for ((row, &truth), &worth) in rows.iter().zip(truth).zip(worth) {
            for at in 0..size {
                row_of[at] = (f64::from(row[at]) - mean[at]) / spread[at];
            }
            row_of[size] = 1.0;
            let score: f64 = row_of.iter().zip(&weights).map(|(number, weight)| number * weight).sum();
            let chance = 1.0 / (1.0 + (-score).exp());
            let (error, bend) =
                (f64::from(worth) * (chance - f64::from(u8::from(truth))), f64::from(worth) * (chance * (1.0 - chance)).max(1e-4));
            for at in 0..wide {
                gradient[at] += error * row_of[at];
                let scaled = bend * row_of[at];
                for other in 0..=at {
                    curve[at * wide + other] += scaled * row_of[other];
                }
            }
        }
        for at in 0..wide {
            let ridge = if at < size { ridge } else { 1e-6 };
            gradient[at] += ridge * weights[at];
            curve[at * wide + at] += ridge;
        }
        for (weight, step) in weights.iter_mut().zip(solve(&mut curve, &gradient, wide)) {
            *weight -= step;
        }
    }
    let mut out: Vec<f32> = (0..size).map(|at| (weights[at] / spread[at]) as f32).collect();
    let start: f64 = (0..size).map(|at| weights[at] / spread[at] * mean[at]).sum();
    out.push((weights[size] - start) as f32);
    out
}

/// Solves a symmetric positive system, whose lower half is given, by Cholesky's method.
fn solve(matrix: &mut [f64], right: &[f64], size: usize) -> Vec<f64> {
    for at in 0..size {
        for other in 0..=at {
            let mut sum = matrix[at * size + other];
            for before in 0..other {
                sum -= matrix[at * size + before] * matrix[other * size + before];
            }
            matrix[at * size + other] = if at == other { sum.max(1e-12).sqrt() } else { sum / matrix[other * size + other] };
        }
    }
    let mut out = right.to_vec();
    for at in 0..size {
        for before in 0..at {
            out[at] -= matrix[at * size + before] * out[before];
        }
        out[at] /= matrix[at * size + at];
    }
    for at in (0..size).rev() {
        for after in at + 1..size {
            out[at] -= matrix[after * size + at] * out[after];
        }
        out[at] /= matrix[at * size + at];
    }
    out
}
