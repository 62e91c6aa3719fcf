//! Shapes in filters, and how they relate to the shapes of records.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{BoundingRect, CoordsIter, Relate, Validation};
use geo_types::{Coord, Geometry, Polygon, Rect};

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
        if let (Geometry::Point(point), Some(polygons)) = (record, self.polygons()) {
            return relates_to_point(relation, position(polygons, point.0));
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

    /// The polygons of an area; nothing for other shapes.
    fn polygons(&self) -> Option<&[Polygon<f64>]> {
        match &self.geometry {
            Geometry::Polygon(one) => Some(std::slice::from_ref(one)),
            Geometry::MultiPolygon(many) => Some(&many.0),
            _ => None,
        }
    }
}

/// Where a point lies to an area, in one walk around it. Where parts touch, the point is on the
/// boundary of the whole.
fn position(polygons: &[Polygon<f64>], point: Coord<f64>) -> CoordPos {
    let (mut inside, mut on_boundary) = (false, 0);
    for polygon in polygons {
        polygon.calculate_coordinate_position(&point, &mut inside, &mut on_boundary);
    }
    match (on_boundary, inside) {
        (1.., _) => CoordPos::OnBoundary,
        (0, true) => CoordPos::Inside,
        (0, false) => CoordPos::Outside,
    }
}

/// How a point at that position relates to an area.
fn relates_to_point(relation: Relation, position: CoordPos) -> bool {
    match relation {
        Relation::Intersects => position != CoordPos::Outside,
        Relation::Disjoint => position == CoordPos::Outside,
        Relation::Within => position == CoordPos::Inside,
        Relation::Touches => position == CoordPos::OnBoundary,
        // A point holds no area and has no part beside itself.
        Relation::Contains | Relation::Equals | Relation::Crosses | Relation::Overlaps => false,
    }
}

#[cfg(test)]
mod tests {
    use geo_types::Point;

    use super::*;

    #[test]
    fn points_relate_as_the_general_rule_says() {
        let shapes = [
            "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
            "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 1, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))",
            "MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))",
            "LINESTRING(0 0, 2 2, 4 0)",
            "MULTILINESTRING((0 0, 2 2), (2 2, 4 0))",
            "MULTIPOINT((0 0), (2 2))",
            "POINT(2 2)",
        ];
        for text in shapes {
            let shape = Shape::new(of_wkt(text)).unwrap();
            for x in 0..=10 {
                for y in 0..=10 {
                    let point = Point::new(f64::from(x) / 2.0, f64::from(y) / 2.0);
                    let matrix = Geometry::from(point).relate(&shape.geometry);
                    for (relation, expected) in [
                        (Relation::Intersects, matrix.is_intersects()),
                        (Relation::Disjoint, matrix.is_disjoint()),
                        (Relation::Within, matrix.is_within()),
                        (Relation::Contains, matrix.is_contains()),
                        (Relation::Equals, matrix.is_equal_topo()),
                        (Relation::Touches, matrix.is_touches()),
                        (Relation::Crosses, matrix.is_crosses()),
                        (Relation::Overlaps, matrix.is_overlaps()),
                    ] {
                        let found = shape.relates(relation, &point.into());
                        assert_eq!(found, expected, "{point:?} {relation:?} {text}");
                    }
                }
            }
        }
    }

    fn of_wkt(text: &str) -> Geometry<f64> {
        let expr = cql2::parse_text(&format!("S_EQUALS({text}, {text})")).unwrap();
        let cql2::Expr::Operation { args, .. } = expr else {
            panic!("{text}")
        };
        crate::filter::read::geometry(&args[0]).unwrap()
    }
}
