//! The communes of today as ground: in which one a place lies, and how far it is from another.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::coverage::{Coverage, Topology};
use crate::dataset::topojson::{BoundaryFile, BoundarySet, TopoJsonError, read_boundaries};
use crate::domain::UnitCode;
use crate::geometry::{LonLat, LonLatBox, MicroDegrees, geodesic_km};
use crate::store::AreaIndex;

/// The units in which a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// The commune.
    pub code: UnitCode,
    /// Its province.
    pub province: UnitCode,
}

/// The communes of today, at full detail.
#[derive(Debug)]
pub struct Communes {
    topology: Topology,
    index: AreaIndex,
    /// By face; nothing for a face whose codes cannot be read.
    homes: Vec<Option<Home>>,
    faces: BTreeMap<UnitCode, u32>,
}

impl Communes {
    /// The communes of a boundary file.
    #[must_use]
    pub fn new(file: BoundaryFile) -> Self {
        let homes: Vec<Option<Home>> = (file.codes.iter().zip(&file.properties))
            .map(|(code, unit)| {
                Some(Home {
                    code: code.parse().ok()?,
                    province: unit.province.parse().ok()?,
                })
            })
            .collect();
        let faces = (homes.iter().zip(0..)).filter_map(|(home, face)| Some(((*home)?.code, face)));
        Self {
            faces: faces.collect(),
            index: AreaIndex::new(Arc::new(Coverage::new(&file.topology))),
            topology: file.topology,
            homes,
        }
    }

    /// Reads the communes of a folder of compiled data.
    ///
    /// # Errors
    /// When the file is missing or damaged.
    pub fn read(data: &Path) -> Result<Self, TopoJsonError> {
        let set = BoundarySet::Communes;
        let name = format!("boundaries/{}.topojson", set.object_name());
        Ok(Self::new(read_boundaries(&data.join(name), set)?))
    }

    /// The commune and the province in which a place lies; nothing outside the region.
    #[must_use]
    pub fn at(&self, place: LonLat) -> Option<Home> {
        self.homes[self.index.face_at(place)? as usize]
    }

    /// How far a place lies from a commune or province, in metres: 0 inside. Nothing when the unit
    /// has no area.
    #[must_use]
    pub fn metres_to(&self, unit: UnitCode, place: LonLat) -> Option<f64> {
        if self
            .at(place)
            .is_some_and(|home| home.code == unit || home.province == unit)
        {
            return Some(0.0);
        }
        let mut faces: Vec<(f64, u32)> = self
            .faces_of(unit)
            .filter_map(|face| Some((metres_to_box(place, self.index.bounds(face)?), face)))
            .collect();
        faces.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut nearest: Option<f64> = None;
        for (at_least, face) in faces {
            // Distances to boxes are rough: a percent of slack keeps the order safe.
            if nearest.is_some_and(|nearest| nearest < 0.99 * at_least) {
                break;
            }
            let metres = self.metres_to_border(face, place);
            nearest = Some(nearest.map_or(metres, |nearest| nearest.min(metres)));
        }
        nearest
    }

    /// The commune nearest to a place that lies in none, with its distance in metres, when there is
    /// one that near.
    #[must_use]
    pub fn nearest(&self, place: LonLat, within_metres: f64) -> Option<(Home, f64)> {
        // A degree of longitude is nowhere shorter here than 90 km.
        let reach = within_metres / 90_000.0;
        let around = LonLatBox {
            west: place.lon - reach,
            south: place.lat - reach,
            east: place.lon + reach,
            north: place.lat + reach,
        };
        (self.index.faces_near(around).into_iter())
            .filter_map(|face| {
                let metres = self.metres_to_border(face, place);
                Some((self.homes[face as usize]?, metres))
            })
            .filter(|(_, metres)| *metres <= within_metres)
            .min_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn faces_of(&self, unit: UnitCode) -> impl Iterator<Item = u32> + '_ {
        let one = self.faces.get(&unit).copied();
        let of_province = self.homes.iter().zip(0..).filter_map(move |(home, face)| {
            home.is_some_and(|home| home.province == unit)
                .then_some(face)
        });
        one.into_iter().chain(of_province)
    }

    fn metres_to_border(&self, face: u32, place: LonLat) -> f64 {
        let arcs = self.topology.faces[face as usize].arcs();
        let edges = arcs.flat_map(|at| self.topology.arcs[at.arc as usize].points.windows(2));
        let nearest = edges
            .map(|pair| nearest_on_edge(place, pair[0], pair[1]))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map_or(f64::INFINITY, |(at, _)| 1000.0 * geodesic_km(place, at))
    }
}

/// The place on an edge that is nearest, and the square of its distance in degrees of latitude.
fn nearest_on_edge(place: LonLat, a: MicroDegrees, b: MicroDegrees) -> (LonLat, f64) {
    let shrink = place.lat.to_radians().cos();
    let towards = |point: MicroDegrees| {
        let [lon, lat] = point.map(|v| f64::from(v) / 1e6);
        [(lon - place.lon) * shrink, lat - place.lat]
    };
    let ([ax, ay], [bx, by]) = (towards(a), towards(b));
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 {
        (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let [x, y] = [ax + share * dx, ay + share * dy];
    let at = LonLat {
        lon: place.lon + x / shrink,
        lat: place.lat + y,
    };
    (at, x * x + y * y)
}

fn metres_to_box(place: LonLat, around: LonLatBox) -> f64 {
    let nearest = LonLat {
        lon: place.lon.clamp(around.west, around.east),
        lat: place.lat.clamp(around.south, around.north),
    };
    1000.0 * geodesic_km(place, nearest)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::coverage::build;
    use crate::dataset::topojson::UnitProperties;

    /// Two squares of a tenth of a degree, side by side, in two provinces.
    pub(in crate::import::placing) fn two_squares() -> Communes {
        let square = |west: i32| {
            let [south, side] = [21_000_000, 100_000];
            vec![vec![vec![
                [west, south],
                [west + side, south],
                [west + side, south + side],
                [west, south + side],
            ]]]
        };
        let unit = |province: &str| UnitProperties {
            name_vi: "Xã".to_owned(),
            province: province.to_owned(),
            ..UnitProperties::default()
        };
        Communes::new(BoundaryFile {
            topology: build(&[square(105_000_000), square(105_100_000)]).unwrap(),
            codes: vec!["00004".to_owned(), "00007".to_owned()],
            properties: vec![unit("01"), unit("04")],
            ..BoundaryFile::default()
        })
    }

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    #[test]
    fn a_place_lies_in_its_commune_and_at_a_distance_from_others() {
        let communes = two_squares();
        let place = at(105.09, 21.05);
        let home = communes.at(place).unwrap();
        assert_eq!(home.code.to_string(), "00004");
        let metres = |unit: &str, place| communes.metres_to(unit.parse().unwrap(), place).unwrap();
        assert!(metres("00004", place).abs() < 1e-9);
        assert!(metres("01", place).abs() < 1e-9);
        // A hundredth of a degree of longitude at 21.05 degrees north.
        assert!((metres("00007", place) - 1039.4).abs() < 1.0);
        assert!((metres("04", place) - 1039.4).abs() < 1.0);
    }

    #[test]
    fn outside_all_the_nearest_within_reach_is_found() {
        let communes = two_squares();
        let place = at(105.15, 21.101);
        assert_eq!(communes.at(place), None);
        let (home, metres) = communes.nearest(place, 200.0).unwrap();
        assert_eq!(home.code.to_string(), "00007");
        assert!((metres - 110.7).abs() < 0.5, "{metres}");
        assert!(communes.nearest(place, 50.0).is_none());
        assert!(
            communes
                .metres_to("99999".parse().unwrap(), place)
                .is_none()
        );
    }
}
