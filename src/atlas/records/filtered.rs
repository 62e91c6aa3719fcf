//! Layers of tiles that hold only the records a filter accepts, kept while they are asked for.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::atlas::Atlas;
use crate::atlas::load::point_layer;
use crate::atlas::records::Rows;
use crate::atlas::records::query::LayerFilter;
use crate::coverage::NO_FACE;
use crate::domain::LayerId;
use crate::tile::{AreaLayer, TileLayer};

/// How many filtered layers are kept: a layer of zones takes about half a megabyte.
const MOST_KEPT: usize = 32;

/// The filtered layers, the one asked for last at the end.
#[derive(Debug, Default)]
pub(in crate::atlas) struct FilteredLayers(Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    layer: LayerId,
    /// Normal form of the filter.
    filter: Arc<str>,
    /// Made by the first who asks; others who ask meanwhile wait for it.
    tiles: Arc<OnceLock<TileLayer>>,
}

impl FilteredLayers {
    /// The place for a filtered layer, which may still be empty.
    fn of(&self, layer: LayerId, filter: &str) -> Arc<OnceLock<TileLayer>> {
        // A thread that panicked while holding the lock left whole entries behind.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept
            .iter()
            .position(|own| own.layer == layer && &*own.filter == filter);
        let own = match at {
            Some(at) => kept.remove(at),
            None => Kept {
                layer,
                filter: filter.into(),
                tiles: Arc::default(),
            },
        };
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        let tiles = own.tiles.clone();
        kept.push(own);
        tiles
    }
}

impl Atlas {
    /// A layer with the records that a filter accepts; groups are groups of those.
    pub(in crate::atlas) fn filtered(&self, wanted: &LayerFilter) -> Arc<OnceLock<TileLayer>> {
        let tiles = self.filtered.of(wanted.layer, wanted.filter.normal_form());
        tiles.get_or_init(|| self.only_accepted(wanted));
        tiles
    }

    fn only_accepted(&self, wanted: &LayerFilter) -> TileLayer {
        let spec = self.catalog.layer(wanted.layer);
        let rows = accepted(self.rows(wanted.layer), wanted);
        let tables = &self.tables;
        match wanted.layer {
            LayerId::IndustrialZones => point_layer(spec, &picked(&tables.industrial_zones, &rows)),
            LayerId::BorderGates => point_layer(spec, &picked(&tables.border_gates, &rows)),
            LayerId::PowerPlants => point_layer(spec, &picked(&tables.power_plants, &rows)),
            _ => match self.layers.get(&wanted.layer).map(|layer| &layer.tiles) {
                Some(TileLayer::Areas(areas)) => TileLayer::Areas(only_owners(areas, &rows)),
                _ => point_layer::<crate::domain::Unit>(spec, &[]),
            },
        }
    }
}

/// For each record whether it is accepted.
fn accepted(rows: &Rows, wanted: &LayerFilter) -> Vec<bool> {
    let rows = rows.list.iter();
    rows.map(|row| wanted.filter.accepts(row)).collect()
}

fn picked<'a, R>(records: &'a [R], accepted: &[bool]) -> Vec<&'a R> {
    let both = records.iter().zip(accepted);
    both.filter_map(|(record, yes)| yes.then_some(record))
        .collect()
}

/// The same areas without those that are not accepted: their faces belong to nobody.
fn only_owners(areas: &AreaLayer, accepted: &[bool]) -> AreaLayer {
    let keep = |owner: u32| accepted.get(owner as usize).copied().unwrap_or(false);
    let owners = areas.owners.iter().copied();
    AreaLayer {
        levels: areas.levels.clone(),
        owners: owners
            .map(|owner| if keep(owner) { owner } else { NO_FACE })
            .collect(),
        attributes: areas.attributes.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_filter_has_one_place_and_the_oldest_make_room() {
        let layers = FilteredLayers::default();
        let zones = LayerId::IndustrialZones;
        let first = layers.of(zones, "a");
        assert!(Arc::ptr_eq(&first, &layers.of(zones, "a")));
        assert!(!Arc::ptr_eq(&first, &layers.of(LayerId::BorderGates, "a")));
        for number in 0..MOST_KEPT - 1 {
            layers.of(zones, &number.to_string());
            assert!(Arc::ptr_eq(&first, &layers.of(zones, "a")), "{number}");
        }
        for number in 0..MOST_KEPT {
            layers.of(zones, &number.to_string());
        }
        assert!(!Arc::ptr_eq(&first, &layers.of(zones, "a")));
        assert_eq!(layers.0.lock().unwrap().len(), MOST_KEPT);
    }
}
