//! The learned weights, packed: which features there are, and what each says.

/// What the first table says of a feature, in this order: six families and "warn" for a passage, six for a clause.
pub const SCORES: usize = 13;
/// Of these, how many judge a whole passage.
pub const OF_PASSAGE: usize = 7;
/// How many labels the second table tells apart: all but the identifiers.
pub const LABELS: usize = 14;

/// Features, found by the upper bits of their hash and told apart by the lower sixteen, each with `width` bytes.
///
/// One feature in 30,000 that the trainer never saw is taken for one it did; that is the price for two bytes a feature
/// instead of four.
#[derive(Clone, Copy)]
pub struct Table {
    /// One past the last feature of each bucket, two bytes each, with a zero before.
    ends: &'static [u8],
    /// The lower half of the hashes.
    prints: &'static [u8],
    rows: &'static [u8],
    shift: u32,
    width: usize,
}

impl Table {
    /// Takes a table of `2^bits` buckets from the front of `bytes`; what follows it is left.
    pub fn take(bytes: &mut &'static [u8], bits: u32, width: usize) -> Option<Self> {
        let size = 2 * ((1 << bits) + 1);
        let ends = cut(bytes, size)?;
        let count = usize::from(u16::from_le_bytes(*ends.last_chunk()?));
        Some(Self { ends, prints: cut(bytes, 2 * count)?, rows: cut(bytes, width * count)?, shift: 32 - bits, width })
    }

    /// How many features it knows.
    pub const fn len(&self) -> usize {
        self.prints.len() / 2
    }

    /// Whether it knows none.
    pub const fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }

    /// The number of a feature, if it is known.
    pub fn find(&self, hash: u32) -> Option<u16> {
        let bucket = (hash >> self.shift) as usize * 2;
        let [from, from_high, end, end_high] = *self.ends.get(bucket..bucket + 4)?.first_chunk()?;
        let (from, end) = (u16::from_le_bytes([from, from_high]), u16::from_le_bytes([end, end_high]));
        let print = (hash as u16).to_le_bytes();
        let near = self.prints.get(usize::from(from) * 2..usize::from(end) * 2)?;
        let at = near.chunks_exact(2).position(|other| other == print)?;
        Some(from + at as u16)
    }

    /// What is known of feature number `row`.
    pub fn row(&self, row: u16) -> &'static [u8] {
        let at = usize::from(row) * self.width;
        self.rows.get(at..at + self.width).unwrap_or(&[])
    }
}

/// Takes `size` bytes from the front.
pub fn cut(bytes: &mut &'static [u8], size: usize) -> Option<&'static [u8]> {
    let (taken, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    Some(taken)
}

/// Takes as many numbers of four bytes as fill `out`.
pub fn numbers(bytes: &mut &'static [u8], out: &mut [f32]) -> Option<()> {
    for number in out {
        *number = f32::from_le_bytes(*cut(bytes, 4)?.first_chunk()?);
    }
    Some(())
}
