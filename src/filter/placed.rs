//! Geometries of filters brought into degrees.

use geo::CoordsIter;
use geo_types::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon, Rect,
};

use super::FilterError;
use super::shape::{MOST_POINTS, Shape};
use crate::geometry::Crs;

/// How far in degrees an edge may bend between two points before it is cut: about a metre.
const MOST_BEND: f64 = 1e-5;

/// How often an edge is halved at most.
const MOST_HALVINGS: u32 = 6;

/// The shape of a geometry whose coordinates stand in the axis order of a system. Edges are
/// straight in that system, so they are followed by points where they are curves in degrees.
pub(super) fn placed(geometry: Geometry<f64>, crs: Crs) -> Result<Shape, FilterError> {
    if geometry.coords_count() > MOST_POINTS {
        return Err(FilterError::TooMany(MOST_POINTS));
    }
    if crs == Crs::CRS84 {
        return Shape::new(geometry);
    }
    let nowhere = || FilterError::Geometry(format!("a coordinate that names no place in {crs}"));
    Shape::new(in_degrees(&geometry, crs).ok_or_else(nowhere)?)
}

impl Shape {
    /// The shape of a box whose corners, the lower one first, stand in the axis order of a system;
    /// its edges are followed as those of other shapes are. Nothing where a corner names no place
    /// or the corners are in the wrong order.
    #[must_use]
    pub fn of_box_in(crs: Crs, [a, b, c, d]: [f64; 4]) -> Option<Self> {
        let (low, high) = (Coord { x: a, y: b }, Coord { x: c, y: d });
        if !(a <= c && b <= d) {
            return None;
        }
        let geometry: Geometry<f64> = match (a < c, b < d) {
            (true, true) => Rect::new(low, high).to_polygon().into(),
            (false, false) => Point(low).into(),
            _ => LineString(vec![low, high]).into(),
        };
        placed(geometry, crs).ok()
    }
}

fn in_degrees(geometry: &Geometry<f64>, crs: Crs) -> Option<Geometry<f64>> {
    let point = |point: &Point<f64>| place(point.0, crs).map(Point);
    let line = |own: &LineString<f64>| line(own, crs);
    let polygon = |own: &Polygon<f64>| {
        let holes: Option<_> = own.interiors().iter().map(line).collect();
        Some(Polygon::new(line(own.exterior())?, holes?))
    };
    Some(match geometry {
        Geometry::Point(own) => point(own)?.into(),
        Geometry::MultiPoint(own) => {
            MultiPoint(own.iter().map(point).collect::<Option<_>>()?).into()
        }
        Geometry::LineString(own) => line(own)?.into(),
        Geometry::MultiLineString(own) => {
            MultiLineString(own.iter().map(line).collect::<Option<_>>()?).into()
        }
        Geometry::Polygon(own) => polygon(own)?.into(),
        Geometry::MultiPolygon(own) => {
            MultiPolygon(own.iter().map(polygon).collect::<Option<_>>()?).into()
        }
        Geometry::GeometryCollection(own) => {
            let each = own.iter().map(|one| in_degrees(one, crs));
            Geometry::GeometryCollection(GeometryCollection(each.collect::<Option<_>>()?))
        }
        _ => return None,
    })
}

fn line(own: &LineString<f64>, crs: Crs) -> Option<LineString<f64>> {
    let mut points: Vec<Coord<f64>> = Vec::with_capacity(own.0.len());
    if let Some(first) = own.0.first() {
        points.push(place(*first, crs)?);
    }
    for edge in own.lines() {
        follow([edge.start, edge.end], crs, MOST_HALVINGS, &mut points)?;
    }
    Some(LineString(points))
}

/// Adds the points along an edge, without its first one.
fn follow(
    [start, end]: [Coord<f64>; 2],
    crs: Crs,
    halvings: u32,
    points: &mut Vec<Coord<f64>>,
) -> Option<()> {
    let middle = (start + end) / 2.0;
    let [from, to, bend] = [place(start, crs)?, place(end, crs)?, place(middle, crs)?];
    let straight = (from + to) / 2.0;
    let off = (bend.x - straight.x).hypot(bend.y - straight.y);
    if off <= MOST_BEND || halvings == 0 {
        points.push(to);
        return Some(());
    }
    follow([start, middle], crs, halvings - 1, points)?;
    follow([middle, end], crs, halvings - 1, points)
}

fn place(at: Coord<f64>, crs: Crs) -> Option<Coord<f64>> {
    let place = crs.to_lonlat([at.x, at.y])?;
    Some(Coord {
        x: place.lon,
        y: place.lat,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::LonLatBox;

    #[test]
    fn boxes_are_taken_in_the_order_of_the_axes() {
        let check = |crs: Crs, corners, expected: Option<[f64; 4]>| {
            let found = Shape::of_box_in(crs, corners);
            let found = found.map(|shape| LonLatBox::to_array(shape.bounds()));
            assert_eq!(found, expected, "{crs}");
        };
        let own = Some([105.0, 20.0, 107.0, 22.0]);
        check(Crs::CRS84, [105.0, 20.0, 107.0, 22.0], own);
        check(Crs::WGS_84, [20.0, 105.0, 22.0, 107.0], own);
        check(Crs::CRS84, [107.0, 20.0, 105.0, 22.0], None);
        check(Crs::WGS_84, [105.0, 20.0, 107.0, 22.0], None);
        check(
            Crs::CRS84,
            [105.0, 20.0, 105.0, 20.0],
            Some([105.0, 20.0, 105.0, 20.0]),
        );
    }

    #[test]
    fn edges_of_boxes_in_metres_are_followed() {
        // The northern edge reaches farthest north at the meridian.
        let zone = Crs::of_epsg(5897).unwrap();
        let shape = Shape::of_box_in(zone, [3e5, 2.2e6, 7e5, 2.4e6]).unwrap();
        let corner = zone.to_lonlat([3e5, 2.4e6]).unwrap();
        assert!(shape.bounds().north > corner.lat + 0.001);
    }
}
