//! Shapes that somebody draws: polygons that were checked, and what lies in them.
//!
//! Edges are straight in degrees, as `GeoJSON` (RFC 7946) wants them. Coordinates are kept on a
//! grid of 1e-9° (a tenth of a millimetre), where every question of sides has an exact answer.

use super::shape_area::area_km2;
use super::shape_check::{ShapeFault, check};
use crate::geometry::{LonLat, LonLatBox};

/// Steps of the grid in a degree.
const STEPS: f64 = 1e9;

/// A place on the grid: longitude and latitude × 1e9.
pub(super) type FinePoint = [i64; 2];

/// A ring without its closing point; no two neighbours are equal.
pub(super) type Ring = Vec<FinePoint>;

/// Polygons, each an outer ring and its holes, that were checked. A place lies in the shape when it
/// lies in any of them; borders belong to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    polygons: Vec<Polygon>,
}

/// One polygon.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Polygon {
    pub rings: Vec<Ring>,
    low: FinePoint,
    high: FinePoint,
}

/// On which side of a ring a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Inside,
    Border,
    Outside,
}

impl Shape {
    /// A shape from the rings of its polygons, the outer ring first, each closed: the last place
    /// is the first.
    ///
    /// # Errors
    /// When there is no polygon, or a ring is open, too short, without area, crosses or touches
    /// itself, goes back on itself, crosses another ring of its polygon or lies outside its outer
    /// ring, or spans the 180th meridian.
    pub fn new(polygons: &[Vec<Vec<LonLat>>]) -> Result<Self, ShapeFault> {
        if polygons.is_empty() {
            return Err(ShapeFault::Empty);
        }
        let checked = polygons.iter().enumerate().map(|(polygon, rings)| {
            let rings = check(polygon, rings)?;
            let points = rings.iter().flatten();
            let along = |pick: usize| points.clone().map(move |point| point[pick]);
            let ends = |pick: usize| {
                (
                    along(pick).min().unwrap_or(0),
                    along(pick).max().unwrap_or(0),
                )
            };
            let ((west, east), (south, north)) = (ends(0), ends(1));
            Ok(Polygon {
                low: [west, south],
                high: [east, north],
                rings,
            })
        });
        let polygons = checked.collect::<Result<_, _>>()?;
        Ok(Self { polygons })
    }

    /// Whether a place lies in the shape or on its border.
    #[must_use]
    pub fn holds(&self, place: LonLat) -> bool {
        let point = fine(place);
        self.polygons.iter().any(|polygon| polygon.holds(point))
    }

    /// The smallest box around the shape.
    #[must_use]
    pub fn bounds(&self) -> LonLatBox {
        let corners = self
            .polygons
            .iter()
            .flat_map(|polygon| [polygon.low, polygon.high]);
        LonLatBox::around(corners.map(degrees)).unwrap_or(LonLatBox {
            west: 0.0,
            south: 0.0,
            east: 0.0,
            north: 0.0,
        })
    }

    /// The area on the ellipsoid in square kilometres; what polygons share counts once.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        area_km2(&self.polygons)
    }
}

impl Polygon {
    fn holds(&self, point: FinePoint) -> bool {
        let within = |i: usize| (self.low[i]..=self.high[i]).contains(&point[i]);
        if !(within(0) && within(1)) {
            return false;
        }
        let mut sides = self.rings.iter().map(|ring| side_of(ring, point));
        match sides.next() {
            None | Some(Side::Outside) => false,
            Some(Side::Border) => true,
            Some(Side::Inside) => sides.all(|side| side != Side::Inside),
        }
    }

    /// Whether the boxes of two polygons meet.
    pub fn may_meet(&self, other: &Self) -> bool {
        (0..2).all(|i| self.low[i] <= other.high[i] && other.low[i] <= self.high[i])
    }
}

/// Even-odd rule, exactly.
pub(super) fn side_of(ring: &[FinePoint], point: FinePoint) -> Side {
    let mut inside = false;
    for (a, b) in edges(ring) {
        let (low, high) = (a[1].min(b[1]), a[1].max(b[1]));
        if point[1] < low || point[1] > high {
            continue;
        }
        let turn = orientation(a, b, point);
        if turn == 0 && (a[0].min(b[0])..=a[0].max(b[0])).contains(&point[0]) {
            return Side::Border;
        }
        let upward = b[1] > a[1];
        if (a[1] <= point[1]) != (b[1] <= point[1]) && (turn > 0) == upward {
            inside = !inside;
        }
    }
    if inside { Side::Inside } else { Side::Outside }
}

/// The edges of a ring, the closing one included.
pub(super) fn edges(ring: &[FinePoint]) -> impl Iterator<Item = (FinePoint, FinePoint)> + '_ {
    let next = ring.iter().skip(1).chain(ring.first());
    ring.iter().copied().zip(next.copied())
}

/// Twice the area of a triangle: above 0 when `c` lies to the left of the way from `a` to `b`, 0 in
/// line with it.
pub(super) fn orientation(a: FinePoint, b: FinePoint, c: FinePoint) -> i128 {
    let to = |p: FinePoint, i: usize| i128::from(p[i] - a[i]);
    to(b, 0) * to(c, 1) - to(b, 1) * to(c, 0)
}

pub(super) fn fine(place: LonLat) -> FinePoint {
    [place.lon, place.lat].map(|degrees| (degrees * STEPS).round() as i64)
}

pub(super) fn degrees([lon, lat]: FinePoint) -> LonLat {
    LonLat {
        lon: lon as f64 / STEPS,
        lat: lat as f64 / STEPS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Vec<LonLat> {
        let corners = [
            (0.0, 0.0),
            (side, 0.0),
            (side, side),
            (0.0, side),
            (0.0, 0.0),
        ];
        let place = |(x, y)| LonLat {
            lon: west + x,
            lat: south + y,
        };
        corners.map(place).to_vec()
    }

    fn holds(shape: &Shape, lon: f64, lat: f64) -> bool {
        shape.holds(LonLat { lon, lat })
    }

    #[test]
    fn holes_are_outside_and_borders_inside() {
        let shape =
            Shape::new(&[vec![square(105.0, 20.0, 3.0), square(106.0, 21.0, 1.0)]]).unwrap();
        for (lon, lat) in [
            (105.5, 20.5),
            (105.0, 20.0),
            (106.5, 20.0),
            (106.0, 21.5),
            (107.0, 22.0),
        ] {
            assert!(holds(&shape, lon, lat), "{lon} {lat}");
        }
        for (lon, lat) in [(106.5, 21.5), (104.9, 21.0), (108.1, 21.0), (106.5, 19.9)] {
            assert!(!holds(&shape, lon, lat), "{lon} {lat}");
        }
        let around = LonLatBox {
            west: 105.0,
            south: 20.0,
            east: 108.0,
            north: 23.0,
        };
        assert_eq!(shape.bounds(), around);
    }

    #[test]
    fn any_of_several_polygons_will_do() {
        let shape = Shape::new(&[
            vec![square(105.0, 20.0, 1.0)],
            vec![square(105.5, 20.5, 1.0)],
            vec![square(108.0, 20.0, 1.0)],
        ])
        .unwrap();
        assert!(
            holds(&shape, 105.2, 20.2) && holds(&shape, 105.7, 20.7) && holds(&shape, 108.5, 20.5)
        );
        assert!(!holds(&shape, 107.0, 20.5));
    }
}
