//! Raw sources to clean records: what is wrong is found, counted and explained here, once.

mod boundaries;
mod boundary_report;
mod gdal_source;
mod outline;

pub use boundaries::{
    BoundaryError, BoundarySources, COMMUNE_TOLERANCE_METRES, compile_boundaries,
};
pub use boundary_report::{BoundaryReport, SetReport};
pub use gdal_source::{SourceArea, SourceError, gdal_version, read_areas};
pub use outline::{Outline, trace_outline};
