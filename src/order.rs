//! Putting things in order.
//!
//! The standard library's sorts are made for millions of items, and the compiler makes each anew for every type: twenty of
//! them were an eighth of the module. What is sorted here is a few dozen findings, mostly in order already. So the merging
//! stands here once, over numbers of items, and only what compares and swaps is made for each type.

/// Sorts by a key; what has the same key keeps its order. Takes `len * log(len)` comparisons, and `len` where all is in
/// order.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a) <= key(b));
}

/// The same, where `in_order` tells whether two items may stand as they do, the first one first.
pub fn by<T>(items: &mut [T], in_order: impl Fn(&T, &T) -> bool) {
    let all = &*items;
    let compare = &mut |a: u32, b: u32| match (all.get(a as usize), all.get(b as usize)) {
        (Some(a), Some(b)) => in_order(a, b),
        _ => true,
    };
    let len = all.len() as u32;
    if (1..len).all(|at| compare(at - 1, at)) {
        return;
    }
    let mut order = merged(len, compare);
    for first in 0..order.len() {
        // What stands in one ring is moved along it; the ring ends where it began.
        let mut at = first;
        while let Some(from) = order.get_mut(at).map(|from| core::mem::replace(from, at as u32) as usize) {
            if from == first {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Numbers of items, in order: those of neighbouring runs are merged until one run is left.
#[inline(never)]
fn merged(len: u32, in_order: &mut dyn FnMut(u32, u32) -> bool) -> Vec<u32> {
    let mut runs: Vec<u32> = (0..len).collect();
    let mut next = Vec::with_capacity(runs.len());
    let mut width = 1;
    while width < runs.len() {
        next.clear();
        for pair in runs.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some((&a, after_a)), Some((&b, after_b))) = (left.split_first(), right.split_first()) {
                if in_order(a, b) {
                    next.push(a);
                    left = after_a;
                } else {
                    next.push(b);
                    right = after_b;
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        core::mem::swap(&mut runs, &mut next);
        width *= 2;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut seed = 7_u32;
        for len in (0..70).chain([1_000]) {
            for keys in [1, 2, 5, 1_000] {
                let mut items: Vec<(u32, usize)> = (0..len)
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (seed >> 8).wrapping_rem(keys)
                    })
                    .zip(0..)
                    .collect();
                let mut expected = items.clone();
                expected.sort_by_key(|item| item.0);
                by_key(&mut items, |item| item.0);
                assert!(items == expected, "{len} items of {keys} keys");
            }
        }
    }

    #[test]
    fn what_is_in_order_is_compared_once() {
        let compared = core::cell::Cell::new(0);
        by(&mut [1, 2, 2, 3, 9], |a, b| {
            compared.set(compared.get() + 1);
            a <= b
        });
        assert_eq!(compared.get(), 4);
    }
}
