//! What geometries are made of: edges, parts, and where a place lies to them.

use geo::LinesIter;
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo_types::{Coord, Geometry, Line, LineString, Polygon};

/// What a geometry consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Points,
    Lines,
    Areas,
    Mixed,
}

pub(super) fn kind(geometry: &Geometry<f64>) -> Kind {
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => Kind::Points,
        Geometry::LineString(_) | Geometry::MultiLineString(_) => Kind::Lines,
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) => Kind::Areas,
        _ => Kind::Mixed,
    }
}

/// The edges of lines and areas.
pub(super) fn edges(geometry: &Geometry<f64>) -> Box<dyn Iterator<Item = Line<f64>> + '_> {
    match geometry {
        Geometry::LineString(line) => Box::new(line.lines_iter()),
        Geometry::MultiLineString(lines) => Box::new(lines.lines_iter()),
        _ => Box::new(rings(geometry).flat_map(LineString::lines)),
    }
}

/// The polygons of an area.
pub(super) fn polygons(geometry: &Geometry<f64>) -> &[Polygon<f64>] {
    match geometry {
        Geometry::Polygon(one) => std::slice::from_ref(one),
        Geometry::MultiPolygon(many) => &many.0,
        _ => &[],
    }
}

fn rings(area: &Geometry<f64>) -> impl Iterator<Item = &LineString<f64>> {
    let each = polygons(area).iter();
    each.flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

/// Where a point lies to an area, in one walk around it. Where parts touch, the point is on the
/// boundary of the whole.
pub(super) fn position(area: &Geometry<f64>, point: Coord<f64>) -> CoordPos {
    let (mut inside, mut on_boundary) = (false, 0);
    for polygon in polygons(area) {
        polygon.calculate_coordinate_position(&point, &mut inside, &mut on_boundary);
    }
    match (on_boundary, inside) {
        (1.., _) => CoordPos::OnBoundary,
        (0, true) => CoordPos::Inside,
        (0, false) => CoordPos::Outside,
    }
}

/// Whether any ring or line of a geometry lies in an area, and whether any lies beside it; none
/// may meet its boundary.
pub(super) fn any_of_each_part(geometry: &Geometry<f64>, area: &Geometry<f64>) -> (bool, bool) {
    let lines: &[LineString<f64>] = match geometry {
        Geometry::LineString(line) => std::slice::from_ref(line),
        Geometry::MultiLineString(lines) => &lines.0,
        _ => &[],
    };
    let (mut any_in, mut any_out) = (false, false);
    for first in lines
        .iter()
        .chain(rings(geometry))
        .filter_map(|part| part.0.first())
    {
        let inside = position(area, *first) == CoordPos::Inside;
        any_in |= inside;
        any_out |= !inside;
        if any_in && any_out {
            break;
        }
    }
    (any_in, any_out)
}
