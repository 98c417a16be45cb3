//! Care that is going on while one types.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{MEDICAL, about_animals, before, has, has_class, is_made_up, is_own, sentence};
use crate::rules::Input;
use crate::text::{Shape, Span};
use crate::{classes, hashes};

declare_rule! {
    /// Flags live updates about care under way.
    ///
    /// # Why
    /// Time and place are enough for people nearby to know the patient, and dates other than the year are identifiers
    /// (45 CFR 164.514(b)(2)(i)(C)); what identifies with reasonable effort is protected (45 CFR 160.103).
    ///
    /// # Wrong
    /// ```text,post
    /// {{scrubbing in}} on a liver transplant right now
    /// {{just lost a pt}} in bay 4 😭
    /// Third rapid on this pt {{in 611 rn}}, send coffee
    /// {{Coded a 52 yo}} bus driver for an hour tonight. Hug your people.
    /// {{Just pronounced a 23 year old}} cyclist on County Road 4.
    /// {{Delivered twins in the}} back of a minivan this morning!
    /// {{about to open a}} chest in room 6, pray for us
    /// {{just lost one}} in bay 2, need a minute
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// Just lost my keys in the parking lot, as usual.
    /// Scrubs on sale right now at the gift shop!
    /// Night shift thoughts: drink water, stretch, call your mom.
    /// Lost a filling? We treated a lot of those after Halloween. Call us.
    /// I delivered a talk to 40 residents on sepsis.
    /// We admitted a new class of residents, and caught a great show.
    /// ```
    pub static LIVE = {
        id: "nar.live/now",
        label: NarLive,
        title: "Reports care as it happens",
        why: "People nearby can tell whom a live report is about.",
        law: ["45 CFR 164.514(b)(2)(i)(C)", "45 CFR 160.103"],
        severity: Warn,
        patterns: [
            "(scrubbing|scrubbed|gowned|gloved) in",
            "(just|we|we just|i just) (lost|coded|called|pronounced|intubated|tubed|delivered|cracked|shocked|revived) (a|an|my|our|the|him|her|it|another|this) (<num>|<word>)? (pt|patient|kid|baby|mom|man|woman|guy|lady|infant|resident|teen|time of death|code|trauma|chest)?",
            "(<start>|i|just|we) (just)? (lost|coded|called|pronounced|intubated|tubed|extubated|delivered|cracked|shocked|revived|resuscitated|admitted|discharged|treated|stitched|caught) (up)? (a|an|my|our|another|two|three) ..3 (pt|patient|kid|baby|man|woman|guy|lady|infant|toddler|resident|teen|teenager|victim|driver|biker|motorcyclist|cyclist|swimmer|hiker|year old|yr old|yo|y o|month old|week old|<trade>)",
            "(<start>|i|just|we) (just)? delivered (twins|triplets|quads|quadruplets|babies) ..3 (in|on|at) (the|a|our)",
            "(we)? (just)? called it (at|.|,|<num>)",
            "(in|on|from|outside) (bay|or|trauma|room|rm|bed|exam|icu|resus|chair|hall bed|the er|the ed|the or|the icu|the trauma bay|tower) <num>? (rn|right now|as (i|we) (type|speak|write)|this second|tonight|atm)",
            "in <num> (rn|right now)",
            "(rn|right now|as we speak|as i (type|write)( this)?|as i post|at this (very)? (moment|minute|second)|while i (type|write)|currently|atm|tonight|this second|in the air|under way|underway) ",
            "(bay|trauma|rm|room|bed|exam|chair|or) <num> (rn|right now|is|just|has|had|needs|won't|who|lady|guy|man|woman)",
            "(rolling|running|inbound|en route|on scene|eta) (code|with|w|to|<num>|,)",
            "round (<num>|two|three|four|five) of (epi|cpr|compressions|chemo)",
            "(hour|minute) (<num>|two|three|four|five|six|seven|eight|nine|ten) (of|.|,|in)",
            "(crash|code blue|code stroke|code stemi|stemi|mass casualty|trauma alert) (cart|called|activated|in|rolling|coming|overhead|again|now)",
            "(just|about to) (roll|rolled|rolling|come|came|coming|wheel|wheeled|land|landed|landing|bring|brought) (in|into|on)",
            "(charting|typing|writing) (this|outside|between) (from|with|rm|room|one|cases|in|the)",
            "(about|getting ready|gloving up|gowning up|fixing|going|gonna|gotta) (to|for)? (crack|open|cut|tube|intubate|code|deliver|shock|coding|twins|triplets|a (crash|section|code|trauma|chest)) (a|an|my|our|the|in|on|with|this|his|her|open|section|,|.|! |<end>)",
            "(<start>|just|we|we just|i just) lost (one|him|her|them|another|a (second|third))",
            "(bagging|proning|stitching|intubating|coding|tubing|suturing|cracking|resuscitating|clamping) (a|an|my|the|this|his|her|him|by|scalp|another|grandma|someone|somebody|mr|mrs)",
            "(is|are|'s) (crowning|coding|crashing|seizing|contracting|bleeding out|pushing|circling|on the table|in recovery|not gonna make it|being (sewn|warmed|intubated|prepped|wheeled|flown|airlifted))",
            "(elbow|knuckle|wrist) deep in",
            "(kidney|liver|heart|balloon|clamp|lungs|baby) (is|'s|s)? (in|up|on|out|on ice) (,|.|and)",
            "(lifeflight|life flight|medevac|the chopper|helicopter|airlift) (is)? (landing|inbound|en route|just|on)",
        ],
        unless: [
            "(hiring|sale|available|open|enrolling|booking|accepting|recruiting|on sale|live|streaming|offering|closed|raining|snowing) ..3 (right now|rn|currently|tonight|as we speak)",
            "(right now|currently|tonight) (hiring|accepting|offering|seeking|enrolling|booking|open|closed|available|we are (hiring|accepting|offering)|studying|reading|listening|living|working as|serving|in (school|residency))",
            "(just|we) lost (my|our|the) (keys|badge|phone|game|wifi|internet|power|mind|pen|stethoscope|dad|mom|grandmother|grandfather|colleague|friend)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    let said = input.parsed.tokens.get(input.parsed.token_range(span)).unwrap_or(&[]);
    // "RN" behind a name is a nurse; "call right now" sends somebody.
    let credential = said.len() == 1 && said.iter().any(|token| token.shape.has(Shape::ALL_CAPS));
    let sends = has(before(input, span, 7), hashes!["call", "go", "ring", "dial", "come", "line", "911"]);
    if credential || sends || input.context == Context::ReviewReply || about_animals(input, span) || is_made_up(input, span) || is_own(input, span) {
        return None;
    }
    let now = has(said, hashes!["rn", "now", "speak", "type", "write", "currently", "moment", "tonight", "second", "atm", "air", "way", "underway", "minute", "post"]);
    let ward = hashes!["pt", "patient", "bay", "or", "icu", "trauma", "code", "rm", "bed", "er", "ed", "tubed", "intubated", "cath", "triage", "nicu", "epi", "cpr", "ambulance", "ems", "crew", "surgeon", "resp", "restraints", "laboring", "contracting", "chopper", "table", "labor", "vitals", "pressures", "stretcher", "gurney", "rapid", "cot", "hospice", "1", "stabbing", "transplant", "delivery", "recovery"];
    let person = has(tokens, hashes!["pt", "patient", "guy", "lady", "man", "woman", "kid", "mom", "dad", "his", "her", "he", "she", "him", "girl", "boy", "baby", "vic", "victim", "bride", "groom", "someone", "dude", "fella", "meemaw", "teen", "giant", "client", "him", "they", "we", "hes", "shes", "kids", "twins"]);
    // What only a clinician does says where one is.
    let act = has(said, hashes!["coded", "pronounced", "intubated", "extubated", "resuscitated", "delivered", "revived"]) && said.len() > 2;
    let setting = act || has(tokens, ward) || has_class(tokens, classes!["procedure", "mishap"]);
    // "Right now" alone is everybody's word; it takes a ward and a person.
    let mine = has(tokens, hashes!["my", "i", "im"]) && !person;
    if now {
        let strict = has(tokens, hashes!["should", "people", "patients", "everyone", "hiring", "shortage", "season", "flu", "going", "around", "nurses", "if"]);
        // "As I type" says that one is there.
        let typing = has(said, hashes!["type", "write", "speak"]) && (person || setting);
        return (typing || setting && person && !strict && !mine).then_some((span, Severity::Warn));
    }
    let past = has(tokens, hashes!["yesterday", "ago", "2019", "1998", "remember", "once", "years", "always", "every", "when", "if"]);
    let staff = has(tokens, hashes!["training", "gowns", "printer", "module", "modules", "inservice", "webinar", "meeting", "exam", "record"]) && !person;
    ((setting || has_class(tokens, MEDICAL)) && !past && !staff).then_some((span, Severity::Warn))
}
