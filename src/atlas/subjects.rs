//! What figures are about, as things with a name and a place.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::Atlas;
use crate::dataset::{DatasetError, Tables};
use crate::domain::{CatalogSpec, Figure, LayerId, MapRecord, Subject};

/// The region: the same land before and after the merger.
const REGION: [&str; 2] = [
    "Khu vực phía Bắc (18 tỉnh, thành phố; trước 01/7/2025 là 28)",
    "The northern region (18 provinces; 28 before 1 July 2025)",
];

/// The country, for comparison.
const COUNTRY: [&str; 2] = ["Cả nước", "Viet Nam"];

/// The thing that a figure is about. What is not known is null.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceDocument<'a> {
    /// The layer that draws it; null for the region, the country and areas of the customs.
    pub layer: Option<&'static str>,
    /// Its number in that layer.
    pub id: Option<u64>,
    /// The code of a unit, the slug of anything else.
    pub code: Option<String>,
    /// Name in Vietnamese; of a unit with its kind.
    pub name_vi: Option<&'a str>,
    /// Name in English; of a unit with its kind.
    pub name_en: Option<&'a str>,
    /// Degrees east; of a unit, where its label stands.
    pub lon: Option<f64>,
    /// Degrees north.
    pub lat: Option<f64>,
}

/// Where the record of each subject stands: the layer, and its index in the table.
#[derive(Debug)]
pub(super) struct Subjects(BTreeMap<Subject, (LayerId, u32)>);

impl Subjects {
    /// The records of all tables that can be subjects.
    pub(super) fn of(tables: &Tables) -> Self {
        let units = tables.units.iter().zip(0..).filter_map(|(unit, index)| {
            let layer = unit.layer();
            let subject = match layer {
                LayerId::Provinces => Subject::Province(unit.code),
                LayerId::Communes => Subject::Commune(unit.code),
                LayerId::FormerProvinces => Subject::FormerProvince(unit.code),
                _ => return None,
            };
            Some((subject, (layer, index)))
        });
        let mut all: BTreeMap<_, _> = units.collect();
        let gates = slugs(&tables.border_gates, LayerId::BorderGates, Subject::Gate);
        let zones = slugs(
            &tables.industrial_zones,
            LayerId::IndustrialZones,
            Subject::Zone,
        );
        let plants = slugs(&tables.power_plants, LayerId::PowerPlants, Subject::Plant);
        all.extend(gates.chain(zones).chain(plants));
        Self(all)
    }

    /// Refuses figures about nothing that the map knows, or of a measure that the catalogue lacks.
    pub(super) fn check(
        &self,
        file: &Path,
        figures: &[Figure],
        catalog: &CatalogSpec,
    ) -> Result<(), DatasetError> {
        for (figure, row) in figures.iter().zip(2..) {
            let unknown = if !self.knows(&figure.subject, catalog) {
                ("subject", figure.subject.to_string())
            } else if catalog.measure(&figure.measure).is_none() {
                ("measure", figure.measure.clone())
            } else {
                continue;
            };
            let (column, word) = unknown;
            let problem = format!("there is no {column} \"{word}\"");
            return Err(DatasetError::new(file, problem)
                .at_row(row)
                .in_column(column));
        }
        Ok(())
    }

    fn knows(&self, subject: &Subject, catalog: &CatalogSpec) -> bool {
        match subject {
            Subject::Region | Subject::Vietnam => true,
            Subject::Customs(word) => catalog.customs_areas.iter().any(|area| area.value == *word),
            _ => self.0.contains_key(subject),
        }
    }
}

fn slugs<R: MapRecord>(
    records: &[R],
    layer: LayerId,
    subject: impl Fn(String) -> Subject,
) -> impl Iterator<Item = (Subject, (LayerId, u32))> {
    let numbered = records.iter().zip(0..);
    numbered.map(move |(record, index)| (subject(record.code()), (layer, index)))
}

impl Atlas {
    /// The thing that a subject names; nothing when the map does not know it.
    #[must_use]
    pub fn place_of(&self, subject: &Subject) -> Option<PlaceDocument<'_>> {
        match subject {
            Subject::Region => Some(named(REGION)),
            Subject::Vietnam => Some(named(COUNTRY)),
            Subject::Customs(word) => {
                let areas = &self.catalog.customs_areas;
                let area = areas.iter().find(|area| area.value == *word)?;
                Some(named([&area.title_vi, &area.title_en]))
            }
            _ => self.place_of_record(subject),
        }
    }

    fn place_of_record(&self, subject: &Subject) -> Option<PlaceDocument<'_>> {
        let &(layer, index) = self.subjects.0.get(subject)?;
        let (tables, index) = (&self.tables, index as usize);
        match layer {
            LayerId::BorderGates => tables.border_gates.get(index).map(|r| place(layer, r)),
            LayerId::IndustrialZones => tables.industrial_zones.get(index).map(|r| place(layer, r)),
            LayerId::PowerPlants => tables.power_plants.get(index).map(|r| place(layer, r)),
            _ => tables.units.get(index).map(|unit| PlaceDocument {
                name_vi: Some(&unit.full_name_vi),
                name_en: Some(&unit.full_name_en),
                ..place(layer, unit)
            }),
        }
    }
}

fn named([name_vi, name_en]: [&str; 2]) -> PlaceDocument<'_> {
    PlaceDocument {
        layer: None,
        id: None,
        code: None,
        name_vi: Some(name_vi),
        name_en: Some(name_en),
        lon: None,
        lat: None,
    }
}

pub(super) fn place<R: MapRecord>(layer: LayerId, record: &R) -> PlaceDocument<'_> {
    let at = record.place();
    PlaceDocument {
        layer: Some(layer.as_str()),
        id: Some(record.id()),
        code: Some(record.code()),
        name_vi: record.name_vi(),
        name_en: record.name_en(),
        lon: at.map(|at| at.lon),
        lat: at.map(|at| at.lat),
    }
}
