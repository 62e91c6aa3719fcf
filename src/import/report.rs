//! What an import kept, changed and rejected.

use std::collections::BTreeMap;
use std::fmt;

use super::BoundaryReport;

/// A row that was not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Line in a table (the header is line 1), position in a file of features (the first is 1).
    pub row: u64,
    /// Why.
    pub reason: String,
    /// What to do about it.
    pub cure: String,
}

/// What happened to one raw file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The raw file.
    pub file: String,
    /// Rows or features read.
    pub read: usize,
    /// Rows or features kept.
    pub kept: usize,
    /// Kinds of change, each with the number of rows that it touched.
    pub changed: BTreeMap<String, usize>,
    /// Rows that were not taken over.
    pub rejected: Vec<Rejected>,
}

impl FileReport {
    /// A report on a file, nothing read yet.
    #[must_use]
    pub fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }

    /// Counts a change of one row.
    pub fn change(&mut self, what: impl Into<String>) {
        *self.changed.entry(what.into()).or_default() += 1;
    }

    /// Counts a row as read, and as kept or rejected.
    pub(crate) fn settle<T>(&mut self, row: u64, outcome: Result<T, RowProblem>) -> Option<T> {
        self.read += 1;
        match outcome {
            Ok(record) => {
                self.kept += 1;
                Some(record)
            }
            Err(problem) => {
                self.rejected.push(Rejected {
                    row,
                    reason: problem.reason,
                    cure: problem.cure,
                });
                None
            }
        }
    }
}

impl fmt::Display for FileReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {} read, {} kept, {} rejected",
            self.file,
            self.read,
            self.kept,
            self.rejected.len()
        )?;
        for (what, rows) in &self.changed {
            writeln!(f, "  changed {rows}: {what}")?;
        }
        for row in &self.rejected {
            writeln!(
                f,
                "  rejected row {}: {}. {}",
                row.row, row.reason, row.cure
            )?;
        }
        Ok(())
    }
}

/// Why a row cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowProblem {
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub cure: String,
}

impl RowProblem {
    /// A problem with its cure.
    pub fn new(reason: impl Into<String>, cure: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            cure: cure.into(),
        }
    }
}

/// What an import did, file by file.
#[derive(Clone, Debug, Default)]
pub struct ImportReport {
    /// One report for each raw file, in the order of reading.
    pub files: Vec<FileReport>,
    /// What became of the boundaries, where raw ones were at hand.
    pub boundaries: Option<BoundaryReport>,
    /// Names of the files written.
    pub written: Vec<String>,
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for file in &self.files {
            file.fmt(f)?;
        }
        if let Some(boundaries) = &self.boundaries {
            boundaries.fmt(f)?;
        }
        writeln!(f, "written: {}", self.written.join(", "))
    }
}
