//! Cutting arcs where the class changes.

use std::collections::BTreeMap;

use super::neighbours::Class;

use crate::coverage::{Arc, ArcRef, Topology};
use crate::dataset::topojson::OutlineKind;

/// Cuts the arcs of the ring where the kind changes; gives its lines of one kind each.
pub(super) fn cut_by_class(
    topology: &mut Topology,
    ring: &[ArcRef],
    classes: &[Class],
) -> Vec<(OutlineKind, Vec<ArcRef>)> {
    let mut pieces: Vec<(OutlineKind, ArcRef)> = Vec::new();
    let mut pieces_of_arc: BTreeMap<u32, Vec<ArcRef>> = BTreeMap::new();
    let mut first_edge = 0;
    for &used in ring {
        let edges = topology.arcs[used.arc as usize].points.len() - 1;
        let kinds: Vec<OutlineKind> = (first_edge..first_edge + edges)
            .map(|edge| classes[edge].kind)
            .collect();
        first_edge += edges;
        let cuts: Vec<usize> = (1..edges).filter(|&i| kinds[i] != kinds[i - 1]).collect();
        let in_walk = cut_arc(topology, used, &cuts);
        let starts = std::iter::once(0).chain(cuts);
        pieces.extend(starts.map(|at| kinds[at]).zip(in_walk.iter().copied()));
        pieces_of_arc.insert(used.arc, in_walk);
    }
    for face in &mut topology.faces {
        for ring in face.polygons.iter_mut().flatten() {
            if ring
                .iter()
                .any(|used| pieces_of_arc.get(&used.arc).is_some_and(|p| p.len() > 1))
            {
                *ring = (ring.iter())
                    .flat_map(|used| pieces_of_arc.get(&used.arc).cloned().unwrap_or(vec![*used]))
                    .collect();
            }
        }
    }
    lines_of(&pieces)
}

/// Cuts an arc at points counted along the way it is walked; gives its pieces in that order. The
/// arc's number stays with the piece that comes first in its own direction.
fn cut_arc(topology: &mut Topology, used: ArcRef, cuts: &[usize]) -> Vec<ArcRef> {
    let points = std::mem::take(&mut topology.arcs[used.arc as usize].points);
    let last = points.len() - 1;
    let mut at: Vec<usize> = cuts
        .iter()
        .map(|&cut| if used.reversed { last - cut } else { cut })
        .collect();
    at.sort_unstable();
    at.push(last);
    let mut numbers = Vec::new();
    let mut from = 0;
    for to in at {
        let piece = points[from..=to].to_vec();
        if from == 0 {
            topology.arcs[used.arc as usize].points = piece;
            numbers.push(used.arc);
        } else {
            numbers.push(topology.arcs.len() as u32);
            topology.arcs.push(Arc {
                points: piece,
                min_zooms: Vec::new(),
            });
        }
        from = to;
    }
    if used.reversed {
        numbers.reverse();
    }
    let reversed = used.reversed;
    numbers
        .into_iter()
        .map(|arc| ArcRef { arc, reversed })
        .collect()
}

/// Joins neighbouring pieces of a kind, round the end of the ring too.
fn lines_of(pieces: &[(OutlineKind, ArcRef)]) -> Vec<(OutlineKind, Vec<ArcRef>)> {
    let count = pieces.len();
    let start = (0..count)
        .find(|&i| pieces[i].0 != pieces[(i + count - 1) % count].0)
        .unwrap_or(0);
    let mut lines: Vec<(OutlineKind, Vec<ArcRef>)> = Vec::new();
    for &(kind, used) in pieces[start..].iter().chain(&pieces[..start]) {
        match lines.last_mut() {
            Some((same, line)) if *same == kind => line.push(used),
            _ => lines.push((kind, vec![used])),
        }
    }
    lines
}
