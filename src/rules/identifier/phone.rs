//! Telephone numbers of patients.

use crate::rules::evidence::phone;
use crate::rules::{Input, Sink};

declare_rule! {
    /// Flags a telephone number that is a patient's or a relative's.
    ///
    /// # Why
    /// A telephone number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(D)).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// We tried you twice on {{555-0193}} and left a message.
    /// We did call, Mr. Odell, three times, on {{555-0188}}.
    /// ```
    /// ```text
    /// dtr Tanya calls q2h {{(555) 010-7743}}
    /// ```
    /// ```text,email
    /// Call her niece Bea on {{555-0104}}.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Call our office at (555) 010-7743 between 9 and 5.
    /// Text us: 555-0142. We answer until six.
    /// The 988 line and 1-800-662-4357 are open all night.
    /// ```
    /// ```text,review-reply
    /// Please ask for our manager, Ines, at 555-0164.
    /// Bettina reads each of these and can be reached at 555-0164.
    /// Relaciones con el paciente: 555-0164, todo el día.
    /// We would like to talk. Reach me at 555-010-0199.
    /// ```
    pub static PHONE = {
        id: "id.phone/number",
        label: IdPhone,
        title: "A patient’s telephone number",
        why: "A telephone number leads to one person.",
        law: ["45 CFR 164.514(b)(2)(i)(D)"],
        severity: Block,
        wakes: ["<num>|<numberword>|<mixed>|oh|o|nought|double|triple", "(+|\\() (\\(|<num>)"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    for at in input.places() {
        if let Some(number) = phone::read(input, at)
            && phone::is_private(input, &number)
            && !phone::is_fax(input, &number)
        {
            sink.add(number.span);
        }
    }
}
