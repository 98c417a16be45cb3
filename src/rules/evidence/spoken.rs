//! Digits one by one, as people say or hide them: "five five five oh one four two", "5 5 5 . 0 1 4 2", "555-O142".

use super::code::Written;
use super::{Notes, Sought, w};
use crate::lexicon::{Class, class};
use crate::rules::Input;
use crate::text::{Kind, Shape, Span, Token, fold};

/// Most digits and most tokens of a run.
const MOST: usize = 20;
const MOST_TOKENS: usize = 48;

const NUMBER_WORD: Class = class("numberword");
/// Words other than numbers with which a run begins.
const FIRST: [u32; 6] = [w("oh"), w("o"), w("nought"), w("naught"), w("double"), w("triple")];
const NOUGHTS: [u32; 4] = [w("oh"), w("o"), w("nought"), w("naught")];

const UNITS: [u32; 10] = [w("zero"), w("one"), w("two"), w("three"), w("four"), w("five"), w("six"), w("seven"), w("eight"), w("nine")];
const TEENS: [u32; 10] = [
    w("ten"),
    w("eleven"),
    w("twelve"),
    w("thirteen"),
    w("fourteen"),
    w("fifteen"),
    w("sixteen"),
    w("seventeen"),
    w("eighteen"),
    w("nineteen"),
];
const TENS: [u32; 8] = [w("twenty"), w("thirty"), w("forty"), w("fifty"), w("sixty"), w("seventy"), w("eighty"), w("ninety")];
/// What may stand between two of the digits.
const BETWEEN: [u32; 9] = [w("-"), w("."), w(","), w("/"), w("_"), w("*"), w("("), w(")"), w("+")];

/// Digits that belong together.
#[derive(Clone, Copy)]
pub struct Run {
    /// One past the last token.
    pub end: usize,
    /// The digits.
    pub digits: [u8; MOST],
    /// How many.
    pub count: usize,
    /// From the first to the last of them.
    pub span: Span,
}

/// Reads digits from `at` on that are written so that no reader of numbers takes them for one: spelled, apart, or with
/// letters that look like digits. `None` for a number that is written as numbers are, and in the middle of such digits.
pub fn read(input: &Input<'_>, at: usize) -> Option<Run> {
    input.parsed.tokens.get(at).filter(|token| begins(token))?;
    Notes::unless_nothing(input, at, Sought::Spoken, || read_here(input, at))
}

fn read_here(input: &Input<'_>, at: usize) -> Option<Run> {
    let tokens = input.parsed.tokens;
    let first = tokens.get(at)?;
    if continues(tokens, at) {
        return None;
    }
    let mut run = Run { end: at, digits: [0; MOST], count: 0, span: first.span };
    // How many groups of digits there are, how many of them are one digit or a word, and how many hold letters.
    let (mut groups, mut single, mut spelled, mut mixed) = (0, 0, 0, 0);
    let mut next = at;
    while let Some(token) = tokens.get(next).filter(|_| next < at + MOST_TOKENS) {
        if next > at && token.shape.has(Shape::LINE_BEFORE) {
            break;
        }
        let (before, glued) =
            (run.count, next > at && run.end == next && !token.shape.has(Shape::SPACE_BEFORE) && !token.shape.has(Shape::HYPHEN_BEFORE));
        let unit = unit(input, next, glued, &mut run);
        let count = run.count - before;
        match unit {
            Unit::Figures => {
                let apart = Written::at(input, next).as_str().split('.').all(|part| part.len() == 1);
                groups += if apart { count } else { 1 };
                single += if apart { count } else { 0 };
            }
            Unit::Word => {
                groups += count;
                single += count;
                spelled += count;
            }
            Unit::Mixed => {
                groups += usize::from(!glued);
                mixed += 1;
            }
            Unit::None => {
                if !(token.kind == Kind::Punct && BETWEEN.contains(&token.word)) || next > run.end + 1 {
                    break;
                }
                next += 1;
                continue;
            }
        }
        if run.count > MOST {
            return None;
        }
        next = run.end;
    }
    let hidden = single >= 4 && single * 2 > groups || spelled >= 3 || mixed > 0 && groups > 1;
    if run.count < 3 || !hidden {
        return None;
    }
    run.span = first.span.union(tokens.get(run.end.checked_sub(1)?)?.span);
    Some(run)
}

/// Whether a run may begin with `token`; most words are done with here.
fn begins(token: &Token) -> bool {
    match token.kind {
        Kind::Number => true,
        Kind::Word => token.classes.has(NUMBER_WORD) || token.shape.has(Shape::MIXED) || FIRST.contains(&token.word),
        _ => false,
    }
}

/// Whether the digit before belongs to the same run: then it began earlier.
fn continues(tokens: &[Token], at: usize) -> bool {
    let digit = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Number && token.span.len() == 1 || token.kind == Kind::Word && UNITS.contains(&token.word)
        })
    };
    let Some(before) = at.checked_sub(1).filter(|_| !tokens.get(at).is_some_and(|token| token.shape.has(Shape::LINE_BEFORE))) else {
        return false;
    };
    digit(before) || before > 0 && tokens.get(before).is_some_and(|token| BETWEEN.contains(&token.word)) && digit(before - 1)
}

enum Unit {
    Figures,
    Word,
    Mixed,
    None,
}

impl Run {
    fn push(&mut self, digit: u8) {
        if let Some(place) = self.digits.get_mut(self.count) {
            *place = digit;
        }
        self.count += 1;
    }
}

/// Reads the digits that the token at `at` stands for.
fn unit(input: &Input<'_>, at: usize, glued: bool, run: &mut Run) -> Unit {
    let tokens = input.parsed.tokens;
    let Some(token) = tokens.get(at) else { return Unit::None };
    let words = input.parsed.words(token.span);
    let kind = match token.kind {
        Kind::Number if !token.shape.has(Shape::ORDINAL) && !words.contains(',') => {
            words.chars().filter_map(fold::digit).for_each(|digit| run.push(digit));
            Unit::Figures
        }
        // "fifty-five" takes two tokens.
        Kind::Word if spelled(tokens, at, run) => return Unit::Word,
        Kind::Word if figure_like(words) || glued && matches!(words, "l" | "I" | "O" | "o") => {
            for c in words.chars() {
                match c {
                    'o' | 'O' => run.push(0),
                    'l' | 'I' | 'i' => run.push(1),
                    _ => fold::digit(c).into_iter().for_each(|digit| run.push(digit)),
                }
            }
            Unit::Mixed
        }
        _ => return Unit::None,
    };
    run.end = at + 1;
    kind
}

/// "five", "oh", "nineteen", "fifty-five", "double five".
fn spelled(tokens: &[Token], at: usize, run: &mut Run) -> bool {
    let word = |at: usize| tokens.get(at).filter(|token| token.kind == Kind::Word).map_or(0, |token| token.word);
    let unit = |hash: u32| UNITS.iter().position(|unit| *unit == hash).map(|value| value as u8);
    let here = word(at);
    let mut end = at + 1;
    if let Some(value) = unit(here) {
        run.push(value);
    } else if NOUGHTS.contains(&here)
        && (run.count > 0 || (at + 1..at + 3).any(|at| unit(word(at)).is_some() || NOUGHTS.contains(&word(at))))
    {
        run.push(0);
    } else if let Some(value) = TEENS.iter().position(|teen| *teen == here) {
        run.push(1);
        run.push(value as u8);
    } else if let Some(value) = TENS.iter().position(|tens| *tens == here) {
        run.push(value as u8 + 2);
        let ones = unit(word(end)).filter(|ones| *ones > 0);
        run.push(ones.unwrap_or(0));
        end += usize::from(ones.is_some());
    } else if let (Some(times), Some(value)) = (const { [w("double"), w("triple")] }.iter().position(|word| *word == here), unit(word(end)))
    {
        (0..times + 2).for_each(|_| run.push(value));
        end += 1;
    } else {
        return false;
    }
    run.end = end;
    true
}

/// "O142", "OO", "l9": digits with letters that pass for them.
fn figure_like(words: &str) -> bool {
    let digit = |c: char| fold::digit(c).is_some();
    let pass = words.len() <= 12 && words.chars().all(|c| matches!(c, 'o' | 'O' | 'l' | 'I' | 'i') || digit(c));
    pass && (words.chars().any(digit) || words.chars().all(|c| c == 'O'))
}
