//! The shapes of records in the coordinates that are wanted.

use std::borrow::Cow;

use geo::MapCoords;
use geo_types::{Coord, Geometry};

use crate::atlas::Atlas;
use crate::atlas::records::Row;
use crate::atlas::records::set::RecordSet;
use crate::domain::LayerId;
use crate::export::east_north;
use crate::geometry::{Crs, LonLat};

impl Atlas {
    /// Whether a record has a shape, told without making it.
    pub(super) fn is_placed(&self, layer: LayerId, row: &Row) -> bool {
        match layer {
            LayerId::IndustrialZones | LayerId::BorderGates | LayerId::PowerPlants => {
                row.place.is_some()
            }
            // Some have no shape known.
            LayerId::FormerCommunes => self.geometry_at(layer, row.at).is_some(),
            _ => true,
        }
    }

    /// The shape of a record, east before north.
    pub(super) fn shape_in(
        &self,
        crs: Crs,
        records: RecordSet,
        row: &Row,
    ) -> Option<Geometry<f64>> {
        let shape = self.geometry_at(records, row.at)?;
        if [Crs::CRS84, Crs::WGS_84].contains(&crs) {
            return Some(Cow::into_owned(shape));
        }
        Some(shape.map_coords(|place| {
            let place = LonLat {
                lon: place.x,
                lat: place.y,
            };
            let [x, y] = east_north(crs, place);
            Coord { x, y }
        }))
    }
}
