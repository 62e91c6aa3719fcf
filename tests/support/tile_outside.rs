//! The outside of a coverage as the boundary files have it, in the units of one tile.

use crate::coverage_audit::Outside;
use crate::mvt::Point;
use crate::reference::{Reference, TOLERANCE, World};
use crate::tile_sample::TileId;

/// A coverage's outside, seen from a tile.
pub struct TileOutside<'a> {
    coverage: &'a Reference,
    origin: [u32; 2],
    unit: f64,
}

impl<'a> TileOutside<'a> {
    /// The outside of a coverage in the units of that tile.
    pub fn new(coverage: &'a Reference, id: TileId) -> Self {
        Self {
            coverage,
            origin: [id.x, id.y],
            unit: 1.0 / (4096.0 * f64::from(1u32 << id.z)),
        }
    }

    fn world(&self, place: [f64; 2]) -> World {
        let at = |axis: usize| (f64::from(self.origin[axis]) * 4096.0 + place[axis]) * self.unit;
        [at(0), at(1)]
    }

    fn is_near(&self, place: [f64; 2]) -> bool {
        let reach = TOLERANCE * self.unit;
        self.coverage.is_near_outside(self.world(place), reach)
    }
}

impl Outside for TileOutside<'_> {
    fn is_outer(&self, [a, b]: [Point; 2]) -> bool {
        let (a, b) = (a.map(|c| c as f64), b.map(|c| c as f64));
        [0.0, 0.25, 0.5, 0.75, 1.0].iter().all(|share| {
            let place = [0, 1].map(|axis| a[axis] + (b[axis] - a[axis]) * share);
            self.is_near(place)
        })
    }

    fn is_covered(&self, place: [f64; 2]) -> bool {
        // A bay whose mouth closes when it is simplified is no gap.
        self.coverage.covers(self.world(place)) && !self.is_near(place)
    }
}
