//! Fixes that replace more than the words of a finding: its sentence, or the whole reply.
//!
//! Tools outside the project are promised that a fix replaces exactly its finding's words, so these are never among
//! [`super::offer`]'s. The card of the page offers them beside those ([`super::ways`]), with their own spans.

use super::mood::{Mood, mood};
use super::prove::{Outcome, Trial};
use super::site::{Site, Slot};
use super::spanish::{self, is_spanish};
use super::wording::wordings;
use super::{claim, write};
use crate::finding::{Context, Does, Family, Finding, Fix, Label};
use crate::hashes;
use crate::policy::house::For;
use crate::rules::Input;
use crate::rules::evidence::clinical::has;
use crate::text::Span;

/// A fix with the words that it replaces.
#[derive(Clone, PartialEq, Eq)]
pub struct Wide {
    /// What it replaces, in bytes.
    pub span: Span,
    /// What becomes of it.
    pub fix: Fix,
}

/// A whole reply to a review: neither confirms nor denies, and invites a call. An organisation's policy may bring its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What it answers.
    pub mood: Tone,
    /// The reply.
    pub text: &'static str,
}

/// What a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Praise.
    Thanks,
    /// A complaint.
    Complaint,
}

/// The replies that are offered where no policy says otherwise, best first.
pub const REPLIES: [Reply; 6] = [
    // Nobody tells us how many stars stand above: a thankful draft may answer a complaint, so the first suits both.
    Reply {
        mood: Tone::Thanks,
        text: "Thank you for taking the time to write. Our whole team reads every review, and anyone is welcome to call our office.",
    },
    Reply {
        mood: Tone::Thanks,
        text: "Thank you for the kind words. We appreciate everyone who takes the time to write, and our whole team will read this.",
    },
    Reply { mood: Tone::Thanks, text: "Thank you for taking the time to share this. It means a lot to our team." },
    Reply {
        mood: Tone::Complaint,
        text: "Thank you for the feedback. Privacy rules keep us from saying here whether anyone is a patient, and we take every concern \
               seriously. Please call our office and ask for the manager.",
    },
    Reply {
        mood: Tone::Complaint,
        text: "We are sorry to read this. To protect everyone’s privacy we do not discuss details in public. Our office manager would be \
               glad to talk by phone.",
    },
    Reply {
        mood: Tone::Complaint,
        text: "Thank you for telling us. We would like to hear more; please call our office and ask for the manager.",
    },
];

/// The sentence of a finding said in another way; nothing where the finding is the sentence, or where the sentence says
/// more than a reader would want to lose.
pub fn sentence(input: &Input<'_>, finding: &Finding) -> Option<Wide> {
    if finding.label().family() == Family::Identifier {
        return None;
    }
    let range = input.parsed.token_range(finding.span);
    let sentence = input.parsed.sentence_of(range.start)?;
    let tokens = input.parsed.tokens_of(sentence);
    // The marks at the end stay.
    let is_mark = |token: &&crate::text::Token| matches!(token.kind, crate::text::Kind::Punct | crate::text::Kind::Emoji);
    let last = tokens.iter().rev().find(|token| !is_mark(token))?;
    let span = Span::new(sentence.span.start, last.span.end.max(finding.span.end));
    if span == finding.span || span.end > sentence.span.end || finding.span.start < span.start {
        return None;
    }
    let site = Site::new(input, span).of(finding.label().family());
    let slot = if site.is_question() { Slot::Question } else { Slot::Clause };
    let words = match finding.label() {
        label if spanish::is_spoken(&site) => spanish::clause(&site, label).iter().map(|&words| words.to_owned()).collect(),
        Label::ClmGuarantee => claim::hedged(&site, slot),
        // A dose is part of what it says to do.
        Label::AdvDose => wordings(&site, Label::AdvTreatment, slot),
        label => wordings(&site, label, slot),
    };
    let trial = Trial::new(input, span, finding.severity)?;
    words.iter().filter_map(|words| write::write(&site, "", words)).find(|fix| trial.of(&fix.text, finding.label()) < Outcome::Shifts).map(
        |fix| {
            let shown = fix.text.clone();
            Wide { span, fix: Fix { does: Does::Sentence, shown, text: fix.text } }
        },
    )
}

/// Whole replies in place of all that is written, for an answer to a review; the greeting and the signature go, too.
pub fn replies(input: &Input<'_>, finding: &Finding) -> Vec<Wide> {
    if input.context == Context::ReviewReply { whole(input, tone(input, finding.span)) } else { Vec::new() }
}

/// A whole reply for whoever wants one, whether or not anything was found; one of each kind while nothing is written that
/// could tell which is wanted.
pub fn safe_replies(input: &Input<'_>) -> Vec<Wide> {
    if input.context != Context::ReviewReply {
        return Vec::new();
    }
    let text = input.parsed.text;
    let tones: &[Tone] = match text.trim() {
        "" => &[Tone::Thanks, Tone::Complaint],
        _ => &[tone(input, Span::new(0, text.len() as u32))],
    };
    let mut replies: Vec<Wide> = tones.iter().filter_map(|tone| whole(input, *tone).into_iter().next()).collect();
    // An organisation may have one for everything.
    replies.dedup_by(|one, other| one.fix.text == other.fix.text);
    replies
}

/// What the text near `span` answers.
fn tone(input: &Input<'_>, span: Span) -> Tone {
    let regrets = has(input.parsed.tokens, hashes!["sorry", "apologize", "unfortunately", "however"]);
    if mood(&Site::new(input, span)) == Mood::Glad && !regrets { Tone::Thanks } else { Tone::Complaint }
}

fn whole(input: &Input<'_>, tone: Tone) -> Vec<Wide> {
    let text = input.parsed.text;
    let start = text.len() - text.trim_start().len();
    let span = Span::new(start as u32, (start + text.trim().len()) as u32);
    let whole = |words: String| Wide { span, fix: Fix { does: Does::Reply, shown: words.clone(), text: words } };
    // What an organisation approved takes the place of ours, and stands as it was approved.
    if let Some(house) = input.house.filter(|house| !house.replies().is_empty()) {
        let answers = if tone == Tone::Thanks { For::Thanks } else { For::Complaint };
        return house.replies_for(answers, is_spanish(input.parsed.tokens)).into_iter().map(|reply| whole(reply.text.clone())).collect();
    }
    let replies: &[Reply] = if is_spanish(input.parsed.tokens) { &spanish::REPLIES } else { &REPLIES };
    replies
        .iter()
        .filter(|reply| reply.mood == tone)
        .map(|reply| whole(if text.contains('’') { reply.text.to_owned() } else { reply.text.replace('’', "'") }))
        .collect()
}
