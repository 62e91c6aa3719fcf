//! The area of a shape on the ellipsoid.

use geo::{Coord, LineString, unary_union};

use super::shape::{FinePoint, Polygon, degrees};
use crate::geometry::LonLat;

/// Equatorial radius in kilometres.
const EQUATORIAL_KM: f64 = 6378.137;

/// How much the ellipsoid is flattened.
const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// Edges are looked at in stretches of at most so many degrees of latitude.
const STRETCH: f64 = 4.0;

/// The area of polygons in km²; what several share counts once.
pub(super) fn area_km2(polygons: &[Polygon]) -> f64 {
    let pairs = (0..polygons.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    let mut pairs = pairs.map(|(i, j)| (&polygons[i], &polygons[j]));
    if !pairs.any(|(one, other)| one.may_meet(other)) {
        return polygons.iter().map(|polygon| own_km2(&polygon.rings)).sum();
    }
    let ring = |points: &Vec<FinePoint>| -> LineString {
        let places = points
            .iter()
            .chain(points.first())
            .map(|&point| degrees(point));
        places
            .map(|place| Coord {
                x: place.lon,
                y: place.lat,
            })
            .collect()
    };
    let drawn: Vec<geo::Polygon> = polygons
        .iter()
        .map(|polygon| {
            let mut rings = polygon.rings.iter().map(ring);
            let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
            geo::Polygon::new(outer, rings.collect())
        })
        .collect();
    let whole = unary_union(&drawn);
    let rings = |polygon: &geo::Polygon| {
        let outer = ring_km2(&lon_lats(polygon.exterior()));
        let holes = polygon.interiors().iter();
        outer - holes.map(|hole| ring_km2(&lon_lats(hole))).sum::<f64>()
    };
    whole.iter().map(rings).sum()
}

/// The outer ring less the holes.
fn own_km2(rings: &[Vec<FinePoint>]) -> f64 {
    let mut areas = rings.iter().map(|ring| {
        let places: Vec<LonLat> = ring.iter().map(|&point| degrees(point)).collect();
        ring_km2(&places)
    });
    let outer = areas.next().unwrap_or(0.0);
    outer - areas.sum::<f64>()
}

fn lon_lats(line: &LineString) -> Vec<LonLat> {
    let places = line.0.iter();
    places.map(|c| LonLat { lon: c.x, lat: c.y }).collect()
}

/// The area in a ring whose edges are straight in degrees, km²: for each edge what lies between it
/// and the parallel of the first point.
fn ring_km2(ring: &[LonLat]) -> f64 {
    let Some(first) = ring.first() else {
        return 0.0;
    };
    let base = below(first.lat);
    let next = ring.iter().skip(1).chain(Some(first));
    let strips = ring.iter().zip(next).map(|(a, b)| {
        let wide = (b.lon - a.lon).to_radians();
        wide * (mean_below(a.lat, b.lat) - base)
    });
    strips.sum::<f64>().abs()
}

/// The mean of [`below`] along an edge, by Gauss's rule of three points on each stretch.
fn mean_below(from: f64, to: f64) -> f64 {
    let count = ((to - from).abs() / STRETCH).ceil().max(1.0);
    let half = (to - from) / count / 2.0;
    let reach = half * 0.6_f64.sqrt();
    let stretches = (0..count as u32).map(|i| {
        let middle = from + half * f64::from(2 * i + 1);
        (5.0 * below(middle - reach) + 8.0 * below(middle) + 5.0 * below(middle + reach)) / 18.0
    });
    stretches.sum::<f64>() / count
}

/// The area between the equator and a parallel, km² for each radian of longitude.
fn below(lat: f64) -> f64 {
    let eccentricity = (FLATTENING * (2.0 - FLATTENING)).sqrt();
    let polar_km = EQUATORIAL_KM * (1.0 - FLATTENING);
    let sine = lat.to_radians().sin();
    let stretched = eccentricity * sine;
    let sum = sine / (1.0 - stretched * stretched) + stretched.atanh() / eccentricity;
    polar_km * polar_km / 2.0 * sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Shape;
    use super::*;
    use crate::geometry::geodesic_km;

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

    fn close(one: f64, other: f64, share: f64) -> bool {
        (one - other).abs() <= share * other.abs()
    }

    #[test]
    fn the_whole_earth_has_its_area() {
        let ring = [
            (-180.0, -90.0),
            (180.0, -90.0),
            (180.0, 90.0),
            (-180.0, 90.0),
        ];
        let ring = ring.map(|(lon, lat)| LonLat { lon, lat });
        assert!(
            close(ring_km2(&ring), 510_065_621.724, 1e-9),
            "{}",
            ring_km2(&ring)
        );
    }

    #[test]
    fn holes_count_off_and_shared_land_once() {
        let area = |polygons: &[Vec<Vec<LonLat>>]| Shape::new(polygons).unwrap().area_km2();
        let (large, small) = (square(105.0, 20.0, 1.0), square(105.25, 20.25, 0.5));
        let [whole, part] = [&large, &small].map(|ring| area(&[vec![ring.clone()]]));
        assert!(close(
            area(&[vec![large.clone(), small.clone()]]),
            whole - part,
            1e-12
        ));
        assert!(close(
            area(&[vec![large.clone()], vec![small]]),
            whole,
            1e-6
        ));
        let aside = square(107.0, 20.0, 1.0);
        assert!(close(area(&[vec![large], vec![aside]]), 2.0 * whole, 1e-12));
    }

    proptest! {
        /// A small triangle is as large as on a plane that touches the earth in its middle.
        #[test]
        fn small_areas_are_those_on_a_plane(
            lon in 102.0..108.0f64, lat in 17.0..24.0f64,
            corners in prop::array::uniform3((-0.01..0.01f64, -0.01..0.01f64)),
        ) {
            let ring = corners.map(|(x, y)| LonLat { lon: lon + x, lat: lat + y });
            let middle = LonLat { lon, lat: ring.iter().map(|p| p.lat).sum::<f64>() / 3.0 };
            let km = |x: f64, y: f64| geodesic_km(
                LonLat { lon: middle.lon - x, lat: middle.lat - y },
                LonLat { lon: middle.lon + x, lat: middle.lat + y },
            );
            let (east, north) = (km(0.005, 0.0) * 100.0, km(0.0, 0.005) * 100.0);
            let [a, b, c] = ring.map(|p| [(p.lon - lon) * east, (p.lat - lat) * north]);
            let doubled = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
            let expected = doubled.abs() / 2.0;
            let found = ring_km2(&ring);
            prop_assert!((found - expected).abs() <= 1e-5 * expected + 1e-7, "{found} {expected}");
        }
    }
}
