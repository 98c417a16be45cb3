//! What chip, card and gate ask of a field: what there is, where it stands and what may be written instead.

use super::{About, EDGE, Guard, Shown};
use crate::decided;
use crate::finding::{Does, Family, Fix, Severity};
use crate::fix;
use crate::page::field::Field;
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
            None if self.slice.is_some() => ChipView::Checking,
            None => ChipView::Checked,
        }
    }

    /// Whether a long text has been read in part.
    pub const fn is_checking(&self) -> bool {
        self.slice.is_some()
    }

    /// A shown finding, if it is about words of the text.
    fn of_words(&self, index: usize) -> Option<&Shown> {
        self.shown.get(index).filter(|shown| shown.about == About::Words)
    }

    /// The address that a shown finding is about.
    pub fn address(&self, index: usize) -> Option<&str> {
        self.shown.get(index).filter(|shown| shown.about == About::Recipient)?;
        self.look_alike.as_deref()
    }

    /// The disclaimer that a shown finding misses.
    pub fn disclaimer<'a>(&self, tools: &'a Tools, index: usize) -> Option<&'a str> {
        let About::Disclaimer(number) = self.shown.get(index)?.about else { return None };
        let missing = tools.policy().missing_disclaimers(self.text(), self.context, &tools.settings.site);
        missing.get(number).map(|it| it.text.as_str())
    }

    /// A text that stands at the end of what is written, with what parts it from that.
    fn addition(&self, text: &str) -> (Utf16Span, Fix) {
        let written = self.text().trim_end();
        // An editor may make anything of an empty line; a blank stays one.
        let gap = match &self.field {
            _ if written.is_empty() => "",
            Field::Plain(_) if !self.field.is_single_line() => "\n\n",
            _ => " ",
        };
        let end = written.encode_utf16().count() as u32;
        (Utf16Span::new(end, end), Fix { does: Does::Add, shown: text.to_owned(), text: format!("{gap}{text}") })
    }

    /// The better wordings for an underlined finding, with the words that each replaces: the finding's own, or more.
    pub fn fixes(&self, tools: &mut Tools, index: usize) -> Vec<(Utf16Span, Fix)> {
        if let Some(text) = self.disclaimer(tools, index) {
            return vec![self.addition(text)];
        }
        let of_text = self.of_words(index);
        let (Some(shown), Some(snapshot)) = (of_text, &self.snapshot) else { return Vec::new() };
        let situation = self.situation();
        let finding = &shown.finding;
        let ways = tools.scanner.with_input(snapshot.text(), situation, |input| fix::ways(input, finding));
        let mut ways: Vec<(Utf16Span, Fix)> = ways.into_iter().map(|way| (snapshot.to_utf16(way.span), way.fix)).collect();
        // Words such as "general information" answer advice and promises, nothing else.
        if matches!(finding.label().family(), Family::Advice | Family::Claim) {
            ways.extend(self.offered_disclaimers(tools));
        }
        ways
    }

    /// What somebody may want to write here, whether or not anything was found: a safe reply to a review, a disclaimer of
    /// the organisation. With the words that it replaces.
    pub fn offers(&self, tools: &mut Tools) -> Vec<(Utf16Span, Fix)> {
        let Some(snapshot) = self.snapshot.as_ref().filter(|_| self.trouble.is_none()) else { return Vec::new() };
        let replies = tools.scanner.with_input(snapshot.text(), self.situation(), fix::safe_replies);
        let replies = replies.into_iter().map(|way| (snapshot.to_utf16(way.span), way.fix));
        replies.chain(self.offered_disclaimers(tools)).collect()
    }

    fn offered_disclaimers(&self, tools: &Tools) -> Vec<(Utf16Span, Fix)> {
        let missing = tools.policy().missing_disclaimers(self.text(), self.context, &tools.settings.site);
        missing.into_iter().filter(|it| !it.required).map(|it| self.addition(&it.text)).collect()
    }

    /// The words that decided an underlined finding; none where it is all of its own words.
    pub fn decided(&self, tools: &mut Tools, index: usize) -> Vec<&str> {
        let of_text = self.of_words(index);
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
    /// What is not about words is spoken of at the lower edge of the box, where the chip is.
    pub fn lines(&self, index: usize) -> Vec<Rect> {
        if self.of_words(index).is_none() {
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
        (0..self.shown.len()).find(|&index| self.of_words(index).is_some() && self.lines(index).iter().any(|line| holds(*line, x, y, 3.0)))
    }

    /// The finding at the caret, else the first after it, else the first.
    pub fn at_caret(&self) -> Option<usize> {
        let caret = self.field.caret().unwrap_or(0);
        let next = self.shown.iter().position(|shown| shown.about == About::Words && shown.utf16.end >= caret);
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
