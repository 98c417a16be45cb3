//! E-mail addresses of patients.

use crate::rules::evidence::owner::{is_sold, reaches_patient, was_tried};
use crate::rules::evidence::person::GIVEN;
use crate::rules::evidence::{ME, RELATION, Scene, US, after, has, is};
use crate::rules::{Input, Sink};
use crate::text::Kind;
use crate::words;

declare_rule! {
    /// Flags an e-mail address that is a patient's.
    ///
    /// # Why
    /// An e-mail address is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(F)).
    ///
    /// # Wrong
    /// ```text,email
    /// Please reset her login, {{ngozi.b77@example.com}}, today.
    /// 3) Esther K., {{hk.quilts@mailbox.example}}, here for weekly infusions.
    /// ```
    /// ```text
    /// ph 555 0163 em {{bkinsella88@mailbin.example}} reason for visit: bean, nose
    /// ```
    /// ```text,review-reply
    /// We tried 555-0193 as well as {{r.odell@mailbox.example}}, without an answer.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Write to us at frontdesk@brightsmiles.example any time.
    /// Resumes to jobs@brightsmiles.example, please.
    /// Questions about your crown? Email Jess at jess@brightsmiles.example.
    /// ```
    /// ```text,review-reply
    /// Our manager reads everything sent to maria@brightsmiles.example.
    /// ```
    pub static EMAIL = {
        id: "id.email/address",
        label: IdEmail,
        title: "A patient’s e-mail address",
        why: "An e-mail address leads to one person.",
        law: ["45 CFR 164.514(b)(2)(i)(F)"],
        severity: Block,
        wakes: ["<email>"],
        check: check,
    }
}

/// Names of boxes that no person has.
const BOXES: [&str; 28] = [
    "info", "office", "frontdesk", "front", "contact", "hello", "hi", "jobs", "careers", "billing", "privacy", "support", "help", "appointments",
    "records", "admin", "team", "clinic", "press", "hr", "scheduling", "care", "patientrelations", "feedback", "compliance", "manager", "reception", "referrals",
];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let Some(token) = tokens.get(at) else { break };
        if token.kind == Kind::Email && !is_house(input, at) {
            sink.add(token.span);
        }
    }
}

fn is_house(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    let Some(token) = tokens.get(at) else { return true };
    let address = input.parsed.words(token.span);
    let name = address.split('@').next().unwrap_or("");
    let known = BOXES.iter().any(|known| name.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)));
    if known {
        return true;
    }
    if was_tried(input, at) {
        return false;
    }
    // The nearest word that says whose it is decides.
    for back in 1..9 {
        let Some(before) = at.checked_sub(back) else { break };
        if has(tokens, before, US) || has(tokens, before, ME) || is(tokens, before, words!["office", "desk", "write", "resume", "resumes", "rsvp", "contact"]) {
            return true;
        }
        // "Email Jess at", not "email: dwash@" and "her email is".
        let asked = is(tokens, before, words!["email"]) && (3..5).contains(&back) && is(tokens, at - 1, words!["at"]);
        if asked && !after(tokens, before, words!["his", "her", "your", "their", "ur", "home", "personal"]) {
            return true;
        }
        if is(tokens, before, words!["your", "ur", "his", "her", "their", "he", "she", "user", "em", "from", "patient", "login", "pt", "reset"]) || has(tokens, before, RELATION) {
            return false;
        }
    }
    let wide = Scene::wide(input, at);
    let told = (wide.they + wide.patient > 0 || (at.saturating_sub(6)..at).any(|index| has(tokens, index, GIVEN))) && wide.care + wide.treated > 0;
    !(Scene::about(input, at).is_record() || told && !is_sold(input, at) || reaches_patient(input, at))
}
