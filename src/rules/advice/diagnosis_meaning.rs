//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that tells a person what they have, in words no list foresees.
    ///
    /// # Why
    /// To name a condition to one person is a diagnosis without an examination (AMA Code of Medical Ethics, Opinions 2.3.1 and 2.3.2).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,comment
    /// {{That rash is ringworm.}}
    /// {{What you describe is a tension headache.}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// Ringworm is a fungus, not a worm.
    /// Eczema often runs in families.
    /// ```
    pub static DIAGNOSIS_MEANING = {
        id: "adv.diagnosis/meaning",
        label: AdvDiagnosis,
        title: "Diagnoses someone, in other words",
        why: "It tells a person what they have, without an exam.",
        law: ["AMA Code of Medical Ethics 2.3.1", "AMA Code of Medical Ethics 2.3.2"],
        severity: Warn,
        learned: true,
    }
}
