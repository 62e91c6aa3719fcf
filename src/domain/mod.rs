//! The words of the map: units, zones, gates, plants, sources, layers and the catalogue.
//!
//! A kind of record is one file: its struct, its closed lists, how it is read from and written to
//! named fields. Files, tiles, cards and the API all go through those fields, so that a thing has
//! one name everywhere.

mod layer;
mod value;

pub use layer::{Geometry, LayerId, UnknownLayer};
pub use value::{FieldError, Fields, Value};
