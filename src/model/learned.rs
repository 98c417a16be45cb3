//! What the judge said of each sentence, kept from scan to scan.

use core::ops::Range;

use super::{HALF, Judge, Told};
use crate::finding::{Finding, Severity};
use crate::order;
use crate::rules::Input;
use crate::text::Parsed;

/// The judge and its opinions of the text.
pub(crate) struct Learned {
    judge: Option<Judge>,
    /// For each sentence the odds of its passage, if it may go out; zero otherwise.
    fine: Vec<f32>,
    /// Clauses to mark, in order.
    marked: Vec<Finding>,
}

impl Learned {
    /// With the weights of this build, or without any opinion.
    pub(crate) fn new(judges: bool) -> Self {
        Self { judge: judges.then(Judge::load).flatten(), fine: Vec::new(), marked: Vec::new() }
    }

    /// Forgets every opinion.
    pub(crate) fn clear(&mut self) {
        self.fine.clear();
        self.marked.clear();
        if let Some(judge) = &mut self.judge {
            judge.clear();
        }
    }

    /// After an edit the sentences `old` became the sentences `new`; what stood from `end` bytes on in the old text moved.
    #[inline(never)]
    pub(crate) fn replace(&mut self, first: usize, new_end: usize, new_count: usize, moved: i64, bytes: Range<u32>) {
        let old_end = (self.fine.len() + new_end).saturating_sub(new_count).clamp(first.min(self.fine.len()), self.fine.len());
        if let Some(judge) = &mut self.judge {
            judge.replace(first..old_end, new_end.saturating_sub(first));
        }
        self.fine.splice(first.min(old_end)..old_end, core::iter::repeat_n(0.0, new_end.saturating_sub(first)));
        self.marked.retain_mut(|finding| {
            if finding.span.start >= bytes.end {
                finding.span =
                    crate::text::Span::new((i64::from(finding.span.start) + moved) as u32, (i64::from(finding.span.end) + moved) as u32);
                return true;
            }
            finding.span.start < bytes.start
        });
    }

    /// Judges the sentences `near` anew, now that the rules found `findings`.
    #[inline(never)]
    pub(crate) fn judge(&mut self, input: &Input<'_>, findings: &[Finding], near: Range<usize>) {
        let Some(judge) = &mut self.judge else { return };
        let sentences = input.parsed.sentences;
        self.fine.resize(sentences.len(), 0.0);
        let start = sentences.get(near.start).map_or(u32::MAX, |sentence| sentence.span.start);
        let end = sentences.get(near.end).map_or(u32::MAX, |sentence| sentence.span.start);
        self.marked.retain(|finding| finding.span.start < start || finding.span.start >= end);
        if let Some(fine) = self.fine.get_mut(near.clone()) {
            fine.fill(0.0);
        }
        let (fine, marked) = (&mut self.fine, &mut self.marked);
        judge.judge(input, findings, near, |told| match told {
            Told::MayGoOut(at, odds) => {
                if let Some(fine) = fine.get_mut(at) {
                    *fine = odds;
                }
            }
            Told::Found(finding) => marked.push(finding),
        });
        order::by_key(marked, |finding| (finding.span.start, finding.rule.id));
    }

    /// `bytes`, and what of `found` and of the marked clauses overlaps them, and so on.
    pub(crate) fn entangled(&self, found: &[Finding], mut bytes: Range<u32>) -> Range<u32> {
        loop {
            let before = bytes.clone();
            let overlap = |finding: &&Finding| finding.span.start < before.end && finding.span.end > before.start;
            for finding in found.iter().chain(&self.marked).filter(overlap) {
                bytes = bytes.start.min(finding.span.start)..bytes.end.max(finding.span.end);
            }
            if bytes == before {
                return bytes;
            }
        }
    }

    /// Weighs the rules' findings by what their passages read like, and adds the clauses marked in `bytes`: in order.
    #[inline(never)]
    pub(crate) fn apply(&self, input: &Input<'_>, findings: &[Finding], bytes: &Range<u32>, to: &mut Vec<Finding>) {
        to.extend_from_slice(findings);
        let Some(judge) = &self.judge else { return };
        let start = findings.first().map_or(0, |finding| finding.span.start);
        let mut sentence = input.parsed.sentences.partition_point(|sentence| sentence.span.end <= start);
        for finding in to.iter_mut().filter(|finding| finding.severity > Severity::Note) {
            while input.parsed.sentences.get(sentence).is_some_and(|sentence| sentence.span.end <= finding.span.start) {
                sentence += 1;
            }
            if self.fine.get(sentence).is_some_and(|&odds| !judge.hears(finding, odds, input.context)) {
                finding.severity = Severity::Note;
            }
        }
        to.extend(self.marked.iter().filter(|finding| bytes.contains(&finding.span.start)));
        order::by_key(to, |finding| finding.span.start);
    }
}

/// The sentences whose passages hold any of `near`.
pub(crate) fn touched(parsed: &Parsed<'_>, near: Range<usize>) -> Range<usize> {
    let first = parsed.sentences.get(near.start).map_or(parsed.tokens.len(), |sentence| sentence.first as usize);
    let end = parsed.sentences.get(near.end).map_or(parsed.tokens.len(), |sentence| sentence.first as usize);
    let (from, to) = (first.saturating_sub(HALF) as u32, (end + HALF) as u32);
    let start = parsed.sentences.partition_point(|sentence| sentence.end < from);
    let end = parsed.sentences.partition_point(|sentence| sentence.first <= to);
    start.min(near.start)..end.max(near.end)
}
