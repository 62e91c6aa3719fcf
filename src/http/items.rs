//! `GET /ogc/collections/{layer}/items/{id}`: one record with everything known about it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::layer_list::layer;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{ASK_AGAIN, Document, Service};
use super::snapshot::Snapshot;

pub(super) async fn item(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path((name, id)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let layer = layer(&name)?;
    let number = item_number(&id)?;
    let feature = atlas.feature(layer, number).ok_or_else(|| {
        Problem::new(
            ProblemKind::NoSuchItem,
            format!("Lớp {layer} không có đối tượng số {number}."),
            format!("The layer {layer} has no item {number}."),
        )
    })?;
    let document = Document {
        body: Bytes::from(feature.to_string()),
        media: "application/geo+json",
        caching: ASK_AGAIN,
    };
    service.send(&asked, document).await
}

fn item_number(text: &str) -> Result<u64, Problem> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = text == "0" || !text.starts_with('0');
    let number = (digits && plain).then(|| text.parse().ok()).flatten();
    number.ok_or_else(|| {
        Problem::new(
            ProblemKind::InvalidValue,
            "Mã số đối tượng là số nguyên không có số 0 ở đầu, ví dụ 1 hay 10105.",
            "The id of an item is a whole number without leading zeros, such as 1 or 10105.",
        )
    })
}
