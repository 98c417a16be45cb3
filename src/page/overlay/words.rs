//! The words of the surfaces in the language of the person at this page. There is one such person, so the language is
//! kept here once and handed through nothing; the words themselves stand in [`crate::language`].

use std::cell::Cell;

use super::view::ChipView;
use crate::language::{Language, Words, fill};

thread_local! {
    static SPOKEN: Cell<Language> = Cell::default();
}

/// The language in which the surfaces speak.
pub fn language() -> Language {
    SPOKEN.with(Cell::get)
}

/// From now on surfaces are made in this language. Whether it is another one than before; then those that there are
/// have to be made anew.
pub fn speak(language: Language) -> bool {
    SPOKEN.with(|spoken| spoken.replace(language)) != language
}

/// The words of that language.
pub fn words() -> &'static Words {
    language().words()
}

/// What the chip says.
pub fn chip(view: &ChipView) -> String {
    let words = words();
    match view {
        ChipView::Checked => words.chip_checked.to_owned(),
        ChipView::Findings { count, .. } => fill(words.chip_findings, &[&count.to_string()]),
        ChipView::Checking => words.chip_checking.to_owned(),
        ChipView::Off => words.chip_off.to_owned(),
        ChipView::Unavailable { .. } => words.chip_unavailable.to_owned(),
    }
}

/// The sentence without its full stop, for the law to follow in parentheses.
pub fn unstopped(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches('.')
}

/// What stands before, between and after the provisions; the last takes over the sentence's full stop.
pub const LAW: [&str; 3] = [" (", ", ", ")."];
