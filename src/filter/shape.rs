//! Shapes in filters, and how the shapes of records lie to them.
//!
//! Most records are settled by their box: it lies wholly on one side of the boundary of the shape.
//! Of the others, most are settled by the first two edges that cross. What is left, boundaries that
//! touch in vertices or run along each other, is decided by the whole matrix of the `geo` crate.

use std::sync::OnceLock;

use geo::coordinate_position::CoordPos;
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{BoundingRect, CoordsIter, Intersects, Relate, Validation};
use geo_types::{Coord, Geometry, Line, Point, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::parts::{Kind, any_of_each_part, edges, kind, position};
use super::relation::{Lie, Relation};
use super::{Candidate, FilterError};
use crate::geometry::{LonLat, LonLatBox};

/// The most points of a shape.
pub(super) const MOST_POINTS: usize = 1_000;

/// A shape in degrees that is valid.
#[derive(Debug)]
pub struct Shape {
    geometry: Geometry<f64>,
    bounds: LonLatBox,
    /// Its edges by place, sorted when first asked for.
    edges: OnceLock<RTree<Edge>>,
}

type Edge = GeomWithData<Rectangle<[f64; 2]>, Line<f64>>;

/// How the edges of two shapes meet.
enum Contact {
    Nowhere,
    /// Somewhere in a vertex, or along an edge.
    Touching,
    /// Somewhere inside an edge of each.
    Crossing,
}

impl Shape {
    /// Takes a shape in degrees from a filter.
    pub(super) fn new(geometry: Geometry<f64>) -> Result<Self, FilterError> {
        let wrong = |text: &str| FilterError::Geometry(text.to_owned());
        let on_earth = |c: Coord<f64>| LonLat::new(c.x, c.y).is_some();
        if !geometry.coords_iter().all(on_earth) {
            return Err(wrong(
                "longitude is -180 to 180 and comes first, latitude -90 to 90",
            ));
        }
        let rect = geometry.bounding_rect();
        let rect = rect.ok_or_else(|| wrong("it is empty"))?;
        geometry
            .check_validation()
            .map_err(|error| FilterError::Geometry(error.to_string()))?;
        Ok(Self::of(geometry, rect))
    }

    /// The shape of a box: a line or a point where its edges meet.
    #[must_use]
    pub fn of_box(bounds: LonLatBox) -> Self {
        let [low, high] = [
            Coord {
                x: bounds.west,
                y: bounds.south,
            },
            Coord {
                x: bounds.east,
                y: bounds.north,
            },
        ];
        let rect = Rect::new(low, high);
        let geometry = match (low.x < high.x, low.y < high.y) {
            (true, true) => rect.to_polygon().into(),
            (false, false) => Point::from(low).into(),
            _ => Geometry::LineString(vec![low, high].into()),
        };
        Self::of(geometry, rect)
    }

    fn of(geometry: Geometry<f64>, rect: Rect<f64>) -> Self {
        Self {
            bounds: LonLatBox {
                west: rect.min().x,
                south: rect.min().y,
                east: rect.max().x,
                north: rect.max().y,
            },
            geometry,
            edges: OnceLock::new(),
        }
    }

    /// The box around it.
    #[must_use]
    pub fn bounds(&self) -> LonLatBox {
        self.bounds
    }

    /// Whether a record and the shape have a point in common; nothing when no source says where
    /// the record is.
    pub fn meets(&self, record: &impl Candidate) -> Option<bool> {
        self.relates(Relation::Intersects, record)
    }

    /// Whether a record stands in this relation to it; nothing when no source says where it is.
    pub(super) fn relates(&self, relation: Relation, record: &impl Candidate) -> Option<bool> {
        if let Some(lie) = self.lie_of_box(record.bounds()?) {
            return Some(relation.holds(lie));
        }
        let own = record.shape()?;
        Some(match self.lie(&own) {
            Some(lie) => relation.holds(lie),
            None => relation.holds_by(&own.relate(&self.geometry)),
        })
    }

    /// How everything in a box lies to the shape, where the box tells.
    fn lie_of_box(&self, bounds: LonLatBox) -> Option<Lie> {
        if !bounds.meets(self.bounds) {
            return Some(Lie::Apart);
        }
        let [west, south, east, north] = bounds.to_array();
        let own = Rect::new((west, south), (east, north));
        let mut near = self.edges_in(own);
        match kind(&self.geometry) {
            Kind::Areas | Kind::Lines if near.any(|line| own.intersects(line)) => None,
            Kind::Areas => match position(&self.geometry, own.min()) {
                CoordPos::Inside => Some(Lie::Inside),
                CoordPos::Outside => Some(Lie::Apart),
                CoordPos::OnBoundary => None,
            },
            Kind::Lines => Some(Lie::Apart),
            Kind::Points | Kind::Mixed => None,
        }
    }

    /// How a record lies to the shape; nothing where only the whole matrix tells.
    fn lie(&self, record: &Geometry<f64>) -> Option<Lie> {
        let shape = &self.geometry;
        match (kind(record), kind(shape)) {
            (Kind::Areas, Kind::Points) => lie_of_points(record, shape, Lie::Around),
            (Kind::Points, Kind::Areas) => lie_of_points(shape, record, Lie::Inside),
            (Kind::Areas, Kind::Areas) => match self.contact(record) {
                Contact::Crossing => Some(Lie::Overlapping),
                Contact::Touching => None,
                Contact::Nowhere => Some(lie_of_areas(record, shape)),
            },
            (Kind::Areas, Kind::Lines) => match self.contact(record) {
                Contact::Crossing => Some(Lie::Crossing),
                Contact::Touching => None,
                Contact::Nowhere => Some(lie_of_parts(record, shape, Lie::Around)),
            },
            (Kind::Lines, Kind::Areas) => match self.contact(record) {
                Contact::Crossing => Some(Lie::Crossing),
                Contact::Touching => None,
                Contact::Nowhere => Some(lie_of_parts(shape, record, Lie::Inside)),
            },
            _ => None,
        }
    }

    /// How the edges of a record meet those of the shape.
    fn contact(&self, record: &Geometry<f64>) -> Contact {
        let mut contact = Contact::Nowhere;
        for own in edges(record) {
            let [low, high] = low_and_high(own);
            if low[0] > self.bounds.east
                || high[0] < self.bounds.west
                || low[1] > self.bounds.north
                || high[1] < self.bounds.south
            {
                continue;
            }
            for edge in self.edges_in(Rect::new(low, high)) {
                match line_intersection(own, *edge) {
                    Some(LineIntersection::SinglePoint {
                        is_proper: true, ..
                    }) => return Contact::Crossing,
                    Some(_) => contact = Contact::Touching,
                    None => {}
                }
            }
        }
        contact
    }

    /// Its edges whose boxes meet a box.
    fn edges_in(&self, rect: Rect<f64>) -> impl Iterator<Item = &Line<f64>> {
        let tree = self.edges.get_or_init(|| {
            let each = edges(&self.geometry).map(|line| {
                let [low, high] = low_and_high(line);
                GeomWithData::new(Rectangle::from_corners(low, high), line)
            });
            RTree::bulk_load(each.collect())
        });
        let window = AABB::from_corners(rect.min().into(), rect.max().into());
        let found = tree.locate_in_envelope_intersecting(&window);
        found.map(|edge| &edge.data)
    }
}

fn low_and_high(line: Line<f64>) -> [[f64; 2]; 2] {
    let (a, b) = (line.start, line.end);
    [[a.x.min(b.x), a.y.min(b.y)], [a.x.max(b.x), a.y.max(b.y)]]
}

/// How two areas lie whose boundaries do not meet: every ring of one lies wholly inside or wholly
/// outside of the other.
fn lie_of_areas(record: &Geometry<f64>, shape: &Geometry<f64>) -> Lie {
    let (record_in, record_out) = any_of_each_part(record, shape);
    let (shape_in, shape_out) = any_of_each_part(shape, record);
    match (record_in, shape_in) {
        (false, false) => Lie::Apart,
        (true, false) if !record_out => Lie::Inside,
        (false, true) if !shape_out => Lie::Around,
        _ => Lie::Overlapping,
    }
}

/// How lines lie to an area whose boundary they do not meet; `all_in` is what it is called when
/// all of them lie in the area.
fn lie_of_parts(area: &Geometry<f64>, lines: &Geometry<f64>, all_in: Lie) -> Lie {
    match any_of_each_part(lines, area) {
        (true, true) => Lie::Crossing,
        (true, false) => all_in,
        _ => Lie::Apart,
    }
}

/// How points lie to an area; nothing where one lies on its boundary.
fn lie_of_points(area: &Geometry<f64>, points: &Geometry<f64>, all_in: Lie) -> Option<Lie> {
    let bounds = area.bounding_rect()?;
    let (mut any_in, mut any_out) = (false, false);
    for point in points.coords_iter() {
        let near = bounds.intersects(&point);
        match near.then(|| position(area, point)) {
            Some(CoordPos::OnBoundary) => return None,
            Some(CoordPos::Inside) => any_in = true,
            _ => any_out = true,
        }
    }
    Some(match (any_in, any_out) {
        (true, true) => Lie::Crossing,
        (true, false) => all_in,
        _ => Lie::Apart,
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use geo::AffineOps;
    use geo::AffineTransform;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Value;

    struct Placed(Geometry<f64>);

    impl Candidate for Placed {
        fn value(&self, _: &str) -> Option<&Value> {
            None
        }

        fn bounds(&self) -> Option<LonLatBox> {
            let rect = self.0.bounding_rect()?;
            let bounds = LonLatBox {
                west: rect.min().x,
                south: rect.min().y,
                east: rect.max().x,
                north: rect.max().y,
            };
            Some(bounds.widened(1e-6))
        }

        fn shape(&self) -> Option<Cow<'_, Geometry<f64>>> {
            Some(Cow::Borrowed(&self.0))
        }
    }

    const RELATIONS: [Relation; 8] = [
        Relation::Intersects,
        Relation::Disjoint,
        Relation::Within,
        Relation::Contains,
        Relation::Equals,
        Relation::Touches,
        Relation::Crosses,
        Relation::Overlaps,
    ];

    /// Shapes on a grid of whole numbers, so that their vertices and edges often meet.
    const SHAPES: [&str; 15] = [
        "POLYGON((0 0, 6 0, 6 6, 0 6, 0 0))",
        "POLYGON((0 0, 6 0, 6 6, 0 6, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2))",
        "POLYGON((2 2, 4 2, 4 4, 2 4, 2 2))",
        "POLYGON((0 0, 3 1, 6 0, 5 3, 6 6, 3 5, 0 6, 1 3, 0 0))",
        "POLYGON((0 0, 7 3, 1 5, 0 0))",
        "MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)), ((4 4, 6 4, 6 6, 4 6, 4 4)))",
        "MULTIPOLYGON(((0 0, 2 0, 2 2, 0 2, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))",
        "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1)), ((3 3, 5 3, 5 5, 3 5, 3 3)))",
        "LINESTRING(0 0, 6 6)",
        "LINESTRING(0 0, 6 0, 6 6, 0 6, 0 0)",
        "LINESTRING(1 0, 2 5, 7 4)",
        "MULTILINESTRING((0 0, 2 2), (4 4, 6 4))",
        "POINT(2 2)",
        "MULTIPOINT((0 0), (3 3))",
        "MULTIPOINT((1 3), (5 3), (9 9))",
    ];

    fn of_wkt(text: &str) -> Geometry<f64> {
        let expr = cql2::parse_text(&format!("S_EQUALS({text}, {text})")).unwrap();
        let cql2::Expr::Operation { args, .. } = expr else {
            panic!("{text}")
        };
        crate::filter::read_relations::geometry(&args[0]).unwrap()
    }

    fn check(record: Geometry<f64>, shape: Geometry<f64>) {
        let shape = Shape::new(shape).unwrap();
        let matrix = record.relate(&shape.geometry);
        let record = Placed(record);
        for relation in RELATIONS {
            let found = shape.relates(relation, &record);
            let expected = Some(relation.holds_by(&matrix));
            assert_eq!(
                found, expected,
                "{relation:?}: {:?} {:?}",
                record.0, shape.geometry
            );
        }
    }

    #[test]
    fn points_relate_as_the_general_rule_says() {
        for text in SHAPES {
            for x in 0..=20 {
                for y in 0..=20 {
                    let point = Point::new(f64::from(x) / 2.0, f64::from(y) / 2.0);
                    check(point.into(), of_wkt(text));
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        /// What is settled by boxes, edges and rings is what the whole matrix says.
        #[test]
        fn shapes_relate_as_the_general_rule_says(
            one in 0..SHAPES.len(), other in 0..SHAPES.len(),
            east in -7..7i8, north in -7..7i8, turned in any::<bool>(), larger in 1..3u8, aside in 0..3u8,
        ) {
            let shift = f64::from(aside) / 4.0;
            let (x, y) = (f64::from(east) + shift, f64::from(north) - shift);
            let (size, turn) = (f64::from(larger), f64::from(u8::from(turned)));
            let way = AffineTransform::new(
                size * (1.0 - turn), size * turn, x,
                size * turn, size * (1.0 - turn), y,
            );
            check(of_wkt(SHAPES[one]).affine_transform(&way), of_wkt(SHAPES[other]));
        }
    }

    #[test]
    fn boxes_without_width_or_height_are_lines_and_points() {
        let unit = Placed(of_wkt(SHAPES[0]));
        let meets = |[west, south, east, north]: [f64; 4]| {
            let bounds = LonLatBox {
                west,
                south,
                east,
                north,
            };
            Shape::of_box(bounds).meets(&unit) == Some(true)
        };
        assert!(meets([1.0, 1.0, 2.0, 2.0]));
        assert!(meets([3.0, 3.0, 3.0, 3.0]));
        assert!(meets([6.0, 6.0, 6.0, 6.0]));
        assert!(meets([-1.0, 3.0, 7.0, 3.0]));
        assert!(meets([6.0, 6.0, 8.0, 8.0]));
        assert!(!meets([7.0, 7.0, 7.0, 7.0]));
        assert!(!meets([7.0, 0.0, 7.0, 9.0]));
    }
}
