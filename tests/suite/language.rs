//! What Curbside says stands in every language, and none of it is left over or left behind.

use std::collections::HashSet;

use curbside::attachment::Concern;
use curbside::finding::{Context, Does, Fix};
use curbside::language::{ENGLISH, Language, SPANISH, rule};
use curbside::policy::{self, Policy};
use curbside::rules::{RULES, Rule};
use curbside::scan::{Scanner, Situation};
use serde_json::json;

/// Longest title and longest why in Spanish, which takes more words than English, in words.
const TITLE: usize = 8;
const WHY: usize = 28;
/// The block that the rules of attachments share.
const SHARED: &str = "attachment";

fn every_rule() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().chain(Concern::ALL.map(Concern::rule))
}

/// The prose of a manual: without headings, examples and words in quotation marks.
fn prose(manual: &str) -> String {
    let mut is_inside = false;
    let kept = manual.lines().filter(|line| {
        let is_fence = line.trim().starts_with("```");
        is_inside ^= is_fence;
        !is_inside && !is_fence && !line.trim().starts_with("# ")
    });
    let all = kept.collect::<Vec<_>>().join(" ");
    all.split('"').step_by(2).collect::<Vec<_>>().join(" ")
}

/// Words that a sentence of one language holds and one of the other does not.
fn is_english(text: &str) -> bool {
    const ENGLISH: [&str; 16] =
        ["the", "is", "of", "and", "that", "this", "what", "to", "for", "it", "somebody", "patient", "person", "with", "who", "flags"];
    let names = text.replace("AMA Code of Medical Ethics", "").replace("Office for Civil Rights", "").replace("Compliance Guidance", "");
    let words = names.split(|c: char| !c.is_alphanumeric() && c != '@' && c != '`');
    words.filter(|word| ENGLISH.contains(&word.to_lowercase().as_str())).count() > 0
}

#[test]
fn every_rule_is_told_in_spanish() {
    let mut objections = Vec::new();
    for own in every_rule() {
        let Some(said) = rule::of(own) else {
            objections.push(format!("{}: not translated", own.id));
            continue;
        };
        let mut object = |what: String| objections.push(format!("{}: {what}", own.id));
        let count = said.title.split_whitespace().count();
        if count > TITLE || said.title.ends_with(['.', '!']) || said.title.is_empty() {
            object(format!("a title of {count} words, or with a mark"));
        }
        if !said.why.ends_with('.') || said.why.split_whitespace().count() > WHY {
            object(format!("why: {} words, or no sentence", said.why.split_whitespace().count()));
        }
        let Some(manual) = rule::manual(own.manual, &said.paragraphs()) else {
            object("the manual has another number of paragraphs".to_owned());
            continue;
        };
        for text in [said.title, said.why, &prose(&manual)] {
            if is_english(text) {
                object(format!("English in: {text}"));
            }
        }
        // What the law is called, and where one looks it up, is the same in both.
        let cited = |text: &str| {
            let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|number| number.trim_matches('.').to_owned());
            numbers.filter(|number| number.contains('.')).collect::<HashSet<_>>()
        };
        if cited(&prose(own.manual)) != cited(&prose(&manual)) {
            object("cites something else".to_owned());
        }
    }
    assert!(objections.is_empty(), "\n{}", objections.join("\n"));
}

#[test]
fn nothing_is_told_of_a_rule_that_is_gone_nor_twice() {
    let ids: Vec<&str> = rule::all().map(|said| said.id).collect();
    let known: HashSet<&str> = every_rule().map(|rule| rule.id).chain([SHARED]).collect();
    assert_eq!(ids.iter().filter(|id| !known.contains(*id)).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
}

#[test]
fn no_word_is_left_in_english() {
    for ((name, english), (_, spanish)) in ENGLISH.all().into_iter().zip(SPANISH.all()) {
        let same = ["direction"].contains(&name);
        assert_eq!(english == spanish, same, "{name}");
        assert!(same || !is_english(spanish), "{name}: {spanish}");
        assert_eq!(english.matches("{}").count(), spanish.matches("{}").count(), "{name}: another number of holes");
        // A single lead says "one", the others hold the number.
        assert_eq!(english.ends_with('.'), spanish.ends_with('.'), "{name}: a full stop");
    }
}

#[test]
fn the_examples_of_a_manual_stay_as_they_are() {
    let own = RULES.iter().find(|rule| rule.id == "id.name/greeting").unwrap();
    let manual = Language::Spanish.manual(own);
    assert!(manual.contains("{{Dana}}, thanks for the stars!") && manual.contains("# Wrong"));
    assert!(!manual.contains("Flags the name"));
    assert_eq!(Language::English.manual(own), own.manual);
}

#[test]
fn the_policy_chooses_the_language_before_the_browser() {
    use policy::Language::{Auto, English, Spanish};
    assert_eq!(Language::choose(Auto, "es-US"), Language::Spanish);
    assert_eq!(Language::choose(Auto, "ES"), Language::Spanish);
    assert_eq!(Language::choose(Auto, "en-US"), Language::English);
    assert_eq!(Language::choose(Auto, "est"), Language::English);
    assert_eq!(Language::choose(Auto, ""), Language::English);
    assert_eq!(Language::choose(English, "es"), Language::English);
    assert_eq!(Language::choose(Spanish, "en"), Language::Spanish);
}

#[test]
fn a_fix_is_worded_by_the_reader_and_written_for_the_text() {
    let fix = Fix { does: Does::Write, shown: "Hi there".to_owned(), text: "there".to_owned() };
    assert_eq!(Language::English.fix(&fix), "Write: Hi there");
    assert_eq!(Language::Spanish.fix(&fix), "Escriba: Hi there");
    let out = Fix { does: Does::LeaveOut, shown: String::new(), text: String::new() };
    assert_eq!(Language::Spanish.fix(&out), "Quitarlo");
}

#[test]
fn words_of_ours_in_the_name_of_an_organisation_are_translated_and_its_own_are_not() {
    let policy = json!({"terms": [{"term": "zebra"}, {"term": "lotus", "title": "Names our new clinic", "why": "It opens in May."}]});
    let mut scanner = Scanner::new();
    scanner.set_house(&Policy::read(&serde_json::from_value(policy).unwrap()).0.house);
    let told = |text: &str, scanner: &mut Scanner| {
        let rule = scanner.scan(text, Situation::of(Context::Post)).first().map(|finding| finding.rule).unwrap();
        let spanish = Language::Spanish;
        (spanish.title(rule), spanish.why(rule), spanish.manual(rule).into_owned())
    };
    let (title, why, manual) = told("The zebra is back.", &mut scanner);
    assert_eq!(title, "Una palabra que su organización vigila");
    assert!(!is_english(why) && manual == why, "{why}");
    let (title, why, _) = told("The lotus is back.", &mut scanner);
    assert_eq!((title, why), ("Names our new clinic", "It opens in May."));
    assert_eq!(rule::of_house("A patient of ours"), "Un paciente nuestro");
    assert_eq!(rule::of_house("Names our new clinic"), "Names our new clinic");
}
