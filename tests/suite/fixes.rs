//! Fixes over the whole corpus: pressing one takes its finding away, brings no other, and leaves the rest as it is.
//!
//! The shares are floors in `corpus/fixes.json`; `UPDATE=1 cargo test fixes` writes today's. To read what the fixes
//! make of the texts, `FIXES=FOLDER cargo test fixes` writes each pair of sentences there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use curbside::finding::{Context, Finding, Fix, Label, Severity};
use curbside::fix::{self, Wide};
use curbside::scan::{Scanner, Situation};
use curbside::text::Span;

use crate::corpus::{self, Item};

/// How far a share may fall.
const SLACK: f64 = 0.005;
/// Most fixes that one text may take until nothing is found.
const ROUNDS: usize = 40;

fn situation(item: &Item) -> Situation<'static> {
    Situation { context: item.context, counterpart: None, recipients: item.recipients }
}

fn found(scanner: &mut Scanner, text: &str, situation: Situation<'_>) -> Vec<Finding> {
    scanner.scan(text, situation).iter().copied().filter(|finding| finding.severity != Severity::Note).collect()
}

fn fixes(scanner: &mut Scanner, text: &str, situation: Situation<'_>, finding: &Finding) -> Vec<Fix> {
    scanner.with_input(text, situation, |input| fix::offer(input, finding))
}

fn applied(text: &str, span: Span, words: &str) -> String {
    format!("{}{words}{}", &text[..span.start as usize], &text[span.end as usize..])
}

/// Whether a fix of `span` settles a finding, with the rest of the text as it was; what is found then goes to `objected`.
fn settles(
    scanner: &mut Scanner,
    item: &Item,
    situation: Situation<'_>,
    finding: &Finding,
    way: &Wide,
    before: &[Finding],
    objected: &mut String,
) -> bool {
    let (span, fix) = (way.span, &way.fix);
    let after = applied(&item.text, span, &fix.text);
    let (start, end) = (span.start as usize, span.end as usize);
    assert_eq!(&after.as_bytes()[..start], &item.text.as_bytes()[..start], "{finding:?} moved what stands before");
    assert!(after.as_bytes().ends_with(&item.text.as_bytes()[end..]), "{finding:?} moved what stands after");
    let left = found(scanner, &after, situation);
    let wide = Finding { span, ..*finding };
    let mut settled = true;
    for other in objections(&wide, &fix.text, before, &left) {
        settled = false;
        let _ = writeln!(objected, "  ! {} {}", other.rule.id, after[other.span.range()].replace('\n', "⏎"));
    }
    settled
}

/// What is still found in place of a finding, or came because of its fix; `before` and `after` are findings of the two texts.
fn objections<'a>(finding: &'a Finding, words: &'a str, before: &'a [Finding], after: &'a [Finding]) -> impl Iterator<Item = &'a Finding> {
    let end = finding.span.start as usize + words.len();
    let moved = words.len() as i64 - i64::from(finding.span.len());
    let back = move |at: u32| if at as usize >= end { (i64::from(at) - moved) as u32 } else { at };
    after.iter().filter(move |now| {
        let inside = (now.span.start as usize) < end && now.span.end > finding.span.start;
        let was = Span::new(back(now.span.start), back(now.span.end));
        // A neighbour of another kind from which the finding had been cut out may reach over the new words.
        let is_known = |known: &Finding| {
            known != finding
                && known.span.overlaps(was)
                && (!inside || (known.label() == now.label() && known.label() != finding.label() && !finding.span.contains(known.span)))
        };
        !before.iter().any(is_known)
    })
}

/// What is ungrammatical whatever the words mean.
fn ugly(text: &str, span: Span, words: &str) -> Option<&'static str> {
    let (head, tail) = (&text[..span.start as usize], &text[span.end as usize..]);
    let first = words.chars().next();
    let article = head.split_whitespace().last().map(str::to_lowercase);
    let vowel = first.is_some_and(|c| "aeioAEIO".contains(c));
    match () {
        () if words.contains("  ") || (words.is_empty() && head.ends_with(' ') && tail.starts_with(' ')) => Some("two spaces"),
        () if words.starts_with(' ') || words.ends_with(' ') => Some("a space at the edge"),
        () if words.is_empty() && tail.starts_with([',', '.', '!']) => Some("an orphaned mark"),
        () if words.contains("{}") || words.contains(" ,") => Some("a template shows"),
        () if head.ends_with(' ') && article.as_deref() == Some("a") && vowel => Some("a before a vowel"),
        () if head.ends_with(' ') && article.as_deref() == Some("an") && !vowel => Some("an before a consonant"),
        () if words.ends_with(['.', '!', '?']) && tail.starts_with(['.', ',', '?']) => Some("two marks"),
        () => None,
    }
}

struct Tally {
    findings: u32,
    settled: u32,
    narrow: u32,
    texts: u32,
    clear: u32,
}

#[test]
fn the_first_fix_settles_its_finding_and_touches_nothing_else() {
    let mut scanner = Scanner::new();
    let mut tally = Tally { findings: 0, settled: 0, narrow: 0, texts: 0, clear: 0 };
    let (mut kinds, mut listing): (BTreeMap<&str, (u32, u32)>, String) = Default::default();
    for (number, item) in corpus::load_all().iter().enumerate() {
        let situation = situation(item);
        let before = found(&mut scanner, &item.text, situation);
        for finding in &before {
            let ways = scanner.with_input(&item.text, situation, |input| fix::ways(input, finding));
            let fixes: Vec<Fix> = ways.iter().filter(|way| way.span == finding.span).map(|way| way.fix.clone()).collect();
            for way in &ways {
                let kind = ugly(&item.text, way.span, &way.fix.text);
                assert!(kind.is_none(), "text {number}, {finding:?}: {}", kind.unwrap_or_default());
            }
            let mut objected = String::new();
            let mut tries = |way: &Wide| settles(&mut scanner, item, situation, finding, way, &before, &mut objected);
            let good = ways.first().is_some_and(&mut tries);
            let own = ways.iter().find(|way| way.span == finding.span);
            let narrow = if own == ways.first() { good } else { own.is_some_and(&mut tries) };
            let wider = ways.first().filter(|way| way.span != finding.span);
            tally.narrow += u32::from(narrow);
            tally.findings += 1;
            tally.settled += u32::from(good);
            let kind = kinds.entry(finding.label().as_str()).or_default();
            kind.0 += 1;
            kind.1 += u32::from(good);
            note(&mut listing, number, item, finding.span, finding.rule.id, &fixes, good);
            if let Some(wider) = wider {
                let _ = writeln!(listing, "  * {}", wider.fix.text.replace('\n', "⏎"));
            }
            listing.push_str(&objected);
        }
        if !before.is_empty() {
            tally.texts += 1;
            tally.clear += u32::from(ends_clear(&mut scanner, &item.text, situation));
        }
    }
    for (label, (all, good)) in &kinds {
        println!("{label:18} {good:5} of {all:5}");
    }
    write_out("found", &listing);
    let now = shares(&tally);
    hold(&now);
}

/// Whether fixing one finding after the other leaves none.
fn ends_clear(scanner: &mut Scanner, text: &str, situation: Situation<'_>) -> bool {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let left = found(scanner, &text, situation);
        if left.is_empty() {
            return true;
        }
        let step = left.iter().find_map(|finding| Some((finding.span, fixes(scanner, &text, situation, finding).into_iter().next()?)));
        let Some((span, fix)) = step else { return false };
        text = applied(&text, span, &fix.text);
    }
    false
}

fn shares(tally: &Tally) -> BTreeMap<&'static str, f64> {
    let share = |part: u32, whole: u32| (f64::from(part) / f64::from(whole) * 1000.0).floor() / 1000.0;
    println!(
        "{} of {} findings settled, {} in their own words, {} of {} texts clear",
        tally.settled, tally.findings, tally.narrow, tally.clear, tally.texts
    );
    BTreeMap::from([
        ("settled", share(tally.settled, tally.findings)),
        ("narrow", share(tally.narrow, tally.findings)),
        ("clear", share(tally.clear, tally.texts)),
    ])
}

/// The shares of today are no lower than those committed.
fn hold(now: &BTreeMap<&str, f64>) {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/fixes.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(now).unwrap() + "\n").unwrap();
    }
    let floor: BTreeMap<String, f64> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (name, was) in &floor {
        let is = now[name.as_str()];
        assert!(is >= was - SLACK, "{name}: {was} before, {is} now");
    }
    assert!(now["settled"] >= 0.95);
    // What a fix of the finding's own words does: who applies fixes by position alone gets only those.
    assert!(now["narrow"] >= 0.95);
}

/// A classifier marks words of any kind: what people marked stands for what it will.
#[test]
fn every_marked_phrase_has_a_wording_that_fits() {
    let mut scanner = Scanner::new();
    let (mut kinds, mut listing): (BTreeMap<&str, (u32, u32)>, String) = Default::default();
    for (number, item) in corpus::load_all().iter().enumerate().filter(|(_, item)| !item.grey) {
        for &(start, end, label) in &item.spans {
            let span = Span::new(start as u32, end as u32);
            let fixes = scanner.with_input(&item.text, situation(item), |input| fix::offer_for(input, span, label, Severity::Warn));
            for fix in &fixes {
                let kind = ugly(&item.text, span, &fix.text);
                assert!(kind.is_none(), "text {number} {start}..{end} {label}: {}", kind.unwrap_or_default());
            }
            let kind = kinds.entry(label.as_str()).or_default();
            kind.0 += 1;
            kind.1 += u32::from(!fixes.is_empty());
            note(&mut listing, number, item, span, label.as_str(), &fixes, !fixes.is_empty());
        }
    }
    write_out("marked", &listing);
    let (all, some) = kinds.values().fold((0, 0), |sum, kind| (sum.0 + kind.0, sum.1 + kind.1));
    for (label, (all, some)) in &kinds {
        println!("{label:18} {some:5} of {all:5}");
    }
    println!("{some} of {all} phrases have a wording");
    // The aim is 0.95, see above.
    assert!(f64::from(some) >= 0.85 * f64::from(all), "{some} of {all}");
}

/// A pair of sentences for a person to read: invented texts, written only where somebody asked for them.
fn note(out: &mut String, number: usize, item: &Item, span: Span, kind: &str, fixes: &[Fix], good: bool) {
    if std::env::var_os("FIXES").is_none() {
        return;
    }
    let (start, end) = (span.start as usize, span.end as usize);
    let mut from = start.saturating_sub(110);
    while !item.text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (end + 70).min(item.text.len());
    while !item.text.is_char_boundary(to) {
        to += 1;
    }
    let flat = |text: &str| text.replace('\n', "⏎");
    let (head, tail) = (flat(&item.text[from..start]), flat(&item.text[end..to]));
    let _ = writeln!(
        out,
        "{}{number} {kind} {}\n  - {head}[{}]{tail}",
        if good { "" } else { "FAILS " },
        item.context,
        flat(&item.text[start..end])
    );
    for fix in fixes {
        let _ = writeln!(out, "  + {head}[{}]{tail}", flat(&fix.text));
    }
}

fn write_out(name: &str, listing: &str) {
    if let Some(folder) = std::env::var_os("FIXES") {
        std::fs::write(std::path::PathBuf::from(folder).join(name), listing).unwrap();
    }
}

#[test]
fn every_label_is_known_to_the_fixes() {
    let text = "We saw it. Nothing else.";
    let mut scanner = Scanner::new();
    for label in Label::ALL {
        let fixes = scanner.with_input(text, Situation::default(), |input| fix::offer_for(input, Span::new(0, 9), label, Severity::Warn));
        assert!(!fixes.is_empty(), "{label}");
    }
}

#[test]
fn whole_replies_say_nothing_that_would_be_found() {
    let mut scanner = Scanner::new();
    for reply in fix::REPLIES.iter().chain(&fix::SPANISH_REPLIES) {
        for context in Context::ALL {
            assert!(found(&mut scanner, reply.text, Situation::of(context)).is_empty(), "{} {context}", reply.text);
        }
    }
    for replies in [&fix::REPLIES[..], &fix::SPANISH_REPLIES] {
        let of = |tone| replies.iter().filter(|reply| reply.mood == tone).count();
        assert!(of(fix::Tone::Thanks) > 1 && of(fix::Tone::Complaint) > 1);
    }
}

#[test]
fn a_sentence_or_a_reply_may_be_written_anew() {
    let mut scanner = Scanner::new();
    let situation = Situation::of(Context::ReviewReply);
    let text = "Hello. You showed up at 7:58 and swore at Keisha. Please call us.";
    let finding = found(&mut scanner, text, situation).into_iter().find(|finding| finding.label() == Label::RelCare).unwrap();
    let wide = scanner.with_input(text, situation, |input| fix::sentence(input, &finding)).unwrap();
    let after = applied(text, wide.span, &wide.fix.text);
    assert!(after.starts_with("Hello. ") && after.ends_with(". Please call us."));
    assert!(found(&mut scanner, &after, situation).iter().all(|left| left.span.start as usize > "Hello. ".len() + wide.fix.text.len()));
    let replies = scanner.with_input(text, situation, |input| fix::replies(input, &finding));
    assert_eq!(replies.len(), 3);
    assert!(replies.iter().all(|reply| reply.span == Span::new(0, text.len() as u32)));
    let post = Situation::of(Context::Post);
    assert!(scanner.with_input(text, post, |input| fix::replies(input, &finding)).is_empty());
}

/// The "in" of "coming in" stayed behind the new words: "thanks for telling us about this in Dana".
#[test]
fn the_little_word_of_a_verb_goes_with_it() {
    let mut scanner = Scanner::new();
    let situation = Situation::of(Context::ReviewReply);
    for text in ["thanks for coming in Dana", "Thanks for coming in last week!", "thank you for stopping by yesterday"] {
        let before = found(&mut scanner, text, situation);
        let visit = before.iter().find(|finding| finding.label() == Label::RelVisit).expect("a visit");
        let fixes = fixes(&mut scanner, text, situation, visit);
        assert!(!fixes.is_empty(), "{text}");
        for fix in fixes {
            assert!(!fix.text.ends_with(" in") && !fix.text.ends_with(" by"), "{}", fix.text);
        }
    }
}

#[test]
fn a_spanish_text_is_offered_spanish_words() {
    let mut scanner = Scanner::new();
    for (context, text) in [
        (Context::ReviewReply, "Hola Daniela, gracias por venir el martes pasado. Nos alegra que su hija ya no tenga dolor."),
        (Context::Comment, "Tome dos pastillas de ibuprofeno cada seis horas y deje el antibiótico."),
        (Context::Message, "Mándeme una foto de su licencia y su fecha de nacimiento."),
        (Context::Post, "Ayer atendimos a doña Rosario en urgencias por su presión."),
    ] {
        let situation = Situation::of(context);
        let all = found(&mut scanner, text, situation);
        assert!(!all.is_empty(), "{text}");
        for finding in all {
            for fix in fixes(&mut scanner, text, situation, &finding) {
                assert!(is_spanish(&fix.text), "{text}: {}", fix.text);
            }
            if let Some(wide) = scanner.with_input(text, situation, |input| fix::sentence(input, &finding)) {
                assert!(is_spanish(&wide.fix.text), "{text}: {}", wide.fix.text);
            }
        }
    }
    let reply =
        scanner.with_input("Gracias por sus palabras, nos alegra leer esto.", Situation::of(Context::ReviewReply), fix::safe_replies);
    assert!(reply.iter().all(|reply| is_spanish(&reply.fix.text)) && !reply.is_empty());
}

/// Whether words are Spanish, told by words that English does not have.
fn is_spanish(text: &str) -> bool {
    const SPANISH: [&str; 24] = [
        "gracias", "verdad", "a", "de", "por", "su", "sus", "esto", "los", "este", "hace", "cerca", "alguien", "esta", "omitido",
        "omitida", "nuestra", "el", "solo", "lo", "qué", "tomamos", "podría", "nos",
    ];
    text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| SPANISH.contains(&word))
}
