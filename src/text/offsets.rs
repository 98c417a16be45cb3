//! From bytes to what others count in, and back: UTF-16 code units (JavaScript) or code points (the command line).

/// Bytes between two marks. A translation walks at most this far.
const STRIDE: usize = 64;

/// A table that translates positions of one text. Empty for ASCII, where all counts agree.
#[derive(Clone, Debug, Default)]
pub struct Offsets {
    ascii: bool,
    utf16: bool,
    /// Count of units before the first character boundary at or after `index * STRIDE` bytes, and that boundary.
    marks: Vec<(u32, u32)>,
}

impl Offsets {
    /// Counts UTF-16 code units.
    pub fn utf16(text: &str) -> Self {
        Self::build(text, true)
    }

    /// Counts code points.
    pub fn code_points(text: &str) -> Self {
        Self::build(text, false)
    }

    fn build(text: &str, utf16: bool) -> Self {
        if text.is_ascii() {
            return Self { ascii: true, utf16, marks: Vec::new() };
        }
        let mut offsets = Self { ascii: false, utf16, marks: Vec::with_capacity(text.len() / STRIDE + 1) };
        let mut units = 0;
        for (index, bytes) in text.as_bytes().chunks(STRIDE).enumerate() {
            let first = bytes.iter().take_while(|byte| is_inside(**byte)).count();
            offsets.marks.push((units, (index * STRIDE + first) as u32));
            units += offsets.count(bytes);
        }
        offsets
    }

    /// Units before byte `at`. Inside a character, the units before that character; past the end, all of them.
    pub fn from_byte(&self, text: &str, at: u32) -> u32 {
        if self.ascii {
            return at.min(text.len() as u32);
        }
        let index = (at as usize / STRIDE).min(self.marks.len().saturating_sub(1));
        let (mut units, mut from) = self.marks.get(index).copied().unwrap_or((0, 0));
        if from > at {
            (units, from) = self.marks.get(index.saturating_sub(1)).copied().unwrap_or((0, 0));
        }
        let mut end = (at as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        units + self.count(text.as_bytes().get(from as usize..end).unwrap_or(&[]))
    }

    /// Units in these bytes. A character is counted where its first byte stands; only one of four bytes has two units.
    fn count(&self, bytes: &[u8]) -> u32 {
        let characters = bytes.iter().filter(|byte| !is_inside(**byte)).count();
        let pairs = if self.utf16 { bytes.iter().filter(|byte| **byte >= 0xF0).count() } else { 0 };
        (characters + pairs) as u32
    }

    /// The byte at which unit `at` begins; inside a character, that character's first byte.
    pub fn to_byte(&self, text: &str, at: u32) -> u32 {
        if self.ascii {
            return at.min(text.len() as u32);
        }
        let index = self.marks.partition_point(|&(units, _)| units <= at).saturating_sub(1);
        let (mut units, mut byte) = self.marks.get(index).copied().unwrap_or((0, 0));
        for c in text.get(byte as usize..).unwrap_or("").chars() {
            units += width(c, self.utf16);
            if units > at {
                break;
            }
            byte += c.len_utf8() as u32;
        }
        byte
    }
}

/// Whether a byte goes on with a character that began before it.
const fn is_inside(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

const fn width(c: char, utf16: bool) -> u32 {
    if utf16 { c.len_utf16() as u32 } else { 1 }
}
