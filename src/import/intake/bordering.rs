//! Deliveries of boundaries: the shapes are taken over, and of the columns only those that say
//! which unit a row is.

use super::cited::Cited;
use super::format::Admitted;
use super::merging::row_report;
use super::report::{Change, IntakeReport, RowReport};
use super::taking::{Files, Taking, Typed, no_source};
use super::{Draft, IntakeError};
use crate::dataset::{SOURCES_FILE, UNITS_FILE, table_bytes};
use crate::domain::{Column, LayerId, Record, Unit, UnitCode};
use crate::import::placing::{Bordered, place_borders};

/// The columns that are read.
const NAMING: [&str; 4] = ["code", "name_vi", "full_name_vi", "province"];

impl Taking<'_> {
    /// A delivery of the boundaries of all units of a layer.
    pub(super) fn borders(
        &self,
        admitted: &Admitted,
    ) -> Result<(IntakeReport, Files), IntakeError> {
        let cited = Cited::new(&self.tables.sources, self.delivery.options.source.as_ref())?;
        let columns: Vec<Column> = (Unit::columns().into_iter())
            .filter(|column| NAMING.contains(&column.name))
            .collect();
        let Typed {
            sheet,
            file_crs,
            mut drafts,
            mut findings,
            ..
        } = self.typed(admitted, &columns)?;
        let ground = self.ground(file_crs);
        let bordered = place_borders(&ground, &mut drafts, &mut findings)?;
        let mut report = self.report(admitted, sheet, &ground);
        let mut files = Files::new();
        match bordered {
            None => {
                report.rows = drafts
                    .into_iter()
                    .map(|draft| self.unchanged(draft))
                    .collect()
            }
            Some(mut bordered) => {
                let sourceless = cited.of_delivery().is_none() && !bordered.moved.is_empty();
                if sourceless {
                    findings.push(no_source());
                }
                cite(self.delivery.layer, &mut bordered, &cited);
                let layer = self.delivery.layer;
                let rows = drafts.into_iter();
                report.rows = rows.map(|draft| changed(layer, draft, &bordered)).collect();
                files.push((UNITS_FILE.to_owned(), table_bytes(&bordered.units)));
                files.push(bordered.file);
                if cited.grows() {
                    files.push((SOURCES_FILE.to_owned(), table_bytes(&cited.into_sources())));
                }
            }
        }
        report.file_findings = findings;
        Ok((report, files))
    }

    /// A row of a delivery that is not taken over.
    fn unchanged(&self, draft: Draft) -> RowReport {
        let code = draft.raw.text("code");
        let code = code.and_then(|code| code.parse().ok());
        let unit = unit_of(&self.tables.units, self.delivery.layer, code);
        if draft.is_rejected() {
            return row_report::<Unit>(draft, None);
        }
        row_report(draft, unit)
    }
}

/// Adds the source of the delivery to the units whose borders it moves.
fn cite(layer: LayerId, bordered: &mut Bordered, cited: &Cited) {
    let Some(source) = cited.of_delivery() else {
        return;
    };
    let moved = &bordered.moved;
    let units = bordered.units.iter_mut();
    for unit in units.filter(|unit| unit.layer() == layer && moved.contains(&unit.code)) {
        if !unit.sources.iter().any(|own| own == source) {
            unit.sources.push(source.to_owned());
        }
    }
}

/// A row of a delivery that is taken over: changed where its borders are others than before.
fn changed(layer: LayerId, draft: Draft, bordered: &Bordered) -> RowReport {
    let before = draft.before.as_ref();
    let code = before.and_then(|before| before.get("code")?.to_string().parse().ok());
    let unit = unit_of(&bordered.units, layer, code);
    let moved = unit.is_some_and(|unit| bordered.moved.contains(&unit.code));
    let mut report = row_report(draft, unit);
    if moved && report.change == Some(Change::Same) {
        report.change = Some(Change::Changed);
    }
    report
}

fn unit_of(units: &[Unit], layer: LayerId, code: Option<UnitCode>) -> Option<&Unit> {
    let mut units = units.iter();
    units.find(|unit| Some(unit.code) == code && unit.layer() == layer)
}
