//! Which sources the data rest on, and what may be done with them.

use std::collections::BTreeMap;
use std::fmt;

use super::{CheckReport, row_of};
use crate::dataset::{SOURCES_FILE, Tables};
use crate::domain::{MapRecord, Source, UseClass};

/// The sources by what may be done with them, each with the number of records that name it.
#[derive(Clone, Debug, PartialEq)]
pub struct LicenceList {
    classes: Vec<(UseClass, Vec<(Source, usize)>)>,
}

/// Lists the sources of all tables.
#[must_use]
pub fn licences(tables: &Tables) -> LicenceList {
    let counts = counts(tables);
    let classes = UseClass::ALL.iter().map(|class| {
        let own = tables
            .sources
            .iter()
            .filter(|source| source.use_class == *class);
        let counted = own.map(|source| {
            let records = counts.get(source.id.as_str()).copied().unwrap_or(0);
            (source.clone(), records)
        });
        (*class, counted.collect())
    });
    LicenceList {
        classes: classes.collect(),
    }
}

impl fmt::Display for LicenceList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (class, sources) in &self.classes {
            writeln!(f, "{class}: {} sources", sources.len())?;
            for (source, records) in sources {
                let (id, title, licence) = (&source.id, &source.title, &source.licence);
                writeln!(
                    f,
                    "  {id}: {title} ({}); {licence}; {records} records",
                    source.publisher
                )?;
            }
        }
        Ok(())
    }
}

pub(super) fn check(tables: &Tables, report: &mut CheckReport) {
    let list = licences(tables);
    for (class, sources) in &list.classes {
        report.count(format!("sources {class}: {}", sources.len()));
    }
    let mut titles: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (index, source) in tables.sources.iter().enumerate() {
        let earlier = titles.insert((&source.publisher, &source.title), index);
        if let Some(earlier) = earlier {
            let twin = &tables.sources[earlier].id;
            let what = format!("{} has the publisher and title of {twin}", source.id);
            report.remark(SOURCES_FILE, row_of(index), what);
        }
    }
}

fn counts(tables: &Tables) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    count(&tables.units, &mut counts);
    count(&tables.industrial_zones, &mut counts);
    count(&tables.border_gates, &mut counts);
    count(&tables.power_plants, &mut counts);
    for id in tables.figures.iter().flat_map(|figure| &figure.source_id) {
        *counts.entry(id).or_default() += 1;
    }
    counts
}

fn count<'a, R: MapRecord>(records: &'a [R], counts: &mut BTreeMap<&'a str, usize>) {
    for id in records.iter().flat_map(MapRecord::sources) {
        *counts.entry(id).or_default() += 1;
    }
}
