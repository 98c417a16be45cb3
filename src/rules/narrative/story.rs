//! A story by which people nearby know the patient.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{about_animals, around, has, has_class, has_consent, has_pair, is_made_up, is_own, sentence};
use crate::rules::Input;
use crate::text::Span;
use crate::{classes, hashes};

declare_rule! {
    /// Flags the role, rare event or fame by which people nearby would know a patient.
    ///
    /// # Why
    /// Leaving the name out is not enough: information is identifiable if there is a reasonable basis to believe that
    /// it can identify the person (45 CFR 160.103), and de-identification needs no actual knowledge that it could
    /// (45 CFR 164.514(b)(2)(ii)).
    ///
    /// # Wrong
    /// ```text,post
    /// Delivered {{the only triplets in the county}} this week
    /// My patient, {{the mayor's wife}}, hated the hospital jello
    /// {{tonight's gunshot victim}} from the mall is in surgery
    /// Intubated {{the guy from the car dealership}} again
    /// {{One of our patients, a retired bus driver}}, taught us to whistle
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// The mayor's wife cut the ribbon at our new clinic.
    /// The quarterback tore his ACL on Sunday, says the paper; here is what an ACL does.
    /// The only thing better than coffee is more coffee.
    /// ```
    pub static STORY = {
        id: "nar.story/known",
        label: NarStory,
        title: "Gives a patient away",
        why: "A role or a rare event tells people nearby whom you treated.",
        law: ["45 CFR 160.103", "45 CFR 164.514(b)(2)(ii)"],
        severity: Warn,
        patterns: [
            "(tonight's|last night's|yesterday's|today's|this morning's|saturday's|sunday's|monday's|friday's|weekend's) (<word>)? (<mishap+>|trauma|victim|patient|stabbing|gunshot|od|overdose|code|bride) (victim|vic|patient|pt|guy|lady|kid|driver)?",
            "(the|our|this|that|a) (<word>)? (<mishap+>) (victim|vic|survivor|patient|pt|guy|kid|girl|boy|lady|driver|dad|mom|man|woman)",
            "(the|our|a) (victim|patient|kid|guy|girl|boy|lady|man|woman|dad|mom|driver|one|firefighter|teen|family|bride|groom|fella|dude|grandpa|grandma) (injured|hurt|shot|stabbed|hit|pulled|flown|thrown|burned|who got|who was|that was|from|in) (from|in|by|out|at|off)? (the|that|last|this|monday's|tuesday's|channel|your|our|<cap>|today's|a|<weekday>) (<word>)? (<word>)?",
            "(the|our|county's|town's|city's|state's|city|a|my) (<word>)? <trade> (from|who|on|at|of|with|(wife|son|daughter|husband|kid|mom|mother|father|brother|cousin|niece|nephew|widow))",
            "(the)? (<word>)? <trade> (<word>)? (wife|son|daughter|husband|kid|kids|mom|mother|father|dad|brother|sister|cousin|niece|nephew|widow|girls|little boy|boy)",
            "(the|our) (mayor|sheriff|governor|judge|senator|pastor|principal|superintendent|weatherman|quarterback|starting qb)",
            "(he|she|hes|shes|he's|she's|pt|patient|mom|dad|who|that|husband|wife) (is|was|'s|who is|also)? (the|our|a|an|also|still)? (<word>)? (<word>)? <trade> (at|of|for|from|on|in|who|with)",
            "(he|she|who|mom|dad|husband|wife|shes|hes) (drives|drove|teaches|taught|coaches|coached|runs|owns|reads|anchors|plays|pitched|sings|preaches|hosts|delivers|won|ran for|announces|conducts|voices|does) (the|a|for|at|my|our|third|fourth|kindergarten|every|channel|his|her|sunday|in|on) (<word>)? <word>?",
            "(only|first|last|biggest|smallest|youngest|oldest|tallest|one) ..4 (ever)? (born|delivered|in (the|this|our) (county|town|state|city|valley|parish|world|region)|in <cap> county|here this year|on our (unit|stretch|island|coast)|since the)",
            "(the|our) (only|first|last|one) (set of|all|pair of|woman|living|amish|conjoined|measles)? (triplets|quads|quadruplets|quintuplets|sextuplets|twins|case|transplant|centenarian|survivor|amish|kid|deaf|blind|openly)",
            "(the|our|that) (one|guy|girl|woman|man|kid|boy|lady|dad|mom|fella|gentleman|grandpa|grandma|dude|family) (who|that) (just|also|always|once|has|had)? (plays|teaches|taught|coaches|drives|drove|won|runs|owns|sings|rides|hosts|narrates|threw|hit|fell|reads|delivers|invented|played|swallowed|flew|voices|paints|rides|proposed|preaches|ran) (the|a|at|for|in|every|off|from|our|his|her) (<word>)? (<word>)?",
            "(the|our)? (oldest|youngest|first|last|only|biggest|tallest) (living)? (<word>)? (<word>)? in (<cap>|the|our|this) (<cap>)? (county|town|state|city|valley|parish|district)",
            "(one|some|two|three) of (my|our) (<word>)? (patients|pts|clients|residents|kiddos) , (a|an|the) (<word>)? (<word>)? <trade>",
            "(a|one) (patient|pt|client|resident) of (mine|ours) , (a|an|the) (<word>)? (<word>)? <trade>",
            "(my|our) (patient|pt|client|resident) , (a|an) (<word>)? (<word>)? <trade>",
            "(you may|you'll|you might|you all|y'all|everybody|everyone|half the town|the whole town) (know|knows|remember|recognize|seen|saw) (her|him|them)",
            "(won|hit) the (lottery|powerball|jackpot|mega millions|state (title|championship))",
            "(you know (the one|him|her|exactly|who)|everybody knows (him|her|this|who)|everyone knows (him|her|who)|yall know (him|her|the one)|you've seen|youve seen|you'd know|you all know|half the town|whole town knows|the whole town|all over the news|on the news|was on the news|made the news|made the paper|in the paper|on channel <num>|went viral|viral clip|viral video|yes that|that guy|on the billboards|on every billboard|bus bench)",
            "(my|our|his|her|their) (own)? (neighbor|neighbour|mailman|mail carrier|barber|landlord|kid's (teacher|coach|bus driver)|old (teacher|coach|boss|professor)|ex|high school <word>|<num> grade teacher|fourth grade teacher|third grade teacher) (<word>)? (came|is|was|rolled|walked|just|in|on|as)",
            "(little|blue|yellow|white|green|red|brick) (<word>)? (house|duplex|split level|trailer|farmhouse|church) (on|across|behind|next|by|near|at)",
        ],
        unless: [
            "(the|our) (mayor|governor|sheriff|senator|principal|superintendent) (said|announced|proclaimed|visited|signed|spoke|cut|declared|will|read|opened|joined|stopped|presented)",
            "(first|only|last) (time|thing|day|of (its|the|many)|step|step|aid|responder|responders|responders'|come|place|year|week|one to) <any>? <any>? <any>? <any>?",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    if about_animals(input, span) || is_made_up(input, span) || is_own(input, span) || has_consent(input, span) {
        return None;
    }
    let (tokens, _) = sentence(input, span);
    let near = near(input, span);
    let news = has(near, hashes!["paper", "reports", "announced", "statement", "espn", "news", "nfl", "nba", "mlb", "season", "injured reserve", "fans", "ribbon", "fundraiser", "gala", "keynote", "welcome", "joins", "podcast", "book", "movie", "award", "sponsor", "memoir", "museum", "founded", "chapel"]);
    let cares = has(near, hashes!["pt", "patient", "patients", "tubed", "intubated", "delivered", "scoped", "stitched", "triage", "er", "icu", "ed", "ward", "unit", "shift", "trauma", "code", "coded", "bay", "or", "rehab", "hospice", "chart", "clinic", "discharged", "admitted", "nicu", "bed", "dialysis", "session", "client", "treated", "caught", "crew", "cath", "table", "rn", "room", "ems", "medic"])
        || has_class(near, classes!["procedure", "condition"]);
    let private = matches!(input.context, Context::Message | Context::Email | Context::Post | Context::Blog | Context::Comment);
    // "One of our patients" is one of them.
    let many = has(tokens, hashes!["patients"]) && !has_pair(tokens, hashes!["my", "our"], hashes!["patients"]);
    let taught = many || has(tokens, hashes!["if", "imagine", "every", "should", "people", "would", "anyone"]);
    (private && cares && !news && !taught).then_some((span, Severity::Warn))
}

/// The words of the neighbourhood: whether care is told of at all.
fn near<'a>(input: &Input<'a>, span: Span) -> &'a [crate::text::Token] {
    let range = input.parsed.token_range(span);
    let all = around(input, span);
    input.parsed.tokens.get(range.start.saturating_sub(50)..(range.end + 50).min(input.parsed.tokens.len())).unwrap_or(all)
}
