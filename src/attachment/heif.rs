//! Where a photograph of a phone (HEIC, AVIF) keeps what it says of itself, and how that is blanked where it stands.
//!
//! Such a file (ISO/IEC 14496-12, 23008-12) is a row of boxes: a length, four letters, a content. The box `meta` lists the
//! items: the picture in pieces, previews, `Exif`, and XMP as an item of type `mime`; and it says at which bytes of the
//! file each of them lies. So nothing may be taken out, or every piece behind it would be looked for in the wrong place;
//! but bytes may be overwritten where they are. How the picture must be turned is a property of the picture (`irot`), and
//! stays.

use core::ops::Range;

/// What an `Exif` item says that says nothing: its TIFF block begins at once, and holds one directory without fields.
const EMPTY: [u8; 18] = *b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0";
/// Boxes beside `meta` that the picture needs, or that hold nothing. A phone puts films, sounds and notes into others.
const KEPT: [&[u8; 4]; 6] = [b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide"];
/// More items than any camera writes; a file that claims them is broken.
const MOST: u32 = 4096;

/// Something that a picture says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    is_exif: bool,
    /// Where in the file it lies, in bytes.
    pub(super) parts: Vec<Range<usize>>,
}

/// What the file says of itself, if its beginning in `bytes` tells all of that; none where it does not, or where a file is
/// built in a way that we do not know.
pub(super) fn hidden(bytes: &[u8]) -> Option<Vec<Hidden>> {
    let meta = boxes(bytes, 0..bytes.len()).find(|it| it.kind == *b"meta")?;
    // A full box: version and flags come before what is in it.
    let inside = meta.content.start.checked_add(4)?..meta.content.end;
    let child = |kind: &[u8; 4]| boxes(bytes, inside.clone()).find(|it| it.kind == *kind).map(|it| it.content);
    // All of it has to be there.
    bytes.get(meta.content.clone())?;
    let Some(list) = child(b"iinf") else { return Some(Vec::new()) };
    let wanted = items_of(bytes, list)?;
    if wanted.is_empty() {
        return Some(Vec::new());
    }
    locations(bytes, child(b"iloc")?, child(b"idat"), &wanted)
}

/// Overwrites what a whole file says of itself; nothing in it moves. None where it cannot be told what that is: then some of
/// the bytes may be changed already.
pub(super) fn blank(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    for Hidden { is_exif, parts } in hidden(&bytes)? {
        for (at, part) in parts.into_iter().enumerate() {
            let part = bytes.get_mut(part)?;
            // White space is XMP that says nothing.
            part.fill(if is_exif { 0 } else { b' ' });
            if is_exif
                && at == 0
                && let Some(start) = part.get_mut(..EMPTY.len())
            {
                start.copy_from_slice(&EMPTY);
            }
        }
    }
    let all: Vec<Part> = boxes(&bytes, 0..bytes.len()).collect();
    let mut end = 0;
    for Part { kind, start, content } in all {
        // What moves is described there by itself, in ways of its own.
        if matches!(&kind, b"moov" | b"moof") {
            return None;
        }
        end = content.end;
        if !KEPT.contains(&&kind) {
            bytes.get_mut(start + 4..start + 8)?.copy_from_slice(b"free");
            bytes.get_mut(content)?.fill(0);
        }
    }
    // What follows the last box belongs to no picture.
    bytes.truncate(end);
    Some(bytes)
}

/// One box: where it and its content stand.
#[derive(Clone)]
struct Part {
    kind: [u8; 4],
    start: usize,
    content: Range<usize>,
}

/// The boxes in a part of the file, one after the other. The last may end beyond the bytes at hand.
fn boxes(bytes: &[u8], within: Range<usize>) -> impl Iterator<Item = Part> {
    let mut at = within.start;
    core::iter::from_fn(move || {
        let mut head = Reader { bytes, at };
        let length = head.number(4)?;
        let kind = *head.take(4)?.first_chunk()?;
        let end = match length {
            0 => within.end,
            1 => at.checked_add(head.number(8)?)?,
            _ => at.checked_add(length)?,
        };
        let part = Part { kind, start: at, content: head.at..end };
        // A box that ends before its content begins is none, and would be read for ever.
        (head.at <= end && at < within.end).then(|| {
            at = end;
            part
        })
    })
}

/// The numbers of the items that describe the picture, and whether each is Exif.
fn items_of(bytes: &[u8], list: Range<usize>) -> Option<Vec<(usize, bool)>> {
    let mut head = Reader { bytes, at: list.start };
    let version = head.version()?;
    head.number(if version == 0 { 2 } else { 4 })?;
    let mut found = Vec::new();
    for entry in boxes(bytes, head.at..list.end).take(MOST as usize) {
        let mut entry = Reader { bytes, at: entry.content.start };
        let id = match entry.version()? {
            2 => entry.number(2)?,
            3 => entry.number(4)?,
            _ => return None,
        };
        entry.take(2)?;
        match entry.take(4)? {
            b"Exif" => found.push((id, true)),
            b"mime" => found.push((id, false)),
            _ => {}
        }
    }
    Some(found)
}

/// Where those items lie.
fn locations(bytes: &[u8], list: Range<usize>, idat: Option<Range<usize>>, wanted: &[(usize, bool)]) -> Option<Vec<Hidden>> {
    let mut reader = Reader { bytes, at: list.start };
    let version = reader.version()?;
    let sizes = reader.number(2)?;
    let (offset_size, length_size, base_size) = (sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15);
    let index_size = if version == 0 { 0 } else { sizes & 15 };
    let wide = if version < 2 { 2 } else { 4 };
    let mut found = Vec::new();
    for _ in 0..reader.number(wide)?.min(MOST as usize) {
        let id = reader.number(wide)?;
        let method = if version == 0 { 0 } else { reader.number(2)? & 15 };
        let elsewhere = reader.number(2)?;
        let base = reader.number(base_size)?;
        let mut parts = Vec::new();
        for _ in 0..reader.number(2)? {
            reader.number(index_size)?;
            let (offset, length) = (reader.number(offset_size)?, reader.number(length_size)?);
            // From the start of the file, or of the box `idat`.
            let origin = if method == 1 { idat.as_ref()?.start } else { 0 };
            let start = origin.checked_add(base)?.checked_add(offset)?;
            parts.push(start..start.checked_add(length)?);
        }
        if let Some(&(_, is_exif)) = wanted.iter().find(|(wanted, _)| *wanted == id) {
            // A part without a length goes on to the end of its file, and one of another file or item is not here.
            if method > 1 || elsewhere != 0 || parts.iter().any(Range::is_empty) {
                return None;
            }
            found.push(Hidden { is_exif, parts });
        }
    }
    (found.len() == wanted.len()).then_some(found)
}

/// Reads numbers, the highest byte first.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    /// A number of some bytes, if it is one that can count bytes here.
    fn number(&mut self, size: usize) -> Option<usize> {
        let (high, low) = self.take(size)?.split_at(size.saturating_sub(4));
        let is_small = high.iter().all(|byte| *byte == 0);
        is_small.then(|| low.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    /// The version of a full box; its flags are passed over.
    fn version(&mut self) -> Option<u8> {
        self.take(4)?.first().copied()
    }
}
