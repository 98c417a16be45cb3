//! Administrative templates: the form that Group Policy shows, for one browser, with its words in English.

use super::registry::Browser;
use super::xml::Xml;
use crate::policy::check::expected;
use crate::policy::schema::{KEYS, Key, Kind};

const DEFINITIONS: &str = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";

/// What both files say of themselves.
const ROOT: &[(&str, &str)] = &[
    ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("revision", "1.0"),
    ("schemaVersion", "1.0"),
    ("xmlns", DEFINITIONS),
];

/// The name of a group as an identifier.
pub fn category(group: &str) -> String {
    group.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn groups() -> Vec<&'static str> {
    let mut groups: Vec<&str> = KEYS.iter().map(|key| key.group).collect();
    groups.dedup();
    groups
}

/// The ADMX file.
pub fn definitions(browser: &Browser) -> String {
    let mut xml = Xml::new();
    let namespace = format!("Curbside.Policies.{}", browser.name);
    xml.inside("policyDefinitions", ROOT, |xml| {
        xml.inside("policyNamespaces", &[], |xml| {
            xml.empty("target", &[("prefix", "curbside"), ("namespace", &namespace)]);
        });
        xml.empty("resources", &[("minRequiredRevision", "1.0")]);
        xml.inside("supportedOn", &[], |xml| {
            xml.inside("definitions", &[], |xml| xml.empty("definition", &[("name", "Supported"), ("displayName", "$(string.Supported)")]));
        });
        xml.inside("categories", &[], |xml| {
            xml.empty("category", &[("name", "Curbside"), ("displayName", "$(string.Curbside)")]);
            for group in groups() {
                let name = category(group);
                xml.inside("category", &[("name", &name), ("displayName", &format!("$(string.Group_{name})"))], |xml| {
                    xml.empty("parentCategory", &[("ref", "Curbside")]);
                });
            }
        });
        xml.inside("policies", &[], |xml| {
            for key in KEYS {
                definition(xml, browser, key);
            }
        });
    });
    xml.done()
}

fn definition(xml: &mut Xml, browser: &Browser, key: &Key) {
    let name = key.name;
    let registry = browser.policy_key();
    let (shown, explained, presented) =
        (format!("$(string.{name})"), format!("$(string.{name}_Explain)"), format!("$(presentation.{name})"));
    let mut attributes = vec![
        ("name", name),
        ("class", "Both"),
        ("displayName", shown.as_str()),
        ("explainText", explained.as_str()),
        ("key", registry.as_str()),
    ];
    let is_flag = matches!(key.kind, Kind::Flag);
    attributes.push(if is_flag { ("valueName", name) } else { ("presentation", presented.as_str()) });
    xml.inside("policy", &attributes, |xml| {
        xml.empty("parentCategory", &[("ref", &category(key.group))]);
        xml.empty("supportedOn", &[("ref", "Supported")]);
        if is_flag {
            for (element, value) in [("enabledValue", "1"), ("disabledValue", "0")] {
                xml.inside(element, &[], |xml| xml.empty("decimal", &[("value", value)]));
            }
            return;
        }
        xml.inside("elements", &[], |xml| element(xml, key, &format!("{registry}\\{name}")));
    });
}

fn element(xml: &mut Xml, key: &Key, list_key: &str) {
    let name = key.name;
    match &key.kind {
        Kind::Choice(words) => xml.inside("enum", &[("id", name), ("valueName", name), ("required", "true")], |xml| {
            for word in *words {
                xml.inside("item", &[("displayName", &format!("$(string.Choice_{word})"))], |xml| {
                    xml.inside("value", &[], |xml| xml.text("string", &[], word));
                });
            }
        }),
        Kind::Count { least, most } => {
            let (least, most) = (least.to_string(), most.to_string());
            xml.empty("decimal", &[("id", name), ("valueName", name), ("minValue", &least), ("maxValue", &most), ("required", "true")]);
        }
        Kind::List { of: Kind::Text { .. } | Kind::Form(_), .. } => {
            xml.empty("list", &[("id", name), ("key", list_key), ("valuePrefix", "")]);
        }
        Kind::Text { most } => {
            xml.empty("text", &[("id", name), ("valueName", name), ("maxLength", &most.to_string()), ("required", "true")]);
        }
        _ => xml.empty("text", &[("id", name), ("valueName", name), ("maxLength", "1000000"), ("required", "true")]),
    }
}

/// The ADML file: every word that the ADMX file refers to.
pub fn words(browser: &Browser) -> String {
    let mut xml = Xml::new();
    xml.inside("policyDefinitionResources", ROOT, |xml| {
        xml.text("displayName", &[], &format!("Curbside for {}", browser.name));
        xml.text("description", &[], "Settings of the extension Curbside.");
        xml.inside("resources", &[], |xml| {
            xml.inside("stringTable", &[], |xml| strings(xml, browser));
            xml.inside("presentationTable", &[], |xml| {
                for key in KEYS.iter().filter(|key| !matches!(key.kind, Kind::Flag)) {
                    presentation(xml, key);
                }
            });
        });
    });
    xml.done()
}

fn strings(xml: &mut Xml, browser: &Browser) {
    let mut string = |id: &str, text: &str| xml.text("string", &[("id", id)], text);
    string("Supported", &format!("{} with Curbside", browser.name));
    string("Curbside", &format!("Curbside for {}", browser.name));
    for group in groups() {
        string(&format!("Group_{}", category(group)), group);
    }
    let mut choices: Vec<&str> = KEYS
        .iter()
        .filter_map(|key| if let Kind::Choice(words) = &key.kind { Some(words.iter()) } else { None })
        .flatten()
        .copied()
        .collect();
    choices.sort_unstable();
    choices.dedup();
    for word in choices {
        string(&format!("Choice_{word}"), word);
    }
    for key in KEYS {
        string(key.name, key.title);
        let default = if key.default.is_empty() { "nothing" } else { key.default };
        let text = format!("{}\n\nExpected: {}.\nWithout it: {default}.\nExample: {}", key.doc, expected(&key.kind), key.example);
        string(&format!("{}_Explain", key.name), &text);
    }
}

fn presentation(xml: &mut Xml, key: &Key) {
    let reference = [("refId", key.name)];
    xml.inside("presentation", &[("id", key.name)], |xml| match &key.kind {
        Kind::Choice(_) => xml.text("dropdownList", &reference, key.title),
        Kind::Count { .. } => xml.text("decimalTextBox", &[("refId", key.name), ("defaultValue", key.default)], key.title),
        Kind::List { of: Kind::Text { .. } | Kind::Form(_), .. } => xml.text("listBox", &reference, key.title),
        Kind::Text { .. } | Kind::Form(_) => xml.inside("textBox", &reference, |xml| xml.text("label", &[], key.title)),
        _ => xml.inside("textBox", &reference, |xml| xml.text("label", &[], &format!("{} (JSON)", key.title))),
    });
}
