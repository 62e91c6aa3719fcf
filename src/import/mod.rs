//! Raw sources to clean records: what is wrong is found, counted and explained here, once.

mod gdal_source;

pub use gdal_source::{SourceArea, SourceError, gdal_version, read_areas};
