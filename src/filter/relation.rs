//! How two shapes lie to each other, and which spatial operators are true of that.

use geo::relate::IntersectionMatrix;

/// A spatial operator, by the dimensionally extended nine-intersection model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Intersects,
    Disjoint,
    Within,
    Contains,
    Equals,
    Touches,
    Crosses,
    Overlaps,
}

/// How a record lies to a shape where their boundaries do not merely touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lie {
    /// They have no point in common.
    Apart,
    /// All of the record lies in the interior of the shape.
    Inside,
    /// All of the shape lies in the interior of the record.
    Around,
    /// Two areas with a part in common and a part of their own each.
    Overlapping,
    /// A line, or points, both in the interior and beyond the boundary of an area.
    Crossing,
}

impl Relation {
    /// The relation of that CQL2 operator.
    pub fn of(op: &str) -> Option<Self> {
        Some(match op {
            "s_intersects" => Self::Intersects,
            "s_disjoint" => Self::Disjoint,
            "s_within" => Self::Within,
            "s_contains" => Self::Contains,
            "s_equals" => Self::Equals,
            "s_touches" => Self::Touches,
            "s_crosses" => Self::Crosses,
            "s_overlaps" => Self::Overlaps,
            _ => return None,
        })
    }

    /// The same relation with its sides exchanged.
    pub fn exchanged(self) -> Self {
        match self {
            Self::Within => Self::Contains,
            Self::Contains => Self::Within,
            other => other,
        }
    }

    /// Whether it is true of a record that lies so.
    pub fn holds(self, lie: Lie) -> bool {
        match self {
            Self::Intersects => lie != Lie::Apart,
            Self::Disjoint => lie == Lie::Apart,
            Self::Within => lie == Lie::Inside,
            Self::Contains => lie == Lie::Around,
            Self::Overlaps => lie == Lie::Overlapping,
            Self::Crosses => lie == Lie::Crossing,
            Self::Equals | Self::Touches => false,
        }
    }

    /// Whether it is true by a whole matrix.
    pub fn holds_by(self, matrix: &IntersectionMatrix) -> bool {
        match self {
            Self::Intersects => matrix.is_intersects(),
            Self::Disjoint => matrix.is_disjoint(),
            Self::Within => matrix.is_within(),
            Self::Contains => matrix.is_contains(),
            Self::Equals => matrix.is_equal_topo(),
            Self::Touches => matrix.is_touches(),
            Self::Crosses => matrix.is_crosses(),
            Self::Overlaps => matrix.is_overlaps(),
        }
    }
}
