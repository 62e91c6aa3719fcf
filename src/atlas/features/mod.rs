//! The features of every layer: what they say of themselves (`item`), which records the layers
//! have that no table lists (`rows`), and their shapes at full detail (`shapes`, `borders`).

pub(in crate::atlas) mod borders;
pub(in crate::atlas) mod item;
mod rows;
mod shapes;
pub(in crate::atlas) mod window;

use std::sync::OnceLock;

use crate::domain::LayerId;

use borders::Border;
use shapes::Outlines;

/// What is told of features when it is first asked for.
#[derive(Debug, Default)]
pub(in crate::atlas) struct Features {
    /// The borders with their arcs: those of both times together, then those of each alone.
    borders: [OnceLock<Vec<Border>>; 3],
    /// The arcs around each unit, for each of [`UNIT_LAYERS`].
    outlines: [OnceLock<Outlines>; UNIT_LAYERS.len()],
}

/// The layers of units that have a shape.
const UNIT_LAYERS: [LayerId; 4] = [
    LayerId::Provinces,
    LayerId::Communes,
    LayerId::FormerProvinces,
    LayerId::FormerCommunes,
];
