//! What lies around a place: points and lines, the nearest first.

use std::ops::Range;

use super::courses::{Candidate, Courses, Foot};
use super::space::{InSpace, in_space, longest_way_km, straight_2};
use crate::geometry::{LonLat, geodesic_km};

/// What computing in space and along geodesics may differ by, in kilometres: a tenth of a
/// millimetre, far more than either errs.
const SLACK_KM: f64 = 1e-7;

/// Points and lines, each with a number of the caller's.
///
/// A few thousand points are looked at one by one: that takes microseconds. What costs is to
/// measure geodesics, so only those are measured that can stand in the part that is asked for.
#[derive(Debug, Default)]
pub struct Surroundings {
    points: Vec<(InSpace, LonLat, u32)>,
    lines: Courses,
}

/// A part of what lies around.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The part that was asked for, the nearest first, by number among equals.
    pub feet: Vec<Foot>,
    /// How many lie around in all.
    pub matched: usize,
}

impl Surroundings {
    /// Indexes points and lines.
    #[must_use]
    pub fn new(
        points: impl IntoIterator<Item = (u32, LonLat)>,
        lines: impl IntoIterator<Item = (u32, Vec<LonLat>)>,
    ) -> Self {
        let points = points.into_iter();
        Self {
            points: points
                .map(|(number, place)| (in_space(place), place, number))
                .collect(),
            lines: Courses::new(lines),
        }
    }

    /// What lies within so many kilometres (geodesic) of a place, among the wanted numbers: the
    /// `part` of the list that has the nearest first.
    #[must_use]
    pub fn nearest_first(
        &self,
        from: LonLat,
        within_km: f64,
        wanted: impl Fn(u32) -> bool,
        part: Range<usize>,
    ) -> Found {
        // 1. No geodesic is shorter than the straight way: whatever is farther, straight, is out.
        let mut around = self.candidates(from, within_km + SLACK_KM, wanted);
        // 2. Where the longest way that a straight distance allows is within reach, it is in;
        //    the few between are measured.
        around.retain(|candidate| {
            longest_km(candidate) <= within_km || geodesic_km(from, candidate.place) <= within_km
        });
        let matched = around.len();
        let part = part.start..part.end.min(matched);
        if part.is_empty() {
            return Found {
                feet: Vec::new(),
                matched,
            };
        }
        // 3. The straight order is right but for neighbours: measure those that can stand in the
        //    part, and put them in order.
        around.sort_by(|a, b| {
            (a.straight_2.total_cmp(&b.straight_2)).then_with(|| a.number.cmp(&b.number))
        });
        let start_km = around[part.start].straight_km();
        let before = around.partition_point(|candidate| longest_km(candidate) < start_km);
        let end_km = longest_km(&around[part.end - 1]);
        let after = around.partition_point(|candidate| candidate.straight_km() <= end_km);
        let mut feet: Vec<Foot> = around[before..after]
            .iter()
            .map(|candidate| candidate.measured(from))
            .collect();
        feet.sort_by(|a, b| a.km.total_cmp(&b.km).then_with(|| a.number.cmp(&b.number)));
        Found {
            feet: feet[part.start - before..part.end - before].to_vec(),
            matched,
        }
    }

    fn candidates(
        &self,
        from: LonLat,
        within_km: f64,
        wanted: impl Fn(u32) -> bool,
    ) -> Vec<Candidate> {
        let p = in_space(from);
        let points = self.points.iter().map(|&(point, place, number)| Candidate {
            number,
            place,
            straight_2: straight_2(p, point),
        });
        let near = |candidate: &Candidate| candidate.straight_2 <= within_km * within_km;
        let points = points.filter(|candidate| near(candidate) && wanted(candidate.number));
        let lines = self.lines.nearest_of_each(from, within_km, &wanted);
        points.chain(lines).collect()
    }
}

/// No geodesic to a candidate is longer.
fn longest_km(candidate: &Candidate) -> f64 {
    longest_way_km(candidate.straight_km()) + SLACK_KM
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Every part of the list is that part of a full scan; points stand twice, so that there
        /// are equals.
        #[test]
        fn each_part_equals_that_part_of_a_full_scan(
            places in prop::collection::vec((102.0..109.0f64, 17.0..24.0f64), 1..80),
            lon in 98.0..112.0f64, lat in 12.0..28.0f64,
            within_km in 0.1..900.0f64, offset in 0..100usize, limit in 1..40usize,
        ) {
            let from = LonLat { lon, lat };
            let places: Vec<LonLat> = places.iter().chain(&places).map(|&(lon, lat)| LonLat { lon, lat }).collect();
            let around = Surroundings::new((0..).zip(places.iter().copied()), []);
            let wanted = |number: u32| !number.is_multiple_of(3);
            let mut scanned: Vec<(f64, u32)> = places.iter().zip(0..)
                .filter(|&(_, number)| wanted(number))
                .map(|(&place, number)| (geodesic_km(from, place), number))
                .filter(|&(km, _)| km <= within_km)
                .collect();
            scanned.sort_by(|a, b| a.partial_cmp(b).unwrap());
            let found = around.nearest_first(from, within_km, wanted, offset..offset + limit);
            prop_assert_eq!(found.matched, scanned.len());
            let part: Vec<(f64, u32)> = scanned.into_iter().skip(offset).take(limit).collect();
            let feet: Vec<(f64, u32)> = found.feet.iter().map(|foot| (foot.km, foot.number)).collect();
            prop_assert_eq!(feet, part);
        }
    }

    #[test]
    fn lines_and_points_stand_in_one_list() {
        let place = |lon, lat| LonLat { lon, lat };
        let points = [(2, place(105.0, 21.2)), (0, place(105.0, 20.95))];
        let lines = [(1, vec![place(104.0, 21.1), place(106.0, 21.1)])];
        let around = Surroundings::new(points, lines);
        let found = around.nearest_first(place(105.0, 21.0), 100.0, |_| true, 0..10);
        let numbers: Vec<u32> = found.feet.iter().map(|foot| foot.number).collect();
        assert_eq!(numbers, [0, 1, 2]);
        assert!(
            (found.feet[1].km - 11.07).abs() < 0.02,
            "{}",
            found.feet[1].km
        );
    }
}
