//! Whole replies that an organisation approved.

use crate::policy::node::Node;

/// What a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// Praise.
    Thanks,
    /// A complaint.
    Complaint,
    /// Either.
    Any,
}

/// A whole reply, with what stands in its `{…}` filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What it answers.
    pub answers: For,
    /// The reply.
    pub text: String,
    /// Whether it is in Spanish, else in English.
    pub is_spanish: bool,
}

impl Reply {
    /// A reply of the policy; nothing where it names something that the policy does not give, for nobody wants to post
    /// "call {phone}".
    #[inline(never)]
    pub fn read(entry: &Node, blanks: &[(&str, String)]) -> Option<Self> {
        let mut text = entry.get("text")?.text()?.to_owned();
        for (blank, words) in blanks {
            if text.contains(blank) {
                if words.is_empty() {
                    return None;
                }
                text = text.replace(blank, words);
            }
        }
        let answers = match entry.get("for").and_then(Node::text) {
            Some("thanks") => For::Thanks,
            Some("complaint") => For::Complaint,
            _ => For::Any,
        };
        Some(Self { answers, text, is_spanish: entry.get("language").and_then(Node::text) == Some("es") })
    }
}
