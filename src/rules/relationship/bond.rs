//! Words of attachment that only a provider has for a patient.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, has, is_made_up, is_own, refuses, sentence, teaches, word};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags "glad we could help you", "our patient", "loved having you": warm words that confirm the relationship.
    ///
    /// # Why
    /// Warmth does not change what is said: this person is a patient of ours (45 CFR 164.502(a), 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// So {{glad we could help}}!
    /// {{We loved having you}} in the chair.
    /// It was {{a pleasure to treat you}}.
    /// {{You're one of our favorite patients}}
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// So glad to read this!
    /// It is a pleasure to serve this town.
    /// Our patients deserve a warm lobby, and the heating is fixed.
    /// Dr. Ito is one of our most patient doctors.
    /// ```
    pub static BOND = {
        id: "rel.visit/bond",
        label: RelVisit,
        title: "Confirms that someone is a patient",
        why: "Glad words about helping or knowing somebody still say that they are a patient.",
        law: ["45 CFR 164.502(a)", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: [
            "(glad|happy|thrilled|delighted|pleased|proud|honored|relieved|grateful|blessed|lucky) (that)? (we|i|dr .? <cap>|<cap>|our ..2 team|the team|he|she) (could|were able to|was able to|got to|can) (help|get|see|squeeze|make|be|take|accommodate|fit|provide|give|care|serve|treat|fix|work|relieve|ease) (you|your|him|her|him|out)?",
            "(we|i|you|dr .? <cap>|our team|the team|staff|everyone)? (really|absolutely|so|truly|have|always|just)? (loved|love|enjoyed|enjoy|adored|adore|loves|missed|miss) (having|seeing|treating|working with|caring for|getting to know|taking care of|serving|meeting|being) (you|your|y'all|ya|him|her|with you|part of your)",
            "(love|loved|lovely|enjoy|enjoyed|great|good|nice|wonderful|fun|awesome|always) (having|seeing) (you|ya|y'all|your|him|her) (in|back|again|both|all|at|here|with)?",
            "(a|our|the|my|been|such)? (absolute|real|true|total)? (pleasure|privilege|honor|joy|delight|treat|blessing) (of|to|in)? (be|have|having|see|seeing|treat|treating|serve|serving|care|caring|meet|meeting|working|work|taking|take|get|getting|help|helping|know|knowing|watch|watching|walk) (to|for|with|care of)? (you|your|y'all|ya|him|her|know you|part of your)",
            "(good|great|nice|wonderful|lovely|fun|so fun|enjoyable) to (see|meet|have|treat) (you|your|y'all|ya|him|her)",
            "(you|you're|youre|you are|he's|she's|he is|she is|is|was|remain|as) (truly|always|definitely)? one of (our|my|ours|mine) (favorite|favourite|best|sweetest|bravest|longest|most|first|toughest|kindest|very)? <word>?",
            "(you|having you|him|her|you|them) as (a|our|my) (patient|client|patients)",
            "(our|my|ex|former) (old|long time|longtime|favorite|favourite|newest|youngest|oldest|sweet|former|brave|little|very|own|first|last|next|own)? (patient|pt|client) <word>? ",
            "(a|one) (patient|pt|client) of (mine|ours)",
            "part of (your|his|her) (journey|recovery|care|story|pregnancy|birth|treatment|healing|smile|family's)",
            "(in|under|into) (our|my) care",
            "(took|taking|take|takes) (such)? (good|great|excellent|amazing|wonderful)? care of (you|your <kin>|him|her)",
            "(caring|care|cared) for (you|your <kin>|your family)",
            "(patients|families|people|clients|folks) like (you|yours|y'all)",
            "(we|i|our <word>|staff|she|he|everyone) (still|will always|all)? (remember|remembers) (you|your|him|her)",
            "(family's|your) (dental|medical|vision|health) home",
            "(looking|looked) after (you|your <kin>|your family)",
            "(worked|working|work) with (you|your <kin>|your family) (on|through|for|over|these|to|again|<end>)",
            "(our|your) work together",
            "(have|give|another chance to|opportunity to|chance to|love to) serve you",
            "having (you|him|her) (and|in|with|back|here|on|as)",
            "(sat|sitting|sit) with (you|your family|your <kin>)",
        ],
        unless: [
            "(our|my) (patient|client) (portal|advocate|advocates|coordinator|coordinators|care|experience|population|satisfaction|education|safety|line|representative|relations|services|base|panel|list|families|privacy|liaison|navigator|access|handout|financial|resources|volume|information|survey|surveys|load)",
            "glad (we|i) could (get|make) (this|that|the)",
            "one of (our|my) ..3 (<staff+>|provider|providers|doctors|dentists|physicians|nurses|hygienists|therapists|locations|offices|services|goals|values|priorities|reasons)",
            "(patients|families) like you and me",
            "(in|under) our care (standards|teams|model)",
            "(good|great|nice|lovely) to (meet|see) you (all|there)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    if about_animals(input, span) || is_made_up(input, span) || refuses(tokens) || is_own(input, span) {
        return None;
    }
    let said = input.parsed.words(span);
    let patient = said.ends_with("atient") || said.ends_with("lient") || said.ends_with("pt") || said.contains("atient ") || said.contains("lient ");
    match input.context {
        Context::ReviewReply => Some((span, Severity::Block)),
        Context::Post | Context::Blog | Context::Comment if patient => {
            let told = has(tokens, hashes!["was", "is", "had", "came", "who", "told", "just", "said", "has", "walked", "sent", "did", "got", "showed", "asked", "brought", "says", "in"]);
            (told && !teaches(tokens) && !has(tokens, hashes!["if", "every", "would", "should", "ideal"])).then_some((span, Severity::Warn))
        }
        Context::Comment | Context::Message | Context::Email => (!has(tokens, hashes!["resume", "interview", "conference"])
            && tokens.iter().any(|token| token.word == const { word("you") }))
        .then_some((span, Severity::Note)),
        _ => None,
    }
}
