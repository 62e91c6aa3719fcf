//! The tiles of the page, one archive for each source of its style.

use std::path::Path;

use serde::Deserialize;

use super::{Files, SiteError, SiteWish, Step, document};
use crate::archive::{self, ArchiveFormat, ArchiveWish};
use crate::atlas::{Atlas, TileWish, Tongue};
use crate::domain::LayerId;
use crate::http::page_file;

/// An archive of the bundle.
pub(super) struct Archive {
    /// Its source in the style.
    pub source: String,
    /// What the style says where its `TileJSON` is, but for the address of the server.
    pub tilejson: String,
    /// Its layers, as the page names them in the address of a tile.
    pub names: String,
    layers: Vec<LayerId>,
}

impl Archive {
    /// Where it stands in the bundle.
    pub(super) fn path(&self) -> String {
        format!("tiles/{}.pmtiles", self.source)
    }
}

/// The archives that the style of the page draws from, in the order of its sources.
pub(super) fn archives() -> Result<Vec<Archive>, SiteError> {
    #[derive(Deserialize)]
    struct Style {
        sources: serde_json::Map<String, serde_json::Value>,
    }
    let style = page_file("styles/light.json").ok_or(SiteError::NoPage)?;
    let style: Style = document("the style", &style)?;
    let drawn = style.sources.into_iter().filter_map(|(source, about)| {
        let tilejson = about
            .get("url")?
            .as_str()?
            .strip_prefix("{base}")?
            .to_owned();
        let names = tilejson.strip_prefix("/tiles/")?.strip_suffix(".json")?;
        let layers: Result<Vec<LayerId>, _> = names.split(',').map(str::parse).collect();
        Some(Archive {
            names: names.to_owned(),
            layers: in_drawing_order(&layers.ok()?),
            source,
            tilejson,
        })
    });
    Ok(drawn.collect())
}

/// Each layer once: what is wished for in another order is the same tile.
fn in_drawing_order(layers: &[LayerId]) -> Vec<LayerId> {
    let all = LayerId::ALL.iter().copied();
    all.filter(|layer| layers.contains(layer)).collect()
}

/// Writes the archives; how many tiles they hold.
pub(super) fn write(
    atlas: &Atlas,
    wish: &SiteWish,
    archives: &[Archive],
    files: &mut Files,
    progress: &mut dyn FnMut(Step),
) -> Result<u64, SiteError> {
    let mut tiles = 0;
    for own in archives {
        let wish = ArchiveWish {
            tiles: TileWish {
                layers: &own.layers,
                ..TileWish::default()
            },
            zooms: wish.zooms.clone(),
            bbox: None,
            tongue: Tongue::Vi,
        };
        let file = files.place(&own.path())?;
        tiles += one(atlas, &wish, &file, progress)?;
        files.counted(&file)?;
    }
    Ok(tiles)
}

fn one(
    atlas: &Atlas,
    wish: &ArchiveWish,
    file: &Path,
    progress: &mut dyn FnMut(Step),
) -> Result<u64, SiteError> {
    let mut told = |done| progress(Step::Tiles(done));
    let written = archive::write(atlas, wish, ArchiveFormat::Pmtiles, file, &mut told)?;
    Ok(written.tiles)
}
