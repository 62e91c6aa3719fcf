//! Shapes in filters, and how they relate to the shapes of records.

use geo::{BoundingRect, CoordsIter, Relate, Validation};
use geo_types::{Geometry, Rect};

use super::FilterError;
use crate::geometry::{LonLat, LonLatBox};

/// The most points of a shape.
const MOST_POINTS: usize = 1_000;

/// How two shapes lie to each other, by the dimensionally extended nine-intersection model.
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

    /// Whether shapes whose boxes do not meet cannot be in this relation.
    pub fn needs_contact(self) -> bool {
        self != Self::Disjoint
    }
}

/// A shape in degrees that is valid.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    geometry: Geometry<f64>,
    bounds: LonLatBox,
}

impl Shape {
    /// Takes a shape from a filter.
    pub fn new(geometry: Geometry<f64>) -> Result<Self, FilterError> {
        let wrong = |text: &str| FilterError::Geometry(text.to_owned());
        if geometry.coords_count() > MOST_POINTS {
            return Err(FilterError::TooMany(MOST_POINTS));
        }
        let on_earth = |c: geo_types::Coord<f64>| LonLat::new(c.x, c.y).is_some();
        if !geometry.coords_iter().all(on_earth) {
            return Err(wrong(
                "longitude is -180 to 180 and comes first, latitude -90 to 90",
            ));
        }
        let rect: Rect<f64> = geometry
            .bounding_rect()
            .ok_or_else(|| wrong("it is empty"))?;
        geometry
            .check_validation()
            .map_err(|error| FilterError::Geometry(error.to_string()))?;
        Ok(Self {
            bounds: LonLatBox {
                west: rect.min().x,
                south: rect.min().y,
                east: rect.max().x,
                north: rect.max().y,
            },
            geometry,
        })
    }

    pub fn bounds(&self) -> LonLatBox {
        self.bounds
    }

    /// Whether a record's shape stands in this relation to it.
    pub fn relates(&self, relation: Relation, record: &Geometry<f64>) -> bool {
        let meet = record.bounding_rect().is_some_and(|own| {
            own.min().x <= self.bounds.east
                && own.max().x >= self.bounds.west
                && own.min().y <= self.bounds.north
                && own.max().y >= self.bounds.south
        });
        if !meet {
            return relation == Relation::Disjoint;
        }
        let matrix = record.relate(&self.geometry);
        match relation {
            Relation::Intersects => matrix.is_intersects(),
            Relation::Disjoint => matrix.is_disjoint(),
            Relation::Within => matrix.is_within(),
            Relation::Contains => matrix.is_contains(),
            Relation::Equals => matrix.is_equal_topo(),
            Relation::Touches => matrix.is_touches(),
            Relation::Crosses => matrix.is_crosses(),
            Relation::Overlaps => matrix.is_overlaps(),
        }
    }
}
