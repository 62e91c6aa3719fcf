//! The atlas: one snapshot of the data, and the answers drawn from it. The only door that handlers
//! use.

mod attributes;
mod bulk;
mod context_layers;
pub mod convert;
mod documents;
mod export;
mod features;
mod figures;
mod load;
mod nearby;
mod overlays;
mod picture;
mod records;
mod reports;
mod reverse;
mod search;
mod sorts;
mod sources;
mod subjects;
mod things;
mod tiles;
mod times;
mod trade;
mod units;
mod version;
mod within;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;

pub use convert::{
    Became, CodeAsked, ConvertAnswer, ConvertQuery, FullUnitName, MatchedUnit, NotACodeAsked,
    Status,
};
pub use documents::{
    CatalogDocument, FieldDocument, LayerDocument, PeriodDocument, SourceDocument, TileJsonParts,
    ValueDocument, VectorLayer,
};
pub use export::{Export, ExportWish};
pub use features::item::Item;
pub use features::window::Window;
pub use figures::{FigureDocument, FigurePage, FigureQuery};
pub use load::LoadError;
pub use nearby::documents::{BarePlace, FromDocument, NearbyAnswer, NearbyItem};
pub use nearby::kinds::SiteKind;
pub use nearby::sites::Facts;
pub use nearby::{NearbyQuestion, NoStart, Start};
pub use overlays::documents::{
    Amount, ClassDocument, ListedOverlay, MeasureDocument, MissingDocument, OverlayDocument,
    OverlayEntry, OverlayPage, PartDocument, PeriodCount, ReportingDocument, RowDocument,
    ShareDocument,
};
pub use overlays::{Overlay, OverlayChoice, OverlayError, OverlayRequest};
pub use picture::raster::{PictureFonts, RasterError};
pub use picture::wish::{MapTime, MapView, NoToggle, PictureWish, Shown, Toggle};
pub use records::order::OrderBy;
pub use records::query::{FilterLanguage, LayerFilter, NoFilter, RecordQuery};
pub use records::set::RecordSet;
pub use records::summary::{FieldCounts, FieldSum, SourceDates, SummaryDocument, ValueCount};
pub use reports::ReportSubject;
pub use reports::documents::{
    CountShare, FuelShare, GateItem, GatesDocument, MemberDocument, PlantItem, PlantShare,
    PlantTotals, PlantsDocument, RegionDocument, ReportDocument, ReportedDocument, TitleDocument,
    ZoneItem, ZoneShare, ZoneTotals, ZonesDocument,
};
pub use reports::map::{MapDot, MapName, ReportMap, ScaleBar};
pub use reports::map_land::{Archipelago, INSET_HEIGHT};
pub use reverse::documents::{
    EconomicRegion, Near, NearestDocument, QualityDocument, ReverseAnswer,
};
pub use search::documents::{Matched, SearchAnswer, SearchItem};
pub use sources::SourcePage;
pub use subjects::PlaceDocument;
pub use things::{Successor, ThingDocument, UnitHead, UnitName, Whereabouts};
pub use tiles::TileWish;
pub use trade::documents::{
    ComparedWith, GateDocument, PartTrade, PointDocument, ProvinceTrade, SeriesDocument,
    TradeDocument, YearOnYearDocument,
};
pub use units::documents::{
    CountsDocument, DistrictDocument, ParentDocument, PredecessorDocument, SeatDocument,
    UnitDocument,
};
pub use units::neighbours::NeighbourDocument;

pub use version::DataVersion;
pub use within::WithinQuestion;
pub use within::documents::{
    StatusDocument, SumDocument, TotalDocument, UnitsDocument, WithinAnswer, WithinItem,
};

pub use crate::analysis::{RingFault, Shape, ShapeFault};
pub use crate::export::{ExportError, Format};
pub use crate::filter::{Filter, FilterError};
pub use crate::overlay::legend::Theme;
pub use crate::overlay::numbers::{Tongue, formatted};
pub use crate::overlay::xml::escaped;

pub use crate::search::{Address, Kind, Question, has_words};
pub use crate::store::{Days, Time};
pub use crate::tile::BusyTiles;

use crate::dataset::Tables;
use crate::dataset::context::Context;
use crate::domain::{CatalogSpec, GroupingSpec, LayerId, UnitCode};
use crate::geometry::{LonLat, LonLatBox};
use crate::search::UnitNames;
use crate::store::{AreaIndex, PlaceIndex, UnitIndex};
use crate::tile::{Levels, TileLayer, prepare_all};
use subjects::Subjects;

/// Everything loaded at once, immutable, with a version.
#[derive(Debug)]
pub struct Atlas {
    version: DataVersion,
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
    boxes: [search::gazetteer::Boxes; 2],
    /// The borders with what lies outside.
    outer_borders: reverse::OuterBorders,
    /// What can lie around a place, listed when it is first asked for.
    sites: OnceLock<nearby::sites::Sites>,
    /// Everything by name, listed when it is first asked for.
    gazetteer: OnceLock<search::gazetteer::Gazetteer>,
    /// Whose the faces are, and who borders on whom, told when first asked for.
    unit_faces: OnceLock<units::faces::UnitFaces>,
    /// The units of both times by name, listed when first asked for.
    unit_names: OnceLock<UnitNames>,
    /// Borders and the arcs around units.
    features: features::Features,
    /// Records as filters and lists ask for them, listed when first asked for.
    records: records::Records,
    /// Borders and names of the units of one time alone.
    of_times: units::times::OfTimes,
    /// Which records filters accept.
    accepted: records::accepted::Accepted,
    /// Layers of tiles that hold what a filter accepts.
    filtered: records::filtered::FilteredLayers,
    /// When the data were loaded.
    loaded: Timestamp,
    /// Whether everything is prepared.
    warm: AtomicBool,
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
        self.warm_up_shapes();
        self.warm_up_records();
        self.count_periods();
        let layers = self.layers.values();
        let coverages: Vec<_> = layers.flat_map(|layer| layer.tiles.coverages()).collect();
        let coverages: Vec<&Levels> = coverages.into_iter().map(AsRef::as_ref).collect();
        prepare_all(&coverages, 1);
        self.warm.store(true, Ordering::Release);
    }

    /// How the places of a layer are grouped at small zooms; nothing where they are not.
    #[must_use]
    pub fn grouping(&self, layer: LayerId) -> Option<&GroupingSpec> {
        self.catalog.layer(layer).grouping.as_ref()
    }

    /// Whether [`Atlas::warm_up`] has come to its end: no answer waits for a preparation any more.
    #[must_use]
    pub fn is_warm(&self) -> bool {
        self.warm.load(Ordering::Acquire)
    }

    /// The version of the data: 16 hexadecimal digits that change when any file does.
    #[must_use]
    pub fn version(&self) -> &str {
        self.version.as_str()
    }

    /// The same as a number, for keys of caches.
    #[must_use]
    pub fn version_number(&self) -> u64 {
        self.version.number()
    }

    /// When the data were loaded: every answer is as of then.
    #[must_use]
    pub fn loaded(&self) -> Timestamp {
        self.loaded
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
