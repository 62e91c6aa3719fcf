//! A reader and strict validator of Mapbox Vector Tiles 2.1, written from the specification alone.
//!
//! It shares no code with what makes our tiles and uses no tile crate, so that a mistake there
//! cannot hide itself here. [`decode`] gives the tile or what is broken in it; [`validate`] checks
//! a [`Rules`] set that is either the specification or our own, stricter one. [`write`] makes
//! tiles, broken ones too, for the tests of this validator.

#![allow(
    dead_code,
    unused_imports,
    reason = "every test binary uses its own part"
)]

mod commands;
mod contact;
mod decode;
mod model;
mod protobuf;
mod ring;
mod topology;
mod validate;
pub mod write;

pub use contact::{Contact, Segment, contact, for_each_close_pair};
pub use model::{Feature, Geometry, Layer, Point, Polygon, Ring, Rule, Tile, Value, Violation};
pub use ring::{RingIndex, Side, doubled_area};
pub use validate::{Rules, decode, validate};
