//! Shared-border topology: polygons that tile an area, kept as arcs of which each border is stored
//! once.
//!
//! Whatever is done to a border (simplified, rounded to a tile's grid, cut) is done to its one arc,
//! so two neighbours can never disagree about it.

mod bends;
mod border_lengths;
mod build;
mod cells;
mod dissolve;
mod generalise;
mod grid_areas;
mod hot_pixels;
mod inspect;
mod level;
mod measure;
mod meeting_edges;
mod occupancy;
mod packed;
mod planar;
mod problems;
mod projected;
mod removal;
mod ring_area;
#[cfg(test)]
pub(crate) mod samples;
mod separate;
mod snap;
mod topology;

pub use build::{MultiPolygon, Ring, arcs_and_faces, build};
pub use dissolve::{dissolve, polygons_of};
pub use generalise::{LEAST_RING_SQUARE_UNITS, TOLERANCE_UNITS, at_zoom, rank, thin, thin_but};
pub use inspect::{Gap, Inspection, Overlap, gap_in, inspect};
pub use level::{Level, Piece};
pub use measure::{areas_km2, label_points, ring_points};
pub use planar::planar_problems;
pub use problems::Problem;
pub use projected::{Coverage, NO_FACE};
pub use ring_area::doubled_area;
pub use separate::separate;
pub use snap::{Workspace, is_within_run};
pub use topology::{Arc, ArcRef, Face, Topology};
