//! OGC API Features, part 3 (19-079r2), annex A. What filters mean is held in
//! `tests/filters`, the classes of CQL2 in `cql2`.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{assert_problem, get};
use crate::walk::{LAYERS, document, encoded, features, follow};

/// A.2 /conf/queryables/get-queryables-response: every field that it names can be filtered by, on
/// every layer
#[tokio::test]
async fn conf_queryables_get_queryables_response() {
    for layer in LAYERS {
        let collection = document(&format!("/ogc/collections/{layer}")).await;
        let rel = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
        let schema = document(&follow(&collection, rel, "application/schema+json")).await;
        assert!(schema["$schema"].as_str().unwrap().contains("2020-12"));
        assert!(schema["$id"].as_str().unwrap().ends_with("/queryables"));
        assert_eq!(
            (&schema["type"], &schema["additionalProperties"]),
            (&"object".into(), &false.into())
        );
        let fields = schema["properties"].as_object().unwrap();
        assert!(
            fields.contains_key("geometry") && fields.len() > 3,
            "{layer}"
        );
        for (name, about) in fields {
            assert!(about["title"].is_string(), "{layer}.{name}");
            if name != "geometry" {
                let filter = encoded(&format!("{name} IS NULL"));
                let target = format!(
                    "/ogc/collections/{layer}/items?limit=1&skipGeometry=true&filter={filter}"
                );
                document(&target).await;
            }
        }
    }
}

/// A.4 /conf/features-filter/filter-param, filter-lang-param, filter-response
#[tokio::test]
async fn conf_features_filter_filter_response() {
    for (layer, field, value) in [
        ("industrial_zones", "kind", "cluster"),
        ("borders", "level", "national"),
        ("unit_labels", "level", "province"),
        ("land", "kind", "neighbour"),
        ("water", "kind", "lake"),
        ("transport", "kind", "railway"),
        ("places", "kind", "port"),
        ("sea_labels", "kind", "archipelago"),
    ] {
        let items = format!("/ogc/collections/{layer}/items?skipGeometry=true&limit=10000");
        let all = document(&items).await;
        let holds = |feature: &&Value| feature["properties"][field] == value;
        let expected = features(&all).iter().filter(holds).count();
        assert!(expected > 0 && expected < features(&all).len(), "{layer}");
        let text = encoded(&format!("{field} = '{value}'"));
        let json = format!(r#"{{"op":"=","args":[{{"property":"{field}"}},"{value}"]}}"#);
        for query in [
            format!("filter={text}"),
            format!("filter-lang=cql2-json&filter={}", encoded(&json)),
        ] {
            let found = document(&format!("{items}&{query}")).await;
            assert_eq!(found["numberMatched"], expected, "{layer}: {query}");
            assert!(
                features(&found).iter().all(|feature| holds(&feature)),
                "{layer}"
            );
        }
    }
}

/// A.3 /conf/filter/mixing-expressions: a filter, a box and a day hold together
#[tokio::test]
async fn conf_filter_mixing_expressions() {
    let zones = "/ogc/collections/industrial_zones/items?limit=1000";
    let filter = encoded("kind = 'cluster'");
    let both = document(&format!(
        "{zones}&filter={filter}&bbox=105,20.5,106,21.5&datetime=2026-01-01"
    ))
    .await;
    let inside = document(&format!("{zones}&bbox=105,20.5,106,21.5")).await;
    let expected = features(&inside)
        .iter()
        .filter(|own| own["properties"]["kind"] == "cluster")
        .count();
    assert!(expected > 10 && expected < features(&inside).len());
    assert_eq!(both["numberMatched"], expected);
}

/// A.4 /conf/features-filter/filter-param-invalid
#[tokio::test]
async fn conf_features_filter_invalid() {
    for filter in [
        "",
        "kind =",
        "nowhere = 1",
        "kind = 5 5",
        "S_INTERSECTS(kind, POINT(1 2))",
    ] {
        let target = format!("/ogc/collections/water/items?filter={}", encoded(filter));
        let answer = get(&target).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{filter}");
        assert_problem(&answer, filter);
    }
}
