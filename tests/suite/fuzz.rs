//! The checks of the fuzz targets, replayed without a fuzzer: on the seeds, and on texts from a seeded generator.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use checks::CHECKS;

#[path = "../fuzz/checks.rs"]
mod checks;

#[test]
fn every_seed_passes_every_check() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/seeds");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap();
        for (name, check) in CHECKS {
            println!("{name} on {}", entry.file_name().to_string_lossy());
            check(&bytes);
        }
        seen += 1;
    }
    assert!(seen > 5, "{seen} seeds");
}

/// Pieces of texts, of tricks and of broken UTF-8.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let words: Vec<&[u8]> = vec![
        b"thanks for coming in",
        b"Dana",
        b"Mrs. Alvarez",
        b"your appointment",
        b"last Tuesday",
        b"555-0193",
        b"five five five oh one",
        b"MRN 4417",
        b". ",
        b"\n",
        b"\r\n",
        b"! ",
        b", ",
        b" ",
        b"-",
        b"*",
        b"_",
        b"&nbsp;",
        b"&#39;",
        b"&#42;",
        b"<b>",
        b"</p>",
        b"#thankyoudana",
        b"@dana.smith",
        b"su cita",
        b"gracias por",
        b"y0ur",
        b"4ppointment",
        b"thankyouforcoming",
        b"commming",
        b"metoprolo",
        b"a.b.c.de.fg",
        b"\xe2\x80\x8b",
        b"\xef\xb8\x8f\xe2\x83\xa3",
        b"\xd0\xb0",
        b"\xf0\x9d\x90\x83",
        b"\xd9\xa5",
        b"\xe2\x91\xa4",
        b"\xf0\x9f\x91\xa9\xe2\x80\x8d",
        b"\xf0\x9f",
        b"\xff",
        b"\xcc\x81",
        b"\xe2\x80\xae",
    ];
    prop_oneof![5 => prop::sample::select(words).prop_map(<[u8]>::to_vec), 1 => prop::collection::vec(any::<u8>(), 1..5)]
}

#[test]
fn generated_texts_pass_every_check() {
    let mut runner = TestRunner::new_with_rng(Config::with_cases(300), TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]));
    let bytes = (prop::collection::vec(any::<u8>(), 33), prop::collection::vec(piece(), 0..60));
    runner
        .run(&bytes, |(head, pieces)| {
            let bytes: Vec<u8> = head.into_iter().chain(pieces.concat()).collect();
            for (_, check) in CHECKS {
                check(&bytes);
            }
            Ok(())
        })
        .unwrap();
}
