//! Web pages of patients.

use crate::rules::evidence::{Scene, US, has, is};
use crate::rules::evidence::judge::{Candidate, Judge};
use crate::rules::identifier::story::{OF_URL, WEIGHTS};
use crate::rules::{Input, Sink};
use crate::text::Kind;
use crate::words;

declare_rule! {
    /// Flags a web address that leads to a patient's page, file or fundraiser.
    ///
    /// # Why
    /// A web address of a person is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(N)).
    ///
    /// # Wrong
    /// ```text
    /// His folks are on the way. Updates at {{caringpages.example.com/visit/brodysutter}}.
    /// Her rehab album: {{photos.millbrookrehab.example/rocco}}
    /// ```
    /// ```text,review-reply
    /// Cute pup in your profile {{facebook.com/jenna.m.okafor.9}} btw!
    /// ```
    /// ```text,email
    /// Her video visit is {{meet.infuzio.example/nakashima-h}}
    /// ```
    ///
    /// # Right
    /// ```text
    /// Book online at www.brightsmiles.example/book.
    /// The list is on our site: willowbrook-clinic.example/caregivers.
    /// Read it at cdc.gov/flu and call your doctor.
    /// ```
    /// ```text,blog
    /// Anybody may report it at fda.gov/medwatch.
    /// ```
    pub static URL = {
        id: "id.url/page",
        label: IdUrl,
        title: "A patient’s web page",
        why: "A personal page leads to the patient.",
        law: ["45 CFR 164.514(b)(2)(i)(N)"],
        severity: Block,
        wakes: ["<url>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let mut judge = Judge::default();
    for at in input.places() {
        let Some(token) = tokens.get(at) else { break };
        if token.kind != Kind::Url {
            continue;
        }
        let address = input.parsed.words(token.span);
        let (host, path) = address.split_once("//").map_or(address, |(_, rest)| rest).split_once(['/', '?']).unwrap_or((address, ""));
        let public = [".gov", ".edu"].iter().any(|end| host.ends_with(end));
        let ours = (1..7).any(|back| at.checked_sub(back).is_some_and(|before| has(tokens, before, US) || is(tokens, before, words!["site", "portal", "book", "register", "online", "apply", "website", "resources", "download", "schedule", "sign"])));
        if public || ours {
            continue;
        }
        let near = Scene::near(input, at);
        let wide = Scene::wide(input, at);
        let theirs = (1..7).any(|back| at.checked_sub(back).is_some_and(|before| is(tokens, before, words!["her", "his", "their", "your", "profile", "updates", "family", "mom", "blog", "link", "gofundme"])));
        let personal = path.len() > 2 || theirs;
        let told = near.they + near.patient + near.relation > 0 || Scene::about(input, at).is_record();
        let worded = personal && (theirs && (near.they + near.you + wide.they > 0 || wide.relation > 0) || told && wide.care + wide.treated > 0);
        let candidate = Candidate { first: at, end: at + 1, form: OF_URL, opinion: 0 };
        if judge.weigh(input, &candidate, WEIGHTS) > if worded { -128 } else { 0 } {
            sink.add(token.span);
        }
    }
}
