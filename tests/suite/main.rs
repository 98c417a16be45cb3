//! Everything that needs no browser, in one binary. `tests/README.md` tells how to add to it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that panics has failed, which is its job"
)]

mod attachment;
mod cli;
mod corpus;
mod fixes;
mod fuzz;
mod hostile;
mod language;
mod marks;
mod policy;
mod policy_kit;
mod reasons;
mod rules;
mod text;
mod tidy;
mod tricks;
