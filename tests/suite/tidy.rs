//! The house rules that a machine can see.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !["node_modules", "target", "dist", "pkg"].iter().any(|skip| path.ends_with(skip)) {
                files(&path, ending, out);
            }
        } else if path.extension().is_some_and(|found| found == ending) {
            out.push(path);
        }
    }
}

fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    files(&root().join(folder), ending, &mut paths);
    paths.sort();
    let root = root();
    paths
        .into_iter()
        .map(|path| (path.strip_prefix(&root).unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}

#[test]
fn only_the_edges_name_the_browser() {
    for (path, text) in sources("src", "rs") {
        let edge = ["src/page/", "src/export/"].iter().any(|folder| path.starts_with(folder))
            || ["src/export.rs", "src/error.rs", "src/lib.rs"].contains(&path.as_str());
        for name in ["web_sys", "js_sys", "wasm_bindgen"] {
            assert!(edge || !text.contains(name), "{path} names {name}; only src/page/, src/export and src/error.rs may");
        }
    }
}

#[test]
fn nothing_is_leaked_to_the_browser() {
    for (path, text) in sources("src", "rs") {
        for name in [".forget()", "into_js_value()"] {
            assert!(!text.contains(name), "{path}: {name} leaves a closure that nothing owns");
        }
        let listens = text.contains("add_event_listener_with");
        assert!(!listens || path.starts_with("src/page/dom/"), "{path}: listeners are made in src/page/dom/ only");
    }
}

#[test]
fn the_module_reads_no_decimal_numbers() {
    for (path, text) in sources("src", "rs").into_iter().filter(|(path, _)| !path.starts_with("src/bin/")) {
        for name in ["parse::<f32>", "parse::<f64>"] {
            assert!(!text.contains(name), "{path}: {name} brings tables of powers of five, 10 KB of them, into the module");
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for (path, text) in sources("src", "rs") {
        assert!(text.starts_with("//! "), "{path}: expected a doc comment on the first line");
    }
}

#[test]
fn nothing_is_left_for_later() {
    for (path, text) in sources("src", "rs").into_iter().chain(sources("extension", "js")).chain(sources("www", "js")) {
        for mark in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimpl", "emented!"), concat!("to", "do!(")] {
            assert!(!text.contains(mark), "{path}: {mark}");
        }
    }
}

#[test]
fn pages_never_write_markup_from_strings() {
    let all = sources("src", "rs").into_iter().chain(sources("extension", "js")).chain(sources("www", "js"));
    for (path, text) in all {
        for name in ["innerHTML", "set_inner_html", "insertAdjacentHTML", "document.write", "eval("] {
            assert!(!text.lines().any(|line| line.contains(name) && !line.trim_start().starts_with("//")), "{path}: {name}");
        }
    }
}

#[test]
fn every_list_names_its_source_and_licence() {
    for (file, title, source, licence) in curbside::lexicon::CREDITS {
        assert!(!title.is_empty() && !source.is_empty() && !licence.is_empty(), "{file}");
    }
    assert!(!curbside::lexicon::CREDITS.is_empty());
}

/// Once a commit from an older tree took most of it away, and nobody noticed.
#[test]
fn the_readme_names_the_commands_and_every_folder() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for wanted in
        ["./build.sh demo", "./build.sh test", "curbside scan", "`src/`", "`extension/`", "`www/`", "`tests/`", "src/lib.rs", "## Licence"]
    {
        assert!(readme.contains(wanted), "README.md: expected {wanted}");
    }
}
