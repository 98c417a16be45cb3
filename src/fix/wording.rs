//! The wordings that fit a label in each kind of place. Best first; which is taken depends on what the text already
//! says and on whether the scanner has nothing against it.

use super::advice;
use super::mood::{Mood, Reader, mood, reader};
use super::site::{Site, Slot, Subject};
use crate::finding::{Context, Family, Label};
use crate::hashes;
use crate::rules::evidence::clinical::{has, word};

/// Words for `label` where `site` stands.
pub fn wordings(site: &Site<'_>, label: Label, slot: Slot) -> Vec<String> {
    if slot == Slot::KernelClause {
        return fixed(match label.family() {
            Family::Advice => &["answer depends on an exam", "question is one for your own clinician"],
            Family::Narrative => &["patient needed care"],
            _ => &["matter is a private one", "question is one for a call to our office"],
        });
    }
    match label {
        Label::AdvDiagnosis => fixed(advice::diagnosis(site, slot)),
        Label::AdvTreatment => advice::treatment(site, slot),
        Label::AdvDose => advice::dose(site),
        Label::AdvTriage => fixed(advice::triage(slot)),
        Label::AdvResults => fixed(advice::results(site, slot)),
        Label::RelVisit => fixed(visit(site, slot)),
        Label::RelCare => fixed(care(site, slot)),
        Label::SolPhi => fixed(details(slot)),
        Label::SolBoundary => fixed(boundary(slot)),
        Label::NarStory => fixed(story(site, slot)),
        Label::NarLive => fixed(live(site, slot)),
        Label::ClmTestimonial => fixed(testimonial(slot)),
        Label::ClmAttack => fixed(attack(slot)),
        _ => Vec::new(),
    }
}

/// Owned copies.
pub fn fixed(words: &[&str]) -> Vec<String> {
    words.iter().map(|&words| words.to_owned()).collect()
}

fn visit(site: &Site<'_>, slot: Slot) -> &'static [&'static str] {
    let glad = mood(site) == Mood::Glad;
    let reply = matches!(site.input.context, Context::ReviewReply | Context::Comment);
    match slot {
        // "See you in six months" says that somebody comes back; the wish stays.
        Slot::Clause if reply && site.inside().last().is_some_and(|last| last.word == word("in")) => &["all the best for the next"],
        Slot::Clause if !reply && site.input.context.is_private() => &["thank you for your message", "we are here for you"],
        Slot::Clause if !reply => &["we are grateful for this community", "we love what we do"],
        Slot::Clause if glad => &["thank you for the kind words", "we are glad to read this", "this means a lot to our team"],
        Slot::Clause => &["thank you for telling us about this", "we take every concern seriously", "we are sorry to read this"],
        Slot::Question => &["could you call our office"],
        Slot::Base if site.follows(hashes!["to"]) && glad => &["hear from you", "read this"],
        Slot::Base if site.follows(hashes!["to"]) => &["talk about this by phone"],
        Slot::Base => &["call our office", "talk by phone"],
        Slot::Negated => &["say more here"],
        Slot::Finite(Subject::You) if glad => &["made our day"],
        Slot::Finite(Subject::You) => &["are welcome to call our office"],
        Slot::Finite(Subject::We) if glad => &["are glad to read this"],
        Slot::Finite(Subject::We) => &["would like to talk by phone"],
        Slot::Finite(Subject::I) if glad => &["am glad to read this"],
        Slot::Finite(Subject::I) => &["would like to talk by phone"],
        Slot::Finite(_) if glad => &["will be glad to read this"],
        Slot::Finite(_) | Slot::Relative => &["would be glad to talk by phone"],
        Slot::Complement if glad => &["good to read", "so kind"],
        Slot::Complement => &["heard", "welcome to call our office"],
        Slot::Participle => &["read this with care"],
        Slot::Gerund if glad => &["taking the time to write", "sharing this", "the kind words"],
        Slot::Gerund => &["taking the time to write", "telling us about this"],
        Slot::Noun if thanks(site) => &["your feedback", "the kind words"],
        Slot::Noun | Slot::Subject(_) if site.input.context.is_private() => &["the plan", "this"],
        Slot::Noun | Slot::Subject(_) => &["this", "your feedback"],
        Slot::Kernel if glad => &["kind words", "feedback"],
        Slot::Kernel | Slot::KernelClause => &["feedback", "concern"],
        Slot::Feeling => &["to read this", "to hear from you"],
        Slot::Content if glad => &["you took the time to write", "this made our day"],
        Slot::Content => &["you are upset", "this matters to you"],
        Slot::Reason => &["your words matter to us"],
        Slot::Time => &["we read this"],
        Slot::Condition => &["you would like to talk"],
    }
}

fn care(site: &Site<'_>, slot: Slot) -> &'static [&'static str] {
    let glad = mood(site) == Mood::Glad;
    let reader = reader(site);
    let private = matches!(reader, Reader::Patient | Reader::Colleague);
    let reply = reader == Reader::Reviewer;
    match slot {
        Slot::Clause if reader == Reader::Patient => &[
            "the details are in your patient portal",
            "please call the office for the details",
            "we can go over the details by phone",
            "we keep the details out of this message",
        ],
        Slot::Clause if private => &[
            "the details will come by secure message",
            "please call me for the details",
            "we can go over the details by phone",
            "I keep the details out of this message",
        ],
        Slot::Clause if !reply => &["we keep the details private", "every patient deserves privacy", "that story is not ours to tell"],
        Slot::Clause if glad => &["we are glad to read this", "your words made our day", "thank you for the kind words"],
        Slot::Clause => &[
            "we would like to talk with you about this by phone",
            "privacy rules keep us from going into details here",
            "we take every concern seriously",
        ],
        Slot::Question => &["could you call our office about this"],
        Slot::Base => &["talk about this by phone", "call our office"],
        Slot::Negated => &["discuss details here", "go into details here"],
        Slot::Finite(Subject::You) if reply || private => &["are welcome to call our office"],
        Slot::Finite(Subject::We) => &["would like to talk by phone"],
        Slot::Finite(Subject::I) => &["would like to talk by phone"],
        Slot::Finite(Subject::They) => &["deserve privacy"],
        Slot::Finite(_) => &["deserves privacy"],
        Slot::Relative => &["deserves privacy"],
        Slot::Complement if private => &["something to talk about by phone"],
        Slot::Complement if glad => &["good to read"],
        Slot::Complement => &["something to talk about by phone", "a private matter"],
        Slot::Participle => &["read this with care", "kept the details private"],
        Slot::Gerund if glad => &["writing this"],
        Slot::Gerund => &["going into details"],
        Slot::Noun if thanks(site) => &["your feedback"],
        Slot::Noun if glad && !private => &["this", "your feedback"],
        Slot::Noun => &["this matter", "this"],
        Slot::Subject(false) => &["this matter", "this"],
        Slot::Subject(true) => &["these matters"],
        Slot::Kernel if glad && !private => &["feedback", "kind words"],
        Slot::Kernel | Slot::KernelClause => &["concern", "question", "experience"],
        Slot::Feeling => &["to read this"],
        Slot::Content if !reply && !private => &["someone needed our care"],
        Slot::Content if glad => &["you took the time to write"],
        Slot::Content => &["this matters to you", "every question deserves a private answer"],
        Slot::Reason => &["privacy comes first here"],
        Slot::Time => &["we read this"],
        Slot::Condition => &["you would like to talk"],
    }
}

/// Whether the words are what somebody is thanked for.
fn thanks(site: &Site<'_>) -> bool {
    has(site.earlier(), hashes!["thank", "thanks", "thx", "appreciate", "grateful", "ty"])
        && site.follows(hashes!["for", "appreciate", "and"])
}

const fn details(slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Clause => &["please call our office or use the patient portal", "our office can take the details by phone"],
        Slot::Question => &["could you call our office or use the patient portal"],
        Slot::Base => &["call our office or use the patient portal"],
        Slot::Negated => &["send details here; please call our office"],
        // "If you [email your chart number]"
        Slot::Finite(Subject::You) => &["call our office or use the patient portal", "can call our office"],
        Slot::Finite(Subject::I | Subject::We) => &["can take the details by phone"],
        Slot::Finite(_) | Slot::Relative => &["can be settled by phone"],
        Slot::Complement => &["something for a call to our office"],
        Slot::Participle => &["called our office"],
        Slot::Gerund => &["calling our office"],
        Slot::Noun => &["a note through the patient portal", "a good time for a call"],
        Slot::Subject(_) => &["a call to our office"],
        Slot::Kernel | Slot::KernelClause => &["call to our office", "office call", "preferred time for a call"],
        Slot::Feeling => &["to help by phone"],
        Slot::Content | Slot::Reason | Slot::Time => &["our office can take the details by phone"],
        Slot::Condition => &["you call our office"],
    }
}

const fn boundary(slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Clause => &["please call our office", "our office is glad to help by phone"],
        Slot::Question => &["could you call our office"],
        Slot::Base => &["call our office"],
        Slot::Negated => &["wait to call our office"],
        Slot::Finite(Subject::You) => &["can reach our office by phone"],
        Slot::Finite(Subject::I | Subject::We) => &["can help through the office"],
        Slot::Finite(_) | Slot::Relative => &["can be settled through the office"],
        Slot::Complement => &["our office line"],
        Slot::Participle => &["called our office"],
        Slot::Gerund => &["calling our office"],
        Slot::Noun | Slot::Subject(_) => &["the office", "our office line"],
        Slot::Kernel | Slot::KernelClause => &["office line", "main line"],
        Slot::Feeling => &["to help through the office"],
        Slot::Content | Slot::Reason | Slot::Time => &["our office is glad to help"],
        Slot::Condition => &["you call our office"],
    }
}

fn testimonial(slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Clause => &["thank you to everyone who leaves us a review", "we are grateful for every review"],
        Slot::Question => &["could you leave us a review"],
        Slot::Base => &["thank everyone who leaves us a review"],
        Slot::Noun => &["our work", "what we do"],
        Slot::Kernel => &["work"],
        Slot::Complement => &["good to read"],
        Slot::Gerund => &["reading your reviews"],
        _ => &["we are grateful for every review"],
    }
}

const fn attack(slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Clause => &[
            "we see this differently and would like to talk by phone",
            "we are sorry that you are upset",
            "we take every concern seriously",
        ],
        Slot::Question => &["could you call us about this"],
        Slot::Base => &["talk about this by phone"],
        Slot::Negated => &["agree on this, and would like to talk by phone"],
        Slot::Finite(Subject::You) => &["are welcome to call us about this"],
        Slot::Finite(Subject::I | Subject::We) => &["see this differently"],
        Slot::Finite(Subject::They) => &["see this differently"],
        Slot::Finite(Subject::Third) => &["is hard for us to read"],
        Slot::Relative => &["sees this differently"],
        Slot::Complement => &["upset", "hard for us to read"],
        Slot::Participle => &["seen this differently"],
        Slot::Gerund => &["talking about this by phone"],
        Slot::Noun => &["this", "people"],
        Slot::Subject(_) => &["this"],
        Slot::Kernel | Slot::KernelClause => &["concern", "opinion", "view"],
        Slot::Feeling => &["to read this"],
        Slot::Content | Slot::Reason => &["we see this differently"],
        Slot::Time => &["we read this"],
        Slot::Condition => &["you would like to talk"],
    }
}

fn story(site: &Site<'_>, slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Clause => &["every patient teaches me something", "this work stays with me"],
        Slot::Question => &["what would you have done"],
        Slot::Base => &["care for people"],
        Slot::Negated => &["share the details"],
        Slot::Finite(Subject::I | Subject::We) => &["cared for someone"],
        Slot::Finite(Subject::You) => &["know how it is"],
        Slot::Finite(_) | Slot::Relative => &["needed care"],
        Slot::Complement => &["in good hands", "someone in our care"],
        Slot::Participle => &["needed care"],
        Slot::Gerund => &["caring for someone"],
        Slot::Kernel if site.follows(hashes!["these", "those", "some", "our"]) => &["patients"],
        Slot::Kernel | Slot::KernelClause => &["patient", "unusual case"],
        Slot::Noun if site.follows(hashes!["from", "at", "in", "near", "on"]) => &["our area", "an earlier time"],
        Slot::Noun if site.follows(hashes!["after"]) => &["what happened"],
        Slot::Noun | Slot::Subject(_) => &["a patient", "someone in our care"],
        Slot::Feeling => &["to have helped"],
        Slot::Content | Slot::Reason => &["someone needed care"],
        Slot::Time => &["someone needs care"],
        Slot::Condition => &["someone needs care"],
    }
}

fn live(site: &Site<'_>, slot: Slot) -> &'static [&'static str] {
    let inside = site.inside();
    let hard = has(
        inside,
        hashes!["lost", "died", "coded", "coding", "code", "crash", "crashing", "death", "passed", "trauma", "gsw", "dead", "losing"],
    );
    const NOW: &[u32] = hashes![
        "now",
        "rn",
        "currently",
        "right",
        "as",
        "we",
        "i",
        "speak",
        "type",
        "this",
        "still",
        "at",
        "the",
        "moment",
        "write",
        "literally",
        "just",
        "live",
        "tonight",
        "presently"
    ];
    if inside.iter().all(|token| NOW.contains(&token.word)) {
        // "asking me for more jello [as we speak]"
        return if site.opens() { &["sometimes", "some days"] } else { &["some days", "at times"] };
    }
    match slot {
        Slot::Clause if hard => &["some days in this job are hard", "this work can be heavy"],
        Slot::Clause => &["I love this work", "grateful for my team"],
        Slot::Question => &["could you think of my team"],
        Slot::Gerund | Slot::Complement => &["grateful for my team", "thinking of my team"],
        Slot::Base => &["care for people"],
        Slot::Finite(_) => &["care for people"],
        Slot::Participle => &["seen hard days"],
        Slot::Noun | Slot::Subject(_) => &["this work"],
        Slot::Kernel => &["job", "work"],
        _ => &["this work is hard"],
    }
}
