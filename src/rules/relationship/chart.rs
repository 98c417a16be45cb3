//! A clinical note, pasted.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, has, has_pair, is_made_up, sentence, teaches};
use crate::rules::Input;
use crate::text::{Kind, Span};

declare_rule! {
    /// Flags the language of charts: "the patient denies", "a 58-year-old female with", "no erythema".
    ///
    /// # Why
    /// A pasted note is health information of one individual (45 CFR 160.103). Taking the name out does not make it
    /// de-identified unless all of 45 CFR 164.514(b)(2) is met.
    ///
    /// # Wrong
    /// ```text,post
    /// {{This is a 58-year-old white female}} with knee pain.
    /// {{The patient states}} that the knee is better.
    /// {{She denies}} fever.
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// Patients deny themselves sleep before a big day; so do surgeons.
    /// A 45-year-old should have a first colonoscopy, says the new guideline.
    /// Textbook case: a 58-year-old female with knee pain.
    /// ```
    pub static CHART = {
        id: "rel.care/chart",
        label: RelCare,
        title: "Quotes a patient’s chart",
        why: "Chart language about one patient is health information, with or without the name.",
        law: ["45 CFR 160.103", "45 CFR 164.514(b)(2)"],
        severity: Block,
        patterns: [
            "(this|he|she|the patient|patient|pt)? (is)? (a|an|the)? (very|pleasant)? <num> (- )? (year|yr|month|week|day|years|y) (- )? (o|old)? ..3 (male|female|man|woman|gentleman|lady|boy|girl|patient|m|f|infant|caucasian)",
            "(the|this) (patient|pt) (is|was|has|had|states|stated|reports|reported|denies|denied|presents|presented|complains|complained|underwent|will|does|did|notes|noted|describes|returned|returns|continues|tolerated|also|currently|subsequently|admits|appears|rates|developed|failed|received|desires|would|needs|came|went)",
            "(she|he|patient|pt) (currently|also|still|further)? (denies|denied|presents with|presented with|presents to|presented to|complains of|complained of|states that|underwent|reports that|reports|rates (his|her)|was seen|was found to|was admitted|was instructed|was noted|was referred|was started|is being discharged|has had no|has had|was given|was advised|tolerated|is status post|follows with|does have|does report|does not have|is scheduled|has been (on|having|complaining|taking|treated|seen|followed))",
            "<start> (no|denies|positive for|negative for|significant for|remarkable for) (known|history of|significant|acute|evidence of|other|recent|current|prior)? ..2 (<symptom>|<condition>|<drug>|allergies)",
            "(history|hx|h) (of|o) (present illness|<condition>|<procedure>)",
            "(past medical history|family history|social history|review of systems|chief complaint|on (physical)? exam) (significant|is|was|positive|negative|remarkable|of|includes|notable|,|:|-)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    if about_animals(input, span) || is_made_up(input, span) || teaches(tokens) {
        return None;
    }
    let modal = has(tokens, hashes!["should", "guideline", "guidelines", "recommended", "if", "eligible", "screening", "recommends", "celebrates", "hiring", "i", "my"]);
    // Elsewhere "the patient is" may be anybody's; a note tells what was.
    let tells = has(tokens, hashes!["was", "had", "were", "he", "she", "his", "her", "denies", "states", "presents", "old"]) && !has(tokens, hashes!["family", "when", "any", "whether"]);
    if matches!(input.context, Context::Blog | Context::Comment) && !tells {
        return None;
    }
    let words = tokens.iter().filter(|token| token.kind == Kind::Word).count();
    let own = has_pair(tokens, hashes!["my"], hashes!["patient", "pt"]);
    ((!modal || own) && words > 1).then_some((span, Severity::Warn))
}
