//! Sources: every one can be opened by an address.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::documents::json;
use super::figure_query::RawQuery;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::Service;
use super::snapshot::Snapshot;

/// The parameters of `/api/sources`.
pub(super) const SOURCES: &[&str] = &["limit", "offset"];

/// `GET /api/sources`
pub(super) async fn list(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Query(raw): Query<RawQuery>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let paging = raw.paging()?;
    let mut page = atlas.source_page(paging.limit, paging.offset);
    let next = paging.next(page.number_returned, page.number_matched);
    page.next = next.map(|offset| raw.at_offset("/api/sources", offset));
    json(&service, &asked, &page).await
}

/// `GET /api/sources/{id}`
pub(super) async fn one(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(id): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let source = atlas.source(&id).ok_or_else(|| {
        let id: String = id.chars().take(64).collect();
        Problem::new(
            ProblemKind::UnknownSource,
            format!("Không có nguồn \"{id}\"; /api/sources liệt kê mọi nguồn."),
            format!("There is no source \"{id}\"; /api/sources lists them all."),
        )
    })?;
    json(&service, &asked, &source).await
}
