//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that asks, in words no list foresees, for health details, identity details or pictures.
    ///
    /// # Why
    /// Health information needs a safeguarded way (45 CFR 164.312(e)(1), 164.530(c)).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,comment
    /// Send me your date of birth {{and a photo of your insurance card}}.
    /// Reply here with your birthday {{and the name of your plan}}.
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// Please use the patient portal to reach your care team.
    /// Bring a photo ID and your insurance card to the desk.
    /// ```
    pub static DETAILS_MEANING = {
        id: "sol.phi/meaning",
        label: SolPhi,
        title: "Asks for private details",
        why: "It asks for private details where others can read or keep them.",
        law: ["45 CFR 164.312(e)(1)", "45 CFR 164.530(c)"],
        severity: Warn,
        learned: true,
    }
}
