//! Windows: a `.reg` file, scripts that Intune runs, and what Intune imports.

use std::fmt::Write as _;

use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};

use super::registry::{Browser, Entry, RegValue, entries};
use super::xml::escape;
use super::{Kit, admx, value};
use crate::policy::schema::{KEYS, Kind};

/// A file for `regedit`: UTF-16 with its mark, as its version 5 wants it.
pub fn reg(entries: &[Entry]) -> Vec<u8> {
    let mut text = "Windows Registry Editor Version 5.00\r\n".to_owned();
    let mut key = "";
    for entry in entries {
        if entry.key != key {
            key = &entry.key;
            let _ = write!(text, "\r\n[HKEY_LOCAL_MACHINE\\{key}]\r\n");
        }
        let _ = match &entry.value {
            RegValue::Number(number) => write!(text, "\"{}\"=dword:{number:08x}\r\n", entry.name),
            RegValue::Flag(flag) => write!(text, "\"{}\"=dword:{:08x}\r\n", entry.name, u8::from(*flag)),
            // A text of several lines has no other way to be written.
            RegValue::Text(words) if words.contains(['\r', '\n']) => {
                let units = words.encode_utf16().chain([0]).flat_map(u16::to_le_bytes);
                let hex: Vec<String> = units.map(|byte| format!("{byte:02x}")).collect();
                write!(text, "\"{}\"=hex(1):{}\r\n", entry.name, hex.join(","))
            }
            RegValue::Text(words) => write!(text, "\"{}\"=\"{}\"\r\n", entry.name, words.replace('\\', r"\\").replace('"', "\\\"")),
        };
    }
    utf16(&text)
}

/// A file for `regedit` that takes away all that `reg` and `remediate` put there.
pub fn reg_remove(kit: &Kit) -> Vec<u8> {
    let mut text = "Windows Registry Editor Version 5.00\r\n".to_owned();
    for key in keys(kit) {
        let _ = write!(text, "\r\n[-HKEY_LOCAL_MACHINE\\{key}]\r\n");
    }
    utf16(&text)
}

/// The same as a script for Intune.
pub fn remove(kit: &Kit) -> String {
    let mut out = "\u{feff}# Takes Curbside and its policy out of Chrome and Edge. Made by `curbside policy emit`.\n\n".to_owned();
    for key in keys(kit) {
        let key = quote(&format!(r"HKLM:\{key}"));
        let _ = writeln!(out, "if (Test-Path -LiteralPath {key}) {{ Remove-Item -LiteralPath {key} -Recurse }}");
    }
    out.push_str("Write-Output 'Curbside: taken away'\nexit 0\n");
    out.replace('\n', "\r\n")
}

/// Every key of the registry that is ours alone.
fn keys(kit: &Kit) -> Vec<String> {
    [Browser::chrome(kit), Browser::edge(kit)].iter().flat_map(|browser| [browser.settings_key(), browser.extension_key()]).collect()
}

/// As `regedit` wants it: with its mark before it.
fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Tells Intune whether the browsers have this policy: exit status 0, or 1 to have it put right.
pub fn detect(kit: &Kit) -> String {
    script(
        kit,
        "# Says whether Chrome and Edge have this policy of Curbside. Exit status 1 asks for remediate.ps1.",
        "\
foreach ($entry in $wanted) {
    $found = (Get-ItemProperty -LiteralPath $entry.Key -Name $entry.Name -ErrorAction SilentlyContinue).($entry.Name)
    if ($null -eq $found -or $found -cne $entry.Value) {
        Write-Output \"Curbside: $($entry.Key) $($entry.Name) is not as it should be\"
        exit 1
    }
}
foreach ($key in $policies) {
    $names = ($wanted | Where-Object { $_.Key -eq $key }).Name
    foreach ($name in (Get-Item -LiteralPath $key -ErrorAction SilentlyContinue).Property) {
        if ($names -cnotcontains $name) {
            Write-Output \"Curbside: $key $name should not be there\"
            exit 1
        }
    }
}
Write-Output 'Curbside: the policy is in place'
exit 0
",
    )
}

/// Puts the policy in place. What an earlier one had and this one has not goes.
pub fn remediate(kit: &Kit) -> String {
    script(
        kit,
        "# Puts this policy of Curbside in place for Chrome and Edge. What an earlier one had and this one has not goes.",
        "\
$ErrorActionPreference = 'Stop'
foreach ($key in $policies) {
    if (Test-Path -LiteralPath $key) { Remove-Item -LiteralPath $key -Recurse }
}
foreach ($entry in $wanted) {
    if (-not (Test-Path -LiteralPath $entry.Key)) { New-Item -Path $entry.Key -Force | Out-Null }
    New-ItemProperty -LiteralPath $entry.Key -Name $entry.Name -Value $entry.Value -PropertyType $entry.Type -Force | Out-Null
}
Write-Output 'Curbside: the policy is in place'
exit 0
",
    )
}

fn script(kit: &Kit, head: &str, tail: &str) -> String {
    // Windows PowerShell takes a file without the mark for one in an old code page.
    let mut out = format!("\u{feff}{head}\n# Made by `curbside policy emit`; change the policy and make it again.\n\n$wanted = @(\n");
    for browser in [Browser::chrome(kit), Browser::edge(kit)] {
        for entry in entries(kit, &browser) {
            let (kind, value) = match &entry.value {
                RegValue::Text(text) => ("String", quote(text)),
                RegValue::Number(number) => ("DWord", number.to_string()),
                RegValue::Flag(flag) => ("DWord", u8::from(*flag).to_string()),
            };
            let key = quote(&format!(r"HKLM:\{}", entry.key));
            let _ = writeln!(out, "    @{{ Key = {key}; Name = {}; Type = '{kind}'; Value = {value} }}", quote(&entry.name));
        }
    }
    let keys = [Browser::chrome(kit), Browser::edge(kit)].map(|browser| quote(&format!(r"HKLM:\{}", browser.policy_key())));
    let _ = write!(out, ")\n$policies = @({})\n\n{tail}", keys.join(", "));
    out.replace('\n', "\r\n")
}

/// PowerShell takes typographic quotation marks for straight ones, so they are doubled, too.
fn quote(text: &str) -> String {
    let mut out = "'".to_owned();
    for c in text.chars() {
        if matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}') {
            out.push(c);
        }
        out.push(c);
    }
    out.push('\'');
    out
}

/// A remediation as Microsoft Graph takes it (`POST /deviceManagement/deviceHealthScripts`, beta).
pub fn remediation(kit: &Kit) -> Value {
    json!({
        "@odata.type": "#microsoft.graph.deviceHealthScript",
        "displayName": "Curbside policy",
        "description": "Keeps Curbside's policy for Chrome and Edge in place.",
        "publisher": "Curbside",
        "runAsAccount": "system",
        "runAs32Bit": false,
        "enforceSignatureCheck": false,
        "detectionScriptContent": Base64::encode_string(detect(kit).as_bytes()),
        "remediationScriptContent": Base64::encode_string(remediate(kit).as_bytes()),
    })
}

/// A configuration profile as Microsoft Graph takes it (`POST /deviceManagement/deviceConfigurations`): the templates for
/// Chrome, and the policy set by them. Windows lets nobody add templates for Edge's part of the registry in this way: Edge
/// gets its policy from the remediation.
pub fn settings(kit: &Kit, chrome: &Browser) -> Value {
    const ROOT: &str = "./Device/Vendor/MSFT/Policy";
    let setting = |name: &str, uri: String, text: String| json!({ "@odata.type": "#microsoft.graph.omaSettingString", "displayName": name, "omaUri": uri, "value": text });
    let mut all = vec![setting(
        "Templates",
        format!("{ROOT}/ConfigOperations/ADMXInstall/Curbside/Policy/Curbside{}", chrome.name),
        admx::definitions(chrome),
    )];
    for key in KEYS {
        let Some(node) = kit.policy.get(key.name) else { continue };
        let uri = format!("{ROOT}/Config/Curbside~Policy~Curbside~{}/{}", admx::category(key.group), key.name);
        let data = |text: &str| format!("<enabled/><data id=\"{}\" value=\"{}\"/>", key.name, escape(text));
        let text = match &key.kind {
            Kind::Flag => (if node.flag() == Some(true) { "<enabled/>" } else { "<disabled/>" }).to_owned(),
            Kind::List { of: Kind::Text { .. } | Kind::Form(_), .. } => {
                let items = node.items().iter().filter_map(crate::policy::Node::text).enumerate();
                let pairs: Vec<String> = items.map(|(number, text)| format!("{}\u{f000}{text}", number + 1)).collect();
                data(&pairs.join("\u{f000}"))
            }
            Kind::List { .. } | Kind::Map { .. } | Kind::Record(_) => data(&value(node).to_string()),
            _ => data(node.text().map_or_else(|| value(node).to_string(), str::to_owned).as_str()),
        };
        all.push(setting(key.title, uri, text));
    }
    json!({
        "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
        "displayName": "Curbside policy for Chrome",
        "description": "Templates and values. Made by `curbside policy emit`.",
        "omaSettings": all,
    })
}
