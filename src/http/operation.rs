//! `/health` and `/ready`: what a supervisor asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::service::Service;

/// The process is alive and answers.
pub(super) async fn health() -> Response {
    fresh(json!({ "status": "alive" }))
}

/// The data are loaded; which version of them, and whether all that loading left is prepared too.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> Response {
    let atlas = &service.atlas;
    fresh(json!({ "status": "ready", "snapshot": atlas.version(), "warm": atlas.is_warm() }))
}

/// An answer that nobody may keep.
fn fresh(body: Value) -> Response {
    let mut response = Json(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
