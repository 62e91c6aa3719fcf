//! Between VN-2000 and WGS 84.
//!
//! EPSG lists two operations: 5194 for the Mekong delta and 6960, "VN-2000 to WGS 84 (2)", for all
//! of Vietnam onshore, accuracy 1 m. The second is used: it is the one that PROJ takes for places
//! of the north, and its parameters are those of the Vietnamese survey department. Both systems
//! stand on the ellipsoid of WGS 84.
//!
//! Coordinates have no heights: each way takes a place on the ellipsoid and drops the height that
//! comes out (about 27 m), as PROJ does. There and back therefore differs by up to 2 mm.

use crate::geometry::LonLat;

/// Half the longer axis of the ellipsoid of WGS 84, in metres.
pub(super) const SEMI_MAJOR: f64 = 6_378_137.0;

/// Its flattening.
pub(super) const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// The square of its first eccentricity.
const ECCENTRICITY_2: f64 = FLATTENING * (2.0 - FLATTENING);

/// EPSG:6960: metres from the centre of VN-2000 to that of WGS 84.
const SHIFT: [f64; 3] = [-191.904_414_29, -39.303_182_79, -111.450_328_35];

/// EPSG:6960: rotations of the coordinate frame around x, y and z, in seconds of arc.
const ROTATION: [f64; 3] = [-0.009_288_36, 0.019_754_79, -0.004_273_72];

/// EPSG:6960: difference of scale, in parts per million.
const SCALE_PPM: f64 = 0.252_906_278;

/// A place of VN-2000 in WGS 84.
pub(super) fn to_wgs_84(place: LonLat) -> LonLat {
    let [x, y, z] = geocentric(place);
    let ([rx, ry, rz], scale) = (rotations(), 1.0 + SCALE_PPM * 1e-6);
    // A frame that turns one way is points that turn the other way.
    let turned = [
        x + rz * y - ry * z,
        y - rz * x + rx * z,
        z + ry * x - rx * y,
    ];
    geodetic([0, 1, 2].map(|axis| SHIFT[axis] + scale * turned[axis]))
}

/// A place of WGS 84 in VN-2000.
pub(super) fn to_vn_2000(place: LonLat) -> LonLat {
    let own = geocentric(place);
    let ([rx, ry, rz], scale) = (rotations(), 1.0 + SCALE_PPM * 1e-6);
    let [x, y, z] = [0, 1, 2].map(|axis| (own[axis] - SHIFT[axis]) / scale);
    geodetic([
        x - rz * y + ry * z,
        y + rz * x - rx * z,
        z - ry * x + rx * y,
    ])
}

fn rotations() -> [f64; 3] {
    ROTATION.map(|seconds| (seconds / 3600.0).to_radians())
}

/// Metres from the centre of the ellipsoid.
fn geocentric(place: LonLat) -> [f64; 3] {
    let (sin_lat, cos_lat) = place.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = place.lon.to_radians().sin_cos();
    let radius = SEMI_MAJOR / (1.0 - ECCENTRICITY_2 * sin_lat * sin_lat).sqrt();
    [
        radius * cos_lat * cos_lon,
        radius * cos_lat * sin_lon,
        radius * (1.0 - ECCENTRICITY_2) * sin_lat,
    ]
}

/// The place below or above a point near the ellipsoid, by Bowring's formula: within nanometres
/// there.
fn geodetic([x, y, z]: [f64; 3]) -> LonLat {
    let semi_minor = SEMI_MAJOR * (1.0 - FLATTENING);
    let from_axis = x.hypot(y);
    let (sin, cos) = (z * SEMI_MAJOR).atan2(from_axis * semi_minor).sin_cos();
    let second_eccentricity_2 = ECCENTRICITY_2 / (1.0 - ECCENTRICITY_2);
    let up = z + second_eccentricity_2 * semi_minor * sin.powi(3);
    let out = from_axis - ECCENTRICITY_2 * SEMI_MAJOR * cos.powi(3);
    LonLat {
        lon: y.atan2(x).to_degrees(),
        lat: up.atan2(out).to_degrees(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::geodesic_km;

    #[test]
    fn the_datums_lie_about_two_hundred_metres_apart() {
        let place = LonLat {
            lon: 105.84,
            lat: 21.03,
        };
        let km = geodesic_km(place, to_wgs_84(place));
        assert!((0.15..0.25).contains(&km), "{km}");
    }

    #[test]
    fn from_the_centre_and_back_is_the_same_place() {
        for (lon, lat) in [(0.0, 0.0), (105.0, 21.0), (-70.0, -89.9), (179.9, 45.0)] {
            let back = geodetic(geocentric(LonLat { lon, lat }));
            assert!((back.lon - lon).abs() < 1e-12, "{back:?}");
            assert!((back.lat - lat).abs() < 1e-12, "{back:?}");
        }
    }
}
