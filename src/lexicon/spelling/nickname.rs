//! Who may be called what: Bob is Robert, and Robert is Bob.

use std::sync::OnceLock;

use crate::order;
use crate::text::fold::fold_ascii;

/// Each pair of a name and another form of it, both ways, by the hash of the first.
fn pairs() -> &'static [(u32, u32)] {
    static PAIRS: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut pairs = Vec::new();
        for line in include_str!("nickname.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ').map(|word| fold_ascii(word.as_bytes()).hash());
            let Some(name) = words.next() else { continue };
            pairs.extend(words.flat_map(|form| [(name, form), (form, name)]));
        }
        order::by_key(&mut pairs, |&pair| pair);
        pairs
    })
}

/// Whether two folded names, by their hashes, may be of one person: one is a short form of the other.
pub fn is_nickname(name: u32, other: u32) -> bool {
    pairs().binary_search(&(name, other)).is_ok()
}
