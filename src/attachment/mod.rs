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
mod name;
mod photo;

use crate::finding::{Label, Severity};

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
    /// A photograph as phones store it (HEIC, AVIF).
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

    /// Whether somebody could be seen on it.
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf | Self::Other)
    }

    /// Whether [`without_metadata`] knows how to clean it.
    pub const fn can_be_cleaned(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::WebP)
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

impl Concern {
    /// The label that policies, records and colours go by.
    pub const fn label(self) -> Label {
        match self {
            Self::DicomPatient | Self::NameInName | Self::Person => Label::IdName,
            Self::SsnInName => Label::IdSsn,
            Self::RecordInName | Self::DicomHeader => Label::IdMrn,
            Self::BirthInName | Self::Time => Label::IdDate,
            Self::Position => Label::IdPlace,
            Self::Serial => Label::IdDevice,
            Self::Unread | Self::MayShowPatient => Label::IdPhoto,
            Self::MayTellOfPatient => Label::IdOther,
        }
    }

    /// How much harm it would do.
    pub const fn severity(self) -> Severity {
        match self {
            Self::DicomPatient | Self::SsnInName => Severity::Block,
            Self::Time | Self::Serial | Self::Unread | Self::MayTellOfPatient => Severity::Note,
            _ => Severity::Warn,
        }
    }

    /// What it is, in at most six words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::DicomPatient => "Medical image names the patient",
            Self::DicomHeader => "Medical image with patient data",
            Self::SsnInName => "Social Security number in file name",
            Self::NameInName => "File name may name a patient",
            Self::RecordInName => "Record number in file name",
            Self::BirthInName => "Birth date in file name",
            Self::Position => "Picture says where it was taken",
            Self::Person => "Picture carries somebody's name",
            Self::Serial => "Picture carries a serial number",
            Self::Time => "Picture says when it was taken",
            Self::Unread => "Hidden data could not be checked",
            Self::MayShowPatient => "Does this show a patient?",
            Self::MayTellOfPatient => "Is this about a patient?",
        }
    }

    /// Why it matters and what helps, in one sentence.
    pub const fn why(self) -> &'static str {
        match self {
            Self::DicomPatient => {
                "Its header holds the patient's name, so it cannot be shared as it is; export a de-identified image instead."
            }
            Self::DicomHeader => {
                "Its header holds numbers and dates of the exam that lead back to the patient; export a de-identified image instead."
            }
            Self::SsnInName => "Everyone who gets the file can read its name; rename it first.",
            Self::NameInName => "Everyone who gets the file can read its name; give it one that points at nobody.",
            Self::RecordInName => "A record number leads back to the patient; rename the file first.",
            Self::BirthInName => "A birth date helps to find out who it is; rename the file first.",
            Self::Position => "The camera wrote the place into the file; share a copy without it.",
            Self::Person => "The file names its owner or the person shown; share a copy without it.",
            Self::Serial => "A serial number can tie the picture to a device and its owner; share a copy without it.",
            Self::Time => "The camera wrote the day into the file, and with it the day of a visit; share a copy without it.",
            Self::Unread => "Files of this kind can hold place, day and names where Curbside cannot look; a screenshot of it holds none.",
            Self::MayShowPatient => "A face, a scar, a tattoo, an X-ray or a name on a screen needs the patient's written authorization.",
            Self::MayTellOfPatient => "A document about a patient needs their written authorization before it goes out.",
        }
    }

    /// Where the law says so, to the paragraph.
    pub const fn law(self) -> &'static str {
        match self {
            Self::DicomPatient | Self::NameInName | Self::Person => "45 CFR 164.514(b)(2)(i)(A)",
            Self::SsnInName => "45 CFR 164.514(b)(2)(i)(G)",
            Self::RecordInName | Self::DicomHeader => "45 CFR 164.514(b)(2)(i)(H)",
            Self::BirthInName | Self::Time => "45 CFR 164.514(b)(2)(i)(C)",
            Self::Position => "45 CFR 164.514(b)(2)(i)(B)",
            Self::Serial => "45 CFR 164.514(b)(2)(i)(M)",
            Self::Unread | Self::MayShowPatient => "45 CFR 164.514(b)(2)(i)(Q), 164.508(a)(1)",
            Self::MayTellOfPatient => "45 CFR 164.508(a)(1)",
        }
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
    concerns.sort_by_key(|concern| (core::cmp::Reverse(concern.severity()), *concern));
    concerns.dedup();
    concerns
}
