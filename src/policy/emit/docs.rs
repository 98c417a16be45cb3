//! The documentation of every key, in Markdown.

use std::fmt::Write as _;

use crate::policy::check::expected;
use crate::policy::schema::{KEYS, Kind, Local, Part};

const HEAD: &str = "\
# The policy of Curbside

A policy is one JSON object with the keys below; every key may be left out. It arrives in the browser's managed storage, by
any of the forms that `curbside policy emit all --to FOLDER --policy FILE` writes.

- `curbside policy check FILE` says what is wrong with a policy: line, key, what was expected, what was found.
- Nothing in a policy makes the whole of it fail. What is wrong is left out and shown in the options; all else holds. An
  entry of a list (an action, a term, a pattern) is taken whole or not at all.
- A browser drops a key whose value has another *type* than its schema says, and tells nobody but `chrome://policy`. Check
  the file first.
- A change reaches open pages without a reload.
- Everybody who can open `chrome://policy` or `about:policies` in a managed browser can read the policy.

This page is written from `src/policy/schema.rs` by `curbside policy emit docs`.
";

const ROSTER: &str = "
### What a roster can do, and what it cannot

The roster makes Curbside notice that a name or a number is one of your patients, although no list of patients is on the
machine. For each first and last name, and each record number, it holds five bytes of a salted scrypt hash.

- **It is no protection against somebody who tries.** Names and numbers are few. Whoever has the policy and a list of
  candidates (a voter roll; all numbers of seven digits) can test each at the price of one hash: with the default cost about
  a millisecond, so all numbers of seven digits in some hours on one machine. A higher cost helps in proportion, and costs
  every browser as much for each name that somebody types. Treat the roster as derived from patient data (it is not
  de-identified under 45 CFR 164.514), ship it to managed browsers only, and build it anew, with a new salt, as often as you
  would change a password.
- It finds a first and a last name next to each other, with one word or initial between them, or as \"Last, First\", in any case,
  with or without accents; and a record number in one piece, with or without hyphens. It does not find names of one word,
  nicknames, misspellings, or numbers with blanks inside.
- Somebody who has the name of a patient and is none is taken for one.
- 10,000 names take about 67 KB in the policy, and Windows keeps at most 1 MB in one value of a policy.
";

/// The page.
pub fn write() -> String {
    let mut out = HEAD.to_owned();
    let mut group = "";
    for key in KEYS {
        if key.group != group {
            group = key.group;
            let _ = write!(out, "\n## {group}\n");
        }
        let default = if key.default.is_empty() { "nothing".to_owned() } else { format!("`{}`", key.default) };
        let _ = write!(out, "\n### `{}`\n\n**{}.** {}\n\n", key.name, key.title, key.doc);
        let _ = writeln!(out, "- Expected: {}", in_full(&key.kind));
        let _ = writeln!(out, "- Without it: {default}");
        match key.local {
            Local::No => {}
            Local::Fill => out.push_str("- Where the policy does not give it, people may choose in the options.\n"),
            Local::Add(permission) => {
                let _ = writeln!(out, "- People may add to it in the options, unless `{permission}` is `false`.");
            }
        }
        if let Some(parts) = parts(&key.kind) {
            out.push_str("\n| part | expected | |\n|---|---|---|\n");
            for part in parts {
                let needed = if part.required { " **Required.**" } else { "" };
                let _ = writeln!(out, "| `{}` | {} | {}{needed} |", part.name, cell(&in_full(&part.kind)), cell(part.doc));
            }
        }
        let _ = write!(out, "\n```json\n{{ \"{}\": {} }}\n```\n", key.name, key.example);
        if key.name == "roster" {
            out.push_str(ROSTER);
        }
    }
    out
}

fn parts(kind: &Kind) -> Option<&'static [Part]> {
    match kind {
        Kind::Record(parts) => Some(parts),
        Kind::List { of: Kind::Record(parts), .. } => Some(parts),
        _ => None,
    }
}

fn in_full(kind: &Kind) -> String {
    match kind {
        Kind::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::List { of: Kind::Record(_), most } => format!("a list of at most {most} objects"),
        Kind::List { of, most } => format!("a list of at most {most}: {}", in_full(of)),
        Kind::Map { names, of, most } => {
            format!("an object of at most {most} keys; each key {}, each value {}", in_full(names), in_full(of))
        }
        kind => expected(kind),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
