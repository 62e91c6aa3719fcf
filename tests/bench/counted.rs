//! A fixed amount of work of each kind, in functions that callgrind finds by name
//! (`counted_…`): instructions do not depend on how busy the machine is.

use std::hint::black_box;
use std::path::Path;

use phiabac::atlas::{Atlas, OverlayRequest, Question};
use phiabac::domain::{AreaLevel, LayerId};
use phiabac::geometry::{LonLat, TileCoord};

use crate::BOUNDARIES;
use crate::random::Random;
use crate::searches::golden;
use crate::tile_sample::TileId;

/// Every so many of the tiles, and of the golden questions.
const EVERY: usize = 10;

/// Does all of it once.
pub fn make(geodata: &Path, root: &Path, tiles: &[TileId]) {
    let atlas = Atlas::load(geodata).unwrap_or_else(|cause| panic!("{cause}"));
    atlas.warm_up();
    let tiles: Vec<TileCoord> = tiles
        .iter()
        .step_by(EVERY)
        .map(|id| TileCoord::new(id.z, id.x, id.y).expect("a tile that exists"))
        .collect();
    let texts = golden(&root.join("tests/search/golden.csv"));
    let questions: Vec<Question> = texts.into_iter().step_by(EVERY).map(question).collect();
    let mut random = Random::new(20_261_122);
    let places: Vec<LonLat> = (0..2000)
        .map(|_| LonLat {
            lon: 102.1 + 6.0 * random.fraction(),
            lat: 17.9 + 5.5 * random.fraction(),
        })
        .collect();
    // What is made at the first question is not counted.
    black_box(atlas.search(&question("Bắc Ninh".to_owned())));
    // What another thread does for these functions would not be counted as theirs.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    alone.expect("a thread").install(|| {
        counted_boundary_tiles(&atlas, &tiles);
        counted_whole_tiles(&atlas, &tiles);
        counted_searches(&atlas, &questions);
        counted_places(&atlas, &places);
        counted_joins(&atlas);
    });
}

fn question(text: String) -> Question {
    Question {
        text,
        limit: 10,
        ..Question::default()
    }
}

#[inline(never)]
fn counted_boundary_tiles(atlas: &Atlas, tiles: &[TileCoord]) {
    for &coord in tiles {
        black_box(atlas.tile(&BOUNDARIES, coord));
    }
}

#[inline(never)]
fn counted_whole_tiles(atlas: &Atlas, tiles: &[TileCoord]) {
    for &coord in tiles {
        black_box(atlas.tile(LayerId::ALL, coord));
    }
}

#[inline(never)]
fn counted_searches(atlas: &Atlas, questions: &[Question]) {
    for question in questions {
        black_box(atlas.search(question));
    }
}

#[inline(never)]
fn counted_places(atlas: &Atlas, places: &[LonLat]) {
    for &place in places {
        black_box(atlas.commune_at(place));
        black_box(atlas.nearest(LayerId::IndustrialZones, place, 20, 100.0));
    }
}

#[inline(never)]
fn counted_joins(atlas: &Atlas) {
    for id in ["cluster_count", "plant_capacity", "population_density"] {
        let request = OverlayRequest {
            level: Some(AreaLevel::Commune),
            ..OverlayRequest::default()
        };
        let choice = atlas.choose_overlay(id, &request);
        black_box(atlas.overlay(&choice.expect("an overlay of the catalogue")));
    }
}
