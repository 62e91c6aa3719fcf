//! What the import of the boundaries found and did.

use std::collections::BTreeMap;
use std::fmt;

use crate::coverage::{Inspection, Topology, areas_km2};
use crate::dataset::topojson::BoundarySet;
use crate::geometry::{LonLat, MicroDegrees, geodesic_km};

/// How many of the largest overlaps and gaps are named.
const NAMED: usize = 25;

/// The report of one import.
#[derive(Clone, Debug, Default)]
pub struct BoundaryReport {
    /// What is wrong with the communes as published, if they were given.
    pub raw: Option<RawReport>,
    /// One for each file compiled.
    pub sets: Vec<SetReport>,
}

/// What is wrong with polygons that are not compiled.
#[derive(Clone, Debug)]
pub struct RawReport {
    /// Units inspected.
    pub units: usize,
    /// Name and code of each.
    pub names: Vec<String>,
    /// What was found; faces are indices into `names`.
    pub found: Inspection,
}

/// What became of one set of boundaries.
#[derive(Clone, Debug)]
pub struct SetReport {
    /// Which.
    pub set: BoundarySet,
    /// Units in it.
    pub units: usize,
    /// Shared borders.
    pub arcs: usize,
    /// Points of all arcs as read.
    pub points_read: usize,
    /// Points of all arcs in the file.
    pub points_kept: usize,
    /// Geodesic area of all units as read, in km².
    pub area_read_km2: f64,
    /// Geodesic area of all units in the file, in km².
    pub area_kept_km2: f64,
    /// The largest change of a unit's area as a fraction of it, and the unit's index.
    pub largest_area_change: (f64, usize),
    /// How far the border moved at most, in metres.
    pub largest_shift_m: f64,
    /// Kilometres of outline by what lies beyond.
    pub outline_km: BTreeMap<String, f64>,
    /// Size of the file.
    pub bytes: usize,
}

impl SetReport {
    /// Compares what was read with what is kept of it; arcs have the same numbers in both.
    pub(super) fn of(set: BoundarySet, source: &Topology, kept: &Topology) -> Self {
        let (before, after) = (areas_km2(source), areas_km2(kept));
        let largest_area_change = (before.iter().zip(&after))
            .map(|(before, after)| (after - before).abs() / before)
            .enumerate()
            .fold((0.0, 0), |largest, (unit, change)| {
                if change > largest.0 {
                    (change, unit)
                } else {
                    largest
                }
            });
        Self {
            set,
            units: kept.faces.len(),
            arcs: kept.arcs.len(),
            points_read: count_points(source),
            points_kept: count_points(kept),
            area_read_km2: before.iter().sum(),
            area_kept_km2: after.iter().sum(),
            largest_area_change,
            largest_shift_m: largest_shift_m(source, kept),
            outline_km: BTreeMap::new(),
            bytes: 0,
        }
    }
}

fn count_points(topology: &Topology) -> usize {
    topology.arcs.iter().map(|arc| arc.points.len()).sum()
}

/// The farthest that a point taken away lies from the line that took its place.
fn largest_shift_m(source: &Topology, kept: &Topology) -> f64 {
    let mut largest = 0.0f64;
    for (before, after) in source.arcs.iter().zip(&kept.arcs) {
        let mut next = 1;
        for &point in &before.points[1..] {
            if point == after.points[next] {
                next = (next + 1).min(after.points.len() - 1);
            } else {
                let edge = [after.points[next - 1], after.points[next]];
                largest = largest.max(metres_to_edge(point, edge));
            }
        }
    }
    largest
}

fn metres_to_edge(point: MicroDegrees, [a, b]: [MicroDegrees; 2]) -> f64 {
    let towards = |p: MicroDegrees| [0, 1].map(|axis| f64::from(p[axis] - a[axis]));
    let ([px, py], [bx, by]) = (towards(point), towards(b));
    let along = ((px * bx + py * by) / (bx * bx + by * by)).clamp(0.0, 1.0);
    let place = |x: f64, y: f64| LonLat {
        lon: (f64::from(a[0]) + x) / 1e6,
        lat: (f64::from(a[1]) + y) / 1e6,
    };
    1000.0 * geodesic_km(place(px, py), place(along * bx, along * by))
}

impl fmt::Display for BoundaryReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(raw) = &self.raw {
            raw.fmt(f)?;
        }
        self.sets.iter().try_for_each(|set| set.fmt(f))
    }
}

impl fmt::Display for SetReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}, compiled:", self.set.object_name())?;
        writeln!(
            f,
            "  {} units, {} borders, {} of {} points kept, {:.1} MB",
            self.units,
            self.arcs,
            self.points_kept,
            self.points_read,
            self.bytes as f64 / 1e6
        )?;
        writeln!(
            f,
            "  area {:.2} km², {:.2} as read; a unit changes by {:.4} % at most; borders move by {:.1} m at most",
            self.area_kept_km2,
            self.area_read_km2,
            100.0 * self.largest_area_change.0,
            self.largest_shift_m
        )?;
        for (beyond, km) in &self.outline_km {
            writeln!(f, "  outline, {beyond}: {km:.0} km")?;
        }
        Ok(())
    }
}

impl fmt::Display for RawReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = &self.found;
        let over = |m2: f64| found.overlaps.iter().filter(|o| o.area_m2 > m2).count();
        writeln!(f, "communes as published, inspected only:")?;
        writeln!(
            f,
            "  bad edges: {} in {} of {} units, {:.1} km",
            found.bad_edges,
            found.faces_with_bad_edges.len(),
            self.units,
            found.bad_edges_km
        )?;
        writeln!(
            f,
            "  overlaps: {} pairs ({} over 1 m², {} over 1,000 m²), {:.2} km² counted more than once",
            over(0.0),
            over(1.0),
            over(1000.0),
            found.counted_twice_km2
        )?;
        for overlap in found
            .overlaps
            .iter()
            .take(NAMED)
            .filter(|o| o.area_m2 > 1000.0)
        {
            let [a, b] = overlap.faces.map(|face| self.names[face as usize].as_str());
            writeln!(
                f,
                "    {:.0} m² at {:.5}, {:.5}: {a}, {b}",
                overlap.area_m2, overlap.at.lon, overlap.at.lat
            )?;
        }
        writeln!(
            f,
            "  gaps: {}, {:.0} m² in all; rings without area: {}",
            found.gaps.len(),
            found.gaps.iter().map(|gap| gap.area_m2).sum::<f64>(),
            found.degenerate_rings
        )?;
        for gap in found
            .gaps
            .iter()
            .take(NAMED)
            .filter(|gap| gap.area_m2 > 100.0)
        {
            writeln!(
                f,
                "    {:.0} m² at {:.5}, {:.5}",
                gap.area_m2, gap.at.lon, gap.at.lat
            )?;
        }
        Ok(())
    }
}
