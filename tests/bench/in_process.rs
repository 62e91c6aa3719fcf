//! The atlas in this very process: no HTTP, no cache, one thread.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use phiabac::atlas::Atlas;
use phiabac::domain::LayerId;
use phiabac::geometry::{LonLat, LonLatBox, TileCoord};
use serde::Serialize;

use crate::random::Random;
use crate::summary::{Spread, resident_mb, table};
use crate::tile_sample::TileId;
use crate::yardsticks::{MARTIN_MS, at};

/// Loading the data.
#[derive(Debug, Serialize)]
pub struct Start {
    load_ms: f64,
    resident_mb: f64,
    resident_at_most_mb: f64,
}

impl Start {
    /// As a table.
    pub fn table(&self) -> String {
        let figures = [
            ("load, ms", self.load_ms),
            ("resident after loading, MB", self.resident_mb),
            (
                "resident at most while loading, MB",
                self.resident_at_most_mb,
            ),
        ];
        let rows = figures.map(|(what, figure)| vec![what.to_owned(), format!("{figure:.0}")]);
        table("Start, in process", &["what", "figure"], &rows)
    }
}

/// Loads the atlas, and then lets it prepare what the server prepares behind its first answers.
pub fn start(geodata: &Path) -> (Atlas, Start) {
    let begun = Instant::now();
    let atlas = Atlas::load(geodata).unwrap_or_else(|cause| panic!("{cause}"));
    let load_ms = milliseconds(begun);
    let [resident_mb, resident_at_most_mb] = resident_mb("self");
    let start = Start {
        load_ms,
        resident_mb,
        resident_at_most_mb,
    };
    atlas.warm_up();
    (atlas, start)
}

/// Tiles of one zoom.
#[derive(Debug, Serialize)]
pub struct Zoom {
    ms: Spread,
    bytes: Spread,
}

/// Makes every tile once.
pub fn tiles(atlas: &Atlas, layers: &[LayerId], tiles: &[TileId]) -> BTreeMap<u8, Zoom> {
    let mut figures: BTreeMap<u8, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for id in tiles {
        let coord = TileCoord::new(id.z, id.x, id.y).expect("a tile that exists");
        let begun = Instant::now();
        let bytes = black_box(atlas.tile(layers, coord));
        let (ms, sizes) = figures.entry(id.z).or_default();
        ms.push(milliseconds(begun));
        sizes.push(bytes.map_or(0, |bytes| bytes.len()) as f64);
    }
    let zoom = |(z, (ms, bytes))| {
        let zoom = Zoom {
            ms: Spread::of(ms),
            bytes: Spread::of(bytes),
        };
        (z, zoom)
    };
    figures.into_iter().map(zoom).collect()
}

/// Cold tiles by zoom.
pub fn tile_table([boundaries, page, all]: [&BTreeMap<u8, Zoom>; 3]) -> String {
    let rows: Vec<Vec<String>> = boundaries
        .iter()
        .zip(page.values().zip(all.values()))
        .map(|((z, two), (page, all))| {
            let ms = |s: &Spread| format!("{:.2} / {:.2} / {:.2}", s.p50, s.p99, s.max);
            let kb = |s: &Spread| format!("{:.1} / {:.1}", s.mean / 1000.0, s.max / 1000.0);
            vec![
                z.to_string(),
                two.ms.count.to_string(),
                ms(&two.ms),
                at(&MARTIN_MS, *z),
                ms(&page.ms),
                ms(&all.ms),
                kb(&two.bytes),
                kb(&page.bytes),
                kb(&all.bytes),
            ]
        })
        .collect();
    let heads = [
        "zoom",
        "tiles",
        "communes,provinces ms p50 / p99 / max",
        "Martin + PostGIS ms",
        "the map of the page ms p50 / p99 / max",
        "all layers ms p50 / p99 / max",
        "communes,provinces kB mean / max",
        "the map of the page kB mean / max",
        "all layers kB mean / max",
    ];
    table("Cold tiles, in process, not packed", &heads, &rows)
}

/// Asks the indexes 20,000 times each, at seeded places of the region.
pub fn queries(atlas: &Atlas) -> BTreeMap<&'static str, Spread> {
    let mut random = Random::new(20_261_122);
    let places: Vec<LonLat> = (0..20_000)
        .map(|_| LonLat {
            lon: 102.1 + 6.0 * random.fraction(),
            lat: 17.9 + 5.5 * random.fraction(),
        })
        .collect();
    let around = |place: LonLat| LonLatBox {
        west: place.lon,
        south: place.lat,
        east: place.lon + 0.2,
        north: place.lat + 0.2,
    };
    let nearest = |layer: LayerId| {
        timed(&places, move |place| {
            black_box(atlas.nearest(layer, place, 20, 100.0));
        })
    };
    let commune = |place| {
        black_box(atlas.commune_at(place));
    };
    let communes = |place| {
        black_box(atlas.communes_near(around(place)));
    };
    BTreeMap::from([
        ("commune that holds a place", timed(&places, commune)),
        ("communes in a box of 0.2°", timed(&places, communes)),
        (
            "20 nearest zones within 100 km",
            nearest(LayerId::IndustrialZones),
        ),
        (
            "20 nearest plants within 100 km",
            nearest(LayerId::PowerPlants),
        ),
        (
            "20 nearest gates within 100 km",
            nearest(LayerId::BorderGates),
        ),
    ])
}

/// Index queries.
pub fn query_table(queries: &BTreeMap<&'static str, Spread>) -> String {
    let rows: Vec<Vec<String>> = queries
        .iter()
        .map(|(what, us)| {
            let figure = |us: f64| format!("{us:.1}");
            vec![
                (*what).to_owned(),
                figure(us.p50),
                figure(us.p99),
                figure(us.max),
            ]
        })
        .collect();
    let heads = ["query", "µs p50", "µs p99", "µs max"];
    table("Index queries, in process", &heads, &rows)
}

fn timed(places: &[LonLat], query: impl Fn(LonLat)) -> Spread {
    let microseconds = |&place: &LonLat| {
        let begun = Instant::now();
        query(place);
        milliseconds(begun) * 1000.0
    };
    Spread::of(places.iter().map(microseconds).collect())
}

/// Milliseconds since then.
pub fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}
