//! What the scanner says: a rule objects to a span.

use core::fmt;

use crate::rules::Rule;
use crate::text::Span;

/// What a finding is about. The names are a contract with tools outside this project and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is described by its rules")]
pub enum Label {
    IdName,
    IdPlace,
    IdDate,
    IdAge90,
    IdPhone,
    IdFax,
    IdEmail,
    IdSsn,
    IdMrn,
    IdPlan,
    IdAccount,
    IdLicense,
    IdVehicle,
    IdDevice,
    IdUrl,
    IdIp,
    IdBiometric,
    IdPhoto,
    IdOther,
    RelVisit,
    RelCare,
    NarStory,
    NarLive,
    AdvDiagnosis,
    AdvTreatment,
    AdvDose,
    AdvTriage,
    AdvResults,
    SolPhi,
    SolBoundary,
    ClmGuarantee,
    ClmTestimonial,
    ClmAttack,
}

/// The six families of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Identifying details (45 CFR 164.514(b)(2)(i)).
    Identifier,
    /// Words that confirm that somebody is a patient.
    Relationship,
    /// Stories that give a person away.
    Narrative,
    /// Individual medical advice.
    Advice,
    /// Requests for private details, and private channels.
    Solicitation,
    /// Guarantees, testimonials, attacks.
    Claim,
}

/// How much harm publishing would do; the rule's opinion. What follows from it is the policy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// "Worth a look": a careful officer would not insist.
    Note,
    /// "Check this".
    Warn,
    /// "Don't post".
    Block,
}

/// What is being written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Context {
    /// A post on a public page or profile.
    #[default]
    Post,
    /// The practice's public answer to a review.
    ReviewReply,
    /// A public comment or answer.
    Comment,
    /// A private message to somebody.
    Message,
    /// An e-mail.
    Email,
    /// A longer article.
    Blog,
}

impl Label {
    /// All labels, in order.
    pub const ALL: [Self; 33] = [
        Self::IdName,
        Self::IdPlace,
        Self::IdDate,
        Self::IdAge90,
        Self::IdPhone,
        Self::IdFax,
        Self::IdEmail,
        Self::IdSsn,
        Self::IdMrn,
        Self::IdPlan,
        Self::IdAccount,
        Self::IdLicense,
        Self::IdVehicle,
        Self::IdDevice,
        Self::IdUrl,
        Self::IdIp,
        Self::IdBiometric,
        Self::IdPhoto,
        Self::IdOther,
        Self::RelVisit,
        Self::RelCare,
        Self::NarStory,
        Self::NarLive,
        Self::AdvDiagnosis,
        Self::AdvTreatment,
        Self::AdvDose,
        Self::AdvTriage,
        Self::AdvResults,
        Self::SolPhi,
        Self::SolBoundary,
        Self::ClmGuarantee,
        Self::ClmTestimonial,
        Self::ClmAttack,
    ];

    /// The stable name, such as `id.name`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdName => "id.name",
            Self::IdPlace => "id.place",
            Self::IdDate => "id.date",
            Self::IdAge90 => "id.age90",
            Self::IdPhone => "id.phone",
            Self::IdFax => "id.fax",
            Self::IdEmail => "id.email",
            Self::IdSsn => "id.ssn",
            Self::IdMrn => "id.mrn",
            Self::IdPlan => "id.plan",
            Self::IdAccount => "id.account",
            Self::IdLicense => "id.license",
            Self::IdVehicle => "id.vehicle",
            Self::IdDevice => "id.device",
            Self::IdUrl => "id.url",
            Self::IdIp => "id.ip",
            Self::IdBiometric => "id.biometric",
            Self::IdPhoto => "id.photo",
            Self::IdOther => "id.other",
            Self::RelVisit => "rel.visit",
            Self::RelCare => "rel.care",
            Self::NarStory => "nar.story",
            Self::NarLive => "nar.live",
            Self::AdvDiagnosis => "adv.diagnosis",
            Self::AdvTreatment => "adv.treatment",
            Self::AdvDose => "adv.dose",
            Self::AdvTriage => "adv.triage",
            Self::AdvResults => "adv.results",
            Self::SolPhi => "sol.phi",
            Self::SolBoundary => "sol.boundary",
            Self::ClmGuarantee => "clm.guarantee",
            Self::ClmTestimonial => "clm.testimonial",
            Self::ClmAttack => "clm.attack",
        }
    }

    /// The label of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.as_str() == name)
    }

    /// The family it belongs to.
    pub const fn family(self) -> Family {
        match self {
            Self::RelVisit | Self::RelCare => Family::Relationship,
            Self::NarStory | Self::NarLive => Family::Narrative,
            Self::AdvDiagnosis | Self::AdvTreatment | Self::AdvDose | Self::AdvTriage | Self::AdvResults => Family::Advice,
            Self::SolPhi | Self::SolBoundary => Family::Solicitation,
            Self::ClmGuarantee | Self::ClmTestimonial | Self::ClmAttack => Family::Claim,
            _ => Family::Identifier,
        }
    }
}

impl Family {
    /// As labels begin.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Identifier => "id",
            Self::Relationship => "rel",
            Self::Narrative => "nar",
            Self::Advice => "adv",
            Self::Solicitation => "sol",
            Self::Claim => "clm",
        }
    }
}

impl Severity {
    /// The stable name: `block`, `warn` or `note`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Warn => "warn",
            Self::Note => "note",
        }
    }
}

impl Context {
    /// All contexts.
    pub const ALL: [Self; 6] = [Self::Post, Self::ReviewReply, Self::Comment, Self::Message, Self::Email, Self::Blog];

    /// The stable name, such as `review-reply`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::ReviewReply => "review-reply",
            Self::Comment => "comment",
            Self::Message => "message",
            Self::Email => "email",
            Self::Blog => "blog",
        }
    }

    /// The context of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.as_str() == name)
    }

    /// Whether only the addressee reads it.
    pub const fn is_private(self) -> bool {
        matches!(self, Self::Message | Self::Email)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A rule objects to a span of one snapshot. Holds no text.
#[derive(Clone, Copy)]
pub struct Finding {
    /// Where, in bytes.
    pub span: Span,
    /// Which rule.
    pub rule: &'static Rule,
    /// How bad, in this context.
    pub severity: Severity,
}

/// What pressing a fix does; [`crate::language::Language::fix`] says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Takes the words out.
    LeaveOut,
    /// Writes others.
    Write,
    /// Writes the whole sentence anew.
    Sentence,
    /// Writes the whole reply anew.
    Reply,
    /// Adds words and takes none away.
    Add,
}

/// A better wording: replaces exactly the words of the finding.
#[derive(Clone, PartialEq, Eq)]
pub struct Fix {
    /// What pressing it does.
    pub does: Does,
    /// The words that a card shows of it; perhaps with one before them, for "Write: there" says little.
    pub shown: String,
    /// What the words become.
    pub text: String,
}

impl Finding {
    /// The rule's label.
    pub const fn label(&self) -> Label {
        self.rule.label
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span && self.rule.id == other.rule.id && self.severity == other.severity
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Finding({} {} {}..{})", self.rule.id, self.severity, self.span.start, self.span.end)
    }
}

// PRIVACY: a fix may quote the text around it.
impl fmt::Debug for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fix({} bytes)", self.text.len())
    }
}
