//! What JavaScript sees, and the only place that turns our types into its values.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Function, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::finding::{Context, Finding, Fix};
use crate::page::app::{self, App, Settings};
use crate::page::field::Opener;
use crate::page::ignored::Remembered;
use crate::page::overlay::words::language as spoken;
use crate::page::tell::{Tell, Teller};
use crate::policy::{Node, Policy, Problem};
use crate::scan::{Scanner, Situation};
use crate::text::{Offsets, Snapshot, Span};
use crate::{decided, fix, rules};

/// A finding as JavaScript gets it.
#[derive(Serialize)]
struct WireFinding {
    start: u32,
    end: u32,
    label: &'static str,
    rule: &'static str,
    severity: &'static str,
    title: &'static str,
    why: &'static str,
    law: &'static [&'static str],
    /// The words that decided; none where the fixes were not asked for either.
    words: Vec<WireSpan>,
    fixes: Vec<WireFix>,
}

/// Some words of the text.
#[derive(Serialize)]
struct WireSpan {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct WireFix {
    title: String,
    text: String,
}

impl From<Fix> for WireFix {
    fn from(fix: Fix) -> Self {
        Self { title: spoken().fix(&fix), text: fix.text }
    }
}

impl WireFinding {
    fn new(finding: &Finding, start: u32, end: u32, words: Vec<WireSpan>, fixes: Vec<Fix>) -> Self {
        let rule = finding.rule;
        Self {
            start,
            end,
            label: rule.label.as_str(),
            rule: rule.id,
            severity: finding.severity.as_str(),
            title: spoken().title(rule),
            why: spoken().why(rule),
            law: rule.law,
            words,
            fixes: fixes.into_iter().map(WireFix::from).collect(),
        }
    }
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        js_sys::Error::new(&error.to_string()).into()
    }
}

/// Findings in `text`, with offsets in UTF-16 code units. `context` is one of post, review-reply, comment, message,
/// email, blog. Each has the words that decided it and its fixes, unless `fixes` is false: that is as quick as the page, which asks for fixes only when a
/// card opens. Of the first 16 findings they are tried before they are offered.
///
/// # Errors
/// When `context` is none of these.
#[wasm_bindgen]
pub fn check_text(text: String, context: &str, fixes: Option<bool>) -> Result<JsValue, JsValue> {
    let context = read_context(context)?;
    let snapshot = Snapshot::new(text, crate::text::Revision::default());
    let situation = Situation::of(context);
    let wire = SCANNER.with_borrow_mut(|scanner| wire_findings(scanner, &snapshot, situation, fixes.unwrap_or(true)));
    serde_wasm_bindgen::to_value(&wire).map_err(Into::into)
}

fn read_context(context: &str) -> Result<Context, Error> {
    Context::parse(context).ok_or_else(|| Error::Expected {
        key: "context".to_owned(),
        expected: "post, review-reply, comment, message, email or blog",
        found: "another word".to_owned(),
    })
}

/// The same findings as plain numbers, four each: where it starts and ends in UTF-16 code units, the number of its rule
/// (see [`rule_id`]), and its severity, from 0 for a note to 2. A long text has many findings, and an object for each of
/// them takes longer than to find them.
///
/// # Errors
/// When `context` is none of those that [`check_text`] knows.
#[wasm_bindgen]
pub fn check_numbers(text: String, context: &str) -> Result<Vec<u32>, JsValue> {
    let situation = Situation::of(read_context(context)?);
    Ok(SCANNER.with_borrow_mut(|scanner| {
        let findings = scanner.scan(&text, situation);
        let offsets = Offsets::utf16(&text);
        let at = |byte| offsets.from_byte(&text, byte);
        findings
            .iter()
            .flat_map(|finding| [at(finding.span.start), at(finding.span.end), rules::number(finding.rule), finding.severity as u32])
            .collect()
    }))
}

/// The rule of this number, as [`check_numbers`] gives it; nothing for a rule of the organisation's policy.
#[wasm_bindgen]
pub fn rule_id(number: u32) -> Option<String> {
    rules::RULES.get(number as usize).map(|rule| rule.id.to_owned())
}

thread_local! {
    /// Kept from call to call, so that a text that grows by a key is not scanned from its beginning.
    static SCANNER: RefCell<Scanner> = RefCell::default();
    /// What holds, and from what it was read: a page hears of many changes of storage that are none of the policy.
    static POLICY: RefCell<Held> = RefCell::default();
    /// What is at work on this page.
    static APPS: RefCell<Vec<Weak<RefCell<App>>>> = RefCell::default();
}

/// A policy with what it was read from.
#[derive(Default)]
struct Held {
    managed: Option<Node>,
    local: Option<Node>,
    policy: Rc<Policy>,
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
fn take_policy(managed: &JsValue, local: &JsValue) -> Rc<Policy> {
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

/// Of how many findings of one text the fixes are tried before they are offered; each trial is a scan of what is around.
const TRIED: usize = 16;

fn wire_findings(scanner: &mut Scanner, snapshot: &Snapshot, situation: Situation<'_>, fixes: bool) -> Vec<WireFinding> {
    let findings = scanner.scan(snapshot.text(), situation).to_vec();
    let offsets = snapshot.utf16();
    scanner.with_input(snapshot.text(), situation, |input| {
        findings
            .iter()
            .enumerate()
            .map(|(at, finding)| {
                let place = |span: Span| WireSpan {
                    start: offsets.from_byte(snapshot.text(), span.start),
                    end: offsets.from_byte(snapshot.text(), span.end),
                };
                let WireSpan { start, end } = place(finding.span);
                let words = if fixes { decided::words(input, finding).into_iter().map(place).collect() } else { Vec::new() };
                let fixes = match at {
                    _ if !fixes => Vec::new(),
                    0..TRIED => fix::offer(input, finding),
                    _ => fix::untried(input, finding.span, finding.label()),
                };
                WireFinding::new(finding, start, end, words, fixes)
            })
            .collect()
    })
}

/// The manual of a rule, in Markdown.
#[wasm_bindgen]
pub fn manual(rule: &str) -> Option<String> {
    rules::by_id(rule).map(|rule| rule.manual.to_owned())
}

/// The version of this module.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// What a [`Handle`] says of itself.
#[derive(Serialize)]
struct WireStatus<'a> {
    state: &'static str,
    fields: u32,
    findings: u32,
    block: u32,
    warn: u32,
    note: u32,
    encoding: &'a str,
    version: &'static str,
}

/// What JavaScript hears. PRIVACY: never text.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum WireTell {
    Record {
        rule: &'static str,
        label: &'static str,
        severity: &'static str,
        context: &'static str,
        action: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        print: Option<u32>,
    },
    Status,
}

impl From<Tell> for WireTell {
    fn from(tell: Tell) -> Self {
        match tell {
            Tell::Status => Self::Status,
            Tell::Record(finding, context, outcome, answer) => Self::Record {
                rule: finding.rule.id,
                label: finding.label().as_str(),
                severity: finding.severity.as_str(),
                context: context.as_str(),
                action: outcome.as_str(),
                reason: answer.reason,
                note: answer.note,
                print: answer.print,
            },
        }
    }
}

/// Everything that we are on one page. Freeing it leaves the page as it was.
#[wasm_bindgen]
pub struct Handle {
    app: Rc<RefCell<App>>,
    encoding: RefCell<String>,
}

/// Starts to watch this page. Nothing is touched until an event tells of a text box.
///
/// # Errors
/// When `settings` is not what it should be.
#[wasm_bindgen]
pub fn start(settings: &JsValue, tell: Function) -> Result<Handle, JsValue> {
    std::panic::set_hook(Box::new(crash));
    let teller = Teller::new(Rc::new(move |message| {
        // Nobody listening is no reason to stop.
        if let Ok(message) = serde_wasm_bindgen::to_value(&WireTell::from(message)) {
            _ = tell.call1(&JsValue::UNDEFINED, &message);
        }
    }));
    let (settings, encoding) = (read_settings(settings)?, read_encoding(settings));
    let app = App::start(settings, teller);
    APPS.with_borrow_mut(|apps| {
        apps.retain(|app| app.strong_count() > 0);
        apps.push(Rc::downgrade(&app));
    });
    Ok(Handle { app, encoding: RefCell::new(encoding) })
}

#[wasm_bindgen]
impl Handle {
    /// Hears an event before the page does, and may stop it.
    ///
    /// # Errors
    /// When this instance has crashed: it can do nothing more, and should be replaced.
    pub fn event(&self, event: &web_sys::Event) -> Result<(), JsValue> {
        if app::is_dead() {
            return Err(Error::Missing { what: "working instance" }.into());
        }
        // While the app is at work, this is an event of its own making.
        if let Ok(mut app) = self.app.try_borrow_mut() {
            app.hear(event);
        }
        Ok(())
    }

    /// Takes up other settings.
    ///
    /// # Errors
    /// When they are not what they should be.
    pub fn configure(&self, settings: &JsValue) -> Result<(), JsValue> {
        let read = read_settings(settings)?;
        if let (Ok(mut app), Ok(mut encoding)) = (self.app.try_borrow_mut(), self.encoding.try_borrow_mut()) {
            *encoding = read_encoding(settings);
            app.configure(read);
        }
        Ok(())
    }

    /// How things stand, in numbers.
    ///
    /// # Errors
    /// When this instance has crashed.
    pub fn status(&self) -> Result<JsValue, JsValue> {
        let (Ok(app), Ok(encoding)) = (self.app.try_borrow(), self.encoding.try_borrow()) else {
            return Err(Error::Missing { what: "working instance" }.into());
        };
        let status = app.status();
        let wire = WireStatus {
            state: status.state,
            fields: status.fields,
            findings: status.block + status.warn + status.note,
            block: status.block,
            warn: status.warn,
            note: status.note,
            encoding: &encoding,
            version: env!("CARGO_PKG_VERSION"),
        };
        serde_wasm_bindgen::to_value(&wire).map_err(Into::into)
    }
}

fn read_settings(settings: &JsValue) -> Result<Settings, Error> {
    let get = |name: &str| Reflect::get(settings, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let context = get("context").as_string();
    let known = context.as_deref().map(Context::parse);
    if known == Some(None) {
        return Err(Error::Expected {
            key: "context".to_owned(),
            expected: "post, review-reply, comment, message, email or blog",
            found: "another word".to_owned(),
        });
    }
    let site = get("site").as_string().or_else(site_here).unwrap_or_default();
    let policy = take_policy(&get("policy"), &get("options"));
    Ok(Settings {
        off: get("off").is_truthy() || !policy.works_on(&site),
        context: known.flatten().or_else(|| policy.context_of(&site)),
        policy,
        language: get("language").as_string().or_else(browser_language).unwrap_or_default(),
        site,
        opener: Opener::new(get("openRoot").dyn_into().ok()),
        ignored: read_ignored(&get("ignored"), &get("salt")),
    })
}

/// What the browser remembers as fine: a list of `{rule, print}`. What is no such thing in it is left out.
fn read_ignored(list: &JsValue, salt: &JsValue) -> Option<(Vec<Remembered>, u32)> {
    let list: &js_sys::Array = list.dyn_ref()?;
    let get = |item: &JsValue, name: &str| Reflect::get(item, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let read = |item: JsValue| Some(Remembered { rule: get(&item, "rule").as_string()?, print: get(&item, "print").as_f64()? as u32 });
    Some((list.iter().filter_map(read).collect(), salt.as_f64().unwrap_or(0.0) as u32))
}

/// Host and path of the page.
fn site_here() -> Option<String> {
    let location = web_sys::window()?.location();
    Some(format!("{}{}", location.hostname().ok()?, location.pathname().ok()?))
}

/// The language that the browser asks pages for; the extension knows better, and says in which its own pages are shown.
fn browser_language() -> Option<String> {
    web_sys::window()?.navigator().language()
}

fn read_encoding(settings: &JsValue) -> String {
    let encoding = Reflect::get(settings, &"encoding".into()).ok().and_then(|it| it.as_string());
    encoding.unwrap_or_else(|| "wasm".to_owned())
}

/// A panic ends this instance. It says where it happened and nothing else.
///
/// PRIVACY: a panic's message can quote what somebody typed (a slice off a character boundary does), and the console
/// is the page's. So the message is never printed, only file and line of our own source.
fn crash(panic: &std::panic::PanicHookInfo<'_>) {
    app::die();
    if let Some(place) = panic.location() {
        console_error(&format!("Curbside stopped at {}:{}", place.file(), place.line()));
    }
    crate::page::overlay::mark_unavailable();
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}
