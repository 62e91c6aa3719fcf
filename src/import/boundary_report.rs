//! What the import of the boundaries found and did.

use std::collections::BTreeMap;
use std::fmt;

use crate::coverage::Topology;
use crate::dataset::topojson::BoundarySet;

/// The report of one import.
#[derive(Clone, Debug, Default)]
pub struct BoundaryReport {
    /// One for each file compiled.
    pub sets: Vec<SetReport>,
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
    /// Kilometres of outline by what lies beyond.
    pub outline_km: BTreeMap<String, f64>,
    /// Size of the file.
    pub bytes: usize,
}

impl SetReport {
    pub(super) fn of(set: BoundarySet, source: &Topology, kept: &Topology) -> Self {
        Self {
            set,
            units: kept.faces.len(),
            arcs: kept.arcs.len(),
            points_read: count_points(source),
            points_kept: count_points(kept),
            outline_km: BTreeMap::new(),
            bytes: 0,
        }
    }
}

fn count_points(topology: &Topology) -> usize {
    topology.arcs.iter().map(|arc| arc.points.len()).sum()
}

impl fmt::Display for BoundaryReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for set in &self.sets {
            writeln!(
                f,
                "{}: {} units, {} borders, {} of {} points kept, {:.1} MB",
                set.set.object_name(),
                set.units,
                set.arcs,
                set.points_kept,
                set.points_read,
                set.bytes as f64 / 1e6
            )?;
            for (beyond, km) in &set.outline_km {
                writeln!(f, "  outline, {beyond}: {km:.0} km")?;
            }
        }
        Ok(())
    }
}
