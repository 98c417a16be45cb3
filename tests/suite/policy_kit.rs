//! The forms in which administrators get a policy: each is read by something that did not write it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use curbside::policy::emit::{self, KINDS, Kit, SAMPLES};
use curbside::policy::schema::{KEYS, Kind};
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

/// Reads a `.reg` file as regedit does.
fn read_reg(bytes: &[u8]) -> BTreeMap<String, BTreeMap<String, Value>> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).unwrap();
    let mut lines = text.strip_prefix('\u{feff}').unwrap().split("\r\n");
    assert_eq!(lines.next(), Some("Windows Registry Editor Version 5.00"));
    let (mut keys, mut key) = (BTreeMap::<String, BTreeMap<String, Value>>::new(), String::new());
    for line in lines.filter(|line| !line.is_empty()) {
        assert!(!line.contains('\n'), "{line}");
        if let Some(name) = line.strip_prefix('[') {
            key = name.strip_suffix(']').unwrap().to_owned();
            continue;
        }
        let (name, value) = line.strip_prefix('"').unwrap().split_once("\"=").unwrap();
        let value = if let Some(number) = value.strip_prefix("dword:") {
            u32::from_str_radix(number, 16).unwrap().into()
        } else if let Some(hex) = value.strip_prefix("hex(1):") {
            let bytes: Vec<u8> = hex.split(',').map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect();
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap().strip_suffix('\0').unwrap().into()
        } else {
            let inside = value.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
            let (mut out, mut chars) = (String::new(), inside.chars());
            while let Some(c) = chars.next() {
                assert_ne!(c, '"', "{line}");
                out.push(if c == '\\' { chars.next().unwrap() } else { c });
            }
            out.into()
        };
        assert!(keys.entry(key.clone()).or_default().insert(name.to_owned(), value).is_none(), "{name} stands twice");
    }
    keys
}

/// The lines of a `.reg` file.
fn lines_of(bytes: &[u8]) -> Vec<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap().trim_start_matches('\u{feff}').split("\r\n").map(str::to_owned).collect()
}

#[test]
fn what_was_put_into_the_registry_can_be_taken_away_and_nothing_else_with_it() {
    let kit = kit_of(&full());
    let lines = lines_of(&emit::one(&kit, "reg-remove").unwrap());
    assert_eq!(lines[0], "Windows Registry Editor Version 5.00");
    let gone: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("[-")?.strip_suffix(']')).collect();
    assert_eq!(gone.len(), 4);
    let put = ["reg-chrome", "reg-edge"].map(|kind| read_reg(&emit::one(&kit, kind).unwrap()));
    for key in put.iter().flat_map(BTreeMap::keys) {
        assert!(gone.iter().any(|gone| key == gone || key.starts_with(&format!(r"{gone}\"))), "{key}");
    }
    // A key that is not the extension's own would take the settings of others with it.
    assert!(gone.iter().all(|key| key.ends_with(CHROME) || key.ends_with(EDGE)), "{gone:?}");
    let script = text(&kit, "remove");
    for key in gone {
        assert!(script.contains(&format!("'{}'", key.replace(r"HKEY_LOCAL_MACHINE\", r"HKLM:\"))), "{key}");
    }
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
    let keys = read_reg(&emit::one(&kit, "reg-chrome").unwrap());
    let settings = &keys[&format!(r"HKEY_LOCAL_MACHINE\Software\Policies\Google\Chrome\ExtensionSettings\{CHROME}")];
    assert_eq!((&settings["update_url"], &settings["override_update_url"]), (&json!(update_url), &json!(1)));
    let profile = text(&kit, "mobileconfig");
    assert!(profile.contains("<key>override_update_url</key>"));
}

/// What Chromium makes of an entry of the registry, knowing the schema.
fn from_registry(key: &str, value: &Value) -> Value {
    match &KEYS.iter().find(|known| known.name == key).unwrap().kind {
        Kind::Flag => (value.as_u64().unwrap() != 0).into(),
        Kind::List { .. } | Kind::Map { .. } | Kind::Record(_) => serde_json::from_str(value.as_str().unwrap()).unwrap(),
        _ => value.clone(),
    }
}

#[test]
fn a_reg_file_gives_the_policy_back() {
    let kit = kit_of(&full());
    for (kind, browser, id) in [("reg-chrome", r"Google\Chrome", CHROME), ("reg-edge", r"Microsoft\Edge", EDGE)] {
        let keys = read_reg(&emit::one(&kit, kind).unwrap());
        let at = |rest: &str| format!(r"HKEY_LOCAL_MACHINE\Software\Policies\{browser}\{rest}");
        let policy = &keys[&at(&format!(r"3rdparty\extensions\{id}\policy"))];
        let back: Map<String, Value> = policy.iter().map(|(key, value)| (key.clone(), from_registry(key, value))).collect();
        assert_eq!(Value::from(back), full(), "{kind}");
        assert_eq!(keys[&at(&format!(r"ExtensionSettings\{id}"))]["installation_mode"], "force_installed");
        assert_eq!(keys.len(), 2);
    }
}

#[test]
fn an_admx_file_and_its_words_belong_together() {
    for browser in ["chrome", "edge"] {
        let (admx, adml) = (text(&Kit::default(), &format!("admx-{browser}")), text(&Kit::default(), &format!("adml-{browser}")));
        let (admx, adml) = (Document::parse(&admx).unwrap(), Document::parse(&adml).unwrap());
        assert_eq!(admx.root_element().tag_name().name(), "policyDefinitions");
        assert_eq!(adml.root_element().tag_name().name(), "policyDefinitionResources");
        let named = |document: &Document<'_>, element: &str, attribute: &str| -> Vec<String> {
            let nodes = document.descendants().filter(|node| node.has_tag_name((node.tag_name().namespace().unwrap_or(""), element)));
            nodes.filter_map(|node| node.attribute(attribute).map(str::to_owned)).collect()
        };
        let (strings, presentations) = (named(&adml, "string", "id"), named(&adml, "presentation", "id"));
        let mut unique = strings.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), strings.len(), "a word stands twice");
        for node in admx.descendants() {
            for attribute in node.attributes() {
                if let Some(id) = attribute.value().strip_prefix("$(string.").and_then(|rest| rest.strip_suffix(')')) {
                    assert!(strings.iter().any(|known| known == id), "{id}");
                }
                if let Some(id) = attribute.value().strip_prefix("$(presentation.").and_then(|rest| rest.strip_suffix(')')) {
                    assert!(presentations.iter().any(|known| known == id), "{id}");
                }
            }
        }
        let (policies, categories) = (named(&admx, "policy", "name"), named(&admx, "category", "name"));
        assert_eq!(policies, KEYS.iter().map(|key| key.name.to_owned()).collect::<Vec<_>>());
        for parent in named(&admx, "parentCategory", "ref") {
            assert!(categories.contains(&parent), "{parent}");
        }
        for node in admx.descendants().filter(|node| node.tag_name().name() == "policy") {
            let parts: Vec<&str> = node.children().filter(|child| child.is_element()).map(|child| child.tag_name().name()).collect();
            // The order that the schema of ADMX wants.
            match node.attribute("valueName") {
                Some(_) => assert_eq!(parts, ["parentCategory", "supportedOn", "enabledValue", "disabledValue"]),
                None => assert_eq!(parts, ["parentCategory", "supportedOn", "elements"]),
            }
        }
        for reference in adml.descendants().filter_map(|node| node.attribute("refId")) {
            let elements = admx.descendants().filter(|node| node.attribute("id") == Some(reference)).count();
            assert_eq!(elements, 1, "{reference}");
        }
    }
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
fn what_intune_imports_carries_the_scripts_and_the_templates() {
    use base64ct::{Base64, Encoding as _};
    let kit = kit_of(&full());
    let remediation = json_of(&kit, "intune-remediation");
    for (key, kind) in [("detectionScriptContent", "detect"), ("remediationScriptContent", "remediate")] {
        let script = Base64::decode_vec(remediation[key].as_str().unwrap()).unwrap();
        assert_eq!(script, emit::one(&kit, kind).unwrap());
        let script = String::from_utf8(script).unwrap();
        assert!(script.starts_with('\u{feff}') && script.contains("\r\n"));
        assert!(script.contains("Value = 'O’’Brien & \"Sons\" <Clinic> \\ ''Ñandú'' 𝒜' }"));
        // Every line that sets a value names a key of one of the two browsers.
        let entries = script.lines().filter(|line| line.trim_start().starts_with("@{ Key = "));
        assert_eq!(entries.filter(|line| line.contains(r"'HKLM:\Software\Policies\")).count(), 2 * (KEYS.len() + 3));
    }
    let settings = json_of(&kit, "intune-settings");
    let all = settings["omaSettings"].as_array().unwrap();
    assert_eq!(all.len(), KEYS.len() + 1);
    assert_eq!(all[0]["value"], text(&kit, "admx-chrome"));
    let admx = text(&kit, "admx-chrome");
    let admx = Document::parse(&admx).unwrap();
    for (key, setting) in KEYS.iter().zip(&all[1..]) {
        let uri = setting["omaUri"].as_str().unwrap();
        let (category, name) = uri.rsplit_once('/').unwrap();
        assert_eq!(name, key.name);
        let category = category.rsplit('~').next().unwrap();
        assert!(admx.descendants().any(|node| node.tag_name().name() == "category" && node.attribute("name") == Some(category)), "{uri}");
        let value = format!("<all>{}</all>", setting["value"].as_str().unwrap());
        let value = Document::parse(&value).unwrap();
        let on = value.descendants().any(|node| node.tag_name().name() == "enabled");
        assert_eq!(on, full()[key.name] != json!(false), "{}", key.name);
    }
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
