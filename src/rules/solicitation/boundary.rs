//! Taking a patient to a personal account, number or home.

use crate::finding::{Context, Severity};
use crate::rules::evidence::clinical::{about_animals, before, has, is_made_up, sentence};
use crate::rules::Input;
use crate::text::{Kind, Span};
use crate::hashes;

declare_rule! {
    /// Flags invitations to a personal account, a private number or a friendship.
    ///
    /// # Why
    /// Professional boundaries hold online (AMA Code of Medical Ethics, Opinion 2.3.2), and a personal account or
    /// phone holds health information outside the practice's safeguards (45 CFR 164.312(e)(1), 164.530(c)).
    ///
    /// # Wrong
    /// ```text,message
    /// {{add me on Facebook}} and we'll talk
    /// {{here's my cell}}, 555-0144, {{text me any time}}
    /// {{text me whenever}}, I'm up late
    /// ```
    ///
    /// # Right
    /// ```text,message
    /// Please call the office at 555-0100 or use the patient portal.
    /// Follow our practice on Facebook for hours and news.
    /// I don't add patients on Facebook, it keeps us both safe.
    /// ```
    pub static BOUNDARY = {
        id: "sol.boundary/channel",
        label: SolBoundary,
        title: "Moves a patient somewhere private",
        why: "A personal account or number takes care out of the record and out of its safeguards.",
        law: ["AMA Code of Medical Ethics 2.3.2", "45 CFR 164.530(c)"],
        severity: Warn,
        patterns: [
            "(add|friend|follow|find|hit|dm|message|write|text|ping|holla at|catch|reach|look) me (up)? (on|at|over on|through|here on|via) (my|the)? (<word>)? (<channel>|here|this number|there)",
            "(add|follow|friend) (me|my) (<handle>|on here|<mixed>)",
            "(add|hit|follow|dm|message|text|call|use|save|join|find|try|hit up|read) (my|me on my|me at my|on my) (own|personal|private|real|home|work free)? (own|personal|private|real|home)? (<word>)? (cell|number|phone|line|page|account|acct|insta|instagram|ig|facebook|fb|whatsapp|telegram|finsta|profile|burner|snap|tiktok|e mail|email|group|discord)",
            "(my|an|our) (own|personal|private|real|home|house|direct|burner|mobile) (own|personal|private|cell)? (cell|cell phone|number|phone|line|page|fb|facebook|insta|ig|instagram|tiktok|account|acct|whatsapp|telegram|email|e mail|gmail|snap|mobile|group|facebook group|fb group|linktree)",
            "(my|on my) (cell|finsta|whatsapp|telegram|snap|insta|ig|burner|linktree|google voice|facebook|discord|tiktok|venmo)",
            "(here's|heres|here is|its|it's|got) my (<word>)? (cell|number|google voice|digits|whatsapp|snap|home number|phone)",
            "(personal|private) (cell|cell's|number|line|whatsapp|insta|account|page|fb) ",
            "(text|call|ring|dm|message|ping|write|phone) me (<num>)? (any ?time|anytime|any hour|any time|whenever|day or night|24|direct|directly|at home|at the house|on this number|at night|after hours|tonight|off the record|instead)",
            "(sent|send|accept) (you|me|my)? (a)? (friend request|friend requests|request on <channel>)",
            "(friend request me|friend me|friend us)",
            "(talk|chat|meet) (as|like) (friends|two human beings|buddies)",
            "(grab|get) (a|some) (beer|beers|coffee|drink|drinks|dinner) (sometime|with me|together|next|and|<end>)",
            "(come|stop|swing) (over|by) (for|to) (tea|dinner|my|the house|a beer|sunday|coffee)",
            "(off the clock|off the record|outside the (office|clinic|portal))",
            "we're (basically|practically) (now)? (family|friends)",
            "(dont|don't) tell (my|the) (manager|boss|office|clinic)",
        ],
        unless: [
            "(do not|don't|dont|never|can't|cannot|won't|not|i no longer|stopped) (<word>)? (add|friend|accept|follow|give|text|call|use|share|hand|take|message|dm) <any>? <any>? <any>? <any>? <any>? <any>? <any>? <any>?",
            "(off|not on|lost|forgot|charging|dropped|broke|left|silenced|check|checking|checked|answer|answered) my (own|personal)? (cell|phone|insta|facebook)",
        ],
        confirm: confirm,
    }
}

fn confirm(input: &Input<'_>, span: Span) -> Option<(Span, Severity)> {
    let (tokens, _) = sentence(input, span);
    if about_animals(input, span) || is_made_up(input, span) {
        return None;
    }
    let earlier = before(input, span, 7);
    let refused = has(earlier, hashes!["dont", "never", "not", "cant", "cannot", "wont", "no", "deleted", "off", "unlisted", "keep", "without", "isnt", "nobody", "if", "separate", "kept", "when"]);
    // Colleagues, friends and sellers write so, too; a bare "text me" in a mail among staff is no boundary.
    let patient = has(tokens, hashes!["you", "your", "u", "ur", "me", "patients", "patient", "my"]);
    let open = matches!(input.context, Context::Post | Context::Blog);
    let practice = has(tokens, hashes!["resume", "interview", "shift", "shifts", "cover", "swap", "carpool", "potluck", "raffle", "tickets", "marketplace", "sale", "roommate", "conference", "scheduling", "manager", "hiring", "students", "nurses", "speaking", "merch"]);
    let handle = tokens.iter().any(|token| token.kind == Kind::Handle);
    (!refused && patient && !practice && (!open || handle || has(tokens, hashes!["personal", "private", "own", "cell", "patients", "friend", "finsta", "you", "your", "u"])))
        .then_some((span, Severity::Warn))
}
