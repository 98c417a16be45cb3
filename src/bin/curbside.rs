//! The command line: `curbside scan`.
//!
//! `curbside scan --jsonl` reads one `{"id","context","text"[,"recipients"][,"counterpart"]}` a line on standard input
//! and writes the findings a line, in order, with offsets in Unicode code points; `words` are those that decided. `curbside scan FILE...` prints for a
//! person. A line that cannot be read gives `{"id","error"}`, the run goes on, and the exit status is 1.

use std::fmt::Write as _;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use curbside::decided;
use curbside::finding::{Context, Finding};
use curbside::fix;
use curbside::language::Language;
use curbside::policy::command::policy_of;
use curbside::policy::{self, Action, Policy};
use curbside::recipients::private_mailboxes;
use curbside::scan::{Scanner, Situation};
use curbside::text::{Offsets, Span};
use serde_json::{Value, json};

const USAGE: &str = "\
curbside: finds what a healthcare provider must not publish

  curbside scan FILE...              prints each finding: line, underline, why
  curbside scan --jsonl              one JSON text a line on standard input, one JSON answer a line
  curbside rules                     lists the rules
  curbside rules --json              the rules with why, law and manual, as one JSON list
  curbside policy check FILE...      says what is wrong with a policy, by line
  curbside policy emit KIND          writes a policy as browsers and their administrators want it
  curbside roster build              salts and hashes a list of patients for a policy
  curbside audit verify FILE...      checks the chain of exported records
  curbside --version

  --policy FILE       what the organization says: actions, its own names, terms, patterns, roster
  --context CONTEXT   for FILE: post, review-reply, comment, message, email or blog (post)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["scan", "--jsonl"] => scan_lines(io::stdin().lock(), io::stdout().lock()),
        ["scan", "--jsonl", "--policy", path] | ["scan", "--policy", path, "--jsonl"] => match policy_of(path) {
            Ok(Some(policy)) => scan_lines_under(Some(&policy), io::stdin().lock(), io::stdout().lock()),
            other => other.map(|_| false),
        },
        ["scan", rest @ ..] if !rest.is_empty() => scan_files(rest),
        ["rules"] => list_rules(),
        ["rules", "--json"] => print_rules(),
        ["policy", rest @ ..] => policy::command::command(rest),
        ["roster", rest @ ..] => policy::command::roster_command(rest),
        ["audit", rest @ ..] => curbside::audit::command(rest),
        ["--version"] => say(concat!("curbside ", env!("CARGO_PKG_VERSION"))),
        ["--help" | "-h"] => say(USAGE),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // A reader that has seen enough closes the pipe; that is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("curbside: {error}");
            ExitCode::FAILURE
        }
    }
}

fn say(words: &str) -> io::Result<bool> {
    writeln!(io::stdout(), "{words}")?;
    Ok(true)
}

fn list_rules() -> io::Result<bool> {
    let mut out = io::stdout().lock();
    for rule in curbside::rules::RULES {
        writeln!(out, "{:28} {:5}  {}", rule.id, rule.severity.as_str(), rule.title)?;
    }
    Ok(true)
}

/// Everything that a page about the rules needs: the demo makes its list of rules from this.
fn print_rules() -> io::Result<bool> {
    let rules: Vec<Value> = curbside::rules::RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "label": rule.label.as_str(),
                "severity": rule.severity.as_str(),
                "title": rule.title,
                "why": rule.why,
                "law": rule.law,
                "manual": rule.manual,
            })
        })
        .collect();
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &rules)?;
    writeln!(out)?;
    Ok(true)
}

/// Answers each line of `input`, in order. Whether every line could be read. Public for the fuzz target of lines.
pub fn scan_lines(input: impl BufRead, output: impl Write) -> io::Result<bool> {
    scan_lines_under(None, input, output)
}

/// The same, where a policy holds: what it allows is left out, and each finding says which action follows. A line may
/// name its `"site"`, a host and perhaps a path.
fn scan_lines_under(policy: Option<&Policy>, input: impl BufRead, mut output: impl Write) -> io::Result<bool> {
    let mut scanner = Scanner::new();
    if let Some(policy) = policy {
        scanner.set_house(&policy.house);
    }
    let mut all_read = true;
    for line in input.split(b'\n') {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match Request::parse(&line) {
            Ok(request) => request.answer(&mut scanner, policy),
            Err((id, error)) => {
                all_read = false;
                json!({ "id": id, "error": error })
            }
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(all_read)
}

/// The line with each half of a character that is escaped alone (`\ud83d`) replaced, as every reader of JavaScript's own
/// strings must expect; positions stay, for a half and its replacement are one each. `None` when there is no half.
fn whole_characters(line: &[u8]) -> Option<Vec<u8>> {
    let unit = |at: usize| {
        let digits = line.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0_u32, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
    };
    let (mut out, mut at, mut halves) = (Vec::with_capacity(line.len()), 0, 0);
    while let Some(&byte) = line.get(at) {
        let length = match (byte, unit(at)) {
            (b'\\', Some(0xD800..0xDC00)) if matches!(unit(at + 6), Some(0xDC00..0xE000)) => 12,
            (b'\\', Some(0xD800..0xE000)) => {
                out.extend_from_slice(b"\\ufffd");
                halves += 1;
                at += 6;
                continue;
            }
            // Whatever is escaped is passed over, or `\\ud83d` would be taken for half a character.
            (b'\\', _) => 2,
            _ => 1,
        };
        out.extend_from_slice(line.get(at..(at + length).min(line.len()))?);
        at += length;
    }
    (halves > 0).then_some(out)
}

/// One line of input.
struct Request {
    id: Value,
    context: Context,
    text: String,
    counterpart: Option<String>,
    recipients: u32,
    site: String,
}

impl Request {
    /// Reads a line; on failure, its id (null when there is none) and what was wrong. Never quotes the text.
    fn parse(line: &[u8]) -> Result<Self, (Value, String)> {
        let row: Value = serde_json::from_slice(line)
            .or_else(|error| whole_characters(line).map_or(Err(error), |line| serde_json::from_slice(&line)))
            .map_err(|error| (Value::Null, format!("expected JSON, but column {} is not", error.column())))?;
        let id = row.get("id").cloned().unwrap_or(Value::Null);
        let expected = |what: &str| (id.clone(), format!("expected {what}"));
        let text = row.get("text").and_then(Value::as_str).ok_or_else(|| expected("\"text\" to be a string"))?.to_owned();
        let context = match row.get("context") {
            None => Context::default(),
            Some(name) => name
                .as_str()
                .and_then(Context::parse)
                .ok_or_else(|| expected("\"context\" to be post, review-reply, comment, message, email or blog"))?,
        };
        let counterpart = match row.get("counterpart") {
            None | Some(Value::Null) => None,
            Some(name) => Some(name.as_str().ok_or_else(|| expected("\"counterpart\" to be a string"))?.to_owned()),
        };
        let site = match row.get("site") {
            None | Some(Value::Null) => String::new(),
            Some(site) => site.as_str().ok_or_else(|| expected("\"site\" to be a string"))?.to_owned(),
        };
        let mut addresses = Vec::new();
        if let Some(lists) = row.get("recipients").filter(|lists| !lists.is_null()) {
            for key in ["to", "cc"] {
                match lists.get(key) {
                    None | Some(Value::Null) => {}
                    Some(list) => addresses
                        .extend(list.as_array().ok_or_else(|| expected("\"recipients\" to hold lists"))?.iter().filter_map(Value::as_str)),
                }
            }
        }
        let recipients = private_mailboxes(addresses);
        Ok(Self { id, context, text, counterpart, recipients, site })
    }

    fn situation(&self) -> Situation<'_> {
        Situation { context: self.context, counterpart: self.counterpart.as_deref(), recipients: self.recipients }
    }

    fn answer(&self, scanner: &mut Scanner, policy: Option<&Policy>) -> Value {
        let mut findings = scanner.scan(&self.text, self.situation()).to_vec();
        let action = |finding: &Finding| policy.map(|policy| policy.decide(finding, self.context, &self.site));
        findings.retain(|finding| action(finding) != Some(Action::Allow) && policy.is_none_or(|policy| policy.works_on(&self.site)));
        let offsets = Offsets::code_points(&self.text);
        let findings: Vec<Value> = scanner.with_input(&self.text, self.situation(), |input| {
            findings
                .iter()
                .map(|finding| {
                    let fixes: Vec<Value> =
                        fix::offer(input, finding).iter().map(|fix| json!({ "title": Language::English.fix(fix), "text": fix.text })).collect();
                    let place = |span: Span| {
                        json!({ "start": offsets.from_byte(&self.text, span.start), "end": offsets.from_byte(&self.text, span.end) })
                    };
                    let words: Vec<Value> = decided::words(input, finding).into_iter().map(place).collect();
                    let mut answer = json!({
                        "start": offsets.from_byte(&self.text, finding.span.start),
                        "end": offsets.from_byte(&self.text, finding.span.end),
                        "label": finding.label().as_str(),
                        "rule": finding.rule.id,
                        "severity": finding.severity.as_str(),
                        "title": finding.rule.title,
                        "words": words,
                        "fixes": fixes,
                    });
                    if let (Some(action), Some(answer)) = (action(finding), answer.as_object_mut()) {
                        answer.insert("action".to_owned(), action.as_str().into());
                    }
                    answer
                })
                .collect()
        });
        json!({ "id": self.id, "findings": findings })
    }
}

fn scan_files(arguments: &[&str]) -> io::Result<bool> {
    let mut context = Context::default();
    let mut policy = Policy::default();
    let mut paths = Vec::new();
    let mut rest = arguments.iter();
    while let Some(&argument) = rest.next() {
        if argument == "--context" {
            let Some(named) = rest.next().and_then(|name| Context::parse(name)) else {
                eprintln!("curbside: --context: expected post, review-reply, comment, message, email or blog");
                return Ok(false);
            };
            context = named;
        } else if argument == "--policy" {
            let Some(path) = rest.next() else {
                eprintln!("curbside: --policy: expected a file");
                return Ok(false);
            };
            let Some(read) = policy_of(path)? else { return Ok(false) };
            policy = read;
        } else {
            paths.push(argument);
        }
    }
    let (mut scanner, mut all_read, mut out) = (Scanner::new(), true, String::new());
    scanner.set_house(&policy.house);
    for path in paths {
        let text = match std::fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                eprintln!("curbside: {path}: {error}");
                all_read = false;
                continue;
            }
        };
        let mut findings = scanner.scan(&text, Situation::of(context)).to_vec();
        findings.retain(|finding| policy.enabled && policy.decide(finding, context, "") != Action::Allow);
        for missing in policy.missing_disclaimers(&text, context, "") {
            let _ = writeln!(out, "{path}: a disclaimer is {}: {}", if missing.required { "missing" } else { "offered" }, missing.text);
        }
        scanner.with_input(&text, Situation::of(context), |input| {
            for finding in &findings {
                print_finding(&mut out, path, &text, finding, &decided::words(input, finding));
            }
        });
        let _ = writeln!(
            out,
            "{path}: {}",
            if findings.is_empty() { "checked, nothing found".to_owned() } else { format!("{} found", findings.len()) }
        );
    }
    io::stdout().write_all(out.as_bytes())?;
    Ok(all_read)
}

/// The line with an underline below it, and why.
fn print_finding(out: &mut String, path: &str, text: &str, finding: &Finding, decided: &[Span]) {
    let start = finding.span.start as usize;
    let before = text.get(..start).unwrap_or("");
    let number = before.matches('\n').count() + 1;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let indent = text.get(line_start..start).unwrap_or("").chars().count();
    let width = text.get(finding.span.range()).and_then(|words| words.lines().next()).unwrap_or("").chars().count().max(1);
    let mark = match finding.severity {
        curbside::finding::Severity::Block => "=",
        curbside::finding::Severity::Warn => "~",
        curbside::finding::Severity::Note => ".",
    };
    let rule = finding.rule;
    let _ = writeln!(out, "{path}:{number}: {} [{}]", rule.title, rule.id);
    let _ = writeln!(out, "  {line}\n  {}{}", " ".repeat(indent), mark.repeat(width));
    let law = if rule.law.is_empty() { "a rule of your organization".to_owned() } else { rule.law.join("; ") };
    let _ = writeln!(out, "  {} ({law})", rule.why);
    if decided != [finding.span] {
        let flat = |span: &Span| text.get(span.range()).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<String> = decided.iter().map(|span| format!("“{}”", flat(span))).collect();
        let _ = writeln!(out, "  decided by {}", words.join(", "));
    }
    out.push('\n');
}
