//! Tattoos and marks.

use crate::finding::Severity;
use crate::rules::evidence::Scene;
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags a tattoo, scar or birthmark by which a patient can be told.
    ///
    /// # Why
    /// A unique characteristic is among what Safe Harbor removes (45 CFR 164.514(b)(2)(i)(R)).
    ///
    /// # Wrong
    /// ```text,email
    /// The {{phoenix tattoo}} runs straight through her lesion.
    /// ```
    /// ```text
    /// he has {{a swallow tattoo}} on the forearm, third case this week
    /// ```
    ///
    /// # Right
    /// ```text
    /// Tattoo removal takes 6 to 10 sessions.
    /// Our tattoo policy changed: sleeves are fine for staff.
    /// I got a tooth tattoo after boards.
    /// ```
    pub static MARK = {
        id: "id.other/mark",
        label: IdOther,
        title: "Describes a unique mark",
        why: "Everybody who has seen a tattoo or a scar can tell whose it is.",
        law: ["45 CFR 164.514(b)(2)(i)(R)"],
        severity: Warn,
        patterns: [
            "(the|a|his|her|your) [<word> <word>? (tattoo|tattoos|birthmark|tat)]",
            "[a <word> tattoo] (on|across|over) (the|his|her)",
            "(his|her|your) [(tattoo|birthmark) (of|that says|saying) ..4 <any>]",
        ],
        unless: [
            "tattoo (removal|policy|artist|shop)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let at = input.parsed.token_range(span).start;
    let near = Scene::near(input, at);
    (near.they + near.you + near.patient > 0 && near.me == 0 && near.care > 0 || near.they > 1 || near.they > 0 && near.me == 0).then_some((span, Severity::Warn))
}
