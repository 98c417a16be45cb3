//! What an organisation may say, and what becomes of it.

use std::collections::BTreeSet;

use curbside::finding::{Context, Finding};
use curbside::policy::schema::KEYS;
use curbside::policy::{Action, Node, Policy, Problem, Source};
use curbside::scan::{Scanner, Situation};
use serde_json::{Value, json};

fn node(value: &Value) -> Node {
    serde_json::from_value(value.clone()).unwrap()
}

/// A policy in which nothing is wrong.
fn policy(value: &Value) -> Policy {
    let (policy, problems) = Policy::read(&node(value));
    assert_eq!(problems, [], "{value}");
    policy
}

fn problems(value: &Value) -> Vec<String> {
    Policy::read(&node(value)).1.iter().map(Problem::to_string).collect()
}

/// The rules and words of what is found in a text where a policy holds.
fn found(policy: &Value, context: Context, text: &str) -> Vec<String> {
    found_for(policy, Situation::of(context), text)
}

fn found_for(value: &Value, situation: Situation<'_>, text: &str) -> Vec<String> {
    let mut scanner = Scanner::new();
    scanner.set_house(&policy(value).house);
    scanner.scan(text, situation).iter().map(|finding| format!("{} {}", finding.rule.id, &text[finding.span.range()])).collect()
}

fn first(text: &str, context: Context) -> Finding {
    let mut scanner = Scanner::new();
    scanner.scan(text, Situation::of(context)).first().copied().unwrap()
}

const SSN: &str = "Her SSN is 219-09-9999.";

#[test]
fn without_a_policy_the_safe_defaults_hold() {
    let finding = first(SSN, Context::Post);
    assert_eq!(finding.rule.label.as_str(), "id.ssn");
    assert_eq!(Policy::default().decide(&finding, Context::Post, ""), Action::Warn);
    assert_eq!(policy(&json!({})).decide(&finding, Context::Post, "example.org"), Action::Warn);
}

#[test]
fn the_first_entry_that_fits_decides() {
    let finding = first(SSN, Context::Post);
    let policy = policy(&json!({
        "actionForBlock": "justify",
        "actions": [
            {"what": "id.ssn", "contexts": ["email"], "action": "note"},
            {"what": "id", "sites": ["intranet.example.org/staff"], "action": "allow"},
            {"what": "id.ssn", "sites": ["example.org"], "action": "block"},
        ],
    }));
    let on = |context, site| policy.decide(&finding, context, site);
    assert_eq!(on(Context::Email, "example.org"), Action::Note);
    assert_eq!(on(Context::Post, "example.org/page"), Action::Block);
    assert_eq!(on(Context::Post, "www.example.org"), Action::Block);
    assert_eq!(on(Context::Post, "intranet.example.org/staff/news"), Action::Allow);
    assert_eq!(on(Context::Post, "intranet.example.org/staffing"), Action::Block);
    assert_eq!(on(Context::Post, "notexample.org"), Action::Justify);
    assert_eq!(on(Context::Post, ""), Action::Justify);
}

#[test]
fn an_entry_speaks_of_notes_only_where_it_says_so() {
    let mut note = first(SSN, Context::Post);
    note.severity = curbside::finding::Severity::Note;
    let quiet = policy(&json!({"actions": [{"what": "*", "action": "block"}]}));
    assert_eq!(quiet.decide(&note, Context::Post, ""), Action::Note);
    let loud = policy(&json!({"actions": [{"what": "*", "severities": ["note"], "action": "block"}]}));
    assert_eq!(loud.decide(&note, Context::Post, ""), Action::Block);
}

#[test]
fn a_reason_can_be_asked_for_always() {
    let finding = first(SSN, Context::Post);
    let policy = policy(&json!({"justificationRequired": true}));
    assert_eq!(policy.decide(&finding, Context::Post, ""), Action::Justify);
}

#[test]
fn what_is_wrong_is_told_and_the_rest_is_kept() {
    let written = json!({
        "actionForBlock": "blok",
        "actionForWarn": "justify",
        "auditRetentionDays": 1.5,
        "practicestaff": ["Dr. Ned Farrow"],
        "practicePhones": ["(555) 555-0142", 5],
        "actions": [
            {"what": "id.snn", "action": "block"},
            {"what": "id.ssn", "context": ["email"], "action": "allow"},
            {"what": "id.ssn", "action": "block"},
            {"action": "block"},
        ],
        "reportEndpoint": "http://plain.example.org",
    });
    let (policy, found) = Policy::read(&node(&written));
    let found: Vec<String> = found.iter().map(Problem::to_string).collect();
    assert_eq!(
        found,
        [
            "actionForBlock: expected allow, note, warn, justify or block, but found \"blok\"",
            "actions[0].what: expected * (everything), a family such as id, a label such as id.date, or a rule such as id.date/birth, but found \"id.snn\"",
            "actions[1].context: expected contexts, but found a key of another name",
            "actions[3].what: expected * (everything), a family such as id, a label such as id.date, or a rule such as id.date/birth, but found nothing",
            "auditRetentionDays: expected a whole number from 1 to 3650, but found 1.5",
            "practicePhones[1]: expected a text of 1 to 200 characters, but found 5",
            "practicestaff: expected practiceStaff, but found a key of another name",
            "reportEndpoint: expected an address that begins with https://, but found \"http://plain.example.org\"",
        ]
    );
    assert_eq!(policy.audit.days, 90);
    assert!(policy.report.is_none());
    assert_eq!(policy.decide(&first(SSN, Context::Email), Context::Email, ""), Action::Block);
    assert_eq!(problems(&json!([1])), ["policy: expected an object, but found a list"]);
}

#[test]
fn no_message_quotes_a_secret() {
    let wrong = problems(
        &json!({"reportEndpoint": "https://a.example", "reportHeaders": {"authorization": ""}, "roster": {"salt": "00", "cost": 10, "names": 7}}),
    );
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    let wrong = problems(&json!({"reportHeaders": {"authorization": "x".repeat(3_000)}}));
    assert_eq!(wrong, ["reportHeaders.authorization: expected a text of 1 to 2000 characters, but found a text"]);
}

#[test]
fn a_site_is_a_host_with_all_below_it() {
    use curbside::policy::SitePattern;
    let pattern = SitePattern::parse("https://*.Example.org/reviews/*").unwrap();
    assert_eq!(pattern.match_pattern(), "*://*.example.org/reviews*");
    for (site, wanted) in [
        ("example.org/reviews", true),
        ("WWW.example.org/reviews/7?x=1", true),
        ("www.example.org/reviewsold", false),
        ("example.org", false),
        ("badexample.org/reviews", false),
        ("example.org.evil.test/reviews", false),
    ] {
        assert_eq!(pattern.matches(site), wanted, "{site}");
    }
    for wrong in ["", "example", "exa mple.org", "example..org", "*", "*.*", "user@example.org", "münchen.example"] {
        assert!(SitePattern::parse(wrong).is_none(), "{wrong}");
    }
}

const LAKESIDE: &str = r#"{
    "practiceNames": ["Lakeside Dental of Springfield", "@lakesidedental"],
    "practiceStaff": ["Dr. Ned Farrow", "Kayla Brandt, RN", "Maria Lopez"],
    "practicePhones": ["(555) 555-0142"],
    "practiceAddresses": ["12 Harbor Road, Springfield, OH 45501"],
    "practiceUrls": ["https://www.lakesidedental.example/"],
    "practiceEmails": ["@lakesidedental.example"]
}"#;

/// Each text has a finding of that rule without the practice's profile, and none with it.
#[test]
fn what_is_the_practices_own_is_no_finding() {
    let profile: Value = serde_json::from_str(LAKESIDE).unwrap();
    for (rule, text) in [
        ("id.name/greeting", "Hi Kayla Brandt, we are so glad you wrote."),
        ("id.name/story", "So proud of Kayla Brandt, who finished her chemo today!"),
        ("id.phone/number", "Her cell is (555) 555-0142 so text her."),
        ("id.email/address", "Her email is kayla@lakesidedental.example"),
        ("id.place/address", "She lives at 12 Harbor Road, Springfield."),
    ] {
        let has = |profile: &Value| found(profile, Context::ReviewReply, text).iter().any(|found| found.starts_with(rule));
        assert!(has(&json!({})), "nothing to excuse in {text:?}");
        assert!(!has(&profile), "{text:?}");
    }
}

/// A patient may be called as a nurse is.
#[test]
fn a_patient_with_a_name_of_the_staff_is_still_found() {
    let profile: Value = serde_json::from_str(LAKESIDE).unwrap();
    for (context, counterpart, text) in [
        (Context::ReviewReply, None, "Hi Maria, thank you for the kind words!"),
        (Context::ReviewReply, Some("Maria Lopez"), "Thanks, Maria Lopez!"),
        (Context::Post, None, "My patient Maria Lopez came in with chest pain."),
        (Context::Post, None, "She lives in Springfield, Mrs. Alvarez does."),
    ] {
        let situation = Situation { context, counterpart, recipients: 0 };
        assert!(found_for(&profile, situation, text).iter().any(|found| found.starts_with("id.name")), "{text:?}");
    }
}

#[test]
fn terms_are_found_in_any_case_and_the_longest_counts() {
    let terms = json!({"terms": [
        {"term": "Unit 7", "label": "id.other", "title": "Names a ward", "why": "It tells where somebody lies."},
        {"term": "Unit 7 North", "label": "id.place", "severity": "block", "instead": "the ward"},
    ]});
    assert_eq!(
        found(&terms, Context::Post, "Busy night on UNIT 7 north, and unit 7 was calm."),
        ["id.place/org-unit-7-north UNIT 7 north", "id.other/org-unit-7 unit 7"]
    );
    let mut scanner = Scanner::new();
    scanner.set_house(&policy(&terms).house);
    let text = "Busy night on Unit 7 North.";
    let finding = scanner.scan(text, Situation::of(Context::Post))[0];
    let fixes = scanner.with_input(text, Situation::of(Context::Post), |input| curbside::fix::offer(input, &finding));
    assert_eq!(fixes.iter().map(|fix| fix.text.as_str()).collect::<Vec<_>>(), ["the ward"]);
}

#[test]
fn a_term_is_as_bad_as_the_organisation_says_however_harmless_its_sentence() {
    for severity in ["note", "warn", "block"] {
        let terms = json!({"terms": [{"term": "zebrawood", "severity": severity}]});
        let mut scanner = Scanner::new();
        scanner.set_house(&policy(&terms).house);
        for context in Context::ALL {
            let found = scanner.scan("We meet at zebrawood on Friday.", Situation::of(context));
            let said: Vec<&str> = found.iter().map(|finding| finding.severity.as_str()).collect();
            assert_eq!(said, [severity], "{context}");
        }
    }
}

fn visit_number(changes: &Value) -> Value {
    let mut entry = json!({
        "name": "visit-number", "pattern": r"\bLH-\d{6}\b", "label": "id.mrn", "severity": "block",
        "title": "A visit number of ours", "why": "It leads to one patient in our records.",
        "wrong": ["see {{LH-204418}} please"], "right": ["the LH-2 lot is closed"],
    });
    for (key, value) in changes.as_object().unwrap() {
        entry[key] = value.clone();
    }
    json!({"patterns": [entry]})
}

#[test]
fn patterns_are_found_line_by_line_also_after_an_edit() {
    let value = visit_number(&json!({}));
    let policy = policy(&value);
    let mut scanner = Scanner::new();
    scanner.set_house(&policy.house);
    let situation = Situation::of(Context::Post);
    let mut text = "The lot LH-2 is closed.\r\nSee LH-204418 there.\nNothing else.".to_owned();
    assert_eq!(found(&value, Context::Post, &text), ["id.mrn/org-visit-number LH-204418"]);
    for edit in ["First. ", "LH-000001, ", "\n"] {
        text.insert_str(0, edit);
        let kept = scanner.scan(&text, situation).to_vec();
        let mut fresh = Scanner::new();
        fresh.set_house(&policy.house);
        assert_eq!(kept, fresh.scan(&text, situation), "{edit:?}");
    }
    assert_eq!(scanner.scan(&text, situation).len(), 2);
}

#[test]
fn a_pattern_that_fails_its_examples_is_left_out() {
    for (change, wanted) in [
        (json!({"pattern": "LH-(\\d{6}"}), "patterns[0].pattern: expected a regular expression"),
        (json!({"pattern": "a*"}), "patterns[0].pattern: expected a pattern that matches at least one character"),
        (json!({"pattern": "(?:a{1000}){1000}"}), "patterns[0].pattern: expected a regular expression"),
        (
            json!({"wrong": ["see {{LH-20441}}"]}),
            "patterns[0].wrong[0]: expected a text in which the pattern finds what is marked, but found nothing",
        ),
        (
            json!({"wrong": ["see {{LH-204418 please}}"]}),
            "patterns[0].wrong[0]: expected a text in which the pattern finds what is marked, but found \"LH-204418\"",
        ),
        (json!({"right": ["LH-204418"]}), "patterns[0].right[0]: expected a text in which it finds nothing, but found \"LH-204418\""),
        (json!({"right": []}), "patterns[0].right: expected at least one example, but found none"),
        (json!({"label": "id.visit"}), "patterns[0].label: expected one of id.name"),
    ] {
        let (policy, problems) = Policy::read(&node(&visit_number(&change)));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].to_string().starts_with(wanted), "{}", problems[0]);
        assert!(policy.house.is_empty());
    }
}

#[test]
fn reading_a_policy_again_makes_no_rule_anew() {
    let id = |value: &Value| {
        let mut scanner = Scanner::new();
        scanner.set_house(&policy(value).house);
        let finding = scanner.scan("LH-204418", Situation::of(Context::Post))[0];
        finding.rule as *const _ as usize
    };
    assert_eq!(id(&visit_number(&json!({}))), id(&visit_number(&json!({}))));
}

/// Whatever stands at one key, the others hold, and what is told of it begins with its name.
#[test]
fn no_value_at_one_key_disturbs_another() {
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("x".repeat(5_000)),
        json!([]),
        json!([[], null, {}, "", 7, {"what": "*"}, {"pattern": "("}, {"term": "\u{200b}"}]),
        json!({}),
        json!({"": [], "salt": "zz", "authorization": 1, "example.org": "post"}),
    ];
    for key in KEYS.iter().filter(|key| key.name != "organization") {
        for value in &odd {
            let (policy, problems) = Policy::read(&node(&json!({ key.name: value, "organization": "Lakeside" })));
            assert_eq!(policy.organization, "Lakeside");
            assert!(problems.iter().all(|problem| problem.path.starts_with(key.name)), "{problems:?}");
        }
    }
}

/// A key that changes nothing would be a promise that nobody keeps.
#[test]
fn every_key_has_an_example_that_is_read() {
    for key in KEYS {
        let value: Value = serde_json::from_str(key.example).unwrap_or_else(|error| panic!("{}: {error}", key.name));
        let (_, problems) = Policy::read(&node(&json!({ key.name: value })));
        assert_eq!(problems, [], "{}", key.name);
        if !key.default.is_empty() {
            let default: Value = serde_json::from_str(key.default).unwrap();
            assert_ne!(default, value, "{}: the example is the default", key.name);
            assert_eq!(Policy::read(&node(&json!({ key.name: default }))).1, [], "{}", key.name);
        }
        assert!(!key.title.is_empty() && key.doc.ends_with('.'), "{}", key.name);
    }
    let names: BTreeSet<&str> = KEYS.iter().map(|key| key.name).collect();
    assert_eq!(names.len(), KEYS.len());
}

#[test]
fn the_person_may_add_only_what_the_organization_lets_open() {
    let managed = json!({"practiceStaff": ["Ned Farrow"], "allowTerms": false, "actionForWarn": "justify"});
    let local = json!({"practiceStaff": ["Kayla Brandt"], "terms": [{"term": "zebra"}], "actionForWarn": "allow", "language": "es", "enabled": false, "sitesAdded": [7]});
    let effective = Policy::effective(&node(&managed), &node(&local));
    let source = |key: &str| effective.sources.iter().find(|(name, _)| *name == key).unwrap().1;
    assert_eq!(source("practiceStaff"), Source::Both);
    assert_eq!(effective.values.get("practiceStaff").unwrap().items().len(), 2);
    assert_eq!(source("terms"), Source::Default);
    assert_eq!(source("actionForWarn"), Source::Organization);
    assert_eq!(source("language"), Source::Person);
    assert_eq!(source("enabled"), Source::Default);
    assert!(effective.policy.enabled);
    assert_eq!(effective.problems, []);
    assert_eq!(effective.own_problems.len(), 1);
}

#[test]
fn a_required_disclaimer_is_missed_where_it_belongs() {
    let policy = policy(
        &json!({"disclaimers": [{"text": "It's general information,\nnot medical advice.", "contexts": ["blog"], "required": true}]}),
    );
    let missing = |text, context| policy.missing_disclaimers(text, context, "").len();
    assert_eq!(missing("Drink water.", Context::Blog), 1);
    assert_eq!(missing("Drink water.", Context::Post), 0);
    assert_eq!(missing("Drink water. IT’S general  information, not medical advice.", Context::Blog), 0);
}

#[test]
fn replies_are_filled_in_or_left_out() {
    let value = json!({"practiceNames": ["Lakeside Dental"], "replies": [
        {"text": "Please call {practice} at {phone}."},
        {"text": "Thank you from {practice}.", "for": "thanks"},
    ]});
    let policy = policy(&value);
    let replies: Vec<&str> = policy.house.replies().iter().map(|reply| reply.text.as_str()).collect();
    assert_eq!(replies, ["Thank you from Lakeside Dental."]);
}

/// What was approved is offered, and ours no longer; in the language of the text.
#[test]
fn approved_replies_take_the_place_of_ours() {
    let value = json!({"replies": [
        {"text": "Please call us.", "for": "complaint"},
        {"text": "Llámenos, por favor.", "for": "complaint", "language": "es"},
        {"text": "Thank you.", "for": "thanks"},
    ]});
    let policy = policy(&value);
    let mut scanner = Scanner::new();
    scanner.set_house(&policy.house);
    let situation = Situation::of(Context::ReviewReply);
    for (text, wanted) in [
        ("We are sorry, your root canal was difficult.", "Please call us."),
        ("Lo sentimos mucho, su cita del martes fue difícil para usted.", "Llámenos, por favor."),
    ] {
        let finding = *scanner.scan(text, situation).first().unwrap_or_else(|| panic!("nothing found in {text:?}"));
        let replies = scanner.with_input(text, situation, |input| curbside::fix::replies(input, &finding));
        assert_eq!(replies.iter().map(|wide| wide.fix.text.as_str()).collect::<Vec<_>>(), [wanted], "{text:?}");
    }
}

mod roster {
    use super::*;
    use curbside::policy::house::roster::{Hash, Prints, encode, name_key, number_key};

    const SALT: &str = "00112233445566778899aabbccddeeff";

    fn built(names: &[&str], numbers: &[&str]) -> Value {
        let hash = Hash::new(SALT, 8).unwrap();
        let sorted = |mut prints: Prints| {
            prints.sort_unstable();
            encode(&prints)
        };
        let names = sorted(names.iter().map(|name| hash.print(&name_key(name).unwrap()).unwrap()).collect());
        let lengths: BTreeSet<usize> = numbers.iter().map(|number| number.replace('-', "").len()).collect();
        let numbers = sorted(numbers.iter().map(|number| hash.print(&number_key(number).unwrap()).unwrap()).collect());
        json!({"roster": {"salt": SALT, "cost": 8, "names": names, "numbers": numbers, "lengths": lengths}})
    }

    #[test]
    fn patients_are_recognised_however_they_are_written() {
        let roster = built(&["Lopez, Maria Elena", "Thaddeus Quillfeather"], &["LH-204418"]);
        for text in [
            "Saw Maria Lopez today.",
            "saw maria lopez today",
            "MARIA LOPEZ WAS HERE",
            "Maria E. Lopez, as always",
            "Maria Elena Lopez, as always",
            "On the list: Lopez, Maria",
            "We miss Thaddeus Quillfeather's jokes",
        ] {
            assert!(found(&roster, Context::Post, text).iter().any(|found| found.starts_with("id.name/org-roster ")), "{text:?}");
        }
        for text in ["LH-204418", "lh204418", "chart lh-204418."] {
            assert!(found(&roster, Context::Post, text).iter().any(|found| found.starts_with("id.mrn/org-roster ")), "{text:?}");
        }
    }

    #[test]
    fn nobody_else_is() {
        let roster = built(&["Maria Lopez"], &["LH-204418"]);
        for text in ["Saw Lopez Maria today.", "Maria and Lopez", "Maria. Lopez", "LH-204419", "LH-2044180", "ALH-204418"] {
            assert!(found(&roster, Context::Post, text).iter().all(|found| !found.contains("/org-roster ")), "{text:?}");
        }
    }

    /// A roster is built with one version and read with the next: what is kept of a name may never change.
    #[test]
    fn a_roster_outlives_a_version() {
        let print = |key| Hash::new(SALT, 8).unwrap().print(&key).unwrap().map(|byte| format!("{byte:02x}")).concat();
        assert_eq!(print(name_key("Maria Lopez").unwrap()), "ae469934aa");
        assert_eq!(print(number_key("LH-204418").unwrap()), "994d26ac10");
    }

    #[test]
    fn what_is_no_roster_is_told() {
        let found = problems(&json!({"roster": {"salt": SALT, "cost": 8, "names": "????"}}));
        assert_eq!(found, ["roster.names: expected what `curbside roster build` wrote, but found something else"]);
    }
}
