//! Files that are about to be published with a text: what they are, and what they say beside what they show.
//!
//! A picture is always a question for a person: no program can tell whose hand it shows. What a program can read is what
//! the camera wrote into the file and what somebody called it. Nothing here keeps or returns what it read; a [`Concern`]
//! says that something is there, never what.
//!
//! | what | where it is read | why it matters |
//! |---|---|---|
//! | position, time, names, serial numbers | EXIF (JPEG, PNG, WebP, HEIF, TIFF), XMP | 45 CFR 164.514(b)(2)(i)(A), (B), (C), (M) |
//! | patient's name, birth date, record number | the header of a DICOM file (PS3.10, PS3.15 annex E) | (A), (C), (H) |
//! | names, birth dates, record and social security numbers | the name of the file | (A), (C), (H), (G) |
//! | the face or body itself | nowhere: the author is asked | (Q) |

mod clean;
mod dicom;
mod heif;
mod name;
mod photo;
mod png;

use crate::finding::{Finding, Label, Severity};
use crate::rules::{BLANK, Rule};
use crate::text::Span;

pub use clean::{Unclean, without_metadata};

/// How many bytes from the start of a file are worth reading to look at it ([`look`]). What cameras write stands in the
/// first 64 KiB of a JPEG; HEIF and PNG may put it later, and then the concern says that it could not be told.
pub const HEAD: usize = 256 * 1024;

/// What kind of file it is, told by its first bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A photograph or scan that [`without_metadata`] can clean.
    Jpeg,
    /// A picture, often of a screen, that [`without_metadata`] can clean.
    Png,
    /// A picture that [`without_metadata`] can clean.
    WebP,
    /// A photograph as phones store it (HEIC, AVIF), which [`without_metadata`] can clean, too.
    Heif,
    /// A scan.
    Tiff,
    /// A picture without anything about itself that we could read.
    OtherPicture,
    /// A moving picture.
    Video,
    /// A medical image with its data about the patient.
    Dicom,
    /// A document.
    Pdf,
    /// Anything else.
    Other,
}

impl Format {
    /// What a file is by its first bytes; 132 of them are enough.
    pub fn of(head: &[u8]) -> Self {
        let at = |start: usize, mark: &[u8]| head.get(start..).is_some_and(|rest| rest.starts_with(mark));
        if at(128, b"DICM") {
            Self::Dicom
        } else if at(0, b"\xff\xd8\xff") {
            Self::Jpeg
        } else if at(0, b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else if at(0, b"RIFF") && at(8, b"WEBP") {
            Self::WebP
        } else if at(4, b"ftyp") {
            let is_picture =
                [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"].iter().any(|brand| at(8, *brand));
            if is_picture { Self::Heif } else { Self::Video }
        } else if at(0, b"II*\0") || at(0, b"MM\0*") {
            Self::Tiff
        } else if at(0, b"GIF8") || at(0, b"BM") {
            Self::OtherPicture
        } else if at(0, b"\x1aE\xdf\xa3") || (at(0, b"RIFF") && at(8, b"AVI ")) {
            Self::Video
        } else if at(0, b"%PDF-") {
            Self::Pdf
        } else {
            Self::Other
        }
    }

    /// The media type of a file that [`without_metadata`] can clean, by its first bytes as well: what a page or a system
    /// says of a file can be wrong, and of a HEIC it often is nothing.
    pub fn media_type(head: &[u8]) -> Option<&'static str> {
        match Self::of(head) {
            Self::Jpeg => Some("image/jpeg"),
            Self::Png => Some("image/png"),
            Self::WebP => Some("image/webp"),
            Self::Heif if head.get(8..).is_some_and(|brand| brand.starts_with(b"avi")) => Some("image/avif"),
            Self::Heif => Some("image/heic"),
            _ => None,
        }
    }

    /// Whether somebody could be seen on it.
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf | Self::Other)
    }

    /// Whether [`without_metadata`] knows how to clean it.
    pub const fn can_be_cleaned(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::WebP | Self::Heif)
    }
}

/// Something about a file that its author should know. Holds nothing of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// A medical image whose header names the patient.
    DicomPatient,
    /// A medical image; its header holds numbers and dates even where the name is gone.
    DicomHeader,
    /// The name of the file holds a social security number.
    SsnInName,
    /// The name of the file holds somebody's name.
    NameInName,
    /// The name of the file holds a record number.
    RecordInName,
    /// The name of the file holds a birth date.
    BirthInName,
    /// It says where it was taken.
    Position,
    /// It names somebody: owner, artist, caption.
    Person,
    /// It carries the serial number of a camera or lens.
    Serial,
    /// It says when it was taken.
    Time,
    /// It may hold such data where we could not look.
    Unread,
    /// It may show a patient.
    MayShowPatient,
    /// It may be about a patient.
    MayTellOfPatient,
}

/// What the manual of each of these rules says.
const MANUAL: &str = "\
# Why

A file goes out with the text, and often tells more than the text: a face, a scar, a name on a screen in the background, and
what the camera wrote into it. The patient's written authorization (45 CFR 164.508) covers a picture only if it names this use.

# What helps

- Ask whether somebody could know the person: by the face, a tattoo, the room, the date.
- Share a copy without hidden data. The picture itself stays as it is.
- Give the file a name that points at nobody.

# Limits

No program can tell whom a picture shows. Curbside reads what cameras and programs write into JPEG, PNG, WebP, HEIF, TIFF and
DICOM files, and the name of the file; it keeps nothing of it. It says so where it could not look.
";

const fn rule(
    id: &'static str,
    label: Label,
    severity: Severity,
    title: &'static str,
    why: &'static str,
    law: &'static [&'static str],
) -> Rule {
    Rule { id, label, severity, title, why, law, manual: MANUAL, ..BLANK }
}

use Label::{IdDate, IdDevice, IdMrn, IdName, IdOther, IdPhoto, IdPlace, IdSsn};
use Severity::{Block, Note, Warn};

/// One rule for each concern, in the order of [`Concern`]. They find nothing in texts, and so stand in no list of rules.
#[rustfmt::skip]
static RULES: [Rule; 13] = [
    rule("id.name/dicom", IdName, Block, "Medical image names the patient",
        "Its header holds the patient's name, so it cannot be shared as it is; export a de-identified image instead.", &["45 CFR 164.514(b)(2)(i)(A)"]),
    rule("id.mrn/dicom", IdMrn, Warn, "Medical image with patient data",
        "Its header holds numbers and dates of the exam that lead back to the patient; export a de-identified image instead.", &["45 CFR 164.514(b)(2)(i)(H)"]),
    rule("id.ssn/file", IdSsn, Block, "Social Security number in file name",
        "Everyone who gets the file can read its name; rename it first.", &["45 CFR 164.514(b)(2)(i)(G)"]),
    rule("id.name/file", IdName, Warn, "File name may name a patient",
        "Everyone who gets the file can read its name; give it one that points at nobody.", &["45 CFR 164.514(b)(2)(i)(A)"]),
    rule("id.mrn/file", IdMrn, Warn, "Record number in file name",
        "A record number leads back to the patient; rename the file first.", &["45 CFR 164.514(b)(2)(i)(H)"]),
    rule("id.date/file", IdDate, Warn, "Birth date in file name",
        "A birth date helps to find out who it is; rename the file first.", &["45 CFR 164.514(b)(2)(i)(C)"]),
    rule("id.place/metadata", IdPlace, Warn, "Picture says where it was taken",
        "The camera wrote the place into the file; share a copy without it.", &["45 CFR 164.514(b)(2)(i)(B)"]),
    rule("id.name/metadata", IdName, Warn, "Picture carries somebody's name",
        "The file names its owner or the person shown; share a copy without it.", &["45 CFR 164.514(b)(2)(i)(A)"]),
    rule("id.device/metadata", IdDevice, Note, "Picture carries a serial number",
        "A serial number can tie the picture to a device and its owner; share a copy without it.", &["45 CFR 164.514(b)(2)(i)(M)"]),
    rule("id.date/metadata", IdDate, Note, "Picture says when it was taken",
        "The camera wrote the day into the file, and with it the day of a visit; share a copy without it.", &["45 CFR 164.514(b)(2)(i)(C)"]),
    rule("id.photo/unread", IdPhoto, Note, "Hidden data could not be checked",
        "Files of this kind can hold place, day and names where Curbside cannot look; a screenshot of it holds none.", &["45 CFR 164.514(b)(2)(i)(Q)"]),
    rule("id.photo/attached", IdPhoto, Warn, "Does this show a patient?",
        "A face, a scar, a tattoo, an X-ray or a name on a screen needs the patient's written authorization.", &["45 CFR 164.514(b)(2)(i)(Q)", "45 CFR 164.508(a)(1)"]),
    rule("id.other/document", IdOther, Note, "Is this about a patient?",
        "A document about a patient needs their written authorization before it goes out.", &["45 CFR 164.508(a)(1)"]),
];

impl Concern {
    /// Every concern, in order.
    pub const ALL: [Self; 13] = [
        Self::DicomPatient,
        Self::DicomHeader,
        Self::SsnInName,
        Self::NameInName,
        Self::RecordInName,
        Self::BirthInName,
        Self::Position,
        Self::Person,
        Self::Serial,
        Self::Time,
        Self::Unread,
        Self::MayShowPatient,
        Self::MayTellOfPatient,
    ];

    /// What cards, policies and records go by.
    #[allow(clippy::indexing_slicing, reason = "there is one rule for each concern, which a test counts")]
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// The concern that a rule stands for.
    pub fn of(rule: &Rule) -> Option<Self> {
        Self::ALL.into_iter().find(|concern| concern.rule().id == rule.id)
    }

    /// As a finding: about the file, so it has no words of the text.
    pub fn finding(self) -> Finding {
        Finding { span: Span::default(), rule: self.rule(), severity: self.rule().severity }
    }

    /// Whether a copy without metadata settles it.
    pub const fn is_settled_by_cleaning(self) -> bool {
        matches!(self, Self::Position | Self::Person | Self::Serial | Self::Time)
    }
}

/// What its author should know of a file: its `name`, its first bytes (`head`, up to [`HEAD`]) and whether that is
/// all of it. In order of weight, each once.
pub fn look(name: &str, head: &[u8], is_whole: bool) -> Vec<Concern> {
    let format = Format::of(head);
    let mut concerns = name::concerns(name);
    match format {
        Format::Dicom => concerns.push(if dicom::names_a_patient(head) { Concern::DicomPatient } else { Concern::DicomHeader }),
        Format::Jpeg | Format::Png | Format::WebP | Format::Heif | Format::Tiff => photo::concerns(format, head, is_whole, &mut concerns),
        Format::Video => concerns.push(Concern::Unread),
        Format::Pdf => concerns.push(Concern::MayTellOfPatient),
        Format::OtherPicture | Format::Other => {}
    }
    if format.is_picture() {
        concerns.push(Concern::MayShowPatient);
    }
    crate::order::by_key(&mut concerns, |concern| (core::cmp::Reverse(concern.rule().severity), *concern));
    concerns.dedup();
    concerns
}
