//! `/health` and `/ready`: what a supervisor asks.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::snapshot::Snapshot;

/// The process is alive and answers.
pub(super) async fn health() -> Response {
    fresh(json!({ "status": "alive" }))
}

/// The data are loaded; which version of them, and whether all that loading left is prepared too.
pub(super) async fn ready(Snapshot(atlas): Snapshot) -> Response {
    fresh(json!({ "status": "ready", "snapshot": atlas.version(), "warm": atlas.is_warm() }))
}

/// An answer that nobody may keep.
fn fresh(body: Value) -> Response {
    let mut response = Json(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
