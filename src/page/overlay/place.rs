//! Where a surface stands: plain geometry, no DOM.

use super::view::Rect;

/// A width and a height in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Where a card stands and how high it may get.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// The height that there is; more has to scroll.
    pub room: f64,
}

/// Where a chip stands, and whether it is a dot there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corner {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// There is no place for words.
    pub dot: bool,
}

/// The side of a dot, and of the smallest thing that can be pressed.
pub const DOT: f64 = 24.0;
const EDGE: f64 = 8.0;
const GAP: f64 = 6.0;
const TIGHT: f64 = 120.0;
/// Less than this shows too little of a card: its heading and one fix.
const LOW: f64 = 180.0;

/// The place of a card of this size: under the lines that it speaks of, or above them, never on them.
pub fn beside(card: Size, lines: &[Rect], view: Size) -> Spot {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Spot { x: EDGE, y: EDGE, room: (view.height - 2.0 * EDGE).max(0.0) };
    };
    let top = lines.iter().map(|line| line.y).fold(first.y, f64::min);
    let bottom = lines.iter().map(Rect::bottom).fold(last.bottom(), f64::max);
    let under = view.height - EDGE - bottom - GAP;
    let above = top - GAP - EDGE;
    // Words that fill the screen leave no place beside all of them: stand beside the last line.
    if under.max(above) < TIGHT && lines.len() > 1 {
        return beside(card, &[*last], view);
    }
    let (line, room, is_under) = if card.height <= under || (card.height > above && under >= above) {
        (if lines.len() > 1 && first.bottom() < last.bottom() { last } else { first }, under, true)
    } else {
        (first, above, false)
    };
    if room < card.height.min(LOW) {
        return in_a_low_window(card, lines, view);
    }
    let room = room.max(0.0);
    let y = if is_under { bottom + GAP } else { top - GAP - card.height.min(room) };
    Spot { x: within(line.x, EDGE, view.width - EDGE - card.width), y, room }
}

/// The place of a card where neither over nor under its lines is room for it: a low frame. It stands at their side, and
/// where they are too long for that, it has to cover some of them.
fn in_a_low_window(card: Size, lines: &[Rect], view: Size) -> Spot {
    let room = (view.height - 2.0 * EDGE).max(0.0);
    let left = lines.iter().map(|line| line.x).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(Rect::right).fold(0.0, f64::max);
    let (top, bottom) = (lines.first().map_or(0.0, |line| line.y), lines.last().map_or(0.0, Rect::bottom));
    let height = card.height.min(room);
    if right + GAP + card.width + EDGE <= view.width {
        return Spot { x: right + GAP, y: within(top, EDGE, view.height - EDGE - height), room };
    }
    if left - GAP - card.width >= EDGE {
        return Spot { x: left - GAP - card.width, y: within(top, EDGE, view.height - EDGE - height), room };
    }
    let height = height.min(LOW);
    let is_under = view.height - bottom >= top;
    let y = if is_under { view.height - EDGE - height } else { EDGE };
    Spot { x: within(left, EDGE, view.width - EDGE - card.width), y, room: height }
}

/// The place of a chip in its field: the lower corner at the end of the line, off everything in `avoid`. `words` is its
/// size with words. `None` when the field cannot be seen.
pub fn corner(words: Size, field: Rect, avoid: &[Rect], view: Size, rtl: bool) -> Option<Corner> {
    let seen = field.clip(view)?;
    let is_small = field.height < 48.0 || field.width < 160.0 || words.width > field.width * 0.7;
    let dot = Size { width: DOT, height: DOT };
    let sizes: &[Size] = if is_small { &[dot] } else { &[words, dot] };
    let mut least: Option<(f64, Rect)> = None;
    for &size in sizes {
        for spot in spots(size, field, seen, avoid, rtl) {
            let covered = avoid.iter().map(|other| spot.overlap(other)).sum::<f64>();
            let outside = size.width * size.height - spot.overlap(&Rect { x: 0.0, y: 0.0, width: view.width, height: view.height });
            let cost = covered + outside.max(0.0);
            if cost < 0.5 {
                return Some(Corner { x: spot.x, y: spot.y, dot: size == dot });
            }
            if size == dot && least.is_none_or(|(known, _)| cost < known) {
                least = Some((cost, spot));
            }
        }
    }
    least.map(|(_, spot)| Corner { x: spot.x, y: spot.y, dot: true })
}

/// Places for a chip, best first.
fn spots(size: Size, field: Rect, seen: Rect, avoid: &[Rect], rtl: bool) -> Vec<Rect> {
    let inset = GAP.min((seen.height - size.height) / 2.0);
    let at = |x: f64, y: f64| Rect { x, y, width: size.width, height: size.height };
    let end = |inset: f64| if rtl { seen.x + inset } else { seen.right() - inset - size.width };
    let low = seen.bottom() - inset - size.height;
    let corner = at(end(GAP), low);
    let mut spots = vec![corner];
    let inside = |spot: &Rect| {
        spot.x >= seen.x && spot.right() <= seen.right() && spot.y >= seen.y.min(low) && spot.bottom() <= seen.bottom().max(corner.bottom())
    };
    // Beside what stands in the corner, then above it.
    let beside = avoid.iter().map(|other| at(if rtl { other.right() + GAP } else { other.x - GAP - size.width }, low));
    let above = avoid.iter().map(|other| at(end(GAP), other.y - GAP - size.height));
    spots.extend(beside.chain(above).filter(inside));
    spots.push(at(end(GAP), seen.y + inset));
    spots.push(at(if rtl { seen.right() - GAP - size.width } else { seen.x + GAP }, low));
    // Outside the field, where nothing inside is left.
    spots.push(at(end(0.0), field.bottom() + 4.0));
    spots.push(at(end(0.0), field.y - 4.0 - size.height));
    spots.push(at(if rtl { field.x - 4.0 - size.width } else { field.right() + 4.0 }, low));
    spots
}

/// `value`, not under `low`; over `high` only when both cannot be had.
pub fn within(value: f64, low: f64, high: f64) -> f64 {
    value.min(high).max(low)
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The part that lies in the viewport, unless it is too small to matter.
    fn clip(self, view: Size) -> Option<Self> {
        let (x, y) = (self.x.max(0.0), self.y.max(0.0));
        let (width, height) = (self.right().min(view.width) - x, self.bottom().min(view.height) - y);
        (width >= 12.0 && height >= 12.0).then_some(Self { x, y, width, height })
    }

    /// The area that two rectangles share.
    pub fn overlap(&self, other: &Self) -> f64 {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        width.max(0.0) * height.max(0.0)
    }
}
