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
        title: "Points at a patient's picture",
        why: "A picture of a patient identifies them, even without a face.",
        law: ["45 CFR 164.514(b)(2)(i)(Q)", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: [
            "(her|his|their|your|ur|the|this|a|an|our)? (<any> <snapshot>|<snapshot+>) (of|from) (her|his|their|your|ur|a|my|the|this|mom|dad|baby|both) <any> <any>? (below|attached|above|here)?",
            "(her|his|their|your|ur|my|the|this|baby)? (post|pre)? op? <clinical>? <snapshot+> (is|are|s)? (posted below|posted above|attached|below|above|enclosed|posted|here|linked|inside)",
            "(her|his|their|your|ur) <clinical>? <any>? <snapshot+>",
            "(attached|attaching|sending|posting|sharing|see|here|heres|swipe|watch|look|peep|check|pictured) (is|are|to|for|you|out|the|my|u|at|a)? (is|are|see|you|the|at|to|out)? (her|his|their|your|ur|this|these|that|thats|the) (<any> <snapshot>|<snapshot>|<clinical>|smile|smiles|grin|face|glow|results|transformation|leg|before|difference|curls|baby)",
            "<snapshot> (is|are)? (in|below|in the|on) (comments|album|carousel|stories|below|gallery|slide|page|the comments|the album|the carousel|the gallery|my story|our story|next slide)",
            "[before (and|&|/|n|to)? (after|afters)]",
            "(swipe|scroll) (to|for|left|right|and|over)? (see)? (the|her|his|their|my|for)? (<clinical>|before|after|results|reveal|transformation|pics|photos|proof|smile)",
            "(pics|photos|pic|photo|video|vid|screenshot) (below|attached|above|dropping)",
            "look at (that|this|those|these|her|his) (smile|grin|smiles|grins|face|cheeks|teeth|glow|skin|result|results|transformation|flash)",
            "(that is|thats|thats) (her|him|them) in (the|this) <snapshot>",
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
            "plastic", "actor", "cartoon", "drawing", "generated", "lobby", "office", "poster", "schedule", "form", "forms", "costume", "costumes", "teeth-shaped"
        ])
    });
    let person = wide.they + wide.patient + near.you + near.relation > 0 || wide.care > 1;
    (person && !other && !wide.animals()).then_some((span, Severity::Block))
}
