//! Where the words stand that are to be replaced: what comes before, what comes after, and so which shape fits.

use super::grammar::{BE, FINITE, MODAL, NOT, PREPOSITION, VERB, ends_in_s, is_break, is_past, pronoun};
use crate::finding::Family;
use crate::hashes;
use crate::rules::Input;
use crate::rules::evidence::clinical::has;
use crate::text::{Kind, Shape, Span, Token};

/// Which shape of words keeps the sentence whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A sentence, or a clause that stands by itself: "please call our office".
    Clause,
    /// The same before a question mark: "could you call our office".
    Question,
    /// A verb in its base form, after "to", "please", "should".
    Base,
    /// A base form after "don't" or "never".
    Negated,
    /// A verb for this subject.
    Finite(Subject),
    /// After a form of "be".
    Complement,
    /// After a form of "have".
    Participle,
    /// After a preposition: "for writing".
    Gerund,
    /// A noun with its article.
    Noun,
    /// A noun whose article stands before the words.
    Kernel,
    /// The same where the words hold the verb, too: "the [crown fell off]".
    KernelClause,
    /// A noun whose verb follows; `true` where that is a plural.
    Subject(bool),
    /// After "who" or "which".
    Relative,
    /// After "glad" or "sorry": "to read this".
    Feeling,
    /// After "that" or "hope": a clause.
    Content,
    /// After "because".
    Reason,
    /// After "when" or "after".
    Time,
    /// After "if".
    Condition,
}

/// Of whom a verb speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// I.
    I,
    /// We, the practice.
    We,
    /// The reader.
    You,
    /// Several.
    They,
    /// One other.
    Third,
}

/// Verbs that are one with the little word behind them.
const MOVES: &[u32] = hashes![
    "come", "comes", "came", "coming", "stop", "stopped", "stopping", "drop", "dropped", "dropping", "swing", "swung", "swinging", "check",
    "checked", "checking"
];

/// How the words themselves are built, as far as their first words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Gerund,
    Clause,
    Noun,
    Verb,
    Past,
}

/// Some words of a text and what stands around them.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The text.
    pub input: &'a Input<'a>,
    /// The words.
    pub span: Span,
    first: usize,
    end: usize,
    /// Whether words of which nothing is known name somebody or something; else they tell somebody what to do.
    names: bool,
}

impl<'a> Site<'a> {
    /// Looks around `span`.
    pub fn new(input: &'a Input<'a>, span: Span) -> Self {
        let range = input.parsed.token_range(span);
        Self { input, span, first: range.start, end: range.end, names: false }
    }

    /// The same for a finding of this family.
    #[must_use]
    pub const fn of(mut self, family: Family) -> Self {
        self.names = matches!(family, Family::Narrative | Family::Relationship);
        self
    }

    /// The words' own tokens.
    pub fn inside(&self) -> &'a [Token] {
        self.input.parsed.tokens.get(self.first..self.end).unwrap_or(&[])
    }

    /// The sentence in which they begin.
    pub fn sentence(&self) -> &'a [Token] {
        self.input.parsed.sentence_of(self.first).map_or(&[], |sentence| self.input.parsed.tokens_of(sentence))
    }

    /// What stands before them in their sentence.
    pub fn earlier(&self) -> &'a [Token] {
        let from = self.input.parsed.sentence_of(self.first).map_or(self.first, |sentence| sentence.first as usize);
        self.input.parsed.tokens.get(from..self.first).unwrap_or(&[])
    }

    /// The token `back` before them in the same sentence; 1 is the nearest.
    pub fn before(&self, back: usize) -> Option<&'a Token> {
        let earlier = self.earlier();
        if self.inside().first().is_some_and(|token| token.shape.has(Shape::LINE_BEFORE)) {
            return None;
        }
        earlier.get(earlier.len().checked_sub(back)?)
    }

    /// The token `ahead` after them in the sentence in which they end; 1 is the nearest.
    pub fn after(&self, ahead: usize) -> Option<&'a Token> {
        let last = self.end.checked_sub(1)?;
        let sentence = self.input.parsed.sentence_of(last)?;
        let at = self.end + ahead - 1;
        let next = self.input.parsed.tokens.get(at).filter(|_| at < sentence.end as usize)?;
        let broken = self.input.parsed.tokens.get(self.end..=at)?.iter().any(|token| token.shape.has(Shape::LINE_BEFORE));
        (!broken).then_some(next)
    }

    /// Whether the nearest word before is one of these.
    pub fn follows(&self, words: &[u32]) -> bool {
        self.before(1).is_some_and(|token| words.contains(&token.word))
    }

    /// Whether the nearest word after is one of these.
    pub fn precedes(&self, words: &[u32]) -> bool {
        self.after(1).is_some_and(|token| words.contains(&token.word))
    }

    /// Whether a sentence, or a line, begins with these words.
    pub fn opens(&self) -> bool {
        self.before(1).is_none()
    }

    /// Whether nothing but marks follows in the sentence.
    pub fn closes(&self) -> bool {
        self.after(1).is_none_or(|token| {
            token.kind == Kind::Emoji
                || (token.kind == Kind::Punct && hashes![".", "!", "?", ";", ")", "\"", "-", "–", "—"].contains(&token.word))
        })
    }

    /// Whether a clause may begin here.
    pub fn begins_clause(&self) -> bool {
        self.before(1).is_none_or(|token| is_break(token) || hashes!["and", "but", "so", "then", "or", "plus"].contains(&token.word))
    }

    /// Whether a clause may end here.
    pub fn ends_clause(&self) -> bool {
        self.closes()
            || self.after(1).is_none_or(|token| {
                is_break(token)
                    || hashes![
                        "and", "but", "so", "then", "or", "because", "if", "when", "while", "since", "until", "unless", "which", "who",
                        "as"
                    ]
                    .contains(&token.word)
            })
    }

    /// A smaller site: without the first `count` tokens.
    pub fn without(&self, count: usize) -> Option<Self> {
        let start = self.input.parsed.tokens.get(self.first + count).filter(|_| self.first + count < self.end)?.span.start;
        Some(Self { span: Span::new(start, self.span.end), first: self.first + count, ..*self })
    }

    /// A smaller site without the words at its end that lead on to what follows ("on a", "of"), and those words; `None`
    /// where there are none or nothing follows.
    pub fn ties(&self) -> Option<(Self, &'a str)> {
        let next = self.after(1).filter(|next| !is_break(next))?;
        let leads = |token: &Token| {
            token.kind == Kind::Word
                && (PREPOSITION.contains(&token.word)
                    || hashes!["a", "an", "the", "his", "her", "their", "our", "your", "my", "and", "or", "but", "to"]
                        .contains(&token.word))
        };
        let inside = self.inside();
        // "Coming in" is one verb: its "in" leads on to nothing.
        let of_verb = |at: usize| {
            let verb = at.checked_sub(1).and_then(|before| inside.get(before));
            verb.is_some_and(|verb| MOVES.contains(&verb.word))
                && inside.get(at).is_some_and(|token| hashes!["in", "by", "out", "over", "back"].contains(&token.word))
        };
        let count = (0..inside.len()).rev().take(3).take_while(|&at| inside.get(at).is_some_and(leads) && !of_verb(at)).count();
        let kept = inside.len().checked_sub(count).filter(|kept| count > 0 && *kept > 0)?;
        let last = inside.get(kept - 1)?;
        let tail = self.input.parsed.text.get(last.span.end as usize..self.span.end as usize)?;
        let spaced = next.shape.has(Shape::SPACE_BEFORE);
        (spaced && !tail.contains('\n'))
            .then_some((Self { span: Span::new(self.span.start, last.span.end), end: self.first + kept, ..*self }, tail))
    }

    /// Whether the words answer a question mark.
    pub fn is_question(&self) -> bool {
        let last = self.inside().last().is_some_and(|token| hashes!["?"].contains(&token.word));
        let ends = self.opens() && self.sentence().last().is_some_and(|token| hashes!["?"].contains(&token.word));
        last || ends || self.precedes(hashes!["?"])
    }

    /// Which shape fits.
    pub fn slot(&self) -> Slot {
        let form = self.form();
        let clause = if self.is_question() && self.opens_question() { Slot::Question } else { Slot::Clause };
        let Some(left) = self.before(1) else { return self.standing(form, clause) };
        if is_break(left) {
            return self.standing(form, clause);
        }
        let noun = if self.has_verb_next() { Slot::Subject(self.is_plural_next()) } else { Slot::Noun };
        let left = self.governor().unwrap_or(left);
        let is = |words: &[u32]| words.contains(&left.word);
        if is(hashes!["and", "or", "but", "plus", "then", "&"]) {
            return match form {
                Form::Noun if !is(hashes!["but", "then"]) => noun,
                Form::Past => Slot::Finite(self.subject()),
                Form::Gerund if !self.earlier().is_empty() => Slot::Gerund,
                _ => clause,
            };
        }
        if left.shape.has(Shape::POSSESSIVE) {
            // "he's", "it's", "that's" end in a verb, "Dana's" does not.
            let pronoun = is(hashes!["he", "she", "it", "that", "there", "this", "what", "here", "who", "everything"]);
            return match form {
                _ if pronoun => Slot::Complement,
                Form::Clause => Slot::KernelClause,
                _ => Slot::Kernel,
            };
        }
        if is(hashes!["so"]) {
            return clause;
        }
        if is(NOT) {
            return Slot::Negated;
        }
        if is(hashes!["to"]) && matches!(form, Form::Noun | Form::Gerund) {
            return if form == Form::Noun { noun } else { Slot::Gerund };
        }
        if is(MODAL) {
            return if form == Form::Noun { noun } else { Slot::Base };
        }
        if is(BE) {
            return Slot::Complement;
        }
        if is(hashes!["have", "has", "had", "youve", "weve", "ive", "theyve", "having", "hed", "shed", "been"]) && form != Form::Noun {
            return Slot::Participle;
        }
        if is(hashes![
            "glad",
            "happy",
            "pleased",
            "thrilled",
            "delighted",
            "sorry",
            "sad",
            "honored",
            "grateful",
            "relieved",
            "proud",
            "excited"
        ]) {
            // "so happy [the night guard] is helping"
            return if form == Form::Noun && self.has_verb_next() { noun } else { Slot::Feeling };
        }
        if is(hashes!["because", "cause", "cuz", "bc"]) || (is(hashes!["as", "since", "so"]) && form == Form::Clause) {
            return Slot::Reason;
        }
        if is(hashes!["when", "while", "once", "whenever"]) || (is(hashes!["after", "before", "until", "till"]) && form == Form::Clause) {
            return Slot::Time;
        }
        if is(hashes!["if", "whether", "unless"]) {
            return Slot::Condition;
        }
        if is(hashes!["who", "which", "whom", "whose"]) {
            return Slot::Relative;
        }
        if is(hashes![
            "a", "an", "the", "your", "our", "my", "his", "her", "their", "ur", "its", "these", "those", "some", "any", "no", "every",
            "each"
        ]) {
            return if self.holds_verb() { Slot::KernelClause } else { Slot::Kernel };
        }
        if is(PREPOSITION) {
            return if form == Form::Gerund { Slot::Gerund } else { noun };
        }
        if form == Form::Noun || form == Form::Clause && is(hashes!["see", "read", "like", "than"]) {
            return noun;
        }
        if let Some(subject) = pronoun(left) {
            return Slot::Finite(subject);
        }
        match form {
            Form::Gerund => Slot::Gerund,
            Form::Clause => Slot::Content,
            Form::Past | Form::Verb if self.begins_with_verb() => {
                Slot::Finite(if ends_in_s(self.input, left) { Subject::They } else { Subject::Third })
            }
            Form::Past => Slot::Finite(Subject::Third),
            _ => Slot::Noun,
        }
    }

    /// Whether the words name somebody or something and say nothing of it.
    pub fn is_noun(&self) -> bool {
        self.form() == Form::Noun
    }

    /// Whether the words go on with what stands before: "[unable to feed herself]", "today [just in time for the party]".
    pub fn is_addition(&self, left: &Token) -> bool {
        let verb = VERB.contains(&left.word) || is_past(self.input, left) || ends_in_s(self.input, left);
        let named = self.inside().first().is_some_and(|first| {
            hashes!["your", "ur", "his", "her", "their", "our", "my", "the", "a", "an", "this", "that", "these", "those", "some", "no"]
                .contains(&first.word)
        });
        match self.form() {
            Form::Gerund => true,
            // "the chart reflects [four recall letters]"
            Form::Verb | Form::Past => !verb,
            Form::Noun => !verb && !named && self.ends_clause(),
            Form::Clause => false,
        }
    }

    /// The slot where a clause may begin.
    fn standing(&self, form: Form, clause: Slot) -> Slot {
        match form {
            Form::Noun | Form::Verb | Form::Past if self.has_verb_next() => Slot::Subject(self.is_plural_next()),
            Form::Noun if !(self.opens() && self.ends_clause()) => Slot::Noun,
            Form::Gerund if !self.opens() || !self.ends_clause() => Slot::Gerund,
            _ => clause,
        }
    }

    /// The word that governs what follows, adverbs left out: "you should really just [...]".
    fn governor(&self) -> Option<&'a Token> {
        const LIGHT: &[u32] = hashes![
            "just",
            "also",
            "probably",
            "really",
            "only",
            "simply",
            "still",
            "even",
            "always",
            "definitely",
            "actually",
            "already",
            "likely",
            "maybe",
            "truly",
            "very",
            "all",
            "most",
            "either",
            "both",
            "even",
            "quite",
            "finally",
            "recently"
        ];
        (1..4).find_map(|back| self.before(back).filter(|token| !LIGHT.contains(&token.word))).filter(|token| !is_break(token))
    }

    fn form(&self) -> Form {
        let inside = self.inside();
        let Some(first) = inside.first() else { return Form::Noun };
        let rest = inside.get(1..).unwrap_or(&[]);
        let word = self.input.parsed.words(first.span);
        let is = |words: &[u32]| words.contains(&first.word);
        let second = rest.first().map_or(0, |token| token.word);
        // "ur just lazy", "your so rude"
        let you_are = is(hashes!["ur", "your"])
            && hashes!["just", "so", "such", "a", "the", "not", "all", "being", "an", "nothing"].contains(&second);
        let finite = you_are || has(rest, VERB) || rest.iter().any(|token| is_past(self.input, token));
        if pronoun(first).is_some()
            || is(hashes!["that", "this", "it", "there", "theres", "im", "youre", "were", "thats", "its", "theyre", "youve", "weve", "ive"])
        {
            return if inside.len() > 1 { Form::Clause } else { Form::Noun };
        }
        if is(hashes![
            "your", "ur", "yr", "our", "my", "his", "her", "their", "the", "a", "an", "this", "that", "these", "those", "some", "any",
            "no", "both", "all", "one", "two"
        ]) || first.kind != Kind::Word
            || first.shape.has(Shape::POSSESSIVE)
        {
            return if finite { Form::Clause } else { Form::Noun };
        }
        if word.len() > 4
            && word.to_ascii_lowercase().ends_with("ing")
            && !is(hashes![
                "thing",
                "something",
                "nothing",
                "anything",
                "everything",
                "during",
                "evening",
                "morning",
                "swelling",
                "bring",
                "according",
                "king"
            ])
        {
            return Form::Gerund;
        }
        if is_past(self.input, first) {
            return Form::Past;
        }
        if is(VERB)
            || first.classes.intersects(crate::classes!["directive"])
            || is(hashes!["thank", "thanks", "thx", "sorry", "glad", "so"])
        {
            return Form::Verb;
        }
        if first.classes.intersects(crate::classes!["drug", "condition", "procedure", "test", "body", "kin", "symptom"]) {
            return if finite { Form::Clause } else { Form::Noun };
        }
        if self.names && !finite { Form::Noun } else { Form::Verb }
    }

    /// Whether a finite verb stands among the words, not at their edges.
    fn holds_verb(&self) -> bool {
        const AUX: &[u32] =
            hashes!["is", "are", "was", "were", "has", "had", "will", "can", "did", "does", "came", "went", "means", "looks", "look"];
        self.inside().get(1..).is_some_and(|rest| has(rest, AUX))
    }

    fn begins_with_verb(&self) -> bool {
        self.inside().first().is_some_and(|first| VERB.contains(&first.word) || is_past(self.input, first) || ends_in_s(self.input, first))
    }

    /// Whether the question begins with the words, so that it may be asked in another way.
    fn opens_question(&self) -> bool {
        self.begins_clause()
    }

    fn has_verb_next(&self) -> bool {
        self.after(1).is_some_and(|next| FINITE.contains(&next.word) || is_past(self.input, next))
    }

    fn is_plural_next(&self) -> bool {
        self.precedes(hashes!["are", "were", "have", "do", "arent", "werent", "need", "look", "seem"])
    }

    /// Of whom the clause speaks: the last pronoun before.
    fn subject(&self) -> Subject {
        self.earlier().iter().rev().find_map(pronoun).unwrap_or(Subject::Third)
    }
}
