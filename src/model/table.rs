//! The learned weights, packed: which features there are, and what each says.

use core::ops::Range;

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
pub struct Table {
    /// One past the last feature of each bucket, two bytes each, with a zero before.
    ends: &'static [u8],
    /// The lower half of the hashes.
    prints: &'static [u8],
    rows: &'static [u8],
    shift: u32,
    /// A bit for some of the hashes: one look here spares two for most features that are not known.
    sieve: Box<[u32]>,
}

/// How many bytes are known of a feature, in both tables.
pub const WIDTH: usize = 14;
const _: () = assert!(WIDTH == 1 + SCORES && WIDTH == LABELS, "both tables have rows of this width");

/// How many of the lower bits of a hash the sieve tells apart.
const SIEVED: u32 = 3;

impl Table {
    /// Takes a table of `2^bits` buckets from the front of `bytes`; what follows it is left.
    pub fn take(bytes: &mut &'static [u8], bits: u32) -> Option<Self> {
        let size = 2 * ((1 << bits) + 1);
        let ends = cut(bytes, size)?;
        let count = usize::from(u16::from_le_bytes(*ends.last_chunk()?));
        let (prints, rows) = (cut(bytes, 2 * count)?, cut(bytes, WIDTH * count)?);
        let mut table = Self { ends, prints, rows, shift: 32 - bits, sieve: vec![0; 1 << (bits + SIEVED - 5)].into() };
        for bucket in 0..1_u32 << bits {
            let near = table.bucket(bucket).and_then(|near| prints.get(near.start * 2..near.end * 2)).unwrap_or(&[]);
            for print in near.as_chunks().0 {
                let (part, bit) = table.sieved(bucket << table.shift | u32::from(u16::from_le_bytes(*print)));
                if let Some(part) = table.sieve.get_mut(part) {
                    *part |= bit;
                }
            }
        }
        Some(table)
    }

    /// Where the sieve keeps a hash.
    const fn sieved(&self, hash: u32) -> (usize, u32) {
        let place = hash >> self.shift << SIEVED | hash & ((1 << SIEVED) - 1);
        ((place >> 5) as usize, 1 << (place & 31))
    }

    /// The numbers of the features in a bucket.
    fn bucket(&self, bucket: u32) -> Option<Range<usize>> {
        let at = bucket as usize * 2;
        let [from, from_high, end, end_high] = *self.ends.get(at..at + 4)?.first_chunk()?;
        Some(u16::from_le_bytes([from, from_high]).into()..u16::from_le_bytes([end, end_high]).into())
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
        let (part, bit) = self.sieved(hash);
        self.sieve.get(part).filter(|part| **part & bit != 0)?;
        let near = self.bucket(hash >> self.shift)?;
        let prints = self.prints.get(near.start * 2..near.end * 2)?;
        let at = prints.as_chunks().0.iter().position(|print| u16::from_le_bytes(*print) == hash as u16)?;
        Some((near.start + at) as u16)
    }

    /// What is known of feature number `row`.
    pub fn row(&self, row: u16) -> &'static [u8; WIDTH] {
        self.rows.as_chunks().0.get(usize::from(row)).unwrap_or(&[0; WIDTH])
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
