//! From polygons to shared borders: rings are cut where the neighbours change, and each piece is
//! kept once.
//!
//! A vertex whose two neighbours are the same in every ring that visits it lies inside a border; a
//! vertex that is met with other neighbours is a junction. Cut there, give each piece the
//! direction that comes first in the order of its points, and two rings that share a border name
//! the same arc, one of them backwards.
//!
//! Nothing is repaired here. What is not a coverage is refused, with every reason found by
//! [`planar_problems`].

use rustc_hash::FxHashMap;

use super::planar::planar_problems;
use super::problems::Problem;
use super::ring_area::doubled_area;
use super::{Arc, ArcRef, Face, Topology};
use crate::geometry::MicroDegrees;

/// A closed line on the 1e-6° grid; the first point may or may not be repeated as the last one.
pub type Ring = Vec<MicroDegrees>;

/// The polygons of one unit, each a list of rings of which the first is the outer one.
pub type MultiPolygon = Vec<Vec<Ring>>;

/// Turns the polygons of neighbouring units into a topology whose faces are in the same order.
///
/// Outer rings run counter-clockwise in longitude and latitude and holes clockwise (RFC 7946),
/// whichever way they came; so a face lies to the left of every arc that it walks. Arcs are in the
/// order in which the rings first meet them, and a closed arc without a junction begins at its
/// least point: the same polygons always give the same topology.
///
/// # Errors
/// All reasons why the polygons are no coverage: a degenerate ring, an arc with two users on one
/// side, edges that meet elsewhere than in a common vertex, a face inside another.
pub fn build(areas: &[MultiPolygon]) -> Result<Topology, Vec<Problem>> {
    let (topology, mut problems) = arcs_and_faces(areas);
    problems.extend(planar_problems(&topology));
    if problems.is_empty() {
        Ok(topology)
    } else {
        Err(problems)
    }
}

/// The topology of the polygons as they are, coverage or not: arcs may have any number of users.
/// Degenerate rings are left out and given as problems; without an outer ring its holes go too.
#[must_use]
pub fn arcs_and_faces(areas: &[MultiPolygon]) -> (Topology, Vec<Problem>) {
    let (rings, problems) = normalised(areas);
    let junctions = find_junctions(&rings);
    let mut cutter = Cutter {
        junctions: &junctions,
        arcs: Vec::new(),
        by_first_edge: FxHashMap::default(),
    };
    let mut faces = Vec::with_capacity(rings.len());
    for polygons in &rings {
        let mut face = Face::default();
        for rings in polygons {
            face.polygons
                .push(rings.iter().map(|ring| cutter.cut(ring)).collect());
        }
        faces.push(face);
    }
    let arcs = cutter.arcs;
    (Topology { arcs, faces }, problems)
}

/// Rings without repeated points, open, outer ones counter-clockwise and holes clockwise.
fn normalised(areas: &[MultiPolygon]) -> (Vec<MultiPolygon>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut all = Vec::with_capacity(areas.len());
    for (face, area) in areas.iter().enumerate() {
        let mut polygons = Vec::with_capacity(area.len());
        for polygon in area {
            let mut rings = Vec::with_capacity(polygon.len());
            for (index, ring) in polygon.iter().enumerate() {
                if let Some(ring) = normalised_ring(ring, index == 0) {
                    rings.push(ring);
                    continue;
                }
                problems.push(Problem::DegenerateRing {
                    face: face as u32,
                    at: ring.first().copied().unwrap_or_default(),
                });
                if index == 0 {
                    break;
                }
            }
            if !rings.is_empty() {
                polygons.push(rings);
            }
        }
        all.push(polygons);
    }
    (all, problems)
}

fn normalised_ring(ring: &[MicroDegrees], outer: bool) -> Option<Ring> {
    let mut points = ring.to_vec();
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let area = doubled_area(&points);
    if points.len() < 3 || area == 0 {
        return None;
    }
    if (area > 0) != outer {
        points.reverse();
    }
    Some(points)
}

/// What is known of a vertex: the two neighbours of its first visit, and whether another visit had
/// others.
struct Visit {
    neighbours: [MicroDegrees; 2],
    is_junction: bool,
}

type Visits = FxHashMap<MicroDegrees, Visit>;

fn find_junctions(areas: &[MultiPolygon]) -> Visits {
    let count = areas
        .iter()
        .flatten()
        .flatten()
        .map(Vec::len)
        .sum::<usize>();
    let mut visits = Visits::with_capacity_and_hasher(count / 2, rustc_hash::FxBuildHasher);
    for ring in areas.iter().flatten().flatten() {
        for (index, &point) in ring.iter().enumerate() {
            let before = ring[(index + ring.len() - 1) % ring.len()];
            let after = ring[(index + 1) % ring.len()];
            let neighbours = [before.min(after), before.max(after)];
            visits
                .entry(point)
                .and_modify(|visit| visit.is_junction |= visit.neighbours != neighbours)
                .or_insert(Visit {
                    neighbours,
                    is_junction: false,
                });
        }
    }
    visits
}

/// Cuts rings at junctions and remembers the arcs made so far.
struct Cutter<'a> {
    junctions: &'a Visits,
    arcs: Vec<Arc>,
    /// An arc never branches, so its first edge names it.
    by_first_edge: FxHashMap<[MicroDegrees; 2], u32>,
}

impl Cutter<'_> {
    fn cut(&mut self, ring: &[MicroDegrees]) -> Vec<ArcRef> {
        let Some(start) = ring.iter().position(|&point| self.is_junction(point)) else {
            return vec![self.arc_of(closed_from_least_point(ring))];
        };
        let around = ring[start..].iter().chain(&ring[..=start]);
        let mut refs = Vec::new();
        let mut piece: Vec<MicroDegrees> = Vec::new();
        for &point in around {
            piece.push(point);
            if piece.len() > 1 && self.is_junction(point) {
                refs.push(self.arc_of(std::mem::replace(&mut piece, vec![point])));
            }
        }
        refs
    }

    fn is_junction(&self, point: MicroDegrees) -> bool {
        self.junctions
            .get(&point)
            .is_some_and(|visit| visit.is_junction)
    }

    /// The arc of these points, walked as given; made when it is new.
    fn arc_of(&mut self, mut points: Vec<MicroDegrees>) -> ArcRef {
        let last = points.len() - 1;
        let reversed = [points[last], points[last - 1]] < [points[0], points[1]];
        if reversed {
            points.reverse();
        }
        let arc = *self
            .by_first_edge
            .entry([points[0], points[1]])
            .or_insert_with(|| {
                self.arcs.push(Arc {
                    points,
                    min_zooms: Vec::new(),
                });
                self.arcs.len() as u32 - 1
            });
        ArcRef { arc, reversed }
    }
}

fn closed_from_least_point(ring: &[MicroDegrees]) -> Vec<MicroDegrees> {
    let start = (0..ring.len()).min_by_key(|&i| ring[i]).unwrap_or(0);
    let mut points = Vec::with_capacity(ring.len() + 1);
    points.extend_from_slice(&ring[start..]);
    points.extend_from_slice(&ring[..=start]);
    points
}
