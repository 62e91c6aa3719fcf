//! How instants and intervals lie to each other in time, counted in days. An instant is an interval
//! of one day.

use jiff::civil::Date;

use super::Candidate;
use super::operand::{Operand, Scalar};

/// A temporal operator of CQL2, after Allen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeRelation {
    After,
    Before,
    Contains,
    Disjoint,
    During,
    Equals,
    FinishedBy,
    Finishes,
    Intersects,
    Meets,
    MetBy,
    OverlappedBy,
    Overlaps,
    StartedBy,
    Starts,
}

/// An instant, or an interval whose ends may be open.
#[derive(Clone, Debug)]
pub(super) enum Span {
    Instant(Operand),
    Interval(Option<Operand>, Option<Operand>),
}

impl TimeRelation {
    /// The relation of that CQL2 operator.
    pub fn of(op: &str) -> Option<Self> {
        Some(match op {
            "t_after" => Self::After,
            "t_before" => Self::Before,
            "t_contains" => Self::Contains,
            "t_disjoint" => Self::Disjoint,
            "t_during" => Self::During,
            "t_equals" => Self::Equals,
            "t_finishedby" => Self::FinishedBy,
            "t_finishes" => Self::Finishes,
            "t_intersects" => Self::Intersects,
            "t_meets" => Self::Meets,
            "t_metby" => Self::MetBy,
            "t_overlappedby" => Self::OverlappedBy,
            "t_overlaps" => Self::Overlaps,
            "t_startedby" => Self::StartedBy,
            "t_starts" => Self::Starts,
            _ => return None,
        })
    }

    /// Whether it is true of two spans, each from its first day to its last.
    pub fn holds(self, [a, b]: [Date; 2], [c, d]: [Date; 2]) -> bool {
        match self {
            Self::After => a > d,
            Self::Before => b < c,
            Self::Contains => a < c && b > d,
            Self::Disjoint => a > d || b < c,
            Self::During => a > c && b < d,
            Self::Equals => a == c && b == d,
            Self::FinishedBy => a < c && b == d,
            Self::Finishes => a > c && b == d,
            Self::Intersects => a <= d && b >= c,
            Self::Meets => b == c && a < c && b < d,
            Self::MetBy => a == d && c < a && d < b,
            Self::OverlappedBy => a > c && a < d && b > d,
            Self::Overlaps => a < c && b > c && b < d,
            Self::StartedBy => a == c && b > d,
            Self::Starts => a == c && b < d,
        }
    }
}

impl Span {
    /// The first and the last day for a record; nothing when one is not known.
    pub fn days(&self, candidate: &impl Candidate) -> Option<[Date; 2]> {
        let day = |operand: &Operand| match operand.value(candidate)? {
            Scalar::Date(day) => Some(day),
            _ => None,
        };
        let end = |end: &Option<Operand>, open| end.as_ref().map_or(Some(open), day);
        match self {
            Self::Instant(own) => day(own).map(|day| [day, day]),
            Self::Interval(from, to) => Some([end(from, Date::MIN)?, end(to, Date::MAX)?]),
        }
    }

    /// Whether it is known to end before it begins.
    pub fn is_reversed(&self) -> bool {
        let Self::Interval(Some(Operand::Constant(from)), Some(Operand::Constant(to))) = self
        else {
            return false;
        };
        matches!((from, to), (Scalar::Date(from), Scalar::Date(to)) if to < from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [&str; 15] = [
        "t_after",
        "t_before",
        "t_contains",
        "t_disjoint",
        "t_during",
        "t_equals",
        "t_finishedby",
        "t_finishes",
        "t_intersects",
        "t_meets",
        "t_metby",
        "t_overlappedby",
        "t_overlaps",
        "t_startedby",
        "t_starts",
    ];

    fn day(number: i8) -> Date {
        Date::constant(2025, 1, number)
    }

    proptest! {
        /// Two intervals that are longer than a day stand in exactly one of the thirteen relations
        /// of Allen; the two others say whether they have a day in common.
        #[test]
        fn one_relation_of_allen_is_true(a in 1..9i8, long in 1..5i8, c in 1..9i8, wide in 1..5i8) {
            let (left, right) = ([day(a), day(a + long)], [day(c), day(c + wide)]);
            let truth = |op: &str| TimeRelation::of(op).unwrap().holds(left, right);
            let whole = ["t_disjoint", "t_intersects"];
            let count = ALL.iter().filter(|op| !whole.contains(op) && truth(op)).count();
            prop_assert_eq!(count, 1);
            prop_assert_ne!(truth("t_disjoint"), truth("t_intersects"));
            prop_assert_eq!(truth("t_disjoint"), truth("t_before") || truth("t_after"));
        }

        #[test]
        fn exchanged_sides_have_the_opposite_relation(a in 1..9i8, long in 0..5i8, c in 1..9i8, wide in 0..5i8) {
            let (left, right) = ([day(a), day(a + long)], [day(c), day(c + wide)]);
            for (op, opposite) in [
                ("t_after", "t_before"), ("t_contains", "t_during"), ("t_finishedby", "t_finishes"),
                ("t_meets", "t_metby"), ("t_overlappedby", "t_overlaps"), ("t_startedby", "t_starts"),
                ("t_equals", "t_equals"), ("t_disjoint", "t_disjoint"), ("t_intersects", "t_intersects"),
            ] {
                let [op, opposite] = [op, opposite].map(|op| TimeRelation::of(op).unwrap());
                prop_assert_eq!(op.holds(left, right), opposite.holds(right, left));
            }
        }
    }
}
