use axum::http::{StatusCode, header};

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
