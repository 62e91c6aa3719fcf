//! From prepared layers to the bytes of a vector tile.

mod areas;
mod trace;

pub use areas::{Area, areas_in};
