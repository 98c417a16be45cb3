//! Which words weighed most: asked when somebody wants to know why, never while a text is scanned.

use super::table::OF_PASSAGE;
use super::{Model, NAMED, evidence, features};
use crate::finding::{Context, Label};
use crate::text::Token;

/// What each token of a sentence says for `label`: above zero where it speaks for it. A feature of neighbours is counted
/// for the later one. Empty where the weights do not know the label.
pub fn weigh(tokens: &[Token], context: Context, label: Label) -> Vec<f32> {
    let known = NAMED.iter().position(|&named| named == label);
    let family = evidence::FAMILIES.iter().position(|&family| family == label.family());
    let (Some(label), Some(family), Some(model)) = (known, family, Model::load()) else { return Vec::new() };
    let said = |row: &[u8], at: usize| row.get(at).map_or(0.0, |&weight| f32::from(weight as i8));
    // The first of a row tells how rare the feature is.
    let at = 1 + OF_PASSAGE + family;
    let (scale, label_scale) =
        (model.scales.get(OF_PASSAGE + family).copied().unwrap_or(0.0), model.label_scales.get(label).copied().unwrap_or(0.0));
    let mut out = vec![0.0; tokens.len()];
    features::of_sentence(tokens, context, |token, feature| {
        let Some(sum) = out.get_mut(token) else { return };
        if let Some(row) = model.scores.find(feature) {
            *sum += scale * said(model.scores.row(row), at);
        }
        if let Some(row) = model.labels.find(feature) {
            *sum += label_scale * said(model.labels.row(row), label);
        }
    });
    out
}
