//! That somebody never was there.


declare_rule! {
    /// Flags a denial: no record, never a patient, nobody by that name.
    ///
    /// # Why
    /// A denial answers the same question as a confirmation, and whoever denies some and stays silent on others has
    /// confirmed the others (45 CFR 164.502(a); 164.510(a) gives no exception for reviews).
    ///
    /// # Wrong
    /// ```text,review-reply
    /// {{We have no record of you}} as a patient.
    /// {{You were never a patient of this office}}.
    /// {{my staff cannot locate a chart}} under that name
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// We can neither confirm nor deny that anyone is a patient.
    /// There is no record of the call in our phone log because the lines were down.
    /// It does not matter whether a reviewer was ever seen here; the answer is the same.
    /// ```
    pub static DENIAL = {
        id: "rel.visit/denial",
        label: RelVisit,
        title: "Denies that someone is a patient",
        why: "Saying that somebody is no patient is as telling as saying that they are one.",
        law: ["45 CFR 164.502(a)"],
        severity: Block,
        patterns: [
            "(we|i|there's|theres|there is|our office|our <word>) (have|has|had|find|found|show|shows|see)? (absolutely)? no (record|records|recollection|account|file|chart|documentation|appointment) (of|for|under|with) (you|your|anyone|anybody|a patient|this|ever|him|her|that name)",
            "(you|he|she|they|this person|this reviewer|the reviewer) (were|was|are|is|have|has|had) (never|not) (ever|actually|been)? (a|an|our|set)? (patient|client|customer|seen|treated|scheduled|foot|one of ours|here) (of (this|our) <word>|here)?",
            "(you're|youre|he's|she's) not (a|our) (patient|client) (here|of)",
            "(never|not) (been|a) (a)? (patient|client|customer) (here|of (ours|this|our))",
            "(never|not) (treated|seen|scheduled|met|served) (anyone|anybody|you|this person|a patient|a person|him|her)",
            "(nobody|no one|no patient) (by|with|under|of|who was|named) (that|this|here) (name|night|day)? (has)? ..3 (scheduled|seen|treated|here)?",
            "[(my|our|the) <word> (cannot|can't|couldn't|could not|can not|were unable to|was unable to) (find|locate)] (a|your|any|this|you)",
            "[(my|our|the) <word> cannot locate a chart]",
            "(cannot|can't|couldn't|unable to) (find|locate) (you|your|a patient|any record|any patient|your name) (in our <word>|in our system)?",
            "(you|he|she) (has|have|had) never (set foot|been) (in|to|here)",
            "never set foot",
            "(you|he|she) were never (our|a) <word>",
        ],
        unless: ["whether ..4 ever <any>? <any>?", "not even to say <any>? <any>? <any>? <any>? <any>? <any>? <any>? <any>?", "(neither|nor) <any> <any>? <any>? <any>? <any>? <any>? <any>?"],
    }
}
