//! What an answer about a shape is made of.

use serde::Serialize;

use crate::atlas::SourceDocument;
use crate::atlas::nearby::sites::Facts;
use crate::atlas::things::ThingDocument;

/// What lies in a shape.
#[derive(Clone, Debug, Serialize)]
pub struct WithinAnswer<'a> {
    /// Area of the shape on the ellipsoid, km².
    pub area_km2: f64,
    /// West, south, east, north of the shape, in degrees.
    pub bbox: [f64; 4],
    /// For each kind that was asked for how many there are, and what they add up to.
    pub totals: Vec<TotalDocument>,
    /// The present communes whose label stands in the shape.
    pub units: UnitsDocument,
    /// By kind as `totals` lists them, then by number.
    pub items: Vec<WithinItem>,
    /// How many there are in all.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// The address of the next page; the same shape is to be posted there.
    pub next: Option<String>,
    /// How many records of these kinds have no known place: each could lie in the shape too.
    #[serde(rename = "withoutPlace")]
    pub without_place: usize,
    /// What the items rest on.
    pub sources: Vec<SourceDocument<'a>>,
}

/// The things of one kind in a shape.
#[derive(Clone, Debug, Serialize)]
pub struct TotalDocument {
    /// The kind.
    pub kind: &'static str,
    /// What such a thing is called in Vietnamese.
    pub kind_vi: &'static str,
    /// What such a thing is called in English.
    pub kind_en: &'static str,
    /// How many, and what they add up to.
    #[serde(flatten)]
    pub sum: SumDocument,
    /// The same by status, for things that have an area or a capacity.
    pub by_status: Vec<StatusDocument>,
}

/// The things of one kind and status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusDocument {
    /// The status.
    pub status: &'static str,
    /// How many, and what they add up to.
    #[serde(flatten)]
    pub sum: SumDocument,
}

/// A count with sums.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SumDocument {
    /// How many things.
    pub count: usize,
    /// The sum of the areas of those that report one, hectares; nothing when none does.
    pub area_ha: Option<f64>,
    /// The sum of the capacities of those that report one, megawatts; nothing when none does.
    pub capacity_mw: Option<f64>,
    /// How many of them report it; nothing for kinds without area and capacity.
    pub reported: Option<usize>,
}

/// The communes in a shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitsDocument {
    /// How many have their label in the shape.
    pub communes: usize,
    /// The sum of the populations of those that report one; nothing when none does.
    pub population: Option<u64>,
    /// How many report a population.
    pub reported: usize,
}

/// Something in a shape.
#[derive(Clone, Debug, Serialize)]
pub struct WithinItem {
    /// What.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// How well its place is known; nothing for places of the map.
    pub precision: Option<&'static str>,
    /// What else is known; nothing for places of the map.
    pub facts: Option<Facts>,
    /// Ids of its sources.
    pub source_ids: Vec<String>,
}
