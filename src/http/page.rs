//! The page and the files it loads.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;

use super::assets::{self, media_type};
use super::language::Language;
use super::page_head::PageHead;
use super::problem::Problem;
use super::service::{ASK_AGAIN, Document, FOR_GOOD, Service};
use super::settings::HttpSettings;

/// `GET /`: its state stands after the `#`, which no server sees.
pub(super) async fn index(
    State(service): State<Arc<Service>>,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let base = service.settings.base_url(&asked);
    // The headers have no say: the page is the same for all who have its address.
    let language = Language::wanted(&uri, &HeaderMap::new());
    let query = match language {
        Language::En => "lang=en",
        Language::Vi => "",
    };
    let head = PageHead {
        base: &base,
        path: "/",
        query,
        picture_query: query,
        title: None,
        language,
    };
    filled(&service, &asked, "index.html", &head).await
}

/// A page of ours with what its head tells others.
pub(super) async fn filled(
    service: &Service,
    asked: &HeaderMap,
    path: &str,
    head: &PageHead<'_>,
) -> Result<Response, Problem> {
    let page = assets::file(path)?;
    let document = Document {
        body: Bytes::from(head.put_into(&String::from_utf8_lossy(&page))),
        media: media_type(path),
        caching: ASK_AGAIN,
    };
    let mut response = service.send(asked, document).await?;
    let policy = page_policy(&service.settings);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// A script with a name that stays: asked for again each time, so that pages of others get the
/// new one.
pub(super) async fn script(
    service: &Service,
    asked: &HeaderMap,
    path: &str,
) -> Result<Response, Problem> {
    file(service, asked, path, "public, max-age=0, must-revalidate").await
}

/// `GET /favicon.svg`
pub(super) async fn favicon(
    State(service): State<Arc<Service>>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    file(&service, &asked, "favicon.svg", ASK_AGAIN).await
}

/// `GET /licences.txt`
pub(super) async fn licences(
    State(service): State<Arc<Service>>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    file(&service, &asked, "licences.txt", ASK_AGAIN).await
}

/// `GET /assets/{*path}`: names carry a hash of the content.
pub(super) async fn asset(
    State(service): State<Arc<Service>>,
    Path(path): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    file(&service, &asked, &format!("assets/{path}"), FOR_GOOD).await
}

/// `GET /sprites/{sprite}`
pub(super) async fn sprite(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    file(&service, &asked, &format!("sprites/{name}"), ASK_AGAIN).await
}

/// Sends one file of the built page.
pub(super) async fn file(
    service: &Service,
    asked: &HeaderMap,
    path: &str,
    caching: &'static str,
) -> Result<Response, Problem> {
    let document = Document {
        body: assets::file(path)?,
        media: media_type(path),
        caching,
    };
    service.send(asked, document).await
}

/// What the page may load: only what comes from here. `MapLibre` starts its worker from a file of
/// ours and writes element styles, and a preview of the embedded map stands in a frame; nothing else
/// needs an exception.
fn page_policy(settings: &HttpSettings) -> HeaderValue {
    let own = match &settings.public_url {
        Some(url) => format!("'self' {}", url.origin()),
        None => "'self'".to_owned(),
    };
    let ancestors = settings.embed_origins.frame_ancestors();
    let policy = format!(
        "default-src 'none'; script-src 'self'; worker-src 'self' blob:; \
         style-src 'self' 'unsafe-inline'; img-src {own} data: blob:; font-src {own} data:; \
         connect-src {own}; frame-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors {ancestors}"
    );
    HeaderValue::try_from(policy).expect("config lets only header values through")
}
