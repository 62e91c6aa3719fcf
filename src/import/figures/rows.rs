//! Reading a raw table of figures: what is common to all of them.

use super::decimal::Decimal;
use super::draft::{Draft, End, close_ranges};
use super::notes::{self, Note};
use crate::domain::{Bound, Figure, PartialDate, Period, Scope, Subject};
use crate::import::ImportError;
use crate::import::raw::{RawRow, read_rows};
use crate::import::report::{FileReport, RowProblem};
use crate::import::sources::Style;
use crate::import::tables::Progress;

/// A raw table of figures.
pub(super) struct RawTable {
    /// Its file.
    pub file: &'static str,
    /// The column that says what the row is about.
    pub place_column: &'static str,
    /// Further columns that it must have.
    pub columns: &'static [&'static str],
    /// What the row is about and what it counts.
    pub meaning: fn(&RawFigure<'_>) -> Result<Meaning, RowProblem>,
}

/// The texts of a row that say what it means.
pub(super) struct RawFigure<'a> {
    /// What it is about.
    pub place: &'a str,
    /// The measure, without `_min` or `_max`.
    pub measure: &'a str,
    /// The unit, in tables that have one.
    pub unit: Option<&'a str>,
    /// What a reader must mind.
    pub remarks: &'a [String],
}

impl RawFigure<'_> {
    /// Whether one of the remarks holds these words.
    pub fn says(&self, words: &str) -> bool {
        self.remarks.iter().any(|remark| remark.contains(words))
    }
}

/// What a row means in words of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    /// What it is about.
    pub subject: Subject,
    /// The measure.
    pub measure: &'static str,
    /// Which goods it counts.
    pub scope: Option<Scope>,
    /// The unit of the measure.
    pub unit: &'static str,
    /// The power of ten by which the value is multiplied to be in that unit.
    pub power: u32,
    /// A further remark.
    pub remark: Option<&'static str>,
}

/// The drafts of a table, ranges closed.
pub(super) fn read(
    progress: &mut Progress<'_>,
    table: &RawTable,
) -> Result<Vec<Draft>, ImportError> {
    let common = [
        table.place_column,
        "period_start",
        "period_end",
        "measure",
        "value",
        "yoy_pct",
        "source",
        "note",
    ];
    let columns: Vec<&str> = common.iter().chain(table.columns).copied().collect();
    let mut report = FileReport::new(table.file);
    let mut drafts = Vec::new();
    for row in read_rows(&progress.raw.join(table.file), &columns)? {
        let draft = draft(progress, table, &row, &mut report);
        drafts.extend(report.settle(row.line(), draft));
    }
    let drafts = close_ranges(drafts, &mut report);
    progress.reports.push(report);
    Ok(drafts)
}

fn draft(
    progress: &mut Progress<'_>,
    table: &RawTable,
    row: &RawRow,
    report: &mut FileReport,
) -> Result<Draft, RowProblem> {
    let period = period(row)?;
    let note = row
        .text("note")
        .map_or_else(Note::default, |text| notes::read(&text));
    let (place, measure) = (row.required(table.place_column)?, row.required("measure")?);
    let (measure, end) = without_end(&measure);
    let meaning = (table.meaning)(&RawFigure {
        place: &place,
        measure,
        unit: row.text("unit").as_deref(),
        remarks: &note.remarks,
    })?;
    let value: Option<Decimal> = row.parse("value")?;
    let yoy: Option<Decimal> = row.parse("yoy_pct")?;
    if value.is_none() && (yoy.is_none() || end.is_some()) {
        return Err(RowProblem::new(
            "`value` is empty, and nothing else says how much",
            "Fill it in, or take the row out",
        ));
    }
    let source = row.required("source")?;
    let source_id = progress.book.cite_text(&source, Style::Documents);
    if source_id.is_empty() {
        return Err(RowProblem::new(
            format!("\"{source}\" names no source"),
            "Name the document",
        ));
    }
    if note.shortened {
        report.change("remarks on the making of the raw table left out of notes");
    }
    if meaning.power > 0 {
        report.change("values converted to the unit of their measure");
    }
    let about = note.about && value.is_some();
    let mut remarks = note.remarks;
    remarks.extend(meaning.remark.map(str::to_owned));
    Ok(Draft {
        origin: (table.file, row.line()),
        end,
        figure: Figure {
            subject: meaning.subject,
            measure: meaning.measure.to_owned(),
            scope: meaning.scope,
            period,
            value: value.map(|value| value.times_ten_to(meaning.power).nearest()),
            value_to: None,
            bound: if about { Bound::About } else { Bound::Exact },
            unit: meaning.unit.to_owned(),
            yoy_pct: yoy.map(Decimal::nearest),
            source_id,
            note_vi: None,
            note_en: None,
        },
        remarks,
    })
}

fn period(row: &RawRow) -> Result<Period, RowProblem> {
    let start: Option<PartialDate> = row.parse("period_start")?;
    let end: Option<PartialDate> = row.parse("period_end")?;
    if start.is_none() && end.is_none() {
        let (place, measure) = (row.text("gate_id"), row.text("measure"));
        let what = [place.or_else(|| row.text("area_code")), measure];
        let what: Vec<String> = what.into_iter().flatten().collect();
        return Err(RowProblem::new(
            format!("{}: the source states no period", what.join(" ")),
            "Find the dates in the source; a figure without a period cannot be used",
        ));
    }
    Period::new(start, end).map_err(|error| RowProblem::new(error.to_string(), "Correct the dates"))
}

/// Takes the ending `_min` or `_max` from a measure.
fn without_end(measure: &str) -> (&str, Option<End>) {
    if let Some(bare) = measure.strip_suffix("_min") {
        (bare, Some(End::Low))
    } else if let Some(bare) = measure.strip_suffix("_max") {
        (bare, Some(End::High))
    } else {
        (measure, None)
    }
}

/// A problem with a word that the import does not know.
pub(super) fn unknown(column: &str, word: &str) -> RowProblem {
    RowProblem::new(
        format!("\"{word}\" in `{column}` is not known to the import"),
        "Correct the cell, or teach the import the word",
    )
}

/// A subject from its word.
pub(super) fn subject(word: &str, column: &str) -> Result<Subject, RowProblem> {
    word.parse().map_err(|_| unknown(column, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_says_which_end_of_a_range_it_is() {
        assert_eq!(without_end("vehicles_min"), ("vehicles", Some(End::Low)));
        assert_eq!(without_end("vehicles_max"), ("vehicles", Some(End::High)));
        assert_eq!(without_end("minimum"), ("minimum", None));
    }
}
