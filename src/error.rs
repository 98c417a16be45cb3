//! What can go wrong at the edges: the browser, the policy, a line of input. Analysis itself cannot fail.

use core::fmt;

/// What could not be done. Never holds what somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A call into the browser threw.
    Browser {
        /// The call.
        call: &'static str,
        /// Name of what was thrown, such as `NotSupportedError`; not its message, which can quote the page.
        thrown: String,
    },
    /// The page lacks something that we need.
    Missing {
        /// What it is.
        what: &'static str,
    },
    /// A value is not what it should be.
    Expected {
        /// The key, argument or field.
        key: String,
        /// What was expected.
        expected: &'static str,
        /// What kind of value was found instead.
        found: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Browser { call, thrown } => write!(f, "`{call}` threw {thrown}"),
            Self::Missing { what } => write!(f, "this page has no {what}"),
            Self::Expected { key, expected, found } => write!(f, "{key}: expected {expected}, but found {found}"),
        }
    }
}

impl core::error::Error for Error {}

#[cfg(target_arch = "wasm32")]
impl Error {
    /// Names the call that threw, for `map_err`.
    pub fn browser(call: &'static str) -> impl Fn(wasm_bindgen::JsValue) -> Self {
        move |thrown| {
            use wasm_bindgen::JsCast as _;
            let thrown = thrown
                .dyn_ref::<js_sys::Error>()
                .map_or_else(|| "something that is no error".to_owned(), |error| String::from(error.name()));
            Self::Browser { call, thrown }
        }
    }
}
