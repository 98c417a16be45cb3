//! All that we own on one field. [`Guard::refresh`] is a keystroke: read, scan, decide, show.

use std::collections::HashSet;

use super::badge::Badge;
use super::context;
use super::dom::{Listener, Phase, Sheet, Timer, Watcher};
use super::field::{Field, Reading};
use super::files::{self, Attached};
use super::inbox::{FieldId, Inbox, Message};
use super::overlay::highlight;
use super::overlay::underline::{Mark, Underline};
use super::overlay::view::{ChipView, Rect};
use super::recipients::recipients_of;
use super::tell::Outcome;
use super::tools::Tools;
use crate::attachment::Concern;
use crate::decided;
use crate::error::Error;
use crate::finding::{Context, Finding, Fix, Severity};
use crate::fix;
use crate::policy::Action;
use crate::recipients::private_mailboxes;
use crate::scan::Situation;
use crate::text::{Revision, Snapshot, Span, Utf16Span};

/// After how long a pause the word at the caret counts as finished.
const PAUSE: i32 = 600;

/// How high, in CSS pixels, the edge of a box is at which its files are spoken of.
const EDGE: f64 = 8.0;

const TOO_LONG: &str = "This text is too long to check.";
const TROUBLE: &str = "This box could not be read.";

/// A finding that is underlined.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The finding, in the snapshot.
    pub finding: Finding,
    /// What the policy says follows.
    pub action: Action,
    /// Its words, as the page counts; none for a file.
    pub utf16: Utf16Span,
    /// Which of the files that go out with the text it is about, if one.
    pub file: Option<usize>,
}

/// Whether the person is still typing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The word that ends at the caret may not be finished.
    Typing,
    /// Every word counts.
    Settled,
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
    /// What goes out with the text.
    files: Vec<Attached>,
    snapshot: Option<Snapshot>,
    revision: Revision,
    findings: Vec<Finding>,
    shown: Vec<Shown>,
    told: HashSet<(&'static str, u64)>,
    trouble: Option<&'static str>,
    is_composing: bool,
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
        let in_shadow = root.node_type() == web_sys::Node::DOCUMENT_FRAGMENT_NODE;
        Ok(Self {
            _listeners: listeners,
            _watchers: watchers,
            settle: None,
            underline: Underline::default(),
            badge: Badge::new(inbox, id)?,
            // BROWSER: Firefox paints highlights inside a shadow root only by a sheet of that root.
            _styles: if in_shadow { Some(highlight::styles(&root)?) } else { None },
            id,
            context,
            counterpart: context::counterpart_of(&element, context),
            field,
            recipients: 0,
            files: Vec::new(),
            snapshot: None,
            revision: Revision::default(),
            findings: Vec::new(),
            shown: Vec::new(),
            told: HashSet::new(),
            trouble: None,
            is_composing: false,
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
        let is_new = (pace == Pace::Settled && self.look_who_reads()) || is_new;
        if is_new {
            self.scan(tools);
        }
        if is_new {
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
                self.trouble = Some(TOO_LONG);
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
        }
        self.snapshot = Some(Snapshot::new(text, self.revision));
        Ok(Some(true))
    }

    fn scan(&mut self, tools: &mut Tools) {
        let mut findings = core::mem::take(&mut self.findings);
        let text = self.snapshot.as_ref().map_or("", Snapshot::text);
        findings.clear();
        findings.extend_from_slice(tools.scanner.scan(text, self.situation()));
        self.findings = findings;
    }

    fn situation(&self) -> Situation<'_> {
        Situation { context: self.context, counterpart: self.counterpart.as_deref(), recipients: self.recipients }
    }

    /// Whether an e-mail goes to others than before.
    fn look_who_reads(&mut self) -> bool {
        if self.context != Context::Email {
            return false;
        }
        let count = private_mailboxes(recipients_of(self.field.element()).iter().map(String::as_str));
        if core::mem::replace(&mut self.recipients, count) == count {
            return false;
        }
        // What was said of the text was said of it to others.
        (self.answered, self.allowed) = (None, None);
        true
    }

    /// Whether other findings are to be shown than before.
    fn decide(&mut self, tools: &Tools, pace: Pace) -> Result<bool, Error> {
        let Some(snapshot) = &self.snapshot else { return Ok(false) };
        let offsets = snapshot.utf16();
        let half = match pace {
            Pace::Settled => None,
            Pace::Typing => self.field.caret().and_then(|caret| word_before(snapshot.text(), offsets.to_byte(snapshot.text(), caret))),
        };
        let before = core::mem::take(&mut self.shown);
        let mut is_waiting = false;
        for finding in &self.findings {
            let action = tools.policy().decide(finding, self.context, &tools.settings.site);
            let words = snapshot.get(finding.span).unwrap_or("");
            // What the organisation blocks nobody waves through.
            if action == Action::Allow || (action < Action::Block && tools.ignored.holds(finding, words)) {
                continue;
            }
            let was_shown = || before.iter().any(|shown| is_same(&shown.finding, finding));
            if half.is_some_and(|half| half.overlaps(finding.span)) && !was_shown() {
                is_waiting = true;
                continue;
            }
            let start = offsets.from_byte(snapshot.text(), finding.span.start);
            let end = offsets.from_byte(snapshot.text(), finding.span.end);
            self.shown.push(Shown { finding: *finding, action, utf16: Utf16Span::new(start, end), file: None });
            if self.told.insert((finding.rule.id, super::ignored::print(words))) {
                tools.teller.record(finding, self.context, Outcome::Shown);
            }
        }
        self.decide_files(tools);
        // The pause counts from the last key, not from the last look.
        if !is_waiting {
            self.settle = None;
        } else if self.settle.is_none() {
            self.settle = Some(Timer::after(PAUSE, poster(&tools.inbox, Message::Settled(self.id)))?);
        }
        let is_equal = before.len() == self.shown.len() && before.iter().zip(&self.shown).all(|(a, b)| a.finding == b.finding);
        Ok(!is_equal)
    }

    /// What is to be asked about the files, after what was found in the text.
    fn decide_files(&mut self, tools: &Tools) {
        for (number, file) in self.files.iter().enumerate() {
            for concern in file.concerns() {
                let finding = concern.finding();
                let action = tools.policy().decide(&finding, self.context, &tools.settings.site);
                if action == Action::Allow {
                    continue;
                }
                self.shown.push(Shown { finding, action, utf16: Utf16Span::new(0, 0), file: Some(number) });
                if self.told.insert((finding.rule.id, number as u64)) {
                    tools.teller.record(&finding, self.context, Outcome::Shown);
                }
            }
        }
    }

    /// A file will go out with the text.
    pub fn add_file(&mut self, file: web_sys::File, inbox: &Inbox) {
        if self.files.len() >= files::MOST || self.files.iter().any(|known| known.file() == &file) {
            return;
        }
        self.files.push(Attached::new(file, self.id, inbox));
        // What was said of the text was said without it.
        (self.answered, self.allowed) = (None, None);
    }

    /// The file that a shown finding is about.
    pub fn file(&self, index: usize) -> Option<&Attached> {
        self.files.get(self.shown.get(index)?.file?)
    }

    /// The person has answered what was asked about a file. Whether there was such a question.
    pub fn answer_file(&mut self, index: usize) -> bool {
        let Some(shown) = self.shown.get(index).copied() else { return false };
        let file = shown.file.and_then(|number| self.files.get_mut(number));
        let (Some(file), Some(concern)) = (file, Concern::of(shown.finding.rule)) else { return false };
        file.answer(concern);
        true
    }

    fn draw(&mut self) -> Result<(), Error> {
        let marks: Vec<Mark> = self.shown.iter().map(|it| Mark { span: it.utf16, severity: it.finding.severity }).collect();
        let text = self.snapshot.as_ref().map_or("", Snapshot::text);
        self.underline.draw(&self.field, text, &marks)
    }

    fn unlearn(&mut self) {
        self.settle = None;
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

    fn chip_view(&self, tools: &Tools) -> ChipView {
        if tools.settings.off {
            return ChipView::Off;
        }
        if let Some(reason) = self.trouble {
            return ChipView::Unavailable { reason };
        }
        match self.shown.iter().map(|shown| shown.finding.severity).max() {
            Some(worst) => ChipView::Findings { count: self.shown.len(), worst },
            None => ChipView::Checked,
        }
    }

    /// Notes that a word is being composed, or no longer.
    pub const fn set_composing(&mut self, is_composing: bool) {
        self.is_composing = is_composing;
    }

    /// The better wordings for an underlined finding, with the words that each replaces: the finding's own, or more.
    pub fn fixes(&self, tools: &mut Tools, index: usize) -> Vec<(Utf16Span, Fix)> {
        let of_text = self.shown.get(index).filter(|shown| shown.file.is_none());
        let (Some(shown), Some(snapshot)) = (of_text, &self.snapshot) else { return Vec::new() };
        let situation = self.situation();
        let finding = &shown.finding;
        let ways = tools.scanner.with_input(snapshot.text(), situation, |input| fix::ways(input, finding));
        ways.into_iter().map(|way| (snapshot.to_utf16(way.span), way.fix)).collect()
    }

    /// The words that decided an underlined finding; none where it is all of its own words.
    pub fn decided(&self, tools: &mut Tools, index: usize) -> Vec<&str> {
        let of_text = self.shown.get(index).filter(|shown| shown.file.is_none());
        let (Some(shown), Some(snapshot)) = (of_text, &self.snapshot) else { return Vec::new() };
        let situation = self.situation();
        let finding = &shown.finding;
        let words = tools.scanner.with_input(snapshot.text(), situation, |input| decided::words(input, finding));
        if words == [finding.span] {
            return Vec::new();
        }
        words.into_iter().filter_map(|span| snapshot.text().get(span.range())).collect()
    }

    /// Where the words of an underlined finding stand, line by line.
    ///
    /// A file has no words: it is spoken of at the lower edge of the box, where the chip is.
    pub fn lines(&self, index: usize) -> Vec<Rect> {
        if self.file(index).is_some() {
            let field = self.field.rect();
            let height = field.height.min(EDGE);
            return vec![Rect { y: field.y + field.height - height, height, ..field }];
        }
        self.underline.lines(index)
    }

    /// The underlined finding at a point of the screen.
    pub fn at_point(&self, x: f64, y: f64) -> Option<usize> {
        let field = self.field.rect();
        if !holds(field, x, y, 0.0) {
            return None;
        }
        (0..self.shown.len()).find(|&index| self.file(index).is_none() && self.lines(index).iter().any(|line| holds(*line, x, y, 3.0)))
    }

    /// The finding at the caret, else the first after it, else the first.
    pub fn at_caret(&self) -> Option<usize> {
        let caret = self.field.caret().unwrap_or(0);
        let next = self.shown.iter().position(|shown| shown.file.is_none() && shown.utf16.end >= caret);
        next.or((!self.shown.is_empty()).then_some(0))
    }

    /// How many findings of a severity are underlined.
    pub fn count(&self, severity: Severity) -> u32 {
        self.shown.iter().filter(|shown| shown.finding.severity == severity).count() as u32
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
const fn reason_of(error: &Error) -> &'static str {
    match error {
        Error::Missing { .. } => "This browser cannot underline here.",
        _ => TROUBLE,
    }
}

/// The same objection at the same place; its words may have grown.
fn is_same(a: &Finding, b: &Finding) -> bool {
    a.rule.id == b.rule.id && a.span.start == b.span.start
}

/// The word that ends at byte `caret`, if one does and nothing of it follows.
fn word_before(text: &str, caret: u32) -> Option<Span> {
    let (before, after) = text.split_at_checked(caret as usize)?;
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '@' | '#' | '_');
    if after.chars().next().is_some_and(of_word) {
        return None;
    }
    // What joins digits does not end them: a number, a date or an address goes on after it.
    let joins = |at: usize, c: char| {
        matches!(c, '-' | '/' | '.' | ':') && before.get(..at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    };
    let start = before.char_indices().rev().take_while(|&(at, c)| of_word(c) || joins(at, c)).last()?.0;
    Some(Span::new(start as u32, caret))
}

fn holds(rect: Rect, x: f64, y: f64, slack: f64) -> bool {
    x >= rect.x - slack && x <= rect.x + rect.width + slack && y >= rect.y - slack && y <= rect.y + rect.height + slack
}
