//! The forms that Windows takes: registry files, templates, and what Intune imports.

use std::collections::BTreeMap;

use curbside::policy::emit;
use curbside::policy::emit::Kit;
use curbside::policy::schema::{KEYS, Kind};
use roxmltree::Document;
use serde_json::{Map, Value, json};

use super::{CHROME, EDGE, full, json_of, kit_of, text};

/// Reads a `.reg` file as regedit does.
pub fn read_reg(bytes: &[u8]) -> BTreeMap<String, BTreeMap<String, Value>> {
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
