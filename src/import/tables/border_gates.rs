//! Border gates and their passages.

use super::{Progress, cite, place, precision, refuse_twins};
use crate::domain::{BorderGate, GateClass, GateStatus, LayerId, Neighbour, NotInList};
use crate::import::ImportError;
use crate::import::raw::{RawRow, read_rows};
use crate::import::report::{FileReport, RowProblem};
use crate::import::sources::Style;

const FILE: &str = "border_gates.csv";

/// Passages and the gate that each belongs to, as the notes beside the table state.
const PARENTS: &[(&str, &str)] = &[
    ("bac-luan-2", "mong-cai"),
    ("huu-nghi-1119-1120", "huu-nghi"),
    ("na-doong", "tra-linh"),
    ("kim-thanh", "lao-cai-road"),
    ("ban-khoong", "ly-van"),
];

/// All gates, by number.
pub(super) fn import(progress: &mut Progress<'_>) -> Result<Vec<BorderGate>, ImportError> {
    let mut report = FileReport::new(FILE);
    let columns = [
        "id",
        "name_vi",
        "kind",
        "class",
        "status",
        "lon",
        "lat",
        "coord_precision",
        "province_code",
    ];
    let mut gates = Vec::new();
    for row in read_rows(&progress.raw.join(FILE), &columns)? {
        let gate = gate(progress, &row, &mut report);
        gates.extend(
            report
                .settle(row.line(), gate)
                .map(|gate| (row.line(), gate)),
        );
    }
    let mut gates = refuse_twins(&mut report, gates, |gate: &BorderGate| gate.code.clone());
    join_parents(&mut gates, &mut report);
    gates.sort_by_key(|gate| gate.id);
    progress.reports.push(report);
    Ok(gates)
}

fn gate(
    progress: &mut Progress<'_>,
    row: &RawRow,
    report: &mut FileReport,
) -> Result<BorderGate, RowProblem> {
    let code = row.required("id")?;
    let place = place(row)?;
    let precision = precision(row, place)?;
    let name_vi = row.required("name_vi")?;
    let class = class(&row.required("class")?, report)?;
    let mode = row.parse_required("kind")?;
    let status = status(&row.required("status")?, report)?;
    let neighbour = row.text("neighbour_country");
    let neighbour = neighbour.map(|name| country(&name)).transpose()?;
    let province = row.parse_required("province_code")?;
    let commune = row.parse("commune_code")?;
    let opened_year = row.parse("opened_year")?;
    let note = row.text("note");
    let cited = cite(&mut progress.book, row, "source", Style::Semicolons);
    Ok(BorderGate {
        id: progress.number(LayerId::BorderGates, &code),
        code,
        name_vi,
        name_en: row.text("name_en"),
        class,
        mode,
        status,
        neighbour,
        facing_gate: row.text("facing_gate"),
        parent: None,
        place,
        precision,
        error_km: note.as_deref().and_then(error_km),
        province,
        commune,
        former_province: row.text("old_province"),
        former_district: row.text("old_district"),
        former_commune: row.text("old_commune"),
        road: row.text("road"),
        opened_year,
        economic_zone: row.text("economic_zone"),
        note,
        sources: cited.ids,
        source_note: cited.note,
        place_source_note: cited.place_note,
    })
}

fn class(word: &str, report: &mut FileReport) -> Result<GateClass, RowProblem> {
    if word == "other" {
        report.change("class `other` (no sourced class) became `unknown`");
        return Ok(GateClass::Unknown);
    }
    in_list(word, "class")
}

fn status(word: &str, report: &mut FileReport) -> Result<GateStatus, RowProblem> {
    if word.starts_with("not yet") {
        report.change(format!("status `{word}` became `not_yet_open`"));
        return Ok(GateStatus::NotYetOpen);
    }
    in_list(word, "status")
}

fn in_list<T: std::str::FromStr<Err = NotInList>>(
    word: &str,
    column: &str,
) -> Result<T, RowProblem> {
    word.parse().map_err(|error: NotInList| {
        RowProblem::new(error.to_string(), format!("Correct `{column}`"))
    })
}

fn country(name: &str) -> Result<Neighbour, RowProblem> {
    match name {
        "China" => Ok(Neighbour::China),
        "Laos" => Ok(Neighbour::Laos),
        other => Err(RowProblem::new(
            format!("\"{other}\" is no neighbour on land"),
            "Use China or Laos",
        )),
    }
}

/// The figure of a remark such as "±1.5 km.".
fn error_km(note: &str) -> Option<f64> {
    let (_, rest) = note.split_once('±')?;
    let (number, _) = rest.split_once("km")?;
    number.trim().parse().ok()
}

fn join_parents(gates: &mut [BorderGate], report: &mut FileReport) {
    for (child, parent) in PARENTS {
        if !gates.iter().any(|gate| gate.code == *parent) {
            continue;
        }
        if let Some(gate) = gates.iter_mut().find(|gate| gate.code == *child) {
            gate.parent = Some((*parent).to_owned());
            report.change("passages joined to the gate that they belong to");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_read_from_the_note() {
        assert_eq!(error_km("±1.5 km. Border check: 0.00 km"), Some(1.5));
        assert_eq!(error_km("Marker 281, 3 km away."), None);
    }
}
