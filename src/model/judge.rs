//! Reads passages and clauses, and says what may go out and what must be marked.

use core::ops::Range;

use super::evidence::{Clause, Passage};
use super::features::{self, Feature, Heard, Place};
use super::memory::Memory;
use super::spoken::{self, PAIRS, Spoken, Stretch};
use super::table::{OF_PASSAGE, SCORES};
use super::verdict::Verdict;
use super::weights::{Model, Sums};
use super::{clause, evidence, is_certain, passage};
use crate::finding::{Context, Finding};
use crate::lexicon::{CLASS_NAMES, Class};
use crate::rules::Input;
use crate::rules::evidence::clinical::tells_of_a_pet;
use crate::text::{Parsed, Sentence, Span, Token};

/// How many weights judge a clause.
const OF_CLAUSE: usize = SCORES - OF_PASSAGE;
/// The number of a feature that is not known.
const UNKNOWN: u16 = u16::MAX;

/// What was read of one sentence. Places are counted from its beginning, so that it may move.
struct Sight {
    /// The known features of its tokens, each once.
    rows: Box<[u16]>,
    clauses: Box<[Clause]>,
    /// For each clause, which label of each family fits its words best, by its place in [`NAMED`]; once somebody asks.
    names: Box<[Option<[u8; 6]>]>,
    /// Whether it was the first of its text, and the last.
    edges: (bool, bool),
}

/// Reads passages and clauses; remembers what it read of each sentence.
pub struct Judge {
    model: Model,
    sights: Vec<Option<Sight>>,
    /// Known features of the sentence that is being read, and where those of each token end.
    rows: Vec<u16>,
    ends: Vec<u32>,
    cuts: Vec<Range<usize>>,
    /// The clauses of the sentences that are being judged.
    clauses: Vec<Clause>,
    /// Where the clauses of each of these sentences end.
    clause_ends: Vec<u32>,
    /// The last sentence of the passage that has each feature, as a number that has never been given to another.
    last: Vec<u32>,
    /// The number that comes before that of the first sentence of the text.
    before: u32,
    /// The highest number that was given.
    last_number: u32,
    /// The clause or sentence that last had each feature, by its number.
    seen: Vec<u32>,
    generation: u32,
    /// The numbers of the features of each class, in the context they were last asked for.
    class_rows: Vec<[u16; 2]>,
    class_context: Option<Context>,
    /// The numbers of the features of each pair of somebody and something: of a sentence, of a clause.
    pair_rows: [Vec<u16>; 2],
    memory: Memory,
}

/// Sentences that are read together: bounds the buffers on a long text.
const BLOCK: usize = 256;

impl Judge {
    /// With the weights of this build.
    pub fn load() -> Option<Self> {
        let model = Model::load()?;
        let known = model.scores.len();
        Some(Self {
            sights: Vec::new(),
            rows: Vec::new(),
            ends: Vec::new(),
            cuts: Vec::new(),
            clauses: Vec::new(),
            clause_ends: Vec::new(),
            last: vec![0; known],
            before: 0,
            last_number: 0,
            seen: vec![0; known],
            generation: 0,
            class_rows: Vec::new(),
            class_context: None,
            pair_rows: [Stretch::Sentence, Stretch::Clause]
                .map(|stretch| (0..PAIRS).map(|pair| model.scores.find(spoken::of_pair(pair, stretch)).unwrap_or(UNKNOWN)).collect()),
            memory: Memory::default(),
            model,
        })
    }

    /// Forgets what was read.
    pub fn clear(&mut self) {
        self.sights.clear();
    }

    /// Forgets the sentences `old`, in whose place `new` others came.
    pub fn replace(&mut self, old: Range<usize>, new: usize) {
        let end = old.end.min(self.sights.len());
        self.sights.splice(old.start.min(end)..end, core::iter::repeat_with(|| None).take(new));
    }

    /// Judges the sentences `near`. `findings` are those of the rules for the whole text, fused and in order. Tells which
    /// sentences stand in a passage that may go out, and what is to be marked beside the rules' findings.
    pub fn judge(&mut self, input: &Input<'_>, findings: &[Finding], near: Range<usize>, mut tell: impl FnMut(Told)) {
        let mut from = near.start;
        while from < near.end {
            let end = (from + BLOCK).min(near.end);
            self.judge_block(input, findings, from..end, &mut tell);
            from = end;
        }
    }

    fn judge_block(&mut self, input: &Input<'_>, findings: &[Finding], near: Range<usize>, tell: &mut impl FnMut(Told)) {
        let parsed = &input.parsed;
        let read = passage(parsed, near.start).start..passage(parsed, near.end.saturating_sub(1)).end;
        self.read(parsed, input.context, read.clone());
        self.number(parsed.sentences.len());
        let mut inside = read.start..read.start;
        let mut sums = Sums::default();
        let mut judged: Option<(Range<usize>, [f32; OF_PASSAGE], Verdict)> = None;
        let bytes = bytes_of(parsed, &read);
        let base = findings.partition_point(|finding| finding.span.end <= bytes.start);
        let trusts: Vec<Option<f32>> = findings
            .iter()
            .skip(base)
            .take_while(|finding| finding.span.start < bytes.end)
            .map(|finding| self.model.trust.of_serious(finding, input.context))
            .collect();
        for sentence in near {
            let wanted = passage(parsed, sentence);
            while inside.end < wanted.end {
                self.take_in(inside.start, inside.end, &mut sums);
                inside.end += 1;
            }
            while inside.start < wanted.start {
                self.leave_out(inside.start, &mut sums);
                inside.start += 1;
            }
            let clauses = self.clause_range(&read, wanted.clone());
            let own = self.clause_range(&read, sentence..sentence + 1);
            let tokens = token_range(parsed, &wanted);
            let bytes = bytes_of(parsed, &wanted);
            let first = findings.partition_point(|finding| finding.span.end <= bytes.start);
            let end = findings.partition_point(|finding| finding.span.start < bytes.end);
            let mut about = Passage {
                scores: [0.0; OF_PASSAGE],
                clauses: self.clauses.get(clauses.clone()).unwrap_or(&[]),
                findings: findings.get(first..end.max(first)).unwrap_or(&[]),
                trust: [0.0; 2],
                tokens: tokens.len(),
                context: input.context,
                to_many: input.recipients > 1,
            };
            let verdict = match &judged {
                Some((range, scores, verdict)) if *range == wanted => {
                    about.scores = *scores;
                    *verdict
                }
                _ => {
                    let mut all = sums;
                    if let Some(row) = self.model.scores.find(features::of_length(tokens.len(), input.context)) {
                        all.add(self.model.scores.row(row), 0, 1);
                    }
                    about.scores = self.model.scores_of(&all, 0);
                    let trusts = trusts.iter().skip(first - base).take(about.findings.len());
                    about.trust = evidence::best(trusts.copied().flatten());
                    let verdict = self.model.stack.judge(&about);
                    judged = Some((wanted.clone(), about.scores, verdict));
                    verdict
                }
            };
            if verdict.odds <= 0.0 {
                tell(Told::MayGoOut(sentence, verdict.odds));
                continue;
            }
            let mut found: Vec<(usize, Finding)> = Vec::new();
            let (model, all, first) = (&self.model, &self.clauses, own.start);
            let mut names = self.sights.get_mut(sentence).and_then(Option::as_mut).map(|sight| &mut sight.names);
            for at in own {
                model.stack.mark(&about, verdict, at - clauses.start, |family| {
                    let names = names.as_mut().and_then(|names| names.get_mut(at - first));
                    let finding =
                        all.get(at).zip(names).and_then(|(clause, names)| model.name(parsed, input.context, clause, family, names));
                    // What the weights know of pets is too little; what rules know of them is enough.
                    let Some(finding) = finding.filter(|finding| !tells_of_a_pet(input, finding.span)) else { return };
                    // Neighbours that say the same are one thing to a person.
                    match found.iter_mut().rfind(|(_, other)| other.rule.id == finding.rule.id) {
                        Some((last, other)) if *last + 1 == at => {
                            *last = at;
                            other.span = other.span.union(finding.span);
                        }
                        _ => found.push((at, finding)),
                    }
                });
            }
            found.into_iter().for_each(|(_, finding)| tell(Told::Found(finding)));
        }
    }

    /// Puts together the clauses of these sentences; those that were not read yet are.
    fn read(&mut self, parsed: &Parsed<'_>, context: Context, sentences: Range<usize>) {
        self.clauses.clear();
        self.clause_ends.clear();
        if self.sights.len() != parsed.sentences.len() {
            self.sights.clear();
            self.sights.resize_with(parsed.sentences.len(), || None);
        }
        for at in sentences {
            let Some(sentence) = parsed.sentences.get(at) else { continue };
            let edges = (at == 0, at + 1 == parsed.sentences.len());
            if self.sights.get(at).is_none_or(|sight| sight.as_ref().is_none_or(|sight| sight.edges != edges)) {
                let sight = self.read_sentence(parsed, context, sentence, edges);
                if let Some(place) = self.sights.get_mut(at) {
                    *place = Some(sight);
                }
            }
            if let Some(Some(sight)) = self.sights.get(at) {
                self.clauses.extend(sight.clauses.iter().map(|clause| Clause {
                    first: clause.first + sentence.first,
                    end: clause.end + sentence.first,
                    span: Span::new(clause.span.start + sentence.span.start, clause.span.end + sentence.span.start),
                    scores: clause.scores,
                }));
            }
            self.clause_ends.push(self.clauses.len() as u32);
        }
    }

    /// Reads the features and clauses of a sentence.
    fn read_sentence(&mut self, parsed: &Parsed<'_>, context: Context, sentence: &Sentence, edges: (bool, bool)) -> Sight {
        let tokens = parsed.tokens_of(sentence);
        self.know_classes(context);
        let Self { rows, ends, model, class_rows, memory, .. } = self;
        let scores = &model.scores;
        rows.clear();
        ends.clear();
        let (mut second, mut first) = (Heard::NOTHING, Heard::NOTHING);
        for (at, token) in tokens.iter().enumerate() {
            let now = memory.recall(
                token,
                |heard, rows| {
                    features::of_token(token, heard, context, |feature| match feature {
                        Feature::Hash(hash) => rows.extend(scores.find(hash)),
                        Feature::Class(Class(class)) => {
                            let known = class_rows.get(usize::from(class)).into_iter().flatten();
                            rows.extend(known.filter(|row| **row != UNKNOWN));
                        }
                    });
                },
                rows,
            );
            features::of_neighbours(second, first, now, context, |hash| rows.extend(scores.find(hash)));
            features::of_shape(token, |hash| rows.extend(scores.find(hash)));
            (second, first) = (first, now);
            if at + 1 == tokens.len() {
                rows.extend(scores.find(features::of_end(now)));
            }
            ends.push(rows.len() as u32);
        }
        let whole = sentence.first as usize..sentence.end as usize;
        let mut cuts = core::mem::take(&mut self.cuts);
        clause::cut(parsed, whole.clone(), |clause| cuts.push(clause));
        let clauses = cuts
            .drain(..)
            .map(|clause| {
                let place = Place { tokens: clause.len(), whole: clause.len() == whole.len(), first: edges.0, last: edges.1 };
                let local = clause.start - whole.start..clause.end - whole.start;
                let inside = tokens.get(local.clone()).unwrap_or(&[]);
                let span = inside.first().zip(inside.last()).map_or(sentence.span, |(first, last)| first.span.union(last.span));
                let span = Span::new(span.start - sentence.span.start, span.end - sentence.span.start);
                Clause { first: local.start as u32, end: local.end as u32, span, scores: self.clause_scores(local, inside, place, context) }
            })
            .collect::<Box<[Clause]>>();
        self.cuts = cuts;
        let spoken = Spoken::of(tokens);
        let mut rows = core::mem::take(&mut self.rows);
        self.spoken_rows(spoken, Stretch::Sentence, context, |row| rows.push(row));
        self.rows = rows;
        self.generation = self.generation.wrapping_add(1);
        let (seen, generation) = (&mut self.seen, self.generation);
        self.rows.retain(|row| seen.get_mut(usize::from(*row)).is_some_and(|last| core::mem::replace(last, generation) != generation));
        Sight { rows: self.rows.as_slice().into(), names: vec![None; clauses.len()].into(), clauses, edges }
    }

    /// Looks up the features of every class, unless they are known for this context.
    fn know_classes(&mut self, context: Context) {
        if self.class_context == Some(context) {
            return;
        }
        let find = |hash| self.model.scores.find(hash).unwrap_or(UNKNOWN);
        let of_class = |class| features::of_class(Class(class), context).map(find);
        self.class_rows = (0..CLASS_NAMES.len() as u8).map(of_class).collect();
        self.class_context = Some(context);
        self.memory.clear();
    }

    /// Tells `see` the known features of who and what is spoken of.
    fn spoken_rows(&self, spoken: Spoken, stretch: Stretch, context: Context, mut see: impl FnMut(u16)) {
        let [of_sentence, of_clause] = &self.pair_rows;
        let rows = if matches!(stretch, Stretch::Sentence) { of_sentence } else { of_clause };
        spoken.pairs().filter_map(|pair| rows.get(pair).copied()).filter(|row| *row != UNKNOWN).for_each(&mut see);
        spoken.whole(stretch, context).into_iter().filter_map(|hash| self.model.scores.find(hash)).for_each(see);
    }

    /// The rows of a run of the tokens of the sentence that is being read.
    fn rows_of(&self, tokens: Range<usize>) -> &[u16] {
        let end = |at: usize| at.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or(0) as usize;
        self.rows.get(end(tokens.start)..end(tokens.end)).unwrap_or(&[])
    }

    fn clause_scores(&mut self, tokens: Range<usize>, inside: &[Token], place: Place, context: Context) -> [f32; 6] {
        self.generation = self.generation.wrapping_add(1);
        let generation = self.generation;
        let mut seen = core::mem::take(&mut self.seen);
        let mut sums = Sums::<OF_CLAUSE>::default();
        for &row in self.rows_of(tokens) {
            if let Some(last) = seen.get_mut(usize::from(row)).filter(|last| **last != generation) {
                *last = generation;
                sums.add(self.model.scores.row(row), OF_PASSAGE, 1);
            }
        }
        features::of_place(place, context, |feature| {
            if let Some(row) = self.model.scores.find(feature) {
                sums.add(self.model.scores.row(row), OF_PASSAGE, 1);
            }
        });
        self.spoken_rows(Spoken::of(inside), Stretch::Clause, context, |row| sums.add(self.model.scores.row(row), OF_PASSAGE, 1));
        self.seen = seen;
        self.model.scores_of(&sums, OF_PASSAGE)
    }

    /// Gives the sentences of a text numbers that are above all that were given, so that nothing needs to be forgotten.
    fn number(&mut self, sentences: usize) {
        let Some(highest) = self.last_number.checked_add(sentences as u32) else {
            self.last.fill(0);
            (self.before, self.last_number) = (0, sentences as u32);
            return;
        };
        (self.before, self.last_number) = (self.last_number, highest);
    }

    /// Adds what is known of the features of a sentence that the passage, which begins with the sentence `start`, lacked.
    fn take_in(&mut self, start: usize, sentence: usize, sums: &mut Sums<OF_PASSAGE>) {
        let Some(Some(sight)) = self.sights.get(sentence) else { return };
        let (start, own) = (self.before + start as u32, self.before + sentence as u32 + 1);
        for &row in &sight.rows {
            let Some(last) = self.last.get_mut(usize::from(row)) else { continue };
            if core::mem::replace(last, own) <= start {
                sums.add(self.model.scores.row(row), 0, 1);
            }
        }
    }

    /// Takes away what no other sentence of the passage has: the first one leaves it.
    fn leave_out(&self, sentence: usize, sums: &mut Sums<OF_PASSAGE>) {
        let Some(Some(sight)) = self.sights.get(sentence) else { return };
        let own = self.before + sentence as u32 + 1;
        for &row in &sight.rows {
            if self.last.get(usize::from(row)) == Some(&own) {
                sums.add(self.model.scores.row(row), 0, -1);
            }
        }
    }

    fn clause_range(&self, read: &Range<usize>, sentences: Range<usize>) -> Range<usize> {
        let end = |at: usize| at.checked_sub(1).and_then(|at| self.clause_ends.get(at)).copied().unwrap_or(0) as usize;
        end(sentences.start - read.start)..end(sentences.end - read.start)
    }
}

impl Judge {
    /// Whether a finding is said in a passage of these odds ([`Told::MayGoOut`]). Some are whatever their passage reads like:
    /// their rule is nearly always right, or a number is proved by its form or its label.
    pub(crate) fn hears(&self, finding: &Finding, odds: f32, context: Context) -> bool {
        self.model.stack.hears(finding, odds, context) || is_certain(finding) || self.model.trust.is_enough(finding, context)
    }
}

/// What the judge tells.
pub enum Told {
    /// The passage around the sentence of this index may go out: its log odds, less what its context asks for, are not above
    /// zero.
    MayGoOut(usize, f32),
    /// A clause that must be marked.
    Found(Finding),
}

fn token_range(parsed: &Parsed<'_>, sentences: &Range<usize>) -> Range<usize> {
    let first = parsed.sentences.get(sentences.start).map_or(0, |sentence| sentence.first as usize);
    let end = parsed.sentences.get(sentences.end.wrapping_sub(1)).map_or(first, |sentence| sentence.end as usize);
    first..end.max(first)
}

fn bytes_of(parsed: &Parsed<'_>, sentences: &Range<usize>) -> Span {
    let first = parsed.sentences.get(sentences.start).map_or(0, |sentence| sentence.span.start);
    let end = parsed.sentences.get(sentences.end.wrapping_sub(1)).map_or(first, |sentence| sentence.span.end);
    Span::new(first, end.max(first))
}
