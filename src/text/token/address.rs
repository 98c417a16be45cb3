//! Addresses: of e-mail, of the web, and of people.

use super::lexer::Lexer;
use super::{Kind, Shape};

const TOP_LEVEL: [&str; 27] = [
    "com", "org", "net", "edu", "gov", "io", "co", "us", "me", "app", "info", "biz", "health", "care", "example", "test", "uk", "ca", "ly",
    "gl", "gle", "page", "site", "dental", "clinic", "link", "tv",
];

impl Lexer<'_, '_> {
    /// End of an e-mail address that starts here.
    pub(super) fn address_end(&mut self) -> Option<usize> {
        // Where such a run ends is looked for once, and not from each of its tokens ("1-1-1-…").
        if self.at >= self.run_end {
            let mut end = self.at;
            while self.byte(end).is_ascii_alphanumeric() || matches!(self.byte(end), b'.' | b'_' | b'+' | b'-' | b'%') {
                end += 1;
            }
            self.run_end = end;
        }
        let at = self.run_end;
        if at - self.at > 64 {
            return None;
        }
        if self.byte(at) != b'@' || !self.byte(at + 1).is_ascii_alphanumeric() {
            return None;
        }
        let (mut end, mut dots) = (at + 1, 0);
        while end - at < 255 {
            let byte = self.byte(end);
            if byte.is_ascii_alphanumeric() {
                end += 1;
            } else if matches!(byte, b'.' | b'-') && self.byte(end + 1).is_ascii_alphanumeric() {
                dots += usize::from(byte == b'.');
                end += 1;
            } else {
                break;
            }
        }
        if dots == 0 {
            return None;
        }
        Some(end)
    }

    /// End of a web address that starts here: `scheme://…`, `www.…`, or `name.tld` with a known top level.
    pub(super) fn web_end(&self) -> Option<usize> {
        let mut at = self.at;
        while (self.byte(at).is_ascii_alphanumeric() || self.byte(at) == b'-') && at - self.at < 64 {
            at += 1;
        }
        let scheme = self.bytes.get(at..at + 3) == Some(b"://");
        if !scheme && self.byte(at) != b'.' {
            return None;
        }
        let host = if scheme { at + 3 } else { self.at };
        let (mut end, mut label) = (host, host);
        while end - host < 255 {
            let byte = self.byte(end);
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                end += 1;
            } else if byte == b'.' && self.byte(end + 1).is_ascii_alphanumeric() {
                end += 1;
                label = end;
            } else {
                break;
            }
        }
        let top = self.text.get(label..end).unwrap_or("");
        let www = self.text.get(self.at..self.at + 4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
        if !scheme && !www && (label == host || !TOP_LEVEL.iter().any(|known| top.eq_ignore_ascii_case(known))) {
            return None;
        }
        if matches!(self.byte(end), b'/' | b'?' | b'#' | b':') {
            while self.byte(end) > b' ' && !matches!(self.byte(end), b'"' | b'<' | b'>' | b'|') && self.byte(end) < 0x80 {
                end += 1;
            }
            while matches!(self.byte(end - 1), b'.' | b',' | b'!' | b'?' | b';' | b':' | b')' | b']' | b'\'' | b'}') {
                end -= 1;
            }
        }
        Some(end)
    }

    pub(super) fn handle(&mut self) {
        let mut end = self.at + 1;
        while self.byte(end).is_ascii_alphanumeric()
            || self.byte(end) == b'_'
            || (matches!(self.byte(end), b'.' | b'-') && self.byte(end + 1).is_ascii_alphanumeric())
        {
            end += 1;
        }
        if end < self.at + 2 {
            return self.punct('@', self.at + 1);
        }
        self.push(end, Kind::Handle, 0, 0, Shape::default());
    }
}
