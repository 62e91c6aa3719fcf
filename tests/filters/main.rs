//! One filter says the same everywhere: tiles, lists, sums and files hold what a scan over the
//! compiled tables finds that uses nothing of the product's filters.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

#[path = "../support/asked_filters.rs"]
mod asked_filters;
#[path = "../support/committed.rs"]
mod committed;
mod days;
mod every_layer;
#[path = "../support/mvt/mod.rs"]
mod mvt;
#[path = "../support/random.rs"]
mod random;
#[path = "../support/relations.rs"]
mod relations;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use geo::Geometry;
use phiabac::atlas::{
    ExportWish, FilterLanguage, Format, LayerFilter, RecordQuery, TileWish, Tongue,
};
use phiabac::domain::LayerId;
use phiabac::geometry::{Crs, LonLat, TileCoord, lonlat_to_grid};

use asked_filters::{Condition, Table};
use committed::{ATLAS, geodata};
use random::Random;

/// How many filters are drawn for a layer.
const FILTERS: usize = 60;

/// The filter in the product, by text or by JSON.
fn read(layer: LayerId, condition: &Condition, language: FilterLanguage) -> LayerFilter {
    let written = match language {
        FilterLanguage::Text => condition.text(),
        FilterLanguage::Json => condition.json().to_string(),
    };
    let read = ATLAS.read_filter(layer, &written, language, Crs::CRS84);
    read.unwrap_or_else(|why| panic!("{written}: {why:?}"))
}

fn query(wanted: &LayerFilter) -> RecordQuery {
    RecordQuery {
        records: wanted.records,
        filter: Some(wanted.filter.clone()),
        bbox: None,
        order: Vec::new(),
    }
}

fn listed(wanted: &LayerFilter) -> BTreeSet<u64> {
    let orders = ATLAS.wanted_orders(&query(wanted)).into_iter();
    let items = orders.map(|order| ATLAS.item(wanted.records, order, false, None).unwrap());
    items.map(|item| item.id).collect()
}

fn exported(wanted: &LayerFilter, folder: &Path) -> BTreeSet<u64> {
    let export = ATLAS.export(ExportWish {
        query: query(wanted),
        format: Format::GeoJson,
        crs: Crs::CRS84,
        tongue: Tongue::En,
        properties: None,
    });
    let file = folder.join("records.geojson");
    ATLAS.write_export(&export, &file, &mut |_| {}).unwrap();
    let written = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let document: serde_json::Value = serde_json::from_str(&written).unwrap();
    let features = document["features"].as_array().unwrap().iter();
    features.map(|own| own["id"].as_u64().unwrap()).collect()
}

/// The features of tiles by number, with how many records each stands for.
fn drawn(wanted: &LayerFilter, tiles: &BTreeSet<TileCoord>) -> BTreeMap<u64, u64> {
    let mut found = BTreeMap::new();
    for &coord in tiles {
        let wish = TileWish {
            layers: &[wanted.records.layer],
            filters: std::slice::from_ref(wanted),
            ..TileWish::default()
        };
        let Some(bytes) = ATLAS.wished_tile(&wish, coord) else {
            continue;
        };
        let tile = mvt::decode(&bytes).unwrap();
        for feature in &tile.layers[0].features {
            let count = feature.property("point_count").and_then(mvt::Value::as_f64);
            found.insert(feature.id.unwrap(), count.unwrap_or(1.0) as u64);
        }
    }
    found
}

fn tiles_holding(table: &Table, zoom: u8) -> BTreeSet<TileCoord> {
    let places = table.rows.iter().filter_map(|row| row.place);
    places
        .map(|[lon, lat]| TileCoord::holding(lonlat_to_grid(LonLat { lon, lat }), zoom))
        .collect()
}

#[test]
fn tiles_lists_sums_and_files_hold_what_a_scan_finds() {
    for (layer, file) in [
        (LayerId::IndustrialZones, "industrial_zones.csv"),
        (LayerId::BorderGates, "border_gates.csv"),
        (LayerId::PowerPlants, "power_plants.csv"),
    ] {
        let table = Table::read(&geodata().join(file), |_| true);
        let [fine, coarse] = [14, 6].map(|zoom| tiles_holding(&table, zoom));
        let mut random = Random::new(20_261_122 + layer as u64);
        let folder = tempfile::tempdir().unwrap();
        let (mut some, mut none_or_all) = (0, 0);
        for _ in 0..FILTERS {
            let condition = Condition::drawn(&table, &mut random, 3);
            let expected: BTreeSet<u64> = table.accepted(&condition).map(|row| row.id).collect();
            if expected.is_empty() || expected.len() == table.rows.len() {
                none_or_all += 1;
            } else {
                some += 1;
            }
            let wanted = read(layer, &condition, FilterLanguage::Text);
            let text = condition.text();
            assert_eq!(listed(&wanted), expected, "{layer} list: {text}");
            assert_eq!(
                exported(&wanted, folder.path()),
                expected,
                "{layer} file: {text}"
            );
            let summary = ATLAS.summary(&query(&wanted), &[]);
            assert_eq!(summary.number_matched, expected.len(), "{layer}: {text}");

            let placed = table.accepted(&condition).filter(|row| row.place.is_some());
            let placed: BTreeSet<u64> = placed.map(|row| row.id).collect();
            assert_eq!(summary.drawn, placed.len(), "{layer}: {text}");
            let found: BTreeSet<u64> = drawn(&wanted, &fine).into_keys().collect();
            assert_eq!(found, placed, "{layer} tiles: {text}");
            let grouped: u64 = drawn(&wanted, &coarse).into_values().sum();
            assert_eq!(grouped, placed.len() as u64, "{layer} groups: {text}");
        }
        assert!(some > none_or_all, "{layer}: {some} and {none_or_all}");
    }
}

#[test]
fn text_and_json_are_one_filter() {
    let table = Table::read(&geodata().join("power_plants.csv"), |_| true);
    let mut random = Random::new(7);
    for _ in 0..FILTERS {
        let condition = Condition::drawn(&table, &mut random, 3);
        let [text, json] = [FilterLanguage::Text, FilterLanguage::Json]
            .map(|language| read(LayerId::PowerPlants, &condition, language));
        assert_eq!(listed(&text), listed(&json), "{}", condition.text());
        assert_eq!(
            text.filter.normal_form(),
            json.filter.normal_form(),
            "{}",
            condition.text()
        );
    }
}

#[test]
fn units_that_are_not_accepted_are_not_drawn() {
    let mut table = Table::read(&geodata().join("units.csv"), |row| {
        row["level"] == "commune" && row["valid_to"].is_empty()
    });
    let shapes: BTreeMap<u64, Geometry> = shapes_of(LayerId::Communes).collect();
    for row in &mut table.rows {
        row.shape = shapes.get(&row.id).cloned();
    }
    let tiles: BTreeSet<TileCoord> = (200..=206)
        .flat_map(|x| (108..=116).map(move |y| TileCoord::new(8, x, y).unwrap()))
        .collect();
    let mut random = Random::new(1733);
    for _ in 0..6 {
        let condition = Condition::drawn(&table, &mut random, 2);
        let expected: BTreeSet<u64> = table.accepted(&condition).map(|row| row.id).collect();
        let wanted = read(LayerId::Communes, &condition, FilterLanguage::Text);
        assert_eq!(listed(&wanted), expected, "{}", condition.text());
        let found: BTreeSet<u64> = drawn(&wanted, &tiles).into_keys().collect();
        assert_eq!(found, expected, "{}", condition.text());
    }
}

/// The records of a layer that have a shape, by number.
fn shapes_of(layer: LayerId) -> impl Iterator<Item = (u64, Geometry)> {
    let items = (0..).map_while(move |order| ATLAS.item(layer, order, true, None));
    items.filter_map(|item| Some((item.id, item.geometry?.into_owned())))
}

fn of_text(layer: LayerId, text: &str, crs: Crs) -> LayerFilter {
    let read = ATLAS.read_filter(layer, text, FilterLanguage::Text, crs);
    read.unwrap_or_else(|why| panic!("{text}: {why:?}"))
}

/// Features of tiles by number, with their attributes.
type Features = BTreeMap<u64, BTreeMap<String, String>>;

/// The features of the only layer of a wish in all tiles of the region.
fn drawn_everywhere(wish: &TileWish, zoom: u8) -> Features {
    let place = |lon, lat| TileCoord::holding(lonlat_to_grid(LonLat { lon, lat }), zoom);
    let (first, last) = (place(101.5, 24.0), place(110.0, 17.0));
    let mut found = BTreeMap::new();
    for x in first.x()..=last.x() {
        for y in first.y()..=last.y() {
            let coord = TileCoord::new(zoom, x, y).unwrap();
            let Some(bytes) = ATLAS.wished_tile(wish, coord) else {
                continue;
            };
            let tile = mvt::decode(&bytes).unwrap();
            assert_eq!(tile.layers.len(), 1);
            assert_eq!(tile.layers[0].name, wish.layers[0].as_str());
            for feature in &tile.layers[0].features {
                let own = feature.properties.iter();
                let own = own.map(|(key, value)| (key.clone(), format!("{value:?}")));
                found.insert(feature.id.unwrap(), own.collect());
            }
        }
    }
    found
}
