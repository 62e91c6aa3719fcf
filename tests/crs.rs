//! Coordinates of every system agree with those of PROJ, both ways, within a centimetre. PROJ
//! chooses the operation between the datums itself; shift grids from the network are off.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use phiabac::geometry::{Axis, Crs, LonLat, geodesic_km};

/// A tenth of the agreement that is promised: the formulae should not be near its edge.
const MOST_METRES: f64 = 0.001;

#[test]
fn every_system_agrees_with_proj_from_wgs_84() {
    each_system(|crs, to_crs, _| {
        let mut worst = 0.0_f64;
        for place in region() {
            let [first, second] = crs.from_lonlat(place);
            let expected = transformed(to_crs, [place.lat, place.lon]);
            worst = worst.max(metres_apart(crs, [first, second], expected));
        }
        worst
    });
}

#[test]
fn every_system_agrees_with_proj_to_wgs_84() {
    each_system(|crs, _, to_wgs_84| {
        let mut worst = 0.0_f64;
        for place in region() {
            let own = crs.from_lonlat(place);
            let found = crs.to_lonlat(own).expect("a place of the region");
            let [lat, lon] = transformed(to_wgs_84, own);
            worst = worst.max(geodesic_km(found, LonLat { lon, lat }) * 1000.0);
        }
        worst
    });
}

#[test]
fn axes_and_names_are_those_of_epsg() {
    for crs in Crs::ALL {
        let Some(code) = crs.epsg() else { continue };
        let known = system(code);
        assert_eq!(crs.name_en(), known.name().unwrap(), "{crs}");
        let key = if crs.is_geographic() {
            "GEOGCS"
        } else {
            "PROJCS"
        };
        let axes: Vec<String> = [0, 1]
            .map(|axis| known.axis_name(key, axis).unwrap())
            .to_vec();
        let own = crs.axes().map(|axis| match axis {
            Axis::Latitude => ["Geodetic latitude", "Latitude", ""],
            Axis::Longitude => ["Geodetic longitude", "Longitude", ""],
            Axis::Easting => ["Easting", "X", "E"],
            Axis::Northing => ["Northing", "Y", "N"],
        });
        for (own, known) in own.iter().zip(&axes) {
            assert!(own.contains(&known.as_str()), "{crs}: {own:?} {known}");
        }
    }
}

/// Asks for the worst distance in metres of every system; fails with the list of those too far.
fn each_system(worst: impl Fn(Crs, &CoordTransform, &CoordTransform) -> f64) {
    gdal::config::set_config_option("PROJ_NETWORK", "OFF").unwrap();
    let wgs_84 = system(4326);
    let mut far = Vec::new();
    for crs in Crs::ALL {
        let Some(code) = crs.epsg() else { continue };
        let own = system(code);
        let to_crs = CoordTransform::new(&wgs_84, &own).unwrap();
        let to_wgs_84 = CoordTransform::new(&own, &wgs_84).unwrap();
        let metres = worst(crs, &to_crs, &to_wgs_84);
        // What is no number is too far, too.
        if metres.is_nan() || metres >= MOST_METRES {
            far.push(format!("{crs}: {metres} m"));
        }
    }
    assert!(far.is_empty(), "{far:?}");
}

fn system(code: u16) -> SpatialRef {
    let mut own = SpatialRef::from_epsg(u32::from(code)).unwrap();
    own.set_axis_mapping_strategy(AxisMappingStrategy::AuthorityCompliant);
    own
}

/// Every eighth of a degree of the region, 102° to 109° E and 19° to 24° N.
fn region() -> impl Iterator<Item = LonLat> {
    (0..=56).flat_map(|east| {
        (0..=40).map(move |north| LonLat {
            lon: 102.0 + f64::from(east) / 8.0,
            lat: 19.0 + f64::from(north) / 8.0,
        })
    })
}

fn transformed(by: &CoordTransform, [first, second]: [f64; 2]) -> [f64; 2] {
    let (mut x, mut y) = ([first], [second]);
    by.transform_coords(&mut x, &mut y, &mut []).unwrap();
    [x[0], y[0]]
}

fn metres_apart(crs: Crs, own: [f64; 2], known: [f64; 2]) -> f64 {
    if crs.is_geographic() {
        let [own, known] = [own, known].map(|[lat, lon]| LonLat { lon, lat });
        return geodesic_km(own, known) * 1000.0;
    }
    (own[0] - known[0]).hypot(own[1] - known[1])
}
