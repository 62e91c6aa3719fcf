//! Lines by nearness: borders, roads, railways.

use super::space::{InSpace, SpaceBox, in_space, nearest_on};
use crate::geometry::{LonLat, MicroDegrees, geodesic_km};

/// How many pieces of a line share a box.
const PIECES: usize = 32;

/// Lines, each with a number of the caller's; several may have the same.
#[derive(Debug, Default)]
pub struct Courses {
    points: Vec<MicroDegrees>,
    /// In the order of their numbers.
    stretches: Vec<Stretch>,
}

/// A few pieces of a line with the box around them.
#[derive(Debug)]
struct Stretch {
    number: u32,
    start: u32,
    end: u32,
    around: SpaceBox,
}

/// The point of a line that lies nearest to a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foot {
    /// The number of the line.
    pub number: u32,
    /// Where.
    pub place: LonLat,
    /// Geodesic distance in kilometres.
    pub km: f64,
}

/// A foot before it is measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub number: u32,
    pub place: LonLat,
    /// The square of the straight distance, km².
    pub straight_2: f64,
}

impl Candidate {
    /// The straight distance in kilometres.
    pub fn straight_km(&self) -> f64 {
        self.straight_2.sqrt()
    }

    /// The foot with its geodesic distance.
    pub fn measured(&self, from: LonLat) -> Foot {
        Foot {
            number: self.number,
            place: self.place,
            km: geodesic_km(from, self.place),
        }
    }
}

impl Courses {
    /// Indexes lines. Lines of fewer than two points are left out.
    #[must_use]
    pub fn new(lines: impl IntoIterator<Item = (u32, Vec<LonLat>)>) -> Self {
        let mut courses = Self::default();
        for (number, line) in lines {
            courses.add(number, &line);
        }
        courses.stretches.sort_by_key(|stretch| stretch.number);
        courses
    }

    fn add(&mut self, number: u32, line: &[LonLat]) {
        if line.len() < 2 {
            return;
        }
        let begun = self.points.len();
        self.points.extend(line.iter().map(|&place| micro(place)));
        let last = self.points.len() - 1;
        for start in (begun..last).step_by(PIECES) {
            let end = (start + PIECES).min(last) + 1;
            let points = self.points[start..end].iter();
            let points: Vec<InSpace> = points.map(|&point| in_space(degrees(point))).collect();
            self.stretches.push(Stretch {
                number,
                start: start as u32,
                end: end as u32,
                around: SpaceBox::around(&points),
            });
        }
    }

    /// The point of all lines that lies nearest to a place; of the least number among equals.
    #[must_use]
    pub fn nearest(&self, from: LonLat) -> Option<Foot> {
        let found = self.nearest_of(&self.stretches, in_space(from), f64::INFINITY)?;
        Some(found.measured(from))
    }

    /// For each wanted number its nearest point, if that lies within so many kilometres in a
    /// straight line; in the order of the numbers.
    pub(super) fn nearest_of_each<'a>(
        &'a self,
        from: LonLat,
        within_km: f64,
        wanted: impl Fn(u32) -> bool + 'a,
    ) -> impl Iterator<Item = Candidate> + 'a {
        let p = in_space(from);
        self.stretches
            .chunk_by(|a, b| a.number == b.number)
            .filter(move |own| wanted(own[0].number))
            .filter_map(move |own| self.nearest_of(own, p, within_km * within_km))
    }

    /// Looks into the boxes, the nearest first, the others only where they can hold a nearer point.
    fn nearest_of(&self, stretches: &[Stretch], p: InSpace, within_km_2: f64) -> Option<Candidate> {
        let at_least: Vec<f64> = stretches.iter().map(|s| s.around.straight_2(p)).collect();
        let by_distance = |a: &usize, b: &usize| at_least[*a].total_cmp(&at_least[*b]);
        let first = (0..stretches.len()).min_by(by_distance)?;
        if at_least[first] > within_km_2 {
            return None;
        }
        let mut found = self.candidate(&stretches[first], p);
        let mut found_at = first;
        for (at, stretch) in stretches.iter().enumerate() {
            if at == first || at_least[at] > found.straight_2 {
                continue;
            }
            let candidate = self.candidate(stretch, p);
            if (candidate.straight_2, at) < (found.straight_2, found_at) {
                (found, found_at) = (candidate, at);
            }
        }
        (found.straight_2 <= within_km_2).then_some(found)
    }

    fn candidate(&self, stretch: &Stretch, p: InSpace) -> Candidate {
        let points = &self.points[stretch.start as usize..stretch.end as usize];
        let mut before = (degrees(points[0]), in_space(degrees(points[0])));
        let mut found = Candidate {
            number: stretch.number,
            place: before.0,
            straight_2: f64::INFINITY,
        };
        for &point in &points[1..] {
            let next = (degrees(point), in_space(degrees(point)));
            let (share, straight_2) = nearest_on(p, before.1, next.1);
            if straight_2 < found.straight_2 {
                found.place = between(before.0, next.0, share);
                found.straight_2 = straight_2;
            }
            before = next;
        }
        found
    }
}

fn between(a: LonLat, b: LonLat, share: f64) -> LonLat {
    LonLat {
        lon: a.lon + share * (b.lon - a.lon),
        lat: a.lat + share * (b.lat - a.lat),
    }
}

fn micro(place: LonLat) -> MicroDegrees {
    [place.lon, place.lat].map(|degrees| (degrees * 1e6).round() as i32)
}

fn degrees([lon, lat]: MicroDegrees) -> LonLat {
    LonLat {
        lon: f64::from(lon) / 1e6,
        lat: f64::from(lat) / 1e6,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Points no farther apart than this show where a line passes.
    const DENSE_KM: f64 = 0.02;

    /// The nearest of many points on a line, kilometres.
    fn dense_scan(line: &[LonLat], from: LonLat) -> f64 {
        let steps = line.windows(2).flat_map(|pair| {
            let count = (geodesic_km(pair[0], pair[1]) / DENSE_KM).ceil().max(1.0) as u32;
            (0..=count).map(move |i| between(pair[0], pair[1], f64::from(i) / f64::from(count)))
        });
        steps
            .map(|place| geodesic_km(from, place))
            .fold(f64::INFINITY, f64::min)
    }

    fn walk(start: (f64, f64), steps: &[(f64, f64)]) -> Vec<LonLat> {
        let mut at = start;
        let ends = steps.iter().map(|step| {
            at = (at.0 + step.0, at.1 + step.1);
            at
        });
        let ends: Vec<_> = std::iter::once(start).chain(ends).collect();
        let place = |(lon, lat)| LonLat { lon, lat };
        ends.into_iter().map(place).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn the_nearest_point_is_the_nearest_of_a_dense_scan(
            lines in prop::collection::vec(
                ((104.0..107.0f64, 20.0..22.0f64), prop::collection::vec((-0.02..0.02f64, -0.02..0.02f64), 1..80)),
                1..6,
            ),
            lon in 103.0..108.0f64, lat in 19.0..23.0f64, within_km in 1.0..300.0f64,
        ) {
            let from = LonLat { lon, lat };
            let lines: Vec<Vec<LonLat>> = lines.iter().map(|(start, steps)| walk(*start, steps)).collect();
            let courses = Courses::new((0..).zip(lines.iter().cloned()));
            let scanned: Vec<f64> = lines.iter().map(|line| dense_scan(line, from)).collect();
            let each: Vec<Foot> = courses.nearest_of_each(from, within_km, |_| true).map(|c| c.measured(from)).collect();
            for (number, scan) in (0..).zip(&scanned) {
                let found = each.iter().find(|foot| foot.number == number);
                // A step of the scan may pass the foot by half its length.
                let tolerance = DENSE_KM * 0.6;
                match found {
                    Some(foot) => prop_assert!((foot.km - scan).abs() <= tolerance, "{} {scan}", foot.km),
                    // What is too far on the ground can be near enough straight.
                    None => prop_assert!(*scan >= within_km - tolerance),
                }
            }
            let least = scanned.iter().copied().fold(f64::INFINITY, f64::min);
            let nearest = courses.nearest(from).unwrap();
            prop_assert!((nearest.km - least).abs() <= DENSE_KM * 0.6);
            prop_assert!((geodesic_km(from, nearest.place) - nearest.km).abs() < 1e-9);
        }
    }

    #[test]
    fn among_equals_the_least_number_is_taken() {
        let place = |lon, lat| LonLat { lon, lat };
        let lines = [
            (7, vec![place(105.0, 21.0), place(105.1, 21.1)]),
            (3, vec![place(105.0, 21.0), place(105.1, 20.9)]),
        ];
        let courses = Courses::new(lines);
        assert_eq!(courses.nearest(place(104.9, 21.0)).unwrap().number, 3);
        assert!(Courses::default().nearest(place(105.0, 21.0)).is_none());
    }
}
