//! What must not go out: one rule a file, one line a rule here.
//!
//! A rule's doc comment is its manual, the text of its card, its page and its test: under `# Wrong`, each
//! line is a text in which the rule must underline exactly what stands in `{{…}}`; under `# Right` and
//! `# Limits` a line without marks must stay clean and a line with them must be found. A fence may name the
//! context: ```` ```text,email ````, whom one answers (`to:Dana R.`) and how many private mailboxes read it
//! (`recipients:4`). `\n` in a line is a line break. A rule finds; it never decides what follows.

pub mod evidence;
pub mod index;
pub mod pattern;

use core::ops::Range;
use std::rc::Rc;

use crate::finding::{Context, Finding, Label, Severity};
use crate::policy::House;
use crate::text::{Parsed, Sentence, Span};
use pattern::Pattern;

/// One thing that we look for.
pub struct Rule {
    /// Stable for ever: the label, a slash, a noun.
    pub id: &'static str,
    /// What its findings are labelled.
    pub label: Label,
    /// What it is, in at most six words.
    pub title: &'static str,
    /// Why it must not go out: one plain sentence.
    pub why: &'static str,
    /// The provisions, to the paragraph.
    pub law: &'static [&'static str],
    /// The harm if published, in public.
    pub severity: Severity,
    /// The doc comment.
    pub manual: &'static str,
    /// Wording that is objected to.
    pub patterns: &'static [Pattern],
    /// Wording that excuses a finding which it overlaps.
    pub unless: &'static [Pattern],
    /// With which tokens something may begin that `check` finds: it is called only where one of these patterns may begin,
    /// and is told the places ([`Input::places`]). Without any it is always called, and looks for itself.
    pub wakes: &'static [Pattern],
    /// For what patterns cannot say: shapes, check digits, what stands around.
    pub check: Option<Check>,
    /// Looks at each match of a pattern and may drop, move or weigh it.
    pub confirm: Option<Confirm>,
    /// Whether its findings, whole clauses, give way to any other of their family that touches them.
    pub broad: bool,
    /// Whether no wording is listed and [`crate::model`] finds it by its meaning.
    pub learned: bool,
}

/// Finds what the patterns cannot.
pub type Check = fn(&Input<'_>, &mut Sink<'_>);
/// Accepts a match (perhaps with another span or severity) or drops it.
pub type Confirm = fn(&Input<'_>, Span) -> Option<(Span, Severity)>;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The text, taken apart.
    pub parsed: Parsed<'a>,
    /// What is being written.
    pub context: Context,
    /// The displayed name of the person who is answered, when the page shows it.
    pub counterpart: Option<&'a str>,
    /// How many private mailboxes stand in To and Cc of an e-mail: [`crate::recipients::private_mailboxes`].
    pub recipients: u32,
    /// Where the rule that is called wakes: indices of tokens, ascending.
    pub woken: &'a [u32],
    /// Running counts for [`evidence::Scene`]; one more than there are tokens, or none.
    pub tally: &'a [evidence::Tally],
    /// What the organisation's policy says of its names, words and replies, where there is one.
    pub house: Option<&'a Rc<House>>,
    /// The sentences in which something may be found, from the first on and before the second; the others are there to be
    /// looked at.
    pub own: (usize, usize),
    /// What one rule found out and another asks again.
    pub notes: Option<&'a evidence::Notes>,
}

impl<'a> Input<'a> {
    /// The sentences in which something may be found.
    pub fn sentences(&self) -> &'a [Sentence] {
        self.parsed.sentences.get(self.own.0..self.own.1).unwrap_or(&[])
    }

    /// The tokens of these sentences, by index.
    pub fn own_tokens(&self) -> Range<usize> {
        let own = self.sentences();
        let first = own.first().map_or(0, |sentence| sentence.first as usize);
        first..own.last().map_or(first, |sentence| sentence.end as usize)
    }

    /// The places at which the rule that is called wakes.
    pub fn places(&self) -> Places<'a> {
        Places { left: self.woken }
    }
}

/// Places at which a rule wakes, in order: indices of tokens.
pub struct Places<'a> {
    left: &'a [u32],
}

impl Places<'_> {
    /// Leaves out what comes before the token `at`.
    pub fn skip_to(&mut self, at: usize) {
        while let Some((&next, rest)) = self.left.split_first() {
            if next as usize >= at {
                break;
            }
            self.left = rest;
        }
    }
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let (&next, rest) = self.left.split_first()?;
        self.left = rest;
        Some(next as usize)
    }
}

/// Where a rule puts what it found.
pub struct Sink<'a> {
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    /// Collects for `rule`.
    pub const fn new(rule: &'static Rule, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, findings }
    }

    /// Adds a finding with the rule's own severity.
    pub fn add(&mut self, span: Span) {
        self.add_as(span, self.rule.severity);
    }

    /// Adds a finding with another severity.
    pub fn add_as(&mut self, span: Span, severity: Severity) {
        if !span.is_empty() {
            self.findings.push(Finding { span, rule: self.rule, severity });
        }
    }
}

/// Declares one rule from its manual and its parts; see any rule file.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])*
        pub static $name:ident = {
            id: $id:literal,
            label: $label:ident,
            title: $title:literal,
            why: $why:literal,
            law: [$($law:literal),* $(,)?],
            severity: $severity:ident,
            $(patterns: [$($pattern:literal),* $(,)?],)?
            $(unless: [$($unless:literal),* $(,)?],)?
            $(wakes: [$($wake:literal),* $(,)?],)?
            $(check: $check:expr,)?
            $(confirm: $confirm:expr,)?
            $(broad: $broad:literal,)?
            $(learned: $learned:literal,)?
        }
    ) => {
        $(#[doc = $doc])*
        pub static $name: $crate::rules::Rule = $crate::rules::Rule {
            id: $id,
            label: $crate::finding::Label::$label,
            title: $title,
            why: $why,
            law: &[$($law),*],
            severity: $crate::finding::Severity::$severity,
            manual: concat!($($doc, "\n"),*),
            $(patterns: &[$($crate::pattern!($pattern)),*],)?
            $(unless: &[$($crate::pattern!($unless)),*],)?
            $(wakes: &[$($crate::pattern!($wake)),*],)?
            $(check: Some($check),)?
            $(confirm: Some($confirm),)?
            $(broad: $broad,)?
            $(learned: $learned,)?
            ..$crate::rules::BLANK
        };
    };
}

/// What a rule has unless it says otherwise.
pub const BLANK: Rule = Rule {
    id: "",
    label: Label::IdOther,
    title: "",
    why: "",
    law: &[],
    severity: Severity::Warn,
    manual: "",
    patterns: &[],
    unless: &[],
    wakes: &[],
    check: None,
    confirm: None,
    broad: false,
    learned: false,
};

/// Declares the modules and lists the rules: one line a rule.
macro_rules! rules {
    ($($family:ident { $($file:ident::$name:ident),* $(,)? })*) => {
        $(
            #[doc = concat!("The rules of this family: ", stringify!($family), ".")]
            pub mod $family {
                $(pub mod $file;)*
            }
        )*
        /// Every rule, in the order of the manual.
        pub static RULES: &[&Rule] = &[$($(&$family::$file::$name,)*)*];
    };
}

rules! {
    identifier {
        greeting::GREETING,
        vocative::VOCATIVE,
        titled::TITLED,
        relative::RELATIVE,
        patient::PATIENT_NAME,
        story::STORY_NAME,
        handle::HANDLE,
        counterpart::COUNTERPART,
        address::ADDRESS,
        town::TOWN,
        venue::VENUE_OF_PATIENT,
        date::DATE,
        weekday::WEEKDAY_OF_CARE,
        birth::BIRTH,
        age::AGE,
        phone::PHONE,
        fax::FAX,
        email::EMAIL,
        recipients::RECIPIENTS,
        ssn::SSN,
        mrn::MRN,
        plan::PLAN,
        account::ACCOUNT,
        license::LICENSE,
        plate::PLATE,
        vin::VIN,
        device::DEVICE,
        url::URL,
        ip::IP,
        biometric::BIOMETRIC,
        photo::PHOTO,
        claim::CLAIM,
        room::ROOM,
        mark::MARK,
    }
    relationship {
        visit::VISIT,
        appointment::APPOINTMENT,
        presence::PRESENCE,
        denial::DENIAL,
        bond::BOND,
        treatment::TREATMENT,
        payment::PAYMENT,
        conduct::CONDUCT,
        deed::DEED,
        telling::TELLING,
        result::RESULT,
        treated::TREATED,
        chart::CHART,
        record::RECORD,
        visit_meaning::VISIT_MEANING,
        care_meaning::CARE_MEANING,
    }
    narrative {
        story::STORY,
        live::LIVE,
        story_meaning::STORY_MEANING,
        live_meaning::LIVE_MEANING,
    }
    advice {
        diagnosis::DIAGNOSIS,
        opinion::OPINION,
        treatment::TREATMENT,
        recommendation::RECOMMENDATION,
        remedy::REMEDY,
        dose::DOSE,
        emergency::EMERGENCY,
        triage::TRIAGE,
        results::RESULTS,
        reading::READING,
        diagnosis_meaning::DIAGNOSIS_MEANING,
        treatment_meaning::TREATMENT_MEANING,
        dose_meaning::DOSE_MEANING,
        triage_meaning::TRIAGE_MEANING,
        results_meaning::RESULTS_MEANING,
    }
    solicitation {
        details::DETAILS,
        question::QUESTION,
        boundary::BOUNDARY,
        details_meaning::DETAILS_MEANING,
        boundary_meaning::BOUNDARY_MEANING,
    }
    claim {
        guarantee::GUARANTEE,
        testimonial::TESTIMONIAL,
        reshare::RESHARE,
        attack::ATTACK,
        guarantee_meaning::GUARANTEE_MEANING,
        testimonial_meaning::TESTIMONIAL_MEANING,
        attack_meaning::ATTACK_MEANING,
    }
}

/// The rule for what the classifiers find of that label.
pub fn meaning(label: Label) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.learned && rule.label == label)
}

/// The place of a rule in [`RULES`]; `u32::MAX` for one that an organisation's policy made.
pub fn number(rule: &'static Rule) -> u32 {
    RULES.iter().position(|other| core::ptr::eq(*other, rule)).map_or(u32::MAX, |at| at as u32)
}

/// The rule of that id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
