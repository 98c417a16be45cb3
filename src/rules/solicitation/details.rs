//! Asking for private details over an open channel.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{about_animals, after, before, has, has_class, is_made_up, sentence, to_clause_end, word};
use crate::rules::Input;
use crate::text::{Kind, Span};
use crate::{classes, hashes};

declare_rule! {
    /// Flags requests for identity or health details, photos or records over a channel that is not secure.
    ///
    /// # Why
    /// Comments, texts and private messages of a social network are no secure channel for health information
    /// (45 CFR 164.312(e)(1)), and asking for more than is needed is asking too much (45 CFR 164.502(b)).
    ///
    /// # Wrong
    /// ```text,comment
    /// {{DM me your DOB}} and insurance
    /// {{drop your age}}, every med you're on
    /// ```
    /// ```text,message
    /// {{text me a pic of the rash}}
    /// {{Whats her weight & bday}}?
    /// ```
    ///
    /// # Right
    /// ```text,message
    /// Please do not send your insurance card by text; upload it in the portal.
    /// Bring your insurance card and a photo ID on Monday.
    /// Send me a picture of the puppy when he is home!
    /// ```
    /// ```text,post
    /// Send us your resume and a photo of your license to teach yoga.
    /// ```
    pub static DETAILS = {
        id: "sol.phi/details",
        label: SolPhi,
        title: "Asks for private details here",
        why: "Health and identity details belong in the portal or on the phone, not in a message.",
        law: ["45 CFR 164.312(e)(1)", "45 CFR 164.502(b)"],
        severity: Warn,
        patterns: [
            "(dm|pm|text|email|e mail|message|msg|send|snap|whatsapp|inbox|fax|forward|shoot|share|upload|post|drop|comment|reply|type|paste|attach|mail|inbox|provide|mention|tell|screenshot|mandeme) (here|all|over|back|it|on <channel>)? (me|us|here|in|with|here with|here what|back|to|for)? (with|a|the|your|ur|both|of|any|some|her|his|all|w|here|more|full|me|us|please)? ..4 (<picture>|<private>|<test>)",
            "(what's|whats|what is|whats ur|what r) (ur|your|her|his|the) (<word>)? (dob|birthday|bday|date of birth|weight|insurance|ssn|social|member id|age|meds|medications|due date|diagnosis|symptoms|blood type|pharmacy|job site|dose)",
            "(need|needs) (your|ur|his|her|the) (<word>)? (dob|birthday|bday|date of birth|insurance|ssn|social|member id|medical record|medical records|meds|mri|reports|diagnosis)",
            "(send|text|dm|share|upload|forward|email) (in)? (your|ur|the|those|all) <word>? (reports|report|x rays|xrays|records|scans|results|labs|mri|images|image)",
            "(need to see|have to see|like to see|want to see|can i see|let me see|show me) (the|your|ur|his|her|a)? <word>? (mri|ct|xray|x ray|report|reports|scan|picture|pictures|photo|rash|images|results)",
            "(confirm|verify) (your|his|her) (dob|date of birth|birthdate|birthday|social|ssn|member id)",
            "(due date|dob|blood type|weight|age) ? ..3 ?",
            "(could|can|please|kindly|plz|would) (you|u)? (please|kindly)? (send|share|upload|post|reply|mention|provide|attach|give|tell) ..5 (<picture>|<private>|<test>|age|history|details|symptoms|medications|sex|gender)",
            "(tell|let) (me|us) (know)? (here)? (what|which|how|if|your|about|more|ur) ..4 (meds|medications|medicines|symptoms|age|weight|diagnosis|history|pain|labs|dose|take|allergies|periods|complaints)",
        ],
        unless: [
            "(do not|don't|dont|never|please don't|not|nobody should|can't|cannot|avoid|stop|won't|without) (ever)? (dm|pm|text|email|message|send|post|share|put|reply|include|drop|type|leave|take|accept|receive|be) <any>? <any>? <any>? <any>? <any>? <any>? <any>? <any>? <any>?",
            "(post|share|send|comment|drop) ..3 (photo|photos|picture|pictures|pics|selfie|selfies|video) of (your|ur|the|us|our|his|her) (pet|dog|cat|puppy|lunch|team|costume|pumpkin|garden|cake|kids|smile|favorite|setup|desk|badge|shoes|flowers|family)",
            "(send|email|dm|drop|text) ..3 (resume|cv|cover letter|rsvp|questions|application|nomination|nominations|recipe|recipes|address|invoice)",
            "(wish|tell|text|send) ..3 happy (birthday|bday)",
            "(share|post|give|tell) (this|us a|a review|your story|your thoughts|your experience|your feedback|your favorite|me about your day) <any>? <any>? <any>?",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    let said = input.parsed.tokens.get(input.parsed.token_range(span)).unwrap_or(&[]);
    if about_animals(input, span) || is_made_up(input, span) {
        return None;
    }
    let refused = has(before(input, span, 6), hashes!["dont", "never", "not", "cant", "cannot", "instead", "rather", "nobody", "avoid", "i", "we", "they", "ill", "well", "who", "people", "she", "he", "or"]);
    let safe = has(tokens, hashes!["portal", "link", "resume", "enrollment", "hiring", "securely", "encrypted", "rsvp", "cv", "vendor", "fridge", "invoice", "serial", "model"]);
    let doctor = has(tokens, hashes!["doctor", "doctors", "provider", "dentist", "hr"]);
    let someone = !doctor && (has(tokens, hashes!["your", "ur", "you", "u", "her", "his", "my", "me", "us", "here", "dm", "the"]) || said.first().is_some_and(|token| token.word == const { word("dm") }));
    let content = has_class(said, classes!["picture"]);
    let clinical = has_class(said, classes!["private", "test"]) || has_class(after(input, span, 9), classes!["private", "test", "symptom", "body", "drug", "procedure", "condition"]) || has(after(input, span, 5), hashes!["it", "them"]);
    let staff = input.context == Context::Email && !has(tokens, hashes!["your", "ur", "you"]);
    let weak = said.first().is_some_and(|token| hashes!["give", "include", "mention", "provide", "post", "share", "drop", "comment", "type", "mail", "tell", "confirm", "attach"].contains(&token.word));
    let strong = has(tokens, hashes!["dob", "ssn", "social", "insurance", "meds", "medications", "birthday", "bday", "symptoms", "mri", "report", "reports", "diagnosis", "rash", "birth", "pic", "pics", "photo", "photos", "picture", "pictures", "age", "weight", "records", "history", "allergies", "medicines", "treatment", "ultrasound", "labs", "xray", "screenshot", "dose"]);
    // "the type of treatment": a noun.
    let noun = said.first().is_some_and(|token| token.word == const { word("type") }) && said.get(1).is_some_and(|next| !hashes!["your", "ur", "here", "it", "in", "me", "us", "the"].contains(&next.word));
    // A page for everybody asks for nothing unless it says where to.
    let page = input.context == Context::Blog && !has(tokens, hashes!["me", "us", "here", "below", "inbox", "comments", "dm"]);
    let number = said.iter().any(|token| token.kind == Kind::Url);
    (!refused && !safe && !noun && !page && someone && !staff && !number && (clinical || !content) && (!weak || strong)).then(|| (to_clause_end(input, span, 8), Severity::Warn))
}
