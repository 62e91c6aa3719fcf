//! Workbooks of Excel (ECMA-376). Read here and not by GDAL, which gives a column one type and so
//! forgets whether a cell held the number 1.234 or the text "1.234", and knows no merged cells.

use std::path::Path;

use super::archive::entry_text;
use super::cell_formats::{Shown, day_of, shown_by, shown_by_number};
use super::limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_many};
use super::xml::{Element, Step, walk};
use super::{Format, Grid, GridRow, Merged, chosen, damaged, empty, no_sheet};
use crate::import::intake::{IntakeError, RawValue};

/// Reads the sheet that is wished, or the first one that holds something.
pub(super) fn read(path: &Path, name: &str, wished: Option<&str>) -> Result<Grid, IntakeError> {
    let book = Book { path, name };
    let sheets = book.sheets()?;
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let styles = book.styles()?;
    let strings = book.strings()?;
    let wanted: Vec<usize> = match wished {
        Some(wished) => vec![chosen(wished, &names).ok_or_else(|| no_sheet(name, wished, &names))?],
        None => (0..sheets.len()).collect(),
    };
    for index in wanted {
        let mut grid = book.grid(&sheets[index], &strings, &styles)?;
        if !grid.rows.is_empty() {
            grid.sheet = Some(names[index].clone());
            grid.sheets = names;
            return Ok(grid);
        }
    }
    Err(empty(name))
}

struct Book<'a> {
    path: &'a Path,
    name: &'a str,
}

struct Sheet {
    name: String,
    entry: String,
}

/// What each style shows, and from which day dates count.
struct Styles {
    shown: Vec<Shown>,
    from_1904: bool,
}

impl Book<'_> {
    fn text(&self, entry: &str) -> Result<Option<String>, IntakeError> {
        entry_text(self.path, self.name, Format::Xlsx, entry)
    }

    fn must(&self, entry: &str) -> Result<String, IntakeError> {
        let text = self.text(entry)?;
        text.ok_or_else(|| damaged(self.name, Format::Xlsx, format!("{entry} is missing")))
    }

    fn walk(
        &self,
        text: &str,
        visit: impl FnMut(Step) -> Result<(), String>,
    ) -> Result<(), IntakeError> {
        walk(text, visit).map_err(|error| damaged(self.name, Format::Xlsx, error))
    }

    fn sheets(&self) -> Result<Vec<Sheet>, IntakeError> {
        let mut targets: Vec<(String, String)> = Vec::new();
        self.walk(&self.must("xl/_rels/workbook.xml.rels")?, |step| {
            if let Step::Begin(element, _) = step
                && let (Some(id), Some(target)) =
                    (element.attribute("Id"), element.attribute("Target"))
            {
                targets.push((id.to_owned(), entry_of(target)));
            }
            Ok(())
        })?;
        let mut sheets = Vec::new();
        self.walk(&self.must("xl/workbook.xml")?, |step| {
            if let Step::Begin(element, _) = step
                && element.name == "sheet"
                && element
                    .attribute("state")
                    .is_none_or(|state| state == "visible")
                && let (Some(name), Some(id)) = (element.attribute("name"), element.attribute("id"))
                && let Some((_, entry)) = targets.iter().find(|(own, _)| own == id)
                && entry.contains("worksheets/")
            {
                sheets.push(Sheet {
                    name: name.to_owned(),
                    entry: entry.clone(),
                });
            }
            Ok(())
        })?;
        Ok(sheets)
    }

    fn styles(&self) -> Result<Styles, IntakeError> {
        let mut from_1904 = false;
        self.walk(&self.must("xl/workbook.xml")?, |step| {
            if let Step::Begin(element, _) = step
                && element.name == "workbookPr"
            {
                from_1904 = matches!(element.attribute("date1904"), Some("1" | "true"));
            }
            Ok(())
        })?;
        let mut formats: Vec<(usize, Shown)> = Vec::new();
        let mut shown = Vec::new();
        let mut in_cells = false;
        let text = self.text("xl/styles.xml")?.unwrap_or_default();
        self.walk(&text, |step| {
            match step {
                Step::Begin(element, _) => match element.name.as_str() {
                    "numFmt" => {
                        let code = element.attribute("formatCode").unwrap_or_default();
                        if let Some(id) = element.number("numFmtId") {
                            formats.push((id, shown_by(code)));
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = element.number("numFmtId").unwrap_or_default();
                        let own = formats.iter().find(|(own, _)| *own == id);
                        shown.push(own.map_or_else(|| shown_by_number(id), |(_, shown)| *shown));
                    }
                    _ => {}
                },
                Step::End(name) if name == "cellXfs" => in_cells = false,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Styles { shown, from_1904 })
    }

    /// Texts that cells share.
    fn strings(&self) -> Result<Vec<String>, IntakeError> {
        let Some(text) = self.text("xl/sharedStrings.xml")? else {
            return Ok(Vec::new());
        };
        let mut strings: Vec<String> = Vec::new();
        let mut reading = false;
        let mut phonetic = false;
        self.walk(&text, |step| {
            match step {
                Step::Begin(element, _) => match element.name.as_str() {
                    "si" => strings.push(String::new()),
                    "t" => reading = true,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Step::End(name) => match name.as_str() {
                    "t" => reading = false,
                    "rPh" => phonetic = false,
                    _ => {}
                },
                Step::Text(text) if reading && !phonetic => {
                    if let Some(last) = strings.last_mut() {
                        last.push_str(&text);
                    }
                }
                Step::Text(_) => {}
            }
            Ok(())
        })?;
        Ok(strings)
    }

    fn grid(
        &self,
        sheet: &Sheet,
        strings: &[String],
        styles: &Styles,
    ) -> Result<Grid, IntakeError> {
        let text = self.must(&sheet.entry)?;
        let mut reading = Reading {
            strings,
            styles,
            grid: Grid::default(),
            row: GridRow::default(),
            cell: Cell::default(),
            inside: Inside::Nothing,
            cells: 0,
            too_many: false,
        };
        let walked = self.walk(&text, |step| reading.take(step));
        if reading.too_many {
            return Err(too_many(self.name));
        }
        walked?;
        Ok(reading.grid)
    }
}

/// The entry of a target: below `xl/` unless it begins at the root.
fn entry_of(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(rooted) => rooted.to_owned(),
        None => format!("xl/{target}"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    InlineText,
}

/// A cell as it is being read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
}

/// Where the walk through a sheet stands.
struct Reading<'a> {
    strings: &'a [String],
    styles: &'a Styles,
    grid: Grid,
    row: GridRow,
    cell: Cell,
    inside: Inside,
    cells: usize,
    too_many: bool,
}

impl Reading<'_> {
    fn take(&mut self, step: Step) -> Result<(), String> {
        match step {
            Step::Begin(element, ends) => self.begin(&element, ends),
            Step::End(name) => self.end(&name),
            Step::Text(text) => {
                if self.inside != Inside::Nothing {
                    self.cell.value.push_str(&text);
                }
                Ok(())
            }
        }
    }

    fn begin(&mut self, element: &Element, ends: bool) -> Result<(), String> {
        match element.name.as_str() {
            "row" => {
                let next = self.row.number + 1;
                let number = element.number("r").map_or(next, |number| number as u64);
                self.row = GridRow {
                    number,
                    cells: Vec::new(),
                };
            }
            "c" => {
                let next = self.row.cells.len();
                self.cell = Cell {
                    column: element.attribute("r").and_then(column_of).unwrap_or(next),
                    kind: element.attribute("t").unwrap_or_default().to_owned(),
                    style: element.number("s").unwrap_or_default(),
                    value: String::new(),
                };
                if ends {
                    return self.end_cell();
                }
            }
            "v" if !ends => self.inside = Inside::Value,
            "t" if !ends => self.inside = Inside::InlineText,
            "mergeCell" => {
                if let Some(merged) = element.attribute("ref").and_then(merged_of) {
                    self.grid.merged.push(merged);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "v" | "t" => self.inside = Inside::Nothing,
            "c" => return self.end_cell(),
            "row" => {
                let row = std::mem::take(&mut self.row);
                let number = row.number;
                if row.cells.iter().any(Option::is_some) {
                    self.grid.rows.push(row);
                }
                self.row.number = number;
                if self.grid.rows.len() > MOST_ROWS {
                    return self.stop();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), String> {
        let cell = std::mem::take(&mut self.cell);
        let column = cell.column;
        let Some(value) = self.value(&cell) else {
            // An empty cell far to the right costs nothing.
            return Ok(());
        };
        self.cells += 1;
        if column >= MOST_COLUMNS || self.cells > MOST_CELLS {
            return self.stop();
        }
        if self.row.cells.len() <= column {
            self.row.cells.resize(column + 1, None);
        }
        self.row.cells[column] = Some(value);
        Ok(())
    }

    fn stop(&mut self) -> Result<(), String> {
        self.too_many = true;
        Err("too many cells".to_owned())
    }

    fn value(&self, cell: &Cell) -> Option<RawValue> {
        match cell.kind.as_str() {
            "s" => {
                let index: usize = cell.value.trim().parse().ok()?;
                RawValue::of_text(self.strings.get(index)?)
            }
            "inlineStr" | "str" => RawValue::of_text(&cell.value),
            "b" => Some(RawValue::Boolean(cell.value.trim() == "1")),
            // What a formula could not work out is no value.
            "e" => None,
            "d" => {
                let day = cell.value.get(..10)?.parse().ok()?;
                Some(RawValue::Date(day))
            }
            _ => {
                let number: f64 = cell.value.trim().parse().ok()?;
                Some(match self.styles.shown.get(cell.style) {
                    Some(Shown::Day) => day_of(number, self.styles.from_1904)
                        .map_or(RawValue::Number(number), RawValue::Date),
                    // Without the noise that binary fractions leave.
                    Some(Shown::Share) => RawValue::Number((number * 1e12).round() / 1e10),
                    _ => RawValue::Number(number),
                })
            }
        }
    }
}

/// The column of an address such as `AB12`, from 0.
fn column_of(address: &str) -> Option<usize> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic);
    let mut column = 0usize;
    for letter in letters {
        let digit = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(digit)?;
    }
    column.checked_sub(1)
}

fn row_of(address: &str) -> Option<u64> {
    address
        .trim_start_matches(|c: char| c.is_ascii_alphabetic())
        .parse()
        .ok()
}

/// A block such as `A1:C2`.
fn merged_of(reference: &str) -> Option<Merged> {
    let (first, last) = reference.split_once(':')?;
    Some(Merged {
        rows: (row_of(first)?, row_of(last)?),
        columns: (column_of(first)?, column_of(last)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_cells() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("AB12"), Some(27));
        assert_eq!(column_of("12"), None);
        let block = Merged {
            rows: (1, 2),
            columns: (0, 2),
        };
        assert_eq!(merged_of("A1:C2"), Some(block));
    }
}
