//! Serial numbers of devices.

use crate::lexicon::{Class, class};
use crate::rules::evidence::code::{announced, glued, labelled};
use crate::rules::evidence::{around, after, has, is};
use crate::rules::{Input, Sink};
use crate::words;

const GADGET: Class = class("gadget");

declare_rule! {
    /// Flags the serial number of an implant or of a device that somebody uses.
    ///
    /// # Why
    /// A device identifier or serial number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(M)).
    ///
    /// # Wrong
    /// ```text
    /// Dual chamber pacemaker, serial {{PJN440182H}}, in for a check.
    /// REF 4482-11 SN {{HK00719226}} R knee
    /// ```
    /// ```text,email
    /// The unit ResMed {{23191-004772}} stopped at night.
    /// UDI (01)00643169007222(21){{PJN448213S}}
    /// ```
    ///
    /// # Right
    /// ```text
    /// The autoclave serial 90-21-1184 is on the plate.
    /// Lot 24-1187C of bupivacaine is recalled.
    /// Serial killers are not on the exam.
    /// Our printer, serial 4471-A, is jammed again.
    /// ```
    pub static DEVICE = {
        id: "id.device/serial",
        label: IdDevice,
        title: "A device’s serial number",
        why: "A serial number leads to the one person who carries the device.",
        law: ["45 CFR 164.514(b)(2)(i)(M)"],
        severity: Block,
        wakes: ["serial|serials|sn|snr|\\(|resmed|medtronic|biotronik|dexcom|omnipod|stryker|zimmer|inspire|<gadget>"],
        check: check,
    }
}

const OFFICE: &[u32] = words!["autoclave", "printer", "machine", "fax", "copier", "scanner", "fridge", "door", "ice", "compressor", "laptop", "router", "warranty", "invoice", "carm", "lot", "purchase", "generator", "vacuum"];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let office = |at: usize| around(input, at).iter().any(|token| OFFICE.contains(&token.word));
    labelled(input, sink, words!["serial", "serials", "sn", "s/n", "snr"], 3, |at, code| {
        !office(at) && code.letters + code.digits > 4 && !after(tokens, at, words!["part", "model"])
    });
    for at in input.places() {
        // "SN-8840-TKR-204": the label is part of the number.
        let glued_label = is(tokens, at, words!["sn"]) && is(tokens, at + 1, words!["-"]);
        // "(21)" stands before the serial number in a GS1 code.
        let gs1 = is(tokens, at, words!["("]) && tokens.get(at + 1).is_some_and(|token| input.parsed.words(token.span) == "21") && is(tokens, at + 2, words![")"]);
        let maker = is(tokens, at, words!["resmed", "medtronic", "biotronik", "dexcom", "omnipod", "stryker", "zimmer", "inspire"]);
        let battery = has(tokens, at, GADGET) && is(tokens, at + 1, words!["("]);
        let found = if glued_label {
            glued(input, at)
        } else if gs1 {
            glued(input, at + 3)
        } else if maker || battery {
            announced(input, at + 1, 4).filter(|code| code.letters + code.digits > 6 && (code.letters > 0 || code.digits > 7))
        } else {
            None
        };
        if let Some(code) = found.filter(|code| code.digits > 2 && !office(at)) {
            sink.add(code.span(tokens));
        }
    }
}
