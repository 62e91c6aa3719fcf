//! Places, boxes, Web Mercator, tile coordinates and coordinate reference systems: pure mathematics, nothing of ours below it.
//!
//! Three spaces appear, each with its own type: degrees (WGS 84, [`LonLat`]), microdegrees on the
//! 1e-6° grid of the boundary files ([`MicroDegrees`]), and the integer Web Mercator grid that
//! tiles are cut from ([`GridPoint`]).

mod crs;
mod grid;
mod lonlat;
mod tile_coord;

pub use crs::{Axis, Crs};
pub use grid::{
    GRID_BITS, GridPoint, grid_to_lonlat, grid_to_microdegrees, lonlat_to_grid,
    microdegrees_to_grid,
};
pub use lonlat::{LonLat, LonLatBox, MicroDegrees, geodesic_km};
pub use tile_coord::{BUFFER, EXTENT, MAX_ZOOM, TileCoord, TileCoordError};
