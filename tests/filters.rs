//! One filter says the same everywhere: tiles, lists, sums and files hold what a scan over the
//! compiled tables finds that uses nothing of the product's filters.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, an unwrap that fails is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use phiabac::atlas::{Atlas, FilterLanguage, LayerFilter, RecordQuery, TileWish};
use phiabac::domain::LayerId;
use phiabac::geometry::{Crs, LonLat, TileCoord, lonlat_to_grid};

#[path = "support/asked_filters.rs"]
mod asked_filters;
#[path = "support/mvt/mod.rs"]
mod mvt;
#[path = "support/random.rs"]
mod random;

use asked_filters::{Condition, Table};
use random::Random;

static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::load(&geodata()).expect("the committed geodata can be loaded"));

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

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
        layer: wanted.layer,
        filter: Some(wanted.filter.clone()),
        bbox: None,
        order: Vec::new(),
    }
}

fn listed(wanted: &LayerFilter) -> BTreeSet<u64> {
    let page = ATLAS.record_page(&query(wanted), None, 0, usize::MAX);
    let features: Vec<_> = page.features.iter().collect();
    assert_eq!(features.len(), page.number_matched);
    features.into_iter().map(id_of).collect()
}

fn exported(wanted: &LayerFilter) -> BTreeSet<u64> {
    let records = ATLAS.wanted_records(&query(wanted));
    let each = 0..records.len();
    each.map(|index| id_of(&ATLAS.exported_feature(&records, index).unwrap()))
        .collect()
}

fn id_of(feature: &geojson::Feature) -> u64 {
    match &feature.id {
        Some(geojson::feature::Id::Number(number)) => number.as_u64().unwrap(),
        other => panic!("{other:?}"),
    }
}

/// The features of tiles by number, with how many records each stands for.
fn drawn(wanted: &LayerFilter, tiles: &BTreeSet<TileCoord>) -> BTreeMap<u64, u64> {
    let mut found = BTreeMap::new();
    for &coord in tiles {
        let wish = TileWish {
            layers: &[wanted.layer],
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
            assert_eq!(exported(&wanted), expected, "{layer} file: {text}");
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
    let table = Table::read(&geodata().join("units.csv"), |row| {
        row["level"] == "commune" && row["valid_to"].is_empty()
    });
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
