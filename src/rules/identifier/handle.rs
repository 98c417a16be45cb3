//! @handles of patients.

use crate::rules::evidence::judge::{Candidate, Judge};
use crate::rules::evidence::{after, is};
use crate::rules::identifier::story::{OF_HANDLE, WEIGHTS};
use crate::rules::{Input, Sink};
use crate::text::Kind;
use crate::words;

declare_rule! {
    /// Flags an @handle that points at the person who is answered or told of.
    ///
    /// # Why
    /// A handle leads to a profile with a face and a name; it is a unique code of that person
    /// (45 CFR 164.514(b)(2)(i)(R)) and tagging it in an answer confirms whom the practice means.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// Thx {{@grillmaster_ed}}!! Loved your note
    /// ```
    /// ```text
    /// Replying to {{@mamabear_kels}}: give her 5 mL
    /// Makayla got her braces off! Tag her mom {{@tash.and.co}}
    /// ```
    ///
    /// # Right
    /// ```text
    /// Follow us @brightsmiles for office hours.
    /// Thanks to our sponsor @rivercitycoffee for the free lattes.
    /// ```
    /// ```text,review-reply
    /// Message us @brightsmiles and we will set it right.
    /// ```
    pub static HANDLE = {
        id: "id.name/handle",
        label: IdName,
        title: "Tags a person",
        why: "A tag leads to the profile of the patient.",
        law: ["45 CFR 164.514(b)(2)(i)(R)"],
        severity: Block,
        wakes: ["<handle>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut judge = Judge::default();
    for (at, token) in tokens.iter().enumerate() {
        if token.kind == Kind::Handle {
            let candidate = Candidate { first: at, end: at + 1, form: OF_HANDLE, opinion: 0 };
            let replying = after(tokens, at, words!["to"]) && at >= 2 && is(tokens, at - 2, words!["replying", "reply", "answering"]);
            if replying || judge.weigh(input, &candidate, WEIGHTS) > 0 {
                sink.add(token.span);
            }
        }
    }
}
