//! Names of patients.

use crate::rules::Rewrite;

declare_rule! {
    /// Flags the name of a patient, a relative or the person who is answered.
    ///
    /// # Why
    /// A name is the first of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(A)); to answer
    /// somebody by name in public confirms whom the practice means.
    ///
    /// # Wrong
    /// ```text,review-reply
    /// Hi {{Dana}}, thanks for the stars!
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// Hi there, thanks for the stars!
    /// ```
    pub static NAME = {
        id: "id.name/greeting",
        label: IdName,
        title: "Names a person",
        why: "A name in a public reply tells everyone whom the practice means.",
        law: ["45 CFR 164.514(b)(2)(i)(A)"],
        severity: Block,
        patterns: ["(hi|hello|hey|dear) [<cap>] ,"],
        rewrite: Rewrite::Words(&["there"]),
    }
}
