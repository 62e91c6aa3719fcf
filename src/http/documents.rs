//! Documents about the map: catalogue, `TileJSON`, styles, and the description of the API.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Serialize;

use super::archives::{self, ArchiveDocument};
use super::assets;
use super::filter_query::RawFilter;
use super::joined_overlay::JoinedOverlay;
use super::layer_list::LayerList;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{ASK_AGAIN, Document, Service};
use super::snapshot::Snapshot;
use super::tile_parts::RawTileParts;
use crate::atlas::{CatalogDocument, TileJsonParts, TileWish};

/// What stands in a style where the address of the server belongs.
const BASE: &str = "{base}";

/// The description of every address, kept by hand beside this file; a test holds it to the routes.
const OPENAPI: &str = include_str!("openapi.json");

/// `GET /catalog.json`
pub(super) async fn catalog(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let document = Catalog {
        live: atlas.catalog(),
        archives: service.settings.archives.documents(),
    };
    json(&service, &asked, &document).await
}

/// The catalogue of the live layers, and the archives beside them.
#[derive(Serialize)]
struct Catalog<'a> {
    #[serde(flatten)]
    live: CatalogDocument<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    archives: Vec<ArchiveDocument>,
}

/// `GET /tiles/{layers}.json`
#[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
pub(super) async fn tilejson(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(file): Path<String>,
    Query(joined): Query<JoinedOverlay>,
    Query(filter): Query<RawFilter>,
    Query(parts): Query<RawTileParts>,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let not_found = || Problem::of_kind(ProblemKind::NotFound);
    let names = file.strip_suffix(".json").ok_or_else(not_found)?;
    if let Some(archive) = service.settings.archives.named(names) {
        archives::no_parameters(uri.query())?;
        return archives::tilejson(&service, archive, &asked).await;
    }
    let list = names.parse::<LayerList>()?;
    let joined = joined.settled(&atlas, list)?;
    let read = parts.read(&atlas, list, joined.as_ref())?;
    let query = filter.query_after(joined.as_ref().map_or("", |joined| &joined.query));
    let query = parts.query_after(&query);
    filter
        .of_tile_by_worker(&service.workers, &atlas, list, read.days)
        .await?;
    let choices = joined.as_ref().map_or(&[][..], |joined| &joined.choices);
    let layers = list.to_vec();
    let base = service.settings.base_url(&asked);
    let names: Vec<_> = layers.iter().map(|layer| layer.as_str()).collect();
    let document = TileJson {
        tilejson: "3.0.0",
        name: "Phía Bắc Atlas",
        version: format!("1.0.0+{}", atlas.version()),
        scheme: "xyz",
        tiles: [format!(
            "{base}/tiles/{}/{{z}}/{{x}}/{{y}}.mvt{query}",
            names.join(",")
        )],
        parts: atlas.tilejson(&TileWish {
            layers: &layers,
            overlays: choices,
            filters: &[],
            properties: read.properties.as_deref(),
            days: read.days,
        }),
    };
    json(&service, &asked, &document).await
}

/// `GET /styles/{light|dark}.json`
pub(super) async fn style(
    State(service): State<Arc<Service>>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    if !["light.json", "dark.json"].contains(&file.as_str()) {
        return Err(Problem::new(
            ProblemKind::NotFound,
            "Có hai kiểu bản đồ: /styles/light.json và /styles/dark.json.",
            "There are two styles: /styles/light.json and /styles/dark.json.",
        ));
    }
    let template = assets::file(&format!("styles/{file}"))?;
    let template = String::from_utf8_lossy(&template);
    let base = service.settings.base_url(&asked);
    let document = Document {
        body: Bytes::from(template.replace(BASE, base.as_str())),
        media: "application/json",
        caching: ASK_AGAIN,
    };
    service.send(&asked, document).await
}

/// `GET /api/openapi.json`
pub(super) async fn openapi(
    State(service): State<Arc<Service>>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let document = Document {
        body: Bytes::from_static(OPENAPI.as_bytes()),
        media: "application/vnd.oai.openapi+json;version=3.1",
        caching: ASK_AGAIN,
    };
    service.send(&asked, document).await
}

/// Sends a document as JSON.
pub(super) async fn json(
    service: &Service,
    asked: &HeaderMap,
    content: &impl Serialize,
) -> Result<Response, Problem> {
    let document = Document {
        body: json_bytes(content)?,
        media: "application/json",
        caching: ASK_AGAIN,
    };
    service.send(asked, document).await
}

/// A document written as JSON.
pub(super) fn json_bytes(content: &impl Serialize) -> Result<Bytes, Problem> {
    let body = serde_json::to_vec(content).map_err(|error| {
        tracing::error!(%error, "a document could not be written as JSON");
        Problem::of_kind(ProblemKind::Internal)
    })?;
    Ok(Bytes::from(body))
}

/// `TileJSON` 3.0.0.
#[derive(Serialize)]
struct TileJson {
    tilejson: &'static str,
    name: &'static str,
    version: String,
    scheme: &'static str,
    tiles: [String; 1],
    #[serde(flatten)]
    parts: TileJsonParts,
}
