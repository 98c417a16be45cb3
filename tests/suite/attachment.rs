//! Pictures as phones and programs write them, looked at and cleaned. The pictures are made here: a one-pixel body with
//! what the test puts around it.

use curbside::attachment::{Concern, Format, Unclean, look, without_metadata};
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};

/// An EXIF block with these fields.
fn exif_of(fields: &[(Tag, Value)]) -> Vec<u8> {
    let fields: Vec<Field> = fields.iter().map(|(tag, value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() }).collect();
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut block = std::io::Cursor::new(Vec::new());
    writer.write(&mut block, false).expect("the fields can be written");
    block.into_inner()
}

fn degrees(number: u32) -> Value {
    Value::Rational(vec![Rational { num: number, denom: 1 }; 3])
}

fn words(words: &str) -> Value {
    Value::Ascii(vec![words.as_bytes().to_vec()])
}

/// What a phone writes: place, time, owner, serial number, and that the picture lies on its side.
fn phone() -> Vec<u8> {
    exif_of(&[
        (Tag::Orientation, Value::Short(vec![6])),
        (Tag::GPSLatitude, degrees(40)),
        (Tag::GPSLongitude, degrees(74)),
        (Tag::DateTimeOriginal, words("2026:01:02 03:04:05")),
        (Tag::Artist, words("An Invented Owner")),
        (Tag::BodySerialNumber, words("SN-12345")),
    ])
}

/// A JPEG with these segments before its picture, and something after it.
fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    for (marker, contents) in segments {
        bytes.extend_from_slice(&[0xff, *marker]);
        bytes.extend_from_slice(&(contents.len() as u16 + 2).to_be_bytes());
        bytes.extend_from_slice(contents);
    }
    bytes.extend_from_slice(BODY);
    bytes.extend_from_slice(b"a note that a phone wrote behind the picture");
    bytes
}

/// Start of scan with a stuffed byte and a restart mark in it, and the end.
const BODY: &[u8] = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xaa\xff\x00\xbb\xff\xd0\xcc\xff\xd9";

fn with_mark(mark: &[u8], block: Vec<u8>) -> Vec<u8> {
    [mark, &block].concat()
}

fn png(chunks: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = vec![0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    let all = [([*b"IHDR"].as_slice(), header)].map(|(kind, data)| (kind[0], data));
    for (kind, contents) in all.iter().chain(chunks).chain(&[(*b"IDAT", vec![1, 2, 3]), (*b"IEND", vec![])]) {
        bytes.extend_from_slice(&PngChunk::new(*kind, contents.clone().into()).encoder().bytes());
    }
    bytes
}

#[test]
fn what_a_phone_writes_is_found_in_order_of_weight() {
    let photo = jpeg(&[(0xe1, with_mark(b"Exif\0\0", phone()))]);
    let wanted = [Concern::Position, Concern::Person, Concern::MayShowPatient, Concern::Serial, Concern::Time];
    assert_eq!(look("IMG_0001.jpg", &photo, true), wanted);
}

#[test]
fn a_plain_picture_is_only_asked_about() {
    assert_eq!(look("a.jpg", &jpeg(&[]), true), [Concern::MayShowPatient]);
    assert_eq!(look("a.png", &png(&[]), true), [Concern::MayShowPatient]);
    assert_eq!(look("notes.txt", b"hello", true), []);
    assert_eq!(look("letter.pdf", b"%PDF-1.7", true), [Concern::MayTellOfPatient]);
}

#[test]
fn blanks_that_programs_write_are_no_data() {
    let blank = exif_of(&[(Tag::Artist, words("  ")), (Tag::DateTimeOriginal, words("0000:00:00 00:00:00"))]);
    assert_eq!(look("a.jpg", &jpeg(&[(0xe1, with_mark(b"Exif\0\0", blank))]), true), [Concern::MayShowPatient]);
}

#[test]
fn what_could_not_be_read_is_said() {
    // A HEIF whose data stand behind what was read, a PNG cut in the middle, a damaged block.
    let heif = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    assert!(look("a.heic", heif, false).contains(&Concern::Unread));
    assert!(look("a.png", &png(&[])[..40], false).contains(&Concern::Unread));
    assert!(look("a.jpg", &jpeg(&[(0xe1, b"Exif\0\0XXXX".to_vec())]), true).contains(&Concern::Unread));
    assert!(look("a.mp4", b"\0\0\0\x18ftypisom", true).contains(&Concern::Unread));
}

#[test]
fn xmp_is_read_too() {
    let xmp = with_mark(b"http://ns.adobe.com/xap/1.0/\0", b"<rdf exif:GPSLatitude='40,0N'/>".to_vec());
    assert!(look("a.jpg", &jpeg(&[(0xe1, xmp)]), true).contains(&Concern::Position));
}

#[test]
fn a_clean_jpeg_says_nothing_but_how_to_turn_it() {
    let icc = with_mark(b"ICC_PROFILE\0", vec![1, 1, 7]);
    let photo = jpeg(&[
        (0xe0, b"JFIF\0\x01\x02".to_vec()),
        (0xe1, with_mark(b"Exif\0\0", phone())),
        (0xe1, with_mark(b"http://ns.adobe.com/xap/1.0/\0", b"exif:GPSLatitude".to_vec())),
        (0xe2, icc),
        (0xe2, b"MPF\0 a second picture".to_vec()),
        (0xed, b"Photoshop 3.0\0".to_vec()),
        (0xfe, b"a comment".to_vec()),
        (0xdb, vec![0; 65]),
    ]);
    let clean = without_metadata(photo).expect("it can be cleaned");
    assert_eq!(look("a.jpg", &clean, true), [Concern::MayShowPatient]);
    assert!(clean.ends_with(BODY), "the picture is whole and nothing follows it");
    let read = Jpeg::from_bytes(clean.clone().into()).expect("still a JPEG");
    let kinds: Vec<u8> = read.segments().iter().map(JpegSegment::marker).collect();
    assert_eq!(kinds, [0xe0, 0xe1, 0xe2, 0xdb, markers::SOS]);
    let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&clean)).expect("it says how to turn it");
    let said: Vec<Tag> = exif.fields().map(|field| field.tag).collect();
    assert_eq!(said, [Tag::Orientation]);
    assert_eq!(exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0)), Some(6));
}

#[test]
fn a_clean_png_keeps_what_the_picture_needs() {
    let chunks = [(*b"gAMA", vec![0, 0, 0, 1]), (*b"eXIf", phone()), (*b"tEXt", b"Author\0X".to_vec()), (*b"tIME", vec![0; 7])];
    let dirty = png(&chunks);
    assert!(look("a.png", &dirty, true).contains(&Concern::Position));
    let clean = without_metadata(dirty).expect("it can be cleaned");
    assert_eq!(look("a.png", &clean, true), [Concern::MayShowPatient]);
    let read = Png::from_bytes(clean.into()).expect("still a PNG");
    let kinds: Vec<[u8; 4]> = read.chunks().iter().map(PngChunk::kind).collect();
    assert!(kinds.contains(b"gAMA") && kinds.contains(b"IDAT") && kinds.contains(b"eXIf"), "colour, picture and turn stay");
    assert!(!kinds.contains(b"tEXt") && !kinds.contains(b"tIME"));
}

#[test]
fn a_clean_webp_says_nothing() {
    let chunk = |id: &[u8; 4], data: Vec<u8>| RiffChunk::new(*id, RiffContent::Data(data.into()));
    let chunks = vec![
        chunk(b"VP8X", vec![0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        chunk(b"VP8L", vec![0x2f, 0, 0, 0, 0, 0]),
        chunk(b"EXIF", phone()),
        chunk(b"XMP ", b"exif:GPSLatitude".to_vec()),
    ];
    let webp = RiffChunk::new(*b"RIFF", RiffContent::List { kind: Some(*b"WEBP"), subchunks: chunks }).encoder().bytes().to_vec();
    assert_eq!(Format::of(&webp), Format::WebP);
    assert!(look("a.webp", &webp, true).contains(&Concern::Position));
    let clean = without_metadata(webp).expect("it can be cleaned");
    assert_eq!(look("a.webp", &clean, true), [Concern::MayShowPatient]);
}

#[test]
fn what_cannot_be_cleaned_is_named() {
    assert_eq!(without_metadata(b"%PDF-1.7".to_vec()), Err(Unclean::Unknown(Format::Pdf)));
    assert_eq!(without_metadata(b"\xff\xd8\xff\xe1\x00".to_vec()), Err(Unclean::Broken(Format::Jpeg)));
    assert_eq!(without_metadata(Vec::new()), Err(Unclean::Unknown(Format::Other)));
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat()
}

const XMP: &[u8] = b"<x:xmpmeta><rdf:Description exif:GPSLatitude='40' xmp:CreateDate='2026-01-02'/></x:xmpmeta>";
/// What stands for the picture's pieces.
const PIECES: &[u8] = b"the pieces of the picture";

/// A HEIC file: a picture, EXIF and XMP in `mdat`, as iPhones write it, or in `idat`; and, behind it, what a phone adds.
fn heic(exif: &[u8], in_idat: bool, after: &[u8]) -> Vec<u8> {
    let info =
        |id: u16, kind: &[u8; 4], more: &[u8]| boxed(b"infe", &[&[2, 0, 0, 0][..], &id.to_be_bytes(), &[0, 0], kind, b"\0", more].concat());
    let exif = [&[0, 0, 0, 6][..], b"Exif\0\0", exif].concat();
    let items: [&[u8]; 3] = [PIECES, &exif, XMP];
    let with_origin = |origin: usize| {
        let mut at = origin;
        // Version 1, with the way of finding each item; offsets and lengths of four bytes, no base.
        let mut iloc = vec![1, 0, 0, 0, 0x44, 0, 0, 3];
        for (id, item) in (1_u16..).zip(items) {
            iloc.extend_from_slice(&[id.to_be_bytes(), u16::from(in_idat).to_be_bytes(), [0, 0], [0, 1]].concat());
            iloc.extend_from_slice(&[(at as u32).to_be_bytes(), (item.len() as u32).to_be_bytes()].concat());
            at += item.len();
        }
        let iinf =
            [&[0, 0, 0, 0, 0, 3][..], &info(1, b"hvc1", b""), &info(2, b"Exif", b""), &info(3, b"mime", b"application/rdf+xml\0")].concat();
        let idat = if in_idat { boxed(b"idat", &items.concat()) } else { Vec::new() };
        let meta = boxed(b"meta", &[&[0; 4][..], &boxed(b"iinf", &iinf), &boxed(b"iloc", &iloc), &idat].concat());
        let front = [boxed(b"ftyp", b"heic\0\0\0\0mif1heic"), meta].concat();
        let origin = if in_idat { 0 } else { front.len() + 8 };
        (origin, front)
    };
    let (origin, _) = with_origin(0);
    let (_, front) = with_origin(origin);
    let mdat = if in_idat { Vec::new() } else { boxed(b"mdat", &items.concat()) };
    [front, mdat, after.to_vec()].concat()
}

#[test]
fn a_clean_heic_says_nothing_and_nothing_in_it_moves() {
    for in_idat in [false, true] {
        let film = boxed(b"mpvd", b"a film that a phone took beside it");
        let photo = heic(&phone(), in_idat, &film);
        let seen = look("IMG_1.heic", &photo, true);
        for concern in [Concern::Position, Concern::Person, Concern::Serial, Concern::Time] {
            assert!(seen.contains(&concern), "{concern:?}");
        }
        assert!(!seen.contains(&Concern::Unread));
        assert!(Format::of(&photo).can_be_cleaned());
        let clean = without_metadata(photo.clone()).expect("it is whole");
        assert_eq!(clean.len(), photo.len());
        assert_eq!(look("IMG_1.heic", &clean, true), [Concern::MayShowPatient]);
        let place = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).position(|window| window == words);
        assert!(place(&clean, PIECES).is_some() && place(&clean, PIECES) == place(&photo, PIECES));
        for words in [&b"Invented"[..], b"SN-12345", b"GPSLatitude", b"a film"] {
            assert!(place(&photo, words).is_some() && place(&clean, words).is_none());
        }
        // What a reader of EXIF finds there is whole, and empty.
        let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&clean)).expect("an empty block");
        assert_eq!(exif.fields().count(), 0);
    }
}

#[test]
fn what_follows_a_heic_is_cut_off() {
    let clean = without_metadata(heic(&phone(), false, b"\0\0\0\x05SEFT a note")).expect("the picture is whole");
    assert_eq!(clean.len(), heic(&phone(), false, b"").len());
}

#[test]
fn a_heic_of_which_only_the_head_was_read_says_whether_more_may_be_hidden() {
    let photo = heic(&phone(), false, b"");
    let exif = photo.windows(4).position(|window| window == b"Exif").map(|at| at + 4);
    let before_exif = photo.windows(PIECES.len()).position(|window| window == PIECES).expect("it is there");
    assert!(exif.is_some());
    assert!(look("a.heic", &photo[..before_exif], false).contains(&Concern::Unread));
    // The camera's own block is here, and XMP further on.
    let before_xmp = photo.windows(XMP.len()).position(|window| window == XMP).expect("it is there");
    let seen = look("a.heic", &photo[..before_xmp], false);
    assert!(seen.contains(&Concern::Position) && seen.contains(&Concern::Unread));
    // A list that names nothing hidden is an answer, wherever the picture ends.
    let plain = [
        boxed(b"ftyp", b"heic\0\0\0\0mif1heic"),
        boxed(b"meta", &[&[0; 4][..], &boxed(b"iinf", &[0, 0, 0, 0, 0, 0])].concat()),
        boxed(b"mdat", PIECES),
    ]
    .concat();
    assert_eq!(look("a.heic", &plain[..plain.len() - 4], false), [Concern::MayShowPatient]);
}

#[test]
fn a_heic_that_moves_is_refused() {
    let film = heic(&phone(), false, &boxed(b"moov", b"tracks"));
    assert_eq!(without_metadata(film), Err(Unclean::Broken(Format::Heif)));
}

#[test]
fn no_bytes_of_a_heic_make_it_fail() {
    let photo = heic(&phone(), false, &boxed(b"uuid", b"sixteen bytes and more of them"));
    for end in 0..photo.len() {
        look("a.heic", &photo[..end], false);
        _ = without_metadata(photo[..end].to_vec());
    }
    for at in 0..photo.len() {
        for flip in [0xff, 1, 0x80] {
            let mut broken = photo.clone();
            broken[at] ^= flip;
            look("a.heic", &broken, true);
            _ = without_metadata(broken);
        }
    }
}

#[test]
fn no_bytes_make_it_fail() {
    // A hostile file: every length cut, every byte of the header turned around.
    let photo = jpeg(&[(0xe1, with_mark(b"Exif\0\0", phone())), (0xe2, vec![0; 20])]);
    for end in 0..photo.len() {
        look("a.jpg", &photo[..end], false);
        _ = without_metadata(photo[..end].to_vec());
    }
    for at in 0..photo.len() {
        let mut broken = photo.clone();
        broken[at] ^= 0xff;
        look("a.jpg", &broken, true);
        _ = without_metadata(broken);
    }
}

#[test]
fn every_concern_has_its_own_rule_that_says_what_it_is_in_few_words() {
    for concern in Concern::ALL {
        let rule = concern.rule();
        assert_eq!(Concern::of(rule), Some(concern));
        assert!(rule.id.starts_with(rule.label.as_str()), "{}", rule.id);
        assert!(rule.title.split(' ').count() <= 6, "{}", rule.id);
        assert!(rule.why.ends_with('.') && rule.why.len() < 140, "{}", rule.id);
        assert!(rule.law.iter().all(|law| law.starts_with("45 CFR 164.")), "{}", rule.id);
    }
}

#[test]
fn a_picture_is_what_its_bytes_say_whatever_it_is_called() {
    for (head, kind) in [
        (&b"\xff\xd8\xff\xe0"[..], Some("image/jpeg")),
        (b"\x89PNG\r\n\x1a\n", Some("image/png")),
        (b"RIFF\0\0\0\0WEBP", Some("image/webp")),
        (b"\0\0\0\x18ftypheic", Some("image/heic")),
        (b"\0\0\0\x18ftypavif", Some("image/avif")),
        (b"%PDF-1.7", None),
        (b"", None),
    ] {
        assert_eq!(Format::media_type(head), kind);
    }
}
