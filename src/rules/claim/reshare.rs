//! A review or picture that moves to the practice's own pages.

use crate::finding::Severity;
use crate::rules::evidence::clinical::{about_animals, asks, has_consent, is_made_up, sentence};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags a review, a story or a before-and-after that the practice publishes as its own advertising.
    ///
    /// # Why
    /// A patient's words or picture used for marketing need a written authorization (45 CFR 164.508(a)(3)); a review
    /// that was posted elsewhere is none.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{Screenshotting it for our stories}} and the website!
    /// {{Your photo is already on our homepage}} 😍
    /// ```
    /// ```text,post
    /// {{Amazing transformation}}! Six months of aligners.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// May we share your words on our page? Call us and we will send you a form.
    /// We put that sign in the lobby after your review.
    /// ```
    pub static RESHARE = {
        id: "clm.testimonial/reshare",
        label: ClmTestimonial,
        title: "Reuses a patient’s words or picture",
        why: "A patient’s words or picture may be used in ads only when the patient has signed for it.",
        law: ["45 CFR 164.508(a)(3)", "16 CFR 255.2"],
        severity: Warn,
        patterns: [
            "(screenshotting|screenshotted|reposting|reposted|sharing|shared|putting|put|posting|posted|framing|pinned|featuring) (this|it|your (review|words|story|selfie|photo|mirror|video|vid|picture|quote|side|before)) ..2 (for|on|to|at|in|selfie) (our|the|my) (<word>)? (website|insta|instagram|tiktok|billboard|lobby|page|feed|reels|stories|wall|site|facebook|homepage|newsletter|ads|socials|profile|story)",
            "(your|ur|his|her|their|with your) (words|face|story|vid|video|selfie|review|photo|picture|before and after|before and afters|side by side|transformation|smile|quote) ..4 (is|are|on) ..3 (our|the) ..2 (homepage|website|insta|instagram|tiktok|billboard|lobby|page|feed|reels|stories|wall|front page|site|facebook)",
            "(before|b4) (and|&|-)? afters? (of|,) (our|one of|this|her|his|my|she|he|! )",
            "(amazing|incredible|stunning|another) (transformation|before and after|recovery journey|smile makeover|makeover)",
            "real (patient|patients|client|clients) (. )?(,|real|story|results|reviews)",
            "(patient|client) (testimonial|story|spotlight|transformation|love|review) (:|-|of|from|! )",
        ],
        unless: [
            "(with|has|gave|signed) ..3 (permission|consent|authorization)",
            "(can|could|may|would|if) (we|you) <any>? <any>? <any>? <any>? <any>? <any>?",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    (!asks(tokens) && !has_consent(input, span) && !about_animals(input, span) && !is_made_up(input, span)).then_some((span, Severity::Warn))
}
