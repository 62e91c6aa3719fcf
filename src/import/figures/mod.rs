//! Figures: numbers with a subject, a measure, a period and a source.
//!
//! Two raw tables hold figures only; areas, populations and what is known of zones come from the
//! records that were taken over before. Sources that contradict each other stay side by side.

mod anew;
mod border_trade;
mod decimal;
mod draft;
mod notes;
mod records;
mod region_stats;
mod rows;

use std::collections::BTreeSet;

pub(crate) use anew::{measure_anew, renew_zones};

use super::ImportError;
use super::report::FileReport;
use super::tables::Progress;
use crate::dataset::Tables;
use crate::domain::{Figure, LayerId, Subject, UnitCode, UseClass};

/// All figures, by subject, measure, scope and period. `tables` hold the records, without those
/// that must be left out; figures whose sources are not of the classes `only` are left out too.
pub(crate) fn import(
    progress: &mut Progress<'_>,
    tables: &Tables,
    only: Option<&[UseClass]>,
) -> Result<Vec<Figure>, ImportError> {
    let mut drafts = region_stats::read(progress)?;
    drafts.extend(border_trade::read(progress)?);
    drafts.extend(records::of_units(progress, &tables.units));
    drafts.extend(records::of_zones(progress, &tables.industrial_zones));
    let mut report = FileReport::new("figures");
    report.read = drafts.len();
    let drafts = draft::keep_once(drafts, &mut report);
    let mut figures = draft::finish(drafts, &mut report);
    if let Some(classes) = only {
        keep_allowed(&mut figures, progress, classes, &mut report);
    }
    keep_known_subjects(&mut figures, tables, &mut report);
    report.kept = figures.len();
    progress.reports.push(report);
    Ok(figures)
}

/// Leaves out sources that may not be used, and figures that rest on no other.
fn keep_allowed(
    figures: &mut Vec<Figure>,
    progress: &Progress<'_>,
    classes: &[UseClass],
    report: &mut FileReport,
) {
    let allows = |id: &String| {
        let class = progress.book.use_class(id);
        class.is_none_or(|class| classes.contains(&class))
    };
    figures.retain_mut(|figure| {
        figure.source_id.retain(allows);
        if figure.source_id.is_empty() {
            report.change("figures dropped, as their sources may not be used");
        }
        !figure.source_id.is_empty()
    });
}

/// Leaves out figures about records that were left out.
fn keep_known_subjects(figures: &mut Vec<Figure>, tables: &Tables, report: &mut FileReport) {
    let subjects = Subjects::of(tables);
    figures.retain(|figure| {
        let known = subjects.hold(&figure.subject);
        if !known {
            report.change(format!("figures dropped: {} is not listed", figure.subject));
        }
        known
    });
}

/// Everything that figures can be about.
pub(crate) struct Subjects<'a> {
    units: BTreeSet<(LayerId, UnitCode)>,
    gates: BTreeSet<&'a str>,
    zones: BTreeSet<&'a str>,
    plants: BTreeSet<&'a str>,
}

impl<'a> Subjects<'a> {
    /// The records of these tables.
    pub fn of(tables: &'a Tables) -> Self {
        let units = tables.units.iter().map(|unit| (unit.layer(), unit.code));
        let gates = tables.border_gates.iter().map(|gate| gate.code.as_str());
        let zones = tables
            .industrial_zones
            .iter()
            .map(|zone| zone.code.as_str());
        let plants = tables.power_plants.iter().map(|plant| plant.code.as_str());
        Self {
            units: units.collect(),
            gates: gates.collect(),
            zones: zones.collect(),
            plants: plants.collect(),
        }
    }

    /// Whether the subject is there. Areas of the customs stand in the catalogue only.
    pub fn hold(&self, subject: &Subject) -> bool {
        let unit = |layer, code: &UnitCode| self.units.contains(&(layer, *code));
        match subject {
            Subject::Region | Subject::Vietnam | Subject::Customs(_) => true,
            Subject::Province(code) => unit(LayerId::Provinces, code),
            Subject::Commune(code) => unit(LayerId::Communes, code),
            Subject::FormerProvince(code) => unit(LayerId::FormerProvinces, code),
            Subject::Gate(slug) => self.gates.contains(slug.as_str()),
            Subject::Zone(slug) => self.zones.contains(slug.as_str()),
            Subject::Plant(slug) => self.plants.contains(slug.as_str()),
        }
    }
}
