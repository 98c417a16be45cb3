//! One page is watched: what starts that, and what it tells.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::APPS;
use super::policy::take_policy;
use crate::error::Error;
use crate::finding::Context;
use crate::page::app::{self, App, Settings};
use crate::page::field::Opener;
use crate::page::ignored::Remembered;
use crate::page::tell::{Tell, Teller};

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
    Hidden,
}

impl From<Tell> for WireTell {
    fn from(tell: Tell) -> Self {
        match tell {
            Tell::Status => Self::Status,
            Tell::Hidden => Self::Hidden,
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
        match self.app.try_borrow_mut() {
            Ok(mut app) => {
                app::hears(true);
                app.hear(event);
                app::hears(false);
            }
            // While the app is at work, an event is of its own making. A person's press never is: then nobody is at work.
            Err(_) if event.is_trusted() && matches!(event.type_().as_str(), "keydown" | "pointerdown" | "click") => {
                app::die();
                return Err(Error::Missing { what: "working instance" }.into());
            }
            Err(_) => app::suspect(&Rc::downgrade(&self.app)),
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
        no_chip: get("noChip").is_truthy(),
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
