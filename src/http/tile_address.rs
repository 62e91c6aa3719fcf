//! The address of a tile, in the order of `/tiles` or in that of OGC.

use serde::Deserialize;

use crate::domain::LayerId;

/// The parts of an address: which layers (all where the address names none), which tile.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TileAddress {
    #[serde(default = "all_layers")]
    pub(super) layers: String,
    pub(super) z: String,
    pub(super) x: String,
    pub(super) y: String,
}

fn all_layers() -> String {
    let names: Vec<&str> = LayerId::ALL.iter().map(|layer| layer.as_str()).collect();
    names.join(",")
}
