//! `GET /tiles/{layers}/{z}/{x}/{y}`: one vector tile.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use super::cache::Cache;
use super::conditional::EntityTag;
use super::encoding::{Accepted, Coding, Encoded, accepted, encode};
use super::filter_query::RawFilter;
use super::joined_overlay::JoinedOverlay;
use super::layer_list::LayerList;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::{Service, empty, full, not_modified};
use super::settings::HttpSettings;
use super::snapshot::Snapshot;
use super::tile_address::TileAddress;
use super::tile_parts::{RawTileParts, TileParts};
use crate::atlas::{Atlas, LayerFilter, OverlayChoice, TileWish};
use crate::geometry::{MAX_ZOOM, TileCoord, TileCoordError};

/// Media type of Mapbox Vector Tiles.
const MEDIA: &str = "application/vnd.mapbox-vector-tile";

/// gzip first: a tile is made while the caller waits, and gzip takes a third of Brotli's time.
const PREFERRED: [Coding; 2] = [Coding::Gzip, Coding::Brotli];

/// Suffixes that may follow the row.
const SUFFIXES: [&str; 2] = [".mvt", ".pbf"];

/// Finished tiles, and how long clients may keep them.
pub(super) struct Tiles {
    finished: Cache<TileRequest, Option<Encoded>>,
    caching: HeaderValue,
}

/// Everything that decides about the bytes of a tile.
#[derive(Clone, PartialEq, Eq, Hash)]
struct TileRequest {
    snapshot: u64,
    layers: LayerList,
    coord: TileCoord,
    accepted: Accepted,
    overlays: Option<Arc<[OverlayChoice]>>,
    /// Normal form of the filter.
    filter: Option<Arc<str>>,
    parts: TileParts,
}

impl Tiles {
    pub(super) fn new(settings: &HttpSettings) -> Self {
        let caching = format!(
            "public, max-age={}, must-revalidate",
            settings.tile_max_age_s
        );
        Self {
            finished: Cache::of_bytes(settings.tile_cache_bytes),
            caching: HeaderValue::try_from(caching)
                .expect("a number and plain words are a header value"),
        }
    }
}

pub(super) async fn tile(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    Path(TileAddress { layers, z, x, y }): Path<TileAddress>,
    Query(joined): Query<JoinedOverlay>,
    Query(filter): Query<RawFilter>,
    Query(parts): Query<RawTileParts>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let layers: LayerList = layers.parse()?;
    let coord = tile_coord(&z, &x, without_suffix(&y))?;
    let joined = joined.settled(&atlas, layers)?;
    let parts = parts.read(&atlas, layers, joined.as_ref())?;
    let filter = filter
        .of_tile_by_worker(&service.workers, &atlas, layers, parts.days)
        .await?;
    let request = TileRequest {
        snapshot: atlas.version_number(),
        layers,
        coord,
        accepted: accepted(&asked, PREFERRED),
        overlays: joined.map(|joined| joined.choices.into()),
        filter: filter.normal,
        parts,
    };
    let caching = service.tiles.caching.clone();
    let tag = EntityTag::of(&request);
    if tag.is_held_by(&asked) {
        return Ok(not_modified(&tag, caching));
    }
    Ok(
        match finished(&service, atlas, request, filter.filters).await? {
            Some(encoded) => full(encoded, MEDIA, &tag, caching),
            None => empty(&tag, caching),
        },
    )
}

impl TileRequest {
    /// What the request itself takes in the cache beyond its own size, roughly.
    fn bytes(&self) -> usize {
        let filter = self.filter.as_ref().map_or(0, |normal| normal.len());
        let names = self.parts.properties.iter().flat_map(|own| own.iter());
        filter + names.map(|name| name.len() + 64).sum::<usize>()
    }
}

/// The tile, from among the finished ones or made by a worker.
async fn finished(
    service: &Arc<Service>,
    atlas: Arc<Atlas>,
    request: TileRequest,
    filters: Vec<LayerFilter>,
) -> Result<Option<Encoded>, Problem> {
    if let Some(kept) = service.tiles.finished.get(&request) {
        return Ok(kept);
    }
    let wanted = request.clone();
    let made = service
        .workers
        .run(move || {
            let wish = TileWish {
                layers: &wanted.layers.to_vec(),
                overlays: wanted.overlays.as_deref().unwrap_or_default(),
                filters: &filters,
                properties: wanted.parts.properties.as_deref(),
                days: wanted.parts.days,
            };
            let plain = atlas.wished_tile(&wish, wanted.coord)?;
            Some(encode(Bytes::from(plain), wanted.accepted))
        })
        .await?;
    let body = made.as_ref().map_or(0, |encoded| encoded.body.len());
    let bytes = body + request.bytes();
    service.tiles.finished.put(request, made.clone(), bytes);
    Ok(made)
}

fn without_suffix(row: &str) -> &str {
    SUFFIXES
        .iter()
        .find_map(|suffix| row.strip_suffix(suffix))
        .unwrap_or(row)
}

fn tile_coord(z: &str, x: &str, y: &str) -> Result<TileCoord, Problem> {
    let zoom = u8::try_from(whole_number(z)?).map_err(|_| beyond_the_pyramid(z))?;
    TileCoord::new(zoom, whole_number(x)?, whole_number(y)?).map_err(|error| match error {
        TileCoordError::Zoom(_) => beyond_the_pyramid(z),
        TileCoordError::OutOfSquare { z, max } => Problem::new(
            ProblemKind::NoSuchTile,
            format!("Ở mức thu phóng {z}, cột và hàng đi từ 0 đến {max}."),
            format!("At zoom {z}, columns and rows go from 0 to {max}."),
        ),
    })
}

fn beyond_the_pyramid(zoom: &str) -> Problem {
    Problem::new(
        ProblemKind::NoSuchTile,
        format!(
            "Mức thu phóng {zoom} không có; hãy chọn từ 0 đến {MAX_ZOOM}. Ở mức lớn hơn, dùng lại ô của mức {MAX_ZOOM}."
        ),
        format!(
            "There is no zoom {zoom}; choose 0 to {MAX_ZOOM}. Beyond that, draw the tiles of zoom {MAX_ZOOM} larger."
        ),
    )
}

/// Digits without sign or leading zeros: every tile has one address.
fn whole_number(text: &str) -> Result<u32, Problem> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = text == "0" || !text.starts_with('0');
    let number = (digits && plain).then(|| text.parse().ok()).flatten();
    number.ok_or_else(|| {
        let shown: String = text.chars().take(32).collect();
        Problem::new(
            ProblemKind::NoSuchTile,
            format!("\"{shown}\" không phải là số nguyên viết gọn như 0, 7 hay 203."),
            format!("\"{shown}\" is not a plain whole number such as 0, 7 or 203."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!(whole_number("0").unwrap(), 0);
        assert_eq!(whole_number("203").unwrap(), 203);
        for bad in [
            "",
            "-1",
            "+1",
            "01",
            "00",
            "1.0",
            " 1",
            "1e3",
            "٣",
            "4294967296",
        ] {
            assert!(whole_number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn tiles_that_cannot_exist_are_refused() {
        assert!(tile_coord("8", "203", "112").is_ok());
        for (z, x, y) in [
            ("15", "0", "0"),
            ("256", "0", "0"),
            ("3", "8", "0"),
            ("0", "0", "1"),
        ] {
            assert!(tile_coord(z, x, y).is_err(), "{z}/{x}/{y}");
        }
    }

    #[test]
    fn suffixes_are_optional() {
        assert_eq!(without_suffix("112.mvt"), "112");
        assert_eq!(without_suffix("112.pbf"), "112");
        assert_eq!(without_suffix("112"), "112");
    }
}
