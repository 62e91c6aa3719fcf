//! Tables: one record a row, read and written through named fields.
//!
//! Writing is stable to the byte: the columns of the kind in their order, rows in the order given,
//! LF, quotes only where needed, numbers in their shortest form. Reading refuses a table that
//! lacks a column, has one too many, or holds a value that is not of its column's type.

use std::fs;
use std::path::Path;

use super::DatasetError;
use crate::domain::{Column, FieldError, Fields, Record, Value, ValueKind};

/// Reads a table.
///
/// # Errors
/// Names the file, the row and the column that cannot be read.
pub fn read_table<R: Record>(file: &Path) -> Result<Vec<R>, DatasetError> {
    let bytes = fs::read(file).map_err(|error| DatasetError::new(file, error))?;
    parse_table(file, &bytes)
}

/// Reads a table from bytes; `file` is named in errors only.
///
/// # Errors
/// As [`read_table`].
pub fn parse_table<R: Record>(file: &Path, bytes: &[u8]) -> Result<Vec<R>, DatasetError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let columns = R::columns();
    check_header(file, &mut reader, &columns)?;
    let mut records = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| csv_error(file, &error))?;
        let line = row.position().map_or(0, csv::Position::line);
        let at = |error: FieldError| {
            DatasetError::new(file, &error)
                .at_row(line)
                .in_column(column_of(&error))
        };
        let fields = parse_row(&columns, &row).map_err(at)?;
        records.push(R::from_fields(&fields).map_err(at)?);
    }
    Ok(records)
}

/// The bytes of a table.
///
/// # Panics
/// Never: memory takes every row, and all rows have the same number of columns.
#[must_use]
pub fn table_bytes<'a, R: Record + 'a>(records: impl IntoIterator<Item = &'a R>) -> Vec<u8> {
    let columns = R::columns();
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut write = |row: Vec<String>| {
        writer
            .write_record(row)
            .expect("memory takes every row of equal length");
    };
    write(
        columns
            .iter()
            .map(|column| column.name.to_owned())
            .collect(),
    );
    for record in records {
        let fields = record.to_fields();
        let text = |column: &Column| {
            fields
                .get(column.name)
                .map_or_else(String::new, Value::to_string)
        };
        write(columns.iter().map(text).collect());
    }
    writer.into_inner().expect("memory takes every byte")
}

fn check_header(
    file: &Path,
    reader: &mut csv::Reader<&[u8]>,
    columns: &[Column],
) -> Result<(), DatasetError> {
    let header = reader.headers().map_err(|error| csv_error(file, &error))?;
    for column in columns {
        if !header.iter().any(|name| name == column.name) {
            let error = DatasetError::new(file, "the column is missing");
            return Err(error.at_row(1).in_column(column.name));
        }
    }
    for (index, (name, column)) in header.iter().zip(columns).enumerate() {
        if name != column.name {
            let problem = format!("column {} must be `{}`", index + 1, column.name);
            return Err(DatasetError::new(file, problem).at_row(1).in_column(name));
        }
    }
    if let Some(name) = header.iter().nth(columns.len()) {
        let error = DatasetError::new(file, "the column is unknown");
        return Err(error.at_row(1).in_column(name));
    }
    Ok(())
}

fn parse_row(columns: &[Column], row: &csv::StringRecord) -> Result<Fields, FieldError> {
    let mut fields = Fields::new();
    for (column, text) in columns.iter().zip(row) {
        if !text.is_empty() {
            fields.push(column.name, Some(parse_value(*column, text)?));
        }
    }
    Ok(fields)
}

/// Turns the text of a cell into a value; only the form in which values are written is accepted.
fn parse_value(column: Column, text: &str) -> Result<Value, FieldError> {
    let (value, expected) = match column.kind {
        ValueKind::Text => (Some(Value::from(text)), "text"),
        ValueKind::Integer => (text.parse().ok().map(Value::Integer), "a whole number"),
        ValueKind::Number => (
            text.parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .map(Value::Number),
            "a number",
        ),
        ValueKind::Boolean => (text.parse().ok().map(Value::Boolean), "true or false"),
    };
    value
        .filter(|value| value.to_string() == text)
        .ok_or_else(|| FieldError::Invalid {
            field: column.name,
            value: text.to_owned(),
            expected: format!("{expected} in its shortest form"),
        })
}

fn column_of(error: &FieldError) -> &'static str {
    match error {
        FieldError::Missing { field } | FieldError::Invalid { field, .. } => field,
    }
}

fn csv_error(file: &Path, error: &csv::Error) -> DatasetError {
    let damaged = DatasetError::new(file, error);
    match error.position() {
        Some(position) => damaged.at_row(position.line()),
        None => damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Source;
    use proptest::prelude::*;

    const GOOD: &str = "id,title,publisher,date,licence,use_class,url,note\n\
        osm,OpenStreetMap,OSM,2026-08-11,ODbL 1.0,share-alike,,\"a, b\"\n";

    fn refusal(text: &str) -> String {
        parse_table::<Source>(Path::new("sources.csv"), text.as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_table_is_written_as_it_was_read() {
        let records: Vec<Source> = parse_table(Path::new("s"), GOOD.as_bytes()).unwrap();
        assert_eq!(table_bytes(&records), GOOD.as_bytes());
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = refusal(&GOOD.replace("publisher,", ""));
        assert!(
            error.starts_with("sources.csv, row 1, column `publisher`"),
            "{error}"
        );
        assert!(error.contains("phiabac import"), "{error}");
    }

    #[test]
    fn an_unknown_column_is_named() {
        let error = refusal(&GOOD.replace("url,note", "url,note,colour"));
        assert!(error.contains("row 1, column `colour`"), "{error}");
    }

    #[test]
    fn a_word_outside_its_list_is_named_with_its_row() {
        let error = refusal(&GOOD.replace("share-alike", "shared"));
        assert!(error.contains("row 2, column `use_class`"), "{error}");
        assert!(error.contains("non-commercial"), "{error}");
    }

    #[test]
    fn a_short_row_is_named() {
        let error = refusal(&format!("{GOOD}wikipedia,Wikipedia\n"));
        assert!(error.contains("row 3"), "{error}");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let mut bytes = GOOD.as_bytes().to_vec();
        bytes[60] = 0xff;
        let error = parse_table::<Source>(Path::new("s"), &bytes).unwrap_err();
        assert_eq!(error.row(), Some(2));
    }

    proptest! {
        #[test]
        fn every_table_survives_the_file(seeds in proptest::collection::vec(any::<u64>(), 0..20)) {
            let records: Vec<Source> = seeds.into_iter().map(Source::sample).collect();
            let bytes = table_bytes(&records);
            prop_assert_eq!(parse_table::<Source>(Path::new("s"), &bytes).unwrap(), records);
        }
    }
}
