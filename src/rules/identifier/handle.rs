//! @handles of patients.

use crate::finding::Context;
use crate::rules::evidence::{Scene, after, begins, is};
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

const OURS: &[u32] = words!["us", "our", "follow", "at", "sponsor", "sponsors", "partners", "dm", "office", "my", "rt", "telegram", "finsta", "acct", "insta", "account", "insta", "instagram", "by", "credit", "collab", "x"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let Some(token) = tokens.get(at) else { break };
        if token.kind != Kind::Handle {
            continue;
        }
        let ours = (1..4).any(|back| at.checked_sub(back).is_some_and(|before| is(tokens, before, OURS)));
        if ours {
            continue;
        }
        let near = Scene::near(input, at);
        let wide = Scene::wide(input, at);
        let replying = after(tokens, at, words!["to"]) && at >= 2 && is(tokens, at - 2, words!["replying", "reply", "answering"]);
        let speaks = begins(input, at) && (near.you + wide.you > 0 || wide.care > 1);
        let told = after(tokens, at, words!["mom", "dad", "nana", "client", "girl", "patient", "mama", "via", "from", "because", "bestie", "babe", "queen", "stitching", "reader", "follower"]);
        let care = near.care + near.treated > 0 && near.you + near.they > 0;
        let enough = match input.context {
            Context::ReviewReply => true,
            Context::Comment => begins(input, at) && wide.you > 0 || care || told || after(tokens, at, words!["you"]),
            _ => replying || speaks && wide.care > 0 && wide.capitals * 4 < wide.words || told && wide.care + wide.patient > 0,
        };
        if enough && !wide.animals() {
            sink.add(token.span);
        }
    }
}
