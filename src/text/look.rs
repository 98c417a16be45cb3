//! What a character looks like: which letters, digits and marks pass for others, and which cannot be seen.
//!
//! Written from the charts of the Unicode Standard (code points only). Shared with the build script, so it depends on
//! nothing of the crate.

/// The apostrophes that people type: ASCII, typographic, prime, modifier letters, accents that stand alone.
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{201B}' | '\u{02BC}' | '\u{02B9}' | '\u{02BB}' | '\u{2032}' | '\u{FF07}' | '\u{00B4}')
}

/// Characters that take no room and no meaning: soft hyphen, zero-width space and joiners, direction marks and
/// overrides, variation selectors, fillers, tags, BOM.
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Combining marks that may follow a letter (the common blocks; enough to keep a word in one piece).
pub const fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// What shows a digit as the cap of a key.
pub const fn is_keycap(c: char) -> bool {
    matches!(c, '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}')
}

/// Where the digits zero to nine of a script stand in a row, and rows of digits in circles and the like.
const DIGITS: [char; 23] = [
    '\u{0660}',
    '\u{06F0}',
    '\u{07C0}',
    '\u{0966}',
    '\u{09E6}',
    '\u{0A66}',
    '\u{0AE6}',
    '\u{0BE6}',
    '\u{0C66}',
    '\u{0CE6}',
    '\u{0D66}',
    '\u{0E50}',
    '\u{0ED0}',
    '\u{0F20}',
    '\u{1040}',
    '\u{17E0}',
    '\u{1810}',
    '\u{2080}',
    '\u{FF10}',
    '\u{1FBF0}',
    '\u{1D7CE}',
    '\u{1D7D8}',
    '\u{1D7E2}',
];

/// The value of a digit in any script and dress; `None` for all else.
#[allow(clippy::indexing_slicing, reason = "const fn; bounded by the length of the list")]
pub const fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return if c.is_ascii_digit() { Some(c as u8 - b'0') } else { None };
    }
    Some(match c {
        '²' => 2,
        '³' => 3,
        '¹' => 1,
        '\u{2070}' | '\u{24EA}' | '\u{24FF}' | '\u{1F10B}' | '\u{1F10C}' | '\u{1F100}' => 0,
        '\u{2074}'..='\u{2079}' => (c as u32 - 0x2070) as u8,
        '\u{2460}'..='\u{2468}' => (c as u32 - 0x2460 + 1) as u8,
        '\u{2474}'..='\u{247C}' => (c as u32 - 0x2474 + 1) as u8,
        '\u{2488}'..='\u{2490}' => (c as u32 - 0x2488 + 1) as u8,
        '\u{24F5}'..='\u{24FD}' => (c as u32 - 0x24F5 + 1) as u8,
        '\u{2776}'..='\u{277E}' => (c as u32 - 0x2776 + 1) as u8,
        '\u{2780}'..='\u{2788}' => (c as u32 - 0x2780 + 1) as u8,
        '\u{278A}'..='\u{2792}' => (c as u32 - 0x278A + 1) as u8,
        '\u{1D7CE}'..='\u{1D7FF}' => ((c as u32 - 0x1D7CE) % 10) as u8,
        _ => {
            let mut at = 0;
            while at < DIGITS.len() {
                let zero = DIGITS[at] as u32;
                if c as u32 >= zero && (c as u32) < zero + 10 {
                    return Some((c as u32 - zero) as u8);
                }
                at += 1;
            }
            return None;
        }
    })
}

/// The Latin letter or digit that `c` looks like, when it is not one itself.
pub const fn look_alike(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    if let Some(value) = digit(c) {
        return Some(b'0' + value);
    }
    Some(match c {
        // Full width, mathematical (thirteen alphabets of 52 letters), in brackets, in circles, in squares
        'Ａ'..='Ｚ' => nth(c, 'Ａ'),
        'ａ'..='ｚ' => nth(c, 'ａ'),
        '\u{1D400}'..='\u{1D6A3}' => nth(c, '\u{1D400}'),
        '\u{249C}'..='\u{24B5}' => nth(c, '\u{249C}'),
        '\u{24B6}'..='\u{24E9}' => nth(c, '\u{24B6}'),
        '\u{1F110}'..='\u{1F129}' => nth(c, '\u{1F110}'),
        '\u{1F130}'..='\u{1F149}' => nth(c, '\u{1F130}'),
        '\u{1F150}'..='\u{1F169}' => nth(c, '\u{1F150}'),
        '\u{1F170}'..='\u{1F189}' => nth(c, '\u{1F170}'),
        // Cyrillic, Greek, Armenian, small capitals, raised letters, letters of formulas
        'а' | 'А' | 'α' | 'Α' | 'ᴀ' | 'ɑ' | 'ᵃ' | 'ᴬ' => b'a',
        'В' | 'Β' | 'ʙ' | 'ᵇ' | 'ℬ' | 'Ƅ' | 'ᴮ' => b'b',
        'с' | 'С' | 'ᴄ' | 'ᶜ' | 'ℂ' | 'ℭ' | 'ϲ' => b'c',
        'ԁ' | 'ᴅ' | 'ᵈ' | 'ⅅ' | 'ⅆ' | 'ᴰ' => b'd',
        'е' | 'Е' | 'ё' | 'Ё' | 'Ε' | 'ε' | 'ᴇ' | 'ᵉ' | 'ℯ' | 'ℰ' | 'ⅇ' | 'ҽ' | 'ᴱ' => b'e',
        'ꜰ' | 'ᶠ' | 'ℱ' | 'ƒ' => b'f',
        'ɢ' | 'ᵍ' | 'ℊ' | 'ɡ' | 'ց' | 'ԍ' | 'ᴳ' => b'g',
        'һ' | 'Н' | 'Η' | 'ʜ' | 'ʰ' | 'ℋ' | 'ℌ' | 'ℍ' | 'ℎ' | 'ℏ' | 'հ' | 'ᴴ' => b'h',
        'і' | 'І' | 'Ι' | 'ι' | 'ɪ' | 'ⁱ' | 'ℐ' | 'ℑ' | 'ⅈ' | 'ӏ' | 'ᴵ' => b'i',
        'ј' | 'Ј' | 'ᴊ' | 'ʲ' | 'ⅉ' | 'ᴶ' => b'j',
        'к' | 'К' | 'Κ' | 'κ' | 'ᴋ' | 'ᵏ' | '\u{212A}' | 'ᴷ' => b'k',
        'ʟ' | 'ˡ' | 'ℒ' | 'ℓ' | 'ⅼ' | 'ᴸ' => b'l',
        'М' | 'Μ' | 'ᴍ' | 'ᵐ' | 'ℳ' | 'ᴹ' => b'm',
        'Ν' | 'η' | 'ɴ' | 'ⁿ' | 'ℕ' | 'ո' | 'ᴺ' => b'n',
        'о' | 'О' | 'ο' | 'Ο' | 'σ' | 'ᴏ' | 'ᵒ' | 'ℴ' | 'օ' | 'ᴼ' => b'o',
        'р' | 'Р' | 'ρ' | 'Ρ' | 'ᴘ' | 'ᵖ' | 'ℙ' | 'ᴾ' => b'p',
        'ԛ' | 'ℚ' | 'զ' => b'q',
        'ʀ' | 'ʳ' | 'ℛ' | 'ℜ' | 'ℝ' | 'ᴿ' => b'r',
        'ѕ' | 'Ѕ' | 'ꜱ' | 'ˢ' => b's',
        'Т' | 'Τ' | 'τ' | 'ᴛ' | 'ᵗ' | 'ᵀ' => b't',
        'υ' | 'ᴜ' | 'ᵘ' | 'ս' | 'ʋ' | 'ᵁ' => b'u',
        'ѵ' | 'ν' | 'ᴠ' | 'ᵛ' | 'ⅴ' | 'ⱽ' => b'v',
        'ԝ' | 'ω' | 'ᴡ' | 'ʷ' | 'ѡ' | 'ᵂ' => b'w',
        'х' | 'Х' | 'Χ' | 'χ' | 'ˣ' | 'ⅹ' => b'x',
        'у' | 'У' | 'Υ' | 'γ' | 'ʏ' | 'ʸ' => b'y',
        'Ζ' | 'ᴢ' | 'ᶻ' | 'ℤ' | 'ℨ' => b'z',
        _ => return None,
    })
}

const fn nth(c: char, first: char) -> u8 {
    b'a' + ((c as u32 - first as u32) % 26) as u8
}
