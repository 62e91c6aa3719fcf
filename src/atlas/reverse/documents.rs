//! What an answer about a place is made of.

use serde::Serialize;

use crate::atlas::things::{Successor, ThingDocument};
use crate::domain::ValueSpec;

/// What lies at a place.
#[derive(Clone, Debug, Serialize)]
pub struct ReverseAnswer {
    /// Degrees east, as asked.
    pub lon: f64,
    /// Degrees north, as asked.
    pub lat: f64,
    /// The time that was asked for.
    pub datetime: Option<String>,
    /// `present` or `former`: of which time the units are.
    pub time: &'static str,
    /// The commune, ward, special zone or former township.
    pub commune: ThingDocument,
    /// The former district; nothing today.
    pub district: Option<ThingDocument>,
    /// The province of that time.
    pub province: ThingDocument,
    /// The socio-economic region of the present province.
    pub region: Option<EconomicRegion>,
    /// How well the shape of a former commune is known.
    pub quality: Option<QualityDocument>,
    /// The present communes that the former one became, the default first.
    pub successors: Vec<Successor>,
    /// What is near.
    pub nearest: NearestDocument,
}

/// A socio-economic region.
#[derive(Clone, Debug, Serialize)]
pub struct EconomicRegion {
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
}

/// How well a shape is known.
#[derive(Clone, Debug, Serialize)]
pub struct QualityDocument {
    /// A, B, C or D.
    pub class: String,
    /// What the class means, in Vietnamese.
    pub meaning_vi: String,
    /// What the class means, in English.
    pub meaning_en: String,
}

impl From<&ValueSpec> for QualityDocument {
    fn from(value: &ValueSpec) -> Self {
        Self {
            class: value.value.clone(),
            meaning_vi: value.title_vi.clone(),
            meaning_en: value.title_en.clone(),
        }
    }
}

/// What is near a place.
#[derive(Clone, Debug, Serialize)]
pub struct NearestDocument {
    /// The nearest border gate, however far.
    pub gate: Option<Near>,
    /// Up to ten industrial zones within 10 km, the nearest first.
    pub zones: Vec<Near>,
    /// Up to ten power plants within 10 km, the nearest first.
    pub plants: Vec<Near>,
}

/// Something near a place.
#[derive(Clone, Debug, Serialize)]
pub struct Near {
    /// What it is.
    #[serde(flatten)]
    pub thing: ThingDocument,
    /// Geodesic distance in kilometres.
    pub km: f64,
    /// How well its place is known; nothing for units, lines and places of the map.
    pub precision: Option<&'static str>,
}

/// Kilometres without digits that mean nothing: to the millimetre, so that what is ordered by
/// distance stays so.
pub(in crate::atlas) fn rounded_km(km: f64) -> f64 {
    (km * 1e6).round() / 1e6
}
