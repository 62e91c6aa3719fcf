//! Overlays in tiles: the values and classes of the JSON, on the same areas.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::mvt::{Layer, Tile, decode};
use crate::overlays::overlays_and_levels;
use crate::support::{ATLAS, get, get_with, request, router, send_to};
use phiabac::atlas::{OverlayRequest, TileWish};
use phiabac::domain::{AreaLevel, LayerId};
use phiabac::geometry::{LonLat, TileCoord, lonlat_to_grid};

/// Every tile of the region at a zoom.
fn tiles_of_the_region(zoom: u8) -> Vec<TileCoord> {
    let corner = |lon, lat| TileCoord::holding(lonlat_to_grid(LonLat { lon, lat }), zoom);
    let (first, last) = (corner(102.1, 23.4), corner(108.2, 17.9));
    let columns = first.x()..=last.x();
    let tiles = columns.flat_map(|x| (first.y()..=last.y()).map(move |y| (x, y)));
    tiles
        .map(|(x, y)| TileCoord::new(zoom, x, y).unwrap())
        .collect()
}

type Joined = BTreeMap<u64, (Option<f64>, Option<u64>)>;

fn rows_of(document: &Value) -> Joined {
    let rows = document["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        (
            row["id"].as_u64().unwrap(),
            (row["value"].as_f64(), row["class"].as_u64()),
        )
    })
    .collect()
}

/// Compares the features of a layer with the rows, and counts those that have a value.
fn assert_same(layer: &Layer, rows: &Joined, what: &str) -> usize {
    let mut valued = 0;
    for feature in &layer.features {
        let id = feature.id.unwrap();
        let value = feature
            .property("value")
            .and_then(crate::mvt::Value::as_f64);
        let class = feature
            .property("class")
            .and_then(crate::mvt::Value::as_f64);
        let class = class.map(|class| class as u64);
        assert_eq!((value, class), rows[&id], "{what}: {id}");
        valued += usize::from(value.is_some());
    }
    valued
}

/// The tile without what an overlay adds.
fn plain(mut tile: Tile) -> Tile {
    for feature in tile.layers.iter_mut().flat_map(|layer| &mut layer.features) {
        feature
            .properties
            .retain(|(key, _)| key != "value" && key != "class");
    }
    tile
}

#[tokio::test]
async fn tiles_carry_the_values_and_classes_of_the_json() {
    let layers = [LayerId::Provinces, LayerId::Communes];
    for (id, level) in overlays_and_levels().await {
        let level_id: AreaLevel = level.parse().unwrap();
        let request = OverlayRequest {
            level: Some(level_id),
            ..OverlayRequest::default()
        };
        let choice = ATLAS.choose_overlay(&id, &request).unwrap();
        let rows = rows_of(
            &get(&format!("/api/overlays/{id}?level={level}"))
                .await
                .json(),
        );
        let mut valued = 0;
        // Finer zooms are drawn by the same code; the coarse ones hold every area.
        for zoom in 5..=8 {
            for coord in tiles_of_the_region(zoom) {
                let what = format!("{id} {level} {coord:?}");
                let wish = TileWish {
                    layers: &layers,
                    overlays: std::slice::from_ref(&choice),
                    ..TileWish::default()
                };
                let Some(bytes) = ATLAS.wished_tile(&wish, coord) else {
                    continue;
                };
                let tile = decode(&bytes).unwrap_or_else(|broken| panic!("{what}: {broken:?}"));
                let joined = tile.layer(choice.layer().as_str());
                valued += joined.map_or(0, |layer| assert_same(layer, &rows, &what));
                let others = tile
                    .layers
                    .iter()
                    .filter(|layer| layer.name != choice.layer().as_str());
                for feature in others.flat_map(|layer| &layer.features) {
                    assert_eq!(feature.property("value"), None, "{what}");
                }
                if zoom == 7 {
                    let without = decode(&ATLAS.tile(&layers, coord).unwrap()).unwrap();
                    assert_eq!(plain(tile), without, "{what}");
                }
            }
        }
        let known = rows.values().filter(|(value, _)| value.is_some()).count();
        assert!(
            valued >= known,
            "{id} {level}: {valued} of {known} values in tiles"
        );
    }
}

/// Hà Nội and its surroundings.
const TILE: &str = "/tiles/provinces,communes/8/203/112";

#[tokio::test]
async fn a_tile_through_the_door_is_the_one_of_the_same_request() {
    let query = "overlay=population&classes=4&method=equal";
    let answer = get(&format!("{TILE}?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let tile = decode(&answer.body).unwrap();
    for (layer, level) in [("provinces", "province"), ("communes", "commune")] {
        let target = format!("/api/overlays/population?level={level}&classes=4&method=equal");
        let rows = rows_of(&get(&target).await.json());
        let valued = assert_same(tile.layer(layer).unwrap(), &rows, layer);
        assert!(valued > 5, "{layer}: {valued}");
    }
    let turned = get(&format!("{TILE}?method=equal&classes=4&overlay=population")).await;
    assert_eq!(turned.header(header::ETAG), answer.header(header::ETAG));
    assert_eq!(turned.body, answer.body);
}

#[tokio::test]
async fn every_overlay_makes_a_tile_of_its_own() {
    let router = router();
    let mut tags = std::collections::BTreeSet::new();
    let queries = [
        "",
        "?overlay=population",
        "?overlay=population&classes=3",
        "?overlay=population&method=equal",
        "?overlay=population&breaks=0,1000,10000000",
        "?overlay=cluster_count",
    ];
    for query in queries {
        let target = format!("{TILE}{query}");
        let ask = || request(Method::GET, &target, &[]);
        let made = send_to(router.clone(), ask()).await;
        let kept = send_to(router.clone(), ask()).await;
        assert_eq!(made.body, kept.body, "{target}");
        let tag = made.header(header::ETAG).to_owned();
        let held = get_with(&target, &[("if-none-match", &tag)]).await;
        assert_eq!(held.status, StatusCode::NOT_MODIFIED, "{target}");
        assert!(tags.insert(tag), "{target} has the tag of another tile");
    }
}

#[tokio::test]
async fn a_level_without_figures_for_the_period_is_left_plain() {
    // Eight provinces have a figure of that day, no commune has.
    let answer = get(&format!("{TILE}?overlay=population&period=../2025-06-12")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let tile = decode(&answer.body).unwrap();
    let with_value = |layer: &str| {
        let features = tile.layer(layer).unwrap().features.iter();
        features
            .filter(|feature| feature.property("value").is_some())
            .count()
    };
    assert!(with_value("provinces") > 0);
    assert_eq!(with_value("communes"), 0);
}

#[tokio::test]
async fn tilejson_tells_of_the_joined_fields_and_leads_to_them() {
    let target = "/tiles/provinces,borders.json?overlay=grdp&period=2024&classes=4";
    let document = get(target).await.json();
    let address = document["tiles"][0].as_str().unwrap();
    assert_eq!(
        address,
        "http://127.0.0.1:8080/tiles/provinces,borders/{z}/{x}/{y}.mvt?overlay=grdp&period=2024/2024&classes=4"
    );
    let fields = &document["vector_layers"][0]["fields"];
    assert_eq!(fields["value"], "GRDP (tỷ đồng)");
    assert!(fields["class"].is_string());
    assert_eq!(document["vector_layers"][1]["fields"].get("value"), None);
    let tile = address
        .replace("http://127.0.0.1:8080", "")
        .replace("{z}/{x}/{y}", "8/203/112");
    let answer = get(&tile).await;
    assert_eq!(answer.status, StatusCode::OK);
    let tile = decode(&answer.body).unwrap();
    let rows = rows_of(&get("/api/overlays/grdp?period=2024&classes=4").await.json());
    assert!(assert_same(tile.layer("provinces").unwrap(), &rows, "provinces") > 5);
    let plain = get("/tiles/provinces,borders.json").await.json();
    assert_eq!(plain["vector_layers"][0]["fields"].get("value"), None);
    assert_eq!(plain["tilejson"], json!("3.0.0"));
}
