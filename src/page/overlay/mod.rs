//! What a person can meet: underline, chip, card, gate. The surfaces draw plain views and post messages; they never look
//! at the text box, never decide anything and keep nothing that was typed longer than they show it.
//!
//! Each stands in a closed shadow root of its own, with the design tokens of `extension/tokens.css`.

pub mod view;

pub mod highlight;
mod mirror;
pub mod underline;

pub mod words;

pub mod element;
pub mod layer;
pub mod place;
mod vanish;

pub mod card;
pub mod chip;
pub mod gate_panel;
mod manual;
pub mod notice;
pub mod reasons;
mod seen;
mod veil;

pub use card::Card;
pub use chip::Chip;
pub use gate_panel::GatePanel;
pub use notice::Notice;

const TOKENS: &str = include_str!("../../../extension/tokens.css");
const STYLES: &str = include_str!("overlay.css");

/// The styles of chip, card and gate.
fn css() -> String {
    format!("{TOKENS}{STYLES}{}", vanish::surface_css(".curbside"))
}

/// How an underline of each severity is drawn: never by colour alone.
const LINES: [(&str, &str, &str); 3] = [("block", "double", "1px"), ("warn", "wavy", "1.5px"), ("note", "dotted", "2px")];

/// Rules for `::highlight(curbside-block|warn|note)`, to be adopted by a document or a shadow root that holds a field.
/// With forced colours the browser paints highlights in its own colours and keeps the kind of line.
pub fn highlight_css() -> String {
    let lines = lines(|severity| format!("::highlight(curbside-{severity})"), &vanish::highlight_end());
    format!("{}{lines}", vanish::highlight_css())
}

/// Rules for the marks of the mirror, whose `part` is the name of the highlight that they stand for. Their text is
/// invisible: the field's own text stands above them.
pub fn mirror_css() -> String {
    let lines = lines(|severity| format!("mark[part=curbside-{severity}]"), "");
    let vanish = vanish::surface_css(".box");
    // With forced colours the text would be painted a second time, over the field's own.
    format!(":host{{forced-color-adjust:none!important}}mark{{all:unset;color:transparent}}{lines}{vanish}")
}

/// After a crash: no chip may go on saying that its box is checked, and no underline is moved any more.
pub fn mark_unavailable() {
    let Ok(document) = crate::page::dom::document() else { return };
    if let Ok(chips) = document.query_selector_all("[data-curbside-state]") {
        use wasm_bindgen::JsCast as _;
        for chip in (0..chips.length()).filter_map(|at| chips.get(at)) {
            element::set(chip.unchecked_ref(), "data-curbside-state", "unavailable");
        }
    }
    highlight::remove_all();
}

fn lines(selector: impl Fn(&str) -> String, end: &str) -> String {
    LINES
        .iter()
        .map(|(severity, style, thickness)| {
            let colour = token(&format!("--underline-{severity}:"));
            let selector = selector(severity);
            format!(
                "{selector}{{text-decoration:underline {style} {colour} {thickness};text-underline-offset:2px;text-decoration-skip-ink:none;{end}}}"
            )
        })
        .collect()
}

/// The value of a token that is the same in every scheme.
fn token(name: &str) -> &'static str {
    TOKENS.split_once(name).and_then(|(_, rest)| rest.split_once(';')).map_or("", |(value, _)| value.trim())
}
