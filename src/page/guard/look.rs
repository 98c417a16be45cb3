//! What chip, card and gate ask of a field: what there is, where it stands and what may be written instead.

use super::{EDGE, Guard};
use crate::decided;
use crate::finding::{Fix, Severity};
use crate::fix;
use crate::page::overlay::view::{ChipView, Rect};
use crate::page::tools::Tools;
use crate::text::Utf16Span;

impl Guard {
    pub(super) fn chip_view(&self, tools: &Tools) -> ChipView {
        if tools.settings.off {
            return ChipView::Off;
        }
        if let Some(reason) = self.trouble {
            return ChipView::Unavailable { reason };
        }
        match self.shown.iter().map(|shown| shown.finding.severity).max() {
            Some(worst) => ChipView::Findings { count: self.shown.len(), worst },
            None => ChipView::Checked,
        }
    }

    /// The better wordings for an underlined finding, with the words that each replaces: the finding's own, or more.
    pub fn fixes(&self, tools: &mut Tools, index: usize) -> Vec<(Utf16Span, Fix)> {
        let of_text = self.shown.get(index).filter(|shown| shown.file.is_none());
        let (Some(shown), Some(snapshot)) = (of_text, &self.snapshot) else { return Vec::new() };
        let situation = self.situation();
        let finding = &shown.finding;
        let ways = tools.scanner.with_input(snapshot.text(), situation, |input| fix::ways(input, finding));
        ways.into_iter().map(|way| (snapshot.to_utf16(way.span), way.fix)).collect()
    }

    /// The words that decided an underlined finding; none where it is all of its own words.
    pub fn decided(&self, tools: &mut Tools, index: usize) -> Vec<&str> {
        let of_text = self.shown.get(index).filter(|shown| shown.file.is_none());
        let (Some(shown), Some(snapshot)) = (of_text, &self.snapshot) else { return Vec::new() };
        let situation = self.situation();
        let finding = &shown.finding;
        let words = tools.scanner.with_input(snapshot.text(), situation, |input| decided::words(input, finding));
        if words == [finding.span] {
            return Vec::new();
        }
        words.into_iter().filter_map(|span| snapshot.text().get(span.range())).collect()
    }

    /// Where the words of an underlined finding stand, line by line.
    ///
    /// A file has no words: it is spoken of at the lower edge of the box, where the chip is.
    pub fn lines(&self, index: usize) -> Vec<Rect> {
        if self.file(index).is_some() {
            let field = self.field.rect();
            let height = field.height.min(EDGE);
            return vec![Rect { y: field.y + field.height - height, height, ..field }];
        }
        self.underline.lines(index)
    }

    /// The underlined finding at a point of the screen.
    pub fn at_point(&self, x: f64, y: f64) -> Option<usize> {
        let field = self.field.rect();
        if !holds(field, x, y, 0.0) {
            return None;
        }
        (0..self.shown.len()).find(|&index| self.file(index).is_none() && self.lines(index).iter().any(|line| holds(*line, x, y, 3.0)))
    }

    /// The finding at the caret, else the first after it, else the first.
    pub fn at_caret(&self) -> Option<usize> {
        let caret = self.field.caret().unwrap_or(0);
        let next = self.shown.iter().position(|shown| shown.file.is_none() && shown.utf16.end >= caret);
        next.or((!self.shown.is_empty()).then_some(0))
    }

    /// How many findings of a severity are underlined.
    pub fn count(&self, severity: Severity) -> u32 {
        self.shown.iter().filter(|shown| shown.finding.severity == severity).count() as u32
    }
}

fn holds(rect: Rect, x: f64, y: f64, slack: f64) -> bool {
    x >= rect.x - slack && x <= rect.x + rect.width + slack && y >= rect.y - slack && y <= rect.y + rect.height + slack
}
