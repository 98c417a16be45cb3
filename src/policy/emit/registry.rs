//! A policy as entries of the Windows registry, from which every Windows form is written.

use super::{Kit, STORES, value};
use crate::policy::Value;

/// A browser whose policies stand in the registry.
pub struct Browser {
    /// As files are called: `Chrome`.
    pub name: &'static str,
    /// Its key below `Software\Policies`.
    pub key: &'static str,
    /// The extension's id there.
    pub id: String,
    /// Where it looks for updates.
    pub update_url: String,
    /// How it keeps the icon in sight.
    pin: (&'static str, &'static str),
}

impl Browser {
    pub fn chrome(kit: &Kit) -> Self {
        Self {
            name: "Chrome",
            key: r"Google\Chrome",
            id: kit.chrome_id.clone(),
            update_url: kit.chrome_update_url.clone(),
            pin: ("toolbar_pin", "force_pinned"),
        }
    }

    pub fn edge(kit: &Kit) -> Self {
        Self {
            name: "Edge",
            key: r"Microsoft\Edge",
            id: kit.edge_id.clone(),
            update_url: kit.edge_update_url.clone(),
            pin: ("toolbar_state", "force_shown"),
        }
    }

    /// What of the registry is the extension's, below `HKLM` or `HKCU`.
    pub fn extension_key(&self) -> String {
        format!(r"Software\Policies\{}\3rdparty\extensions\{}", self.key, self.id)
    }

    /// Where its policy stands.
    pub fn policy_key(&self) -> String {
        format!(r"{}\policy", self.extension_key())
    }

    /// Where the browser's own settings for the extension stand.
    pub fn settings_key(&self) -> String {
        format!(r"Software\Policies\{}\ExtensionSettings\{}", self.key, self.id)
    }
}

/// What an entry holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegValue {
    /// `REG_SZ`.
    Text(String),
    /// `REG_DWORD`.
    Number(u32),
    /// `REG_DWORD` too, of 0 or 1; JSON and lists of properties tell it from a number.
    Flag(bool),
}

/// One entry.
pub struct Entry {
    /// Its key, below `HKEY_LOCAL_MACHINE`.
    pub key: String,
    pub name: String,
    pub value: RegValue,
}

/// What a browser has to know to install the extension and keep it.
pub fn settings(browser: &Browser) -> Vec<(&'static str, RegValue)> {
    let mut settings = vec![
        ("installation_mode", RegValue::Text("force_installed".to_owned())),
        ("update_url", RegValue::Text(browser.update_url.clone())),
    ];
    // Without it a browser installs from there and looks for updates where the manifest says: nowhere, so never again.
    if !STORES.contains(&browser.update_url.as_str()) {
        settings.push(("override_update_url", RegValue::Flag(true)));
    }
    settings.push((browser.pin.0, RegValue::Text(browser.pin.1.to_owned())));
    settings
}

/// Every entry for one browser. Lists and objects are written as JSON, which Chromium reads as well as subkeys.
pub fn entries(kit: &Kit, browser: &Browser) -> Vec<Entry> {
    let own = settings(browser);
    let own = own.into_iter().map(|(name, value)| Entry { key: browser.settings_key(), name: name.to_owned(), value });
    let of_policy = kit.policy.members().iter().filter_map(|member| {
        let value = match &member.node.value {
            Value::Null => return None,
            Value::Flag(flag) => RegValue::Flag(*flag),
            Value::Number(_) => RegValue::Number(member.node.count()?),
            Value::Text(text) => RegValue::Text(text.clone()),
            Value::List(_) | Value::Map(_) => RegValue::Text(value(&member.node).to_string()),
        };
        Some(Entry { key: browser.policy_key(), name: member.name.clone(), value })
    });
    own.chain(of_policy).collect()
}
