//! Signed areas of rings, exact (surveyor's formula).

/// Twice the signed area of a ring in square steps of its grid, positive when it turns from x
/// towards y. The first point may or may not be repeated as the last one.
#[must_use]
pub fn doubled_area(ring: &[[i32; 2]]) -> i128 {
    doubled_area_along(ring.iter().chain(ring.first()).copied())
}

/// What a line contributes to twice the signed area of a ring that it is part of: the shares of
/// the lines around a ring add up to its own, and walking backwards changes the sign.
pub(super) fn doubled_area_along(line: impl IntoIterator<Item = [i32; 2]>) -> i128 {
    let mut points = line.into_iter().map(|point| point.map(i64::from));
    let Some(mut from) = points.next() else {
        return 0;
    };
    let mut doubled = 0;
    for to in points {
        doubled += i128::from(from[0] * to[1]) - i128::from(to[0] * from[1]);
        from = to;
    }
    doubled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_square_of_two_steps_has_doubled_area_eight() {
        let square = [[5, 5], [7, 5], [7, 7], [5, 7]];
        assert_eq!(doubled_area(&square), 8);
        let closed = [square.as_slice(), &square[..1]].concat();
        assert_eq!(doubled_area(&closed), 8);
    }

    #[test]
    fn nothing_has_no_area() {
        assert_eq!(doubled_area(&[]), 0);
    }

    proptest! {
        #[test]
        fn lines_around_a_ring_add_up(ring in prop::collection::vec([any::<i32>(), any::<i32>()], 2..20), cut in any::<prop::sample::Index>()) {
            let cut = cut.index(ring.len());
            let first = doubled_area_along(ring[..=cut].iter().copied());
            let second = doubled_area_along(ring[cut..].iter().chain(&ring[..1]).copied());
            prop_assert_eq!(first + second, doubled_area(&ring));
            let backwards: Vec<_> = ring.iter().rev().copied().collect();
            prop_assert_eq!(doubled_area(&backwards), -doubled_area(&ring));
        }
    }
}
