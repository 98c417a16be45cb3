//! What is known of each site beyond what its pages say themselves: `extension/sites.json`, which also makes the list of
//! hosts in the manifest.
//!
//! Most of what the page layer needs it reads from the page: what a box and its buttons are called, and where they
//! stand. A site's entry adds only what that cannot tell.

use crate::finding::Context;

include!(concat!(env!("OUT_DIR"), "/sites.rs"));

/// What people do on a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Posts and comments.
    Social,
    /// Reviews, and what the practice answers.
    Reviews,
    /// Posts that go out later, on several sites.
    Planner,
    /// Articles.
    Blog,
    /// E-mail.
    Mail,
    /// Messages to one person or a group.
    Chat,
}

impl Kind {
    /// What is written in a box of which nothing else is known.
    pub const fn context(self) -> Context {
        match self {
            Self::Social | Self::Planner => Context::Post,
            Self::Reviews => Context::ReviewReply,
            Self::Blog => Context::Blog,
            Self::Mail => Context::Email,
            Self::Chat => Context::Message,
        }
    }
}

/// What is known of a site. Selectors are CSS, and empty where there is nothing to add.
#[derive(Debug)]
pub struct Site {
    /// Its name, for people.
    pub name: &'static str,
    /// What people do there.
    pub kind: Kind,
    /// Where it is, as [`is_at`] reads it.
    pub hosts: &'static [&'static str],
    /// Nothing is watched there unless the organisation wants it.
    pub is_off: bool,
    /// What Enter alone sends.
    pub enter: &'static [Context],
    /// Boxes for something else than its kind says; the first that fits counts.
    pub boxes: &'static [BoxRule],
    /// One review, post or comment: what was written, by whom, and often the box for the answer.
    pub entry: &'static str,
    /// Inside it, who wrote it.
    pub author: &'static str,
    /// Names of buttons that publish, where the words do not say so.
    pub publish: &'static [&'static str],
    /// Buttons that publish nothing, whatever they are called.
    pub quiet: &'static str,
}

/// Boxes of a site that are for something of their own.
#[derive(Debug)]
pub struct BoxRule {
    /// A part of the address's path, or empty.
    pub path: &'static str,
    /// Which boxes, or empty.
    pub selector: &'static str,
    /// What is written there.
    pub context: Context,
}

/// The site at an address; host and path in lower case, the path with its query.
pub fn of(host: &str, path: &str) -> Option<&'static Site> {
    SITES.iter().find(|site| site.hosts.iter().any(|pattern| is_at(pattern, host, path)))
}

/// Whether an address is a patient portal or a record, where nothing is ever watched.
pub fn is_excluded(host: &str, path: &str) -> bool {
    EXCLUDED.iter().any(|pattern| is_at(pattern, host, path))
}

/// Whether boxes at an address are watched as long as the organisation says nothing else.
pub fn is_watched(host: &str, path: &str) -> bool {
    !is_excluded(host, path) && of(host, path).is_none_or(|site| !site.is_off)
}

/// Whether an address fits a pattern: `*.name.com` is the host and all below it, `name.com/maps/*` only those paths, `name.*`
/// every host that begins so, `*/name/*` that path on every host.
pub fn is_at(pattern: &str, host: &str, path: &str) -> bool {
    let (on, at) = pattern.split_once('/').map_or((pattern, None), |(on, at)| (on, Some(at)));
    let (below, on) = on.strip_prefix("*.").map_or((false, on), |on| (true, on));
    let is_host = if on == "*" {
        true
    } else if let Some(start) = on.strip_suffix(".*") {
        let begins = |host: &str| host.strip_prefix(start).is_some_and(|rest| rest.starts_with('.'));
        begins(host) || (below && host.char_indices().any(|(at, c)| c == '.' && host.get(at + 1..).is_some_and(begins)))
    } else {
        host == on || (below && host.strip_suffix(on).is_some_and(|rest| rest.ends_with('.')))
    };
    let is_path = at.is_none_or(|at| path.strip_prefix('/').is_some_and(|path| path.starts_with(at.trim_end_matches('*'))));
    is_host && is_path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_what_it_says_and_no_more() {
        for (pattern, host, path, fits) in [
            ("*.yelp.com", "yelp.com", "/", true),
            ("*.yelp.com", "biz.yelp.com", "/reviews", true),
            ("*.yelp.com", "notyelp.com", "/", false),
            ("bsky.app", "bsky.app", "/", true),
            ("bsky.app", "x.bsky.app", "/", false),
            ("www.google.com/maps/*", "www.google.com", "/maps/place/1", true),
            ("www.google.com/maps/*", "www.google.com", "/finance", false),
            ("www.google.com/search?*", "www.google.com", "/search?q=a", true),
            ("mychart.*", "mychart.hospital.example", "/", true),
            ("mychart.*", "mychartstore.example", "/", false),
            ("*.patientportal.*", "a.patientportal.example", "/", true),
            ("*.patientportal.*", "patientportal.example", "/", true),
            ("*/mychart/*", "hospital.example", "/mychart/inbox", true),
            ("*/mychart/*", "hospital.example", "/news/mychart", false),
        ] {
            assert_eq!(is_at(pattern, host, path), fits, "{pattern} at {host}{path}");
        }
    }

    #[test]
    fn every_host_leads_to_its_own_site_and_to_no_record() {
        for site in SITES {
            for pattern in site.hosts {
                let (host, path) = pattern.split_once('/').map_or((*pattern, ""), |(host, path)| (host, path.trim_end_matches('*')));
                let (host, path) = (host.trim_start_matches("*."), format!("/{path}"));
                assert_eq!(of(host, &path).map(|found| found.name), Some(site.name), "{pattern}");
                assert!(!is_excluded(host, &path), "{pattern}");
            }
        }
    }

    #[test]
    fn assistants_wait_for_the_organisation() {
        let off: Vec<&str> = SITES.iter().filter(|site| site.is_off).map(|site| site.name).collect();
        assert_eq!(off, ["ChatGPT", "Claude", "Gemini"]);
        for (host, is) in
            [("claude.ai", false), ("www.facebook.com", true), ("mychart.hospital.example", false), ("intranet.example", true)]
        {
            assert_eq!(is_watched(host, "/"), is, "{host}");
        }
    }
}
