//! Turns `extension/sites.json` into a table of the crate, while it is built: a misspelt key or context stops the build
//! and is named, and no parser ships.

use std::{env, fs, path::Path};

use serde_json::{Map, Value};

const SOURCE: &str = "extension/sites.json";
const CONTEXTS: [(&str, &str); 6] = [
    ("post", "Post"),
    ("review-reply", "ReviewReply"),
    ("comment", "Comment"),
    ("message", "Message"),
    ("email", "Email"),
    ("blog", "Blog"),
];
const KINDS: [(&str, &str); 6] =
    [("social", "Social"), ("reviews", "Reviews"), ("planner", "Planner"), ("blog", "Blog"), ("mail", "Mail"), ("chat", "Chat")];

/// Writes `sites.rs` into the folder for generated sources.
pub fn pack() {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=src/sites");
    let text = fs::read_to_string(SOURCE).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));
    let all: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));
    let all = object(&all, "the file", &["sites", "excluded"]);
    let sites: String = list(all, "sites", "the file").iter().map(site).collect();
    let excluded = strings(all, "excluded", "the file");
    let out = format!(
        "/// Every site that is known, as `extension/sites.json` lists them.\npub static SITES: &[Site] = &[\n{sites}];\n\
         /// Patient portals and records: nothing is ever watched there.\npub static EXCLUDED: &[&str] = &{excluded};\n"
    );
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("sites.rs"), out).unwrap();
}

fn site(value: &Value) -> String {
    let name = value.get("name").and_then(Value::as_str).unwrap_or_else(|| panic!("{SOURCE}: a site without a name"));
    let keys = ["name", "kind", "hosts", "off", "enter", "boxes", "entry", "author", "publish", "quiet"];
    let site = object(value, name, &keys);
    assert!(!list(site, "hosts", name).is_empty(), "{SOURCE}: {name}: expected at least one host");
    let kind = word(&KINDS, "kind", &string(site, "kind", name), name);
    let enter: String = list(site, "enter", name)
        .iter()
        .map(|it| format!("Context::{}, ", word(&CONTEXTS, "enter", it.as_str().unwrap_or(""), name)))
        .collect();
    let boxes: String = list(site, "boxes", name)
        .iter()
        .map(|rule| {
            let rule = object(rule, name, &["path", "box", "context"]);
            let context = word(&CONTEXTS, "context", &string(rule, "context", name), name);
            let (path, selector) = (string(rule, "path", name), string(rule, "box", name));
            assert!(!(path.is_empty() && selector.is_empty()), "{SOURCE}: {name}: expected a path or a box beside the context");
            format!("BoxRule {{ path: {path:?}, selector: {selector:?}, context: Context::{context} }}, ")
        })
        .collect();
    format!(
        "    Site {{ name: {name:?}, kind: Kind::{kind}, hosts: &{}, is_off: {}, enter: &[{enter}], boxes: &[{boxes}], entry: {:?}, author: {:?}, \
         publish: &{}, quiet: {:?} }},\n",
        strings(site, "hosts", name),
        site.get("off").and_then(Value::as_bool).unwrap_or(false),
        string(site, "entry", name),
        string(site, "author", name),
        strings(site, "publish", name),
        string(site, "quiet", name),
    )
}

fn object<'a>(value: &'a Value, of: &str, keys: &[&str]) -> &'a Map<String, Value> {
    let object = value.as_object().unwrap_or_else(|| panic!("{SOURCE}: {of}: expected an object"));
    if let Some(key) = object.keys().find(|key| !keys.contains(&key.as_str())) {
        panic!("{SOURCE}: {of}: expected one of {}, but found the key {key}", keys.join(", "));
    }
    object
}

fn list<'a>(object: &'a Map<String, Value>, key: &str, of: &str) -> &'a [Value] {
    object.get(key).map_or(&[], |value| value.as_array().unwrap_or_else(|| panic!("{SOURCE}: {of}: expected a list as {key}")))
}

fn strings(object: &Map<String, Value>, key: &str, of: &str) -> String {
    let all: Vec<&str> = list(object, key, of)
        .iter()
        .map(|value| value.as_str().unwrap_or_else(|| panic!("{SOURCE}: {of}: expected words in {key}")))
        .collect();
    format!("{all:?}")
}

fn string(object: &Map<String, Value>, key: &str, of: &str) -> String {
    let value = object.get(key).map_or("", |value| value.as_str().unwrap_or_else(|| panic!("{SOURCE}: {of}: expected words as {key}")));
    value.to_owned()
}

fn word(known: &[(&str, &'static str)], key: &str, found: &str, of: &str) -> &'static str {
    known.iter().find(|(name, _)| *name == found).map_or_else(
        || {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            panic!("{SOURCE}: {of}: expected one of {} as {key}, but found {found:?}", names.join(", "))
        },
        |(_, variant)| variant,
    )
}
