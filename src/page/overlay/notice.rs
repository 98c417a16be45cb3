//! One sentence beside what it speaks of, for as long as it takes to read it. It takes no focus and no answer.

use super::element::Make;
use super::layer::{self, Layer};
use super::view::Rect;
use crate::error::Error;
use web_sys::Element;

/// Room between it and what it speaks of, and the edge of the window, in CSS pixels.
const GAP: f64 = 8.0;

/// The one notice of a page.
pub struct Notice {
    layer: Layer,
    sentence: Element,
}

impl Notice {
    /// A notice that is not shown yet.
    ///
    /// # Errors
    /// When the browser refuses an element.
    pub fn new() -> Result<Self, Error> {
        let layer = Layer::new("curbside notice")?;
        let sentence = Make::new("p")?.attribute("role", "status").done();
        layer.body().append_child(&sentence).map_err(Error::browser("appendChild"))?;
        Ok(Self { layer, sentence })
    }

    /// Shows `sentence` above `beside`, or below where there is no room.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn show(&self, sentence: &str, beside: Rect, parent: Option<&Element>) -> Result<(), Error> {
        if let Some(parent) = parent {
            self.layer.move_into(parent);
        }
        self.layer.raise()?;
        self.sentence.set_text_content(Some(sentence));
        let (own, view) = (layer::rect(self.layer.body()), layer::viewport()?);
        let x = (beside.x + beside.width - own.width).clamp(GAP, (view.width - own.width - GAP).max(GAP));
        let above = beside.y - own.height - GAP;
        let y = if above >= GAP { above } else { beside.y + beside.height + GAP };
        self.layer.put(x, y.clamp(GAP, (view.height - own.height - GAP).max(GAP)));
        Ok(())
    }

    /// Takes it off the page.
    pub fn close(&self) {
        self.layer.lower();
        self.sentence.set_text_content(None);
    }

    /// Whether it is shown.
    pub fn is_up(&self) -> bool {
        self.layer.is_up()
    }
}
