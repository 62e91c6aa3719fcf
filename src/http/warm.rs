//! Tiles of low zooms, made before anybody asks for them: the first visitors wait for none.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;
use tower::Service;

use super::assets;
use super::front::Front;
use super::snapshot::Snapshots;
use crate::atlas::Atlas;
use crate::geometry::{LonLat, TileCoord, lonlat_to_grid};

/// How often is looked whether the data are others than those whose tiles lie ready.
const ROUND: Duration = Duration::from_secs(2);

/// The words in which browsers name the codings that they read: over HTTPS and on the machine
/// itself, and over plain HTTP.
const CODINGS: [&str; 2] = ["gzip, deflate, br, zstd", "gzip, deflate"];

/// Makes the tiles of [`warm_low_zooms`] whenever the data are new, once everything else is
/// prepared. Goes on until it is dropped.
pub async fn keep_low_zooms_warm(front: Front, snapshots: Arc<Snapshots>, last_zoom: u8) {
    let mut warmed = None;
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        let atlas = snapshots.present();
        if atlas.is_warm() && warmed != Some(atlas.version_number()) {
            let tiles = warm_low_zooms(&front, &atlas, last_zoom).await;
            tracing::info!(tiles, last_zoom, "tiles of low zooms lie ready");
            warmed = Some(atlas.version_number());
        }
    }
}

/// Asks for every tile of the region at zooms 0 to `last_zoom` in the very words in which browsers
/// ask that show our style, one after another; gives how many there are. What visitors ask for
/// meanwhile is answered beside it.
pub async fn warm_low_zooms(front: &Front, atlas: &Atlas, last_zoom: u8) -> usize {
    let drawn = layers_of_style();
    let mut made = 0;
    for tile in tiles(atlas, last_zoom) {
        for layers in &drawn {
            let address = format!("/tiles/{layers}/{}/{}/{}", tile.z(), tile.x(), tile.y());
            for codings in CODINGS {
                // Twice: the first makes the tile, the second finds it and keeps the words.
                for _ in 0..2 {
                    made += usize::from(ask(front, &address, codings).await);
                }
            }
        }
    }
    made / (2 * CODINGS.len())
}

/// Whether there is something in that tile.
async fn ask(front: &Front, address: &str, codings: &str) -> bool {
    let request = Request::get(address)
        .header(header::HOST, "localhost")
        .header(header::ACCEPT_ENCODING, codings)
        .body(Body::empty())
        .expect("an address of plain words");
    let Ok(answer) = front.clone().call(request).await;
    answer.status() == StatusCode::OK
}

/// The tiles that the region reaches into.
fn tiles(atlas: &Atlas, last_zoom: u8) -> impl Iterator<Item = TileCoord> {
    let bounds = atlas.extent();
    let northwest = lonlat_to_grid(LonLat {
        lon: bounds.west,
        lat: bounds.north,
    });
    let southeast = lonlat_to_grid(LonLat {
        lon: bounds.east,
        lat: bounds.south,
    });
    (0..=last_zoom).flat_map(move |z| {
        let [first, last] = [northwest, southeast].map(|corner| TileCoord::holding(corner, z));
        (first.y()..=last.y()).flat_map(move |y| {
            (first.x()..=last.x())
                .map(move |x| TileCoord::new(z, x, y).expect("between two tiles that exist"))
        })
    })
}

/// The lists of layers whose tiles the style draws; none where the page was not built.
fn layers_of_style() -> Vec<String> {
    let style = assets::file("styles/light.json").ok();
    let style: Option<Value> = style.and_then(|json| serde_json::from_slice(&json).ok());
    let sources = style
        .as_ref()
        .and_then(|style| style["sources"].as_object());
    let addresses = sources.into_iter().flatten();
    addresses
        .filter_map(|(_, source)| {
            let (_, path) = source["url"].as_str()?.split_once("/tiles/")?;
            path.strip_suffix(".json").map(str::to_owned)
        })
        .collect()
}
