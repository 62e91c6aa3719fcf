//! A coordinate as the `mvt` crate takes it, for geometry that was clipped before.

use std::ops::Neg;

use mvt::CoordNum;
use num_derive::{Num, NumOps, One, Zero};
use pointy::{BBox, Seg};

/// One coordinate in the grid of a tile: whole units, y downwards.
///
/// The crate clips every segment of a line against a box. Geometry comes here clipped and on the
/// grid already, so that this number answers at once that nothing is to be cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Num, NumOps, One, Zero)]
pub(super) struct OnGrid(pub i32);

impl Neg for OnGrid {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl pointy::Num for OnGrid {
    fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    fn min_value() -> Self {
        Self(i32::MIN)
    }

    fn max_value() -> Self {
        Self(i32::MAX)
    }

    fn clamp(self, min: Self, max: Self) -> Self {
        Ord::clamp(self, min, max)
    }
}

impl CoordNum for OnGrid {
    fn round_to_i32(self) -> Option<i32> {
        Some(self.0)
    }

    fn clip(_: Seg<Self>, _: BBox<Self>) -> Option<Seg<Self>> {
        None
    }
}
