//! A configuration profile of macOS: one payload for each browser's settings, one for the extension's policy there.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::registry::Browser;
use super::xml::Xml;
use super::{Kit, browser, value};

/// The profile.
pub fn profile(kit: &Kit) -> String {
    let (chrome, edge) = (Browser::chrome(kit), Browser::edge(kit));
    let mut payloads = Vec::new();
    for (domain, browser) in [("com.google.Chrome", &chrome), ("com.microsoft.Edge", &edge)] {
        payloads.push(payload(domain, &json!({ "ExtensionSettings": browser::settings(browser) })));
        payloads.push(payload(&format!("{domain}.extensions.{}", browser.id), &value(&kit.policy)));
    }
    let mut firefox = browser::firefox_policies(kit);
    if let Some(firefox) = firefox.as_object_mut() {
        firefox.insert("EnterprisePoliciesEnabled".to_owned(), true.into());
    }
    payloads.push(payload("org.mozilla.firefox", &firefox));
    let profile = json!({
        "PayloadContent": payloads,
        "PayloadDescription": "Installs Curbside in Chrome, Edge and Firefox and sets its policy.",
        "PayloadDisplayName": "Curbside",
        "PayloadIdentifier": "example.curbside.profile",
        "PayloadRemovalDisallowed": true,
        "PayloadScope": "System",
        "PayloadType": "Configuration",
        "PayloadUUID": uuid("profile"),
        "PayloadVersion": 1,
    });
    let mut xml = Xml::new();
    xml.raw("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">");
    xml.inside("plist", &[("version", "1.0")], |xml| write(xml, &profile));
    xml.done()
}

fn payload(domain: &str, settings: &Value) -> Value {
    let mut payload = json!({
        "PayloadDisplayName": format!("Curbside: {domain}"),
        "PayloadEnabled": true,
        "PayloadIdentifier": format!("example.curbside.{domain}"),
        "PayloadType": domain,
        "PayloadUUID": uuid(domain),
        "PayloadVersion": 1,
    });
    if let (Some(payload), Some(settings)) = (payload.as_object_mut(), settings.as_object()) {
        payload.extend(settings.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.clone(), value.clone())));
    }
    payload
}

/// The same for the same name, so that a new profile replaces the one before.
fn uuid(name: &str) -> String {
    let hash = Sha256::digest(format!("curbside.{name}"));
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02X}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or("");
    format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

fn write(xml: &mut Xml, value: &Value) {
    match value {
        Value::Object(object) => xml.inside("dict", &[], |xml| {
            for (name, value) in object {
                xml.text("key", &[], name);
                write(xml, value);
            }
        }),
        Value::Array(items) => xml.inside("array", &[], |xml| items.iter().for_each(|item| write(xml, item))),
        Value::String(text) => xml.text("string", &[], text),
        Value::Bool(true) => xml.empty("true", &[]),
        Value::Bool(false) => xml.empty("false", &[]),
        Value::Number(number) if number.is_u64() || number.is_i64() => xml.text("integer", &[], &number.to_string()),
        Value::Number(number) => xml.text("real", &[], &number.to_string()),
        // A list of properties has no such thing.
        Value::Null => xml.text("string", &[], ""),
    }
}
