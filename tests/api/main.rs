//! The contract with the outside: requests through the router, no socket unless the socket is
//! what is tested.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

mod admin;
mod convert;
mod documents;
mod embed;
mod export;
mod figure_tables;
mod figures;
mod filters;
mod gate_trade;
mod items;
mod malformed;
#[path = "../support/mvt/mod.rs"]
mod mvt;
mod nearby;
mod oembed;
mod openapi;
mod overlay_tiles;
mod overlays;
mod page;
mod picture;
mod problems;
mod record_lists;
mod reports;
mod reverse;
mod search;
mod socket;
mod sources;
mod summaries;
mod support;
mod tiles;
mod units;
mod within;
