//! Telling somebody what to take, do or leave.

use crate::finding::{Context, Severity};
use crate::lexicon::Classes;
use crate::rules::evidence::clinical::{
    about_animals, answers_someone, asks, clause_end, ends_clause, has, has_class, has_pair, is_made_up, redirects, refuses, span_of, teaches, turns_to_someone,
    word};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span, Token};
use crate::{classes, hashes};

declare_rule! {
    /// Flags words that tell one person what to take, do or leave for their health.
    ///
    /// # Why
    /// Advice on somebody's own case makes a patient-physician relationship and a duty of care, without an
    /// examination and where everybody reads it (AMA Code of Medical Ethics, Opinions 1.2.12 and 2.3.1).
    /// General education is something else and stays silent.
    ///
    /// # Wrong
    /// ```text,comment
    /// Welcome! {{Stop the metoprolol}}, then rest.
    /// {{i'd lay off the ibuprofen}}, honestly
    /// {{You should take an antihistamine for that rash}}.
    /// Tough week. {{try a warm compress and 2 Benadryl at night}}
    /// {{You need antibiotics}}.
    /// {{I suggest you take a course of doxycycline}}.
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// You should ask your own doctor about the metoprolol.
    /// People with gout should drink more water.
    /// I take ibuprofen for my own knees.
    /// Try the tacos on 5th, and take a walk by the river.
    /// ```
    /// ```text,post
    /// Wash your hands, cover a cough and get your flu shot.
    /// ```
    pub static TREATMENT = {
        id: "adv.treatment/directive",
        label: AdvTreatment,
        title: "Tells one person what to do",
        why: "Telling one person what to take or stop is treatment without an exam.",
        law: ["AMA Code of Medical Ethics 1.2.12", "AMA Code of Medical Ethics 2.3.1"],
        severity: Warn,
        check: check,
    }
}

/// What makes an ordinary verb a matter of health.
const ANY: Classes = classes!["drug", "remedy", "test", "procedure", "condition", "unit", "frequency", "symptom", "body"];
const THING: Classes = classes!["drug", "remedy", "test", "procedure", "condition", "unit"];
const DIRECTIVE: Classes = classes!["directive"];
/// How far a directive may stand from what it is about, in tokens.
const REACH: usize = 9;

/// How a clause leads in, and what must follow.
enum Lead {
    /// "you should", "I'd", "have you tried": somebody is told.
    Told(usize),
    /// The bare verb.
    Bare(usize),
    /// "you need", "he needs": a thing follows.
    Needs(usize),
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    for sentence in input.sentences() {
        let tokens = input.parsed.tokens_of(sentence);
        if tokens.len() < 2 || !has_class(tokens, ANY) || teaches(tokens) || refuses(tokens) {
            continue;
        }
        let person = answers_someone(input) || has(tokens, hashes!["yours", "dude", "babe", "hun", "hon"]) || turns_to_someone(input, sentence.span);
        if !person {
            continue;
        }
        let mut excused = None;
        let mut at = 0;
        while at < tokens.len() {
            let end = next_clause(tokens, at);
            if let Some(span) = told(input, tokens, at) {
                // The wide looks come last: they cost most.
                if !*excused.get_or_insert_with(|| about_animals(input, sentence.span) || is_made_up(input, sentence.span)) {
                    sink.add_as(span, Severity::Warn);
                }
            }
            at = end;
        }
    }
}

/// Where the clause that begins at `at` gives way to the next.
fn next_clause(tokens: &[Token], at: usize) -> usize {
    let joins = hashes!["and", "but", "then", "so", "or", "plus", "yes", "also", "that", "because", "until", "if", "&", "while", "for", "hence"];
    let mut next = at + 1;
    while let Some(token) = tokens.get(next) {
        if ends_clause(token) || joins.contains(&token.word) || token.kind == Kind::Emoji || (token.kind == Kind::Punct && token.span.len() > 1) {
            return next + 1;
        }
        // "just u should": somebody is addressed in the middle of a clause.
        if hashes!["you", "u", "he", "she", "id", "youll", "lets", "please", "plz", "pls", "kindly", "definitely", "wouldnt"].contains(&token.word) && next > at {
            return next;
        }
        next += 1;
    }
    next
}

fn told(input: &Input<'_>, tokens: &[Token], from: usize) -> Option<Span> {
    let lead = lead(tokens, from)?;
    let (at, told, needs) = match lead {
        Lead::Told(at) => (at, true, false),
        Lead::Bare(at) => (at, false, false),
        Lead::Needs(at) => (at, false, true),
    };
    let verb = tokens.get(at)?;
    if !needs && !told && !verb.classes.intersects(DIRECTIVE) {
        return None;
    }
    // "Walk-ins", "conditions that put pressure", "ice and bananas": no imperative.
    let noun = tokens.get(at + 1).is_some_and(|next| next.shape.has(Shape::HYPHEN_BEFORE) || hashes!["happen", "happens", "is", "are", "was", "were", "stop", "stops"].contains(&next.word));
    let relative = at == from && from > 0 && tokens.get(from - 1).is_some_and(|before| before.word == const { word("that") });
    if !told && !needs && (noun || relative) {
        return None;
    }
    // "I cannot say whether you should …", "without talking to …": nobody is told.
    let asked = has(tokens.get(from.saturating_sub(2)..from).unwrap_or(&[]), hashes!["whether", "if", "about", "when", "why"]);
    if asked || has_pair(tokens, hashes!["without", "before"], hashes!["talking", "speaking", "asking", "checking", "consulting", "medical", "calling"]) {
        return None;
    }
    let end = clause_end(tokens, at, 16);
    let object = tokens.get(if needs { at } else { at + 1 }..end.min(at + REACH)).unwrap_or(&[]);
    // These verbs are of medicine; others want a thing of medicine as their object.
    let strong = hashes![
        "take", "stop", "apply", "avoid", "gargle", "discontinue", "taper", "titrate", "wean", "inject", "elevate", "ice", "swish", "dab", "rinse", "soak", "double", "halve", "skip",
        "increase", "decrease", "reduce", "rub", "massage", "lance", "snip", "lay", "quit", "resume", "restart", "supplement", "alternate", "swallow", "bump", "bandage", "splint", "stretch",
        "immobilize", "pop", "drain", "squeeze", "flush", "tape", "limit", "refuse", "cancel", "toss", "ditch", "come", "stay", "hold", "thicken", "irrigate", "debride", "swab", "crush", "dissolve",
    ];
    let enough = if needs {
        has_class(object, classes!["drug", "procedure", "test", "remedy"])
    } else if told || strong.contains(&verb.word) {
        has_class(object, ANY) || (told && has_class(tokens.get(..from).unwrap_or(&[]), classes!["drug", "procedure"]) && has(object, hashes!["it", "them", "off"]))
    } else {
        has_class(object, THING)
    };
    let clause = tokens.get(from..end)?;
    // "Follow our page", "add me on Instagram", "call the office", "I take …" are none of this.
    let other = has(object, hashes!["me", "us", "our", "page", "link", "website", "portal", "form", "survey", "office"]) && !has_class(object, classes!["drug"]);
    let sent = redirects(clause) && !has_class(object, classes!["drug", "remedy", "procedure"]);
    let question = asks(tokens) && !matches!(lead, Lead::Told(_));
    let quiet = input.context == Context::Email && !told && !needs && !has_class(object, classes!["drug"]);
    (enough && !other && !sent && !question && !quiet).then(|| span_of(trim(clause))).flatten()
}

/// A clause without the marks and joining words at its edges.
fn trim(clause: &[Token]) -> &[Token] {
    let edge = hashes!["and", "but", "so", "then", "or", "plus", "yes", "also", "that", "because", "until", "if", "for", "hence", "&"];
    let loose = |token: &&Token| (token.kind != Kind::Word && token.kind != Kind::Number) || edge.contains(&token.word);
    let start = clause.iter().take_while(loose).count();
    let rest = clause.get(start..).unwrap_or(&[]);
    let tail = rest.iter().rev().take_while(loose).count();
    rest.get(..rest.len() - tail).unwrap_or(rest)
}

/// Reads the words with which a clause begins.
fn lead(tokens: &[Token], from: usize) -> Option<Lead> {
    let filler = hashes![
        "please", "plz", "pls", "kindly", "just", "also", "definitely", "maybe", "probably", "so", "then", "and", "but", "ok", "okay", "honestly", "tbh", "def",
        "first", "now", "instead", "always", "only", "never", "dont", "do", "not", "however", "try", "to", "yes", "no", "well", "totally", "really",
        "better", "firstly", "secondly", "meanwhile", "again", "immediately", "simply", "still", "absolutely", "gently", "go", "ahead", "make", "sure", "be", "must",
        "remember", "regularly", "otherwise", "or", "thing", "tonight", "today", "daily", "at", "night", "wouldnt", "never", "safely", "slowly", "quickly", "let", "him", "her", "them", "it",
    ];
    let mut at = from;
    let limit = from + 7;
    let mut told = false;
    while at < limit {
        let token = tokens.get(at)?;
        let next = tokens.get(at + 1).map_or(0, |token| token.word);
        let after = tokens.get(at + 2).map_or(0, |token| token.word);
        let modal = hashes!["should", "must", "can", "could", "may", "might", "need", "needs", "have", "has", "ought", "want", "will", "would", "shouldnt", "cant", "cannot", "dont"];
        if hashes!["you", "u", "he", "she", "they", "we", "youll", "youd"].contains(&token.word) {
            let need = hashes!["need", "needs", "require", "requires", "needed"].contains(&next);
            if need && after != const { word("to") } {
                return (next != const { word("needed") }).then_some(Lead::Needs(at + 2));
            }
            if token.word == const { word("youll") } || token.word == const { word("youd") } {
                told = true;
                at += 1;
                if hashes!["need", "want", "have", "better"].contains(&next) {
                    at += if after == const { word("to") } { 2 } else { 1 };
                }
                continue;
            }
            let bare = hashes!["have", "has", "need", "needs", "want"].contains(&next) && after != const { word("to") };
            if bare {
                return None;
            }
            if modal.contains(&next) && (token.word != const { word("we") } || next == const { word("would") }) {
                told = true;
                at += 2;
                continue;
            }
            return None;
        }
        if token.word == const { word("id") } || (token.word == const { word("i") } && hashes!["would", "suggest", "recommend", "advise", "wouldnt"].contains(&next)) {
            told = true;
            at += if token.word == const { word("id") } { 1 } else { 2 };
            if tokens.get(at).is_some_and(|token| hashes!["suggest", "recommend", "advise", "say", "have", "like"].contains(&token.word)) {
                at += 1;
            }
            if tokens.get(at).is_some_and(|token| hashes!["that", "you", "u", "to", "him", "her"].contains(&token.word)) {
                at += 1;
            }
            if tokens.get(at).is_some_and(|token| hashes!["to", "should", "can", "must", "need"].contains(&token.word)) {
                at += 1;
            }
            continue;
        }
        if token.word == const { word("have") } && hashes!["you", "u"].contains(&next) && after == const { word("tried") } {
            return Some(Lead::Told(at + 2)).filter(|_| false);
        }
        if token.classes.intersects(DIRECTIVE) && !(filler.contains(&token.word) && follows_directive(tokens, at + 1)) {
            return Some(if told { Lead::Told(at) } else { Lead::Bare(at) });
        }
        // "we'll" is spelled like "well" once the apostrophe is gone.
        let we = token.word == const { word("well") } && token.span.len() > 4;
        if (we || !filler.contains(&token.word)) && !ends_clause(token) && token.kind == Kind::Word {
            // "you can have another gabapentin": whatever the verb, the object says it.
            let asks = hashes!["ask", "call", "talk", "speak", "see", "tell", "know", "find", "buy", "get", "read", "expect", "feel", "notice", "look", "want", "like", "need", "be", "say", "call", "learn", "check", "also", "think", "trust", "afford", "order", "pick", "bring", "schedule", "book"];
            let object = tokens.get(at + 1..(at + 6).min(tokens.len())).unwrap_or(&[]);
            let eaten = hashes!["have", "eat", "drink", "feed", "wear", "sip", "give", "use", "put", "keep", "run", "rub", "lick", "smoke"].contains(&token.word) && has_class(object, classes!["remedy"]);
            return (told && !asks.contains(&token.word) && (eaten || has_class(object, classes!["drug"]))).then_some(Lead::Told(at));
        }
        at += 1;
    }
    None
}

fn follows_directive(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.classes.intersects(DIRECTIVE))
}
