//! The learned weights, packed: which features there are, and what each says.

use crate::lexicon::keys::{Keys, cut};

/// What the first table says of a feature, in this order: six families and "warn" for a passage, six for a clause.
pub const SCORES: usize = 13;
/// Of these, how many judge a whole passage.
pub const OF_PASSAGE: usize = 7;
/// How many labels the second table tells apart: all but the identifiers.
pub const LABELS: usize = 14;

/// How many bytes are known of a feature, in both tables.
pub const WIDTH: usize = 14;
const _: () = assert!(WIDTH == 1 + SCORES && WIDTH == LABELS, "both tables have rows of this width");

/// What a number of four bits stands for: a square with the sign of its root, fine near zero, where most weights are.
const VALUES: [i8; 16] = [0, 1, 4, 9, 16, 25, 36, 49, -64, -49, -36, -25, -16, -9, -4, -1];

/// Features and what is known of each.
///
/// One feature in 1,500 that the trainer never saw is taken for one it did ([`Keys`]); that is the price for a byte and a
/// half a feature instead of four.
pub struct Table {
    keys: Keys,
    rows: Box<[[u8; WIDTH]]>,
}

impl Table {
    /// Takes a table from the front of `bytes`; what follows it is left. With `rarity` the first number of a row tells how
    /// rare the feature is, from 1 to 16; the others are signed weights.
    pub fn take(bytes: &mut &'static [u8], rarity: bool) -> Option<Self> {
        let keys = Keys::take(bytes)?;
        let (packed, _) = cut(bytes, keys.len() * WIDTH / 2)?.as_chunks::<{ WIDTH / 2 }>();
        let value = |half: u8| VALUES.get(usize::from(half & 15)).map_or(0, |value| *value as u8);
        let row = |packed: &[u8; WIDTH / 2]| {
            let mut row = [0; WIDTH];
            for ([low, high], byte) in row.as_chunks_mut().0.iter_mut().zip(packed) {
                (*low, *high) = (value(*byte), value(byte >> 4));
            }
            if rarity {
                row[0] = (packed[0] & 15) + 1;
            }
            row
        };
        let rows = packed.iter().map(row).collect();
        Some(Self { keys, rows })
    }

    /// How many features it knows.
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether it knows none.
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The number of a feature, if it is known.
    pub fn find(&self, hash: u32) -> Option<u16> {
        self.keys.find(hash)
    }

    /// What is known of feature number `row`.
    pub fn row(&self, row: u16) -> &[u8; WIDTH] {
        self.rows.get(usize::from(row)).unwrap_or(&[0; WIDTH])
    }
}

/// Takes as many numbers of four bytes as fill `out`.
pub fn numbers(bytes: &mut &'static [u8], out: &mut [f32]) -> Option<()> {
    for number in out {
        *number = f32::from_le_bytes(*cut(bytes, 4)?.first_chunk()?);
    }
    Some(())
}
