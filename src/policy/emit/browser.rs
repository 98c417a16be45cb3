//! JSON for the browsers themselves.

use serde_json::{Map, Value, json};

use super::registry::{self, Browser, RegValue};
use super::{Kit, value};
use crate::policy::Node;
use crate::policy::check::expected;
use crate::policy::schema::{KEYS, Kind, Part};

/// The schema of Chromium's managed storage. It asks for types only: a browser drops a whole key where anything in it is
/// not as its schema wants, silently, while our own reader leaves out what is wrong, says so and keeps the rest.
pub fn managed_schema() -> Value {
    let properties: Map<String, Value> = KEYS
        .iter()
        .map(|key| {
            let mut schema = schema_of(&key.kind);
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("title".to_owned(), key.title.into());
                schema.insert("description".to_owned(), format!("{} Expected: {}.", key.doc, expected(&key.kind)).into());
            }
            (key.name.to_owned(), schema)
        })
        .collect();
    json!({ "type": "object", "properties": properties })
}

fn schema_of(kind: &Kind) -> Value {
    match kind {
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Count { .. } => json!({ "type": "integer" }),
        Kind::Text { .. } | Kind::Secret { .. } | Kind::Choice(_) | Kind::Form(_) => json!({ "type": "string" }),
        Kind::List { of, .. } => json!({ "type": "array", "items": schema_of(of) }),
        Kind::Map { of, .. } => json!({ "type": "object", "additionalProperties": schema_of(of) }),
        Kind::Record(parts) => {
            let properties: Map<String, Value> = parts.iter().map(|part| (part.name.to_owned(), schema_of(&part.kind))).collect();
            let mut schema = json!({ "type": "object", "properties": properties });
            // The browser takes unknown parts away without a word. A misspelt condition ("site" for "sites") has to reach
            // our reader, or its entry would speak of everything.
            if parts.iter().any(is_condition)
                && let Some(schema) = schema.as_object_mut()
            {
                schema.insert("additionalProperties".to_owned(), json!({ "type": "array", "items": { "type": "string" } }));
            }
            schema
        }
    }
}

fn is_condition(part: &Part) -> bool {
    matches!(part.name, "contexts" | "sites" | "severities")
}

/// `ExtensionSettings` for one extension.
pub fn settings(browser: &Browser) -> Value {
    let entries = registry::settings(browser).into_iter();
    let of_json = |value| match value {
        RegValue::Text(text) => text.into(),
        RegValue::Number(number) => number.into(),
        RegValue::Flag(flag) => flag.into(),
    };
    let inside: Map<String, Value> = entries.map(|(name, value)| (name.to_owned(), of_json(value))).collect();
    json!({ (browser.id.clone()): inside })
}

/// A policy file of Chrome, Edge or Chromium on Linux.
pub fn linux(kit: &Kit, browser: &Browser) -> Value {
    json!({
        "ExtensionSettings": settings(browser),
        "3rdparty": { "extensions": { (browser.id.clone()): value(&kit.policy) } },
    })
}

/// What the Google Admin console wants under "Policy for extensions".
pub fn google_admin(kit: &Kit) -> Value {
    kit.policy.members().iter().map(|member| (member.name.clone(), json!({ "Value": value(&member.node) }))).collect::<Map<_, _>>().into()
}

/// Firefox's `policies.json`.
pub fn firefox(kit: &Kit) -> Value {
    json!({ "policies": firefox_policies(kit) })
}

/// The same without what is around it, which a profile of macOS does not have.
pub fn firefox_policies(kit: &Kit) -> Value {
    json!({
        "ExtensionSettings": {
            (kit.firefox_id.clone()): { "installation_mode": "force_installed", "install_url": kit.install_url, "updates_disabled": false },
        },
        "3rdparty": { "Extensions": { (kit.firefox_id.clone()): without_nulls(&kit.policy) } },
    })
}

fn without_nulls(policy: &Node) -> Value {
    let mut value = value(policy);
    if let Some(object) = value.as_object_mut() {
        object.retain(|_, value| !value.is_null());
    }
    value
}
