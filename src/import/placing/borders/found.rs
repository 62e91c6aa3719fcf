//! Gaps and overlaps of delivered boundaries.
//!
//! Where the polygons form a coverage nothing overlaps, and the gaps are rings that one side has to
//! itself. Where they do not, only the units at fault and those around them are laid over each
//! other: a whole region takes half a minute and half a gigabyte.

use std::collections::BTreeSet;

use geo::{BoundingRect, Contains};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::coverage::{
    Gap, MultiPolygon, Overlap, Problem, Topology, arcs_and_faces, gap_in, inspect, ring_points,
};
use crate::geometry::LonLat;
use crate::import::outline::gap_rings;

/// What was found, the largest first.
pub(super) struct Found {
    /// Ground that two units claim.
    pub overlaps: Vec<Overlap>,
    /// Ground that none does.
    pub gaps: Vec<Gap>,
}

/// Gaps and overlaps of polygons, and of the topology that was built of them or the problems that
/// kept it from being built.
pub(super) fn found(shapes: &[MultiPolygon], built: Result<&Topology, &[Problem]>) -> Found {
    let mut found = match built {
        Ok(topology) => Found {
            overlaps: Vec::new(),
            gaps: gaps_of(topology, &BTreeSet::new()),
        },
        Err(problems) => around(shapes, problems),
    };
    (found.overlaps).sort_by(|one, other| other.area_m2.total_cmp(&one.area_m2));
    (found.gaps).sort_by(|one, other| other.area_m2.total_cmp(&one.area_m2));
    found
}

/// The gaps between faces that are none of these.
fn gaps_of(topology: &Topology, but: &BTreeSet<u32>) -> Vec<Gap> {
    let faces = topology.faces.iter().zip(0..);
    let at_fault: BTreeSet<u32> = faces
        .filter(|(_, face)| but.contains(face))
        .flat_map(|(face, _)| face.arcs().map(|used| used.arc))
        .collect();
    let rings = gap_rings(topology).into_iter();
    rings
        .filter(|ring| !ring.iter().any(|used| at_fault.contains(&used.arc)))
        .filter_map(|ring| gap_in(&ring_points(topology, &ring)))
        .collect()
}

/// Lays the faces at fault over each other and over those around them.
fn around(shapes: &[MultiPolygon], problems: &[Problem]) -> Found {
    let at_fault: BTreeSet<u32> = problems.iter().flat_map(Problem::faces).collect();
    let boxes = boxes(shapes);
    let near: BTreeSet<u32> = (at_fault.iter())
        .filter_map(|&face| box_of(&shapes[face as usize]))
        .flat_map(|[low, high]| {
            let window = AABB::from_corners(low, high);
            let found = boxes.locate_in_envelope_intersecting(&window);
            found.map(|one| one.data).collect::<Vec<u32>>()
        })
        .collect();
    let near: Vec<u32> = near.into_iter().collect();
    let some: Vec<MultiPolygon> = (near.iter())
        .map(|&face| shapes[face as usize].clone())
        .collect();
    let inspection = inspect(&some);
    let overlaps = inspection.overlaps.into_iter().map(|overlap| Overlap {
        faces: overlap.faces.map(|face| near[face as usize]),
        ..overlap
    });
    // What others fill is no gap.
    let is_filled = |gap: &Gap| {
        let at = [gap.at.lon * 1e6, gap.at.lat * 1e6];
        let window = AABB::from_point(at.map(|axis| axis.round() as i32));
        let mut here = boxes.locate_in_envelope_intersecting(&window);
        here.any(|one| holds(&shapes[one.data as usize], gap.at))
    };
    let mut gaps = inspection.gaps;
    gaps.retain(|gap| !is_filled(gap));
    let (topology, _) = arcs_and_faces(shapes);
    for gap in gaps_of(&topology, &at_fault) {
        if !gaps.iter().any(|known| is_same(known.at, gap.at)) {
            gaps.push(gap);
        }
    }
    Found {
        overlaps: overlaps.collect(),
        gaps,
    }
}

/// Within a decimetre or so: the same gap found in two ways.
fn is_same(one: LonLat, other: LonLat) -> bool {
    (one.lon - other.lon).abs() < 2e-6 && (one.lat - other.lat).abs() < 2e-6
}

fn boxes(shapes: &[MultiPolygon]) -> RTree<GeomWithData<Rectangle<[i32; 2]>, u32>> {
    let boxes = shapes.iter().zip(0..).filter_map(|(shape, face)| {
        let [low, high] = box_of(shape)?;
        Some(GeomWithData::new(Rectangle::from_corners(low, high), face))
    });
    RTree::bulk_load(boxes.collect())
}

fn box_of(shape: &MultiPolygon) -> Option<[[i32; 2]; 2]> {
    let points = || shape.iter().flatten().flatten();
    let bound = |axis: usize| {
        let axis = points().map(|point| point[axis]);
        Some([axis.clone().min()?, axis.max()?])
    };
    let [[west, east], [south, north]] = [bound(0)?, bound(1)?];
    Some([[west, south], [east, north]])
}

fn holds(shape: &MultiPolygon, place: LonLat) -> bool {
    let line = |ring: &Vec<[i32; 2]>| -> geo::LineString<f64> {
        let points = ring.iter();
        points
            .map(|&[x, y]| (f64::from(x) / 1e6, f64::from(y) / 1e6))
            .collect()
    };
    let point = geo::Point::new(place.lon, place.lat);
    shape
        .iter()
        .filter_map(|rings| rings.split_first())
        .any(|(outer, holes)| {
            let polygon = geo::Polygon::new(line(outer), holes.iter().map(line).collect());
            let around = polygon.bounding_rect();
            around.is_some_and(|around| around.contains(&point)) && polygon.contains(&point)
        })
}
