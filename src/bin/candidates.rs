//! Names, days and places of each text with the signs around them, for `src/rules/evidence/fit.py`.
//!
//! Reads what `curbside scan --jsonl` reads; writes `{"id","name":[[start,end,[sign,…]],…],"day":…,"place":…}` a line.

use std::io::{self, BufRead, Write};

use curbside::finding::Context;
use curbside::rules::Input;
use curbside::rules::evidence::judge::{Candidate, Judge};
use curbside::rules::evidence::place::places;
use curbside::rules::identifier::{story::names, weekday::days};
use curbside::scan::{Scanner, Situation};
use curbside::text::Offsets;
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut scanner = Scanner::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row.get("text").and_then(Value::as_str).unwrap_or_default();
        let context = row.get("context").and_then(Value::as_str).and_then(Context::parse).unwrap_or_default();
        let offsets = Offsets::code_points(text);
        let found = scanner.with_input(text, Situation::of(context), |input| {
            let list = |candidates: Vec<Candidate>| -> Vec<Value> {
                candidates.iter().map(|candidate| signs(input, candidate, text, &offsets)).collect()
            };
            json!({ "id": row.get("id"), "name": list(names(input)), "day": list(days(input)), "place": list(places(input)) })
        });
        writeln!(out, "{found}")?;
    }
    Ok(())
}

fn signs(input: &Input<'_>, candidate: &Candidate, text: &str, offsets: &Offsets) -> Value {
    let mut signs: Vec<u32> = Vec::new();
    Judge::default().signs(input, candidate, &mut signs);
    let span = candidate.span(input.parsed.tokens);
    json!([offsets.from_byte(text, span.start), offsets.from_byte(text, span.end), signs])
}
