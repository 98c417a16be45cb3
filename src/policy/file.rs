//! A policy file: JSON with the place of each value, in any of the forms that administrators deploy.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::schema;
use super::{Member, Node, Problem, Value};

/// Reads a policy from the text of a file. The policy itself may stand inside what a browser wants around it: a Linux
/// policy file (`3rdparty.extensions.<id>`), Firefox's `policies.json`, or the Google Admin console's `{"Value": …}`.
///
/// # Errors
/// When it is no JSON: where, and what is wrong.
pub fn parse(text: &str) -> Result<Node, Problem> {
    // A file from Windows may begin with a mark.
    let (text, skipped) = text.strip_prefix('\u{feff}').map_or((text, 0), |rest| (rest, 3));
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let wrong =
        |found: String, at: usize| Problem { path: "file".to_owned(), expected: "JSON".to_owned(), found, at: (at + skipped) as u32 };
    let parsed =
        parse_to_ast(text, &CollectOptions::default(), &strict).map_err(|error| wrong(error.kind().to_string(), error.range().start))?;
    let value = parsed.value.ok_or_else(|| wrong("nothing".to_owned(), 0))?;
    Ok(unwrap(convert(&value, skipped as u32)))
}

fn convert(value: &ast::Value<'_>, skipped: u32) -> Node {
    let at = value.start() as u32 + skipped;
    let value = match value {
        ast::Value::StringLit(text) => Value::Text(text.value.to_string()),
        ast::Value::NumberLit(number) => number.value.parse().map_or(Value::Null, Value::Number),
        ast::Value::BooleanLit(flag) => Value::Flag(flag.value),
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::Array(list) => Value::List(list.elements.iter().map(|item| convert(item, skipped)).collect()),
        ast::Value::Object(object) => Value::Map(
            object
                .properties
                .iter()
                .map(|property| Member {
                    name: property.name.as_str().to_owned(),
                    at: property.name.start() as u32 + skipped,
                    node: convert(&property.value, skipped),
                })
                .collect(),
        ),
    };
    Node { at, value }
}

/// The policy inside what a browser wants around it.
fn unwrap(node: Node) -> Node {
    let inside = node.get("policies").unwrap_or(&node);
    if let Some(extensions) = inside.get("3rdparty").and_then(|third| third.get("extensions").or_else(|| third.get("Extensions"))) {
        let of_ours = |node: &Node| node.members().iter().any(|member| schema::key(&member.name).is_some());
        let all = extensions.members().iter().map(|member| member.node.get("policy").unwrap_or(&member.node));
        return all.clone().find(|node| of_ours(node)).or_else(|| all.clone().next()).cloned().unwrap_or_else(Node::empty);
    }
    let members = node.members();
    let is_wrapped = |member: &Member| matches!(member.node.members(), [only] if only.name == "Value");
    if !members.is_empty() && members.iter().all(is_wrapped) {
        let bare = |member: &Member| Member { node: member.node.get("Value").cloned().unwrap_or_else(Node::empty), ..member.clone() };
        return Node { at: node.at, value: Value::Map(members.iter().map(bare).collect()) };
    }
    node
}

/// Line and column of a byte, both from 1; the column in characters.
pub fn place(text: &str, at: u32) -> (usize, usize) {
    let before = text.get(..at as usize).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or("");
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
