//! License plates.

use crate::lexicon::{Class, class};
use crate::rules::evidence::code::grouped;
use crate::finding::Context;
use crate::rules::evidence::owner::{is_cared, is_house, is_ours, is_told};
use crate::rules::evidence::{STAFF, Scene, after, has, is};
use crate::rules::{Input, Sink};
use crate::text::Shape;
use crate::words;

const VEHICLE: Class = class("vehicle");

declare_rule! {
    /// Flags the plate of a car.
    ///
    /// # Why
    /// A vehicle identifier, plates included, is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(L)).
    ///
    /// # Wrong
    /// ```text
    /// The silver Kia, plate {{7HXR220}}, belongs to one of our dialysis folks.
    /// his rig, plate {{PWN-2208}}, smells of diesel and he wants his oxygen
    /// ```
    /// ```text,review-reply
    /// It was on the dash of your Buick, plate {{GNT 1931}}.
    /// The white Civic, plate {{6TRV118}}, left the garage at noon.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Fill half your plate with vegetables.
    /// Plate 4 of the atlas shows the brachial plexus.
    /// Six screws and one 2.7 mm plate.
    /// Look for the big teal van! Plate HLTHY 4U, parked behind the library.
    /// Can the owner of the burgundy Buick, tag WND 4K7, move it out of the loading dock?
    /// My car was stolen during a shift, silver Charger, plate 7TKR402.
    /// ```
    /// ```text,message
    /// the serial plate 90-21-1184 is under the ice machine
    /// ```
    pub static PLATE = {
        id: "id.vehicle/plate",
        label: IdVehicle,
        title: "A license plate",
        why: "A plate leads to the owner of the car.",
        law: ["45 CFR 164.514(b)(2)(i)(L)"],
        severity: Block,
        wakes: ["plate|plates|tag|tags|<vehicle>"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        if !of_patient(input, at) {
            continue;
        }
        let vehicle = (at.saturating_sub(6)..at).any(|index| has(tokens, index, VEHICLE) && !is(tokens, index, words!["plate", "plates"]));
        if is(tokens, at, words!["plate", "plates", "tag", "tags"]) && !after(tokens, at, words!["serial", "name", "dinner", "key"]) {
            let tag = is(tokens, at, words!["tag", "tags"]);
            for skip in 1..5 {
                if let Some(code) = plate(input, at + skip, vehicle && !tag) {
                    if !tag || vehicle {
                        sink.add(code);
                    }
                    break;
                }
                if !is(tokens, at + skip, words!["number", "no", "#", ":", "is", ".", "\"", "-", "reads", "says", "("]) {
                    break;
                }
            }
        } else if has(tokens, at, VEHICLE) && is(tokens, at + 1, words![",", "("]) {
            // "his daughter's Malibu, RVR 882"
            let people = (at.saturating_sub(5)..at).any(|index| is(tokens, index, words!["his", "her", "your", "their", "daughters", "sons", "man", "daughter", "son", "he", "she", "drives", "drove"]));
            if let Some(code) = plate(input, at + 2, false).filter(|_| people) {
                sink.add(code);
            }
        } else if has(tokens, at, VEHICLE) && !is(tokens, at, words!["van", "number", "truck", "bus"]) {
            // "tan Mercury Sable HBX 0193": a model may stand between the make and the plate.
            let next = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.shape.has(Shape::CAPITALISED) && !token.shape.has(Shape::ALL_CAPS)));
            if let Some(code) = plate(input, next, false).filter(|code| code.len() > 5 && !tokens.get(next).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE))) {
                sink.add(code);
            }
        }
    }
}

/// Whether the car is that of somebody in care: not the practice's van, a colleague's or the author's own.
fn of_patient(input: &Input<'_>, at: usize) -> bool {
    let tokens = input.parsed.tokens;
    let colleague = (at.saturating_sub(6)..at).any(|near| has(tokens, near, STAFF));
    // Whose car stands at the practice and is spoken of to him, or with him in the room, came for care.
    let labelled = is(tokens, at, words!["plate", "plates"]) && (input.context == Context::ReviewReply || Scene::near(input, at).they > 0);
    (is_told(input, at) || input.context == Context::ReviewReply) && (labelled && !is_ours(input, at) || is_cared(input, at) && !is_house(input, at)) && (!colleague || input.context == Context::ReviewReply)
}

/// Two to eight capitals and digits, both of them unless a car is near.
fn plate(input: &Input<'_>, at: usize, sure: bool) -> Option<crate::text::Span> {
    let tokens = input.parsed.tokens;
    let code = grouped(input, at)?;
    let first = tokens.get(at)?;
    let span = code.span(tokens);
    let size = code.digits + code.letters;
    let capitals = input.parsed.words(span).bytes().all(|byte| !byte.is_ascii_lowercase());
    if code.digits == 0 && sure && first.shape.has(Shape::ALL_CAPS) && (2..=7).contains(&size) {
        let next = tokens.get(code.end).filter(|next| next.shape.has(Shape::ALL_CAPS) && next.span.len() < 5);
        return Some(next.map_or(span, |next| span.union(next.span)));
    }
    // "GNT 1931" and "KRB-4471" are letters, then digits.
    let joined = if code.digits == 0 && first.shape.has(Shape::ALL_CAPS) && size < 5 { grouped(input, code.end) } else { Some(code) }?;
    let whole = span.union(joined.span(tokens));
    let digits = code.digits + joined.digits;
    (capitals && digits > 0 && (code.letters + joined.letters > 0 || sure) && (4..=9).contains(&whole.len())).then_some(whole)
}
