//! Whose name stands on what is answered: the author of the review or comment in or under which a box stands.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::{HIGH, Place, above, has_one_rating, is_closed, labels_of, stands_before};
use crate::finding::Context;
use crate::sites::Site;

/// The displayed name of whoever is answered in public: the author of the review or comment in or under which the box
/// stands. A new post answers nobody, and whom a message goes to is known to both.
pub fn counterpart_of(field: &HtmlElement, context: Context) -> Option<String> {
    if !matches!(context, Context::ReviewReply | Context::Comment) {
        return None;
    }
    if let Some(name) = labels_of(field).iter().find_map(|label| named_in_label(label)) {
        return Some(name);
    }
    let site = Place::here().site();
    let mut around = above(field);
    for _ in 0..HIGH {
        let Some(element) = around else { break };
        let is_one = is_entry(&element, site) || has_one_rating(&element);
        let entry = if is_one { Some(element.clone()) } else { entry_before(&element, field, site) };
        if let Some(name) = entry.and_then(|entry| author_of(&entry, field, site)) {
            return Some(name);
        }
        if is_closed(&element) {
            break;
        }
        around = above(&element);
    }
    None
}

/// The last entry before the field among the children of `element`: where the box stands beside what it answers.
fn entry_before(element: &Element, field: &HtmlElement, site: Option<&Site>) -> Option<Element> {
    let own = core::iter::successors(Some(Element::from(field.clone())), above).find(|up| up.parent_element().as_ref() == Some(element))?;
    let before = core::iter::successors(own.previous_element_sibling(), Element::previous_element_sibling);
    before.take(HIGH).find_map(|sibling| {
        if is_entry(&sibling, site) {
            return Some(sibling);
        }
        let inner = sibling.query_selector_all(entries()).ok()?;
        // A list of several is no single one that is answered.
        if inner.length() == 1 { inner.get(0).map(|one| one.unchecked_into()) } else { None }
    })
}

const fn entries() -> &'static str {
    "article,[role=article],[itemprop=review],[data-review-id],blockquote,[class*=review i]:not(form):not(textarea)"
}

/// One review, comment or post among others.
fn is_entry(element: &Element, site: Option<&Site>) -> bool {
    const ENTRY: &str =
        "article,li,blockquote,[role=article],[role=listitem],[itemprop=review],[data-review-id],[class*=review i],[class*=comment i]";
    let own = site.map_or("", |site| site.entry);
    element.matches(ENTRY).unwrap_or(false) || (!own.is_empty() && element.matches(own).unwrap_or(false))
}

fn author_of(entry: &Element, field: &HtmlElement, site: Option<&Site>) -> Option<String> {
    const AUTHOR: [&str; 8] = [
        "[itemprop=author]",
        "[rel~=author]",
        "[class*=reviewer i]",
        "[class*=author i],[data-author]",
        "[class*=username i],[class*=user-name i],[class*=displayname i],[class*=display-name i],[data-testid*=name i],[data-e2e*=username i]",
        "[class*=name i]:not(input):not(form)",
        "h2,h3,h4,h5",
        "a[href*='/user' i],a[href*='/profile' i],a[href*='/in/'],a[href*='/@'],a[role=link],strong,b",
    ];
    if let Some(name) = ["author", "data-author", "data-author-name"]
        .into_iter()
        .find_map(|name| entry.get_attribute(name))
        .as_deref()
        .and_then(displayed_name)
    {
        return Some(name);
    }
    if let Some(name) = entry.get_attribute("aria-label").as_deref().and_then(named_as_author) {
        return Some(name);
    }
    let own = site.map_or("", |site| site.author);
    let named = |selector: &str, most: u32, fits: fn(&Element, &str) -> bool| {
        let found = entry.query_selector_all(selector).ok()?;
        (0..found.length().min(most)).filter_map(|at| found.get(at)).find_map(|author| {
            let author: Element = author.unchecked_into();
            // Whatever stands around the box or behind it is not by whom it answers.
            let inside = |selector: &str| author.closest(selector).ok().flatten().is_some_and(|around| entry.contains(Some(&around)));
            if author.contains(Some(field)) || stands_before(field, &author) || inside("form,button,[role=button],[contenteditable]") {
                return None;
            }
            author.text_content().as_deref().and_then(displayed_name).filter(|name| fits(&author, name))
        })
    };
    let told = core::iter::once(own).filter(|own| !own.is_empty()).chain(AUTHOR).find_map(|selector| named(selector, 4, |_, _| true));
    // Where nothing says who it is, the name stands first.
    told.or_else(|| named("span,div,p,a", 12, |element, name| element.child_element_count() == 0 && looks_like_a_name(name)))
}

/// Two to four words, or one, each with a capital: "Juniper V.".
fn looks_like_a_name(name: &str) -> bool {
    name.split_whitespace().count() <= 4 && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// "Reply to Dana W.", "Responder a Dana W."
fn named_in_label(label: &str) -> Option<String> {
    const BEFORE: [&str; 6] = ["reply to ", "replying to ", "respond to ", "responder a ", "respondiendo a ", "contestar a "];
    const NOBODY: [&str; 9] = ["review", "reviews", "comment", "post", "customer", "reviewer", "message", "thread", "all"];
    let lower = label.to_lowercase();
    // A letter whose capital is longer than itself would shift what follows.
    if lower.len() != label.len() {
        return None;
    }
    let from = BEFORE.iter().filter_map(|before| lower.find(before).map(|at| at + before.len())).min()?;
    let mut name = label.get(from..)?.trim();
    for tail in ["\u{2026}", "...", ":", " review", " comment", " post", "'s", "\u{2019}s"] {
        name = name.strip_suffix(tail).unwrap_or(name);
    }
    let first = name.split_whitespace().next().unwrap_or("");
    let is_name = !first.starts_with(char::is_lowercase) && !NOBODY.contains(&first.to_lowercase().as_str());
    if is_name { displayed_name(name) } else { None }
}

/// "Comment by Dana W. 3 hours ago", "Review from Dana W."
fn named_as_author(label: &str) -> Option<String> {
    const BEFORE: [&str; 8] =
        ["Comment by ", "Review by ", "Review from ", "Reply by ", "Post by ", "Comentario de ", "Reseña de ", "Respuesta de "];
    let (_, name) = BEFORE.iter().find_map(|before| label.split_once(before))?;
    // What follows the name tells when, or to whom.
    let words = name.split_whitespace().take_while(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || c == '@')).take(4);
    displayed_name(words.collect::<Vec<_>>().join(" ").trim_end_matches(','))
}

/// A name as shown: short, on one line, with a letter in it.
fn displayed_name(text: &str) -> Option<String> {
    let name = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let fits = (2..=60).contains(&name.chars().count()) && name.chars().any(char::is_alphabetic) && name.split_whitespace().count() <= 5;
    fits.then(|| name.to_owned())
}
