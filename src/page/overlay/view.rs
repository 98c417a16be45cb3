//! What the surfaces show: plain values, made by the guard, drawn by chip, card and gate.

use crate::finding::Severity;

/// A rectangle in client coordinates (CSS pixels, relative to the viewport).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// What a chip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipView {
    /// "Curbside: checked".
    Checked,
    /// "Curbside: 3 to check", with the worst severity among them.
    Findings {
        /// How many, notes included.
        count: usize,
        /// The worst.
        worst: Severity,
    },
    /// "Curbside is off here".
    Off,
    /// "Curbside can't check this box", and why.
    Unavailable {
        /// One sentence.
        reason: &'static str,
    },
}

/// A fix, as the card words it.
#[derive(Clone, PartialEq, Eq)]
pub struct FixView {
    /// "Write: Thank you for the kind words".
    pub title: String,
    /// The editor refused it: offer to copy it instead.
    pub refused: bool,
}

/// One finding in the card or in the gate's list. The words are the person's own: show them, keep them nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct FindingView {
    /// How bad.
    pub severity: Severity,
    /// What it is, at most six words.
    pub title: &'static str,
    /// Why, one sentence.
    pub why: &'static str,
    /// The provisions.
    pub law: &'static [&'static str],
    /// The underlined words, shortened.
    pub words: String,
    /// The words that decided it, shortened; none where those are the underlined words.
    pub decided: Vec<String>,
    /// Better wordings.
    pub fixes: Vec<FixView>,
}

/// What the card shows.
#[derive(Clone, PartialEq, Eq)]
pub struct CardView {
    /// The finding.
    pub finding: FindingView,
    /// Its number, from 0.
    pub index: usize,
    /// Of how many.
    pub total: usize,
    /// The rule's manual, Markdown.
    pub manual: &'static str,
}

/// What the gate shows before a text goes out.
#[derive(Clone, PartialEq, Eq)]
pub struct GateView {
    /// What was found, worst first.
    pub findings: Vec<FindingView>,
    /// Whether it may go out as it is.
    pub may_post: bool,
    /// Whom to ask when it may not.
    pub contact: Option<String>,
}
