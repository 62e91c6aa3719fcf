//! The boundary files: `TopoJSON` with every shared border once.
//!
//! What this project adds to the format is one foreign member, `min_zooms`: for each arc a text
//! with one base-36 digit a point, the smallest zoom at which the point is kept. Other readers
//! (GDAL, QGIS, mapshaper, D3) ignore it.
//!
//! The reader checks everything that the rest of the program relies on: arcs that exist, rings
//! that close, one user on each side of an arc. That the arcs do not cross is proven when the
//! files are compiled and by `phiabac check`, not at every start.

mod read;
mod write;

use crate::coverage::{ArcRef, Topology};

pub use read::{TopoJsonError, parse_boundaries, read_boundaries};
pub use write::boundaries_to_topojson;

/// Which boundary file: they differ in the name of their object and in the properties of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundarySet {
    /// The communes of today.
    Communes,
    /// The communes as they stood before 1 July 2025; approximate.
    FormerCommunes,
}

impl BoundarySet {
    /// The name of the object in the file, and of the file before its ending.
    #[must_use]
    pub fn object_name(self) -> &'static str {
        match self {
            Self::Communes => "communes",
            Self::FormerCommunes => "former_communes",
        }
    }
}

/// A boundary file: faces, and what is known of the unit of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoundaryFile {
    /// One face a unit. `min_zooms` of the arcs are empty when the file has none.
    pub topology: Topology,
    /// By face: the code of the unit, five digits; every code once.
    pub codes: Vec<String>,
    /// By face.
    pub properties: Vec<UnitProperties>,
    /// Lines on the outside of the coverage, arcs head to tail; empty for former communes.
    pub outline: Vec<(OutlineKind, Vec<ArcRef>)>,
}

/// What a boundary file says of a unit besides its code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitProperties {
    /// Name without the kind of unit.
    pub name_vi: String,
    /// Code of its province (of its former province for a former commune), two digits.
    pub province: String,
    /// How good the shape of a former commune is, `A` (best) to `D`.
    pub quality: Option<char>,
    /// Present communes that hold a former one, the default one first.
    pub successors: Vec<String>,
}

/// What lies beyond a line of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutlineKind {
    /// Another country.
    National,
    /// A province that is not in the file.
    Province,
    /// The sea.
    Coast,
}

impl OutlineKind {
    /// All kinds, in the order of the file.
    pub const ALL: [Self; 3] = [Self::National, Self::Province, Self::Coast];

    /// The value of the property `kind`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Province => "province",
            Self::Coast => "coast",
        }
    }
}

#[cfg(test)]
mod tests;
