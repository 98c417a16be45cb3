//! The card: one finding, why, and what to write instead. It stands beside the words, takes no focus unless it was
//! asked for by key, and is not there at all when it is closed.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::element::{self, Icon, Make, append};
use super::layer::{self, Layer};
use super::manual;
use super::place::{self, Size};
use super::view::{CardView, FixView, Rect};
use super::words::{self, words};
use crate::error::Error;
use crate::page::dom::{Listener, Phase};
use crate::page::inbox::{Inbox, Message, Opened};

/// The one card of a page.
pub struct Card {
    _listeners: Vec<Listener>,
    inner: Rc<Inner>,
}

struct Inner {
    layer: Layer,
    voice: Layer,
    inbox: Inbox,
    parts: Parts,
    view: RefCell<Option<CardView>>,
    lines: RefCell<Vec<Rect>>,
    manual: RefCell<(Cow<'static, str>, &'static str)>,
}

/// What changes from finding to finding.
struct Parts {
    icon: Element,
    severity: Element,
    steps: Element,
    step: Element,
    title: Element,
    words: Element,
    why: Element,
    law: Element,
    decided: Element,
    fixes: Element,
    fine: Element,
    wrong: Element,
    more: Element,
    manual: Element,
    said: Element,
}

impl Card {
    /// A card that is not shown yet; what the person does with it goes to `inbox`.
    ///
    /// # Errors
    /// When the browser refuses an element or a listener.
    pub fn new(inbox: &Inbox) -> Result<Self, Error> {
        let layer = Layer::new("curbside card")?;
        let parts = Parts::new(layer.body())?;
        let voice = Layer::new("curbside voice")?;
        element::set(voice.body(), "role", "status");
        voice.stand()?;
        let inner = Rc::new(Inner {
            layer,
            voice,
            inbox: inbox.clone(),
            parts,
            view: RefCell::default(),
            lines: RefCell::default(),
            manual: RefCell::default(),
        });
        let (on_click, on_key) = (Rc::clone(&inner), Rc::clone(&inner));
        let body = inner.layer.body();
        let listeners = vec![
            layer::leave_focus(&inner.layer)?,
            Listener::passive(body, "click", Phase::Bubble, move |event| on_click.click(&event))?,
            Listener::active(body, "keydown", Phase::Bubble, move |event| on_key.key(&event))?,
        ];
        Ok(Self { _listeners: listeners, inner })
    }

    /// Shows a finding beside the lines on which its words stand.
    ///
    /// # Errors
    /// When the browser refuses an element.
    pub fn show(&self, view: &CardView, lines: &[Rect], opened: Opened) -> Result<(), Error> {
        let inner = &self.inner;
        let focused = inner.focused();
        let changes = !self.is_open() || inner.view.borrow().as_ref() != Some(view);
        if changes {
            inner.fill(view)?;
            inner.view.replace(Some(view.clone()));
        }
        inner.lines.replace(lines.to_vec());
        inner.layer.raise()?;
        inner.place()?;
        // Whoever steps through the findings goes on stepping; everybody else is taken to the first fix, so that Enter
        // never answers for another finding than the one that was read.
        let steps = focused.as_ref().is_some_and(|focused| inner.parts.steps.contains(Some(focused)) && view.total > 1);
        if (focused.is_some() && changes && !steps) || (opened == Opened::Key && inner.focused().is_none()) {
            inner.focus_first();
        }
        Ok(())
    }

    /// Moves a card that is shown, after the page has scrolled or changed its layout.
    ///
    /// # Errors
    /// In a worker.
    pub fn follow(&self, lines: &[Rect]) -> Result<(), Error> {
        self.inner.lines.replace(lines.to_vec());
        self.inner.place()
    }

    /// Takes the card off the page and forgets the words on it.
    pub fn close(&self) {
        let inner = &self.inner;
        inner.layer.lower();
        inner.view.take();
        for part in [&inner.parts.words, &inner.parts.decided, &inner.parts.fixes, &inner.parts.said] {
            part.set_text_content(None);
        }
        inner.fold();
    }

    /// Whether it is shown.
    pub fn is_open(&self) -> bool {
        self.inner.layer.is_up()
    }

    /// Whether an event that was heard on the page happened in the card.
    pub fn holds(&self, event: &Event) -> bool {
        self.inner.layer.holds(event)
    }

    /// Whether `element` is the card as the page sees it.
    pub fn is_host(&self, element: &Element) -> bool {
        element == &**self.inner.layer.host()
    }

    /// From now on the card stands in `parent`, an open modal dialog or popover of the page.
    pub fn move_into(&self, parent: &Element) {
        self.inner.layer.move_into(parent);
        self.inner.voice.move_into(parent);
    }

    /// Tells a screen reader something when it is idle, and shows it when the card is open. Never what was typed.
    pub fn say(&self, sentence: &str) {
        _ = self.inner.voice.stand();
        self.inner.voice.body().set_text_content(Some(sentence));
        self.inner.parts.said.set_text_content(Some(sentence));
        element::show(&self.inner.parts.said, true);
        _ = self.inner.place();
    }
}

impl Inner {
    fn fill(&self, view: &CardView) -> Result<(), Error> {
        let (parts, finding) = (&self.parts, &view.finding);
        let severity = finding.severity.as_str();
        element::set(self.layer.body(), "data-severity", severity);
        element::refill(&parts.icon, &Icon::from(finding.severity).draw()?);
        parts.severity.set_text_content(Some(words().severity(finding.severity)));
        element::show(&parts.steps, view.total > 1);
        parts.step.set_text_content(Some(&words().step(view.index, view.total)));
        parts.title.set_text_content(Some(finding.title));
        element::refill(&parts.words, &Make::new("mark")?.class(severity).attribute("dir", "auto").text(&finding.words).done());
        element::show(&parts.words, !finding.words.is_empty());
        parts.why.set_text_content(Some(words::unstopped(finding.why)));
        draw_law(&parts.law, finding.law)?;
        parts.decided.set_text_content(Some(&words().decided(&finding.decided)));
        element::show(&parts.decided, !finding.decided.is_empty());
        parts.fixes.set_text_content(None);
        // What is to be left out cannot be copied.
        let drawn = |fix: &FixView| !(fix.refused && fix.words.is_empty());
        for (number, fix) in finding.fixes.iter().enumerate().filter(|(_, fix)| drawn(fix)) {
            append(&parts.fixes, &draw_fix(number, fix)?);
        }
        element::show(&parts.fixes, parts.fixes.has_child_nodes());
        element::show(&parts.said, false);
        element::show(&parts.fine, view.may_ignore);
        element::show(&parts.wrong, view.may_object);
        element::show(&parts.more, !view.manual.is_empty());
        // Somebody who reads why wants to go on reading, as long as it is the same rule.
        let manual = (view.manual.clone(), severity);
        if self.manual.replace(manual.clone()) != manual {
            self.fold();
        }
        Ok(())
    }

    fn place(&self) -> Result<(), Error> {
        if !self.layer.is_up() {
            return Ok(());
        }
        let view = layer::viewport()?;
        self.layer.measure("--room", view.height);
        let size = layer::rect(self.layer.body());
        let spot = place::beside(Size { width: size.width, height: size.height }, &self.lines.borrow(), view);
        self.layer.measure("--room", spot.room);
        self.layer.put(spot.x, spot.y);
        Ok(())
    }

    fn fold(&self) {
        element::show(&self.parts.manual, false);
        self.parts.manual.set_text_content(None);
        element::set(&self.parts.more, "aria-expanded", "false");
    }

    fn unfold(&self) {
        let is_open = !self.parts.manual.has_attribute("hidden");
        if is_open {
            self.fold();
        } else {
            let drawn = {
                let (text, severity) = &*self.manual.borrow();
                manual::draw(text, severity)
            };
            let Ok(page) = drawn else { return };
            element::refill(&self.parts.manual, &page);
            element::show(&self.parts.manual, true);
            element::set(&self.parts.more, "aria-expanded", "true");
        }
        _ = self.place();
    }

    fn focused(&self) -> Option<Element> {
        self.layer.root().active_element()
    }

    fn focus_first(&self) {
        let fix = self.parts.fixes.first_element_child();
        // The organisation may have taken some of the rest away.
        let foot = [&self.parts.fine, &self.parts.wrong, &self.parts.more];
        let visible = foot.into_iter().find(|button| !button.has_attribute("hidden"));
        if let Some(button) = fix.as_ref().or(visible) {
            element::focus(button);
        }
    }

    fn click(&self, event: &Event) {
        let Some((_, does)) = element::pressed(event).filter(|_| event.is_trusted()) else { return };
        let numbered = |prefix: &str| does.strip_prefix(prefix).and_then(|number| number.parse::<usize>().ok());
        let message = match does.as_str() {
            "previous" => Message::StepCard(-1),
            "next" => Message::StepCard(1),
            "close" => Message::CloseCard(self.focused().is_some()),
            "fine" => Message::Ignore,
            "wrong" => Message::Wrong,
            "why" => return self.unfold(),
            _ => match (numbered("fix "), numbered("copy ")) {
                (Some(number), _) => Message::TakeFix(number),
                (_, Some(number)) => Message::CopyFix(number),
                _ => return,
            },
        };
        self.inbox.post(message);
    }

    fn key(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let message = match event.key().as_str() {
            "Escape" => Message::CloseCard(true),
            "ArrowLeft" => Message::StepCard(if words().direction == "rtl" { 1 } else { -1 }),
            "ArrowRight" => Message::StepCard(if words().direction == "rtl" { -1 } else { 1 }),
            _ => return,
        };
        event.prevent_default();
        self.inbox.post(message);
    }
}

/// The provisions in parentheses. None is broken between two lines.
fn draw_law(law: &Element, provisions: &[&str]) -> Result<(), Error> {
    let [before, between, after] = words::LAW;
    law.set_text_content(None);
    if provisions.is_empty() {
        law.set_text_content(Some("."));
        return Ok(());
    }
    for (number, provision) in provisions.iter().enumerate() {
        append(law, &Make::new("span")?.text(if number == 0 { before } else { between }).done());
        append(law, &Make::new("span")?.class("whole").text(provision).done());
    }
    append(law, &Make::new("span")?.text(after).done());
    Ok(())
}

/// A fix as a button; one that the editor refused is offered for copying.
fn draw_fix(number: usize, fix: &FixView) -> Result<Element, Error> {
    draw_button(if number == 0 { "primary fix" } else { "fix" }, number, fix)
}

/// The same for any surface that writes.
pub fn draw_button(class: &str, number: usize, fix: &FixView) -> Result<Element, Error> {
    if !fix.refused {
        let made = element::button(class, &format!("fix {number}"), &fix.title)?;
        element::set(&made, "dir", "auto");
        return Ok(made);
    }
    let made = element::button(class, &format!("copy {number}"), &format!("{} {}", words().copy, fix.words))?;
    element::set(&made, "dir", "auto");
    Ok(made)
}

impl Parts {
    fn new(body: &HtmlElement) -> Result<Self, Error> {
        let span = |class: &str| Ok::<_, Error>(Make::new("span")?.class(class).done());
        let (icon, severity, step, law) = (span("slot")?, span("severity")?, span("step")?, span("law")?);
        let steps = span("steps")?;
        append(&steps, &element::icon_button("quiet", "previous", words().previous, Icon::Previous)?);
        append(&steps, &step);
        append(&steps, &element::icon_button("quiet", "next", words().next, Icon::Next)?);
        let close = element::icon_button("quiet", "close", words().close, Icon::Close)?;
        let head = Make::new("div")?.class("head").child(&icon).child(&severity).child(&steps).child(&close).done();
        let title = Make::new("h2")?.attribute("id", "title").done();
        let underlined = Make::new("p")?.class("words").done();
        let why = span("")?;
        let because = Make::new("p")?.class("why").attribute("id", "why").child(&why).child(&law).done();
        let decided = Make::new("p")?.class("decided").attribute("dir", "auto").done();
        let fixes = Make::new("div")?.class("fixes").done();
        let fine = element::button("text", "fine", words().fine_here)?;
        let wrong = element::button("text", "wrong", words().wrong)?;
        let more = element::button("text last", "why", words().why)?;
        element::set(&more, "aria-expanded", "false");
        let said = Make::new("p")?.class("said").attribute("aria-hidden", "true").attribute("hidden", "").done();
        let foot = Make::new("div")?.class("foot").child(&fine).child(&wrong).child(&more).done();
        let manual = Make::new("div")?.class("manual").attribute("hidden", "").done();
        for part in [&head, &title, &underlined, &because, &decided, &fixes, &said, &foot, &manual] {
            append(body, part);
        }
        for (name, value) in [("role", "dialog"), ("aria-labelledby", "title"), ("aria-describedby", "why")] {
            element::set(body, name, value);
        }
        Ok(Self { icon, severity, steps, step, title, words: underlined, why, law, decided, fixes, fine, wrong, more, manual, said })
    }
}
