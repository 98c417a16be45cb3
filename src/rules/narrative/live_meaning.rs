//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that reports, in words no list foresees, care that is under way.
    ///
    /// # Why
    /// Time and place are enough for people nearby to know the patient (45 CFR 164.514(b)(2)(i)(C), 160.103).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,post
    /// {{Second hour of compressions on our guy in bed nine.}}
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// Night shift starts with coffee and ends with coffee.
    /// Second hour of the billing webinar, send help.
    /// ```
    pub static LIVE_MEANING = {
        id: "nar.live/meaning",
        label: NarLive,
        title: "Reports care while it happens",
        why: "People nearby can tell whom a live report is about.",
        law: ["45 CFR 164.514(b)(2)(i)(C)", "45 CFR 160.103"],
        severity: Warn,
        learned: true,
    }
}
