//! What people do to words so that no machine reads them, and what happens to words by accident: the same finding, on
//! the same words. Each trick is a function from the words of a finding to the words as somebody might write them.

use curbside::finding::{Context, Severity};
use curbside::scan::{Scanner, Situation};

use crate::marks;

/// Invented texts that must be found as they stand; the tricks are played on what is marked.
const RISKY: &[(Context, &str)] = &[
    (Context::ReviewReply, "{{rel.visit|Thanks for coming in}}, we loved it."),
    (Context::ReviewReply, "{{rel.visit|Thank you for choosing us}} and for the five stars!"),
    (Context::ReviewReply, "We are sorry that {{rel.visit|your appointment}} ran late."),
    (Context::ReviewReply, "We remember {{rel.visit|your last visit}} well."),
    (Context::ReviewReply, "Hi {{id.name|Dana}}, thanks for the kind words."),
    (Context::ReviewReply, "Dear {{id.name|Mrs. Alvarez}}, we read your note."),
    (Context::ReviewReply, "We tried you twice on {{id.phone|555-0193}} and left a message."),
    (Context::Email, "Call her niece Bea on {{id.phone|(555) 010-7743}}."),
    (Context::Post, "Her social is {{id.ssn|518-00-4471}}, please update the file."),
    (Context::Post, "who can open MRN {{id.mrn|00417342}} on the new system"),
    (Context::ReviewReply, "Per billing, acct {{id.account|558201}}, the plan applied it."),
    (Context::Post, "Loretta (DOB {{id.date|2/14/1951}}) is on hold."),
    (Context::ReviewReply, "We left you messages about your biopsy {{id.date|October 3rd}}."),
    (Context::Post, "I discharged her {{id.date|yesterday}} after her surgery and she cried."),
    (Context::ReviewReply, "So sorry that {{rel.care|your root canal}} still hurts."),
    (Context::ReviewReply, "We are glad that {{rel.care|your insurance}} paid the claim after all."),
    (Context::Comment, "You should {{adv.treatment|stop taking the metoprolol}} for a week."),
    (Context::Comment, "{{adv.treatment|Take amoxicillin}} and it will be gone."),
    (Context::Comment, "That sounds like {{adv.diagnosis|you have shingles}} to me."),
    (Context::Comment, "There is {{adv.triage|no need to go to the ER}} with that."),
    (Context::Message, "Please {{sol.phi|text me a picture of the rash}} and your birthday."),
    (Context::Post, "We offer a {{clm.guarantee|100% success}} rate for implants."),
    (Context::ReviewReply, "{{clm.attack|You are lying}} and everybody knows it."),
    (Context::Post, "Grandma turned {{id.age90|94 years old}} on our ward, she is our patient."),
];

/// Invented texts that must go out unchanged, whatever is done to their words.
const CLEAN: &[(Context, &str)] = &[
    (Context::ReviewReply, "Thank you for the kind words. Please call our office at 555-0100."),
    (Context::Post, "Flu shots on October 3rd from 8 to 2 in the cafeteria."),
    (Context::Post, "We are open Monday to Friday and closed on Labor Day."),
    (Context::Post, "Adults over 50 should talk to their doctor about the shingles vaccine."),
    (Context::Post, "The FDA approves a new dose of metoprolol for adults."),
    (Context::ReviewReply, "Privacy rules keep us from discussing any details here."),
    (Context::Comment, "If this is an emergency, please call 911."),
    (Context::Post, "Our account is new and our account team answers mail within 3 days."),
    (Context::Post, "Join our free webinar on sleep next week at noon."),
    (Context::Post, "Stir 2 cups of flour, 1 cup of milk and 3 eggs for 10 minutes."),
    (Context::Post, "We are hiring a dental assistant with 2 years of experience."),
    (Context::Post, "Meet our new physician, Dr. Alvarez, who joins us in the fall."),
];

/// The words as somebody might write them; nothing where the trick cannot be played on them.
type Trick = fn(&str) -> Option<String>;

fn when(plays: bool, words: String) -> Option<String> {
    plays.then_some(words)
}

fn letters(words: &str, change: impl Fn(char) -> String) -> Option<String> {
    when(words.chars().any(char::is_alphabetic), words.chars().map(change).collect())
}

fn swap(words: &str, from: &str, to: &str) -> Option<String> {
    let to: Vec<char> = to.chars().collect();
    let changed: String = words.chars().map(|c| from.chars().position(|known| known == c).map_or(c, |at| to[at])).collect();
    when(changed != words, changed)
}

fn between(words: &str, glue: &str) -> Option<String> {
    let mut out = String::new();
    let mut last = ' ';
    for c in words.chars() {
        if last.is_alphanumeric() && c.is_alphanumeric() {
            out.push_str(glue);
        }
        out.push(c);
        last = c;
    }
    when(out != words, out)
}

fn spaces(words: &str, instead: &str) -> Option<String> {
    when(words.contains(' '), words.replace(' ', instead))
}

fn shifted(words: &str, upper: u32, lower: u32, digit: u32, holes: &[(char, char)]) -> Option<String> {
    let change = |c: char| {
        if let Some(hole) = holes.iter().find(|hole| hole.0 == c) {
            return hole.1;
        }
        let (from, to) = match c {
            'A'..='Z' => ('A', upper),
            'a'..='z' => ('a', lower),
            '0'..='9' if digit > 0 => ('0', digit),
            _ => return c,
        };
        char::from_u32(to + (c as u32 - from as u32)).unwrap()
    };
    let changed: String = words.chars().map(change).collect();
    when(changed != words, changed)
}

/// How many digits the words have, when they are a number of several.
fn is_number(words: &str) -> bool {
    words.chars().filter(char::is_ascii_digit).count() >= 6 && !words.chars().any(|c| c.is_alphabetic() || c == '/')
}

fn digits(words: &str, change: impl Fn(char) -> String, glue: &str) -> Option<String> {
    let parts: Vec<String> = words.chars().filter(char::is_ascii_digit).map(change).collect();
    when(is_number(words), parts.join(glue))
}

fn each_digit(words: &str, change: impl Fn(char) -> String) -> Option<String> {
    let changed: String = words.chars().map(|c| if c.is_ascii_digit() { change(c) } else { c.to_string() }).collect();
    when(changed != words, changed)
}

fn spoken(c: char, zero: &str) -> String {
    let words = [zero, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    words[c as usize - '0' as usize].to_owned()
}

/// Plays on the longest word, when it is long enough for a slip to leave it readable.
fn slip(words: &str, change: impl Fn(&mut Vec<char>)) -> Option<String> {
    let longest = words.split(' ').max_by_key(|word| word.chars().filter(|c| c.is_alphabetic()).count())?;
    if longest.len() < 7 || !longest.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut slipped: Vec<char> = longest.chars().collect();
    change(&mut slipped);
    let slipped: String = slipped.into_iter().collect();
    when(slipped != longest, words.replacen(longest, &slipped, 1))
}

fn title_case(words: &str) -> String {
    words.split(' ').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

const PLAYED: &[(&str, Trick)] = &[
    ("as it stands", |words| Some(words.to_owned())),
    // Letters that cannot be seen.
    ("zero-width spaces", |words| between(words, "\u{200b}")),
    ("zero-width joiners", |words| between(words, "\u{200d}")),
    ("word joiners", |words| between(words, "\u{2060}")),
    ("soft hyphens", |words| between(words, "\u{ad}")),
    ("variation selectors", |words| between(words, "\u{fe0e}")),
    ("grapheme joiners", |words| between(words, "\u{34f}")),
    ("fillers", |words| between(words, "\u{3164}")),
    ("direction marks", |words| between(words, "\u{200f}")),
    ("an override of the direction", |words| Some(format!("\u{202e}{words}\u{202c}"))),
    ("isolated directions", |words| Some(words.split(' ').map(|word| format!("\u{2067}{word}\u{2069}")).collect::<Vec<_>>().join(" "))),
    // Letters that look alike.
    ("Cyrillic", |words| swap(words, "aceopxyisjABCEHKMOPTX", "асеорхуіѕјАВСЕНКМОРТХ")),
    ("Greek", |words| swap(words, "aoivupABEHIKMNOPTXYZ", "αοινυρΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")),
    ("full width", |words| shifted(words, 0xff21, 0xff41, 0xff10, &[])),
    ("mathematical bold", |words| shifted(words, 0x1d400, 0x1d41a, 0x1d7ce, &[])),
    ("mathematical italic", |words| shifted(words, 0x1d434, 0x1d44e, 0, &[('h', 'ℎ')])),
    ("mathematical sans", |words| shifted(words, 0x1d5a0, 0x1d5ba, 0x1d7e2, &[])),
    ("mathematical monospace", |words| shifted(words, 0x1d670, 0x1d68a, 0x1d7f6, &[])),
    ("mathematical script", |words| {
        shifted(
            words,
            0x1d49c,
            0x1d4b6,
            0,
            &[
                ('B', 'ℬ'),
                ('E', 'ℰ'),
                ('F', 'ℱ'),
                ('H', 'ℋ'),
                ('I', 'ℐ'),
                ('L', 'ℒ'),
                ('M', 'ℳ'),
                ('R', 'ℛ'),
                ('e', 'ℯ'),
                ('g', 'ℊ'),
                ('o', 'ℴ'),
            ],
        )
    }),
    ("double-struck", |words| {
        shifted(words, 0x1d538, 0x1d552, 0x1d7d8, &[('C', 'ℂ'), ('H', 'ℍ'), ('N', 'ℕ'), ('P', 'ℙ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('Z', 'ℤ')])
    }),
    ("circled", |words| shifted(words, 0x24b6, 0x24d0, 0, &[])),
    ("squared", |words| shifted(words, 0x1f130, 0x1f130, 0, &[])),
    ("small capitals", |words| swap(words, "abcdeghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ")),
    ("marks below every letter", |words| letters(words, |c| if c.is_alphabetic() { format!("{c}\u{323}\u{336}") } else { c.to_string() })),
    ("accents", |words| swap(words, "aeiou", "áèïõú")),
    ("accents apart", |words| letters(words, |c| if "aeiou".contains(c) { format!("{c}\u{301}") } else { c.to_string() })),
    // How letters are typed.
    ("the last letter drawn out", |words| {
        when(words.ends_with(char::is_alphabetic), format!("{words}{}", words.chars().last()?.to_string().repeat(3)))
    }),
    ("a vowel drawn out", |words| {
        let (at, vowel) = words.char_indices().find(|(_, c)| "aeiou".contains(*c))?;
        Some(format!("{}{}{}", &words[..at], vowel.to_string().repeat(4), &words[at + 1..]))
    }),
    ("every letter twice more", |words| letters(words, |c| if c.is_alphabetic() { c.to_string().repeat(3) } else { c.to_string() })),
    ("capitals", |words| letters(words, |c| c.to_uppercase().to_string())),
    ("no capitals", |words| when(words.chars().any(char::is_uppercase), words.to_lowercase())),
    ("capitals by turns", |words| {
        let turn = |(at, c): (usize, char)| if at % 2 == 0 { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
        when(words.chars().any(char::is_alphabetic), words.chars().enumerate().map(turn).collect())
    }),
    ("figures for vowels", |words| if is_number(words) { None } else { swap(words, "oiea", "0134") }),
    ("an at sign and a dollar", |words| {
        let inner = |at: usize| words[at + 1..].starts_with(char::is_alphabetic) && words[..at].ends_with(char::is_alphabetic);
        let at = words.char_indices().find(|&(at, c)| c == 'a' && inner(at))?.0;
        Some(format!("{}@{}", &words[..at], &words[at + 1..]))
    }),
    ("two letters swapped", |words| slip(words, |word| word.swap(3, 4))),
    ("the first letters swapped", |words| slip(words, |word| word.swap(1, 2))),
    ("a letter left out", |words| slip(words, |word| word.splice(4..5, []).for_each(|_| {}))),
    ("a letter too many", |words| slip(words, |word| word.insert(3, 'e'))),
    ("a wrong letter", |words| slip(words, |word| word[4] = 'q')),
    // What stands between words.
    ("hard spaces", |words| spaces(words, "\u{a0}")),
    ("thin spaces", |words| spaces(words, "\u{2009}")),
    ("two spaces", |words| spaces(words, "  ")),
    ("tabs", |words| spaces(words, "\t")),
    ("emoji between", |words| spaces(words, " 🙏 ")),
    ("emoji glued on", |words| spaces(words, "🦷")),
    ("half an emoji", |words| spaces(words, " \u{fffd} ")),
    ("asterisks", |words| Some(words.split(' ').map(|word| format!("*{word}*")).collect::<Vec<_>>().join(" "))),
    ("underscores", |words| Some(words.split(' ').map(|word| format!("_{word}_")).collect::<Vec<_>>().join(" "))),
    ("underscores for spaces", |words| spaces(words, "_")),
    ("hyphens for spaces", |words| when(!words.chars().any(|c| c.is_ascii_digit() || c == '.'), spaces(words, "-")?)),
    ("full stops for spaces", |words| when(!words.chars().any(|c| c.is_ascii_digit() || c == '.'), spaces(words, ".")?)),
    ("quotation marks", |words| Some(format!("\"{words}\""))),
    ("curly quotation marks", |words| Some(format!("“{words}”"))),
    ("angle quotation marks", |words| Some(format!("«{words}»"))),
    ("brackets", |words| when(!words.contains('('), format!("({words})"))),
    ("hard spaces as entities", |words| spaces(words, "&nbsp;")),
    ("hard spaces by number", |words| spaces(words, "&#160;")),
    ("quotation marks as entities", |words| Some(format!("&quot;{words}&quot;"))),
    ("a letter by number", |words| {
        let first = words.chars().find(char::is_ascii_alphabetic)?;
        Some(words.replacen(first, &format!("&#{};", first as u32), 1))
    }),
    ("tags around", |words| Some(format!("<b>{words}</b>"))),
    ("a hashtag", |words| {
        when(words.contains(' ') && words.chars().all(|c| c.is_alphabetic() || c == ' '), format!("#{}", title_case(words)))
    }),
    ("a small hashtag", |words| {
        when(
            words.contains(' ') && words.chars().all(|c| c.is_ascii_alphabetic() || c == ' '),
            format!("#{}", words.to_lowercase().replace(' ', "")),
        )
    }),
    ("run together", |words| {
        when(words.contains(' ') && words.chars().all(|c| c.is_ascii_alphabetic() || c == ' '), words.replace(' ', ""))
    }),
    // Numbers.
    ("digits with spaces", |words| digits(words, String::from, " ")),
    ("digits with full stops", |words| digits(words, String::from, ".")),
    ("digits with hyphens", |words| digits(words, String::from, "-")),
    ("digits with commas", |words| digits(words, String::from, ", ")),
    ("digits with underscores", |words| digits(words, String::from, "_")),
    ("digits with spaces and their marks", |words| {
        when(is_number(words), words.chars().map(|c| c.to_string()).collect::<Vec<_>>().join(" "))
    }),
    ("spelled digits", |words| digits(words, |c| spoken(c, "zero"), " ")),
    ("spelled digits with oh", |words| digits(words, |c| spoken(c, "oh"), " ")),
    ("spelled digits with hyphens", |words| digits(words, |c| spoken(c, "zero"), "-")),
    ("spelled digits with commas", |words| digits(words, |c| spoken(c, "o"), ", ")),
    ("spelled digits run together", |words| digits(words, |c| title_case(&spoken(c, "zero")), "")),
    ("keycaps", |words| each_digit(words, |c| format!("{c}\u{fe0f}\u{20e3}"))),
    ("keycaps with spaces", |words| digits(words, |c| format!("{c}\u{fe0f}\u{20e3}"), " ")),
    ("circled digits", |words| {
        each_digit(words, |c| char::from_u32(if c == '0' { 0x24ea } else { 0x2460 + c as u32 - '1' as u32 }).unwrap().to_string())
    }),
    ("black circled digits", |words| {
        each_digit(words, |c| char::from_u32(if c == '0' { 0x24ff } else { 0x2776 + c as u32 - '1' as u32 }).unwrap().to_string())
    }),
    ("raised digits", |words| swap(words, "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    ("lowered digits", |words| swap(words, "0123456789", "₀₁₂₃₄₅₆₇₈₉")),
    ("Arabic digits", |words| swap(words, "0123456789", "٠١٢٣٤٥٦٧٨٩")),
    ("Devanagari digits", |words| swap(words, "0123456789", "०१२३४५६७८९")),
    ("the letter O for zero", |words| when(is_number(words), swap(words, "0", "O")?)),
    ("the letter l for one", |words| when(is_number(words), swap(words, "1", "l")?)),
    ("dashes of another length", |words| when(is_number(words), words.contains('-').then(|| words.replace('-', "–"))?)),
    ("dots in the middle", |words| when(is_number(words), words.contains('-').then(|| words.replace('-', "·"))?)),
    ("hyphens with spaces", |words| when(is_number(words), words.contains('-').then(|| words.replace('-', " - "))?)),
    ("full stops for hyphens", |words| when(is_number(words), words.contains('-').then(|| words.replace('-', "."))?)),
    ("slashes for hyphens", |words| when(is_number(words), words.contains('-').then(|| words.replace('-', "/"))?)),
];

/// The whole text in another form.
type Change = fn(&str) -> String;
/// Where a marked part stands, and its label.
type Mark = (usize, usize, String);

/// Whole texts as they come out of other programs.
const WHOLE: &[(&str, Change)] = &[
    ("all capitals", |text| text.to_uppercase()),
    ("all small", |text| text.to_lowercase()),
    ("Windows lines", |text| format!("Hello.\r\n\r\n{text}\r\n")),
    ("old lines", |text| format!("Hello.\r{text}\r")),
    ("quoted mail", |text| format!("> {text}\n")),
    ("mail quoted twice", |text| format!(">> {text}\n> \n")),
    ("quoted whole", |text| format!("\"{text}\"")),
    ("quoted curly", |text| format!("“{text}”")),
    ("in brackets", |text| format!("({text})")),
    ("as a list", |text| format!("- one\n- {text}\n- three")),
    ("as a paragraph", |text| format!("<p>{text}</p>")),
    ("from the right", |text| format!("\u{202b}{text}\u{202c}")),
    ("byte order mark", |text| format!("\u{feff}{text}")),
    ("after an emoji", |text| format!("👩🏽‍⚕️{text}")),
    ("after a long word", |text| format!("{} {text}", "x".repeat(5_000))),
    ("after many lines", |text| format!("{}{text}", "\n".repeat(5_000))),
    ("after deep brackets", |text| format!("{}{text}", "([{".repeat(400))),
    ("after half an emoji", |text| format!("\u{fffd}{text}\u{fffd}")),
    ("entities for ampersands", |text| format!("Care &amp; comfort. {text}")),
];

/// The text with each marked part replaced, and where the parts stand then.
fn play(marked: &str, trick: Trick) -> Option<(String, Vec<Mark>)> {
    let (mut text, mut spans, mut rest, mut played) = (String::new(), Vec::new(), marked, false);
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let (inside, after) = after.split_once("}}")?;
        let (label, words) = inside.split_once('|')?;
        let changed = trick(words);
        played |= changed.is_some();
        let changed = changed.unwrap_or_else(|| words.to_owned());
        spans.push((text.len(), text.len() + changed.len(), label.to_owned()));
        text.push_str(&changed);
        rest = after;
    }
    text.push_str(rest);
    played.then_some((text, spans))
}

/// Whether every span is met by a finding of its label that is no mere note.
fn found(scanner: &mut Scanner, context: Context, text: &str, spans: &[Mark]) -> bool {
    let findings = scanner.scan(text, Situation::of(context));
    spans.iter().all(|(start, end, label)| {
        findings.iter().any(|finding| {
            let span = finding.span.range();
            finding.severity != Severity::Note && finding.label().as_str() == label && span.start < *end && *start < span.end
        })
    })
}

/// Without any trick the whole scanner finds each of them, learned weights and all. The tricks below are tried on the rules
/// alone: they are about reading the words, and weights that are trained anew would move their lists.
#[test]
fn what_is_tricked_with_is_found_as_it_stands() {
    let mut scanner = Scanner::new();
    for (number, (context, marked)) in RISKY.iter().enumerate() {
        let (text, spans) = play(marked, |words| Some(words.to_owned())).expect("a marked text");
        assert!(found(&mut scanner, *context, &text, &spans), "text {number}");
    }
}

/// Counts what was tried and names what was missed: the trick and the number of the text.
#[derive(Default)]
struct Tally {
    tried: usize,
    missed: Vec<(&'static str, usize)>,
}

impl Tally {
    fn note(&mut self, right: bool, trick: &'static str, text: usize) {
        self.tried += 1;
        if !right && !self.missed.contains(&(trick, text)) {
            self.missed.push((trick, text));
        }
    }

    /// Fails when more is missed than what is known to be, or when what is known no longer is. A rule that reads one
    /// wording anew moves a pair or two: that many are let pass, so that a rule and this table change apart.
    fn expect(self, known: &[(&'static str, &[usize])]) {
        let slack = self.tried / 300;
        let known: Vec<_> = known.iter().flat_map(|(trick, texts)| texts.iter().map(move |text| (*trick, *text))).collect();
        let fresh: Vec<_> = self.missed.iter().filter(|missed| !known.contains(missed)).collect();
        let mended: Vec<_> = known.iter().filter(|known| !self.missed.contains(known)).collect();
        println!("{} of {} pairs; fresh misses: {fresh:?}; mended: {mended:?}", self.tried - self.missed.len(), self.tried);
        assert!(fresh.len() <= slack, "of {} pairs of a trick and a text these are missed: {fresh:?}", self.tried);
        assert!(mended.len() <= slack + known.len() / 4, "these are no longer missed, take them off the list: {mended:?}");
    }
}

#[test]
fn a_trick_on_the_words_hides_nothing() {
    let (mut scanner, mut tally) = (Scanner::of_rules(), Tally::default());
    for (name, trick) in PLAYED {
        for (number, (context, marked)) in RISKY.iter().enumerate() {
            if let Some((text, spans)) = play(marked, *trick) {
                tally.note(found(&mut scanner, *context, &text, &spans), name, number);
            }
        }
    }
    tally.expect(&[
        ("a letter left out", &[12]),
        ("a small hashtag", &[17, 19, 20]),
        ("angle quotation marks", &[4, 8]),
        ("brackets", &[4, 15]),
        ("curly quotation marks", &[4, 8]),
        ("emoji between", &[5, 12, 14]),
        ("emoji glued on", &[5, 12, 14]),
        ("every letter twice more", &[14, 19, 21]),
        ("figures for vowels", &[4, 12, 17, 18, 19, 22]),
        ("full stops for spaces", &[1, 2, 17, 20]),
        ("half an emoji", &[5, 12, 14]),
        ("quotation marks as entities", &[4, 8]),
        ("quotation marks", &[4, 8]),
        ("run together", &[17, 19, 20]),
        ("underscores for spaces", &[5, 12]),
    ]);
}

#[test]
fn a_trick_on_the_whole_text_hides_nothing() {
    let (mut scanner, mut tally) = (Scanner::of_rules(), Tally::default());
    for (name, change) in WHOLE {
        for (number, (context, marked)) in RISKY.iter().enumerate() {
            let (plain, spans) = marks::strip(marked);
            let text = change(&plain);
            let at = text.to_lowercase().find(&plain.to_lowercase()).unwrap();
            let spans: Vec<_> = spans.into_iter().map(|(start, end, label)| (at + start, at + end, label.unwrap())).collect();
            tally.note(found(&mut scanner, *context, &text, &spans), name, number);
        }
    }
    tally.expect(&[("after a long word", &[17]), ("after deep brackets", &[4]), ("quoted curly", &[12, 13]), ("quoted whole", &[12, 13])]);
}

#[test]
fn a_trick_makes_nothing_of_a_clean_text() {
    let (mut scanner, mut tally) = (Scanner::of_rules(), Tally::default());
    let mut quiet =
        |context: Context, text: &str| scanner.scan(text, Situation::of(context)).iter().all(|finding| finding.severity == Severity::Note);
    for (number, (context, text)) in CLEAN.iter().enumerate() {
        for (name, trick) in PLAYED {
            let words: Vec<String> = text.split(' ').map(|word| trick(word).unwrap_or_else(|| word.to_owned())).collect();
            tally.note(quiet(*context, &words.join(" ")), name, number);
            if let Some(text) = trick(text) {
                tally.note(quiet(*context, &text), name, number);
            }
        }
        for (name, change) in WHOLE {
            tally.note(quiet(*context, &change(text)), name, number);
        }
    }
    tally.expect(&[("figures for vowels", &[7])]);
}

/// What the news tells of a public figure is no patient's; what the author saw at work is, whoever it was.
#[test]
fn public_figures_in_the_news_are_not_patients() {
    const NEWS: &[&str] = &[
        "Prayers for Damar Hamlin tonight. Cardiac arrest on the field, and CPR was right there. Learn it.",
        "Selena Gomez talks about her lupus and her kidney transplant. Thank you for raising awareness.",
        "Chadwick Boseman died of colon cancer at 43. Screening saves lives.",
        "Angelina Jolie had a preventive mastectomy because of her BRCA1 gene.",
        "Prayers for Kate Middleton as she begins chemo.",
    ];
    let mut scanner = Scanner::of_rules();
    for text in NEWS {
        let names =
            scanner.scan(text, Situation::of(Context::Post)).iter().filter(|finding| finding.rule.label.as_str() == "id.name").count();
        assert_eq!(names, 0, "{text}");
    }
    let seen = "Our patient Tom Hanks had his stent placed on Tuesday.";
    assert!(scanner.scan(seen, Situation::of(Context::Post)).iter().any(|finding| finding.severity > Severity::Note), "{seen}");
}
