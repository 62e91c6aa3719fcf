//! Sizes of the faces of a projected coverage, on the ellipsoid.

use super::Coverage;
use crate::geometry::{GridPoint, grid_to_lonlat};

/// Half the large axis of WGS 84, km.
const HALF_AXIS_KM: f64 = 6378.137;

/// Square of the eccentricity of WGS 84.
const ECCENTRICITY_2: f64 = 0.006_694_379_990_141_316;

impl Coverage {
    /// Area of each face on WGS 84, in square kilometres.
    ///
    /// Every border is walked once for the faces on both of its sides: what one gains the other
    /// loses. Between two neighbouring points the border is taken as straight on an equal-area map,
    /// which over their few metres is the geodesic ([`areas_km2`](super::areas_km2)) to a millionth.
    #[must_use]
    pub fn areas_km2(&self) -> Vec<f64> {
        let mut areas = vec![0.0; self.face_count()];
        for (points, [forward, backward]) in self.arcs() {
            let below = area_south_of(points);
            if let Some(area) = areas.get_mut(forward as usize) {
                *area += below;
            }
            if let Some(area) = areas.get_mut(backward as usize) {
                *area -= below;
            }
        }
        areas.into_iter().map(f64::abs).collect()
    }
}

/// The area between a line and the equator, km²; negative where the line runs westward.
fn area_south_of(line: &[GridPoint]) -> f64 {
    let mut area = 0.0;
    let mut before: Option<(f64, f64)> = None;
    for point in line {
        let place = grid_to_lonlat(*point);
        let here = (place.lon.to_radians(), zone_km2(place.lat.to_radians()));
        if let Some((lon, zone)) = before {
            area += (here.0 - lon) * f64::midpoint(here.1, zone);
        }
        before = Some(here);
    }
    area
}

/// The area between the equator and a parallel, km² for each radian of longitude.
fn zone_km2(latitude: f64) -> f64 {
    let eccentricity = ECCENTRICITY_2.sqrt();
    let sine = latitude.sin();
    let shell = sine / (1.0 - ECCENTRICITY_2 * sine * sine);
    let bulge = (eccentricity * sine).atanh() / eccentricity;
    HALF_AXIS_KM * HALF_AXIS_KM * (1.0 - ECCENTRICITY_2) / 2.0 * (shell + bulge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::{areas_km2, samples::wiggly_wall};

    proptest! {
        #[test]
        fn areas_on_the_grid_are_the_geodesic_ones(
            seed: u64,
            side in 1..6usize,
            width in 2_000..60_000i32,
            south in 8_000_000..23_000_000i32,
        ) {
            let topology = wiggly_wall(side, width, [105_000_000, south], seed);
            let quick = Coverage::new(&topology).areas_km2();
            for (quick, exact) in quick.into_iter().zip(areas_km2(&topology)) {
                // Points are rounded to two centimetres, and edges here are kilometres long.
                let rounding = 1e-4 * exact.sqrt().max(0.01);
                prop_assert!((quick - exact).abs() < rounding + 2e-4 * exact, "{} {}", quick, exact);
            }
        }
    }
}
