//! A text that is taken apart again after each edit, at the cost of the sentences that the edit touched.

use super::sentence::{self, Sentence};
use super::token::{self, Token};
use super::{Parsed, Span};
use crate::lexicon::{self, spelling};

/// A text with its tokens and sentences, kept up to date.
#[derive(Default)]
pub struct Document {
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    fresh_tokens: Vec<Token>,
    fresh_sentences: Vec<Sentence>,
}

/// What an update replaced: sentences by index, and by how much what follows has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// First sentence that is new.
    pub first: usize,
    /// One past the last sentence that is new, in the new text.
    pub end: usize,
    /// Bytes from here on in the old text …
    pub old_start: u32,
    /// … to here were replaced.
    pub old_end: u32,
    /// How far everything after has moved, in bytes.
    pub moved: i64,
}

impl Document {
    /// The text, taken apart.
    pub fn parsed(&self) -> Parsed<'_> {
        Parsed { text: &self.text, tokens: &self.tokens, sentences: &self.sentences }
    }

    /// Takes `text` in place of the one before. `None` when it is the same.
    ///
    /// The result is that of taking the whole text apart; the work is that of the sentences between the first and the
    /// last difference, plus a comparison of the bytes.
    pub fn update(&mut self, text: &str) -> Option<Change> {
        let same_start = common_prefix(self.text.as_bytes(), text.as_bytes());
        if same_start == text.len() && same_start == self.text.len() {
            return None;
        }
        let most = self.text.len().min(text.len()) - same_start;
        let same_end = common_suffix(self.text.as_bytes(), text.as_bytes(), most);
        let (old_len, new_len) = (self.text.len(), text.len());
        let moved = new_len as i64 - old_len as i64;

        // Whether a sentence ends depends on the token after it, so one more on either side is taken anew.
        let touched = self.sentences.partition_point(|sentence| sentence.span.end as usize <= same_start);
        let first = touched.saturating_sub(2);
        let after = self.sentences.partition_point(|sentence| (sentence.span.start as usize) < old_len - same_end + 1) + 1;
        // Where a long sentence was cut depends on its length: go on to one that begins by itself.
        let end = (after..self.sentences.len())
            .find(|&at| self.sentences.get(at).is_some_and(|sentence| sentence.natural))
            .unwrap_or(self.sentences.len());

        let start_byte = self.sentences.get(first).map_or(0, |sentence| if first == 0 { 0 } else { sentence.span.start });
        let old_end = self.sentences.get(end).map_or(old_len as u32, |sentence| sentence.span.start);
        let new_end = (i64::from(old_end) + moved) as usize;
        let first_token = self.sentences.get(first).map_or(0, |sentence| sentence.first as usize);
        let end_token = self.sentences.get(end).map_or(self.tokens.len(), |sentence| sentence.first as usize);
        let opening = self.tokens.get(first_token).map(|token| token.shape);

        self.fresh_tokens.clear();
        self.fresh_sentences.clear();
        token::tokenize_range(text, start_byte as usize..new_end, &mut self.fresh_tokens);
        if first > 0
            && let (Some(token), Some(opening)) = (self.fresh_tokens.first_mut(), opening)
        {
            token.shape = token.shape.preceded_like(opening);
        }
        lexicon::annotate(&mut self.fresh_tokens);
        spelling::mend(text, &mut self.fresh_tokens);
        sentence::split(&self.fresh_tokens, &mut self.fresh_sentences);
        let natural = self.sentences.get(first).is_none_or(|sentence| sentence.natural);
        if let Some(sentence) = self.fresh_sentences.first_mut() {
            sentence.natural = natural || first == 0;
        }

        // PERF: what stands behind an edit moves with every key, so this wraps around in 32 bits: JavaScript has no others.
        let by = (new_len as u32).wrapping_sub(old_len as u32);
        for token in self.tokens.get_mut(end_token..).unwrap_or(&mut []) {
            token.span = shift(token.span, by);
        }
        let tokens_by = (self.fresh_tokens.len() as u32).wrapping_sub((end_token - first_token) as u32);
        for sentence in self.sentences.get_mut(end..).unwrap_or(&mut []) {
            sentence.span = shift(sentence.span, by);
            sentence.first = sentence.first.wrapping_add(tokens_by);
            sentence.end = sentence.end.wrapping_add(tokens_by);
        }
        for sentence in &mut self.fresh_sentences {
            sentence.first += first_token as u32;
            sentence.end += first_token as u32;
        }
        let count = self.fresh_sentences.len();
        self.tokens.splice(first_token..end_token, self.fresh_tokens.drain(..));
        self.sentences.splice(first.min(end)..end, self.fresh_sentences.drain(..));
        self.text.replace_range(start_byte as usize..old_end as usize, text.get(start_byte as usize..new_end).unwrap_or(""));
        Some(Change { first, end: first + count, old_start: start_byte, old_end, moved })
    }
}

const fn shift(span: Span, by: u32) -> Span {
    Span::new(span.start.wrapping_add(by), span.end.wrapping_add(by))
}

/// Whether two stretches of equal length are the same. Four bytes at a time: the comparison that WebAssembly is given by
/// the library goes byte by byte.
fn same(a: &[u8], b: &[u8]) -> bool {
    let (a, b) = (a.as_chunks::<4>().0, b.as_chunks::<4>().0);
    a.iter().zip(b).fold(0, |differs, (a, b)| differs | (u32::from_ne_bytes(*a) ^ u32::from_ne_bytes(*b))) == 0
}

/// Bytes that both begin with. May end inside a character; who uses it goes back to a sentence.
fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 64;
    let whole = a.chunks_exact(STEP).zip(b.chunks_exact(STEP)).take_while(|(a, b)| same(a, b)).count() * STEP;
    let rest = a.get(whole..).unwrap_or(&[]).iter().zip(b.get(whole..).unwrap_or(&[]));
    whole + rest.take_while(|(a, b)| a == b).count()
}

/// Bytes that both end with, at most `most`.
fn common_suffix(a: &[u8], b: &[u8], most: usize) -> usize {
    const STEP: usize = 64;
    let (a, b) = (a.get(a.len() - most..).unwrap_or(&[]), b.get(b.len() - most..).unwrap_or(&[]));
    let whole = a.rchunks_exact(STEP).zip(b.rchunks_exact(STEP)).take_while(|(a, b)| same(a, b)).count() * STEP;
    let rest = a.iter().rev().skip(whole).zip(b.iter().rev().skip(whole));
    whole + rest.take_while(|(a, b)| a == b).count()
}
