//! What the person said is fine: these words, by this rule, are left alone.
//!
//! PRIVACY: the words are not kept. On the page there is a print of 64 bits for as long as the page is open. What is
//! remembered for the practice, in the browser's storage, is a print of 24 bits with a salt of the installation: any of
//! sixteen million words shares its print with thousands of others, so that no list of names can be read from it, and yet
//! hardly ever does a rule take one finding for another.

use std::collections::HashMap;

use crate::finding::Finding;

/// How many different prints are remembered.
const PRINTS: u64 = 1 << 24;

/// What is remembered of one "This is fine here".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The rule.
    pub rule: String,
    /// What stands for the words.
    pub print: u32,
}

/// Objections that were waved through.
#[derive(Default)]
pub struct Ignored {
    /// On this page; whether it is also to be remembered.
    here: HashMap<(&'static str, u64), bool>,
    /// In this browser.
    kept: Vec<Remembered>,
    salt: u32,
}

impl Ignored {
    /// What the browser remembers now. What this page asked to have remembered is among it, or was taken back.
    pub fn restore(&mut self, kept: Vec<Remembered>, salt: u32) {
        self.here.retain(|_, is_remembered| !*is_remembered);
        (self.kept, self.salt) = (kept, salt);
    }

    /// From now on this rule leaves these words alone, on this page.
    pub fn add(&mut self, finding: &Finding, words: &str) {
        self.here.insert((finding.rule.id, print(words)), false);
    }

    /// From now on this rule leaves these words alone, here and wherever what this gives is restored.
    pub fn remember(&mut self, finding: &Finding, words: &str) -> u32 {
        self.here.insert((finding.rule.id, print(words)), true);
        short_print(words, self.salt)
    }

    /// Whether this rule leaves these words alone.
    pub fn holds(&self, finding: &Finding, words: &str) -> bool {
        if self.here.is_empty() && self.kept.is_empty() {
            return false;
        }
        let short = short_print(words, self.salt);
        self.here.contains_key(&(finding.rule.id, print(words)))
            || self.kept.iter().any(|kept| kept.print == short && kept.rule == finding.rule.id)
    }
}

/// A number that stands for some words (FNV-1a).
pub fn print(words: &str) -> u64 {
    seasoned(0xcbf2_9ce4_8422_2325, words.as_bytes())
}

/// The same in 24 bits, for storage.
fn short_print(words: &str, salt: u32) -> u32 {
    let whole = seasoned(seasoned(0xcbf2_9ce4_8422_2325, &salt.to_le_bytes()), words.as_bytes());
    ((whole ^ (whole >> 24) ^ (whole >> 48)) % PRINTS) as u32
}

fn seasoned(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |print, byte| (print ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
