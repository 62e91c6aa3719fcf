//! What the laws found in many tiles.

use std::collections::BTreeMap;

use crate::coverage_audit::{Findings, Sliver};
use crate::tile_sample::TileId;

/// What was found in tiles: sums, and breaches in words.
#[derive(Debug, Default)]
pub struct Report {
    /// Tiles looked at.
    pub tiles: usize,
    /// Tiles whose gaps and overlaps were also measured as areas.
    pub measured: usize,
    /// Bytes of all.
    pub bytes: usize,
    /// Largest tile.
    pub largest: (usize, Option<TileId>),
    /// Features by layer.
    pub features: BTreeMap<String, usize>,
    /// By coverage layer.
    pub coverages: BTreeMap<String, Sums>,
    /// By zoom and layer: points of groups and single ones in the visible tile.
    pub points: BTreeMap<(u8, String), usize>,
    /// What breaks a law.
    pub breaches: Vec<String>,
}

/// Sums over the audits of one layer.
#[derive(Debug, Default)]
pub struct Sums {
    /// Visible edges.
    pub edges: usize,
    /// Length of shared borders, tile units.
    pub inner_length: f64,
    /// Length that should be shared and is not.
    pub unmatched_length: f64,
    /// Gaps: number and square tile units.
    pub gaps: (usize, f64),
    /// Overlaps: number and square tile units.
    pub overlaps: (usize, f64),
    /// Edges walked twice in one direction, crossings, vertices within others' edges.
    pub faults: [usize; 3],
    /// Widest gap or overlap, tile units.
    pub widest: f64,
    /// Vertices left out on one side of a straight run.
    pub straight_vertices: usize,
}

impl Report {
    /// Adds what another thread found.
    pub fn add(&mut self, other: Self) {
        self.tiles += other.tiles;
        self.measured += other.measured;
        self.bytes += other.bytes;
        self.largest = self.largest.max(other.largest);
        for (layer, count) in other.features {
            *self.features.entry(layer).or_default() += count;
        }
        for (layer, sums) in other.coverages {
            self.coverages.entry(layer).or_default().add(&sums);
        }
        for (key, count) in other.points {
            *self.points.entry(key).or_default() += count;
        }
        self.breaches.extend(other.breaches);
    }
}

impl Sums {
    /// Adds the sums of other tiles.
    pub fn add(&mut self, other: &Self) {
        self.edges += other.edges;
        self.inner_length += other.inner_length;
        self.unmatched_length += other.unmatched_length;
        for (sum, more) in [
            (&mut self.gaps, other.gaps),
            (&mut self.overlaps, other.overlaps),
        ] {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        }
        for (sum, more) in self.faults.iter_mut().zip(other.faults) {
            *sum += more;
        }
        self.widest = self.widest.max(other.widest);
        self.straight_vertices += other.straight_vertices;
    }

    /// Of one tile.
    pub fn of(findings: &Findings) -> Self {
        let total = |slivers: &[Sliver]| (slivers.len(), slivers.iter().map(|s| s.area).sum());
        Self {
            edges: findings.edges,
            inner_length: findings.inner_length,
            unmatched_length: findings.unmatched_length,
            gaps: total(&findings.gaps),
            overlaps: total(&findings.overlaps),
            faults: [
                findings.doubled.len(),
                findings.crossings.len(),
                findings.loose_vertices.len(),
            ],
            widest: findings.widest(),
            straight_vertices: findings.straight_vertices,
        }
    }
}
