//! Areas that are no coverage: each ring is an arc of its own.

use super::{Arc, ArcRef, Face, MultiPolygon, Topology};

/// A topology in which nothing is shared: neighbours keep their own copy of a border, areas may
/// overlap. Rings of fewer than three points are left out.
#[must_use]
pub fn separate(areas: &[MultiPolygon]) -> Topology {
    let mut topology = Topology::default();
    for area in areas {
        let mut face = Face::default();
        for polygon in area {
            let rings = polygon.iter().filter(|ring| ring.len() >= 3).map(|ring| {
                let mut points = ring.clone();
                points.dedup();
                if points.first() != points.last() {
                    points.extend(ring.first());
                }
                topology.arcs.push(Arc {
                    points,
                    min_zooms: Vec::new(),
                });
                let arc = topology.arcs.len() as u32 - 1;
                vec![ArcRef {
                    arc,
                    reversed: false,
                }]
            });
            face.polygons.push(rings.collect());
        }
        topology.faces.push(face);
    }
    topology
}
