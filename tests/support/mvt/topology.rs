//! Rings against themselves and each other: crossing, touching, lying inside.

use super::commands::Breach;
use super::contact::{Contact, Segment, contact, for_each_close_pair, turn};
use super::model::{Point, Polygon, Ring, Rule};
use super::ring::{RingIndex, Side};

/// Checks the areas of one feature; at most one breach of each rule is told.
pub fn check(polygons: &[Polygon], breaches: &mut Vec<Breach>) {
    let before = breaches.len();
    let rings: Vec<&Ring> = polygons.iter().flat_map(Polygon::rings).collect();
    let segments = segments_of(&rings);
    let mut note = |rule: Rule, place: Point| {
        if breaches[before..].iter().all(|b| b.0 != rule) {
            breaches.push((rule, Some(place), String::new()));
        }
    };
    for_each_close_pair(&segments, |i, j| {
        let (s, t) = (&segments[i], &segments[j]);
        let found = contact(s, t);
        if s.ring == t.ring {
            if let Some((rule, place)) = within_ring(s, t, found, rings[s.ring].len()) {
                note(rule, place);
            }
        } else if between_rings(s, t, found, &rings) {
            note(Rule::RingsCross, s.start);
        }
    });
    let crossing = |b: &Breach| matches!(b.0, Rule::RingsCross | Rule::SelfCrossing);
    if !breaches[before..].iter().any(crossing) {
        check_nesting(polygons, breaches);
    }
}

fn segments_of(rings: &[&Ring]) -> Vec<Segment> {
    let mut segments = Vec::new();
    for (ring, points) in rings.iter().enumerate() {
        for (index, &start) in points.iter().enumerate() {
            let end = points[(index + 1) % points.len()];
            if start != end {
                segments.push(Segment {
                    start,
                    end,
                    ring,
                    index,
                });
            }
        }
    }
    segments
}

fn within_ring(s: &Segment, t: &Segment, found: Contact, length: usize) -> Option<(Rule, Point)> {
    let follows = |a: &Segment, b: &Segment| (a.index + 1) % length == b.index && a.end == b.start;
    match found {
        Contact::None => None,
        Contact::Cross => Some((Rule::SelfCrossing, s.start)),
        Contact::Overlap(place) => Some((Rule::SelfTouching, place)),
        Contact::Touch(place) => {
            let joint = (follows(s, t) && place == s.end) || (follows(t, s) && place == t.end);
            (!joint).then_some((Rule::SelfTouching, place))
        }
    }
}

/// Rings of a feature may touch in a place, but neither cross there nor share a stretch.
fn between_rings(s: &Segment, t: &Segment, found: Contact, rings: &[&Ring]) -> bool {
    match found {
        Contact::None => false,
        Contact::Cross | Contact::Overlap(_) => true,
        Contact::Touch(place) => {
            let [s_back, s_on] = arms(s, place, rings[s.ring]);
            let [t_back, t_on] = arms(t, place, rings[t.ring]);
            let side = |p: Point| in_sector(place, s_on, s_back, p);
            matches!((side(t_back), side(t_on)), (Some(a), Some(b)) if a != b)
        }
    }
}

/// The places before and after `place` on the ring, `place` being on that segment.
fn arms(segment: &Segment, place: Point, ring: &Ring) -> [Point; 2] {
    let n = ring.len();
    if place == segment.start {
        [ring[(segment.index + n - 1) % n], segment.end]
    } else if place == segment.end {
        [segment.start, ring[(segment.index + 2) % n]]
    } else {
        [segment.start, segment.end]
    }
}

/// Whether `p`, seen from `centre`, lies in the sector that begins at `from` and turns in the
/// positive sense to `to`; nothing when it lies on one of the two arms.
fn in_sector(centre: Point, from: Point, to: Point, p: Point) -> Option<bool> {
    let (past_from, before_to) = (turn(centre, from, p), turn(centre, p, to));
    let along = |arm: Point| {
        turn(centre, arm, p) == 0
            && (0..2).all(|a| (arm[a] - centre[a]).signum() == (p[a] - centre[a]).signum())
    };
    if along(from) || along(to) {
        return None;
    }
    Some(match turn(centre, from, to).signum() {
        1 => past_from > 0 && before_to > 0,
        -1 => !(past_from < 0 && before_to < 0),
        _ => past_from > 0,
    })
}

fn check_nesting(polygons: &[Polygon], breaches: &mut Vec<Breach>) {
    let indexed: Vec<(RingIndex, Vec<RingIndex>)> = polygons
        .iter()
        .map(|p| {
            let holes = p.interiors.iter().map(RingIndex::new).collect();
            (RingIndex::new(&p.exterior), holes)
        })
        .collect();
    for (polygon, (exterior, holes)) in polygons.iter().zip(&indexed) {
        for (number, hole) in polygon.interiors.iter().enumerate() {
            if exterior.side_of_ring(hole) != Side::Inside {
                breaches.push((Rule::InteriorOutside, Some(hole[0]), String::new()));
            }
            let nested = holes.iter().enumerate().any(|(other, index)| {
                other != number
                    && index.box_meets(&holes[number])
                    && index.side_of_ring(hole) == Side::Inside
            });
            if nested {
                breaches.push((Rule::InteriorNested, Some(hole[0]), String::new()));
            }
        }
    }
    for (number, polygon) in polygons.iter().enumerate() {
        let own = &indexed[number].0;
        let covered = indexed
            .iter()
            .enumerate()
            .any(|(other, (exterior, holes))| {
                other != number
                    && exterior.box_meets(own)
                    && exterior.side_of_ring(&polygon.exterior) == Side::Inside
                    && !holes
                        .iter()
                        .any(|h| h.side_of_ring(&polygon.exterior) == Side::Inside)
            });
        if covered {
            let place = Some(polygon.exterior[0]);
            breaches.push((Rule::ExteriorsOverlap, place, String::new()));
        }
    }
}
