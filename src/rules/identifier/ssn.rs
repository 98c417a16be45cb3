//! Social security numbers.

use crate::rules::{Input, Sink};
use crate::text::{Kind, Span};

declare_rule! {
    /// Flags social security numbers, whole or as "ending in".
    ///
    /// # Why
    /// A social security number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(G)).
    ///
    /// # Wrong
    /// ```text
    /// Her social is {{518-00-4471}}, please update the file.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Call 555-0142 between 9 and 5.
    /// ```
    pub static SSN = {
        id: "id.ssn/number",
        label: IdSsn,
        title: "A social security number",
        why: "A social security number points at one person and may not be published.",
        law: ["45 CFR 164.514(b)(2)(i)(G)"],
        severity: Block,
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    for tokens in input.parsed.tokens.windows(5) {
        if let [a, dash, b, dash2, c] = tokens
            && [a, b, c].iter().all(|token| token.kind == Kind::Number)
            && [dash, dash2].iter().all(|token| matches!(input.parsed.words(token.span), "-" | "–" | "."))
            && (a.span.len(), b.span.len(), c.span.len()) == (3, 2, 4)
        {
            sink.add(Span::new(a.span.start, c.span.end));
        }
    }
}
