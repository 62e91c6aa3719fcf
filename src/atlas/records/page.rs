//! Records as `GeoJSON`, some at a time.

use std::collections::BTreeSet;

use geojson::Feature;

use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::atlas::records::query::RecordQuery;
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

/// Some of the records that a query wants.
#[derive(Clone, Debug)]
pub struct RecordPage {
    /// The records.
    pub features: Vec<Feature>,
    /// How many there are in all.
    pub number_matched: usize,
}

impl Atlas {
    /// Up to `limit` records after the first `offset` of those that a query wants, as features;
    /// with these properties only, where they are named.
    #[must_use]
    pub fn record_page(
        &self,
        query: &RecordQuery,
        properties: Option<&BTreeSet<String>>,
        offset: usize,
        limit: usize,
    ) -> RecordPage {
        let wanted = self.wanted(query);
        let here = wanted.iter().skip(offset).take(limit);
        RecordPage {
            features: here
                .filter_map(|row| self.shown(query.layer, row, properties))
                .collect(),
            number_matched: wanted.len(),
        }
    }

    /// The names of the properties that features of a layer can have.
    #[must_use]
    pub fn property_names(&self, layer: LayerId) -> BTreeSet<&str> {
        let names = self.rows(layer).queryables.names();
        names.filter(|name| *name != "id").chain(ADDED).collect()
    }

    fn shown(
        &self,
        layer: LayerId,
        row: &Row,
        properties: Option<&BTreeSet<String>>,
    ) -> Option<Feature> {
        let mut feature = self.feature_at(layer, row)?;
        if let (Some(wanted), Some(own)) = (properties, &mut feature.properties) {
            own.retain(|name, _| wanted.contains(name) || ALWAYS.contains(&name.as_str()));
        }
        Some(feature)
    }
}
