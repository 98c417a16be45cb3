//! Who reads an e-mail beside the person it is for.
//!
//! Colleagues, insurers and schools may stand together in To and Cc; several people at home may not, for each of them
//! learns that the others are patients. A private mailbox is told by its provider.

/// Registrable names of domains at which people have their private mailboxes, without the ending. A name with "mail" in
/// it is one, too.
const PROVIDERS: &[&str] = &[
    "aol",
    "att",
    "bellsouth",
    "centurylink",
    "charter",
    "comcast",
    "cox",
    "duck",
    "earthlink",
    "frontier",
    "frontiernet",
    "gmx",
    "hey",
    "icloud",
    "inbox",
    "juno",
    "live",
    "mac",
    "me",
    "msn",
    "netzero",
    "optonline",
    "outlook",
    "pm",
    "postbox",
    "proton",
    "rr",
    "sbcglobal",
    "tutanota",
    "verizon",
    "windstream",
    "yahoo",
    "yandex",
    "zoho",
];

/// Parts of a mailbox's name that say that no person reads it alone: a practice may have its mailbox at a provider.
const OFFICES: &[&str] = &[
    "admin", "billing", "clinic", "contact", "dental", "desk", "doctor", "group", "hello", "info", "list", "manager", "medical", "noreply",
    "office", "pharmacy", "school", "staff", "support", "team", "therapy",
];

/// How many of these addresses are different people's private mailboxes. An address may stand behind a name:
/// `Dana <dana@mail.example>`.
pub fn private_mailboxes<'a>(addresses: impl IntoIterator<Item = &'a str>) -> u32 {
    let mut seen: Vec<String> = Vec::new();
    for address in addresses {
        let bare = address.rsplit_once('<').map_or(address, |(_, rest)| rest).trim_end_matches('>').trim().to_ascii_lowercase();
        if is_private(&bare) && !seen.contains(&bare) {
            seen.push(bare);
        }
    }
    seen.len() as u32
}

fn is_private(address: &str) -> bool {
    let Some((name, domain)) = address.rsplit_once('@') else { return false };
    // "yahoo.co.uk" and "mail.yahoo.com" have their name in the last place but one or two.
    let label = domain.rsplit('.').skip(1).find(|part| part.len() > 1 && !matches!(*part, "co" | "com" | "net" | "org"));
    let provider = label.is_some_and(|label| PROVIDERS.contains(&label) || label.contains("mail"));
    provider && !OFFICES.iter().any(|office| name.contains(office))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_mailboxes_are_told_from_offices() {
        let count = |list: &[&str]| private_mailboxes(list.iter().copied());
        assert_eq!(count(&["kay@inbox.example", "m_f@fastmail.example", "Peg <peg@yahoo.co.uk>"]), 3);
        assert_eq!(count(&["kay@inbox.example", "KAY@inbox.example"]), 1, "one person");
        assert_eq!(count(&["hr@freight.example", "boss@freight.example", "claims@mutual.example"]), 0);
        assert_eq!(count(&["kay@inbox.example", "frontdesk@gmail.com", "smithdental@gmail.com"]), 1);
        assert_eq!(count(&["no address", "", "@", "a@b"]), 0);
    }
}
