//! Who became whom: the table of former and present communes.

use std::collections::{BTreeMap, BTreeSet};

use super::Progress;
use crate::domain::{Extent, Level, Predecessor, Unit, UnitCode};
use crate::import::ImportError;
use crate::import::raw::{RawRow, read_rows};
use crate::import::report::{FileReport, RowProblem};

const FILE: &str = "admin_crosswalk.csv";

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub former: UnitCode,
    pub former_full_name: String,
    pub district_code: String,
    pub district: String,
    pub former_province: UnitCode,
    pub former_province_full_name: String,
    pub extent: Extent,
    pub default: bool,
    pub successor: UnitCode,
    pub successor_province: UnitCode,
}

/// Reads the table; rows without a former commune are reported.
pub(super) fn read_edges(progress: &mut Progress<'_>) -> Result<Vec<Edge>, ImportError> {
    let mut report = FileReport::new(FILE);
    let columns = ["old_code", "old_name", "extent", "is_default", "new_code"];
    let rows = read_rows(&progress.raw.join(FILE), &columns)?;
    let edges = rows
        .iter()
        .filter_map(|row| report.settle(row.line(), edge(row)))
        .collect();
    progress.reports.push(report);
    Ok(edges)
}

fn edge(row: &RawRow) -> Result<Edge, RowProblem> {
    if row.text("old_code").is_none() {
        return Err(RowProblem::new(
            format!(
                "{} had no communes of its own, so there is no former commune to name",
                row.text("old_district").unwrap_or_default()
            ),
            "Nothing to do: the district stays in the words of the present unit's act",
        ));
    }
    let default: u8 = row.parse_required("is_default")?;
    Ok(Edge {
        former: row.parse_required("old_code")?,
        former_full_name: row.required("old_name")?,
        district_code: row.required("old_district_code")?,
        district: row.required("old_district")?,
        former_province: row.parse_required("old_province_code")?,
        former_province_full_name: row.required("old_province")?,
        extent: row.parse_required("extent")?,
        default: default == 1,
        successor: row.parse_required("new_code")?,
        successor_province: row.parse_required("new_province_code")?,
    })
}

/// The edges between communes and those between provinces, by former and present code.
pub(super) fn import(edges: &[Edge], units: &[Unit]) -> Vec<Predecessor> {
    let known: BTreeSet<UnitCode> = units.iter().map(|unit| unit.code).collect();
    let communes = edges.iter().map(|edge| Predecessor {
        level: Level::Commune,
        former: edge.former,
        successor: edge.successor,
        extent: edge.extent,
        default: edge.default,
    });
    let mut all: Vec<Predecessor> = province_edges(edges).into_iter().chain(communes).collect();
    all.retain(|edge| known.contains(&edge.former) && known.contains(&edge.successor));
    all.sort_by_key(|edge| (edge.level, edge.former, edge.successor));
    all
}

/// A former province goes to the present province that its communes went to; to several in parts.
fn province_edges(edges: &[Edge]) -> Vec<Predecessor> {
    let mut successors: BTreeMap<UnitCode, BTreeMap<UnitCode, usize>> = BTreeMap::new();
    for edge in edges {
        let counts = successors.entry(edge.former_province).or_default();
        *counts.entry(edge.successor_province).or_default() += 1;
    }
    let mut found = Vec::new();
    for (former, counts) in successors {
        let largest = counts.values().max().copied().unwrap_or_default();
        let default = counts.iter().find(|(_, count)| **count == largest);
        let default = default.map(|(code, _)| *code);
        for successor in counts.keys().copied() {
            found.push(Predecessor {
                level: Level::Province,
                former,
                successor,
                extent: if counts.len() == 1 {
                    Extent::Whole
                } else {
                    Extent::Part
                },
                default: Some(successor) == default,
            });
        }
    }
    found
}
