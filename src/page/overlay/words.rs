//! Everything that the surfaces say, in one place, so that it reads as one voice and can be translated.

use super::view::ChipView;
use crate::finding::Severity;

/// The language of these words.
pub const LANGUAGE: &str = "en";
/// How that language runs; layout follows it, not the page.
pub const DIRECTION: &str = "ltr";

/// The name of the product.
pub const CURBSIDE: &str = "Curbside";
/// Shows the finding before this one.
pub const PREVIOUS: &str = "Previous";
/// Shows the finding after this one.
pub const NEXT: &str = "Next";
/// Closes the card or a note.
pub const CLOSE: &str = "Close";
/// Remembers for this practice that these words may go out.
pub const FINE_HERE: &str = "This is fine here";
/// Counts a false alarm.
pub const WRONG: &str = "Wrong";
/// Unfolds the rule's manual.
pub const WHY: &str = "Why?";
/// What stands before a fix that the editor did not take.
pub const COPY: &str = "Copy: ";
/// What stands before the words in the title of a fix that writes some ("Write: …", "Write the whole reply: …"); `COPY`
/// replaces all before them.
pub const WRITES: &str = ": ";
/// The title of a fix that takes words out.
pub const LEAVE_OUT: &str = "Leave it out";
/// Hides the chip.
pub const HIDE: &str = "Hide on this site";
/// The gate's title.
pub const GATE: &str = "Before this goes out";
/// The gate's answer that keeps the text back.
pub const GO_BACK: &str = "Go back";
/// The gate's answer that lets it go.
pub const POST_ANYWAY: &str = "Post anyway";
/// What a screen reader hears at once when the gate opens.
pub const NOT_POSTED: &str = "Not posted yet.";
/// Behind the chip that says that a box is checked.
pub const CHECKED_NOTE: &str = "Nothing to change in this box. Your text stays in this browser.";
/// Behind the chip that opens the card, where a press of the other button asks for it.
pub const FINDINGS_NOTE: &str = "Press the chip to see what was found. Drag it if it is in the way.";
/// Behind the chip that says that Curbside is off.
pub const OFF_NOTE: &str = "Nothing in this box is checked. Turn Curbside on from its button in the browser's toolbar.";

/// What the chip says.
pub fn chip(view: &ChipView) -> String {
    match view {
        ChipView::Checked => "Curbside: checked".to_owned(),
        ChipView::Findings { count, .. } => format!("Curbside: {count} to check"),
        ChipView::Off => "Curbside is off here".to_owned(),
        ChipView::Unavailable { .. } => "Curbside can\u{2019}t check this box".to_owned(),
    }
}

/// How bad, in words.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "Don\u{2019}t post",
        Severity::Warn => "Check this",
        Severity::Note => "Worth a look",
    }
}

/// "2 of 5", from a number that counts from 0.
pub fn step(index: usize, total: usize) -> String {
    format!("{} of {total}", index.saturating_add(1))
}

/// The sentence without its full stop, for the law to follow in parentheses.
pub fn unstopped(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches('.')
}

/// What stands before, between and after the provisions; the last takes over the sentence's full stop.
pub const LAW: [&str; 3] = [" (", ", ", ")."];

/// "Decided by: “your crown”, “last Tuesday”".
pub fn decided(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|words| format!("\u{201c}{words}\u{201d}")).collect();
    format!("Decided by: {}", words.join(", "))
}

/// What stands under the gate's title.
pub fn gate_lead(findings: usize, may_post: bool) -> String {
    let things = if findings == 1 { "One thing".to_owned() } else { format!("{findings} things") };
    if may_post {
        format!("{things} to look at first. Nothing has been posted.")
    } else {
        format!("{things} to change first. Nothing has been posted.")
    }
}

/// Whom to ask when a text may not go out.
pub fn ask(contact: Option<&str>) -> String {
    format!("To post it as it is, ask {}.", contact.unwrap_or("your privacy officer"))
}

/// What a heading of a rule's manual becomes; other headings stay as they are.
pub fn heading(heading: &str) -> &str {
    match heading {
        "Why" => "The rule",
        "Wrong" => "Not like this",
        "Right" => "This is fine",
        "Limits" => "Not noticed, or noticed too much",
        other => other,
    }
}
