//! `GET /api/units/{code}`: a unit with everything known of it.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::documents::json;
use super::problem::Problem;
use super::service::Service;
use super::snapshot::Snapshot;
use super::unit_code::AskedUnit;

/// The parameters of the route.
pub(super) const PARAMETERS: &[&str] = &["datetime"];

/// The parameters as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    datetime: Option<String>,
}

pub(super) async fn unit(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let asked = AskedUnit::read(&code, asked.datetime.as_deref())?;
    let document = atlas.unit_document(asked.code, asked.time);
    let document = document.ok_or_else(|| asked.unknown())?;
    json(&service, &headers, &document).await
}
