//! How a word is spelled once case, accents, apostrophes and look-alike letters no longer matter.
//!
//! A word is compared by the 32-bit FNV-1a hash of its folded bytes. The same code runs in three
//! places and must agree in all of them: at compile time (patterns), in the build script (lexicons)
//! and in the page (tokens). Hence `const fn`, no allocation and no dependency on the crate.

#[path = "look.rs"]
pub mod look;

#[allow(unused_imports, reason = "the build script uses part of it")]
pub use look::{digit, is_apostrophe, is_combining, is_invisible, is_keycap, look_alike};

/// Longest folded word that is told apart, in bytes; the rest of a longer word is ignored.
pub const LONGEST: usize = 40;

/// A folded word, on the stack.
#[derive(Clone, Copy)]
pub struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
    run: usize,
    possessive: bool,
}

const FNV_OFFSET: u32 = 0x811c_9dc5;
const FNV_PRIME: u32 = 0x0100_0193;

/// Hash of a sequence of words, made from the hashes of the words.
pub const fn join(first: u32, next: u32) -> u32 {
    (first.rotate_left(5) ^ next).wrapping_mul(FNV_PRIME)
}

impl Default for Folded {
    fn default() -> Self {
        Self::new()
    }
}

impl Folded {
    /// An empty word.
    pub const fn new() -> Self {
        Self { bytes: [0; LONGEST], len: 0, run: 0, possessive: false }
    }

    /// The folded bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }

    /// Whether the word ended in `'s` and was not a contraction of "is" ("it's").
    pub const fn is_possessive(&self) -> bool {
        self.possessive
    }

    /// Adds one byte of an already lower-cased word. Three or more of one letter count as one ("sooo").
    #[allow(clippy::indexing_slicing, reason = "const fn; every index is below `len`, which is at most LONGEST")]
    pub const fn push(&mut self, byte: u8) {
        let letter = byte.is_ascii_alphabetic();
        if letter && self.len > 0 && self.bytes[self.len - 1] == byte {
            self.run += 1;
        } else {
            self.run = 1;
        }
        if self.run == 3 {
            self.len -= 1;
        }
        if self.run >= 3 || self.len >= LONGEST {
            return;
        }
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Takes a final `'s` off, unless the word is one where it stands for "is" or "has".
    #[allow(clippy::indexing_slicing, reason = "const fn; `len` is checked first")]
    pub const fn end_apostrophe_s(&mut self) {
        if self.len < 2 || self.bytes[self.len - 1] != b's' || self.keeps_s() {
            return;
        }
        self.len -= 1;
        self.possessive = true;
    }

    #[allow(clippy::indexing_slicing, reason = "const fn; bounded by the list's length")]
    const fn keeps_s(&self) -> bool {
        const WORDS: [&str; 11] = ["its", "thats", "hes", "shes", "whats", "whos", "wheres", "theres", "heres", "lets", "hows"];
        let mut at = 0;
        while at < WORDS.len() {
            if self.is(WORDS[at].as_bytes()) {
                return true;
            }
            at += 1;
        }
        false
    }

    #[allow(clippy::indexing_slicing, reason = "const fn; lengths are compared first")]
    const fn is(&self, other: &[u8]) -> bool {
        if self.len != other.len() {
            return false;
        }
        let mut at = 0;
        while at < other.len() {
            if self.bytes[at] != other[at] {
                return false;
            }
            at += 1;
        }
        true
    }

    #[allow(clippy::indexing_slicing, reason = "const fn; lengths are compared first")]
    const fn ends(&self, tail: &[u8], shortest: usize) -> bool {
        if self.len < shortest || self.len < tail.len() {
            return false;
        }
        let mut at = 0;
        while at < tail.len() {
            if self.bytes[self.len - tail.len() + at] != tail[at] {
                return false;
            }
            at += 1;
        }
        true
    }

    #[allow(clippy::indexing_slicing, reason = "const fn; bounded by `len`")]
    const fn has_vowel(&self, upto: usize) -> bool {
        let mut at = 0;
        while at < upto {
            if matches!(self.bytes[at], b'a' | b'e' | b'i' | b'o' | b'u' | b'y') {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Hash of the word as it stands.
    #[allow(clippy::indexing_slicing, reason = "const fn; bounded by `len`")]
    pub const fn hash(&self) -> u32 {
        let mut hash = FNV_OFFSET;
        let mut at = 0;
        while at < self.len {
            hash = (hash ^ self.bytes[at] as u32).wrapping_mul(FNV_PRIME);
            at += 1;
        }
        hash
    }

    /// Whether the word ends in a letter that ends no inflection: then it is its own stem.
    #[allow(clippy::indexing_slicing, reason = "const fn; the length is checked first")]
    pub const fn is_stem(&self) -> bool {
        self.len == 0 || !matches!(self.bytes[self.len - 1], b's' | b'd' | b'g' | b'e')
    }

    /// The word without its regular English inflection: "visits", "visited" and "visiting" have one stem.
    ///
    /// Deliberately light (plural, past, progressive, final e): it need only agree with itself.
    #[allow(clippy::indexing_slicing, reason = "const fn; lengths are checked first")]
    pub const fn stem(&self) -> Self {
        let mut word = *self;
        if self.is_stem() {
            return word;
        }
        if word.ends(b"ies", 5) || word.ends(b"ied", 5) {
            word.len -= 3;
            word.bytes[word.len] = b'y';
            word.len += 1;
            return word;
        }
        if word.ends(b"sses", 5) || word.ends(b"xes", 4) || word.ends(b"ches", 5) || word.ends(b"shes", 5) {
            word.len -= 2;
        } else if word.ends(b"s", 4) && !word.ends(b"ss", 2) && !word.ends(b"us", 2) && !word.ends(b"is", 2) {
            word.len -= 1;
        }
        let mut cut = false;
        if word.ends(b"ing", 5) && word.has_vowel(word.len - 3) {
            word.len -= 3;
            cut = true;
        } else if word.ends(b"ed", 5) && word.has_vowel(word.len - 2) {
            word.len -= 2;
            cut = true;
        }
        let doubled = word.len >= 4 && word.bytes[word.len - 1] == word.bytes[word.len - 2];
        let undouble = cut && doubled && !word.ends(b"ll", 2) && !word.ends(b"ss", 2);
        if undouble || (word.len > 3 && word.bytes[word.len - 1] == b'e') {
            word.len -= 1;
        }
        word
    }
}

/// Folds a word written in ASCII; for patterns and lexicons. Other bytes are kept as they are.
#[allow(clippy::indexing_slicing, reason = "const fn; bounded by the length")]
pub const fn fold_ascii(word: &[u8]) -> Folded {
    let mut folded = Folded::new();
    let mut at = 0;
    while at < word.len() {
        if word[at] != b'\'' {
            folded.push(word[at].to_ascii_lowercase());
        }
        at += 1;
    }
    if word.len() > 2 && word[word.len() - 2] == b'\'' {
        folded.end_apostrophe_s();
    }
    folded
}

/// Folds a word in any script: case, accents, apostrophes, zero-width characters and Cyrillic, Greek,
/// full-width and mathematical letters that pass for Latin ones.
pub fn fold(word: &str) -> Folded {
    if word.is_ascii() {
        return fold_ascii(word.as_bytes());
    }
    fold_chars(word.chars())
}

/// Folds the letters of a word one by one, as [`fold`] does.
pub fn fold_chars(word: impl Iterator<Item = char>) -> Folded {
    let mut folded = Folded::new();
    let (mut apostrophe_before_last, mut apostrophe) = (false, false);
    for c in word {
        apostrophe_before_last = apostrophe;
        apostrophe = is_apostrophe(c);
        if !apostrophe {
            fold_char(c, &mut |byte| folded.push(byte));
        }
    }
    if apostrophe_before_last {
        folded.end_apostrophe_s();
    }
    folded
}

fn fold_char(c: char, push: &mut impl FnMut(u8)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase() as u8);
    }
    if is_invisible(c) || is_combining(c) {
        return;
    }
    if let Some(byte) = look_alike(c) {
        return push(byte);
    }
    let base: &str = match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' => "e",
        'ğ' | 'Ğ' => "g",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'İ' | 'ı' => "i",
        'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => "o",
        'œ' | 'Œ' => "oe",
        'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' => "s",
        'ß' => "ss",
        'ť' | 'Ť' | 'ţ' | 'Ţ' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        'ȧ' | 'ǎ' | 'ạ' | 'ả' | 'ấ'..='ặ' => "a",
        'ẹ' | 'ẻ' | 'ẽ' | 'ế'..='ệ' => "e",
        'ỉ' | 'ị' => "i",
        'ọ' | 'ỏ' | 'ố'..='ợ' | 'ơ' => "o",
        'ụ' | 'ủ' | 'ứ'..='ự' | 'ư' => "u",
        _ => {
            for lower in c.to_lowercase() {
                let mut bytes = [0; 4];
                lower.encode_utf8(&mut bytes).bytes().for_each(&mut *push);
            }
            return;
        }
    };
    base.bytes().for_each(push);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) {
        assert_eq!(fold(a).as_bytes(), fold(b).as_bytes(), "{a} / {b}");
    }

    #[test]
    fn spelling_does_not_matter() {
        same("Dana", "dana");
        same("DON’T", "dont");
        same("Alvarez’s", "alvarez");
        same("José", "jose");
        same("Jose\u{301}", "jose");
        same("Dаnа", "dana");
        same("D\u{200B}ana", "dana");
        same("thaaaanks", "thanks");
        for dressed in ["𝐃𝐚𝐧𝐚", "𝒟𝒶𝓃𝒶", "Ⓓⓐⓝⓐ", "🅳🅰🅽🅰", "ᴅᴀɴᴀ", "ᴰᵃⁿᵃ", "Ｄａｎａ", "D\u{fe0e}ana", "D\u{202e}ana", "D\u{323}a\u{336}na"]
        {
            same(dressed, "dana");
        }
        same("it’s", "its");
    }

    #[test]
    fn inflections_share_a_stem() {
        for words in [
            &["visit", "visits", "visited", "visiting"][..],
            &["come", "coming", "comes"],
            &["try", "tries", "tried", "trying"],
            &["stop", "stopped", "stopping"],
        ] {
            for word in words {
                assert_eq!(fold(word).stem().as_bytes(), fold(words[0]).stem().as_bytes(), "{word}");
            }
        }
    }
}
