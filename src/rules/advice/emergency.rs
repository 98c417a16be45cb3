//! Telling somebody not to go where emergencies are treated.

use crate::finding::Severity;
use crate::hashes;
use crate::rules::Input;
use crate::rules::advice::triage;
use crate::rules::evidence::clinical::{before, has, sentence};
use crate::text::Span;

declare_rule! {
    /// Flags words that keep one person from the emergency room, the hospital or an ambulance.
    ///
    /// # Why
    /// It is triage without an examination, of the kind that costs most if it is wrong (AMA Code of Medical Ethics, Opinion
    /// 1.2.12). So it is said whatever the rest of the text reads like. Sending somebody there is always fine.
    ///
    /// # Wrong
    /// ```text,comment
    /// There is {{no need to go to the ER with}} that rash.
    /// {{You don't have to call 911 for}} a nosebleed, pinch it.
    /// {{Skip the emergency room}}, that cough is a virus.
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// If the chest pain spreads, call 911 and don't drive to the ER yourself.
    /// I didn't need the hospital for my own kidney stone.
    /// People with a mild sprain seldom need the ER.
    /// ```
    pub static EMERGENCY = {
        id: "adv.triage/emergency",
        label: AdvTriage,
        title: "Keeps someone from emergency care",
        why: "Whether this is an emergency takes an exam, and being wrong costs most here.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        patterns: [
            "(no|zero) (need|reason|point) (to|for|in) (go|going|call|calling|run|running|rush|rushing|drive|driving|see|visit|the|an|a) ..3 (er|ed|emergency room|emergency department|hospital|911|ambulance|urgent care) (with|for|over|about)?",
            "(you|u|he|she|they) (don't|dont|do not|doesn't|doesnt|does not|won't|wont) (even|really)? (need|have) (to)? ..4 (er|emergency room|emergency department|hospital|911|ambulance|urgent care) (with|for|over|about)?",
            "(skip|cancel|avoid|forget) (the|that|your|ur) (er|emergency room|emergency department|hospital|ambulance|urgent care)",
            "(don't|dont|do not) (bother|waste|go|run|rush|call|panic) ..3 (er|emergency room|emergency department|911|ambulance|urgent care) (with|for|over|about)?",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let told = has(before(input, span, 6), hashes!["if", "when", "whether", "who", "they", "people", "told", "says", "said", "i"]);
    // "Don't drive to the ER yourself": how, not whether.
    let how = has(sentence(input, span).0, hashes!["yourself", "alone", "until", "unless"]);
    (!told && !how && triage::tells_one(input, span)).then_some((span, Severity::Warn))
}
