//! Transverse Mercator on the ellipsoid of WGS 84 (EPSG method 9807), by Krüger's series in the
//! third flattening. Four terms: below a micrometre in the whole of Vietnam.

use super::datum::{FLATTENING, SEMI_MAJOR};
use crate::geometry::LonLat;

/// Metres that are added to the east, so that none is negative within a zone.
const FALSE_EASTING: f64 = 500_000.0;

/// How far from the meridian the series is followed, as an angle on the sphere: 35 degrees.
const FARTHEST: f64 = 0.61;

/// The third flattening n of the ellipsoid.
const N: f64 = FLATTENING / (2.0 - FLATTENING);

/// The radius of the sphere on which a meridian is as long as on the ellipsoid.
const RECTIFYING_RADIUS: f64 = SEMI_MAJOR / (1.0 + N) * (1.0 + N * N / 4.0 + N * N * N * N / 64.0);

/// Factors of the series from the conformal sphere to the plane.
const FORWARD: [f64; 4] = [
    N / 2.0 - 2.0 / 3.0 * N * N + 5.0 / 16.0 * N * N * N + 41.0 / 180.0 * N * N * N * N,
    13.0 / 48.0 * N * N - 3.0 / 5.0 * N * N * N + 557.0 / 1440.0 * N * N * N * N,
    61.0 / 240.0 * N * N * N - 103.0 / 140.0 * N * N * N * N,
    49_561.0 / 161_280.0 * N * N * N * N,
];

/// Factors of the series from the plane to the conformal sphere.
const BACKWARD: [f64; 4] = [
    N / 2.0 - 2.0 / 3.0 * N * N + 37.0 / 96.0 * N * N * N - 1.0 / 360.0 * N * N * N * N,
    1.0 / 48.0 * N * N + 1.0 / 15.0 * N * N * N - 437.0 / 1440.0 * N * N * N * N,
    17.0 / 480.0 * N * N * N - 37.0 / 840.0 * N * N * N * N,
    4397.0 / 161_280.0 * N * N * N * N,
];

/// A zone around a meridian.
#[derive(Clone, Copy, Debug)]
pub(super) struct TransverseMercator {
    meridian: f64,
    scale: f64,
}

impl TransverseMercator {
    /// The zone around a meridian in degrees, with the scale along it.
    pub fn new(meridian: f64, scale: f64) -> Self {
        Self { meridian, scale }
    }

    /// East and north of a place, in metres.
    pub fn metres(self, place: LonLat) -> [f64; 2] {
        let (sin_lon, cos_lon) = (place.lon - self.meridian).to_radians().sin_cos();
        let tan = conformal_tan(place.lat.to_radians().tan());
        let across = sin_lon / tan.hypot(cos_lon);
        let [north, east] = series([tan.atan2(cos_lon), across.asinh()], &FORWARD, 1.0);
        let radius = self.scale * RECTIFYING_RADIUS;
        [FALSE_EASTING + radius * east, radius * north]
    }

    /// The place of east and north; nothing beyond the reach of the series.
    pub fn place(self, [east, north]: [f64; 2]) -> Option<LonLat> {
        let radius = self.scale * RECTIFYING_RADIUS;
        let (along, across) = (north / radius, (east - FALSE_EASTING) / radius);
        if along.abs() > std::f64::consts::FRAC_PI_2 || across.abs() > FARTHEST {
            return None;
        }
        let [along, across] = series([along, across], &BACKWARD, -1.0);
        let (sin, cos) = along.sin_cos();
        let tan = geodetic_tan(sin / across.sinh().hypot(cos));
        LonLat::new(
            self.meridian + across.sinh().atan2(cos).to_degrees(),
            tan.atan().to_degrees(),
        )
    }
}

/// The pair along and across the meridian with the terms of a series added.
fn series([along, across]: [f64; 2], factors: &[f64; 4], sign: f64) -> [f64; 2] {
    let mut sum = [along, across];
    for (factor, times) in factors.iter().zip([2.0, 4.0, 6.0, 8.0]) {
        let (sine, cosine) = (times * along).sin_cos();
        sum[0] += sign * factor * sine * (times * across).cosh();
        sum[1] += sign * factor * cosine * (times * across).sinh();
    }
    sum
}

/// The tangent of the conformal latitude, from that of the geodetic one.
fn conformal_tan(tan: f64) -> f64 {
    let eccentricity = (FLATTENING * (2.0 - FLATTENING)).sqrt();
    let sin = tan / 1.0_f64.hypot(tan);
    let sigma = (eccentricity * (eccentricity * sin).atanh()).sinh();
    tan * 1.0_f64.hypot(sigma) - sigma * 1.0_f64.hypot(tan)
}

/// The tangent of the geodetic latitude, from that of the conformal one: Newton's steps, of which
/// three reach the last digit.
fn geodetic_tan(conformal: f64) -> f64 {
    let eccentricity_2 = FLATTENING * (2.0 - FLATTENING);
    let mut tan = conformal / (1.0 - eccentricity_2);
    for _ in 0..4 {
        let now = conformal_tan(tan);
        let slope = (1.0 - eccentricity_2) * 1.0_f64.hypot(now) * 1.0_f64.hypot(tan)
            / (1.0 + (1.0 - eccentricity_2) * tan * tan);
        tan += (conformal - now) / slope;
    }
    tan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meridian_is_straight() {
        let zone = TransverseMercator::new(105.0, 0.9999);
        let [east, north] = zone.metres(LonLat {
            lon: 105.0,
            lat: 0.0,
        });
        assert!((east - 500_000.0).abs() < 1e-9 && north.abs() < 1e-9);
        // The length of a quarter of the meridian, 10,001,965.729 m, times the scale.
        let [_, north] = zone.metres(LonLat {
            lon: 105.0,
            lat: 90.0,
        });
        assert!((north - 0.9999 * 10_001_965.729).abs() < 1e-3, "{north}");
    }

    #[test]
    fn beyond_the_reach_of_the_series_there_is_no_place() {
        let zone = TransverseMercator::new(105.0, 0.9999);
        assert!(zone.place([500_000.0, 11_000_000.0]).is_none());
        assert!(zone.place([5_000_000.0, 2_000_000.0]).is_none());
        assert!(zone.place([0.0, 2_000_000.0]).is_some());
    }
}
