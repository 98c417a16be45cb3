//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that promises an outcome, in words no list foresees.
    ///
    /// # Why
    /// A claim needs evidence that it holds for everybody it speaks to (15 U.S.C. 45(a); 15 U.S.C. 52).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,post
    /// {{Our laser removes every scar forever.}}
    /// You will never feel pain again, {{we promise}}.
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// Results vary from person to person.
    /// Our new laser arrives on Monday.
    /// ```
    pub static GUARANTEE_MEANING = {
        id: "clm.guarantee/meaning",
        label: ClmGuarantee,
        title: "Promises an outcome",
        why: "It promises a result that nobody can promise.",
        law: ["15 U.S.C. 45(a)", "15 U.S.C. 52"],
        severity: Warn,
        learned: true,
    }
}
