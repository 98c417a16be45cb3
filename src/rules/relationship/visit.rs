//! Thanks that confirm a visit.


declare_rule! {
    /// Flags words that confirm that a person came in.
    ///
    /// # Why
    /// That somebody is a patient is itself protected (45 CFR 160.103), also when they said so first: the provider
    /// may not confirm it in public without an authorization (45 CFR 164.502(a), 164.508).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// 😀 {{Thank you for visiting us}}, Dana!
    /// {{Thanks for coming in}} last Tuesday
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Thank you for the kind words. Please visit us at 12 Main Street.
    /// ```
    pub static VISIT = {
        id: "rel.visit/thanks",
        label: RelVisit,
        title: "Confirms that someone is a patient",
        why: "A public reply may not confirm a visit, even when the reviewer mentioned it.",
        law: ["45 CFR 164.502(a)", "45 CFR 164.508(a)(1)"],
        severity: Block,
        patterns: ["(thank you|thanks|thx) (so much)? for (~coming in|~visiting us?|~stopping by)"],
    }
}
