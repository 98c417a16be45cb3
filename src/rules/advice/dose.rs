//! A dose for one person.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{about_animals, answers_someone, asks, has, has_class, is_made_up, refuses, sentence, teaches, turns_to_someone, word};
use crate::rules::Input;
use crate::text::Span;
use crate::{classes, hashes};

declare_rule! {
    /// Flags a dose, a frequency or a duration that is told to a person.
    ///
    /// # Why
    /// A dose for one person is a prescription in all but name: it needs a history, allergies and an examination
    /// (AMA Code of Medical Ethics, Opinion 1.2.12).
    ///
    /// # Wrong
    /// ```text,comment
    /// take ibuprofen {{400 mg every 6 hours}}
    /// Rinse with salt water {{three times a day}}.
    /// bump the levo {{from 50 to 75 mcg}}
    /// ```
    ///
    /// # Right
    /// ```text,comment
    /// The label says 400 mg for adults, and your pharmacist knows more.
    /// My sourdough starter gets 50 g of flour twice a day.
    /// ```
    /// ```text,post
    /// Brush for two minutes, twice a day!
    /// ```
    pub static DOSE = {
        id: "adv.dose/amount",
        label: AdvDose,
        title: "Gives one person a dose",
        why: "The right dose depends on weight, allergies and other medicines, which a message cannot check.",
        law: ["AMA Code of Medical Ethics 1.2.12"],
        severity: Warn,
        patterns: [
            "(from)? (<num>|half|one|two|three|a|ten|five|four|six) (- <num>|to <num>|a|and a half|or <num>|mg|mcg)? (to <num>)? <unit+> ..2 (<frequency+>|every <num> (- <num>|to <num>)? (hours|hrs|h|days|weeks|minutes)?|every (few|couple|other|four|six|eight|three|two) <word>|(<num>|two|three|four|one|2|3) (times|x) <frequency+>|once|twice|x <num>|for <num>|for (a|two|three|four|five|six|ten) (days|weeks|week|months))",
            "(from)? (<num>|half|half a|one|two|three|ten) (- <num>|to <num>)? (mg|mcg|mgs|ml|mls|milligrams|milligram|iu|tabs|tab|tablets|tablet|capsules|caps|puffs|drops|drop|pills|tsp|tbsp|teaspoon|units|gummies|g|cc)",
            "every (<num>|couple|few|other|four|six|eight|three|two|single) (- <num>|to <num>)? (hours|hrs|hr|h|days|weeks|morning|night|day|hour|minutes|months|month|week)",
            "every (2|3|4|6|8|12|24) (<end>|,|and|for|til|until|as|with)",
            "(<num>|one|two|three|four|five|once|twice|thrice|several) (- <num>|to <num>|or <num>|or four|to four)? (times|x)? (<frequency+>|in a day|a day|per day|daily)",
            "(for|x) (<num>|a|one|two|three|four|five|six|ten|another|the next) (- <num>|to <num>|or <num>|to three|full)? (days|weeks|wks|months|day|week|month|minutes|min|d|hrs|hours|seconds)",
            "<num> (at bedtime|at night|nightly|bid|tid|qid|daily|before bed|on <num> off|before each meal|of the <drug>|of <drug>|w food)",
            "<frequency+>",
        ],
        unless: ["(label|box|studies|study|adults|people|patients|average|typical|maximum|max|limit) ..8 (<num>|<frequency>) <unit>?"],
        confirm: confirm,
    }
}

/// How far back the name of the medicine may stand, in tokens.
const NEAR: usize = 24;

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, at) = sentence(input, span);
    if !(answers_someone(input) || turns_to_someone(input, span)) || refuses(tokens) || teaches(tokens) || asks(tokens) {
        return None;
    }
    if about_animals(input, span) || is_made_up(input, span) {
        return None;
    }
    let said = input.parsed.tokens.get(input.parsed.token_range(span)).unwrap_or(&[]);
    let earlier = tokens.get(at.saturating_sub(14)..at).unwrap_or(&[]);
    let range = input.parsed.token_range(span);
    let before = input.parsed.tokens.get(range.start.saturating_sub(NEAR)..range.start).unwrap_or(&[]);
    let later = input.parsed.tokens.get(range.end..(range.end + 5).min(input.parsed.tokens.len())).unwrap_or(&[]);
    let person = hashes!["you", "u", "your", "ur", "him", "her", "he", "she", "should", "need", "needs"];
    let unit = has_class(said, classes!["unit"]) && said.iter().any(|token| token.kind == crate::text::Kind::Number);
    let often = has_class(said, classes!["frequency"]) || has(said, hashes!["every", "for", "x"]);
    let told = has_class(earlier, classes!["drug", "remedy"])
        && (has_class(earlier, classes!["directive"]) || has(tokens, person) || earlier.len() <= 5);
    let directed =
        has_class(earlier, classes!["directive"]) && has_class(tokens, classes!["drug", "remedy", "body", "symptom", "condition"]);
    // The name of the medicine may stand before, in another sentence, or after.
    let named = (unit || often) && has_class(before, classes!["drug", "remedy"]) && has_class(before, classes!["directive"])
        || unit && has_class(later, classes!["drug"]);
    let habit = has(
        tokens,
        hashes!["commonly", "usually", "often", "taken", "most", "started", "generally", "used", "begun", "practices", "daily allowance"],
    ) && !has(tokens, person);
    let mine = has(
        earlier,
        hashes![
            "i", "we", "my", "ive", "our", "im", "took", "was", "were", "open", "hours", "waited", "phone", "has", "have", "had", "been",
            "came", "since"
        ],
    ) && !has(earlier, hashes!["id", "should", "would", "you", "u"]);
    if mine || habit || !(told || directed || named) {
        return None;
    }
    // A bare frequency says little beside a verb that is not about medicine.
    let bare = said.len() == 1 && !has_class(said, classes!["unit"]) && !has_class(earlier, classes!["drug", "remedy"]);
    match input.context {
        _ if bare => None,
        Context::Email if !unit || !has_class(tokens, classes!["drug"]) => None,
        Context::Post | Context::Blog if !has(tokens, hashes!["you", "him", "her", "your", "ur", "yours"]) && !unit => None,
        _ if tokens.first().is_some_and(|token| token.word == const { word("i") }) => None,
        _ => Some((span, Severity::Warn)),
    }
}
