//! Many tiles at once: where there is something to draw, and what the tiles rest on.

use std::collections::BTreeMap;

use super::load::processors;
use super::records::query::RecordQuery;
use super::{Atlas, ExportWish, Format, TileWish, Tongue};
use crate::domain::Source;
use crate::geometry::Crs;
use crate::tile::{BusyTiles, Levels, TileLayer, prepare_all};

impl Atlas {
    /// Where tiles of these layers hold more than one even area, up to a zoom. Prepares on all
    /// processors what is not prepared yet. Days and filters of the wish are not looked at.
    #[must_use]
    pub fn busy_tiles(&self, wish: &TileWish, max_zoom: u8) -> BusyTiles {
        let layers: Vec<&TileLayer> = wish
            .layers
            .iter()
            .filter_map(|layer| self.layers.get(layer).map(|prepared| &prepared.tiles))
            .collect();
        let coverages: Vec<&Levels> = layers
            .iter()
            .flat_map(|layer| layer.coverages())
            .map(AsRef::as_ref)
            .collect();
        prepare_all(&coverages, processors());
        BusyTiles::of(&layers, max_zoom)
    }

    /// The sources that records and shapes of these layers rest on, by id; and a paragraph for each
    /// class of use.
    #[must_use]
    pub fn sources_of_layers(&self, wish: &TileWish, tongue: Tongue) -> (Vec<Source>, Vec<String>) {
        let mut sources: BTreeMap<String, Source> = BTreeMap::new();
        for &layer in wish.layers {
            let all = self.export(ExportWish {
                query: RecordQuery {
                    records: layer.into(),
                    filter: None,
                    bbox: None,
                    order: Vec::new(),
                },
                format: Format::Csv,
                crs: Crs::CRS84,
                tongue,
                properties: None,
            });
            let own = self.sources_under(&all).into_iter();
            sources.extend(own.map(|source| (source.id.clone(), source)));
        }
        let sources: Vec<Source> = sources.into_values().collect();
        let uses = super::export::uses(&sources, tongue);
        (sources, uses)
    }
}
