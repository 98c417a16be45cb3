//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that says, in words no list foresees, that somebody came, comes or never came.
    ///
    /// # Why
    /// That a person is or was a patient is protected like a diagnosis (45 CFR 160.103, 164.502(a)).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{We were so happy to have you with us again this spring.}}
    /// {{You were a delight to have in our chair.}}
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Thank you for the kind words. They made our whole morning.
    /// Our office family has grown: we now have eleven hygienists.
    /// ```
    pub static VISIT_MEANING = {
        id: "rel.visit/meaning",
        label: RelVisit,
        title: "Confirms a visit, in other words",
        why: "It tells everybody that this person is, or is not, a patient here.",
        law: ["45 CFR 164.502(a)", "45 CFR 160.103"],
        severity: Warn,
        learned: true,
    }
}
