//! What a camera, a phone or an editor wrote into a picture.

use std::io::Cursor;

use exif::{Exif, Reader, Tag};

use super::{Concern, Format, heif};

/// Where it was taken (Exif 2.32 section 4.6.6), without the version that some write alone.
const POSITION: [Tag; 5] = [Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude, Tag::GPSDestLongitude, Tag::GPSAreaInformation];
const TIME: [Tag; 4] = [Tag::DateTimeOriginal, Tag::DateTimeDigitized, Tag::DateTime, Tag::GPSDateStamp];
const PERSON: [Tag; 4] = [Tag::Artist, Tag::CameraOwnerName, Tag::ImageDescription, Tag::UserComment];
const SERIAL: [Tag; 3] = [Tag::BodySerialNumber, Tag::LensSerialNumber, Tag::ImageUniqueID];
/// What XMP (ISO 16684-1, with the namespaces of Exif and Dublin Core) calls the same.
const XMP: [(&[u8], Concern); 6] = [
    (b"exif:GPSL", Concern::Position),
    (b"photoshop:City", Concern::Position),
    (b"exif:DateTimeOriginal", Concern::Time),
    (b"xmp:CreateDate", Concern::Time),
    (b"dc:creator", Concern::Person),
    (b"aux:SerialNumber", Concern::Serial),
];

/// Adds what the head of a picture tells.
pub(super) fn concerns(format: Format, head: &[u8], is_whole: bool, concerns: &mut Vec<Concern>) {
    match Reader::new().read_from_container(&mut Cursor::new(head)) {
        Ok(exif) => {
            let found =
                [(&POSITION[..], Concern::Position), (&PERSON, Concern::Person), (&SERIAL, Concern::Serial), (&TIME, Concern::Time)];
            concerns.extend(found.into_iter().filter(|(tags, _)| tags.iter().any(|tag| says(&exif, *tag))).map(|(_, concern)| concern));
        }
        Err(exif::Error::NotFound(_)) if is_whole || ends_in_front(format, head) => {}
        // Broken, or further on than we read.
        Err(_) => concerns.push(Concern::Unread),
    }
    // XMP may lie behind a picture's pieces, beyond what we read.
    let reaches = |items: Vec<heif::Hidden>| items.iter().flat_map(|item| &item.parts).all(|part| part.end <= head.len());
    if format == Format::Heif && !heif::hidden(head).is_some_and(reaches) && !concerns.contains(&Concern::Unread) {
        concerns.push(Concern::Unread);
    }
    for (mark, concern) in XMP {
        if contains(head, mark) && !concerns.contains(&concern) {
            concerns.push(concern);
        }
    }
}

/// Whether everything that such a picture says of itself stands before the picture, which the head reaches; or a list does
/// that names none.
fn ends_in_front(format: Format, head: &[u8]) -> bool {
    format == Format::Jpeg || (format == Format::Heif && heif::hidden(head).is_some_and(|items| items.is_empty()))
}

/// Whether a field is there and not empty: many programs write blanks.
fn says(exif: &Exif, tag: Tag) -> bool {
    exif.fields().filter(|field| field.tag == tag).any(|field| match &field.value {
        exif::Value::Ascii(lines) => lines.iter().flatten().any(|byte| !matches!(byte, 0 | b' ' | b'0' | b':')),
        exif::Value::Undefined(bytes, _) => bytes.iter().skip(8).any(|byte| !matches!(byte, 0 | b' ')),
        exif::Value::Rational(numbers) => numbers.iter().any(|number| number.num != 0),
        _ => true,
    })
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}
