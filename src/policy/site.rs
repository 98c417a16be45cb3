//! Which sites an entry of a policy speaks of.

/// A host with all that is below it, perhaps only under a path: `example.org`, `www.example.org/reviews`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SitePattern {
    host: String,
    /// Without the slash at its end; empty for the whole host.
    path: String,
}

impl SitePattern {
    /// Reads a pattern. A scheme, a leading `*.` and a final `*` are understood and change nothing.
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let bare = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://")).unwrap_or(written);
        let bare = bare.strip_prefix("*.").unwrap_or(bare);
        let bare = bare.strip_suffix('*').unwrap_or(bare);
        let (host, path) = bare.split_at_checked(bare.find('/').unwrap_or(bare.len()))?;
        let host = host.to_ascii_lowercase();
        let label =
            |label: &str| !label.is_empty() && label.len() < 64 && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let is_host = (host.contains('.') || host == "localhost") && host.len() < 254 && host.split('.').all(label);
        let is_path = path.bytes().all(|byte| byte.is_ascii_graphic() && !b"*?#\"'<>\\".contains(&byte));
        (is_host && is_path).then(|| Self { host, path: path.trim_end_matches('/').to_owned() })
    }

    /// Whether `site`, a host with or without a path, is one of them.
    pub fn matches(&self, site: &str) -> bool {
        let (host, path) = site.split_at_checked(site.find('/').unwrap_or(site.len())).unwrap_or((site, ""));
        let is_host = host.len() >= self.host.len()
            && host.get(host.len() - self.host.len()..).is_some_and(|end| end.eq_ignore_ascii_case(&self.host))
            && host.len().checked_sub(self.host.len() + 1).is_none_or(|at| host.as_bytes().get(at) == Some(&b'.'));
        let rest = path.strip_prefix(self.path.as_str());
        is_host && rest.is_some_and(|rest| self.path.is_empty() || rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }

    /// The host.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// As the extension's manifest would write it: `*://*.example.org/reviews*`.
    pub fn match_pattern(&self) -> String {
        format!("*://*.{}{}", self.host, if self.path.is_empty() { "/*".to_owned() } else { format!("{}*", self.path) })
    }
}
