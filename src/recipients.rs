//! Who reads an e-mail beside the person it is for.
//!
//! Colleagues, insurers and schools may stand together in To and Cc; several people at home may not, for each of them
//! learns that the others are patients. A private mailbox is told by its provider.

use crate::finding::{Finding, Label, Severity};
use crate::rules::{BLANK, Rule};
use crate::text::Span;

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
    is_provider(domain) && !OFFICES.iter().any(|office| name.contains(office))
}

/// Whether people have their private mailboxes at this domain.
fn is_provider(domain: &str) -> bool {
    // "yahoo.co.uk" and "mail.yahoo.com" have their name in the last place but one or two.
    let label = domain.rsplit('.').skip(1).find(|part| part.len() > 1 && !matches!(*part, "co" | "com" | "net" | "org"));
    label.is_some_and(|label| PROVIDERS.contains(&label) || label.contains("mail"))
}

/// An address of an e-mail stands at a domain that is nearly the practice's own. It finds nothing in texts, and so stands in
/// no list of rules.
pub static LOOK_ALIKE: Rule = Rule {
    id: "id.email/look-alike",
    label: Label::IdEmail,
    severity: Severity::Warn,
    title: "Address only looks like your own",
    why: "What is sent to a mistyped domain is read by whoever owns that; check the address letter by letter.",
    law: &["45 CFR 164.502(a)", "45 CFR 164.530(c)(1)"],
    ..BLANK
};

/// That it does, as a finding: about no words of the text.
pub fn look_alike_finding() -> Finding {
    Finding { span: Span::default(), rule: &LOOK_ALIKE, severity: LOOK_ALIKE.severity }
}

/// Shortest domain, in letters and without its ending, that another may look like: two short names that differ in a letter
/// are two names.
const SHORTEST: usize = 8;
/// Longest that is compared.
const LONGEST: usize = 80;

/// The first of these addresses whose domain is none of `own` and looks like one: a letter more, less, other or in
/// another place, another ending, or letters that look alike. A provider of mailboxes is nobody's own.
pub fn look_alike<'a>(addresses: impl IntoIterator<Item = &'a str>, own: &[String]) -> Option<&'a str> {
    let own: Vec<&str> = own.iter().map(String::as_str).filter(|own| !is_provider(own) && name(own).len() >= SHORTEST).collect();
    let belongs = |domain: &str| own.iter().any(|own| domain == *own || domain.strip_suffix(own).is_some_and(|rest| rest.ends_with('.')));
    addresses.into_iter().find(|address| {
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
        !belongs(domain) && !is_provider(domain) && domain.len() <= LONGEST && own.iter().any(|own| is_alike(domain, own))
    })
}

fn is_alike(domain: &str, own: &str) -> bool {
    name(domain) == name(own) || drawn(domain) == drawn(own) || is_one_slip(domain, own)
}

/// A domain without its ending.
fn name(domain: &str) -> &str {
    domain.rsplit_once('.').map_or(domain, |(name, _)| name)
}

/// As it looks at a glance.
fn drawn(domain: &str) -> String {
    domain.replace("rn", "m").replace("vv", "w").replace("cl", "d").replace('-', "").replace(['1', 'i'], "l").replace('0', "o")
}

/// Whether one slip of a finger makes one of the other: a letter more, less or other, or two in the wrong order.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(head..).unwrap_or(&[]), other.get(head..).unwrap_or(&[]));
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let one = one.get(..one.len() - tail).unwrap_or(&[]);
    let other = other.get(..other.len() - tail).unwrap_or(&[]);
    match (one, other) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_that_only_looks_like_the_own_is_told() {
        let own = ["lakesidedental.example".to_owned(), "gmail.com".to_owned(), "a.example".to_owned()];
        let is = |address: &str| look_alike([address], &own).is_some();
        for address in [
            "desk@lakesidedentall.example",
            "desk@lakesidedetnal.example",
            "desk@lakesidedenta1.example",
            "desk@lakeside-dental.example",
            "desk@lakesidedental.com",
            "desk@1akeside-denta1.example",
        ] {
            assert!(is(address), "{address}");
        }
        for address in [
            "desk@lakesidedental.example",
            "desk@mail.lakesidedental.example",
            "claims@mutual.example",
            "kay@ymail.com",
            "kay@b.example",
            "desk@lakesidevet.example",
            "no address",
            "",
        ] {
            assert!(!is(address), "{address}");
        }
    }

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
