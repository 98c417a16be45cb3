//! From a checked policy to [`Policy`], and from what the organisation and the person say to what holds.

use std::rc::Rc;

use super::action::{Entry, What};
use super::check::{Problems, clean};
use super::house::House;
use super::schema::{KEYS, Local, severity};
use super::site::SitePattern;
use super::{
    Action, Audit, Disclaimer, FreeText, Justification, Language, May, Member, Node, Officer, Policy, Problem, Report, Sites, Value,
};
use crate::finding::Context;

/// Who said what holds for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody: the default.
    Default,
    /// The person, in the options.
    Person,
    /// The organisation.
    Organization,
    /// The organisation, and the person added to it.
    Both,
}

impl Source {
    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Both => "both",
        }
    }
}

/// What holds, who said so, and what was wrong.
pub struct Effective {
    /// What holds.
    pub policy: Policy,
    /// What was said, without what was wrong: the value of each key that somebody gave.
    pub values: Node,
    /// Who said it, for every key of the schema, in its order.
    pub sources: Vec<(&'static str, Source)>,
    /// What the organisation's policy has wrong.
    pub problems: Vec<Problem>,
    /// What the person's options have wrong.
    pub own_problems: Vec<Problem>,
}

impl Policy {
    /// The policy that an organisation wrote, and what is wrong with it. What is wrong is left out.
    pub fn read(written: &Node) -> (Self, Vec<Problem>) {
        let mut problems = Problems::default();
        let cleaned = clean(written, &mut problems);
        let policy = build(&cleaned, &mut problems);
        (policy, problems.0)
    }

    /// What holds where an organisation wrote `managed` and a person chose `local`, which has the same keys. What people
    /// may not change is not taken from them, and is no mistake of theirs.
    pub fn effective(managed: &Node, local: &Node) -> Effective {
        let (mut problems, mut own) = (Problems::default(), Problems::default());
        let (managed, local) = (clean(managed, &mut problems), clean(local, &mut own));
        let mut members = Vec::new();
        let mut sources = Vec::with_capacity(KEYS.len());
        for key in KEYS {
            let theirs = managed.get(key.name);
            let mine = local.get(key.name).filter(|_| match key.local {
                Local::No => false,
                Local::Fill => theirs.is_none(),
                Local::Add(permission) => managed.get(permission).and_then(Node::flag).unwrap_or(true),
            });
            let (value, source) = match (theirs, mine) {
                (None, None) => (None, Source::Default),
                (Some(theirs), None) => (Some(theirs.clone()), Source::Organization),
                (None, Some(mine)) => (Some(mine.clone()), Source::Person),
                (Some(theirs), Some(mine)) => {
                    let items = theirs.items().iter().chain(mine.items()).cloned().collect();
                    (Some(Node { at: theirs.at, value: Value::List(items) }), Source::Both)
                }
            };
            sources.push((key.name, source));
            members.extend(value.map(|node| Member { name: key.name.to_owned(), at: node.at, node }));
        }
        let values = Node::new(Value::Map(members));
        let policy = build(&values, &mut problems);
        let values = without_gaps(values);
        Effective { policy, values, sources, problems: problems.0, own_problems: own.0 }
    }
}

/// Without the empty places of items that were left out.
fn without_gaps(mut values: Node) -> Node {
    if let Value::Map(members) = &mut values.value {
        for member in members {
            if let Value::List(items) = &mut member.node.value {
                items.retain(|item| item.value != Value::Null);
            }
        }
    }
    values
}

fn build(node: &Node, problems: &mut Problems) -> Policy {
    let base = Policy::default();
    let flag = |name: &str, otherwise: bool| node.get(name).and_then(Node::flag).unwrap_or(otherwise);
    let count = |name: &str, otherwise: u32| node.get(name).and_then(Node::count).unwrap_or(otherwise);
    let text = |name: &str| node.get(name).and_then(Node::text).unwrap_or("").to_owned();
    let action = |name: &str, otherwise: Action| node.get(name).and_then(Node::text).and_then(Action::parse).unwrap_or(otherwise);
    Policy {
        enabled: flag("enabled", base.enabled),
        organization: text("organization"),
        profile: text("profile"),
        language: match text("language").as_str() {
            "en" => Language::English,
            "es" => Language::Spanish,
            _ => Language::Auto,
        },
        onboarding: flag("onboarding", base.onboarding),
        on_note: action("actionForNote", base.on_note),
        on_warn: action("actionForWarn", base.on_warn),
        on_block: action("actionForBlock", base.on_block),
        actions: list(node, "actions").iter().filter_map(entry).collect(),
        sites: Sites {
            added: sites(node, "sitesAdded"),
            excluded: sites(node, "sitesExcluded"),
            contexts: node
                .get("siteContexts")
                .map_or(&[][..], Node::members)
                .iter()
                .filter_map(|member| Some((SitePattern::parse(&member.name)?, Context::parse(member.node.text()?)?)))
                .collect(),
        },
        house: Rc::new(House::build(node, problems)),
        disclaimers: list(node, "disclaimers").iter().filter_map(disclaimer).collect(),
        officer: Officer { name: text("privacyOfficerName"), contact: text("privacyOfficerContact") },
        justification: Justification {
            always: flag("justificationRequired", false),
            reasons: texts(node, "justificationReasons"),
            text: match text("justificationText").as_str() {
                "optional" => FreeText::Optional,
                "required" => FreeText::Required,
                _ => FreeText::No,
            },
        },
        may: May {
            pause: flag("allowPause", base.may.pause),
            ignore: flag("allowIgnore", base.may.ignore),
            sites: flag("allowSites", base.may.sites),
            practice: flag("allowPractice", base.may.practice),
            terms: flag("allowTerms", base.may.terms),
            feedback: flag("allowFeedback", base.may.feedback),
        },
        audit: Audit {
            enabled: flag("auditEnabled", base.audit.enabled),
            days: count("auditRetentionDays", base.audit.days),
            export: flag("auditExport", base.audit.export),
        },
        report: node.get("reportEndpoint").and_then(Node::text).map(|endpoint| Report {
            endpoint: endpoint.to_owned(),
            headers: node
                .get("reportHeaders")
                .map_or(&[][..], Node::members)
                .iter()
                .filter_map(|member| Some((member.name.clone(), member.node.text()?.to_owned())))
                .collect(),
            minutes: count("reportMinutes", 15),
            heartbeat_hours: count("heartbeatHours", 24),
        }),
    }
}

pub(super) fn list<'a>(node: &'a Node, name: &str) -> &'a [Node] {
    node.get(name).map_or(&[], Node::items)
}

pub(super) fn texts(node: &Node, name: &str) -> Vec<String> {
    list(node, name).iter().filter_map(Node::text).map(str::to_owned).collect()
}

fn sites(node: &Node, name: &str) -> Vec<SitePattern> {
    list(node, name).iter().filter_map(Node::text).filter_map(SitePattern::parse).collect()
}

fn contexts(node: &Node) -> Vec<Context> {
    list(node, "contexts").iter().filter_map(Node::text).filter_map(Context::parse).collect()
}

fn entry(node: &Node) -> Option<Entry> {
    Some(Entry {
        what: What::new(node.get("what")?.text()?),
        severities: list(node, "severities").iter().filter_map(Node::text).filter_map(severity).collect(),
        contexts: contexts(node),
        sites: sites(node, "sites"),
        action: Action::parse(node.get("action")?.text()?)?,
    })
}

fn disclaimer(node: &Node) -> Option<Disclaimer> {
    Some(Disclaimer {
        text: node.get("text")?.text()?.to_owned(),
        required: node.get("required").and_then(Node::flag).unwrap_or(false),
        contexts: contexts(node),
        sites: sites(node, "sites"),
    })
}
