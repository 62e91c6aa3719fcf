//! Summaries: the records of a layer counted, added up or averaged in each area.

use std::collections::BTreeMap;

use super::Areas;
use super::values::{AreaValue, Part, Reporting, Share, Values};
use crate::domain::{Bound, FieldCondition, Fields, MapRecord, SummaryCount, UnitCode, Value};

/// What is asked of the records.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Only records that meet all of these.
    pub only: &'a [FieldCondition],
    /// What is counted.
    pub count: &'a SummaryCount,
    /// The field whose values make up the parts.
    pub parts_by: Option<&'a str>,
}

/// Counts records by the area that they name. A record that names none is unassigned.
///
/// An area without records has the known count and sum 0; a sum or mean over records none of which
/// reports is not known.
#[must_use]
pub fn summarise<R: MapRecord>(areas: &Areas, records: &[R], question: &Question) -> Values {
    let mut tallies: Vec<Tally> = vec![Tally::default(); areas.list().len()];
    let mut unassigned = Tally::default();
    let mut total = Tally::default();
    for record in records {
        let fields = record.to_fields();
        if !question.only.iter().all(|wanted| meets(&fields, wanted)) {
            continue;
        }
        let counted = question.counted(&fields);
        let named = fields.get(areas.column());
        let code = named.and_then(|code| code.to_string().parse::<UnitCode>().ok());
        let area = code.and_then(|code| areas.index_of(code));
        let home = area.map_or(&mut unassigned, |index| &mut tallies[index]);
        home.add(counted, question.part(&fields), record.sources());
        total.add(counted, None, &[]);
    }
    let reporting = (*question.count != SummaryCount::Records).then_some(Reporting {
        n: total.reporting,
        of: total.records,
    });
    Values {
        rows: tallies.into_iter().map(|own| own.row(question)).collect(),
        unassigned: unassigned.share(question.count),
        total: total.share(question.count),
        reporting,
        total_km2: areas.list().iter().map(|area| area.km2).sum(),
    }
}

fn meets(fields: &Fields, wanted: &FieldCondition) -> bool {
    fields
        .get(&wanted.field)
        .is_some_and(|value| wanted.values.contains(&value.to_string()))
}

impl Question<'_> {
    /// The part that a record belongs to.
    fn part(&self, fields: &Fields) -> Option<String> {
        let value = fields.get(self.parts_by?);
        value.map(Value::to_string)
    }

    /// The value of a record and its weight; nothing when it does not report.
    fn counted(&self, fields: &Fields) -> Option<(f64, f64)> {
        match self.count {
            SummaryCount::Records => Some((1.0, 1.0)),
            SummaryCount::Sum(field) => number(fields, field).map(|value| (value, 1.0)),
            SummaryCount::WeightedMean { field, weight } => number(fields, field)
                .zip(number(fields, weight))
                .filter(|(_, weight)| *weight > 0.0),
        }
    }
}

fn number(fields: &Fields, name: &str) -> Option<f64> {
    match fields.get(name)? {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        Value::Text(_) | Value::Boolean(_) => None,
    }
}

/// What the records of one area come to.
#[derive(Clone, Debug, Default)]
struct Tally {
    records: usize,
    reporting: usize,
    weighted: f64,
    weights: f64,
    parts: BTreeMap<Option<String>, f64>,
    sources: std::collections::BTreeSet<String>,
}

impl Tally {
    fn add(&mut self, counted: Option<(f64, f64)>, part: Option<String>, sources: &[String]) {
        self.records += 1;
        let Some((value, weight)) = counted else {
            return;
        };
        self.reporting += 1;
        self.weighted += value * weight;
        self.weights += weight;
        *self.parts.entry(part).or_default() += value;
        self.sources.extend(sources.iter().cloned());
    }

    fn value(&self, count: &SummaryCount) -> Option<f64> {
        match count {
            SummaryCount::WeightedMean { .. } => {
                (self.reporting > 0).then(|| self.weighted / self.weights)
            }
            SummaryCount::Records | SummaryCount::Sum(_) => {
                (self.reporting > 0 || self.records == 0).then_some(self.weighted)
            }
        }
    }

    fn share(&self, count: &SummaryCount) -> Share {
        Share {
            value: self.value(count),
            n: self.records,
        }
    }

    fn row(self, question: &Question) -> AreaValue {
        let parts = self.parts.iter().map(|(value, amount)| Part {
            value: value.clone(),
            amount: *amount,
        });
        AreaValue {
            value: self.value(question.count),
            n: self.reporting,
            bound: Bound::Exact,
            parts: question.parts_by.map(|_| parts.collect()),
            sources: self.sources,
            ..AreaValue::unknown(self.records)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AreaLevel, IndustrialZone, ZoneKind};
    use proptest::prelude::*;

    /// A zone in one of three provinces, one of which the areas lack.
    fn zone(seed: u64) -> IndustrialZone {
        let mut zone = IndustrialZone::sample(seed);
        let codes = ["01", "04", "99"];
        zone.province = codes[(seed % 3) as usize].parse().unwrap();
        zone.kind = [ZoneKind::Cluster, ZoneKind::Park][(seed / 3 % 2) as usize];
        zone.area_ha = (seed / 6 % 4 != 0).then(|| (seed / 6 % 977) as f64 / 10.0);
        zone.occupancy_pct = (seed / 24 % 2 == 0).then_some((seed % 101) as f64);
        zone
    }

    fn areas() -> Areas {
        Areas::sample(AreaLevel::Province, &["01", "04", "08"], 10.0)
    }

    fn of_kind(words: &[&str]) -> FieldCondition {
        FieldCondition {
            field: "kind".to_owned(),
            values: words.iter().map(ToString::to_string).collect(),
        }
    }

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6 * a.abs().max(1.0)
    }

    proptest! {
        #[test]
        fn rows_and_what_is_unassigned_make_the_total(
            seeds in prop::collection::vec(0..1_000_000u64, 0..40),
            by_area: bool,
            only_clusters: bool,
        ) {
            let zones: Vec<IndustrialZone> = seeds.into_iter().map(zone).collect();
            let only = only_clusters.then(|| of_kind(&["cluster"]));
            let count = if by_area {
                SummaryCount::Sum("area_ha".to_owned())
            } else {
                SummaryCount::Records
            };
            let question = Question {
                only: only.as_slice(),
                count: &count,
                parts_by: Some("status"),
            };
            let values = summarise(&areas(), &zones, &question);
            let fits = |zone: &&IndustrialZone| !only_clusters || zone.kind == ZoneKind::Cluster;
            let amount = |zone: &IndustrialZone| match by_area {
                true => zone.area_ha.unwrap_or(0.0),
                false => 1.0,
            };
            let scanned: f64 = zones.iter().filter(fits).map(amount).sum();
            let rows: f64 = values.known().iter().sum();
            let all = rows + values.unassigned.value.unwrap_or(0.0);
            prop_assert!(is_near(all, scanned), "{} {}", all, scanned);
            prop_assert!(is_near(values.total.value.unwrap_or(0.0), scanned));
            prop_assert_eq!(values.total.n, zones.iter().filter(fits).count());
            for (row, area) in values.rows.iter().zip(areas().list()) {
                let own = || zones.iter().filter(fits).filter(|zone| zone.province == area.code);
                prop_assert_eq!(row.of, own().count());
                prop_assert_eq!(row.value.is_none(), by_area && row.of > 0 && row.n == 0);
                let parts: f64 = row.parts.iter().flatten().map(|part| part.amount).sum();
                prop_assert!(is_near(parts, row.value.unwrap_or(0.0)));
            }
        }

        #[test]
        fn a_mean_lies_between_its_least_and_greatest(
            seeds in prop::collection::vec(0..1_000_000u64, 0..40),
        ) {
            let zones: Vec<IndustrialZone> = seeds.into_iter().map(zone).collect();
            let count = SummaryCount::WeightedMean {
                field: "occupancy_pct".to_owned(),
                weight: "area_ha".to_owned(),
            };
            let question = Question { only: &[], count: &count, parts_by: None };
            let values = summarise(&areas(), &zones, &question);
            for (row, area) in values.rows.iter().zip(areas().list()) {
                let own = zones.iter().filter(|zone| zone.province == area.code);
                let weighty = own.filter(|zone| zone.area_ha.is_some_and(|ha| ha > 0.0));
                let told: Vec<f64> = weighty.filter_map(|zone| zone.occupancy_pct).collect();
                prop_assert_eq!(row.n, told.len());
                prop_assert_eq!(row.value.is_some(), !told.is_empty());
                if let Some(mean) = row.value {
                    let least = told.iter().copied().fold(f64::MAX, f64::min);
                    let most = told.iter().copied().fold(f64::MIN, f64::max);
                    prop_assert!(least - 1e-9 <= mean && mean <= most + 1e-9);
                }
            }
        }
    }

    #[test]
    fn nothing_is_zero_and_unknown_is_not() {
        let mut silent = zone(0);
        (silent.province, silent.area_ha) = ("01".parse().unwrap(), None);
        let count = SummaryCount::Sum("area_ha".to_owned());
        let question = Question {
            only: &[],
            count: &count,
            parts_by: None,
        };
        let values = summarise(&areas(), &[silent], &question);
        assert_eq!(values.rows[0].value, None, "a zone of unknown area");
        assert_eq!(values.rows[1].value, Some(0.0), "no zone");
    }
}
