//! Why a compiled file cannot be read.

use std::fmt;
use std::path::{Path, PathBuf};

/// What to do about a damaged file.
const CURE: &str = "Run `phiabac import`, or restore the file from version control";

/// A compiled file is missing or damaged: which one, where in it, what is wrong, what to do.
#[derive(Debug)]
pub struct DatasetError {
    file: PathBuf,
    row: Option<u64>,
    column: Option<String>,
    problem: String,
}

impl DatasetError {
    /// A fault of a whole file.
    pub(crate) fn new(file: &Path, problem: impl fmt::Display) -> Self {
        Self {
            file: file.to_owned(),
            row: None,
            column: None,
            problem: problem.to_string(),
        }
    }

    /// The same, at a line of the file (the first is 1).
    pub(crate) fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same, in a column of a table or a member of an object.
    pub(crate) fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The line, where one is at fault.
    #[must_use]
    pub fn row(&self) -> Option<u64> {
        self.row
    }
}

impl fmt::Display for DatasetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{column}`")?;
        }
        write!(f, ": {}. {CURE}.", self.problem)
    }
}

impl std::error::Error for DatasetError {}
