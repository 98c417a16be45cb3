//! Packs `weights.bin` anew while the crate is built: the trainer writes it plainly, so that it changes where its format
//! does not, and the module carries it in two thirds of the room.
//!
//! Numbers that the trainer found go together: which family a feature speaks for tells much of what it says of another.
//! So each column is foretold by another one, and a whole row that comes again is a number. What comes out of it in the
//! page is what the trainer wrote, to the bit.

use std::{env, fs, path::Path};

use crate::bits::{Frequencies, VALUES};
use crate::squeeze::{self, BitsOut};

const SOURCE: &str = "src/model/weights.bin";
/// Numbers of four bits in a row.
const WIDTH: usize = 14;
/// Rows that come once, rows that come again later, and such as came before.
const KINDS: [u8; 3] = [0, 1, 2];
/// Situations before those of the columns: what kind a row is of.
const OF_KINDS: usize = 1;

type Row = [u8; WIDTH];

/// Writes `weights.bin` into the folder for generated sources.
pub fn pack() {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=src/model/build.rs");
    let bytes = fs::read(SOURCE).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));
    let out = Path::new(&env::var("OUT_DIR").unwrap()).join("weights.bin");
    let packed = packed(&bytes).unwrap_or_else(|| panic!("{SOURCE}: expected what src/bin/train/pack.rs writes"));
    fs::write(out, packed).unwrap();
}

/// Everything before the two tables as it is, then both of them.
fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    // Eight letters, all the numbers of `Model::read`, and the rules with what is thought of each.
    let fixed = 8 + 4 * (13 + 13 + 14 + 14 + 69 + 6 + 3 + 6 + 1) + 2 * (85 * 30 + 6 * 24);
    let rules = usize::from(u16::from_le_bytes(*bytes.get(fixed..)?.first_chunk()?));
    let (head, mut rest) = bytes.split_at_checked(fixed + 2 + 8 * rules)?;
    let mut out = head.to_vec();
    for _ in 0..2 {
        table(&mut rest, &mut out)?;
    }
    rest.is_empty().then_some(out)
}

fn cut<'a>(bytes: &mut &'a [u8], size: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    Some(taken)
}

fn table(from: &mut &[u8], out: &mut Vec<u8>) -> Option<()> {
    let &[bits, prints] = cut(from, 2)?.first_chunk()?;
    let counts = cut(from, 1 << bits)?;
    let len = counts.iter().map(|&count| usize::from(count)).sum();
    let low = cut(from, len)?;
    let high = cut(
        from,
        if prints == 8 {
            0
        } else if prints == 12 {
            len.div_ceil(2)
        } else {
            len
        },
    )?;
    let rows = cut(from, len * WIDTH / 2)?;
    let high = |at: usize| match prints {
        8 => 0,
        12 => high[at / 2] >> (4 * (at & 1)) & 15,
        _ => high[at],
    };
    let print = |at: usize| u32::from(low[at]) | u32::from(high(at)) << 8;
    let buckets = counts.iter().enumerate().flat_map(|(bucket, &count)| std::iter::repeat_n(bucket as u32, usize::from(count)));
    let keys: Vec<u32> = buckets.enumerate().map(|(at, bucket)| bucket << (32 - u32::from(bits)) | print(at)).collect();
    let places = squeeze::places(&keys, bits, prints);
    out.extend(squeeze::keys(&places, bits, prints));
    let row = |at: usize| {
        let packed = &rows[at * WIDTH / 2..(at + 1) * WIDTH / 2];
        std::array::from_fn(|column| packed[column / 2] >> (4 * (column % 2)) & 15)
    };
    out.extend(squeezed(&places.iter().map(|&(_, at)| row(at)).collect::<Vec<Row>>()));
    Some(())
}

/// What `Table::take` reads after the keys: columns in the order in which they are told, each with the one that foretells
/// it (the first with itself); how often each value comes; the numbers of rows that came before; the numbers foretold.
fn squeezed(rows: &[Row]) -> Vec<u8> {
    let mut times = std::collections::HashMap::<Row, u32>::new();
    rows.iter().for_each(|row| *times.entry(*row).or_default() += 1);
    let mut numbers = std::collections::HashMap::<Row, u32>::new();
    let (mut kinds, mut again, mut told) = (Vec::new(), BitsOut::default(), Vec::new());
    for row in rows {
        if let Some(&number) = numbers.get(row) {
            again.number(number, (numbers.len() as u32).ilog2() + 1);
            kinds.push(KINDS[2]);
            continue;
        }
        told.push(*row);
        if times[row] == 1 {
            kinds.push(KINDS[0]);
        } else {
            kinds.push(KINDS[1]);
            numbers.insert(*row, numbers.len() as u32);
        }
    }

    let columns = columns(&told);
    let mut values = Vec::new();
    let mut left = told.iter();
    for &kind in &kinds {
        values.push((0, kind));
        if kind == KINDS[2] {
            continue;
        }
        let row = left.next().unwrap();
        values.extend(columns.iter().map(|&(column, by)| (situation(column, row, by), row[column])));
    }
    let mut counts = vec![[0_u32; VALUES]; OF_KINDS + WIDTH * VALUES];
    values.iter().for_each(|&(situation, value)| counts[situation][usize::from(value)] += 1);
    let frequencies: Vec<Frequencies> = counts.iter().map(squeeze::frequencies).collect();

    let mut out: Vec<u8> = columns.iter().flat_map(|&(column, by)| [column as u8, by as u8]).collect();
    out.extend(frequencies.as_flattened());
    for part in [again.bytes(), squeeze::foretold(&values, &frequencies)] {
        out.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
        out.extend(part);
    }
    out
}

/// Where the frequencies of `column` stand, when the one `by` which it is foretold is known. The first is foretold by nothing.
fn situation(column: usize, row: &Row, by: usize) -> usize {
    OF_KINDS + column * VALUES + if by == column { 0 } else { usize::from(row[by]) }
}

/// The columns in an order in which each has one before it that tells most of it, with that one: the tree that saves most
/// (C. Chow and C. Liu, "Approximating discrete probability distributions with dependence trees", 1968).
fn columns(rows: &[Row]) -> Vec<(usize, usize)> {
    let cost = |column: usize, by: usize| {
        let mut counts = [[0_u32; VALUES]; VALUES];
        rows.iter().for_each(|row| counts[if by == column { 0 } else { usize::from(row[by]) }][usize::from(row[column])] += 1);
        let bits = |count: u32| if count == 0 { 0.0 } else { f64::from(count) * f64::from(count).log2() };
        counts.iter().map(|of| bits(of.iter().sum()) - of.iter().map(|&count| bits(count)).sum::<f64>()).sum::<f64>()
    };
    let alone: Vec<f64> = (0..WIDTH).map(|column| cost(column, column)).collect();
    let saved: Vec<Vec<f64>> =
        (0..WIDTH).map(|column| (0..WIDTH).map(|by| if by == column { 0.0 } else { alone[column] - cost(column, by) }).collect()).collect();
    let mut order = vec![(0, 0)];
    while order.len() < WIDTH {
        let known: Vec<usize> = order.iter().map(|&(column, _)| column).collect();
        let open = (0..WIDTH).filter(|column| !known.contains(column));
        let pairs = open.flat_map(|column| known.iter().map(move |&by| (column, by)));
        order.push(pairs.max_by(|a, b| saved[a.0][a.1].total_cmp(&saved[b.0][b.1])).unwrap());
    }
    order
}
