//! What can be wrong with a coverage.

use std::fmt;

use crate::geometry::MicroDegrees;

/// A place where polygons fail to be a coverage. Faces are indices into the areas given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// A ring has fewer than three different points, or encloses nothing.
    DegenerateRing {
        /// Whose ring.
        face: u32,
        /// Its first point.
        at: MicroDegrees,
    },
    /// Two polygons lie on the same side of a border (or one polygon on both sides).
    SharedSide {
        /// Who claims the side.
        faces: [u32; 2],
        /// The second point of the border.
        at: MicroDegrees,
    },
    /// Two edges cross, touch or overlap elsewhere than in a vertex that both have.
    EdgesMeet {
        /// An edge of each.
        edges: [[MicroDegrees; 2]; 2],
        /// A face that uses the one, and one that uses the other.
        faces: [u32; 2],
    },
    /// Two arcs pass through the same vertex without ending there.
    UnmarkedJunction {
        /// The vertex.
        at: MicroDegrees,
    },
    /// Around a vertex, the border on one side of a wedge says another face than the border on
    /// its other side; or a ring lies inside a face that has no hole for it.
    Overlap {
        /// The two owners found; nothing stands for the outside.
        faces: [Option<u32>; 2],
        /// The vertex.
        at: MicroDegrees,
    },
}

impl Problem {
    /// A place on the problem.
    #[must_use]
    pub fn at(&self) -> MicroDegrees {
        match self {
            Self::DegenerateRing { at, .. }
            | Self::SharedSide { at, .. }
            | Self::UnmarkedJunction { at }
            | Self::Overlap { at, .. } => *at,
            Self::EdgesMeet { edges, .. } => edges[0][0],
        }
    }

    /// The faces that take part in it.
    pub fn faces(&self) -> impl Iterator<Item = u32> {
        match *self {
            Self::DegenerateRing { face, .. } => [Some(face), None],
            Self::SharedSide { faces, .. } | Self::EdgesMeet { faces, .. } => faces.map(Some),
            Self::UnmarkedJunction { .. } => [None, None],
            Self::Overlap { faces, .. } => faces,
        }
        .into_iter()
        .flatten()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::DegenerateRing { .. } => "a ring without area",
            Self::SharedSide { .. } => "two polygons on the same side of a border",
            Self::EdgesMeet { .. } => "edges that meet outside a common vertex",
            Self::UnmarkedJunction { .. } => "arcs that touch without ending",
            Self::Overlap { .. } => "polygons that overlap",
        };
        let [lon, lat] = self.at();
        write!(
            f,
            "{what} at {:.6}, {:.6}",
            f64::from(lon) / 1e6,
            f64::from(lat) / 1e6
        )?;
        for (index, face) in self.faces().enumerate() {
            write!(f, "{}{face}", if index == 0 { " (units " } else { ", " })?;
        }
        if self.faces().next().is_some() {
            write!(f, ")")?;
        }
        Ok(())
    }
}
