//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that offers a patient, in words no list foresees, a personal account, number or friendship.
    ///
    /// # Why
    /// Contact belongs on the practice's own, safeguarded ways (AMA Code of Medical Ethics, Opinion 2.3.2; 45 CFR 164.530(c)).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,message
    /// {{Add me on Instagram}} so that we can keep in touch.
    /// ```
    ///
    /// # Right
    /// ```text,message
    /// You can reach our front desk at 555-0100 until five.
    /// Our practice posts its news on Instagram.
    /// ```
    pub static BOUNDARY_MEANING = {
        id: "sol.boundary/meaning",
        label: SolBoundary,
        title: "Moves a patient to private contact",
        why: "It moves a patient from the practice's ways to a personal one.",
        law: ["AMA Code of Medical Ethics 2.3.2", "45 CFR 164.530(c)"],
        severity: Warn,
        learned: true,
    }
}
