//! Records without text: reads the files that the extension exports, and proves that nothing in them was changed.
//!
//! The records themselves are made and kept by the extension (`extension/audit/`), because they live in the browser's own
//! store. What both sides must agree on is written down here.
//!
//! # A record
//!
//! A flat JSON object of strings and one whole number, `seq`:
//!
//! | key | what |
//! |---|---|
//! | `seq` | its number, 1 for the first of an installation, then one more each time |
//! | `time` | when, ISO 8601 in UTC with milliseconds |
//! | `id` | a random name, so that a record that is told twice is stored once |
//! | `install` | a random number of the installation, which says nothing else |
//! | `action` | shown, fixed, ignored, wrong, went-back, posted-anyway, justified |
//! | `rule`, `label`, `severity` | of the finding |
//! | `context` | post, review-reply, comment, message, email, blog |
//! | `site` | host of the page; empty in a private window |
//! | `reason` | the reason that was chosen from the list, where one was asked for |
//! | `note` | a reason in one's own words, at most 200 characters, only where the policy asks for it |
//! | `profile`, `policy` | the policy's name and the SHA-256 of its canonical form; empty without one |
//! | `extension`, `rules` | version, and the first 12 digits of the SHA-256 of the module |
//! | `previous` | SHA-256 of the canonical form of the record before; 64 zeros for the first |
//!
//! # The canonical form
//!
//! RFC 8785: keys in the order of their UTF-16 code units, no white space between tokens, strings with the shortest
//! escapes (`\b \t \n \f \r \" \\`, `\u00xx` for other control characters, everything else as it is), UTF-8. Numbers are
//! whole and below 2^53.
//!
//! # What this proves, and what not
//!
//! A record that was changed, taken out of the middle or put in breaks the chain. Whoever can write the browser's store
//! can make a whole new chain: what stops that is a copy of a hash elsewhere, which the reports to a collector hold
//! (`curbside.record.previous` of each record, `curbside.records.head` of each sign of life). Records that were forgotten
//! because of their age are missing at the beginning, which is said and is no fault.

mod canonical;
mod command;
mod file;

use core::fmt;

use serde_json::{Map, Value};

pub use canonical::{canonical, hash};
pub use command::command;

/// What an unbroken file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many records.
    pub records: u64,
    /// Number of the first; more than 1 when older ones were forgotten because of their age.
    pub first: u64,
    /// Number of the last.
    pub last: u64,
    /// Hash of the last record; compare it with one that was reported. Empty without records.
    pub head: String,
    /// Numbers of records whose time is before that of the record before: the clock was set back. No fault in itself.
    pub back_in_time: Vec<u64>,
}

/// What is wrong with a file. PRIVACY: says where, never what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is neither of the two forms that the extension exports.
    Form {
        /// What was expected.
        expected: &'static str,
        /// Line of the file, from 1; 0 where that is not known.
        line: usize,
    },
    /// A record is not as it should be.
    Record {
        /// Its number, as it says itself.
        seq: u64,
        /// What is wrong.
        what: &'static str,
    },
    /// The last record is not the one that the file was closed with.
    Head,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form { expected, line: 0 } => write!(f, "expected {expected}"),
            Self::Form { expected, line } => write!(f, "line {line}: expected {expected}"),
            Self::Record { seq, what } => write!(f, "record {seq}: {what}"),
            Self::Head => f.write_str(
                "the last record is not the one that the file was closed with: it was changed, or records behind it are missing",
            ),
        }
    }
}

/// Checks the chain of an exported file, JSON or CSV.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify(bytes: &[u8]) -> Result<Verified, Broken> {
    let text = core::str::from_utf8(bytes).map_err(|_| Broken::Form { expected: "UTF-8", line: 0 })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let exported = if text.trim_start().starts_with('{') { file::read_json(text)? } else { file::read_csv(text)? };
    check(&exported)
}

/// Records, and the hashes that the file itself gives for them.
struct Exported {
    records: Vec<Map<String, Value>>,
    /// One a record in CSV; in JSON only for the last.
    hashes: Vec<Option<String>>,
}

fn check(exported: &Exported) -> Result<Verified, Broken> {
    let mut verified = Verified { records: 0, first: 0, last: 0, head: String::new(), back_in_time: Vec::new() };
    let mut time = String::new();
    for (index, record) in exported.records.iter().enumerate() {
        let text = |key: &str| record.get(key).and_then(Value::as_str);
        let seq = record.get("seq").and_then(Value::as_u64).unwrap_or(0);
        let broken = |what| Err(Broken::Record { seq, what });
        let Some((previous, now)) = text("previous").zip(text("time")).filter(|_| seq > 0) else {
            return broken("`seq`, `time` or `previous` is missing");
        };
        if index == 0 {
            verified.first = seq;
            if seq == 1 && previous.bytes().any(|byte| byte != b'0') {
                return broken("it is the first and claims that there was one before");
            }
        } else if seq != verified.last + 1 {
            return broken("its number does not follow: records are missing, doubled or out of order");
        } else if previous != verified.head {
            // Which of the two was changed, nobody can tell from `previous` alone.
            return Err(Broken::Record {
                seq: verified.last,
                what: "it is not what the record behind it was chained to: one of the two was changed",
            });
        }
        if now < time.as_str() {
            verified.back_in_time.push(seq);
        }
        time = now.to_owned();
        verified.head = hash(&Value::Object(record.clone())).ok_or(Broken::Record { seq, what: "a number in it is not a whole one" })?;
        verified.last = seq;
        verified.records += 1;
        let is_last = index + 1 == exported.records.len();
        if exported.hashes.get(index).and_then(Option::as_ref).is_some_and(|told| *told != verified.head) {
            return if is_last { Err(Broken::Head) } else { broken("it is not what its own hash says: it was changed") };
        }
    }
    Ok(verified)
}
