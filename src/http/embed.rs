//! `GET /embed`: the bare map for frames on other pages; all of its state is in the query.
//! `GET /embed.js`: the map as an element for other pages.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::language::Language;
use super::map_state::{LOOK, MapState, STATE, pairs};
use super::page::{filled, script};
use super::page_head::{NAME, PageHead};
use super::problem::{ForPeople, Problem};
use super::query;
use super::service::Service;
use super::snapshot::Snapshot;
use crate::atlas::Atlas;

/// What a picture does not know.
pub(super) const NOT_DRAWN: &[&str] = &["search", "interaction"];

/// The parameters of the route.
pub(super) fn parameters() -> Vec<&'static str> {
    [STATE, LOOK].concat()
}

/// `GET /embed`
pub(super) async fn embed(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let language = Language::wanted(&uri, &asked);
    let asked_query = query::without_tracking(uri.query().unwrap_or_default());
    // Whether an overlay is there is told from figures that may have to be counted first.
    let read = service
        .workers
        .run(move || state(&atlas, &asked_query))
        .await?;
    let state = match read {
        Ok(state) => state,
        Err(problem) => return Ok(refused(&problem, language)),
    };
    let base = service.settings.base_url(&asked);
    let head = PageHead {
        base: &base,
        path: "/embed",
        query: &state.query(&[]),
        picture_query: &state.query(NOT_DRAWN),
        title: state.title.as_deref(),
        language,
    };
    filled(&service, &asked, "embed.html", &head).await
}

/// `GET /embed.js`
pub(super) async fn embed_js(
    State(service): State<Arc<Service>>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    script(&service, &asked, "embed.js").await
}

/// The state that a query asks for.
fn state(atlas: &Atlas, asked: &str) -> Result<MapState, Problem> {
    query::check(asked, &parameters())?;
    MapState::read(atlas, &pairs(asked)?)
}

/// The problem as a page: whoever put the frame there sees what to change, in both languages.
fn refused(problem: &Problem, language: Language) -> Response {
    let page = refusal(problem, language).into_string();
    let mut response = (StatusCode::BAD_REQUEST, page).into_response();
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *";
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    response.extensions_mut().insert(ForPeople);
    response
}

fn refusal(problem: &Problem, language: Language) -> Markup {
    let (title, others) = match language {
        Language::Vi => ("Không mở được bản đồ nhúng", [Language::Vi, Language::En]),
        Language::En => (
            "The embedded map cannot be opened",
            [Language::En, Language::Vi],
        ),
    };
    let style = "body{font:16px/1.5 'Be Vietnam Pro',system-ui,sans-serif;color:#1d2530;\
        background:#fbfaf7;margin:0;padding:24px;max-width:44em}h1{font-size:20px;margin:0 0 8px}\
        p{margin:0 0 12px;overflow-wrap:anywhere}p+p{color:#4b5563}\
        @media(prefers-color-scheme:dark){body{color:#eef1f3;background:#141c21}p+p{color:#a9b2b9}}";
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " | " (NAME) }
                style { (maud::PreEscaped(style)) }
            }
            body {
                main {
                    h1 { (title) }
                    @for language in others {
                        p lang=(language.code()) { (problem.detail(language)) }
                    }
                }
            }
        }
    }
}
