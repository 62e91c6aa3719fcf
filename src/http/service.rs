//! What all handlers share: the snapshots, the settings, finished bodies and the workers.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::admin::Admin;
use super::cache::Cache;
use super::conditional::EntityTag;
use super::convert_table::Conversions;
use super::encoding::{Accepted, Coding, Encoded, Preferred, accepted, encode};
use super::export_file::Exports;
use super::glyphs::Glyphs;
use super::picture::Pictures;
use super::problem::Problem;
use super::settings::HttpSettings;
use super::snapshot::Snapshots;
use super::tiles::Tiles;
use super::workers::Workers;

/// Room for packed documents and assets: the page, the styles and the glyphs fit several times.
const PACKED_BYTES: usize = 24 << 20;

/// Brotli first: documents are packed once and sent often.
pub(super) const PREFERRED: Preferred = [Coding::Brotli, Coding::Zstd, Coding::Gzip];

/// Bodies up to this size are packed at once; larger ones go to a worker.
const QUICK_BYTES: usize = 16 << 10;

/// One service: built once at start, shared by all requests.
pub(super) struct Service {
    pub(super) snapshots: Arc<Snapshots>,
    pub(super) settings: HttpSettings,
    pub(super) tiles: Tiles,
    pub(super) glyphs: Glyphs,
    pub(super) workers: Workers,
    pub(super) conversions: Conversions,
    pub(super) exports: Exports,
    pub(super) pictures: Pictures,
    pub(super) admin: Admin,
    packed: Cache<(u64, Accepted), Encoded>,
}

/// A whole body that is the same for all who ask for it in the same way.
pub(super) struct Document {
    pub(super) body: Bytes,
    pub(super) media: &'static str,
    pub(super) caching: &'static str,
}

/// Kept by clients, but asked for again each time; an unchanged one costs a 304.
pub(super) const ASK_AGAIN: &str = "public, no-cache";

/// Kept by clients for good: the name changes with the content.
pub(super) const FOR_GOOD: &str = "public, max-age=31536000, immutable";

impl Service {
    /// The service of these snapshots.
    pub(super) fn new(snapshots: Arc<Snapshots>, settings: HttpSettings) -> Self {
        Self {
            snapshots,
            tiles: Tiles::new(&settings),
            glyphs: Glyphs::default(),
            workers: Workers::new(settings.workers, settings.queue),
            conversions: Conversions::default(),
            exports: Exports::new(&settings),
            pictures: Pictures::new(&settings),
            admin: Admin::default(),
            packed: Cache::of_bytes(PACKED_BYTES),
            settings,
        }
    }

    /// Sends a document: nothing if the caller holds it already, else packed as accepted.
    ///
    /// # Errors
    /// When the workers have too much to do.
    pub(super) async fn send(
        &self,
        asked: &HeaderMap,
        document: Document,
    ) -> Result<Response, Problem> {
        let accepted = accepted(asked, PREFERRED);
        let tag = EntityTag::of((&document.body[..], accepted));
        let caching = HeaderValue::from_static(document.caching);
        if tag.is_held_by(asked) {
            return Ok(not_modified(&tag, caching));
        }
        let length = document.body.len();
        let encoded = self.packed(document.body, accepted).await?;
        tracing::trace!(bytes = length, sent = encoded.body.len(), "document packed");
        Ok(full(encoded, document.media, &tag, caching))
    }

    async fn packed(&self, plain: Bytes, accepted: Accepted) -> Result<Encoded, Problem> {
        if accepted.coding == Coding::Identity || plain.len() < QUICK_BYTES {
            return Ok(encode(plain, accepted));
        }
        let key = (xxhash_rust::xxh3::xxh3_64(&plain), accepted);
        let pack = self.workers.run(move || encode(plain, accepted));
        self.packed.get_or_make(&key, pack).await
    }
}

/// Headers of an answer with all that the layers add: room that is taken once.
const HEADERS: usize = 16;

/// An answer with a body.
pub(super) fn full(
    encoded: Encoded,
    media: &'static str,
    tag: &EntityTag,
    caching: HeaderValue,
) -> Response {
    let mut response = Response::new(Body::from(encoded.body));
    let headers = response.headers_mut();
    headers.reserve(HEADERS);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if let Some(token) = encoded.coding.token() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(token));
    }
    validators(headers, tag, caching);
    response
}

/// An answer without a body, because there is nothing to show.
pub(super) fn empty(tag: &EntityTag, caching: HeaderValue) -> Response {
    without_body(StatusCode::NO_CONTENT, tag, caching)
}

/// An answer without a body, because the caller holds it.
pub(super) fn not_modified(tag: &EntityTag, caching: HeaderValue) -> Response {
    without_body(StatusCode::NOT_MODIFIED, tag, caching)
}

fn without_body(status: StatusCode, tag: &EntityTag, caching: HeaderValue) -> Response {
    let mut response = status.into_response();
    validators(response.headers_mut(), tag, caching);
    response
}

fn validators(headers: &mut HeaderMap, tag: &EntityTag, caching: HeaderValue) {
    const VARY: HeaderValue = HeaderValue::from_static("accept-encoding");
    let each: [(HeaderName, HeaderValue); 3] = [
        (header::ETAG, tag.header()),
        (header::CACHE_CONTROL, caching),
        (header::VARY, VARY),
    ];
    headers.extend(each);
}
