//! Filters on tiles and `TileJSON`.

use std::fmt::Write as _;

use axum::http::{StatusCode, header};

use crate::mvt::{Rules, decode, validate};
use crate::support::{Answer, assert_problem, get, get_with};

/// An address with a filter.
pub fn filtered(path: &str, filter: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    let mut target = format!("{path}{joint}filter=");
    for byte in filter.bytes() {
        write!(target, "%{byte:02X}").unwrap();
    }
    target
}

async fn ask(path: &str, filter: &str) -> Answer {
    get(&filtered(path, filter)).await
}

const ZONES: &str = "/tiles/industrial_zones/6/50/28";

#[tokio::test]
async fn equal_filters_have_equal_tags_and_others_have_others() {
    let one = ask(ZONES, "kind='park'").await;
    assert_eq!(one.status, StatusCode::OK);
    let same = ask(ZONES, "  kind  =  'park' ").await;
    let json = r#"{"op":"=","args":[{"property":"kind"},"park"]}"#;
    let json = ask(&format!("{ZONES}?filter-lang=cql2-json"), json).await;
    for other in [&same, &json] {
        assert_eq!(other.headers[header::ETAG], one.headers[header::ETAG]);
        assert_eq!(other.body, one.body);
    }
    for other in [
        get(ZONES).await,
        ask(ZONES, "kind = 'cluster'").await,
        ask(ZONES, "NOT kind = 'park'").await,
    ] {
        assert_ne!(other.headers[header::ETAG], one.headers[header::ETAG]);
        assert_ne!(other.body, one.body);
    }
    let held = one.header(header::ETAG).to_owned();
    let again = get_with(&filtered(ZONES, "kind='park'"), &[("if-none-match", &held)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn groups_are_groups_of_what_is_accepted() {
    let count = |answer: &Answer| -> f64 {
        let tile = decode(&answer.body).unwrap();
        let layer = tile.layer("industrial_zones").unwrap();
        let weight = |feature: &crate::mvt::Feature| {
            let count = feature.property("point_count");
            count.and_then(crate::mvt::Value::as_f64).unwrap_or(1.0)
        };
        layer.features.iter().map(weight).sum()
    };
    let (all, few) = (get(ZONES).await, ask(ZONES, "area_ha >= 200").await);
    let (all, few) = (count(&all), count(&few));
    assert!(few > 1.0 && few < all / 2.0, "{few} of {all}");
}

#[tokio::test]
async fn nothing_accepted_is_an_empty_tile() {
    let answer = ask(ZONES, "area_ha < 0").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn units_can_be_filtered_and_coloured_at_once() {
    let path = "/tiles/communes/8/203/112?overlay=population_density";
    let all = get(path).await;
    let few = ask(path, "kind = 'ward'").await;
    assert_eq!((all.status, few.status), (StatusCode::OK, StatusCode::OK));
    let broken = validate(&few.body, &Rules::strict(64));
    assert!(broken.is_empty(), "{broken:?}");
    let tile = decode(&few.body).unwrap();
    let wards = &tile.layer("communes").unwrap().features;
    assert!(wards.iter().all(|ward| ward.text("kind") == "ward"));
    let all = decode(&all.body).unwrap();
    let all = &all.layer("communes").unwrap().features;
    let expected: Vec<_> = all
        .iter()
        .filter(|own| own.text("kind") == "ward")
        .collect();
    assert!(wards.len() > 10 && wards.len() < all.len());
    assert_eq!(wards.len(), expected.len());
    for (ward, expected) in wards.iter().zip(expected) {
        assert_eq!(ward.id, expected.id);
        assert_eq!(ward.property("value"), expected.property("value"));
    }
}

#[tokio::test]
async fn the_template_of_tilejson_carries_the_filter_on() {
    let filter = "CASEI(ACCENTI(name_vi)) LIKE CASEI(ACCENTI('%{z} & an+%')) OR kind = 'park'";
    let document = ask("/tiles/industrial_zones.json?lang=en", filter)
        .await
        .json();
    let template = document["tiles"][0].as_str().unwrap();
    let tile = template
        .replace("{z}", "6")
        .replace("{x}", "50")
        .replace("{y}", "28")
        .replace("http://127.0.0.1:8080", "");
    let answer = get(&tile).await;
    assert_eq!(answer.status, StatusCode::OK, "{tile}");
    assert_eq!(answer.body, ask(ZONES, filter).await.body);

    let joined = "/tiles/communes.json?overlay=population_density&filter-lang=cql2-json";
    let json = r#"{"op":"=","args":[{"property":"kind"},"ward"]}"#;
    let document = ask(joined, json).await.json();
    let template = document["tiles"][0].as_str().unwrap();
    assert!(
        template.contains("?overlay=population_density&filter=%7B"),
        "{template}"
    );
    assert!(template.ends_with("&filter-lang=cql2-json"), "{template}");
}

#[tokio::test]
async fn a_filter_fits_every_layer_or_says_which_fields_there_are() {
    let both = "/tiles/industrial_zones,border_gates/6/50/28";
    assert_eq!(ask(both, "province = '20'").await.status, StatusCode::OK);
    let answer = ask(&format!("{both}?lang=en"), "kind = 'park'").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let problem = answer.json();
    assert_eq!(problem["type"], "/problems/invalid-filter");
    let detail = problem["detail"].as_str().unwrap();
    for word in ["border_gates", "\"kind\"", "neighbour", "class"] {
        assert!(detail.contains(word), "{detail}");
    }
    let borders = "/tiles/borders/6/50/28";
    let [all, some] = [
        ask(borders, "level IS NOT NULL").await,
        ask(borders, "level = 'national'").await,
    ];
    assert_eq!(all.body, get(borders).await.body);
    assert_eq!(some.status, StatusCode::OK);
    assert!(some.body.len() < all.body.len());
}

/// Filters that nobody can fulfil.
pub const WRONG: &[&str] = &[
    "",
    "x",
    "1 OR 1",
    "kind",
    "kind = ",
    "kind = 1",
    "area_ha = 'a'",
    "area_ha > 1 AND",
    "area_ha > 1)",
    "(area_ha > 1",
    "kind = 'park",
    "kind == 'park'",
    "point_count > 1",
    "kind IN ()",
    "area_ha BETWEEN 1",
    "area_ha + 1 > 2",
    "pg_sleep(10)",
    "kind = 'a'; DROP TABLE zones",
    "S_INTERSECTS(geometry, POLYGON((1 1)))",
    "S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1, 1 0, 0 0)))",
    "S_INTERSECTS(geometry, POINT(21 106))",
    "S_INTERSECTS(geometry, POINT(21 206))",
    "S_DWITHIN(geometry, POINT(106 21), 10)",
    "source_date > DATE('31/12/2025')",
];

#[tokio::test]
async fn wrong_filters_are_told_apart_from_empty_ones() {
    for path in [
        ZONES,
        "/tiles/industrial_zones.json",
        "/ogc/collections/industrial_zones/items",
        "/api/summaries/industrial_zones",
        "/api/export/industrial_zones",
    ] {
        for filter in WRONG {
            // Latitude first, but a place on earth.
            if filter.contains("POINT(21 106)") {
                continue;
            }
            let answer = ask(path, filter).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {filter}");
            assert_problem(&answer, filter);
            assert_eq!(
                answer.json()["type"],
                "/problems/invalid-filter",
                "{filter}"
            );
        }
        for query in [
            "filter-lang=cql2-text",
            "filter-lang=sql&filter=true",
            "filter",
        ] {
            let answer = get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {query}");
        }
    }
}

#[tokio::test]
async fn costly_filters_are_refused_soon() {
    let open = "(".repeat(3000);
    let costly = [
        format!("{open}kind = 'park'{}", ")".repeat(3000)),
        open.clone(),
        "((((((((((((((((kind = 'park' AND x x))))))))))))))))".to_owned(),
        format!("kind IN ({}'a')", "'a',".repeat(1500)),
        "NOT ".repeat(1900) + "kind = 'a'",
        "kind = ".repeat(1000) + "'a'",
        vec!["kind = 'a'"; 400].join(" OR "),
        format!("name_vi LIKE '{}'", "%aaa".repeat(2100)),
        format!("{}kind = 'a'{}", "f(".repeat(12), ")".repeat(12)),
    ];
    // What is timed is the filters, not the loading of the data.
    assert_eq!(get(ZONES).await.status, StatusCode::OK);
    let began = std::time::Instant::now();
    for filter in &costly {
        let answer = get(&format!(
            "{ZONES}?filter={}",
            filter.replace('%', "%25").replace(' ', "%20")
        ))
        .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{filter:.80}");
    }
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
}

#[tokio::test]
async fn equal_days_have_equal_tags_and_tiles() {
    let tile = "/tiles/communes,borders,unit_labels/8/203/112";
    let of = async |datetime: &str| get(&format!("{tile}?datetime={datetime}")).await;
    let former = of("2024-05-05").await;
    assert_eq!(former.status, StatusCode::OK);
    for same in [
        "../2025-06-30",
        "2025-06-30T16:59:59Z",
        "2000-01-01/2025-01-01",
    ] {
        let other = of(same).await;
        assert_eq!(
            other.headers[header::ETAG],
            former.headers[header::ETAG],
            "{same}"
        );
        assert_eq!(other.body, former.body, "{same}");
    }
    let present = of("2025-07-01").await;
    assert_ne!(present.body, former.body);
    for same in ["2025-06-30T17:00:00Z", "../..", "2020-01-01/.."] {
        // An interval that meets both times differs for layers of former units only.
        assert_eq!(of(same).await.body, present.body, "{same}");
    }
    let broken = validate(&former.body, &Rules::strict(64));
    assert!(broken.is_empty(), "{broken:?}");
}

#[tokio::test]
async fn no_layer_of_former_units_answers_after_the_merger() {
    let tile = "/tiles/former_communes/10/812/450";
    assert_eq!(
        get(&format!("{tile}?datetime=2025-06-30")).await.status,
        StatusCode::OK
    );
    let after = get(&format!("{tile}?datetime=2025-07-01/..")).await;
    assert_eq!(after.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_filter_of_a_day_is_asked_of_the_units_of_that_day() {
    let tile = "/tiles/communes/10/812/450?datetime=2020-01-01";
    let count = |answer: &Answer| {
        assert_eq!(answer.status, StatusCode::OK);
        let tile = decode(&answer.body).unwrap();
        let communes = &tile.layer("communes").unwrap().features;
        let good = communes.iter().filter(|own| own.text("quality") == "B");
        (communes.len(), good.count())
    };
    let (all, good) = count(&get(tile).await);
    assert_eq!(count(&ask(tile, "quality = 'B'").await), (good, good));
    assert!(good > 0 && good < all, "{good} of {all}");
    let refused = ask("/tiles/communes/10/812/450", "quality = 'B'").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn tiles_carry_the_properties_that_are_asked_for() {
    let tile = "/tiles/communes/8/203/112?overlay=population_density";
    let few = get(&format!("{tile}&properties=kind,code,kind")).await;
    let same = get(&format!("{tile}&properties=code,kind")).await;
    assert_eq!(few.headers[header::ETAG], same.headers[header::ETAG]);
    let decoded = decode(&few.body).unwrap();
    let known = ["code", "kind", "value", "class"];
    for feature in &decoded.layer("communes").unwrap().features {
        assert!(
            feature
                .properties
                .iter()
                .all(|(key, _)| known.contains(&key.as_str()))
        );
        assert!(!feature.text("code").is_empty());
    }
    assert!(few.body.len() < get(tile).await.body.len());

    let document = get("/tiles/provinces,zones.json?properties=code").await;
    assert_eq!(document.status, StatusCode::NOT_FOUND);
    let document = get("/tiles/provinces.json?properties=code&datetime=2020-01-01")
        .await
        .json();
    let fields = document["vector_layers"][0]["fields"].as_object().unwrap();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["code"]);
    let template = document["tiles"][0].as_str().unwrap();
    assert!(
        template.ends_with("?properties=code&datetime=2020-01-01"),
        "{template}"
    );
}

#[tokio::test]
async fn shapes_in_filters_stand_in_the_system_that_is_named() {
    let tile = "/tiles/industrial_zones/8/203/112";
    let plain = ask(
        tile,
        "S_INTERSECTS(geometry, BBOX(105.8, 20.9, 106.1, 21.2))",
    )
    .await;
    let swapped = "S_INTERSECTS(geometry, BBOX(20.9, 105.8, 21.2, 106.1))";
    for name in ["EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/4326"] {
        let other = ask(&format!("{tile}?filter-crs={name}"), swapped).await;
        assert_eq!(
            (other.status, &other.body),
            (StatusCode::OK, &plain.body),
            "{name}"
        );
    }
    let nowhere = ask(&format!("{tile}?filter-crs=EPSG:5897"), swapped).await;
    assert_eq!(nowhere.status, StatusCode::NO_CONTENT);
}
