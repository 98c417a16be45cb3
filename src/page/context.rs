//! What is being written and whom it answers, worked out from the page around a field.

use web_sys::{Element, HtmlElement};

use super::dom::window;
use crate::finding::Context;

/// What is written in `field`: words near the box decide, then the site.
pub fn context_of(field: &HtmlElement) -> Context {
    let label = label_of(field);
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let place = window().map(|window| {
        let location = window.location();
        format!("{}{}", location.hostname().unwrap_or_default(), location.pathname().unwrap_or_default()).to_lowercase()
    });
    let place = place.unwrap_or_default();
    let at = |parts: &[&str]| parts.iter().any(|part| place.contains(part));
    let answers = says(&["reply", "respon", "answer", "contest"]);

    if answers && (says(&["review", "reseña"]) || at(&["review", "biz.yelp", "business.google"]) || review_around(field).is_some()) {
        return Context::ReviewReply;
    }
    if at(&["mail.google.", "outlook.", "mail.yahoo.", "mail.proton."]) || says(&["message body", "email body", "e-mail body"]) {
        return Context::Email;
    }
    if says(&["direct message", "message", "chat", "mensaje"])
        || at(&["messenger.com", "/messages", "/messaging", "/direct/", "web.whatsapp.", "slack.com", "teams."])
    {
        return Context::Message;
    }
    if answers || says(&["comment", "coment"]) {
        return Context::Comment;
    }
    if at(&["/wp-admin", "post-new", "medium.com/new-story", "substack.com/publish", "blogger.com"]) {
        return Context::Blog;
    }
    Context::Post
}

/// Whether Enter alone sends what is written here. Only where it is known or nearly certain: asking at each new line
/// would be worse than useless.
pub fn enter_sends(field: &HtmlElement, context: Context) -> bool {
    const KNOWN: [&str; 8] =
        ["facebook.com", "messenger.com", "instagram.com", "web.whatsapp.com", "slack.com", "teams.", "discord.com", "tiktok.com"];
    if field.get_attribute("aria-multiline").as_deref() == Some("false") {
        return true;
    }
    if !matches!(context, Context::Message | Context::Comment) {
        return false;
    }
    let host = window().ok().and_then(|window| window.location().hostname().ok()).unwrap_or_default();
    // Without a button that sends, something else must: a box for messages is then sent by Enter.
    KNOWN.iter().any(|known| host.contains(known)) || (context == Context::Message && !super::publish::has_button_near(field))
}

/// The displayed name of whoever is answered: the author of the review or comment in which the box stands.
pub fn counterpart_of(field: &HtmlElement) -> Option<String> {
    const AUTHOR: [&str; 5] =
        ["[itemprop=author]", "[class*=reviewer i]", "[class*=author i]", "[data-author]", "[class*=name i]:not(input):not(form)"];
    let mut around = above(field);
    for _ in 0..16 {
        let Some(element) = around else { break };
        if is_entry(&element) {
            for selector in AUTHOR {
                let Some(author) = element.query_selector(selector).ok().flatten() else { continue };
                if author.contains(Some(field)) {
                    continue;
                }
                if let Some(name) = author.text_content().as_deref().and_then(displayed_name) {
                    return Some(name);
                }
            }
        }
        around = above(&element);
    }
    None
}

/// A name as shown: short, on one line, with a letter in it.
fn displayed_name(text: &str) -> Option<String> {
    let name = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let fits = (2..=60).contains(&name.chars().count()) && name.chars().any(char::is_alphabetic);
    fits.then(|| name.to_owned())
}

/// One review, comment or post among others.
fn is_entry(element: &Element) -> bool {
    element.matches("article,li,[role=article],[role=listitem],[itemprop=review],[class*=review i],[class*=comment i]").unwrap_or(false)
}

fn review_around(field: &HtmlElement) -> Option<Element> {
    field.closest("[itemprop=review],[class*=review i],[id*=review i]").ok().flatten()
}

/// The element around this one, out of a shadow root, too.
pub fn above(element: &Element) -> Option<Element> {
    use wasm_bindgen::JsCast as _;
    element.parent_element().or_else(|| element.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().map(|root| root.host()))
}

/// Everything that the page calls the box, in lower case.
fn label_of(field: &HtmlElement) -> String {
    let mut label = String::new();
    for name in ["aria-label", "placeholder", "aria-placeholder", "data-placeholder", "title", "name", "id"] {
        if let Some(value) = field.get_attribute(name) {
            label.push_str(&value);
            label.push(' ');
        }
    }
    let document = field.owner_document();
    for id in field.get_attribute("aria-labelledby").unwrap_or_default().split_ascii_whitespace() {
        let named = document.as_ref().and_then(|document| document.get_element_by_id(id));
        label.push_str(&named.and_then(|element| element.text_content()).unwrap_or_default());
        label.push(' ');
    }
    let own = js_sys::Reflect::get(field, &"labels".into()).ok().filter(|labels| labels.is_object());
    for element in own.map(|labels| js_sys::Array::from(&labels)).unwrap_or_default() {
        use wasm_bindgen::JsCast as _;
        label.push_str(&element.unchecked_into::<Element>().text_content().unwrap_or_default());
        label.push(' ');
    }
    let mut label = label.to_lowercase();
    let mut end = label.len().min(400);
    while !label.is_char_boundary(end) {
        end -= 1;
    }
    label.truncate(end);
    label
}
