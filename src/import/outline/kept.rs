//! The outline of new boundaries, after that of the earlier ones.

use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use super::cut::cut_by_class;
use super::neighbours::{Class, in_metres};
use super::rings::outer_rings;
use super::runs::smooth;
use crate::coverage::{ArcRef, Topology, ring_points};
use crate::dataset::topojson::{BoundaryFile, OutlineKind};

/// Tells the outer edge apart as it was told before: every edge lies where the nearest line of the
/// earlier outline lay. Arcs are cut where the kind changes.
pub fn keep_outline(
    topology: &mut Topology,
    earlier: &BoundaryFile,
) -> Vec<(OutlineKind, Vec<ArcRef>)> {
    if earlier.outline.is_empty() {
        return Vec::new();
    }
    let tree = tree_of(earlier);
    let mut rings = outer_rings(topology);
    if rings.is_empty() {
        return Vec::new();
    }
    let mainland = rings.remove(0);
    let points = ring_points(topology, &mainland);
    let mut classes: Vec<Class> = (points.windows(2))
        .map(|pair| {
            let [a, b] = [pair[0], pair[1]].map(in_metres);
            let middle = [a[0].midpoint(b[0]), a[1].midpoint(b[1])];
            let kind = tree.nearest_neighbor(&middle).map(|line| line.data);
            Class {
                kind: kind.unwrap_or(OutlineKind::Coast),
                neighbour: None,
            }
        })
        .collect();
    classes.extend(classes.first().copied());
    smooth(&points, &mut classes);
    let mut lines = cut_by_class(topology, &mainland, &classes);
    lines.extend(rings.into_iter().map(|ring| (OutlineKind::Coast, ring)));
    lines
}

fn tree_of(earlier: &BoundaryFile) -> RTree<GeomWithData<Line<[f64; 2]>, OutlineKind>> {
    let mut lines = Vec::new();
    for (kind, arcs) in &earlier.outline {
        for at in arcs {
            let points = &earlier.topology.arcs[at.arc as usize].points;
            lines.extend(points.windows(2).map(|pair| {
                let line = Line::new(in_metres(pair[0]), in_metres(pair[1]));
                GeomWithData::new(line, *kind)
            }));
        }
    }
    RTree::bulk_load(lines)
}
