//! The borders and the names of units of one time alone, drawn when first asked for.

use std::sync::{Arc, OnceLock};

use super::layers::{COMMUNE_BORDERS_FROM, border_number, label_marks, labelled};
use crate::atlas::Atlas;
use crate::coverage::NO_FACE;
use crate::domain::{LayerId, Unit};
use crate::store::Time;
use crate::tile::{BorderLayer, BorderLevel, BorderUnit, Levels, PointLayer, TileLayer};

/// What is drawn of each time.
#[derive(Debug, Default)]
pub(in crate::atlas) struct OfTimes {
    borders: [OnceLock<TileLayer>; 2],
    labels: [OnceLock<TileLayer>; 2],
}

/// A zoom that no tile has: borders of such a level are never drawn, but hide lower ones.
const NEVER: u8 = u8::MAX;

impl Atlas {
    /// The borders between the units of a time: levels `province`, `commune` and `national`.
    pub(in crate::atlas) fn borders_at(&self, time: Time) -> &TileLayer {
        self.of_times.borders[time as usize].get_or_init(|| {
            TileLayer::Borders(match time {
                Time::Present => vec![self.present_borders()],
                Time::Former => self.former_borders(),
            })
        })
    }

    /// The names of the units of a time.
    pub(in crate::atlas) fn labels_at(&self, time: Time) -> &TileLayer {
        self.of_times.labels[time as usize].get_or_init(|| {
            let spec = self.catalog.layer(LayerId::UnitLabels);
            let units = |layer| -> Vec<&Unit> {
                let all = self.tables.units.iter();
                all.filter(|unit| unit.layer() == layer).collect()
            };
            let marks: Vec<_> = labelled(Some(time))
                .flat_map(|(layer, _)| label_marks(spec, layer, &units(layer)))
                .collect();
            TileLayer::Points(PointLayer::prepare(&marks, None))
        })
    }

    fn present_borders(&self) -> BorderLayer {
        let faces = self.unit_faces();
        let provinces = faces.owners(LayerId::Provinces);
        BorderLayer {
            levels: self.levels_of(LayerId::Communes),
            border_levels: vec![
                self.border_level(Time::Present, "province", provinces, 0),
                self.border_level(
                    Time::Present,
                    "commune",
                    faces.owners(LayerId::Communes),
                    COMMUNE_BORDERS_FROM,
                ),
                // Last, or every border between provinces would be found here.
                self.border_level(Time::Present, "national", provinces, 0),
            ],
            outside: vec![2, 0],
            face_count: self.commune_codes.len() as u32,
        }
    }

    /// Former provinces are drawn from the present communes, former communes from shapes of their
    /// own: within a province their borders come from these, around it from those.
    fn former_borders(&self) -> Vec<BorderLayer> {
        let faces = self.unit_faces();
        let provinces = faces.owners(LayerId::FormerProvinces);
        let communes = faces.owners(LayerId::FormerCommunes);
        let province_of = |commune: u32| {
            let unit = self.tables.units.get(commune as usize);
            let code = unit.and_then(|unit| unit.province);
            let at = code.and_then(|code| self.units.at(code, Time::Former));
            at.map_or(NO_FACE, |at| at as u32)
        };
        let homes: Vec<u32> = communes.iter().map(|&own| province_of(own)).collect();
        let around = BorderLayer {
            levels: self.levels_of(LayerId::FormerProvinces),
            border_levels: vec![
                self.border_level(Time::Former, "province", provinces, 0),
                self.border_level(Time::Former, "national", provinces, 0),
            ],
            outside: vec![1, 0],
            face_count: self.commune_codes.len() as u32,
        };
        let within = BorderLayer {
            levels: self.levels_of(LayerId::FormerCommunes),
            border_levels: vec![
                self.border_level(Time::Former, "province", &homes, NEVER),
                self.border_level(Time::Former, "national", &homes, NEVER),
                self.border_level(Time::Former, "commune", communes, COMMUNE_BORDERS_FROM),
            ],
            outside: Vec::new(),
            face_count: self.former_codes.len() as u32,
        };
        vec![around, within]
    }

    /// A level of borders between units, by their order in the table.
    fn border_level(
        &self,
        time: Time,
        name: &'static str,
        owners: &[u32],
        min_zoom: u8,
    ) -> BorderLevel {
        let units = self.tables.units.iter().map(|unit| BorderUnit {
            code: unit.code.to_string(),
            number: unit.code.number(),
        });
        BorderLevel {
            name,
            number: border_number(name, Some(time)),
            owners: owners.to_vec(),
            units: units.collect(),
            min_zoom,
        }
    }

    fn levels_of(&self, layer: LayerId) -> Arc<Levels> {
        let tiles = self.layers.get(&layer).map(|layer| &layer.tiles);
        let levels = tiles.and_then(|tiles| tiles.coverages().next());
        levels.expect("every layer of units has a coverage").clone()
    }
}
