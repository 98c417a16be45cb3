//! Learned evidence: small classifiers over hashed words, and how their scores and the rules' findings are joined.
//!
//! Rules know wordings and numbers; most of what gives a patient away is said in words that no list foresees. So a small
//! linear model reads every passage (up to [`HALF`] tokens on either side of a sentence) and every clause, and a second,
//! tiny one weighs its scores together with what the rules found:
//!
//! 1. features of each token ([`features`]), and of who and what is spoken of together ([`spoken`]), look up their weights
//!    ([`table`]);
//! 2. sums over a passage say how likely it holds something of each family, sums over a clause say where ([`evidence`]);
//! 3. [`verdict`] decides: below the odds of its context a passage's findings are only noted, but for those of rules that are
//!    nearly always right ([`evidence::Trust`]); above them, clauses that no rule names ([`net`]) get a finding of the label
//!    that fits their words best.
//!
//! Integers are summed and only a few floats joined, in a fixed order: the same text gives the same findings natively, in
//! wasm and in JavaScript, and after an edit the same as from the beginning. How the weights came about and how good they
//! are is told in `CARD.md` beside this file; `./build.sh train` makes them anew.

use core::ops::Range;

pub mod clause;
pub mod evidence;
pub mod features;
mod judge;
mod learned;
mod memory;
pub mod net;
pub mod spoken;
pub mod table;
pub mod verdict;
mod weights;
pub mod words;

pub use judge::{Judge, Told};
pub(crate) use learned::{Learned, touched};
pub use weights::Model;

use crate::finding::{Finding, Label, Severity};
use crate::policy::house::is_of_organization;
use crate::text::Parsed;
use table::LABELS;

/// How far a passage goes on either side of a sentence, in tokens.
pub const HALF: usize = 160;
/// The labels that the second table tells apart.
pub const NAMED: [Label; LABELS] = [
    Label::RelVisit,
    Label::RelCare,
    Label::NarStory,
    Label::NarLive,
    Label::AdvDiagnosis,
    Label::AdvTreatment,
    Label::AdvDose,
    Label::AdvTriage,
    Label::AdvResults,
    Label::SolPhi,
    Label::SolBoundary,
    Label::ClmGuarantee,
    Label::ClmTestimonial,
    Label::ClmAttack,
];
/// What the file of weights begins with; another trainer's file is refused.
pub const MAGIC: &[u8; 8] = b"curbsw03";

/// The sentences of the passage around a sentence.
pub fn passage(parsed: &Parsed<'_>, sentence: usize) -> Range<usize> {
    let Some(own) = parsed.sentences.get(sentence) else { return sentence..sentence };
    let from = (own.first as usize).saturating_sub(HALF) as u32;
    let to = own.end as usize + HALF;
    let start = parsed.sentences.partition_point(|other| other.first < from);
    let end = parsed.sentences.partition_point(|other| other.end as usize <= to);
    start.min(sentence)..end.max(sentence + 1)
}

/// Whether a number is proved by its form or its label, an organisation has said how bad its own words are,
/// or too much hangs on it.
pub fn is_certain(finding: &Finding) -> bool {
    // To whom an e-mail goes is no matter of wording, and to keep somebody from an emergency room is none of odds.
    matches!(finding.rule.id, "id.email/recipients" | "adv.triage/emergency")
        || is_of_organization(finding.rule)
        || finding.severity == Severity::Block && matches!(finding.label(), Label::IdSsn | Label::IdMrn | Label::IdPlan | Label::IdLicense)
}
