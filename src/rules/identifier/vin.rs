//! Vehicle identification numbers.

use crate::rules::evidence::code::{glued, labelled};
use crate::rules::evidence::owner::is_house;
use crate::rules::{Input, Sink};
use crate::words;

declare_rule! {
    /// Flags a vehicle identification number: seventeen characters whose check digit is right, or any after the label VIN.
    ///
    /// # Why
    /// A vehicle identifier is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(L)).
    ///
    /// # Wrong
    /// ```text,email
    /// He was driving {{1HGCM82633A004352}} when it happened.
    /// VIN ending {{KFA20931}}, he is here daily
    /// ```
    ///
    /// # Right
    /// ```text
    /// Lot 1HGCM82633A004353 expires in June.
    /// The tracking code is 9400111899223197428490.
    /// Our outreach van, VIN 1HGCM82633A004352, is back from the garage.
    /// ```
    pub static VIN = {
        id: "id.vehicle/vin",
        label: IdVehicle,
        title: "A vehicle number",
        why: "A vehicle number leads to the owner of the car.",
        law: ["45 CFR 164.514(b)(2)(i)(L)"],
        severity: Block,
        wakes: ["vin|<num>|<ordinal>|<mixed>", "<word> ..9 (<num>|<ordinal>|<mixed>)"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    labelled(input, sink, words!["vin"], 3, |at, _| !is_house(input, at));
    for at in input.places() {
        if let Some(code) = glued(input, at).filter(|code| code.digits + code.letters == 17) {
            let span = code.span(tokens);
            if is_vin(input.parsed.words(span)) && !is_house(input, at) {
                sink.add(span);
            }
        }
    }
}

/// The ninth of the seventeen characters is the weighted sum of all of them, modulo eleven.
fn is_vin(words: &str) -> bool {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    const VALUES: [u32; 26] = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];
    let (mut sum, mut check) = (0, 0);
    for (count, (byte, weight)) in words.bytes().zip(WEIGHTS).enumerate() {
        let byte = byte.to_ascii_uppercase();
        let value = match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            b'A'..=b'Z' => match VALUES.get((byte - b'A') as usize) {
                Some(0) | None => return false,
                Some(value) => *value,
            },
            _ => return false,
        };
        if count == 8 {
            check = if byte == b'X' { 10 } else { value };
        }
        sum += value * weight;
    }
    words.len() == 17 && sum % 11 == check
}
