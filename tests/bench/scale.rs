//! How cost grows with the data: the region once, four times and sixteen times (generated).

use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::in_process::milliseconds;
use crate::load::Crowd;
use crate::random::Random;
use crate::repeated::{self, moved};
use crate::served::Server;
use crate::summary::{Spread, resident_mb, table};
use crate::tile_sample::TileId;

const COPIES: [usize; 3] = [1, 4, repeated::MOST];
const LAYERS: &str = "communes,provinces";
const CONNECTIONS: u64 = 64;
const TIME: Duration = Duration::from_secs(10);

/// What so many copies cost.
#[derive(Debug, Serialize)]
pub struct Scale {
    copies: usize,
    communes: usize,
    start_to_ready_ms: f64,
    resident_when_ready_mb: f64,
    resident_at_most_mb: f64,
    /// Zooms 0 to 4, where one tile shows many copies.
    world_ms: Spread,
    /// Zooms 5 to 8, as many tiles as of one copy, drawn from all.
    wide_ms: Spread,
    /// Zooms 9 to 14, likewise.
    close_ms: Spread,
    /// As many tiles as of one copy: they are all kept.
    hot_per_second: f64,
    /// The tiles of all copies.
    all_distinct: usize,
    all_per_second: f64,
    all_p99_ms: f64,
}

/// Measures a server with each number of copies.
pub fn measure(geodata: &Path, tiles: &[TileId]) -> Vec<Scale> {
    COPIES
        .map(|copies| with_copies(geodata, tiles, copies))
        .into()
}

fn with_copies(geodata: &Path, tiles: &[TileId], copies: usize) -> Scale {
    let folder = tempfile::tempdir().expect("a folder");
    repeated::write(geodata, copies, folder.path());
    let mut server = Server::start(folder.path());
    let [resident_when_ready_mb, _] = resident_mb(&server.process());

    let world: Vec<TileId> = (0..=4).flat_map(all_of).collect();
    let mut random = Random::new(20_261_122);
    let one: Vec<TileId> = tiles
        .iter()
        .map(|&id| moved(id, random.below(copies)))
        .collect();
    let (wide, close): (Vec<TileId>, Vec<TileId>) = one.iter().partition(|id| id.z <= 8);
    let [world_ms, wide_ms, close_ms] = [world, wide, close].map(|ids| cold(&mut server, &ids));

    let hot = Crowd::asking_for(&paths(&one));
    let hot = hot.ask(server.address(), CONNECTIONS, TIME);
    let all: Vec<TileId> = (0..copies)
        .flat_map(|copy| tiles.iter().map(move |&id| moved(id, copy)))
        .collect();
    let crowd = Crowd::asking_for(&paths(&all));
    crowd.ask(server.address(), CONNECTIONS, TIME);
    let everything = crowd.ask(server.address(), CONNECTIONS, TIME);
    let [_, resident_at_most_mb] = resident_mb(&server.process());
    Scale {
        copies,
        communes: copies * communes(geodata),
        start_to_ready_ms: server.start_to_ready_ms(),
        resident_when_ready_mb,
        resident_at_most_mb,
        world_ms,
        wide_ms,
        close_ms,
        hot_per_second: hot.per_second(),
        all_distinct: all.len(),
        all_per_second: everything.per_second(),
        all_p99_ms: everything.ms.p99,
    }
}

fn communes(geodata: &Path) -> usize {
    use phiabac::dataset::topojson::{BoundarySet, read_boundaries};
    let file = geodata.join("boundaries/communes.topojson");
    let read = read_boundaries(&file, BoundarySet::Communes);
    read.unwrap_or_else(|cause| panic!("{cause}")).codes.len()
}

fn all_of(z: u8) -> impl Iterator<Item = TileId> {
    (0..1 << z).flat_map(move |x| (0..1 << z).map(move |y| TileId { z, x, y }))
}

fn paths(tiles: &[TileId]) -> Vec<String> {
    let path = |id: &TileId| format!("/tiles/{LAYERS}/{}/{}/{}", id.z, id.x, id.y);
    tiles.iter().map(path).collect()
}

fn cold(server: &mut Server, tiles: &[TileId]) -> Spread {
    let ms = paths(tiles).into_iter().map(|path| {
        let begun = Instant::now();
        server.connection.get(&path).expect("an answer");
        milliseconds(begun)
    });
    Spread::of(ms.collect())
}

/// As a table.
pub fn scale_table(scales: &[Scale]) -> String {
    let pair = |ms: &Spread| format!("{:.2} / {:.2}", ms.p50, ms.p99);
    let rows: Vec<Vec<String>> = scales
        .iter()
        .map(|own| {
            vec![
                format!("{} ({})", own.copies, own.communes),
                format!("{:.0}", own.start_to_ready_ms),
                format!(
                    "{:.0} / {:.0}",
                    own.resident_when_ready_mb, own.resident_at_most_mb
                ),
                pair(&own.world_ms),
                pair(&own.wide_ms),
                pair(&own.close_ms),
                format!("{:.0}", own.hot_per_second),
                format!(
                    "{:.0} / {:.2} ({})",
                    own.all_per_second, own.all_p99_ms, own.all_distinct
                ),
            ]
        })
        .collect();
    let heads = [
        "copies (communes)",
        "start ms",
        "resident MB ready / at most",
        "cold ms p50 / p99, z0–z4",
        "z5–z8",
        "z9–z14",
        "requests/s, 1,440 kept tiles",
        "requests/s / p99 ms, tiles of all copies",
    ];
    table(
        "The same with the region several times (generated)",
        &heads,
        &rows,
    )
}
