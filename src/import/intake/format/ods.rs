//! Workbooks of `LibreOffice` (ODF 1.2). Read here because the crate that reads those of Excel
//! knows no merged cells and no shares of this format, and unpacks repeated cells and spaces
//! without a limit that holds.

use std::path::Path;

use super::archive::entry_text;
use super::limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_many};
use super::workbook::{Listed, Workbook};
use super::xml::{Element, Step, walk};
use super::{Format, Grid, GridRow, Merged, damaged};
use crate::import::intake::{IntakeError, RawValue};

/// An open workbook.
pub(super) struct Book<'a> {
    name: &'a str,
    text: String,
    sheets: Vec<Listed>,
}

impl<'a> Book<'a> {
    /// Opens a file that passed the limits of archives.
    pub fn open(path: &Path, name: &'a str) -> Result<Self, IntakeError> {
        let text = entry_text(path, name, Format::Ods, "content.xml")?
            .ok_or_else(|| damaged(name, Format::Ods, "content.xml is missing"))?;
        let sheets = listed(&text).map_err(|error| damaged(name, Format::Ods, error))?;
        Ok(Self { name, text, sheets })
    }
}

impl Workbook for Book<'_> {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn grid(&mut self, index: usize) -> Result<Grid, IntakeError> {
        let mut reading = Reading {
            wanted: index,
            ..Reading::default()
        };
        let walked = walk(&self.text, |step| reading.take(step));
        if reading.too_many {
            return Err(too_many(self.name));
        }
        walked.map_err(|error| damaged(self.name, Format::Ods, error))?;
        Ok(reading.grid)
    }
}

/// The sheets; those whose style is not displayed are hidden.
fn listed(text: &str) -> Result<Vec<Listed>, String> {
    let mut sheets = Vec::new();
    let mut style = String::new();
    let mut hidden: Vec<String> = Vec::new();
    walk(text, |step| {
        let Step::Begin(element, _) = step else {
            return Ok(());
        };
        let attribute = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        match element.name.as_str() {
            "style" => style = attribute("name"),
            "table-properties" if attribute("display") == "false" => hidden.push(style.clone()),
            "table" => sheets.push(Listed {
                name: attribute("name"),
                hidden: hidden.contains(&attribute("style-name")),
            }),
            _ => {}
        }
        Ok(())
    })?;
    Ok(sheets)
}

/// Where the walk through the sheets stands.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each tells of one kind of element whether the walk is inside"
)]
struct Reading {
    /// The sheet to read.
    wanted: usize,
    tables: usize,
    active: bool,
    grid: Grid,
    row: GridRow,
    row_repeats: usize,
    next_row: u64,
    column: usize,
    cell: Cell,
    in_text: bool,
    in_note: bool,
    cells: usize,
    too_many: bool,
}

/// A cell as it is being read.
#[derive(Default)]
struct Cell {
    repeats: usize,
    spans: (usize, usize),
    kind: String,
    stated: Option<String>,
    text: String,
}

impl Reading {
    fn take(&mut self, step: Step) -> Result<(), String> {
        match step {
            Step::Begin(element, ends) => {
                self.begin(&element);
                if ends {
                    self.end(&element.name)?;
                }
            }
            Step::End(name) => self.end(&name)?,
            Step::Text(text) => {
                if self.in_text && !self.in_note {
                    self.cell.text.push_str(&text);
                }
            }
        }
        Ok(())
    }

    fn begin(&mut self, element: &Element) {
        match element.name.as_str() {
            "table" => {
                let index = self.tables;
                self.tables += 1;
                self.active = self.wanted == index;
                self.next_row = 1;
            }
            "table-row" => {
                self.row_repeats = element.number("number-rows-repeated").unwrap_or(1).max(1);
                self.row = GridRow {
                    number: self.next_row,
                    cells: Vec::new(),
                };
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let spans = |name| element.number(name).unwrap_or(1).max(1);
                let stated = ["value", "date-value", "boolean-value"];
                self.cell = Cell {
                    repeats: spans("number-columns-repeated"),
                    spans: (
                        spans("number-rows-spanned"),
                        spans("number-columns-spanned"),
                    ),
                    kind: element
                        .attribute("value-type")
                        .unwrap_or_default()
                        .to_owned(),
                    stated: stated
                        .iter()
                        .find_map(|name| element.attribute(name))
                        .map(str::to_owned),
                    text: String::new(),
                };
            }
            "annotation" => self.in_note = true,
            "p" => {
                if !self.cell.text.is_empty() && !self.in_note {
                    self.cell.text.push(' ');
                }
                self.in_text = true;
            }
            "s" | "tab" | "line-break" if self.in_text => self.cell.text.push(' '),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "p" => self.in_text = false,
            "annotation" => self.in_note = false,
            "table-cell" | "covered-table-cell" => return self.end_cell(),
            "table-row" => return self.end_row(),
            "table" => self.active = false,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), String> {
        let cell = std::mem::take(&mut self.cell);
        let first = self.column;
        self.column = first.saturating_add(cell.repeats);
        if !self.active {
            return Ok(());
        }
        if cell.spans != (1, 1) {
            let row = self.row.number;
            self.grid.merged.push(Merged {
                rows: (row, row + cell.spans.0 as u64 - 1),
                columns: (first, first + cell.spans.1 - 1),
            });
        }
        let Some(value) = value(&cell) else {
            return Ok(());
        };
        if self.column > MOST_COLUMNS {
            return self.stop();
        }
        self.row.cells.resize(first, None);
        self.row.cells.resize(self.column, Some(value));
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), String> {
        let row = std::mem::take(&mut self.row);
        self.next_row = self.next_row.saturating_add(self.row_repeats as u64);
        if !self.active || !row.cells.iter().any(Option::is_some) {
            return Ok(());
        }
        self.cells = self
            .cells
            .saturating_add(row.cells.len().saturating_mul(self.row_repeats));
        let rows = self.grid.rows.len().saturating_add(self.row_repeats);
        if rows > MOST_ROWS || self.cells > MOST_CELLS {
            return self.stop();
        }
        for repeat in 0..self.row_repeats as u64 {
            self.grid.rows.push(GridRow {
                number: row.number + repeat,
                cells: row.cells.clone(),
            });
        }
        Ok(())
    }

    fn stop(&mut self) -> Result<(), String> {
        self.too_many = true;
        Err("too many cells".to_owned())
    }
}

fn value(cell: &Cell) -> Option<RawValue> {
    let stated = cell.stated.as_deref();
    match cell.kind.as_str() {
        // A share of 0.8 is shown as 80 %.
        "percentage" => {
            let number: f64 = stated?.parse().ok()?;
            Some(RawValue::Number(number * 100.0))
        }
        "float" | "currency" => Some(RawValue::Number(stated?.parse().ok()?)),
        "date" => Some(RawValue::Date(stated?.get(..10)?.parse().ok()?)),
        "boolean" => Some(RawValue::Boolean(stated? == "true")),
        _ => RawValue::of_text(&cell.text),
    }
}
