//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that reveals, in words no list foresees, what was found, done, given, paid or missed.
    ///
    /// # Why
    /// Health, care and payment of an identifiable person are protected health information (45 CFR 160.103, 164.502(a)).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{The swelling after that kind of extraction is expected}}, as we told you.
    /// The second crown was made at no charge {{because the first one cracked}}.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Privacy rules keep us from discussing any details here. Please call our office.
    /// We accept most insurance plans and post our prices online.
    /// ```
    pub static CARE_MEANING = {
        id: "rel.care/meaning",
        label: RelCare,
        title: "Reveals care, in other words",
        why: "It reveals something about a person's health, care or payment.",
        law: ["45 CFR 164.502(a)", "45 CFR 160.103"],
        severity: Warn,
        learned: true,
    }
}
