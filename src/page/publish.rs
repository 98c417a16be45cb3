//! Which buttons and keys send a text out, and which text they send.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, KeyboardEvent, MouseEvent};

use super::context::{Place, above, enter_sends, stands_before};
use super::field::{Opener, form_of, path_of};
use super::guard::Guard;
use crate::finding::Context;
use crate::sites::Site;

/// Words of which a publish button has one, in English and Spanish.
const VERBS: [&str; 34] = [
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
    "schedule",
    "queue",
    "skeet",
    "publicar",
    "publica",
    "postear",
    "responder",
    "responde",
    "enviar",
    "envía",
    "envia",
    "mandar",
    "comentar",
    "comenta",
    "compartir",
    "comparte",
    "contestar",
    "programar",
    "programa",
    "twittear",
    "tuitear",
    "cola",
];
/// With one of these, saving is publishing: "Save reply", "Update post".
const KEEPS: [&str; 7] = ["save", "update", "add", "guardar", "actualizar", "añadir", "agregar"];
const KEPT: [&str; 6] = ["response", "review", "answer", "respuesta", "comentario", "reseña"];
/// With one of these, a button does something else, whatever else it says: "Edit comment", "Send a gift", "Post settings".
const OTHERWISE: [&str; 66] = [
    "edit",
    "delete",
    "remove",
    "hide",
    "view",
    "see",
    "show",
    "like",
    "liked",
    "unlike",
    "report",
    "cancel",
    "close",
    "copy",
    "discard",
    "dismiss",
    "open",
    "search",
    "preview",
    "settings",
    "options",
    "audience",
    "privacy",
    "emoji",
    "avatar",
    "gif",
    "sticker",
    "stickers",
    "photo",
    "photos",
    "image",
    "camera",
    "file",
    "files",
    "attach",
    "attachment",
    "money",
    "gift",
    "voice",
    "feedback",
    "draft",
    "drafts",
    "template",
    "templates",
    "screen",
    "translate",
    "sort",
    "filter",
    "follow",
    "undo",
    "editar",
    "eliminar",
    "borrar",
    "ocultar",
    "ver",
    "mostrar",
    "denunciar",
    "cancelar",
    "cerrar",
    "copiar",
    "descartar",
    "buscar",
    "foto",
    "imagen",
    "archivo",
    "borrador",
];
/// What a menu or a last question must say to send what stands elsewhere: there, "Reply" and "Share" are about something
/// that is published already.
const SENDS: [&str; 13] = [
    "send",
    "schedule",
    "publish",
    "post",
    "queue",
    "submit",
    "tweet",
    "enviar",
    "programar",
    "publicar",
    "mandar",
    "confirm",
    "confirmar",
];
/// A longer name is a sentence or a whole card, not a button's.
const LONGEST_NAME: usize = 40;
const MOST_WORDS: usize = 5;

/// How far above a field its buttons may stand.
const REACH: usize = 30;
/// How far above a field the button that it is read with may stand.
const NEAR: usize = 7;

/// The button that publishes, if an event happened in one; in a closed shadow root, too.
pub fn button_of(event: &Event, opener: &Opener) -> Option<HtmlElement> {
    let inner = innermost(event, opener)?;
    let button = core::iter::successors(Some(inner), above).take(12).find(is_button)?;
    (is_enabled(&button) && publishes(&button)).then(|| button.unchecked_into())
}

/// The innermost element that an event happened in. From outside, whatever happens in a closed root happens on its host.
pub fn innermost(event: &Event, opener: &Opener) -> Option<Element> {
    let mut inner = path_of(event).next()?;
    let pointer = event.dyn_ref::<MouseEvent>().filter(|mouse| mouse.detail() > 0 || mouse.type_() != "click");
    for _ in 0..8 {
        let Some(root) = opener.root_of(&inner) else { break };
        // A press by key happens where the focus is.
        let next = match pointer {
            Some(pointer) => root.element_from_point(pointer.client_x() as f32, pointer.client_y() as f32),
            None => root.active_element(),
        };
        match next.filter(|next| next.get_root_node() == **root) {
            Some(next) => inner = next,
            None => break,
        }
    }
    Some(inner)
}

const BUTTONS: &str = "button,[role=button],input[type=submit],input[type=button],input[type=image],a[class*=button i],a[class*=btn i],\
                       [role=menuitem]";

fn is_button(element: &Element) -> bool {
    element.matches(BUTTONS).unwrap_or(false)
}

fn is_enabled(button: &Element) -> bool {
    !button.matches(":disabled").unwrap_or(false) && button.get_attribute("aria-disabled").as_deref() != Some("true")
}

/// Whether a button's name says that it publishes. One that opens a menu or a box does not, yet.
pub fn publishes(button: &Element) -> bool {
    publishes_at(button, Place::here().site())
}

fn publishes_at(button: &Element, site: Option<&Site>) -> bool {
    if button.has_attribute("aria-haspopup") || button.get_attribute("aria-expanded").as_deref() == Some("false") {
        return false;
    }
    if site.is_some_and(|site| !site.quiet.is_empty() && button.matches(site.quiet).unwrap_or(false)) {
        return false;
    }
    let is_listed = |name: &str| site.is_some_and(|site| site.publish.iter().any(|own| own.eq_ignore_ascii_case(name.trim())));
    names_of(button).iter().any(|name| is_listed(name) || is_publishing(name))
}

/// What a person would call a button, for reading what it is for.
pub fn name_of(button: &Element) -> String {
    names_of(button).into_iter().find(|name| is_publishing(name)).unwrap_or_default()
}

fn names_of(button: &Element) -> Vec<String> {
    let attribute = |name: &str| button.get_attribute(name);
    let value = attribute("value").filter(|_| button.local_name() == "input");
    let labelled = attribute("aria-labelledby").and_then(|id| button.owner_document()?.get_element_by_id(id.trim())?.text_content());
    // An icon in a button carries the name where the button has none.
    let icon = || {
        let icon = button.query_selector("img[alt],svg[aria-label],[role=img][aria-label],svg > title").ok().flatten()?;
        icon.get_attribute("alt").or_else(|| icon.get_attribute("aria-label")).or_else(|| icon.text_content())
    };
    let text = button.text_content().filter(|text| text.len() < 400 && !text.trim().is_empty()).or_else(icon);
    [attribute("aria-label"), labelled, text, value, attribute("title"), attribute("data-tooltip")].into_iter().flatten().collect()
}

fn is_publishing(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    if name.chars().count() > LONGEST_NAME {
        return false;
    }
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let is_counted = words.first().is_some_and(|first| first.chars().all(|c| c.is_ascii_digit()));
    // "3 comments", "Comment with a photo" and "Edit reply" lead elsewhere, as does a whole sentence.
    let is_with = words.get(1).is_some_and(|second| matches!(*second, "with" | "con"));
    if words.len() > MOST_WORDS || is_counted || is_with || has(&OTHERWISE) {
        return false;
    }
    let starts = words.first().is_some_and(|first| VERBS.contains(first));
    let ends = words.len() <= 4 && words.last().is_some_and(|last| VERBS.contains(last));
    starts || ends || (has(&KEEPS) && (has(&VERBS) || has(&KEPT)))
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

/// The fields whose text a button sends: those nearest to it in the page, if they are near. A button in a menu or in a
/// dialog without a box of its own ("Schedule send", "Publish now?") sends what was written last.
pub fn fields_of<'a>(button: &Element, guards: &'a [Guard]) -> Vec<&'a Guard> {
    if is_apart(button) {
        return guards.last().into_iter().filter(|_| sends_elsewhere(button)).collect();
    }
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
    found.retain(|guard| !only_opens(button, guard));
    found
}

/// Whether a button stands in a menu, or in a dialog that asks once more.
fn is_apart(button: &Element) -> bool {
    const APART: &str = "[role=menu],[role=listbox],menu,dialog,[role=dialog],[role=alertdialog],[popover],[aria-modal=true]";
    let Some(around) = core::iter::successors(above(button), above).take(REACH).find(|up| up.matches(APART).unwrap_or(false)) else {
        return false;
    };
    let is_menu = around.matches("[role=menu],[role=listbox],menu").unwrap_or(false);
    is_menu || around.query_selector("textarea,[contenteditable]:not([contenteditable=false]),[role=textbox]").is_ok_and(|it| it.is_none())
}

fn sends_elsewhere(button: &Element) -> bool {
    names_of(button).iter().any(|name| {
        let name = name.to_lowercase();
        name.split(|c: char| !c.is_alphanumeric()).any(|word| SENDS.contains(&word))
    })
}

/// "Comment" and "Reply" in the bar above a box only put the caret into it, when it has a button of its own below, or
/// Enter sends it.
fn only_opens(button: &Element, guard: &Guard) -> bool {
    let field = guard.field().element();
    if !matches!(guard.context(), Context::Comment | Context::ReviewReply) || !stands_before(button, field) {
        return false;
    }
    let below = nearest_button(field).is_some_and(|own| own != *button && stands_before(field, &own));
    below || enter_sends(field, guard.context())
}

/// The field that an element stands nearest to, if it is near.
pub fn near<'a>(element: &Element, guards: &'a [Guard]) -> Option<&'a Guard> {
    let near = guards.iter().rev().filter_map(|guard| Some((distance(element, guard)?, guard)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, guard)| guard)
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
    // An article that is being written is no post among others.
    let fences = if guard.context() == Context::Blog { DIALOGS } else { FENCES };
    let fenced = fences_between(field, &common, fences) || fences_between(button, &common, fences);
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

const DIALOGS: &str = "dialog,[role=dialog]";
const FENCES: &str = "dialog,[role=dialog],article,[role=article]";

/// Whether a dialog, an article or a comment begins between an element and one above it.
fn fences_between(element: &Element, common: &Element, fences: &str) -> bool {
    let between = core::iter::successors(above(element), above).take_while(|up| up != common);
    between.into_iter().any(|up| up.matches(fences).unwrap_or(false))
}

/// The button that publishes and stands nearest to a field: after it, if one does.
pub fn nearest_button(field: &Element) -> Option<Element> {
    let site = Place::here().site();
    for around in core::iter::successors(above(field), above).take(NEAR) {
        let Ok(buttons) = around.query_selector_all(BUTTONS) else { continue };
        let all = (0..buttons.length().min(64)).filter_map(|at| buttons.get(at)).map(|button| button.unchecked_into::<Element>());
        let mut publishing = all.filter(|button| publishes_at(button, site));
        let mut before = None;
        let after = publishing.find(|button| {
            let is_after = stands_before(field, button);
            if !is_after {
                before = Some(button.clone());
            }
            is_after
        });
        if after.is_some() || before.is_some() {
            return after.or(before);
        }
    }
    None
}

/// The fields of which something is carried away: dragged out of the part of the page in which they are written.
pub fn fields_dragged<'a>(dragged: &Element, onto: &Element, guards: &'a [Guard]) -> Vec<&'a Guard> {
    let mut fields = fields_of(dragged, guards);
    fields.retain(|guard| {
        let field = guard.field().element();
        // Moving a word or a picture about in a composer publishes nothing.
        let composer = up_to_common(dragged, field).map(|(.., common)| common);
        !field.contains(Some(onto)) && composer.is_some_and(|composer| !composer.contains(Some(onto)))
    });
    fields
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
