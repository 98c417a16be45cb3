//! The part of a story that gives the patient away: found by its meaning.

declare_rule! {
    /// Flags the part of a story by which people nearby could tell who the patient is.
    ///
    /// # Why
    /// A rare event with a place, a time or a role identifies without a name (45 CFR 164.514(b)(2)(i)(R), (b)(2)(ii)).
    ///
    /// # How
    /// By what the words of the clause and of the passage around it weigh ([`crate::model`]), beside the rules that list wordings.
    ///
    /// # Wrong
    /// ```text,post
    /// {{Had the lady who runs the bakery on our corner in}} for the third time this month.
    /// {{The man who fell off the church roof on Easter}} is back on our floor.
    /// ```
    ///
    /// # Right
    /// ```text,post
    /// Reminder that our flu clinic is open on Saturday, no appointment needed.
    /// The bakery on our corner brought rolls for the whole night shift.
    /// ```
    pub static STORY_MEANING = {
        id: "nar.story/meaning",
        label: NarStory,
        title: "May let people recognise a patient",
        why: "People nearby may recognise the patient by this detail.",
        law: ["45 CFR 164.514(b)(2)(i)(R)", "45 CFR 164.514(b)(2)(ii)"],
        severity: Warn,
        learned: true,
    }
}
