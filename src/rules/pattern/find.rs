//! The matcher: backtracking over the tokens of one sentence, with a budget.

use super::{Op, ends_sentence, is_noise};
use crate::lexicon::Class;
use crate::text::{Kind, Span, Token};

/// Steps that one attempt may take; more means that the pattern is given up at this place.
const BUDGET: u32 = 4_000;
/// Alternatives that may wait at one time; a pattern that needs more is given up at this place.
const WAITING: usize = 96;

/// Room for the matcher, kept from one attempt to the next.
#[derive(Default)]
pub struct Matcher {
    waiting: Vec<Thread>,
    /// Steps taken so far: a count of work that no busy machine disturbs.
    pub steps: u32,
}

#[derive(Clone, Copy)]
struct Thread {
    op: usize,
    at: usize,
    mark: (u32, u32),
}

/// Where `ops` matches in `tokens` (one sentence) beginning at the token `from`: the underlined part, in bytes.
pub fn find(ops: &[Op], tokens: &[Token], from: usize, matcher: &mut Matcher) -> Option<Span> {
    let mut budget = BUDGET;
    matcher.waiting.clear();
    let found = advance(ops, 0, tokens, from, &mut budget, &mut matcher.waiting);
    matcher.steps = matcher.steps.wrapping_add(BUDGET - budget);
    let (end, mark) = found?;
    let first = tokens.get(from)?.span;
    let last = end.checked_sub(1).and_then(|at| tokens.get(at)).map_or(first, |token| token.span);
    let start = if mark.0 == u32::MAX { first.start } else { mark.0 };
    let end = if mark.1 == u32::MAX { last.end } else { mark.1 };
    (start < end).then_some(Span::new(start, end))
}

type Matched = (usize, (u32, u32));

/// Runs `ops` from `op` on. Uses the part of `waiting` beyond what is there, and leaves what is there.
fn advance(ops: &[Op], op: usize, tokens: &[Token], from: usize, budget: &mut u32, waiting: &mut Vec<Thread>) -> Option<Matched> {
    let floor = waiting.len();
    let found = run_threads(ops, op, tokens, from, budget, waiting, floor);
    waiting.truncate(floor);
    found
}

fn run_threads(
    ops: &[Op],
    op: usize,
    tokens: &[Token],
    from: usize,
    budget: &mut u32,
    waiting: &mut Vec<Thread>,
    floor: usize,
) -> Option<Matched> {
    let mut now = Thread { op, at: from, mark: (u32::MAX, u32::MAX) };
    loop {
        *budget = budget.checked_sub(1)?;
        let jump = |distance: i16| now.op.wrapping_add_signed(distance as isize);
        let goes_on = match *ops.get(now.op)? {
            Op::Match => return Some((now.at, now.mark)),
            Op::Jump(distance) => {
                now.op = jump(distance);
                true
            }
            Op::Split(distance) => {
                let later = Thread { op: jump(distance), ..now };
                now.op += 1;
                choose(ops, tokens, &mut now, later, waiting)?;
                true
            }
            Op::Lazy(distance) => {
                let later = Thread { op: now.op + 1, ..now };
                now.op = jump(distance);
                choose(ops, tokens, &mut now, later, waiting)?;
                true
            }
            Op::NotAhead(distance) => {
                let found = advance(ops, now.op + 1, tokens, now.at, budget, waiting).is_some();
                now.op = jump(distance);
                !found
            }
            Op::MarkStart => {
                let at = skip(tokens, now.at);
                now.mark.0 = tokens.get(at).map_or(u32::MAX, |token| token.span.start);
                now.op += 1;
                true
            }
            Op::MarkEnd => {
                now.mark.1 = now.at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(u32::MAX, |token| token.span.end);
                now.op += 1;
                true
            }
            Op::Start => {
                now.op += 1;
                now.at == 0
            }
            Op::End => {
                now.op += 1;
                tokens.get(skip(tokens, now.at)..).is_none_or(|rest| rest.iter().all(ends_sentence))
            }
            consuming => match consume(ops, consuming, tokens, now.op, now.at) {
                Some((op, at)) => {
                    (now.op, now.at) = (op, at);
                    true
                }
                None => false,
            },
        };
        if !goes_on {
            if waiting.len() <= floor {
                return None;
            }
            now = waiting.pop()?;
        }
    }
}

/// Goes on with `now` and lets `later` wait; or at once with `later`, where `now` begins with a token that is not there.
fn choose(ops: &[Op], tokens: &[Token], now: &mut Thread, later: Thread, waiting: &mut Vec<Thread>) -> Option<()> {
    match *ops.get(now.op)? {
        Op::Match | Op::Jump(_) | Op::Split(_) | Op::Lazy(_) | Op::NotAhead(_) | Op::MarkStart | Op::MarkEnd | Op::Start | Op::End => {}
        consuming => match consume(ops, consuming, tokens, now.op, now.at) {
            Some((op, at)) => (now.op, now.at) = (op, at),
            None => {
                *now = later;
                return Some(());
            }
        },
    }
    if waiting.len() >= WAITING {
        return None;
    }
    waiting.push(later);
    Some(())
}

/// The instruction and the token after those that `op`, at the place `from`, takes; nothing when it takes none.
fn consume(ops: &[Op], op: Op, tokens: &[Token], from: usize, at: usize) -> Option<(usize, usize)> {
    if let Op::Is(test) = op {
        return test.holds(tokens.get(at)?).then_some((from + 1, at + 1));
    }
    let at = skip(tokens, at);
    let token = tokens.get(at)?;
    match op {
        Op::OneOf(words, others) => {
            let (words, others) = (words as usize, others as usize);
            let end = from + 1 + words + others;
            let listed = ops.get(from + 1..from + 1 + words).is_some_and(|words| among(words, token.word));
            let one = listed || ops.get(from + 1 + words..end).is_some_and(|others| others.iter().any(|&other| takes(other, token)));
            one.then_some((end, at + 1))
        }
        Op::Run(class) => {
            let count = tokens.get(at..)?.iter().take_while(|token| token.classes.has(Class(class))).count();
            (count > 0).then_some((from + 1, at + count))
        }
        op => takes(op, token).then_some((from + 1, at + 1)),
    }
}

/// Whether one of `words`, which are in order, has this hash.
fn among(words: &[Op], hash: u32) -> bool {
    let key = |op: &Op| if let Op::Word(word) = *op { word } else { u32::MAX };
    if words.len() <= 4 {
        return words.iter().any(|word| key(word) == hash);
    }
    words.binary_search_by_key(&hash, key).is_ok()
}

fn takes(op: Op, token: &Token) -> bool {
    match op {
        Op::Word(hash) => token.word == hash,
        Op::Stem(hash) => token.stem == hash && token.kind == Kind::Word,
        Op::Class(class) => token.classes.has(Class(class)),
        _ => false,
    }
}

/// Passes over emoji, quotation marks and asterisks.
fn skip(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(is_noise) {
        at += 1;
    }
    at
}
