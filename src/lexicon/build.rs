//! Packs `src/lexicon/*.txt` into tables of hashes that the crate includes.
//!
//! A file begins with `# key: value` lines (class, match, title, source, licence), then one entry a line, sorted.
//! `match: exact` compares folded words, `match: stem` compares stems (any regular inflection). `match: filter` is for
//! long lists of weak evidence: so little is kept of each folded word that three other words in a thousand are taken for one.
#![allow(
    missing_docs,
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a build script stops the build when a list is wrong, and says which"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs, path::Path};

#[allow(dead_code, reason = "the build only packs")]
mod bits;
#[path = "../text/fold.rs"]
#[allow(dead_code, reason = "the build uses part of it")]
mod fold;
#[allow(dead_code, reason = "the build only packs")]
mod keys;
mod squeeze;

#[path = "../model/build.rs"]
mod model;
#[path = "../sites/build.rs"]
mod sites;

/// Most classes that fit into a token's set.
const MOST_CLASSES: usize = 64;
/// Marks a word with which an entry of several words begins.
const PHRASE: &str = "phrase";
/// Bits of the sieve for the first two words of an entry of several.
const OPENS_BITS: usize = 1 << 16;

#[derive(Default)]
struct Table {
    entries: BTreeMap<u32, BTreeSet<String>>,
}

fn main() {
    sites::pack();
    model::pack();
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    let mut files: Vec<_> = fs::read_dir("src/lexicon").expect("src/lexicon").map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();

    let (mut exact, mut stem) = (Table::default(), Table::default());
    let mut classes = BTreeSet::from([PHRASE.to_owned()]);
    let mut credits = String::new();
    let mut opens = vec![0_u8; OPENS_BITS / 8];
    let mut filters: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for path in &files {
        let text = fs::read_to_string(path).unwrap();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let header = |key: &str| {
            text.lines()
                .filter_map(|line| line.strip_prefix("# "))
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
                .unwrap_or_else(|| panic!("{file}: expected a header line `# {key}: …`"))
                .trim()
                .to_owned()
        };
        let class = header("class");
        let kind = header("match");
        let by_stem = match kind.as_str() {
            "exact" | "filter" => false,
            "stem" => true,
            other => panic!("{file}: expected match exact, stem or filter, but found {other}"),
        };
        credits += &format!("    ({:?}, {:?}, {:?}, {:?}),\n", file, header("title"), header("source"), header("licence"));
        if kind != "filter" {
            classes.insert(class.clone());
        }
        let mut last = "";
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(last < line, "{file}: expected sorted entries without repetition, but {line:?} follows {last:?}");
            last = line;
            let table = if by_stem { &mut stem } else { &mut exact };
            let hash = |word: &str| if by_stem { fold::fold(word).stem().hash() } else { fold::fold(word).hash() };
            let words: Vec<u32> = line.split([' ', '-']).filter(|word| !word.is_empty()).map(hash).collect();
            assert!(words.len() <= 5, "{file}: expected at most five words, but found {line:?}");
            if kind == "filter" {
                filters.entry(class.clone()).or_default().insert(words.iter().copied().reduce(fold::join).unwrap());
                continue;
            }
            if words.len() > 1 {
                table.entries.entry(words[0]).or_default().insert(PHRASE.to_owned());
                let bit = fold::join(words[0], words[1]) as usize & (OPENS_BITS - 1);
                opens[bit / 8] |= 1 << (bit % 8);
            }
            let key = words.iter().copied().reduce(fold::join).unwrap();
            table.entries.entry(key).or_default().insert(class.clone());
        }
    }
    assert!(classes.len() <= MOST_CLASSES, "expected at most {MOST_CLASSES} classes, but found {}", classes.len());

    let out = env::var("OUT_DIR").unwrap();
    let order: Vec<&String> = classes.iter().collect();
    let mut code = format!("/// Every class, by id.\npub const CLASS_NAMES: [&str; {}] = {:?};\n\n", order.len(), order);
    code += &format!("/// The lists: file, title, source, licence.\npub const CREDITS: &[(&str, &str, &str, &str)] = &[\n{credits}];\n\n");
    for (name, table) in [("exact", &exact), ("stem", &stem)] {
        code += &pack(name, table, &order, Path::new(&out));
    }
    fs::write(Path::new(&out).join("opens.bin"), opens).unwrap();
    code += "pub(super) static OPENS: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/opens.bin\"));\n";
    for (class, keys) in &filters {
        code += &filter(class, keys, Path::new(&out));
    }
    fs::write(Path::new(&out).join("lexicon.rs"), code).unwrap();
    fs::write(Path::new(&out).join("long_words.txt"), long_words()).unwrap();
}

/// What `spelling/slip.rs` reads: medicines and the words that rules look for, of seven letters and more, each without what
/// it shares with the one before.
fn long_words() -> String {
    let read = |file: &str| fs::read_to_string(Path::new("src/lexicon").join(file)).unwrap();
    let (drugs, keys) = (read("drug.txt"), read("spelling/key.txt"));
    let long = |line: &&str| line.len() >= 7 && line.bytes().all(|byte| byte.is_ascii_lowercase());
    let drugs: BTreeSet<&str> = drugs.lines().filter(long).collect();
    let all: BTreeSet<&str> = drugs.iter().copied().chain(keys.lines().filter(long)).collect();
    let mut last = "";
    let line = |word| {
        let shared = std::mem::replace(&mut last, word).bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        let capital = char::from(b'A' + u8::try_from(shared).unwrap());
        format!("{}{capital}{}\n", if drugs.contains(word) { "!" } else { "" }, &word[shared..])
    };
    all.iter().copied().map(line).collect()
}

/// Writes the keys alone.
fn filter(name: &str, words: &BTreeSet<u32>, out: &Path) -> String {
    let keys: BTreeSet<u32> = words.iter().map(|&word| keys::spread(word)).collect();
    let file = format!("{name}.filter");
    fs::write(out.join(&file), packed(&keys.into_iter().collect::<Vec<_>>(), 8).0).unwrap();
    included(&name.to_uppercase(), &file)
}

/// Writes one table: the keys, then for each the index of its set of classes, low bytes first.
fn pack(name: &str, table: &Table, order: &[&String], out: &Path) -> String {
    let bits = |classes: &BTreeSet<String>| {
        classes.iter().fold(0_u64, |bits, class| bits | 1 << order.iter().position(|&known| known == class).unwrap())
    };
    let entries: BTreeMap<u32, u64> = table.entries.iter().map(|(&key, classes)| (keys::spread(key), bits(classes))).collect();
    let (mut bytes, kept) = packed(&entries.keys().copied().collect::<Vec<_>>(), 16);
    let all: Vec<u64> = entries.into_values().collect();
    // The sets that most words have come first: hardly any index has a second byte then, and zeros pack well.
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    kept.iter().for_each(|&at| *counts.entry(all[at]).or_default() += 1);
    let mut sets: Vec<(usize, u64)> = counts.into_iter().map(|(set, count)| (count, set)).collect();
    sets.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let indices: Vec<usize> = kept.iter().map(|&at| sets.iter().position(|(_, set)| *set == all[at]).unwrap()).collect();
    assert!(sets.len() <= 65_536, "more than 65,536 different sets of classes");
    bytes.extend(indices.iter().map(|&index| index as u8));
    bytes.extend(indices.iter().map(|&index| (index >> 8) as u8));
    let file = format!("{name}.bin");
    fs::write(out.join(&file), bytes).unwrap();
    let upper = name.to_uppercase();
    let sets: Vec<(u32, u32)> = sets.iter().map(|(_, bits)| (*bits as u32, (bits >> 32) as u32)).collect();
    included(&upper, &file) + &format!("pub(super) static {upper}_SETS: &[(u32, u32)] = &{sets:?};\n")
}

/// The keys in about as many buckets, and which of them are there.
fn packed(keys: &[u32], prints: u8) -> (Vec<u8>, Vec<usize>) {
    let bits = keys.len().max(16).ilog2() as u8;
    let places = squeeze::places(keys, bits, prints);
    let bytes = squeeze::keys(&places, bits, prints);
    let read = keys::Keys::take(&mut &*bytes.clone().leak()).expect("what was packed can be read");
    assert!(keys.iter().all(|&key| read.find(key).is_some()), "every word that was packed is found");
    (bytes, places.into_iter().map(|(_, key)| key).collect())
}

fn included(name: &str, file: &str) -> String {
    format!("pub(super) static {name}: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"));\n")
}
