//! Everything that we are on one page: the fields that are watched, the card, the gate, and the loop that serves them.
//!
//! Listeners post to the inbox; what holds the app empties it. An event that the app itself causes arrives while it
//! is held, waits in the inbox and is the next message; one that comes through [`App::hear`] in that time is our own
//! replay, and passes.

mod beat;
mod meet;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event};

use super::cards::{Cards, Origin};
use super::dom::{Frame, Listener, Sheet, Timer, window};
use super::field::{self, Repair};
use super::gate::Gate;
use super::guard::{Guard, Pace};
use super::ignored::Ignored;
use super::inbox::{FieldId, Inbox, Message};
use super::overlay::mark_unavailable;
use super::overlay::words::speak;
use super::pointer::Pointer;
use super::tell::{Status, Teller};
pub use super::tools::{Settings, Tools};
use crate::finding::{Finding, Severity};
use crate::policy::Policy;
use crate::scan::Scanner;

/// What is there only while a field is watched: an idle page costs nothing.
struct Presence {
    _listeners: Vec<Listener>,
    _styles: Sheet,
}

/// Everything that we are on one page. Dropping it leaves the page as it was.
pub struct App {
    me: Weak<RefCell<Self>>,
    presence: Option<Presence>,
    pub(super) pointer: Option<Pointer>,
    frame: Option<Frame>,
    /// The page has moved since the last frame.
    has_moved: bool,
    /// The page has been left, and has not come back yet.
    is_resting: bool,
    /// Fields whose nodes changed since the last frame.
    changed: Vec<FieldId>,
    aftermath: Option<Timer>,
    looks: core::slice::Iter<'static, i32>,
    pub(super) repair: Option<(Repair, Vec<Finding>, Origin)>,
    pub(super) cards: Cards,
    pub(super) gate: Gate,
    /// The field left longest ago first.
    pub(super) guards: Vec<Guard>,
    pub(super) tools: Tools,
    next: u32,
    told: Status,
}

impl App {
    /// An app that watches nothing yet.
    pub fn start(mut settings: Settings, teller: Teller) -> Rc<RefCell<Self>> {
        speak(settings.language());
        Rc::new_cyclic(|app: &Weak<RefCell<Self>>| {
            let (me, app) = (app.clone(), app.clone());
            let inbox = Inbox::new(Rc::new(move || {
                // Whoever holds the app empties the inbox when he is done.
                let Some(held) = app.upgrade() else { return };
                match held.try_borrow_mut() {
                    Ok(mut app) => app.drain(),
                    Err(_) => suspect(&app),
                }
            }));
            let mut scanner = Scanner::new();
            scanner.set_house(&settings.policy.house);
            let mut ignored = Ignored::default();
            if let Some((kept, salt)) = settings.ignored.take() {
                ignored.restore(kept, salt);
            }
            let tools = Tools { inbox, scanner, settings, ignored, teller };
            RefCell::new(Self {
                me,
                presence: None,
                pointer: None,
                frame: None,
                has_moved: false,
                is_resting: false,
                changed: Vec::new(),
                aftermath: None,
                looks: [].iter(),
                repair: None,
                cards: Cards::default(),
                gate: Gate::default(),
                guards: Vec::new(),
                tools,
                next: 0,
                told: Status::default(),
            })
        })
    }

    /// An event of the page, before the page hears of it. It may be stopped.
    pub fn hear(&mut self, event: &Event) {
        // Where somebody types or presses, the page is there, whatever we have been told.
        self.wake();
        match event.type_().as_str() {
            "focusin" => self.meet(event),
            "input" => self.typed(event),
            "keydown" => self.key(event),
            "pointerdown" => self.press(event),
            "click" => self.click(event),
            "submit" => self.submit(event),
            "dragstart" => self.drag_begins(event),
            "drop" => {
                self.attach(event);
                self.drop(event);
            }
            "paste" => self.attach(event),
            _ => {}
        }
        self.drain();
    }

    /// Takes up other settings.
    pub fn configure(&mut self, mut settings: Settings) {
        if let Some((kept, salt)) = settings.ignored.take() {
            self.tools.ignored.restore(kept, salt);
        }
        self.tools.scanner.set_house(&settings.policy.house);
        self.tools.settings = settings;
        self.close_card(false);
        self.close_gate();
        if speak(self.tools.settings.language()) {
            self.make_anew();
        }
        for guard in &mut self.guards {
            guard.configure(&mut self.tools);
        }
        self.watch_pointer();
        self.drain();
    }

    /// The surfaces were made in another language.
    fn make_anew(&mut self) {
        self.cards.make_anew();
        self.gate.make_anew();
        for guard in &mut self.guards {
            guard.badge_mut().make_anew(&self.tools.inbox);
        }
    }

    /// Takes up another policy; all else stays as it was set.
    pub fn set_policy(&mut self, policy: Rc<Policy>) {
        let settings = self.tools.settings.clone();
        let off = settings.off && settings.policy.works_on(&settings.site) || !policy.works_on(&settings.site);
        self.configure(Settings { policy, off, ..settings });
    }

    /// How things stand.
    pub fn status(&self) -> Status {
        let sum = |severity| self.guards.iter().map(|guard| guard.count(severity)).sum::<u32>();
        let (block, warn, note) = (sum(Severity::Block), sum(Severity::Warn), sum(Severity::Note));
        // Asked with every key, so the address is only looked at where nothing is watched.
        let state = if self.tools.settings.off || (self.guards.is_empty() && !self.is_watched_here()) {
            "off"
        } else if self.guards.iter().any(|guard| guard.trouble().is_some()) {
            "unavailable"
        } else if block + warn + note > 0 {
            "findings"
        } else if self.guards.is_empty() || self.guards.iter().any(Guard::is_checking) {
            "idle"
        } else {
            "checked"
        };
        Status { state, fields: self.guards.len() as u32, block, warn, note }
    }

    fn drain(&mut self) {
        while let Some(message) = self.tools.inbox.next() {
            self.take(message);
        }
        let status = self.status();
        if status != self.told {
            self.told = status;
            self.tools.teller.status();
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            // The focus leaves the box after the page has been left, and would draw once more.
            _ if self.is_resting && message != Message::Returned => {}
            Message::Edited(id) => self.changed(id),
            Message::Settled(id) => self.refresh(id, Pace::Settled),
            Message::Slice(id) => self.slice(id),
            Message::Composing(id, is_composing) => self.composing(id, is_composing),
            Message::Blurred(id) => self.blurred(id),
            Message::Gone(id) => self.leave(id),
            Message::Moved => self.moved(),
            Message::Placed => self.place(),
            Message::Recheck => self.recheck(),
            Message::Left => self.rest(),
            Message::Returned => self.wake(),
            Message::Pointed(at) => self.pointed(at),
            Message::OpenCard(id, index, opened) => self.open_card(id, index, opened),
            Message::CloseCard(refocus) => self.close_card(refocus),
            Message::StepCard(by) => self.step_card(by),
            Message::TakeFix(index) => self.take_fix(index),
            Message::CopyFix(index) => self.copy_fix(index),
            Message::Cleaned(is_saved) => self.cleaned(is_saved),
            Message::Ignore => self.ignore(),
            Message::Wrong => self.wrong(),
            Message::GateFix(finding, fix) => self.gate_fix(finding, fix),
            Message::GoBack => self.go_back(),
            Message::PostAnyway => self.post_anyway(),
            Message::Unsent => self.unsent(),
            Message::ChipPressed(id) => self.chip_pressed(id),
            Message::ChipHidden(id) => self.hide_chip(id),
            Message::NoteOpened(id) => self.offer(id),
            Message::NoteLeft(id) => self.leave_note(id),
            Message::TakeOffer(id, offer) => self.take_offer(id, offer, Origin::Chip { offer }),
            Message::CopyOffer(id, offer) => self.copy_offer(id, offer),
            Message::GateOffer(offer) => self.gate_offer(offer),
            Message::FixStep(step) => self.fix_step(step),
        }
    }

    /// The place of a field among the guards.
    pub(super) fn guard(&self, id: FieldId) -> Option<&Guard> {
        self.guards.iter().find(|guard| guard.id() == id)
    }

    /// The same, to change it, with what it works with.
    pub(super) fn guard_mut(&mut self, id: FieldId) -> Option<(&mut Guard, &mut Tools)> {
        let guard = self.guards.iter_mut().find(|guard| guard.id() == id)?;
        Some((guard, &mut self.tools))
    }

    /// The watched field that an event happened in.
    pub(super) fn field_of(&self, event: &Event) -> Option<FieldId> {
        let target = field::target_of(event, &self.tools.settings.opener)?;
        let guard = self.guards.iter().find(|guard| guard.field().element().contains(Some(&target)));
        guard.map(Guard::id)
    }

    /// Whether an event happened in something of ours.
    pub(super) fn is_ours(&self, event: &Event) -> bool {
        self.cards.holds(event) || self.gate.holds(event) || self.guards.iter().any(|guard| guard.badge().holds(event))
    }
}

/// Whether this instance has crashed; it then hears and does nothing more.
pub fn is_dead() -> bool {
    DEAD.with(Cell::get)
}

/// Marks this instance as crashed.
pub fn die() {
    DEAD.with(|dead| dead.set(true));
}

/// Somebody holds the app. Whoever works is done before this task of the page is; a hold that lasts longer is what a trap
/// has left, which runs no code of ours and no panic hook (an exhausted stack or memory): this instance has crashed.
pub fn suspect(app: &Weak<RefCell<App>>) {
    if IS_SUSPECTED.replace(true) {
        return;
    }
    let app = app.clone();
    let look = Closure::once_into_js(move || {
        IS_SUSPECTED.set(false);
        if app.upgrade().is_some_and(|app| app.try_borrow().is_err()) && !is_dead() {
            die();
            // Where the loader was told by the trap itself, a fresh instance may be at work on the chips.
            if !HEARS.get() {
                mark_unavailable();
            }
        }
    });
    if let Ok(window) = window() {
        window.queue_microtask(look.unchecked_ref());
    }
}

/// Notes that an event of the loader's is being heard, or has been. A trap in it stays noted.
pub fn hears(is_heard: bool) {
    HEARS.set(is_heard);
}

thread_local! {
    static DEAD: Cell<bool> = const { Cell::new(false) };
    static IS_SUSPECTED: Cell<bool> = const { Cell::new(false) };
    static HEARS: Cell<bool> = const { Cell::new(false) };
}

/// The element as one that can be pressed or focused.
pub(super) fn as_html(element: &Element) -> &web_sys::HtmlElement {
    element.unchecked_ref()
}
