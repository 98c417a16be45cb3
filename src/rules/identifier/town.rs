//! Towns of patients.

use crate::rules::evidence::Notes;
use crate::rules::evidence::judge::Judge;
use crate::rules::evidence::place::{OF_STREET, OF_VENUE, OF_ZIP, places};
use crate::rules::{Input, Sink};

declare_rule! {
    /// Flags the town or county that a patient is from.
    ///
    /// # Why
    /// Every geographic subdivision smaller than a state is among what Safe Harbor removes
    /// (45 CFR 164.514(b)(2)(i)(B)).
    ///
    /// # Wrong
    /// ```text,blog
    /// Glenda in {{Kalispell}} wakes at 3 a.m. drenched.
    /// Mr. Kubiak of {{Hamtramck}} still rolls on lane six after his stroke.
    /// He moved in from {{Hamtramck}} after his second stroke.
    /// ```
    /// ```text
    /// My patient drove all the way from {{Bakersfield}} for her surgery.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Our new clinic in Tulsa opens on Monday.
    /// A London apothecary kept his ledger in 1782.
    /// Dr. Ito joins us from Denver.
    /// The conference in Boston was great.
    /// Somebody in Texas asked about sunscreen.
    /// ```
    pub static TOWN = {
        id: "id.place/town",
        label: IdPlace,
        title: "Where somebody is from",
        why: "A town beside care narrows it down to a few people.",
        law: ["45 CFR 164.514(b)(2)(i)(B)"],
        severity: Warn,
        check: check,
    }
}

/// Weights for places, made by `fit.py`.
pub static WEIGHTS: &[u8] = include_bytes!("../evidence/place.weights");

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let mut judge = Judge::default();
    for candidate in Notes::places(input, places).iter().copied() {
        if candidate.form & (OF_VENUE | OF_STREET | OF_ZIP) == 0 && judge.weigh(input, &candidate, WEIGHTS) > 0 {
            sink.add(candidate.span(input.parsed.tokens));
        }
    }
}
