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
    let room = room.max(0.0);
    let y = if is_under { bottom + GAP } else { top - GAP - card.height.min(room) };
    Spot { x: within(line.x, EDGE, view.width - EDGE - card.width), y, room }
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

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const SCREEN: Size = Size { width: 1000.0, height: 700.0 };
    const CARD: Size = Size { width: 340.0, height: 260.0 };
    const WORDS: Size = Size { width: 170.0, height: 24.0 };

    const fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    fn card_covers(lines: &[Rect], screen: Size) -> f64 {
        let spot = beside(CARD, lines, screen);
        let card = rect(spot.x, spot.y, CARD.width, CARD.height.min(spot.room));
        assert!(
            card.x >= 0.0 && card.y >= 0.0 && card.right() <= screen.width && card.bottom() <= screen.height,
            "{card:?} leaves the screen"
        );
        lines.iter().map(|line| line.overlap(&card)).sum()
    }

    #[wasm_bindgen_test]
    fn a_card_never_covers_its_line_nor_leaves_the_screen() {
        for y in (0..690).step_by(7) {
            for x in (0..1000).step_by(90) {
                let (x, y) = (f64::from(x), f64::from(y));
                assert!(card_covers(&[rect(x, y, 80.0, 20.0)], SCREEN) < 0.5, "at {x}, {y}");
                assert!(card_covers(&[rect(x, y, 80.0, 20.0), rect(10.0, y + 22.0, 30.0, 20.0)], SCREEN) < 0.5, "two lines at {x}, {y}");
            }
        }
        assert!(card_covers(&[rect(5.0, 100.0, 60.0, 18.0)], Size { width: 360.0, height: 420.0 }) < 0.5);
    }

    #[wasm_bindgen_test]
    fn words_that_fill_the_screen_still_get_a_card() {
        let lines: Vec<Rect> = (0..34).map(|line| rect(10.0, f64::from(line) * 20.0, 900.0, 20.0)).collect();
        let spot = beside(CARD, &lines, SCREEN);
        assert!(spot.room >= CARD.height, "{spot:?}");
    }

    #[wasm_bindgen_test]
    fn a_chip_never_covers_a_button_of_the_site() {
        let field = rect(100.0, 100.0, 500.0, 120.0);
        let buttons = [rect(530.0, 190.0, 60.0, 24.0), rect(480.0, 190.0, 44.0, 24.0), rect(560.0, 104.0, 36.0, 24.0)];
        for count in 0..=buttons.len() {
            let avoid = buttons.get(..count).unwrap_or_default();
            for rtl in [false, true] {
                let corner = corner(WORDS, field, avoid, SCREEN, rtl).expect("the field can be seen");
                let size = if corner.dot { Size { width: DOT, height: DOT } } else { WORDS };
                let chip = rect(corner.x, corner.y, size.width, size.height);
                assert!(avoid.iter().all(|button| button.overlap(&chip) < 0.5), "{count} buttons, {chip:?}");
                assert!(chip.overlap(&field) > size.width * size.height - 0.5, "{count} buttons, {chip:?} is not in the field");
            }
        }
    }

    #[wasm_bindgen_test]
    fn a_full_box_has_its_chip_beside_it() {
        let field = rect(100.0, 100.0, 300.0, 30.0);
        let chip = corner(WORDS, field, &[field], SCREEN, false).expect("the field can be seen");
        assert!(chip.dot);
        assert!(rect(chip.x, chip.y, DOT, DOT).overlap(&field) < 0.5, "{chip:?}");
    }

    #[wasm_bindgen_test]
    fn a_chip_stands_at_the_end_of_the_line() {
        let field = rect(100.0, 100.0, 500.0, 120.0);
        let end = corner(WORDS, field, &[], SCREEN, false).expect("the field can be seen");
        assert_eq!((end.x + WORDS.width, end.y + WORDS.height, end.dot), (594.0, 214.0, false));
        let start = corner(WORDS, field, &[], SCREEN, true).expect("the field can be seen");
        assert_eq!((start.x, start.y + WORDS.height), (106.0, 214.0));
    }

    #[wasm_bindgen_test]
    fn small_boxes_get_a_dot_and_unseen_ones_nothing() {
        let small = |field| corner(WORDS, field, &[], SCREEN, false).map(|corner| corner.dot);
        assert_eq!(small(rect(0.0, 0.0, 400.0, 40.0)), Some(true));
        assert_eq!(small(rect(0.0, 0.0, 150.0, 90.0)), Some(true));
        assert_eq!(small(rect(0.0, 0.0, 400.0, 90.0)), Some(false));
        assert_eq!(small(rect(0.0, -200.0, 400.0, 90.0)), None);
        assert_eq!(small(rect(0.0, 695.0, 400.0, 90.0)), None);
    }
}
