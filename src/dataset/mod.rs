//! The compiled files: reading and writing them.

pub mod topojson;
