//! What the surfaces show: plain values, made by the guard, drawn by chip, card and gate.

use std::borrow::Cow;

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
    /// "Curbside: still checking".
    Checking,
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
    /// The words that can be copied instead; none where it only takes words out.
    pub words: String,
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
    pub manual: Cow<'static, str>,
    /// Whether "This is fine here" is offered.
    pub may_ignore: bool,
    /// Whether "Wrong" is offered.
    pub may_object: bool,
}

/// What the gate shows before a text goes out.
#[derive(Clone, PartialEq, Eq)]
pub struct GateView {
    /// What was found, worst first, and whether it has to be changed first.
    pub findings: Vec<(FindingView, bool)>,
    /// What may be written instead of all of it.
    pub offers: Vec<FixView>,
    /// What it takes to let it out.
    pub exit: Exit,
    /// The text is another one than the person was asked about.
    pub is_new_text: bool,
}

/// What it takes to let a text out.
#[derive(Clone, PartialEq, Eq)]
pub enum Exit {
    /// The person's word.
    Word,
    /// A reason.
    Reason {
        /// What to choose from.
        reasons: Vec<String>,
        /// Whether words of one's own may or must stand beside it.
        note: Note,
    },
    /// There is none.
    Closed {
        /// Whom to ask, and how; empty where nobody said.
        contact: String,
    },
}

/// Words of one's own beside a reason. They are kept with the record, which the gate says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Note {
    /// Not wanted.
    #[default]
    No,
    /// Possible.
    Optional,
    /// Wanted.
    Required,
}
