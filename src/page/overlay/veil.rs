//! What a page can do to itself as a whole, and thereby to what stands above everything: it is out of force for as long
//! as a question of ours has to be seen.
//!
//! BROWSER: what is in the top layer is painted whatever its ancestors' styles say, but for the root element's. In
//! Firefox (ESR 153) a filter of the root is laid over the top layer too, and with it the root's opacity; a filter can
//! paint anything, so also something else in our place.

use web_sys::CssStyleDeclaration;

use crate::page::dom::{self, Sheet};

/// Filters that change colours and leave everything as readable as it was: pages make themselves dark by them.
const COLOURS: [&str; 5] = ["invert(1)", "hue-rotate(", "grayscale(", "sepia(", "saturate("];

const LIFTED: &str = ":root{filter:none!important;transition:none!important}";

/// Whether the page as a whole hides what stands above it.
pub fn is_veiled() -> bool {
    let root = dom::document().ok().and_then(|document| document.document_element());
    let style = root.and_then(|root| dom::window().ok()?.get_computed_style(&root).ok()?);
    style.is_some_and(|style| hides(&style))
}

/// Shows what stands above the page until it is dropped; nothing, where it can be seen.
pub fn lift() -> Option<Sheet> {
    is_veiled().then(|| Sheet::adopt(dom::document().ok()?.as_ref(), LIFTED).ok()).flatten()
}

fn hides(style: &CssStyleDeclaration) -> bool {
    let value = |name| style.get_property_value(name).unwrap_or_default();
    let filter = value("filter");
    if !dom::is_firefox() || filter.is_empty() || filter == "none" {
        return false;
    }
    let is_faded = !matches!(value("opacity").as_str(), "" | "1");
    is_faded || filter.split_inclusive(") ").any(|one| !COLOURS.iter().any(|colour| one.starts_with(colour)))
}
