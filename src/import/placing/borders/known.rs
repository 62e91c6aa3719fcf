//! The corners and edges of the boundaries as they stand: where a delivery repeats them, nothing is
//! moved.

use rustc_hash::FxHashSet;

use crate::coverage::Topology;
use crate::geometry::MicroDegrees;

/// Corners and edges of the present boundaries.
#[derive(Debug, Default)]
pub(super) struct Known {
    corners: FxHashSet<MicroDegrees>,
    edges: FxHashSet<[MicroDegrees; 2]>,
}

impl Known {
    /// Those of a coverage.
    pub fn of(topology: &Topology) -> Self {
        let arcs = || topology.arcs.iter();
        let edges = arcs().flat_map(|arc| arc.points.windows(2));
        Self {
            corners: arcs().flat_map(|arc| arc.points.iter().copied()).collect(),
            edges: edges.map(|pair| edge(pair[0], pair[1])).collect(),
        }
    }

    /// Whether a corner stands there already.
    pub fn has_corner(&self, corner: MicroDegrees) -> bool {
        self.corners.contains(&corner)
    }

    /// Whether an edge runs there already, in whichever direction.
    pub fn has_edge(&self, a: MicroDegrees, b: MicroDegrees) -> bool {
        self.edges.contains(&edge(a, b))
    }
}

/// An edge from its lesser end.
pub(super) fn edge(a: MicroDegrees, b: MicroDegrees) -> [MicroDegrees; 2] {
    [a.min(b), a.max(b)]
}
