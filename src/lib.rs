//! Phía Bắc Atlas: the map of northern Vietnam after the merger of 1 July 2025.
//!
//! Data flow one way:
//!
//! ```text
//! raw sources ─ import ─> geodata/ ─ dataset ─> atlas ─> http ─> static/ (the page)
//! ```
//!
//! Things go wrong in [`import`], not while serving; text is parsed at the edge and trusted
//! inside; only [`http`] knows HTTP and async. The table of who may use whom is kept and checked
//! by `tests/architecture.rs`.

pub mod analysis;
pub mod archive;
pub mod atlas;
pub mod cli;
pub mod config;
pub mod coverage;
pub mod dataset;
pub mod domain;
pub mod export;
pub mod filter;
pub mod geometry;
pub mod http;
pub mod import;
pub mod overlay;
pub mod search;
pub mod site;
pub mod store;
pub mod tile;
