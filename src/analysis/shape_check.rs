//! What is wrong with a shape that somebody drew, and where.
//!
//! Edges that meet are found through an R-tree, so that ten thousand vertices are no burden; whether
//! two edges cross, touch or pass is decided exactly.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::shape::{FinePoint, Ring, Side, degrees, edges, fine, orientation, side_of};
use crate::geometry::LonLat;

/// Edges longer than this in longitude go around the back of the earth.
const HALF_TURN: i64 = 180_000_000_000;

/// Why a shape is none. Polygons and rings are counted from 0; ring 0 is the outer one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ShapeFault {
    /// There is no polygon.
    Empty,
    /// A ring has a fault.
    Ring {
        /// Which polygon.
        polygon: usize,
        /// Which of its rings.
        ring: usize,
        /// What is wrong with it.
        fault: RingFault,
    },
}

/// What is wrong with a ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RingFault {
    /// A polygon without rings.
    Missing,
    /// Its last position is not its first.
    Open,
    /// It has fewer than four positions.
    TooShort,
    /// Its positions lie on one line.
    NoArea,
    /// It spans more than half the earth between two positions.
    SpansDateLine(LonLat),
    /// It goes somewhere and straight back.
    Spike(LonLat),
    /// It crosses itself.
    CrossesItself(LonLat),
    /// It touches itself.
    TouchesItself(LonLat),
    /// It crosses another ring of its polygon, or runs along it.
    CrossesRing(LonLat),
    /// A hole that is not in the outer ring.
    OutsideOuterRing(LonLat),
}

/// How two edges meet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meeting {
    Apart,
    /// In a point that ends one of them.
    Touch(LonLat),
    Cross(LonLat),
    /// In more than one point.
    Overlap(LonLat),
}

/// An edge with the ring it belongs to and its order there.
#[derive(Clone, Copy, Debug)]
struct Edge {
    ring: usize,
    at: usize,
    ends: [FinePoint; 2],
}

/// The rings of a polygon, checked: without closing points and repeated positions.
pub(super) fn check(polygon: usize, rings: &[Vec<LonLat>]) -> Result<Vec<Ring>, ShapeFault> {
    let told = |(ring, fault)| ShapeFault::Ring {
        polygon,
        ring,
        fault,
    };
    if rings.is_empty() {
        return Err(told((0, RingFault::Missing)));
    }
    let read = rings.iter().enumerate().map(|(order, ring)| {
        let ring = opened(ring).and_then(|ring| along_one_way(&ring).map(|()| ring));
        ring.map_err(|fault| told((order, fault)))
    });
    let rings: Vec<Ring> = read.collect::<Result<_, _>>()?;
    first_meeting(&rings).map_or(Ok(()), |fault| Err(told(fault)))?;
    let (outer, holes) = rings.split_first().ok_or(told((0, RingFault::Missing)))?;
    for (order, hole) in (1..).zip(holes) {
        let outside = |point: &&FinePoint| side_of(outer, **point) == Side::Outside;
        if let Some(&point) = hole.iter().find(outside) {
            let fault = RingFault::OutsideOuterRing(degrees(point));
            return Err(told((order, fault)));
        }
    }
    Ok(rings)
}

/// A closed ring without its closing point and without repeated positions.
fn opened(ring: &[LonLat]) -> Result<Ring, RingFault> {
    let mut points: Ring = ring.iter().map(|&place| fine(place)).collect();
    if points.len() > 1 && points.first() != points.last() {
        return Err(RingFault::Open);
    }
    if points.len() < 4 {
        return Err(RingFault::TooShort);
    }
    points.dedup();
    points.pop();
    let has_area = points.len() > 2 && {
        let (a, b) = (points[0], points[1]);
        points.iter().any(|&c| orientation(a, b, c) != 0)
    };
    if has_area {
        Ok(points)
    } else {
        Err(RingFault::NoArea)
    }
}

/// No edge goes around the back of the earth, none goes back on the one before.
fn along_one_way(ring: &[FinePoint]) -> Result<(), RingFault> {
    let before = edges(ring);
    let after = edges(ring).skip(1).chain(edges(ring).take(1));
    for ((a, b), (_, c)) in before.zip(after) {
        if (b[0] - a[0]).abs() > HALF_TURN {
            return Err(RingFault::SpansDateLine(degrees(a)));
        }
        let ahead = |i: usize| i128::from(b[i] - a[i]) * i128::from(c[i] - b[i]);
        if orientation(a, b, c) == 0 && ahead(0) + ahead(1) < 0 {
            return Err(RingFault::Spike(degrees(b)));
        }
    }
    Ok(())
}

/// The first place found where edges meet that must not, and the ring it lies on.
fn first_meeting(rings: &[Ring]) -> Option<(usize, RingFault)> {
    let edges: Vec<Edge> = rings
        .iter()
        .enumerate()
        .flat_map(|(ring, points)| {
            let numbered = edges(points).enumerate();
            numbered.map(move |(at, (a, b))| Edge {
                ring,
                at,
                ends: [a, b],
            })
        })
        .collect();
    let boxes = edges.iter().enumerate().map(|(number, edge)| {
        let [one, other] = edge.ends.map(corner);
        GeomWithData::new(Rectangle::from_corners(one, other), number)
    });
    let tree: RTree<GeomWithData<Rectangle<Corner>, usize>> = RTree::bulk_load(boxes.collect());
    edges.iter().enumerate().find_map(|(number, edge)| {
        let [one, other] = edge.ends.map(corner);
        let around = AABB::from_corners(one, other);
        tree.locate_in_envelope_intersecting(&around)
            .filter(|other| other.data > number)
            .find_map(|other| fault_of(edge, &edges[other.data], rings))
    })
}

/// A point of a box with eight sides: along both axes and along both diagonals. Slanting edges that
/// lie side by side, as the teeth of a comb, fit into such boxes without overlap.
type Corner = [f64; 4];

/// Whole numbers of this size are exact in floating point.
fn corner([x, y]: FinePoint) -> Corner {
    [x, y, x + y, x - y].map(|step| step as f64)
}

/// What is wrong about two edges, if anything is.
fn fault_of(one: &Edge, other: &Edge, rings: &[Ring]) -> Option<(usize, RingFault)> {
    let count = rings[one.ring].len();
    let same = one.ring == other.ring;
    let neighbours = same && ((one.at + 1) % count == other.at || (other.at + 1) % count == one.at);
    if neighbours {
        // They share their corner; that neither goes back on the other is known.
        return None;
    }
    let fault = match (meeting(one.ends, other.ends), same) {
        (Meeting::Apart, _) | (Meeting::Touch(_), false) => return None,
        (Meeting::Cross(place), true) => RingFault::CrossesItself(place),
        (Meeting::Touch(place) | Meeting::Overlap(place), true) => RingFault::TouchesItself(place),
        (Meeting::Cross(place) | Meeting::Overlap(place), false) => RingFault::CrossesRing(place),
    };
    Some((other.ring, fault))
}

fn meeting([a, b]: [FinePoint; 2], [c, d]: [FinePoint; 2]) -> Meeting {
    let sides = [
        orientation(a, b, c),
        orientation(a, b, d),
        orientation(c, d, a),
        orientation(c, d, b),
    ];
    let apart = |one: i128, other: i128| one.signum() * other.signum() > 0;
    if apart(sides[0], sides[1]) || apart(sides[2], sides[3]) {
        return Meeting::Apart;
    }
    if sides.iter().all(|&side| side != 0) {
        let share = sides[2] as f64 / (sides[2] as f64 - sides[3] as f64);
        let along = |i: usize| a[i] as f64 + share * (b[i] - a[i]) as f64;
        return Meeting::Cross(degrees([along(0) as i64, along(1) as i64]));
    }
    let on = |p: FinePoint, [from, to]: [FinePoint; 2], side: i128| {
        let between = |i: usize| (from[i].min(to[i])..=from[i].max(to[i])).contains(&p[i]);
        side == 0 && between(0) && between(1)
    };
    let mut shared: Vec<FinePoint> = Vec::new();
    for (point, edge, side) in [
        (c, [a, b], sides[0]),
        (d, [a, b], sides[1]),
        (a, [c, d], sides[2]),
        (b, [c, d], sides[3]),
    ] {
        if on(point, edge, side) && !shared.contains(&point) {
            shared.push(point);
        }
    }
    match shared[..] {
        [] => Meeting::Apart,
        [point] => Meeting::Touch(degrees(point)),
        [point, ..] => Meeting::Overlap(degrees(point)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(points: &[(f64, f64)]) -> Vec<LonLat> {
        points
            .iter()
            .map(|&(lon, lat)| LonLat { lon, lat })
            .collect()
    }

    fn fault(rings: &[&[(f64, f64)]]) -> Option<(usize, RingFault)> {
        let rings: Vec<Vec<LonLat>> = rings.iter().map(|ring| places(ring)).collect();
        match check(0, &rings) {
            Ok(_) => None,
            Err(ShapeFault::Ring { ring, fault, .. }) => Some((ring, fault)),
            Err(ShapeFault::Empty) => panic!("there is a polygon"),
        }
    }

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    const SQUARE: &[(f64, f64)] = &[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)];

    #[test]
    fn sound_rings_pass() {
        assert_eq!(fault(&[SQUARE]), None);
        // The other way round, with repeated positions and positions in line.
        assert_eq!(
            fault(&[&[
                (0.0, 0.0),
                (0.0, 0.0),
                (0.0, 2.0),
                (0.0, 4.0),
                (4.0, 4.0),
                (4.0, 0.0),
                (0.0, 0.0)
            ]]),
            None
        );
        // Holes may touch the outer ring and each other in a point.
        let hole: &[(f64, f64)] = &[(0.0, 2.0), (1.0, 1.0), (2.0, 2.0), (1.0, 3.0), (0.0, 2.0)];
        let other: &[(f64, f64)] = &[(2.0, 2.0), (3.0, 1.0), (3.0, 3.0), (2.0, 2.0)];
        assert_eq!(fault(&[SQUARE, hole, other]), None);
    }

    #[test]
    fn each_fault_has_its_name_and_place() {
        let none: &[&[(f64, f64)]] = &[];
        assert_eq!(fault(none), Some((0, RingFault::Missing)));
        assert_eq!(fault(&[&[]]), Some((0, RingFault::TooShort)));
        assert_eq!(fault(&[&SQUARE[..4]]), Some((0, RingFault::Open)));
        assert_eq!(
            fault(&[&[(0.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]),
            Some((0, RingFault::TooShort))
        );
        assert_eq!(
            fault(&[&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 0.0)]]),
            Some((0, RingFault::NoArea))
        );
        assert_eq!(fault(&[&[(0.0, 0.0); 5]]), Some((0, RingFault::NoArea)));
        let bow_tie: &[(f64, f64)] = &[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)];
        assert_eq!(
            fault(&[bow_tie]),
            Some((0, RingFault::CrossesItself(at(1.0, 1.0))))
        );
        let spike: &[(f64, f64)] = &[
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 4.0),
            (4.0, 7.0),
            (4.0, 4.0),
            (0.0, 4.0),
            (0.0, 0.0),
        ];
        assert_eq!(fault(&[spike]), Some((0, RingFault::Spike(at(4.0, 7.0)))));
        let touching: &[(f64, f64)] = &[
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 4.0),
            (2.0, 0.0),
            (0.0, 4.0),
            (0.0, 0.0),
        ];
        assert_eq!(
            fault(&[touching]),
            Some((0, RingFault::TouchesItself(at(2.0, 0.0))))
        );
        let eight: &[(f64, f64)] = &[
            (0.0, 0.0),
            (2.0, 1.0),
            (4.0, 0.0),
            (4.0, 2.0),
            (2.0, 1.0),
            (0.0, 2.0),
            (0.0, 0.0),
        ];
        assert_eq!(
            fault(&[eight]),
            Some((0, RingFault::TouchesItself(at(2.0, 1.0))))
        );
        let crossing: &[(f64, f64)] = &[(3.0, 1.0), (5.0, 1.0), (5.0, 2.0), (3.0, 2.0), (3.0, 1.0)];
        assert_eq!(
            fault(&[SQUARE, crossing]),
            Some((1, RingFault::CrossesRing(at(4.0, 1.0))))
        );
        let outside: &[(f64, f64)] = &[(5.0, 1.0), (6.0, 1.0), (6.0, 2.0), (5.0, 1.0)];
        assert_eq!(
            fault(&[SQUARE, outside]),
            Some((1, RingFault::OutsideOuterRing(at(5.0, 1.0))))
        );
        assert!(matches!(
            fault(&[SQUARE, SQUARE]),
            Some((1, RingFault::CrossesRing(_)))
        ));
        let around: &[(f64, f64)] = &[
            (170.0, 0.0),
            (-170.0, 0.0),
            (-170.0, 5.0),
            (170.0, 5.0),
            (170.0, 0.0),
        ];
        assert_eq!(
            fault(&[around]),
            Some((0, RingFault::SpansDateLine(at(170.0, 0.0))))
        );
    }

    proptest! {
        /// What the tree finds, trying every pair finds: on a small grid, where rings touch and
        /// run along themselves often.
        #[test]
        fn a_ring_is_refused_exactly_when_two_edges_meet(
            points in prop::collection::vec((0..7i64, 0..7i64), 3..9),
        ) {
            let mut ring: Ring = points.iter().map(|&(x, y)| [x * 1_000_000_000, y * 1_000_000_000]).collect();
            ring.dedup();
            prop_assume!(ring.len() > 2 && ring.first() != ring.last());
            prop_assume!(along_one_way(&ring).is_ok());
            let all: Vec<_> = edges(&ring).collect();
            let count = all.len();
            let meets = (0..count).any(|i| (i + 1..count).any(|j| {
                let neighbours = i + 1 == j || (i == 0 && j == count - 1);
                let ((a, b), (c, d)) = (all[i], all[j]);
                !neighbours && meeting([a, b], [c, d]) != Meeting::Apart
            }));
            prop_assert_eq!(first_meeting(&[ring]).is_some(), meets);
        }
    }
}
