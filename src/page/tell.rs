//! What JavaScript hears of us: that something happened to a finding, never what was typed.

use std::rc::Rc;

use crate::finding::{Context, Finding};

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was underlined.
    Shown,
    /// A fix was taken.
    Fixed,
    /// "This is fine here".
    Ignored,
    /// "Wrong".
    Wrong,
    /// The person went back from the gate.
    WentBack,
    /// The person posted it all the same.
    PostedAnyway,
    /// The person gave a reason and posted it.
    Justified,
}

/// What somebody said at the gate beside yes or no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The reason: a stable name, or the organisation's own words.
    pub reason: Option<String>,
    /// PRIVACY: words of the person's own, only where the organisation asks for them and the gate says that they are kept.
    pub note: Option<String>,
    /// What stands for the words, where "This is fine here" is to be remembered; see [`super::ignored`].
    pub print: Option<u32>,
}

impl Outcome {
    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Fixed => "fixed",
            Self::Ignored => "ignored",
            Self::Wrong => "wrong",
            Self::WentBack => "went-back",
            Self::PostedAnyway => "posted-anyway",
            Self::Justified => "justified",
        }
    }
}

/// One thing told.
#[derive(Clone, Debug, PartialEq)]
pub enum Tell {
    /// What became of a finding in a text of this kind.
    Record(Finding, Context, Outcome, Answer),
    /// What [`Status`] says has changed.
    Status,
    /// The person wants no chips on this site.
    Hidden,
}

/// Tells whoever started us.
#[derive(Clone)]
pub struct Teller(Rc<dyn Fn(Tell)>);

impl Teller {
    /// Tells by calling `tell`.
    pub fn new(tell: Rc<dyn Fn(Tell)>) -> Self {
        Self(tell)
    }

    /// What became of a finding.
    pub fn record(&self, finding: &Finding, context: Context, outcome: Outcome) {
        self.answer(finding, context, outcome, &Answer::default());
    }

    /// The same, with what was said at the gate.
    pub fn answer(&self, finding: &Finding, context: Context, outcome: Outcome, answer: &Answer) {
        (self.0)(Tell::Record(*finding, context, outcome, answer.clone()));
    }

    /// The status has changed.
    pub fn status(&self) {
        (self.0)(Tell::Status);
    }

    /// The person wants no chips on this site.
    pub fn hidden(&self) {
        (self.0)(Tell::Hidden);
    }
}

/// How things stand on this page, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// In one word: checked, findings, off, unavailable or idle.
    pub state: &'static str,
    /// How many boxes are watched.
    pub fields: u32,
    /// How many findings are shown, by severity.
    pub block: u32,
    /// "Check this".
    pub warn: u32,
    /// "Worth a look".
    pub note: u32,
}
