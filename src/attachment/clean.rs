//! A copy of a picture without what it says of itself. The picture is not encoded anew: every pixel stays.

use core::fmt;

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF as _};

use super::{Format, heif, png};

/// Why there is no clean copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclean {
    /// We do not know how to clean files of this kind.
    Unknown(Format),
    /// The file is not built as files of its kind mostly are.
    Broken(Format),
}

impl fmt::Display for Unclean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(format) => write!(f, "expected a JPEG, PNG, WebP or HEIF picture, but found {format:?}"),
            Self::Broken(format) => {
                write!(f, "expected a whole {format:?} picture, but it ends early, is damaged or is built in another way")
            }
        }
    }
}

impl core::error::Error for Unclean {}

/// Segments of a JPEG that the picture needs: the decoder's tables, colour (ICC in APP2, Adobe's in APP14, JFIF in APP0).
const APP0: u8 = 0xe0;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const ICC: &[u8] = b"ICC_PROFILE\0";

/// The file without EXIF, XMP, IPTC, comments, previews and whatever follows the picture. How it must be turned to stand
/// upright is kept, for the pixels of a phone's photograph often lie on their side.
///
/// # Errors
///
/// [`Unclean`] where the format is another one or the file is damaged.
pub fn without_metadata(bytes: Vec<u8>) -> Result<Vec<u8>, Unclean> {
    let format = Format::of(&bytes);
    let broken = |_| Unclean::Broken(format);
    match format {
        Format::Jpeg => Jpeg::from_bytes(bytes.into()).map_err(broken).map(clean_jpeg),
        Format::Png => png::cleaned(&bytes, |exif| orientation(exif).map(|turn| turned(turn).to_vec())).ok_or(Unclean::Broken(format)),
        Format::WebP => WebP::from_bytes(bytes.into()).map_err(broken).map(|mut webp| {
            let turn = webp.exif().and_then(|exif| orientation(&exif));
            webp.remove_chunks_by_id(*b"XMP ");
            // Also sets the flags that tell which chunks there are.
            webp.set_exif(turn.map(turned));
            webp.encoder().bytes().to_vec()
        }),
        Format::Heif => heif::blank(bytes).ok_or(Unclean::Broken(format)),
        _ => Err(Unclean::Unknown(format)),
    }
}

fn clean_jpeg(mut jpeg: Jpeg) -> Vec<u8> {
    let turn = jpeg.exif().and_then(|exif| orientation(&exif));
    jpeg.segments_mut().retain(|segment| match segment.marker() {
        APP0 | APP14 => true,
        APP2 => segment.contents().starts_with(ICC),
        marker => !(APP0..=APP15).contains(&marker) && marker != markers::COM,
    });
    if let Some(turn) = turn {
        let mut contents = b"Exif\0\0".to_vec();
        contents.extend_from_slice(&turned(turn));
        let after_jfif = jpeg.segments().iter().take_while(|segment| segment.marker() == APP0).count();
        jpeg.segments_mut().insert(after_jfif, JpegSegment::new_with_contents(markers::APP1, contents.into()));
    }
    let mut bytes = jpeg.encoder().bytes().to_vec();
    let end = end_of_picture(&bytes).unwrap_or(bytes.len());
    bytes.truncate(end);
    bytes
}

/// One past the mark that ends the picture. Phones append second pictures, sounds and notes to it (JPEG, ITU-T T.81 B.1.1).
fn end_of_picture(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let mark = at + bytes.get(at..)?.windows(2).position(|pair| matches!(pair, [0xff, 0xc0..=0xcf | 0xd8..=0xfe]))?;
        let kind = *bytes.get(mark + 1)?;
        if kind == markers::EOI {
            return Some(mark + 2);
        }
        let length = u16::from_be_bytes(*bytes.get(mark + 2..mark + 4)?.first_chunk()?);
        at = mark + 2 + usize::from(length);
    }
}

/// How the picture must be turned (Exif 2.32, tag 274), where it does not stand upright.
fn orientation(exif: &[u8]) -> Option<u8> {
    let exif = exif::Reader::new().read_raw(exif.to_vec()).ok()?;
    let turn = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(turn).ok().filter(|turn| (2..=8).contains(turn))
}

/// An EXIF block that says this and nothing else: a TIFF header, one directory, one field.
fn turned(turn: u8) -> Bytes {
    const HEADER: &[u8] = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
    let mut block = HEADER.to_vec();
    block.push(turn);
    block.extend_from_slice(&[0; 6]);
    block.into()
}
