//! `/health` and `/ready`: what a supervisor asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::service::Service;
use super::snapshot::Snapshot;

/// The process is alive and answers.
pub(super) async fn health() -> Response {
    fresh(json!({ "status": "alive" }))
}

/// The data are loaded; which version of them, whether all that loading left is prepared too, and
/// how the last reload went, once there was one.
pub(super) async fn ready(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
) -> Response {
    let mut told =
        json!({ "status": "ready", "snapshot": atlas.version(), "warm": atlas.is_warm() });
    if let Some(last) = service.snapshots.last_attempt() {
        told["reload"] = json!(last);
    }
    fresh(told)
}

/// An answer that nobody may keep.
fn fresh(body: Value) -> Response {
    let mut response = Json(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
