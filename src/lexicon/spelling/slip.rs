//! A long word with one slip: a letter too many, too few, wrong, or two letters swapped.
//!
//! One slip leaves the first or the second half of a word whole, so the words that share a beginning and those that
//! share an end are all that can be meant; they stand together in two orders of one list.

use std::sync::OnceLock;

use crate::order;
use crate::text::fold::{Folded, fold_ascii};

/// Shortest word that can be meant, in letters: shorter ones are one slip from too many others. The build script knows it.
const SHORTEST: usize = 7;
/// Shortest name in the middle of a sentence that is looked at: it can only be a medicine, a month or a day.
const SHORTEST_NAME: usize = 7;
/// Words other than medicines that are written with a capital.
const PROPER: [&str; 11] =
    ["monday", "tuesday", "wednesday", "thursday", "saturday", "january", "february", "september", "october", "november", "december"];

/// The words that can be meant, in order, as the build script writes them, one a line: an exclamation mark for a medicine,
/// a capital for how many letters the word shares with the one before, and its other letters.
static LONG_WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/long_words.txt"));

struct Words {
    /// Each word, and whether it is a medicine; in order.
    by_head: Vec<(&'static str, bool)>,
    /// Numbers of the same words, in the order of their letters from the end.
    by_tail: Vec<u16>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let by_head = unfolded();
        let word = |at: u16| by_head.get(usize::from(at)).map_or("", |word| word.0).bytes().rev();
        // PERF: four letters as one number decide nearly every comparison, of which there are 50,000.
        let mut by_tail: Vec<(u32, u16)> =
            (0..by_head.len() as u16).map(|at| (word(at).take(4).fold(0, |tail, byte| tail << 8 | u32::from(byte)), at)).collect();
        order::by(&mut by_tail, |&(tail, a), &(other, b)| tail < other || tail == other && word(a).le(word(b)));
        let by_tail = by_tail.into_iter().map(|(_, at)| at).collect();
        Words { by_head, by_tail }
    })
}

/// The words of [`LONG_WORDS`], each whole, and whether it is a medicine.
fn unfolded() -> Vec<(&'static str, bool)> {
    let (mut all, mut word, mut ends) = (String::with_capacity(2 * LONG_WORDS.len()), String::new(), Vec::new());
    for line in LONG_WORDS.lines() {
        let (named, line) = line.strip_prefix('!').map_or((false, line), |line| (true, line));
        let shared = line.bytes().next().map_or(0, |capital| capital.saturating_sub(b'A'));
        word.truncate(usize::from(shared));
        word.push_str(line.get(1..).unwrap_or(""));
        all.push_str(&word);
        ends.push((all.len(), named));
    }
    // They are needed as long as the page is there.
    let (mut rest, mut start) = (&*all.leak(), 0);
    let mut next = |end: usize| {
        let (word, after) = rest.split_at_checked(end - start).unwrap_or(("", ""));
        (rest, start) = (after, end);
        word
    };
    ends.into_iter().map(|(end, named)| (next(end), named)).collect()
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
