//! What belongs to the practice itself: its names, its people, how to reach it. None of it identifies a patient.
//!
//! A patient may have the name of a nurse, so a given name alone is not taken for hers where the text turns to
//! somebody, and no name is where the words around make it a patient's.

use super::term::words;
use crate::finding::{Context, Finding, Label};
use crate::hashes;
use crate::policy::node::Node;
use crate::policy::read::texts;
use crate::rules::Input;
use crate::rules::evidence::code;
use crate::text::{Kind, Token};

/// Before or behind a name: not part of it.
const TITLES: &[u32] = hashes![
    "dr",
    "doctor",
    "doc",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "prof",
    "professor",
    "nurse",
    "sr",
    "sra",
    "dra",
    "jr",
    "ii",
    "iii",
    "md",
    "do",
    "dds",
    "dmd",
    "rn",
    "np",
    "pa",
    "pac",
    "phd",
    "lpn",
    "lvn",
    "cna",
    "rdh",
    "da",
    "ma",
    "bsn",
    "msn",
    "dnp",
    "fnp",
    "dpt",
    "pt",
    "ot",
    "od",
    "dc",
    "dpm",
    "dvm",
    "pharmd",
    "rph",
    "psyd",
    "lcsw",
    "lmft",
    "lpc",
    "rd",
    "rdn",
    "slp",
    "facs",
    "facp",
    "faap",
    "mph",
    "mba",
];

/// Rules that say by themselves that the name is a patient's, or that it is the name of whoever is answered.
const OF_PATIENTS: [&str; 3] = ["id.name/counterpart", "id.name/record", "id.name/relative"];
/// Rules for a name that the text turns to.
const OF_READERS: [&str; 2] = ["id.name/greeting", "id.name/vocative"];

/// Shortest run of an address that is the practice's own, in words: the town alone is everybody's.
const ADDRESS_RUN: usize = 3;

/// The practice's own details.
#[derive(Default)]
pub struct Practice {
    names: Vec<Vec<u32>>,
    staff: Vec<Vec<u32>>,
    addresses: Vec<Vec<u32>>,
    handles: Vec<String>,
    /// Digits of each, without the country's 1.
    phones: Vec<Vec<u8>>,
    urls: Vec<String>,
    emails: Vec<String>,
}

impl Practice {
    #[inline(never)]
    pub fn read(policy: &Node) -> Self {
        let names = texts(policy, "practiceNames");
        let (handles, names): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| name.starts_with('@'));
        let of = |name: &str| texts(policy, name).iter().map(|text| plain(text)).filter(|words| !words.is_empty()).collect();
        let staff: Vec<Vec<u32>> = of("practiceStaff");
        Self {
            names: names.iter().map(|name| plain(name)).filter(|words| !words.is_empty()).collect(),
            staff: staff.iter().map(|words| without_titles(words).to_vec()).filter(|words| !words.is_empty()).collect(),
            addresses: of("practiceAddresses"),
            handles: handles.iter().map(|handle| handle.to_lowercase()).collect(),
            phones: texts(policy, "practicePhones").iter().filter_map(|number| digits(number)).collect(),
            urls: texts(policy, "practiceUrls").iter().map(|url| bare_url(url)).filter(|url| !url.is_empty()).collect(),
            emails: texts(policy, "practiceEmails").iter().map(|email| email.trim().to_lowercase()).collect(),
        }
    }

    /// The domains at which the practice has its mail and its pages, in small letters.
    pub fn domains(&self) -> Vec<String> {
        let of_mail = self.emails.iter().filter_map(|email| email.rsplit_once('@')).map(|(_, domain)| domain);
        let of_pages = self.urls.iter().filter_map(|url| url.split(['/', '?', '#', ':']).next());
        let mut domains: Vec<String> = of_mail.chain(of_pages).map(|domain| domain.trim_start_matches("www.").to_owned()).collect();
        domains.sort_unstable();
        domains.dedup();
        domains
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
            && self.staff.is_empty()
            && self.addresses.is_empty()
            && self.handles.is_empty()
            && self.phones.is_empty()
            && self.urls.is_empty()
            && self.emails.is_empty()
    }

    /// Whether a finding only names the practice.
    pub fn holds(&self, input: &Input<'_>, finding: &Finding) -> bool {
        let parsed = &input.parsed;
        let text = parsed.words(finding.span);
        match finding.label() {
            Label::IdName => self.is_name(input, finding, text),
            Label::IdPlace => {
                let range = parsed.token_range(finding.span);
                lies_in(parsed.tokens, range.clone(), &self.addresses, ADDRESS_RUN)
                    || lies_in(parsed.tokens, range, &self.names, usize::MAX)
            }
            Label::IdPhone | Label::IdFax => self.is_phone(text),
            Label::IdUrl => self.is_url(text),
            Label::IdEmail => self.is_email(text),
            // "Text me at 555-0142": where that is the office's number, nobody leaves the office's channel.
            Label::SolBoundary => {
                let inside = parsed.tokens.get(parsed.token_range(finding.span)).unwrap_or(&[]);
                let own = |token: &Token| {
                    let words = parsed.words(token.span);
                    match token.kind {
                        Kind::Url => self.is_url(words),
                        Kind::Email => self.is_email(words),
                        _ => false,
                    }
                };
                inside.iter().any(own) || self.is_phone(text)
            }
            _ => false,
        }
    }

    fn is_name(&self, input: &Input<'_>, finding: &Finding, text: &str) -> bool {
        let small = text.to_lowercase();
        if small.starts_with('@') {
            return self.handles.contains(&small);
        }
        let (tokens, range) = (input.parsed.tokens, input.parsed.token_range(finding.span));
        let rule = finding.rule.id;
        if OF_PATIENTS.contains(&rule) {
            return false;
        }
        if lies_in(tokens, range.clone(), &self.names, usize::MAX) {
            return true;
        }
        let all: Vec<u32> = spoken(tokens.get(range).unwrap_or(&[])).map(|token| token.word).collect();
        let name = without_titles(&all);
        if name.is_empty() || !self.staff.iter().any(|person| name.iter().all(|word| person.contains(word))) {
            return false;
        }
        // Whoever is answered and has a name of the staff's is still whoever is answered.
        if input.counterpart.is_some_and(|counterpart| plain(counterpart).iter().any(|word| name.contains(word))) {
            return false;
        }
        let is_sure = name.len() > 1 || name.len() < all.len();
        is_sure || !OF_READERS.contains(&rule) || !matches!(input.context, Context::ReviewReply | Context::Comment | Context::Message)
    }

    fn is_phone(&self, text: &str) -> bool {
        digits(text).is_some_and(|found| {
            // Seven digits are the same number without its area.
            self.phones.iter().any(|own| *own == found || found.len() == 7 && own.ends_with(&found))
        })
    }

    fn is_url(&self, text: &str) -> bool {
        let found = bare_url(text);
        self.urls.iter().any(|own| {
            let host = found.split('/').next().unwrap_or("");
            let below = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
            found.strip_prefix(own.as_str()).is_some_and(below) || !own.contains('/') && host.ends_with(&format!(".{own}"))
        })
    }

    fn is_email(&self, text: &str) -> bool {
        let small = text.trim().to_lowercase();
        self.emails.iter().any(|own| if own.starts_with('@') { small.ends_with(own.as_str()) } else { small == *own })
    }
}

/// The words of a text, without punctuation.
fn plain(text: &str) -> Vec<u32> {
    let marks: Vec<u32> = words(".,;:()-/#&|'\"");
    words(text).into_iter().filter(|word| !marks.contains(word)).collect()
}

fn spoken(tokens: &[Token]) -> impl Iterator<Item = &Token> {
    tokens.iter().filter(|token| token.kind != Kind::Punct)
}

fn without_titles(mut words: &[u32]) -> &[u32] {
    while let [first, rest @ ..] = words
        && TITLES.contains(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && TITLES.contains(last)
    {
        words = rest;
    }
    words
}

/// Whether the tokens `range` lie within words of the text that are a run of one of the `entries`: at least `least` words
/// of it, or all of a shorter one.
fn lies_in(tokens: &[Token], range: core::ops::Range<usize>, entries: &[Vec<u32>], least: usize) -> bool {
    const AROUND: usize = 24;
    let from = range.start.saturating_sub(AROUND);
    let before: Vec<u32> = spoken(tokens.get(from..range.start).unwrap_or(&[])).map(|token| token.word).collect();
    let inside: Vec<u32> = spoken(tokens.get(range.clone()).unwrap_or(&[])).map(|token| token.word).collect();
    let after: Vec<u32> =
        spoken(tokens.get(range.end..(range.end + AROUND).min(tokens.len())).unwrap_or(&[])).map(|token| token.word).collect();
    if inside.is_empty() {
        return false;
    }
    entries.iter().any(|entry| {
        (0..entry.len()).any(|at| {
            let Some((head, tail)) = entry.split_at_checked(at) else { return false };
            let Some(tail) = tail.strip_prefix(inside.as_slice()) else { return false };
            let left = head.iter().rev().zip(before.iter().rev()).take_while(|(a, b)| a == b).count();
            let right = tail.iter().zip(&after).take_while(|(a, b)| a == b).count();
            left + inside.len() + right >= least.min(entry.len())
        })
    })
}

/// The digits of a telephone number, without the country's 1; nothing where there are too few or too many.
fn digits(text: &str) -> Option<Vec<u8>> {
    let mut all = [0; 16];
    let count = code::digits(text, &mut all);
    let all = all.get(..count)?;
    let all = if let [1, rest @ ..] = all
        && rest.len() == 10
    {
        rest
    } else {
        all
    };
    (7..=15).contains(&all.len()).then(|| all.to_vec())
}

/// A web address as people compare them: small letters, without scheme, `www.` and the last slash.
fn bare_url(url: &str) -> String {
    let small = url.trim().to_lowercase();
    let bare = small.strip_prefix("https://").or_else(|| small.strip_prefix("http://")).unwrap_or(&small);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()
}
