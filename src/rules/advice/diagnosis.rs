//! Telling somebody what they have.

use crate::finding::{Context, Severity};
use crate::{classes, hashes};
use crate::rules::evidence::clinical::{
    about_animals, answers_someone, asks, before, has, has_class, is_made_up, is_own, redirects, refuses, sentence, span_of, teaches, turns_to_someone};
use crate::lexicon::Classes;
use crate::rules::evidence::clause::{clauses, is_general, says_i};
use crate::rules::{Input, Sink};
use crate::text::{Span, Token};

declare_rule! {
    /// Flags a diagnosis given to a person: "sounds like shingles", "you've got a UTI", "that's just a viral rash".
    ///
    /// # Why
    /// A diagnosis needs an examination; given in public or by message it is individual care without one
    /// (AMA Code of Medical Ethics, Opinion 1.2.12).
    ///
    /// # Wrong
    /// ```text,comment
    /// {{sounds like shingles}} to me
    /// {{you've got a UTI}} hon
    /// {{that's just a viral rash}}
    /// this {{could be due to gastritis}}
    /// {{Scabies}}.
    /// {{the bumps on her cheek are molluscum}}
    /// {{early COPD}}, sorry man
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// If you have diabetes, ask your own doctor about your feet.
    /// Can't tell from a picture whether it is eczema, please get it looked at.
    /// People with gout often wake at night.
    /// I had shingles last year and it was no fun.
    /// The new flu vaccine is here, and the goal is less flu.
    /// ```
    /// ```text,post
    /// Shingles can look like a burn. See a doctor.
    /// ```
    pub static DIAGNOSIS = {
        id: "adv.diagnosis/statement",
        label: AdvDiagnosis,
        title: "Gives one person a diagnosis",
        why: "Nobody can diagnose a person they have not examined, and the answer may be wrong.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        patterns: [
            "(sounds|looks|smells|seems|feels|sound|look|seem|appears|suena) (to me)? (a lot|very much|more|just|kinda|totally|exactly)? (like|to be|a) (you|u|he|she|it|that)? (have|has|is|are)? (a|an|the|your|some|classic|textbook)? (<word>)? (<word>)? <condition+>",
            "(you|u|ur|he|she|they|youre|you're|you've|youve|he's|hes|she's|shes|your <kin>) (have|has|had|got|are|r|is|most|may|might|could|probably|likely|definitely|clearly|just|'ve|dealing|suffering|also)? (have|has|got|be|probably|likely|definitely|with|from|more|basically|in|just|suffering|having)? (probably|likely|having|from|definitely)? (a|an|the|some|mild|borderline|classic|bad|very|basically|most)? (<word>)? <condition+>",
            "(that's|thats|it's|its|this is|that is|it is|it was|those are|they're|theyre|these are|this looks|yours is|yours are|is this|ur's|he's got|what you have is|what you've got is|what you are describing is|what you're describing is|isn't|isnt) (just|only|probably|prob|most likely|likely|more likely|definitely|def|clearly|actually|really|almost certainly|probly|gonna be|100%|called|not|mostly|basically|possibly|simply|typically)? (just)? (a|an|the|your|some|plain old|classic|textbook|good old|typical|from|due to|because of|case of)? (case of)? (<word>)? (<word>)? <condition+>",
            "(could|may|might|must|can|would|will|should) (also|very well|well|just|likely|probably|possibly|most likely|most probably|only|easily|even)? (be|have been|indicate|represent|suggest|point to|signify|come from|have) (also|just|likely|probably|possibly|mostly|simply|either|suffering|having)? (due to|because of|caused by|secondary to|related to|from|associated with|a (sign|symptom|case|result|side effect|form|type|part) of|signs of|symptoms of|suffering from)? (a|an|the|your|some|any|either)? (<word>)? (<word>)? (<word>)? (<condition+>|side effect)",
            "(most likely|most probably|likely|probably|possibly|usually|mostly|often|seems|either|is|are|was|were|being) (to be|be)? (due to|because of|caused by|secondary to|related to|a sign of|a symptom of|signs of|symptoms of|suggestive of|indicative of|consistent with|typical of|classic for|a case of|from|a form of|a type of|called|known as) (a|an|the|your|some|any)? (<word>)? (<word>)? (<condition+>|<drug+>)",
            "(suggestive of|suggests|indicates|indicative of|suspicious for|consistent with|points to|point towards|pointing to|in favor of|in favour of|diagnosis is|diagnosis of|case of|suffering from|possibility of|possibilities are|probability of|chances of|likelihood of|signs of|symptoms of|suspect|suspecting|differential|rule out|attributed to|a sign of) (a|an|the|your|is|be|some|either|are|that|you|have|:)? (<word>)? (<word>)? <condition+>",
            "<start> (classic|textbook|probably|prob|likely|def|definitely|most likely|just|maybe|its|yep|yup|yes)? <condition+> (for sure|100 %|100|likely|most likely|maybe|imo|<condition>)? <end>",
            "<condition+> (for sure|100 %|most likely|more than likely|imo|hands down|, right|not)",
            "(textbook|classic|typical|100 %|1000 %|definite|obvious|definitely|def|probly|prob) (a|an|case of)? (<word>)? <condition+>",
            "(that's|thats|it's|its|is|that is) (just|prob|probably)? (the|your|ur) (<word>)? <drug> (talking|doing|acting|working|leaving|side)?",
            "(in my opinion|imo|i think|i believe|i suspect|i'd say|i would say|my guess is|my bet is|i bet|i'd bet) ..6 <condition+>",
            "your (<word>)? (<symptom>|<condition>|symptoms|problem|condition|pain) (is|are|may|might|could|seems|seem|looks|sounds|can|was) (be|to be|like|have)? (just|likely|probably|most|mostly|also|typical|suggestive|a|an)? ..3 (<condition+>|<symptom>|hormonal|viral|muscular|benign|normal|inflammation|stress)",
        ],
        unless: [
            "(if|when|whether|unless|until|once|in case|because|since|says|said|told|think|after|while|who|that) (you|u|he|she|they|it|it's|your <kin>) (have|has|had|are|is|re|do|ve|got|also|already|<word>)? ..3 <condition+>",
            "(do|did|does|are|have|has|had|is|any) (you|u|he|she|they|your <kin>|there) ..5 <condition+>",
            "(can't|cannot|cant|can not|couldn't|impossible to|hard to|not) (tell|say|know|diagnose) <any>? <any>? <any>? <any>? <any>? <any>? <any>? <any>? <any>?",
        ],
        check: check,
        confirm: confirm,
    }
}

const CONDITION: Classes = classes!["condition"];

/// "the bumps on her cheek are molluscum", "early COPD, sorry man": the subject is pointed at, or there is none.
fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if !matches!(input.context, Context::Comment | Context::Message) {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !has_class(tokens, CONDITION) || teaches(tokens) || refuses(tokens) || asks(tokens) || redirects(tokens) {
            continue;
        }
        let mut own = None;
        for (at, clause) in clauses(tokens) {
            let short = at == 0 && clause.len() <= 5 && clause.len() < tokens.len() && names_it(clause) && bets(tokens.get(clause.len()..).unwrap_or(&[]));
            if !(points(clause) || short) {
                continue;
            }
            // The wide looks come last: they cost most.
            let excused = *own.get_or_insert_with(|| about_animals(input, sentence.span) || is_made_up(input, sentence.span) || is_own(input, sentence.span));
            if !excused && let Some(span) = span_of(clause) {
                sink.add(span);
            }
        }
    }
}

/// A definite subject, a copula, a condition.
fn points(clause: &[Token]) -> bool {
    let copula = hashes!["is", "are", "=", "sounds", "means"];
    let Some(at) = clause.iter().position(|token| copula.contains(&token.word)) else { return false };
    let (subject, rest) = (clause.get(..at).unwrap_or(&[]), clause.get(at + 1..(at + 7).min(clause.len())).unwrap_or(&[]));
    let definite = subject.first().is_some_and(|token| hashes!["the", "that", "this", "those", "these", "your", "ur", "his", "her", "yours", "lo"].contains(&token.word));
    let open = has(clause, hashes!["if", "not", "can", "may", "might", "could", "often", "common", "risk", "goal", "cause", "causes", "caused", "called", "term", "word", "name", "treatment", "vaccine", "shot", "test", "study", "difference", "kind", "type", "virus", "between", "about", "our", "we", "screening", "season", "month"]);
    definite && !open && !is_general(clause) && !says_i(clause) && has_class(rest, CONDITION)
}

/// A condition by itself, with at most a word that weighs it.
fn names_it(clause: &[Token]) -> bool {
    let weighs = hashes!["early", "classic", "textbook", "mild", "just", "probably", "prob", "likely", "definitely", "total", "totally", "a", "some", "plain", "old", "your", "basic", "borderline", "from", "the"];
    has_class(clause, CONDITION) && clause.iter().all(|token| token.classes.intersects(CONDITION) || weighs.contains(&token.word))
}

/// What follows a diagnosis that is thrown in: "sorry man", "no doubt", "classic".
fn bets(rest: &[Token]) -> bool {
    let rest = rest.get(..8.min(rest.len())).unwrap_or(&[]);
    has(rest, hashes!["sorry", "classic", "doubt", "money", "bet", "textbook", "happens", "sure", "man", "hon", "hun", "girl", "mama", "dude", "bro", "most", "imo", "yours", "story", "100"])
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, at) = sentence(input, span);
    if !(answers_someone(input) || turns_to_someone(input, span)) || refuses(tokens) || teaches(tokens) || asks(tokens) {
        return None;
    }
    if about_animals(input, span) || is_made_up(input, span) || is_own(input, span) {
        return None;
    }
    if has(before(input, span, 3), hashes!["if", "when", "whether", "unless", "who", "i", "my", "im", "do", "does", "did", "are", "once", "ive", "had", "because", "people", "where", "anyone"]) {
        return None;
    }
    let first_person = has(tokens.get(..at + 2).unwrap_or(&[]), hashes!["my", "ive", "mine"]);
    // "Signs of X include …" teaches; it takes a person to make it an answer.
    let noun = tokens.get(at).is_some_and(|token| hashes!["signs", "sign", "symptoms", "symptom", "diagnosis", "chances", "case", "probability", "likelihood", "rule"].contains(&token.word));
    let person = has(tokens, hashes!["you", "your", "u", "ur", "he", "she", "his", "her", "this", "it", "these", "youre", "my"]);
    match input.context {
        _ if first_person || (noun && !person) => None,
        Context::Comment => Some((span, Severity::Warn)),
        Context::Message | Context::ReviewReply | Context::Email => {
            let you = has(tokens, hashes!["you", "youre", "youve", "your", "ur", "u", "thats", "that", "its", "it", "this", "those", "sounds", "looks", "yours"]);
            (you || tokens.len() < 6).then_some((span, Severity::Warn))
        }
        Context::Post | Context::Blog => {
            let you = has(tokens, hashes!["you", "youre", "youve", "yours", "ur", "thats"]);
            you.then_some((span, Severity::Warn))
        }
    }
}
