//! E-mail that shows several patients each other's address.

use crate::finding::Context;
use crate::lexicon::{Class, class};
use crate::rules::evidence::{Scene, breaks, has, is};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span};
use crate::words;

declare_rule! {
    /// Flags an e-mail about care or appointments that several people at home get in To or Cc: each sees the others'
    /// addresses, and so who else is a patient. The greeting is underlined, for that is where one speaks to all of them.
    ///
    /// In the examples `recipients:` stands for how many private mailboxes To and Cc hold.
    ///
    /// # Why
    /// An e-mail address beside the fact of being a patient is health information that identifies (45 CFR 160.103,
    /// 164.514(b)(2)(i)(F)); showing it to other patients discloses it (45 CFR 164.502(a)). Bcc hides it.
    ///
    /// # Wrong
    /// ```text,email,recipients:5
    /// {{Hi all}}! Our Thursday group moves to 6:30.
    /// Subject: new time\n\n{{Dear patients}}, we are closed for the holiday and your refills will be late.
    /// {{Hello everyone}}, your appointments on Tuesday move to the Elm Street office.
    /// {{We are sorry}}, your visits tomorrow are cancelled because of the snow.
    /// ```
    ///
    /// # Right
    /// ```text,email,recipients:1
    /// Hi all! Our Thursday group moves to 6:30.
    /// ```
    /// ```text,email,recipients:4
    /// You two looked so happy on Saturday. See you at the lake with the cake!
    /// ```
    /// ```text,message,recipients:4
    /// Hi all! Our Thursday group moves to 6:30.
    /// ```
    pub static RECIPIENTS = {
        id: "id.email/recipients",
        label: IdEmail,
        title: "Several people see each other’s address",
        why: "Everybody in To and Cc sees who else is a patient, so move them to Bcc.",
        law: ["45 CFR 160.103", "45 CFR 164.502(a)", "45 CFR 164.514(b)(2)(i)(F)"],
        severity: Warn,
        check: check,
        broad: true,
    }
}

const GREETING: Class = class("greeting");
const PATIENT: Class = class("patient");
/// What a practice writes to those who come to it.
const ARRANGES: &[u32] = words![
    "appointment", "appointments", "visit", "visits", "session", "sessions", "group", "groups", "class", "clinic", "office", "practice",
    "schedule", "scheduled", "reschedule", "rescheduled", "checkup", "checkups", "refill", "refills", "statement", "balance", "copay",
    "insurance", "portal", "workshop", "circle", "meeting"
];
/// Words for those who are greeted together.
const AUDIENCE: &[u32] = words![
    "all", "everyone", "everybody", "patients", "clients", "families", "parents", "members", "friends", "folks", "both", "yall", "team",
    "neighbors", "residents", "moms", "mamas", "dads", "group", "gang", "again"
];
/// Longest stretch that is underlined where nobody is greeted, in words.
const OPENING: usize = 3;

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if input.context != Context::Email || input.recipients < 2 {
        return;
    }
    let tokens = input.parsed.tokens;
    // Only the first piece of a long text begins the e-mail.
    let Some(head) = tokens.first().filter(|head| input.parsed.words(Span::new(0, head.span.start)).trim().is_empty()) else { return };
    let mut at = 0;
    if is(tokens, 0, words!["subject", "re", "fw", "fwd"]) && is(tokens, 1, words![":"]) {
        at = (1..tokens.len()).find(|&at| tokens.get(at).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE))).unwrap_or(0);
    }
    let scene = Scene::within(input, 0, tokens.len().min(at + MOST));
    let arranges = tokens.iter().take(at + MOST).any(|token| ARRANGES.contains(&token.word));
    let cares = scene.care + scene.patient + scene.record > 0 || scene.treated > 1;
    if scene.animals() || !(cares || arranges) {
        return;
    }
    let Some(first) = tokens.get(at).map(|token| token.span).filter(|span| span.start >= head.span.start) else { return };
    let mut end = at;
    while has(tokens, end, GREETING) && end < at + OPENING {
        end += 1;
    }
    let greeted = end > at;
    // "Dear weight-management patients": up to the last word for an audience, if no name stands between.
    let audience = (end..end + 5).take_while(|&at| !breaks(tokens, at) || is(tokens, at, words!["-"]));
    if let Some(last) = audience.filter(|&at| is(tokens, at, AUDIENCE) || has(tokens, at, PATIENT)).last() {
        end = last + 1;
    } else if !greeted {
        while end < at + OPENING && tokens.get(end).is_some_and(|token| token.kind == Kind::Word) && (end == at || !breaks(tokens, end)) {
            end += 1;
        }
    }
    if let Some(last) = end.checked_sub(1).filter(|&last| last >= at).and_then(|last| tokens.get(last)) {
        sink.add(first.union(last.span));
    }
}

/// How much of an e-mail is read for what it is about, in tokens; within `scan::REACH`.
const MOST: usize = 80;
