//! The header of a DICOM file, as far as it takes to know whether it names somebody.
//!
//! A file is 128 bytes of anything, `DICM`, then elements in ascending order (PS3.10 section 7.1): group and element
//! number, in most encodings two letters for the type, a length, a value. Group 0010 is the patient.

/// Elements of the patient module that identify (PS3.15 table E.1-1): name, ID, birth date, other names, address, phone.
const IDENTIFYING: [u16; 7] = [0x0010, 0x0020, 0x0030, 0x1000, 0x1001, 0x1040, 0x2154];
/// The types whose length takes four bytes, after two that are nothing (PS3.5 section 7.1.2).
const LONG: [&[u8; 2]; 13] = [b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"];
/// Where the elements begin.
const START: usize = 132;

/// Whether the header holds a name, number, birth date, address or phone of the patient that is not empty.
///
/// A header that cannot be followed counts as one that names somebody: what cannot be read was not checked.
pub(super) fn names_a_patient(head: &[u8]) -> bool {
    let mut at = START;
    while let Some(element) = Element::read(head, at) {
        if element.group == 0x0010 && IDENTIFYING.contains(&element.number) && element.has_value {
            return true;
        }
        // Elements ascend: beyond the patient's group there is nothing more of it.
        if element.group > 0x0010 {
            return false;
        }
        at = element.end;
    }
    true
}

struct Element {
    group: u16,
    number: u16,
    has_value: bool,
    end: usize,
}

impl Element {
    /// The element at a place; none where the bytes end, or for a sequence of no stated length before the patient's group.
    fn read(bytes: &[u8], at: usize) -> Option<Self> {
        let two = |at: usize| bytes.get(at..at + 2)?.first_chunk().map(|pair| u16::from_le_bytes(*pair));
        let four = |at: usize| bytes.get(at..at + 4)?.first_chunk().map(|four| u32::from_le_bytes(*four));
        let (group, number) = (two(at)?, two(at + 2)?);
        let kind = bytes.get(at + 4..at + 6)?;
        let (length, value) = if LONG.iter().any(|long| kind == *long) {
            (four(at + 8)?, at + 12)
        } else if kind.iter().all(u8::is_ascii_uppercase) {
            (u32::from(two(at + 6)?), at + 8)
        } else {
            // The implicit encoding has no types.
            (four(at + 4)?, at + 8)
        };
        let end = value.checked_add(length as usize).filter(|_| length != u32::MAX)?;
        let has_value = bytes.get(value..end.min(bytes.len()))?.iter().any(|byte| !matches!(byte, b' ' | 0 | b'^'));
        Some(Self { group, number, has_value, end })
    }
}

#[cfg(test)]
mod tests {
    use super::names_a_patient;

    fn file(elements: &[(u16, u16, &str, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0; 128];
        bytes.extend_from_slice(b"DICM");
        for (group, number, kind, value) in elements {
            bytes.extend_from_slice(&group.to_le_bytes());
            bytes.extend_from_slice(&number.to_le_bytes());
            bytes.extend_from_slice(kind.as_bytes());
            bytes.extend_from_slice(&(value.len() as u16).to_le_bytes());
            bytes.extend_from_slice(value);
        }
        bytes
    }

    #[test]
    fn a_name_an_id_and_a_birth_date_are_found() {
        let study: (u16, u16, &str, &[u8]) = (0x0008, 0x0020, "DA", b"20260102");
        let after: (u16, u16, &str, &[u8]) = (0x0018, 0x0050, "DS", b"1.0 ");
        assert!(names_a_patient(&file(&[study, (0x0010, 0x0010, "PN", b"INVENTED^PERSON "), after])));
        assert!(names_a_patient(&file(&[study, (0x0010, 0x0010, "PN", b""), (0x0010, 0x0020, "LO", b"000-1"), after])));
        assert!(names_a_patient(&file(&[(0x0010, 0x0030, "DA", b"19500101"), after])));
    }

    #[test]
    fn a_header_that_was_cleared_is_not_called_named() {
        let after: (u16, u16, &str, &[u8]) = (0x0018, 0x0050, "DS", b"1.0 ");
        assert!(!names_a_patient(&file(&[(0x0010, 0x0010, "PN", b"^^ "), (0x0010, 0x0040, "CS", b"F "), after])));
    }

    #[test]
    fn a_header_that_cannot_be_followed_was_not_checked() {
        assert!(names_a_patient(&file(&[])));
        assert!(names_a_patient(&[0; 140]));
    }
}
