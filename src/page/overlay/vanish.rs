//! How what we show leaves the page when the extension goes without a word.
//!
//! BROWSER: Firefox (ESR 153) ends a content script between two events when its extension is updated, disabled or
//! removed: no listener, timer or callback of ours runs after that, so nothing of ours can be taken off the page. One
//! thing it does take out of every page at that moment: the style sheets that the manifest named. Ours
//! (`extension/firefox/vanish.css`) says a single thing, that the custom property [`GONE`] is not inherited.
//!
//! So each root of ours sets that property on its top element, to the value that hides, and what is shown takes the
//! value that it finds on itself, if there is one. While the extension lives there is none. When it has gone, the
//! property is an ordinary one, comes down from above, and everything is hidden in the same frame.
//!
//! Nothing is polled, no text, name or number of this browser is in it, and an idle page cannot see it: a property that
//! is registered without a value is in no list of computed styles. Where the sheet is not in force (Chromium, the demo,
//! a browser that dropped it) nothing depends on it: whoever is alive is never hidden.

use std::cell::Cell;

use crate::error::Error;
use crate::page::dom::{self, ShadowHost};

/// The property that `extension/firefox/vanish.css` registers.
const GONE: &str = "--curbside-gone";

thread_local! {
    static IS_ARMED: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Whether this page has the sheet that goes with the extension. Looked at once: it is there before our script is.
pub fn is_armed() -> bool {
    IS_ARMED.with(|known| {
        known.get().unwrap_or_else(|| {
            let found = look().unwrap_or(false);
            known.set(Some(found));
            found
        })
    })
}

/// Styles, inside a closed root of ours, for what `shown` selects and everything in it.
pub fn surface_css(shown: &str) -> String {
    if is_armed() { surface_rules(shown) } else { String::new() }
}

/// What is above the words that highlights paint, in a document or in a shadow root.
pub fn highlight_css() -> String {
    if is_armed() { format!(":root,:host{{{GONE}:none!important}}") } else { String::new() }
}

/// The declaration that ends a highlight.
pub fn highlight_end() -> String {
    if is_armed() { format!("text-decoration-line:var({GONE},underline)") } else { String::new() }
}

fn surface_rules(shown: &str) -> String {
    // A browser's own rule keeps modal dialogs visible, whatever is around them.
    format!(
        ":host{{{GONE}:hidden!important}}{shown}{{visibility:var({GONE},visible)}}\
         {shown} dialog,{shown} dialog::backdrop{{visibility:inherit}}"
    )
}

/// Shows something that would be hidden if the sheet were not in force, and looks whether it is.
fn look() -> Result<bool, Error> {
    let host = ShadowHost::new(&format!(":host{{all:initial!important;position:fixed!important}}{}", surface_rules("p")))?;
    let shown = dom::document()?.create_element("p").map_err(Error::browser("createElement"))?;
    host.root().append_child(&shown).map_err(Error::browser("appendChild"))?;
    let style = dom::window()?.get_computed_style(&shown).map_err(Error::browser("getComputedStyle"))?;
    Ok(style.is_some_and(|style| style.get_property_value("visibility").as_deref() == Ok("visible")))
}
