//! The underlines of one field: exactly the words of its findings, or nothing.

use crate::error::Error;
use crate::finding::Severity;
use crate::page::field::{Drawn, Field};
use crate::text::{Offsets, Utf16Span};

use super::highlight::Stroke;
use super::mirror::Mirror;
use super::view::Rect;

/// Words to underline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Which words, in the text last read.
    pub span: Utf16Span,
    /// With which line.
    pub severity: Severity,
}

/// The underlines of one field. Dropping it wipes them off.
#[derive(Default)]
pub struct Underline {
    strokes: Vec<Option<Stroke>>,
    mirror: Option<Mirror>,
}

impl Underline {
    /// Underlines `marks` and nothing else. `text` is what `field` held when the marks were made.
    ///
    /// # Errors
    /// When the browser cannot underline here.
    pub fn draw(&mut self, field: &Field, text: &str, marks: &[Mark]) -> Result<(), Error> {
        self.strokes.clear();
        let ranges: Vec<Option<Drawn>> = marks.iter().map(|mark| field.range(mark.span)).collect();
        if let Field::Plain(control) = field
            && ranges.iter().any(Option::is_none)
        {
            if self.mirror.is_none() {
                self.mirror = Some(Mirror::new(control.element())?);
            }
            return self.mirror.as_mut().map_or(Ok(()), |mirror| mirror.draw(text, marks));
        }
        self.mirror = None;
        let offsets = Offsets::utf16(text);
        for (mark, range) in marks.iter().zip(ranges) {
            let words = (offsets.to_byte(text, mark.span.start) as usize)..(offsets.to_byte(text, mark.span.end) as usize);
            let words = text.get(words).unwrap_or("");
            // What does not hold the finding's words is late, and late is wrong.
            let range = range.filter(|range| range.holds(words));
            self.strokes.push(range.map(|range| Stroke::paint(range, mark.severity, words)).transpose()?);
        }
        Ok(())
    }

    /// Where the words of mark number `index` stand on the screen, line by line.
    pub fn lines(&self, index: usize) -> Vec<Rect> {
        match &self.mirror {
            Some(mirror) => mirror.lines(index),
            None => self.strokes.get(index).and_then(Option::as_ref).map_or_else(Vec::new, |stroke| stroke.range().lines()),
        }
    }

    /// Follows the field after it moved, scrolled or changed its size.
    pub fn place(&mut self) {
        if let Some(mirror) = &mut self.mirror {
            mirror.place();
        }
    }

    /// Wipes everything off.
    pub fn clear(&mut self) {
        self.strokes.clear();
        self.mirror = None;
    }

    /// Whether every underline is still painted, and under its own words.
    pub fn stands(&self) -> bool {
        self.strokes.iter().flatten().all(|stroke| stroke.is_painted() && stroke.stands())
    }
}
