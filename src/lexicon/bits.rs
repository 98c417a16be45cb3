//! Numbers of some bits, one after the other, and numbers that a table of frequencies foretells: what `squeeze.rs`
//! beside this file writes while the crate is built, and no compressor makes smaller. Reading costs some nanoseconds a
//! number. It depends on nothing.

/// Reads numbers of some bits, the lowest first.
pub struct Bits {
    bytes: &'static [u8],
    at: usize,
}

impl Bits {
    /// Reads from the front of `bytes`; beyond their end there are zeros.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// At least 25 of the bits that come next.
    fn next(&self) -> u32 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or(&[]);
        let window = rest
            .first_chunk()
            .map_or_else(|| rest.iter().rev().fold(0, |window, byte| window << 8 | u32::from(*byte)), |window| u32::from_le_bytes(*window));
        window >> (self.at % 8)
    }

    /// A number of at most 25 bits.
    pub fn number(&mut self, bits: u32) -> u32 {
        let number = self.next() & ((1 << bits) - 1);
        self.at += bits as usize;
        number
    }

    /// A number that is hardly ever much larger than `2^bits` (Rice's code): its upper part is so many zeros and a one.
    pub fn rice(&mut self, bits: u32) -> u32 {
        let mut upper = 0;
        // A run of zeros beyond the end stops as well.
        while self.at / 8 < self.bytes.len() {
            let zeros = self.next().trailing_zeros().min(24);
            self.at += zeros as usize;
            upper += zeros;
            if zeros < 24 {
                self.at += 1;
                break;
            }
        }
        upper << bits | self.number(bits)
    }
}

/// A step of the frequencies is one in `2^SCALE`.
pub const SCALE: u32 = 8;
/// How many values a number that is foretold may have.
pub const VALUES: usize = 16;
/// Below this the state takes in the next two bytes.
pub const LEAST: u32 = 1 << 16;

/// How often each value comes in one situation, in steps of which there are `2^SCALE`.
pub type Frequencies = [u8; VALUES];

/// What the next number is, by its frequencies (asymmetric numeral systems: J. Duda, arXiv:1311.2540, section 3).
pub struct Foretold {
    /// For each situation: the value that each of the `2^SCALE` steps stands for, and how far into that value it is.
    steps: Vec<(u8, u8)>,
    frequencies: &'static [Frequencies],
    rest: &'static [u8],
    state: u32,
}

impl Foretold {
    /// Reads from `bytes`, which are numbers of two bytes after a first one of four.
    pub fn new(frequencies: &'static [Frequencies], bytes: &'static [u8]) -> Option<Self> {
        let (first, rest) = bytes.split_first_chunk()?;
        let mut steps = Vec::with_capacity(frequencies.len() << SCALE);
        for (situation, frequencies) in (1_usize..).zip(frequencies) {
            for (value, &frequency) in (0..).zip(frequencies) {
                steps.extend((0..frequency).map(|step| (value, step)));
            }
            steps.resize(situation << SCALE, (0, 0));
        }
        Some(Self { steps, frequencies, rest, state: u32::from_le_bytes(*first) })
    }

    /// The next number, below [`VALUES`], in the situation of that number.
    pub fn value(&mut self, situation: usize) -> u8 {
        let step = (self.state & ((1 << SCALE) - 1)) as usize;
        let (value, step) = self.steps.get(situation << SCALE | step).copied().unwrap_or((0, 0));
        let frequency = self.frequencies.get(situation).and_then(|of| of.get(usize::from(value))).copied().unwrap_or(0);
        self.state = u32::from(frequency).wrapping_mul(self.state >> SCALE).wrapping_add(u32::from(step));
        if self.state < LEAST
            && let Some((next, rest)) = self.rest.split_first_chunk()
        {
            self.rest = rest;
            self.state = self.state << 16 | u32::from(u16::from_le_bytes(*next));
        }
        value
    }
}
