//! Moving corners of neighbours onto each other where they miss by no more than a tolerance.
//!
//! Only what no neighbour shares is moved: a border that two units share point by point stays as
//! it is, and so do corners and edges that stand there today. A corner goes to a corner of a neighbour, or an edge is led through it; so gaps and
//! overlaps that are nowhere wider than the tolerance close, and wider ones stay for everybody to
//! see.

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};
use rustc_hash::{FxHashMap, FxHashSet};

use super::known::{Known, edge};
use crate::coverage::{MultiPolygon, Ring, arcs_and_faces};
use crate::geometry::MicroDegrees;

/// Rounds after which no more is moved: edges that were led through corners may come near others.
const MOST_ROUNDS: usize = 6;

/// What was moved.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moved {
    /// Corners that were moved, and edges that were led through a corner of a neighbour.
    pub count: usize,
    /// The farthest that anything was moved, metres.
    pub farthest_m: f64,
}

/// Makes the borders of neighbours meet within a tolerance in metres, where they are not those
/// known already.
pub(super) fn meet(areas: &mut [MultiPolygon], tolerance_m: f64, known: &Known) -> Moved {
    let mut all = Moved::default();
    for _ in 0..MOST_ROUNDS {
        let mut moved = to_corners(areas, tolerance_m, known);
        moved.add(through_corners(areas, tolerance_m, known));
        tidy(areas);
        if moved.count == 0 {
            break;
        }
        all.add(moved);
    }
    all
}

impl Moved {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.farthest_m = self.farthest_m.max(other.farthest_m);
    }

    fn note(&mut self, metres: f64) {
        self.count += 1;
        self.farthest_m = self.farthest_m.max(metres);
    }
}

type Tree = RTree<GeomWithData<[i32; 2], ()>>;

/// The corners of all areas: who has them, and which of them no neighbour shares.
struct Corners<'a> {
    known: &'a Known,
    faces: FxHashMap<MicroDegrees, Vec<u32>>,
    loose: FxHashSet<MicroDegrees>,
    /// Edges that two faces share, each from its lesser end.
    shared: FxHashSet<[MicroDegrees; 2]>,
    tree: Tree,
    /// Those that are not known.
    new: Tree,
}

impl<'a> Corners<'a> {
    fn of(areas: &[MultiPolygon], known: &'a Known) -> Self {
        let mut faces: FxHashMap<MicroDegrees, Vec<u32>> = FxHashMap::default();
        for (face, area) in (0..).zip(areas) {
            for &point in area.iter().flatten().flatten() {
                let own = faces.entry(point).or_default();
                if own.last() != Some(&face) {
                    own.push(face);
                }
            }
        }
        let (topology, _) = arcs_and_faces(areas);
        let mut users = vec![0u8; topology.arcs.len()];
        for at in topology.faces.iter().flat_map(crate::coverage::Face::arcs) {
            users[at.arc as usize] = users[at.arc as usize].saturating_add(1);
        }
        let mut loose = FxHashSet::default();
        let mut fast = FxHashSet::default();
        let mut shared = FxHashSet::default();
        for (arc, users) in topology.arcs.iter().zip(users) {
            if users == 2 {
                fast.extend(arc.points.iter().copied());
                let edges = arc.points.windows(2);
                shared.extend(edges.map(|pair| edge(pair[0], pair[1])));
            } else {
                loose.extend(arc.points.iter().copied());
            }
        }
        // A corner where a shared border ends stands fast: others come to it.
        loose.retain(|point| !fast.contains(point) && !known.has_corner(*point));
        let corners = || faces.keys().map(|&at| GeomWithData::new(at, ()));
        let new = corners().filter(|corner| !known.has_corner(*corner.geom()));
        Self {
            known,
            loose,
            shared,
            tree: RTree::bulk_load(corners().collect()),
            new: RTree::bulk_load(new.collect()),
            faces,
        }
    }

    /// Corners within a box around an edge or a corner; around an edge that is known only those
    /// that are not.
    fn near(&self, a: MicroDegrees, b: MicroDegrees, reach: [i32; 2]) -> Vec<MicroDegrees> {
        let tree = if a != b && self.known.has_edge(a, b) {
            &self.new
        } else {
            &self.tree
        };
        let low = [0, 1].map(|i| a[i].min(b[i]) - reach[i]);
        let high = [0, 1].map(|i| a[i].max(b[i]) + reach[i]);
        let window = AABB::from_corners(low, high);
        let found = tree.locate_in_envelope(&window);
        found.map(|corner| *corner.geom()).collect()
    }

    fn is_of(&self, corner: MicroDegrees, face: u32) -> bool {
        self.faces[&corner].contains(&face)
    }

    /// Whether the corner belongs to a face that none of the corner's own faces is.
    fn is_of_another(&self, corner: MicroDegrees, than: MicroDegrees) -> bool {
        let own = &self.faces[&than];
        self.faces[&corner].iter().any(|face| !own.contains(face))
    }
}

/// Moves loose corners to the nearest corner of a neighbour.
fn to_corners(areas: &mut [MultiPolygon], tolerance_m: f64, known: &Known) -> Moved {
    let corners = Corners::of(areas, known);
    let mut in_order: Vec<MicroDegrees> = corners.loose.iter().copied().collect();
    in_order.sort_unstable();
    let mut targets: FxHashMap<MicroDegrees, MicroDegrees> = FxHashMap::default();
    let mut moved = Moved::default();
    for corner in in_order {
        let stands = |other: &MicroDegrees| {
            *other != corner
                && corners.is_of_another(*other, corner)
                && !targets.contains_key(other)
                && (!corners.loose.contains(other) || *other < corner)
        };
        let near = corners.near(corner, corner, reach(corner, tolerance_m));
        let nearest = (near.into_iter().filter(stands))
            .map(|other| (metres(corner, other), other))
            .filter(|(metres, _)| *metres <= tolerance_m)
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Some((metres, other)) = nearest {
            targets.insert(corner, other);
            moved.note(metres);
        }
    }
    for point in areas.iter_mut().flatten().flatten().flatten() {
        if let Some(target) = targets.get(point) {
            *point = *target;
        }
    }
    moved
}

/// Leads edges through corners of neighbours that lie on them or nearly so.
fn through_corners(areas: &mut [MultiPolygon], tolerance_m: f64, known: &Known) -> Moved {
    let corners = Corners::of(areas, known);
    let mut moved = Moved::default();
    for (face, area) in (0..).zip(areas) {
        for ring in area.iter_mut().flatten() {
            let ends_closed = ring.len() > 1 && ring.first() == ring.last();
            if ends_closed {
                ring.pop();
            }
            lead(ring, face, &corners, tolerance_m, &mut moved);
        }
    }
    moved
}

fn lead(ring: &mut Ring, face: u32, corners: &Corners<'_>, tolerance_m: f64, moved: &mut Moved) {
    let mut led = Vec::with_capacity(ring.len());
    for (at, &a) in ring.iter().enumerate() {
        let b = ring[(at + 1) % ring.len()];
        led.push(a);
        // A border that two share is led through corners only that nobody shares yet.
        let is_shared = corners.shared.contains(&edge(a, b));
        let mut through: Vec<(f64, MicroDegrees)> = corners
            .near(a, b, reach(a, tolerance_m))
            .into_iter()
            .filter(|&corner| corner != a && corner != b && !corners.is_of(corner, face))
            .filter(|corner| !is_shared || corners.loose.contains(corner))
            .filter_map(|corner| {
                let (share, metres) = beside_edge(corner, a, b)?;
                (metres <= tolerance_m).then(|| {
                    moved.note(metres);
                    (share, corner)
                })
            })
            .collect();
        through.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        led.extend(through.into_iter().map(|(_, corner)| corner));
    }
    *ring = led;
}

/// How far along an edge a corner lies, as a share, and how far beside it, in metres; nothing
/// before its beginning and behind its end.
fn beside_edge(corner: MicroDegrees, a: MicroDegrees, b: MicroDegrees) -> Option<(f64, f64)> {
    let scale = scale_at(a);
    let towards = |p: MicroDegrees| [0, 1].map(|i| f64::from(p[i] - a[i]) * scale[i]);
    let ([px, py], [bx, by]) = (towards(corner), towards(b));
    let length = bx * bx + by * by;
    if length <= 0.0 {
        return None;
    }
    let share = (px * bx + py * by) / length;
    let beside = (px - share * bx).hypot(py - share * by);
    (share > 0.0 && share < 1.0).then_some((share, beside))
}

/// Drops corners that stand twice in a row and spikes that go out and straight back.
fn tidy(areas: &mut [MultiPolygon]) {
    for area in areas {
        for polygon in area.iter_mut() {
            for ring in polygon.iter_mut() {
                *ring = tidied(ring);
            }
            // What has shrunk to nothing is no ring any more; without its outer ring the polygon
            // goes.
            let outer_stands = polygon.first().is_some_and(|ring| ring.len() >= 3);
            if outer_stands {
                polygon.retain(|ring| ring.len() >= 3);
            } else {
                polygon.clear();
            }
        }
        area.retain(|polygon| !polygon.is_empty());
    }
}

fn tidied(ring: &[MicroDegrees]) -> Ring {
    let mut kept: Ring = Vec::with_capacity(ring.len());
    for &point in ring {
        match kept[..] {
            [.., last] if last == point => {}
            [.., before, _] if before == point => {
                kept.pop();
            }
            _ => kept.push(point),
        }
    }
    // The same over the end of the ring.
    loop {
        match kept[..] {
            [first, .., last] if first == last && kept.len() > 1 => {
                kept.pop();
            }
            [first, .., before, _] if before == first && kept.len() > 2 => {
                kept.pop();
            }
            [_, second, .., last] if second == last && kept.len() > 2 => {
                kept.remove(0);
            }
            _ => return kept,
        }
    }
}

/// Metres of a microdegree, to the east and to the north.
fn scale_at(point: MicroDegrees) -> [f64; 2] {
    let lat = f64::from(point[1]) / 1e6;
    [0.111_32 * lat.to_radians().cos(), 0.110_7]
}

fn metres(a: MicroDegrees, b: MicroDegrees) -> f64 {
    let scale = scale_at(a);
    let along = [0, 1].map(|i| f64::from(b[i] - a[i]) * scale[i]);
    along[0].hypot(along[1])
}

/// As many microdegrees as hold a tolerance, with one to spare.
fn reach(point: MicroDegrees, tolerance_m: f64) -> [i32; 2] {
    scale_at(point).map(|scale| (tolerance_m / scale).ceil() as i32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{build, planar_problems};

    const SIDE: i32 = 10_000;

    fn square(west: i32, south: i32) -> MultiPolygon {
        let [e, n] = [west + SIDE, south + SIDE];
        vec![vec![vec![[west, south], [e, south], [e, n], [west, n]]]]
    }

    fn origin() -> [i32; 2] {
        [105_000_000, 21_000_000]
    }

    #[test]
    fn what_meets_already_stays() {
        let [west, south] = origin();
        let mut areas = [square(west, south), square(west + SIDE, south)];
        let before = areas.clone();
        assert_eq!(meet(&mut areas, 1.0, &Known::default()), Moved::default());
        assert_eq!(areas, before);
    }

    #[test]
    fn a_gap_within_the_tolerance_closes() {
        let [west, south] = origin();
        // Five microdegrees are half a metre.
        let mut areas = [square(west, south), square(west + SIDE + 5, south)];
        let moved = meet(&mut areas, 1.0, &Known::default());
        assert_eq!(moved.count, 2);
        assert!((0.4..0.6).contains(&moved.farthest_m), "{moved:?}");
        let topology = build(&areas).unwrap();
        assert_eq!(topology.arcs.len(), 3);
    }

    #[test]
    fn an_edge_is_led_through_the_corner_of_a_neighbour() {
        let [west, south] = origin();
        // The neighbour has a corner in the middle of the common border, a little off.
        let mut right = square(west + SIDE, south);
        right[0][0].push([west + SIDE + 4, south + SIDE / 2]);
        let mut areas = [square(west, south), right];
        let (apart, _) = arcs_and_faces(&areas);
        assert!(apart.arcs.len() > 3 || !planar_problems(&apart).is_empty());
        meet(&mut areas, 1.0, &Known::default());
        assert_eq!(build(&areas).unwrap().arcs.len(), 3);
    }

    #[test]
    fn what_is_wider_than_the_tolerance_stays() {
        let [west, south] = origin();
        let mut areas = [square(west, south), square(west + SIDE + 30, south)];
        let before = areas.clone();
        assert_eq!(meet(&mut areas, 1.0, &Known::default()), Moved::default());
        assert_eq!(areas, before);
    }

    #[test]
    fn what_stands_there_today_is_not_moved() {
        let [west, south] = origin();
        let mut areas = [square(west, south), square(west + SIDE + 5, south)];
        let (today, _) = arcs_and_faces(&areas);
        let before = areas.clone();
        assert_eq!(meet(&mut areas, 1.0, &Known::of(&today)), Moved::default());
        assert_eq!(areas, before);
        // One side alone is new: it comes to the other.
        let (today, _) = arcs_and_faces(&areas[..1]);
        assert_eq!(meet(&mut areas, 1.0, &Known::of(&today)).count, 2);
        assert_eq!(areas[0], before[0]);
    }

    #[test]
    fn spikes_and_doubled_corners_go() {
        let [a, b, c, d] = [[0, 0], [9, 0], [9, 9], [20, 20]];
        assert_eq!(tidied(&[a, b, b, c, d, c]), [a, b, c]);
        assert_eq!(tidied(&[a, b, c, a]), [a, b, c]);
        assert_eq!(tidied(&[d, a, b, c, a]), [a, b, c]);
    }
}
