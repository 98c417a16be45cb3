//! The part of the gate that asks why a text should go out all the same: a short list, and a note where the organisation
//! wants one.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::element::{self, Make, append};
use super::view::Note;
use super::words::words;
use crate::error::Error;

/// Longest note, in UTF-16 code units.
const LONGEST: u32 = 200;

/// The fieldset, which lives as long as the gate.
pub struct Reasons {
    fieldset: Element,
    list: Element,
    note: Element,
    note_name: Element,
    text: HtmlTextAreaElement,
    problem: Element,
}

/// What somebody chose.
pub struct Chosen {
    /// Its number in the list.
    pub reason: usize,
    /// The note; empty where there is none.
    pub note: String,
}

impl Reasons {
    /// An empty fieldset.
    ///
    /// # Errors
    /// When the browser refuses an element.
    pub fn new() -> Result<Self, Error> {
        let legend = Make::new("legend")?.text(words().which_reason).done();
        let list = Make::new("div")?.class("choices").done();
        let note_name = Make::new("span")?.done();
        let text = Make::new("textarea")?
            .attribute("rows", "2")
            .attribute("maxlength", &LONGEST.to_string())
            .attribute("aria-describedby", "kept")
            .attribute("autocomplete", "off")
            .done();
        let kept = Make::new("span")?.class("kept").attribute("id", "kept").text(words().note_is_kept).done();
        let label = Make::new("label")?.child(&note_name).child(&text).done();
        let note = Make::new("div")?.class("own").child(&label).child(&kept).done();
        let problem = Make::new("p")?.class("problem").attribute("role", "alert").done();
        let fieldset = Make::new("fieldset")?.class("reasons").child(&legend).child(&list).child(&note).child(&problem).done();
        Ok(Self { fieldset, list, note, note_name, text: text.unchecked_into(), problem })
    }

    /// The element.
    pub const fn element(&self) -> &Element {
        &self.fieldset
    }

    /// Asks for one of `reasons`. What was chosen before stays while the list is the same.
    ///
    /// # Errors
    /// When the browser refuses an element.
    pub fn ask(&self, reasons: &[String], note: Note) -> Result<(), Error> {
        element::show(&self.fieldset, true);
        element::show(&self.note, note != Note::No);
        self.note_name.set_text_content(Some(if note == Note::Required { words().own_words } else { words().own_words_optional }));
        self.problem.set_text_content(None);
        if self.list.child_element_count() as usize == reasons.len() {
            return Ok(());
        }
        self.list.set_text_content(None);
        for (number, reason) in reasons.iter().enumerate() {
            let radio = Make::new("input")?.attribute("type", "radio").attribute("name", "reason").attribute("value", &number.to_string());
            let name = Make::new("span")?.attribute("dir", "auto").text(reason).done();
            append(&self.list, &Make::new("label")?.child(&radio.done()).child(&name).done());
        }
        Ok(())
    }

    /// Asks for nothing, and forgets what was chosen.
    pub fn clear(&self) {
        element::show(&self.fieldset, false);
        self.list.set_text_content(None);
        self.problem.set_text_content(None);
        self.text.set_value("");
    }

    /// What was chosen; or says what is missing and goes there.
    pub fn chosen(&self, note: Note) -> Option<Chosen> {
        let checked = self.list.query_selector("input:checked").ok().flatten();
        let reason = checked.and_then(|radio| radio.unchecked_into::<HtmlInputElement>().value().parse().ok());
        let Some(reason) = reason else {
            self.problem.set_text_content(Some(words().choose_reason));
            // In a low window they may stand out of sight.
            self.fieldset.scroll_into_view();
            if let Ok(Some(first)) = self.list.query_selector("input") {
                element::focus(&first);
            }
            return None;
        };
        let own = if note == Note::No { String::new() } else { self.text.value().trim().to_owned() };
        if note == Note::Required && own.is_empty() {
            self.problem.set_text_content(Some(words().write_note));
            self.note.scroll_into_view();
            element::focus(self.text.unchecked_ref::<HtmlElement>());
            return None;
        }
        self.problem.set_text_content(None);
        Some(Chosen { reason, note: own })
    }
}
