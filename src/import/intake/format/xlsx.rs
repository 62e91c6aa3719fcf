//! Workbooks of Excel, read by the crate `calamine` cell by cell: GDAL gives a column one type and
//! so forgets whether a cell held the number 1.234 or the text "1.234", and knows no merged cells.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Cell, DataRef, DataType, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use jiff::civil::Date;

use super::limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_many};
use super::workbook::{Listed, Workbook};
use super::{Format, Grid, GridRow, Merged, damaged};
use crate::import::intake::{IntakeError, RawValue};

/// An open workbook.
pub(super) struct Book<'a> {
    name: &'a str,
    open: Xlsx<BufReader<File>>,
    sheets: Vec<Listed>,
}

impl<'a> Book<'a> {
    /// Opens a file that passed the limits of archives.
    pub fn open(path: &Path, name: &'a str) -> Result<Self, IntakeError> {
        let file = File::open(path).map_err(|source| IntakeError::System {
            doing: format!("opening {name}"),
            source,
        })?;
        let open = Xlsx::new(BufReader::new(file));
        let open = open.map_err(|error| damaged(name, Format::Xlsx, error))?;
        let all = open.sheets_metadata().iter();
        let sheets = all.filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheets = sheets.map(|sheet| Listed {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        });
        Ok(Self {
            name,
            sheets: sheets.collect(),
            open,
        })
    }

    fn damaged(&self, error: &XlsxError) -> IntakeError {
        damaged(self.name, Format::Xlsx, error)
    }
}

impl Workbook for Book<'_> {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn grid(&mut self, index: usize) -> Result<Grid, IntakeError> {
        let sheet = self.sheets[index].name.clone();
        let merged = self.open.merge_cells_by_sheet_name(&sheet);
        let merged = merged.map_err(|error| self.damaged(&error))?;
        let merged = merged.into_iter().map(|block| Merged {
            rows: (u64::from(block.start.0) + 1, u64::from(block.end.0) + 1),
            columns: (block.start.1 as usize, block.end.1 as usize),
        });
        let mut rows = Rows::default();
        let name = self.name;
        let broken = |error: XlsxError| damaged(name, Format::Xlsx, error);
        let mut reader = self.open.worksheet_cells_reader(&sheet).map_err(broken)?;
        let shares: Vec<bool> = reader.styles().iter().map(shows_share).collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
            let is_share = shares.get(style).copied().unwrap_or(false);
            if !rows.take(&cell, is_share) {
                return Err(too_many(name));
            }
        }
        Ok(Grid {
            rows: rows.rows,
            merged: merged.collect(),
            ..Grid::default()
        })
    }
}

/// The rows of a sheet as they are being read.
#[derive(Default)]
struct Rows {
    rows: Vec<GridRow>,
    cells: usize,
}

impl Rows {
    /// Takes a cell; says whether that is still within the limits.
    fn take(&mut self, cell: &Cell<DataRef<'_>>, is_share: bool) -> bool {
        // An empty cell far to the right costs nothing.
        let Some(value) = value(cell.get_value(), is_share) else {
            return true;
        };
        let (row, column) = cell.get_position();
        let (number, column) = (u64::from(row) + 1, column as usize);
        self.cells += 1;
        if column >= MOST_COLUMNS || self.cells > MOST_CELLS {
            return false;
        }
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.rows.push(GridRow {
                number,
                cells: Vec::new(),
            });
        }
        if let Some(last) = self.rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, None);
            }
            last.cells[column] = Some(value);
        }
        self.rows.len() <= MOST_ROWS
    }
}

fn value(cell: &DataRef<'_>, is_share: bool) -> Option<RawValue> {
    match cell {
        DataRef::String(_) | DataRef::SharedString(_) => RawValue::of_text(cell.get_string()?),
        DataRef::Bool(yes) => Some(RawValue::Boolean(*yes)),
        // Without the noise that binary fractions leave.
        DataRef::Float(number) if is_share => {
            Some(RawValue::Number((number * 1e12).round() / 1e10))
        }
        DataRef::Int(number) if is_share => Some(RawValue::Number(*number as f64 * 100.0)),
        DataRef::Float(number) => Some(RawValue::Number(*number)),
        DataRef::Int(number) => Some(RawValue::Number(*number as f64)),
        // A time of day is no day.
        DataRef::DateTime(time) if time.as_f64() >= 1.0 => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            let date = Date::new(i16::try_from(year).ok()?, month as i8, day as i8);
            Some(date.map_or(RawValue::Number(time.as_f64()), RawValue::Date))
        }
        DataRef::DateTime(time) => Some(RawValue::Number(time.as_f64())),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            day.map(RawValue::Date).or_else(|| RawValue::of_text(text))
        }
        DataRef::DurationIso(text) => RawValue::of_text(text),
        // What a formula could not work out is no value.
        _ => None,
    }
}

/// Whether cells of a style show 0.8 as 80 %: a per cent sign outside of quotes and brackets.
fn shows_share(style: &Style) -> bool {
    let format = style.number_format.as_ref();
    format.is_some_and(|format| has_percent(&format.format_code))
}

fn has_percent(code: &str) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => bracketed = true,
            ']' => bracketed = false,
            '%' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_shares() {
        let check = |code: &str, expected| assert_eq!(has_percent(code), expected, "{code}");
        check("0%", true);
        check("[Red]0.0%;@", true);
        check("0 \"%\"", false);
        check("0\\%", false);
        check("#,##0 \"ngày\"", false);
    }
}
