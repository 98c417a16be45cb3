//! A long text is taken in slices, so that the page can go on between them.
//!
//! Each slice is an edit to the scanner: first the beginning of the text, then more and more of it. What is found in the
//! end is what one scan of all of it finds.

use super::Scanner;

/// How many bytes of unseen text are scanned at one go: some ten milliseconds, and more than anybody types or pastes
/// without noticing.
pub const SLICE: usize = 32 * 1024;
/// How far back from its end, in bytes, a slice may be cut for a better place.
const BACK: usize = 2 * 1024;

impl Scanner {
    /// Up to which byte `text` is to be scanned now: all of it, unless much is new. `unread` is how many bytes the last
    /// slice left, if it is being taken in slices already.
    pub fn slice_of(&self, text: &str, unread: Option<usize>) -> usize {
        if text.len() <= SLICE {
            return text.len();
        }
        let known = self.document.parsed().text;
        if unseen(known, text) <= SLICE {
            return text.len();
        }
        // Somebody edits what was seen of it: that is seen again first, and nothing more.
        let before = unread.map(|unread| text.floor_char_boundary(text.len().saturating_sub(unread)));
        if let Some(before) = before.filter(|_| !text.starts_with(known))
            && unseen(known, text.get(..before).unwrap_or(text)) <= SLICE.min(before / 2)
        {
            return before;
        }
        let end = cut(text, same_start(known, text) + SLICE);
        // Somebody else's text came between. Two long ones would drive each other out for ever.
        if before.is_some_and(|before| end <= before) { text.len() } else { end }
    }
}

/// How many bytes of `text` stand between what it has in common with `known` at its beginning and at its end.
fn unseen(known: &str, text: &str) -> usize {
    let start = same_start(known, text);
    let most = known.len().min(text.len()) - start;
    let end = known.bytes().rev().zip(text.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    text.len() - start - end
}

fn same_start(known: &str, text: &str) -> usize {
    known.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count()
}

/// A place to cut at, at `end` or somewhat before it: the end of a line, of a word, or of a character.
fn cut(text: &str, end: usize) -> usize {
    let end = text.floor_char_boundary(end);
    let from = text.floor_char_boundary(end.saturating_sub(BACK));
    let Some(back) = text.get(from..end).filter(|_| end < text.len()) else { return end };
    let line = back.rfind('\n').filter(|&at| at > 0);
    line.or_else(|| back.rfind(' ').filter(|&at| at > 0)).map_or(end, |at| from + at + 1)
}
