//! Writes what `bits.rs` reads. Part of the build script only.

use crate::bits::{Frequencies, LEAST, SCALE, VALUES};

/// Writes numbers of some bits, the lowest first.
#[derive(Default)]
pub struct BitsOut {
    bytes: Vec<u8>,
    at: usize,
}

impl BitsOut {
    pub fn number(&mut self, number: u32, bits: u32) {
        for bit in 0..bits {
            if self.at.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= ((number >> bit & 1) as u8) << (self.at % 8);
            self.at += 1;
        }
    }

    pub fn rice(&mut self, number: u32, bits: u32) {
        (0..number >> bits).for_each(|_| self.number(0, 1));
        self.number(1, 1);
        self.number(number, bits);
    }

    /// What was written, in whole bytes.
    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// The number of bits with which `numbers` take the least room.
pub fn best_rice(numbers: &[u32]) -> u32 {
    let size = |bits: u32| numbers.iter().map(|&number| u64::from(number >> bits) + 1 + u64::from(bits)).sum::<u64>();
    (0..25).min_by_key(|&bits| size(bits)).unwrap_or(0)
}

/// Frequencies in steps that together are `2^SCALE`: whatever comes at all has one, and nothing has all.
pub fn frequencies(counts: &[u32; VALUES]) -> Frequencies {
    let whole = 1_u32 << SCALE;
    let total: u32 = counts.iter().sum();
    if total == 0 {
        return [0; VALUES];
    }
    let mut steps: Vec<u32> = counts.iter().map(|&count| if count == 0 { 0 } else { (count * whole / total).max(1) }).collect();
    if counts.iter().filter(|&&count| count > 0).count() == 1 {
        // Another value that never comes.
        let other = usize::from(counts[0] > 0);
        steps[other] = 1;
    }
    // What rounding left over goes, step by step, where it saves most; what it took too much comes from where it costs least.
    loop {
        let sum: u32 = steps.iter().sum();
        let gain = |at: usize, more: f64| f64::from(counts[at]) * ((f64::from(steps[at]) + more) / f64::from(steps[at])).ln();
        let by_gain = |more: f64| move |a: &usize, b: &usize| gain(*a, more).total_cmp(&gain(*b, more));
        match sum.cmp(&whole) {
            std::cmp::Ordering::Equal => break,
            std::cmp::Ordering::Less => {
                let at = (0..VALUES).filter(|&at| steps[at] > 0).max_by(by_gain(1.0)).unwrap();
                steps[at] += 1;
            }
            std::cmp::Ordering::Greater => {
                let at = (0..VALUES).filter(|&at| steps[at] > 1).max_by(by_gain(-1.0)).unwrap();
                steps[at] -= 1;
            }
        }
    }
    steps.iter().map(|&step| u8::try_from(step).unwrap()).collect::<Vec<u8>>().try_into().unwrap()
}

/// The numbers, each in its situation, so that they are read in this order.
pub fn foretold(numbers: &[(usize, u8)], frequencies: &[Frequencies]) -> Vec<u8> {
    let mut state = u64::from(LEAST);
    let mut out = Vec::new();
    for &(situation, value) in numbers.iter().rev() {
        let of = &frequencies[situation];
        let frequency = u64::from(of[usize::from(value)]);
        let before: u64 = of.iter().take(usize::from(value)).map(|&frequency| u64::from(frequency)).sum();
        if state >= frequency << (32 - SCALE) {
            out.push(state as u16);
            state >>= 16;
        }
        state = (state / frequency) << SCALE | (state % frequency + before);
    }
    let mut bytes = (state as u32).to_le_bytes().to_vec();
    out.iter().rev().for_each(|pair| bytes.extend(pair.to_le_bytes()));
    bytes
}

/// Where each of `keys`, ascending hashes, lies among the `2^bits` buckets and which of its lower bits are kept, as one
/// number; ascending, without those that an earlier key hides. And which key that is.
pub fn places(keys: &[u32], bits: u8, prints: u8) -> Vec<(u32, usize)> {
    let place = |key: u32| key >> (32 - u32::from(bits)) << prints | key & ((1 << prints) - 1);
    let mut places: Vec<(u32, usize)> = keys.iter().map(|&key| place(key)).zip(0..).collect();
    places.sort_unstable();
    places.dedup_by_key(|(place, _)| *place);
    places
}

/// What `Keys::take` reads: the `places` in `2^bits` buckets.
pub fn keys(places: &[(u32, usize)], bits: u8, prints: u8) -> Vec<u8> {
    let mut last = 0;
    let gaps: Vec<u32> = places.iter().map(|&(place, _)| place - std::mem::replace(&mut last, place)).collect();
    let rice = best_rice(&gaps);
    let mut packed = BitsOut::default();
    gaps.iter().for_each(|&gap| packed.rice(gap, rice));
    let packed = packed.bytes();
    let mut out = vec![bits, prints, rice as u8];
    out.extend(u16::try_from(places.len()).expect("at most 65,535 keys").to_le_bytes());
    out.extend(&u32::try_from(packed.len()).unwrap().to_le_bytes()[..3]);
    out.extend(packed);
    out
}
