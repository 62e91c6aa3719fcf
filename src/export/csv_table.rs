//! A table as CSV for spreadsheets: UTF-8 with a byte order mark, titles in the first line.

use std::io::Write;

use super::{Cell, ExportError, Extract, ExtractRow};

/// What tells Excel that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the titles and the rows.
pub(super) fn write(
    extract: &Extract,
    rows: &mut dyn Iterator<Item = ExtractRow>,
    mut out: impl Write,
) -> Result<(), ExportError> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut writer = csv::Writer::from_writer(out);
    let titles = extract.columns.iter().map(|column| &column.title);
    writer.write_record(titles).map_err(std::io::Error::from)?;
    for row in rows {
        let cells = row.cells.iter().map(written);
        writer.write_record(cells).map_err(std::io::Error::from)?;
    }
    writer.flush()?;
    Ok(())
}

/// Sources as CSV, with the names of their columns as in the data.
pub(super) fn sources(extract: &Extract) -> Result<Vec<u8>, ExportError> {
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    writer
        .write_record(&extract.source_headings)
        .map_err(std::io::Error::from)?;
    for source in &extract.sources {
        let cells = Extract::source_cells(source);
        let cells = cells.iter().map(|cell| safe(cell));
        writer.write_record(cells).map_err(std::io::Error::from)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => safe(text),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Boolean(yes) => yes.to_string(),
        Cell::Empty => String::new(),
    }
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula_and_numbers_below_zero_stay_numbers() {
        for text in ["=1+1", "+84", "-", "@SUM(A1)", "\t=1"] {
            assert_eq!(written(&Cell::Text(text.into())), format!("'{text}"));
        }
        assert_eq!(written(&Cell::Text("1-2".into())), "1-2");
        assert_eq!(written(&Cell::Number(-32.7)), "-32.7");
        assert_eq!(written(&Cell::Empty), "");
    }
}
