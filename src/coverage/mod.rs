//! Shared-border topology: polygons that tile an area, kept as arcs of which each border is stored
//! once.
//!
//! Whatever is done to a border (simplified, rounded to a tile's grid, cut) is done to its one arc,
//! so two neighbours can never disagree about it.

mod build;
mod cells;
mod hot_pixels;
mod level;
mod meeting_edges;
mod planar;
mod problems;
mod projected;
#[cfg(test)]
pub(crate) mod samples;
mod snap;
mod topology;

pub use build::{MultiPolygon, Ring, build};
pub use level::{Level, Piece};
pub use planar::planar_problems;
pub use problems::Problem;
pub use projected::{Coverage, NO_FACE};
pub use topology::{Arc, ArcRef, Face, Topology};
