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
