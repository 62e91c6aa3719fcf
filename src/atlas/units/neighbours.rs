//! The neighbours of a unit, as a document.

use serde::Serialize;

use crate::atlas::Atlas;
use crate::domain::Unit;

/// A unit of the same level and time that shares a border.
#[derive(Clone, Debug, Serialize)]
pub struct NeighbourDocument<'a> {
    /// Its layer.
    pub layer: &'static str,
    /// Its number in the layer.
    pub id: u64,
    /// Its code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: &'a str,
    /// Name in English.
    pub name_en: &'a str,
    /// Name with its kind in Vietnamese.
    pub full_name_vi: &'a str,
    /// Name with its kind in English.
    pub full_name_en: &'a str,
    /// Length of the common border, geodesic, in kilometres to the metre.
    pub shared_km: f64,
}

impl Atlas {
    /// The neighbours of a unit on its level and at its time, the longest border first.
    pub(in crate::atlas) fn neighbours(&self, unit: &Unit) -> Vec<NeighbourDocument<'_>> {
        let own = self.index_of(unit);
        let found = own.map_or(&[][..], |at| self.unit_faces().neighbours(at));
        let documents = found.iter().map(|&(at, km)| {
            let unit = &self.tables.units[at as usize];
            NeighbourDocument {
                layer: unit.layer().as_str(),
                id: unit.id,
                code: unit.code.to_string(),
                name_vi: &unit.name_vi,
                name_en: &unit.name_en,
                full_name_vi: &unit.full_name_vi,
                full_name_en: &unit.full_name_en,
                shared_km: (km * 1000.0).round() / 1000.0,
            }
        });
        documents.collect()
    }
}
