//! Which buttons and keys send a text out, and which text they send.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, KeyboardEvent};

use super::context::{above, enter_sends};
use super::field::{form_of, path_of};
use super::guard::Guard;

/// Words of which a publish button has one, in English and Spanish.
const VERBS: [&str; 22] = [
    "post",
    "reply",
    "send",
    "publish",
    "comment",
    "submit",
    "share",
    "tweet",
    "respond",
    "answer",
    "repost",
    "retweet",
    "publicar",
    "publica",
    "responder",
    "responde",
    "enviar",
    "envía",
    "comentar",
    "comenta",
    "compartir",
    "contestar",
];
/// With one of these, saving is publishing: "Save reply", "Update post".
const KEEPS: [&str; 6] = ["save", "update", "add", "guardar", "actualizar", "añadir"];
const KEPT: [&str; 6] = ["response", "review", "answer", "respuesta", "comentario", "reseña"];
/// A longer name is a sentence or a whole card, not a button's.
const LONGEST_NAME: usize = 40;
const MOST_WORDS: usize = 5;

/// How far above a field its buttons may stand.
const REACH: usize = 30;

/// The button that publishes, if an event happened in one.
pub fn button_of(event: &Event) -> Option<HtmlElement> {
    let button = path_of(event).take(12).find(is_button)?;
    (is_enabled(&button) && publishes(&button)).then(|| button.unchecked_into())
}

const BUTTONS: &str =
    "button,[role=button],input[type=submit],input[type=button],input[type=image],a[class*=button i],a[class*=btn i],[role=menuitem]";

fn is_button(element: &Element) -> bool {
    element.matches(BUTTONS).unwrap_or(false)
}

fn is_enabled(button: &Element) -> bool {
    !button.matches(":disabled").unwrap_or(false) && button.get_attribute("aria-disabled").as_deref() != Some("true")
}

/// Whether a button's name says that it publishes. One that opens a menu or a box does not, yet.
pub fn publishes(button: &Element) -> bool {
    if button.has_attribute("aria-haspopup") || button.get_attribute("aria-expanded").as_deref() == Some("false") {
        return false;
    }
    names_of(button).iter().any(|name| is_publishing(name))
}

fn names_of(button: &Element) -> Vec<String> {
    let attribute = |name: &str| button.get_attribute(name);
    let value = attribute("value").filter(|_| button.local_name() == "input");
    let text = button.text_content().filter(|text| text.len() < 400);
    [attribute("aria-label"), text, value, attribute("title"), attribute("data-tooltip")].into_iter().flatten().collect()
}

fn is_publishing(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    if name.chars().count() > LONGEST_NAME {
        return false;
    }
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    // "Send feedback about this page", "Share via ..." and "3 comments" lead elsewhere.
    let few = words.len() <= MOST_WORDS;
    let starts = words.first().is_some_and(|first| VERBS.contains(first) || KEEPS.contains(first));
    let ends = words.len() <= 3 && words.last().is_some_and(|last| VERBS.contains(last));
    few && ((starts && has(&VERBS)) || ends || (has(&KEEPS) && (has(&VERBS) || has(&KEPT))))
}

/// Whether a key press sends what is written in the field of `guard`.
pub fn key_sends(key: &KeyboardEvent, guard: &Guard) -> bool {
    if key.key() != "Enter" || key.is_composing() || key.alt_key() {
        return false;
    }
    if key.ctrl_key() || key.meta_key() {
        return true;
    }
    let field = guard.field();
    !key.shift_key() && (field.is_single_line() || enter_sends(field.element(), guard.context()))
}

/// The fields whose text a button sends: those nearest to it in the page, if they are near.
pub fn fields_of<'a>(button: &Element, guards: &'a [Guard]) -> Vec<&'a Guard> {
    let mut nearest = usize::MAX;
    let mut found: Vec<&Guard> = Vec::new();
    for guard in guards {
        let Some(distance) = distance(button, guard) else { continue };
        if distance < nearest {
            nearest = distance;
            found.clear();
        }
        if distance == nearest {
            found.push(guard);
        }
    }
    found
}

/// How far up from the button stands the first element that also holds the field.
fn distance(button: &Element, guard: &Guard) -> Option<usize> {
    let field = guard.field().element();
    if let (Some(own), Some(other)) = (form_of(button), guard.field().form()) {
        if own != other {
            return None;
        }
        // A `form` attribute binds them wherever they stand.
        return Some(up_to_common(button, field).map_or(REACH, |(from_button, ..)| from_button));
    }
    let (from_button, from_field, common) = up_to_common(button, field)?;
    let is_page = matches!(common.local_name().as_str(), "body" | "html");
    if from_button > REACH || from_field > REACH || (is_page && from_button + from_field > 6) {
        return None;
    }
    // A box in a dialog is not sent from outside it; nor is a reply in one post by the button of another.
    let fenced = fences_between(field, &common) || fences_between(button, &common);
    (!fenced).then_some(from_button)
}

/// Steps up from each of two elements to the first that holds both, and that element.
fn up_to_common(a: &Element, b: &Element) -> Option<(usize, usize, Element)> {
    let ups: Vec<Element> = core::iter::successors(Some(a.clone()), above).collect();
    let from_b = core::iter::successors(Some(b.clone()), above).enumerate();
    from_b.into_iter().find_map(|(steps, element)| {
        let from_a = ups.iter().position(|up| *up == element)?;
        Some((from_a, steps, element))
    })
}

/// Whether a dialog, an article or a comment begins between an element and one above it.
fn fences_between(element: &Element, common: &Element) -> bool {
    let between = core::iter::successors(above(element), above).take_while(|up| up != common);
    between.into_iter().any(|up| up.matches("dialog,[role=dialog],article,[role=article]").unwrap_or(false))
}

/// Whether a button that publishes stands near a field.
pub fn has_button_near(field: &Element) -> bool {
    let Some(around) = core::iter::successors(Some(field.clone()), above).take(6).last() else { return false };
    let Ok(buttons) = around.query_selector_all(BUTTONS) else { return false };
    (0..buttons.length()).filter_map(|at| buttons.get(at)).any(|button| publishes(button.unchecked_ref()))
}

/// The fields that a form sends.
pub fn fields_in<'a>(form: &HtmlFormElement, guards: &'a [Guard]) -> Vec<&'a Guard> {
    guards.iter().filter(|guard| guard.field().form().as_ref() == Some(form) || form.contains(Some(guard.field().element()))).collect()
}

/// The button that Enter in one of a form's inputs would press.
pub fn default_button(form: &HtmlFormElement) -> Option<HtmlElement> {
    const SUBMITS: &str = "button[type=submit],button:not([type]),input[type=submit],input[type=image]";
    form.query_selector(SUBMITS).ok().flatten().map(|button| button.unchecked_into())
}
