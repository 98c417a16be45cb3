//! What the person said is fine here, for as long as the page is open.

use std::collections::HashSet;

use crate::finding::Finding;

/// Objections that were waved through: a rule and a print of the words. PRIVACY: the words themselves are not kept.
#[derive(Default)]
pub struct Ignored(HashSet<(&'static str, u64)>);

impl Ignored {
    /// From now on this rule leaves these words alone.
    pub fn add(&mut self, finding: &Finding, words: &str) {
        self.0.insert((finding.rule.id, print(words)));
    }

    /// Whether this rule leaves these words alone.
    pub fn holds(&self, finding: &Finding, words: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&(finding.rule.id, print(words)))
    }
}

/// A number that stands for some words (FNV-1a).
pub fn print(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |print, byte| (print ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
