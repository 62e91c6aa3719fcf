//! The laws of the map, kept by the tiles of the real data: every tile of the region at zooms 5 to
//! 9, and 300 drawn by lot at each of 10 to 14, all layers.
//!
//! The tiles are read by the decoder and validator of `support/mvt`, and compared with the
//! boundary files by full scan (`support/reference.rs`); nothing of the product is used but the
//! bytes it serves.

#![expect(clippy::print_stdout, reason = "the totals are for people")]

#[path = "support/coverage_audit.rs"]
mod coverage_audit;
#[path = "support/law_report.rs"]
mod law_report;
#[path = "support/laws.rs"]
mod laws;
#[path = "support/layer_contract.rs"]
mod layer_contract;
#[path = "support/mvt/mod.rs"]
mod mvt;
#[path = "support/random.rs"]
mod random;
#[path = "support/records.rs"]
mod records;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/tile_outside.rs"]
mod tile_outside;
#[path = "support/tile_sample.rs"]
mod tile_sample;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use geo::Distance;
use law_report::Report;
use laws::Knowledge;
use mvt::write::tile_to_bytes;
use mvt::{Geometry, Layer, Point, Tile, decode};
use phiabac::atlas::Atlas;
use phiabac::domain::LayerId;
use phiabac::geometry::{LonLat, LonLatBox, TileCoord};
use random::Random;
use reference::{Reference, to_world};
use tile_sample::TileId;

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

/// What hands out tiles.
trait TileSource: Sync {
    /// The bytes of some layers of a tile; nothing when it is empty.
    fn tile(&self, layers: &[&str], id: TileId) -> Option<Vec<u8>>;
}

impl TileSource for Atlas {
    fn tile(&self, layers: &[&str], id: TileId) -> Option<Vec<u8>> {
        let layer = |name: &&str| name.parse::<LayerId>().expect("a layer");
        let layers: Vec<LayerId> = layers.iter().map(layer).collect();
        let coord = TileCoord::new(id.z, id.x, id.y).expect("a tile that exists");
        self.tile(&layers, coord)
    }
}

/// What the files say, read once for all tests.
static KNOWN: LazyLock<Knowledge> = LazyLock::new(|| {
    let read = |name: &str| {
        let path = geodata()
            .join("boundaries")
            .join(format!("{name}.topojson"));
        Reference::read(&path, name)
    };
    Knowledge {
        communes: read("communes"),
        former_communes: read("former_communes"),
        records: records::read(&geodata()),
        zooms: records::zooms(&geodata()),
    }
});

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::load(&geodata()).expect("the data load"));

/// Checks tiles on all processors.
fn check_all(known: &Knowledge, source: &dyn TileSource, tiles: &[TileId]) -> Report {
    let layers = layer_contract::layer_names();
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut own = Report::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(&id) = tiles.get(number) else {
                return own;
            };
            let bytes = source.tile(&layers, id).unwrap_or_default();
            let with_areas = id.z <= 7 || number.is_multiple_of(10);
            own.add(laws::check(known, id, &bytes, with_areas));
        }
    };
    let mut report = Report::default();
    std::thread::scope(|scope| {
        let count = std::thread::available_parallelism().map_or(2, usize::from);
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        for thread in threads {
            report.add(thread.join().expect("a worker ends well"));
        }
    });
    report
}

fn print(report: &Report) {
    let Report {
        tiles,
        measured,
        bytes,
        ..
    } = report;
    println!("{tiles} tiles, {measured} of them measured by area, {bytes} bytes");
    println!("largest: {:?}", report.largest);
    println!("features: {:?}", report.features);
    for (layer, sums) in &report.coverages {
        println!("{layer}: {sums:?}");
    }
    println!("points by zoom: {:?}", report.points);
    println!("{} breaches", report.breaches.len());
}

/// Every record with a place is drawn once at each zoom, alone or in a group.
fn missing_points(known: &Knowledge, report: &Report) -> Vec<String> {
    let mut breaches = Vec::new();
    for layer in records::POINT_TABLES {
        let table = known.records[layer].values();
        let expected = table.filter(|record| record.place.is_some()).count();
        for z in tile_sample::WHOLE {
            let key = (z, layer.to_owned());
            let drawn = report.points.get(&key).copied().unwrap_or(0);
            if z >= known.zooms[layer].min_zoom && drawn != expected {
                breaches.push(format!("z{z} {layer}: {drawn} of {expected} records drawn"));
            }
        }
    }
    breaches
}

#[test]
fn tiles_keep_the_laws() {
    let tiles = tile_sample::tiles(&KNOWN.communes, &KNOWN.records);
    let mut report = check_all(&KNOWN, &*ATLAS, &tiles);
    let missing = missing_points(&KNOWN, &report);
    report.breaches.extend(missing);
    let names = layer_contract::layer_names().into_iter();
    let never = names.filter(|name| !report.features.contains_key(*name));
    let never: Vec<String> = never.map(|name| format!("{name}: in no tile")).collect();
    report.breaches.extend(never);
    print(&report);
    let told: Vec<&String> = report.breaches.iter().take(25).collect();
    let count = report.breaches.len();
    assert!(told.is_empty(), "{count} breaches, the first: {told:#?}");
}

/// Damages one layer of a real tile and expects the laws to notice, naming the layer.
fn notices(known: &Knowledge, tile: &Tile, id: TileId, layer: &str, damage: impl Fn(&mut Layer)) {
    let mut tile = tile.clone();
    let damaged = tile.layers.iter_mut().find(|l| l.name == layer);
    damage(damaged.expect("the tile has the layer"));
    let report = laws::check(known, id, &tile_to_bytes(&tile), false);
    let named = report.breaches.iter().any(|b| b.contains(layer));
    assert!(named, "damage to {layer} not seen in {:?}", report.breaches);
}

#[test]
fn damage_to_a_real_tile_is_noticed() {
    let id = TileId {
        z: 10,
        x: 813,
        y: 450,
    };
    let bytes = TileSource::tile(&*ATLAS, &layer_contract::layer_names(), id);
    let bytes = bytes.expect("the tile of Hà Nội holds something");
    let sound = laws::check(&KNOWN, id, &bytes, false);
    assert!(sound.breaches.is_empty(), "{:?}", sound.breaches);
    let tile = decode(&bytes).expect("a valid tile");
    let check = |layer: &str, damage: &dyn Fn(&mut Layer)| {
        notices(&KNOWN, &tile, id, layer, damage);
    };
    for layer in ["communes", "former_communes", "provinces"] {
        check(layer, &|l| drop(l.features.remove(1)));
        check(layer, &|l| {
            let inner: fn(&Point) -> bool = |p| p.iter().all(|c| (100..4000).contains(c));
            let polygons = l.features.iter_mut().flat_map(|f| match &mut f.geometry {
                Geometry::Polygons(polygons) => polygons.iter_mut(),
                _ => [].iter_mut(),
            });
            let mut rings = polygons.flat_map(|p| p.exterior.iter_mut());
            rings.find(|p| inner(p)).expect("an inner vertex")[0] += 1;
        });
        check(layer, &|l| l.features[0].id = Some(77));
    }
    check("borders", &|l| {
        let mut turned = l
            .features
            .iter_mut()
            .filter(|f| f.text("level") == "commune");
        let sides = &mut turned.next().expect("a border of communes").properties;
        for (key, _) in sides {
            *key = match key.as_str() {
                "left" => "right".to_owned(),
                "right" => "left".to_owned(),
                _ => continue,
            };
        }
    });
    check("industrial_zones", &|l| drop(l.features.remove(0)));
}

/// Layers whose features are records that can be asked for one by one.
const RECORDS: [&str; 7] = [
    "provinces",
    "communes",
    "former_provinces",
    "former_communes",
    "industrial_zones",
    "border_gates",
    "power_plants",
];

#[test]
fn every_feature_of_a_tile_is_an_item_of_the_same_number_and_code() {
    let mut asked = 0;
    for (z, x, y) in [(6, 50, 28), (8, 203, 112), (10, 813, 450), (11, 1627, 901)] {
        let bytes = TileSource::tile(&*ATLAS, &RECORDS, TileId { z, x, y });
        let tile = decode(&bytes.expect("a tile of the region")).expect("a valid tile");
        for layer in &tile.layers {
            let id: LayerId = layer.name.parse().expect("a layer");
            for feature in &layer.features {
                if feature.property("point_count").is_some() {
                    continue;
                }
                let number = feature.id.expect("an id");
                let order = ATLAS.item_order(id, number);
                let item = order.and_then(|order| ATLAS.item(id, order, false, None));
                let item = item.unwrap_or_else(|| panic!("{id} has no item {number}"));
                let code = item.properties.get("code").and_then(|code| code.as_str());
                assert_eq!(code, Some(feature.text("code")), "{id} {number}");
                asked += 1;
            }
        }
    }
    assert!(asked > 3000, "only {asked} features were asked for");
}

/// A place in the box around the region, in degrees.
fn some_place(random: &mut Random) -> LonLat {
    LonLat {
        lon: 102.0 + 6.2 * random.fraction(),
        lat: 17.9 + 5.6 * random.fraction(),
    }
}

#[test]
fn the_index_finds_the_commune_that_a_full_scan_finds() {
    let mut random = Random::new(4);
    let mut found = 0;
    for _ in 0..3000 {
        let place = some_place(&mut random);
        let scanned = KNOWN.communes.unit_at(to_world([place.lon, place.lat]));
        assert_eq!(ATLAS.commune_at(place), scanned, "at {place:?}");
        found += usize::from(scanned.is_some());
    }
    assert!(found > 800, "only {found} places lie in communes");
}

#[test]
fn the_index_finds_the_boxes_that_a_full_scan_finds() {
    let mut random = Random::new(5);
    for _ in 0..300 {
        let corner = some_place(&mut random);
        let around = LonLatBox {
            west: corner.lon,
            south: corner.lat,
            east: corner.lon + random.fraction() / 2.0,
            north: corner.lat + random.fraction() / 2.0,
        };
        let [west, north] = to_world([around.west, around.north]);
        let [east, south] = to_world([around.east, around.south]);
        let mut scanned = KNOWN.communes.boxes_meeting([west, north, east, south]);
        let mut indexed = ATLAS.communes_near(around);
        scanned.sort_unstable();
        indexed.sort_unstable();
        assert_eq!(indexed, scanned, "in {around:?}");
    }
}

#[test]
fn the_index_finds_the_nearest_records_that_a_full_scan_finds() {
    let mut random = Random::new(6);
    for (round, layer) in records::POINT_TABLES.iter().cycle().take(300).enumerate() {
        let from = some_place(&mut random);
        let within = [5.0, 40.0, 300.0][round % 3];
        let origin = geo::Point::new(from.lon, from.lat);
        let mut scanned: Vec<(f64, u64)> = KNOWN.records[*layer]
            .values()
            .filter_map(|record| {
                let [lon, lat] = record.degrees?;
                let metres = geo::Geodesic.distance(origin, geo::Point::new(lon, lat));
                Some((metres / 1000.0, record.id))
            })
            .filter(|(km, _)| *km <= within)
            .collect();
        scanned.sort_by(|a, b| a.partial_cmp(b).expect("distances are numbers"));
        scanned.truncate(20);
        let id: LayerId = layer.parse().expect("a layer");
        let indexed = ATLAS.nearest(id, from, 20, within);
        let kilometres = |rows: &[(u64, f64)]| -> Vec<i64> {
            rows.iter()
                .map(|row| (row.1 * 1e6).round() as i64)
                .collect()
        };
        let scanned: Vec<(u64, f64)> = scanned.into_iter().map(|(km, id)| (id, km)).collect();
        assert_eq!(
            kilometres(&indexed),
            kilometres(&scanned),
            "{layer} from {from:?}"
        );
    }
}
