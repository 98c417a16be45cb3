//! Sets of hashes, packed: one to two bytes each. Word lists and learned weights both lie in them.
//!
//! The build script packs the lists and the trainer the weights with this same file; it depends on nothing.

/// Hashes in ascending order, found by their upper bits and told apart by their lowest ones ("prints").
///
/// What lies between upper and lower bits is not kept, so that one unknown hash in `2^(bits + prints) / len` is taken for a
/// known one. In memory a key takes about four bytes, whatever it takes in the file: 13 to 20 bits.
#[derive(Default)]
pub struct Keys {
    /// One past the last key of each bucket, with a zero before.
    ends: Box<[u16]>,
    /// The lowest bits of each key.
    prints: Box<[u16]>,
    /// A bit for some of the hashes: one look here spares two for most that are not known.
    sieve: Box<[u32]>,
    shift: u32,
    mask: u16,
}

/// How many of the lower bits of a hash the sieve tells apart.
const SIEVED: u32 = 3;

impl Keys {
    /// Takes what [`pack`] wrote from the front of `bytes`; what follows is left.
    pub fn take(bytes: &mut &'static [u8]) -> Option<Self> {
        let &[bits, prints] = cut(bytes, 2)?.first_chunk()?;
        let counts = cut(bytes, 1_usize.checked_shl(u32::from(bits))?)?;
        let len = counts.iter().map(|&count| usize::from(count)).sum();
        let (low, high) = (cut(bytes, len)?, cut(bytes, high_len(len, prints))?);
        let high = |at: usize| match prints {
            8 => Some(0),
            12 => high.get(at / 2).map(|pair| pair >> (4 * (at as u32 & 1)) & 15),
            _ => high.get(at).copied(),
        };
        let mut keys = Self {
            ends: Box::default(),
            prints: low.iter().enumerate().map(|(at, &low)| u16::from_le_bytes([low, high(at).unwrap_or(0)])).collect(),
            sieve: vec![0; 1 << (u32::from(bits) + SIEVED).saturating_sub(5)].into(),
            shift: 32 - u32::from(bits),
            mask: u16::MAX >> (16 - prints),
        };
        let mut ends = Vec::with_capacity(counts.len() + 1);
        let mut end = 0_u16;
        ends.push(end);
        for (bucket, &count) in (0_u32..).zip(counts) {
            let from = usize::from(end);
            end = end.checked_add(u16::from(count))?;
            ends.push(end);
            for print in keys.prints.get(from..usize::from(end))? {
                let (part, bit) = keys.sieved(bucket << keys.shift | u32::from(*print));
                if let Some(part) = keys.sieve.get_mut(part) {
                    *part |= bit;
                }
            }
        }
        keys.ends = ends.into();
        Some(keys)
    }

    /// Where the sieve keeps a hash.
    const fn sieved(&self, hash: u32) -> (usize, u32) {
        let place = hash >> self.shift << SIEVED | hash & ((1 << SIEVED) - 1);
        ((place >> 5) as usize, 1 << (place & 31))
    }

    /// How many keys there are.
    pub const fn len(&self) -> usize {
        self.prints.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }

    /// The number of a key, if it is known.
    pub fn find(&self, key: u32) -> Option<u16> {
        let (part, bit) = self.sieved(key);
        self.sieve.get(part).filter(|part| **part & bit != 0)?;
        let bucket = (key >> self.shift) as usize;
        let &[from, end] = self.ends.get(bucket..bucket + 2)?.first_chunk()?;
        let print = key as u16 & self.mask;
        let at = self.prints.get(usize::from(from)..usize::from(end))?.iter().position(|&other| other == print)?;
        Some(from + at as u16)
    }
}

const fn high_len(len: usize, prints: u8) -> usize {
    match prints {
        8 => 0,
        12 => len.div_ceil(2),
        _ => len,
    }
}

/// Packs ascending hashes into `2^bits` buckets with 8, 12 or 16 bits of each. `None` where a bucket holds more than 255,
/// or all of them more than 65,535.
pub fn pack(keys: &[u32], bits: u8, prints: u8) -> Option<Vec<u8>> {
    let mut out = vec![bits, prints];
    let mut rest = keys;
    for bucket in 0..1_u32 << bits {
        let (own, after) = rest.split_at(rest.partition_point(|&key| key >> (32 - u32::from(bits)) <= bucket));
        out.push(u8::try_from(own.len()).ok()?);
        rest = after;
    }
    out.extend(keys.iter().map(|&key| key as u8));
    let high = |key: &u32| (key >> 8) as u8;
    match prints {
        8 => {}
        12 => out.extend(keys.chunks(2).map(|pair| pair.first().map_or(0, high) & 15 | pair.get(1).map_or(0, high) << 4)),
        _ => out.extend(keys.iter().map(high)),
    }
    u16::try_from(keys.len()).ok().map(|_| out)
}

/// Takes `size` bytes from the front.
pub fn cut(bytes: &mut &'static [u8], size: usize) -> Option<&'static [u8]> {
    let (taken, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    Some(taken)
}

/// Spreads the hash of a word over all 32 bits, each to another: the upper bits of short words are much alike.
pub const fn spread(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85EB_CA6B);
    let hash = (hash ^ hash >> 13).wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}
