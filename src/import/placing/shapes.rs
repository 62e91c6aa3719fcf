//! Shapes of a delivery for a layer of places: the point to take, and what else they tell.

use geo::{Area, GeodesicArea, InteriorPoint, unary_union};
use geo_types::{Coord, Geometry, MultiPolygon, Point};

use super::super::intake::{Finding, FindingKind};
use super::coordinates::Pair;
use crate::import::gdal_source::is_valid;

/// A shape as a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reduced {
    /// The point, in the system of the file.
    pub pair: Pair,
    /// The area of the polygon that it stands for, hectares.
    pub area_ha: Option<f64>,
    /// What was mended.
    pub findings: Vec<Finding>,
}

/// The point of a shape: itself, or one inside the polygon.
pub(super) fn reduce(shape: &Geometry<f64>) -> Result<Reduced, Box<Finding>> {
    let of_point = |point: &Point<f64>| -> Result<Reduced, Box<Finding>> {
        if !(point.x().is_finite() && point.y().is_finite()) {
            return Err(not_a_place());
        }
        Ok(Reduced {
            pair: pair_of(point.0),
            area_ha: None,
            findings: Vec::new(),
        })
    };
    match shape {
        Geometry::Point(point) => of_point(point),
        Geometry::MultiPoint(points) if points.0.len() == 1 => of_point(&points.0[0]),
        Geometry::Polygon(polygon) => of_polygons(MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => of_polygons(polygons.clone()),
        Geometry::Rect(rectangle) => of_polygons(rectangle.to_polygon().into()),
        Geometry::GeometryCollection(several) if several.0.len() == 1 => reduce(&several.0[0]),
        _ => Err(Box::new(
            Finding::rejected(
                FindingKind::GeometryKind,
                "Hình là đường hoặc nhiều điểm; lớp này cần một điểm hoặc một vùng.",
                "The shape is a line or several points; this layer needs a point or an area.",
            )
            .cure(
                "Hãy thay bằng một điểm, hoặc chuyển đường khép kín thành vùng.",
                "Give a point instead, or turn a closed line into an area.",
            ),
        )),
    }
}

fn not_a_place() -> Box<Finding> {
    let finding = Finding::rejected(
        FindingKind::InvalidGeometry,
        "Hình rỗng hoặc có tọa độ không phải là số.",
        "The shape is empty or has coordinates that are no numbers.",
    )
    .cure("Hãy vẽ lại hình.", "Draw the shape again.");
    Box::new(finding)
}

fn pair_of(at: Coord<f64>) -> Pair {
    Pair {
        east: at.x,
        north: at.y,
    }
}

fn of_polygons(polygons: MultiPolygon<f64>) -> Result<Reduced, Box<Finding>> {
    let mut findings = Vec::new();
    let polygons = match mended(&polygons)? {
        None => polygons,
        Some(mended) => {
            findings.push(Finding::repaired(
                FindingKind::InvalidGeometry,
                "Vùng tự cắt hoặc có vòng sai; đã sửa thành vùng hợp lệ.",
                "The area crosses itself or has a wrong ring; it was made valid.",
            ));
            mended
        }
    };
    let largest = (polygons.iter())
        .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))
        .ok_or_else(not_a_place)?;
    let inside = largest.interior_point().ok_or_else(not_a_place)?;
    findings.push(Finding::repaired(
        FindingKind::GeometryKind,
        "Lớp này là điểm: đã lấy một điểm nằm trong vùng.",
        "This is a layer of points: a point inside the area is taken.",
    ));
    Ok(Reduced {
        pair: pair_of(inside.0),
        area_ha: Some(hectares(&polygons)),
        findings,
    })
}

/// The area made valid, by the even-odd rule; nothing when it is valid already.
///
/// # Errors
/// When nothing is left of it, or a coordinate is no number.
pub(super) fn mended(
    polygons: &MultiPolygon<f64>,
) -> Result<Option<MultiPolygon<f64>>, Box<Finding>> {
    let mut corners = polygons.iter().flat_map(|polygon| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        rings.flat_map(|ring| ring.0.iter())
    });
    if polygons.0.is_empty() || corners.any(|c| !(c.x.is_finite() && c.y.is_finite())) {
        return Err(not_a_place());
    }
    if is_valid(polygons) {
        return Ok(None);
    }
    let mended = unary_union(polygons.iter());
    if mended.unsigned_area() > 0.0 {
        Ok(Some(mended))
    } else {
        Err(not_a_place())
    }
}

/// The area in hectares: geodesic for degrees, of the plane for metres.
fn hectares(polygons: &MultiPolygon<f64>) -> f64 {
    let is_degrees = (polygons.iter())
        .flat_map(|polygon| polygon.exterior().0.iter())
        .all(|c| c.x.abs() <= 180.0 && c.y.abs() <= 180.0);
    let square_metres: f64 = if is_degrees {
        let areas = polygons.iter().map(GeodesicArea::geodesic_area_signed);
        areas.map(f64::abs).sum()
    } else {
        polygons.unsigned_area()
    };
    square_metres / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Contains;
    use geo_types::{LineString, Polygon};

    fn polygon(corners: &[(f64, f64)]) -> Polygon<f64> {
        Polygon::new(LineString::from(corners.to_vec()), Vec::new())
    }

    #[test]
    fn an_area_becomes_a_point_inside_it() {
        // An L whose centre of gravity lies outside.
        let shape = polygon(&[
            (105.0, 21.0),
            (105.1, 21.0),
            (105.1, 21.01),
            (105.01, 21.01),
            (105.01, 21.1),
            (105.0, 21.1),
        ]);
        let reduced = reduce(&shape.clone().into()).unwrap();
        let point = Point::new(reduced.pair.east, reduced.pair.north);
        assert!(shape.contains(&point));
        let hectares = reduced.area_ha.unwrap();
        // 0.1° × 0.01° and 0.01° × 0.09° at 21° north.
        assert!((hectares - 2186.0).abs() < 10.0, "{hectares}");
        assert_eq!(reduced.findings.len(), 1);
    }

    #[test]
    fn metres_give_hectares_of_the_plane() {
        let east = 585_000.0;
        let north = 2_325_000.0;
        let square = polygon(&[
            (east, north),
            (east + 500.0, north),
            (east + 500.0, north + 500.0),
            (east, north + 500.0),
        ]);
        assert_eq!(reduce(&square.into()).unwrap().area_ha, Some(25.0));
    }

    #[test]
    fn a_bow_tie_is_mended_and_told() {
        let tie = polygon(&[(105.0, 21.0), (105.1, 21.1), (105.1, 21.0), (105.0, 21.1)]);
        let reduced = reduce(&tie.into()).unwrap();
        assert_eq!(reduced.findings[0].kind, FindingKind::InvalidGeometry);
    }

    #[test]
    fn a_line_is_refused() {
        let line = LineString::from(vec![(105.0, 21.0), (105.1, 21.1)]);
        let finding = reduce(&line.into()).unwrap_err();
        assert_eq!(finding.kind, FindingKind::GeometryKind);
    }

    #[test]
    fn what_has_no_area_or_no_number_is_refused() {
        let flat = polygon(&[(105.0, 21.0), (105.1, 21.1), (105.0, 21.0)]);
        assert!(reduce(&flat.into()).is_err());
        let lost = Point::new(f64::NAN, 21.0);
        assert!(reduce(&lost.into()).is_err());
    }
}
