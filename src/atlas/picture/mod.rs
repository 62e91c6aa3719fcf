//! Still pictures of the map, drawn from the same geometry as its tiles.

pub(in crate::atlas) mod wish;
