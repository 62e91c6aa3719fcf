//! Where the records can be that a condition accepts.

use super::predicate::Predicate;
use super::relation::Relation;
use crate::geometry::LonLatBox;

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// Anywhere, also among records without a place.
    Anywhere,
    /// Among records whose boxes meet this one.
    Near(LonLatBox),
    /// Nothing is accepted.
    Nowhere,
}

impl Reach {
    /// Where to look for what two conditions accept together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nowhere, _) | (_, Self::Nowhere) => Self::Nowhere,
            (Self::Anywhere, reach) | (reach, Self::Anywhere) => reach,
            // A record may meet both boxes, though they do not meet each other.
            (Self::Near(one), Self::Near(other)) => Self::Near(one.smaller_of(other)),
        }
    }

    /// Where to look for what one of two conditions accepts.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Anywhere, _) | (_, Self::Anywhere) => Self::Anywhere,
            (Self::Nowhere, reach) | (reach, Self::Nowhere) => reach,
            (Self::Near(one), Self::Near(other)) => Self::Near(one.union(other)),
        }
    }

    pub(super) fn of(predicate: &Predicate) -> Self {
        match predicate {
            Predicate::All(all) => {
                let each = all.iter().map(Self::of);
                each.fold(Self::Anywhere, Self::and)
            }
            Predicate::Any(any) => {
                let each = any.iter().map(Self::of);
                each.fold(Self::Nowhere, Self::or)
            }
            Predicate::Always(false) => Self::Nowhere,
            Predicate::Place { relation, shape } if *relation != Relation::Disjoint => {
                Self::Near(shape.bounds())
            }
            _ => Self::Anywhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FieldType;
    use crate::filter::{Filter, Queryables};
    use crate::geometry::Crs;

    fn check(text: &str, expected: Reach) {
        let fields = Queryables::new([("id", FieldType::Integer)]);
        let filter = Filter::from_text(text, &fields, Crs::CRS84).unwrap();
        assert_eq!(filter.reach(), expected, "{text}");
    }

    fn near(west: f64, south: f64, east: f64, north: f64) -> Reach {
        Reach::Near(LonLatBox {
            west,
            south,
            east,
            north,
        })
    }

    #[test]
    fn a_shape_is_where_to_look() {
        let small = "S_WITHIN(geometry, BBOX(1, 1, 2, 2))";
        let large = "S_INTERSECTS(geometry, BBOX(1, 1, 9, 9))";
        check(small, near(1.0, 1.0, 2.0, 2.0));
        check(&format!("id = 1 AND {small}"), near(1.0, 1.0, 2.0, 2.0));
        check(&format!("{large} AND {small}"), near(1.0, 1.0, 2.0, 2.0));
        check(&format!("{large} OR {small}"), near(1.0, 1.0, 9.0, 9.0));
        check(&format!("id = 1 OR {small}"), Reach::Anywhere);
        check(&format!("NOT {small}"), Reach::Anywhere);
        check(&format!("false AND {small}"), Reach::Nowhere);
        check("S_DISJOINT(geometry, POINT(1 2))", Reach::Anywhere);
        check("id = 1", Reach::Anywhere);
    }
}
