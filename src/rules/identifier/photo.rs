//! Pictures of patients.

use crate::finding::{Context, Severity};
use crate::lexicon::{Class, class};
use crate::rules::evidence::{Scene, after, begins, breaks, has, is, owner, window};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span};
use crate::words;

const BODY: Class = class("body");
const SNAPSHOT: Class = class("snapshot");

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
    /// No more trach for little Manny! {{look at that neck}}
    /// {{Slide 8 is his debonding-day face}}.
    /// 26 months of chemo done today for Ximena, {{video in our stories}}
    /// Diabetic foot of our Zamboni driver, he is healing ({{pic 2}}, sorry if eating)
    /// She walked the whole hall after her hip surgery! ({{video}})
    /// He beat sepsis and gave me this quilt ({{that's him holding}} the corner)
    /// Her fracture healed, {{swipe to see her}} dance
    /// ```
    /// ```text,blog
    /// {{Her scans are posted below}} so that the skeptics can look.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Photo ID is needed at check-in.
    /// Swipe for our fall hours.
    /// See your doctor about that rash before and after surgery.
    /// We film the fire drill and post the video on Monday.
    /// A chest x-ray takes pictures of the structures inside the chest.
    /// Let us see that ear in the office, your doctor can tell.
    /// Staff photos on Thursday, wear blue.
    /// An X-ray takes about a minute.
    /// Here is a stock photo of a model, not a patient.
    /// That's her in a nutshell: she never gives up.
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
            "(swipe|scroll) (to see|for|to)? (the|her|his|their)? (reveal|transformation|pics|photos|proof|smile|results)",
            "(pics|photos|pic|photo|video|vid) (below|attached|above|dropping)",
            "(attached|pictured|attaching|sending you|posting|enclosed) (is|are|below|to this)? (her|his|their|a|the)? <any>? <snapshot>",
            "pictured (below|above|here|left|right)",
            "(here|heres) (she|he) (is|are)",
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
        wakes: [
            "<snapshot>|look|see|watch|peep|rate|caption|behold|swipe|scroll|slide|before|b4|pictured|thats|that|this|shot|view|<emoji>|<url>",
        ],
        check: check,
        confirm: confirm,
    }
}

/// Words that say where the picture is: with the text.
const HERE: &[u32] = words![
    "below", "above", "attached", "enclosed", "attaching", "posted", "linked", "incoming", "comments", "replies", "carousel", "stories",
    "highlights", "folder", "reel", "page", "proof", "dump", "dropping", "inside", "included", "zip", "gallery", "story", "bio", "left",
    "courtesy", "coming"
];
/// Words that stand before a picture of somebody.
const WHOSE: &[u32] = words!["her", "his", "their", "your", "him", "them", "mama", "baby", "patients", "pts", "babys", "mamas"];
const ARTICLES: &[u32] = words!["the", "a", "an", "this", "that", "these", "those", "our", "my", "one", "two", "some", "first", "last"];
/// Pictures that are nothing else: a scan or a film may also be what is done.
const PLAIN: &[u32] = words![
    "pic", "pics", "photo", "photos", "picture", "pictures", "video", "vid", "videos", "clip", "clips", "footage", "selfie", "selfies",
    "photograph", "photographs", "headshot", "headshots", "polaroid", "polaroids",
    "screenshot", "screenshots", "snap", "snaps", "image", "images", "foto", "fotos", "shot", "shots", "closeup", "closeups", "radiograph",
    "xray", "xrays", "film", "films", "kub", "recording"
];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let Some(token) = tokens.get(at) else { break };
        let found = match token.kind {
            Kind::Url | Kind::Email => named_file(input, at),
            Kind::Emoji if points(input, at) => shown(input, at + 1).map(|end| (at, end)),
            Kind::Word if is(tokens, at, words!["that", "thats", "this"]) => that_is(input, at),
            Kind::Word if is(tokens, at, words!["look", "see", "watch", "peep", "rate", "caption", "behold"]) => commanded(input, at),
            Kind::Word if is(tokens, at, words!["swipe", "scroll"]) => swiped(input, at),
            Kind::Word if is(tokens, at, words!["before", "b4"]) => before_after(input, at),
            Kind::Word if is(tokens, at, words!["slide", "pic", "photo", "figure", "picture"]) && numbered(input, at).is_some() => numbered(input, at),
            Kind::Word if PLAIN.contains(&token.word) || token.classes.has(SNAPSHOT) => picture(input, at),
            _ => None,
        };
        let Some((first, end)) = found else { continue };
        if let (Some(head), Some(last)) = (tokens.get(first), end.checked_sub(1).and_then(|last| tokens.get(last)))
            && let Some((span, severity)) = confirm(input, head.span.union(last.span))
        {
            sink.add_as(span, severity);
        }
    }
}

/// "video of the first sound is up on our page", "his photo, attached so you'll know him": a picture and where it is.
#[inline(never)]
fn picture(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let tokens = input.parsed.tokens;
    let (from, to) = window(input, at);
    // "to film", "we scan", "photo ID", "picture day"
    let verb = after(tokens, at, words!["to", "can", "will", "we", "they", "i", "you", "and", "should", "must", "could", "please"]);
    let thing = is(tokens, at + 1, words!["id", "ids", "day", "booth", "contest", "release", "consent", "policy", "of", "frame", "book", "album", "gallery"])
        && !is(tokens, at + 2, words!["her", "his", "their", "him", "them", "the", "my", "our", "a", "this", "mr", "mrs", "ms", "both", "mom", "dad", "baby"]);
    if verb || thing {
        return None;
    }
    let mut first = at;
    for back in 1..5 {
        let Some(before) = at.checked_sub(back).filter(|before| *before >= from && !breaks(tokens, before + 1)) else { break };
        let noun = tokens.get(before).is_some_and(|token| token.kind == Kind::Word || token.kind == Kind::Number);
        let edge = ARTICLES.contains(&tokens.get(before)?.word) || WHOSE.contains(&tokens.get(before)?.word) || tokens.get(before)?.shape.has(Shape::POSSESSIVE);
        if edge {
            first = before;
            break;
        }
        if !noun || breaks(tokens, before) || is(tokens, before, words!["is", "are", "with", "and", "in", "of", "to", "on", "for", "has", "from", "at", "by"]) {
            break;
        }
        first = before;
    }
    let whose = (first..at).any(|near| is(tokens, near, WHOSE) || tokens.get(near).is_some_and(|token| token.shape.has(Shape::POSSESSIVE)));
    // "of her rash", "of Mr. Abernathy's left eye"
    let of = is(tokens, at + 1, words!["of", "from"]);
    let mut end = at + 1;
    if of {
        end = (at + 2..at + 8).take_while(|&next| next < to && !breaks(tokens, next) && !is(tokens, next, words!["is", "are", "and", "in", "on", "so", "who", "which", "that"])).last().map_or(at + 1, |last| last + 1);
    }
    let theirs = of && (at + 2..end).any(|near| is(tokens, near, WHOSE) || tokens.get(near).is_some_and(|token| token.shape.has(Shape::POSSESSIVE)));
    let here = (end..(end + 5).min(to)).take_while(|&next| !is(tokens, next, words![".", "!", "?", ";"])).find(|&next| is(tokens, next, HERE));
    let led = (first.saturating_sub(3)..first).rev().find(|&near| near >= from && is(tokens, near, words!["attached", "attaching", "enclosed", "posting", "pictured", "sharing", "included", "with", "in", "heres", "see"]));
    let marked = (first.saturating_sub(2)..first).any(|near| points(input, near)) || (end..end + 2).any(|near| points(input, near));
    let exact = PLAIN.contains(&tokens.get(at)?.word);
    // A film is also what is taken and read; and "your picture" is what somebody sent.
    let medical = is(tokens, at, words!["film", "films", "xray", "xrays", "radiograph", "shot", "shots", "recording", "image", "images"]) || !exact;
    let here = here.filter(|&here| !medical || !is(tokens, here, words!["below", "left", "above", "coming", "page", "inside", "included"]));
    let reader = (first..at).any(|near| is(tokens, near, words!["your"])) && input.context != Context::ReviewReply;
    let strong = (whose || theirs) && !reader;
    let public = !input.context.is_private();
    // "(pic)", "Video!", "graduation pic #steeplejack", "Photo for proof": a note of what goes with the text.
    let opens = begins(input, first) || first.checked_sub(1).is_some_and(|before| breaks(tokens, before) || is(tokens, before, words!["("]));
    let closes = tokens.get(end).is_none_or(|next| next.kind != Kind::Word || next.shape.has(Shape::LINE_BEFORE)) || is(tokens, end, words!["for"]) && is(tokens, end + 1, words!["proof"]);
    let noted = exact && !medical && public && opens && closes && end == at + 1 && at - first < 3 && !is(tokens, first, words!["no", "a", "an"]);
    // "TBT to this x-ray": it is pointed at.
    let pointed = medical && public && first < at && is(tokens, first, words!["this", "these"]) && !is(tokens, at, words!["shot", "shots", "slide", "slides"]);
    let enough = noted || pointed || here.is_some() && (strong || exact) || strong && (exact && !medical && public || led.is_some()) || marked && (exact || strong) || led.is_some_and(|led| !is(tokens, led, words!["with", "in", "see"])) && exact;
    enough.then(|| (first, here.map_or(end, |here| here + 1)))
}

/// "look at that neck", "see her face", "watch til the end he's so numb", at the beginning of a clause.
fn commanded(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let tokens = input.parsed.tokens;
    let opens = begins(input, at) || at.checked_sub(1).is_some_and(|before| breaks(tokens, before)) || after(tokens, at, words!["yall", "and", "omg", "just", "but", "guys"]);
    if !opens || input.context.is_private() {
        return None;
    }
    if is(tokens, at, words!["watch"]) {
        let end = is(tokens, at + 1, words!["til", "till", "until", "to"]) && is(tokens, at + 2, words!["the"]) && is(tokens, at + 3, words!["end"]);
        let told = is(tokens, at + 1, words![":", "her", "him", "them", "his"]);
        return if end { Some((at, at + 4)) } else { told.then(|| (at, clause_end(input, at, 9))) };
    }
    let next = at + 1 + usize::from(is(tokens, at + 1, words!["at", "out"]));
    let end = shown(input, next)?;
    Some((at, end))
}

/// "that neck", "her little face", "this ear", "my sutures": one past a part of somebody's body that is pointed at.
fn shown(input: &Input<'_>, at: usize) -> Option<usize> {
    let tokens = input.parsed.tokens;
    let at = at + usize::from(is(tokens, at, words!["look", "see", "its", "thats", "peep"])) + usize::from(is(tokens, at + 1, words!["at"]));
    let pointed = is(tokens, at, words!["her", "his", "their", "that", "this", "those", "these", "my", "the"]);
    let part = (at + 1..at + 4).take_while(|&next| !breaks(tokens, next)).find(|&next| has(tokens, next, BODY) || has(tokens, next, SNAPSHOT) || is(tokens, next, SEEN))?;
    (pointed && !is(tokens, part + 1, words!["doctor", "doctors", "specialist"])).then_some(part + 1)
}

/// What else one looks at in a picture of somebody.
const SEEN: &[u32] = words!["smile", "smiles", "face", "faces", "grin", "glow", "transformation", "curls", "baby", "skin", "result", "results", "sutures", "stitches", "flash", "belly", "jawline", "chin", "before", "after", "difference", "progress", "beauty", "incision", "wound", "hair", "toes", "bite"];

/// "That's him above, with the scissors", "that's his tiny foot", "this is her at two days old".
fn that_is(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let tokens = input.parsed.tokens;
    let next = at + 1 + usize::from(is(tokens, at + 1, words!["is", "s"]));
    if !(is(tokens, at, words!["thats"]) || next == at + 2) || input.context.is_private() {
        return None;
    }
    let person = is(tokens, next, words!["him", "her", "them"]);
    // "(that's her holding the corner)", "Thats him on the bike": whoever says so has the picture before them.
    let opens = begins(input, at) || at.checked_sub(1).is_some_and(|before| breaks(tokens, before) || is(tokens, before, words!["(", "yes"]));
    let placed = is(tokens, next + 1, words!["holding", "wearing", "hugging", "waving"]) || is(tokens, next + 1, words!["on", "in"]) && is(tokens, next + 2, words!["the"]);
    if person && opens && placed {
        return Some((at, next + 2));
    }
    let end = (next + 1..next + 5).find(|&near| is(tokens, near, words!["above", "below", "left", "right", "pictured"]) || is(tokens, near, words!["in"]) && has(tokens, near + 2, SNAPSHOT));
    let part = is(tokens, next, words!["his", "her", "their"]).then(|| (next + 1..next + 3).find(|&near| has(tokens, near, BODY) && breaks(tokens, near + 1))).flatten();
    match (person, end, part) {
        (true, Some(end), _) => Some((at, end + 1)),
        (_, _, Some(part)) => Some((at, part + 1)),
        _ => None,
    }
}

/// "swipe for her before", "Swipe ➡️", "(swipe)".
fn swiped(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let tokens = input.parsed.tokens;
    if input.context.is_private() || after(tokens, at, words!["to", "card", "badge", "dont"]) {
        return None;
    }
    let arrow = points(input, at + 1);
    let alone = after(tokens, at, words!["("]) && is(tokens, at + 1, words![")"]);
    let led = at + 1 + usize::from(arrow);
    let seen = is(tokens, led, words!["for", "to", "left", "right", "down", "through"]).then(|| {
        (led + 1..led + 6).take_while(|&next| !is(tokens, next, words![".", "!", "?"])).find(|&next| is(tokens, next, SEEN) || has(tokens, next, BODY) || has(tokens, next, SNAPSHOT) || is(tokens, next, words!["months", "weeks", "month", "reveal", "twins"]) || is(tokens, next, words!["her", "him", "his", "them", "their"]))
    }).flatten();
    if let Some(seen) = seen {
        return Some((at, seen + 1));
    }
    (arrow || alone).then_some((at, at + 1))
}

/// "before & after", "b4 and after", "Before ➡️ after", "her before shot".
fn before_after(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let tokens = input.parsed.tokens;
    let shot = has(tokens, at + 1, SNAPSHOT) || is(tokens, at + 1, words!["shot", "shots", "pic", "pics"]);
    if shot && after(tokens, at, words!["her", "his", "their", "the", "your"]) {
        return Some((at - 1, at + 2));
    }
    let next = (at + 1..at + 4).find(|&near| is(tokens, near, words!["after", "afters"]))?;
    let linked = (at + 1..next).all(|near| is(tokens, near, words!["&", "and", "/", "n", "-", "to"]) || tokens.get(near).is_some_and(|token| token.kind == Kind::Emoji));
    // "before and after surgery", "before and after meals": times, not pictures.
    let time = tokens.get(next + 1).is_some_and(|token| token.kind == Kind::Word && !token.shape.has(Shape::LINE_BEFORE) && !token.classes.has(SNAPSHOT) && !HERE.contains(&token.word) && !is(tokens, next + 1, words!["of", "on", "in", "for", "from", "swipe", "is", "are", "at", "right", "both", "tell", "says", "transformation", "gallery", "side"]));
    (linked && !time && !input.context.is_private()).then_some((at, next + 1))
}

/// "Slide 8 is his debonding-day face", "Pic 2 is him and the saw", "pic 2, sorry if eating".
fn numbered(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let tokens = input.parsed.tokens;
    let number = tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Number && token.span.len() < 3);
    if !number || input.context == Context::ReviewReply {
        return None;
    }
    let is_of = is(tokens, at + 2, words!["is", "shows", "show"]) && (at + 3..at + 7).any(|near| is(tokens, near, WHOSE) || has(tokens, near, BODY));
    if is_of {
        return Some((at, clause_end(input, at, 10)));
    }
    (breaks(tokens, at + 2) && (after(tokens, at, words!["(", "in"]) || begins(input, at))).then_some((at, at + 2))
}

/// "patient_smile_before.jpg": the name of a picture's file that names what is on it.
fn named_file(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let name = input.parsed.words(input.parsed.tokens.get(at)?.span).to_ascii_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".heic", ".mov", ".mp4", ".gif", ".webp", ".dcm"].iter().any(|end| name.ends_with(end));
    let shows = ["patient", "before", "after", "smile", "wound", "rash", "face", "xray", "mri", "scan", "teeth", "preop", "postop"];
    (file && shows.iter().any(|word| name.contains(word))).then_some((at, at + 1))
}

/// One past the last token of the clause, at most `most` tokens on.
fn clause_end(input: &Input<'_>, at: usize, most: usize) -> usize {
    let tokens = input.parsed.tokens;
    (at + 2..at + most).find(|&next| breaks(tokens, next) && !is(tokens, next, words!["-", "'"])).unwrap_or(at + most).min(tokens.len())
}

/// Whether a hand, an arrow or a camera stands at `at`.
fn points(input: &Input<'_>, at: usize) -> bool {
    input.parsed.tokens.get(at).is_some_and(|token| {
        token.kind == Kind::Emoji && input.parsed.words(token.span).contains(['👇', '👆', '👉', '👈', '➡', '⬇', '⬆', '⬅', '📸', '📷', '🎥', '🎬', '🩻', '📹'])
    })
}

#[inline(never)]
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
            "plastic", "actor", "cartoon", "drawing", "generated", "consent", "signed", "release", "written", "card", "eob", "shade", "lobby", "office", "poster", "schedule", "form", "forms", "costume", "remodel", "renovation", "renovations", "construction", "paint", "gallons", "costumes", "teeth-shaped"
        ])
    });
    // A picture that is asked for is another rule's business.
    let asked = (at.saturating_sub(7)..at + 1).any(|index| is(tokens, index, words!["send", "text", "post", "dm", "email", "drop", "reply", "whatsapp", "snap", "upload", "message", "share", "forward"])) && near.you + near.us + near.me > 0
        && !(at..at + 8).any(|index| is(tokens, index, words!["attached", "below", "above"]));
    if asked {
        return None;
    }
    let person = wide.they + wide.patient + wide.relation > 0 || wide.care > 1 || owner::is_named(input, at) || wide.care > 0 && input.context == Context::Post;
    (person && !other && !wide.animals()).then_some((span, Severity::Block))
}
