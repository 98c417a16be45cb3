//! A long word with one slip: a letter too many, too few, wrong, or two letters swapped.
//!
//! One slip leaves the first or the second half of a word whole, so the words that share a beginning and those that
//! share an end are all that can be meant; they stand together in two orders of one list.

use std::sync::OnceLock;

use crate::order;
use crate::text::fold::{Folded, fold_ascii};

/// Shortest word that can be meant, in letters: shorter ones are one slip from too many others.
const SHORTEST: usize = 7;
/// Shortest name in the middle of a sentence that is looked at: it can only be a medicine, a month or a day.
const SHORTEST_NAME: usize = 7;
/// Words other than medicines that are written with a capital.
const PROPER: [&str; 11] =
    ["monday", "tuesday", "wednesday", "thursday", "saturday", "january", "february", "september", "october", "november", "december"];

struct Words {
    /// Each word, and whether it is a medicine; in order.
    by_head: Vec<(&'static str, bool)>,
    /// Numbers of the same words, in the order of their letters from the end.
    by_tail: Vec<u16>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let long = |line: &&str| line.len() >= SHORTEST && line.bytes().all(|byte| byte.is_ascii_lowercase());
        let drugs = include_str!("../drug.txt").lines().filter(long).map(|word| (word, true));
        let keys = include_str!("key.txt").lines().filter(long).map(|word| (word, false));
        let mut by_head: Vec<(&str, bool)> = drugs.chain(keys).collect();
        order::by_key(&mut by_head, |&word| word);
        by_head.dedup_by_key(|word| word.0);
        let mut by_tail: Vec<u16> = (0..by_head.len() as u16).collect();
        order::by(&mut by_tail, |a, b| {
            let word = |at: &u16| by_head.get(*at as usize).map_or("", |word| word.0).bytes().rev();
            word(a).le(word(b))
        });
        Words { by_head, by_tail }
    })
}

/// The long word that is one slip away from `word`. `named`: only a medicine will do.
pub fn mend(word: &[u8], named: bool) -> Option<Folded> {
    if word.len() < if named { SHORTEST_NAME } else { SHORTEST - 1 } || !word.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let half = ((word.len() - 1) / 2).min(4);
    let words = words();
    if words.by_head.binary_search_by(|known| known.0.as_bytes().cmp(word)).is_ok() {
        return None;
    }
    let fits = |(known, drug): &&(&'static str, bool)| (*drug || !named || PROPER.contains(known)) && is_slip(word, known.as_bytes());

    let head = word.get(..half)?;
    let from = words.by_head.partition_point(|known| known.0.as_bytes() < head);
    let near = words.by_head.get(from..)?.iter().take_while(|known| known.0.as_bytes().starts_with(head));
    let found = near.clone().find(|known| !known.1 && fits(known)).or_else(|| near.clone().find(fits));
    let found = found.or_else(|| {
        let tail = word.get(word.len() - half..)?;
        let known = |at: &u16| words.by_head.get(*at as usize);
        let before = |at: &u16| known(at).is_some_and(|known| known.0.bytes().rev().cmp(tail.iter().rev().copied()).is_lt());
        let from = words.by_tail.partition_point(before);
        let near = words.by_tail.get(from..)?.iter().map_while(known).take_while(|known| known.0.as_bytes().ends_with(tail));
        near.into_iter().find(fits)
    });
    found.map(|known| fold_ascii(known.0.as_bytes()))
}

/// Whether `written` differs from `known` by one slip, both folded.
pub fn is_slip(written: &[u8], known: &[u8]) -> bool {
    if written.len().abs_diff(known.len()) > 1 {
        return false;
    }
    let same = written.iter().zip(known).take_while(|(a, b)| a == b).count();
    let shorter = written.len().min(known.len());
    // Another ending is another form of the word, not a slip.
    if same + 1 >= shorter && written.len().max(known.len()) > shorter && ends_as_form(written, known) {
        return false;
    }
    match written.len().cmp(&known.len()) {
        core::cmp::Ordering::Less => written.get(same..) == known.get(same + 1..),
        core::cmp::Ordering::Greater => written.get(same + 1..) == known.get(same..),
        core::cmp::Ordering::Equal => {
            let swapped = written.get(same) == known.get(same + 1) && written.get(same + 1) == known.get(same);
            written.get(same + 1..) == known.get(same + 1..) || swapped && written.get(same + 2..) == known.get(same + 2..)
        }
    }
}

fn ends_as_form(written: &[u8], known: &[u8]) -> bool {
    let longer = if written.len() > known.len() { written } else { known };
    longer.last().is_some_and(|last| matches!(last, b's' | b'd' | b'r' | b'y'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_mended_and_two_are_not() {
        for (written, meant) in [
            ("metoprolo", "metoprolol"),
            ("metorpolol", "metoprolol"),
            ("matoprolol", "metoprolol"),
            ("apointment", "appointment"),
            ("lisinoprill", "lisinopril"),
        ] {
            assert_eq!(mend(written.as_bytes(), false).map(|word| word.hash()), Some(fold_ascii(meant.as_bytes()).hash()), "{written}");
        }
        for written in ["metprolo", "matropolol", "apontmemt", "zzzzzzzzz", "short"] {
            assert!(mend(written.as_bytes(), false).is_none(), "{written}");
        }
    }
}
