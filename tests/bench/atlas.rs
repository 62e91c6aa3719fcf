//! Measures the atlas on the real data: start, memory, tiles cold and served, index queries,
//! searches, questions by place, overlays.
//!
//! `make bench` runs it. One word after `cargo bench --bench atlas --` chooses a part: `hot` measures
//! finished tiles, `crowd` lets 500 connections ask for a minute, `reloads` exchanges the data
//! fifty times under load, `scale` repeats the region up to 16 times, `count` makes a fixed set of
//! tiles, searches and joins for callgrind to count, `tiles` names the tiles. It prints Markdown
//! tables and writes the same figures to `target/bench/atlas.json`, or to a file named like the
//! part. Nothing is asserted: figures are compared by people, with the yardsticks beside them. The
//! tiles are the same ones every time: all of the region at zooms 5 to 8, 300 drawn by lot at each
//! of 9 to 14 (fewer where a zoom has not so many).

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the tables are for people"
)]

mod asking;
mod conversions;
mod counted;
mod hot;
mod in_process;
mod load;
mod overlays;
#[path = "../support/random.rs"]
mod random;
#[path = "../support/records.rs"]
mod records;
#[path = "../support/reference.rs"]
mod reference;
mod reloads;
mod repeated;
mod scale;
mod searches;
mod served;
mod summary;
#[path = "../support/tile_sample.rs"]
mod tile_sample;
mod yardsticks;

use std::path::Path;

use phiabac::domain::LayerId;
use serde_json::json;

use reference::Reference;
use tile_sample::TileId;

/// The layers that other tile servers were measured with.
const BOUNDARIES: [LayerId; 2] = [LayerId::Communes, LayerId::Provinces];

/// What the page always draws: one tile.
const PAGE: [LayerId; 9] = [
    LayerId::Land,
    LayerId::Water,
    LayerId::Transport,
    LayerId::Places,
    LayerId::SeaLabels,
    LayerId::Provinces,
    LayerId::Communes,
    LayerId::Borders,
    LayerId::UnitLabels,
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let geodata = root.join("geodata");
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [hot::BARE, address, like] => {
            let read = |text: &str| text.parse().expect("an address");
            return hot::serve_bare(read(address), read(like), &sample(&geodata));
        }
        ["count", ..] => return counted::make(&geodata, root, &sample(&geodata)),
        ["tiles", ..] => return name(&sample(&geodata)),
        ["crowd", ..] => {
            let conference = hot::conference(&geodata, &sample(&geodata));
            println!("{}", conference.table());
            return write(root, "crowd", &json!(conference));
        }
        ["reloads", ..] => {
            let reloads = reloads::measure(&geodata, &sample(&geodata));
            println!("{}", reloads.table());
            return write(root, "reloads", &json!(reloads));
        }
        ["hot", ..] => {
            let hot = hot::measure(&geodata, &sample(&geodata));
            println!("{}", hot.table());
            return write(root, "hot", &json!(hot));
        }
        ["scale", ..] => {
            let scales = scale::measure(&geodata, &sample(&geodata));
            println!("{}", scale::scale_table(&scales));
            return write(root, "scale", &json!(scales));
        }
        _ => {}
    }
    // Memory is read before anything else takes some.
    let (atlas, start) = in_process::start(&geodata);
    println!("{}", start.table());

    let tiles = sample(&geodata);
    let boundaries = in_process::tiles(&atlas, &BOUNDARIES, &tiles);
    let page = in_process::tiles(&atlas, &PAGE, &tiles);
    let all = in_process::tiles(&atlas, LayerId::ALL, &tiles);
    println!("{}", in_process::tile_table([&boundaries, &page, &all]));
    let queries = in_process::queries(&atlas);
    println!("{}", in_process::query_table(&queries));
    let searches = searches::searches(&atlas, root);
    println!("{}", searches::search_table(&searches));
    let conversions = conversions::conversions(&atlas, &geodata);
    println!("{}", conversions.table());

    let asking = asking::asking(&atlas);
    println!("{}", asking::asking_table(&asking));

    let overlays = overlays::measure(&atlas, &BOUNDARIES, &tiles);
    println!("{}", overlays.table());

    let served = served::measure(&geodata, &BOUNDARIES, &tiles);
    println!("{}", served.table());
    let hot = hot::measure(&geodata, &tiles);
    println!("{}", hot.table());

    let report = json!({
        "start": start,
        "tiles": { "communes,provinces": boundaries, "page": page, "all": all },
        "queries": queries,
        "searches": searches,
        "conversions": conversions,
        "asking": asking,
        "overlays": overlays,
        "served": served,
        "hot": hot,
    });
    write(root, "atlas", &report);
}

/// One tile a line, for other programs.
fn name(tiles: &[TileId]) {
    for TileId { z, x, y } in tiles {
        println!("{z}/{x}/{y}");
    }
}

fn sample(geodata: &Path) -> Vec<TileId> {
    let boundaries = geodata.join("boundaries/communes.topojson");
    let region = Reference::read(&boundaries, "communes");
    let drawn_at_9 = tile_sample::drawn(&region, 9);
    let mut tiles = tile_sample::tiles(&region, &records::Records::new());
    tiles.retain(|id| id.z != 9);
    tiles.extend(drawn_at_9);
    tiles.sort_unstable();
    tiles
}

fn write(root: &Path, part: &str, report: &serde_json::Value) {
    let file = root.join(format!("target/bench/{part}.json"));
    let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = folder.and_then(|()| std::fs::write(&file, format!("{report:#}\n")));
    match written {
        Ok(()) => println!("The same figures: {}", file.display()),
        Err(cause) => eprintln!("{} was not written: {cause}", file.display()),
    }
}
