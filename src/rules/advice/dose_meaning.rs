//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that gives a person an amount, a frequency or a duration, in words no list foresees.
    ///
    /// # Why
    /// A dose for one person is treatment without an examination (AMA Code of Medical Ethics, Opinion 2.3.2).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,comment
    /// {{Two tablets at night for a week.}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// The recipe wants two spoons of salt for every litre.
    /// Ask your pharmacist which dose is right for you.
    /// ```
    pub static DOSE_MEANING = {
        id: "adv.dose/meaning",
        label: AdvDose,
        title: "Gives someone a dose",
        why: "It gives one person a dose that nobody checked for them.",
        law: ["AMA Code of Medical Ethics 2.3.2"],
        severity: Warn,
        learned: true,
    }
}
