//! Holds a policy against the schema: what is wrong is told, the rest is kept.

use core::fmt;

use super::node::{Member, Node, Value};
use super::schema::{KEYS, Kind, Part};

/// Something in a policy that is not as it should be, and was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: `actions[2].sites[0]`.
    pub path: String,
    /// What was expected there.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// First byte in the file it was read from.
    pub at: u32,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, but found {}", self.path, self.expected, self.found)
    }
}

/// Longest text that a message quotes, in characters.
const QUOTED: usize = 60;

/// Where in a policy we are.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Top,
    Key(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Key(Self::Top, name) => f.write_str(name),
            Self::Key(above, name) => write!(f, "{above}.{name}"),
            Self::Item(above, index) => write!(f, "{above}[{index}]"),
        }
    }
}

/// Collects what is wrong.
#[derive(Default)]
pub(super) struct Problems(pub Vec<Problem>);

impl Problems {
    pub fn add(&mut self, path: Path<'_>, expected: impl Into<String>, found: impl Into<String>, at: u32) {
        self.0.push(Problem { path: path.to_string(), expected: expected.into(), found: found.into(), at });
    }
}

/// The policy without what the schema does not know or allow.
pub(super) fn clean(policy: &Node, problems: &mut Problems) -> Node {
    let Value::Map(members) = &policy.value else {
        problems.add(Path::Key(&Path::Top, "policy"), "an object", describe(policy), policy.at);
        return Node::empty();
    };
    let mut kept: Vec<Member> = Vec::new();
    for member in members {
        let path = Path::Key(&Path::Top, &member.name);
        let Some(key) = super::schema::key(&member.name) else {
            problems.add(path, nearest(&member.name, KEYS.iter().map(|key| key.name)), "a key of another name", member.at);
            continue;
        };
        if member.node.value == Value::Null {
            continue;
        }
        if let Some(node) = clean_value(&key.kind, &member.node, path, problems) {
            if kept.iter().any(|known| known.name == member.name) {
                problems.add(path, "each key once", "it twice; the later one counts", member.at);
                kept.retain(|known| known.name != member.name);
            }
            kept.push(Member { name: member.name.clone(), at: member.at, node });
        }
    }
    Node { at: policy.at, value: Value::Map(kept) }
}

fn clean_value(kind: &Kind, node: &Node, path: Path<'_>, problems: &mut Problems) -> Option<Node> {
    match (kind, &node.value) {
        (Kind::List { of, most }, Value::List(items)) => {
            if items.len() > *most {
                problems.add(path, format!("at most {most} items"), format!("{}; the first {most} count", items.len()), node.at);
            }
            // What is left out leaves its place empty, so that later messages name the places that its author counts.
            let empty = |item: &Node| Node { at: item.at, value: Value::Null };
            let kept = items.iter().take(*most).enumerate();
            let kept = kept.map(|(index, item)| clean_value(of, item, Path::Item(&path, index), problems).unwrap_or_else(|| empty(item)));
            Some(Node { at: node.at, value: Value::List(kept.collect()) })
        }
        (Kind::Map { names, of, most }, Value::Map(members)) => {
            if members.len() > *most {
                problems.add(path, format!("at most {most} keys"), format!("{}; the first {most} count", members.len()), node.at);
            }
            let mut kept = Vec::new();
            for member in members.iter().take(*most) {
                let path = Path::Key(&path, &member.name);
                let name = Node { at: member.at, value: Value::Text(member.name.clone()) };
                if clean_value(names, &name, path, problems).is_some()
                    && let Some(node) = clean_value(of, &member.node, path, problems)
                {
                    kept.push(Member { name: member.name.clone(), at: member.at, node });
                }
            }
            Some(Node { at: node.at, value: Value::Map(kept) })
        }
        (Kind::Record(parts), Value::Map(members)) => clean_record(parts, node, members, path, problems),
        _ if fits(kind, node) => Some(node.clone()),
        _ => {
            let found = if matches!(kind, Kind::Secret { .. }) { kind_of(node).to_owned() } else { describe(node) };
            problems.add(path, expected(kind), found, node.at);
            None
        }
    }
}

/// A record is taken whole or not at all.
fn clean_record(parts: &[Part], node: &Node, members: &[Member], path: Path<'_>, problems: &mut Problems) -> Option<Node> {
    let before = problems.0.len();
    let mut kept = Vec::new();
    for member in members {
        let path = Path::Key(&path, &member.name);
        let Some(part) = parts.iter().find(|part| part.name == member.name) else {
            problems.add(path, nearest(&member.name, parts.iter().map(|part| part.name)), "a key of another name", member.at);
            continue;
        };
        if member.node.value == Value::Null {
            continue;
        }
        if let Some(node) = clean_value(&part.kind, &member.node, path, problems) {
            kept.push(Member { name: member.name.clone(), at: member.at, node });
        }
    }
    for part in parts.iter().filter(|part| part.required) {
        if !members.iter().any(|member| member.name == part.name && member.node.value != Value::Null) {
            problems.add(Path::Key(&path, part.name), expected(&part.kind), "nothing", node.at);
        }
    }
    (problems.0.len() == before).then_some(Node { at: node.at, value: Value::Map(kept) })
}

fn fits(kind: &Kind, node: &Node) -> bool {
    let within = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    match kind {
        Kind::Flag => node.flag().is_some(),
        Kind::Count { least, most } => node.count().is_some_and(|count| (*least..=*most).contains(&count)),
        Kind::Text { most } | Kind::Secret { most } => node.text().is_some_and(|text| within(text, *most)),
        Kind::Choice(words) => node.text().is_some_and(|text| words.contains(&text)),
        Kind::Form(form) => node.text().is_some_and(form.check),
        Kind::List { .. } | Kind::Map { .. } | Kind::Record(_) => false,
    }
}

/// What a value must be, in words.
pub fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Flag => "true or false".to_owned(),
        Kind::Count { least, most } => format!("a whole number from {least} to {most}"),
        Kind::Text { most } | Kind::Secret { most } => format!("a text of 1 to {most} characters"),
        // Thirty-three labels help nobody: their pattern does.
        Kind::Choice(words) if words.len() > 8 => {
            format!("one of {}, … ({} in all)", words.get(..4).unwrap_or(words).join(", "), words.len())
        }
        Kind::Choice([rest @ .., last]) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Kind::Choice(words) => words.join(", "),
        Kind::Form(form) => form.expected.to_owned(),
        Kind::List { .. } => "a list".to_owned(),
        Kind::Map { .. } | Kind::Record(_) => "an object".to_owned(),
    }
}

fn kind_of(node: &Node) -> &'static str {
    match &node.value {
        Value::Null => "null",
        Value::Flag(_) => "true or false",
        Value::Number(_) => "a number",
        Value::Text(text) if text.trim().is_empty() => "an empty text",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "an object",
    }
}

/// What was found, in words; short texts are quoted.
fn describe(node: &Node) -> String {
    match &node.value {
        Value::Flag(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) if text.trim().is_empty() => "an empty text".to_owned(),
        Value::Text(text) => match text.chars().count() {
            ..=QUOTED => format!("\"{text}\""),
            count => format!("a text of {count} characters"),
        },
        _ => kind_of(node).to_owned(),
    }
}

/// "actions", or which of these names somebody may have meant.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let close = known.iter().map(|other| (distance(name, other), *other)).min().filter(|(distance, _)| *distance <= 3);
    close.map_or_else(
        || if known.len() > 12 { "one of the documented keys".to_owned() } else { format!("one of {}", known.join(", ")) },
        |(_, other)| other.to_owned(),
    )
}

/// How many letters differ between two names, whatever their case; by Levenshtein.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<u8> = b.bytes().map(|byte| byte.to_ascii_lowercase()).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, byte) in a.bytes().enumerate().take(64) {
        let mut left = line + 1;
        let mut corner = line;
        for (at, other) in b.iter().enumerate() {
            let above = row.get(at + 1).copied().unwrap_or(usize::MAX - 1);
            let cost = corner + usize::from(byte.to_ascii_lowercase() != *other);
            let next = cost.min(left + 1).min(above + 1);
            if let Some(place) = row.get_mut(at) {
                *place = left;
            }
            (corner, left) = (above, next);
        }
        if let Some(place) = row.last_mut() {
            *place = left;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}
