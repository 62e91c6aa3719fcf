//! The rings around a coverage.

use std::collections::BTreeMap;

use crate::coverage::{ArcRef, Topology, ring_points};
use crate::geometry::MicroDegrees;

/// The rings around the coverage, face on the left, the longest way round first.
pub(super) fn outer_rings(topology: &Topology) -> Vec<Vec<ArcRef>> {
    let area = |ring: &Vec<ArcRef>| doubled_area(&ring_points(topology, ring));
    let mut rings = rings_of_edge(topology);
    rings.retain(|ring| area(ring) > 0.0);
    rings.sort_by_cached_key(|ring| (std::cmp::Reverse(area(ring) as i64), ring[0]));
    rings
}

/// The rings around ground inside the coverage that no face has, face on the left.
pub(in crate::import) fn gap_rings(topology: &Topology) -> Vec<Vec<ArcRef>> {
    let rings = rings_of_edge(topology).into_iter();
    let mut rings: Vec<Vec<ArcRef>> = rings
        .flat_map(|ring| parted_at_pinches(topology, ring))
        .collect();
    rings.retain(|ring| doubled_area(&ring_points(topology, ring)) < 0.0);
    rings
}

/// A ring that comes by a vertex twice is as many rings that touch there: a gap may reach the
/// outside in one point.
fn parted_at_pinches(topology: &Topology, ring: Vec<ArcRef>) -> Vec<Vec<ArcRef>> {
    let mut parted = Vec::new();
    let mut walked: Vec<ArcRef> = Vec::new();
    for used in ring {
        walked.push(used);
        let [_, end] = ends(topology, used);
        let back = walked.iter().position(|one| ends(topology, *one)[0] == end);
        if let Some(back) = back {
            parted.push(walked.split_off(back));
        }
    }
    parted
}

/// The rings of the arcs that one face has to itself.
fn rings_of_edge(topology: &Topology) -> Vec<Vec<ArcRef>> {
    let mut users = vec![Vec::new(); topology.arcs.len()];
    for used in topology.faces.iter().flat_map(crate::coverage::Face::arcs) {
        users[used.arc as usize].push(used);
    }
    let edge: Vec<ArcRef> = users
        .into_iter()
        .filter(|of_arc| of_arc.len() == 1)
        .flatten()
        .collect();
    let mut leaving: BTreeMap<MicroDegrees, Vec<ArcRef>> = BTreeMap::new();
    for &used in &edge {
        leaving
            .entry(ends(topology, used)[0])
            .or_default()
            .push(used);
    }
    let mut rings = Vec::new();
    for &start in &edge {
        let mut ring = Vec::new();
        let mut next = take(&mut leaving, topology, start);
        while let Some(used) = next {
            ring.push(used);
            next = follow(&mut leaving, topology, used);
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}

fn take(
    leaving: &mut BTreeMap<MicroDegrees, Vec<ArcRef>>,
    topology: &Topology,
    used: ArcRef,
) -> Option<ArcRef> {
    let at_vertex = leaving.get_mut(&ends(topology, used)[0])?;
    let index = at_vertex.iter().position(|&other| other == used)?;
    Some(at_vertex.swap_remove(index))
}

/// The edge that goes on where this one ends: the first one counter-clockwise from where it came,
/// so that the same outside stays on the right.
fn follow(
    leaving: &mut BTreeMap<MicroDegrees, Vec<ArcRef>>,
    topology: &Topology,
    used: ArcRef,
) -> Option<ArcRef> {
    let walked = walk(topology, used);
    let (at, from) = (walked[walked.len() - 1], walked[walked.len() - 2]);
    let back = direction(at, from);
    let at_vertex = leaving.get(&at)?;
    let turned = |next: &ArcRef| {
        let angle = direction(at, walk(topology, *next)[1]) - back;
        if angle <= 0.0 {
            angle + std::f64::consts::TAU
        } else {
            angle
        }
    };
    let next = *at_vertex
        .iter()
        .min_by(|a, b| turned(a).total_cmp(&turned(b)))?;
    take(leaving, topology, next)
}

fn direction(from: MicroDegrees, to: MicroDegrees) -> f64 {
    f64::from(to[1] - from[1]).atan2(f64::from(to[0] - from[0]))
}

fn walk(topology: &Topology, used: ArcRef) -> Vec<MicroDegrees> {
    let mut points = topology.arcs[used.arc as usize].points.clone();
    if used.reversed {
        points.reverse();
    }
    points
}

pub(super) fn ends(topology: &Topology, used: ArcRef) -> [MicroDegrees; 2] {
    let points = &topology.arcs[used.arc as usize].points;
    let [first, last] = [points[0], points[points.len() - 1]];
    if used.reversed {
        [last, first]
    } else {
        [first, last]
    }
}

fn doubled_area(points: &[MicroDegrees]) -> f64 {
    crate::coverage::doubled_area(points) as f64
}
