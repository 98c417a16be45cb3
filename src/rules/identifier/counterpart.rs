//! The name of the person who is answered, when the page shows it.

use crate::rules::evidence::person::{GIVEN};
use crate::rules::evidence::{COMMON, after, begins, breaks};
use crate::rules::{Input, Sink};
use crate::text::fold::fold;
use crate::text::{Kind, Shape};
use crate::words;

declare_rule! {
    /// Flags the displayed name of the person who is answered, however it is spelled.
    ///
    /// The page tells us the name beside the box; without it this rule is silent. In the examples `to:` stands for it.
    ///
    /// # Why
    /// To repeat the reviewer's name confirms that the practice knows who wrote (45 CFR 164.514(b)(2)(i)(A)).
    ///
    /// # Wrong
    /// ```text,review-reply,to:Will Hope-Álvarez
    /// we hear you {{alvarez}}, truly
    /// Please come by soon, {{Will}}.
    /// {{Will Alvarez}} said it best.
    /// ```
    /// ```text,review-reply,to:JR_Trucker88
    /// See you on the road, {{@jr_trucker88}}
    /// ```
    ///
    /// # Right
    /// ```text,review-reply,to:Will Hope-Álvarez
    /// Will you call our office? We hope so.
    /// We will be here until five.
    /// ```
    pub static COUNTERPART = {
        id: "id.name/counterpart",
        label: IdName,
        title: "Repeats the reviewer’s name",
        why: "Repeating the reviewer’s name confirms whom the practice means.",
        law: ["45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        check: check,
    }
}

/// Most parts of a name that are compared.
const PARTS: usize = 6;

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let Some(name) = input.counterpart else { return };
    let mut parts = [0_u32; PARTS];
    let mut count = 0;
    let letters = |c: char| !c.is_alphabetic() && c != '\'' && c != '’';
    for part in name.split(letters).filter(|part| part.chars().nth(1).is_some()) {
        if let Some(place) = parts.get_mut(count) {
            *place = fold(part).hash();
            count += 1;
        }
    }
    let parts = parts.get(..count).unwrap_or(&[]);
    let handle = fold(name.trim_start_matches('@')).hash();
    let tokens = input.parsed.tokens;
    let mut at = 0;
    while at < tokens.len() {
        let Some(first) = tokens.get(at) else { break };
        if first.kind == Kind::Handle && fold(input.parsed.words(first.span).trim_start_matches('@')).hash() == handle {
            sink.add(first.span);
        }
        let mut end = at;
        while tokens.get(end).is_some_and(|token| token.kind == Kind::Word && parts.contains(&token.word) && (end == at || !token.shape.has(Shape::LINE_BEFORE))) {
            end += 1;
        }
        if end == at {
            at += 1;
            continue;
        }
        // "Will", "Hope" and "Great" are words, too: they need a capital inside the sentence, or the place of an address.
        let addressed = (breaks(tokens, end) || after(tokens, at, words![","])) && first.shape.has(Shape::CAPITALISED);
        let word = first.classes.has(COMMON) && !first.classes.has(GIVEN);
        let capital = first.shape.has(Shape::CAPITALISED) && !begins(input, at);
        if !word || end > at + 1 || capital || addressed {
            let last = tokens.get(end - 1).map_or(first.span, |token| token.span);
            sink.add(first.span.union(last));
        }
        at = end;
    }
}
