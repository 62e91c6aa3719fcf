//! Which places are nearest.

use rstar::{AABB, PointDistance, RTree, RTreeObject};

use crate::geometry::{LonLat, geodesic_km};

/// The flattening of the earth: no geodesic is longer or shorter than the great circle through
/// the same geographic latitudes by more than about twice this share.
const ELLIPSOID_SLACK: f64 = 0.01;

/// Mean radius of the earth in kilometres.
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Places by nearness, each with a number of the caller's.
#[derive(Debug)]
pub struct PlaceIndex {
    tree: RTree<OnSphere>,
}

/// A place on the unit sphere: chords there grow with distance, so an R-tree finds neighbours
/// without any trouble at the date line.
#[derive(Debug)]
struct OnSphere {
    vector: [f64; 3],
    place: LonLat,
    number: u32,
}

impl RTreeObject for OnSphere {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.vector)
    }
}

impl PointDistance for OnSphere {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        (0..3).map(|i| (self.vector[i] - point[i]).powi(2)).sum()
    }
}

impl PlaceIndex {
    /// Indexes places.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = (LonLat, u32)>) -> Self {
        let places = places
            .into_iter()
            .map(|(place, number)| OnSphere {
                vector: on_sphere(place),
                place,
                number,
            })
            .collect();
        Self {
            tree: RTree::bulk_load(places),
        }
    }

    /// The nearest places, nearest first: number and geodesic distance in kilometres. Places at
    /// equal distance come in the order of their numbers.
    #[must_use]
    pub fn nearest(&self, from: LonLat, count: usize, within_km: f64) -> Vec<(u32, f64)> {
        let mut found: Vec<(u32, f64)> = Vec::new();
        for (candidate, chord_2) in self
            .tree
            .nearest_neighbor_iter_with_distance_2(&on_sphere(from))
        {
            let great_circle_km = 2.0 * (chord_2.sqrt() / 2.0).min(1.0).asin() * EARTH_RADIUS_KM;
            let at_least_km = great_circle_km * (1.0 - ELLIPSOID_SLACK);
            let is_full =
                count <= found.len() && found.last().is_some_and(|(_, km)| *km < at_least_km);
            if at_least_km > within_km || is_full {
                break;
            }
            let km = geodesic_km(from, candidate.place);
            if km <= within_km {
                let entry = (candidate.number, km);
                let at = found.partition_point(|(number, other)| (*other, *number) < (km, entry.0));
                found.insert(at, entry);
                found.truncate(count);
            }
        }
        found
    }
}

fn on_sphere(place: LonLat) -> [f64; 3] {
    let (lon, lat) = (place.lon.to_radians(), place.lat.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_index_equals_a_full_scan(
            places in prop::collection::vec((100.0..110.0f64, 8.0..24.0f64), 0..60),
            lon in 100.0..110.0f64, lat in 8.0..24.0f64,
            count in 1..10usize, within_km in 1.0..900.0f64,
        ) {
            let from = LonLat { lon, lat };
            let places: Vec<LonLat> = places.into_iter().map(|(lon, lat)| LonLat { lon, lat }).collect();
            let index = PlaceIndex::new(places.iter().zip(0..).map(|(&place, number)| (place, number)));
            let mut scanned: Vec<(u32, f64)> = places.iter().zip(0..)
                .map(|(&place, number)| (number, geodesic_km(from, place)))
                .filter(|(_, km)| *km <= within_km)
                .collect();
            scanned.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            scanned.truncate(count);
            prop_assert_eq!(index.nearest(from, count, within_km), scanned);
        }
    }
}
