//! Fax numbers of patients.

use crate::rules::evidence::{Scene, US, phone, window};
use crate::rules::{Input, Sink};
use crate::words;

declare_rule! {
    /// Flags a fax number that is a patient's, a relative's or an employer's.
    ///
    /// # Why
    /// A fax number is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(E)).
    ///
    /// # Wrong
    /// ```text,email
    /// Her son handles everything, fax him a copy at {{808-555-0194}}.
    /// Copy to the POA at his fax {{555-017-8820}}
    /// ```
    ///
    /// # Right
    /// ```text
    /// Fax referrals to us at 555-0102.
    /// Our fax is 555-0187 and yes, it is still a fax.
    /// ```
    pub static FAX = {
        id: "id.fax/number",
        label: IdFax,
        title: "A patient’s fax number",
        why: "A fax number leads to one person or household.",
        law: ["45 CFR 164.514(b)(2)(i)(E)"],
        severity: Block,
        wakes: ["<num>|<numberword>|<mixed>|oh|o|nought|double|triple", "(+|\\() (\\(|<num>)"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    for at in input.places() {
        if let Some(number) = phone::read(input, at)
            && phone::is_fax(input, &number)
            && (phone::is_private(input, &number) || sent(input, &number))
        {
            sink.add(number.span);
        }
    }
}

/// "I faxed it to the mill (555-0134)", "fax the form to his steward at 555-0158": something of somebody's went there.
fn sent(input: &Input<'_>, number: &phone::Number) -> bool {
    let tokens = input.parsed.tokens;
    let (from, _) = window(input, number.first);
    let before = tokens.get(number.first.saturating_sub(12).max(from)..number.first).unwrap_or(&[]);
    let ours = before.iter().any(|token| token.classes.has(US));
    let about = Scene::about(input, number.first);
    let told = about.they + about.patient > 1 || about.is_record() || before.iter().any(|token| words!["faxed", "home", "husbands", "your"].contains(&token.word));
    !ours && told && about.care + about.treated > 0
}
