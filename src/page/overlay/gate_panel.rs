//! The gate's panel: what was found, before it goes out. A modal dialog, so that nothing behind it can be pressed or
//! take the focus; only the person can answer it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent};

use super::card::draw_button;
use super::element::{self, Icon, Make, append};
use super::layer::Layer;
use super::reasons::{Chosen, Reasons};
use super::seen::{Press, Seen, now};
use super::vanish;
use super::veil;
use super::view::{Exit, FindingView, GateView, Note};
use super::words::words;
use crate::error::Error;
use crate::finding::Severity;
use crate::page::dom::{Listener, Phase, Sheet};
use crate::page::inbox::{Inbox, Message};

/// How long, in milliseconds, after a press of the pointer the browser may still want to close the dialog for it.
const PRESS: f64 = 1000.0;

/// The one gate panel of a page.
pub struct GatePanel {
    _listeners: Vec<Listener>,
    inner: Rc<Inner>,
}

struct Inner {
    layer: Layer,
    inbox: Inbox,
    dialog: HtmlDialogElement,
    lead: Element,
    hint: Element,
    list: Element,
    offers: Element,
    reasons: Reasons,
    ask: Element,
    back: Element,
    anyway: Element,
    voice: Element,
    seen: Seen,
    /// Shows a page that hides itself.
    unveiled: RefCell<Option<Sheet>>,
    pressed: Cell<f64>,
    /// What kind of note goes with a reason; none, where no reason is asked for.
    wants: Cell<Option<Note>>,
    chosen: RefCell<Option<Chosen>>,
}

impl GatePanel {
    /// A panel that is not shown yet; the answer goes to `inbox`.
    ///
    /// # Errors
    /// When the browser refuses an element or a listener.
    pub fn new(inbox: &Inbox) -> Result<Self, Error> {
        let inner = Rc::new(Inner::new(inbox)?);
        let (on_click, on_key, on_cancel, on_close) = (Rc::clone(&inner), Rc::clone(&inner), Rc::clone(&inner), Rc::clone(&inner));
        let (on_press, on_release) = (Rc::clone(&inner), Rc::clone(&inner));
        let dialog: &HtmlElement = &inner.dialog;
        let listeners = vec![
            Listener::active(dialog, "click", Phase::Bubble, move |event| on_click.click(&event))?,
            Listener::active(dialog, "keydown", Phase::Bubble, move |event| on_key.key(&event))?,
            Listener::passive(dialog, "pointerdown", Phase::Bubble, move |event| {
                on_press.pressed.set(now());
                on_press.seen.press(&event, &on_press.dialog);
            })?,
            Listener::passive(dialog, "pointerup", Phase::Bubble, move |_| on_release.pressed.set(now()))?,
            // Esc, and the back gesture of a phone, which no key tells of. A press beside the dialog is no answer.
            Listener::active(dialog, "cancel", Phase::Bubble, move |event| {
                event.prevent_default();
                if now() - on_cancel.pressed.get() > PRESS {
                    on_cancel.inbox.post(Message::GoBack);
                }
            })?,
            // A browser may close a dialog that was asked twice without asking us. Our own closing lowers the layer.
            Listener::passive(dialog, "close", Phase::Bubble, move |_| {
                if on_close.layer.is_up() && !on_close.dialog.open() {
                    on_close.inbox.post(Message::GoBack);
                }
            })?,
        ];
        Ok(Self { _listeners: listeners, inner })
    }

    /// Shows the list and takes the focus to "Go back".
    ///
    /// # Errors
    /// When the browser refuses an element or the dialog.
    pub fn show(&self, view: &GateView) -> Result<(), Error> {
        let inner = &self.inner;
        inner.fill(view)?;
        inner.layer.stand()?;
        inner.unveil();
        let opens = !inner.dialog.open();
        if opens {
            inner.voice.set_text_content(None);
            inner.dialog.show_modal().map_err(Error::browser("showModal"))?;
            inner.voice.set_text_content(Some(words().not_posted));
        }
        // `showModal` picks the first button, and a button of the list may have gone with what it fixed.
        if opens || inner.layer.root().active_element().is_none_or(|focused| focused == **inner.dialog) {
            element::focus(&inner.back);
        }
        inner.seen.begin(&inner.dialog, inner.layer.host());
        Ok(())
    }

    /// The reason that was given with the last answer.
    pub fn take_chosen(&self) -> Option<Chosen> {
        self.inner.chosen.take()
    }

    /// Takes the panel off the page and forgets the words in it.
    pub fn close(&self) {
        self.inner.dialog.close();
        self.inner.layer.lower();
        self.inner.unveiled.replace(None);
        self.inner.list.set_text_content(None);
        self.inner.offers.set_text_content(None);
        self.inner.reasons.clear();
        self.inner.chosen.replace(None);
        self.inner.seen.end();
    }

    /// Whether it is shown, and has not been taken off by the page.
    pub fn is_open(&self) -> bool {
        self.inner.dialog.open() && self.inner.layer.is_up()
    }

    /// Whether an event that was heard on the page happened in the panel.
    pub fn holds(&self, event: &Event) -> bool {
        self.inner.layer.holds(event)
    }
}

impl Inner {
    fn new(inbox: &Inbox) -> Result<Self, Error> {
        let layer = Layer::new("curbside gate")?;
        let title = Make::new("h2")?.attribute("id", "title").text(words().gate).done();
        let lead = Make::new("p")?.class("lead").attribute("id", "lead").done();
        let hint = Make::new("p")?.class("hint").attribute("role", "alert").done();
        let list = Make::new("ul")?.class("list").done();
        let offers = Make::new("div")?.class("offers").attribute("hidden", "").done();
        let reasons = Reasons::new()?;
        let ask = Make::new("p")?.class("ask").done();
        let back = element::button("primary", "back", words().go_back)?;
        let anyway = element::button("plain", "anyway", words().post_anyway)?;
        let answers = Make::new("div")?.class("answers").child(&anyway).child(&back).done();
        let voice = Make::new("span")?.class("voice").attribute("role", "alert").done();
        let dialog = Make::new("dialog")?
            .attribute("role", "alertdialog")
            .attribute("aria-labelledby", "title")
            .attribute("aria-describedby", "lead");
        let dialog = dialog.child(&title).child(&lead).child(&hint).child(&list).child(&offers).child(reasons.element());
        let dialog = dialog.child(&ask).child(&answers).child(&voice).done();
        if vanish::is_armed() {
            // Nobody can take the dialog off the page once the extension has gone, and unseen it would go on holding
            // the page. Then the browser closes it at the next press; as long as we live, we say no.
            element::set(&dialog, "closedby", "any");
        }
        append(layer.body(), &dialog);
        let dialog = dialog.unchecked_into();
        Ok(Self {
            layer,
            inbox: inbox.clone(),
            dialog,
            lead,
            hint,
            list,
            offers,
            reasons,
            ask,
            back,
            anyway,
            voice,
            seen: Seen::default(),
            unveiled: RefCell::default(),
            pressed: Cell::new(f64::NEG_INFINITY),
            wants: Cell::new(None),
            chosen: RefCell::default(),
        })
    }

    fn fill(&self, view: &GateView) -> Result<(), Error> {
        let may_post = !matches!(view.exit, Exit::Closed { .. });
        let must = view.findings.iter().filter(|(_, must)| *must).count();
        let to_change = if may_post { view.findings.len() } else { must.max(1) };
        self.lead.set_text_content(Some(&words().gate_lead(to_change, may_post)));
        self.hint.set_text_content(view.is_new_text.then_some(words().new_text));
        element::show(&self.hint, view.is_new_text);
        self.list.set_text_content(None);
        for (number, (finding, must)) in view.findings.iter().enumerate() {
            append(&self.list, &draw_finding(number, finding, *must)?);
        }
        self.offers.set_text_content(None);
        for (number, offer) in view.offers.iter().enumerate() {
            append(&self.offers, &draw_button("fix", number, offer)?);
        }
        element::show(&self.offers, !view.offers.is_empty());
        self.wants.set(None);
        match &view.exit {
            Exit::Reason { reasons, note } => {
                self.reasons.ask(reasons, *note)?;
                self.wants.set(Some(*note));
                self.anyway.set_text_content(Some(words().post_with_reason));
            }
            Exit::Word => {
                self.reasons.clear();
                self.anyway.set_text_content(Some(words().post_anyway));
            }
            Exit::Closed { contact } => {
                self.reasons.clear();
                self.ask.set_text_content(Some(&words().ask(contact)));
            }
        }
        element::show(&self.ask, !may_post);
        element::show(&self.anyway, may_post);
        Ok(())
    }

    fn click(&self, event: &Event) {
        let Some((button, does)) = element::pressed(event) else { return };
        event.prevent_default();
        match self.seen.judge(event, &button, self.layer.root(), self.layer.host()) {
            Press::Meant => {}
            // Going back lets nothing out, whatever the person saw.
            Press::Covered if does == "back" => {}
            Press::Covered => return self.come_back(),
            Press::Stray => return,
        }
        let message = match does.as_str() {
            "back" => Message::GoBack,
            "anyway" => {
                if let Some(note) = self.wants.get() {
                    let Some(chosen) = self.reasons.chosen(note) else { return };
                    self.chosen.replace(Some(chosen));
                }
                Message::PostAnyway
            }
            _ => match (does.strip_prefix("fix ").map(str::parse), does.parse()) {
                (Some(Ok(offer)), _) => Message::GateOffer(offer),
                (_, Ok(finding)) => Message::GateFix(finding, 0),
                _ => return,
            },
        };
        self.inbox.post(message);
    }

    /// Something was laid over the question: it comes back above that, and has to be looked at once more.
    fn come_back(&self) {
        self.dialog.close();
        if self.dialog.show_modal().is_err() {
            return self.inbox.post(Message::GoBack);
        }
        self.unveil();
        self.hint.set_text_content(Some(words().was_covered));
        element::show(&self.hint, true);
        element::focus(&self.back);
        self.seen.begin(&self.dialog, self.layer.host());
    }

    fn unveil(&self) {
        if let Some(sheet) = veil::lift() {
            self.unveiled.replace(Some(sheet));
        }
    }

    fn key(&self, event: &Event) {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.prevent_default();
            self.inbox.post(Message::GoBack);
        }
    }
}

/// One line of the list, with its first fix. What has to be changed is never called less than that.
fn draw_finding(number: usize, finding: &FindingView, must: bool) -> Result<Element, Error> {
    let severity = if must { Severity::Block } else { finding.severity };
    let name = severity.as_str();
    let word = Make::new("span")?.class("severity").text(words().severity(severity)).done();
    let title = Make::new("span")?.class("title").text(finding.title).done();
    let head = Make::new("div")?.class("head").child(&word).child(&title).done();
    let text = Make::new("div")?.class("about").child(&head).done();
    if !finding.words.is_empty() {
        let mark = Make::new("mark")?.class(name).attribute("dir", "auto").text(&finding.words).done();
        append(&text, &Make::new("p")?.class("words").child(&mark).done());
    }
    if must {
        append(&text, &Make::new("p")?.class("must").text(words().must_change).done());
    }
    if let Some(fix) = finding.fixes.first().filter(|fix| !fix.refused) {
        let button = element::button("fix", &number.to_string(), &fix.title)?;
        element::set(&button, "dir", "auto");
        append(&text, &button);
    }
    let slot = Make::new("span")?.class("slot").child(&Icon::from(severity).draw()?).done();
    Ok(Make::new("li")?.attribute("data-severity", name).child(&slot).child(&text).done())
}
