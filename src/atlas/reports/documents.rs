//! What a report on the region or a unit is made of.

use serde::Serialize;

use crate::analysis::{PlantSum, ZoneSum};
use crate::atlas::things::{Successor, ThingDocument, UnitHead};
use crate::atlas::units::documents::{CountsDocument, PredecessorDocument, UnitDocument};
use crate::atlas::units::neighbours::NeighbourDocument;
use crate::atlas::{FigureDocument, SourceDocument};

/// A report. Numbers that no source gives are null, never 0.
#[derive(Clone, Debug, Serialize)]
pub struct ReportDocument<'a> {
    /// What it is about, as its address says: `region`, `20`, `former:27`.
    pub code: String,
    /// The region or the unit.
    pub unit: ReportedDocument<'a>,
    /// The provinces of the region, the communes of a present province; else empty.
    pub members: Vec<MemberDocument<'a>>,
    /// Industrial clusters.
    pub clusters: ZonesDocument<'a>,
    /// Industrial parks.
    pub parks: ZonesDocument<'a>,
    /// Border-gate economic zones, economic zones and others.
    pub other_zones: ZonesDocument<'a>,
    /// Border gates and their passages.
    pub gates: GatesDocument<'a>,
    /// Power plants.
    pub plants: PlantsDocument<'a>,
    /// Figures about it.
    pub figures: Vec<FigureDocument<'a>>,
    /// Units beside it.
    pub neighbours: Vec<NeighbourDocument<'a>>,
    /// What it was made of.
    pub predecessors: Vec<PredecessorDocument<'a>>,
    /// What it became.
    pub successors: Vec<Successor>,
    /// What to mind, in Vietnamese.
    pub notes_vi: Vec<String>,
    /// The same in English.
    pub notes_en: Vec<String>,
    /// Every source named here, each once.
    pub sources: Vec<SourceDocument<'a>>,
    /// The version of the data.
    pub snapshot: &'a str,
    /// The day on which the report was made, in Vietnam.
    pub made_at: String,
}

/// What a report is about.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ReportedDocument<'a> {
    /// The whole region.
    Region(Box<RegionDocument<'a>>),
    /// One unit.
    Unit(Box<UnitDocument<'a>>),
}

/// The region: its 18 provinces together.
#[derive(Clone, Debug, Serialize)]
pub struct RegionDocument<'a> {
    /// Names and kind.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// How many provinces.
    pub provinces: usize,
    /// What lies in it.
    pub counts: CountsDocument,
    /// Declared areas of the provinces, added up.
    pub area_km2: Option<f64>,
    /// How many provinces declare one.
    pub area_reported: usize,
    /// Registered residents of the provinces, added up.
    pub population: Option<u64>,
    /// How many provinces report them.
    pub population_reported: usize,
    /// The year that their acts have in common; null where they differ.
    pub population_year: Option<u16>,
    /// West, south, east, north in degrees.
    pub bbox: Option<[f64; 4]>,
    /// What this rests on.
    pub sources: Vec<SourceDocument<'a>>,
}

/// A unit within another, in one line.
#[derive(Clone, Debug, Serialize)]
pub struct MemberDocument<'a> {
    /// Which unit.
    #[serde(flatten)]
    pub unit: UnitHead<'a>,
    /// Declared area.
    pub area_km2: Option<f64>,
    /// Registered residents.
    pub population: Option<u64>,
    /// Year of the act that states them.
    pub population_year: Option<u16>,
    /// Communes, wards and special zones of a province.
    pub units: Option<usize>,
    /// Industrial clusters in it.
    pub clusters: usize,
    /// Industrial parks in it.
    pub parks: usize,
    /// Border gates in it.
    pub gates: usize,
    /// Power plants in it.
    pub plants: usize,
    /// Ids of the sources of its area and residents.
    pub source_ids: &'a [String],
}

/// Zones of some kinds.
#[derive(Clone, Debug, Serialize)]
pub struct ZonesDocument<'a> {
    /// All of them.
    #[serde(flatten)]
    pub sum: ZoneTotals,
    /// How many have no known place.
    pub without_place: usize,
    /// How many may be another zone of the list under a second name.
    pub possible_duplicates: usize,
    /// How many more may lie here: no source says the commune, or the former unit.
    pub unassigned: usize,
    /// By status; only those that occur.
    pub by_status: Vec<ZoneShare<'a>>,
    /// By kind; only those that occur.
    pub by_kind: Vec<ZoneShare<'a>>,
    /// The largest first, at most 200.
    pub items: Vec<ZoneItem<'a>>,
    /// Ids of the sources of all of them.
    pub source_ids: Vec<&'a str>,
}

/// What zones come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ZoneTotals {
    /// How many.
    pub count: usize,
    /// Known areas, added up.
    pub area_ha: Option<f64>,
    /// How many have a known area.
    pub area_reported: usize,
    /// How many of those were measured on a map.
    pub area_measured: usize,
    /// Mean occupancy, weighted by area.
    pub occupancy_pct: Option<f64>,
    /// How many report it.
    pub occupancy_reported: usize,
}

impl From<ZoneSum> for ZoneTotals {
    fn from(sum: ZoneSum) -> Self {
        Self {
            count: sum.count,
            area_ha: sum.area_ha,
            area_reported: sum.area_reported,
            area_measured: sum.area_measured,
            occupancy_pct: sum.occupancy_pct,
            occupancy_reported: sum.occupancy_reported,
        }
    }
}

/// The zones that have one value of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ZoneShare<'a> {
    /// The value and its titles.
    #[serde(flatten)]
    pub of: TitleDocument<'a>,
    /// What they come to.
    #[serde(flatten)]
    pub sum: ZoneTotals,
}

/// A value of a closed list.
#[derive(Clone, Debug, Serialize)]
pub struct TitleDocument<'a> {
    /// The word in data and addresses.
    pub value: &'static str,
    /// Title in Vietnamese.
    pub title_vi: &'a str,
    /// Title in English.
    pub title_en: &'a str,
}

/// A zone in a report.
#[derive(Clone, Debug, Serialize)]
pub struct ZoneItem<'a> {
    /// Names and place.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// How well the place is known.
    pub precision: &'static str,
    /// Status.
    pub status: TitleDocument<'a>,
    /// Area.
    pub area_ha: Option<f64>,
    /// Whether the area was `stated` or `measured`.
    pub area_meaning: Option<&'static str>,
    /// Occupancy.
    pub occupancy_pct: Option<f64>,
    /// The date of what is known, as precisely as the source says.
    pub source_date: Option<String>,
    /// Ids of its sources.
    pub source_ids: &'a [String],
}

/// Border gates.
#[derive(Clone, Debug, Serialize)]
pub struct GatesDocument<'a> {
    /// How many, each passage counted for itself.
    pub count: usize,
    /// How many have no known place.
    pub without_place: usize,
    /// How many more may lie here.
    pub unassigned: usize,
    /// By class; only those that occur.
    pub by_class: Vec<CountShare<'a>>,
    /// By status; only those that occur.
    pub by_status: Vec<CountShare<'a>>,
    /// All of them, by class.
    pub items: Vec<GateItem<'a>>,
    /// Ids of the sources of all of them and of their trade.
    pub source_ids: Vec<&'a str>,
}

/// How many have one value of a list.
#[derive(Clone, Debug, Serialize)]
pub struct CountShare<'a> {
    /// The value and its titles.
    #[serde(flatten)]
    pub of: TitleDocument<'a>,
    /// How many.
    pub count: usize,
}

/// A gate in a report.
#[derive(Clone, Debug, Serialize)]
pub struct GateItem<'a> {
    /// Names and place.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// How well the place is known.
    pub precision: &'static str,
    /// Class.
    pub class: TitleDocument<'a>,
    /// How it is crossed.
    pub mode: TitleDocument<'a>,
    /// Whether it works.
    pub status: TitleDocument<'a>,
    /// The country on the other side.
    pub neighbour: Option<&'static str>,
    /// Slug of the gate that it belongs to.
    pub parent: Option<&'a str>,
    /// The latest figure of the value of its trade; null when no source gives one.
    pub latest: Option<FigureDocument<'a>>,
    /// The latest figure of each measure and scope. Scopes are not compared with each other.
    pub trade: Vec<FigureDocument<'a>>,
    /// Ids of its sources.
    pub source_ids: &'a [String],
}

/// Power plants.
#[derive(Clone, Debug, Serialize)]
pub struct PlantsDocument<'a> {
    /// All of them.
    #[serde(flatten)]
    pub sum: PlantTotals,
    /// How many have no known place.
    pub without_place: usize,
    /// How many more may lie here.
    pub unassigned: usize,
    /// By source of energy, the largest capacity first; only those that occur.
    pub by_fuel: Vec<FuelShare<'a>>,
    /// By status; only those that occur.
    pub by_status: Vec<PlantShare<'a>>,
    /// The largest first, at most 200.
    pub items: Vec<PlantItem<'a>>,
    /// Ids of the sources of all of them.
    pub source_ids: Vec<&'a str>,
}

/// What plants come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct PlantTotals {
    /// How many.
    pub count: usize,
    /// Known capacities, added up.
    pub capacity_mw: Option<f64>,
    /// How many have a known capacity.
    pub reported: usize,
}

impl From<PlantSum> for PlantTotals {
    fn from(sum: PlantSum) -> Self {
        Self {
            count: sum.count,
            capacity_mw: sum.capacity_mw,
            reported: sum.reported,
        }
    }
}

/// The plants that have one value of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PlantShare<'a> {
    /// The value and its titles.
    #[serde(flatten)]
    pub of: TitleDocument<'a>,
    /// What they come to.
    #[serde(flatten)]
    pub sum: PlantTotals,
}

/// The plants of one source of energy.
#[derive(Clone, Debug, Serialize)]
pub struct FuelShare<'a> {
    /// All of them.
    #[serde(flatten)]
    pub all: PlantShare<'a>,
    /// By status; only those that occur.
    pub by_status: Vec<PlantShare<'a>>,
}

/// A plant in a report.
#[derive(Clone, Debug, Serialize)]
pub struct PlantItem<'a> {
    /// Names and place.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// How well the place is known.
    pub precision: &'static str,
    /// Source of energy.
    pub fuel: TitleDocument<'a>,
    /// Whether it works.
    pub status: TitleDocument<'a>,
    /// Capacity.
    pub capacity_mw: Option<f64>,
    /// The date of what is known, as precisely as the source says.
    pub source_date: Option<String>,
    /// Ids of its sources.
    pub source_ids: &'a [String],
}
