//! Promises about outcomes.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{MEDICAL, about_animals, around, before, has, has_class, is_made_up, sentence};
use crate::rules::Input;
use crate::text::Span;
use crate::{classes, hashes};

declare_rule! {
    /// Flags guarantees and absolutes about what care achieves.
    ///
    /// # Why
    /// A claim about health needs competent and reliable scientific evidence; an absolute has none
    /// (FTC Act, 15 U.S.C. 45(a) and 52; FTC Health Products Compliance Guidance, 2022). Advertising may not raise
    /// unjustified expectations (AMA Code of Medical Ethics, Opinion 9.6.1), and state boards treat guarantees of results
    /// as misleading.
    ///
    /// # Wrong
    /// ```text,post
    /// Veneers with {{100% success}}, and a smile!
    /// {{Guaranteed pain-free}} root canals
    /// Our laser {{cures migraine}}.
    /// {{zero scarring, ever}}
    /// {{Guaranteed tighter jawline}} in one treatment
    /// {{Say goodbye to migraines forever}}!
    /// Dr. Voss {{has never lost a tooth}}.
    /// Our hangover drip {{works every time}}
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// No treatment works 100% of the time, and results vary.
    /// We can't guarantee a result; ask what to expect.
    /// 100% cotton scrubs, 50% off this week!
    /// I have never lost a badge, and nobody has regretted the parade.
    /// ```
    pub static GUARANTEE = {
        id: "clm.guarantee/outcome",
        label: ClmGuarantee,
        title: "Promises a result",
        why: "Results differ from person to person, so a promise in public can mislead.",
        law: ["15 U.S.C. 45(a)", "15 U.S.C. 52", "AMA Code of Medical Ethics 9.6.1"],
        severity: Warn,
        patterns: [
            "(100|hundred|one hundred) (% |percent)? (success|pain free|painless|reversible|effective|safe|cure|cured|natural cure|guaranteed|growth|recovery|permanent|results|satisfaction|free of|look|chances|of patients|gone|safe) <word>?",
            "(guaranteed|guarantee|guarantees) (you|a|your|results|pain free|painless|success|weight loss|cure|relief|two|<num>|no|that|<outcome>|to|perfect|smile|satisfaction)",
            "(results|success|baby|satisfaction|relief|cure|painless|it|back|smile|comeback|it , guaranteed) (,|is|are|)? guaranteed",
            "(we|i) (promise|guarantee|swear) (a|an|the|you|your|that|you'll|youll|<num>|no|zero|perfect|it|results|you will)",
            "(i|we) (guarantee|promise) (it|you|that)",
            "(that's|thats) (our|my|a) promise",
            "(zero|no) (pain|downtime|scarring|scars|side effects|complications|risk|risks|swelling|bruising|recovery time|discomfort|failures|relapse|chance of it) (ever|at all|period|,|and|<end>|or|! |with|in|whatsoever)",
            "(zero|no) (<outcome>) , (zero|no|guaranteed|ever|period)",
            "(never|won't ever|will never|wont) (hurt|hurts|fail|fails|failed|chip|stain|chips|stains|come back|comes back|came back|regain|regrow|regrows|have (back)? pain|tear|need|had a complication|have a complication|been wrong|have a bad|let you down|miss|wrong|wrinkle|relapse|get infected) (again|ever|<outcome>|surgery|the surgery|anybody|anyone|a|outcome|,)?",
            "(cure|cures|cured|eliminates|eliminate|erases|erase|reverses|reverse|wipes out|fixes|dissolves|melts|ends|heals|regrow|regrows) (your|any|all|every|the|most|even|bulging|chronic|severe)? (<word>)? (<condition+>|fat|any color|wrinkles|cartilage|pain|hangover|any hangover|anything|everything|toenail|colic|stones|nerve damage|hair)",
            "(gone|cured|fixed|lasts|reversed|disappears|hairless|works|permanent) (for good|forever|permanently|for life|every single time|every time|always|guaranteed|in every)",
            "(every|each) (single)? (patient|case|time|body|one|leg|back|nail|graft|child|baby|smile|person) (of ours|in our program|we've ever|we treat|who|every|takes|walks|sees|sleeps|talks|leaves)? , ?(every time|no exceptions|for life|every body)?",
            "(every time|every single time|no exceptions|works every time|always works|never fails|never failed|never miss|never fail|works always|or your money back|or it's free|or its free|money back|or we redo it free)",
            "(nobody|no one|not one|none of (my|our) patients|not once) (has|have|of|ever|leaves)? (ever|had|failed|come|without|them|brought)? (had|has|a|back|regretted|failed|complication|complications|anybody)",
            "(you|u|he|she) (will|WILL) (definitely|absolutely|certainly|never|not|leave|walk|be|see) (perfect|look|see|results|gorgeous|out|bruise|droop|feel|be|need|pain|have|regret|back|jumping|dancing) ",
            "(painless|pain free) (promise|guarantee|guaranteed|always|every|dental|dentistry|root|implant|implants|injections|surgery|care|journey|extraction)",
            "(straight|perfect) (teeth|bite|smile|skin) (for life|in <num>|in twelve|guaranteed|forever|every)",
            "(instant|permanent|miracle|guaranteed|overnight) (cure|results|relief|fix|weight loss)",
            "(guaranteed|guarantee) ..2 (<body>|<outcome>|<symptom>|smile|skin|jawline|results|hair|in (one|two|<num>))",
            "(<body>|<outcome>|<condition>|<symptom>|smile|smiles|weight|lbs|pounds|vision|sleep) ..4 guaranteed",
            "(say|wave|kiss) (goodbye|bye|farewell|good bye) to (your|the|all|those)? ..3 (forever|for good|for life|permanently|once and for all)",
            "(gone|healed|fixed|cured|straight|pain free|back to normal) (in|within|after|by) (one|two|three|five|six|seven|ten|twenty|<num>|a|under|less|minutes|the|just) <word>? (session|sessions|visit|visits|day|days|week|weeks|hour|hours|minutes|treatment|treatments|month|months)? (flat|guaranteed|every|or|,|.|! |<end>)",
            "(you'll|youll|you will|you|u|she'll|he'll|she will|he will|and) (never|not|won't|wont|will not|will never|wont ever|won't ever) (ever|even)? (feel|catch|need|fall|smoke|snore|wear|worry|relapse|swell|bruise|limp|hurt|suffer|see|lose|be|have|drink|crave) (a|an|any|about|that|it|your|the|from)? ..2 (again|thing|ever|cesarean|section|glasses|readers|contacts|flare|migraine|recur|surgery|needle|downtime|<condition>)",
            "(has|have|had|i've|we've|ive|weve) never (ever|once)? (lost|failed|missed|scarred|botched|hurt) (a|an|one|to|any|anyone|anybody) <word>?",
            "(nobody|no one|not one|none|no) ..4 (ever|has|have) (ever)? (relapsed|swells|swelled|swollen|failed|regretted|bruises|bruised|scars|scarred|hurts|relapses|gained|regained|needed|needs)",
            "(side effects|downtime|complications|scars|risks|failures) ? (there are|are)? (none|zero|never)",
            "(in|good) for (life|good)",
            "(results|difference) (you'll see|you will see|you WILL see) (the same day|instantly|or|today)",
        ],
        unless: [
            "(no|not|isn't|nothing|never|can't|cannot|don't|doesn't|nobody|without|won't|aren't|hardly) ..4 (guarantee|guaranteed|guarantees|100|cure|cures|promise|promises|every time|foolproof|painless|reversible)",
            "(100 %|hundred percent) (cotton|of (the)? proceeds|committed|agree|off|natural|virtual|online|attendance|free|my|worth|honest|correct|sure|real|human|volunteer|juice|true)",
            "(promise|guarantee) (you)? (to|we'll (call|listen|read)|a (reply|call|response|seat|spot))",
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
    let denied = has(
        before(input, span, 6),
        hashes!["no", "not", "cant", "cannot", "nothing", "dont", "nobody", "without", "wont", "isnt", "arent", "anyone", "if", "claims", "claim", "says", "doesnt", "avoid", "who", "ads", "myth", "beware"],
    );
    let strong = has_class(said, classes!["outcome", "condition", "procedure"]) || has(said, hashes!["guaranteed", "guarantee", "cure", "cures", "painless"]);
    let care = has_class(tokens, MEDICAL) || has_class(tokens, classes!["outcome", "remedy"]) || has(tokens, hashes!["patient", "patients", "smile", "treatment", "results", "pounds", "lbs", "sizes", "program", "method", "look", "baby", "laser", "drip", "session", "sessions", "hangover", "snoring", "snore", "smoker", "smoking", "graft", "grafts", "hearing", "weight", "inches", "birth", "cesarean", "glasses", "jawline", "wrinkles"]) || (strong && has_class(around(input, span), MEDICAL));
    // A page that teaches says what may be, and what causes no pain.
    let hedged = has(before(input, span, 8), hashes!["might", "may", "could", "goal", "ultimately", "ways", "causes", "cause", "usually", "often", "sometimes", "programs", "campaign", "leave", "leaves", "research"]);
    let house = has(tokens, hashes!["our", "we", "i", "my", "us", "me", "you", "your", "youll", "ever", "every", "guaranteed", "guarantee", "promise"]);
    let taught = input.context == Context::Blog && (hedged || !house);
    // Absolutes are a way of speaking; in a thread between people only what names care counts.
    let offers = has(tokens, hashes!["our", "we", "us"]);
    let speaks = matches!(input.context, Context::Comment | Context::Message | Context::Email) && !strong && !offers;
    (!denied && care && !speaks && !taught).then_some((span, Severity::Warn))
}
