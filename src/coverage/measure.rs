//! Sizes and middles of faces, on the ellipsoid.

use std::cmp::Ordering;

use geo::{Contains, GeodesicArea, InteriorPoint};

use super::{ArcRef, Face, Topology};
use crate::geometry::{LonLat, MicroDegrees};

/// How near the pole of inaccessibility a label point is, in degrees of latitude (11 m).
const LABEL_PRECISION: f64 = 1e-4;

/// Geodesic area of each face on WGS 84, in square kilometres; gaps and holes are not part of it.
#[must_use]
pub fn areas_km2(topology: &Topology) -> Vec<f64> {
    for_each_face(topology, |face| {
        let polygons = face.polygons.iter().map(|rings| polygon(topology, rings));
        polygons.map(|p| p.geodesic_area_signed() / 1e6).sum()
    })
}

/// A point well inside each face, for its name: the pole of inaccessibility of the largest
/// polygon.
///
/// # Panics
/// When a face has no polygon.
#[must_use]
pub fn label_points(topology: &Topology) -> Vec<LonLat> {
    for_each_face(topology, |face| label_point(topology, face))
}

fn label_point(topology: &Topology, face: &Face) -> LonLat {
    let largest = (face.polygons.iter())
        .map(|rings| polygon(topology, rings))
        .max_by(|a, b| {
            planar_area(a)
                .partial_cmp(&planar_area(b))
                .unwrap_or(Ordering::Equal)
        })
        .expect("a face has a polygon");
    // Distances are to be true to scale: a degree of longitude is as long as cos(latitude) of one.
    let shrink = largest.exterior()[0].y.to_radians().cos();
    let scaled = geo::MapCoords::map_coords(&largest, |c| geo::Coord {
        x: c.x * shrink,
        y: c.y,
    });
    let point = polylabel::polylabel(&scaled, &LABEL_PRECISION)
        .ok()
        .filter(|point| scaled.contains(point))
        .or_else(|| scaled.interior_point())
        .expect("a polygon has an interior");
    LonLat {
        lon: point.x() / shrink,
        lat: point.y(),
    }
}

/// The points of a ring of arcs in the order of the walk; the first is repeated at the end.
#[must_use]
pub fn ring_points(topology: &Topology, ring: &[ArcRef]) -> Vec<MicroDegrees> {
    let mut points: Vec<MicroDegrees> = Vec::new();
    for used in ring {
        points.pop();
        let stored = &topology.arcs[used.arc as usize].points;
        if used.reversed {
            points.extend(stored.iter().rev());
        } else {
            points.extend(stored);
        }
    }
    points
}

fn planar_area(polygon: &geo::Polygon<f64>) -> f64 {
    geo::Area::unsigned_area(polygon)
}

fn polygon(topology: &Topology, rings: &[Vec<ArcRef>]) -> geo::Polygon<f64> {
    let line = |ring: &Vec<ArcRef>| -> geo::LineString<f64> {
        let points = ring_points(topology, ring);
        let degrees = points.into_iter().map(|p| p.map(|v| f64::from(v) / 1e6));
        degrees.map(|[x, y]| geo::Coord { x, y }).collect()
    };
    let mut lines = rings.iter().map(line);
    let outer = lines
        .next()
        .unwrap_or_else(|| geo::LineString::new(Vec::new()));
    geo::Polygon::new(outer, lines.collect())
}

/// Works on all faces, on as many threads as there are cores; answers in the order of the faces.
fn for_each_face<T: Send>(topology: &Topology, work: impl Fn(&Face) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = topology.faces.len().div_ceil(cores).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> = (topology.faces.chunks(share))
            .map(|faces| scope.spawn(move || faces.iter().map(work).collect::<Vec<T>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("measuring a face does not panic"))
            .collect()
    })
}
