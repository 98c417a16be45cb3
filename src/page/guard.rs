//! All that we own on one field. [`Guard::refresh`] is a keystroke: read, scan, decide, show.

mod caret;
mod decide;
mod look;

use std::collections::HashSet;

use super::badge::Badge;
use super::context;
use super::dom::{Idle, Listener, Phase, Sheet, Timer, Watcher};
use super::field::{Field, Reading};
use super::files::Attached;
use super::inbox::{FieldId, Inbox, Message};
use super::overlay::highlight;
use super::overlay::underline::{Mark, Underline};
use super::overlay::words::words;
use super::recipients::recipients_of;
use super::tools::Tools;
use crate::attachment::Concern;
use crate::error::Error;
use crate::finding::{Context, Finding};
use crate::policy::Action;
use crate::recipients::{look_alike, private_mailboxes};
use crate::scan::Situation;
use crate::text::{Revision, Snapshot, Utf16Span};

/// After how long a pause the word at the caret counts as finished.
const PAUSE: i32 = 600;

/// How long, in milliseconds, the next slice of a long text waits for the page to be idle.
const SLICE_WAITS: u32 = 100;

/// How far before the end of a slice, in bytes, its sentences may be cut.
const CUT: usize = 1_000;

/// How high, in CSS pixels, the edge of a box is at which its files are spoken of.
const EDGE: f64 = 8.0;

/// A finding that is underlined.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The finding, in the snapshot.
    pub finding: Finding,
    /// What the policy says follows.
    pub action: Action,
    /// Its words, as the page counts; none where it is not about words.
    pub utf16: Utf16Span,
    /// What it is about.
    pub about: About,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Words of the text.
    Words,
    /// One of the files that go out with it.
    File(usize),
    /// A picture beside it whose file nobody showed us.
    Picture,
    /// One of the disclaimers that are missing in it.
    Disclaimer(usize),
    /// Somebody who gets it.
    Recipient,
}

/// Whether the person is still typing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The word that ends at the caret may not be finished.
    Typing,
    /// Every word counts.
    Settled,
    /// The text is about to go out: all of it counts, however long that takes.
    Leaving,
}

/// Watches one field. Dropping it leaves the field as it was.
pub struct Guard {
    // Listeners go first when this is dropped, then what they speak of.
    _listeners: Vec<Listener>,
    _watchers: Vec<Watcher>,
    settle: Option<Timer>,
    underline: Underline,
    badge: Badge,
    _styles: Option<Sheet>,
    id: FieldId,
    field: Field,
    context: Context,
    counterpart: Option<String>,
    /// How many private mailboxes stand in To and Cc.
    recipients: u32,
    /// The address among them that only looks like one of the practice's own.
    look_alike: Option<String>,
    /// Addresses that the person knows.
    known: Vec<String>,
    /// What goes out with the text.
    files: Vec<Attached>,
    /// How many pictures stand beside it that are none of these, and what the person has answered about them.
    pictures: usize,
    pictures_answered: Vec<Concern>,
    /// The person said that this text is fine without the disclaimer.
    needs_no_disclaimer: bool,
    snapshot: Option<Snapshot>,
    /// How many bytes of a long text are still to be scanned, and what goes on with it; nothing when all of it has been.
    slice: Option<(usize, Idle)>,
    revision: Revision,
    findings: Vec<Finding>,
    shown: Vec<Shown>,
    told: HashSet<(&'static str, u64)>,
    trouble: Option<&'static str>,
    is_composing: bool,
    /// Where the caret was when the focus left, in which state of the text.
    kept: Option<(Revision, u32)>,
    /// The person saw the gate for this revision and went back.
    pub answered: Option<Revision>,
    /// The person chose to post this revision as it is.
    pub allowed: Option<Revision>,
}

impl Guard {
    /// Starts to watch `field`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn new(id: FieldId, field: Field, tools: &Tools) -> Result<Self, Error> {
        let inbox = &tools.inbox;
        let element = field.element().clone();
        let on = |name, message| {
            let inbox = inbox.clone();
            Listener::passive(&element, name, Phase::Capture, move |_| inbox.post(message))
        };
        let mut listeners = vec![
            on("compositionstart", Message::Composing(id, true))?,
            on("compositionend", Message::Composing(id, false))?,
            on("focusout", Message::Blurred(id))?,
            // Inside a shadow root, these two stop there and the window does not hear them.
            on("scroll", Message::Moved)?,
            on("change", Message::Edited(id))?,
        ];
        let mut watchers = vec![Watcher::of_size(&element, poster(inbox, Message::Moved))?];
        if matches!(field, Field::Rich(_)) {
            // Editors rebuild their nodes when they like, and ranges die with them.
            watchers.push(Watcher::of_text(&element, poster(inbox, Message::Edited(id)))?);
        }
        if field.needs_mirror() {
            // What the mirror shows has the look of the box, and no event tells when that changes.
            watchers.push(Watcher::of_looks(&element, poster(inbox, Message::Moved))?);
            if let Some(fonts) = fonts() {
                listeners.push(Listener::passive(&fonts, "loadingdone", Phase::Bubble, {
                    let inbox = inbox.clone();
                    move |_| inbox.post(Message::Moved)
                })?);
            }
        }
        let root = field.root();
        let context = tools.settings.context.unwrap_or_else(|| context::context_of(&element));
        let mut badge = Badge::new(inbox, id)?;
        badge.set_hidden(tools.settings.no_chip);
        let in_shadow = root.node_type() == web_sys::Node::DOCUMENT_FRAGMENT_NODE;
        Ok(Self {
            _listeners: listeners,
            _watchers: watchers,
            settle: None,
            underline: Underline::default(),
            badge,
            // BROWSER: Firefox paints highlights inside a shadow root only by a sheet of that root.
            _styles: if in_shadow { Some(highlight::styles(&root)?) } else { None },
            id,
            context,
            counterpart: context::counterpart_of(&element, context),
            field,
            recipients: 0,
            look_alike: None,
            known: Vec::new(),
            files: Vec::new(),
            pictures: 0,
            pictures_answered: Vec::new(),
            needs_no_disclaimer: false,
            snapshot: None,
            slice: None,
            revision: Revision::default(),
            findings: Vec::new(),
            shown: Vec::new(),
            told: HashSet::new(),
            trouble: None,
            is_composing: false,
            kept: None,
            answered: None,
            allowed: None,
        })
    }

    /// Which field it is.
    pub const fn id(&self) -> FieldId {
        self.id
    }

    /// The field.
    pub const fn field(&self) -> &Field {
        &self.field
    }

    /// The same, for a fix under way.
    pub const fn field_mut(&mut self) -> &mut Field {
        &mut self.field
    }

    /// What is underlined.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// What is being written.
    pub const fn context(&self) -> Context {
        self.context
    }

    /// The text last read.
    pub fn text(&self) -> &str {
        self.snapshot.as_ref().map_or("", Snapshot::text)
    }

    /// Which state of the text the findings belong to.
    pub const fn revision(&self) -> Revision {
        self.revision
    }

    /// Why it cannot be checked, if so.
    pub const fn trouble(&self) -> Option<&'static str> {
        self.trouble
    }

    /// Takes up other settings: the same words may now mean something else.
    pub fn configure(&mut self, tools: &mut Tools) {
        self.context = tools.settings.context.unwrap_or_else(|| context::context_of(self.field.element()));
        self.badge.set_hidden(tools.settings.no_chip);
        self.unlearn();
        self.refresh(tools, Pace::Settled);
    }

    /// One keystroke: read, scan, decide, show. What goes wrong is said in the chip.
    pub fn refresh(&mut self, tools: &mut Tools, pace: Pace) {
        // While a word is being composed nobody's letters are final, and redrawing would disturb it.
        if self.is_composing && pace == Pace::Typing {
            return;
        }
        if tools.settings.off {
            self.unlearn();
        } else if let Err(error) = self.try_refresh(tools, pace) {
            self.unlearn();
            self.trouble = Some(reason_of(&error));
        }
        self.badge.say(self.chip_view(tools), &self.field);
    }

    fn try_refresh(&mut self, tools: &mut Tools, pace: Pace) -> Result<(), Error> {
        let Some(is_new) = self.read()? else { return Ok(()) };
        // Nobody adds a recipient and types in the same moment.
        let is_new = (pace != Pace::Typing && self.look_who_reads(tools)) || is_new;
        if pace != Pace::Typing {
            self.look_beside();
        }
        if is_new || (pace == Pace::Leaving && self.slice.is_some()) {
            self.scan(tools, pace)?;
            self.settle = None;
        }
        let changed = self.decide(tools, pace)?;
        // Unchanged words of a rich editor may stand in new nodes.
        if changed || is_new || !self.underline.stands() {
            self.draw()?;
        }
        Ok(())
    }

    /// Whether the text is another one; `None` when it cannot be checked.
    fn read(&mut self) -> Result<Option<bool>, Error> {
        let text = match self.field.read()? {
            Reading::Text(text) => text,
            Reading::TooLong => {
                self.unlearn();
                self.trouble = Some(words().too_long);
                return Ok(None);
            }
        };
        self.trouble = None;
        if self.snapshot.as_ref().is_some_and(|snapshot| snapshot.text() == text) {
            return Ok(Some(false));
        }
        self.revision = self.revision.next();
        // What was let go has gone, and its files with it.
        if self.allowed.is_some() {
            self.files.clear();
            self.pictures_answered.clear();
            self.needs_no_disclaimer = false;
        }
        self.snapshot = Some(Snapshot::new(text, self.revision));
        Ok(Some(true))
    }

    /// Scans the text, or as much of it as the page can wait for.
    fn scan(&mut self, tools: &mut Tools, pace: Pace) -> Result<(), Error> {
        let mut findings = core::mem::take(&mut self.findings);
        let text = self.snapshot.as_ref().map_or("", Snapshot::text);
        let unread = self.slice.take().map(|(unread, _)| unread);
        let end = if pace == Pace::Leaving { text.len() } else { tools.scanner.slice_of(text, unread) };
        findings.clear();
        findings.extend_from_slice(tools.scanner.scan(text.get(..end).unwrap_or(text), self.situation()));
        if end < text.len() {
            // Of a sentence that was cut nothing can be said yet.
            findings.retain(|finding| finding.span.end as usize + CUT < end);
            self.slice = Some((text.len() - end, Idle::within(SLICE_WAITS, poster(&tools.inbox, Message::Slice(self.id)))?));
        }
        self.findings = findings;
        Ok(())
    }

    /// Scans the next slice of a long text. It is drawn when there is no other: that takes as long as many slices.
    pub fn go_on(&mut self, tools: &mut Tools) {
        if self.slice.is_none() {
            return;
        }
        let done = self.scan(tools, Pace::Settled).and_then(|()| self.decide(tools, Pace::Settled)).and_then(|_| match self.slice {
            Some(_) => Ok(()),
            None => self.draw(),
        });
        if let Err(error) = done {
            self.unlearn();
            self.trouble = Some(reason_of(&error));
        }
        self.badge.say(self.chip_view(tools), &self.field);
    }

    fn situation(&self) -> Situation<'_> {
        Situation { context: self.context, counterpart: self.counterpart.as_deref(), recipients: self.recipients }
    }

    /// Whether an e-mail goes to others than before.
    fn look_who_reads(&mut self, tools: &Tools) -> bool {
        if self.context != Context::Email {
            return false;
        }
        let addresses = recipients_of(self.field.element());
        let count = private_mailboxes(addresses.iter().map(String::as_str));
        let unknown = addresses.iter().filter(|address| !self.known.contains(address)).map(String::as_str);
        let look_alike = look_alike(unknown, &tools.policy().house.domains()).map(str::to_owned);
        let was_alike = core::mem::replace(&mut self.look_alike, look_alike);
        let is_same = was_alike == self.look_alike;
        if core::mem::replace(&mut self.recipients, count) == count && is_same {
            return false;
        }
        // What was said of the text was said of it to others.
        (self.answered, self.allowed) = (None, None);
        true
    }

    fn draw(&mut self) -> Result<(), Error> {
        let marks: Vec<Mark> = self.shown.iter().map(|it| Mark { span: it.utf16, severity: it.finding.severity }).collect();
        let text = self.snapshot.as_ref().map_or("", Snapshot::text);
        self.underline.draw(&self.field, text, &marks)
    }

    fn unlearn(&mut self) {
        (self.settle, self.slice) = (None, None);
        self.underline.clear();
        self.shown.clear();
        self.findings.clear();
        self.snapshot = None;
        self.trouble = None;
    }

    /// Shows nothing until it is refreshed.
    pub fn rest(&mut self) {
        self.is_composing = false;
        self.unlearn();
        self.badge.rest();
    }

    /// Draws what stands beside the field where it belongs, if anything of that has changed. `all`: the page has moved
    /// or changed its layout, look at everything.
    pub fn place(&mut self, tools: &Tools, all: bool) {
        let view = self.chip_view(tools);
        if self.badge.place(view, &self.field, all) {
            self.underline.place();
        }
    }

    /// Its chip.
    pub const fn badge(&self) -> &Badge {
        &self.badge
    }

    /// Its chip, to hide it.
    pub const fn badge_mut(&mut self) -> &mut Badge {
        &mut self.badge
    }

    /// Notes that a word is being composed, or no longer.
    pub const fn set_composing(&mut self, is_composing: bool) {
        self.is_composing = is_composing;
    }
}

/// The page's fonts, which tell when one has been loaded.
fn fonts() -> Option<web_sys::EventTarget> {
    use wasm_bindgen::JsCast as _;
    let document = super::dom::document().ok()?;
    let fonts = js_sys::Reflect::get(&document, &"fonts".into()).ok()?;
    fonts.is_object().then(|| fonts.unchecked_into())
}

/// Posts `message` each time it is called.
pub fn poster(inbox: &Inbox, message: Message) -> impl Fn() + 'static {
    let inbox = inbox.clone();
    move || inbox.post(message)
}

/// PRIVACY: an error names a call and a kind, but the chip needs no more than this.
fn reason_of(error: &Error) -> &'static str {
    match error {
        Error::Missing { .. } => words().no_lines,
        _ => words().trouble,
    }
}
