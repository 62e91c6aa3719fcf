//! Leaving out what may not be used: a build with only some classes of licence.

use std::collections::BTreeSet;

use super::units::unit_citations;
use crate::dataset::Tables;
use crate::domain::{BorderGate, IndustrialZone, PowerPlant, Precision, Unit, UseClass};
use crate::import::report::FileReport;
use crate::import::sources::{SourceBook, Style};

/// Keeps of every record what rests on sources of these classes; a record all of whose sources
/// are of other classes is dropped.
pub(super) fn keep_only(
    tables: &mut Tables,
    book: &SourceBook,
    classes: &[UseClass],
    reports: &mut Vec<FileReport>,
) {
    let filter = Filter { book, classes };
    let mut report = FileReport::new("licences left out");
    filter.units(tables, &mut report);
    filter.records(
        &mut tables.industrial_zones,
        Style::Bars,
        "zones",
        &mut report,
    );
    filter.records(
        &mut tables.border_gates,
        Style::Semicolons,
        "gates",
        &mut report,
    );
    filter.records(
        &mut tables.power_plants,
        Style::Semicolons,
        "plants",
        &mut report,
    );
    forget_lost_records(tables);
    reports.push(report);
}

/// A record whose attributes and whose place have sources of their own.
trait Sourced {
    fn sources(&mut self) -> &mut Vec<String>;
    fn source_note(&self) -> Option<&str>;
    fn place_source_note(&self) -> Option<&str>;
    fn forget_place(&mut self);
}

macro_rules! sourced {
    ($($kind:ty),*) => {$(
        impl Sourced for $kind {
            fn sources(&mut self) -> &mut Vec<String> {
                &mut self.sources
            }

            fn source_note(&self) -> Option<&str> {
                self.source_note.as_deref()
            }

            fn place_source_note(&self) -> Option<&str> {
                self.place_source_note.as_deref()
            }

            fn forget_place(&mut self) {
                self.place = None;
                self.precision = Precision::None;
                self.place_source_note = None;
            }
        }
    )*};
}

sourced!(IndustrialZone, BorderGate, PowerPlant);

struct Filter<'a> {
    book: &'a SourceBook,
    classes: &'a [UseClass],
}

impl Filter<'_> {
    fn allows(&self, id: &str) -> bool {
        let class = self.book.use_class(id);
        class.is_none_or(|class| self.classes.contains(&class))
    }

    /// Filters one table: rows first, then the places of those that stay.
    fn records<R: Sourced>(
        &self,
        records: &mut Vec<R>,
        style: Style,
        what: &str,
        report: &mut FileReport,
    ) {
        records.retain_mut(|record| {
            let ids = Self::ids(record.source_note(), style);
            if !ids.is_empty() && !ids.iter().any(|id| self.allows(id)) {
                report.change(format!("{what} dropped"));
                return false;
            }
            let place_ids = Self::ids(record.place_source_note(), Style::Place);
            if !place_ids.iter().all(|id| self.allows(id)) {
                record.forget_place();
                report.change(format!("{what} kept without their place"));
            }
            record.sources().retain(|id| self.allows(id));
            true
        });
    }

    fn ids(note: Option<&str>, style: Style) -> Vec<String> {
        note.map_or_else(Vec::new, |note| SourceBook::ids_in(note, style))
    }

    /// Empties the columns of units that come from a source which may not be used.
    fn units(&self, tables: &mut Tables, report: &mut FileReport) {
        for unit in &mut tables.units {
            let note = unit.source_note.clone().unwrap_or_default();
            for (columns, id) in unit_citations(&note) {
                if !self.allows(id) {
                    for column in columns.split(',') {
                        empty_column(unit, column);
                    }
                    report.change(format!(
                        "{columns} of units taken out, as they come from {id}"
                    ));
                }
            }
            unit.sources.retain(|id| self.allows(id));
        }
    }
}

/// Empties what the source note of a unit calls by this word.
fn empty_column(unit: &mut Unit, word: &str) {
    match word {
        "area" => unit.area_km2 = None,
        "population" => {
            unit.population = None;
            unit.population_year = None;
        }
        "seat" => {
            unit.seat = None;
            unit.seat_address = None;
        }
        "seatxy" => unit.seat_place = None,
        "predecessors" => unit.predecessors = None,
        "grdp" => {
            unit.grdp_bn_vnd = None;
            unit.grdp_year = None;
            unit.population_average_2024 = None;
        }
        "region" => {
            unit.region = None;
            unit.region_en = None;
        }
        _ => {}
    }
}

/// Marks that point at dropped records go with them.
fn forget_lost_records(tables: &mut Tables) {
    let zones: BTreeSet<String> = tables
        .industrial_zones
        .iter()
        .map(|z| z.code.clone())
        .collect();
    for zone in &mut tables.industrial_zones {
        zone.possible_duplicate_of
            .retain(|slug| zones.contains(slug));
    }
    let gates: BTreeSet<String> = tables.border_gates.iter().map(|g| g.code.clone()).collect();
    for gate in &mut tables.border_gates {
        gate.parent = gate.parent.take().filter(|slug| gates.contains(slug));
    }
}
