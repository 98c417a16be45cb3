//! What a finding says of itself: each rule's title, why and law read as a card needs them, and the words that decided
//! are shown where they stand.

use curbside::decided;
use curbside::finding::{Context, Finding, Severity};
use curbside::rules::{RULES, Rule};
use curbside::scan::{Scanner, Situation};
use curbside::text::Span;

use crate::corpus;

/// Longest title and longest why, in words.
const TITLE: usize = 6;
const WHY: usize = 24;
/// Hardest why, as a grade of school by Flesch and Kincaid. One sentence of few words swings by a grade for one long word
/// such as "appointment"; about grade 8 means none above this.
const GRADE: f64 = 10.0;

fn each(check: impl Fn(&Rule) -> Option<String>) {
    let objections: Vec<String> = RULES.iter().filter_map(|rule| check(rule).map(|what| format!("{}: {what}", rule.id))).collect();
    assert!(objections.is_empty(), "\n{}", objections.join("\n"));
}

#[test]
fn every_title_is_short_and_says_what_it_is() {
    each(|rule| {
        let count = rule.title.split_whitespace().count();
        let plain = rule.title.starts_with(char::is_uppercase) && !rule.title.ends_with(['.', '!', '?']);
        (!(1..=TITLE).contains(&count) || !plain).then(|| format!("a title of {count} words, or with a mark: {}", rule.title))
    });
}

#[test]
fn every_why_is_one_plain_sentence() {
    each(|rule| {
        let words: Vec<&str> = rule.why.split_whitespace().collect();
        let marks = rule.why.matches(['.', '!', '?', ';']).count();
        let syllables: usize = words.iter().map(|word| syllables(word)).sum();
        let grade = 0.39 * words.len() as f64 + 11.8 * syllables as f64 / words.len().max(1) as f64 - 15.59;
        match () {
            () if !rule.why.starts_with(char::is_uppercase) || !rule.why.ends_with('.') || marks != 1 => {
                Some("no single sentence".to_owned())
            }
            () if words.len() > WHY => Some(format!("{} words", words.len())),
            () if grade > GRADE => Some(format!("grade {grade:.1}")),
            () => None,
        }
    });
}

/// Roughly: runs of vowels, a silent "e" at the end left out.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let vowel = |c: &char| "aeiouy".contains(*c);
    let runs =
        letters.iter().enumerate().filter(|&(at, c)| vowel(c) && !at.checked_sub(1).is_some_and(|before| vowel(&letters[before]))).count();
    let silent = letters.ends_with(&['e']) && !letters.ends_with(&['l', 'e']) && runs > 1;
    (runs - usize::from(silent)).max(1)
}

#[test]
fn nothing_scolds_threatens_or_speaks_like_a_lawyer() {
    const UNKIND: [&str; 20] = [
        "violation",
        "violate",
        "violates",
        "must",
        "illegal",
        "unlawful",
        "forbidden",
        "prohibited",
        "shall",
        "penalty",
        "fine",
        "fined",
        "liable",
        "guilty",
        "careless",
        "phi",
        "hipaa",
        "disclosure",
        "individually",
        "pursuant",
    ];
    each(|rule| {
        let said = format!("{} {}", rule.title, rule.why).to_lowercase();
        let found = said.split(|c: char| !c.is_alphanumeric()).find(|word| UNKIND.contains(word)).map(str::to_owned);
        found.map(|word| format!("says “{word}”"))
    });
}

#[test]
fn every_law_is_named_to_the_paragraph() {
    // Definitions stand in sections without paragraphs; opinions and statutes are numbered by themselves.
    const WHOLE: [&str; 2] = ["45 CFR 160.103", "16 CFR 255.2"];
    each(|rule| {
        let to_the_paragraph = |law: &&str| {
            let Some((_, number)) = law.split_once(" CFR ") else {
                return law.starts_with("AMA Code of Medical Ethics ") && law.ends_with(|c: char| c.is_ascii_digit())
                    || law.contains(" U.S.C. ");
            };
            WHOLE.contains(law) || number.split_once('(').is_some_and(|(section, rest)| section.contains('.') && rest.ends_with(')'))
        };
        if rule.law.is_empty() {
            return Some("no law".to_owned());
        }
        rule.law.iter().find(|law| !to_the_paragraph(law)).map(|law| format!("only “{law}”"))
    });
}

fn decided(text: &str, context: Context, rule: &str) -> Vec<String> {
    let mut scanner = Scanner::new();
    let situation = Situation::of(context);
    let found = scanner.scan(text, situation).iter().copied().find(|finding| finding.rule.id == rule).unwrap();
    let words = scanner.with_input(text, situation, |input| decided::words(input, &found));
    words.into_iter().map(|span| text[span.range()].to_owned()).collect()
}

#[test]
fn a_day_is_decided_by_the_care_beside_it() {
    let text = "Thanks for coming in last Tuesday for your crown.";
    assert_eq!(decided(text, Context::ReviewReply, "id.date/weekday"), ["last Tuesday", "your crown"]);
}

#[test]
fn a_number_is_decided_by_its_label() {
    assert_eq!(decided("The chart says MRN 00448127, please pull it.", Context::Message, "id.mrn/number"), ["MRN", "00448127"]);
}

#[test]
fn a_greeted_name_is_decided_by_the_greeting() {
    assert_eq!(decided("Hi Dana! Sorry to read this.", Context::ReviewReply, "id.name/greeting"), ["Hi", "Dana"]);
}

/// Few, in order, apart, on whole characters, and for a clause within it; a clause found by its meaning is told by fewer
/// words than all of its own.
#[test]
fn the_words_that_decided_can_be_shown() {
    let mut scanner = Scanner::new();
    let (mut learned, mut told) = (0_u32, 0_u32);
    for (number, item) in corpus::load_all().iter().enumerate().step_by(3) {
        let situation = Situation { context: item.context, counterpart: None, recipients: item.recipients };
        let found: Vec<Finding> =
            scanner.scan(&item.text, situation).iter().copied().filter(|found| found.severity > Severity::Note).collect();
        for finding in found {
            let words: Vec<Span> = scanner.with_input(&item.text, situation, |input| decided::words(input, &finding));
            assert!((1..=3).contains(&words.len()), "text {number} {finding:?}: {} words", words.len());
            assert!(words.iter().all(|span| !span.is_empty() && item.text.get(span.range()).is_some()), "text {number} {finding:?}");
            assert!(words.windows(2).all(|pair| pair[0].end <= pair[1].start), "text {number} {finding:?}: {words:?}");
            if finding.rule.learned {
                assert!(words.iter().all(|&span| finding.span.contains(span)), "text {number} {finding:?}: {words:?}");
                learned += 1;
                told += u32::from(words != [finding.span]);
            }
        }
    }
    assert!(learned > 500 && told * 4 > learned * 3, "{told} of {learned} clauses are told by some of their words");
}
