//! How much of each border is seen at which zoom.
//!
//! Every vertex is ranked once, when the files are compiled: [`rank`] writes into
//! `Arc::min_zooms` the smallest zoom at which a point is kept, so that preparing a zoom level is
//! a filter. [`thin`] takes away for good what no zoom needs. Both follow one order of removal for
//! the whole coverage (see `removal`): at every zoom neighbours share the same vertices, no
//! border crosses another and no unit disappears.

use super::meeting_edges::turn;
use super::removal::removal_weights;
use super::{Arc, ArcRef, Face, Topology};
use crate::geometry::{GRID_BITS, GridPoint, MAX_ZOOM, grid_to_lonlat, microdegrees_to_grid};

/// A vertex is kept at a zoom when its triangle is at least as large as a square of this many tile
/// units (4096 a tile) a side; by zoom.
///
/// 4 units are half a pixel of a 512-pixel tile. Zooms 12 and 13 are as coarse as is needed for tiles
/// not to be larger than those of tippecanoe. At the last zoom the square shrinks, for clients draw
/// larger scales from it.
pub const TOLERANCE_UNITS: [f64; MAX_ZOOM as usize + 1] = [
    3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 4.0, 4.75, 1.5,
];

/// An island or a hole that no unit depends on is drawn from the zoom at which it covers this many
/// square tile units (a quarter of a pixel of a 512-pixel tile).
pub const LEAST_RING_SQUARE_UNITS: f64 = 16.0;

/// Metres along the equator.
const EQUATOR_METRES: f64 = 40_075_016.686;

/// Ranks every point: fills `min_zooms` of every arc.
///
/// Ends of arcs are kept at every zoom. The exception are rings that nothing depends on (a closed
/// arc with one user that is not the largest ring of its face): below a zoom that goes with their
/// area all their points go, ends included; at and above it at least three different points stay.
pub fn rank(topology: &mut Topology) {
    let limit = least_area(0);
    let weights = removal_weights(topology, &area_in_square_cells, limit);
    let ring_zooms = ring_zooms(topology);
    for ((arc, weights), ring_zoom) in topology.arcs.iter_mut().zip(weights).zip(ring_zooms) {
        arc.min_zooms = weights
            .into_iter()
            .map(|weight| zoom_of_weight(weight).max(ring_zoom))
            .collect();
    }
}

/// Takes away for good every vertex whose triangle is smaller than a square of `metres` a side on
/// the ground, but for tips that reach out by more than twice as much. Ranks, if any, are dropped.
pub fn thin(topology: &mut Topology, metres: f64) {
    thin_but(topology, metres, &|_| false);
}

/// The same, but every vertex stays of which `stays` says so: what was thinned once need not be
/// thinned again when a border elsewhere changes.
pub fn thin_but(topology: &mut Topology, metres: f64, stays: &impl Fn(GridPoint) -> bool) {
    let weigh = |corners: [GridPoint; 3]| {
        let scale = metres_per_cell(corners[1]);
        if stays(corners[1]) || reach_in_cells(corners) * scale > 2.0 * metres {
            f64::INFINITY
        } else {
            area_in_square_cells(corners) * scale * scale
        }
    };
    let weights = removal_weights(topology, &weigh, metres * metres);
    for (arc, weights) in topology.arcs.iter_mut().zip(weights) {
        let mut kept = weights.into_iter().map(f64::is_infinite);
        arc.points.retain(|_| kept.next().unwrap_or(true));
        arc.min_zooms.clear();
    }
}

/// The coverage as it is seen at a zoom: points of a larger `min_zoom` dropped, rings that are
/// not drawn left out, arcs numbered anew in the same order.
#[must_use]
pub fn at_zoom(topology: &Topology, zoom: u8) -> Topology {
    let mut number_of = Vec::with_capacity(topology.arcs.len());
    let mut arcs = Vec::new();
    for arc in &topology.arcs {
        let points: Vec<_> = (arc.points.iter().zip(&arc.min_zooms))
            .filter(|&(_, &least)| least <= zoom)
            .map(|(&point, _)| point)
            .collect();
        number_of.push((!points.is_empty()).then_some(arcs.len() as u32));
        if !points.is_empty() {
            let min_zooms = vec![0; points.len()];
            arcs.push(Arc { points, min_zooms });
        }
    }
    let renumbered = |ring: &Vec<ArcRef>| -> Option<Vec<ArcRef>> {
        ring.iter()
            .map(|&ArcRef { arc, reversed }| {
                number_of[arc as usize].map(|arc| ArcRef { arc, reversed })
            })
            .collect()
    };
    let faces = topology
        .faces
        .iter()
        .map(|face| Face {
            polygons: (face.polygons.iter())
                .filter(|polygon| polygon.first().and_then(renumbered).is_some())
                .map(|polygon| polygon.iter().filter_map(renumbered).collect())
                .collect(),
        })
        .collect();
    Topology { arcs, faces }
}

/// The smallest triangle, in square cells, that is seen at a zoom.
fn least_area(zoom: u8) -> f64 {
    let side = TOLERANCE_UNITS[usize::from(zoom)] * cells_per_unit(zoom);
    side * side
}

fn cells_per_unit(zoom: u8) -> f64 {
    f64::from(1u32 << (GRID_BITS - 12 - u32::from(zoom)))
}

/// The smallest zoom that shows a triangle of this many square cells; what is too small for all
/// of them is shown at the last.
fn zoom_of_weight(weight: f64) -> u8 {
    (0..MAX_ZOOM)
        .find(|&zoom| weight >= least_area(zoom))
        .unwrap_or(MAX_ZOOM)
}

fn area_in_square_cells([a, b, c]: [GridPoint; 3]) -> f64 {
    let [a, b, c] = [a, b, c].map(|GridPoint { x, y }| [x, y]);
    turn(a, b, c).unsigned_abs() as f64 / 2.0
}

/// How far the middle corner lies from the line between the other two.
fn reach_in_cells([a, b, c]: [GridPoint; 3]) -> f64 {
    let from_a = |p: GridPoint| [f64::from(p.x - a.x), f64::from(p.y - a.y)];
    let ([bx, by], [cx, cy]) = (from_a(b), from_a(c));
    let length_2 = cx * cx + cy * cy;
    let along = if length_2 > 0.0 {
        ((bx * cx + by * cy) / length_2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (bx - along * cx).hypot(by - along * cy)
}

fn metres_per_cell(at: GridPoint) -> f64 {
    EQUATOR_METRES / f64::from(GRID_BITS).exp2() * grid_to_lonlat(at).lat.to_radians().cos()
}

/// For each arc the zoom below which none of it is drawn: 0 but for rings that may go.
fn ring_zooms(topology: &Topology) -> Vec<u8> {
    let mut users = vec![0u8; topology.arcs.len()];
    for used in topology.faces.iter().flat_map(Face::arcs) {
        users[used.arc as usize] = users[used.arc as usize].saturating_add(1);
    }
    let mut zooms = vec![0; topology.arcs.len()];
    for face in &topology.faces {
        let largest = (face.polygons.iter())
            .filter_map(|polygon| polygon.first())
            .max_by(|a, b| ring_area(topology, a).total_cmp(&ring_area(topology, b)));
        for polygon in &face.polygons {
            let may_go = |ring: &Vec<ArcRef>| ring.len() == 1 && users[ring[0].arc as usize] == 1;
            let Some((outer, holes)) = polygon.split_first() else {
                continue;
            };
            let stays = Some(outer) == largest || !holes.iter().all(may_go);
            let rings = if stays { holes } else { polygon.as_slice() };
            for ring in rings.iter().filter(|ring| may_go(ring)) {
                zooms[ring[0].arc as usize] = zoom_of_ring(ring_area(topology, ring));
            }
        }
    }
    zooms
}

fn zoom_of_ring(square_cells: f64) -> u8 {
    let least = |zoom| LEAST_RING_SQUARE_UNITS * cells_per_unit(zoom).powi(2);
    (0..MAX_ZOOM)
        .find(|&zoom| square_cells >= least(zoom))
        .unwrap_or(MAX_ZOOM)
}

/// The area of a ring in square cells.
fn ring_area(topology: &Topology, ring: &[ArcRef]) -> f64 {
    let mut doubled = 0.0;
    let mut origin = None;
    for used in ring {
        // The sum over the edges of an arc changes its sign with the direction.
        let sign = if used.reversed { -1.0 } else { 1.0 };
        for pair in topology.arcs[used.arc as usize].points.windows(2) {
            let [a, b] = [pair[0], pair[1]].map(microdegrees_to_grid);
            let o = *origin.get_or_insert(a);
            doubled += sign * turn([o.x, o.y], [a.x, a.y], [b.x, b.y]) as f64;
        }
    }
    f64::abs(doubled) / 2.0
}
