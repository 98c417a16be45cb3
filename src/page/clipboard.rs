//! Copies a better wording for a person whose editor does not take it.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::dom::{Listener, Phase, document, window};
use crate::error::Error;

/// Puts `words` on the clipboard. Call it while a press of the person is being heard.
///
/// # Errors
/// When the page may not.
pub fn copy(words: &str) -> Result<(), Error> {
    by_command(words).or_else(|_| by_clipboard(words))
}

/// Answers the browser's own copy command: needs no permission, and says at once whether it worked.
fn by_command(words: &str) -> Result<(), Error> {
    let document = document()?;
    let text = JsValue::from(words);
    let _answer = Listener::active(&document, "copy", Phase::Capture, move |event| {
        let filled = Reflect::get(&event, &"clipboardData".into()).and_then(|board| {
            let set: Function = Reflect::get(&board, &"setData".into())?.dyn_into()?;
            set.call2(&board, &"text/plain".into(), &text)
        });
        if filled.is_ok() {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    })?;
    let call = Reflect::get(&document, &"execCommand".into()).map_err(Error::browser("execCommand"))?;
    let call: Function = call.dyn_into().map_err(|_| Error::Missing { what: "execCommand" })?;
    let done = call.call1(&document, &"copy".into()).map_err(Error::browser("execCommand"))?;
    if done.is_truthy() { Ok(()) } else { Err(Error::Missing { what: "copy command" }) }
}

fn by_clipboard(words: &str) -> Result<(), Error> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).map_err(Error::browser("navigator.clipboard"));
    let window = window()?;
    let board = get(&get(&window, "navigator")?, "clipboard")?;
    if !board.is_object() {
        return Err(Error::Missing { what: "clipboard" });
    }
    let write: Function = get(&board, "writeText")?.dyn_into().map_err(|_| Error::Missing { what: "clipboard" })?;
    write.call1(&board, &words.into()).map_err(Error::browser("clipboard.writeText"))?;
    Ok(())
}
