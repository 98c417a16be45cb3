//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that accuses, mocks or threatens the person who is answered, in words no list foresees.
    ///
    /// # Why
    /// An answer to a person who may be a patient discloses as soon as it argues (45 CFR 164.502(a)); respect is a duty (AMA Code of Medical Ethics, Opinion 1.1.3).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{Maybe next time try telling the truth.}}
    /// You screamed at our receptionist {{and you know it}}.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// We are sorry to read this and would like to listen.
    /// The truth is that our phones were down on Monday.
    /// ```
    pub static ATTACK_MEANING = {
        id: "clm.attack/meaning",
        label: ClmAttack,
        title: "Attacks the person who wrote",
        why: "It argues with or accuses the person, and readers judge the practice by it.",
        law: ["45 CFR 164.502(a)", "AMA Code of Medical Ethics 1.1.3"],
        severity: Warn,
        learned: true,
    }
}
