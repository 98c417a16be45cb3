//! The command line keeps its contract, also when what it reads is broken.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

fn scan(input: &[u8]) -> (Vec<Value>, bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_curbside"))
        .args(["scan", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let done = child.wait_with_output().unwrap();
    let lines = String::from_utf8(done.stdout).unwrap();
    (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), done.status.success())
}

#[test]
fn offsets_are_code_points_and_answers_come_in_order() {
    let text = "👩‍👧 Señora: thanks for coming in";
    let input = format!(
        "{{\"id\":\"a\",\"context\":\"review-reply\",\"text\":{}}}\n\n{{\"id\":2,\"text\":\"Fine.\"}}\n",
        serde_json::to_string(text).unwrap()
    );
    let (answers, ok) = scan(input.as_bytes());
    assert!(ok);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[1]["id"], 2);
    assert_eq!(answers[1]["findings"].as_array().unwrap().len(), 0);
    let visit = answers[0]["findings"].as_array().unwrap().iter().find(|finding| finding["label"] == "rel.visit").unwrap();
    let (start, end) = (visit["start"].as_u64().unwrap() as usize, visit["end"].as_u64().unwrap() as usize);
    let words: String = text.chars().skip(start).take(end - start).collect();
    assert_eq!(words, "thanks for coming in");
    for key in ["rule", "severity", "title", "fixes"] {
        assert!(!visit[key].is_null(), "{key}");
    }
}

#[test]
fn a_bad_line_is_named_and_the_run_goes_on() {
    let input = b"{\"id\":1,\"text\":5}\nnot json: Dana\n{\"id\":3,\"context\":\"poem\",\"text\":\"x\"}\n\xff\xfe\n{\"id\":5,\"text\":\"x\",\"recipients\":{\"to\":\"a\"}}\n{\"id\":6,\"text\":\"ok\"}";
    let (answers, ok) = scan(input);
    assert!(!ok, "exit status 1 at the end");
    assert_eq!(answers.len(), 6);
    for (at, expected) in [(0, "\"text\""), (1, "JSON"), (2, "\"context\""), (3, "JSON"), (4, "\"recipients\"")] {
        let error = answers[at]["error"].as_str().unwrap();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("Dana"), "an error may not quote the text");
    }
    assert!(answers[5]["findings"].is_array());
}

#[test]
fn several_patients_in_to_are_told_to_move_and_colleagues_are_not() {
    let line = |to: &str| {
        format!("{{\"id\":1,\"context\":\"email\",\"text\":\"Hi all! Our Thursday group moves to 6:30.\",\"recipients\":{to}}}\n")
    };
    let patients = line(r#"{"to":["kay@gmail.com"],"cc":["tobyw@yahoo.com"]}"#);
    let hidden = line(r#"{"to":["kay@gmail.com"],"bcc":["tobyw@yahoo.com","peg@aol.com"]}"#);
    let colleagues = line(r#"{"to":["nurse@elmclinic.example","dr.ito@elmclinic.example"]}"#);
    let (answers, ok) = scan(format!("{patients}{hidden}{colleagues}").as_bytes());
    assert!(ok);
    let told =
        |at: usize| answers[at]["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "id.email/recipients").cloned();
    let finding = told(0).unwrap();
    assert_eq!((finding["start"].as_u64(), finding["end"].as_u64(), finding["severity"].as_str()), (Some(0), Some(6), Some("warn")));
    assert_eq!(finding["fixes"].as_array().unwrap().len(), 0, "no wording changes to whom it goes");
    assert!(told(1).is_none() && told(2).is_none());
}

#[test]
fn half_a_character_is_read_and_keeps_every_position() {
    let input = br#"{"id":1,"context":"review-reply","text":"\ud83d\ude00 \ud83d thanks for coming in \\ud83d"}"#;
    let (answers, ok) = scan(input);
    assert!(ok);
    let visit = &answers[0]["findings"][0];
    assert_eq!((visit["start"].as_u64(), visit["end"].as_u64()), (Some(4), Some(24)));
}

#[test]
fn a_file_is_shown_to_a_person() {
    let path = std::env::temp_dir().join(format!("curbside-{}.txt", std::process::id()));
    std::fs::write(&path, "All good here.\nHi there, thanks for coming in!\n").unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_curbside")).args(["scan", "--context", "review-reply"]).arg(&path).output().unwrap();
    std::fs::remove_file(&path).unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert!(out.contains(":2: Confirms that someone is a patient [rel.visit/"), "{out}");
    let lines: Vec<&str> = out.lines().collect();
    let line = lines.iter().position(|line| line.contains("thanks for coming in!")).unwrap();
    assert_eq!(lines[line].find("thanks"), lines[line + 1].find('='), "{out}");
}

#[test]
fn a_missing_file_is_named() {
    let done = Command::new(env!("CARGO_BIN_EXE_curbside")).args(["scan", "no-such-file.txt"]).output().unwrap();
    assert!(!done.status.success());
    assert!(String::from_utf8(done.stderr).unwrap().contains("no-such-file.txt"));
}
