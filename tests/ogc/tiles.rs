//! OGC API Tiles, part 1 (20-057), annex A.

use axum::http::{StatusCode, header};

use crate::support::get;
use crate::walk::{LAYERS, document, follow, good, links, path};

/// A.2 /conf/tileset/desc-links and A.4 /conf/geodata-tilesets: from a collection to a tile by links
#[tokio::test]
async fn conf_geodata_tilesets_desc() {
    for layer in LAYERS {
        let collection = document(&format!("/ogc/collections/{layer}")).await;
        let rel = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
        let list = document(&follow(&collection, rel, "application/json")).await;
        let entry = &list["tilesets"][0];
        assert_eq!(entry["dataType"], "vector");
        let tileset = document(&follow(entry, "self", "application/json")).await;
        assert_eq!(tileset["layers"][0]["id"], layer);
        let template = path(links(&tileset, "item")[0]["href"].as_str().unwrap());
        let address = template
            .replace("{tileMatrix}", "6")
            .replace("{tileRow}", "28")
            .replace("{tileCol}", "50");
        let tile = get(&address).await;
        let own = get(&format!("/tiles/{layer}/6/50/28")).await;
        assert_eq!(
            (tile.status, &tile.body),
            (own.status, &own.body),
            "{layer}"
        );
        let known = [StatusCode::OK, StatusCode::NO_CONTENT];
        assert!(known.contains(&tile.status), "{layer}");
    }
}

/// A.3 /conf/dataset-tilesets, A.1 /conf/core/tc-success and mvt
#[tokio::test]
async fn conf_core_tc_success() {
    let landing = document("/ogc").await;
    let rel = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
    let list = document(&follow(&landing, rel, "application/json")).await;
    let tileset = document(&follow(&list["tilesets"][0], "self", "application/json")).await;
    assert_eq!(tileset["layers"].as_array().unwrap().len(), LAYERS.len());
    let tile = good("/ogc/tiles/WebMercatorQuad/6/28/50").await;
    assert_eq!(
        tile.header(header::CONTENT_TYPE),
        "application/vnd.mapbox-vector-tile"
    );
    let all = good(&format!("/tiles/{}/6/50/28", LAYERS.join(","))).await;
    assert_eq!(tile.body, all.body);
    let filtered = good(
        "/ogc/collections/provinces/tiles/WebMercatorQuad/6/28/50?filter=code%20%3D%20%2724%27",
    )
    .await;
    assert!(filtered.body.len() < tile.body.len());
}

/// A.7 /conf/collections-selection: of the tiles of all layers only some, in tiles as in what
/// describes them
#[tokio::test]
async fn conf_collections_selection() {
    let tile = good("/ogc/tiles/WebMercatorQuad/6/28/50?collections=borders,provinces").await;
    let own = good("/tiles/provinces,borders/6/50/28").await;
    assert_eq!(tile.body, own.body);
    let list = document("/ogc/tiles?collections=provinces,borders").await;
    let tileset = document(&follow(&list["tilesets"][0], "self", "application/json")).await;
    let layers = tileset["layers"].as_array().unwrap();
    let named: Vec<&str> = layers
        .iter()
        .map(|own| own["id"].as_str().unwrap())
        .collect();
    assert_eq!(named, ["provinces", "borders"]);
    let template = path(links(&tileset, "item")[0]["href"].as_str().unwrap());
    let address = template
        .replace("{tileMatrix}", "6")
        .replace("{tileRow}", "28")
        .replace("{tileCol}", "50");
    assert_eq!(good(&address).await.body, own.body);
    for bad in ["nowhere", "", "provinces,provinces"] {
        for address in ["/ogc/tiles", "/ogc/tiles/WebMercatorQuad/6/28/50"] {
            let answer = get(&format!("{address}?collections={bad}")).await;
            assert!(answer.status.is_client_error(), "{address} {bad}");
        }
    }
    let elsewhere = get("/ogc/collections/provinces/tiles?collections=borders").await;
    assert_eq!(elsewhere.status, StatusCode::BAD_REQUEST);
}

/// A.8 /conf/datetime: tiles of the units of a day
#[tokio::test]
async fn conf_datetime() {
    let set = "tiles/WebMercatorQuad/8/112/203";
    for (layer, former) in [
        ("provinces", "former_provinces"),
        ("communes", "former_communes"),
    ] {
        let address = format!("/ogc/collections/{layer}/{set}");
        let now = good(&address).await;
        let since = good(&format!("{address}?datetime=2025-07-01/..")).await;
        let before = good(&format!("{address}?datetime=2025-06-30")).await;
        assert_eq!(now.body, since.body, "{layer}");
        assert_ne!(now.body, before.body, "{layer}");
        let gone = get(&format!(
            "/ogc/collections/{former}/{set}?datetime=2026-01-01"
        ))
        .await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{former}");
    }
    let bad = get(&format!(
        "/ogc/collections/communes/{set}?datetime=yesterday"
    ))
    .await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

/// A.1 /conf/core/tc-error
#[tokio::test]
async fn conf_core_tc_error() {
    for address in [
        "/ogc/tiles/WebMercatorQuad/15/0/0",
        "/ogc/tiles/WebMercatorQuad/3/8/0",
        "/ogc/tiles/WebMercatorQuad/3/0/x",
        "/ogc/tiles/WorldCRS84Quad",
        "/ogc/collections/nowhere/tiles/WebMercatorQuad/3/0/0",
    ] {
        let answer = get(address).await;
        assert!(answer.status.is_client_error(), "{address}");
    }
}

/// OGC 17-083r4, annex D: the tile matrix set is that of the register
#[tokio::test]
async fn the_tile_matrix_set_is_that_of_the_register() {
    let set = document("/ogc/tileMatrixSets/WebMercatorQuad").await;
    assert_eq!(set["crs"], "http://www.opengis.net/def/crs/EPSG/0/3857");
    let first = &set["tileMatrices"][0];
    let close = |value: &serde_json::Value, expected: f64| {
        (value.as_f64().unwrap() - expected).abs() < 1e-6
    };
    assert!(close(&first["scaleDenominator"], 559_082_264.028_717_8));
    assert!(close(&first["cellSize"], 156_543.033_928_040_97));
    assert!(close(&first["pointOfOrigin"][0], -20_037_508.342_789_244));
    let last = &set["tileMatrices"][14];
    assert_eq!(
        (&last["id"], &last["matrixWidth"]),
        (&"14".into(), &16_384.into())
    );
}
