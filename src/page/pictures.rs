//! Pictures that stand beside a text and whose files we were never shown.
//!
//! BROWSER: a picker that a script makes and never puts into the page tells only that script what was chosen, and so does
//! `showOpenFilePicker`: no event of either reaches anybody else. What composers do show is the picture itself, from an address
//! that lives in this page alone (`blob:`, `data:`). So that is counted, when the text is about to go out and when somebody
//! pauses; the picture is not read.

use std::collections::HashSet;

use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::context::above;
use super::publish::nearest_button;

/// Elements that show a picture or film of this page's own.
const OWN: &str = "img[src^='blob:'],video[src^='blob:'],source[src^='blob:'],[style*='blob:'],\
                   img[src^='data:image/jpeg'],img[src^='data:image/png'],img[src^='data:image/webp']";
/// How many of them are looked at.
const MOST: u32 = 64;
/// The least width and height, in CSS pixels: what is smaller is a face beside a name, or an icon.
const SMALLEST: f64 = 64.0;
/// What is written together stands in one of these.
const COMPOSERS: &str = "form,dialog,[role=dialog],[aria-modal=true]";
/// Another's post in there is none of the author's.
const OTHERS: &str = "article,[role=article]";

/// How many different pictures stand in the composer of a field.
pub fn beside(field: &Element) -> usize {
    let Some(composer) = composer_of(field) else { return 0 };
    let Ok(found) = composer.query_selector_all(OWN) else { return 0 };
    let shown = (0..found.length().min(MOST)).filter_map(|at| found.get(at)).map(|node| node.unchecked_into::<Element>());
    let own = shown.filter(|element| is_large(element) && !is_of_others(element, &composer));
    own.filter_map(|element| source_of(&element)).collect::<HashSet<_>>().len()
}

/// What holds the field and whatever goes out with it.
fn composer_of(field: &Element) -> Option<Element> {
    let around = core::iter::successors(above(field), above);
    if let Some(composer) = around.clone().find(|up| up.matches(COMPOSERS).unwrap_or(false)) {
        return Some(composer);
    }
    let button = nearest_button(field)?;
    let both = around.into_iter().find(|up| up.contains(Some(&button)))?;
    // Pictures often stand above the row of box and button.
    Some(above(&both).filter(|up| !matches!(up.local_name().as_str(), "body" | "html")).unwrap_or(both))
}

fn is_large(element: &Element) -> bool {
    let element = if element.local_name() == "source" { element.parent_element() } else { Some(element.clone()) };
    let size = element.map(|element| element.get_bounding_client_rect());
    size.is_some_and(|size| size.width() >= SMALLEST && size.height() >= SMALLEST)
}

fn is_of_others(element: &Element, composer: &Element) -> bool {
    element.closest(OTHERS).ok().flatten().is_some_and(|post| composer.contains(Some(&post)) && post != *composer)
}

/// The address of what an element shows.
fn source_of(element: &Element) -> Option<String> {
    if let Some(source) = element.get_attribute("src") {
        return Some(source);
    }
    let style = element.get_attribute("style")?;
    let (_, address) = style.split_once("blob:")?;
    address.split(['"', '\'', ')']).next().map(|address| format!("blob:{address}"))
}
