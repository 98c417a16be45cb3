//! ZIP codes: which first three digits may be told.
//!
//! Safe Harbor keeps the first three digits where the areas that share them hold more than 20,000 people by the newest
//! census (45 CFR 164.514(b)(2)(i)(B)). The list is computed from the ZIP code tabulation areas of the 2020 census; HRSA
//! publishes the same one. The five that left it since 2000 (063, 790, 830, 831, 890) are no longer on it.

/// The areas with at most 20,000 people: their three digits become 000.
pub const RESTRICTED: [&str; 18] =
    ["036", "059", "102", "202", "203", "204", "205", "369", "556", "692", "753", "772", "821", "823", "878", "879", "884", "893"];

/// Whether these three digits say too much by themselves.
pub fn is_restricted(prefix: &str) -> bool {
    RESTRICTED.contains(&prefix)
}

/// What may be told of a ZIP code: its first three digits, or 000 where few people share them.
pub fn kept(zip: &str) -> &str {
    match zip.get(..3).filter(|prefix| prefix.bytes().all(|byte| byte.is_ascii_digit())) {
        Some(prefix) if !is_restricted(prefix) => prefix,
        _ => "000",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_areas_of_many_people_keep_their_digits() {
        assert_eq!(kept("60614"), "606");
        assert_eq!(kept("03601-1234"), "000");
        assert_eq!(kept("063"), "063", "no longer on the list");
        assert_eq!(kept("6"), "000");
        assert!(RESTRICTED.is_sorted());
    }
}
