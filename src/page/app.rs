//! Everything that we are on one page: the fields that are watched, the card, the gate, and the loop that serves them.
//!
//! Listeners post to the inbox; what holds the app empties it. An event that the app itself causes arrives while it
//! is held, waits in the inbox and is the next message; one that comes through [`App::hear`] in that time is our own
//! replay, and passes.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event};

use super::cards::{Cards, Origin};
use super::context;
use super::dom::{Frame, Listener, Phase, Sheet, Timer, document, window};
use super::field::{self, Repair};
use super::files;
use super::gate::Gate;
use super::guard::{Guard, Pace, poster};
use super::ignored::Ignored;
use super::inbox::{FieldId, Inbox, Message};
use super::overlay::highlight;
use super::overlay::words::speak;
use super::pointer::Pointer;
use super::publish;
use super::tell::{Status, Teller};
pub use super::tools::{Settings, Tools};
use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::policy::Policy;
use crate::scan::Scanner;
use crate::sites;

/// How many fields are watched at a time; beyond it the one left longest ago goes.
const MOST: usize = 16;
/// How long after a click or Enter, in steps, the page may have changed a box by script, which no event tells.
const AFTERMATH: [i32; 3] = [100, 300, 1500];

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
                if let Some(app) = app.upgrade()
                    && let Ok(mut app) = app.try_borrow_mut()
                {
                    app.drain();
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
        } else if self.guards.iter().any(Guard::is_checking) {
            "idle"
        } else if self.guards.is_empty() {
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
            Message::Blurred(id) => self.refresh(id, Pace::Settled),
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

    fn meet(&mut self, event: &Event) {
        if self.is_ours(event) {
            return;
        }
        if let Some(target) = field::target_of(event, &self.tools.settings.opener) {
            self.watch(&target);
        }
    }

    /// Watches the field that `target` is or stands in, if it is one.
    fn watch(&mut self, target: &Element) -> Option<FieldId> {
        if let Some(index) = self.guards.iter().position(|guard| guard.field().element().contains(Some(target))) {
            // The latest stands last.
            let guard = self.guards.remove(index);
            let id = guard.id();
            self.guards.push(guard);
            self.refresh(id, Pace::Settled);
            return Some(id);
        }
        if !self.is_watched_here() {
            return None;
        }
        let field = field::find(target).filter(|field| context::is_for_others(field.element()))?;
        let id = FieldId(self.next);
        self.next += 1;
        let made = self.appear().and_then(|()| Guard::new(id, field, &self.tools));
        let Ok(mut guard) = made else {
            // Without a chip there is nothing on the page that could say so: the status does.
            return None;
        };
        // Somebody who was quicker than our loading may be in the middle of a word.
        guard.refresh(&mut self.tools, Pace::Typing);
        self.guards.push(guard);
        self.forget_oldest();
        // Boxes open with a movement: look again when it has ended.
        self.look_again();
        Some(id)
    }

    /// Whether boxes on this site are watched at all: by themselves, or because the organisation wants them to be.
    fn is_watched_here(&self) -> bool {
        let place = context::Place::here();
        let is_added = |site: &str| self.tools.policy().sites.added.iter().any(|pattern| pattern.matches(site));
        sites::is_watched(place.host(), place.path()) || is_added(&format!("{}{}", place.host(), place.path()))
    }

    fn forget_oldest(&mut self) {
        if self.guards.len() > MOST
            && let Some(index) = self.guards.iter().position(|guard| !guard.field().has_focus())
        {
            let guard = self.guards.remove(index);
            self.cards.forget(guard.id());
        }
    }

    /// Takes up what is needed while any field is watched.
    fn appear(&mut self) -> Result<(), Error> {
        if self.presence.is_none() {
            let window = window()?;
            let on = |name, message| {
                Listener::passive(&window, name, Phase::Capture, {
                    let post = poster(&self.tools.inbox, message);
                    move |_| post()
                })
            };
            // The loader, which has to be small, does not relay these: nothing can be dragged away before it is written.
            let relay = |name| {
                let me = self.me.clone();
                Listener::active(&window, name, Phase::Capture, move |event| {
                    if let Some(app) = me.upgrade()
                        && let Ok(mut app) = app.try_borrow_mut()
                    {
                        app.hear(&event);
                    }
                })
            };
            let listeners = vec![
                relay("dragstart")?,
                relay("drop")?,
                relay("paste")?,
                on("scroll", Message::Moved)?,
                on("resize", Message::Moved)?,
                on("transitionend", Message::Moved)?,
                on("pagehide", Message::Left)?,
                on("pageshow", Message::Returned)?,
            ];
            self.presence = Some(Presence {
                _listeners: listeners,
                _styles: {
                    let document = document()?;
                    highlight::styles(&document)?
                },
            });
        }
        Ok(())
    }

    fn leave(&mut self, id: FieldId) {
        self.cards.forget(id);
        self.gate.forget(id);
        self.guards.retain(|guard| guard.id() != id);
        if self.guards.is_empty() {
            self.presence = None;
            self.pointer = None;
            self.frame = None;
            self.aftermath = None;
        }
    }

    fn typed(&mut self, event: &Event) {
        if self.is_ours(event) {
            return;
        }
        if let Some(id) = self.field_of(event) {
            if self.repair.is_none() {
                self.close_card(false);
            }
            return self.refresh(id, Pace::Typing);
        }
        if let Some(target) = field::target_of(event, &self.tools.settings.opener) {
            if files::takes_files(&target) {
                return self.attach(event);
            }
            self.watch(&target);
        }
    }

    /// Files are added to what is written.
    fn attach(&mut self, event: &Event) {
        if self.tools.settings.off || self.is_ours(event) {
            return;
        }
        let files = files::files_of(event);
        let Some(target) = field::target_of(event, &self.tools.settings.opener).filter(|_| !files.is_empty()) else { return };
        let near = publish::near(&target, &self.guards).map(Guard::id);
        // Composers keep their pickers out of sight, wherever on the page.
        let is_unseen = || files::takes_files(&target) && as_html(&target).offset_width() == 0;
        let Some(id) = near.or_else(|| self.guards.last().filter(|_| is_unseen()).map(Guard::id)) else { return };
        let inbox = self.tools.inbox.clone();
        if let Some((guard, _)) = self.guard_mut(id) {
            files.into_iter().for_each(|file| guard.add_file(file, &inbox));
        }
        self.refresh(id, Pace::Settled);
    }

    pub(super) fn refresh(&mut self, id: FieldId, pace: Pace) {
        if self.guard(id).is_some_and(|guard| !guard.field().is_there()) {
            return self.leave(id);
        }
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        let before = guard.revision();
        guard.refresh(tools, pace);
        // A fix under way changes the text itself, and says when it is done.
        if guard.revision() != before && self.repair.is_none() {
            self.cards.forget(id);
            self.gate_text_changed(id);
        }
        self.watch_pointer();
        self.draw_soon();
    }

    fn slice(&mut self, id: FieldId) {
        let Some((guard, tools)) = self.guard_mut(id) else { return };
        guard.go_on(tools);
        self.draw_soon();
    }

    /// A field's nodes changed. Editors do so several times for one key, so what comes after the first reading of a
    /// frame waits for the end of that frame; nothing is painted in between.
    fn changed(&mut self, id: FieldId) {
        if self.frame.is_none() {
            self.refresh(id, Pace::Typing);
        } else if !self.changed.contains(&id) {
            self.changed.push(id);
        }
    }

    fn composing(&mut self, id: FieldId, is_composing: bool) {
        if let Some((guard, _)) = self.guard_mut(id) {
            guard.set_composing(is_composing);
        }
        if !is_composing {
            self.refresh(id, Pace::Typing);
        }
    }

    /// Something on the page moved.
    fn moved(&mut self) {
        self.has_moved = true;
        self.draw_soon();
    }

    /// Draws with the next frame, once.
    fn draw_soon(&mut self) {
        if self.frame.is_none() && !self.guards.is_empty() {
            self.frame = Frame::next(poster(&self.tools.inbox, Message::Placed)).ok();
        }
    }

    fn place(&mut self) {
        for id in core::mem::take(&mut self.changed) {
            self.refresh(id, Pace::Typing);
        }
        self.frame = None;
        let has_moved = core::mem::take(&mut self.has_moved);
        let gone: Vec<FieldId> = self.guards.iter().filter(|guard| !guard.field().is_there()).map(Guard::id).collect();
        for id in gone {
            self.leave(id);
        }
        for guard in &mut self.guards {
            guard.place(&self.tools, has_moved);
        }
        if has_moved {
            self.follow_card();
        }
    }

    /// The page may be about to change a box by script: look again in a while.
    pub(super) fn look_again(&mut self) {
        self.looks = AFTERMATH.iter();
        self.wait_for_look();
    }

    fn wait_for_look(&mut self) {
        let wait = self.looks.next().filter(|_| !self.guards.is_empty());
        self.aftermath = wait.and_then(|wait| Timer::after(*wait, poster(&self.tools.inbox, Message::Recheck)).ok());
    }

    fn recheck(&mut self) {
        self.has_moved = true;
        self.wait_for_look();
        let ids: Vec<FieldId> = self.guards.iter().map(Guard::id).collect();
        for id in ids {
            self.refresh(id, Pace::Typing);
        }
    }

    /// Nothing is shown on a page behind the Back button.
    ///
    /// BROWSER: there, an extension that is switched off ends without its style sheet being taken out (Firefox ESR 153)
    /// and without hearing of it (Chromium), so that the page would come back with a chip that nobody answers for.
    fn rest(&mut self) {
        self.is_resting = true;
        // What is under way would end in messages that nobody takes.
        (self.frame, self.repair) = (None, None);
        self.close_card(false);
        self.close_gate();
        for guard in &mut self.guards {
            guard.rest();
        }
    }

    fn wake(&mut self) {
        if core::mem::take(&mut self.is_resting) {
            self.recheck();
        }
    }

    fn hide_chip(&mut self, id: FieldId) {
        if let Some((guard, _)) = self.guard_mut(id) {
            guard.badge_mut().hide();
        }
    }

    /// The pointer is followed only while there are words to point at.
    fn watch_pointer(&mut self) {
        let wanted = self.guards.iter().any(|guard| !guard.shown().is_empty());
        if !wanted {
            self.pointer = None;
        } else if self.pointer.is_none() {
            self.pointer = Pointer::new(&self.tools.inbox).ok();
        }
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

thread_local! {
    static DEAD: Cell<bool> = const { Cell::new(false) };
}

/// The element as one that can be pressed or focused.
pub(super) fn as_html(element: &Element) -> &web_sys::HtmlElement {
    element.unchecked_ref()
}
