//! The policy is taken up and shown.

use std::rc::{Rc, Weak};

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{APPS, POLICY, SCANNER};
use crate::policy::{Node, Policy, Problem};

/// A policy with what it was read from.
#[derive(Default)]
pub(super) struct Held {
    managed: Option<Node>,
    local: Option<Node>,
    pub(super) policy: Rc<Policy>,
    problems: Vec<Problem>,
}

/// Something in a policy that was left out.
#[derive(Serialize)]
struct WireProblem {
    path: String,
    expected: String,
    found: String,
}

impl From<Problem> for WireProblem {
    fn from(problem: Problem) -> Self {
        Self { path: problem.path, expected: problem.expected, found: problem.found }
    }
}

/// What holds for one key.
#[derive(Serialize)]
struct WireKey {
    key: &'static str,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Node>,
}

/// What an options page shows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WireEffective {
    keys: Vec<WireKey>,
    problems: Vec<WireProblem>,
    own_problems: Vec<WireProblem>,
}

/// Takes up a policy at once, on this page and for [`check_text`]: `managed` as the organisation wrote it, `local` as the
/// person chose it in the options, either of them perhaps undefined. Gives what was wrong with the organisation's, as a list
/// of `{path, expected, found}`; all else of it holds.
///
/// # Errors
/// When the list cannot be made into a value of JavaScript.
#[wasm_bindgen]
pub fn set_policy(managed: JsValue, local: JsValue) -> Result<JsValue, JsValue> {
    let policy = take_policy(&managed, &local);
    let apps: Vec<_> = APPS.with_borrow_mut(|apps| {
        apps.retain(|app| app.strong_count() > 0);
        apps.iter().filter_map(Weak::upgrade).collect()
    });
    for app in apps {
        if let Ok(mut app) = app.try_borrow_mut() {
            app.set_policy(Rc::clone(&policy));
        }
    }
    let problems: Vec<WireProblem> = POLICY.with_borrow(|held| held.problems.iter().cloned().map(WireProblem::from).collect());
    serde_wasm_bindgen::to_value(&problems).map_err(Into::into)
}

/// What would hold, for the options page: `{keys: [{key, source, value}], problems, ownProblems}`, with `source` one of
/// default, person, organization and both.
///
/// # Errors
/// When it cannot be made into a value of JavaScript.
#[wasm_bindgen]
pub fn effective_policy(managed: JsValue, local: JsValue) -> Result<JsValue, JsValue> {
    let effective = Policy::effective(&read_node(&managed), &read_node(&local));
    let value = |key: &str| effective.values.get(key).cloned();
    let keys = effective.sources.iter().map(|(key, source)| WireKey { key, source: source.as_str(), value: value(key) }).collect();
    let wire = |problems: Vec<Problem>| problems.into_iter().map(WireProblem::from).collect();
    let wire = WireEffective { keys, problems: wire(effective.problems), own_problems: wire(effective.own_problems) };
    wire.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(Into::into)
}

/// The policy of these two, read anew only where they have changed.
pub(super) fn take_policy(managed: &JsValue, local: &JsValue) -> Rc<Policy> {
    let (managed, local) = (read_node(managed), read_node(local));
    POLICY.with_borrow_mut(|held| {
        if held.managed.as_ref() != Some(&managed) || held.local.as_ref() != Some(&local) {
            let effective = Policy::effective(&managed, &local);
            *held = Held { managed: Some(managed), local: Some(local), policy: Rc::new(effective.policy), problems: effective.problems };
            SCANNER.with_borrow_mut(|scanner| scanner.set_house(&held.policy.house));
        }
        Rc::clone(&held.policy)
    })
}

/// A value of JavaScript as a policy is read; what is none, is an empty policy.
fn read_node(value: &JsValue) -> Node {
    if value.is_undefined() || value.is_null() {
        return Node::empty();
    }
    serde_wasm_bindgen::from_value(value.clone()).unwrap_or_else(|_| Node::empty())
}
