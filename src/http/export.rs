//! `GET /api/export/{layer}`: records as a file, made while it leaves.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use jiff::tz::{Offset, TimeZone};
use serde::Deserialize;

use super::conditional::EntityTag;
use super::documents::json_bytes;
use super::filter_query::RawFilter;
use super::item_list::GEOJSON;
use super::language::Language;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::record_query::{RawRecordQuery, record_layer};
use super::service::{ASK_AGAIN, Service, not_modified};
use super::snapshot::Snapshot;
use super::spreadsheet::{BYTE_ORDER_MARK, as_file, safe};
use crate::atlas::{Atlas, Cell, Tongue, WantedRecords};
use crate::domain::LayerId;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &[
    "format",
    "filter",
    "filter-lang",
    "filter-crs",
    "bbox",
    "sortby",
];

/// How many records are written at a time.
const CHUNK: usize = 64;

/// Hours by which Vietnam is ahead of UTC.
const VIETNAM: i8 = 7;

/// In which form the file is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct RawForm {
    format: Option<String>,
}

/// The forms of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    GeoJson,
    Csv,
}

/// A file to be written: what it holds, and in which language its headings are.
struct Export {
    atlas: Arc<Atlas>,
    layer: LayerId,
    wanted: WantedRecords,
    tongue: Tongue,
}

pub(super) async fn export(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(name): Path<String>,
    Query(filter): Query<RawFilter>,
    Query(raw): Query<RawRecordQuery>,
    Query(form): Query<RawForm>,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let form = form.read()?;
    let layer = record_layer(&atlas, &name)?;
    let language = Language::wanted(&uri, &asked);
    let tongue = match language {
        Language::Vi => Tongue::Vi,
        Language::En => Tongue::En,
    };
    // The time of loading stands in the file.
    let loaded = atlas.loaded().as_nanosecond();
    let tag = EntityTag::of((atlas.version(), loaded, uri.to_string(), tongue));
    if tag.is_held_by(&asked) {
        return Ok(not_modified(&tag, HeaderValue::from_static(ASK_AGAIN)));
    }
    let work = move || {
        let query = raw.read(&atlas, layer, &filter)?;
        let wanted = atlas.wanted_records(&query);
        Ok::<_, Problem>(Export {
            atlas,
            layer,
            wanted,
            tongue,
        })
    };
    let export = service.workers.run(work).await??;
    let day = export.atlas.loaded();
    let day = day
        .to_zoned(TimeZone::fixed(Offset::constant(VIETNAM)))
        .date();
    let name = format!("phiabac-{layer}-{day}.{}", form.suffix());
    let mut response = Response::new(export.body(form)?);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form.media()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(ASK_AGAIN));
    headers.insert(header::ETAG, tag.header());
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(as_file(response, &name))
}

impl RawForm {
    fn read(&self) -> Result<Form, Problem> {
        match self.format.as_deref() {
            None | Some("geojson") => Ok(Form::GeoJson),
            Some("csv") => Ok(Form::Csv),
            Some(_) => Err(Problem::new(
                ProblemKind::InvalidValue,
                "Tham số format là geojson hoặc csv.",
                "The parameter format is geojson or csv.",
            )),
        }
    }
}

impl Form {
    fn suffix(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::Csv => "csv",
        }
    }

    fn media(self) -> &'static str {
        match self {
            Self::GeoJson => GEOJSON,
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

impl Export {
    fn body(self, form: Form) -> Result<Body, Problem> {
        let (head, tail) = match form {
            Form::GeoJson => (self.geojson_head()?, "]}\n"),
            Form::Csv => (self.csv_head(), ""),
        };
        let starts = (0..self.wanted.len()).step_by(CHUNK);
        let records = starts.map(move |start| match form {
            Form::GeoJson => self.features(start),
            Form::Csv => self.rows(start),
        });
        let whole = [head].into_iter().chain(records).chain([tail.to_owned()]);
        let chunks = whole.map(|text| Ok::<_, Infallible>(Bytes::from(text)));
        Ok(Body::from_stream(tokio_stream::iter(chunks)))
    }

    /// A collection as far as its first feature; its sources stand before its features.
    fn geojson_head(&self) -> Result<String, Problem> {
        let sources = json_bytes(&self.atlas.sources_of(&self.wanted))?;
        Ok(format!(
            "{{\"type\":\"FeatureCollection\",\"name\":\"{}\",\"timeStamp\":\"{}\",\"numberReturned\":{},\"sources\":{},\"features\":[\n",
            self.layer,
            self.atlas.loaded(),
            self.wanted.len(),
            String::from_utf8_lossy(&sources),
        ))
    }

    fn features(&self, start: usize) -> String {
        let mut text = String::new();
        for index in self.chunk(start) {
            if let Some(feature) = self.atlas.exported_feature(&self.wanted, index) {
                text.push_str(if index == 0 { "" } else { ",\n" });
                text.push_str(&feature.to_string());
            }
        }
        text
    }

    fn csv_head(&self) -> String {
        let columns = self.atlas.table_columns(self.layer, self.tongue);
        let titles = columns.iter().map(|column| column.title.clone());
        format!(
            "{}{}",
            String::from_utf8_lossy(BYTE_ORDER_MARK),
            csv_lines([titles.collect::<Vec<_>>()])
        )
    }

    fn rows(&self, start: usize) -> String {
        let columns = self.atlas.table_columns(self.layer, self.tongue);
        let row = |index| {
            let cells = self
                .atlas
                .table_row(&self.wanted, index, &columns, self.tongue);
            cells.iter().map(written).collect::<Vec<_>>()
        };
        csv_lines(self.chunk(start).map(row))
    }

    fn chunk(&self, start: usize) -> std::ops::Range<usize> {
        start..(start + CHUNK).min(self.wanted.len())
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => safe(text),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

/// Records as lines of CSV.
fn csv_lines(records: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        // Memory takes every row.
        if let Err(error) = writer.write_record(record) {
            tracing::error!(%error, "a row could not be written as CSV");
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
