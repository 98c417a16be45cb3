#![no_main]
//! The command line on any bytes: an answer for each line that is not blank, in order, each of them JSON.
#[path = "../../../src/bin/curbside.rs"]
#[allow(dead_code, reason = "only the reading of lines is tried")]
mod curbside_cli;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut answers = Vec::new();
    let done = curbside_cli::scan_lines(bytes, &mut answers);
    assert!(done.is_ok());
    let asked = bytes.split(|byte| *byte == b'\n').filter(|line| !line.iter().all(u8::is_ascii_whitespace)).count();
    let given: Vec<serde_json::Value> =
        answers.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).unwrap()).collect();
    assert_eq!(given.len(), asked);
});
