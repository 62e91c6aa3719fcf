//! Lists of records.

use std::collections::BTreeSet;

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::filters::filtered;
use crate::support::{LAYERS, assert_problem, get};

const ZONES: &str = "/ogc/collections/industrial_zones/items";

async fn list(target: &str) -> Value {
    let answer = get(target).await;
    assert_eq!(answer.status, StatusCode::OK, "{target}");
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/geo+json");
    answer.json()
}

fn features(page: &Value) -> &[Value] {
    page["features"].as_array().unwrap()
}

fn ids(page: &Value) -> Vec<u64> {
    let each = features(page).iter();
    each.map(|feature| feature["id"].as_u64().unwrap())
        .collect()
}

fn next(page: &Value) -> Option<String> {
    let links = page["links"].as_array().unwrap();
    let next = links.iter().find(|link| link["rel"] == "next")?;
    let href = next["href"].as_str().unwrap();
    Some(href.replace("http://127.0.0.1:8080", ""))
}

/// All pages of a list.
async fn walked(first: &str) -> Vec<Value> {
    let mut pages = vec![list(first).await];
    while let Some(next) = next(pages.last().unwrap()) {
        pages.push(list(&next).await);
    }
    pages
}

#[tokio::test]
async fn pages_together_are_the_whole_and_no_record_comes_twice() {
    for first in [
        format!("{ZONES}?limit=97&sortby=status,-area_ha"),
        filtered(
            &format!("{ZONES}?limit=30&lang=en"),
            "kind = 'park' AND area_ha > 100",
        ),
        "/ogc/collections/border_gates/items?limit=7&sortby=-neighbour".to_owned(),
    ] {
        let pages = walked(&first).await;
        assert!(pages.len() > 2, "{first}");
        let all: Vec<u64> = pages.iter().flat_map(ids).collect();
        let distinct: BTreeSet<u64> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len(), "{first}");
        for page in &pages {
            assert_eq!(page["numberMatched"], all.len(), "{first}");
            assert_eq!(page["numberReturned"], features(page).len(), "{first}");
        }
    }
}

#[tokio::test]
async fn every_layer_lists_what_the_catalogue_counts() {
    let catalog = get("/catalog.json").await.json();
    for layer in LAYERS {
        let page = list(&format!("/ogc/collections/{layer}/items?limit=3")).await;
        let entries = catalog["layers"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry["id"] == layer).unwrap();
        assert_eq!(page["numberMatched"], entry["count"], "{layer}");
        for feature in features(&page) {
            let alone = get(&format!("/ogc/collections/{layer}/items/{}", feature["id"])).await;
            let mut alone = alone.json();
            alone.as_object_mut().unwrap().remove("links");
            assert_eq!(alone, *feature, "{layer}");
        }
        assert_eq!(ids(&page).len(), 3);
        let stamp = page["timeStamp"].as_str().unwrap();
        assert!(stamp.ends_with('Z'), "{stamp}");
    }
}

#[tokio::test]
async fn records_without_a_place_are_listed_unless_a_box_is_asked_for() {
    let gates = "/ogc/collections/industrial_zones/items?limit=1000";
    let all = list(gates).await;
    let placed: BTreeSet<u64> = features(&all)
        .iter()
        .filter(|feature| !feature["geometry"].is_null())
        .map(|feature| feature["id"].as_u64().unwrap())
        .collect();
    assert!(placed.len() < features(&all).len());
    let everywhere = list(&format!("{gates}&bbox=-180,-90,180,90")).await;
    assert_eq!(
        ids(&everywhere).into_iter().collect::<BTreeSet<_>>(),
        placed
    );

    let page = list(&format!("{gates}&bbox=105,20.5,106,21.5")).await;
    let inside = |feature: &&Value| {
        let at = &feature["geometry"]["coordinates"];
        let (lon, lat) = (at[0].as_f64().unwrap_or(0.0), at[1].as_f64().unwrap_or(0.0));
        (105.0..=106.0).contains(&lon) && (20.5..=21.5).contains(&lat)
    };
    let expected = features(&all).iter().filter(inside).count();
    assert!(expected > 50);
    assert_eq!(page["numberMatched"], expected);
    assert!(features(&page).iter().all(|feature| inside(&feature)));
}

#[tokio::test]
async fn lists_are_in_the_order_that_was_asked_for() {
    let page = list(&format!("{ZONES}?limit=1000&sortby=-area_ha,name_vi")).await;
    let areas: Vec<Option<f64>> = features(&page)
        .iter()
        .map(|feature| feature["properties"]["area_ha"].as_f64())
        .collect();
    let known = areas.iter().take_while(|area| area.is_some()).count();
    assert!(known > 100 && known < areas.len());
    assert!(areas[known..].iter().all(Option::is_none));
    assert!(areas[..known].is_sorted_by(|one, other| one >= other));

    let provinces = list("/ogc/collections/provinces/items?sortby=name_vi").await;
    let names: Vec<&str> = features(&provinces)
        .iter()
        .map(|feature| feature["properties"]["name_vi"].as_str().unwrap())
        .collect();
    let place = |name: &str| names.iter().position(|own| *own == name).unwrap();
    assert!(place("Bắc Ninh") < place("Cao Bằng"));
    assert!(place("Cao Bằng") < place("Điện Biên"));
    assert!(place("Điện Biên") < place("Hà Nội"));
    assert!(place("Lai Châu") < place("Lạng Sơn"), "{names:?}");
    assert!(place("Lạng Sơn") < place("Lào Cai"), "{names:?}");

    let plain = list("/ogc/collections/power_plants/items?limit=1000").await;
    assert!(ids(&plain).is_sorted());
}

#[tokio::test]
async fn only_the_properties_asked_for_are_sent() {
    let page = list(&format!(
        "{ZONES}?properties=area_ha,province_name&limit=50"
    ))
    .await;
    let mut seen = BTreeSet::new();
    for feature in features(&page) {
        let names = feature["properties"].as_object().unwrap().keys().cloned();
        seen.extend(names);
    }
    let expected = [
        "area_ha",
        "code",
        "name_en",
        "name_vi",
        "precision",
        "province_name",
    ];
    let expected: BTreeSet<String> = expected.map(str::to_owned).into();
    assert!(seen.is_subset(&expected), "{seen:?}");
    assert!(seen.contains("area_ha") && seen.contains("precision"));
}

#[tokio::test]
async fn odd_wishes_are_told() {
    for query in [
        "limit=0",
        "limit=x",
        "offset=-1",
        "bbox=1,2,3",
        "bbox=105,22,107,20",
        "sortby=",
        "sortby=nowhere",
        "sortby=area_ha,",
        "sortby=--area_ha",
        "sortby=id,id,id,id,id,id,id,id,id",
        "properties=",
        "properties=nowhere",
        "f=xml",
        "crs=4326",
        "datetime=2025",
    ] {
        let answer = get(&format!("{ZONES}?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_problem(&answer, query);
    }
    let nowhere = get("/ogc/collections/nowhere/items").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let beyond = list(&format!("{ZONES}?offset=99999")).await;
    assert_eq!(
        (&beyond["numberReturned"], next(&beyond)),
        (&json!(0), None)
    );
}

#[tokio::test]
async fn the_next_page_stands_in_a_header_too() {
    let answer = get(&format!("{ZONES}?limit=5")).await;
    let link = answer.header(header::LINK);
    assert!(link.contains("offset=5&f=json>; rel=\"next\""), "{link}");
    let again = get(&format!("{ZONES}?limit=5")).await;
    assert_eq!(again.headers[header::ETAG], answer.headers[header::ETAG]);
}
