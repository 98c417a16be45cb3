//! What a person can meet: underline, chip, card, gate. The surfaces draw plain views and post messages.

pub mod view;
