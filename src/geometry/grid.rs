//! Web Mercator on an integer grid.

use std::f64::consts::PI;

use super::{LonLat, MicroDegrees};

/// The Web Mercator square (EPSG:3857) has 2^31 grid cells a side: 1.9 cm at the equator.
///
/// A tile of zoom z with 4096 units a side therefore has units of 2^(19 − z) cells, a whole
/// number for every zoom served.
pub const GRID_BITS: u32 = 31;

const CELLS: f64 = (1u64 << GRID_BITS) as f64;

/// The latitude at which the Web Mercator square ends.
const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// A place on the grid: x from the 180th meridian eastward, y from the northern edge southward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GridPoint {
    /// Cells east of the 180th meridian.
    pub x: i32,
    /// Cells south of the northern edge (y grows southward, as in tiles).
    pub y: i32,
}

/// Projects a place to the nearest grid point; latitudes beyond the square are clamped to its edge.
#[must_use]
pub fn lonlat_to_grid(place: LonLat) -> GridPoint {
    let x = (place.lon / 360.0 + 0.5) * CELLS;
    let lat = place.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let y = (0.5 - lat.sin().atanh() / (2.0 * PI)) * CELLS;
    GridPoint {
        x: to_cell(x),
        y: to_cell(y),
    }
}

/// Projects a place of the boundary files.
#[must_use]
pub fn microdegrees_to_grid([lon, lat]: MicroDegrees) -> GridPoint {
    lonlat_to_grid(LonLat {
        lon: f64::from(lon) / 1e6,
        lat: f64::from(lat) / 1e6,
    })
}

/// The place of a grid point, in degrees.
#[must_use]
pub fn grid_to_lonlat(point: GridPoint) -> LonLat {
    let lon = (f64::from(point.x) / CELLS - 0.5) * 360.0;
    let y = PI * (1.0 - 2.0 * f64::from(point.y) / CELLS);
    LonLat {
        lon,
        lat: y.sinh().atan().to_degrees(),
    }
}

/// The place of a grid point on the grid of the boundary files: where a point of those files was
/// projected from, that very point.
#[must_use]
pub fn grid_to_microdegrees(point: GridPoint) -> MicroDegrees {
    let place = grid_to_lonlat(point);
    [place.lon, place.lat].map(|degrees| (degrees * 1e6).round() as i32)
}

fn to_cell(value: f64) -> i32 {
    value.round().clamp(0.0, f64::from(i32::MAX)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_origin_of_degrees_is_the_middle_of_the_grid() {
        let middle = 1 << (GRID_BITS - 1);
        let origin = lonlat_to_grid(LonLat { lon: 0.0, lat: 0.0 });
        assert_eq!(
            origin,
            GridPoint {
                x: middle,
                y: middle
            }
        );
    }

    proptest! {
        #[test]
        fn projecting_there_and_back_stays_within_a_cell(lon in -179.9..179.9f64, lat in -84.0..84.0f64) {
            let back = grid_to_lonlat(lonlat_to_grid(LonLat { lon, lat }));
            prop_assert!((back.lon - lon).abs() < 2e-7);
            prop_assert!((back.lat - lat).abs() < 2e-7);
        }

        #[test]
        fn microdegrees_come_back_as_they_were(lon in -179_900_000..179_900_000i32, lat in -84_000_000..84_000_000i32) {
            prop_assert_eq!(grid_to_microdegrees(microdegrees_to_grid([lon, lat])), [lon, lat]);
        }

        #[test]
        fn order_is_kept(a in -80.0..80.0f64, b in -80.0..80.0f64) {
            let (north, south) = (a.max(b), a.min(b));
            let y = |lat| lonlat_to_grid(LonLat { lon: 105.0, lat }).y;
            prop_assert!(y(north) <= y(south));
        }
    }
}
