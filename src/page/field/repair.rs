//! A fix on its way into an editor: through the editor's own doors, one at a time, each read back.
//!
//! Setting a value or a node would be simple and wrong: the editor's own state would not know, and its undo would be
//! lost. So the words are selected and the editor is asked to type over them. BROWSER (Chromium 156, Firefox ESR 153;
//! fifteen editors tried): in Chromium a synthetic `beforeinput` comes first, because Slate takes `execCommand` into
//! its nodes and not into its state; in Firefox `execCommand` comes first, and a paste never, because Quill then
//! deletes the word.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, Event, InputEvent, InputEventInit, KeyboardEvent, KeyboardEventInit, StaticRange};

use super::{Field, Reading};
use crate::error::Error;
use crate::page::dom::{Timer, document, is_firefox};
use crate::page::inbox::{FieldId, Inbox, Message};
use crate::text::{Offsets, Utf16Span};

/// How long an editor may take to notice the selection.
const NOTICE: i32 = 150;
/// How long it may take to write.
const WRITE: i32 = 60;
/// The number of the key Insert.
const INSERT: u32 = 45;
/// How often we look whether it has written.
const LOOKS: u8 = 4;

/// How far a fix has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It goes on by itself.
    Waiting,
    /// The text is exactly what it should be.
    Taken,
    /// The editor did not take it, or the text moved on meanwhile.
    Refused,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Ask,
    Command,
    Paste,
}

/// Where the person has the caret.
#[derive(Clone, Copy)]
enum Caret {
    /// Something is selected instead.
    Nowhere,
    /// There in the text as it was before the fix.
    Before(u32),
    /// There in the text as it is now.
    Now(u32),
}

/// Replaces some words of one field by others. PRIVACY: holds text, so it has no `Debug`.
pub struct Repair {
    id: u32,
    field: FieldId,
    span: Utf16Span,
    words: String,
    before: String,
    after: String,
    caret: Caret,
    /// The words stood there once; only what became of them is still to be seen.
    is_written: bool,
    /// Somebody stopped what the editor was asked for, as one does who will write it.
    was_stopped: bool,
    /// Doors not tried yet, next one last.
    doors: Vec<Door>,
    looks: u8,
    timer: Option<Timer>,
    inbox: Inbox,
}

impl Repair {
    /// Puts `words` where `span` stands in `text`, which `field` holds now.
    pub fn new(id: u32, field: FieldId, text: &str, span: Utf16Span, words: &str, inbox: &Inbox) -> Option<Self> {
        let offsets = Offsets::utf16(text);
        let head = text.get(..offsets.to_byte(text, span.start) as usize)?;
        let tail = text.get(offsets.to_byte(text, span.end) as usize..)?;
        Some(Self {
            id,
            field,
            span,
            words: words.to_owned(),
            before: text.to_owned(),
            after: format!("{head}{words}{tail}"),
            caret: Caret::Nowhere,
            is_written: false,
            was_stopped: false,
            doors: Vec::new(),
            looks: 0,
            timer: None,
            inbox: inbox.clone(),
        })
    }

    /// Its number, which its messages carry.
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// The field it is for.
    pub const fn field(&self) -> FieldId {
        self.field
    }

    /// Selects the words and begins. `caret` is where the person has it.
    pub fn begin(&mut self, field: &mut Field, caret: Option<u32>) -> Step {
        if !self.holds_before(field) {
            return Step::Refused;
        }
        self.caret = caret.map_or(Caret::Nowhere, Caret::Before);
        focus(field.element());
        end_step(field);
        let selected = match field {
            Field::Plain(control) => control.select(self.span).map_err(Error::browser("setSelectionRange")),
            Field::Rich(editor) => editor.select(self.span),
        };
        if selected.is_err() {
            return Step::Refused;
        }
        if let Field::Plain(_) = field {
            _ = command(&self.words);
            return match self.judge(field) {
                Some(Step::Taken) => self.see_it_stay(field),
                _ => Step::Refused,
            };
        }
        self.doors = if is_firefox() { vec![Door::Command] } else { vec![Door::Paste, Door::Command, Door::Ask] };
        self.wait(NOTICE)
    }

    /// Goes on: looks whether the editor has written, and if not, tries the next door.
    pub fn go_on(&mut self, field: &mut Field) -> Step {
        self.timer = None;
        if self.is_written {
            return match self.judge(field) {
                Some(Step::Taken) => Step::Taken,
                // Somebody typed on: the words were taken, and the caret is theirs.
                Some(_) => {
                    self.caret = field.caret().map_or(self.caret, Caret::Now);
                    Step::Taken
                }
                None => Step::Refused,
            };
        }
        if self.looks > 0 {
            match self.judge(field) {
                Some(Step::Taken) => return self.see_it_stay(field),
                Some(step) => return step,
                None => {}
            }
            self.looks -= 1;
            if self.looks > 0 {
                return self.wait(WRITE);
            }
            // Who stops it and does not write will not write for a command either: that would change the nodes, and what
            // the editor holds, and sends, would still be the old text.
            if self.was_stopped {
                return Step::Refused;
            }
        }
        while let Some(door) = self.doors.pop() {
            // Editors that rebuild their nodes lose the selection with them.
            let Field::Rich(editor) = field else { return Step::Refused };
            if editor.select(self.span).is_err() {
                return Step::Refused;
            }
            let was_heard = match door {
                Door::Ask => ask(editor.host(), editor.range(self.span).as_ref(), &self.words),
                Door::Command => command(&self.words),
                Door::Paste => paste(editor.host(), &self.words),
            };
            let was_heard = was_heard.unwrap_or(false);
            self.was_stopped = was_heard && door == Door::Ask;
            if was_heard || !self.holds_before(field) {
                self.looks = LOOKS;
                return self.wait(WRITE);
            }
        }
        Step::Refused
    }

    /// Where the caret belongs: where the person left it, counted from the nearer end of the text; after the words when
    /// it was in them.
    pub fn caret(&self) -> u32 {
        let after = self.span.start + self.words.encode_utf16().count() as u32;
        match self.caret {
            Caret::Now(at) => at,
            Caret::Before(at) if at <= self.span.start => at,
            Caret::Before(at) if at >= self.span.end => at - self.span.end + after,
            Caret::Before(_) | Caret::Nowhere => after,
        }
    }

    /// The words stand there. Some editors set the caret once more when they are done, and some sites put back the text
    /// that they hold themselves: only a moment later it is known.
    fn see_it_stay(&mut self, field: &mut Field) -> Step {
        self.is_written = true;
        field.put_caret(self.caret());
        end_step(field);
        self.wait(WRITE)
    }

    /// What can be said of the text by now: nothing while it is still the old one.
    fn judge(&self, field: &mut Field) -> Option<Step> {
        let text = text_of(field)?;
        if is_same(&text, &self.after) {
            Some(Step::Taken)
        } else if is_same(&text, &self.before) {
            None
        } else {
            Some(Step::Refused)
        }
    }

    fn holds_before(&self, field: &mut Field) -> bool {
        text_of(field).is_some_and(|text| is_same(&text, &self.before))
    }

    fn wait(&mut self, milliseconds: i32) -> Step {
        let (inbox, id) = (self.inbox.clone(), self.id);
        self.timer = Timer::after(milliseconds, move || inbox.post(Message::FixStep(id))).ok();
        if self.timer.is_some() { Step::Waiting } else { Step::Refused }
    }
}

fn text_of(field: &mut Field) -> Option<String> {
    match field.read() {
        Ok(Reading::Text(text)) => Some(text),
        _ => None,
    }
}

/// Equal but for what editors change by themselves: hard spaces, fillers, line breaks at the end.
fn is_same(a: &str, b: &str) -> bool {
    let plain = |c: char| if c == '\u{a0}' { ' ' } else { c };
    let shown = |c: &char| !matches!(c, '\u{feff}' | '\u{200b}');
    let (a, b) = (a.trim_end_matches('\n'), b.trim_end_matches('\n'));
    a.chars().filter(shown).map(plain).eq(b.chars().filter(shown).map(plain))
}

/// Has an editor that keeps its own undo begin another step, so that one undo takes back the fix and nothing that was typed
/// before it. Such an editor ends a step when a key that writes nothing goes up (TinyMCE); we let go of the one that has no
/// meaning left, and nobody else does anything about it.
fn end_step(field: &Field) {
    let Field::Rich(editor) = field else { return };
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    init.set_key("Insert");
    init.set_code("Insert");
    init.set_key_code(INSERT);
    if let Ok(event) = KeyboardEvent::new_with_keyboard_event_init_dict("keyup", &init) {
        _ = editor.host().dispatch_event(&event);
    }
}

/// Puts the focus on an element without scrolling the page.
pub fn focus(element: &web_sys::HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element.focus_with_options(&options);
}

fn command(words: &str) -> Result<bool, Error> {
    let document = document()?;
    let call = Reflect::get(&document, &"execCommand".into()).map_err(Error::browser("execCommand"))?;
    let call: Function = call.dyn_into().map_err(|_| Error::Missing { what: "execCommand" })?;
    let name = if words.is_empty() { "delete" } else { "insertText" };
    let done = call.call3(&document, &name.into(), &false.into(), &words.into()).map_err(Error::browser("execCommand"))?;
    Ok(done.is_truthy())
}

/// Asks the editor to replace the words, as a spelling correction does. Whether it took notice.
fn ask(host: &web_sys::HtmlElement, range: Option<&web_sys::Range>, words: &str) -> Result<bool, Error> {
    let transfer = DataTransfer::new().map_err(Error::browser("new DataTransfer"))?;
    transfer.set_data("text/plain", words).map_err(Error::browser("DataTransfer.setData"))?;
    let init = InputEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    init.set_input_type("insertReplacementText");
    init.set_data(Some(words));
    let set = |name: &str, value: &JsValue| Reflect::set(&init, &name.into(), value).map_err(Error::browser("InputEvent"));
    set("dataTransfer", &transfer)?;
    if let Some(range) = range {
        let still = still(range)?;
        set("targetRanges", &Array::of1(&still))?;
    }
    let event = InputEvent::new_with_event_init_dict("beforeinput", &init).map_err(Error::browser("new InputEvent"))?;
    Ok(!host.dispatch_event(&event).map_err(Error::browser("dispatchEvent"))?)
}

fn still(range: &web_sys::Range) -> Result<StaticRange, Error> {
    let (start, end) = (range.start_container(), range.end_container());
    let (Ok(start), Ok(end)) = (start, end) else { return Err(Error::Missing { what: "words to replace" }) };
    let init = web_sys::StaticRangeInit::new(&end, range.end_offset().unwrap_or(0), &start, range.start_offset().unwrap_or(0));
    StaticRange::new(&init).map_err(Error::browser("new StaticRange"))
}

#[wasm_bindgen]
extern "C" {
    type ClipboardEvent;

    #[wasm_bindgen(constructor, catch)]
    fn new(name: &str, init: &Object) -> Result<ClipboardEvent, JsValue>;
}

fn paste(host: &web_sys::HtmlElement, words: &str) -> Result<bool, Error> {
    let transfer = DataTransfer::new().map_err(Error::browser("new DataTransfer"))?;
    transfer.set_data("text/plain", words).map_err(Error::browser("DataTransfer.setData"))?;
    let init = Object::new();
    for (name, value) in
        [("bubbles", true.into()), ("cancelable", true.into()), ("composed", true.into()), ("clipboardData", transfer.into())]
    {
        let value: JsValue = value;
        Reflect::set(&init, &name.into(), &value).map_err(Error::browser("ClipboardEvent"))?;
    }
    let event = ClipboardEvent::new("paste", &init).map_err(Error::browser("new ClipboardEvent"))?;
    Ok(!host.dispatch_event(event.unchecked_ref::<Event>()).map_err(Error::browser("dispatchEvent"))?)
}
