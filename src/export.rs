//! What JavaScript sees, and the only place that turns our types into its values.

mod page;
mod policy;
mod text;

use std::cell::RefCell;
use std::rc::Weak;

use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::page::app::App;
use crate::scan::Scanner;
use policy::Held;

pub use page::{Handle, start};
pub use policy::{effective_policy, set_policy};
pub use text::{check_numbers, check_text, manual, rule_id, version};

thread_local! {
    /// Kept from call to call, so that a text that grows by a key is not scanned from its beginning.
    static SCANNER: RefCell<Scanner> = RefCell::default();
    /// What holds, and from what it was read: a page hears of many changes of storage that are none of the policy.
    static POLICY: RefCell<Held> = RefCell::default();
    /// What is at work on this page.
    static APPS: RefCell<Vec<Weak<RefCell<App>>>> = RefCell::default();
}

impl From<Error> for JsValue {
    fn from(error: Error) -> Self {
        js_sys::Error::new(&error.to_string()).into()
    }
}
