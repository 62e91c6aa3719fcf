//! Single records.

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::support::get;

#[tokio::test]
async fn a_record_is_a_geojson_feature() {
    let answer = get("/ogc/collections/provinces/items/1").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/geo+json");
    let feature: geojson::Feature = answer.text().parse().unwrap();
    assert!(
        feature
            .geometry
            .is_none_or(|geometry| geometry.bbox.is_none())
    );
}

/// The sources that a record names.
async fn sources_of(item: &str) -> Vec<Value> {
    let answer = get(&format!("/ogc/collections/{item}")).await;
    let sources = answer.json()["properties"]["sources"].clone();
    sources.as_array().unwrap().clone()
}

#[tokio::test]
async fn what_is_not_known_of_a_source_is_left_out() {
    let mut all = Vec::new();
    for item in [
        "provinces/items/1",
        "border_gates/items/1",
        "power_plants/items/1",
        "sea_labels/items/1",
    ] {
        all.extend(sources_of(item).await);
    }
    for source in &all {
        let members = source.as_object().unwrap();
        assert!(members.values().all(|member| !member.is_null()), "{source}");
        assert!(members["licence"].is_string(), "{source}");
    }
    for name in ["date", "url", "note"] {
        let known = all.iter().filter(|source| source.get(name).is_some());
        let known = known.count();
        assert!(
            known > 0 && known < all.len(),
            "{name}: {known} of {}",
            all.len()
        );
    }
}
