//! What stands for advice: general words that lead to somebody who has examined the person.

use super::site::{Site, Slot, Subject};
use super::wording::fixed;
use crate::lexicon::Classes;
use crate::text::{Kind, Token};
use crate::{classes, hashes};

/// The words of the lexicon in the span, with the article before them: "an MRI", "metoprolol".
fn term<'a>(site: &Site<'a>, classes: Classes) -> Option<&'a str> {
    let inside = site.inside();
    let known =
        |token: &Token| token.kind == Kind::Word && token.classes.intersects(classes) && !token.classes.intersects(classes!["directive"]);
    let first = inside.iter().position(known)?;
    let count = inside.get(first..)?.iter().take(4).take_while(|token| known(token)).count();
    let article = first.checked_sub(1).filter(|&at| inside.get(at).is_some_and(|token| hashes!["a", "an", "the"].contains(&token.word)));
    let from = inside.get(article.unwrap_or(first))?;
    let last = inside.get(first + count - 1)?;
    let words = site.input.parsed.words(from.span.union(last.span));
    (words.len() > 2 && !words.contains('\n')).then_some(words)
}

const DRUG: Classes = classes!["drug"];
const SUBSTANCE: Classes = classes!["drug", "remedy"];
const MEASURE: Classes = classes!["test", "procedure"];

/// In place of a treatment.
pub fn treatment(site: &Site<'_>, slot: Slot) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(term) = term(site, DRUG).or_else(|| term(site, MEASURE)) {
        let usual: &[&str] = match slot {
            Slot::Clause => &["please ask your own clinician about {}", "a clinician who knows you can tell you more about {}"],
            Slot::Question => &["could you ask your own clinician about {}"],
            Slot::Base => &["ask your own clinician about {}"],
            Slot::Gerund => &["asking your own clinician about {}"],
            Slot::Finite(Subject::You) => &["can ask your own clinician about {}"],
            _ => &[],
        };
        out.extend(usual.iter().map(|words| words.replace("{}", term)));
    }
    out.extend(fixed(match slot {
        Slot::Clause => &["please ask your own clinician what is right for you", "your own clinician can tell you what fits your case"],
        Slot::Question => &["could you ask your own clinician about this"],
        Slot::Base => &["ask your own clinician what is right for you"],
        Slot::Negated => &["change anything before you have asked your own clinician"],
        Slot::Finite(Subject::You) => &["can ask your own clinician what is right for you"],
        Slot::Finite(Subject::I) => &["would ask a clinician first"],
        Slot::Finite(Subject::We) => &["would ask a clinician first"],
        Slot::Finite(_) | Slot::Relative => &["should be talked over with a clinician"],
        Slot::Complement => &["something to ask your own clinician about"],
        Slot::Participle => &["asked your own clinician about this"],
        Slot::Gerund => &["asking your own clinician"],
        Slot::Noun => &["what your own clinician advises"],
        Slot::Kernel | Slot::KernelClause => &["advice of your own clinician", "plan from your own clinician"],
        Slot::Subject(_) => &["what your own clinician advises"],
        Slot::Feeling => &["to hear that you are looking for help"],
        Slot::Content | Slot::Reason | Slot::Time => &["your own clinician knows what fits your case"],
        Slot::Condition => &["your own clinician agrees"],
    }));
    out
}

/// In place of a diagnosis.
pub fn diagnosis(site: &Site<'_>, slot: Slot) -> &'static [&'static str] {
    let like = site.follows(hashes!["like", "as"]);
    match slot {
        Slot::Clause => &["only an exam can show what this is", "a clinician who examines you can tell you more"],
        Slot::Question => &["could you have a clinician look at this"],
        Slot::Base if site.follows(hashes!["could", "may", "might", "can", "would", "must", "will"]) => &["have many causes"],
        Slot::Base if site.follows(hashes!["to"]) => &["need a look by a clinician"],
        Slot::Base => &["have a clinician look at this"],
        Slot::Negated => &["clear without an exam"],
        Slot::Finite(Subject::You) => &["may want to have a clinician look at this"],
        Slot::Finite(Subject::I | Subject::We) => &["would have a clinician look at this"],
        Slot::Finite(Subject::They) => &["have many possible causes"],
        Slot::Finite(Subject::Third) => &["can have many causes", "should be looked at by a clinician"],
        Slot::Relative => &["a clinician should look at"],
        Slot::Complement => &["something a clinician should look at"],
        Slot::Participle => &["something that a clinician should look at"],
        Slot::Gerund => &["having a clinician look at this"],
        Slot::Noun if like => &["something a clinician should look at"],
        Slot::Noun => &["something a clinician should look at", "many things"],
        Slot::Kernel | Slot::KernelClause => &["question for your own clinician", "open question", "many possible causes"],
        Slot::Subject(false) => &["this"],
        Slot::Subject(true) => &["these"],
        Slot::Feeling => &["to hear that you feel unwell"],
        Slot::Content => &["this has many possible causes", "a clinician should look at this"],
        Slot::Reason => &["this can have many causes"],
        Slot::Time | Slot::Condition => &["a clinician has looked at it"],
    }
}

/// In place of telling somebody that it can wait.
pub const fn triage(slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Clause => {
            &["please ask your own clinician how soon this should be seen", "if you are worried, please call your own clinician"]
        }
        Slot::Question => &["could you call your own clinician today"],
        Slot::Base => &["ask your own clinician how soon this should be seen"],
        Slot::Negated => &["wait if you are worried; call your own clinician"],
        Slot::Finite(Subject::You) => &["can ask your own clinician how soon this should be seen"],
        Slot::Finite(Subject::I | Subject::We) => &["would call a clinician to be sure"],
        Slot::Finite(_) | Slot::Relative => &["should be looked at by a clinician"],
        Slot::Complement => &["something to ask your own clinician about"],
        Slot::Participle => &["asked your own clinician how soon this should be seen"],
        Slot::Gerund => &["asking your own clinician how soon this should be seen"],
        Slot::Noun | Slot::Subject(_) => &["a call to your own clinician"],
        Slot::Kernel | Slot::KernelClause => &["question for your own clinician"],
        Slot::Feeling => &["to hear that you are looking for help"],
        Slot::Content | Slot::Reason | Slot::Time => &["your own clinician can say how soon this should be seen"],
        Slot::Condition => &["you are worried, please call your own clinician"],
    }
}

/// In place of reading a result.
pub fn results(site: &Site<'_>, slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Clause => &["your own clinician can tell you what this means", "a result like this is best read with your own clinician"],
        Slot::Question => &["could you go over this with your own clinician"],
        Slot::Base if site.follows(hashes!["could", "may", "might", "can", "would"]) => &["mean different things"],
        Slot::Base => &["go over this with your own clinician"],
        Slot::Negated => &["clear without your own clinician"],
        Slot::Finite(Subject::You) => &["can go over this with your own clinician"],
        Slot::Finite(Subject::I | Subject::We) => &["would go over this with a clinician"],
        Slot::Finite(Subject::They) => &["need to be read by your own clinician"],
        Slot::Finite(Subject::Third) | Slot::Relative => &["should be read by your own clinician"],
        Slot::Complement => &["something to go over with your own clinician"],
        Slot::Participle => &["gone over this with your own clinician"],
        Slot::Gerund => &["going over this with your own clinician"],
        Slot::Noun => &["this result", "these numbers"],
        Slot::Kernel | Slot::KernelClause => &["result to go over with your own clinician", "results"],
        Slot::Subject(false) => &["this result"],
        Slot::Subject(true) => &["these results"],
        Slot::Feeling => &["to hear that you got your answer"],
        Slot::Content | Slot::Reason | Slot::Time => &["your own clinician can tell you what this means"],
        Slot::Condition => &["your own clinician agrees"],
    }
}

/// A dose is a small phrase whose place the words around it show.
pub fn dose(site: &Site<'_>) -> Vec<String> {
    let first = site.inside().first().map_or(0, |token| token.word);
    let starts = |words: &[u32]| words.contains(&first);
    let of = site.precedes(hashes!["of"]);
    let noun = site.after(1).is_some_and(|next| next.kind == Kind::Word && next.classes.intersects(SUBSTANCE.with(classes!["unit"])));
    // A label has a word on drugs, not on push-ups.
    let labelled = site.sentence().iter().any(|token| token.classes.intersects(SUBSTANCE));
    let words = fixed(match () {
        () if of => &["the labelled amount", "the usual amount", "some"],
        () if noun && site.follows(hashes!["the", "your", "a", "an"]) => &["labelled", "usual"],
        () if noun => &["the labelled amount of", "some"],
        () if site.follows(hashes!["to", "at", "by", "on", "with"]) => &["the dose your clinician chooses", "whatever your clinician says"],
        () if site.follows(hashes!["for"]) => &["as long as your clinician says"],
        () if site.follows(hashes!["a", "an", "the", "your"]) => {
            &["dose that your clinician chooses", "amount that your clinician chooses"]
        }
        () if site.follows(hashes!["of"]) => &["the dose your clinician chooses"],
        () if site.follows(hashes!["is", "are", "was"]) => &["up to your own clinician"],
        () if starts(hashes!["for"]) => &["for as long as your clinician says"],
        () if starts(hashes!["every", "each", "once", "twice", "daily", "nightly"]) => {
            &["as often as the label says", "as your own clinician tells you"]
        }
        () if site.opens() && !site.closes() => &["as the label says,", "as your own clinician tells you,"],
        () => &["as the label says", "as your own clinician tells you"],
    });
    words.into_iter().filter(|words| labelled || !words.contains("label")).collect()
}
