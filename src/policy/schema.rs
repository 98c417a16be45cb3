//! Every key that a policy may have: the one place that says what they are, mean and default to.
//!
//! From this table come the validator, the managed schema of the browsers, the templates for administrators and the
//! documentation ([`super::emit`]). A new key is one entry here and one line in [`super::read`].

use super::Action;
use super::site::SitePattern;
use crate::attachment::Concern;
use crate::finding::{Context, Family, Label, Severity};
use crate::{recipients, rules};

/// What a value must be.
pub enum Kind {
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Count {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// A text that is not empty.
    Text {
        /// Longest, in characters.
        most: usize,
    },
    /// A text that is never shown: no message quotes it.
    Secret {
        /// Longest, in characters.
        most: usize,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A text of a certain form.
    Form(&'static Form),
    /// A list.
    List {
        /// What each item must be.
        of: &'static Kind,
        /// Most items.
        most: usize,
    },
    /// An object whose keys are free.
    Map {
        /// What each key must be.
        names: &'static Kind,
        /// What each value must be.
        of: &'static Kind,
        /// Most keys.
        most: usize,
    },
    /// An object with these parts. It is taken whole or not at all: an entry that lost one of its conditions would
    /// speak of more than its author meant.
    Record(&'static [Part]),
}

/// A form that a text must have.
pub struct Form {
    /// For messages and documentation: "a site such as …".
    pub expected: &'static str,
    /// Whether a text has it.
    pub check: fn(&str) -> bool,
}

/// A part of a record.
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What it must be.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, for the documentation.
    #[cfg(feature = "cli")]
    pub doc: &'static str,
}

/// A key of a policy.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// Who may have a say besides the organisation.
    pub local: Local,
    /// Under which heading it stands.
    #[cfg(feature = "cli")]
    pub group: &'static str,
    /// A few words for a form.
    #[cfg(feature = "cli")]
    pub title: &'static str,
    /// What it means.
    #[cfg(feature = "cli")]
    pub doc: &'static str,
    /// What holds without it, as JSON; empty where nothing does.
    #[cfg(feature = "cli")]
    pub default: &'static str,
    /// An example, as JSON, which differs from the default.
    #[cfg(feature = "cli")]
    pub example: &'static str,
}

/// What the options of a person may add to a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// Nothing: the organisation alone.
    No,
    /// A value, where the organisation gives none.
    Fill,
    /// More items, where the organisation's key of that name allows it.
    Add(&'static str),
}

macro_rules! part {
    ($name:literal, $kind:expr, $required:expr, $doc:literal) => {
        Part {
            name: $name,
            kind: $kind,
            required: $required,
            #[cfg(feature = "cli")]
            doc: $doc,
        }
    };
}

macro_rules! keys {
    ($($group:literal { $($name:ident: $kind:expr, $local:expr, $title:literal, $default:literal, $example:literal, $doc:literal;)* })*) => {
        /// Every key, in the order of the documentation.
        pub static KEYS: &[Key] = &[$($(Key {
            name: stringify!($name),
            kind: $kind,
            local: $local,
            #[cfg(feature = "cli")]
            group: $group,
            #[cfg(feature = "cli")]
            title: $title,
            #[cfg(feature = "cli")]
            doc: $doc,
            #[cfg(feature = "cli")]
            default: $default,
            #[cfg(feature = "cli")]
            example: $example,
        },)*)*];
    };
}

const ACTIONS: Kind = Kind::Choice(&names::<{ Action::ALL.len() }>(NamesOf::Actions));
const CONTEXTS: Kind = Kind::Choice(&names::<{ Context::ALL.len() }>(NamesOf::Contexts));
const LABELS: Kind = Kind::Choice(&names::<{ Label::ALL.len() }>(NamesOf::Labels));
const SEVERITIES: Kind = Kind::Choice(&["block", "warn", "note"]);
const LANGUAGES: Kind = Kind::Choice(&["auto", "en", "es"]);
const SITE: Kind = Kind::Form(&Form {
    expected: "a site such as example.org or www.example.org/reviews",
    check: |text| SitePattern::parse(text).is_some(),
});
const HTTPS: Kind = Kind::Form(&Form { expected: "an address that begins with https://", check: is_https });
const SLUG: Kind = Kind::Form(&Form {
    expected: "a name of small letters, digits and hyphens, at most 40",
    check: |text| {
        !text.is_empty() && text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    },
});
const WHAT: Kind = Kind::Form(&Form {
    expected: "* (everything), a family such as id, a label such as id.date, or a rule such as id.date/birth",
    check: is_what,
});
const HEADER: Kind = Kind::Form(&Form {
    expected: "the name of an HTTP header",
    check: |text| !text.is_empty() && text.len() <= 60 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
});
const SALT: Kind = Kind::Form(&Form { expected: "32 to 64 hexadecimal digits, as `curbside roster build` writes them", check: is_salt });

const LINE: Kind = Kind::Text { most: 200 };
const PARAGRAPH: Kind = Kind::Text { most: 2_000 };
const fn lines(most: usize) -> Kind {
    Kind::List { of: &LINE, most }
}

const ACTION_ENTRY: &[Part] = &[
    part!("what", WHAT, true, "Which findings: `*`, a family (`id`), a label (`id.date`) or a rule (`id.date/birth`)."),
    part!("action", ACTIONS, true, "What follows from them."),
    part!("contexts", Kind::List { of: &CONTEXTS, most: 6 }, false, "Only where this is being written. Without it: everywhere."),
    part!("sites", Kind::List { of: &SITE, most: 200 }, false, "Only on these sites. Without it: on all."),
    part!(
        "severities",
        Kind::List { of: &SEVERITIES, most: 3 },
        false,
        "Only findings of these severities. Without it: `block` and `warn`."
    ),
];
const TERM: &[Part] = &[
    part!("term", Kind::Text { most: 80 }, true, "The words, in any case; accents and apostrophes do not matter."),
    part!("label", LABELS, false, "What its findings are labelled. Without it: `id.other`."),
    part!("severity", SEVERITIES, false, "How bad it is. Without it: `warn`."),
    part!("title", Kind::Text { most: 60 }, false, "What the card says first, in at most six words."),
    part!("why", Kind::Text { most: 300 }, false, "Why it must not go out, in one sentence."),
    part!("instead", Kind::Text { most: 200 }, false, "Better words, offered as the fix."),
];
const PATTERN: &[Part] = &[
    part!("name", SLUG, true, "A short name; the rule is called by its label, a slash and `org-` with this name."),
    part!(
        "pattern",
        Kind::Text { most: 500 },
        true,
        "A regular expression of the crate `regex-lite`: linear time, no look-around, no back-references, `\\w` and case by ASCII. It is tried line by line."
    ),
    part!("label", LABELS, true, "What its findings are labelled."),
    part!("severity", SEVERITIES, false, "How bad it is. Without it: `warn`."),
    part!("title", Kind::Text { most: 60 }, true, "What the card says first, in at most six words."),
    part!("why", Kind::Text { most: 300 }, true, "Why it must not go out, in one sentence."),
    part!(
        "wrong",
        lines(20),
        true,
        "Texts in which it must find something; with `{{…}}` around words, exactly those. A pattern that fails one is left out."
    ),
    part!("right", lines(20), true, "Texts that look alike and in which it must find nothing."),
    part!("instead", Kind::Text { most: 200 }, false, "Better words, offered as the fix."),
];
const ROSTER: &[Part] = &[
    part!("salt", SALT, true, "Random, one for each roster."),
    part!("cost", Kind::Count { least: 8, most: 15 }, true, "How slow each look is: scrypt with N = 2 to this power, r = 1, p = 1."),
    part!("names", Kind::Secret { most: 4_000_000 }, false, "Hashes of first and last names, sorted, in Base64."),
    part!("numbers", Kind::Secret { most: 4_000_000 }, false, "Hashes of record numbers, sorted, in Base64."),
    part!(
        "lengths",
        Kind::List { of: &Kind::Count { least: 4, most: 20 }, most: 17 },
        false,
        "How many characters the record numbers have."
    ),
    part!("built", Kind::Text { most: 40 }, false, "When it was built, for people."),
];
const REPLY: &[Part] = &[
    part!("text", PARAGRAPH, true, "The reply. `{practice}`, `{phone}`, `{officer}` and `{contact}` stand for what the policy gives."),
    part!("for", Kind::Choice(&["thanks", "complaint", "any"]), false, "What it answers. Without it: `any`."),
    part!("language", Kind::Choice(&["en", "es"]), false, "Its language. Without it: `en`."),
];
const DISCLAIMER: &[Part] = &[
    part!("text", PARAGRAPH, true, "The words that are to stand in the text."),
    part!("contexts", Kind::List { of: &CONTEXTS, most: 6 }, false, "Where. Without it: everywhere."),
    part!("sites", Kind::List { of: &SITE, most: 200 }, false, "Only on these sites. Without it: on all."),
    part!("required", Kind::Flag, false, "Whether it is asked for before the text goes out. Without it: it is only offered."),
];

keys! {
    "Basics" {
        enabled: Kind::Flag, Local::No, "Curbside is on", "true", "false",
            "The switch for everything. `false` turns Curbside off in every browser that has this policy, and the chip says so.";
        organization: LINE, Local::No, "Name of the organization", "", r#""Lakeside Health""#,
            "Who manages this browser, as people read it in the options and at the gate.";
        profile: Kind::Text { most: 60 }, Local::No, "Name of the profile", "", r#""hospital-pilot""#,
            "A name for this policy, such as a group or a ring of a pilot. It stands in the options, in records and in reports, so that one can tell which browsers have which policy.";
        language: LANGUAGES, Local::Fill, "Language", r#""auto""#, r#""es""#,
            "The language of Curbside's own words. `auto` follows the browser.";
        onboarding: Kind::Flag, Local::No, "First-run page", "true", "false",
            "Whether a page welcomes people after the installation and asks for the practice's names.";
    }
    "Actions" {
        actionForBlock: ACTIONS, Local::Fill, "Action for \"Don't post\"", r#""warn""#, r#""block""#,
            "What follows from findings of severity `block`, unless `actions` says otherwise: `allow` shows nothing, `note` underlines quietly, `warn` asks before the text goes out, `justify` asks for a reason as well, `block` does not let it go out.";
        actionForWarn: ACTIONS, Local::Fill, "Action for \"Check this\"", r#""warn""#, r#""justify""#,
            "What follows from findings of severity `warn`, unless `actions` says otherwise.";
        actionForNote: ACTIONS, Local::Fill, "Action for \"Worth a look\"", r#""note""#, r#""allow""#,
            "What follows from findings of severity `note`, unless `actions` says otherwise.";
        actions: Kind::List { of: &Kind::Record(ACTION_ENTRY), most: 200 }, Local::No, "Exceptions", "[]",
            r#"[{"what": "id.ssn", "action": "block"}, {"what": "rel", "contexts": ["review-reply"], "action": "justify"}]"#,
            "What follows from certain findings, in certain texts, on certain sites. The first entry that fits decides; where none fits, the three keys above do. An entry with a condition that is not understood is left out whole.";
    }
    "Sites" {
        sitesAdded: Kind::List { of: &SITE, most: 500 }, Local::Add("allowSites"), "More sites", "[]", r#"["community.example.org"]"#,
            "Sites on which Curbside works besides those that it knows: a host with all below it, perhaps only under a path. The extension needs the permission for them (`runtime_allowed_hosts`, or the person is asked).";
        sitesExcluded: Kind::List { of: &SITE, most: 500 }, Local::Add("allowSites"), "Never on these sites", "[]", r#"["portal.example.org", "ehr.example.org"]"#,
            "Sites on which Curbside does nothing: patient portals, records, anything where patients are rightly named.";
        siteContexts: Kind::Map { names: &SITE, of: &CONTEXTS, most: 500 }, Local::No, "What is written there", "{}", r#"{"reviews.example.org": "review-reply"}"#,
            "What is being written on a site, where the page does not show it.";
    }
    "Practice" {
        practiceNames: lines(100), Local::Add("allowPractice"), "Names of the practice", "[]", r#"["Lakeside Dental", "@lakesidedental"]"#,
            "The practice's names and its handles. They are never findings.";
        practiceStaff: lines(5_000), Local::Add("allowPractice"), "Names of the staff", "[]", r#"["Dr. Ned Farrow", "Kayla Brandt, RN"]"#,
            "Names of clinicians and staff. They are never findings, unless the words around say that a patient is meant or the person who is answered has that name.";
        practicePhones: lines(500), Local::Add("allowPractice"), "Telephone and fax numbers", "[]", r#"["(555) 555-0142"]"#,
            "The practice's own numbers. They are never findings.";
        practiceAddresses: lines(500), Local::Add("allowPractice"), "Addresses", "[]", r#"["12 Harbor Road, Springfield, OH 45501"]"#,
            "The practice's own addresses. At least three words of one in a row are never a finding; the town alone still is.";
        practiceUrls: lines(500), Local::Add("allowPractice"), "Web addresses", "[]", r#"["lakesidedental.example"]"#,
            "The practice's own web addresses, with all that is below them. They are never findings.";
        practiceEmails: lines(500), Local::Add("allowPractice"), "E-mail addresses", "[]", r#"["desk@lakesidedental.example", "@lakesidedental.example"]"#,
            "The practice's own e-mail addresses; `@` and a domain for all of it. They are never findings.";
    }
    "Words of the organization" {
        terms: Kind::List { of: &Kind::Record(TERM), most: 2_000 }, Local::Add("allowTerms"), "Terms", "[]",
            r#"[{"term": "Unit 7 North", "label": "id.other", "severity": "warn", "title": "Names a ward", "why": "The name of a ward tells where somebody lies."}]"#,
            "Words that must not go out.";
        patterns: Kind::List { of: &Kind::Record(PATTERN), most: 100 }, Local::No, "Patterns", "[]",
            r#"[{"name": "visit-number", "pattern": "\\bLH-\\d{6}\\b", "label": "id.mrn", "severity": "block", "title": "A visit number of ours", "why": "It leads to one patient in our records.", "wrong": ["see {{LH-204418}} please"], "right": ["the LH-2 lot is closed"]}]"#,
            "Shapes that must not go out, with examples that are tried whenever the policy is read.";
    }
    "Patient roster" {
        roster: Kind::Record(ROSTER), Local::No, "Roster", "",
            r#"{"salt": "00112233445566778899aabbccddeeff", "cost": 10, "numbers": "AAAAAAE=", "lengths": [7]}"#,
            "Names and record numbers of patients, salted and slowly hashed by `curbside roster build`, so that no list of patients is shipped in clear. Read its limits below before you use it.";
    }
    "Replies and disclaimers" {
        replies: Kind::List { of: &Kind::Record(REPLY), most: 100 }, Local::Fill, "Reply templates", "[]",
            r#"[{"text": "Thank you for writing. Please call {practice} at {phone}.", "for": "complaint"}]"#,
            "Whole replies that are offered in place of one with findings. They take the place of Curbside's own five.";
        disclaimers: Kind::List { of: &Kind::Record(DISCLAIMER), most: 50 }, Local::No, "Disclaimers", "[]",
            r#"[{"text": "General information, not medical advice.", "contexts": ["blog"], "required": true}]"#,
            "Words that belong into certain texts.";
    }
    "Before it goes out" {
        privacyOfficerName: LINE, Local::Fill, "Privacy officer", "", r#""Marisol Vance""#,
            "Whom to ask, as the gate names it.";
        privacyOfficerContact: LINE, Local::Fill, "How to reach the privacy officer", "", r#""privacy@lakeside.example, ext. 4410""#,
            "How to reach whom to ask. The gate shows it where a text is blocked.";
        justificationRequired: Kind::Flag, Local::No, "A reason whenever something goes out", "false", "true",
            "Whether a reason is asked for also where the action is only `warn`.";
        justificationReasons: lines(20), Local::No, "Reasons to choose from", "[]", r#"["Signed authorization on file", "Not about a patient"]"#,
            "The reasons among which one chooses. Without it: Curbside's own list.";
        justificationText: Kind::Choice(&["no", "optional", "required"]), Local::No, "A reason in one's own words", r#""no""#, r#""optional""#,
            "Whether people may or must add words of their own to the reason. At most 200 characters are kept, and the gate says that they are.";
    }
    "What people may change" {
        allowPause: Kind::Flag, Local::No, "May pause", "true", "false", "Whether people may pause Curbside, on a site or altogether.";
        allowIgnore: Kind::Flag, Local::No, "May ignore", "true", "false", "Whether the card offers \"This is fine here\". What is blocked can never be ignored.";
        allowSites: Kind::Flag, Local::No, "May choose sites", "true", "false", "Whether people may add sites and leave sites out.";
        allowPractice: Kind::Flag, Local::No, "May add names of the practice", "true", "false", "Whether people may add names, numbers and addresses of the practice to those that the policy gives.";
        allowTerms: Kind::Flag, Local::No, "May add terms", "true", "false", "Whether people may add terms of their own.";
        allowFeedback: Kind::Flag, Local::No, "May report a wrong finding", "true", "false", "Whether the card offers \"Wrong\". It is counted, with the rule and without the text.";
    }
    "Records and reports" {
        auditEnabled: Kind::Flag, Local::No, "Records are kept", "true", "false", "Whether what was done about findings is recorded in this browser. Records never hold text.";
        auditRetentionDays: Kind::Count { least: 1, most: 3_650 }, Local::No, "Days to keep records", "90", "365", "After how many days a record is deleted.";
        auditExport: Kind::Flag, Local::No, "Records can be exported", "true", "false", "Whether people may save the records of this browser as a file.";
        reportEndpoint: HTTPS, Local::No, "Collector", "", r#""https://otel.example.org/v1/logs""#,
            "Where records are sent, as OpenTelemetry logs (OTLP over HTTP, JSON). Without it nothing is ever sent.";
        reportHeaders: Kind::Map { names: &HEADER, of: &Kind::Secret { most: 2_000 }, most: 10 }, Local::No, "Headers for the collector", "{}", r#"{"authorization": "Bearer 0000"}"#,
            "HTTP headers that go with each report, such as a token. Who can read this policy can read them: use a token that can only write.";
        reportMinutes: Kind::Count { least: 1, most: 1_440 }, Local::No, "Minutes between reports", "15", "5", "How often records are sent.";
        heartbeatHours: Kind::Count { least: 0, most: 168 }, Local::No, "Hours between signs of life", "24", "0",
            "How often the versions and the hash of the effective policy are sent although nothing happened; 0 for never. Only where `reportEndpoint` is given.";
    }
}

fn is_https(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
        !host.is_empty() && text.len() <= 500 && !rest.contains(|c: char| c.is_whitespace() || c == '@')
    })
}

fn is_salt(text: &str) -> bool {
    (32..=64).contains(&text.len()) && text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_what(text: &str) -> bool {
    const FAMILIES: [Family; 6] =
        [Family::Identifier, Family::Relationship, Family::Narrative, Family::Advice, Family::Solicitation, Family::Claim];
    text == "*"
        || Label::parse(text).is_some()
        || FAMILIES.iter().any(|family| family.as_str() == text)
        || rules::by_id(text).is_some()
        || text == recipients::LOOK_ALIKE.id
        || Concern::ALL.iter().any(|concern| concern.rule().id == text)
        || text.split_once("/org-").is_some_and(|(label, name)| Label::parse(label).is_some() && !name.is_empty())
}

/// Lists whose names are written down once already.
enum NamesOf {
    Actions,
    Contexts,
    Labels,
}

#[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
const fn names<const COUNT: usize>(of: NamesOf) -> [&'static str; COUNT] {
    let mut out = [""; COUNT];
    let mut at = 0;
    while at < COUNT {
        out[at] = match of {
            NamesOf::Actions => Action::ALL[at].as_str(),
            NamesOf::Contexts => Context::ALL[at].as_str(),
            NamesOf::Labels => Label::ALL[at].as_str(),
        };
        at += 1;
    }
    out
}

/// The severity of that name.
pub(super) fn severity(name: &str) -> Option<Severity> {
    [Severity::Block, Severity::Warn, Severity::Note].into_iter().find(|severity| severity.as_str() == name)
}

/// The key of that name.
pub fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}
