//! `POST /api/within`: what lies in a shape.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Deserialize;

use super::documents::json_bytes;
use super::nearby::{kinds, link_next};
use super::parameters::{Paging, at_offset};
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{Document, Service};
use super::snapshot::Snapshot;
use super::spreadsheet::as_file;
use super::within_body::shape;
use super::within_forms::{features, table};
use crate::atlas::WithinQuestion;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["kinds", "limit", "offset", "f"];

/// The largest body that is read.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// The most items of one page: more than there are records.
const MOST_ITEMS: usize = 5000;

/// The items of one page unless the request says otherwise.
const USUAL_ITEMS: usize = 200;

/// An answer to what was posted: nobody else can ask for it by its address.
const NOT_KEPT: &str = "no-store";

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    kinds: Option<String>,
    limit: Option<String>,
    offset: Option<String>,
    f: Option<String>,
    lang: Option<String>,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Csv,
    GeoJson,
}

pub(super) async fn within(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(asked): Query<Asked>,
    mut headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (_, kinds) = kinds(asked.kinds.as_deref(), |kind| !kind.is_line())?;
    let [limit, offset] = [&asked.limit, &asked.offset].map(Option::as_deref);
    let paging = Paging::read(limit, offset, USUAL_ITEMS, MOST_ITEMS)?;
    let form = form(asked.f.as_deref())?;
    let work = move || {
        let question = WithinQuestion {
            shape: shape(&body)?,
            kinds,
            offset: paging.offset,
            limit: paging.limit,
        };
        let mut answer = atlas.within(&question);
        let next = paging.next(answer.items.len(), answer.number_matched);
        answer.next = next.map(|offset| asked.at_offset(offset));
        let written = match form {
            Form::Json => json_bytes(&answer),
            Form::Csv => table(&answer),
            Form::GeoJson => json_bytes(&features(&answer)),
        }?;
        Ok::<_, Problem>((written, answer.next))
    };
    let (body, next) = service.workers.run(work).await??;
    // What is held of an address says nothing about a shape.
    headers.remove(header::IF_NONE_MATCH);
    let document = Document {
        body,
        media: form.media(),
        caching: NOT_KEPT,
    };
    let mut response = service.send(&headers, document).await?;
    link_next(&mut response, next.as_deref());
    Ok(match form {
        Form::Csv => as_file(response, "phiabac-within.csv"),
        Form::Json | Form::GeoJson => response,
    })
}

impl Asked {
    /// The same address with another offset.
    fn at_offset(&self, offset: usize) -> String {
        let given = [
            ("kinds", self.kinds.as_deref()),
            ("limit", self.limit.as_deref()),
            ("f", self.f.as_deref()),
            ("lang", self.lang.as_deref()),
        ];
        at_offset("/api/within", &given, offset)
    }
}

impl Form {
    fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::GeoJson => "application/geo+json",
        }
    }
}

fn form(text: Option<&str>) -> Result<Form, Problem> {
    match text {
        None | Some("json") => Ok(Form::Json),
        Some("csv") => Ok(Form::Csv),
        Some("geojson") => Ok(Form::GeoJson),
        Some(_) => Err(Problem::new(
            ProblemKind::InvalidValue,
            "Tham số f chỉ nhận json, csv hoặc geojson.",
            "The parameter f is one of json, csv and geojson.",
        )),
    }
}
