//! What is being written and whom it answers, worked out from the page around a field: the site's own rules first, then
//! what the box is called, then what stands around it.

mod counterpart;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::dom::window;
use super::publish;
use crate::finding::Context;
pub use counterpart::counterpart_of;

use crate::sites::{self, Kind, Site};

/// How far above a field the page is looked at.
const HIGH: usize = 16;

/// The address that a page goes by: host and path, in lower case.
#[derive(Clone, Default)]
pub struct Place {
    host: String,
    path: String,
}

impl Place {
    /// Where this page is. An empty frame, or one that a script writes, is where the page around it is.
    pub fn here() -> Self {
        let mut around = window().ok();
        for _ in 0..8 {
            let Some(window) = around else { break };
            let location = window.location();
            // What another site shows in its frame cannot be asked for, and is refused.
            let host = location.hostname().unwrap_or_default().to_lowercase();
            if !host.is_empty() {
                let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
                return Self { host, path: path.to_lowercase() };
            }
            around = window.parent().ok().flatten().filter(|parent| *parent != window);
        }
        Self::default()
    }

    /// What is known of it.
    pub fn site(&self) -> Option<&'static Site> {
        sites::of(&self.host, &self.path)
    }

    /// The host, in lower case; empty where there is none.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path with the query, in lower case.
    pub fn path(&self) -> &str {
        &self.path
    }

    fn has(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.host.contains(part) || self.path.contains(part))
    }
}

/// What is written in `field`.
pub fn context_of(field: &HtmlElement) -> Context {
    let place = Place::here();
    let site = place.site();
    let fits = |rule: &&sites::BoxRule| {
        place.path.contains(rule.path) && (rule.selector.is_empty() || field.matches(rule.selector).unwrap_or(false))
    };
    if let Some(rule) = site.and_then(|site| site.boxes.iter().find(fits)) {
        return rule.context;
    }
    match site.map(|site| site.kind) {
        Some(kind @ (Kind::Mail | Kind::Chat)) => kind.context(),
        kind => by_words(field, &place, kind),
    }
}

fn by_words(field: &HtmlElement, place: &Place, kind: Option<Kind>) -> Context {
    let own = label_of(field);
    // What stands around says something of every box in it, so it is asked only where the box says nothing.
    let what = Said::of(&own).or_else(|| Said::of(&words_around(field))).unwrap_or_default();
    if what.body {
        return Context::Email;
    }
    let of_review = kind == Some(Kind::Reviews) || what.review || place.has(&["review", "rese%c3%b1a"]) || review_around(field);
    if what.answers && of_review {
        return Context::ReviewReply;
    }
    if what.message {
        return Context::Message;
    }
    if kind == Some(Kind::Reviews) {
        return Context::ReviewReply;
    }
    if what.answers || what.comment {
        return if review_around(field) { Context::ReviewReply } else { Context::Comment };
    }
    match kind {
        Some(kind) => kind.context(),
        None if place.has(&["/messages", "/messaging", "/direct/", "/inbox"]) => Context::Message,
        None if place.has(&["/wp-admin", "post-new", "/new-story", "blogger.com"]) => Context::Blog,
        None => Context::Post,
    }
}

/// What the words on and around a box say of it.
#[derive(Clone, Copy, Default)]
struct Said {
    answers: bool,
    review: bool,
    comment: bool,
    message: bool,
    body: bool,
}

impl Said {
    /// Nothing, where the words are of no help.
    fn of(words: &str) -> Option<Self> {
        let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        let said = Self {
            answers: has(&["reply", "replies", "replying", "respon", "respuest", "answer", "contesta"]),
            review: has(&["review", "reseña", "opinión", "opinion about"]),
            comment: has(&["comment", "coment"]),
            message: has(&["direct message", "message", "chat", "mensaje"]),
            body: has(&["message body", "email body", "e-mail body", "cuerpo del mensaje", "cuerpo del correo"]),
        };
        (said.answers || said.comment || said.message || said.body || said.review).then_some(said)
    }
}

/// Whether Enter alone sends what is written here. Only where it is known or nearly certain: asking at each new line
/// would be worse than useless.
pub fn enter_sends(field: &HtmlElement, context: Context) -> bool {
    if field.get_attribute("aria-multiline").as_deref() == Some("false") {
        return true;
    }
    if Place::here().site().is_some_and(|site| site.enter.contains(&context)) {
        return true;
    }
    // Without a button that sends, something else must: a box for messages is then sent by Enter.
    context == Context::Message && publish::nearest_button(field).is_none()
}

/// Whether what is written here is for others to read: not a search, not the line for addresses.
pub fn is_for_others(field: &HtmlElement) -> bool {
    let is = |name: &str, value: &str| field.get_attribute(name).is_some_and(|it| it.eq_ignore_ascii_case(value));
    let is_line = field.local_name() == "input";
    if is("type", "search")
        || is("role", "searchbox")
        || is("enterkeyhint", "search")
        || field.closest("[role=search],search").is_ok_and(|it| it.is_some())
    {
        return false;
    }
    // A line that offers what to choose from takes a name, a tag, an address.
    if is_line && (is("role", "combobox") || is("aria-autocomplete", "list") || is("aria-autocomplete", "both")) {
        return false;
    }
    const ADDRESSES: [&str; 10] =
        ["to", "cc", "bcc", "cco", "para", "recipients", "destinatarios", "to recipients", "cc recipients", "bcc recipients"];
    let named = field.get_attribute("aria-label").unwrap_or_default().trim().to_lowercase();
    // Outlook's lines for addresses are boxes of their own kind.
    if ADDRESSES.contains(&named.as_str()) {
        return false;
    }
    if !is_line && field.get_attribute("aria-multiline").as_deref() == Some("true") {
        return true;
    }
    let label = label_of(field);
    let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return true };
    if matches!(first, "search" | "find" | "filter" | "buscar" | "busca" | "búsqueda" | "filtrar") {
        return false;
    }
    !(is_line && ADDRESSES.contains(&first))
}

/// Beyond it stands another matter: a dialog's page, the page's whole content.
fn is_closed(element: &Element) -> bool {
    element.matches("dialog,[role=dialog],main,[role=main],body").unwrap_or(true)
}

/// Whether `one` stands before `other` in the page.
pub fn stands_before(one: &Element, other: &Element) -> bool {
    one.compare_document_position(other) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0
}

/// Whether one rating in stars stands in it, as in a review: a list of reviews has several.
fn has_one_rating(element: &Element) -> bool {
    const STARS: &str =
        "[role=img][aria-label*=star i],[role=img][aria-label*=estrella i],[aria-label*=' out of 5' i],[itemprop=ratingValue]";
    element.query_selector_all(STARS).is_ok_and(|found| found.length() == 1)
}

/// Whether the box stands in or right beside a review: by what the page calls it, or by its stars.
fn review_around(field: &HtmlElement) -> bool {
    const REVIEW: &str =
        "[itemprop=review],[itemprop=reviewRating],[data-review-id],[class*=review i],[id*=review i],[aria-label*=review i]";
    let mut around = above(field);
    for _ in 0..HIGH {
        let Some(element) = around.filter(|element| !is_closed(element)) else { break };
        if element.matches(REVIEW).unwrap_or(false) || has_one_rating(&element) {
            return true;
        }
        around = above(&element);
    }
    false
}

/// The element around this one, out of a shadow root, too.
pub fn above(element: &Element) -> Option<Element> {
    element.parent_element().or_else(|| element.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().map(|root| root.host()))
}

/// Everything that the page calls the box, in lower case.
fn label_of(field: &HtmlElement) -> String {
    let mut label = labels_of(field).join(" ").to_lowercase();
    cut(&mut label, 400);
    label
}

/// Everything that the page calls the box, name by name. PRIVACY: of the box itself only what a person reads before
/// writing, never what is written in it.
fn labels_of(field: &HtmlElement) -> Vec<String> {
    let mut labels = Vec::new();
    let mut add = |words: Option<String>| labels.extend(words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()));
    for name in ["aria-label", "placeholder", "aria-placeholder", "data-placeholder", "title", "name", "id"] {
        add(field.get_attribute(name));
    }
    // Editors show their placeholder on the empty paragraph.
    if let Ok(Some(inner)) = field.query_selector("[data-placeholder]") {
        add(inner.get_attribute("data-placeholder"));
    }
    let document = field.owner_document();
    for id in field.get_attribute("aria-labelledby").unwrap_or_default().split_ascii_whitespace() {
        let named = document.as_ref().and_then(|document| document.get_element_by_id(id));
        add(named.and_then(|element| element.text_content()));
    }
    let own = js_sys::Reflect::get(field, &"labels".into()).ok().filter(|labels| labels.is_object());
    for element in own.map(|labels| js_sys::Array::from(&labels)).unwrap_or_default() {
        add(element.unchecked_into::<Element>().text_content());
    }
    labels
}

/// What the dialog, form or part of the page around the box is called, and the button that sends it, in lower case.
fn words_around(field: &HtmlElement) -> String {
    let mut words = String::new();
    let mut around = above(field);
    for _ in 0..HIGH {
        let Some(element) = around else { break };
        if element.matches("form,fieldset,section,dialog,[role=dialog],[role=form],[role=region],[role=group]").unwrap_or(false) {
            if let Some(label) = element.get_attribute("aria-label") {
                words.push_str(&label);
                words.push(' ');
            }
            let heading = element.query_selector(":scope > h1,:scope > h2,:scope > h3,:scope > legend,:scope > header h2").ok().flatten();
            if let Some(heading) = heading.and_then(|heading| heading.text_content()) {
                words.push_str(heading.trim());
                words.push(' ');
            }
        }
        if is_closed(&element) {
            break;
        }
        around = above(&element);
    }
    if let Some(button) = publish::nearest_button(field) {
        words.push_str(&publish::name_of(&button));
    }
    let mut words = words.to_lowercase();
    cut(&mut words, 400);
    words
}

fn cut(words: &mut String, most: usize) {
    let mut end = words.len().min(most);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.truncate(end);
}
