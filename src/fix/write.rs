//! Writes words into a place: in the author's case and with the author's marks.

use super::site::Site;
use crate::finding::{Does, Fix};
use crate::text::{Kind, Shape};

/// How an author writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// A capital at the beginning of a sentence.
    Usual,
    /// no capitals
    Lower,
    /// ALL CAPS
    Upper,
}

/// Fewest letters that show how somebody writes.
const ENOUGH: usize = 8;

/// A fix that writes `words` at `site`; `None` where that would break the grammar there.
pub fn write(site: &Site<'_>, kept: &str, words: &str) -> Option<Fix> {
    if !suits_article(site, kept, words) {
        return None;
    }
    let words = match case(site) {
        Case::Upper => words.chars().map(capital).collect(),
        Case::Usual if kept.is_empty() && site.opens() => capitalise(words),
        Case::Usual | Case::Lower => words.to_owned(),
    };
    let text = marked(site, &format!("{kept}{words}"));
    Some(told(site, text))
}

/// The fix with what a card says of it.
pub fn told(site: &Site<'_>, text: String) -> Fix {
    let does = if text.is_empty() { Does::LeaveOut } else { Does::Write };
    let shown = match word_before(site) {
        // "Write: there" says little, "Write: Hi there" does.
        Some(before) if !text.is_empty() && !text.contains(' ') => format!("{before} {text}"),
        _ => text.clone(),
    };
    Fix { does, shown, text }
}

/// The word before, where it stands apart.
fn word_before<'a>(site: &Site<'a>) -> Option<&'a str> {
    let joined = site.inside().first().is_some_and(|first| !first.shape.has(Shape::SPACE_BEFORE));
    let before = site.before(1).filter(|before| before.kind == Kind::Word && !joined)?;
    Some(site.input.parsed.words(before.span))
}

/// The marks with which the words ended stay; those of a template go where the author set their own.
fn marked(site: &Site<'_>, words: &str) -> String {
    let own = site.input.parsed.words(site.span);
    let is_mark = |c: char| matches!(c, '.' | '!' | '?' | '…' | ',' | ';');
    let bare = words.trim_end_matches(is_mark);
    let marks = own.get(own.trim_end_matches(is_mark).len()..).unwrap_or("");
    // The point of an initial goes with it, unless it ends the sentence as well.
    if !marks.is_empty() && site.after(1).is_none() {
        // A question becomes a statement.
        let marks = if words.starts_with("could") || words.starts_with("Could") {
            "?"
        } else if marks.contains('?') {
            "."
        } else {
            marks
        };
        return format!("{bare}{marks}");
    }
    bare.to_owned()
}

/// "a" and "an" stand before the words and stay.
fn suits_article(site: &Site<'_>, kept: &str, words: &str) -> bool {
    let article = if kept.is_empty() { word_before(site).unwrap_or("") } else { kept.split_whitespace().last().unwrap_or("") };
    let vowel = words.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    match () {
        () if article.eq_ignore_ascii_case("an") => vowel,
        () if article.eq_ignore_ascii_case("a") => !vowel,
        () => true,
    }
}

fn case(site: &Site<'_>) -> Case {
    let (upper, lower) = letters(site.input.parsed.words(site.span));
    let sentence = site.sentence();
    let around = match (sentence.first(), sentence.last()) {
        (Some(first), Some(last)) => letters(site.input.parsed.words(first.span.union(last.span))),
        _ => (0, 0),
    };
    // Few capitals among the small letters are initials; few small ones among capitals are the "s" of a plural.
    // A name in capitals is no shouting.
    if (upper >= ENOUGH && lower * 8 <= upper && (site.inside().len() > 3 || around.1 * 4 <= around.0))
        || (upper + lower < ENOUGH && around.0 >= ENOUGH && around.1 * 4 <= around.0)
    {
        return Case::Upper;
    }
    if is_lower(site) { Case::Lower } else { Case::Usual }
}

fn letters(words: &str) -> (usize, usize) {
    let upper = words.chars().filter(|c| c.is_uppercase()).count();
    (upper, words.chars().filter(|c| c.is_lowercase()).count())
}

/// Whether the author begins sentences in small letters: this one, or most of the first few.
fn is_lower(site: &Site<'_>) -> bool {
    let tokens = site.input.parsed.tokens;
    let begins = |token: &crate::text::Token| site.input.parsed.words(token.span).chars().next().map(char::is_lowercase);
    if site.opens() {
        return site.inside().first().filter(|first| first.kind == Kind::Word).and_then(begins).unwrap_or(false);
    }
    let opening = site.input.parsed.sentences.iter().take(12);
    let firsts =
        opening.filter_map(|sentence| tokens.get(sentence.first as usize)).filter(|token| token.kind == Kind::Word).filter_map(begins);
    let (small, all) = firsts.fold((0, 0), |(small, all), is_small| (small + usize::from(is_small), all + 1));
    small * 2 > all
}

/// The capital of a letter in which English and Spanish are written. Our wordings have no others, and the table of all
/// capitals there are would be 6 KB more to load.
const fn capital(letter: char) -> char {
    match letter {
        'a'..='z' | '\u{e0}'..='\u{f6}' | '\u{f8}'..='\u{fe}' => (letter as u8 - 32) as char,
        _ => letter,
    }
}

fn capitalise(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| core::iter::once(capital(first)).chain(chars).collect())
}
