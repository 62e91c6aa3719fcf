//! Joining faces: borders between faces of one owner fall away, the others stay as they are.

use rustc_hash::FxHashMap;

use super::measure::ring_points;
use super::ring_area::doubled_area;
use super::{Arc, ArcRef, Face, MultiPolygon, NO_FACE, Topology};
use crate::geometry::MicroDegrees;

/// The coverage of the owners: one face for each number from 0 to the greatest in `owners`, made
/// of the very arcs of the faces that `owners` gives to it ([`NO_FACE`] to nobody).
///
/// Arcs keep their numbers, also those that no face uses any more. Rings touch themselves and each
/// other in points only; outer rings are wound as in `topology`.
#[must_use]
pub fn dissolve(topology: &Topology, owners: &[u32]) -> Topology {
    let mut users = vec![[NO_FACE; 2]; topology.arcs.len()];
    for (face, &owner) in topology.faces.iter().zip(owners) {
        for at in face.arcs() {
            users[at.arc as usize][usize::from(at.reversed)] = owner;
        }
    }
    let count = owners.iter().filter(|&&owner| owner != NO_FACE).max();
    let mut borders: Vec<Vec<ArcRef>> =
        vec![Vec::new(); count.map_or(0, |&most| most as usize + 1)];
    for (index, sides) in users.iter().enumerate() {
        for reversed in [false, true] {
            let (own, other) = (sides[usize::from(reversed)], sides[usize::from(!reversed)]);
            if own != other && own != NO_FACE {
                borders[own as usize].push(ArcRef {
                    arc: index as u32,
                    reversed,
                });
            }
        }
    }
    Topology {
        arcs: topology.arcs.clone(),
        faces: borders.iter().map(|own| face_of(topology, own)).collect(),
    }
}

/// The polygons that lie on the left hand (y upward) of lines which together close around them:
/// outer rings first, against the clock, then their holes. Rings touch in points only, and repeat
/// their first point as the last one.
#[must_use]
pub fn polygons_of(lines: Vec<Vec<MicroDegrees>>) -> MultiPolygon {
    let arcs = lines.into_iter().map(|points| Arc {
        points,
        min_zooms: Vec::new(),
    });
    let topology = Topology {
        arcs: arcs.collect(),
        faces: Vec::new(),
    };
    let all = (0..topology.arcs.len() as u32).map(|arc| ArcRef {
        arc,
        reversed: false,
    });
    let face = face_of(&topology, &all.collect::<Vec<_>>());
    let points = |ring: &Vec<ArcRef>| {
        let mut points = ring_points(&topology, ring);
        if points.first() != points.last() {
            points.extend(points.first().copied());
        }
        points
    };
    let polygons = face.polygons.iter();
    polygons
        .map(|rings| rings.iter().map(points).collect())
        .collect()
}

fn ends(topology: &Topology, at: ArcRef) -> (MicroDegrees, MicroDegrees) {
    let points = &topology.arcs[at.arc as usize].points;
    let (first, last) = (points[0], points[points.len() - 1]);
    if at.reversed {
        (last, first)
    } else {
        (first, last)
    }
}

/// Ties arcs into rings and groups the rings into polygons.
fn face_of(topology: &Topology, borders: &[ArcRef]) -> Face {
    let mut outer = Vec::new();
    let mut holes = Vec::new();
    for ring in rings_of(topology, borders) {
        let points = ring_points(topology, &ring);
        let area = doubled_area(&points);
        let list = if area > 0 { &mut outer } else { &mut holes };
        list.push((area, points, ring));
    }
    let mut polygons: Vec<Vec<Vec<ArcRef>>> = Vec::with_capacity(outer.len());
    polygons.extend(outer.iter().map(|(_, _, ring)| vec![ring.clone()]));
    for (_, points, ring) in holes {
        let home = (0..outer.len())
            .filter(|&index| contains(&outer[index].1, &points))
            .min_by_key(|&index| outer[index].0);
        if let Some(home) = home {
            polygons[home].push(ring);
        }
    }
    Face { polygons }
}

/// Walks from arc to arc; whenever a place is reached that the walk has passed, the way between is
/// a ring.
fn rings_of(topology: &Topology, borders: &[ArcRef]) -> Vec<Vec<ArcRef>> {
    let mut leaving: FxHashMap<MicroDegrees, Vec<ArcRef>> = FxHashMap::default();
    for &at in borders.iter().rev() {
        leaving.entry(ends(topology, at).0).or_default().push(at);
    }
    let mut rings = Vec::new();
    for &start in borders {
        let mut path: Vec<ArcRef> = Vec::new();
        let mut passed: FxHashMap<MicroDegrees, usize> = FxHashMap::default();
        let mut here = ends(topology, start).0;
        while let Some(next) = leaving.get_mut(&here).and_then(Vec::pop) {
            passed.insert(here, path.len());
            path.push(next);
            here = ends(topology, next).1;
            if let Some(&since) = passed.get(&here) {
                let ring: Vec<ArcRef> = path.drain(since..).collect();
                for at in &ring {
                    passed.remove(&ends(topology, *at).0);
                }
                rings.push(ring);
            }
        }
    }
    rings
}

/// Whether a ring lies inside another that it does not cross, though it may touch it in points.
fn contains(outer: &[MicroDegrees], ring: &[MicroDegrees]) -> bool {
    let [a, b] = [ring[0], ring[1]];
    // The middle of an edge, in half microdegrees: on no vertex and on no edge of the other ring.
    let middle = [a[0] + b[0], a[1] + b[1]].map(i64::from);
    let mut inside = false;
    let next = outer.iter().cycle().skip(1);
    for (p, q) in outer.iter().zip(next) {
        let [px, py] = [2 * i64::from(p[0]), 2 * i64::from(p[1])];
        let [qx, qy] = [2 * i64::from(q[0]), 2 * i64::from(q[1])];
        if (py <= middle[1]) != (qy <= middle[1]) {
            let turn = (qx - px) * (middle[1] - py) - (qy - py) * (middle[0] - px);
            if (turn > 0) == (qy > py) {
                inside = !inside;
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::samples::wiggly_wall;

    fn area(topology: &Topology, face: &Face) -> i128 {
        let rings = face.polygons.iter().flatten();
        rings
            .map(|ring| doubled_area(&ring_points(topology, ring)))
            .sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// What owners gain is what their faces had; arcs are the same arcs, once on each side.
        #[test]
        fn areas_stay_and_arcs_are_shared(seed in any::<u64>(), picks in prop::collection::vec(0..4u32, 36)) {
            let topology = wiggly_wall(6, 50_000, [105_000_000, 20_000_000], seed);
            let dissolved = dissolve(&topology, &picks);
            for (owner, face) in dissolved.faces.iter().enumerate() {
                let own = topology.faces.iter().zip(&picks).filter(|(_, pick)| **pick == owner as u32);
                let expected: i128 = own.map(|(face, _)| area(&topology, face)).sum();
                prop_assert_eq!(area(&dissolved, face), expected);
                for polygon in &face.polygons {
                    prop_assert!(doubled_area(&ring_points(&dissolved, &polygon[0])) > 0);
                    for hole in &polygon[1..] {
                        prop_assert!(doubled_area(&ring_points(&dissolved, hole)) < 0);
                    }
                }
            }
            let mut seen = std::collections::BTreeSet::new();
            for at in dissolved.faces.iter().flat_map(Face::arcs) {
                prop_assert!(seen.insert(at), "{at:?} is used twice");
            }
        }
    }

    #[test]
    fn a_ring_of_cells_around_another_has_a_hole() {
        let topology = wiggly_wall(3, 50_000, [105_000_000, 20_000_000], 5);
        let owners = [0, 0, 0, 0, 1, 0, 0, 0, 0];
        let dissolved = dissolve(&topology, &owners);
        assert_eq!(dissolved.faces[0].polygons.len(), 1);
        assert_eq!(dissolved.faces[0].polygons[0].len(), 2);
        assert_eq!(
            dissolved.faces[1].polygons,
            [[topology.faces[4].polygons[0][0].clone()]]
        );
    }
}
