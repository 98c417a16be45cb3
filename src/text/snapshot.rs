//! The text of a field at one moment.

use core::fmt;

use super::offsets::Offsets;
use super::span::{Span, Utf16Span};

/// Which state of a field a snapshot shows. Grows by one with every reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(pub u32);

impl Revision {
    /// The revision after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// A field's text with its revision.
///
/// Text from JavaScript may hold lone surrogates; they arrive here as U+FFFD, which is also one UTF-16
/// code unit, so every offset still agrees with the page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    text: String,
    revision: Revision,
}

impl Snapshot {
    /// Takes a field's text. Only the first `u32::MAX` bytes can be addressed, which no page reaches.
    pub const fn new(text: String, revision: Revision) -> Self {
        Self { text, revision }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which reading this is.
    pub const fn revision(&self) -> Revision {
        self.revision
    }

    /// Length in bytes.
    pub fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words of a span, or nothing where it does not fall on character boundaries of this text.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }

    /// Translates byte spans to UTF-16 spans. One pass over the text, none when it is ASCII.
    pub fn utf16(&self) -> Offsets {
        Offsets::utf16(&self.text)
    }

    /// The span in UTF-16 code units; for a single span. Use [`Snapshot::utf16`] for many.
    pub fn to_utf16(&self, span: Span) -> Utf16Span {
        let offsets = self.utf16();
        Utf16Span::new(offsets.from_byte(&self.text, span.start), offsets.from_byte(&self.text, span.end))
    }
}

// PRIVACY: the text must not reach a log through `{:?}`.
impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Snapshot({:?}, {} bytes)", self.revision, self.text.len())
    }
}
