//! Lengths of the borders that two faces share, on the ellipsoid.

use rustc_hash::FxHashMap;

use super::Coverage;
use crate::geometry::{GridPoint, LonLat, grid_to_lonlat};

/// Half the large axis of WGS 84, km.
const HALF_AXIS_KM: f64 = 6378.137;

/// Square of the eccentricity of WGS 84.
const ECCENTRICITY_2: f64 = 0.006_694_379_990_141_316;

impl Coverage {
    /// Each pair of faces with a common border and its length in kilometres on WGS 84, at full
    /// detail. The lesser face of a pair comes first; pairs are in rising order.
    ///
    /// Between two neighbouring points, a few metres to a few hundred apart, the ellipsoid is taken
    /// as the one that touches it there, which is the geodesic to a millionth.
    #[must_use]
    pub fn border_lengths_km(&self) -> Vec<([u32; 2], f64)> {
        let count = self.face_count() as u32;
        let mut lengths: FxHashMap<[u32; 2], f64> = FxHashMap::default();
        for (points, [a, b]) in self.arcs() {
            if a < count && b < count && a != b {
                *lengths.entry([a.min(b), a.max(b)]).or_default() += length_km(points);
            }
        }
        let mut lengths: Vec<_> = lengths.into_iter().collect();
        lengths.sort_unstable_by_key(|(pair, _)| *pair);
        lengths
    }
}

/// The length of a line.
fn length_km(line: &[GridPoint]) -> f64 {
    let mut length = 0.0;
    let mut before: Option<LonLat> = None;
    for &point in line {
        let place = grid_to_lonlat(point);
        length += before.map_or(0.0, |before| step_km(before, place));
        before = Some(place);
    }
    length
}

/// The distance of two places near each other.
fn step_km(a: LonLat, b: LonLat) -> f64 {
    let latitude = f64::midpoint(a.lat, b.lat).to_radians();
    let flatter = 1.0 - ECCENTRICITY_2 * latitude.sin().powi(2);
    let across = HALF_AXIS_KM / flatter.sqrt();
    let along = across * (1.0 - ECCENTRICITY_2) / flatter;
    let east = (b.lon - a.lon).to_radians() * latitude.cos() * across;
    let north = (b.lat - a.lat).to_radians() * along;
    east.hypot(north)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::samples::wiggly_wall;
    use crate::geometry::geodesic_km;

    proptest! {
        #[test]
        fn short_steps_are_geodesics(
            lon in 100.0..110.0f64, lat in 8.0..24.0f64,
            east in -0.01..0.01f64, north in -0.01..0.01f64,
        ) {
            let a = LonLat { lon, lat };
            let b = LonLat { lon: lon + east, lat: lat + north };
            let geodesic = geodesic_km(a, b);
            prop_assert!((step_km(a, b) - geodesic).abs() <= 1e-6 * geodesic + 1e-9);
        }
    }

    #[test]
    fn cells_of_a_wall_border_on_those_beside_them() {
        let topology = wiggly_wall(3, 50_000, [105_000_000, 20_000_000], 5);
        let coverage = Coverage::new(&topology);
        let lengths = coverage.border_lengths_km();
        // A wall of 3 × 3 cells has 12 inner sides.
        assert_eq!(lengths.len(), 12);
        for ([a, b], km) in lengths {
            let between = |sides: [u32; 2]| sides == [a, b] || sides == [b, a];
            let steps = coverage.arcs().filter(|&(_, sides)| between(sides));
            let steps = steps.flat_map(|(points, _)| points.windows(2));
            let geodesic: f64 = steps
                .map(|step| geodesic_km(grid_to_lonlat(step[0]), grid_to_lonlat(step[1])))
                .sum();
            assert!((km - geodesic).abs() <= 1e-6 * geodesic, "{km} {geodesic}");
            assert!((4.0..20.0).contains(&km), "{km}");
        }
    }
}
