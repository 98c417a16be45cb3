//! What stands for a place smaller than a state.

use super::detail::own;
use super::site::Site;
use crate::classes;
use crate::hashes;
use crate::rules::evidence::clinical::has;
use crate::text::{Kind, Shape, Token};

/// Words in place of somewhere, best first: a state, a kind of place, "our area".
pub fn instead(site: &Site<'_>) -> Vec<String> {
    let inside = site.inside();
    let parsed = &site.input.parsed;
    // A state may be named: "Dayton, Ohio" becomes "Ohio".
    const STATE: crate::lexicon::Classes = classes!["state"];
    if let Some(at) = inside.iter().rposition(|token| token.classes.intersects(STATE)).filter(|at| *at > 0) {
        let from = inside
            .get(..at)
            .and_then(|earlier| earlier.iter().rposition(|token| !token.classes.intersects(STATE)))
            .map_or(0, |before| before + 1);
        let name = inside.get(from).zip(inside.get(at)).map(|(first, last)| parsed.words(first.span.union(last.span))).unwrap_or("");
        let abbreviated = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        if (name.len() > 3 || abbreviated) && !has(inside, hashes!["st", "ave", "street", "avenue", "university", "college"]) {
            return vec![name.to_owned(), "our area".to_owned()];
        }
    }
    let street = inside.iter().any(|token| token.classes.intersects(classes!["street"]))
        || inside.first().is_some_and(|token| token.kind == Kind::Number);
    let digits = inside.iter().all(|token| token.kind == Kind::Number || token.kind == Kind::Punct);
    let venue = inside
        .iter()
        .rev()
        .find(|token| token.classes.intersects(classes!["venue"]) && token.kind == Kind::Word && !token.shape.has(Shape::POSSESSIVE));
    let bound = site.follows(hashes!["the", "a", "an", "our", "your", "his", "her", "my", "their", "this", "that"]);
    let describes = site.after(1).is_some_and(|next| {
        next.kind == Kind::Word
            && !next.shape.has(Shape::LINE_BEFORE)
            && (next.classes.intersects(classes!["kin", "venue", "trade", "staff"])
                || hashes![
                    "family",
                    "couple",
                    "man",
                    "woman",
                    "patient",
                    "resident",
                    "native",
                    "area",
                    "kid",
                    "mom",
                    "dad",
                    "guy",
                    "lady",
                    "farmer",
                    "teacher",
                    "coach",
                    "player",
                    "police",
                    "game",
                    "team",
                    "boy",
                    "girl",
                    "student",
                    "quarterback",
                    "location",
                    "office",
                    "branch",
                    "clinic",
                    "plant",
                    "home",
                    "street",
                    "neighborhood"
                ]
                .contains(&next.word))
    });
    if digits {
        return own(&["(ZIP removed)"]);
    }
    let numbered = inside.first().is_some_and(|token| token.kind == Kind::Number);
    if let Some(kind) = venue.filter(|_| !numbered).map(|venue| kind_of(venue, parsed.words(venue.span))) {
        return match () {
            () if describes && site.precedes(hashes!["game", "team"]) => own(&["local", "home"]),
            () if bound => vec![format!("local {kind}"), "place nearby".to_owned()],
            () => vec![format!("a local {kind}"), "a place in our area".to_owned()],
        };
    }
    if street {
        return own(match () {
            () if bound => &["address", "local street"],
            () if site.follows(hashes!["on", "off"]) => &["a local street"],
            () if site.follows(hashes!["at", "to", "from", "near", "in"]) => &["a local address"],
            () => &["(address removed)"],
        });
    }
    let preposition = site.follows(hashes![
        "in", "from", "near", "around", "of", "to", "outside", "across", "through", "over", "for", "by", "leaving", "visiting"
    ]);
    own(match () {
        () if describes && site.follows(hashes!["a", "an", "the", "our", "this", "that"]) => &["local", "nearby"],
        () if describes => &["local", "nearby"],
        () if bound => &["area", "place nearby"],
        () if site.follows(hashes!["at"]) => &["a place in our area", "a local place"],
        () if site.follows(hashes!["near"]) => &["here", "our area"],
        () if preposition => &["our area", "the area"],
        () => &["our area", "a place in our area"],
    })
}

/// What sort of place a venue's word names.
fn kind_of(venue: &Token, words: &str) -> String {
    let is = |words: &[u32]| words.contains(&venue.word);
    match () {
        () if is(hashes!["elementary", "middle", "high", "prep", "academy", "montessori", "kindergarten", "preschool", "junior"]) => {
            "school".to_owned()
        }
        () if is(hashes![
            "methodist",
            "baptist",
            "lutheran",
            "tabernacle",
            "presbyterian",
            "catholic",
            "parish",
            "chapel",
            "cathedral",
            "temple",
            "mosque",
            "synagogue",
            "ministries"
        ]) =>
        {
            "place of worship".to_owned()
        }
        () if is(hashes![
            "school",
            "church",
            "college",
            "university",
            "hospital",
            "mall",
            "park",
            "store",
            "restaurant",
            "gym",
            "plant",
            "factory",
            "farm",
            "bank",
            "library",
            "station",
            "diner",
            "bar",
            "hotel",
            "theater",
            "stadium",
            "bakery",
            "brewery",
            "club",
            "shop",
            "market",
            "mill",
            "mine",
            "daycare",
            "camp",
            "casino",
            "airport",
            "prison",
            "jail",
            "warehouse",
            "salon",
            "cafe",
            "museum",
            "zoo",
            "rink",
            "pool",
            "arena",
            "motel",
            "pub"
        ]) =>
        {
            words.to_lowercase()
        }
        () => "place".to_owned(),
    }
}
