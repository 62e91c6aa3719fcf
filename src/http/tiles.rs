//! `GET /tiles/{layers}/{z}/{x}/{y}`: one vector tile.

use std::sync::{Arc, Weak};

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::Response;

use super::archives;
use super::cache::{Cache, Weighed};
use super::conditional::EntityTag;
use super::encoding::{Accepted, Coding, Encoded, Preferred, accepted, encode};
use super::filter_query::RawFilter;
use super::front::AtHand;
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

/// The quickest first: a tile is made while the caller waits. Zstandard takes a third of gzip's
/// time, and gzip a third of Brotli's, for tiles of about the same size.
pub(super) const PREFERRED: Preferred = [Coding::Zstd, Coding::Gzip, Coding::Brotli];

/// Suffixes that may follow the row.
const SUFFIXES: [&str; 2] = [".mvt", ".pbf"];

/// Finished tiles, and how long clients may keep them.
pub(super) struct Tiles {
    finished: Cache<TileRequest, Arc<FinishedTile>>,
    /// Finished tiles by the very words in which they were asked for.
    spelled: Cache<Box<[u8]>, Spelled>,
    caching: HeaderValue,
}

/// The words of requests take this part of the room for tiles.
const SPELLED_PART: usize = 16;

/// Longer words are read anew each time.
const MOST_SPELLED_BYTES: usize = 512;

/// A finished tile while it is kept.
#[derive(Clone)]
struct Spelled(Weak<FinishedTile>);

impl Weighed for Spelled {
    fn bytes(&self) -> usize {
        // The words themselves, roughly.
        128
    }
}

/// Everything that decides about the bytes of a tile.
#[derive(Clone, PartialEq, Eq, Hash)]
struct TileRequest {
    /// Which snapshot of the data.
    snapshot: u64,
    layers: LayerList,
    coord: TileCoord,
    accepted: Accepted,
    overlays: Option<Arc<[OverlayChoice]>>,
    /// Normal form of the filter.
    filter: Option<Arc<str>>,
    parts: TileParts,
}

/// A tile that can be sent as often as it is asked for, without a copy.
struct FinishedTile {
    snapshot: u64,
    tag: EntityTag,
    /// Nothing where no feature reaches into the tile.
    encoded: Option<Encoded>,
    /// What it takes in the cache together with its request, roughly.
    bytes: usize,
}

impl Weighed for Arc<FinishedTile> {
    fn bytes(&self) -> usize {
        self.bytes
    }
}

impl Tiles {
    pub(super) fn new(settings: &HttpSettings) -> Self {
        let caching = format!(
            "public, max-age={}, must-revalidate",
            settings.tile_max_age_s
        );
        Self {
            finished: Cache::of_bytes(settings.tile_cache_bytes),
            spelled: Cache::of_bytes(settings.tile_cache_bytes / SPELLED_PART),
            caching: HeaderValue::try_from(caching)
                .expect("a number and plain words are a header value"),
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
pub(super) async fn tile(
    State(service): State<Arc<Service>>,
    Snapshot(atlas): Snapshot,
    TileAddress { layers, z, x, y }: TileAddress,
    Query(joined): Query<JoinedOverlay>,
    Query(filter): Query<RawFilter>,
    Query(parts): Query<RawTileParts>,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(archive) = service.settings.archives.named(&layers) {
        archives::no_parameters(uri.query())?;
        let caching = service.tiles.caching.clone();
        return archives::tile(&service, archive, [&z, &x, &y], &asked, caching).await;
    }
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

    // 1. A finished tile, or word that the caller holds it: nothing is computed.
    if let Some(kept) = service.tiles.finished.get(&request) {
        service.tiles.spell(&uri, &asked, &kept);
        return Ok(kept.answer(&asked, caching));
    }
    // 2. The tag is known before the tile is.
    let tag = EntityTag::of(&request);
    if tag.is_held_by(&asked) {
        return Ok(not_modified(&tag, caching));
    }
    // 3. Made by a worker, for all who ask for it meanwhile.
    let made = made(&service, atlas, request, tag, filter.filters).await?;
    Ok(made.answer(&asked, caching))
}

impl TileRequest {
    /// What the request itself takes in the cache beyond its own size, roughly.
    fn bytes(&self) -> usize {
        let filter = self.filter.as_ref().map_or(0, |normal| normal.len());
        let names = self.parts.properties.iter().flat_map(|own| own.iter());
        filter + names.map(|name| name.len() + 64).sum::<usize>()
    }
}

impl FinishedTile {
    fn answer(&self, asked: &HeaderMap, caching: HeaderValue) -> Response {
        if self.tag.is_held_by(asked) {
            return not_modified(&self.tag, caching);
        }
        match &self.encoded {
            Some(encoded) => full(encoded.clone(), MEDIA, &self.tag, caching),
            None => empty(&self.tag, caching),
        }
    }
}

impl Tiles {
    /// Remembers the words in which a finished tile was asked for: the same words need not be
    /// read again.
    fn spell(&self, uri: &Uri, asked: &HeaderMap, finished: &Arc<FinishedTile>) {
        if let Some(words) = Words::of(uri, asked) {
            let tile = Spelled(Arc::downgrade(finished));
            self.spelled.put(words.as_bytes().into(), tile);
        }
    }
}

/// What a request says about a tile, in its own words: the address and the codings it accepts.
struct Words {
    bytes: [u8; MOST_SPELLED_BYTES],
    length: usize,
}

impl Words {
    /// Nothing where they are too long, or codings are named in several headers.
    fn of(uri: &Uri, asked: &HeaderMap) -> Option<Self> {
        let mut codings = asked.get_all(header::ACCEPT_ENCODING).iter();
        let codings_named = codings.next().map_or(&b""[..], HeaderValue::as_bytes);
        if codings.next().is_some() {
            return None;
        }
        let mut words = Self {
            bytes: [0; MOST_SPELLED_BYTES],
            length: 0,
        };
        // No address has a space: no two requests have the same words.
        let parts = [
            uri.path().as_bytes(),
            b"?",
            uri.query().unwrap_or_default().as_bytes(),
            b" ",
            codings_named,
        ];
        for part in parts {
            let end = words.length + part.len();
            words
                .bytes
                .get_mut(words.length..end)?
                .copy_from_slice(part);
            words.length = end;
        }
        Some(words)
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl AtHand for Service {
    /// A finished tile that was asked for in these very words before.
    fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
        if method != Method::GET {
            return None;
        }
        let words = Words::of(uri, headers)?;
        let finished = self.tiles.spelled.get(words.as_bytes())?.0.upgrade()?;
        let is_present = finished.snapshot == self.snapshots.version_number();
        is_present.then(|| finished.answer(headers, self.tiles.caching.clone()))
    }
}

/// The tile, made by a worker; callers that ask for one that is being made wait for it.
async fn made(
    service: &Arc<Service>,
    atlas: Arc<Atlas>,
    request: TileRequest,
    tag: EntityTag,
    filters: Vec<LayerFilter>,
) -> Result<Arc<FinishedTile>, Problem> {
    let (keeper, wanted) = (service.clone(), request.clone());
    let make = service.workers.run(move || {
        let wish = TileWish {
            layers: &wanted.layers.to_vec(),
            overlays: wanted.overlays.as_deref().unwrap_or_default(),
            filters: &filters,
            properties: wanted.parts.properties.as_deref(),
            days: wanted.parts.days,
        };
        let plain = atlas.wished_tile(&wish, wanted.coord);
        let encoded = plain.map(|plain| encode(Bytes::from(plain), wanted.accepted));
        let body = encoded.as_ref().map_or(0, Weighed::bytes);
        let finished = Arc::new(FinishedTile {
            snapshot: wanted.snapshot,
            tag,
            encoded,
            bytes: body + wanted.bytes(),
        });
        // Kept even if the caller went away meanwhile: the next one need not begin anew.
        keeper.tiles.finished.put(wanted, finished.clone());
        finished
    });
    service.tiles.finished.get_or_make(&request, make).await
}

pub(super) fn without_suffix(row: &str) -> &str {
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
pub(super) fn whole_number(text: &str) -> Result<u32, Problem> {
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
