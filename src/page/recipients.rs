//! Who an e-mail goes to, as far as the page shows it: the addresses in To and Cc. In Bcc nobody learns of the others.

use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::context::above;
use wasm_bindgen::JsCast as _;

/// How far above the body of an e-mail its lines for addresses may stand.
const HIGH: usize = 30;
/// How many elements are looked at: a list longer than this is many people in any case.
const MOST: u32 = 200;

/// What holds an address, or the line for addresses.
const CHIPS: &str = "[data-hovercard-id*='@'],[email*='@'],[data-email*='@'],[data-address*='@'],[title*='@'],[aria-label*='@'],\
                     [role=option],[role=listitem],[class*=chip i],[class*=pill i],[class*=recipient i],[class*=token i]";
const LINES: &str = "input[type=email],input[name=to i],input[name=cc i],textarea[name=to i],textarea[name=cc i],\
                     input[aria-label^=to i],input[aria-label^=cc i],input[aria-label^=para i],textarea[aria-label^=to i],\
                     [contenteditable][aria-label^=to i],[contenteditable][aria-label^=cc i],[contenteditable][aria-label^=para i]";

/// The addresses in To and Cc of the e-mail of which `body` is the text; in small letters, each once.
pub fn recipients_of(body: &HtmlElement) -> Vec<String> {
    let Some(around) = composer_of(body) else { return Vec::new() };
    let mut found = Vec::new();
    let mut add = |element: &Element, texts: &[Option<String>]| {
        if body.contains(Some(element)) || is_elsewhere(element, &around) {
            return;
        }
        for address in texts.iter().flatten().flat_map(|text| addresses_in(text)) {
            if !found.contains(&address) {
                found.push(address);
            }
        }
    };
    for chip in all(&around, CHIPS) {
        let attribute = |name| chip.get_attribute(name);
        let words = chip.text_content().filter(|text| text.len() < 200);
        let named = ["data-hovercard-id", "email", "data-email", "data-address", "title", "aria-label"].map(attribute);
        // The first that has an address tells; the words of a chip often repeat it.
        let first = named.into_iter().find(|text| text.as_deref().is_some_and(|text| text.contains('@')));
        add(&chip, &[first.unwrap_or(words)]);
    }
    for line in all(&around, LINES) {
        let written = match line.dyn_ref::<HtmlInputElement>() {
            Some(input) if input.local_name() == "input" => Some(input.value()),
            _ => line.text_content().filter(|text| text.len() < 4_000),
        };
        add(&line, &[written]);
    }
    found
}

/// The smallest part of the page around the body that has a line for addresses, or shows one.
fn composer_of(body: &HtmlElement) -> Option<Element> {
    let mut around = core::iter::successors(above(body), above).take(HIGH);
    around.find(|element| {
        all(element, LINES).chain(all(element, "[data-hovercard-id*='@'],[email*='@']")).any(|line| !body.contains(Some(&line)))
    })
}

fn all(around: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = around.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, |found| found.length().min(MOST));
    (0..count).filter_map(move |at| found.as_ref()?.get(at)).map(|node| node.unchecked_into())
}

/// Whether an element stands in Bcc or in From.
fn is_elsewhere(element: &Element, around: &Element) -> bool {
    let ups = core::iter::successors(Some(element.clone()), above).take_while(|up| up != around).take(8);
    ups.into_iter().any(|up| {
        let says = |name: &str| up.get_attribute(name).unwrap_or_default().to_lowercase();
        let is = |word: &str| ["bcc", "cco", "from", "de ", "reply-to"].iter().any(|other| word.starts_with(other)) || word == "de";
        ["aria-label", "name", "data-testid", "id"].into_iter().any(|name| is(&says(name)))
    })
}

/// The addresses in a text: what stands around an `@` without white space.
fn addresses_in(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')' | '"' | '[' | ']'));
    let is_address =
        |word: &&str| word.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.') && !domain.contains('@'));
    words.map(|word| word.trim_matches(['.', ':', '\''])).filter(is_address).map(str::to_lowercase).collect()
}
