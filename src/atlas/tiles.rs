//! Tiles as they are wished: which layers, of which days, which records and which attributes.

use std::collections::BTreeSet;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::records::filtered::Filtered;
use super::records::set::RecordSet;
use super::{Atlas, LayerFilter, OverlayChoice};
use crate::domain::LayerId;
use crate::geometry::TileCoord;
use crate::store::Days;
use crate::tile::{Joined, TileLayer};

/// Up to this zoom the layers of a tile are shared out among the cores; those of later tiles are
/// made sooner than another core would wake.
const SHARED_OUT_TO_ZOOM: u8 = 10;

/// What a tile is to hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct TileWish<'a> {
    /// The layers, in this order.
    pub layers: &'a [LayerId],
    /// Overlays whose values and classes provinces or communes carry.
    pub overlays: &'a [OverlayChoice],
    /// Filters, each of the layer that answers: of its records only those that it accepts.
    pub filters: &'a [LayerFilter],
    /// The attributes that features carry; all where absent.
    pub properties: Option<&'a BTreeSet<String>>,
    /// The days whose units are drawn; units of both times, each in its layer, where absent.
    pub days: Option<Days>,
}

impl Atlas {
    /// The bytes of a tile (MVT, not compressed) with these layers in this order; nothing when no
    /// feature reaches into it.
    #[must_use]
    pub fn tile(&self, layers: &[LayerId], coord: TileCoord) -> Option<Vec<u8>> {
        let wish = TileWish {
            layers,
            ..TileWish::default()
        };
        self.wished_tile(&wish, coord)
    }

    /// The bytes of a tile as it is wished; nothing when no feature reaches into it. Layers keep
    /// their names, whichever layer answers for them.
    #[must_use]
    pub fn wished_tile(&self, wish: &TileWish, coord: TileCoord) -> Option<Vec<u8>> {
        let drawn = |layer: &&LayerId| coord.z() >= self.catalog.layer(**layer).min_zoom;
        let drawn: Vec<LayerId> = wish.layers.iter().filter(drawn).copied().collect();
        let layer = |&layer: &LayerId| self.wished_layer(wish, layer, coord);
        let parts: Vec<Option<Vec<u8>>> = if coord.z() <= SHARED_OUT_TO_ZOOM {
            drawn.par_iter().with_max_len(1).map(layer).collect()
        } else {
            drawn.iter().map(layer).collect()
        };
        let bytes = parts.into_iter().flatten().collect::<Vec<_>>().concat();
        (!bytes.is_empty()).then_some(bytes)
    }

    fn wished_layer(&self, wish: &TileWish, layer: LayerId, coord: TileCoord) -> Option<Vec<u8>> {
        let answering = match wish.days {
            Some(days) => self.units_at_time(layer, days)?,
            None => layer.into(),
        };
        let own = wish.overlays.iter();
        let own = own.clone().find(|choice| choice.layer() == answering.layer);
        let own = own.map(|choice| self.joined(choice));
        let own = own.as_ref().map(|own| own as &dyn Joined);
        let filter = wish.filters.iter();
        let filter = filter.clone().find(|filter| filter.records == answering);
        let Some(filter) = filter else {
            let tiles = self.tiles_of(answering)?;
            return tiles.render(layer, coord, own, wish.properties);
        };
        match self.filtered(filter).get()? {
            Filtered::Prepared(tiles) => tiles.render(layer, coord, own, wish.properties),
            Filtered::Numbers(wanted) => {
                let tiles = self.tiles_of(answering)?;
                tiles.render_only(wanted, layer, coord, wish.properties)
            }
        }
    }

    /// What records are drawn from.
    fn tiles_of(&self, records: RecordSet) -> Option<&TileLayer> {
        match (records.layer, records.time) {
            (LayerId::Borders, Some(time)) => Some(self.borders_at(time)),
            (LayerId::UnitLabels, Some(time)) => Some(self.labels_at(time)),
            (layer, _) => self.layers.get(&layer).map(|prepared| &prepared.tiles),
        }
    }
}
