//! Calendar dates of somebody's care.

use crate::rules::identifier::weekday::judge_days;
use crate::rules::{Input, Sink};

declare_rule! {
    /// Flags a date that is tied to somebody's care or life.
    ///
    /// # Why
    /// All elements of dates but the year that relate to a person are among what Safe Harbor removes
    /// (45 CFR 164.514(b)(2)(i)(C)): admission, visit, surgery, death.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// Your crown was seated {{June 11}} and our notes show you declined the guard.
    /// We left you messages about your biopsy {{10/3}}.
    /// Sorry your appointment on {{the 12th}} ran behind.
    /// ```
    /// ```text
    /// She came to us on {{March 3rd}} with chest pain and her husband.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Flu shots on October 3rd from 8 to 2 in the cafeteria.
    /// We are closed on July 4th and open again on the 5th.
    /// Registration for the May 9 conference ends April 1.
    /// Ratings rose from 4/5 to 9/10 in 2024.
    /// ```
    /// ```text,review-reply
    /// Our policy changed on January 1 and the sign is on the door.
    /// ```
    pub static DATE = {
        id: "id.date/day",
        label: IdDate,
        title: "A date in somebody’s care",
        why: "A date beside care lets people work out who it was.",
        law: ["45 CFR 164.514(b)(2)(i)(C)"],
        severity: Warn,
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    judge_days(input, sink, true);
}
