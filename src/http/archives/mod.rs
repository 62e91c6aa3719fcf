//! `PMTiles` archives that are served beside the live layers, from files or object stores.

mod directories;
mod opened;
mod remote;
mod setting;
mod tile;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Mutex;

use super::cache::Cache;
use super::documents::json;
use super::problem::Problem;
use super::problem_kind::ProblemKind;
use super::service::Service;
use opened::{ArchiveFault, Opened};
pub use setting::{ArchiveSetting, ArchiveSettingError, RawArchive};
pub(super) use tile::tile;

/// Room for tiles of archives as they lie in them.
const KEPT_BYTES: usize = 16 << 20;

/// An archive that could not be opened is tried again after this time.
const TRY_AGAIN: Duration = Duration::from_secs(30);

/// The same in words of a header.
const RETRY_AFTER_S: &str = "30";

/// The archives of a service; cheap to clone.
#[derive(Clone, Debug)]
pub struct Archives(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    list: Vec<Archive>,
    /// Tiles by archive, its version, zoom, column, row; no bytes where it has none.
    kept: Cache<TileKey, Bytes>,
}

type TileKey = (usize, u64, [u32; 3]);

/// One archive and whether it is open.
#[derive(Debug)]
pub(super) struct Archive {
    place_in_list: usize,
    setting: ArchiveSetting,
    opened: RwLock<Option<Arc<Opened>>>,
    /// Held by whoever opens it; when that was tried last.
    turn: Mutex<Option<Instant>>,
}

impl Default for Archives {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

impl Archives {
    /// These archives; none is opened yet.
    #[must_use]
    pub fn of(settings: Vec<ArchiveSetting>) -> Self {
        let list = settings.into_iter().enumerate();
        let list = list.map(|(place_in_list, setting)| Archive {
            place_in_list,
            setting,
            opened: RwLock::default(),
            turn: Mutex::default(),
        });
        Self(Arc::new(Shared {
            list: list.collect(),
            kept: Cache::of_bytes(KEPT_BYTES),
        }))
    }

    /// Opens them all side by side, and tells the log of each how that went.
    pub async fn open_all(&self) {
        let mut under_way = tokio::task::JoinSet::new();
        for place in 0..self.0.list.len() {
            let archives = self.clone();
            under_way.spawn(async move { archives.0.list[place].open_at_start().await });
        }
        while under_way.join_next().await.is_some() {}
    }

    /// The archive of that name.
    pub(super) fn named(&self, id: &str) -> Option<&Archive> {
        self.0.list.iter().find(|own| own.setting.id == id)
    }

    /// What the catalogue says of them.
    pub(super) fn documents(&self) -> Vec<ArchiveDocument> {
        self.0.list.iter().map(Archive::document).collect()
    }
}

impl Archive {
    async fn open_at_start(&self) {
        if let Some(opened) = self.opened().await {
            let [minzoom, maxzoom] = opened.zooms();
            tracing::info!(
                archive.id = self.setting.id,
                minzoom,
                maxzoom,
                "archive open"
            );
        }
    }

    /// The archive, opened if it is not yet; nothing when that fails, or failed a moment ago.
    async fn opened(&self) -> Option<Arc<Opened>> {
        if let Some(opened) = self.held() {
            return Some(opened);
        }
        let mut tried = self.turn.lock().await;
        if let Some(opened) = self.held() {
            return Some(opened);
        }
        if tried.is_some_and(|last| last.elapsed() < TRY_AGAIN) {
            return None;
        }
        *tried = Some(Instant::now());
        match Opened::open(&self.setting).await {
            Ok(opened) => {
                let opened = Arc::new(opened);
                self.hold(Some(opened.clone()));
                *tried = None;
                Some(opened)
            }
            Err(fault) => {
                self.tell(&fault);
                None
            }
        }
    }

    fn held(&self) -> Option<Arc<Opened>> {
        let held = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    fn hold(&self, opened: Option<Arc<Opened>>) {
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = opened;
    }

    fn tell(&self, fault: &ArchiveFault) {
        tracing::error!(
            archive.id = self.setting.id,
            archive.place = %self.setting.place,
            %fault,
            "archive cannot be served; everything else is"
        );
    }

    fn document(&self) -> ArchiveDocument {
        let held = self.held();
        let held = held.as_deref();
        let zooms = held.map(Opened::zooms);
        ArchiveDocument {
            id: self.setting.id.clone(),
            title_vi: self.setting.title_vi.clone(),
            title_en: self.setting.title_en.clone(),
            attribution: self.attribution(held).to_owned(),
            available: held.is_some(),
            media: held.map(Opened::media),
            minzoom: zooms.map(|[min, _]| min),
            maxzoom: zooms.map(|[_, max]| max),
            bounds: held.map(Opened::bounds),
        }
    }

    /// Who is to be named: whom the operator names, or the archive itself.
    fn attribution<'a>(&'a self, opened: Option<&'a Opened>) -> &'a str {
        let own = self.setting.attribution.as_deref();
        let said = || opened.and_then(|opened| opened.text("attribution"));
        own.or_else(said).unwrap_or_default()
    }
}

/// An archive in the catalogue.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ArchiveDocument {
    id: String,
    title_vi: String,
    title_en: String,
    attribution: String,
    /// Whether it could be opened.
    available: bool,
    /// The media type of its tiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minzoom: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maxzoom: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bounds: Option<[f64; 4]>,
}

/// `TileJSON` 3.0.0 of an archive.
#[derive(Serialize)]
struct ArchiveTileJson<'a> {
    tilejson: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    attribution: &'a str,
    scheme: &'static str,
    tiles: [String; 1],
    bounds: [f64; 4],
    center: (f64, f64, u8),
    minzoom: u8,
    maxzoom: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    vector_layers: Option<&'a Value>,
}

/// `GET /tiles/{archive}.json`
pub(super) async fn tilejson(
    service: &Service,
    archive: &Archive,
    asked: &HeaderMap,
) -> Result<Response, Problem> {
    let opened = archive.opened().await.ok_or_else(unavailable)?;
    let base = service.settings.base_url(asked);
    let suffix = if opened.is_vector() { ".mvt" } else { "" };
    let [minzoom, maxzoom] = opened.zooms();
    let id = &archive.setting.id;
    let document = ArchiveTileJson {
        tilejson: "3.0.0",
        name: &archive.setting.title_vi,
        description: opened.text("description"),
        attribution: archive.attribution(Some(&opened)),
        scheme: "xyz",
        tiles: [format!("{base}/tiles/{id}/{{z}}/{{x}}/{{y}}{suffix}")],
        bounds: opened.bounds(),
        center: opened.center(),
        minzoom,
        maxzoom,
        vector_layers: opened.vector_layers(),
    };
    json(service, asked, &document).await
}

fn unavailable() -> Problem {
    let again = HeaderValue::from_static(RETRY_AFTER_S);
    Problem::of_kind(ProblemKind::ArchiveUnavailable).with_header(header::RETRY_AFTER, again)
}

/// An archive takes none of the parameters of live tiles.
pub(super) fn no_parameters(query: Option<&str>) -> Result<(), Problem> {
    let pairs = query.unwrap_or_default().split('&');
    let mut others = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    match others.next() {
        None => Ok(()),
        Some(_) => Err(Problem::new(
            ProblemKind::UnknownParameter,
            "Ô bản đồ của kho lưu có sẵn không nhận tham số nào; hãy bỏ tham số.",
            "Tiles of an archive are as they are: leave out the parameters.",
        )),
    }
}
