//! Raw tables: rows of text with a line number each.

use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::ImportError;
use super::report::RowProblem;

/// A row of a raw table.
pub(crate) struct RawRow {
    header: csv::StringRecord,
    cells: csv::StringRecord,
}

/// Reads all rows of a raw table that has these columns (and perhaps more).
pub(crate) fn read_rows(file: &Path, columns: &[&str]) -> Result<Vec<RawRow>, ImportError> {
    let bytes = fs::read(file).map_err(|error| ImportError::raw(file, error))?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(text);
    let header = reader
        .headers()
        .map_err(|error| ImportError::raw(file, error))?
        .clone();
    for column in columns {
        if !header.iter().any(|name| name == *column) {
            let problem = format!("line 1: the column `{column}` is missing");
            return Err(ImportError::raw(file, problem));
        }
    }
    reader
        .into_records()
        .map(|cells| {
            let cells = cells.map_err(|error| ImportError::raw(file, error))?;
            Ok(RawRow {
                header: header.clone(),
                cells,
            })
        })
        .collect()
}

impl RawRow {
    /// The line of the row in its file; the header is line 1.
    pub fn line(&self) -> u64 {
        self.cells.position().map_or(0, csv::Position::line)
    }

    /// The text of a cell: normal form C, single spaces; nothing when it is empty.
    pub fn text(&self, column: &str) -> Option<String> {
        let index = self.header.iter().position(|name| name == column)?;
        let cell = self.cells.get(index)?;
        let clean: String = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        (!clean.is_empty()).then(|| clean.nfc().collect())
    }

    /// The text of a cell that must not be empty.
    pub fn required(&self, column: &str) -> Result<String, RowProblem> {
        self.text(column).ok_or_else(|| {
            RowProblem::new(
                format!("`{column}` is empty"),
                "Fill it in, or take the row out",
            )
        })
    }

    /// The value of a cell, if there is one.
    pub fn parse<T: FromStr<Err: Display>>(&self, column: &str) -> Result<Option<T>, RowProblem> {
        self.text(column)
            .map(|text| parse_cell(column, &text))
            .transpose()
    }

    /// The value of a cell that must not be empty.
    pub fn parse_required<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T, RowProblem> {
        parse_cell(column, &self.required(column)?)
    }
}

fn parse_cell<T: FromStr<Err: Display>>(column: &str, text: &str) -> Result<T, RowProblem> {
    text.parse().map_err(|error: T::Err| {
        let reason = format!("`{column}` is \"{text}\": {error}");
        RowProblem::new(reason, "Correct the cell")
    })
}
