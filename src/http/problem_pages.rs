//! `/problems/{slug}`: what a problem's `type` means, for people.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{ASK_AGAIN, Document, Service};

/// `GET /problems`: all of them.
pub(super) async fn list(
    State(service): State<Arc<Service>>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    send(&service, &asked, ProblemKind::ALL).await
}

/// `GET /problems/{slug}`
pub(super) async fn one(
    State(service): State<Arc<Service>>,
    Path(slug): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let kind =
        ProblemKind::of_slug(&slug).ok_or_else(|| Problem::of_kind(ProblemKind::NotFound))?;
    send(&service, &asked, &[kind]).await
}

async fn send(
    service: &Service,
    asked: &HeaderMap,
    kinds: &[ProblemKind],
) -> Result<Response, Problem> {
    let pages: Vec<_> = kinds.iter().copied().map(explanation).collect();
    let document = Document {
        body: Bytes::from(pages.join("\n")),
        media: "text/plain; charset=utf-8",
        caching: ASK_AGAIN,
    };
    service.send(asked, document).await
}

fn explanation(kind: ProblemKind) -> String {
    let (title, cure) = (kind.title(), kind.cure());
    format!(
        "/problems/{slug} ({status})\n\n{}\n{}\n\n{}\n{}\n",
        title.vi,
        cure.vi,
        title.en,
        cure.en,
        slug = kind.slug(),
        status = kind.status().as_u16(),
    )
}
