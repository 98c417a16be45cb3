//! Pictures of patients.

use crate::finding::Severity;
use crate::rules::Input;
use crate::rules::evidence::{Scene, is};
use crate::text::Span;
use crate::words;

declare_rule! {
    /// Flags words that point at a picture, film or scan of a patient that goes out with the text.
    ///
    /// # Why
    /// Full-face pictures and any comparable image are among what Safe Harbor removes (45 CFR 164.514(b)(2)(i)(Q));
    /// any other picture of a patient needs a written authorization (45 CFR 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text
    /// Pretty proud of this hip. {{Post-op film attached}}
    /// {{pic of her rash below}} 👇
    /// Smile makeover for her wedding! {{Before and after}} in the album.
    /// {{swipe to see her leg}}, week 1 to week 9
    /// ```
    /// ```text,blog
    /// {{Her scans are posted below}} so that the skeptics can look.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Photo ID is needed at check-in.
    /// Swipe for our fall hours.
    /// Staff photos on Thursday, wear blue.
    /// An X-ray takes about a minute.
    /// Here is a stock photo of a model, not a patient.
    /// ```
    /// ```text,email
    /// The screenshot of the error is attached; it has no patient on it.
    /// ```
    pub static PHOTO = {
        id: "id.photo/picture",
        label: IdPhoto,
        title: "Points at a patient’s picture",
        why: "A picture of a patient identifies them, even without a face.",
        law: ["45 CFR 164.514(b)(2)(i)(Q)", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: [
            "(her|his|their|the|this|a|an|our)? (<any> <snapshot>|<snapshot+>) (of|from) (her|his|their|a|my|mom|dad|baby|both) <any> <any>? (below|attached|above|here)?",
            "<snapshot> of ..4 (below|attached|above)",
            "(her|his|their|my|the|this|baby)? (post|pre)? op? <clinical>? <any>? <snapshot+> (is|are|s)? (posted below|posted above|attached|below|above|enclosed|posted|linked|inside|in slide|on slide|on the left|at the top)",
            "(her|his|their) <any>? (pic|pics|photo|photos|picture|pictures|video|vid|clip|clips|selfie|selfies|screenshot|render|film|films|xray|x ray|shot)",
            "[(second|first|third|next)? (photo|pic|video|picture)] : !https",
            "(look at|peep|check out|watch|here is|heres|sharing|compare|compare these|swipe to see|swipe for|scroll for) (her|his|their|this|these|that|those|two|hers)? <any>? <any>? (<snapshot>|smile|smiles|grin|grins|face|faces|glow|transformation|leg|legs|difference|curls|baby|hand|hands|cheeks|teeth|skin|nose|result|flash|armpits|before and after)",
            "<snapshot> (is|are)? (in|on) (the|my|our)? (comments|album|carousel|stories|gallery|replies|story|next slide)",
            "[before (and|&|/|n|to)? (after|afters)]",
            "(swipe|scroll) (to see|for|to)? (the|her|his|their)? (reveal|transformation|pics|photos|proof|smile|results)",
            "(pics|photos|pic|photo|video|vid) (below|attached|above|dropping)",
            "(attached|pictured|attaching|sending you|posting|enclosed) (is|are|below|to this)? (her|his|their|a|the)? <any>? <snapshot>",
            "pictured (below|above|here|left|right)",
            "(here|heres) (she|he|they) (is|are)",
            "(that|those) (grin|smile|face|cheeks) (tho|though)",
            "(that is|thats|thats) (her|him|them|the <any>) in (the|this) <snapshot>",
            "(before on the left|after on the right)",
        ],
        unless: [
            "dm us <any>? <any>? <snapshot>",
            "(text|send|email|snap|dm|message) (us|me) ..4 <snapshot>",
            "photo id",
            "x ray (machine|room|tech|techs|license|department|till)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let tokens = input.parsed.tokens;
    let at = input.parsed.token_range(span).start;
    let wide = Scene::wide(input, at);
    let near = Scene::near(input, at);
    // Staff days, stock pictures, drawings, cats, recipes, forms.
    let other = (at.saturating_sub(14)..(at + 14).min(tokens.len())).any(|index| {
        is(tokens, index, words![
            "stock", "staff", "model", "models", "recipe", "cat", "dog", "parking", "menu", "agenda", "flyer", "logo", "building", "booth", "error", "sign", "simulator", "mannequin",
            "phantom", "cadaver", "textbook", "diagram", "illustration", "consented", "authorization", "permission", "id", "cake", "badge", "garden", "synthetic", "fake", "invoice", "autoclave",
            "plastic", "actor", "cartoon", "drawing", "generated", "consent", "signed", "release", "written", "card", "eob", "shade", "lobby", "office", "poster", "schedule", "form", "forms", "costume", "costumes", "teeth-shaped"
        ])
    });
    // A picture that is asked for is another rule's business.
    let asked = (at.saturating_sub(7)..at + 1).any(|index| is(tokens, index, words!["send", "text", "post", "dm", "email", "drop", "reply", "whatsapp", "snap", "upload", "message", "share", "forward"])) && near.you + near.us + near.me > 0
        && !(at..at + 8).any(|index| is(tokens, index, words!["attached", "below", "above"]));
    if asked {
        return None;
    }
    let person = wide.they + wide.patient + wide.relation > 0 || wide.care > 1;
    (person && !other && !wide.animals()).then_some((span, Severity::Block))
}
