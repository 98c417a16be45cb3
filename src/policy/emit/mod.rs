//! The forms in which browsers and their administrators want a policy. All of them come from the schema and one policy,
//! and the same input gives the same bytes.

mod admx;
mod browser;
mod docs;
mod mac;
mod registry;
mod windows;
mod xml;

use std::io::Write as _;

use serde_json::Value;

use super::Node;

/// What a kit is made of.
#[derive(Clone, Debug)]
pub struct Kit {
    /// The policy, as it was written.
    pub policy: Node,
    /// Of the extension as Chrome knows it.
    pub chrome_id: String,
    /// As Edge knows it.
    pub edge_id: String,
    /// As Firefox knows it.
    pub firefox_id: String,
    /// Where Chrome looks for updates.
    pub chrome_update_url: String,
    /// Where Edge looks for updates.
    pub edge_update_url: String,
    /// Where Firefox finds the signed XPI.
    pub install_url: String,
}

/// Where Chrome's and Edge's stores answer.
pub const STORES: [&str; 2] =
    ["https://clients2.google.com/service/update2/crx", "https://edge.microsoft.com/extensionwebstorebase/v1/crx"];

/// Stands where nobody gave the id that a store or a key makes.
pub const NO_ID: &str = "abcdefghijklmnopabcdefghijklmnop";

impl Default for Kit {
    fn default() -> Self {
        let [chrome_update_url, edge_update_url] = STORES.map(str::to_owned);
        Self {
            policy: Node::empty(),
            chrome_id: NO_ID.to_owned(),
            edge_id: NO_ID.to_owned(),
            firefox_id: "extension@curbside.example".to_owned(),
            chrome_update_url,
            edge_update_url,
            install_url: "https://addons.mozilla.org/firefox/downloads/latest/curbside/latest.xpi".to_owned(),
        }
    }
}

/// Every form, and where it lies in the kit.
pub const KINDS: [(&str, &str); 23] = [
    ("managed-schema", "managed_schema.json"),
    ("docs", "POLICY.md"),
    ("readme", "README.md"),
    ("chrome-settings", "chrome/ExtensionSettings.json"),
    ("edge-settings", "edge/ExtensionSettings.json"),
    ("chrome", "linux/etc/opt/chrome/policies/managed/curbside.json"),
    ("edge", "linux/etc/opt/edge/policies/managed/curbside.json"),
    ("chromium", "linux/etc/chromium/policies/managed/curbside.json"),
    ("google-admin", "google-admin/policy.json"),
    ("firefox", "firefox/policies.json"),
    ("reg-chrome", "windows/curbside-chrome.reg"),
    ("reg-edge", "windows/curbside-edge.reg"),
    ("reg-remove", "windows/curbside-remove.reg"),
    ("admx-chrome", "windows/CurbsideChrome.admx"),
    ("adml-chrome", "windows/en-US/CurbsideChrome.adml"),
    ("admx-edge", "windows/CurbsideEdge.admx"),
    ("adml-edge", "windows/en-US/CurbsideEdge.adml"),
    ("detect", "intune/detect.ps1"),
    ("remediate", "intune/remediate.ps1"),
    ("remove", "intune/remove.ps1"),
    ("intune-remediation", "intune/remediation.json"),
    ("intune-settings", "intune/settings.json"),
    ("mobileconfig", "macos/curbside.mobileconfig"),
];

/// The sample policies, which are written by hand and checked by a test.
pub const SAMPLES: [(&str, &str); 3] = [
    ("samples/solo-practice.json", include_str!("../../../extension/enterprise/samples/solo-practice.json")),
    ("samples/group-practice.json", include_str!("../../../extension/enterprise/samples/group-practice.json")),
    ("samples/hospital.json", include_str!("../../../extension/enterprise/samples/hospital.json")),
];

/// One form; nothing for a name that is none.
pub fn one(kit: &Kit, kind: &str) -> Option<Vec<u8>> {
    let chrome = registry::Browser::chrome(kit);
    let edge = registry::Browser::edge(kit);
    Some(match kind {
        "managed-schema" => json(&browser::managed_schema()),
        "docs" => docs::write().into_bytes(),
        "readme" => include_str!("../../../extension/enterprise/README.md").as_bytes().to_vec(),
        "chrome-settings" => json(&browser::settings(&chrome)),
        "edge-settings" => json(&browser::settings(&edge)),
        "chrome" | "chromium" => json(&browser::linux(kit, &chrome)),
        "edge" => json(&browser::linux(kit, &edge)),
        "google-admin" => json(&browser::google_admin(kit)),
        "firefox" => json(&browser::firefox(kit)),
        "reg-chrome" => windows::reg(&registry::entries(kit, &chrome)),
        "reg-edge" => windows::reg(&registry::entries(kit, &edge)),
        "reg-remove" => windows::reg_remove(kit),
        "admx-chrome" => admx::definitions(&chrome).into_bytes(),
        "adml-chrome" => admx::words(&chrome).into_bytes(),
        "admx-edge" => admx::definitions(&edge).into_bytes(),
        "adml-edge" => admx::words(&edge).into_bytes(),
        "detect" => windows::detect(kit).into_bytes(),
        "remediate" => windows::remediate(kit).into_bytes(),
        "remove" => windows::remove(kit).into_bytes(),
        "intune-remediation" => json(&windows::remediation(kit)),
        "intune-settings" => json(&windows::settings(kit, &chrome)),
        "mobileconfig" => mac::profile(kit).into_bytes(),
        _ => return None,
    })
}

/// Every form and the samples, each with its path in the kit.
pub fn all(kit: &Kit) -> Vec<(&'static str, Vec<u8>)> {
    let forms = KINDS.iter().filter_map(|(kind, path)| Some((*path, one(kit, kind)?)));
    forms.chain(SAMPLES.iter().map(|(path, text)| (*path, text.as_bytes().to_vec()))).collect()
}

fn json(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing into memory cannot fail.
    let _ = serde_json::to_writer_pretty(&mut out, value);
    let _ = out.write_all(b"\n");
    out
}

/// A value of a policy as JSON.
fn value(node: &Node) -> Value {
    serde_json::to_value(node).unwrap_or(Value::Null)
}
