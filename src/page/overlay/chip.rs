//! The chip: the state of one text box, in its lower corner. The only surface that is always there, and so the
//! smallest: it moves off the site's buttons, shrinks to a dot in a small box, and can be dragged or hidden.

mod drag;
mod note;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Element, Event, HtmlElement};

use super::element::{self, Icon, Make, append};
use super::layer::{self, Layer};
use super::place::{self, Size};
use super::view::{ChipView, FixView, Rect};
use super::words::{self, words};
use crate::error::Error;
use crate::page::dom::{Listener, Phase, Timer};
use crate::page::inbox::{FieldId, Inbox, Message};
use drag::Drag;

/// How long, in milliseconds, a state lasts before it is said aloud: nobody can listen to a number that changes with
/// every word.
const LASTS: i32 = 1000;
/// What stays free around a note.
const EDGE: f64 = 6.0;
/// The room that a note needs. Where a window is narrower than that, so is the note (`overlay.css`).
const NOTE: Size = Size { width: 320.0, height: 150.0 };

/// The chip of one field.
pub struct Chip {
    _listeners: Vec<Listener>,
    inner: Rc<Inner>,
}

struct Inner {
    layer: Layer,
    inbox: Inbox,
    field: FieldId,
    parts: Parts,
    view: Cell<Option<ChipView>>,
    /// The size with words; measured once for each view.
    words: Cell<Size>,
    /// Where the chip is, and the end corner of its field that a drag is told from.
    spot: Cell<(f64, f64)>,
    anchor: Cell<(f64, f64)>,
    moved: Cell<Option<(f64, f64)>>,
    drag: Cell<Option<Drag>>,
    was_dragged: Cell<bool>,
    /// The note was opened by key: what it offers gets the focus.
    wants_focus: Cell<bool>,
    outside: RefCell<Option<Listener>>,
    /// What will be said aloud when it has lasted, and what was said last.
    speech: RefCell<Option<Timer>>,
    spoken: Cell<Option<ChipView>>,
}

struct Parts {
    pill: Element,
    slot: Element,
    count: Element,
    label: Element,
    note: Element,
    reason: Element,
    offers: Element,
    voice: Element,
}

impl Chip {
    /// A chip that is not shown yet; what the person does with it goes to `inbox`.
    ///
    /// # Errors
    /// When the browser refuses an element or a listener.
    pub fn new(inbox: &Inbox, field: FieldId) -> Result<Self, Error> {
        let layer = Layer::new("curbside chip")?;
        let parts = Parts::new(layer.body())?;
        let inner = Rc::new(Inner {
            layer,
            inbox: inbox.clone(),
            field,
            parts,
            view: Cell::default(),
            words: Cell::default(),
            spot: Cell::default(),
            anchor: Cell::default(),
            moved: Cell::default(),
            drag: Cell::default(),
            was_dragged: Cell::default(),
            wants_focus: Cell::default(),
            outside: RefCell::default(),
            speech: RefCell::default(),
            spoken: Cell::default(),
        });
        let hear = |name, react: fn(&Rc<Inner>, &Event)| {
            let target = Rc::clone(&inner);
            Listener::active(inner.layer.body(), name, Phase::Bubble, move |event| react(&target, &event))
        };
        let listeners = vec![
            layer::leave_focus(&inner.layer)?,
            hear("click", Inner::click)?,
            hear("keydown", Inner::key)?,
            hear("contextmenu", Inner::menu)?,
            hear("pointerdown", Inner::down)?,
            hear("pointermove", Inner::drag)?,
            hear("pointerup", Inner::up)?,
            hear("pointercancel", Inner::up)?,
        ];
        Ok(Self { _listeners: listeners, inner })
    }

    /// Shows the state in the corner of `field`, off everything in `avoid`; nothing when the field cannot be seen.
    ///
    /// # Errors
    /// When the browser refuses an element.
    pub fn show(&self, view: &ChipView, field: Rect, avoid: &[Rect]) -> Result<(), Error> {
        self.inner.show(view, field, avoid)
    }

    /// Tells a screen reader how things stand, politely and once they have lasted; for whoever is in the field.
    pub fn announce(&self) {
        self.inner.announce();
    }

    /// Opens the note behind the chip and takes the focus there.
    pub fn open_note(&self) {
        if self.inner.parts.note.has_attribute("hidden") {
            self.inner.toggle_note();
        }
        self.inner.wants_focus.set(true);
    }

    /// Closes it.
    pub fn close_note(&self) {
        self.inner.close_note();
    }

    /// Shows in the note, while it stands, what may be written.
    ///
    /// # Errors
    /// When the browser refuses an element.
    pub fn offer(&self, offers: &[FixView]) -> Result<(), Error> {
        self.inner.offer(offers)
    }

    /// Takes the chip off the page.
    pub fn hide(&self) {
        self.inner.hide();
    }

    /// Whose it is.
    pub fn field(&self) -> FieldId {
        self.inner.field
    }

    /// Its host, in the page's tree.
    pub fn host(&self) -> &HtmlElement {
        self.inner.layer.host()
    }

    /// Whether an event that was heard on the page happened in the chip.
    pub fn holds(&self, event: &Event) -> bool {
        self.inner.layer.holds(event)
    }

    /// From now on the chip stands in `parent`, an open modal dialog or popover of the page.
    pub fn move_into(&self, parent: &Element) {
        self.inner.layer.move_into(parent);
    }
}

impl Inner {
    fn show(&self, view: &ChipView, field: Rect, avoid: &[Rect]) -> Result<(), Error> {
        let screen = layer::viewport()?;
        let rtl = layer::page_is_rtl()?;
        if self.view.get() != Some(*view) {
            self.layer.raise()?;
            self.close_note();
            self.fill(view)?;
            self.view.set(Some(*view));
        }
        let Some(corner) = place::corner(self.words.get(), field, avoid, screen, rtl) else {
            self.hide();
            return Ok(());
        };
        self.layer.raise()?;
        self.resize(corner.dot);
        let size = if corner.dot { Size { width: place::DOT, height: place::DOT } } else { self.words.get() };
        self.anchor.set((if rtl { field.x } else { field.right() }, field.bottom()));
        let (x, y) = match self.moved.get() {
            Some((dx, dy)) => (self.anchor.get().0 + dx, self.anchor.get().1 + dy),
            None => (corner.x, corner.y),
        };
        let (x, y) = (place::within(x, 0.0, screen.width - size.width), place::within(y, 0.0, screen.height - size.height));
        // The cross grows towards the start of the line: not where something of the site stands.
        let reach = Rect { x: x - place::DOT - 4.0, y, width: size.width + 2.0 * (place::DOT + 4.0), height: size.height };
        element::set(self.layer.body(), "data-tight", if avoid.iter().any(|other| other.overlap(&reach) > 0.0) { "yes" } else { "no" });
        self.move_to(x, y);
        Ok(())
    }

    fn announce(self: &Rc<Self>) {
        let view = self.view.get();
        if view == self.spoken.get() {
            drop(self.speech.take());
            return;
        }
        // That a box is fine is news only after something was found in it.
        if view == Some(ChipView::Checked) && self.spoken.get().is_none() {
            return;
        }
        let inner = Rc::downgrade(self);
        let timer = Timer::after(LASTS, move || {
            if let Some(inner) = inner.upgrade() {
                let view = inner.view.get();
                inner.spoken.set(view);
                let sentence = view.map_or_else(String::new, |view| words::chip(&view));
                inner.parts.voice.set_text_content(Some(&sentence));
            }
        });
        self.speech.replace(timer.ok());
    }

    fn hide(&self) {
        drop(self.speech.take());
        self.close_note();
        self.layer.lower();
    }

    fn move_to(&self, x: f64, y: f64) {
        self.spot.set((x, y));
        self.place_note();
        self.layer.put(x, y);
    }

    /// The note stands above the chip, where it covers no button of the site's, if it fits there; else where more of it does.
    fn place_note(&self) {
        let (x, y) = self.spot.get();
        let body = self.layer.body();
        let view = layer::viewport().unwrap_or(Size { width: NOTE.width, height: 0.0 });
        let below = view.height - y - place::DOT;
        // Closed, it has no height.
        let height = NOTE.height.max(f64::from(self.parts.note.scroll_height()));
        let is_above = y >= height + 2.0 * EDGE || y > below;
        element::set(body, "data-above", if is_above { "yes" } else { "no" });
        // What does not fit has to scroll.
        self.layer.measure("--room", (if is_above { y } else { below }) - 2.0 * EDGE);
        // It ends where the chip ends, unless the window does before it begins.
        let room = view.width - 2.0 * EDGE;
        let width = NOTE.width.min(room);
        let is_dot = body.get_attribute("data-size").as_deref() == Some("dot");
        let chip = if is_dot { place::DOT } else { self.words.get().width };
        let left = (x + chip - width).clamp(EDGE, (EDGE + room - width).max(EDGE));
        self.layer.measure("--note-left", left - x);
    }

    fn fill(&self, view: &ChipView) -> Result<(), Error> {
        let (state, icon, count) = match *view {
            ChipView::Checked => ("checked", Icon::Fine, None),
            ChipView::Findings { count, worst } => ("findings", Icon::from(worst), Some(count)),
            // The contract knows four states: this box is not checked.
            ChipView::Checking => ("unavailable", Icon::Unavailable, None),
            ChipView::Off => ("off", Icon::Off, None),
            ChipView::Unavailable { .. } => ("unavailable", Icon::Unavailable, None),
        };
        let severity = match *view {
            ChipView::Findings { worst, .. } => worst.as_str(),
            _ => "",
        };
        let label = words::chip(view);
        let (body, parts) = (self.layer.body(), &self.parts);
        element::set(self.layer.host(), "data-curbside-state", state);
        element::set(body, "data-severity", severity);
        element::set(body, "data-state", state);
        element::refill(&parts.slot, &icon.draw()?);
        let count = count.map_or_else(String::new, |count| if count > 9 { "9+".to_owned() } else { count.to_string() });
        parts.count.set_text_content(Some(&count));
        parts.label.set_text_content(Some(&label));
        self.resize(false);
        let size = layer::rect(&parts.pill);
        self.words.set(Size { width: size.width, height: size.height });
        Ok(())
    }

    fn resize(&self, dot: bool) {
        element::set(self.layer.body(), "data-size", if dot { "dot" } else { "words" });
    }

    fn click(self: &Rc<Self>, event: &Event) {
        if self.was_dragged.replace(false) || !event.is_trusted() {
            return;
        }
        match element::pressed(event) {
            Some((_, does)) if does == "hide" => self.inbox.post(Message::ChipHidden(self.field)),
            Some((_, does)) if does == "pill" => {
                if !matches!(self.view.get(), Some(ChipView::Findings { .. })) {
                    self.toggle_note();
                }
                self.inbox.post(Message::ChipPressed(self.field));
            }
            Some((_, does)) => {
                let numbered = |prefix: &str| does.strip_prefix(prefix).and_then(|number| number.parse::<usize>().ok());
                match (numbered("fix "), numbered("copy ")) {
                    (Some(number), _) => self.inbox.post(Message::TakeOffer(self.field, number)),
                    (_, Some(number)) => self.inbox.post(Message::CopyOffer(self.field, number)),
                    _ => {}
                }
            }
            None => {}
        }
    }
}

impl Parts {
    fn new(body: &HtmlElement) -> Result<Self, Error> {
        let span = |class: &str| Ok::<_, Error>(Make::new("span")?.class(class).done());
        let (slot, count, label) = (span("slot state")?, span("count")?, span("name")?);
        element::set(&count, "aria-hidden", "true");
        let lost_slot = Make::new("span")?.class("slot lost").child(&Icon::Unavailable.draw()?).done();
        let lost = Make::new("span")?.class("name lost").text(&words::chip(&ChipView::Unavailable { reason: "" })).done();
        let pill = element::button("pill", "pill", "")?;
        for part in [&slot, &count, &label, &lost_slot, &lost] {
            append(&pill, part);
        }
        element::set(&pill, "aria-expanded", "false");
        let hide = element::icon_button("hide", "hide", words().hide, Icon::Close)?;
        let reason = Make::new("p")?.attribute("role", "status").done();
        let offers = Make::new("div")?.class("offers").attribute("hidden", "").done();
        let note = Make::new("div")?.class("note").attribute("hidden", "").child(&reason).child(&offers);
        let note = note.child(&element::button("text", "hide", words().hide)?).done();
        let voice = Make::new("span")?.class("voice").attribute("role", "status").done();
        for part in [&hide, &pill, &note, &voice] {
            append(body, part);
        }
        Ok(Self { pill, slot, count, label, note, reason, offers, voice })
    }
}
