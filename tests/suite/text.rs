//! The text layer holds on any string: nothing lost, nothing twice, every position translated both ways.

use curbside::text::html;
use curbside::text::token::tokenize;
use curbside::text::{Document, Kind, Offsets, Revision, Shape, Snapshot, Span, Token, sentence};
use proptest::prelude::*;

/// Pieces that break naive text code.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z]{1,9}",
        2 => "[0-9]{1,6}",
        3 => Just(" ".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\u{fffd}".to_owned()),
        1 => Just("👩‍👩‍👧‍👦".to_owned()),
        1 => Just("🏳️‍🌈".to_owned()),
        1 => Just("🇺🇸🇲🇽".to_owned()),
        1 => Just("e\u{301}\u{327}".to_owned()),
        1 => Just("\u{200b}\u{feff}".to_owned()),
        1 => Just("don’t".to_owned()),
        1 => Just("don&#39;t&nbsp;".to_owned()),
        1 => Just("<b>*bold*</b>".to_owned()),
        1 => Just("5\u{fe0f}\u{20e3}٥⑤".to_owned()),
        1 => Just("𝐃𝐚𝐧𝐚".to_owned()),
        1 => Just("thanks.for.coming".to_owned()),
        1 => Just("thankyouforcoming su cita 4ppointment".to_owned()),
        1 => Just("\u{202e}\u{fe0f}\u{3164}".to_owned()),
        1 => Just("x@y.example".to_owned()),
        1 => Just("https://a.example/b?c=d,".to_owned()),
        1 => Just("#myPatientJohn".to_owned()),
        2 => "[-.,!?@#$%&*()'\"/:;]{1,3}",
        1 => any::<String>(),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens
}

fn words(text: &str) -> Vec<&str> {
    tokens(text).iter().map(|token| &text[token.span.range()]).collect()
}

/// Whether it is nothing that a reader would miss: blanks, what cannot be seen, joints, emphasis, tags.
fn is_left_out(mut part: &str) -> bool {
    while let Some(c) = part.chars().next() {
        let blank = |c: char| c.is_whitespace() || c == '\u{2800}' || curbside::text::fold::is_invisible(c);
        let length = if blank(c) || "-_*.\u{2010}\u{2011}".contains(c) {
            c.len_utf8()
        } else if let Some((_, length)) = html::character(part.as_bytes()).filter(|(c, _)| blank(*c)) {
            length
        } else if let Some((length, _)) = html::tag(part.as_bytes()) {
            length
        } else {
            return false;
        };
        part = &part[length..];
    }
    true
}

proptest! {
    #[test]
    fn tokens_are_in_order_on_boundaries_and_leave_out_only_what_is_empty(text in text()) {
        let mut at = 0;
        for token in tokens(&text) {
            let span = token.span.range();
            prop_assert!(span.start >= at && span.end > span.start);
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            let left_out = &text[at..span.start];
            prop_assert!(is_left_out(left_out), "left out {left_out:?}");
            at = span.end;
        }
        prop_assert!(is_left_out(&text[at..]));
    }

    #[test]
    fn sentences_hold_every_token_once(text in text()) {
        let tokens = tokens(&text);
        let mut sentences = Vec::new();
        sentence::split(&tokens, &mut sentences);
        let mut next = 0;
        for sentence in &sentences {
            prop_assert_eq!(sentence.first, next);
            prop_assert!(sentence.end > sentence.first);
            next = sentence.end;
        }
        prop_assert_eq!(next as usize, tokens.len());
    }

    #[test]
    fn positions_survive_the_way_to_utf16_and_back(text in text()) {
        let utf16 = Offsets::utf16(&text);
        let points = Offsets::code_points(&text);
        let (mut units, mut count) = (0, 0);
        for (at, c) in text.char_indices() {
            prop_assert_eq!(utf16.from_byte(&text, at as u32), units);
            prop_assert_eq!(points.from_byte(&text, at as u32), count);
            prop_assert_eq!(utf16.to_byte(&text, units), at as u32);
            prop_assert_eq!(points.to_byte(&text, count), at as u32);
            units += c.len_utf16() as u32;
            count += 1;
        }
        prop_assert_eq!(utf16.from_byte(&text, text.len() as u32), units);
        prop_assert_eq!(units as usize, text.encode_utf16().count());
        prop_assert_eq!(utf16.to_byte(&text, units), text.len() as u32);
    }

    #[test]
    fn a_document_is_the_same_however_it_came_about(
        start in text(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..9, piece()), 1..8),
    ) {
        let mut kept = Document::default();
        let mut chars: Vec<char> = start.chars().collect();
        kept.update(&start);
        for (place, cut, piece) in edits {
            let from = place.index(chars.len() + 1);
            let to = (from + cut).min(chars.len());
            chars.splice(from..to, piece.chars());
            let text: String = chars.iter().collect();
            kept.update(&text);
            let mut whole = Document::default();
            whole.update(&text);
            prop_assert_eq!(kept.parsed().text, whole.parsed().text);
            prop_assert_eq!(kept.parsed().tokens, whole.parsed().tokens);
            prop_assert_eq!(kept.parsed().sentences, whole.parsed().sentences);
        }
    }

    #[test]
    fn a_lone_surrogate_keeps_every_position(before in "[a-z😀]{0,9}", after in "[a-z😀]{0,9}") {
        // What JavaScript holds: a lone high surrogate between two strings. It arrives as U+FFFD.
        let mut units: Vec<u16> = before.encode_utf16().collect();
        units.push(0xD83D);
        units.extend(after.encode_utf16());
        let text = String::from_utf16_lossy(&units);
        prop_assert_eq!(text.encode_utf16().count(), units.len());
    }
}

#[test]
fn tokens_are_what_a_reader_would_say() {
    assert_eq!(words("Hi Dana, thanks!"), ["Hi", "Dana", ",", "thanks", "!"]);
    assert_eq!(words("follow-up x-ray"), ["follow", "up", "x", "ray"]);
    assert_eq!(words("call 555-0142 at 9:30"), ["call", "555", "-", "0142", "at", "9", ":", "30"]);
    assert_eq!(words("$1,184.50 on the 3rd"), ["$", "1,184.50", "on", "the", "3rd"]);
    assert_eq!(words("#myPatientJohn"), ["#", "my", "Patient", "John"]);
    assert_eq!(words("mail j.doe@mail.example now."), ["mail", "j.doe@mail.example", "now", "."]);
    assert_eq!(words("see (https://a.example/x?y=1)."), ["see", "(", "https://a.example/x?y=1", ")", "."]);
    assert_eq!(words("👩‍👩‍👧‍👦👍🏽 ok"), ["👩‍👩‍👧‍👦", "👍🏽", "ok"]);
    assert_eq!(words("@kay_kneads, hi"), ["@kay_kneads", ",", "hi"]);
    assert_eq!(words("400mg q6h"), ["400", "mg", "q6h"]);
}

#[test]
fn a_sentence_does_not_end_at_a_title_or_initial() {
    let text = "Dr. Pham and J. Ortiz agree. Mrs. Lee left! ok?\nNew line";
    let tokens = tokens(text);
    let mut sentences = Vec::new();
    sentence::split(&tokens, &mut sentences);
    let found: Vec<&str> = sentences.iter().map(|sentence| &text[sentence.span.range()]).collect();
    assert_eq!(found, ["Dr. Pham and J. Ortiz agree.", "Mrs. Lee left!", "ok?", "New line"]);
}

#[test]
fn a_megabyte_of_anything_has_tokens() {
    for unit in ["a", " ", "1-", "é", "😀", "\u{200d}", "'", "#", "@", ".", "a@", "http://", "\u{301}", "-a", "\r\n"] {
        let text = unit.repeat((1 << 20) / unit.len());
        let tokens = tokens(&text);
        assert!(tokens.last().is_none_or(|token| token.span.end as usize <= text.len()), "{unit:?}");
    }
}

#[test]
fn a_snapshot_gives_only_what_stands_on_boundaries_and_hides_its_text() {
    let snapshot = Snapshot::new("Señora".to_owned(), Revision(7));
    assert_eq!(snapshot.get(Span::new(0, 4)), Some("Señ"));
    assert_eq!(snapshot.get(Span::new(0, 3)), None);
    assert_eq!(snapshot.get(Span::new(4, 99)), None);
    assert_eq!(format!("{snapshot:?}"), "Snapshot(Revision(7), 7 bytes)");
}

#[test]
fn shapes_tell_case_and_place() {
    let tokens = tokens("Hi MARY's\n3rd a1c");
    assert!(tokens[0].shape.has(Shape::CAPITALISED));
    assert!(tokens[1].shape.has(Shape::POSSESSIVE));
    assert!(tokens[2].shape.has(Shape::ORDINAL.with(Shape::LINE_BEFORE)) && tokens[2].kind == Kind::Number);
    assert!(tokens[3].shape.has(Shape::MIXED));
}
