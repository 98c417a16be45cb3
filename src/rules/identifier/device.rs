//! Serial numbers of devices.

use crate::lexicon::{Class, class};
use crate::rules::evidence::code::{Code, announced, glued, labelled};
use crate::rules::evidence::owner::{is_house, is_told};
use crate::rules::evidence::{after, has, is};
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
    /// Ikaika's LVAD controller {{HM3-118820}} is beeping.
    /// cochlear implant S/N {{CI-770-3391}}, activation in May
    /// Explanted stem, lot {{55B-SN0091}}, her hip was loose at two years.
    /// ```
    ///
    /// # Right
    /// ```text
    /// The autoclave serial 90-21-1184 is on the plate.
    /// Lot 24-1187C of bupivacaine is recalled.
    /// Serial killers are not on the exam.
    /// Our printer, serial 4471-A, is jammed again.
    /// Stolen from our storefront: a portable ultrasound, serial US-7783-0021-B.
    /// The demo unit, DS-4410-P, stopped uploading.
    /// RIP to our old magnet, serial 11873, installed in 1999.
    /// ```
    pub static DEVICE = {
        id: "id.device/serial",
        label: IdDevice,
        title: "A device’s serial number",
        why: "A serial number leads to the one person who carries the device.",
        law: ["45 CFR 164.514(b)(2)(i)(M)"],
        severity: Block,
        wakes: [
            "serial|serials|sn|snr|lot|s|\\(|resmed|medtronic|biotronik|dexcom|omnipod|stryker|zimmer|inspire|<gadget>",
            "implant|implants|implanted|explanted|stem|abutment|mesh|cage|screw|screws|iol|iud|lvad|controller|breast|aid|aids|shunt",
        ],
        check: check,
    }
}

/// Parts that are put into somebody, and what is worn: their lot numbers lead to the few who got one.
const IMPLANTED: &[u32] = words![
    "implant", "implants", "implanted", "explanted", "stem", "abutment", "mesh", "stent", "valve", "cage", "screw", "screws", "lens", "iol",
    "iud", "lvad", "controller", "pacemaker", "prosthesis", "breast", "knee", "hip", "aid", "aids", "cochlear", "pump", "device", "shunt"
];

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    let gadget = |at: usize| (at.saturating_sub(9)..at + 7).any(|near| has(tokens, near, GADGET) && !is(tokens, near, words!["autoclave", "platform"]) || is(tokens, near, IMPLANTED));
    let theirs = |at: usize| (gadget(at) || is_told(input, at)) && !is_house(input, at);
    labelled(input, sink, words!["serial", "serials", "sn", "snr"], 3, |at, code| {
        theirs(at) && code.letters + code.digits > 4 && !after(tokens, at, words!["part", "model", "lot"])
    });
    for at in input.places() {
        // "SN-8840-TKR-204": the label is part of the number.
        let glued_label = is(tokens, at, words!["sn"]) && is(tokens, at + 1, words!["-"]);
        // "(21)" stands before the serial number in a GS1 code.
        let gs1 = is(tokens, at, words!["("]) && tokens.get(at + 1).is_some_and(|token| input.parsed.words(token.span) == "21") && is(tokens, at + 2, words![")"]);
        let slashed = is(tokens, at, words!["s"]) && is(tokens, at + 1, words!["/"]) && is(tokens, at + 2, words!["n"]);
        let maker = is(tokens, at, words!["resmed", "medtronic", "biotronik", "dexcom", "omnipod", "stryker", "zimmer", "inspire"]);
        let lot = is(tokens, at, words!["lot", "serial"]) && is_told(input, at) && (at.saturating_sub(6)..at + 7).any(|near| is(tokens, near, IMPLANTED));
        let thing = has(tokens, at, GADGET) || is(tokens, at, IMPLANTED);
        let found = if glued_label {
            glued(input, at)
        } else if gs1 {
            glued(input, at + 3)
        } else if slashed {
            announced(input, at + 3, 3).filter(|code| code.letters + code.digits > 4)
        } else if maker || thing && is(tokens, at + 1, words!["("]) {
            announced(input, at + 1, 4).filter(|code| code.letters + code.digits > 6 && (code.letters > 0 || code.digits > 7))
        } else if lot {
            announced(input, at + 1, 3).filter(|code| code.letters + code.digits > 4)
        } else if thing && is_told(input, at) {
            // "her LVAD controller HM3-118820", "right 8810-R-20774": letters and digits in one word behind a device.
            let next = at + 1 + usize::from(is(tokens, at + 1, words!["no", "number", "#", "id", "battery"]));
            glued(input, next).filter(|code| code.letters > 0 && code.letters < 7 && code.digits > 3 && coded(input, code))
        } else {
            None
        };
        if let Some(code) = found.filter(|code| code.digits > 2 && !is_house(input, at)) {
            sink.add(code.span(tokens));
        }
    }
}

/// Capitals and digits only, of which the last is a digit or a capital.
fn coded(input: &Input<'_>, code: &Code) -> bool {
    let words = input.parsed.words(code.span(input.parsed.tokens));
    words.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}
