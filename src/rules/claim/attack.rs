//! Insults and accusations.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{about_animals, before, has, has_class, is_made_up, sentence};
use crate::rules::Input;
use crate::text::Span;
use crate::{classes, hashes};

declare_rule! {
    /// Flags insults, accusations and quarrels with a reviewer or a patient.
    ///
    /// # Why
    /// A quarrel in public often discloses care on the way (45 CFR 164.502(a)), and how somebody writes online reflects
    /// on them and on their profession (AMA Code of Medical Ethics, Opinion 2.3.2).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{you are lying}} and you know it
    /// {{Every word of this is a lie}}.
    /// {{Shame on you}}.
    /// {{She is a drug seeker}}.
    /// {{People like you are}} why we close early.
    /// You are {{such a baby}} about it.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Calling anyone a drug seeker is not how we speak here.
    /// You are right, and we are sorry.
    /// I was rude at the desk that day, and I apologize.
    /// Congratulations on the baby!
    /// Dementia is a thief, and we are so sorry.
    /// ```
    pub static ATTACK = {
        id: "clm.attack/insult",
        label: ClmAttack,
        title: "Insults or accuses someone",
        why: "Blaming people can show that they were patients here, and readers remember the tone.",
        law: ["45 CFR 164.502(a)", "AMA Code of Medical Ethics 2.3.2"],
        severity: Warn,
        patterns: [
            "(you're|youre|you are|u r|ur|he's|hes|she's|shes|she is|he is|they're|you people are|sir you are|ma'am you are|you were|you sound|you must be|that's|thats|is|was) (just|nothing but|such|really|clearly|simply|all|both|being|one|obviously|a|an|the|very|extremely|known|totally)? (a|an|the|one|very)? (<word>)? (<insult+>|<insulting+>|lying|lonely|embarrassing yourself|not a victim)",
            "(<start>|ok|okay|you|another|classic|typical|sure|the|these|some|you entitled|this|time|nice try|,|of) (a|the)? <insult+> (with|alert|of the (month|year)|award|who|parents|dentist|,|.|! |<end>|btw|like you)",
            "(this|that|it|which|your (<word>)? (story|review|claim|post|version|account|<word>)|the story|every word of this|all of it|word of it|you) (is|was|are|s) (simply|just|all|complete|completely|a|an|total|totally|flat out|pure|blatant|such|paid|entirely|plain|nothing but)? (a|an)? (flat out|total|complete|blatant|bald faced|outright|paid)? (lie|lies|false|untrue|fabrication|fabricated|fiction|made up|extortion|extortion attempt|libel|slander|defamation|defamatory|nonsense|bs|bull|dishonest|pathetic|hit job|smear|fraud|fake|not true|blackmail|harassment|rich)",
            "(that's|thats|this is|that is) (simply|just|flat out)? (not true|a lie|not what happened|untrue|false|extortion|libel|slander|pathetic|rich|blackmail)",
            "(nice|good) (try|fiction|story|work of fiction)",
            "shame on (you|him|her|u|your)",
            "(people|patients|parents|folks|someone) like (you|u) (are|is|belong|make|should|ruin|who|don't|never)",
            "(you|u|he|she) (lied|lie|stole|cussed|cursed|swore|screamed|shrieked|yelled|threatened|harassed|bullied|assaulted|spat|threw|scammed|trashed|vandalized|called (my|our|the)|call (my|our)) (to|about|at|out|us|our|my|the|a|your|from|that|in|and)",
            "(screaming|yelling|shrieking|swore|cursing|cussing|swearing|shouting|hollering|screamed|yelled) at (my|our|a|the|us|<cap>|staff|everyone|him|her|them)",
            "(grow up|get a life|do better|get over (it|yourself)|pipe down|go troll|look in (a|the) mirror|try honesty|learn to (spell|read)|spare us|oh please|pay (your bill|up)|sit this one out|be ashamed|boo hoo|cry me a river|good riddance|don't come back|dont come back)",
            "(you|u) (can't|cant|cannot|don't|never) (read|tell the truth|be pleased|follow (simple)? (directions|instructions)|read your)",
            "(you've got|you have|youve got|you got) (some|a lot of) (nerve|gall|audacity)",
            "(you|your) (know|knew) (exactly)? (why|what you did|it's a lie|that's a lie|that is not true)",
            "(your) (<word>)? (lie|lies|fabrications|tantrum|meltdown|rant|defamatory <word>|little manifesto|false (claims|accusations|review)|dishonesty|fake (review|account|accounts)|neglect|sob story)",
            "(one|another|some|a) (bitter|disgruntled|angry|lonely|entitled|hateful|jealous) (person|ex|woman|man|competitor|employee|customer|patient|reviewer|troll)",
            "(fake|false) (review|reviews|accounts|account|name)",
            "(nobody|no one) (is)? (\")? (scammed|hounding|forced|lied to|abused|neglected|asked) (\")? you",
            "(you|you'll|we'll) (owe|hear from) (us|my|our|me) (<word>)? (an apology|lawyer|attorney|lawyers|attorneys)",
            "(drug seeker|drug seekers|drug seeking|pill seeker|seeking drugs|pill seeking|med seeking)",
            "(blaming|blame) (my|our|us|the|your) (<word>)? (for|on) (your|ur) (own)?",
            "(so|quit|stop) (lying|trolling|whining|complaining|blaming|telling people|crying|harassing)",
            "(dishonest|disgusting|pathetic|shameful|cowardly|laughable) (of you|review|behavior|behaviour|attempt|<end>)",
            "(you|he|she) (were|was) (rude|abusive|hostile|belligerent|combative|disrespectful|verbally abusive|drunk|aggressive|nasty|inappropriate|impaired) (to|with|toward|towards|and|at|on|in|when|<end>)",
            "(such|being|acting like) (a|an) (big)? (baby|child|toddler)",
            "(you) (paranoid|entitled|little|miserable|ungrateful|selfish) <word>",
        ],
        unless: [
            "(i|we|i'm|im|we're) (was|were|am|are|is)? (a|so|not|being)? (<insult>|<insulting>|wrong|rude)",
            "(calling|call|called|labeled|label|labels|word|term|stigma) (anyone|someone|people|patients|them|somebody|a|an|\"|her|him)? ..2 (seeker|seekers|addict|addicts|drug|junkie|crazy|liar|frequent|lazy|noncompliant)",
            "(you're|you are|you were|youre) (not|never) (a|an|being|just)? (<insult>|<insulting>|lazy|crazy|weak|broken)",
            "(<condition+>|grief|time|addiction|age|fear|worry|pain|illness) (is|was|can be) (such)? (a|an|the)? (<insult>|<insulting>)",
            "(isn't|is not|not|never|no longer) (a|an)? (<insult>|<insulting>)",
            "(fake|false) (account|accounts|name) (that|impersonating|using our|pretending)",
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
    let excused = has(before(input, span, 5), hashes!["if", "not", "never", "dont", "isnt", "nobody", "calling", "called", "word", "i", "im", "was", "my", "when", "no", "term", "label", "cant", "stop", "felt", "thank", "thanks"]);
    let someone = has(tokens, hashes!["you", "your", "youre", "youve", "u", "ur", "she", "he", "shes", "hes", "yourself", "somebody", "person", "patient", "people", "author", "review", "story"]) || tokens.len() <= 6;
    let insult = has_class(said, classes!["insult"]);
    match input.context {
        _ if excused => None,
        Context::ReviewReply => Some((span, Severity::Warn)),
        _ if someone && (insult || has(said, hashes!["lying", "liar", "lied", "shame", "seeker", "seekers", "lie", "seeking", "pathetic", "drunk", "lazy"])) => {
            let you = has(tokens, hashes!["you", "youre", "u", "ur", "shes", "hes", "she", "he", "sir", "maam"]);
            you.then_some((span, Severity::Warn))
        }
        _ => None,
    }
}
