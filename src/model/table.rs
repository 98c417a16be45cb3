//! The learned weights, packed: which features there are, and what each says.

use crate::lexicon::bits::{Bits, Foretold, VALUES};
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

/// What a number of four bits stands for: nothing, or a square of three to nine with a sign. What is nearer to nothing than
/// to nine is nothing: that is three weights in five, which tell little and would take a quarter of the room.
pub const WEIGHTS: [i8; VALUES] = [0, 9, 16, 25, 36, 49, 64, 81, -100, -81, -64, -49, -36, -25, -16, -9];

/// Situations in which a number is foretold: what kind of row comes; and a column, by the one that foretells it.
const SITUATIONS: usize = 1 + WIDTH * VALUES;
/// A row that will come again.
const FIRST_OF_SOME: u8 = 1;
/// A row that has been there.
const COMES_AGAIN: u8 = 2;

/// Features and what is known of each.
///
/// One feature in 1,500 that the trainer never saw is taken for one it did ([`Keys`]); that is the price for a byte and a
/// half a feature instead of four.
pub struct Table {
    keys: Keys,
    rows: Box<[[u8; WIDTH]]>,
}

impl Table {
    /// Takes a table from the front of `bytes`, as `build.rs` beside this file writes it; what follows it is left. With
    /// `rarity` the first number of a row tells how rare the feature is, from 1 to 16; the others are signed weights.
    pub fn take(bytes: &mut &'static [u8], rarity: bool) -> Option<Self> {
        let keys = Keys::take(bytes)?;
        let (columns, _) = cut(bytes, WIDTH * 2)?.as_chunks::<2>();
        let (frequencies, _) = cut(bytes, SITUATIONS * VALUES)?.as_chunks();
        let mut part = || {
            let length = u32::from_le_bytes(*cut(bytes, 4)?.first_chunk()?);
            cut(bytes, length as usize)
        };
        let mut again = Bits::new(part()?);
        let mut foretold = Foretold::new(frequencies, part()?)?;

        // Rows that come again, by number.
        let mut seen: Vec<[u8; WIDTH]> = Vec::new();
        let mut rows = Vec::with_capacity(keys.len());
        while rows.len() < keys.len() {
            let kind = foretold.value(0);
            if kind == COMES_AGAIN {
                rows.push(*seen.get(again.number(seen.len().checked_ilog2()? + 1) as usize)?);
                continue;
            }
            let mut row = [0; WIDTH];
            for &[column, by] in columns {
                let known = if column == by { 0 } else { *row.get(usize::from(by))? };
                *row.get_mut(usize::from(column))? = foretold.value(1 + usize::from(column) * VALUES + usize::from(known));
            }
            rows.push(row);
            if kind == FIRST_OF_SOME {
                seen.push(row);
            }
        }
        for row in &mut rows {
            let rare = row[0];
            *row = row.map(|number| WEIGHTS.get(usize::from(number)).map_or(0, |weight| *weight as u8));
            if rarity {
                row[0] = rare + 1;
            }
        }
        Some(Self { keys, rows: rows.into() })
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
