//! Arcs and faces.

use crate::geometry::MicroDegrees;

/// A reference to an arc: walked as stored, or backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArcRef {
    /// Index into [`Topology::arcs`].
    pub arc: u32,
    /// Whether the arc is walked from its last point to its first.
    pub reversed: bool,
}

impl ArcRef {
    /// The reference as `TopoJSON` writes it: the index, or its one's complement when reversed.
    #[must_use]
    pub fn to_signed(self) -> i32 {
        let index = self.arc as i32;
        if self.reversed { !index } else { index }
    }

    /// The reference that `TopoJSON` writes as this number.
    #[must_use]
    pub fn from_signed(number: i32) -> Self {
        Self {
            arc: if number < 0 { !number } else { number } as u32,
            reversed: number < 0,
        }
    }
}

/// A line that separates the same two faces (or a face and the outside) over its whole length.
///
/// Its ends are junctions, where it meets other arcs; a closed arc repeats its first point as its
/// last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arc {
    /// At least two points, neighbours different.
    pub points: Vec<MicroDegrees>,
    /// For each point the smallest zoom at which it is kept (see `coverage::generalise`);
    /// empty when the arc has not been ranked.
    pub min_zooms: Vec<u8>,
}

impl Arc {
    /// Whether the arc ends where it begins.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.points.first() == self.points.last()
    }
}

/// An area: rings of arcs, grouped into polygons whose first ring is the outer one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Face {
    /// Polygons → rings → arcs, head to tail.
    pub polygons: Vec<Vec<Vec<ArcRef>>>,
}

impl Face {
    /// All arcs of all rings.
    pub fn arcs(&self) -> impl Iterator<Item = ArcRef> + '_ {
        self.polygons.iter().flatten().flatten().copied()
    }
}

/// A coverage: arcs, and the faces made of them. An arc has at most two users, one on each side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// Every border once.
    pub arcs: Vec<Arc>,
    /// The areas, in the order of the units that they belong to.
    pub faces: Vec<Face>,
}
