//! Figures as a table for spreadsheets: UTF-8 with a byte order mark, one figure a row.

use axum::body::Bytes;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::spreadsheet::{BYTE_ORDER_MARK, number, safe};
use crate::atlas::{FigureDocument, SourceDocument};

/// What joins the sources of one figure.
const JOINT: &str = "; ";

const HEADER: [&str; 22] = [
    "subject",
    "name_vi",
    "name_en",
    "measure",
    "measure_vi",
    "measure_en",
    "scope",
    "period_start",
    "period_end",
    "value",
    "value_to",
    "bound",
    "unit",
    "yoy_pct",
    "source_id",
    "source_title",
    "source_publisher",
    "source_date",
    "source_url",
    "licence",
    "note_vi",
    "note_en",
];

/// The table of these figures; `sources` holds all that they name.
///
/// # Errors
/// Never in fact: memory takes every row.
pub(super) fn table(
    figures: &[FigureDocument<'_>],
    sources: &[SourceDocument<'_>],
) -> Result<Bytes, Problem> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    let written = writer.write_record(HEADER).and_then(|()| {
        let mut rows = figures.iter().map(|figure| row(figure, sources));
        rows.try_for_each(|row| writer.write_record(row))
    });
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "a table could not be written as CSV");
        Problem::of_kind(ProblemKind::Internal)
    };
    written.map_err(|error| failed(&error))?;
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(Bytes::from(bytes))
}

fn row(figure: &FigureDocument<'_>, sources: &[SourceDocument<'_>]) -> [String; 22] {
    let named = || {
        let by_id = |id: &String| sources.iter().find(|source| source.id == id);
        figure.source_ids.iter().filter_map(by_id)
    };
    let joined = |text: fn(&SourceDocument<'_>) -> Option<String>| {
        let texts: Vec<String> = named()
            .map(|source| text(source).unwrap_or_default())
            .collect();
        if texts.iter().all(String::is_empty) {
            return String::new();
        }
        safe(&texts.join(JOINT))
    };
    [
        safe(&figure.subject),
        safe(figure.place.name_vi.unwrap_or_default()),
        safe(figure.place.name_en.unwrap_or_default()),
        safe(figure.measure),
        safe(figure.measure_vi),
        safe(figure.measure_en),
        safe(figure.scope.unwrap_or_default()),
        safe(figure.period.start.as_deref().unwrap_or_default()),
        safe(figure.period.end.as_deref().unwrap_or_default()),
        number(figure.value),
        number(figure.value_to),
        safe(figure.bound),
        safe(figure.unit),
        number(figure.yoy_pct),
        joined(|source| Some(source.id.to_owned())),
        joined(|source| Some(source.title.to_owned())),
        joined(|source| Some(source.publisher.to_owned())),
        joined(|source| source.date.clone()),
        joined(|source| source.url.map(str::to_owned)),
        joined(|source| Some(source.licence.to_owned())),
        safe(figure.note_vi.unwrap_or_default()),
        safe(figure.note_en.unwrap_or_default()),
    ]
}
