//! A result, a status or a course that is somebody's.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clause::tells_past;
use crate::rules::evidence::clinical::{about_animals, asks, before, has, is_made_up, is_own, refuses, sentence, teaches};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags a result, a diagnosis or a course of illness told of one person.
    ///
    /// # Why
    /// A result is health information of the individual (45 CFR 160.103); telling it to others needs an
    /// authorization (45 CFR 164.508(a)(1)), and an open channel is no secure one (45 CFR 164.312(e)(1)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// So happy {{the biopsy came back clear}}!
    /// ```
    /// ```text,email
    /// {{her tox screen was positive}}, so call before Friday.
    /// {{He was started on Concerta}} for the rest of the term.
    /// {{She has dementia}} and forgets the stove.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// An evaluation takes three sessions in our practice, and the list is posted.
    /// ```
    /// ```text,comment
    /// If the biopsy comes back clear, most people go home the same day.
    /// ```
    /// ```text,post
    /// My own biopsy came back clear, thank you all.
    /// ```
    pub static RESULT = {
        id: "rel.care/result",
        label: RelCare,
        title: "Reveals a result or diagnosis",
        why: "A result or diagnosis of one person may go to that person only, over a safe channel.",
        law: ["45 CFR 160.103", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: [
            "(your|ur|his|her|the|their|a)? (<word>)? (<test>|<procedure>|polyps|path|swab|screen|culture|results) (<test>|<word>)? (came|come|comes|was|were|is|are|shows|showed|grew|looks|looked|still shows) (back|out)? (all|totally|completely|so|still)? (positive|negative|neg|clear|clean|benign|normal|abnormal|malignant|elevated|high|low|inconclusive|boring|fine|perfect|bad|great|good|poor|out)",
            "(your|ur|his|her) (<word>)? <test+> (is|was|of|came back|at|hit|showed|shows) (at)? <num>",
            "(glad|happy|thrilled|relieved|hope|hoping|delighted) ..4 (you|he|she|one|<kin>) (are|is|re|was|were)? (feel|feels|feeling|felt|healing|recovering|recovered|healed|doing|breathing|sleeping|walking|smiling|moving) (so much|much|a lot|well|great|free|so)? (better|well|again|free|great|comfortable|comfortably|pain free)",
            "(here|in|seen|scheduled|admitted|booked|treated|referral|prescription|refill|confirmed|came in|coming in|evaluated|down) (<word>)? for (the|a|your|his|her|weekly|monthly|another|some|type)? (<word>)? (<procedure+>|<drug+>|<condition+>)",
            "(<num>|two|three|four|five|six|eight|ten|eleven|twelve|couple) (more|straight)? (sessions|treatments|rounds|infusions|injections|cycles|surgeries|adjustments) (in|left|later|to go|with|of|down|and|,)",
            "(<num>|two|three|four|five|six|eight|ten|eleven|twelve) (days|weeks|months|years) (in|on|with) (our|my) (nicu|icu|unit|program|clinic|ward|floor|care|service)",
            "(<num>|two|three|ten|twelve|twenty) (hours|days|weeks|months|years) (of|post|after) (labor|chemo|rehab|dialysis|<procedure+>)",
            "tested (positive|negative) (for|twice|again|too)?",
            "(he|she|you|they|<cap>|mom|dad|patient|pt) (was|is|were|are|got|has been|been|just) (started on|switched to|put on|taken off|weaned off|tapered off|diagnosed with|treated for|hospitalized for|admitted for|intubated|discharged home|on|now on|back on|being treated for|allergic to|recovering from) (the|a|his|her|low dose|long acting)? (<word>)? (<drug>|<condition>|<procedure>|<symptom>|hospice|oxygen|comfort care)",
            "(started|switched|put|keep|got|kept|weaned) (him|her|you|them) (on|to|off) (the|a)? (<word>)? (<drug>|<condition>|<procedure>|cpap|oxygen)",
            "(he|she|mom|dad) (has|had|have|is having|carries|developed|suffers from|failed|refused) (a|an|the|his|her|bad|severe|early|end stage)? (<num>|<word>)? (<condition>|<drug>|<symptom>|<procedure>|brca2|dementia)",
            "(you|u) (had|have|has|failed) (a|an|the|your|severe)? (<word>)? (<condition>|<drug>|dementia|brain bleed)",
            "(his|her|your) (<word>)? (<condition>|<symptom>) (has|have|is|are|was|were|came|went|got|keeps|returned|spread) ",
            "(had|has|having) (his|her|your) (<word>)? <procedure>",
            "(is|was|are|were) (in remission|on hospice|on dialysis|seizure free|cancer free|off (insulin|the <drug>)|sober|in labor|in rehab|bipolar|psychotic|suicidal|septic|hiv positive|mid chemo|on chemo|post op|on a vent|on the vent|doing better on|clean now)",
            "(<num>|two|three|four|six|five|ninety|nine|twelve|eight|ten|eleven) (days|weeks|months|years) (seizure free|clean|sober|cancer free|post op|post bypass|out from|after (his|her|your) <procedure>)",
        ],
        unless: [
            "(if|when|once|whether|unless) ..5 (back|positive|negative|normal|clear|benign)",
            "(takes|take|requires|require|includes|include|usually|typically|mostly|about|offers|offer|sells|sell) ..2 (<num>|two|three|four|five|six|eight|ten|eleven|twelve) (more|straight)? (sessions|treatments|rounds|infusions|injections|cycles|surgeries|adjustments|days|weeks|months|years)",
            "(he|she|you) (has|have|had) (a|an|the)? (<word>)? (heart of|blast|point|good|great|big heart|nerve|eye for)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, at) = sentence(input, span);
    if about_animals(input, span) || is_made_up(input, span) || refuses(tokens) || teaches(tokens) || is_own(input, span) {
        return None;
    }
    if has(before(input, span, 5), hashes!["if", "when", "whenever", "once", "who", "anyone", "unless", "until", "whether", "i", "my", "someone", "nobody"]) {
        return None;
    }
    // A page that teaches says what a test shows and when; somebody's result is theirs, or was told as past.
    let someone = has(tokens, hashes!["his", "her", "he", "she", "hes", "shes", "your", "you", "their", "our", "we", "us", "mom", "dad", "patient", "pt", "hers"]) || tells_past(input, tokens);
    let taught = matches!(input.context, Context::Blog | Context::Comment) && !someone;
    let asked = tokens.get(at).is_some_and(|token| token.word == hashes!["who"][0]) && asks(tokens);
    if taught || asked {
        return None;
    }
    let you = tokens.get(at).is_some_and(|token| hashes!["you", "u", "your", "ur"].contains(&token.word));
    match input.context {
        Context::ReviewReply => Some((span, Severity::Block)),
        Context::Email | Context::Message if !asks(tokens) => Some((span, Severity::Block)),
        // In a public thread, what "you have" is advice or an echo of the question.
        Context::Comment if you => None,
        Context::Comment | Context::Post | Context::Blog => Some((span, if you { Severity::Note } else { Severity::Warn })),
        _ => None,
    }
}
