//! What an answer about surroundings is made of.

use serde::Serialize;

use crate::atlas::nearby::sites::Facts;
use crate::atlas::reverse::documents::Near;
use crate::atlas::things::{ThingDocument, Whereabouts};
use crate::geometry::LonLat;

/// What lies around a place.
#[derive(Clone, Debug, Serialize)]
pub struct NearbyAnswer {
    /// From where distances count.
    pub from: FromDocument,
    /// How far the question reaches, in kilometres.
    pub km: f64,
    /// The kinds that were asked for, as words of the address.
    pub kinds: Vec<String>,
    /// The nearest first; equally near ones by layer, then by number.
    pub items: Vec<NearbyItem>,
    /// How many there are in all.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// The address of the next page.
    pub next: Option<String>,
    /// How many records of these kinds have no known place: each could lie around too.
    #[serde(rename = "withoutPlace")]
    pub without_place: usize,
}

/// Something that lies around.
#[derive(Clone, Debug, Serialize)]
pub struct NearbyItem {
    /// What and how far.
    #[serde(flatten)]
    pub near: Near,
    /// What else is known; nothing for places of the map.
    pub facts: Option<Facts>,
    /// Ids of its sources.
    pub source_ids: Vec<String>,
}

/// From where distances count.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum FromDocument {
    /// A thing.
    Thing(Box<ThingDocument>),
    /// A place that was named by its coordinates.
    Point(Box<BarePlace>),
}

/// A place that was named by its coordinates: a thing of which nothing else is known.
#[derive(Clone, Debug, Serialize)]
pub struct BarePlace {
    layer: (),
    id: (),
    code: (),
    kind: (),
    kind_vi: (),
    kind_en: (),
    name_vi: (),
    name_en: (),
    full_name_vi: (),
    full_name_en: (),
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    former: bool,
    /// The present units there.
    #[serde(rename = "where")]
    pub lies_in: Whereabouts,
}

impl BarePlace {
    pub(in crate::atlas) fn new(place: LonLat, lies_in: Whereabouts) -> Self {
        Self {
            layer: (),
            id: (),
            code: (),
            kind: (),
            kind_vi: (),
            kind_en: (),
            name_vi: (),
            name_en: (),
            full_name_vi: (),
            full_name_en: (),
            lon: place.lon,
            lat: place.lat,
            former: false,
            lies_in,
        }
    }
}
