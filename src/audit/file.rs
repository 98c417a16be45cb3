//! The two forms in which the extension exports records.

use serde_json::{Map, Value};

use super::{Broken, Exported};

const FORMAT: &str = "curbside-audit-1";

/// `{"format": "curbside-audit-1", "head": HASH, "records": [...]}`.
pub fn read_json(text: &str) -> Result<Exported, Broken> {
    let not_json = |error: serde_json::Error| Broken::Form { expected: "JSON", line: error.line() };
    let Value::Object(mut file) = serde_json::from_str(text).map_err(not_json)? else {
        return Err(Broken::Form { expected: "an object", line: 1 });
    };
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Broken::Form { expected: "\"format\": \"curbside-audit-1\"", line: 0 });
    }
    let Some(Value::Array(items)) = file.remove("records") else {
        return Err(Broken::Form { expected: "a list of \"records\"", line: 0 });
    };
    let expected = Broken::Form { expected: "each record to be an object", line: 0 };
    let records = items.into_iter().map(|item| if let Value::Object(record) = item { Ok(record) } else { Err(expected.clone()) });
    let records = records.collect::<Result<Vec<_>, _>>()?;
    let mut hashes = vec![None; records.len()];
    if let Some(last) = hashes.last_mut() {
        let head = file.get("head").and_then(Value::as_str).filter(|head| !head.is_empty());
        *last = Some(head.ok_or(Broken::Form { expected: "the \"head\" of the records", line: 0 })?.to_owned());
    }
    Ok(Exported { records, hashes })
}

/// A table with the names of the keys in its first line and each record's own hash in the column `hash`. One apostrophe
/// before a cell was put there for spreadsheets, and is taken away.
pub fn read_csv(text: &str) -> Result<Exported, Broken> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let form = |expected| move |error: csv::Error| Broken::Form { expected, line: error.position().map_or(0, |at| at.line() as usize) };
    let names = reader.headers().map_err(form("a table"))?.clone();
    if !names.iter().any(|name| name == "previous") || names.iter().filter(|name| *name == "hash").count() != 1 {
        return Err(Broken::Form { expected: "a file that Curbside exported, JSON or CSV", line: 1 });
    }
    let mut exported = Exported { records: Vec::new(), hashes: Vec::new() };
    for row in reader.records() {
        let row = row.map_err(form("as many cells as in the first line"))?;
        let line = row.position().map_or(0, |at| at.line() as usize);
        let mut record = Map::new();
        for (name, cell) in names.iter().zip(row.iter()) {
            let cell = cell.strip_prefix('\'').unwrap_or(cell);
            match name {
                "hash" => exported.hashes.push(Some(cell.to_owned())),
                "seq" => {
                    let seq: u64 = cell.parse().map_err(|_| Broken::Form { expected: "`seq` to be a whole number", line })?;
                    record.insert(name.to_owned(), seq.into());
                }
                _ => _ = record.insert(name.to_owned(), cell.into()),
            }
        }
        exported.records.push(record);
    }
    Ok(exported)
}
