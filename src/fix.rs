//! Better wordings. A fix replaces exactly the words of its finding and leaves every other byte alone.
//!
//! Which words fit depends on the label and on the place: "your root canal" is a noun, "stop the metoprolol" follows
//! "you should", a classifier may mark a whole sentence. [`site`] tells the places apart, the other modules hold the
//! words. Each wording is tried on a copy of the text before it is offered ([`prove`]): pressing a fix takes its finding
//! away and brings no new one.

mod advice;
mod claim;
mod detail;
mod grammar;
mod mood;
mod person;
mod place;
mod prove;
mod rest;
mod site;
mod spanish;
mod wide;
mod wording;
mod write;

use crate::finding::{Family, Finding, Fix, Label, Severity};
use crate::hashes;
use crate::order;
use crate::rules::Input;
use crate::text::Span;
use prove::Outcome;
use site::{Site, Slot};
pub use spanish::REPLIES as SPANISH_REPLIES;
pub use wide::{REPLIES, Reply, Tone, Wide, replies, safe_replies, sentence};

/// Most fixes that a finding is offered.
const MOST: usize = 2;
/// Most wordings that are tried for one finding.
const TRIALS: usize = 20;
/// Longest text whose wordings are tried, in tokens: a whole article with hundreds of findings would take seconds.
const LONGEST: usize = 2_000;

/// What may stand in place of a finding's words, best first. Empty where only the author can say it better.
pub fn offer(input: &Input<'_>, finding: &Finding) -> Vec<Fix> {
    // Whom an e-mail shows to whom stands in its address fields: no wording changes that.
    if finding.rule.id == "id.email/recipients" {
        return Vec::new();
    }
    if let Some(fixes) = input.house.and_then(|house| house.fixes(finding)) {
        return fixes;
    }
    offer_for(input, finding.span, finding.label(), finding.severity)
}

/// Every way out of a finding, best first, each with the words that it replaces: its own, its sentence, or the whole
/// reply. Other words for the finding alone come first where they settle it; else what replaces more does.
pub fn ways(input: &Input<'_>, finding: &Finding) -> Vec<Wide> {
    let (outcome, own) = graded(input, finding.span, finding.label(), finding.severity);
    let own = own.into_iter().map(|fix| Wide { span: finding.span, fix });
    let more = wide::sentence(input, finding).into_iter().chain(wide::replies(input, finding).into_iter().take(1));
    // A clause that was cut out of the middle of others is better said anew as a sentence.
    let site = Site::new(input, finding.span);
    let fits = match finding.label().family() {
        Family::Relationship | Family::Narrative | Family::Claim => match site.of(finding.label().family()).slot() {
            Slot::Reason | Slot::Time | Slot::Condition | Slot::Content | Slot::KernelClause => false,
            Slot::Clause => site.begins_clause() && site.ends_clause(),
            _ => !finding.rule.learned || (site.begins_clause() && site.ends_clause()),
        },
        _ => !finding.rule.learned || (site.begins_clause() && site.ends_clause()),
    };
    // A name goes by itself, whatever else there is to say of its sentence.
    let alone = finding.label().family() == Family::Identifier && outcome < Outcome::Stays;
    if alone || (outcome <= Outcome::Grows && fits) { own.chain(more).collect() } else { more.chain(own).collect() }
}

/// What may stand in place of `span`, if that is a finding with this label: of a rule, or of a classifier that marks any
/// words it likes.
pub fn offer_for(input: &Input<'_>, span: Span, label: Label, severity: Severity) -> Vec<Fix> {
    graded(input, span, label, severity).1
}

/// The best fixes, and what all of them do.
fn graded(input: &Input<'_>, span: Span, label: Label, severity: Severity) -> (Outcome, Vec<Fix>) {
    if input.parsed.tokens.len() > LONGEST {
        return (Outcome::Settles, untried(input, span, label));
    }
    let Some(trial) = prove::Trial::new(input, span, severity) else { return (Outcome::Stays, Vec::new()) };
    let wordings = candidates(input, span, label);
    // What the text says already is not said again, unless nothing else is left.
    let (said, fresh): (Vec<_>, Vec<_>) = wordings.into_iter().partition(|fix| is_said(input, span, &fix.text));
    let site = Site::new(input, span).of(label.family());
    let plain: Vec<Fix> = fallback(&site, label).iter().filter_map(|words| write::write(&site, "", words)).collect();
    let mut tried: Vec<(Outcome, Fix)> = Vec::new();
    let mut settled = 0;
    for (at, fix) in fresh.into_iter().chain(said).chain(plain).enumerate() {
        if at == TRIALS || settled == MOST {
            break;
        }
        if tried.iter().all(|(_, known)| known.text != fix.text) {
            // To reach over new words is no fault of theirs: the better wording goes first.
            let outcome = trial.of(&fix.text, label);
            let outcome = if outcome == Outcome::Grows { Outcome::Settles } else { outcome };
            settled += usize::from(outcome <= Outcome::Grows);
            tried.push((outcome, fix));
        }
    }
    // Those that settle it, else the best of the others.
    order::by_key(&mut tried, |&(outcome, _)| outcome);
    let best = tried.first().map_or(Outcome::Stays, |&(outcome, _)| outcome);
    if best >= Outcome::Shifts {
        // These settle it, but what replaces more reads better: as if they only moved it, they come after that.
        let plainest = plainest(&site, label).iter().filter_map(|words| write::write(&site, "", words));
        if let Some(fix) = plainest.into_iter().find(|fix| trial.of(&fix.text, label) < Outcome::Shifts) {
            return (Outcome::Shifts, vec![fix]);
        }
    }
    let most = if best == Outcome::Shifts { 1 } else { MOST };
    let fixes = tried.into_iter().filter(|&(outcome, _)| outcome == best && best < Outcome::Stays);
    (best, fixes.map(|(_, fix)| fix).take(most).collect())
}

/// The best wordings by the grammar of the place alone: quick, but nobody has looked whether they settle the finding.
pub fn untried(input: &Input<'_>, span: Span, label: Label) -> Vec<Fix> {
    let mut fixes = candidates(input, span, label);
    fixes.truncate(MOST);
    fixes
}

/// Every wording that the grammar of the place allows, best first, untried.
fn candidates(input: &Input<'_>, span: Span, label: Label) -> Vec<Fix> {
    let whole = Site::new(input, span).of(label.family());
    let mut out = Vec::new();
    if spanish::is_spoken(&whole) {
        out.extend(spanish::instead(&whole, label).iter().filter_map(|words| write::write(&whole, "", words)));
        return out;
    }
    let ties = if label.family() == Family::Identifier { None } else { whole.ties() };
    // "[The rodeo queen came in on a] Saturday": what leads on to the words after it stays.
    let site = ties.as_ref().map_or(whole, |(shorter, _)| *shorter);
    out.extend(rest::instead(&site, label).iter().filter_map(|words| write::write(&site, "", words)));
    if let Some((kept, rest)) = keep(&site, label) {
        collect(&rest, kept, label, &mut out);
    }
    collect(&site, "", label, &mut out);
    if let Some((_, tail)) = ties {
        for fix in &mut out {
            *fix = write::told(&whole, format!("{}{tail}", fix.text));
        }
    }
    out
}

fn collect(site: &Site<'_>, kept: &str, label: Label, out: &mut Vec<Fix>) {
    let words = match label.family() {
        Family::Identifier if label == Label::IdName => person::instead(site),
        Family::Identifier => detail::instead(site, label),
        Family::Claim if label == Label::ClmGuarantee => claim::hedged(site, site.slot()),
        _ => wording::wordings(site, label, site.slot()),
    };
    out.extend(words.iter().filter_map(|words| write::write(site, kept, words)));
}

/// Words that fit nearly everywhere, for places where the better ones meet an objection.
fn fallback(site: &Site<'_>, label: Label) -> &'static [&'static str] {
    if spanish::is_spoken(site) {
        return &["(omitido)"];
    }
    match (label.family(), site.slot()) {
        (Family::Identifier, _) if label == Label::IdName => &["someone", "(name withheld)", "a person", "one of us", "friend"],
        (Family::Identifier, _) if label == Label::IdDate => &["some time ago", "lately", "back then", "at the time", "(date removed)"],
        (Family::Identifier, _) if label == Label::IdPlace => &["nearby", "somewhere", "our part of the state", "(place removed)"],
        (Family::Identifier, _) if matches!(label, Label::IdAge90 | Label::IdPhoto) => &["(removed)", "(withheld)"],
        (Family::Identifier, _) => &["withheld", "on file", "left out here", "(removed)", "(withheld)"],
        (Family::Narrative, Slot::Clause) => &["someone needed care", "it was a long day", "the rest stays private"],
        (Family::Advice, Slot::Clause) => &["a clinician should look at this", "please see a clinician about this"],
        (Family::Claim, Slot::Clause) => &["ask us what to expect", "every person is different", "we take every concern seriously"],
        (_, Slot::Clause) => &["we are here to help", "please call our office", "privacy comes first here", "thank you"],
        (_, Slot::Noun | Slot::Subject(_)) => &["this", "that", "the rest", "the details", "everything", "what you describe", "all of it"],
        (_, Slot::Kernel) => &["matter", "concern", "other matter", "part", "whole thing"],
        (_, Slot::Base) => &["call our office", "talk"],
        (_, Slot::Gerund) => &["this", "talking"],
        (_, Slot::Finite(_)) => &["can talk about this by phone"],
        (_, Slot::Complement) => &["important to us", "a private matter"],
        (_, Slot::Feeling) => &["to read this"],
        _ => &["this"],
    }
}

/// Words for where all others meet an objection, because what stands around them speaks of the same: they say nothing of it.
fn plainest(site: &Site<'_>, label: Label) -> &'static [&'static str] {
    if spanish::is_spoken(site) {
        return &["(omitido)"];
    }
    match (label, site.slot()) {
        (Label::ClmTestimonial, Slot::Clause) => {
            &["the details stay private", "thank you", "please call our office", "(details removed)", "(left out)"]
        }
        (Label::ClmGuarantee | Label::ClmAttack, Slot::Clause) => {
            &["please call our office with questions", "please call our office", "thank you", "(details removed)", "(left out)"]
        }
        (Label::NarStory, Slot::Clause) => &["the rest stays private", "(details removed)", "(left out)"],
        _ => &["(details removed)", "(left out)"],
    }
}

/// How many tokens at the beginning of a finding may stay, because they only lead up to it: "Thanks so much for", "You
/// should", "sounds like". The rest is a smaller place with those words before it.
fn keep<'a>(site: &Site<'a>, label: Label) -> Option<(&'a str, Site<'a>)> {
    let inside = site.inside();
    let at = |index: usize| inside.get(index).map_or(0, |token| token.word);
    let find = |words: &[u32], within: usize| inside.iter().take(within).position(|token| words.contains(&token.word));
    let is = |index: usize, words: &[u32]| words.contains(&at(index));
    const THANKS: &[u32] = hashes!["thanks", "thank", "thx", "ty", "tysm", "appreciate"];
    const FEEL: &[u32] = hashes!["glad", "happy", "sorry", "pleased", "thrilled", "delighted", "sad", "grateful"];
    const MODAL: &[u32] = hashes!["should", "could", "can", "may", "might", "would", "must", "will"];
    let pronoun = hashes!["you", "u", "i", "we", "he", "she", "they", "it", "this", "that", "these", "those"];
    // "A happy Mother's Day" and "Happy birthday" are wishes; nobody is glad of anything there.
    let wish = |at: usize| {
        at.checked_sub(1).is_some_and(|before| is(before, hashes!["a", "an", "the"]))
            || is(at + 1, hashes!["birthday", "anniversary", "new", "belated"])
            || inside.get(at + 1).is_some_and(|next| next.classes.intersects(crate::classes!["holiday"]))
    };
    let feels = find(FEEL, 5).filter(|at| !wish(*at));
    let count = match label.family() {
        Family::Relationship => match () {
            () if find(THANKS, 4).is_some() => find(hashes!["for"], 9).map(|at| at + 1),
            () if feels.is_some() => feels.map(|at| at + 1),
            () if is(
                0,
                hashes![
                    "because",
                    "when",
                    "if",
                    "after",
                    "since",
                    "while",
                    "for",
                    "about",
                    "during",
                    "before",
                    "with",
                    "from",
                    "of",
                    "regarding"
                ],
            ) =>
            {
                Some(1)
            }
            () => None,
        },
        Family::Advice => match () {
            () if is(0, hashes!["sounds", "looks", "seems", "feels", "appears", "sound", "look"]) && is(1, hashes!["like"]) => Some(2),
            () if is(0, pronoun) && is(1, hashes!["sounds", "looks", "seems", "feels"]) && is(2, hashes!["like"]) => Some(3),
            () if is(0, pronoun) && is(1, hashes!["need", "have", "ought"]) && is(2, hashes!["to"]) => Some(3),
            () if is(0, pronoun) && is(1, MODAL) => Some(2),
            () if is(0, MODAL) && !site.is_question() => Some(1),
            () if is(0, hashes!["id", "youd", "youll", "please", "pls", "also", "maybe", "perhaps"]) => Some(1),
            () if is(0, hashes!["thats", "its", "theyre"]) => Some(1),
            () if is(0, hashes!["that", "it", "he", "she"])
                && inside.first().is_some_and(|token| token.shape.has(crate::text::Shape::POSSESSIVE)) =>
            {
                Some(1)
            }
            () if is(0, hashes!["that", "this", "it"]) && is(1, hashes!["is"]) => Some(2),
            () if is(0, hashes!["because", "if", "for", "and", "but", "so"]) && label != Label::AdvDose => Some(1),
            () => None,
        },
        Family::Solicitation => match () {
            () if is(0, hashes!["please", "pls", "just", "and", "so", "or"]) => Some(1),
            () if is(0, pronoun) && is(1, MODAL) => Some(2),
            () => None,
        },
        Family::Narrative if is(0, hashes!["who"]) => Some(1),
        Family::Claim if label != Label::ClmAttack => match () {
            () if is(0, hashes!["we", "i", "you", "it", "this", "they"]) && is(1, hashes!["can", "will"]) => Some(2),
            () => None,
        },
        _ => None,
    }?;
    let rest = site.without(count)?;
    let kept = site.input.parsed.text.get(site.span.start as usize..rest.span.start as usize)?;
    (!kept.contains('\n')).then_some((kept, rest))
}

/// Whether the text holds these words outside of the finding.
fn is_said(input: &Input<'_>, span: Span, words: &str) -> bool {
    const SHORT: usize = 12;
    let text = input.parsed.text.as_bytes();
    let words = words.as_bytes();
    if words.len() < SHORT {
        return false;
    }
    let near = (span.start as usize).saturating_sub(2_000)..(span.end as usize + 2_000).min(text.len());
    text.get(near).is_some_and(|near| near.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words)))
}
