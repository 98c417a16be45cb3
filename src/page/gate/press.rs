//! How a text is about to go out: the press, heard before the page hears it, and repeated when the person says so.

use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Element, Event, HtmlElement, HtmlFormElement, KeyboardEvent, KeyboardEventInit, SubmitEvent};

use crate::page::app::{App, as_html};
use crate::page::field::focus;
use crate::page::guard::Guard;
use crate::page::inbox::FieldId;
use crate::page::publish;

/// How a text was about to go out.
pub(super) enum Press {
    Button(HtmlElement),
    Key(Element, KeyboardEventInit, Option<HtmlFormElement>),
    Submit(HtmlFormElement, Option<HtmlElement>),
    /// Something was dropped. What it carried can be read by nobody but the page, and only once.
    Drop,
}

impl App {
    /// A pointer goes down. Some pages post already now, so a press that will be held is held from its beginning.
    pub(in crate::page) fn press(&mut self, event: &Event) {
        if self.is_ours(event) {
            return;
        }
        self.end_notice();
        if let Some(button) = publish::button_of(event, &self.tools.settings.opener)
            && !self.asks_about_button(&button).is_empty()
        {
            stop(event);
        }
    }

    pub(in crate::page) fn click(&mut self, event: &Event) {
        if self.is_ours(event) {
            return;
        }
        self.click_words(event);
        self.look_again();
        let Some(button) = publish::button_of(event, &self.tools.settings.opener) else { return };
        let asked = self.asks_about_button(&button);
        if !asked.is_empty() {
            stop(event);
            self.hold(Press::Button(button), asked);
        }
    }

    pub(in crate::page) fn key(&mut self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if self.gate.holds(event) {
            // Enter held down in the box must not press "Go back" the moment it appears.
            if key.repeat() && matches!(key.key().as_str(), "Enter" | " ") {
                stop(event);
            }
            return;
        }
        if self.is_ours(event) {
            return;
        }
        if key.alt_key() && key.shift_key() && key.code() == "KeyC" && !key.ctrl_key() && !key.meta_key() {
            if self.open_at_caret() {
                stop(event);
            }
            return;
        }
        if key.key() == "Escape" && self.card_is_open() {
            // The page's own dialog stays: this Esc was for the card.
            stop(event);
            return self.close_card(false);
        }
        if key.key() != "Enter" {
            return;
        }
        self.end_notice();
        self.look_again();
        let Some(id) = self.field_of(event) else { return };
        let Some(guard) = self.guard(id).filter(|guard| publish::key_sends(key, guard)) else { return };
        let form = guard.field().form().filter(|_| guard.field().is_single_line());
        let target = Element::from(guard.field().element().clone());
        let asked = self.asks_about(&[id]);
        if !asked.is_empty() {
            stop(event);
            self.hold(Press::Key(target, copy_of(key), form), asked);
        }
    }

    pub(in crate::page) fn submit(&mut self, event: &Event) {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form else { return };
        self.look_again();
        let ids: Vec<FieldId> = publish::fields_in(&form, &self.guards).into_iter().map(Guard::id).collect();
        let asked = self.asks_about(&ids);
        if !asked.is_empty() {
            stop(event);
            let submitter = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
            self.hold(Press::Submit(form, submitter.map(|it| it.unchecked_into())), asked);
        }
    }

    pub(in crate::page) fn drag_begins(&mut self, event: &Event) {
        self.gate.dragged = if self.is_ours(event) { None } else { publish::innermost(event, &self.tools.settings.opener) };
    }

    /// What was written is dragged to where it goes out from: a calendar, a queue.
    pub(in crate::page) fn drop(&mut self, event: &Event) {
        let Some(dragged) = self.gate.dragged.take() else { return };
        let carries_files =
            event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).is_some_and(|data| data.types().includes(&"Files".into(), 0));
        let Some(onto) = publish::innermost(event, &self.tools.settings.opener).filter(|_| !carries_files) else { return };
        let ids: Vec<FieldId> = publish::fields_dragged(&dragged, &onto, &self.guards).into_iter().map(Guard::id).collect();
        let asked = self.asks_about(&ids);
        if !asked.is_empty() {
            stop(event);
            self.hold(Press::Drop, asked);
        }
    }
}

fn stop(event: &Event) {
    event.prevent_default();
    event.stop_immediate_propagation();
}

/// What a key event says, to say it again.
fn copy_of(key: &KeyboardEvent) -> KeyboardEventInit {
    let init = KeyboardEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    init.set_key(&key.key());
    init.set_code(&key.code());
    init.set_key_code(key.key_code());
    init.set_ctrl_key(key.ctrl_key());
    init.set_meta_key(key.meta_key());
    init.set_shift_key(key.shift_key());
    init
}

/// Presses again what was stopped. The app is held meanwhile, so the gate lets it pass.
pub(super) fn repeat(press: Press) {
    match press {
        Press::Drop => {}
        Press::Button(button) => button.click(),
        Press::Submit(form, submitter) => {
            let repeated = match submitter.filter(|it| it.is_connected()) {
                Some(submitter) => form.request_submit_with_submitter(Some(&submitter)),
                None => form.request_submit(),
            };
            // A form that has left the page sends nothing.
            _ = repeated;
        }
        Press::Key(target, init, form) => {
            focus(as_html(&target));
            let passed = ["keydown", "keypress", "keyup"].map(|name| {
                let event = KeyboardEvent::new_with_keyboard_event_init_dict(name, &init).ok();
                event.is_some_and(|event| target.dispatch_event(&event).unwrap_or(false))
            });
            // What the browser does by itself for a person's Enter, it does not do for ours.
            if let (true, Some(form)) = (passed.first() == Some(&true), form) {
                match publish::default_button(&form) {
                    Some(button) => button.click(),
                    None => _ = form.request_submit(),
                }
            }
        }
    }
}
