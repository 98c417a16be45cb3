//! A PNG as chunks (PNG third edition, section 5): what `img-parts` does, too, but that brings tables of 16 KB for its
//! checksum, which no compressor makes smaller and every page would carry.

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const EXIF: [u8; 4] = *b"eXIf";
/// Chunks that the picture needs (PNG third edition, table 7), among those that a reader may skip.
const KEPT: [&[u8; 4]; 13] =
    [b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"pHYs", b"acTL", b"fcTL", b"fdAT"];

/// The picture without what it says of itself, but with the EXIF that `exif` makes of its own, if there is any. Nothing
/// where it ends early or a checksum is wrong.
pub(super) fn cleaned(bytes: &[u8], exif: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let table = table();
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut out = SIGNATURE.to_vec();
    let (mut after_head, mut instead) = (None, None);
    while let Some((&length, body)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(length) as usize;
        // Kind, contents and checksum.
        let (checked, sum) = body.split_at_checked(length.checked_add(4)?)?;
        let (sum, next) = sum.split_first_chunk::<4>()?;
        let (kind, contents) = checked.split_first_chunk::<4>()?;
        if checksum(&table, checked) != *sum {
            return None;
        }
        if *kind == EXIF && instead.is_none() {
            instead = exif(contents);
        }
        // A lower-case first letter marks a chunk that a reader may skip.
        if !kind.first().is_some_and(u8::is_ascii_lowercase) || KEPT.contains(&kind) {
            push(&mut out, &table, checked);
            // It must come before the pixels.
            after_head.get_or_insert(out.len());
        }
        rest = next;
        if kind == b"IEND" {
            rest = &[];
        }
    }
    if !rest.is_empty() {
        return None;
    }
    if let Some(exif) = instead {
        let mut chunk = Vec::new();
        push(&mut chunk, &table, &[&EXIF, exif.as_slice()].concat());
        let at = after_head.unwrap_or(out.len());
        out.splice(at..at, chunk);
    }
    Some(out)
}

/// Writes a chunk of this kind and these contents.
fn push(out: &mut Vec<u8>, table: &[u32; 256], checked: &[u8]) {
    out.extend((checked.len() as u32).wrapping_sub(4).to_be_bytes());
    out.extend(checked);
    out.extend(checksum(table, checked));
}

/// The table of the checksum (PNG third edition, annex D).
fn table() -> [u32; 256] {
    core::array::from_fn(|byte| (0..8).fold(byte as u32, |sum, _| sum >> 1 ^ if sum & 1 == 0 { 0 } else { 0xedb8_8320 }))
}

fn checksum(table: &[u32; 256], bytes: &[u8]) -> [u8; 4] {
    let step = |sum: u32, byte: &u8| sum >> 8 ^ table.get(usize::from(sum as u8 ^ byte)).copied().unwrap_or(0);
    (!bytes.iter().fold(u32::MAX, step)).to_be_bytes()
}
