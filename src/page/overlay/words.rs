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
/// The fix for a picture that says where or when it was taken.
pub const SAVE_CLEAN: &str = "Save a copy without hidden data";
/// What a screen reader and the card say when it was saved.
pub const SAVED: &str = "Saved. Attach the copy instead of this file.";
/// The same, where it could not be.
pub const NOT_SAVED: &str = "A clean copy could not be made of this file.";
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

/// The gate's answer that lets a text go for a reason.
pub const POST_WITH_REASON: &str = "Post with a reason";
/// Above the reasons.
pub const WHICH_REASON: &str = "Why should it go out?";
/// When none was chosen.
pub const CHOOSE_REASON: &str = "Choose a reason first.";
/// Above words of one's own.
pub const NOTE: &str = "In your own words";
/// The same, where they are not asked for.
pub const NOTE_OPTIONAL: &str = "In your own words (optional)";
/// Beside them: who reads what is written there.
pub const NOTE_IS_KEPT: &str = "This note is kept with the record. Name no patient in it.";
/// When they are missing.
pub const WRITE_NOTE: &str = "Add a few words first.";
/// The reasons, where the organisation names none.
pub const REASONS: [&str; 4] =
    ["The patient agreed in writing", "It is not about a patient", "It is needed for care or billing", "Another reason"];
/// Beside a finding that has to be changed when others may stay.
pub const MUST_CHANGE: &str = "Has to be changed";
/// When something else may have been seen in the place of the gate.
pub const WAS_COVERED: &str = "Something on this page covered this question. Please look again.";
/// When the text has changed while the gate stood.
pub const NEW_TEXT: &str = "The text has changed since. Please look again.";
/// After an answer that the page may not have taken.
pub const PRESS_AGAIN: &str = "Not sent yet? Press the button once more: it may go now.";
/// The same for a key.
pub const ENTER_AGAIN: &str = "Not sent yet? Press the key once more: it may go now.";
/// The same for something that was dropped.
pub const DROP_AGAIN: &str = "Drop it once more: it may go now.";

/// Whom to ask when a text may not go out.
pub fn ask(contact: &str) -> String {
    let contact = if contact.is_empty() { "your privacy officer" } else { contact };
    format!("To post it as it is, ask {contact}.")
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
