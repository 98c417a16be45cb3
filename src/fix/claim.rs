//! Promises, hedged: what is said stays, how surely it is said changes.

use super::site::{Site, Slot, Subject};
use crate::hashes;
use crate::rules::evidence::clinical::{has, word};
use crate::text::Kind;

/// An absolute word or two, and what it becomes. The longer entry of two stands first.
const SOFTER: &[(&[u32], &str)] = &[
    (&[word("will"), word("cure")], "may help with"),
    (&[word("can"), word("cure")], "may help with"),
    (&[word("cures")], "may help with"),
    (&[word("cure")], "help with"),
    (&[word("heals")], "may help heal"),
    (&[word("eliminates")], "may reduce"),
    (&[word("eliminate")], "reduce"),
    (&[word("reverses")], "may ease"),
    (&[word("erases")], "may soften"),
    (&[word("prevents")], "may help prevent"),
    (&[word("stops")], "may help stop"),
    (&[word("fixes")], "may help with"),
    (&[word("always"), word("works")], "often works"),
    (&[word("never"), word("fails")], "often works"),
    (&[word("works"), word("every"), word("time")], "works for many people"),
    (&[word("always")], "often"),
    (&[word("never")], "rarely"),
    (&[word("completely")], "largely"),
    (&[word("totally")], "largely"),
    (&[word("permanently")], "for a long time"),
    (&[word("permanent")], "long-lasting"),
    (&[word("instantly")], "soon"),
    (&[word("instant")], "early"),
    (&[word("forever")], "for a long time"),
    (&[word("painless")], "gentle"),
    (&[word("painlessly")], "gently"),
    (&[word("will")], "may"),
];

/// Hedged words for a promise.
pub fn hedged(site: &Site<'_>, slot: Slot) -> Vec<String> {
    let mut out: Vec<String> = softened(site).into_iter().collect();
    const SURE: &[u32] = hashes![
        "every",
        "time",
        "single",
        "no",
        "exceptions",
        "always",
        "ever",
        "each",
        "guaranteed",
        "period",
        "%",
        "percent",
        "100",
        "for",
        "everyone",
        "everybody",
        "all",
        "without",
        "exception",
        "fail"
    ];
    if site.inside().iter().all(|token| SURE.contains(&token.word) || token.kind == Kind::Number) && !site.opens() {
        // "It works for every back, [every time]."
        out.push("for many people".to_owned());
        out.push("as a rule".to_owned());
    } else if site.opens() && !site.ends_clause() && site.inside().first().is_some_and(|first| first.word == word("guaranteed")) {
        // "[Guaranteed results] or your money back"
        out.push("careful work".to_owned());
    }
    let gentle = has(site.inside(), hashes!["pain", "painless", "painfree", "hurt", "hurts", "comfortable", "discomfort"]);
    let usual: &[&str] = match slot {
        Slot::Clause if gentle => &["we work to keep you comfortable", "comfort varies from person to person"],
        Slot::Clause => &["results vary from person to person", "we will talk with you about what to expect"],
        Slot::Question => &["would you like to know what to expect"],
        Slot::Base => &["help many people", "work toward good results"],
        Slot::Negated => &["promise the same result to everyone"],
        Slot::Finite(Subject::You) => &["can ask us what to expect"],
        Slot::Finite(Subject::I | Subject::We) => &["work toward good results"],
        Slot::Finite(Subject::They) => &["may help"],
        Slot::Finite(Subject::Third) | Slot::Relative => &["may help", "helps many people"],
        Slot::Complement if gentle => &["as gentle as we can make it"],
        Slot::Complement => &["helpful for many people"],
        Slot::Participle => &["helped many people"],
        Slot::Gerund => &["helping many people"],
        Slot::Noun if gentle => &["gentle care"],
        Slot::Noun | Slot::Subject(_) => &["results that vary from person to person", "careful work"],
        Slot::Kernel if site.ends_clause() => &["treatment that helps many people", "option to ask us about", "results that vary"],
        Slot::Kernel if gentle => &["gentle"],
        Slot::KernelClause => &["result varies from person to person"],
        Slot::Kernel => &["careful", "individual"],
        Slot::Feeling => &["to talk about what to expect"],
        Slot::Content | Slot::Reason => &["results vary from person to person"],
        Slot::Time | Slot::Condition => &["you want to know what to expect"],
    };
    out.extend(usual.iter().map(|&words| words.to_owned()));
    out
}

/// The author's own words with the absolutes among them hedged; nothing where there are none, or where numbers or a
/// guarantee would remain.
fn softened(site: &Site<'_>) -> Option<String> {
    let inside = site.inside();
    let stays = inside.iter().any(|token| token.kind == Kind::Number)
        || has(
            inside,
            hashes![
                "guarantee",
                "guaranteed",
                "guarantees",
                "promise",
                "promised",
                "zero",
                "no",
                "risk",
                "free",
                "success",
                "best",
                "only",
                "not",
                "%"
            ],
        );
    if stays {
        return None;
    }
    let (mut out, mut at, mut done, mut from) = (String::new(), 0, false, site.span.start);
    while let Some(token) = inside.get(at) {
        let softer = SOFTER.iter().find(|(words, _)| {
            words.iter().enumerate().all(|(index, word)| inside.get(at + index).is_some_and(|token| token.word == *word))
        });
        let Some((words, softer)) = softer else {
            at += 1;
            continue;
        };
        // "may often" says it twice.
        if done && *softer == "may" {
            return None;
        }
        let last = inside.get(at + words.len() - 1)?;
        out.push_str(site.input.parsed.text.get(from as usize..token.span.start as usize)?);
        out.push_str(softer);
        from = last.span.end;
        at += words.len();
        done = true;
    }
    out.push_str(site.input.parsed.text.get(from as usize..site.span.end as usize)?);
    done.then_some(out)
}
