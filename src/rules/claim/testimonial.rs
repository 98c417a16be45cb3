//! A patient's words as advertising.

use crate::finding::Context;
use crate::rules::evidence::clinical::{MEDICAL, about_animals, has, has_class, has_consent, is_made_up, span_of, word};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Token};
use crate::{classes, hashes};

declare_rule! {
    /// Flags a patient's praise in quotation marks without a word of consent.
    ///
    /// # Why
    /// Using a patient's words or picture for marketing needs a written authorization (45 CFR 164.508(a)(3)), and a
    /// testimonial must be typical and honest (16 CFR 255.2).
    ///
    /// # Wrong
    /// ```text,post
    /// {{"Dr. Amari's team gave me my life back after three failed IVFs"}} 💕
    /// Trina says {{"I finally love to smile again!"}} after her veneers
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// "I was scared of the machine and now I nap in it." Shared with signed consent, no name.
    /// "Float like a butterfly, sting like a bee" is how we feel on flu shot day.
    /// She said "thank you" and I went home happy.
    /// ```
    pub static TESTIMONIAL = {
        id: "clm.testimonial/quote",
        label: ClmTestimonial,
        title: "Quotes a patient as advertising",
        why: "A patient’s words or picture may be used in ads only when the patient has signed for it.",
        law: ["45 CFR 164.508(a)(3)", "16 CFR 255.2"],
        severity: Warn,
        wakes: ["\""],
        check: check,
    }
}

const QUOTE: u32 = word("\"");
/// Longest quotation that is looked at, in tokens; with [`NEAR`] below [`crate::scan::REACH`].
const LONGEST: usize = 60;
/// How far around a quotation the words say whose it is.
const NEAR: usize = 30;

/// Quotations that speak of care in the first person.
fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if matches!(input.context, Context::Comment | Context::Message) {
        return;
    }
    let tokens = input.parsed.tokens;
    for from in input.places() {
        let Some(token) = tokens.get(from) else { break };
        if !is_quote(token) || !token.shape.has(Shape::SPACE_BEFORE) {
            continue;
        }
        let rest = tokens.get(from + 1..(from + LONGEST).min(tokens.len())).unwrap_or(&[]);
        let Some(length) = rest.iter().position(is_quote) else { continue };
        let end = from + 1 + length;
        let quote = tokens.get(from..=end).unwrap_or(&[]);
        let near = tokens.get(from.saturating_sub(NEAR)..(end + NEAR).min(tokens.len())).unwrap_or(&[]);
        let Some(span) = span_of(quote) else { continue };
        if praises(quote, near) && !has_consent(input, span) && !about_animals(input, span) && !is_made_up(input, span) {
            sink.add(span);
        }
    }
}

/// Where one opens, white space stands before it; the next one closes.
fn is_quote(token: &Token) -> bool {
    token.kind == Kind::Punct && token.word == QUOTE
}

/// Whether a quotation is somebody's report of their own care.
fn praises(quote: &[Token], near: &[Token]) -> bool {
    let words = quote.iter().filter(|token| token.kind == Kind::Word).count();
    let mine = has(quote, hashes!["i", "my", "me", "ive", "im", "our", "we"]);
    let dr = has(quote, hashes!["dr", "doctor", "doc", "team", "clinic", "nurse", "office", "staff", "you", "girls", "coach"]);
    let gain = has(
        quote,
        hashes![
            "finally", "again", "life", "back", "best", "saved", "love", "changed", "thank", "never", "gave", "cried", "first", "happy", "amazing", "painless", "pain",
            "recommend", "results", "smile", "fixed", "feel", "found", "worked", "thing", "lbs", "pounds", "woman", "new", "off", "wore", "down", "sessions", "like", "treated", "free", "left",
        ],
    );
    let medical = has_class(quote, MEDICAL) || has_class(near, classes!["procedure", "drug", "condition"]);
    let told = has(near, hashes!["patient", "patients", "client", "clients", "mom", "says", "said", "her", "his", "she", "he", "members", "review", "bride", "brides", "told", "sessions", "program", "results", "dr"]);
    words >= 5 && mine && gain && medical && (told || dr)
}
