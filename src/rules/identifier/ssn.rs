//! Social security numbers.

use crate::rules::evidence::code::Written;
use crate::rules::evidence::{code, is, spoken};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span};
use crate::words;

declare_rule! {
    /// Flags social security and taxpayer numbers, whole or as "ending in".
    ///
    /// # Why
    /// A social security number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(G)).
    ///
    /// # Wrong
    /// ```text
    /// Her social is {{518-00-4471}}, please update the file.
    /// {{518 22 9041}} is on the form, in ink
    /// ssn {{518229041}}
    /// name=odell ssn={{518229041}} clinic=2
    /// Your social ending in {{4471}} did not match.
    /// the last four of his SSN, {{6618}}
    /// ```
    ///
    /// # Right
    /// ```text
    /// Call 555-0142 between 9 and 5.
    /// The number 078-05-1120 came with a wallet in 1938.
    /// The code is 000-12-3456 in every textbook.
    /// Social media is 90 percent of it.
    /// Part 666-10-2000 is out of stock.
    /// ```
    pub static SSN = {
        id: "id.ssn/number",
        label: IdSsn,
        title: "A social security number",
        why: "A social security number points at one person and may not be published.",
        law: ["45 CFR 164.514(b)(2)(i)(G)"],
        severity: Block,
        wakes: ["ssn|ss|soc|social|socials|itin|ssns|<num>|<ordinal>"],
        check: check,
    }
}

/// What is ordered, sent or repaired has such numbers, too.
const BOUGHT: &[u32] = words!["order", "invoice", "tracking", "part", "item", "po", "shipment", "sku", "confirmation"];
const LABELS: &[u32] = words!["ssn", "ss", "soc", "social", "socials", "itin", "ssns"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let Some(token) = tokens.get(at) else { break };
        if LABELS.contains(&token.word) {
            after_label(input, at, sink);
        }
        if token.kind != Kind::Number || !token.shape.has(Shape::SPACE_BEFORE) && !is(tokens, at.saturating_sub(1), words!["(", ":", "#", "="]) {
            continue;
        }
        let labelled = (at.saturating_sub(4)..at).any(|before| is(tokens, before, LABELS));
        // "Order 912-44-0071" is a number of the warehouse's.
        let bought = (at.saturating_sub(2)..at).any(|before| is(tokens, before, BOUGHT));
        if let Some(span) = written(input, at)
            && (labelled || !bought && valid(input.parsed.words(span)))
        {
            sink.add(span);
        }
    }
}

/// "518-00-4471", "518 22 9041", "518.22.9041": three, two and four digits.
fn written(input: &Input<'_>, at: usize) -> Option<Span> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    let whole = Written::at(input, at);
    if whole.as_str().bytes().filter(|byte| *byte == b'.').count() == 2 {
        let mut groups = whole.as_str().split('.').map(str::len);
        return (groups.next() == Some(3) && groups.next() == Some(2) && groups.next() == Some(4)).then_some(first.span);
    }
    let marks = words!["-", ".", "/", "_"];
    let dashed = is(tokens, at + 1, marks) && is(tokens, at + 3, marks);
    let (second_at, third_at) = if dashed { (at + 2, at + 4) } else { (at + 1, at + 2) };
    let (second, third) = (tokens.get(second_at)?, tokens.get(third_at)?);
    let numbers = second.kind == Kind::Number && third.kind == Kind::Number;
    let broken = [second, third].iter().any(|token| token.shape.has(Shape::LINE_BEFORE));
    let sizes = (whole.len(), Written::at(input, second_at).len(), Written::at(input, third_at).len()) == (3, 2, 4);
    let more = is(tokens, if dashed { at + 5 } else { at + 3 }, words!["-"]);
    (numbers && sizes && !broken && !more).then_some(first.span.union(third.span))
}

/// What the number office has given out: no area 000, 666 or 9xx but for taxpayers, no group 00 beside serial 0000, and
/// neither of the two numbers that were printed in advertisements. Group 00 is kept: people who make a number up for
/// a sample use it, people who paste a real one mistype it.
fn valid(words: &str) -> bool {
    let mut digits = [0; 9];
    if code::digits(words, &mut digits) != 9 {
        return false;
    }
    let number = digits.iter().fold(0_u32, |number, digit| number * 10 + u32::from(*digit));
    let (area, serial) = (number / 1_000_000, number % 10_000);
    area != 0 && area != 666 && serial != 0 && !matches!(number, 78_051_120 | 219_099_999)
}

/// "ssn 518229041", "social ending in 4471", "ssn xxx-xx-6618", "last four of his SSN, 6618".
fn after_label(input: &Input<'_>, at: usize, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for skip in 1..9 {
        let Some(token) = tokens.get(at + skip) else { return };
        let masked = token.kind == Kind::Word && input.parsed.words(token.span).bytes().all(|byte| matches!(byte, b'x' | b'X'));
        if let Some(run) = spoken::read(input, at + skip).filter(|run| matches!(run.count, 4 | 9)) {
            return sink.add(run.span);
        }
        if token.kind == Kind::Number {
            let whole = Written::at(input, at + skip).len();
            let partial = code::announced(input, at + skip, 4).filter(|code| code.digits == 9 || code.digits == 4 || code.digits > 5);
            if let Some(code) = partial.filter(|_| whole >= 3) {
                sink.add(code.span(tokens));
            }
            return;
        }
        let filler = words![
            ":", "#", "=", "number", "is", "ending", "ends", "in", "with", "(", "no", ".", ",", "last", "four", "4", "digits", "of", "-", "was", "*", "s"
        ];
        if !filler.contains(&token.word) && !masked {
            return;
        }
    }
}
