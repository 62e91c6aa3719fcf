//! Checks of the boundary files: a valid coverage, one face for every unit, areas as declared.

use std::collections::BTreeSet;
use std::path::Path;

use super::CheckReport;
use crate::coverage::{areas_km2, planar_problems};
use crate::dataset::Tables;
use crate::dataset::topojson::{BoundaryFile, BoundarySet, read_boundaries};
use crate::domain::{LayerId, Level, Unit};

/// Official area of the 28 former provinces (2022), km².
const OFFICIAL_KM2: f64 = 150_058.5;

/// Findings of one kind beyond this number are counted, not listed.
const LISTED: usize = 10;

/// Checks both boundary files against the tables, where those could be read.
pub(super) fn check(folder: &Path, tables: Option<&Tables>, report: &mut CheckReport) {
    for (set, layer) in [
        (BoundarySet::Communes, LayerId::Communes),
        (BoundarySet::FormerCommunes, LayerId::FormerCommunes),
    ] {
        let name = format!("boundaries/{}.topojson", set.object_name());
        match read_boundaries(&folder.join(&name), set) {
            Ok(file) => {
                check_shape(&name, &file, report);
                if let Some(tables) = tables {
                    check_codes(&name, layer, &file, tables, report);
                }
                if set == BoundarySet::Communes {
                    measure(&file, tables, report);
                }
            }
            Err(error) => report.fault(&name, None, error.to_string()),
        }
    }
}

fn check_shape(name: &str, file: &BoundaryFile, report: &mut CheckReport) {
    let problems = planar_problems(&file.topology);
    for problem in problems.iter().take(LISTED) {
        report.fault(name, None, problem.to_string());
    }
    if problems.len() > LISTED {
        report.fault(
            name,
            None,
            format!("{} more problems like these", problems.len() - LISTED),
        );
    }
    let points: usize = file.topology.arcs.iter().map(|arc| arc.points.len()).sum();
    let verdict = if problems.is_empty() {
        "a valid coverage"
    } else {
        "NOT a valid coverage"
    };
    report.count(format!(
        "{name}: {} faces, {} arcs, {points} points, {verdict}",
        file.codes.len(),
        file.topology.arcs.len(),
    ));
}

/// Present units must all have a face; of the former ones some have none, which is said.
fn check_codes(
    name: &str,
    layer: LayerId,
    file: &BoundaryFile,
    tables: &Tables,
    report: &mut CheckReport,
) {
    let drawn: BTreeSet<&str> = file.codes.iter().map(String::as_str).collect();
    let units = tables.units.iter().filter(|unit| unit.layer() == layer);
    let listed: BTreeSet<String> = units.map(|unit: &Unit| unit.code.to_string()).collect();
    for code in drawn.iter().filter(|code| !listed.contains(**code)) {
        report.fault(name, None, format!("there is no unit {code} in units.csv"));
    }
    for code in listed.iter().filter(|code| !drawn.contains(code.as_str())) {
        let what = format!("unit {code} of units.csv has no shape");
        if layer == LayerId::Communes {
            report.fault(name, None, what);
        } else {
            report.remark(name, None, what);
        }
    }
}

/// Computed areas beside the declared ones.
fn measure(file: &BoundaryFile, tables: Option<&Tables>, report: &mut CheckReport) {
    let areas = areas_km2(&file.topology);
    let total: f64 = areas.iter().sum();
    report.count(format!(
        "area of the region: {total:.1} km² computed, {OFFICIAL_KM2:.1} km² official (2022), {:+.1}",
        total - OFFICIAL_KM2
    ));
    let Some(tables) = tables else { return };
    for province in tables
        .units
        .iter()
        .filter(|unit| unit.level == Level::Province && unit.is_present())
    {
        let code = province.code.to_string();
        let own = file.properties.iter().zip(&areas);
        let computed: f64 = own
            .filter(|(unit, _)| unit.province == code)
            .map(|(_, km2)| km2)
            .sum();
        if let Some(declared) = province.area_km2 {
            report.count(format!(
                "  {code} {}: {computed:.1} km² computed, {declared:.1} declared, {:+.1}",
                province.name_vi,
                computed - declared
            ));
        }
    }
}
