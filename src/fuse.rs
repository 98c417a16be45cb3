//! Many rules may object to the same words; a person wants to hear it once.

use std::collections::BTreeMap;

use crate::finding::{Family, Finding, Label, Severity};
use crate::order;
use crate::policy::house::is_of_organization;
use crate::rules::Input;
use crate::rules::evidence::public::is_news;
use crate::text::{Kind, Span};

/// Takes overlaps away from findings, which are in order of where they begin.
///
/// A date or place inside a story is part of the story, an identifier at the edge of another finding keeps its own words,
/// and of two findings of one family the exact or longer one stays. A finding that is cut keeps its longest piece; an
/// identifier is never cut. What is only noted gives way to everything else.
pub(crate) fn fuse(input: &Input<'_>, raw: &[Finding]) -> Vec<Finding> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(first) = rest.first() {
        // As far as one overlaps the next.
        let mut end = first.span.end;
        let mut overlaps = |finding: &Finding| {
            let overlaps = finding.span.start < end;
            end = end.max(finding.span.end);
            overlaps
        };
        let count = 1 + rest.iter().skip(1).take_while(|finding| overlaps(finding)).count();
        let (group, others) = rest.split_at(count);
        rest = others;
        if let [alone] = group {
            out.extend((!alone.span.is_empty() && !is_news(input, alone)).then_some(*alone));
        } else {
            fuse_group(input, group.to_vec(), &mut out);
        }
    }
    out
}

fn fuse_group(input: &Input<'_>, mut group: Vec<Finding>, out: &mut Vec<Finding>) {
    order::by_key(&mut group, |finding| {
        let silent = finding.severity == Severity::Note;
        // An organisation that wrote something down wants to hear of that, and not of what else it may be.
        (
            silent,
            !is_of_organization(finding.rule),
            rank(finding),
            core::cmp::Reverse(finding.span.len()),
            finding.span.start,
            finding.rule.id,
        )
    });
    let mut kept: BTreeMap<u32, Finding> = BTreeMap::new();
    for finding in group.iter().filter(|finding| !is_news(input, finding)) {
        let Some(span) = room(&kept, finding) else { continue };
        let Some(span) = (if span == finding.span { Some(span) } else { trim(input, span) }) else { continue };
        kept.insert(span.start, Finding { span, ..*finding });
    }
    out.extend(kept.into_values());
}

/// Which finding keeps its words where two claim them: numbers that a check digit or a label proves, then stories and
/// claims as wholes, then what is longest, and last what tells of a whole clause.
const fn rank(finding: &Finding) -> u8 {
    match finding.rule.label {
        _ if finding.rule.broad || finding.rule.learned => 5,
        Label::IdSsn
        | Label::IdMrn
        | Label::IdPlan
        | Label::IdVehicle
        | Label::IdDevice
        | Label::IdEmail
        | Label::IdUrl
        | Label::IdIp
        | Label::IdLicense
        | Label::IdAccount => 0,
        Label::IdFax | Label::IdPhone => 1,
        Label::NarStory | Label::NarLive | Label::ClmAttack | Label::ClmTestimonial | Label::ClmGuarantee => 2,
        label if matches!(label.family(), Family::Identifier) => 3,
        _ => 4,
    }
}

/// The longest part of a finding's span that no kept finding holds; nothing where one of its own family is in the way,
/// or where an identifier would have to be cut.
fn room(kept: &BTreeMap<u32, Finding>, finding: &Finding) -> Option<Span> {
    let family = finding.label().family();
    let span = finding.span;
    let before = kept.range(..span.start).next_back().map(|(_, kept)| kept).filter(|kept| kept.span.end > span.start);
    let (mut best, mut at) = (Span::default(), span.start);
    for other in before.into_iter().chain(kept.range(span.start..span.end).map(|(_, kept)| kept)) {
        if other.label().family() == family || family == Family::Identifier {
            return None;
        }
        let piece = Span::new(at, other.span.start.max(at));
        if piece.len() > best.len() {
            best = piece;
        }
        at = other.span.end;
    }
    let piece = Span::new(at.min(span.end), span.end);
    if piece.len() > best.len() {
        best = piece;
    }
    (!best.is_empty()).then_some(best)
}

/// The piece from its first to its last whole token; nothing without a word in it.
fn trim(input: &Input<'_>, span: Span) -> Option<Span> {
    let inside = input.parsed.tokens.get(input.parsed.token_range(span))?;
    let mut whole = inside.iter().filter(|token| span.contains(token.span));
    if !whole.clone().any(|token| token.kind == Kind::Word) {
        return None;
    }
    let edge = |token: &&crate::text::Token| token.kind != Kind::Punct;
    let first = whole.clone().find(edge)?;
    let last = whole.rfind(edge)?;
    Some(first.span.union(last.span))
}
