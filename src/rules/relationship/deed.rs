//! What the person who is answered did, in whatever words.

use crate::classes;
use crate::finding::Context;
use crate::hashes;
use crate::lexicon::Classes;
use crate::rules::evidence::clause::is_past;
use crate::rules::evidence::clinical::{about_animals, ends_clause, has, is_made_up, refuses, span_of};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Token};

declare_rule! {
    /// Flags what a reply says that the reviewer, or a relative of theirs, did: "you pulled out your own IV", "your
    /// mother slept through it". What somebody wrote, said, felt or thought is no disclosure.
    ///
    /// # Why
    /// Whoever tells a reviewer what they did says that they were there and what happened: the Office for Civil Rights
    /// has settled such cases under 45 CFR 164.502(a).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{You pulled out your own IV}}, twice.
    /// {{you slept thru it}} and the laser needs two passes
    /// {{You received 30 tablets}}.
    /// Everybody saw that {{your husband carried the bag}}.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// You wrote about the parking, and you are right.
    /// What you described is not how we want to be known.
    /// You mentioned the phones; you deserved better.
    /// If you needed a form, the desk has one.
    /// You interviewed well, and we kept no one on the hook.
    /// ```
    /// ```text,comment
    /// You asked how aligners work: slowly.
    /// ```
    pub static DEED = {
        id: "rel.care/deed",
        label: RelCare,
        title: "Reveals what a patient did",
        why: "What somebody did as a patient is part of their care.",
        law: ["45 CFR 164.502(a)", "45 CFR 160.103"],
        severity: Block,
        check: check,
        broad: true,
    }
}

const KIN: Classes = classes!["kin"];
/// Longest clause that is marked, in tokens after the verb.
const LONGEST: usize = 10;

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    if input.context != Context::ReviewReply {
        return;
    }
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        let spoken_to = has(tokens, hashes!["you", "u", "your", "ur"]);
        if !spoken_to || refuses(tokens) || about_animals(input, sentence.span) || is_made_up(input, sentence.span) {
            continue;
        }
        for at in 0..tokens.len() {
            if let Some(span) = deed(input, tokens, at).and_then(span_of) {
                sink.add(span);
            }
        }
    }
}

/// "you pulled …" from the pronoun to the end of the clause.
fn deed<'a>(input: &Input<'_>, tokens: &'a [Token], at: usize) -> Option<&'a [Token]> {
    let token = tokens.get(at)?;
    let mut verb = at + 1;
    if hashes!["your", "ur"].contains(&token.word) {
        tokens.get(verb).filter(|kin| kin.classes.intersects(KIN) && !kin.shape.has(crate::text::Shape::POSSESSIVE))?;
        verb += 1;
    } else if !hashes!["you", "u"].contains(&token.word) {
        return None;
    }
    let between = hashes![
        "also",
        "never",
        "already",
        "still",
        "actually",
        "simply",
        "then",
        "finally",
        "later",
        "both",
        "just",
        "first",
        "had",
        "have",
        "even",
        "repeatedly",
        "only",
        "once"
    ];
    while tokens.get(verb).is_some_and(|token| between.contains(&token.word))
        && tokens.get(verb + 1).is_some_and(|next| is_past(input, next))
    {
        verb += 1;
    }
    let said = tokens.get(verb).filter(|token| is_past(input, token))?;
    // What somebody wrote, thought or felt is in the review itself.
    let told = hashes![
        "wrote",
        "said",
        "described",
        "mentioned",
        "felt",
        "posted",
        "shared",
        "raised",
        "noticed",
        "experienced",
        "expected",
        "deserved",
        "found",
        "noted",
        "made",
        "called",
        "spoke",
        "emailed",
        "reached",
        "reviewed",
        "rated",
        "named",
        "pointed",
        "brought",
        "interviewed",
        "applied",
        "attached",
        "tagged",
        "earned",
        "read",
        "liked",
        "loved",
        "enjoyed",
        "heard",
        "thought",
        "meant",
        "hoped",
        "wanted",
        "wished",
        "been",
        "gone",
        "left",
        "took",
        "saw",
        "knew",
        "did",
        "didnt",
        "offered",
        "recommended",
        "praised",
        "voted",
        "nominated",
        "won",
        "helped",
        "inspired",
        "donated",
        "supported",
        "identified",
        "highlighted",
        "flagged",
        "reported",
        "contacted",
        "submitted",
        "chimed",
        "caught",
        "messaged",
        "lied",
        "threatened",
        "stole",
        "swore",
        "screamed",
        "cursed",
        "cussed",
        "yelled",
        "harassed",
        "bullied",
        "done",
        "given",
        "taken",
        "seen",
        "written",
        "captured",
        "touched",
        "appreciated",
        "perceived",
        "encountered",
        "sounded",
        "seemed",
        "looked",
        "hurt",
        "worked",
        "trained",
        "rented",
        "parked",
        "dialed",
        "texted",
        "asked",
        "told",
        "spent",
        "gave",
        "had",
        "hadnt",
        "was",
        "were",
        "wasnt",
        "werent",
        "interpreted",
        "pictured",
        "reviewed",
        "linked",
        "quoted",
        "edited",
        "invented",
        "fabricated",
        "misread",
        "counted",
        "believed",
        "mistook",
        "confused",
        "stated",
        "alleged",
        "claimed",
        "accused",
    ];
    let last = verb
        + 1
        + tokens
            .get(verb + 1..)?
            .iter()
            .take(LONGEST)
            .take_while(|token| {
                !ends_clause(token) && token.kind != Kind::Emoji && !hashes!["and", "but", "because", "so"].contains(&token.word)
            })
            .count();
    let clause = tokens.get(at..last)?;
    let earlier = tokens.get(at.saturating_sub(5)..at).unwrap_or(&[]);
    let open = has(
        earlier,
        hashes![
            "if",
            "whenever",
            "unless",
            "whether",
            "wish",
            "hope",
            "sorry",
            "what",
            "who",
            "anyone",
            "should",
            "everything",
            "all",
            "where"
        ],
    );
    let careless = has(
        clause,
        hashes![
            "review",
            "reviews",
            "words",
            "story",
            "stars",
            "voicemail",
            "comment",
            "post",
            "landlord",
            "lease",
            "resume",
            "invoice",
            "shift"
        ],
    );
    (!told.contains(&said.word) && !open && !careless && clause.len() >= 3).then_some(clause)
}
