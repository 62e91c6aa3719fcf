//! Places in space: on the WGS 84 ellipsoid, as seen from the middle of the earth.
//!
//! Straight distances there are cheap, know no date line and no distortion, and order places as
//! geodesics do to within a few parts in a million over 1,000 km. Whoever answers in kilometres
//! measures the geodesic to the place that was found.

use crate::geometry::LonLat;

/// Equatorial radius in kilometres.
const EQUATORIAL_KM: f64 = 6378.137;

/// How much the ellipsoid is flattened.
const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// The least radius of curvature of the ellipsoid in kilometres: along a meridian at the equator.
const LEAST_RADIUS_KM: f64 = EQUATORIAL_KM * (1.0 - FLATTENING) * (1.0 - FLATTENING);

/// A point in space: kilometres from the middle of the earth.
pub(super) type InSpace = [f64; 3];

/// The point of a place at sea level.
pub(super) fn in_space(place: LonLat) -> InSpace {
    let eccentricity_2 = FLATTENING * (2.0 - FLATTENING);
    let (sin_lat, cos_lat) = place.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = place.lon.to_radians().sin_cos();
    let normal = EQUATORIAL_KM / (1.0 - eccentricity_2 * sin_lat * sin_lat).sqrt();
    [
        normal * cos_lat * cos_lon,
        normal * cos_lat * sin_lon,
        normal * (1.0 - eccentricity_2) * sin_lat,
    ]
}

/// The square of the straight distance, km².
pub(super) fn straight_2(a: InSpace, b: InSpace) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum()
}

/// No geodesic between two points that lie so far apart, straight, is longer than this; none is
/// shorter than the straight distance. Kilometres.
pub(super) fn longest_way_km(straight_km: f64) -> f64 {
    let half_turn = (straight_km / (2.0 * LEAST_RADIUS_KM)).min(1.0).asin();
    2.0 * LEAST_RADIUS_KM * half_turn
}

/// How far along the straight line from `a` to `b` the point nearest to `p` lies (0 to 1), and the
/// square of its distance, km².
pub(super) fn nearest_on(p: InSpace, a: InSpace, b: InSpace) -> (f64, f64) {
    let along: InSpace = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    let length_2: f64 = along.iter().map(|d| d * d).sum();
    let reached: f64 = (0..3).map(|i| (p[i] - a[i]) * along[i]).sum();
    let share = if length_2 > 0.0 {
        (reached / length_2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let foot: InSpace = std::array::from_fn(|i| a[i] + share * along[i]);
    (share, straight_2(p, foot))
}

/// A box in space.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpaceBox {
    low: InSpace,
    high: InSpace,
}

impl SpaceBox {
    /// The smallest box around the points.
    pub(super) fn around(points: &[InSpace]) -> Self {
        let nothing = Self {
            low: [f64::INFINITY; 3],
            high: [f64::NEG_INFINITY; 3],
        };
        points.iter().fold(nothing, |held, point| Self {
            low: std::array::from_fn(|i| held.low[i].min(point[i])),
            high: std::array::from_fn(|i| held.high[i].max(point[i])),
        })
    }

    /// The square of the straight distance from a point to the box, km²; 0 inside.
    pub(super) fn straight_2(&self, p: InSpace) -> f64 {
        let beyond = |i: usize| (self.low[i] - p[i]).max(p[i] - self.high[i]).max(0.0);
        (0..3).map(|i| beyond(i).powi(2)).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::geodesic_km;

    proptest! {
        #[test]
        fn a_geodesic_lies_between_the_straight_distance_and_the_longest_way(
            lon in -180.0..180.0f64, lat in -90.0..90.0f64,
            other_lon in -180.0..180.0f64, other_lat in -90.0..90.0f64,
            share in 0.0..1.0f64,
        ) {
            let a = LonLat { lon, lat };
            // From next door to the other side of the earth.
            let b = LonLat { lon: lon + share.powi(6) * (other_lon - lon), lat: lat + share.powi(6) * (other_lat - lat) };
            let straight = straight_2(in_space(a), in_space(b)).sqrt();
            let km = geodesic_km(a, b);
            prop_assert!(straight <= km + 1e-6, "{straight} {km}");
            if straight < 8000.0 {
                prop_assert!(km <= longest_way_km(straight) + 1e-6, "{km} {straight}");
            }
        }

        #[test]
        fn no_point_of_a_box_is_nearer_than_the_box(
            points in prop::collection::vec((100.0..110.0f64, 8.0..24.0f64), 1..20),
            lon in 90.0..120.0f64, lat in 0.0..40.0f64,
        ) {
            let points: Vec<InSpace> = points.iter().map(|&(lon, lat)| in_space(LonLat { lon, lat })).collect();
            let around = SpaceBox::around(&points);
            let p = in_space(LonLat { lon, lat });
            for &point in &points {
                prop_assert!(around.straight_2(p) <= straight_2(p, point));
            }
        }
    }

    #[test]
    fn the_foot_lies_on_the_line() {
        let (share, off_2) = nearest_on([1.0, 1.0, 0.0], [0.0; 3], [4.0, 0.0, 0.0]);
        assert_eq!((share, off_2), (0.25, 1.0));
        let before = nearest_on([-1.0, 0.0, 0.0], [0.0; 3], [4.0, 0.0, 0.0]);
        assert_eq!(before, (0.0, 1.0));
        assert_eq!(nearest_on([5.0, 0.0, 0.0], [0.0; 3], [0.0; 3]), (0.0, 25.0));
    }
}
