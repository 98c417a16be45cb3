//! Trains the weights of [`curbside::model`], measures them by cross-validation and writes both down.
//!
//! `train [--shared FOLDER] [--measure | --compare]`: reads the labelled texts, writes `src/model/weights.bin` and
//! `src/model/CARD.md`. With `--measure` it only measures; with `--compare` it measures tables of several sizes, and weights
//! of several steps, beside each other. The same inputs give the same bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a tool for developers: it stops where its data are wrong"
)]

mod card;
mod data;
mod fit;
mod learn;
mod measure;
mod net;
mod pack;

use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let shared = arguments.iter().position(|argument| argument == "--shared").and_then(|at| arguments.get(at + 1));
    let shared = PathBuf::from(shared.map_or("../shared", String::as_str));
    let begun = Instant::now();
    let texts = data::load(&shared);
    let clauses: usize = texts.iter().map(|text| text.clauses.len()).sum();
    println!("    {} texts, {clauses} clauses read in {:.0?}", texts.len(), begun.elapsed());

    let folds = fit::folds(&texts);
    if arguments.iter().any(|argument| argument == "--compare") {
        return compare(&texts, &folds);
    }
    let tables = fit::tables(&texts, &folds, fit::KEPT);
    let crossed = fit::cross(texts, &folds, &tables, fit::STEP);
    println!("    scored by cross-validation, {:.0?}", begun.elapsed());
    let figures = measure::all(&crossed);
    println!("{}", figures.table());
    if arguments.iter().any(|argument| argument == "--measure") {
        return;
    }
    let about = card::sources(&crossed.texts);
    let whole = fit::whole(crossed);
    let bytes = pack::pack(&whole);
    std::fs::write("src/model/weights.bin", &bytes).expect("src/model/weights.bin can be written");
    std::fs::write("src/model/CARD.md", card::write(&about, &figures, &whole, bytes.len())).expect("src/model/CARD.md can be written");
    println!("    {} features, {} bytes written, {:.0?}", whole.scores.features.len(), bytes.len(), begun.elapsed());
}

/// Features of the first table, and the smallest weights that are tried.
const COMPARED: [(usize, &[f32]); 3] = [(60_000, &[0.1, 0.15]), (51_000, &[0.1, 0.13, 0.16]), (37_000, &[0.1])];

fn compare(texts: &[data::Text], folds: &[fit::Fold]) {
    for (kept, steps) in COMPARED {
        let tables = fit::tables(texts, folds, kept);
        for &step in steps {
            let crossed = fit::cross(texts.to_vec(), folds, &tables, step);
            println!("{kept} features, the smallest weight {step}\n{}", measure::all(&crossed).table());
        }
    }
}
