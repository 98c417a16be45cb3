//! Sets of hashes, packed: one to two bytes each. Word lists and learned weights both lie in them.
//!
//! The build script packs both with this same file.

use super::bits::Bits;

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
    /// Takes what the build script wrote from the front of `bytes`; what follows is left.
    ///
    /// First stand how many of the upper bits tell buckets apart, how many of the lower ones are kept, how gaps are written,
    /// how many keys there are and how many bytes follow: the gaps from each key to the next, hardly longer than such a
    /// set must be.
    pub fn take(bytes: &mut &'static [u8]) -> Option<Self> {
        let &[bits, prints, rice] = cut(bytes, 3)?.first_chunk()?;
        let &[a, b, c, d, e] = cut(bytes, 5)?.first_chunk()?;
        let len = usize::from(u16::from_le_bytes([a, b]));
        let mut gaps = Bits::new(cut(bytes, u32::from_le_bytes([c, d, e, 0]) as usize)?);
        let (bits, prints) = (u32::from(bits), u32::from(prints));
        let mask = u16::MAX.checked_shr(16_u32.checked_sub(prints)?)?;
        let mut keys = Self {
            ends: vec![0; (1_usize.checked_shl(bits)?) + 1].into(),
            prints: Box::default(),
            sieve: vec![0; 1 << (bits + SIEVED).saturating_sub(5)].into(),
            shift: 32 - bits,
            mask,
        };
        let mut value = 0_u32;
        let mut counted = Vec::with_capacity(len);
        for _ in 0..len {
            value = value.wrapping_add(gaps.rice(u32::from(rice)));
            let (bucket, print) = (value >> prints, value as u16 & mask);
            counted.push(print);
            *keys.ends.get_mut(bucket as usize + 1)? += 1;
            let (part, bit) = keys.sieved(bucket << keys.shift | u32::from(print));
            if let Some(part) = keys.sieve.get_mut(part) {
                *part |= bit;
            }
        }
        keys.prints = counted.into();
        let mut end = 0;
        for count in &mut keys.ends {
            end += *count;
            *count = end;
        }
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

/// Packs ascending hashes into `2^bits` buckets with 8, 12 or 16 bits of each, as `src/model/weights.bin` holds them: the
/// build script packs them anew. `None` where a bucket holds more than 255, or all of them more than 65,535.
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
