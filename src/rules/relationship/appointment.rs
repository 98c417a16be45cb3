//! The appointment of the person who is answered.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, asks, before, has, refuses, sentence};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags talk of the visit, the appointment or the next time of the person who is answered.
    ///
    /// # Why
    /// Only a patient has an appointment: naming it confirms the relationship (45 CFR 164.502(a), 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// We are sorry that {{your appointment}} ran late.
    /// {{See you in}} six months!
    /// We remember {{your last visit}} well.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// To schedule your appointment, call 555-0100.
    /// Please arrive ten minutes before your first visit and bring a photo ID.
    /// See for yourself: the lobby is new.
    /// Your feedback goes to our whole team.
    /// ```
    pub static APPOINTMENT = {
        id: "rel.visit/appointment",
        label: RelVisit,
        title: "Speaks of this person’s visit",
        why: "Naming somebody’s visit or appointment tells the public that they are a patient.",
        law: ["45 CFR 164.502(a)", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: [
            "(your|ur|yr|his|her) (own|very|last|first|next|recent|upcoming|most recent|initial|previous|latest|scheduled|missed|annual|entire|whole)? (<num>)? (hospital|clinic|er|office|emergency)? <attend+>",
            "(see|catch) (you|u|ya|y'all|yall|him|her) (all|both)? (soon|again|next|at|in|on|back|then|when|for|<weekday>|tomorrow|<end>|! |,)",
            "[look forward to (seeing|welcoming|serving|treating|having|helping) (you|your|y'all|him|her) (<word>)? (again|back|soon|next)?]",
            "[looking forward to (seeing|welcoming|serving|treating|having) (you|your|y'all|him|her) (again|back|soon|next)?]",
            "[(look|looking) forward to (your|his|her) (next|first)? <attend+>]",
            "(have|had|welcome|see) (you|him|her|y'all) back (on|in|at|with|soon|for|when|again|<end>)",
            "(please|always)? come (back|again) (in|and see us|to see us|soon|and|see)?",
            "(the )?next time (you're|youre|you are|your|ur|you come|you stop|you visit|u come) (in|here|by)?",
            "(appointment|visit|consult|consultation|session|cleaning|exam|stay) (with us|here with us|at our office|at our clinic|in our office)",
            "that (visit|appointment|first visit|afternoon in our <word>)",
            "(your|ur) (chart|file|case|record|records|intake|place on our schedule|spot on our schedule)",
        ],
        unless: [
            "(schedule|book|make|reschedule|cancel|change|confirm|request|arrange|plan|set up|before|prior to|ahead of|until|every|discuss scheduling) ..1 (your|ur|an|any) ..2 <attend+>",
            "your (first|next|new)? ..1 <attend+> (will|includes|include|may|starts|begins|takes|lasts|comes|costs|can|should)",
            "(if|whether|any|anyone|before|between) ..4 your ..1 <attend+>",
            "come (back|again) (later|from|to (mind|life|haunt)|negative|positive|with|clean|home|on)",
            "see you (there|at the|on the (trail|field|dance)|at (booth|the)|in the comments)",
            "that visit (is|costs|takes)",
            "come back here",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    if input.context != Context::ReviewReply || about_animals(input, span) {
        return None;
    }
    let generic = has(
        before(input, span, 5),
        hashes!["schedule", "book", "before", "bring", "request", "reschedule", "arrive", "if", "cancel", "anyone", "everyone", "every", "patients", "people", "whoever"],
    );
    let settles = has(tokens, hashes!["includes", "fee", "policy", "portal", "website", "online"]) && !has(tokens, hashes!["was", "were", "ran", "had", "missed", "took"]);
    let refused = refuses(tokens) && !asks(tokens);
    if generic || settles || refused {
        return None;
    }
    Some((span, Severity::Block))
}
