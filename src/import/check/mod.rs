//! `phiabac check`: does what stands in `geodata/` hold together?
//!
//! Faults are what must be mended; remarks are what a reader should know (a place beside its
//! commune, a possible duplicate). The boundaries come in as a function that says in which units a
//! place lies, so that the tables can be checked without them.

mod boundaries;
mod figures;
mod licences;
mod lists;
mod records;
mod units;

use std::fmt;
use std::path::Path;

use crate::dataset::{Context, DatasetError, Tables, read_catalog};
use crate::domain::{CatalogSpec, UnitCode};
use crate::geometry::LonLat;

pub use licences::{LicenceList, licences};

/// The present units in which a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// The commune.
    pub commune: UnitCode,
    /// Its province.
    pub province: UnitCode,
}

/// Says in which present units a place lies; nothing when it lies outside all.
pub type Locator<'a> = &'a dyn Fn(LonLat) -> Option<Located>;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Must be mended.
    Fault,
    /// Worth knowing.
    Remark,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub gravity: Gravity,
    /// The file, relative to the folder checked.
    pub file: String,
    /// The line, where one is meant.
    pub row: Option<u64>,
    /// What was found.
    pub what: String,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// What was counted, one line each.
    pub counts: Vec<String>,
    /// What was found, faults first.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// Whether nothing must be mended.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.findings
            .iter()
            .all(|one| one.gravity == Gravity::Remark)
    }

    /// Adds what another check found, such as that of the boundaries.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
        self.findings.sort_by_key(|one| one.gravity);
    }

    fn count(&mut self, line: impl Into<String>) {
        self.counts.push(line.into());
    }

    fn fault(&mut self, file: &str, row: impl Into<Option<u64>>, what: impl Into<String>) {
        self.find(Gravity::Fault, file, row.into(), what.into());
    }

    fn remark(&mut self, file: &str, row: impl Into<Option<u64>>, what: impl Into<String>) {
        self.find(Gravity::Remark, file, row.into(), what.into());
    }

    fn find(&mut self, gravity: Gravity, file: &str, row: Option<u64>, what: String) {
        let file = file.to_owned();
        self.findings.push(Finding {
            gravity,
            file,
            row,
            what,
        });
    }

    fn damaged(&mut self, folder: &Path, error: &DatasetError) {
        let file = error.file().strip_prefix(folder).unwrap_or(error.file());
        self.fault(&file.display().to_string(), error.row(), error.to_string());
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.counts {
            writeln!(f, "{line}")?;
        }
        for one in &self.findings {
            let word = match one.gravity {
                Gravity::Fault => "FAULT",
                Gravity::Remark => "remark",
            };
            write!(f, "{word}  {}", one.file)?;
            if let Some(row) = one.row {
                write!(f, ", row {row}")?;
            }
            writeln!(f, ": {}", one.what)?;
        }
        let faults = self
            .findings
            .iter()
            .filter(|one| one.gravity == Gravity::Fault);
        let faults = faults.count();
        let remarks = self.findings.len() - faults;
        writeln!(f, "{faults} faults, {remarks} remarks")
    }
}

/// Checks the tables, the boundaries, the catalogue and the surroundings of a folder.
#[must_use]
pub fn check(folder: &Path, locate: Option<Locator<'_>>) -> CheckReport {
    let mut report = CheckReport::default();
    let tables = readable(Tables::read(folder), folder, &mut report);
    if let Some(tables) = &tables {
        check_tables(tables, locate, &mut report);
    }
    boundaries::check(folder, tables.as_ref(), &mut report);
    let catalog = readable(read_catalog(folder), folder, &mut report);
    let around = readable(Context::read(folder), folder, &mut report);
    if let Some(around) = &around {
        report.count(format!(
            "surroundings: {} areas of land, {} rivers, lakes and coasts, {} roads and railways, {} places, {} names on the sea",
            around.land.len(),
            around.water.len(),
            around.transport.len(),
            around.places.len(),
            around.sea_labels.len()
        ));
    }
    if let Some(catalog) = &catalog {
        check_lists(catalog, tables.as_ref(), around.as_ref(), &mut report);
    }
    report.findings.sort_by_key(|one| one.gravity);
    report
}

/// Checks tables that could be read.
pub fn check_tables(tables: &Tables, locate: Option<Locator<'_>>, report: &mut CheckReport) {
    units::check(tables, report);
    records::check(tables, locate, report);
    figures::check_tables(tables, report);
    licences::check(tables, report);
}

/// Checks that every value of a closed list has its title in the catalogue, and every figure its
/// measure.
pub fn check_lists(
    catalog: &CatalogSpec,
    tables: Option<&Tables>,
    around: Option<&Context>,
    report: &mut CheckReport,
) {
    if let Some(tables) = tables {
        lists::check_tables(catalog, tables, report);
        figures::check_catalog(catalog, tables, report);
    }
    if let Some(around) = around {
        lists::check_context(catalog, around, report);
    }
}

/// What could be read; what could not is reported.
fn readable<T>(
    read: Result<T, DatasetError>,
    folder: &Path,
    report: &mut CheckReport,
) -> Option<T> {
    read.map_err(|error| report.damaged(folder, &error)).ok()
}

/// The line of a record: texts hold no line break, so each record is one.
fn row_of(index: usize) -> u64 {
    index as u64 + 2
}
