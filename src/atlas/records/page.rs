//! The properties that records show.

use std::collections::BTreeSet;

use crate::atlas::Atlas;
use crate::domain::LayerId;

/// Properties that a list never leaves out: who it is, and how well its place is known.
pub(in crate::atlas) const ALWAYS: [&str; 4] = ["code", "name_vi", "name_en", "precision"];

/// Properties that a feature has beside the fields of its layer.
const ADDED: [&str; 7] = [
    "sources",
    "lon",
    "lat",
    "label_lon",
    "label_lat",
    "former_units",
    "successors",
];

impl Atlas {
    /// The names of the properties that features of a layer can have.
    #[must_use]
    pub fn property_names(&self, layer: LayerId) -> BTreeSet<&str> {
        let names = self.rows(layer).queryables.names();
        names.filter(|name| *name != "id").chain(ADDED).collect()
    }
}
