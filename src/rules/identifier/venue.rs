//! Schools, employers and places where a patient is known.

use crate::rules::evidence::Notes;
use crate::rules::evidence::judge::Judge;
use crate::rules::evidence::place::{OF_VENUE, places};
use crate::rules::identifier::town::WEIGHTS;
use crate::rules::{Input, Sink};

declare_rule! {
    /// Flags the school, employer or haunt of a patient.
    ///
    /// # Why
    /// A named school or workplace is geography smaller than a state (45 CFR 164.514(b)(2)(i)(B)), and employers are
    /// named there outright (45 CFR 164.514(b)(2)(i)).
    ///
    /// # Wrong
    /// ```text
    /// Makayla from {{Jefferson Middle}} got her braces off!
    /// Big Ronnie from {{Delgado's Tire}} got his A1C under 7.
    /// ```
    /// ```text,email
    /// She was hurt at {{Tall Pines Mill}} and her MRI shows a tear.
    /// ```
    /// ```text,review-reply
    /// So glad Zeke can see the board at {{Hillcrest Elem}}! Your son did great.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Sports physicals at Jefferson Middle on Saturday, all welcome.
    /// Thanks to the Rotary and First Street Bank for the recliners.
    /// Our hygienist Priya went to Hillcrest High.
    /// We accept records from Mercy College of Nursing.
    /// ```
    pub static VENUE_OF_PATIENT = {
        id: "id.place/venue",
        label: IdPlace,
        title: "Where somebody works or learns",
        why: "A named school or workplace narrows it down to a few people.",
        law: ["45 CFR 164.514(b)(2)(i)", "45 CFR 164.514(b)(2)(i)(B)"],
        severity: Warn,
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let mut judge = Judge::default();
    for candidate in Notes::places(input, places).iter().copied() {
        if candidate.form & OF_VENUE != 0 && judge.weigh(input, &candidate, WEIGHTS) > 0 {
            sink.add(candidate.span(input.parsed.tokens));
        }
    }
}
