//! On any input: no panic, findings in order and on boundaries, work in proportion to the length, fixes that do not
//! touch another byte. Seeded, so that a failure can be seen again.

use curbside::finding::Context;
use curbside::fix;
use curbside::scan::{SLICE, Scanner, Situation};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::corpus;

/// Checks one text in every way that needs no expectation.
fn check(scanner: &mut Scanner, text: &str, context: Context) {
    let situation = Situation::of(context);
    let findings = scanner.scan(text, situation).to_vec();
    let mut at = 0;
    for finding in &findings {
        let span = finding.span.range();
        assert!(span.start >= at && span.end > span.start, "{:?} overlaps the one before", finding);
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{:?} is not on boundaries", finding);
        at = span.end;
    }
    assert_eq!(findings, scanner.scan(text, situation), "the same text, other findings");
    let fixes: Vec<_> = scanner.with_input(text, situation, |input| findings.iter().map(|finding| fix::offer(input, finding)).collect());
    assert_eq!(fixes.len(), findings.len());
}

#[test]
fn mutated_corpus_texts_never_break_the_scanner() {
    let texts: Vec<String> = corpus::load().into_iter().map(|item| item.text).collect();
    let splice = ["", "\u{200b}", "’", "👩‍👧", "\r\n", "1-1-", "@", "#", "\u{301}", "e\u{301}", "🇺🇸", ")(", "....", "аеорс", "\u{202e}"];
    let mut runner = TestRunner::new_with_rng(Config::with_cases(3_000), TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6);
    let case = (any::<prop::sample::Index>(), edits, 0..Context::ALL.len());
    runner
        .run(&case, |(which, edits, context)| {
            let mut chars: Vec<char> = which.get(&texts).chars().collect();
            for (place, piece) in edits {
                let at = place.index(chars.len() + 1);
                let end = (at + place.index(7)).min(chars.len());
                chars.splice(at..end, piece.get(&splice).chars());
            }
            let text: String = chars.into_iter().collect();
            check(&mut Scanner::new(), &text, Context::ALL[context]);
            Ok(())
        })
        .unwrap();
}

/// Texts that make careless matchers slow.
const HOSTILE: [&str; 16] = [
    "1-",
    "a ",
    "your ",
    "you you ",
    "555-0142 ",
    "Dana, ",
    "thanks for ",
    "((((",
    "\"'",
    ". ",
    "no ",
    "#aB",
    "Mr. ",
    "@a ",
    "100% ",
    "and the ",
];

#[test]
fn work_grows_with_the_length_and_no_faster() {
    let mut scanner = Scanner::new();
    let mut steps = |unit: &str, bytes: usize| {
        let text = unit.repeat(bytes / unit.len());
        check(&mut scanner, &text, Context::ReviewReply);
        scanner.scan(&text, Situation::of(Context::ReviewReply));
        scanner.steps()
    };
    for unit in HOSTILE {
        let (short, long) = (steps(unit, 5_000), steps(unit, 20_000));
        assert!(long <= short * 5 + 1_000, "{unit:?}: {short} steps at 5,000 bytes, {long} at 20,000");
    }
}

#[test]
fn a_megabyte_is_scanned() {
    let mut scanner = Scanner::new();
    for unit in ["Hi Dana, thanks for coming in last Tuesday. ", "\u{1F468}\u{200D}", "x"] {
        let text = unit.repeat((1 << 20) / unit.len());
        check(&mut scanner, &text, Context::Post);
    }
}

/// A random edit script: each step replaces a few characters somewhere.
fn edited() -> impl Strategy<Value = (prop::sample::Index, Vec<(prop::sample::Index, usize, String)>)> {
    let piece = prop_oneof![
        Just(String::new()),
        Just(" ".to_owned()),
        Just(". ".to_owned()),
        Just("\n\n".to_owned()),
        Just("Dana ".to_owned()),
        Just("thanks for coming in ".to_owned()),
        Just("’s".to_owned()),
        Just("😀".to_owned()),
        Just("@".to_owned()),
        Just("555-0142".to_owned()),
        Just("our office ".to_owned()),
        "[a-z .,!?]{1,9}",
    ];
    (any::<prop::sample::Index>(), prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, piece), 1..12))
}

#[test]
fn after_every_edit_the_findings_are_those_of_a_new_scan() {
    let texts: Vec<String> = corpus::load().into_iter().map(|item| item.text).collect();
    let mut runner = TestRunner::new_with_rng(Config::with_cases(400), TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]));
    runner
        .run(&(edited(), 0..Context::ALL.len()), |((which, edits), context)| {
            // Several texts in a row, so that there is something beyond the reach of an edit.
            let at = which.index(texts.len());
            let mut chars: Vec<char> = (0..9).flat_map(|next| texts[(at + next) % texts.len()].chars().chain("\n".chars())).collect();
            let situation = Situation::of(Context::ALL[context]);
            let mut kept = Scanner::new();
            for (place, cut, piece) in edits {
                let from = place.index(chars.len() + 1);
                let to = (from + cut).min(chars.len());
                chars.splice(from..to, piece.chars());
                let text: String = chars.iter().collect();
                let incremental = kept.scan(&text, situation).to_vec();
                let whole = Scanner::new().scan(&text, situation).to_vec();
                prop_assert_eq!(incremental, whole);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_edit_costs_what_it_touches() {
    let mut scanner = Scanner::new();
    let mut text = corpus::load().into_iter().map(|item| item.text + "\n").collect::<String>();
    scanner.scan(&text, Situation::of(Context::Post));
    let whole = scanner.steps();
    let middle = (0..text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap();
    text.insert(middle, 'a');
    scanner.scan(&text, Situation::of(Context::Post));
    assert!(scanner.steps() * 100 < whole, "{} steps for a letter, {whole} for all", scanner.steps());
}

/// Takes `text` in slices, of which `unread` bytes are left: how many it took, and what is left after `most` of them.
fn take_in_slices(scanner: &mut Scanner, text: &str, mut unread: Option<usize>, most: usize) -> (usize, Option<usize>) {
    for count in 1..=most {
        let end = scanner.slice_of(text, unread);
        scanner.scan(&text[..end], Situation::of(Context::Post));
        unread = (end < text.len()).then_some(text.len() - end);
        if unread.is_none() {
            return (count, None);
        }
    }
    (most, unread)
}

#[test]
fn a_text_taken_in_slices_has_the_findings_of_a_whole_one() {
    let mut text: String = corpus::load().into_iter().map(|item| item.text + "\n").collect();
    text.push_str(&"\u{1f600}".repeat(SLICE));
    let situation = Situation::of(Context::Post);
    let whole = Scanner::new().scan(&text, situation).to_vec();
    let mut sliced = Scanner::new();
    let (count, _) = take_in_slices(&mut sliced, &text, None, usize::MAX);
    assert!(count >= text.len() / SLICE, "{count} slices of {} bytes", text.len());
    assert_eq!(sliced.scan(&text, situation), whole);
}

#[test]
fn an_edit_while_a_text_is_taken_in_slices_costs_one_of_them() {
    let mut text: String = corpus::load().into_iter().map(|item| item.text + "\n").collect();
    let mut scanner = Scanner::new();
    let (_, unread) = take_in_slices(&mut scanner, &text, None, 3);
    text.insert_str(10, "Dana ");
    let end = scanner.slice_of(&text, unread);
    assert_eq!(Some(text.len() - end), unread, "what was read is read again, and no more");
    take_in_slices(&mut scanner, &text, unread, usize::MAX);
    let situation = Situation::of(Context::Post);
    assert_eq!(scanner.scan(&text, situation), Scanner::new().scan(&text, situation));
}

#[test]
fn two_texts_taken_in_slices_by_turns_both_end() {
    let one: String = corpus::load().into_iter().map(|item| item.text + "\n").collect();
    let other: String = one.chars().rev().collect();
    let mut scanner = Scanner::new();
    let mut rest = [(&one, None, false), (&other, None, false)];
    for _ in 0..100 {
        for (text, unread, is_done) in rest.iter_mut().filter(|(.., is_done)| !is_done) {
            (_, *unread) = take_in_slices(&mut scanner, text, *unread, 1);
            *is_done = unread.is_none();
        }
    }
    assert!(rest.iter().all(|(.., is_done)| *is_done), "neither ends");
}
