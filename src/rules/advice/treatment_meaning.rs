//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that tells a person, in words no list foresees, what to take, do, stop or have done.
    ///
    /// # Why
    /// Advice on a person's own case makes a patient of them, without examination or record (AMA Code of Medical Ethics, Opinion 2.3.2).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,comment
    /// {{You should ask for a steroid shot}} and start stretching twice a day.
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// Adults over 50 are advised to ask their doctor about screening.
    /// Please call your own doctor about this today.
    /// ```
    pub static TREATMENT_MEANING = {
        id: "adv.treatment/meaning",
        label: AdvTreatment,
        title: "Tells someone what to do",
        why: "It advises one person on their own case, without an exam.",
        law: ["AMA Code of Medical Ethics 2.3.2"],
        severity: Warn,
        learned: true,
    }
}
