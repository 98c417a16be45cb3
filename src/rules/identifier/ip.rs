//! Network addresses of patients.

use crate::finding::Context;
use crate::rules::evidence::person::GIVEN;
use crate::rules::evidence::{around, Scene, is};
use crate::rules::{Input, Sink};
use crate::text::{Kind, Shape, Span, Token};
use crate::words;

declare_rule! {
    /// Flags a network address from which a patient signed in.
    ///
    /// # Why
    /// An IP address is one of the identifiers that Safe Harbor removes (45 CFR 164.514(b)(2)(i)(O)).
    ///
    /// # Wrong
    /// ```text,email
    /// Call dropped for Svetlana from {{203.0.113.88}} during her intake.
    /// his modem shows {{192.0.2.201}}
    /// her login comes from {{2001:db8::8a2e:370:7334}}
    /// ```
    /// ```text,review-reply
    /// Both reviews were posted from {{198.51.100.7}}, late at night.
    /// ```
    ///
    /// # Right
    /// ```text
    /// Update to version 10.4.2.1 tonight.
    /// Section 164.514.2.1 of the binder moved.
    /// Our own clock is at 192.168.1.20 and she set it.
    /// ```
    /// ```text,email
    /// Traceroute from 198.51.100.14 shows 300 ms hops since the firmware push.
    /// ```
    pub static IP = {
        id: "id.ip/address",
        label: IdIp,
        title: "A patient’s network address",
        why: "A network address leads to one household.",
        law: ["45 CFR 164.514(b)(2)(i)(O)"],
        severity: Block,
        wakes: ["<num>", "<word> :"],
        check: check,
    }
}

fn check(input: &Input<'_>, sink: &mut Sink<'_>) {
    let tokens = input.parsed.tokens;
    for at in input.places() {
        let Some(token) = tokens.get(at) else { break };
        let Some(span) = (if token.kind == Kind::Number { v4(input, token) } else { None }).or_else(|| v6(input, at)) else { continue };
        let office = (at.saturating_sub(8)..(at + 8).min(tokens.len()))
            .any(|index| is(tokens, index, words!["version", "section", "firmware", "traceroute", "printer", "server", "router", "ping", "scanner", "gateway", "subnet", "switch", "update", "carm", "dns", "firewall", "copier", "printers", "network", "scheduler", "clicked", "phishing", "laptop", "clock"]));
        let office = office || (at.saturating_sub(3)..at).any(|index| is(tokens, index, words!["our", "my"]));
        let scene = Scene::wide(input, at);
        // Whoever is answered is somebody, and so is whoever wrote from there.
        let answered = input.context == Context::ReviewReply || is(tokens, at.saturating_sub(1), words!["from"]);
        let person = answered || scene.they + scene.patient + scene.relation > 0 || Scene::about(input, at).is_record() || around(input, at).iter().any(|token| token.classes.has(GIVEN));
        if !office && person {
            sink.add(span);
        }
    }
}

/// Four numbers up to 255.
fn v4(input: &Input<'_>, token: &Token) -> Option<Span> {
    let mut parts = 0;
    for part in input.parsed.words(token.span).split('.') {
        parts += 1;
        if part.len() > 3 || part.parse::<u8>().is_err() {
            return None;
        }
    }
    (parts == 4).then_some(token.span)
}

/// Groups of up to four hexadecimal digits with colons between them: at least three colons, or a double one.
fn v6(input: &Input<'_>, at: usize) -> Option<Span> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    if !matches!(first.kind, Kind::Word | Kind::Number) || !first.shape.has(Shape::SPACE_BEFORE) || !is(tokens, at + 1, words![":"]) {
        return None;
    }
    let (mut colons, mut double, mut end, mut last) = (0, false, at, false);
    while let Some(token) = tokens.get(end).filter(|token| end == at || !token.shape.has(Shape::SPACE_BEFORE)) {
        if is(tokens, end, words![":"]) {
            double |= last;
            last = true;
            colons += 1;
        } else if input.parsed.words(token.span).len() <= 4 && input.parsed.words(token.span).bytes().all(|byte| byte.is_ascii_hexdigit()) {
            last = false;
        } else if !last || end > at + 24 {
            break;
        } else {
            return None;
        }
        end += 1;
    }
    let span = first.span.union(tokens.get(end.checked_sub(1)?)?.span);
    (colons >= 3 && (double || colons == 7)).then_some(span)
}
