//! Account numbers.

use crate::rules::evidence::code::{announced, labelled};
use crate::rules::evidence::owner::is_office;
use crate::rules::evidence::is;
use crate::rules::{Input, Sink};
use crate::words;

declare_rule! {
    /// Flags an account, guarantor or card number.
    ///
    /// # Why
    /// An account number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(J)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// Per billing, acct {{UC-558201}}, the plan applied it to your deductible.
    /// Your autopay bounced, checking ending {{0093}}.
    /// ```
    /// ```text,email
    /// Hospital account {{HB-6630-08}}
    /// ```
    ///
    /// # Right
    /// ```text
    /// Our account is @brightsmiles.
    /// Open an account in 2 minutes on our portal.
    /// On account of 3 feet of snow we are closed.
    /// ```
    pub static ACCOUNT = {
        id: "id.account/number",
        label: IdAccount,
        title: "An account number",
        why: "An account number leads to one person’s bills.",
        law: ["45 CFR 164.514(b)(2)(i)(J)"],
        severity: Block,
        wakes: ["acct|account|acc|guarantor|fin|checking|savings|iban|card|visa|mastercard|amex|bank|trust|union"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    labelled(input, sink, words!["acct", "account", "acc", "guarantor", "fin", "checking", "savings", "iban"], 3, |at, code| {
        (!is(tokens, at, words!["acc"]) || code.digits > 4) && !is_office(input, at)
    });
    for at in input.places() {
        // "debit card ending 5527", "cash card, no. 4400 1827 0091", "Tidewater Savings x8830"
        let card = is(tokens, at, words!["card", "visa", "mastercard", "amex", "bank", "trust", "union"]);
        let ending = (at + 1..at + 4).any(|index| is(tokens, index, words!["ending", "ends", "no", "x"]));
        if let Some(code) = (card && ending && !is_office(input, at)).then(|| announced(input, at + 1, 4)).flatten() {
            sink.add(code.span(tokens));
        }
    }
}
