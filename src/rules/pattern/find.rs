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
        let mut later = None;
        let goes_on = match *ops.get(now.op)? {
            Op::Match => return Some((now.at, now.mark)),
            Op::Jump(distance) => {
                now.op = jump(distance);
                continue;
            }
            Op::Split(distance) => {
                later = Some(Thread { op: jump(distance), ..now });
                true
            }
            Op::Lazy(distance) => {
                later = Some(Thread { op: now.op + 1, ..now });
                now.op = jump(distance) - 1;
                true
            }
            Op::NotAhead(distance) => {
                let found = advance(ops, now.op + 1, tokens, now.at, budget, waiting).is_some();
                now.op = jump(distance) - 1;
                !found
            }
            Op::MarkStart => {
                let at = skip(tokens, now.at);
                now.mark.0 = tokens.get(at).map_or(u32::MAX, |token| token.span.start);
                true
            }
            Op::MarkEnd => {
                now.mark.1 = now.at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(u32::MAX, |token| token.span.end);
                true
            }
            Op::Start => now.at == 0,
            Op::End => tokens.get(skip(tokens, now.at)..).is_none_or(|rest| rest.iter().all(ends_sentence)),
            Op::Run(class) => {
                let class = Class(class);
                let from = skip(tokens, now.at);
                let mut at = from;
                while tokens.get(at).is_some_and(|token| token.classes.has(class)) {
                    at += 1;
                }
                now.at = at;
                at > from
            }
            consuming => {
                let at = if matches!(consuming, Op::Is(_)) { now.at } else { skip(tokens, now.at) };
                now.at = at + 1;
                tokens.get(at).is_some_and(|token| match consuming {
                    Op::Word(hash) => token.word == hash,
                    Op::Stem(hash) => token.stem == hash && token.kind == Kind::Word,
                    Op::Class(class) => token.classes.has(Class(class)),
                    Op::Is(test) => test.holds(token),
                    _ => false,
                })
            }
        };
        if let Some(thread) = later {
            if waiting.len() >= WAITING {
                return None;
            }
            waiting.push(thread);
        }
        if goes_on {
            now.op += 1;
        } else {
            if waiting.len() <= floor {
                return None;
            }
            now = waiting.pop()?;
        }
    }
}

/// Passes over emoji, quotation marks and asterisks.
fn skip(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(is_noise) {
        at += 1;
    }
    at
}
