//! Simplifying areas that share borders, so that no gap opens between them.
//!
//! Every ring is cut at the points where more than two areas (or an area and nothing) meet. What
//! lies between two such points is simplified in a direction that does not depend on the ring it
//! was found in, so both neighbours get the same vertices.

use std::collections::{BTreeMap, BTreeSet};

use geo::Simplify;
use geo_types::{Coord, LineString, MultiPolygon, Polygon};

/// A point by its rounded microdegrees, so that it can be compared.
type Key = (i64, i64);

/// Simplifies all areas together; vertices move at most `tolerance` degrees. Parts that shrink to
/// nothing are dropped.
pub(super) fn simplify_together(
    areas: &[MultiPolygon<f64>],
    tolerance: f64,
) -> Vec<MultiPolygon<f64>> {
    let junctions = junctions(areas);
    areas
        .iter()
        .map(|area| {
            let parts = area.iter().filter_map(|part| {
                let outer = simplify_ring(part.exterior(), &junctions, tolerance)?;
                let holes = part.interiors().iter();
                let holes = holes.filter_map(|ring| simplify_ring(ring, &junctions, tolerance));
                Some(Polygon::new(outer, holes.collect()))
            });
            MultiPolygon::new(parts.collect())
        })
        .collect()
}

/// The points that have more than two different neighbours over all rings.
fn junctions(areas: &[MultiPolygon<f64>]) -> BTreeSet<Key> {
    let mut neighbours: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    let rings = areas
        .iter()
        .flat_map(MultiPolygon::iter)
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    for ring in rings {
        for line in ring.lines() {
            let (start, end) = (key(line.start), key(line.end));
            neighbours.entry(start).or_default().insert(end);
            neighbours.entry(end).or_default().insert(start);
        }
    }
    neighbours.retain(|_, around| around.len() > 2);
    neighbours.into_keys().collect()
}

fn simplify_ring(
    ring: &LineString<f64>,
    junctions: &BTreeSet<Key>,
    tolerance: f64,
) -> Option<LineString<f64>> {
    let open = &ring.0[..ring.0.len().saturating_sub(1)];
    // A ring without junctions starts at its least point, whichever area it was found in.
    let start = open
        .iter()
        .position(|at| junctions.contains(&key(*at)))
        .or_else(|| (0..open.len()).min_by_key(|index| key(open[*index])))?;
    let mut turned: Vec<Coord<f64>> = [&open[start..], &open[..start]].concat();
    turned.push(open[start]);
    let mut simple: Vec<Coord<f64>> = Vec::new();
    let mut arc = vec![turned[0]];
    for at in &turned[1..] {
        arc.push(*at);
        if junctions.contains(&key(*at)) {
            simple.extend(
                simplify_arc(&arc, tolerance)
                    .into_iter()
                    .skip(usize::from(!simple.is_empty())),
            );
            arc = vec![*at];
        }
    }
    if arc.len() > 1 {
        simple.extend(
            simplify_arc(&arc, tolerance)
                .into_iter()
                .skip(usize::from(!simple.is_empty())),
        );
    }
    (simple.len() >= 4).then(|| LineString::new(simple))
}

/// Simplifies a stretch from its lesser end; a closed one by its lesser half-way.
fn simplify_arc(arc: &[Coord<f64>], tolerance: f64) -> Vec<Coord<f64>> {
    let ends = |arc: &[Coord<f64>]| (key(arc[0]), key(arc[arc.len() - 1]));
    let (first, last) = ends(arc);
    let backwards = if first == last {
        arc.len() > 2 && key(arc[1]) > key(arc[arc.len() - 2])
    } else {
        first > last
    };
    let mut arc = arc.to_vec();
    if backwards {
        arc.reverse();
    }
    let mut simple = LineString::new(arc).simplify(tolerance).0;
    if backwards {
        simple.reverse();
    }
    simple
}

fn key(at: Coord<f64>) -> Key {
    ((at.x * 1e6).round() as i64, (at.y * 1e6).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo_types::polygon;

    #[test]
    fn neighbours_keep_the_same_vertices_on_their_border() {
        let west: MultiPolygon<f64> = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.1, y: 0.3), (x: 1.2, y: 0.5), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)].into();
        let east: MultiPolygon<f64> = polygon![(x: 2.0, y: 0.0), (x: 2.0, y: 1.0), (x: 1.0, y: 1.0), (x: 1.2, y: 0.5), (x: 1.1, y: 0.3), (x: 1.0, y: 0.0)].into();
        let simple = simplify_together(&[west, east], 0.1);
        let on_border = |area: &MultiPolygon<f64>| {
            let ring = area.0[0].exterior();
            let near = ring.0.iter().filter(|at| (1.0..1.3).contains(&at.x));
            near.map(|at| key(*at)).collect::<BTreeSet<_>>()
        };
        assert_eq!(on_border(&simple[0]), on_border(&simple[1]));
        assert_eq!(on_border(&simple[0]).len(), 3);
    }
}
