//! The table in a file: which row is its heading, which rows are data. Titles above, merged
//! cells, rows that only number the columns and rows of totals are dealt with here.

use super::columns::Headings;
use super::encodings::read_as;
use super::format::{Contents, Encoding, Grid, GridRow, Merged};
use super::report::{Finding, FindingKind};
use super::{IntakeError, RawValue, Refusal};
use crate::import::gdal_source::{SourceTable, SourceValue};
use crate::search::fold;

/// How many rows from the top may come before the heading.
const MOST_TITLE_ROWS: usize = 40;

/// A table: headings and rows of as many cells.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// The sheet or layer, where the file has several.
    pub name: Option<String>,
    /// The EPSG code that the file names for its geometries.
    pub file_crs: Option<u32>,
    /// One heading for each column; empty for a column without.
    pub headings: Vec<String>,
    /// The data.
    pub rows: Vec<SheetRow>,
    /// What was passed over.
    pub findings: Vec<Finding>,
}

impl Sheet {
    /// For each column whether anything stands in it.
    pub fn used(&self) -> Vec<bool> {
        let holds = |at: usize| {
            let mut rows = self.rows.iter();
            rows.any(|row| row.cells.get(at).is_some_and(Option::is_some))
        };
        (0..self.headings.len()).map(holds).collect()
    }
}

/// A row of data.
#[derive(Debug, Default)]
pub(crate) struct SheetRow {
    /// As the clerk counts.
    pub number: u64,
    /// One value for each column at most.
    pub cells: Vec<Option<RawValue>>,
    /// The shape.
    pub geometry: Option<geo_types::Geometry<f64>>,
}

/// Finds the table. `known` tells whether a heading means something.
pub(crate) fn find(contents: Contents, name: &str, known: &Headings) -> Result<Sheet, IntakeError> {
    let sheet = match contents {
        Contents::Table(table) => of_features(table),
        Contents::Grid(grid) => of_grid(grid, name, known)?,
    };
    if sheet.rows.is_empty() {
        return Err(super::format::empty(name));
    }
    Ok(sheet)
}

fn of_features(table: SourceTable) -> Sheet {
    let several = table.layers.len() > 1;
    let rows = table
        .records
        .into_iter()
        .zip(1..)
        .map(|(record, number)| SheetRow {
            number,
            cells: record
                .values
                .into_iter()
                .map(|value| value.and_then(raw))
                .collect(),
            geometry: record.geometry,
        });
    Sheet {
        name: several.then_some(table.layer),
        file_crs: table.epsg,
        headings: table.fields,
        rows: rows.collect(),
        findings: Vec::new(),
    }
}

fn raw(value: SourceValue) -> Option<RawValue> {
    match value {
        SourceValue::Text(text) => RawValue::of_text(&text),
        SourceValue::Number(number) => number.is_finite().then_some(RawValue::Number(number)),
        SourceValue::Day(day) => match day.parse() {
            Ok(day) => Some(RawValue::Date(day)),
            Err(_) => RawValue::of_text(&day),
        },
    }
}

fn of_grid(grid: Grid, name: &str, known: &Headings) -> Result<Sheet, IntakeError> {
    let heading = heading_row(&grid.rows, known).ok_or_else(|| no_heading(&grid, name))?;
    let (headings, after) = headings(&grid.rows, heading, known);
    let mut findings = Vec::new();
    findings.extend(grid.encoding.map(|encoding| match encoding {
        Encoding::Marked(mark) => Finding::noted(
            FindingKind::Encoding,
            format!("Tệp có dấu {mark} ở đầu; đã đọc đúng theo đó."),
            format!("The file begins with a {mark} mark; it was read accordingly."),
        ),
        Encoding::Old(encoding) => read_as(encoding),
    }));
    findings.extend(hidden(&grid));
    findings.extend(other_tables(&grid));
    if heading > 0 {
        findings.push(Finding::noted(
            FindingKind::SheetTrimmed,
            format!(
                "Bỏ qua {heading} dòng tiêu đề phía trên; dòng {} là dòng tên cột.",
                grid.rows[heading].number
            ),
            format!(
                "{heading} rows of titles above were passed over; row {} is the heading.",
                grid.rows[heading].number
            ),
        ));
    }
    let mut data: Vec<GridRow> = grid.rows;
    let merged_cells = fill_merged(&mut data, after, &grid.merged);
    if merged_cells > 0 {
        findings.push(Finding::noted(
            FindingKind::SheetTrimmed,
            format!("Có ô gộp: nội dung được dùng cho {merged_cells} dòng nằm trong các ô đó."),
            format!("There are merged cells: what they say was taken for the {merged_cells} rows inside them."),
        ));
    }
    let mut rows = Vec::new();
    for row in data.into_iter().skip(after) {
        if is_total(&row) {
            let number = row.number;
            findings.push(Finding::noted(
                FindingKind::SheetTrimmed,
                format!("Dòng {number} là dòng tổng cộng nên được bỏ qua."),
                format!("Row {number} is a total and was passed over."),
            ));
            continue;
        }
        rows.push(SheetRow {
            number: row.number,
            cells: row.cells,
            geometry: None,
        });
    }
    Ok(Sheet {
        name: grid.sheet.filter(|_| grid.sheets.len() > 1),
        file_crs: None,
        headings,
        rows,
        findings,
    })
}

/// The sheet is one that whoever opens the workbook does not see.
fn hidden(grid: &Grid) -> Option<Finding> {
    let sheet = grid.sheet.as_deref().filter(|_| grid.hidden)?;
    Some(Finding::noted(
        FindingKind::SheetChosen,
        format!("Bảng nằm trong trang tính bị ẩn \"{sheet}\"; đã đọc trang đó."),
        format!("The table is on the hidden sheet \"{sheet}\", which was read."),
    ))
}

fn other_tables(grid: &Grid) -> Option<Finding> {
    if grid.other_tables.is_empty() {
        return None;
    }
    let (sheet, others) = (grid.sheet.as_deref()?, grid.other_tables.join(", "));
    Some(
        Finding::noted(
            FindingKind::SheetChosen,
            format!("Chỉ đọc trang tính \"{sheet}\". Các trang khác cũng có bảng: {others}."),
            format!("Only the sheet \"{sheet}\" was read. Others hold tables too: {others}."),
        )
        .cure(
            "Nếu cần trang khác, hãy chọn bằng --sheet.",
            "If you mean another one, choose it with --sheet.",
        ),
    )
}

/// How many headings of a grid mean something, in the row that has most of them.
pub(crate) fn score_of(grid: &Grid, known: &Headings) -> usize {
    let rows = grid.rows.iter().take(MOST_TITLE_ROWS);
    rows.map(|row| score(row, known)).max().unwrap_or(0)
}

/// The row with the most headings that mean something; the first of equals.
fn heading_row(rows: &[GridRow], known: &Headings) -> Option<usize> {
    let scores = rows
        .iter()
        .take(MOST_TITLE_ROWS)
        .map(|row| score(row, known));
    let best = scores.enumerate().rev().max_by_key(|(_, score)| *score)?;
    (best.1 > 0).then_some(best.0)
}

fn score(row: &GridRow, known: &Headings) -> usize {
    let texts = row.cells.iter().flatten().filter_map(text_of);
    texts.filter(|text| known.means_something(text)).count()
}

fn text_of(value: &RawValue) -> Option<&str> {
    match value {
        RawValue::Text(text) => Some(text),
        _ => None,
    }
}

/// The headings, and where the data begin: a second row of headings below the first (under a
/// merged "Tọa độ") takes the place of what stands above it, a row that numbers the columns is
/// passed over.
fn headings(rows: &[GridRow], at: usize, known: &Headings) -> (Vec<String>, usize) {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let text = |row: &GridRow, column: usize| {
        let cell = row.cells.get(column).and_then(Option::as_ref);
        cell.map(RawValue::text)
    };
    let mut headings: Vec<String> = (0..width)
        .map(|column| text(&rows[at], column).unwrap_or_default())
        .collect();
    let mut after = at + 1;
    let below = rows
        .get(after)
        .filter(|row| is_second_heading(row, &headings, known));
    if let Some(row) = below {
        for (column, heading) in headings.iter_mut().enumerate() {
            if let Some(own) = text(row, column) {
                *heading = own;
            }
        }
        after += 1;
    }
    if rows.get(after).is_some_and(numbers_columns) {
        after += 1;
    }
    (headings, after)
}

/// Only texts; at least one that means something below an empty heading, and none that means
/// nothing below a heading that does: that would be a row of data.
fn is_second_heading(row: &GridRow, above: &[String], known: &Headings) -> bool {
    let cells = row.cells.iter().enumerate();
    let cells: Vec<(usize, &RawValue)> = cells
        .filter_map(|(column, cell)| Some((column, cell.as_ref()?)))
        .collect();
    let means = |cell: &RawValue| text_of(cell).is_some_and(|text| known.means_something(text));
    let heading = |column: usize| above.get(column).map_or("", String::as_str);
    cells.iter().all(|(_, cell)| text_of(cell).is_some())
        && cells
            .iter()
            .any(|(column, cell)| means(cell) && heading(*column).is_empty())
        && cells
            .iter()
            .all(|(column, cell)| means(cell) || !known.means_something(heading(*column)))
}

/// Whether a row says no more than `(1) (2) (3)`.
fn numbers_columns(row: &GridRow) -> bool {
    let numbers: Vec<Option<u32>> = row
        .cells
        .iter()
        .flatten()
        .map(|cell| {
            cell.text()
                .trim_matches(['(', ')', '[', ']'])
                .trim()
                .parse()
                .ok()
        })
        .collect();
    numbers.len() >= 3
        && numbers.windows(2).all(|pair| match pair {
            [Some(one), Some(next)] => *next == one + 1,
            _ => false,
        })
}

/// Puts what a merged block says into each of its rows; says into how many.
fn fill_merged(rows: &mut [GridRow], from: usize, merged: &[Merged]) -> usize {
    let mut filled = 0;
    for block in merged.iter().filter(|block| block.rows.0 < block.rows.1) {
        let column = block.columns.0;
        let inside = rows
            .iter()
            .enumerate()
            .skip(from)
            .filter(|(_, row)| (block.rows.0..=block.rows.1).contains(&row.number));
        let inside: Vec<usize> = inside.map(|(index, _)| index).collect();
        let Some(first) = inside
            .first()
            .filter(|&&first| rows[first].number == block.rows.0)
        else {
            continue;
        };
        let said = rows[*first].cells.get(column).cloned().flatten();
        for &index in &inside[1..] {
            let cells = &mut rows[index].cells;
            if cells.len() <= column {
                cells.resize(column + 1, None);
            }
            if cells[column].is_none() && said.is_some() {
                cells[column].clone_from(&said);
                filled += 1;
            }
        }
    }
    filled
}

/// Whether a row sums up the ones above.
fn is_total(row: &GridRow) -> bool {
    let first = row.cells.iter().flatten().find_map(text_of);
    let said = first.map(fold).unwrap_or_default();
    ["tong", "tong cong", "tong so", "cong", "total", "sum"].contains(&said.as_str())
        || said.starts_with("tong cong ")
}

fn no_heading(grid: &Grid, name: &str) -> IntakeError {
    let first: Vec<String> = grid
        .rows
        .first()
        .map(|row| {
            row.cells
                .iter()
                .flatten()
                .take(8)
                .map(RawValue::text)
                .collect()
        })
        .unwrap_or_default();
    let said = first.join(" | ");
    IntakeError::refused(
        Refusal::Columns,
        format!(
            "Không tìm thấy dòng tên cột trong {name}. Dòng đầu tiên là: {said}. Hãy đặt tên cột như \"Tên\", \"Tỉnh\", \"Kinh độ\", \"Vĩ độ\", hoặc chỉ từng cột bằng --map \"tên cột=trường\"."
        ),
        format!(
            "No row of headings was found in {name}. Its first row is: {said}. Name the columns, such as \"Name\", \"Province\", \"Longitude\", \"Latitude\", or map each by --map \"heading=field\"."
        ),
    )
}
