//! The little HTML that gets into a text by copying: characters written as `&amp;` or `&#39;`, and simple tags.

/// Longest `&…;` and longest tag that is read, in bytes.
const LONGEST: usize = 10;
const LONGEST_TAG: usize = 120;

const NAMED: [(&[u8], char); 24] = [
    (b"amp", '&'),
    (b"apos", '\''),
    (b"bull", '\u{2022}'),
    (b"gt", '>'),
    (b"hellip", '\u{2026}'),
    (b"laquo", '\u{AB}'),
    (b"ldquo", '\u{201C}'),
    (b"lsquo", '\u{2018}'),
    (b"lt", '<'),
    (b"mdash", '\u{2014}'),
    (b"middot", '\u{B7}'),
    (b"nbsp", '\u{A0}'),
    (b"ndash", '\u{2013}'),
    (b"quot", '"'),
    (b"raquo", '\u{BB}'),
    (b"rdquo", '\u{201D}'),
    (b"rsquo", '\u{2019}'),
    (b"shy", '\u{AD}'),
    (b"aacute", '\u{E1}'),
    (b"eacute", '\u{E9}'),
    (b"iacute", '\u{ED}'),
    (b"ntilde", '\u{F1}'),
    (b"oacute", '\u{F3}'),
    (b"uacute", '\u{FA}'),
];

/// Tags that make a paragraph, and tags that only say how words look.
const BREAKING: [&[u8]; 12] = [b"p", b"br", b"div", b"li", b"ul", b"ol", b"tr", b"td", b"h1", b"h2", b"h3", b"blockquote"];
const DRESSING: [&[u8]; 12] = [b"b", b"i", b"u", b"em", b"strong", b"span", b"a", b"font", b"small", b"mark", b"sub", b"sup"];

/// The character that `bytes` begins with in the writing of HTML, and how many bytes it takes.
pub fn character(bytes: &[u8]) -> Option<(char, usize)> {
    if bytes.first() != Some(&b'&') {
        return None;
    }
    let end = bytes.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let name = bytes.get(1..end)?;
    let c = match name {
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        _ => NAMED.iter().find(|known| known.0 == name)?.1,
    };
    Some((c, end + 1))
}

fn number(digits: &[u8], base: u32) -> Option<char> {
    if digits.is_empty() {
        return None;
    }
    let value = digits.iter().try_fold(0_u32, |value, digit| Some(value * base + char::from(*digit).to_digit(base)?))?;
    char::from_u32(value).filter(|c| *c != '\0')
}

/// The characters of a word, those written for HTML as what they stand for.
pub fn characters(word: &str) -> impl Iterator<Item = char> {
    let mut rest = word;
    core::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (c, length) = character(rest.as_bytes()).unwrap_or((first, first.len_utf8()));
        rest = rest.get(length..).unwrap_or("");
        Some(c)
    })
}

/// The length of the simple tag that `bytes` begins with, and whether it makes a paragraph.
pub fn tag(bytes: &[u8]) -> Option<(usize, bool)> {
    let body = bytes.strip_prefix(b"<")?;
    let end = body.iter().take(LONGEST_TAG).position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
    if body.get(end) != Some(&b'>') {
        return None;
    }
    let inside = body.get(..end)?;
    let inside = inside.strip_prefix(b"/").unwrap_or(inside);
    let length = inside.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = inside.get(..length)?;
    let same = |known: &&[u8]| known.eq_ignore_ascii_case(name);
    let breaks = BREAKING.iter().any(same);
    (breaks || DRESSING.iter().any(same)).then_some((end + 2, breaks))
}
