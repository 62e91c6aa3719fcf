//! OGC API Features, part 2 (18-058r1), annex A.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use phiabac::geometry::{Crs, LonLat};
use serde_json::{Value, json};

use crate::support::get;
use crate::walk::{LAYERS, document, features, good, ids};

const GATES: &str = "/ogc/collections/border_gates/items";

/// A.1 /conf/crs/crs-uri, fc-md-crs-list, fc-md-storageCrs, fc-md-crs-list-global
#[tokio::test]
async fn conf_crs_fc_md_crs_list() {
    let all = document("/ogc/collections").await;
    let expected: Vec<String> = Crs::ALL.iter().map(|crs| crs.uri()).collect();
    assert_eq!(all["crs"], json!(expected));
    for layer in LAYERS {
        let own = document(&format!("/ogc/collections/{layer}")).await;
        assert_eq!(own["crs"], json!(expected), "{layer}");
        assert_eq!(own["storageCrs"], Crs::CRS84.uri(), "{layer}");
    }
}

/// The first two coordinates of each feature that has some.
fn corners(page: &Value) -> Vec<[f64; 2]> {
    fn first(value: &Value) -> Option<[f64; 2]> {
        let list = value.as_array()?;
        match (list[0].as_f64(), list.get(1).and_then(Value::as_f64)) {
            (Some(x), Some(y)) => Some([x, y]),
            _ => first(&list[0]),
        }
    }
    let each = features(page).iter();
    each.filter_map(|feature| first(&feature["geometry"]["coordinates"]))
        .collect()
}

/// A.1 /conf/crs/fc-crs-definition, fc-crs-default-value, ogc-crs-header, ogc-crs-header-value,
/// geojson: coordinates in the order of the axes, and said so
#[tokio::test]
async fn conf_crs_ogc_crs_header_value() {
    for target in [
        GATES,
        "/ogc/collections/provinces/items?limit=2",
        "/ogc/collections/borders/items?limit=3",
    ] {
        let joint = if target.contains('?') { '&' } else { '?' };
        let plain = good(target).await;
        assert_eq!(
            plain.header("content-crs"),
            format!("<{}>", Crs::CRS84.uri())
        );
        let plain = corners(&plain.json());
        assert!(!plain.is_empty());
        for crs in Crs::ALL {
            let answer = good(&format!("{target}{joint}crs={}", crs.uri())).await;
            assert_eq!(answer.header("content-crs"), format!("<{}>", crs.uri()));
            let found = corners(&answer.json());
            assert_eq!(found.len(), plain.len(), "{crs}");
            for (own, [lon, lat]) in found.iter().zip(&plain) {
                let [a, b] = crs.from_lonlat(LonLat {
                    lon: *lon,
                    lat: *lat,
                });
                let near = if crs.is_geographic() { 1e-8 } else { 1e-3 };
                assert!(
                    (own[0] - a).abs() < near && (own[1] - b).abs() < near,
                    "{crs}: {own:?} {a} {b}"
                );
            }
        }
    }
    let item = good(&format!(
        "/ogc/collections/provinces/items/1?crs={}",
        Crs::WEB_MERCATOR.uri()
    ))
    .await;
    assert_eq!(
        item.header("content-crs"),
        format!("<{}>", Crs::WEB_MERCATOR.uri())
    );
}

/// A.1 /conf/crs/bbox-crs-definition, bbox-crs-action: the same box in any system
#[tokio::test]
async fn conf_crs_bbox_crs_action() {
    let expected =
        document(&format!("{GATES}?bbox=106,21,108,22.5")).await["numberMatched"].clone();
    assert!(expected.as_u64().unwrap() > 3);
    for (bbox, crs) in [
        ("106,21,108,22.5", Crs::CRS84),
        ("21,106,22.5,108", Crs::WGS_84),
        (
            "11799866.0,2391878.587,12022505.0,2571662.993",
            Crs::WEB_MERCATOR,
        ),
    ] {
        let page = document(&format!("{GATES}?bbox={bbox}&bbox-crs={}", crs.uri())).await;
        assert_eq!(page["numberMatched"], expected, "{crs}");
    }
}

/// A.1 /conf/crs/bbox-crs-action: a box holds what stands within it in its own system, and nothing
/// that only stands in the box of degrees around it
#[tokio::test]
async fn conf_crs_bbox_crs_is_exact() {
    let zones = "/ogc/collections/industrial_zones/items?limit=10000";
    let all = document(zones).await;
    // Far from the meridian of the zone the grid is turned by more than a degree.
    for (epsg, [west, south, east, north]) in [
        (3405, [550_000.0, 2_250_000.0, 700_000.0, 2_350_000.0]),
        (9205, [600_000.0, 2_250_000.0, 800_000.0, 2_350_000.0]),
        (3857, [11_750_000.0, 2_330_000.0, 11_850_000.0, 2_450_000.0]),
    ] {
        let crs = Crs::of_epsg(epsg).unwrap();
        let stands_within = |feature: &&Value| {
            let place = &feature["geometry"]["coordinates"];
            let (Some(lon), Some(lat)) = (place[0].as_f64(), place[1].as_f64()) else {
                return false;
            };
            let [x, y] = crs.from_lonlat(LonLat { lon, lat });
            (west..=east).contains(&x) && (south..=north).contains(&y)
        };
        let expected: BTreeSet<u64> = features(&all)
            .iter()
            .filter(stands_within)
            .map(|feature| feature["id"].as_u64().unwrap())
            .collect();
        let page = document(&format!(
            "{zones}&bbox={west},{south},{east},{north}&bbox-crs={}",
            crs.uri()
        ))
        .await;
        let found: BTreeSet<u64> = ids(&page).into_iter().collect();
        assert!(expected.len() > 20, "{crs}: {}", expected.len());
        assert_eq!(found, expected, "{crs}");
    }
}

/// A.1 /conf/crs/fc-crs-valid-value, fc-bbox-crs-valid-value: others are refused
#[tokio::test]
async fn conf_crs_crs_parameter_invalid() {
    for query in [
        "crs=http://www.opengis.net/def/crs/EPSG/0/32648",
        "crs=4326",
        "crs=",
        "bbox=1,2,3,4&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/9999",
        "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326",
    ] {
        let answer = get(&format!("{GATES}?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
}
