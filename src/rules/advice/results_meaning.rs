//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that reads a person's own result or picture, in words no list foresees.
    ///
    /// # Why
    /// To interpret one person's result is a diagnosis without the record (AMA Code of Medical Ethics, Opinion 2.3.2).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,comment
    /// {{A TSH of 8 like yours means your thyroid is underactive.}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// A normal A1c is below 5.7 percent.
    /// Your own doctor can go through your results with you.
    /// ```
    pub static RESULTS_MEANING = {
        id: "adv.results/meaning",
        label: AdvResults,
        title: "Reads someone's result",
        why: "It reads one person's result without their record.",
        law: ["AMA Code of Medical Ethics 2.3.2"],
        severity: Warn,
        learned: true,
    }
}
