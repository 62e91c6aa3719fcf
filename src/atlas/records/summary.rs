//! What the records that a filter accepts come to: how many, their sums, how many of each value.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::atlas::Atlas;
use crate::atlas::export::columns::without_code;
use crate::atlas::records::collation::SortKey;
use crate::atlas::records::query::RecordQuery;
use crate::atlas::records::{RECORD_LAYERS, Row};
use crate::domain::{FieldSpec, FieldType, LayerId, LayerSpec, PartialDate, UnitCode, Value};
use crate::store::Time;

/// What records come to.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryDocument<'a> {
    /// Their layer.
    pub layer: &'static str,
    /// How many there are.
    #[serde(rename = "numberMatched")]
    pub number_matched: usize,
    /// How many of them stand at a place, and so on the map.
    pub drawn: usize,
    /// How many of them have no known place.
    #[serde(rename = "withoutPlace")]
    pub without_place: usize,
    /// What they add up to.
    pub sums: Vec<FieldSum<'a>>,
    /// How many there are of each value.
    pub by: Vec<FieldCounts<'a>>,
    /// How old their sources are.
    pub dates: SourceDates,
    /// Ids of the sources that they rest on.
    pub sources: Vec<&'a str>,
}

/// The sum of a field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldSum<'a> {
    /// The field.
    pub field: &'a str,
    /// Its title in Vietnamese.
    pub title_vi: &'a str,
    /// Its title in English.
    pub title_en: &'a str,
    /// Its unit; null for a count.
    pub unit: Option<&'a str>,
    /// The sum; null where no record tells its part.
    pub total: Option<f64>,
    /// How many records tell their part.
    pub reporting: usize,
}

/// How many records there are of each value of a field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldCounts<'a> {
    /// The field.
    pub field: &'a str,
    /// Its title in Vietnamese.
    pub title_vi: &'a str,
    /// Its title in English.
    pub title_en: &'a str,
    /// The values: those of a closed list in its order, provinces and communes by name.
    pub items: Vec<ValueCount>,
    /// How many records do not tell their value.
    pub unknown: usize,
}

/// How many records have a value.
#[derive(Clone, Debug, Serialize)]
pub struct ValueCount {
    /// The value, as filters write it.
    pub value: String,
    /// Its title in Vietnamese; the name of a unit.
    pub title_vi: String,
    /// Its title in English.
    pub title_en: String,
    /// How many records have it.
    pub count: usize,
}

/// The dates of sources, as precisely as each is known.
#[derive(Clone, Debug, Serialize)]
pub struct SourceDates {
    /// The oldest; null where no record tells.
    pub oldest: Option<String>,
    /// The newest.
    pub newest: Option<String>,
}

/// The fields that may be added up, by layer: amounts of one meaning and one time.
const SUMMED: [(LayerId, &[&str]); 4] = [
    (
        LayerId::IndustrialZones,
        &["area_ha", "projects", "workers"],
    ),
    (LayerId::PowerPlants, &["capacity_mw"]),
    (LayerId::Provinces, &["area_km2", "population"]),
    (LayerId::Communes, &["area_km2", "population"]),
];

impl Atlas {
    /// The fields by whose values the records of a layer can be counted.
    #[must_use]
    pub fn counted_fields(&self, layer: LayerId) -> Vec<&str> {
        let fields = self.catalog.layer(layer).fields.iter();
        let counted = fields.filter(|field| {
            let closed = field.kind == FieldType::Text && !field.values.is_empty();
            closed || Division::of(layer, &field.id).is_some()
        });
        counted.map(|field| field.id.as_str()).collect()
    }

    /// What the records that a query wants come to, counted by the values of these fields.
    #[must_use]
    pub fn summary(&self, query: &RecordQuery, by: &[String]) -> SummaryDocument<'_> {
        let rows = self.wanted(query);
        let spec = self.catalog.layer(query.records.layer);
        let drawn = rows.iter().filter(|row| row.place.is_some()).count();
        let counted = by.iter().filter_map(|name| field_of(spec, name));
        SummaryDocument {
            layer: query.records.layer.as_str(),
            number_matched: rows.len(),
            drawn,
            without_place: rows.len() - drawn,
            sums: sums(spec, &rows),
            by: counted
                .map(|field| self.counts_by(spec.id, field, &rows))
                .collect(),
            dates: dates(&rows),
            sources: self.source_ids(&rows),
        }
    }

    /// The ids of the sources that records rest on, each once.
    pub(in crate::atlas) fn source_ids(&self, rows: &[&Row]) -> Vec<&str> {
        let named: BTreeSet<String> = rows
            .iter()
            .filter_map(|row| row.value("sources"))
            .flat_map(|joined| {
                joined
                    .to_string()
                    .split(';')
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        let sources = self.tables.sources.iter();
        let known = sources.filter(|source| named.contains(&source.id));
        known.map(|source| source.id.as_str()).collect()
    }

    fn counts_by<'a>(
        &self,
        layer: LayerId,
        field: &'a FieldSpec,
        rows: &[&Row],
    ) -> FieldCounts<'a> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for value in rows.iter().filter_map(|row| row.value(&field.id)) {
            *counts.entry(value.to_string()).or_default() += 1;
        }
        let known: usize = counts.values().sum();
        let listed = match Division::of(layer, &field.id) {
            Some(division) => self.units_counted(division, &mut counts),
            None => listed(field, &mut counts),
        };
        // Several values in one text stand after the list.
        let others = counts
            .into_iter()
            .map(|(value, count)| joined(field, value, count));
        FieldCounts {
            field: &field.id,
            title_vi: without_code(&field.title_vi),
            title_en: without_code(&field.title_en),
            items: listed.into_iter().chain(others).collect(),
            unknown: rows.len() - known,
        }
    }

    /// Units with their counts, by name: all provinces, and the communes that have some.
    fn units_counted(
        &self,
        division: Division,
        counts: &mut BTreeMap<String, usize>,
    ) -> Vec<ValueCount> {
        let codes: Vec<UnitCode> = match division {
            Division::Communes => counts.keys().filter_map(|code| code.parse().ok()).collect(),
            Division::Provinces(time) => {
                let units = self.tables.units.iter();
                let layer = match time {
                    Time::Present => LayerId::Provinces,
                    Time::Former => LayerId::FormerProvinces,
                };
                units
                    .filter(|unit| unit.layer() == layer)
                    .map(|unit| unit.code)
                    .collect()
            }
        };
        let units = codes
            .into_iter()
            .filter_map(|code| self.unit(code, division.time()));
        let mut found: Vec<ValueCount> = units
            .map(|unit| {
                let value = unit.code.to_string();
                let count = counts.remove(&value).unwrap_or(0);
                let (title_vi, title_en) = match division {
                    Division::Provinces(_) => (&unit.name_vi, &unit.name_en),
                    Division::Communes => (&unit.full_name_vi, &unit.full_name_en),
                };
                ValueCount {
                    value,
                    title_vi: title_vi.clone(),
                    title_en: title_en.clone(),
                    count,
                }
            })
            .collect();
        found.sort_by_cached_key(|own| (SortKey::of(&own.title_vi), own.value.clone()));
        found
    }
}

/// A field whose values are codes of units.
#[derive(Clone, Copy, Debug)]
enum Division {
    Provinces(Time),
    Communes,
}

impl Division {
    fn of(layer: LayerId, field: &str) -> Option<Self> {
        match (layer, field) {
            _ if !RECORD_LAYERS.contains(&layer) => None,
            (LayerId::FormerCommunes, "province") => Some(Self::Provinces(Time::Former)),
            (_, "province") => Some(Self::Provinces(Time::Present)),
            (_, "commune") => Some(Self::Communes),
            _ => None,
        }
    }

    fn time(self) -> Time {
        match self {
            Self::Provinces(time) => time,
            Self::Communes => Time::Present,
        }
    }
}

fn field_of<'a>(spec: &'a LayerSpec, name: &str) -> Option<&'a FieldSpec> {
    spec.fields.iter().find(|field| field.id == name)
}

/// The values of a closed list with their counts, those that no record has too.
fn listed(field: &FieldSpec, counts: &mut BTreeMap<String, usize>) -> Vec<ValueCount> {
    let values = field.values.iter().map(|own| ValueCount {
        value: own.value.clone(),
        title_vi: own.title_vi.clone(),
        title_en: own.title_en.clone(),
        count: counts.remove(&own.value).unwrap_or(0),
    });
    values.collect()
}

/// Several values of a closed list in one text.
fn joined(field: &FieldSpec, value: String, count: usize) -> ValueCount {
    let titles = |title: fn(&crate::domain::ValueSpec) -> &String| {
        let parts = value.split(';').map(|part| {
            let own = field.values.iter().find(|own| own.value == part);
            own.map_or(part, |own| title(own).as_str())
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    ValueCount {
        title_vi: titles(|own| &own.title_vi),
        title_en: titles(|own| &own.title_en),
        value,
        count,
    }
}

fn sums<'a>(spec: &'a LayerSpec, rows: &[&Row]) -> Vec<FieldSum<'a>> {
    let own = SUMMED.iter().find(|(layer, _)| *layer == spec.id);
    let names = own.map_or(&[][..], |(_, names)| names);
    let fields = names.iter().filter_map(|name| field_of(spec, name));
    fields
        .map(|field| {
            let told: Vec<f64> = rows
                .iter()
                .filter_map(|row| row.value(&field.id).and_then(number))
                .collect();
            // Sums of decimal hundredths, not of binary fractions.
            let total = (told.iter().sum::<f64>() * 100.0).round() / 100.0;
            FieldSum {
                field: &field.id,
                title_vi: &field.title_vi,
                title_en: &field.title_en,
                unit: field.unit.as_deref(),
                total: (!told.is_empty()).then_some(total),
                reporting: told.len(),
            }
        })
        .collect()
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        Value::Text(_) | Value::Boolean(_) => None,
    }
}

fn dates(rows: &[&Row]) -> SourceDates {
    let told = || {
        let texts = rows.iter().filter_map(|row| row.value("source_date"));
        texts.filter_map(|text| text.to_string().parse::<PartialDate>().ok())
    };
    let written = |date: Option<PartialDate>| date.map(|date| date.to_string());
    SourceDates {
        oldest: written(told().min_by_key(|date| date.first_day())),
        newest: written(told().max_by_key(|date| date.last_day())),
    }
}
