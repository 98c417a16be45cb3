//! What the name of a file gives away: somebody put it there to find the file again.

use super::Concern;
use crate::classes;
use crate::lexicon::class;
use crate::text::{Document, Kind, Token};

/// Words after which digits are a record number.
const RECORD: [&str; 8] = ["mrn", "chart", "acct", "account", "patientid", "ptid", "record", "case"];
/// Words after which digits are a birth date.
const BIRTH: [&str; 4] = ["dob", "born", "birthdate", "bday"];
/// How many digits a record number has at least.
const RECORD_DIGITS: usize = 4;

/// The concerns that a file's name gives.
pub(super) fn concerns(name: &str) -> Vec<Concern> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let parts = parts(stem);
    let mut concerns = Vec::new();
    if names_somebody(&parts) {
        concerns.push(Concern::NameInName);
    }
    let is_number = |part: &str, least: usize| part.len() >= least && part.bytes().all(|byte| byte.is_ascii_digit());
    for (at, part) in parts.iter().enumerate() {
        let word = part.to_ascii_lowercase();
        let next = parts.get(at + 1).map_or("", String::as_str);
        if RECORD.contains(&word.as_str()) && is_number(next, RECORD_DIGITS) {
            concerns.push(Concern::RecordInName);
        }
        if BIRTH.contains(&word.as_str()) && is_number(next, 1) {
            concerns.push(Concern::BirthInName);
        }
    }
    if has_ssn(stem) {
        concerns.push(Concern::SsnInName);
    }
    concerns
}

/// Words and numbers of a name: `MRN00123_JohnSmith-xray` has five.
fn parts(stem: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in stem.chars() {
        let joins = (last.is_ascii_digit() && c.is_ascii_digit())
            || (last.is_alphabetic() && c.is_alphabetic() && !(last.is_lowercase() && c.is_uppercase()));
        match parts.last_mut() {
            Some(part) if joins => part.push(c),
            _ if c.is_alphanumeric() => parts.push(c.to_string()),
            _ => {}
        }
        last = c;
    }
    parts
}

/// Whether two words in a row are names (`smith` stands in the list of given names, too), or a title and a name.
fn names_somebody(parts: &[String]) -> bool {
    let mut document = Document::default();
    document.update(&parts.join(" "));
    let tokens = document.parsed().tokens;
    let is_plain = |token: &Token| token.classes.intersects(classes!["common", "notname"]);
    let is_name =
        |token: &Token| token.kind == Kind::Word && token.classes.intersects(classes!["given", "givenword", "surname"]) && !is_plain(token);
    tokens.windows(2).any(|pair| match pair {
        [first, second] => is_name(second) && (is_name(first) || first.classes.has(class("title"))),
        _ => false,
    })
}

/// `123-45-6789`, or the same with `_` or spaces. Areas 000, 666 and 900 to 999 are never given out (SSA).
fn has_ssn(stem: &str) -> bool {
    let groups: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    groups.windows(3).any(|three| match three {
        [area, group, serial] => {
            let fits = |part: &str, size: usize| part.len() == size && part.bytes().all(|byte| byte.is_ascii_digit());
            fits(area, 3) && fits(group, 2) && fits(serial, 4) && !matches!(*area, "000" | "666") && !area.starts_with('9')
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::concerns;
    use crate::attachment::Concern::{self, BirthInName, NameInName, RecordInName, SsnInName};

    #[test]
    fn names_and_numbers_are_found_however_they_are_joined() {
        let wanted: [(&str, &[Concern]); 9] = [
            ("john_smith_xray.jpg", &[NameInName]),
            ("SmithJohn-after.png", &[NameInName]),
            ("JohnSmith.heic", &[NameInName]),
            ("Mrs Alvarez knee.jpeg", &[NameInName]),
            ("mrn00123456.dcm", &[RecordInName]),
            ("chart-448812 left.jpg", &[RecordInName]),
            ("rash dob 03-04-1956.jpg", &[BirthInName]),
            ("scan 123-45-6789.pdf", &[SsnInName]),
            ("garcia maria MRN 88123.jpg", &[NameInName, RecordInName]),
        ];
        for (name, concerned) in wanted {
            assert_eq!(concerns(name), concerned, "{name}");
        }
    }

    #[test]
    fn what_cameras_and_offices_write_is_not() {
        let fine = [
            "IMG_20260102_123456.jpg",
            "DSC00123.JPG",
            "Screenshot 2026-01-02 at 10.11.12.png",
            "PXL_20260102_123456789.jpg",
            "flu-shot-poster-final-v2.png",
            "summer hours.pdf",
            "team photo 2026.jpg",
            "before after crown.jpg",
            "555-010-1234.jpg",
            "",
            ".jpg",
        ];
        for name in fine {
            assert_eq!(concerns(name), [], "{name}");
        }
    }
}
