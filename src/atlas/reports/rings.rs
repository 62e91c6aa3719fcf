//! Outlines of sets of faces, tied together from the arcs around them.

use std::collections::HashMap;

use crate::coverage::Coverage;
use crate::geometry::GridPoint;

/// An arc by its number with the faces on its two sides.
pub(in crate::atlas) type Sides = [u32; 2];

/// The rings around the faces that lie inside, as the zoom of each arc shows them. Filled by the
/// even-odd rule they are the union of those faces.
pub(in crate::atlas) fn outline(
    coverage: &Coverage,
    inside: impl Fn(u32) -> bool,
    zoom_of: impl Fn(u32) -> u8,
) -> Vec<Vec<GridPoint>> {
    let mut walks: Vec<Vec<GridPoint>> = Vec::new();
    for (arc, (_, [forward, backward])) in (0..).zip(coverage.arcs()) {
        let (ahead, behind) = (inside(forward), inside(backward));
        if ahead != behind {
            let mut points: Vec<GridPoint> = coverage.points_of_arc_at(arc, zoom_of(arc)).collect();
            if behind {
                points.reverse();
            }
            walks.push(points);
        }
    }
    tied(walks)
}

/// Lines tied head to tail into rings.
fn tied(walks: Vec<Vec<GridPoint>>) -> Vec<Vec<GridPoint>> {
    let mut leaving: HashMap<GridPoint, Vec<usize>> = HashMap::new();
    for (at, walk) in walks.iter().enumerate().rev() {
        leaving.entry(walk[0]).or_default().push(at);
    }
    let mut walks: Vec<Option<Vec<GridPoint>>> = walks.into_iter().map(Some).collect();
    let mut rings = Vec::new();
    for start in 0..walks.len() {
        let Some(mut ring) = walks[start].take() else {
            continue;
        };
        while ring.first() != ring.last() {
            let end = ring[ring.len() - 1];
            let next = leaving.get_mut(&end).and_then(|ways| {
                let at = ways.iter().position(|&at| walks[at].is_some())?;
                Some(ways.swap_remove(at))
            });
            let Some(walk) = next.and_then(|at| walks[at].take()) else {
                break;
            };
            ring.extend(walk.into_iter().skip(1));
        }
        rings.push(ring);
    }
    rings
}

/// The arcs that separate faces as a rule says, each as a line.
pub(in crate::atlas) fn borders(
    coverage: &Coverage,
    separates: impl Fn(u32, Sides) -> bool,
    zoom: u8,
) -> Vec<Vec<GridPoint>> {
    let arcs = (0..).zip(coverage.arcs());
    let chosen = arcs.filter(|(arc, (_, sides))| separates(*arc, *sides));
    chosen
        .map(|(arc, _)| coverage.points_of_arc_at(arc, zoom).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coverage::samples::wiggly_wall;

    /// Doubled area of a closed ring.
    fn area(ring: &[GridPoint]) -> i128 {
        let pairs = ring.windows(2);
        pairs
            .map(|pair| {
                let [a, b] = [pair[0], pair[1]].map(|p| [i128::from(p.x), i128::from(p.y)]);
                a[0] * b[1] - b[0] * a[1]
            })
            .sum()
    }

    proptest! {
        /// Rings are closed, and what they enclose is what the faces enclose one by one.
        #[test]
        fn outlines_enclose_their_faces(seed in any::<u64>(), picks in prop::collection::vec(any::<bool>(), 25)) {
            let coverage = Coverage::new(&wiggly_wall(5, 50_000, [105_000_000, 20_000_000], seed));
            let inside = |face: u32| picks.get(face as usize).copied().unwrap_or(false);
            let rings = outline(&coverage, inside, |_| 0);
            prop_assert!(rings.iter().all(|ring| ring.first() == ring.last()));
            let together: i128 = rings.iter().map(|ring| area(ring)).sum();
            let alone: i128 = (0..25)
                .filter(|&face| inside(face))
                .flat_map(|face| outline(&coverage, |other| other == face, |_| 0))
                .map(|ring| area(&ring))
                .sum();
            prop_assert_eq!(together, alone);
        }
    }
}
