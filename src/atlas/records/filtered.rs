//! What tiles hold of the records that a filter accepts, kept while it is asked for.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::atlas::Atlas;
use crate::atlas::load::point_layer;
use crate::atlas::records::query::LayerFilter;
use crate::atlas::records::recent::Recent;
use crate::coverage::NO_FACE;
use crate::domain::LayerId;
use crate::tile::{AreaLayer, TileLayer};

/// How many filtered layers are kept: a layer of zones takes about half a megabyte.
const MOST_KEPT: usize = 32;

/// The filtered layers.
#[derive(Debug)]
pub(in crate::atlas) struct FilteredLayers(Recent<Filtered>);

/// What a filter leaves of a layer.
#[derive(Debug)]
pub(in crate::atlas) enum Filtered {
    /// Its records prepared anew: groups are groups of those, areas those of fewer units.
    Prepared(TileLayer),
    /// The numbers of the features that stay, where none depends on others.
    Numbers(HashSet<u64>),
}

impl Default for FilteredLayers {
    fn default() -> Self {
        Self(Recent::new(MOST_KEPT))
    }
}

impl Atlas {
    /// What a filter leaves of a layer.
    pub(in crate::atlas) fn filtered(&self, wanted: &LayerFilter) -> Arc<OnceLock<Filtered>> {
        let tiles = self
            .filtered
            .0
            .of(wanted.records, wanted.filter.normal_form());
        tiles.get_or_init(|| self.only_accepted(wanted));
        tiles
    }

    fn only_accepted(&self, wanted: &LayerFilter) -> Filtered {
        let layer = wanted.records.layer;
        let spec = self.catalog.layer(layer);
        let accepted = self.accepted(wanted.records, &wanted.filter);
        let rows = accepted.get().map_or(&[][..], |rows| rows);
        let tables = &self.tables;
        Filtered::Prepared(match layer {
            LayerId::IndustrialZones => point_layer(spec, &picked(&tables.industrial_zones, rows)),
            LayerId::BorderGates => point_layer(spec, &picked(&tables.border_gates, rows)),
            LayerId::PowerPlants => point_layer(spec, &picked(&tables.power_plants, rows)),
            _ => {
                let drawn = self.layers.get(&layer).map(|layer| &layer.tiles);
                let Some(TileLayer::Areas(areas)) = drawn else {
                    let all = &self.rows(wanted.records).list;
                    let numbers = picked(all, rows).into_iter().map(|row| row.id);
                    return Filtered::Numbers(numbers.collect());
                };
                TileLayer::Areas(only_owners(areas, rows))
            }
        })
    }
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
