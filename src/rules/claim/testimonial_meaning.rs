//! A clause: found by its meaning.

declare_rule! {
    /// Flags a clause that publishes a patient's praise or picture without saying that they signed for it.
    ///
    /// # Why
    /// To use a patient's words or pictures for marketing takes a signed authorization (45 CFR 164.508(a)(3)).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,post
    /// {{"Dr. Hart gave me my life back after years of pain!"}} Thank you for your kind words!
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// Shared with signed authorization, name withheld.
    /// Leave us a review if you have a minute.
    /// ```
    pub static TESTIMONIAL_MEANING = {
        id: "clm.testimonial/meaning",
        label: ClmTestimonial,
        title: "Publishes a patient's story or praise",
        why: "A patient’s words or pictures may be shared only when the patient has signed for it.",
        law: ["45 CFR 164.508(a)(3)"],
        severity: Warn,
        learned: true,
    }
}
