//! Judges a clause by its numbers: half of it a straight sum for each family, half a net of one hidden layer.
//!
//! A straight sum cannot say "advice, unless the passage tells what was done": the net can. Alone it found more on texts like
//! those it was fitted to and less on published ones; the mean of both lost neither (`CARD.md`).

use super::evidence::{CLAUSE, OF_CLAUSE};
use crate::lexicon::keys::cut;

/// How many sums the hidden layer has.
pub const HIDDEN: usize = 24;
/// How many sums of the numbers there are: those of the hidden layer, then the straight one of each family.
pub const ALL: usize = HIDDEN + 6;

/// The weights of clauses.
pub struct Net {
    /// Of each number for each sum, those of the clause itself first; then what each sum begins with.
    pub sums: Box<[[f32; ALL]; CLAUSE + 1]>,
    /// Of each sum of the hidden layer, where it is above zero, for each family.
    pub out: [[f32; HIDDEN]; 6],
}

/// What the numbers of a passage, which all of its clauses share, add to the sums.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared([f32; ALL]);

impl Default for Net {
    fn default() -> Self {
        Self { sums: Box::new([[0.0; ALL]; CLAUSE + 1]), out: [[0.0; HIDDEN]; 6] }
    }
}

impl Net {
    /// Of the numbers of a passage.
    pub fn shared(&self, about: &[f32; CLAUSE - OF_CLAUSE]) -> Shared {
        let [weights @ .., start] = &*self.sums;
        let (_, weights) = weights.split_at(OF_CLAUSE);
        Shared(added(*start, about, weights))
    }

    /// Log odds that a clause of these numbers needs a mark of each family.
    pub fn judge(&self, Shared(shared): Shared, own: &[f32; OF_CLAUSE]) -> [f32; 6] {
        let sums = added(shared, own, self.sums.as_slice());
        let (hidden, straight) = sums.split_at(HIDDEN);
        let mut odds = [0.0; 6];
        for ((odds, straight), weights) in odds.iter_mut().zip(straight).zip(&self.out) {
            *odds = straight + hidden.iter().zip(weights).map(|(sum, weight)| sum.max(0.0) * weight).sum::<f32>();
        }
        odds
    }

    /// Every weight, in the order of the file.
    pub fn weights(&self) -> impl Iterator<Item = &f32> {
        self.sums.as_flattened().iter().chain(self.out.as_flattened())
    }

    /// Every weight, to be set.
    pub fn weights_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        self.sums.as_flattened_mut().iter_mut().chain(self.out.as_flattened_mut())
    }

    /// Reads the weights: of each the upper two bytes.
    pub fn take(&mut self, bytes: &mut &'static [u8]) -> Option<()> {
        for weight in self.weights_mut() {
            let upper = u16::from_le_bytes(*cut(bytes, 2)?.first_chunk()?);
            *weight = f32::from_bits(u32::from(upper) << 16);
        }
        Some(())
    }
}

fn added(mut sums: [f32; ALL], numbers: &[f32], weights: &[[f32; ALL]]) -> [f32; ALL] {
    for (&number, weights) in numbers.iter().zip(weights) {
        // PERF: half of them are counts that are zero.
        if number != 0.0 {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
        }
    }
    sums
}
