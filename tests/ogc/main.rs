//! The abstract tests of OGC API that apply, each named by its id in the standard: Common, Features
//! (core, reference systems, filters), Tiles; and GDAL's driver for it as a judge from outside.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

mod core;
mod cql2;
mod crs;
mod filter;
mod gdal_reads;
#[path = "../support/mvt/mod.rs"]
mod mvt;
#[path = "../support/relations.rs"]
mod relations;
mod shapes;
#[path = "../api/support.rs"]
#[allow(dead_code, reason = "shared with tests that use all of it")]
mod support;
mod tiles;
mod walk;
