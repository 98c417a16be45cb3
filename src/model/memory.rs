//! A text says most of its words again: what is known of a word by itself is looked up once.

use super::features::{self, Heard};
use crate::lexicon::Classes;
use crate::text::Token;

/// The features of the words that were read last, in one context: a text says most of its words again.
#[derive(Default)]
pub(super) struct Memory {
    places: Vec<Memorised>,
}

#[derive(Clone)]
struct Memorised {
    token: (u32, u32, Classes),
    heard: Heard,
    rows: [u16; MEMORISED],
    count: u8,
}

/// Words that are remembered; a power of two.
const MEMORY: usize = 1024;
/// Most features of a word that is remembered.
const MEMORISED: usize = 12;

impl Memory {
    /// Forgets them.
    pub(super) fn clear(&mut self) {
        self.places.clear();
    }

    /// Adds the features of a token by itself to `rows`; `read` finds them out. What the token counts as.
    pub(super) fn recall(&mut self, token: &Token, read: impl FnOnce(Heard, &mut Vec<u16>), rows: &mut Vec<u16>) -> Heard {
        let word = features::word_of(token);
        let key = (token.word, token.stem, token.classes);
        if self.places.is_empty() {
            let blank = Memorised { token: (0, 0, Classes::NONE), heard: Heard::NOTHING, rows: [0; MEMORISED], count: 0 };
            self.places.resize(MEMORY, blank);
        }
        let Some(place) = self.places.get_mut(token.word as usize % MEMORY) else { return Heard::of(token) };
        if place.token == key && place.heard.word == word {
            rows.extend_from_slice(place.rows.get(..usize::from(place.count)).unwrap_or(&[]));
            return place.heard;
        }
        let heard = Heard::of(token);
        let before = rows.len();
        read(heard, rows);
        let own = rows.get(before..).unwrap_or(&[]);
        if let Some(kept) = place.rows.get_mut(..own.len()) {
            kept.copy_from_slice(own);
            (place.token, place.heard, place.count) = (key, heard, own.len() as u8);
        }
        heard
    }
}
