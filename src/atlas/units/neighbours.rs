//! The neighbours of a unit, as a document.

use serde::Serialize;

use crate::atlas::Atlas;
use crate::atlas::things::UnitHead;
use crate::domain::Unit;

/// A unit of the same level and time that shares a border.
#[derive(Clone, Debug, Serialize)]
pub struct NeighbourDocument<'a> {
    /// Which unit.
    #[serde(flatten)]
    pub unit: UnitHead<'a>,
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
                unit: unit.into(),
                shared_km: (km * 1000.0).round() / 1000.0,
            }
        });
        documents.collect()
    }
}
