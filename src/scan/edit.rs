//! What an edit leaves as it was: findings that stand behind it are moved, those that overlap what was matched again are
//! fused again, all others stay.

use core::ops::Range;

use super::Excuse;
use crate::finding::Finding;
use crate::order;
use crate::text::{Change, Parsed, Span};

/// Which bytes were looked at again after a change, and how what stands behind them moved.
pub(super) struct Edit {
    old: Range<u32>,
    pub(super) new: Range<u32>,
    moved: i64,
}

impl Edit {
    /// The sentences `near` are matched again because of `change`, or because nothing is known yet.
    pub(super) fn new(parsed: &Parsed<'_>, near: &Range<usize>, change: Option<Change>) -> Self {
        let Some(change) = change else { return Self { old: 0..u32::MAX, new: 0..u32::MAX, moved: 0 } };
        let from = parsed.sentences.get(near.start).map_or(0, |sentence| sentence.span.start);
        let to = parsed.sentences.get(near.end).map_or(u32::MAX, |sentence| sentence.span.start);
        let old_end = if to == u32::MAX { to } else { (i64::from(to) - change.moved) as u32 };
        let from = from.min(change.old_start);
        Self { old: from..old_end, new: from..to, moved: change.moved }
    }

    /// Puts `fresh` in the place of what began in the bytes that were looked at again, shows that to `gone`, and moves what
    /// stands behind them. `spanned` are in order of where they begin.
    pub(super) fn replace<T>(
        &self,
        spanned: &mut Vec<T>,
        fresh: impl IntoIterator<Item = T>,
        span: impl Fn(&mut T) -> &mut Span,
        mut gone: impl FnMut(T),
    ) {
        let start = |spanned: &mut [T], at: usize| spanned.get_mut(at).map_or(u32::MAX, |one| span(one).start);
        let mut first = 0;
        while first < spanned.len() && start(spanned, first) < self.old.start {
            first += 1;
        }
        let mut end = first;
        while end < spanned.len() && start(spanned, end) < self.old.end {
            end += 1;
        }
        for one in spanned.get_mut(first..).unwrap_or(&mut []) {
            let span = span(one);
            *span = Span::new(self.new_place(span.start), self.new_place(span.end));
        }
        spanned.splice(first..end, fresh).for_each(&mut gone);
    }

    /// Where a byte of the old text stands in the new one, if it is not one that was looked at again.
    fn new_place(&self, at: u32) -> u32 {
        if at >= self.old.end { (i64::from(at) + self.moved) as u32 } else { at }
    }

    /// A finding of the old text where it stands now; of the bytes that changed, nothing can be said.
    pub(super) fn moved(&self, finding: &Finding, change: Change) -> Finding {
        let Span { start, end } = finding.span;
        let place = |at: u32| if at >= change.old_end { (i64::from(at) + change.moved) as u32 } else { at };
        Finding { span: Span::new(place(start), place(end)), ..*finding }
    }
}

/// The findings that overlap `bytes`, with those that these overlap, and so on: their places in `found`, and all the bytes
/// then. What stands elsewhere is fused without regard to them.
pub(super) fn entangled(found: &[Finding], bytes: Range<u32>) -> (Range<usize>, Range<u32>) {
    let mut bytes = bytes;
    let mut at = found.partition_point(|finding| finding.span.start < bytes.start);
    let mut first = at;
    let (mut group, mut start, mut end) = (0, 0, 0);
    for (number, finding) in found.iter().enumerate().take(at) {
        if finding.span.start >= end {
            (group, start) = (number, finding.span.start);
        }
        end = end.max(finding.span.end);
    }
    if end > bytes.start {
        (first, bytes.start) = (group, start);
    }
    bytes.end = bytes.end.max(end);
    while let Some(finding) = found.get(at).filter(|finding| finding.span.start < bytes.end) {
        bytes.end = bytes.end.max(finding.span.end);
        at += 1;
    }
    (first..at, bytes)
}

/// Those of `found` that begin in `bytes`.
pub(super) fn within<'a>(found: &'a [Finding], bytes: &Range<u32>) -> &'a [Finding] {
    let first = found.partition_point(|finding| finding.span.start < bytes.start);
    let end = found.partition_point(|finding| finding.span.start < bytes.end);
    found.get(first..end).unwrap_or(&[])
}

/// Puts `fresh` in the place of what begins in `bytes`.
#[inline(never)]
pub(super) fn splice(found: &mut Vec<Finding>, bytes: &Range<u32>, fresh: &[Finding]) {
    let first = found.partition_point(|finding| finding.span.start < bytes.start);
    let end = found.partition_point(|finding| finding.span.start < bytes.end);
    found.splice(first..end.max(first), fresh.iter().copied());
}

/// The bytes in which two lists of findings differ; both are in order.
pub(super) fn difference(before: impl DoubleEndedIterator<Item = Finding> + ExactSizeIterator + Clone, after: &[Finding]) -> Range<u32> {
    let most = before.len().min(after.len());
    let same = before.clone().zip(after).take_while(|(before, after)| before == *after).count();
    let tail = before.clone().rev().zip(after.iter().rev()).take(most - same).take_while(|(before, after)| before == *after).count();
    let old = before.clone().take(before.len() - tail).skip(same);
    let new = after.get(same..after.len() - tail).unwrap_or(&[]).iter().copied();
    let nothing = Range { start: u32::MAX, end: 0 };
    old.chain(new).fold(nothing, |bytes, finding| bytes.start.min(finding.span.start)..bytes.end.max(finding.span.end))
}

/// From the first byte of these sentences to the first of what follows them.
pub(super) fn bytes_of(parsed: &Parsed<'_>, sentences: &Range<usize>) -> Range<u32> {
    let start = |at: usize| parsed.sentences.get(at).map_or(u32::MAX, |sentence| sentence.span.start);
    start(sentences.start)..start(sentences.end)
}

/// Drops each finding that an excuse of its own rule overlaps. Linear but for the sorting.
#[inline(never)]
pub(super) fn excuse(raw: &mut Vec<Finding>, mut excuses: Vec<Excuse>) {
    let Some(longest) = excuses.iter().map(|(_, span)| span.len()).max() else { return };
    order::by_key(&mut excuses, |&(id, span)| (id, span.start, span.end));
    raw.retain(|finding| {
        let from = excuses.partition_point(|&(id, span)| (id, span.start) < (finding.rule.id, finding.span.start.saturating_sub(longest)));
        let mut near =
            excuses.get(from..).unwrap_or(&[]).iter().take_while(|&&(id, span)| id == finding.rule.id && span.start < finding.span.end);
        !near.any(|&(_, span)| span.overlaps(finding.span))
    });
}
