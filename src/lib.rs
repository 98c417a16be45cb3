//! Curbside underlines, while a healthcare provider types, what must not be published.
//!
//! # The map
//!
//! One keystroke, read top to bottom:
//!
//! | # | what happens | where | in → out |
//! |---|---|---|---|
//! | 1 | the loader relays an event, or a listener of ours hears one, and it becomes a message | `page::inbox` | `Event` → `Message` |
//! | 2 | the guard of that field reads it, and knows what is written there and to whom | `page::guard`, `page::field`, `page::context`, `page::recipients`, [`sites`] | → [`text::Snapshot`] |
//! | 3 | words and sentences are found, lexicons say what they know | [`text`], [`lexicon`] | → [`text::Parsed`] |
//! | 4 | rules object, learned weights judge passages and clauses, overlaps are fused, context weighs | [`scan`], [`rules`], [`model`], `fuse` | → [`finding::Finding`] |
//! | 4a | a file that is added is looked at: what it is, what it says beside what it shows | [`attachment`], `page::files`, `page::pictures` | → [`attachment::Concern`] |
//! | 5 | the policy says what follows; its house had a say in 4: own names, terms, patterns, roster | [`policy`] | → [`policy::Action`] |
//! | 6 | underline, chip, card and gate show it, with the words that decided it, in English or Spanish | [`decided`], [`language`], `page::overlay`, `page::gate` | → pixels |
//! | 7 | a fix is taken, applied through the editor and read back | [`fix`], `page::field` | → edit |
//! | 8 | JavaScript hears that something happened, never what was typed; the extension keeps it, `audit` checks what it exports | `page::tell`, `export`, `extension/audit` | → record |
//!
//! # Invariants
//!
//! 1. Only `page/`, `export` and [`error`] name `web_sys`, `js_sys` or `wasm_bindgen`.
//! 2. Stages 3 to 5 are pure: no clock, no randomness, no DOM; same text, same findings. They cannot fail.
//! 3. Bytes inside, UTF-16 only in `page/` and `export`, code points only in the command line; a [`text::Span`]
//!    and a [`text::Utf16Span`] are different types.
//! 4. What the user typed never reaches an error, a panic, a log, a record or an attribute.
//! 5. A finding belongs to one revision of one field. Whatever arrives late is dropped.
//! 6. No network: nothing here can fetch.
//! 7. A rule looks no further than [`scan::REACH`] tokens beyond the sentence of what it finds, and the learned
//!    weights see [`model::HALF`] tokens: that is what makes an edit cost only the sentences near it.
//! 8. Failing is visible: no underline means checked, nothing found.

#![allow(rustdoc::invalid_codeblock_attributes, reason = "an example's fence names its context and whom it answers")]

pub mod error;
pub mod text;

pub mod lexicon;

pub mod rules;

pub mod model;

pub mod language;

pub mod decided;
pub mod finding;
pub mod fix;
mod fuse;
mod order;
pub mod recipients;
pub mod scan;

pub mod attachment;

pub mod policy;
pub mod sites;

#[cfg(feature = "cli")]
pub mod audit;

#[cfg(target_arch = "wasm32")]
pub mod page;

#[cfg(target_arch = "wasm32")]
pub mod export;
