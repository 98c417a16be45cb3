//! `curbside policy` and `curbside roster`.

use std::io::{self, Write as _};
use std::path::Path;

use super::emit::{self, Kit};
use super::house::build::{self, Columns};
use super::{Node, Policy, file};

const USAGE: &str = "\
curbside policy check FILE...         says what is wrong with a policy, by line
curbside policy emit KIND [OPTIONS]   writes one form of a policy on standard output
curbside policy emit all --to FOLDER [OPTIONS]
                                      writes all of them, with the documentation
  --policy FILE       the policy; without it an empty one, which changes no default
  --chrome-id ID      of the extension as Chrome knows it (32 letters from a to p)
  --edge-id ID        of the extension as Edge's store knows it; without it Edge takes Chrome's, from where Chrome does
  --firefox-id ID     of the extension as Firefox knows it
  --update-url URL    where update.xml is found, if not in the store
  --install-url URL   where Firefox finds the signed XPI

curbside roster build [OPTIONS] > roster.json
                                      salts and hashes names and record numbers for the key \"roster\"
  --csv FILE          a table with a line of headings; names of its columns:
  --first COLUMN --last COLUMN, or --name COLUMN; --number COLUMN
  --names FILE        or one name a line
  --numbers FILE      and one record number a line
  --cost N            8 to 15: scrypt with N = 2^N; each look costs the browser as much (10: about a millisecond)
  --built TEXT        a note that stands in the roster, such as a date";

/// Runs `curbside policy`. Whether everything was in order.
///
/// # Errors
/// When a file cannot be read or written, or nobody listens.
pub fn command(arguments: &[&str]) -> io::Result<bool> {
    match arguments {
        ["check", paths @ ..] if !paths.is_empty() => {
            let mut all_right = true;
            for path in paths {
                all_right &= check(path)?;
            }
            Ok(all_right)
        }
        ["emit", kind, rest @ ..] => {
            let (options, to) = match Options::read(rest) {
                Ok(read) => read,
                Err(wrong) => return usage(&wrong),
            };
            let Some(kit) = options.kit()? else { return Ok(false) };
            emit_kind(&kit, kind, to)
        }
        _ => usage("expected check or emit"),
    }
}

/// Runs `curbside roster`. Whether everything was in order.
///
/// # Errors
/// When a file cannot be read, or nobody listens.
pub fn roster_command(arguments: &[&str]) -> io::Result<bool> {
    let ["build", rest @ ..] = arguments else { return usage("expected build") };
    let (mut columns, mut csv, mut names, mut numbers, mut cost, mut built) = (Columns::default(), None, None, None, None, None);
    for pair in rest.chunks(2) {
        let [name, value] = pair else { return usage("expected a value after each option") };
        let place = match *name {
            "--csv" => &mut csv,
            "--first" => &mut columns.first,
            "--last" => &mut columns.last,
            "--name" => &mut columns.name,
            "--number" => &mut columns.number,
            "--names" => &mut names,
            "--numbers" => &mut numbers,
            "--cost" => &mut cost,
            "--built" => &mut built,
            _ => return usage("expected one of the options below"),
        };
        *place = Some((*value).to_owned());
    }
    let cost = match cost.as_deref().map(str::parse::<u8>) {
        None => super::house::roster::COST,
        Some(Ok(cost @ 8..=15)) => cost,
        Some(_) => return usage("--cost: expected 8 to 15"),
    };
    let read = |path: Option<String>| path.map(std::fs::read_to_string).transpose();
    let mut list = build::List::default();
    list.add_lines(read(names)?.as_deref(), read(numbers)?.as_deref());
    if let Some(table) = read(csv)?
        && let Err(wrong) = list.add_table(&table, &columns)
    {
        eprintln!("curbside: {wrong}");
        return Ok(false);
    }
    if list.is_empty() {
        return usage("expected at least one name or record number");
    }
    let (roster, told) = list.build(cost, built)?;
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &roster)?;
    writeln!(out)?;
    eprintln!("{told}");
    Ok(true)
}

fn usage(wrong: &str) -> io::Result<bool> {
    eprintln!("curbside: {wrong}\n\n{USAGE}");
    Ok(false)
}

/// Prints what is wrong with a policy. Whether nothing is.
fn check(path: &str) -> io::Result<bool> {
    let Some((text, node)) = load(path)? else { return Ok(false) };
    let (_, mut problems) = Policy::read(&node);
    problems.sort_by_key(|problem| problem.at);
    let mut out = io::stdout().lock();
    for problem in &problems {
        let (line, column) = file::place(&text, problem.at);
        writeln!(out, "{path}:{line}:{column}: {problem}")?;
    }
    match problems.len() {
        0 => writeln!(out, "{path}: {} keys, nothing wrong", node.members().len())?,
        count => writeln!(out, "{path}: {count} wrong, left out; all else holds")?,
    }
    Ok(problems.is_empty())
}

/// The text of a policy file and what it says; nothing where it is no JSON, which is told.
fn load(path: &str) -> io::Result<Option<(String, Node)>> {
    let text = match std::fs::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => {
            eprintln!("curbside: {path}: {error}");
            return Ok(None);
        }
    };
    match file::parse(&text) {
        Ok(node) => Ok(Some((text, node))),
        Err(problem) => {
            let (line, column) = file::place(&text, problem.at);
            writeln!(io::stdout(), "{path}:{line}:{column}: {problem}")?;
            Ok(None)
        }
    }
}

/// The policy of a file, for scanning; what is wrong with it is told on standard error, and left out. Nothing where it
/// is no policy at all.
///
/// # Errors
/// When nobody listens.
pub fn policy_of(path: &str) -> io::Result<Option<Policy>> {
    let Some((text, node)) = load(path)? else { return Ok(None) };
    let (policy, problems) = Policy::read(&node);
    for problem in &problems {
        eprintln!("curbside: {path}:{}: {problem}", file::place(&text, problem.at).0);
    }
    Ok(Some(policy))
}

#[derive(Default)]
struct Options {
    policy: Option<String>,
    chrome_id: Option<String>,
    edge_id: Option<String>,
    firefox_id: Option<String>,
    update_url: Option<String>,
    install_url: Option<String>,
}

impl Options {
    fn read<'a>(arguments: &[&'a str]) -> Result<(Self, Option<&'a str>), String> {
        let (mut options, mut to) = (Self::default(), None);
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return Err("expected a value after each option".to_owned()) };
            let is_id = |value: &str| value.len() == 32 && value.bytes().all(|byte| (b'a'..=b'p').contains(&byte));
            let place = match *name {
                "--to" => {
                    to = Some(*value);
                    continue;
                }
                "--policy" => &mut options.policy,
                "--chrome-id" | "--edge-id" if !is_id(value) => return Err(format!("{name}: expected 32 letters from a to p")),
                "--chrome-id" => &mut options.chrome_id,
                "--edge-id" => &mut options.edge_id,
                "--firefox-id" => &mut options.firefox_id,
                "--update-url" => &mut options.update_url,
                "--install-url" => &mut options.install_url,
                _ => return Err(format!("{name}: expected one of the options below")),
            };
            *place = Some((*value).to_owned());
        }
        Ok((options, to))
    }

    /// What is to be written; nothing where the policy is wrong, which is told: nobody wants to roll out half of one.
    fn kit(self) -> io::Result<Option<Kit>> {
        let mut kit = Kit::default();
        if let Some(path) = &self.policy {
            if !check(path)? {
                return Ok(None);
            }
            kit.policy = load(path)?.map_or_else(Node::empty, |(_, node)| node);
        }
        let is_placed = self.chrome_id.is_some() || self.update_url.is_some();
        kit.chrome_id = self.chrome_id.unwrap_or(kit.chrome_id);
        kit.chrome_update_url = self.update_url.unwrap_or(kit.chrome_update_url);
        match self.edge_id {
            // An id of Edge's own is one of its store.
            Some(id) if id != kit.chrome_id => kit.edge_id = id,
            None if !is_placed => {}
            _ => {
                kit.edge_id.clone_from(&kit.chrome_id);
                kit.edge_update_url.clone_from(&kit.chrome_update_url);
            }
        }
        kit.firefox_id = self.firefox_id.unwrap_or(kit.firefox_id);
        kit.install_url = self.install_url.unwrap_or(kit.install_url);
        Ok(Some(kit))
    }
}

fn emit_kind(kit: &Kit, kind: &str, to: Option<&str>) -> io::Result<bool> {
    if kind == "all" {
        let Some(to) = to else { return usage("emit all: expected --to FOLDER") };
        for (path, bytes) in emit::all(kit) {
            let path = Path::new(to).join(path);
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&path, bytes)?;
        }
        return Ok(true);
    }
    let Some(bytes) = emit::one(kit, kind) else {
        return usage(&format!("expected all or one of {}", emit::KINDS.map(|(kind, _)| kind).join(", ")));
    };
    match to {
        Some(to) => std::fs::write(to, bytes)?,
        None => io::stdout().write_all(&bytes)?,
    }
    Ok(true)
}
