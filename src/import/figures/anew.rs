//! Figures that follow what a clerk brings in: the old ones of a record go, those of its new
//! values come.

use std::collections::BTreeSet;

use super::draft::{Draft, finish, sort};
use super::records::{MEASURED_AREA, measured_area};
use crate::domain::{Figure, PartialDate, Subject, Unit};
use crate::import::report::FileReport;

/// Puts the areas that are measured on new boundaries of communes in the place of those on the old
/// ones.
pub(crate) fn measure_anew(
    figures: &mut Vec<Figure>,
    communes: &[&Unit],
    date: PartialDate,
    source: &str,
) {
    let subject = |unit: &&Unit| Subject::Commune(unit.code);
    let subjects: BTreeSet<Subject> = communes.iter().map(subject).collect();
    figures.retain(|one| one.measure != MEASURED_AREA || !subjects.contains(&one.subject));
    let drafts = communes.iter().filter_map(|unit| {
        let area = measured_area(unit, date, source)?;
        Some(area.draft(subject(unit), "units"))
    });
    add(figures, drafts.collect());
}

fn add(figures: &mut Vec<Figure>, drafts: Vec<Draft>) {
    let mut report = FileReport::new("figures");
    figures.extend(finish(drafts, &mut report));
    sort(figures);
}
