//! The atlas: one snapshot of the data, and the answers drawn from it. The only door that handlers
//! use.

mod attributes;
mod context_layers;
pub mod convert;
mod districts;
mod documents;
mod figures;
mod gate_trade;
mod gazetteer;
mod items;
mod load;
mod nearby;
mod nearby_documents;
mod nearby_kinds;
mod nearby_sites;
mod neighbours;
mod overlay_documents;
mod overlay_legend;
mod overlays;
mod report_map;
mod report_map_land;
mod report_rings;
mod reports;
mod reports_documents;
mod reports_members;
mod reports_notes;
mod reports_records;
mod reverse;
mod reverse_documents;
mod search;
mod search_documents;
mod sorts;
mod sources;
mod subjects;
mod things;
mod trade_documents;
mod trade_notes;
mod unit_documents;
mod unit_faces;
mod unit_layers;
mod unit_records;
mod within;
mod within_documents;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

pub use convert::{
    Became, CodeAsked, ConvertAnswer, ConvertQuery, FullUnitName, MatchedUnit, NotACodeAsked,
    Status,
};
pub use documents::{
    CatalogDocument, FieldDocument, LayerDocument, PeriodDocument, SourceDocument, TileJsonParts,
    ValueDocument, VectorLayer,
};
pub use figures::{FigureDocument, FigurePage, FigureQuery};
pub use load::LoadError;
pub use nearby::{NearbyQuestion, NoStart, Start};
pub use nearby_documents::{BarePlace, FromDocument, NearbyAnswer, NearbyItem};
pub use nearby_kinds::SiteKind;
pub use nearby_sites::Facts;
pub use neighbours::NeighbourDocument;
pub use overlay_documents::{
    Amount, ClassDocument, ListedOverlay, MeasureDocument, MissingDocument, OverlayDocument,
    OverlayEntry, OverlayPage, PartDocument, PeriodCount, ReportingDocument, RowDocument,
    ShareDocument,
};
pub use overlays::{Overlay, OverlayChoice, OverlayError, OverlayRequest};
pub use report_map::{MapDot, MapName, ReportMap, ScaleBar};
pub use report_map_land::{Archipelago, INSET_HEIGHT};
pub use reports::ReportSubject;
pub use reports_documents::{
    CountShare, FuelShare, GateItem, GatesDocument, MemberDocument, PlantItem, PlantShare,
    PlantTotals, PlantsDocument, RegionDocument, ReportDocument, ReportedDocument, TitleDocument,
    ZoneItem, ZoneShare, ZoneTotals, ZonesDocument,
};
pub use reverse_documents::{
    EconomicRegion, Near, NearestDocument, QualityDocument, ReverseAnswer,
};
pub use search_documents::{Matched, SearchAnswer, SearchItem};
pub use sources::SourcePage;
pub use subjects::PlaceDocument;
pub use things::{Successor, ThingDocument, UnitName, Whereabouts};
pub use trade_documents::{
    ComparedWith, GateDocument, PartTrade, PointDocument, ProvinceTrade, SeriesDocument,
    TradeDocument, YearOnYearDocument,
};
pub use unit_documents::{
    CountsDocument, DistrictDocument, ParentDocument, PredecessorDocument, SeatDocument,
    UnitDocument,
};

pub use within::WithinQuestion;
pub use within_documents::{
    StatusDocument, SumDocument, TotalDocument, UnitsDocument, WithinAnswer, WithinItem,
};

pub use crate::analysis::{RingFault, Shape, ShapeFault};
pub use crate::overlay::legend::Theme;
pub use crate::overlay::numbers::{Tongue, formatted};

pub use crate::search::{Address, Kind, Question, has_words};
pub use crate::store::Time;

use crate::dataset::Tables;
use crate::dataset::context::Context;
use crate::domain::{CatalogSpec, LayerId, UnitCode};
use crate::geometry::{LonLat, LonLatBox, TileCoord};
use crate::store::{AreaIndex, PlaceIndex, UnitIndex};
use crate::tile::{Joined, Levels, TileLayer, prepare_all};
use subjects::Subjects;

/// Everything loaded at once, immutable, with a version.
#[derive(Debug)]
pub struct Atlas {
    version: String,
    catalog: CatalogSpec,
    tables: Tables,
    context: Context,
    layers: BTreeMap<LayerId, PreparedLayer>,
    communes: AreaIndex,
    /// Codes of the faces of `communes`.
    commune_codes: Vec<String>,
    /// The former communes that have a shape.
    former_communes: AreaIndex,
    /// Codes of the faces of `former_communes`.
    former_codes: Vec<String>,
    /// Units by code and time.
    units: UnitIndex,
    /// Zones, gates and plants by nearness, by their order in their tables.
    places: BTreeMap<LayerId, PlaceIndex>,
    /// Overlays that were asked for.
    overlays: overlays::Overlays,
    /// What figures can be about.
    subjects: Subjects,
    /// The boxes around the communes, present and former.
    boxes: [gazetteer::Boxes; 2],
    /// The borders with what lies outside.
    outer_borders: reverse::OuterBorders,
    /// What can lie around a place, listed when it is first asked for.
    sites: OnceLock<nearby_sites::Sites>,
    /// Everything by name, listed when it is first asked for.
    gazetteer: OnceLock<gazetteer::Gazetteer>,
    /// Whose the faces are, and who borders on whom, told when first asked for.
    unit_faces: OnceLock<unit_faces::UnitFaces>,
    /// The units of both times by name, listed when first asked for.
    unit_names: OnceLock<convert::UnitNames>,
}

/// A layer ready for tiles, and what the catalogue counts of it.
#[derive(Debug)]
struct PreparedLayer {
    tiles: TileLayer,
    /// Number of records, with or without a place.
    count: usize,
    /// Number of records that are drawn.
    drawn: usize,
    bounds: Option<LonLatBox>,
}

impl Atlas {
    /// Loads the compiled files of a folder.
    ///
    /// # Errors
    /// When a file is missing or damaged: names the file, the place in it and the cure.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        load::load(folder)
    }

    /// Prepares, on one processor, what loading has left for the first request: the index of names,
    /// the periods of overlays, the levels of the former communes and of the surroundings. A tile
    /// that is asked for meanwhile is answered as soon as its own level is ready.
    pub fn warm_up(&self) {
        self.gazetteer();
        self.warm_up_borders();
        self.sites();
        self.unit_faces();
        self.unit_names();
        self.count_periods();
        let layers = self.layers.values();
        let coverages: Vec<_> = layers.flat_map(|layer| layer.tiles.coverages()).collect();
        let coverages: Vec<&Levels> = coverages.into_iter().map(AsRef::as_ref).collect();
        prepare_all(&coverages, 1);
    }

    /// The version of the data: 16 hexadecimal digits that change when any file does.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The bytes of a tile (MVT, not compressed) with these layers in this order; nothing when no
    /// feature reaches into it.
    #[must_use]
    pub fn tile(&self, layers: &[LayerId], coord: TileCoord) -> Option<Vec<u8>> {
        self.tile_with(layers, coord, &[])
    }

    /// A tile whose provinces or communes carry the values and classes of overlays of their level.
    #[must_use]
    pub fn tile_with(
        &self,
        layers: &[LayerId],
        coord: TileCoord,
        overlays: &[OverlayChoice],
    ) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for layer in layers {
            let spec = self.catalog.layer(*layer);
            if coord.z() < spec.min_zoom {
                continue;
            }
            let own = overlays.iter().find(|choice| choice.layer() == *layer);
            let own = own.map(|choice| self.joined(choice));
            let own = own.as_ref().map(|own| own as &dyn Joined);
            let prepared = self.layers.get(layer);
            if let Some(own) = prepared.and_then(|p| p.tiles.render(*layer, coord, own)) {
                bytes.extend_from_slice(&own);
            }
        }
        (!bytes.is_empty()).then_some(bytes)
    }

    /// The code of the commune that holds a place.
    #[must_use]
    pub fn commune_at(&self, place: LonLat) -> Option<&str> {
        let face = self.communes.face_at(place)?;
        self.commune_codes.get(face as usize).map(String::as_str)
    }

    /// The present commune that holds a place, and its province.
    #[must_use]
    pub fn units_at(&self, place: LonLat) -> Option<(UnitCode, UnitCode)> {
        let code = self.commune_at(place)?.parse().ok()?;
        Some((code, self.unit(code, Time::Present)?.province?))
    }

    /// The codes of the communes whose boxes meet a box.
    #[must_use]
    pub fn communes_near(&self, around: LonLatBox) -> Vec<&str> {
        self.communes
            .faces_near(around)
            .into_iter()
            .filter_map(|face| self.commune_codes.get(face as usize).map(String::as_str))
            .collect()
    }

    /// The records of a layer of places nearest to a place: number of the record and geodesic
    /// distance in kilometres, nearest first.
    #[must_use]
    pub fn nearest(&self, layer: LayerId, from: LonLat, count: usize, km: f64) -> Vec<(u64, f64)> {
        let id_of = |index: u32| self.id_at(layer, index as usize);
        self.places
            .get(&layer)
            .into_iter()
            .flat_map(|places| places.nearest(from, count, km))
            .filter_map(|(index, km)| id_of(index).map(|id| (id, km)))
            .collect()
    }
}
