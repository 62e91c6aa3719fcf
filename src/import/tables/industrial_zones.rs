//! Clusters, parks and economic zones.

use std::collections::BTreeMap;

use super::{Progress, cite, place, precision, refuse_twins};
use crate::domain::{AreaMeaning, IndustrialZone, LayerId, YearMeaning, ZoneKind};
use crate::import::ImportError;
use crate::import::raw::{RawRow, read_rows};
use crate::import::report::{FileReport, RowProblem};
use crate::import::sources::Style;

const FILE: &str = "industrial_zones.csv";

/// Pairs that may be one zone, by slug; no source proves it, so both stay and name each other.
const POSSIBLE_DUPLICATES: &str = include_str!("possible_duplicates.csv");

/// All zones, by number.
pub(super) fn import(progress: &mut Progress<'_>) -> Result<Vec<IndustrialZone>, ImportError> {
    let mut report = FileReport::new(FILE);
    let columns = [
        "id",
        "name_vi",
        "kind",
        "status",
        "lon",
        "lat",
        "coord_precision",
        "province_code",
    ];
    let mut zones = Vec::new();
    for row in read_rows(&progress.raw.join(FILE), &columns)? {
        let zone = zone(progress, &row, &mut report);
        zones.extend(
            report
                .settle(row.line(), zone)
                .map(|zone| (row.line(), zone)),
        );
    }
    let mut zones = refuse_twins(&mut report, zones, |zone: &IndustrialZone| {
        zone.code.clone()
    });
    mark_duplicates(&mut zones, &mut report);
    zones.sort_by_key(|zone| zone.id);
    progress.reports.push(report);
    Ok(zones)
}

fn zone(
    progress: &mut Progress<'_>,
    row: &RawRow,
    report: &mut FileReport,
) -> Result<IndustrialZone, RowProblem> {
    let code = row.required("id")?;
    let place = place(row)?;
    let precision = precision(row, place)?;
    let kind = kind(&row.required("kind")?, report)?;
    let note = row.text("attr_source").unwrap_or_default();
    let area_ha = row.parse("area_ha")?;
    let established_year = row.parse("established_year")?;
    let occupancy_pct: Option<f64> = row.parse("occupancy_pct")?;
    if occupancy_pct.is_some_and(|share| !(0.0..=100.0).contains(&share)) {
        return Err(RowProblem::new(
            "`occupancy_pct` is not between 0 and 100",
            "Correct the cell",
        ));
    }
    let name_vi = row.required("name_vi")?;
    let status = row.parse_required("status")?;
    let province = row.parse_required("province_code")?;
    let commune = row.parse("commune_code")?;
    let (projects, workers) = (row.parse("projects")?, row.parse("workers")?);
    let source_date = row.parse("source_date")?;
    let cited = cite(&mut progress.book, row, "attr_source", Style::Bars);
    Ok(IndustrialZone {
        id: progress.number(LayerId::IndustrialZones, &code),
        code,
        name_vi,
        name_en: row.text("name_en"),
        kind,
        status,
        place,
        precision,
        area_ha,
        area_meaning: area_ha.map(|_| area_meaning(&note)),
        occupancy_pct,
        projects,
        workers,
        investor: row.text("investor"),
        industries: row.text("main_industries"),
        established_year,
        established_meaning: established_year.map(|_: u16| year_meaning(&note)),
        decision: row.text("decision"),
        province,
        commune,
        former_province: row.text("old_province"),
        former_district: row.text("old_district"),
        former_commune: row.text("old_commune"),
        possible_duplicate_of: Vec::new(),
        source_date,
        sources: cited.ids,
        source_note: cited.note,
        place_source_note: cited.place_note,
    })
}

fn kind(word: &str, report: &mut FileReport) -> Result<ZoneKind, RowProblem> {
    if word == "other_industrial" {
        report.change("kind `other_industrial` became `other`");
        return Ok(ZoneKind::Other);
    }
    word.parse().map_err(|error: crate::domain::NotInList| {
        RowProblem::new(error.to_string(), "Correct `kind`")
    })
}

fn area_meaning(note: &str) -> AreaMeaning {
    if note.contains("area = OSM polygon") {
        AreaMeaning::Measured
    } else {
        AreaMeaning::Stated
    }
}

/// A year taken over from the directory is the first of the lease term, unless a later pass
/// replaced it by the year of a decision.
fn year_meaning(note: &str) -> YearMeaning {
    let directory = note.contains("established_year = start of operation term in directory");
    let replaced = note.split(" | ").any(|part| {
        let cells = part.split(" from ").next().unwrap_or_default();
        part.starts_with("second pass") && cells.contains("established_year")
    });
    if directory && !replaced {
        YearMeaning::DirectoryTerm
    } else {
        YearMeaning::Founding
    }
}

fn mark_duplicates(zones: &mut [IndustrialZone], report: &mut FileReport) {
    let index: BTreeMap<String, usize> = zones
        .iter()
        .enumerate()
        .map(|(index, zone)| (zone.code.clone(), index))
        .collect();
    for pair in POSSIBLE_DUPLICATES.lines().skip(1) {
        let Some((a, b)) = pair.split_once(',') else {
            continue;
        };
        if let (Some(&first), Some(&second)) = (index.get(a), index.get(b)) {
            zones[first].possible_duplicate_of.push(b.to_owned());
            zones[second].possible_duplicate_of.push(a.to_owned());
            report.change("pairs marked as possible duplicates of each other");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_the_directory_is_no_founding_year() {
        let directory =
            "https://iipmap.com/x | established_year = start of operation term in directory";
        assert_eq!(year_meaning(directory), YearMeaning::DirectoryTerm);
        let later = format!(
            "{directory} | second pass 2026-11-22: decision, established_year from https://a.vn/b"
        );
        assert_eq!(year_meaning(&later), YearMeaning::Founding);
        assert_eq!(year_meaning("https://a.vn/b"), YearMeaning::Founding);
    }
}
