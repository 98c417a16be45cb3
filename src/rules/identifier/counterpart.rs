//! The name of the person who is answered, when the page shows it.

use crate::lexicon::{Class, class, spelling};
use crate::rules::evidence::person::{GIVEN, SURNAME};
use crate::rules::evidence::{COMMON, after, begins, breaks, has, is};
use crate::rules::{Input, Sink};
use crate::text::fold::{Folded, fold};
use crate::text::{Kind, Shape, Span, Token};
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
    /// ```text,review-reply,to:Robert Okonjo
    /// Thanks for the note, {{Bob}}.
    /// {{bob}}, we hear you
    /// hi {{rob}} we hear you
    /// {{R.O.}}, thank you for the note.
    /// {{RO}}, thank you for the note.
    /// We hear you {{okonjo}} and we will do better.
    /// That is {{Okonjo's}} story.
    /// We read it twice, {{Robret}}.
    /// Dear {{R. Okonjo}}, thank you.
    /// Thanks {{@rokonjo}} and {{@robert.okonjo.77}}!
    /// ```
    /// ```text,review-reply,to:danasmith88
    /// Kind words, {{Dana}}!
    /// ```
    ///
    /// # Right
    /// ```text,review-reply,to:Will Hope-Álvarez
    /// Will you call our office? We hope so.
    /// We will be here until five.
    /// ```
    /// ```text,review-reply,to:Robert Okonjo
    /// Our robot reads all reviews and a rob is a verb.
    /// Follow us @brightsmiles.
    /// The RO filter in the lab is new.
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

const GREETING: Class = class("greeting");

/// Most parts of a name that are compared.
const PARTS: usize = 6;

/// The name of who is answered, ready to be compared.
struct Name {
    /// Its parts of at least two letters, folded.
    parts: Vec<Folded>,
    /// All its letters in a row, as in a handle.
    letters: Vec<u8>,
    /// The name as a whole.
    whole: u32,
    /// The first letters of its words, when it has several.
    initials: Vec<u8>,
}

/// Shortest part that is looked for inside a handle, and shortest one in which a slip is forgiven.
const INSIDE: usize = 4;
const SLIPS: usize = 5;

impl Name {
    fn of(name: &str) -> Self {
        let mut parts: Vec<Folded> = Vec::new();
        let mut start = 0;
        let mut last = ' ';
        let mut add = |from: usize, to: usize| {
            let part = name.get(from..to).unwrap_or("");
            if parts.len() < PARTS && part.chars().nth(1).is_some() {
                parts.push(fold(part));
            }
        };
        for (at, c) in name.char_indices() {
            let letter = c.is_alphabetic() || matches!(c, '\'' | '’');
            if !letter {
                add(start, at);
                start = at + c.len_utf8();
            } else if last.is_lowercase() && c.is_uppercase() && at > start + 2 {
                // "DanaSmith", but not "McKay".
                add(start, at);
                start = at;
            }
            last = c;
        }
        add(start, name.len());
        let letters = letters_of(name);
        let words = name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let initials: Vec<u8> = words.filter_map(|word| fold(word).as_bytes().first().copied()).collect();
        let initials = if (2..=3).contains(&initials.len()) { initials } else { Vec::new() };
        Self { parts, letters, whole: fold(name.trim_start_matches('@')).hash(), initials }
    }

    /// Whether a word is a part of the name, a short form of one, or one with a slip.
    fn has(&self, input: &Input<'_>, token: &Token) -> bool {
        if token.kind != Kind::Word {
            return false;
        }
        if self.parts.iter().any(|part| part.hash() == token.word || spelling::is_nickname(part.hash(), token.word)) {
            return true;
        }
        if token.classes.has(COMMON) || token.span.len() < 4 {
            return false;
        }
        let written = fold(input.parsed.words(token.span));
        let word = written.as_bytes();
        let slipped = |part: &Folded| {
            let part = part.as_bytes();
            // "danas" for "Dana's"
            word.strip_suffix(b"s") == Some(part) || part.len() >= SLIPS && word.first() == part.first() && spelling::is_slip(word, part)
        };
        if self.parts.iter().any(slipped) {
            return true;
        }
        // "danasmith", and "Dana" for who signs as danasmith88.
        let name = token.classes.has(GIVEN) || token.classes.has(SURNAME);
        word.len() > 5 && word == self.letters || name && word.len() >= INSIDE && self.parts.len() == 1 && at_edge(&self.letters, word)
    }

    /// Whether a handle is made of the name: the whole, a long part at its edge, or an initial and the last part.
    fn is_in_handle(&self, handle: &str) -> bool {
        if fold(handle).hash() == self.whole {
            return true;
        }
        let letters = letters_of(handle);
        let built = |part: &Folded| part.as_bytes().len() >= INSIDE && at_edge(&letters, part.as_bytes());
        let initial = self.parts.first().zip(self.parts.last()).is_some_and(|(first, last)| {
            self.parts.len() > 1 && letters.split_first().is_some_and(|(initial, rest)| Some(initial) == first.as_bytes().first() && rest == last.as_bytes())
        });
        initial || self.parts.iter().any(built)
    }
}

fn at_edge(letters: &[u8], part: &[u8]) -> bool {
    letters.starts_with(part) || letters.ends_with(part)
}

fn letters_of(name: &str) -> Vec<u8> {
    name.split(|c: char| !c.is_alphabetic()).flat_map(|part| fold(part).as_bytes().to_vec()).collect()
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let Some(name) = input.counterpart else { return };
    let name = Name::of(name);
    let tokens = input.parsed.tokens;
    let mut at = 0;
    while at < tokens.len() {
        let Some(first) = tokens.get(at) else { break };
        if first.kind == Kind::Handle && name.is_in_handle(input.parsed.words(first.span).trim_start_matches('@')) {
            sink.add(first.span);
        }
        let mut end = at;
        while tokens.get(end).is_some_and(|token| name.has(input, token) && (end == at || !token.shape.has(Shape::LINE_BEFORE))) {
            end += 1;
        }
        if end == at {
            if let Some((span, after)) = by_initials(input, &name, at) {
                sink.add(span);
                at = after;
                continue;
            }
            at += 1;
            continue;
        }
        // "Will", "Hope" and "Great" are words, too: they need a capital inside the sentence, or the place of an address.
        let addressed = (breaks(tokens, end) || after(tokens, at, words![","])) && first.shape.has(Shape::CAPITALISED);
        let word = first.classes.has(COMMON) && !first.classes.has(GIVEN);
        let capital = first.shape.has(Shape::CAPITALISED) && !begins(input, at);
        // "hi rob", "thanks will!": what follows a greeting is a name.
        let greeted = at > 0 && has(tokens, at - 1, GREETING) && (breaks(tokens, end) || is(tokens, end, words!["we", "thanks", "thank", "i", "your", "you", "so"]));
        if !word || end > at + 1 || capital || addressed || greeted {
            let last = tokens.get(end - 1).map_or(first.span, |token| token.span);
            sink.add(with_initial(input, &name, at).unwrap_or(first.span).union(last));
        }
        at = end;
    }
}

/// "J.S., thanks", "Thanks JS!", "R. O. thank you": the initials alone, where one is addressed.
fn by_initials(input: &Input<'_>, name: &Name, at: usize) -> Option<(Span, usize)> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    if name.initials.is_empty() || first.kind != Kind::Word || !first.shape.has(Shape::CAPITALISED) && !first.shape.has(Shape::ALL_CAPS) {
        return None;
    }
    let (mut end, mut last) = (at + 1, first.span);
    if fold(input.parsed.words(first.span)).as_bytes() != name.initials {
        // One letter a token, with a full stop behind each.
        end = at;
        for initial in &name.initials {
            let token = tokens.get(end).filter(|token| token.kind == Kind::Word && fold(input.parsed.words(token.span)).as_bytes() == [*initial])?;
            (last, end) = (token.span, end + 1);
            if let Some(dot) = tokens.get(end).filter(|dot| is(tokens, end, words!["."]) && !dot.shape.has(Shape::SPACE_BEFORE)) {
                (last, end) = (dot.span, end + 1);
            }
        }
    } else if !first.shape.has(Shape::ALL_CAPS) || first.classes.has(COMMON) && !begins(input, at) {
        return None;
    }
    let opens = begins(input, at) || at > 0 && (has(tokens, at - 1, GREETING) || breaks(tokens, at - 1));
    (opens && (end > at + 1 || breaks(tokens, end) || begins(input, at))).then(|| (first.span.union(last), end))
}

/// "D. Smith", "J Smith": the initial before the surname belongs to it.
fn with_initial(input: &Input<'_>, name: &Name, at: usize) -> Option<Span> {
    let tokens = input.parsed.tokens;
    let before = at.checked_sub(1)?;
    let initial = if is(tokens, before, words!["."]) { before.checked_sub(1)? } else { before };
    let token = tokens.get(initial).filter(|token| token.kind == Kind::Word && token.span.len() == 1 && token.shape.has(Shape::CAPITALISED))?;
    let letter = input.parsed.words(token.span).bytes().next()?.to_ascii_lowercase();
    name.parts.iter().any(|part| part.as_bytes().first() == Some(&letter)).then_some(token.span)
}
