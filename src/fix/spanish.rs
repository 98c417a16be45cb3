//! Words for a text that is written in Spanish: what is offered stays in the language of the text.

use super::mood::{Mood, mood};
use super::site::Site;
use super::wide::{Reply, Tone};
use crate::finding::{Family, Label};
use crate::hashes;
use crate::text::{Kind, Shape, Token};

/// Fewest Spanish words by which a sentence is taken for one.
const FEWEST: usize = 2;

/// The whole replies, best first; see [`super::REPLIES`].
pub const REPLIES: [Reply; 4] = [
    Reply {
        mood: Tone::Thanks,
        text: "Gracias por tomarse el tiempo de escribir. Todo nuestro equipo lee cada reseña, y cualquier persona puede llamar a \
               nuestra oficina.",
    },
    Reply { mood: Tone::Thanks, text: "Muchas gracias por sus amables palabras. Significan mucho para todo el equipo." },
    Reply {
        mood: Tone::Complaint,
        text: "Gracias por escribirnos. Las normas de privacidad no nos permiten decir aquí si alguien es paciente, y tomamos en serio \
               cada comentario. Por favor llame a nuestra oficina y pida hablar con la persona encargada.",
    },
    Reply {
        mood: Tone::Complaint,
        text: "Lamentamos leer esto. Para cuidar la privacidad de todos no hablamos de detalles en público; con gusto lo hablamos por \
               teléfono.",
    },
];

/// "Gracias" is read as "thanks" where a list knows it.
const THANKS: &[u32] = hashes!["gracias", "thanks", "thank"];
/// Words of which every Spanish sentence has some, and few an English one.
const FUNCTION: &[u32] = hashes![
    "de", "la", "el", "que", "los", "las", "por", "su", "sus", "nos", "y", "en", "con", "para", "del", "una", "un", "lo", "se", "ya", "al",
    "muy", "fue", "es", "le", "les", "como", "este", "esta", "está", "más", "mucho", "pero", "cuando", "si"
];

/// Whether a good part of the words are Spanish.
pub fn is_spanish(tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|token| token.kind == Kind::Word);
    let spanish = |token: &&Token| token.shape.has(Shape::FOREIGN) || FUNCTION.contains(&token.word);
    let count = words().filter(spanish).count();
    count >= FEWEST && count * 3 > words().count()
}

/// Whether the sentence of `site` is Spanish, or is a few words of a Spanish text.
pub fn is_spoken(site: &Site<'_>) -> bool {
    const FEW: usize = 8;
    let sentence = site.sentence();
    is_spanish(sentence) || (sentence.len() <= FEW && is_spanish(site.input.parsed.tokens))
}

/// What stands for the words of a finding, best first.
pub fn instead(site: &Site<'_>, label: Label) -> &'static [&'static str] {
    if label.family() == Family::Identifier {
        return detail(site, label);
    }
    // Spanish verbs carry their subject, so that only what is cut off on both sides can be said anew as a clause.
    if site.begins_clause() && site.ends_clause() {
        return clause(site, label);
    }
    match site.inside().first() {
        Some(first) if THANKS.contains(&first.word) => &["gracias por escribirnos", "muchas gracias"],
        _ => &["esto", "los detalles", "este asunto", "(omitido)"],
    }
}

/// A clause that says nothing of anybody.
pub fn clause(site: &Site<'_>, label: Label) -> &'static [&'static str] {
    match label {
        Label::ClmGuarantee => &["los resultados varían de una persona a otra", "pregúntenos qué se puede esperar"],
        Label::ClmTestimonial => &["gracias a quienes nos dejan una reseña", "pregúntenos qué se puede esperar"],
        Label::ClmAttack => &["lo vemos de otra manera y quisiéramos hablarlo por teléfono", "lamentamos su molestia"],
        Label::SolPhi if site.is_question() => &["¿podría llamar a nuestra oficina?", "¿podría escribirnos por el portal?"],
        _ => match label.family() {
            Family::Relationship if mood(site) == Mood::Glad => {
                &["muchas gracias por sus amables palabras", "qué alegría leer esto", "significa mucho para todo el equipo"]
            }
            Family::Relationship => &["gracias por escribirnos", "tomamos en serio cada comentario", "preferimos hablarlo por teléfono"],
            Family::Narrative => &["este trabajo me enseña algo cada día", "lo demás queda en privado", "(omitido)"],
            Family::Advice => &["por favor consulte a su propio médico", "solo un examen puede decirlo", "(omitido)"],
            _ => &["por favor llame a nuestra oficina", "podemos hablarlo por teléfono", "(omitido)"],
        },
    }
}

fn detail(site: &Site<'_>, label: Label) -> &'static [&'static str] {
    match label {
        Label::IdName if site.follows(hashes!["hola", "hello", "hi", "buenas", "saludos"]) => &["a todos", "de nuevo"],
        // "Gracias por todo, Sra. Morales."
        Label::IdName if site.begins_clause() && site.ends_clause() && !site.opens() => &["de corazón", "de verdad"],
        Label::IdName => &["esta persona", "alguien", "(nombre omitido)"],
        Label::IdDate => &["hace poco", "hace un tiempo", "(fecha omitida)"],
        Label::IdPlace => &["cerca de aquí", "en la zona", "(lugar omitido)"],
        Label::IdAge90 => &["de más de 90 años", "(edad omitida)"],
        Label::IdPhone | Label::IdFax | Label::IdSsn | Label::IdMrn | Label::IdPlan | Label::IdAccount => {
            &["(número omitido)", "(omitido)"]
        }
        _ => &["(omitido)", "(dato omitido)"],
    }
}
