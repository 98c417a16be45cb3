//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that tells a person, in words no list foresees, that something can wait or is nothing.
    ///
    /// # Why
    /// To tell one person that a symptom can wait is triage without an examination (AMA Code of Medical Ethics, Opinion 2.3.2).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,comment
    /// No rush, {{that can wait until your next checkup}}.
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// If this is an emergency, please call 911.
    /// The new waiting room has more chairs.
    /// ```
    pub static TRIAGE_MEANING = {
        id: "adv.triage/meaning",
        label: AdvTriage,
        title: "Tells someone how urgent it is",
        why: "It tells a person that something can wait, without an exam.",
        law: ["AMA Code of Medical Ethics 2.3.2"],
        severity: Warn,
        learned: true,
    }
}
