//! Overlays in this very process: computed, kept, written as JSON, and joined onto tiles.

use std::hint::black_box;
use std::time::Instant;

use phiabac::atlas::{Atlas, OverlayChoice, OverlayRequest, TileWish};
use phiabac::domain::{AreaLevel, LayerId};
use phiabac::geometry::TileCoord;
use serde::Serialize;

use crate::in_process::milliseconds;
use crate::summary::{Spread, table};
use crate::tile_sample::TileId;

/// Over all communes: two summaries, and a figure.
const OVERLAYS: [&str; 3] = ["cluster_count", "plant_capacity", "population_density"];

/// Milliseconds.
#[derive(Debug, Serialize)]
pub struct Overlays {
    computed: Spread,
    kept: Spread,
    json: Spread,
    tiles_plain: Spread,
    tiles_joined: Spread,
    joined_to_plain: f64,
}

/// Computes overlays of all communes with each number of classes, asks for each once more, and
/// draws the tiles of zooms 5 to 8 with and without one, in turns.
pub fn measure(atlas: &Atlas, layers: &[LayerId], tiles: &[TileId]) -> Overlays {
    let choices = OVERLAYS.iter().flat_map(|id| {
        (2..=9).map(move |classes| {
            let request = OverlayRequest {
                level: Some(AreaLevel::Commune),
                classes: Some(classes),
                ..OverlayRequest::default()
            };
            let choice = atlas.choose_overlay(id, &request);
            choice.expect("an overlay of the catalogue")
        })
    });
    let (mut computed, mut kept, mut json) = (Vec::new(), Vec::new(), Vec::new());
    for choice in choices {
        let begun = Instant::now();
        black_box(atlas.overlay(&choice));
        computed.push(milliseconds(begun));
        let begun = Instant::now();
        let overlay = atlas.overlay(&choice);
        kept.push(milliseconds(begun));
        let begun = Instant::now();
        let written = serde_json::to_vec(&atlas.overlay_document(&overlay));
        json.push(milliseconds(begun));
        black_box(written.expect("an overlay can be written"));
    }
    let joined = [AreaLevel::Province, AreaLevel::Commune].map(|level| {
        let request = OverlayRequest {
            level: Some(level),
            ..OverlayRequest::default()
        };
        let choice = atlas.choose_overlay("population_density", &request);
        choice.expect("an overlay of the catalogue")
    });
    let (mut bare, mut carrying) = (Vec::new(), Vec::new());
    for id in tiles.iter().filter(|id| id.z <= 8) {
        let coord = TileCoord::new(id.z, id.x, id.y).expect("a tile that exists");
        let draw = |overlays: &[OverlayChoice]| {
            let begun = Instant::now();
            let wish = TileWish {
                layers,
                overlays,
                ..TileWish::default()
            };
            black_box(atlas.wished_tile(&wish, coord));
            milliseconds(begun)
        };
        bare.push(draw(&[]));
        carrying.push(draw(&joined));
    }
    let sum = |times: &[f64]| times.iter().sum::<f64>();
    Overlays {
        joined_to_plain: sum(&carrying) / sum(&bare),
        computed: Spread::of(computed),
        kept: Spread::of(kept),
        json: Spread::of(json),
        tiles_plain: Spread::of(bare),
        tiles_joined: Spread::of(carrying),
    }
}

impl Overlays {
    /// As a table.
    pub fn table(&self) -> String {
        let spread = |what: &str, ms: &Spread| {
            let figure = |ms: f64| format!("{ms:.3}");
            vec![
                what.to_owned(),
                figure(ms.p50),
                figure(ms.p99),
                figure(ms.max),
            ]
        };
        let mut rows = vec![
            spread("overlay over all communes, computed", &self.computed),
            spread("the same, kept", &self.kept),
            spread("the same, written as JSON", &self.json),
            spread("communes,provinces z5–z8, plain", &self.tiles_plain),
            spread("the same tiles with an overlay", &self.tiles_joined),
        ];
        let times = format!("× {:.2}", self.joined_to_plain);
        let empty = String::new;
        rows.push(vec![
            "with to without, all tiles".to_owned(),
            times,
            empty(),
            empty(),
        ]);
        table(
            "Overlays, in process",
            &["what", "ms p50", "ms p99", "ms max"],
            &rows,
        )
    }
}
