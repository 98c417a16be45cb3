//! An account of somebody's care, in whatever words.

use crate::classes;
use crate::finding::Context;
use crate::hashes;
use crate::lexicon::Classes;
use crate::rules::evidence::clause::{clauses, is_general, names_matter, says_i, says_kin, says_they, says_you, tells_past};
use crate::rules::evidence::clinical::{
    about_animals, around, asks, has, has_class, is_made_up, is_own, redirects, refuses, span_of, teaches,
    tells_of_a_patient,
};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Span, Token};

declare_rule! {
    /// Flags a clause that tells what one person had, got or was found to have: "the lump was only a cyst", "your
    /// tonsils were the size of golf balls", "she got two units in the air".
    ///
    /// # Why
    /// What somebody had and what was done about it is health information (45 CFR 160.103), told here to others
    /// without an authorization (45 CFR 164.508(a)(1)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// So sorry, {{your potassium was 6.1}}.
    /// We ran it twice: {{the lump was only a cyst}}, and you know it.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Our new MRI is quieter and finished a month early.
    /// I had pneumonia for most of February and my scheduling showed it.
    /// Nobody can promise zero scars, only careful hands.
    /// Dr. Lowe wants it known that her thumbs are insured.
    /// Anesthesia bills come from a separate group.
    /// ```
    /// ```text,post
    /// The Super Bowl was great, and his knee held up.
    /// ```
    pub static TELLING = {
        id: "rel.care/telling",
        label: RelCare,
        title: "Tells of one person’s care",
        why: "What one person had, or what was done for them, is protected.",
        law: ["45 CFR 160.103", "45 CFR 164.508(a)(1)"],
        severity: Block,
        check: check,
        broad: true,
    }
}

const BODY: Classes = classes!["body"];
/// How many tokens around a sentence are read for whom it may be about.
const NEAR: usize = 60;

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if !(names_matter(tokens) || has_class(tokens, BODY)) || refuses(tokens) || teaches(tokens) {
            continue;
        }
        let (mut seen, mut barred) = (None, None);
        for (_, clause) in clauses(tokens) {
            if excused(clause) || !(names_matter(clause) || has_class(clause, BODY)) {
                continue;
            }
            let scene = seen.get_or_insert_with(|| scene(input, sentence.span));
            if of_staff(tokens, clause, scene) {
                continue;
            }
            let told = match input.context {
                Context::ReviewReply => in_a_reply(input, clause, scene),
                Context::Message | Context::Email => in_a_letter(input, clause, scene),
                Context::Post | Context::Blog | Context::Comment => in_public(clause, scene),
            };
            if !told {
                continue;
            }
            // The wide looks come last: they cost most.
            let own = *barred.get_or_insert_with(|| about_animals(input, sentence.span) || is_made_up(input, sentence.span) || is_own(input, sentence.span));
            if !own && let Some(span) = span_of(clause) {
                sink.add(span);
            }
        }
    }
}

/// What the text around a sentence is about.
struct Scene {
    someone: bool,
    they: bool,
    patient: bool,
    /// Whether somebody is spoken to; if not, "he" is whoever was named last.
    spoken_to: bool,
}

fn scene(input: &Input<'_>, span: Span) -> Scene {
    let near = around(input, span);
    let middle = near.len() / 2;
    let near = near.get(middle.saturating_sub(NEAR)..(middle + NEAR).min(near.len())).unwrap_or(near);
    let spoken_to = says_you(near);
    Scene { someone: spoken_to || says_they(near), they: says_they(near), patient: tells_of_a_patient(input, span), spoken_to }
}

/// Whether a clause tells of the clinician whom its sentence names: "Dr. Lowe says that her thumbs are insured".
fn of_staff(tokens: &[Token], clause: &[Token], scene: &Scene) -> bool {
    let named = tokens.iter().position(|token| hashes!["dr", "dra", "drs", "doctor"].contains(&token.word));
    let own = named.is_some_and(|named| tokens.get(named).zip(clause.last()).is_some_and(|(doctor, last)| doctor.span.start < last.span.start));
    own && !says_you(clause) && !says_kin(clause) && !scene.patient && (!scene.spoken_to || !names_matter(clause))
}

/// What no account of one person's care holds.
fn excused(clause: &[Token]) -> bool {
    is_general(clause) || says_i(clause.get(..2.min(clause.len())).unwrap_or(&[])) || redirects(clause) || asks(clause)
}

/// What it sounds like or whether it is normal is advice, and has rules of its own.
fn advises(clause: &[Token]) -> bool {
    has(clause, hashes!["normal", "sounds", "looks", "likely", "probably", "just", "nothing", "fine"])
}

/// Whether a clause of a reply tells of one person's care.
fn in_a_reply(input: &Input<'_>, clause: &[Token], scene: &Scene) -> bool {
    let matter = names_matter(clause);
    let person = says_you(clause) || says_they(clause) || says_kin(clause);
    let body = has_class(clause, BODY) && person;
    let past = tells_past(input, clause);
    if !(matter || body) || advises(clause) {
        return false;
    }
    let house = has(clause, hashes!["our", "us", "we"]) && !person;
    let value = clause.iter().any(|token| token.kind == Kind::Number) && !has(clause, hashes!["open", "hours", "$", "call", "am", "pm"]);
    // "the third transfer", not "a medication room that …".
    let points = hashes!["the", "that", "this", "those", "these", "your", "his", "her"];
    let definite = clause
        .iter()
        .enumerate()
        .any(|(at, token)| points.contains(&token.word) && names_matter(clause.get(at + 1..(at + 4).min(clause.len())).unwrap_or(&[])));
    (person && past) || (past && (definite || value) && matter && scene.someone && !house)
}

/// Whether a clause of a message or a mail tells of one person's care.
fn in_a_letter(input: &Input<'_>, clause: &[Token], scene: &Scene) -> bool {
    let matter = names_matter(clause);
    let they = says_they(clause);
    let directs = has_class(clause.get(..2.min(clause.len())).unwrap_or(&[]), classes!["directive"])
        || has(clause, hashes!["should", "need", "needs", "must", "please"])
        || advises(clause);
    if !matter || directs {
        return false;
    }
    let past = tells_past(input, clause);
    let person = they || says_you(clause);
    let about = has(clause, hashes!["message", "note", "question", "remember", "asks", "scan"]);
    ((person && past) || (they && !says_you(clause) && scene.someone)) && !about
}

/// Whether a clause of a post tells of a patient's care.
fn in_public(clause: &[Token], scene: &Scene) -> bool {
    let they = says_they(clause);
    let matter = names_matter(clause);
    if !matter || says_you(clause) || !scene.patient || advises(clause) {
        return false;
    }
    let value = clause.iter().any(|token| token.kind == Kind::Number);
    they || (value && scene.they)
}
