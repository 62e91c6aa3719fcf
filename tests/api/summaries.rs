//! What records come to.

use axum::http::StatusCode;
use serde_json::Value;

use crate::filters::filtered;
use crate::support::{ATLAS, assert_problem, get};

async fn summary(target: &str) -> Value {
    let answer = get(target).await;
    assert_eq!(answer.status, StatusCode::OK, "{target}: {}", answer.text());
    answer.json()
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[tokio::test]
async fn counts_and_unknown_add_up_to_all() {
    for &layer in ATLAS.record_layers() {
        let fields = ATLAS.counted_fields(layer);
        assert!(!fields.is_empty(), "{layer}");
        for some in fields.chunks(8) {
            let by = some.join(",");
            for filter in ["", "NOT province = '01'", "name_vi LIKE '%a%'"] {
                let target = format!("/api/summaries/{layer}?by={by}");
                let is_province = ["provinces", "former_provinces"].contains(&layer.as_str());
                let target = match filter {
                    "" => target,
                    _ if filter.contains("province") && is_province => continue,
                    _ => filtered(&target, filter),
                };
                let document = summary(&target).await;
                let matched = count(&document["numberMatched"]);
                let parts = count(&document["drawn"]) + count(&document["withoutPlace"]);
                assert_eq!(parts, matched, "{target}");
                let counted = document["by"].as_array().unwrap();
                assert_eq!(counted.len(), some.len());
                for field in counted {
                    let items = field["items"].as_array().unwrap();
                    let sum: u64 = items.iter().map(|item| count(&item["count"])).sum();
                    assert_eq!(sum + count(&field["unknown"]), matched, "{target}: {field}");
                    assert!(
                        items
                            .iter()
                            .all(|item| item["title_vi"].as_str().unwrap() != "")
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn sums_are_those_of_the_list() {
    let filter = "kind = 'cluster' AND province IN ('20', '24', '27')";
    let document = summary(&filtered(
        "/api/summaries/industrial_zones?by=status",
        filter,
    ))
    .await;
    let list = filtered("/ogc/collections/industrial_zones/items?limit=1000", filter);
    let list = summary(&list).await;
    let features = list["features"].as_array().unwrap();
    assert_eq!(document["numberMatched"], list["numberMatched"]);
    let areas = features
        .iter()
        .filter_map(|own| own["properties"]["area_ha"].as_f64());
    let areas: Vec<f64> = areas.collect();
    let sum = &document["sums"][0];
    assert_eq!(
        (&sum["field"], &sum["unit"]),
        (&"area_ha".into(), &"ha".into())
    );
    assert_eq!(count(&sum["reporting"]), areas.len() as u64);
    let total = areas.iter().sum::<f64>();
    assert!((sum["total"].as_f64().unwrap() - total).abs() < 0.01);
    for item in document["by"][0]["items"].as_array().unwrap() {
        let status = |own: &&Value| own["properties"]["status"] == item["value"];
        let expected = features.iter().filter(status).count() as u64;
        assert_eq!(count(&item["count"]), expected, "{item}");
    }
    let mut newest = features
        .iter()
        .filter_map(|own| own["properties"]["source_date"].as_str());
    let dates = &document["dates"];
    assert!(newest.any(|date| dates["newest"].as_str() == Some(date)));
    let sources = document["sources"].as_array().unwrap();
    assert!(!sources.is_empty());
}

#[tokio::test]
async fn a_form_does_not_jump() {
    let nothing = filtered(
        "/api/summaries/power_plants?by=fuel,province",
        "capacity_mw < 0",
    );
    let nothing = summary(&nothing).await;
    let all = summary("/api/summaries/power_plants?by=fuel,province").await;
    let values = |document: &Value, at: usize| -> Vec<String> {
        let items = document["by"][at]["items"].as_array().unwrap();
        items.iter().map(|item| item["value"].to_string()).collect()
    };
    for at in [0, 1] {
        assert_eq!(values(&nothing, at), values(&all, at));
    }
    assert_eq!(values(&all, 1).len(), 18);
    assert_eq!(nothing["numberMatched"], 0);
    let sum = &nothing["sums"][0];
    assert_eq!(
        (sum["total"].is_null(), count(&sum["reporting"])),
        (true, 0)
    );
    assert!(nothing["dates"]["oldest"].is_null());
    let names: Vec<&str> = all["by"][1]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["title_vi"].as_str().unwrap())
        .collect();
    assert_eq!(&names[..3], ["Bắc Ninh", "Cao Bằng", "Điện Biên"]);
    let gates = summary("/api/summaries/border_gates?by=neighbour,commune").await;
    assert_eq!(gates["by"][0]["items"][0]["title_vi"], "Trung Quốc");
    assert!(count(&gates["by"][0]["unknown"]) > 0);
    let communes = gates["by"][1]["items"].as_array().unwrap();
    assert!(communes.iter().all(|item| count(&item["count"]) > 0));
}

#[tokio::test]
async fn odd_wishes_are_told() {
    for query in [
        "by=",
        "by=nowhere",
        "by=area_ha",
        "by=name_vi",
        "by=status,status",
        "by=status,",
        "sortby=id",
        "limit=1",
        "bbox=1",
    ] {
        let answer = get(&format!("/api/summaries/industrial_zones?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_problem(&answer, query);
    }
    let drawn = get("/api/summaries/borders").await;
    assert_eq!(drawn.status, StatusCode::BAD_REQUEST);
    let nowhere = get("/api/summaries/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}
