//! The exports as JavaScript sees them, in Node: no DOM, UTF-16 offsets, errors that name what was wrong.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test says where")]

use curbside::export::{check_numbers, check_text, manual, rule_id, version};
use js_sys::{Array, Error, JsString, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap()
}

/// What the findings in `text` cover, cut out by JavaScript itself.
fn found(text: &JsString) -> Vec<String> {
    let findings = check_text(String::from(text), "review-reply", None).unwrap().unchecked_into::<Array>();
    let cut = |finding: JsValue| {
        let at = |key: &str| get(&finding, key).as_f64().unwrap() as u32;
        String::from(text.slice(at("start"), at("end")))
    };
    findings.iter().map(cut).collect()
}

#[wasm_bindgen_test]
fn offsets_count_as_javascript_does() {
    let text = JsString::from("👩‍👧 Señora 😀: thanks for coming in, the form says 518-00-4471");
    assert_eq!(found(&text), ["thanks for coming in", "518-00-4471"]);
}

#[wasm_bindgen_test]
fn a_lone_surrogate_moves_nothing() {
    let lone = JsString::from_char_code(&[0xD83D]);
    let text = lone.concat(&" oh well, thanks for coming in".into());
    assert_eq!(found(&text), ["thanks for coming in"]);
}

#[wasm_bindgen_test]
fn a_finding_has_all_that_the_card_needs() {
    let findings = check_text("Hi Dana, thanks for coming in".to_owned(), "review-reply", None).unwrap().unchecked_into::<Array>();
    assert_eq!(findings.length(), 2);
    for finding in findings.iter() {
        for key in ["label", "rule", "severity", "title", "why"] {
            assert!(get(&finding, key).is_string(), "{key}");
        }
        assert!(get(&finding, "law").unchecked_into::<Array>().length() > 0);
        assert!(get(&finding, "fixes").unchecked_into::<Array>().length() > 0);
        let rule = get(&finding, "rule").as_string().unwrap();
        assert!(manual(&rule).is_some_and(|manual| manual.contains("# Why")));
    }
}

#[wasm_bindgen_test]
fn findings_as_numbers_are_the_same_findings() {
    let text = "👩‍👧 Señora 😀: thanks for coming in, the form says 518-00-4471".to_owned();
    let objects = check_text(text.clone(), "review-reply", Some(false)).unwrap().unchecked_into::<Array>();
    let numbers = check_numbers(text, "review-reply").unwrap();
    assert_eq!(numbers.len(), 4 * objects.length() as usize);
    for (object, numbers) in objects.iter().zip(numbers.chunks(4)) {
        let &[start, end, rule, level] = numbers else { panic!("four each") };
        let at = |key: &str| get(&object, key).as_f64().unwrap() as u32;
        assert_eq!((at("start"), at("end")), (start, end));
        assert_eq!(get(&object, "rule").as_string(), rule_id(rule));
        let severity = get(&object, "severity").as_string().unwrap();
        assert_eq!(["note", "warn", "block"].iter().position(|name| *name == severity), Some(level as usize));
    }
}

#[wasm_bindgen_test]
fn an_unknown_context_is_an_error_that_quotes_nothing() {
    let error = check_text("Hi Dana".to_owned(), "poem", None).unwrap_err().unchecked_into::<Error>();
    let message = String::from(error.message());
    assert!(message.starts_with("context: expected post"), "{message}");
    assert!(!message.contains("Dana") && !message.contains("poem"));
    assert!(!version().is_empty());
}
