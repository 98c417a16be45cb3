//! What a card says of a rule in Spanish. A rule itself speaks English, in its own file; its translation stands in
//! `es/`, a block for each rule:
//!
//! ```text
//! id.name/greeting
//! the title
//! why
//! each paragraph of its manual, in order; or "=" and the name of the block that has them
//! ```
//!
//! The examples of a manual stay as they are: they are texts, and show in which words the rule finds something.

use crate::rules::Rule;

const FILES: [&str; 7] = [
    include_str!("es/identifier.txt"),
    include_str!("es/relationship.txt"),
    include_str!("es/narrative.txt"),
    include_str!("es/advice.txt"),
    include_str!("es/solicitation.txt"),
    include_str!("es/claim.txt"),
    include_str!("es/attachment.txt"),
];

/// What our own code says in the name of an organisation that left it open, or of what it told us: its words, its domains.
const HOUSE: [(&str, &str); 9] = [
    ("A patient of ours", "Un paciente nuestro"),
    ("A record number of ours", "Un número de expediente nuestro"),
    ("It is on your organization's list of patients.", "Está en la lista de pacientes de su organización."),
    ("A disclaimer is missing", "Falta un aviso"),
    ("Your organization asks for these words in texts like this one.", "Su organización pide estas palabras en textos como este."),
    ("Address only looks like your own", "La dirección solo se parece a la suya"),
    (
        "What is sent to a mistyped domain is read by whoever owns that; check the address letter by letter.",
        "Lo que llega a un dominio mal escrito lo lee su dueño; revise la dirección letra por letra.",
    ),
    ("A word your organization watches", "Una palabra que su organización vigila"),
    ("Your organization asks that this word stays out of public texts.", "Su organización pide no usar esta palabra en textos públicos."),
];

/// What is said of one rule.
#[derive(Clone, Copy)]
pub struct Said {
    /// The id of the rule.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Why it must not go out: one plain sentence.
    pub why: &'static str,
    rest: &'static str,
}

impl Said {
    /// The paragraphs of the manual.
    pub fn paragraphs(&self) -> Vec<&'static str> {
        let rest = match self.rest.strip_prefix('=') {
            Some(block) => all().find(|said| said.id == block).map_or("", |said| said.rest),
            None => self.rest,
        };
        rest.lines().collect()
    }
}

/// Every block.
pub fn all() -> impl Iterator<Item = Said> {
    FILES.iter().flat_map(|file| file.trim_end().split("\n\n")).filter_map(|block| {
        let (id, block) = block.split_once('\n')?;
        let (title, block) = block.split_once('\n')?;
        let (why, rest) = block.split_once('\n')?;
        Some(Said { id, title, why, rest })
    })
}

/// What is said of this rule; nothing of one that an organisation wrote.
pub fn of(rule: &Rule) -> Option<Said> {
    all().find(|said| said.id == rule.id)
}

/// A title or a reason of the organisation's rules: theirs as it stands, ours translated.
pub fn of_house(english: &'static str) -> &'static str {
    HOUSE.iter().find(|(ours, _)| *ours == english).map_or(english, |(_, spanish)| spanish)
}

/// A manual with its paragraphs replaced in order; headings and examples stay. Nothing, where their numbers differ.
pub fn manual(english: &str, paragraphs: &[&str]) -> Option<String> {
    let mut left = paragraphs.iter();
    let mut out = String::with_capacity(english.len() * 2);
    let (mut is_inside, mut is_paragraph) = (false, false);
    for line in english.lines() {
        let bare = line.trim();
        if bare.starts_with("```") {
            is_inside = !is_inside;
        }
        let is_item = bare.starts_with("- ");
        if is_inside || bare.starts_with("```") || bare.starts_with("# ") || bare.is_empty() {
            is_paragraph = false;
            out.push_str(line);
        } else if is_item || !is_paragraph {
            is_paragraph = true;
            out.push_str(if is_item { "- " } else { "" });
            out.push_str(left.next()?);
        } else {
            continue;
        }
        out.push('\n');
    }
    left.next().is_none().then_some(out)
}
