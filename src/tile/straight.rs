//! Vertices within horizontal and vertical runs of a ring.
//!
//! The encoder leaves out a vertex within such a run unless a ring begins or ends with it. Where
//! only two borders meet, the neighbour has the same run, so the vertex is left out here for both.
//! Where three meet, neighbours have a corner: there the ring begins, so that all keep the vertex.

use rustc_hash::FxHashMap;

use super::areas::Area;
use super::trace::{Ring, TilePoint};
use crate::coverage::is_within_run;

/// Drops vertices within runs at which fewer than three borders meet, and lets rings begin with
/// one that is left. `border_ends` names the two ends of each stretch of border between areas.
pub(super) fn settle(areas: &mut [Area], border_ends: impl Iterator<Item = [TilePoint; 2]>) {
    let mut borders_at: FxHashMap<TilePoint, u32> = rings(areas)
        .flat_map(|ring| within_runs(ring).map(|at| (ring[at], 0)))
        .collect();
    if borders_at.is_empty() {
        return;
    }
    for end in border_ends.flatten() {
        if let Some(count) = borders_at.get_mut(&end) {
            *count += 1;
        }
    }
    borders_at.retain(|_, count| *count >= 3);
    for area in areas {
        for ring in area.polygons.iter_mut().flatten() {
            settle_ring(ring, &borders_at);
        }
    }
}

fn rings(areas: &[Area]) -> impl Iterator<Item = &Ring> {
    areas.iter().flat_map(|area| area.polygons.iter().flatten())
}

/// The places in the ring of vertices within runs.
fn within_runs(ring: &[TilePoint]) -> impl Iterator<Item = usize> {
    let count = ring.len();
    (0..count).filter(move |&at| {
        let before = ring[if at == 0 { count - 1 } else { at - 1 }];
        let after = ring[if at + 1 == count { 0 } else { at + 1 }];
        is_within_run(before, ring[at], after)
    })
}

fn settle_ring(ring: &mut Ring, junctions: &FxHashMap<TilePoint, u32>) {
    let within: Vec<usize> = within_runs(ring).collect();
    if within.is_empty() {
        return;
    }
    let mut place = 0;
    let mut dropped = within
        .iter()
        .copied()
        .filter(|&at| !junctions.contains_key(&ring[at]))
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    ring.retain(|_| {
        let drop = dropped.next_if_eq(&place).is_some();
        place += 1;
        !drop
    });
    let left: Vec<usize> = within_runs(ring).collect();
    // The last vertex of a ring is never left out either.
    let after_another = left.iter().find(|&&at| {
        let before = if at == 0 { ring.len() - 1 } else { at - 1 };
        left.contains(&before)
    });
    if let Some(&start) = after_another.or(left.first()) {
        ring.rotate_left(start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two areas side by side below a third, in a box of 20 × 20.
    ///
    /// ```text
    /// +-----------+
    /// |     0     |
    /// a---b-----c-d     b: a lattice vertex, c: a junction
    /// |  1      |2|
    /// +---------+-+
    /// ```
    fn three_areas() -> Vec<Area> {
        let area = |owner, ring: &[TilePoint]| Area {
            owner,
            polygons: vec![vec![ring.to_vec()]],
        };
        vec![
            area(0, &[[0, 0], [20, 0], [20, 10], [15, 10], [5, 10], [0, 10]]),
            area(1, &[[0, 10], [5, 10], [15, 10], [15, 20], [0, 20]]),
            area(2, &[[15, 10], [20, 10], [20, 20], [15, 20]]),
        ]
    }

    /// The stretches of border: outer ones are cut at their ends on the box.
    fn ends() -> Vec<[TilePoint; 2]> {
        vec![
            [[0, 10], [5, 10]],
            [[5, 10], [15, 10]],
            [[15, 10], [20, 10]],
            [[15, 10], [15, 20]],
        ]
    }

    #[test]
    fn a_vertex_of_two_areas_is_left_out_by_both() {
        let mut areas = three_areas();
        settle(&mut areas, ends().into_iter());
        assert!(rings(&areas).flatten().all(|vertex| *vertex != [5, 10]));
    }

    #[test]
    fn a_ring_begins_where_its_neighbours_have_a_corner() {
        let mut areas = three_areas();
        settle(&mut areas, ends().into_iter());
        let ring = &areas[0].polygons[0][0];
        assert_eq!(*ring, [[15, 10], [0, 10], [0, 0], [20, 0], [20, 10]]);
    }

    #[test]
    fn a_ring_begins_and_ends_with_two_junctions_of_one_run() {
        let mut ring: Ring = vec![[0, 0], [20, 0], [20, 10], [15, 10], [5, 10], [0, 10]];
        let junctions = [([15, 10], 3), ([5, 10], 3)].into_iter().collect();
        settle_ring(&mut ring, &junctions);
        assert_eq!(ring.first(), Some(&[5, 10]));
        assert_eq!(ring.last(), Some(&[15, 10]));
    }

    #[test]
    fn rings_without_runs_stay_as_they_are() {
        let ring: Ring = vec![[0, 0], [10, 1], [3, 8]];
        let mut areas = vec![Area {
            owner: 0,
            polygons: vec![vec![ring.clone()]],
        }];
        settle(&mut areas, ends().into_iter());
        assert_eq!(areas[0].polygons[0][0], ring);
    }
}
