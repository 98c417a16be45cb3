//! What must hold for any bytes: shared by the fuzz targets and by the tests that replay them without a fuzzer.
//!
//! Nothing here knows what should be found. A check panics when what it says does not hold; the message names spans
//! and counts, never the text.

use curbside::finding::{Context, Does};
use curbside::fix;
use curbside::policy::{Action, Policy};
use curbside::scan::{Scanner, Situation};
use curbside::text::{Document, Offsets};

/// What must hold for some bytes; panics when it does not.
type Check = fn(&[u8]);

/// Each check by the name of its fuzz target.
pub const CHECKS: [(&str, Check); 5] = [("scan", scan), ("edits", edits), ("offsets", offsets), ("policy", policy), ("tokens", tokens)];

/// The text that some bytes stand for, and the situation: the first byte says which.
fn read(bytes: &[u8]) -> (String, Context, Option<String>) {
    let (first, rest) = bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest));
    let text = String::from_utf8_lossy(rest).into_owned();
    let context = Context::ALL[first as usize % Context::ALL.len()];
    let counterpart = (first & 64 != 0).then(|| text.chars().take(first as usize % 24).collect());
    (text, context, counterpart)
}

/// A whole scan: findings in order, apart, on boundaries; the same twice; each can be explained and mended; and the
/// work is in proportion to the length.
pub fn scan(bytes: &[u8]) {
    let (text, context, counterpart) = read(bytes);
    let situation = Situation { context, counterpart: counterpart.as_deref(), recipients: 1 };
    let mut scanner = Scanner::new();
    let findings = scanner.scan(&text, situation).to_vec();
    // A step is one instruction of one pattern at one token; each token has a fixed number of patterns and of steps.
    let most = 20_000 + text.len() as u32 * 2_000;
    assert!(scanner.steps() < most, "{} steps for {} bytes", scanner.steps(), text.len());
    let mut at = 0;
    for finding in &findings {
        let span = finding.span.range();
        assert!(span.start >= at && span.end > span.start, "{finding:?} overlaps the one before");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{finding:?} is not on boundaries");
        at = span.end;
    }
    assert!(findings == Scanner::new().scan(&text, situation), "another scanner finds other things");
    scanner.with_input(&text, situation, |input| {
        for finding in &findings {
            for offered in fix::offer(input, finding) {
                assert!(offered.does == Does::LeaveOut || !offered.shown.is_empty(), "a fix that shows nothing for {finding:?}");
            }
        }
    });
}

/// Edits one after another: what is found is what a scan from the beginning finds. The bytes are read as a text, and
/// then, four at a time, as where to cut, how much, and what to put there.
pub fn edits(bytes: &[u8]) {
    let (script, rest) = bytes.split_at(bytes.len().min(32));
    let (text, context, counterpart) = read(rest);
    let situation = Situation { context, counterpart: counterpart.as_deref(), recipients: 1 };
    let mut chars: Vec<char> = text.chars().collect();
    let mut kept = Scanner::new();
    kept.scan(&text, situation);
    for step in script.chunks_exact(4) {
        let from = (step[0] as usize * 256 + step[1] as usize) % (chars.len() + 1);
        let to = (from + step[2] as usize % 16).min(chars.len());
        const PIECES: [&str; 16] = [
            "",
            " ",
            ". ",
            "\n",
            "\n\n",
            "Dana ",
            "thanks for coming in ",
            "’s",
            "😀",
            "&nbsp;",
            "555-0142",
            "su cita ",
            "thankyoufor",
            "4",
            "\u{200b}",
            "*",
        ];
        chars.splice(from..to, PIECES[step[3] as usize % PIECES.len()].chars());
        let text: String = chars.iter().collect();
        let incremental = kept.scan(&text, situation);
        let mut fresh = Scanner::new();
        assert!(incremental == fresh.scan(&text, situation), "after an edit at {from}, other findings than from a new scan");
    }
}

/// Positions go to UTF-16 and to code points and back.
pub fn offsets(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (utf16, points) = (Offsets::utf16(&text), Offsets::code_points(&text));
    let (mut units, mut count) = (0, 0);
    for (at, c) in text.char_indices() {
        assert_eq!(utf16.from_byte(&text, at as u32), units);
        assert_eq!(points.from_byte(&text, at as u32), count);
        assert_eq!(utf16.to_byte(&text, units), at as u32);
        assert_eq!(points.to_byte(&text, count), at as u32);
        units += c.len_utf16() as u32;
        count += 1;
    }
    assert_eq!(utf16.from_byte(&text, text.len() as u32), units);
    for at in [0, 1, 2, units / 2, units, units + 1, u32::MAX] {
        assert!(text.is_char_boundary(utf16.to_byte(&text, at) as usize) && text.is_char_boundary(points.to_byte(&text, at) as usize));
    }
}

/// Every finding has an answer, and the default policy never lets one that blocks go out without a word.
pub fn policy(bytes: &[u8]) {
    let (text, context, _) = read(bytes);
    let mut scanner = Scanner::new();
    let policy = Policy::default();
    for finding in scanner.scan(&text, Situation::of(context)) {
        let action = policy.decide(finding, context, "www.example.org/page");
        assert!(action > Action::Allow, "{finding:?} is let go");
        assert!(finding.severity != curbside::finding::Severity::Block || action >= Action::Warn, "{finding:?} is only noted");
    }
}

/// A text that came about in two steps is taken apart as one that came at once.
pub fn tokens(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (mut kept, mut whole) = (Document::default(), Document::default());
    kept.update(&text[..half]);
    kept.update(&text);
    whole.update(&text);
    assert!(kept.parsed().tokens == whole.parsed().tokens, "other tokens after an edit");
    assert!(kept.parsed().sentences == whole.parsed().sentences, "other sentences after an edit");
}
