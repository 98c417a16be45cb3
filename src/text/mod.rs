//! What a field holds, taken apart: a snapshot, its tokens, its sentences, and positions in every unit.
//!
//! Knows nothing of rules or of the page. Never fails: any string has tokens.

pub mod document;
pub mod fold;
pub mod html;
pub mod offsets;
pub mod sentence;
pub mod snapshot;
pub mod span;
pub mod token;

pub use document::{Change, Document};
pub use offsets::Offsets;
pub use sentence::Sentence;
pub use snapshot::{Revision, Snapshot};
pub use span::{Span, Utf16Span};
pub use token::{Kind, Shape, Token};

/// A snapshot taken apart. Borrow it to look at the words; the buffers are reused from scan to scan.
#[derive(Clone, Copy)]
pub struct Parsed<'a> {
    /// The text itself.
    pub text: &'a str,
    /// Its tokens, in order.
    pub tokens: &'a [Token],
    /// Its sentences, in order; together they hold every token once.
    pub sentences: &'a [Sentence],
}

impl<'a> Parsed<'a> {
    /// The words of a span; empty where it does not fall on character boundaries.
    pub fn words(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &'a [Token] {
        self.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[])
    }

    /// The sentence that holds the token at `index`.
    pub fn sentence_of(&self, index: usize) -> Option<&'a Sentence> {
        let at = self.sentences.partition_point(|sentence| (sentence.end as usize) <= index);
        self.sentences.get(at)
    }

    /// Indices of the tokens that a span touches.
    pub fn token_range(&self, span: Span) -> core::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        first..end.max(first)
    }
}

// PRIVACY: counts only.
impl core::fmt::Debug for Parsed<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Parsed({} bytes, {} tokens, {} sentences)", self.text.len(), self.tokens.len(), self.sentences.len())
    }
}
