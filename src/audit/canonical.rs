//! The one way to write JSON down, so that everybody hashes the same bytes (RFC 8785).

use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Largest number that every reader of JSON holds exactly: 2^53 - 1.
const LARGEST: i64 = (1 << 53) - 1;

/// The canonical form; `None` when a number in it is not a whole one below 2^53, which nobody of ours writes.
pub fn canonical(value: &Value) -> Option<String> {
    let mut out = String::new();
    write(value, &mut out)?;
    Some(out)
}

/// SHA-256 of the canonical form, in small hexadecimal digits.
pub fn hash(value: &Value) -> Option<String> {
    let digest = Sha256::digest(canonical(value)?.as_bytes());
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn write(value: &Value, out: &mut String) -> Option<()> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => {
            let whole = number.as_i64().filter(|whole| (-LARGEST..=LARGEST).contains(whole))?;
            out.push_str(&whole.to_string());
        }
        // What serde_json escapes, and how, is what RFC 8785 wants.
        Value::String(text) => out.push_str(&serde_json::to_string(text).ok()?),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            out.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::to_string(key).ok()?);
                out.push(':');
                write(value, out)?;
            }
            out.push('}');
        }
    }
    Some(())
}
