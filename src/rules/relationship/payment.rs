//! Who paid, what is owed, which plan.

use crate::finding::{Context, Severity};
use crate::hashes;
use crate::rules::evidence::clinical::{about_animals, before, has, is_made_up, refuses, sentence, teaches, thanks_for_care};
use crate::rules::Input;
use crate::text::Span;

declare_rule! {
    /// Flags what somebody paid or owes and what their health plan did.
    ///
    /// # Why
    /// Payment for care is part of protected health information (45 CFR 160.103, "relates to … the past, present, or
    /// future payment for the provision of health care").
    ///
    /// # Wrong
    /// ```text,review-reply
    /// Your crown {{was paid by Delta}}
    /// We had to tell you that {{your account was}} {{sent to collections}}.
    /// {{Aetna denied}} it twice.
    /// {{You still owe us}} eighteen months.
    /// ```
    ///
    /// # Right
    /// ```text,review-reply
    /// We take Delta and Aetna, and Medicaid for kids.
    /// If your insurance denies a claim, our billing office will help you appeal.
    /// Please bring your insurance card.
    /// ```
    pub static PAYMENT = {
        id: "rel.care/payment",
        label: RelCare,
        title: "Reveals payment or insurance",
        why: "Who paid for somebody’s care, or what they owe, is protected like the care itself.",
        law: ["45 CFR 160.103", "45 CFR 164.502(a)"],
        severity: Block,
        patterns: [
            "(was|were|is|are|got|been|being)? (fully|partly|also)? (paid|covered|denied|rejected|approved|declined|reimbursed|billed|processed|covered) (in full)? (by|through|under|to|with) (your|his|her|the|<cap>)? <insurer+>",
            "(your|his|her|their) <cap>? <insurer+> (plan)? (has|have|had|only|already|finally)? (paid|denied|approved|rejected|covered|declined|excludes|wants|wanted|applied|flagged|refused|lapsed|processed|changed|ran|did|does|requires|required)",
            "the (<word>)? (copay|balance|claim|refund|deposit|invoice|prior auth|prior authorization) (was|went|is|hit|got|came|denied|bounced)",
            "<insurer+> (has|have|had|only|already|finally)? (applied|paid|denied|approved|agreed|rejected|declined|refused)",
            "(your|his|her) <insurer> (plan|policy|coverage|claim)",
            "(your|ur|his|her|their) (<kin>)? (outstanding|unpaid|past due|remaining|open|overdue|current)? (balance|deductible|copay|co pay|refund|account balance|payment plan|claim|coinsurance|prior auth|prior authorization|deposit|autopay|account|invoice|superbill|bills|fsa|hsa|estimate|check|preauthorization|coverage|policy|bill) ..3 (was|is|were|are|has|reset|hit|denied|lapsed|went|of|for|from|bounced|came|goes|sent|remains|needs|paid|you)",
            "(you|u|he|she|they) (still|already|actually|never)? (owe|owes|owed|paid|pay|disputed|signed the estimate|bounced|stopped payment|charged back) (us|me|$|<num>|for|with|<word> <billing>|eighteen|your|the|off)",
            "(sent|referred|turned over|goes|went|going|gone) (you|it|your account|this)? (over)? to (a)? (collections|collection)",
            "(balance|invoice|bill|copay|deposit|refund) of $ <num>",
            "[$ <num> (remains|is|was) (open|owed|due|still|going back|refunded)]",
            "(without paying|left without paying|never paid|unpaid balance|past due balance|nonpayment)",
            "(refunded|waived|comped|credited|charged) (you|your|his|her|the) <word>?",
            "(we|i) (took|knocked) $ <num> off",
            "(have|has|had|on|got) (medicaid|medicare|tricare)",
            "(you've got|you have|youve got) <num>? (<word>)? (sessions|session|visits|units) left",
        ],
        unless: [
            "(if|when|whether|in case) ..4 <insurer> <word>",
            "(take|accept|accepts|takes|in network with|bill|most|many) ..3 <insurer>",
            "(have|has|on) (medicaid|medicare|tricare) (patients|openings|spots|contracts|plans|and|or)",
            "(people|patients|families|folks|anyone|those|kids|adults) ..3 (medicaid|medicare)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    let generic = has(before(input, span, 7), hashes!["if", "when", "whether", "most", "ask", "unless", "patients", "people", "often", "usually", "verify", "check", "any", "how"]);
    if generic || teaches(tokens) || about_animals(input, span) || is_made_up(input, span) || refuses(tokens) {
        return None;
    }
    let someone = has(tokens, hashes!["you", "your", "u", "ur", "he", "she", "his", "her", "youve", "yours", "hers", "it", "we"]);
    match input.context {
        Context::ReviewReply => Some((span, Severity::Block)),
        Context::Post if thanks_for_care(tokens) => Some((span, Severity::Warn)),
        Context::Email | Context::Message | Context::Comment if someone => Some((span, Severity::Warn)),
        _ => None,
    }
}
