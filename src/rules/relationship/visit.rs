//! Thanks that confirm a visit.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, has, sentence};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags thanks for coming in, choosing the practice or trusting it with care.
    ///
    /// # Why
    /// That somebody is a patient is itself protected (45 CFR 160.103), also when they said so first: the provider
    /// may not confirm it in public without an authorization (45 CFR 164.502(a), 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// 😀 {{Thank you for visiting us}}, Dana!
    /// {{Thanks for coming in}} last Tuesday
    /// {{thx so much for choosing us}} 🦷
    /// We know it was a hard week, {{thank you for trusting us}} with your care.
    /// {{Thanks for bringing}} the kids in!
    /// {{Thank you for allowing us to care}} for the whole family.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Thank you for the kind words. Please visit us at 12 Main Street.
    /// Thanks for coming to our open house, and thanks to the band!
    /// Thank you for choosing kindness today.
    /// Thanks for bringing Biscuit the puppy in, give his paws a kiss.
    /// Thank you for letting us know that the sign had fallen down, and for allowing us to respond.
    /// ```
    pub static VISIT = {
        id: "rel.visit/thanks",
        label: RelVisit,
        title: "Confirms that someone is a patient",
        why: "A public reply may not confirm a visit, even when the reviewer mentioned it.",
        law: ["45 CFR 164.502(a)", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: [
            "(thank you|thanks|thank ya|thx|ty|gracias|grateful|appreciate you|appreciate your family) (so much|again|all|both|guys|everyone|a bunch|a ton)? (to you)? for (coming (in|by|back|out)?|visiting (us|our <word>)?|stopping (in|by) (to see us)?|dropping (in|by)|seeing us|letting us (help|care for you|be part|treat you|see you|look after)|allowing us (into|to (help|serve|care|treat|see|look|be|take|provide|assist|share|work|join|play|give you))|squeezing us in|making the (trip|drive)|driving (all the way)? (in|out|over)?|joining us|coming to see us|your visit|your trust in (us|our <word>)|entrusting us|putting your trust in us|being (such)? (a|an|our|the) (<word>)? (<word>)? (patient|patients|client)|your (continued)? (loyalty|business|patronage)|sending (your|him|her) ..2 our way|sending your <kin>|bringing|choosing (us|our <word>|<cap> <word>? <cap>?)|trusting (us|our <word>|me|<cap> <cap>?|the team))",
            "(for|of|and|by) [choosing (us|our <word>|our practice)]",
            "(for|of|and|by) [(trusting|entrusting) (us|me|our <word>)]",
            "(for|of|and|by) [stopping (in|by) to see us]",
            "appreciate (your|you) <word>? [choosing (us|our <word>)]",
            "[we appreciate (you|your <word>) (choosing|trusting|visiting) (us|our <word>)]",
        ],
        unless: [
            "(coming|visiting|stopping|joining|driving|dropping) ..5 (booth|event|gala|fair|fundraiser|website|site|page|blog|conference|talk|ribbon|party|picnic|class|webinar|walk|parade|race|5k|open house|drive|celebration|meeting|stream|seminar)",
            "choosing (kindness|to|a|an|the|joy|love|nursing|careers|your words)",
            "bringing (this|it|that|these|your concern|your concerns|your feedback|up|attention|the issue|a smile|smiles|joy|awareness|cookies|donuts|food|us)",
            "trusting (the|your|yourself|science|vaccines)",
            "for your (business|loyalty) ..3 (award|vote|votes)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    let crowd = has(tokens, hashes!["everyone", "everybody", "volunteers", "sponsors", "donors", "vote", "votes", "voted", "nominated", "speakers", "colleagues", "neighbors", "community", "applying", "crew"]);
    match input.context {
        _ if about_animals(input, span) => None,
        Context::Blog => None,
        _ if crowd && input.context != Context::ReviewReply => None,
        Context::ReviewReply => Some((span, Severity::Block)),
        _ => Some((span, Severity::Warn)),
    }
}
