//! `curbside audit`.

use std::io::{self, Write as _};

use serde_json::Value;

use super::{hash, verify};

const USAGE: &str = "\
curbside audit verify FILE...    checks the chain of exported records (JSON or CSV)
curbside audit hash POLICY.json  the hash that records and signs of life give for this policy";

/// Runs it. Whether everything was in order.
///
/// # Errors
/// When a file cannot be read, or nobody listens.
pub fn command(arguments: &[&str]) -> io::Result<bool> {
    match arguments {
        ["verify", paths @ ..] if !paths.is_empty() => {
            let mut all_right = true;
            for path in paths {
                all_right &= verify_file(path)?;
            }
            Ok(all_right)
        }
        ["hash", path] => {
            let policy: Value = serde_json::from_slice(&std::fs::read(path)?)?;
            let hash = hash(&policy).ok_or_else(|| io::Error::other("a number in it is not a whole one"))?;
            writeln!(io::stdout(), "{hash}")?;
            Ok(true)
        }
        _ => {
            eprintln!("{USAGE}");
            Ok(false)
        }
    }
}

fn verify_file(path: &str) -> io::Result<bool> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("curbside: {path}: {error}");
            return Ok(false);
        }
    };
    let mut out = io::stdout().lock();
    match verify(&bytes) {
        Ok(verified) if verified.records == 0 => writeln!(out, "{path}: no records")?,
        Ok(verified) => {
            writeln!(out, "{path}: {} records, {} to {}, unbroken", verified.records, verified.first, verified.last)?;
            writeln!(out, "  head {}", verified.head)?;
            if verified.first > 1 {
                writeln!(out, "  begins at record {}: the ones before were forgotten because of their age", verified.first)?;
            }
            for seq in verified.back_in_time {
                writeln!(out, "  record {seq} is from an earlier time than the one before it: the clock was set back")?;
            }
        }
        Err(broken) => {
            eprintln!("{path}: {broken}");
            return Ok(false);
        }
    }
    Ok(true)
}
