//! Where everything that happens on the page is told, and nowhere else.
//!
//! A listener posts a message and returns; the app takes messages out one by one. So no borrow of the app is alive
//! while a listener runs, and an event that the app itself causes is simply the next message.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// Which watched field; never reused within one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u32);

/// Something happened. Carries no text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Message {
    /// The text of a field may have changed.
    Edited(FieldId),
    /// The page is idle: go on with a long text.
    Slice(FieldId),
    /// The caret moved, or a pause in typing has passed: judge the word at the caret, too.
    Settled(FieldId),
    /// Something moved on screen: scroll, resize, layout. Draw again with the next frame, do not scan again.
    Moved,
    /// That frame has come.
    Placed,
    /// The page has had the time to change its boxes by script.
    Recheck,
    /// The page is being left. The browser may keep it behind the Back button.
    Left,
    /// It has come back from there.
    Returned,
    /// Text composition (IME) began or ended in a field.
    Composing(FieldId, bool),
    /// A field lost the focus.
    Blurred(FieldId),
    /// A field left the page, or can no longer be typed into.
    Gone(FieldId),
    /// The pointer rests (`Some`: client coordinates, CSS pixels) or has left.
    Pointed(Option<(f64, f64)>),
    /// The person asked for the card of finding number `usize` of a field, by click, key or chip.
    OpenCard(FieldId, usize, Opened),
    /// Close the card; `true` gives the focus back to the field.
    CloseCard(bool),
    /// Show the finding this many further on (or back).
    StepCard(i32),
    /// Take fix number `usize` of the finding in the card.
    TakeFix(usize),
    /// Copy fix number `usize` instead, because the editor did not take it.
    CopyFix(usize),
    /// A clean copy of a file was saved, or could not be made.
    Cleaned(bool),
    /// "This is fine here".
    Ignore,
    /// "Wrong".
    Wrong,
    /// The gate: take fix number (second) of the listed finding (first).
    GateFix(usize, usize),
    /// The gate: "Go back".
    GoBack,
    /// The gate: "Post anyway", or with a reason, which the panel keeps.
    PostAnyway,
    /// A text that was let go has had the time to go.
    Unsent,
    /// The chip was pressed.
    ChipPressed(FieldId),
    /// The person wants no chips on this site, and said so at the one of this field.
    ChipHidden(FieldId),
    /// The note behind a chip was opened: what it offers is wanted.
    NoteOpened(FieldId),
    /// That note was closed by key; the field gets the focus back.
    NoteLeft(FieldId),
    /// Write number `usize` of what the note offers.
    TakeOffer(FieldId, usize),
    /// Copy it instead, because the editor did not take it.
    CopyOffer(FieldId, usize),
    /// The gate: write number `usize` of what it offers.
    GateOffer(usize),
    /// A step of a fix under way is due.
    FixStep(u32),
}

/// How a card was asked for. By key, it takes the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The pointer rested on the words.
    Hover,
    /// A click on the words or the chip.
    Click,
    /// The keyboard.
    Key,
}

/// The queue. Clones share it.
#[derive(Clone)]
pub struct Inbox {
    queue: Rc<RefCell<VecDeque<Message>>>,
    wake: Rc<dyn Fn()>,
}

impl Inbox {
    /// An empty inbox; `wake` is called after each post and must drain it, now or later.
    pub fn new(wake: Rc<dyn Fn()>) -> Self {
        Self { queue: Rc::default(), wake }
    }

    /// Tells that something happened.
    pub fn post(&self, message: Message) {
        // What is left of an instance that crashed only collects: nobody would ever take it out.
        if super::app::is_dead() {
            return;
        }
        if let Ok(mut queue) = self.queue.try_borrow_mut()
            && queue.back() != Some(&message)
        {
            queue.push_back(message);
        }
        (self.wake)();
    }

    /// The oldest message. Its borrow ends with this call.
    pub fn next(&self) -> Option<Message> {
        self.queue.try_borrow_mut().ok()?.pop_front()
    }
}
