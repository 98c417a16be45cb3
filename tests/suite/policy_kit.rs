//! The forms in which administrators get a policy: each is read by something that did not write it.

mod windows;

use std::path::PathBuf;

use curbside::policy::emit::{self, KINDS, Kit, SAMPLES};
use curbside::policy::schema::KEYS;
use curbside::policy::{Node, Policy, file};
use roxmltree::Document;
use serde_json::{Map, Value, json};

const CHROME: &str = "cccccccccccccccccccccccccccccccc";
const EDGE: &str = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

/// A policy with every key, and with everything that a form might stumble over.
fn full() -> Value {
    let mut all: Map<String, Value> = KEYS.iter().map(|key| (key.name.to_owned(), serde_json::from_str(key.example).unwrap())).collect();
    all.insert("organization".to_owned(), json!("O’Brien & \"Sons\" <Clinic> \\ 'Ñandú' 𝒜"));
    all.insert("replies".to_owned(), json!([{"text": "First line.\nSecond line; 100% & <more>."}]));
    all.insert("privacyOfficerContact".to_owned(), json!("Line one\r\nLine two"));
    all.into()
}

fn kit_of(policy: &Value) -> Kit {
    let policy = serde_json::from_value(policy.clone()).unwrap();
    Kit { policy, chrome_id: CHROME.to_owned(), edge_id: EDGE.to_owned(), ..Kit::default() }
}

fn text(kit: &Kit, kind: &str) -> String {
    String::from_utf8(emit::one(kit, kind).unwrap()).unwrap()
}

fn json_of(kit: &Kit, kind: &str) -> Value {
    serde_json::from_str(&text(kit, kind)).unwrap()
}

#[test]
fn nothing_is_wrong_with_the_policy_of_these_tests_or_with_a_sample() {
    let node: Node = serde_json::from_value(full()).unwrap();
    assert_eq!(Policy::read(&node).1, []);
    for (path, text) in SAMPLES {
        let node = file::parse(text).unwrap();
        assert_eq!(Policy::read(&node).1, [], "{path}");
        assert!(node.members().len() > 5, "{path}");
    }
}

#[test]
fn the_same_policy_gives_the_same_bytes() {
    assert_eq!(emit::all(&kit_of(&full())), emit::all(&kit_of(&full())));
    assert_eq!(emit::all(&kit_of(&full())).len(), KINDS.len() + SAMPLES.len());
}

/// What is committed is what the schema says. `UPDATE=1` writes it.
#[test]
fn the_committed_forms_are_up_to_date() {
    for (kind, path) in [("managed-schema", "extension/chrome/managed_schema.json"), ("docs", "extension/enterprise/POLICY.md")] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
        let wanted = text(&Kit::default(), kind);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &wanted).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == wanted, "{} is not what the schema says: UPDATE=1 cargo test policy_kit", path.display());
    }
}

/// Only what Chromium takes: anything else keeps the extension from loading at all.
fn check_schema(schema: &Value, path: &str) {
    let object = schema.as_object().unwrap();
    let known = ["type", "title", "description", "properties", "items", "additionalProperties"];
    for name in object.keys() {
        assert!(known.contains(&name.as_str()), "{path}: {name}");
    }
    match object["type"].as_str().unwrap() {
        "object" => {
            for (name, inside) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
                check_schema(inside, &format!("{path}.{name}"));
            }
            if let Some(inside) = object.get("additionalProperties") {
                assert!(path != "top" && inside.is_object(), "{path}");
                check_schema(inside, &format!("{path}.*"));
            }
        }
        "array" => check_schema(&object["items"], &format!("{path}[]")),
        "boolean" | "integer" | "string" => {}
        other => panic!("{path}: {other}"),
    }
}

/// Whether a value is as the schema wants it, read as the browser reads it.
fn accepts(schema: &Value, value: &Value) -> bool {
    match schema["type"].as_str().unwrap() {
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "string" => value.is_string(),
        "array" => value.as_array().is_some_and(|items| items.iter().all(|item| accepts(&schema["items"], item))),
        _ => value.as_object().is_some_and(|object| {
            object.iter().all(|(name, value)| match (schema["properties"].get(name), schema.get("additionalProperties")) {
                (Some(inside), _) | (None, Some(inside)) => accepts(inside, value),
                // A browser takes away what it does not know.
                (None, None) => true,
            })
        }),
    }
}

#[test]
fn the_managed_schema_is_of_the_kind_that_chromium_takes_and_fits_every_sample() {
    let schema = json_of(&Kit::default(), "managed-schema");
    check_schema(&schema, "top");
    assert_eq!(schema["properties"].as_object().unwrap().len(), KEYS.len());
    assert!(accepts(&schema, &full()));
    for (path, text) in SAMPLES {
        assert!(accepts(&schema, &serde_json::from_str(text).unwrap()), "{path}");
    }
    assert!(!accepts(&schema, &json!({"actions": "block"})));
    // Our own reader hears of a misspelt condition, and leaves its entry out.
    let misspelt = json!({"actions": [{"what": "*", "site": ["example.org"], "action": "allow"}]});
    assert!(accepts(&schema, &misspelt));
    let (policy, problems) = Policy::read(&serde_json::from_value(misspelt).unwrap());
    assert_eq!(problems.len(), 1);
    assert_eq!(format!("{policy:?}"), "Policy(0 actions, 0 disclaimers)");
}

/// Every form of JSON is read back by the reader of policy files.
#[test]
fn the_json_forms_hold_the_policy() {
    let kit = kit_of(&full());
    for kind in ["chrome", "edge", "chromium", "google-admin", "firefox"] {
        let node = file::parse(&text(&kit, kind)).unwrap();
        assert_eq!(serde_json::to_value(&node).unwrap(), full(), "{kind}");
    }
    assert_eq!(json_of(&kit, "google-admin")["actionForWarn"], json!({"Value": "justify"}));
    let settings = json!({"installation_mode": "force_installed", "toolbar_state": "force_shown", "update_url": kit.edge_update_url});
    assert_eq!(json_of(&kit, "edge-settings")[EDGE], settings);
    assert_eq!(json_of(&kit, "edge")["ExtensionSettings"][EDGE], settings);
    assert_eq!(json_of(&kit, "chrome")["ExtensionSettings"][CHROME]["toolbar_pin"], "force_pinned");
    let firefox = &json_of(&kit, "firefox")["policies"]["ExtensionSettings"]["extension@curbside.example"];
    assert_eq!(firefox["installation_mode"], "force_installed");
    assert!(firefox["install_url"].as_str().unwrap().starts_with("https://"));
}

/// A browser that installed from somewhere else than its store asks there again for updates.
#[test]
fn who_serves_the_extension_themselves_serves_its_updates_too() {
    let update_url = "https://extensions.example.org/curbside/update.xml".to_owned();
    let kit = Kit { chrome_update_url: update_url.clone(), edge_update_url: update_url.clone(), ..kit_of(&full()) };
    for (kind, id) in [("chrome-settings", CHROME), ("edge-settings", EDGE)] {
        assert_eq!(json_of(&kit, kind)[id]["override_update_url"], json!(true), "{kind}");
        assert_eq!(json_of(&kit_of(&full()), kind)[id].get("override_update_url"), None, "{kind}");
    }
    let keys = windows::read_reg(&emit::one(&kit, "reg-chrome").unwrap());
    let settings = &keys[&format!(r"HKEY_LOCAL_MACHINE\Software\Policies\Google\Chrome\ExtensionSettings\{CHROME}")];
    assert_eq!((&settings["update_url"], &settings["override_update_url"]), (&json!(update_url), &json!(1)));
    let profile = text(&kit, "mobileconfig");
    assert!(profile.contains("<key>override_update_url</key>"));
}

/// Which id goes with which address, as the command line takes them: an id of one place is unknown at another.
#[test]
fn each_browser_is_sent_to_where_its_id_is_known() {
    let [chrome_store, edge_store] = emit::STORES;
    let own = "https://extensions.example.org/update.xml";
    let settings = |kind: &str, options: &[&str]| -> Value {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_curbside")).args(["policy", "emit", kind]).args(options).output().unwrap();
        assert!(run.status.success(), "{options:?}");
        serde_json::from_slice(&run.stdout).unwrap()
    };
    let check = |options: &[&str], chrome: (&str, &str), edge: (&str, &str)| {
        for (kind, (id, url)) in [("chrome-settings", chrome), ("edge-settings", edge)] {
            assert_eq!(settings(kind, options)[id]["update_url"], url, "{kind} {options:?}");
        }
    };
    check(&[], (emit::NO_ID, chrome_store), (emit::NO_ID, edge_store));
    check(&["--chrome-id", CHROME], (CHROME, chrome_store), (CHROME, chrome_store));
    check(&["--chrome-id", CHROME, "--edge-id", EDGE], (CHROME, chrome_store), (EDGE, edge_store));
    check(&["--chrome-id", CHROME, "--update-url", own], (CHROME, own), (CHROME, own));
    check(&["--chrome-id", CHROME, "--update-url", own, "--edge-id", EDGE], (CHROME, own), (EDGE, edge_store));
}

/// A list of properties as JSON.
fn plist(node: roxmltree::Node<'_, '_>) -> Value {
    let mut children = node.children().filter(roxmltree::Node::is_element);
    let text = || node.text().unwrap_or("").to_owned();
    match node.tag_name().name() {
        "plist" => plist(children.next().unwrap()),
        "dict" => {
            let mut out = Map::new();
            while let Some(key) = children.next() {
                assert_eq!(key.tag_name().name(), "key");
                assert!(out.insert(key.text().unwrap_or("").to_owned(), plist(children.next().unwrap())).is_none());
            }
            out.into()
        }
        "array" => children.map(plist).collect(),
        "string" => text().into(),
        "integer" => text().parse::<u64>().unwrap().into(),
        "true" => true.into(),
        "false" => false.into(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_profile_of_macos_holds_the_policy_for_each_browser() {
    let profile = text(&kit_of(&full()), "mobileconfig");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = Document::parse_with_options(&profile, options).unwrap();
    let profile = plist(document.root_element());
    let payloads = profile["PayloadContent"].as_array().unwrap();
    let of = |kind: &str| payloads.iter().find(|payload| payload["PayloadType"] == kind).unwrap();
    for kind in [format!("com.google.Chrome.extensions.{CHROME}"), format!("com.microsoft.Edge.extensions.{EDGE}")] {
        let mut payload = of(&kind).as_object().unwrap().clone();
        payload.retain(|name, _| !name.starts_with("Payload"));
        assert_eq!(Value::from(payload), full(), "{kind}");
    }
    assert_eq!(of("com.google.Chrome")["ExtensionSettings"][CHROME]["installation_mode"], "force_installed");
    assert_eq!(of("org.mozilla.firefox")["EnterprisePoliciesEnabled"], true);
    assert_eq!(of("org.mozilla.firefox")["3rdparty"]["Extensions"]["extension@curbside.example"], full());
    let mut ids: Vec<&str> = payloads.iter().chain([&profile]).map(|payload| payload["PayloadUUID"].as_str().unwrap()).collect();
    for id in &ids {
        let groups: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12], "{id}");
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), payloads.len() + 1);
}

#[test]
fn the_documentation_tells_of_every_key_and_part() {
    let page = text(&Kit::default(), "docs");
    for key in KEYS {
        assert!(page.contains(&format!("### `{}`\n", key.name)), "{}", key.name);
    }
    for blocks in page.split("```json\n").skip(1) {
        let example = blocks.split("\n```").next().unwrap();
        let node = file::parse(example).unwrap();
        assert_eq!(Policy::read(&node).1, [], "{example}");
    }
    assert!(page.contains("It is no protection against somebody who tries"));
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let text = "\u{feff}{\n  \"policies\": {\"3rdparty\": {\"Extensions\": {\"x@y\": {\n    \"onboarding\": \"no\"\n}}}}}\n";
    let node = file::parse(text).unwrap();
    let (_, problems) = Policy::read(&node);
    assert_eq!(problems[0].to_string(), "onboarding: expected true or false, but found \"no\"");
    assert_eq!(file::place(text, problems[0].at), (3, 19));
    let broken = "{\n  \"onboarding\": false,\n}";
    let problem = file::parse(broken).unwrap_err();
    assert_eq!(file::place(broken, problem.at).0, 2, "{problem}");
    for not_json in ["", "// nothing\n{}", "{'a': 1}", "{\"a\": 0x1}", "{\"a\": 1} x"] {
        assert!(file::parse(not_json).is_err(), "{not_json}");
    }
}
