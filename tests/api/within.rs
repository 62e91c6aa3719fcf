//! What lies in a shape: the contract, and shapes that are none.

use std::time::{Duration, Instant};

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Answer, assert_problem, get, post};

const MEDIA: &str = "application/geo+json";

/// Around Bắc Giang, with zones of every status, and plants.
fn bac_giang() -> Value {
    polygon(&json!([[
        [106.0, 21.0],
        [106.6, 21.0],
        [106.6, 21.5],
        [106.0, 21.5],
        [106.0, 21.0]
    ]]))
}

/// The whole region and more.
fn everything() -> Value {
    polygon(&json!([[
        [100.0, 15.0],
        [112.0, 15.0],
        [112.0, 25.0],
        [100.0, 25.0],
        [100.0, 15.0]
    ]]))
}

fn polygon(rings: &Value) -> Value {
    json!({ "type": "Polygon", "coordinates": rings })
}

async fn send(query: &str, body: impl ToString) -> Answer {
    post(&format!("/api/within{query}"), MEDIA, body.to_string()).await
}

async fn within(query: &str, body: impl ToString) -> Value {
    let answer = send(query, body).await;
    let shown = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, StatusCode::OK, "{query}: {shown}");
    answer.json()
}

fn items(answer: &Value) -> &Vec<Value> {
    answer["items"].as_array().unwrap()
}

#[tokio::test]
async fn everything_holds_all_records_with_a_place() {
    let kinds = "?kinds=zone,gate,plant,port,airport,city&limit=5000";
    let answer = within(kinds, everything()).await;
    let records = |path: &str| {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("geodata")
            .join(path);
        let mut reader = csv::Reader::from_path(file).unwrap();
        let column = reader
            .headers()
            .unwrap()
            .iter()
            .position(|name| name == "lon")
            .unwrap();
        let placed = reader.records().map(|row| !row.unwrap()[column].is_empty());
        placed.collect::<Vec<bool>>()
    };
    let tables = [
        "industrial_zones.csv",
        "border_gates.csv",
        "power_plants.csv",
    ]
    .map(records);
    let placed: usize = tables.iter().flatten().filter(|placed| **placed).count();
    let nowhere: usize = tables.iter().flatten().filter(|placed| !**placed).count();
    assert_eq!(answer["withoutPlace"], nowhere);
    let of_tables = items(&answer)
        .iter()
        .filter(|item| item["layer"] != "places");
    assert_eq!(of_tables.count(), placed);
    assert_eq!(answer["numberMatched"], items(&answer).len());
    assert_eq!(answer["units"]["communes"], 1733);
    assert_eq!(answer["bbox"], json!([100.0, 15.0, 112.0, 25.0]));
}

#[tokio::test]
async fn sums_say_how_many_report_them() {
    let answer = within("?limit=5000", bac_giang()).await;
    assert!(items(&answer).len() > 20, "{}", items(&answer).len());
    let mut counted = 0;
    for total in answer["totals"].as_array().unwrap() {
        let kind = total["kind"].as_str().unwrap();
        let own: Vec<&Value> = items(&answer)
            .iter()
            .filter(|item| match item["kind"].as_str().unwrap() {
                "zone" => item["facts"]["kind"] == kind,
                other => other == kind,
            })
            .collect();
        assert_eq!(total["count"], own.len(), "{kind}");
        counted += own.len();
        for member in ["area_ha", "capacity_mw"] {
            let values: Vec<f64> = own
                .iter()
                .filter_map(|item| item["facts"][member].as_f64())
                .collect();
            match total[member].as_f64() {
                Some(sum) => assert!(
                    (sum - values.iter().sum::<f64>()).abs() < 1e-5,
                    "{kind} {member}"
                ),
                None => assert!(values.is_empty(), "{kind} {member}"),
            }
            let reports = match kind {
                "gate" => None,
                "plant" => Some("capacity_mw"),
                _ => Some("area_ha"),
            };
            if reports == Some(member) {
                assert_eq!(total["reported"], values.len(), "{kind}");
            } else if reports.is_none() {
                assert_eq!(total["reported"], Value::Null);
            }
        }
        let by_status = total["by_status"].as_array().unwrap();
        let parts: u64 = by_status
            .iter()
            .map(|part| part["count"].as_u64().unwrap())
            .sum();
        assert!(kind == "gate" || parts == own.len() as u64, "{kind}");
    }
    assert_eq!(counted, items(&answer).len());
    let units = &answer["units"];
    assert!(units["population"].as_u64().unwrap() > 100_000, "{units}");
    // A degree of longitude at 21.25° is 103.8 km, one of latitude 110.7 km.
    let area = answer["area_km2"].as_f64().unwrap();
    assert!((area - 0.6 * 103.8 * 0.5 * 110.72).abs() < 3.0, "{area}");
}

#[tokio::test]
async fn nothing_reported_is_not_zero() {
    // In the gulf.
    let sea = polygon(&json!([[
        [107.9, 19.0],
        [108.2, 19.0],
        [108.2, 19.2],
        [107.9, 19.0]
    ]]));
    let answer = within("", sea).await;
    assert_eq!(
        (&answer["items"], &answer["numberMatched"]),
        (&json!([]), &json!(0))
    );
    assert_eq!(
        answer["units"],
        json!({ "communes": 0, "population": null, "reported": 0 })
    );
    for total in answer["totals"].as_array().unwrap() {
        assert_eq!(
            (&total["count"], &total["area_ha"], &total["capacity_mw"]),
            (&json!(0), &Value::Null, &Value::Null)
        );
    }
    assert!(
        answer["withoutPlace"].as_u64().unwrap() > 300,
        "they could lie anywhere"
    );
}

#[tokio::test]
async fn every_wrapping_means_the_same_shape() {
    let bare = bac_giang();
    let expected = within("", &bare).await;
    let feature = json!({ "type": "Feature", "properties": null, "geometry": bare });
    let multi = json!({ "type": "MultiPolygon", "coordinates": [bare["coordinates"]] });
    let with_heights = polygon(&json!([[
        [106.0, 21.0, 5],
        [106.6, 21.0, 5.5],
        [106.6, 21.5, -1],
        [106.0, 21.5, 0, 7],
        [106.0, 21.0, 9]
    ]]));
    let other_way = polygon(&json!([[
        [106.0, 21.0],
        [106.0, 21.5],
        [106.6, 21.5],
        [106.6, 21.0],
        [106.0, 21.0]
    ]]));
    let twice = json!({ "type": "FeatureCollection", "features": [feature, feature] });
    for same in [
        json!({ "type": "FeatureCollection", "features": [feature] }),
        feature.clone(),
        multi,
        with_heights,
        other_way,
        twice,
    ] {
        let answer = within("", &same).await;
        for member in ["items", "totals", "units", "numberMatched", "bbox"] {
            assert_eq!(answer[member], expected[member], "{same}");
        }
        let [one, other] = [&answer, &expected].map(|answer| answer["area_km2"].as_f64().unwrap());
        assert!((one - other).abs() < 1e-3, "{one} {other}: {same}");
    }
    let marked = format!("\u{feff}{bare}");
    assert_eq!(within("", marked).await["items"], expected["items"]);
}

#[tokio::test]
async fn pages_make_up_the_whole_list() {
    let whole = within("?limit=5000", bac_giang()).await;
    let mut found = Vec::new();
    let mut query = "?limit=7&lang=en".to_owned();
    loop {
        let answer = send(&query, bac_giang()).await;
        let link = answer.header(header::LINK).to_owned();
        let page = answer.json();
        assert_eq!(
            (&page["totals"], &page["numberMatched"]),
            (&whole["totals"], &whole["numberMatched"])
        );
        found.extend(items(&page).clone());
        let Some(next) = page["next"].as_str() else {
            break;
        };
        assert_eq!(link, format!("<{next}>; rel=\"next\""));
        query = next.strip_prefix("/api/within").unwrap().to_owned();
    }
    assert_eq!(&found, items(&whole));
}

#[tokio::test]
async fn a_table_and_features_hold_the_same_items() {
    let whole = within("?limit=5000", bac_giang()).await;
    let answer = send("?limit=5000&f=csv", bac_giang()).await;
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "text/csv; charset=utf-8"
    );
    assert!(
        answer
            .header(header::CONTENT_DISPOSITION)
            .contains("phiabac-within.csv")
    );
    let table = answer
        .body
        .strip_prefix("\u{feff}".as_bytes())
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(table);
    let rows: Vec<std::collections::HashMap<String, String>> =
        reader.deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), items(&whole).len());
    for (row, item) in rows.iter().zip(items(&whole)) {
        assert_eq!(row["id"], item["id"].to_string());
        assert_eq!(row["name_vi"], item["name_vi"].as_str().unwrap());
        assert_eq!(
            row["commune_code"],
            item["where"]["commune"]["code"]
                .as_str()
                .unwrap_or_default()
        );
        let area = item["facts"]["area_ha"].as_f64();
        assert_eq!(row["area_ha"].parse().ok(), area);
        let sources: Vec<&str> = item["source_ids"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap())
            .collect();
        assert_eq!(row["source_ids"], sources.join("; "));
    }
    let answer = send("?limit=5000&f=geojson", bac_giang()).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/geo+json");
    let collection: geojson::FeatureCollection = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(collection.features.len(), rows.len());
    let first = &answer.json()["features"][0];
    assert_eq!(
        first["geometry"]["coordinates"],
        json!([whole["items"][0]["lon"], whole["items"][0]["lat"]])
    );
    assert_eq!(first["properties"], whole["items"][0]);
}

#[tokio::test]
async fn every_source_of_an_item_is_named() {
    let answer = within("", bac_giang()).await;
    let named: Vec<&Value> = answer["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| &source["id"])
        .collect();
    for id in items(&answer)
        .iter()
        .flat_map(|item| item["source_ids"].as_array().unwrap())
    {
        assert!(named.contains(&id), "{id}");
    }
    assert_eq!(
        get("/api/within").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

/// Fails unless the answer is a problem of that status in both languages, and names `word`.
async fn refused(what: &str, query: &str, body: &str, status: u16, word: &str) {
    let mut details = Vec::new();
    for lang in ["vi", "en"] {
        let join = if query.is_empty() { '?' } else { '&' };
        let answer = send(&format!("{query}{join}lang={lang}"), body).await;
        let shown = String::from_utf8_lossy(&answer.body);
        assert_eq!(answer.status.as_u16(), status, "{what}: {shown}");
        assert_problem(&answer, what);
        details.push(answer.json()["detail"].as_str().unwrap().to_owned());
    }
    assert_ne!(details[0], details[1], "{what}");
    assert!(details[1].contains(word), "{what}: {}", details[1]);
}

/// Coordinates of no polygon, and what the English problem says.
const COORDINATES: &[(&str, &str, &str)] = &[
    ("no coordinates", "null", "nested"),
    ("flat", "[106,21]", "nested"),
    (
        "one level less",
        "[[106,21],[107,21],[107,22],[106,21]]",
        "two numbers",
    ),
    (
        "one level more",
        "[[[[106,21],[107,21],[107,22],[106,21]]]]",
        "two numbers",
    ),
    ("no ring", "[]", "no ring"),
    ("an empty ring", "[[]]", "four"),
    (
        "a lone number",
        "[[[106],[107,21],[107,22],[106]]]",
        "position 1",
    ),
    (
        "texts",
        r#"[[["106","21"],[107,21],[107,22],["106","21"]]]"#,
        "position 1",
    ),
    (
        "null",
        "[[[106,null],[107,21],[107,22],[106,null]]]",
        "position 1",
    ),
    ("an object", r#"[[{"lon":106,"lat":21}]]"#, "position 1"),
    (
        "swapped",
        "[[[21,106],[21,107],[22,107],[21,106]]]",
        "Did you swap them?",
    ),
    (
        "too far east",
        "[[[106,21],[190,21],[107,22],[106,21]]]",
        "position 2",
    ),
    (
        "metres",
        "[[[11800000,2400000],[11900000,2400000],[11900000,2500000],[11800000,2400000]]]",
        "degrees",
    ),
    ("open", "[[[106,21],[107,21],[107,22],[106,22]]]", "open"),
    ("three positions", "[[[106,21],[107,21],[106,21]]]", "four"),
    (
        "one place",
        "[[[106,21],[106,21],[106,21],[106,21]]]",
        "no area",
    ),
    (
        "on one line",
        "[[[106,21],[107,22],[108,23],[106,21]]]",
        "no area",
    ),
    (
        "a bow tie",
        "[[[106,21],[108,23],[108,21],[106,23],[106,21]]]",
        "crosses itself at (107.000000, 22.000000)",
    ),
    (
        "a spike",
        "[[[106,21],[107,21],[107,22],[107,23],[107,22],[106,22],[106,21]]]",
        "(107.000000, 23.000000)",
    ),
    (
        "touching itself",
        "[[[106,21],[108,21],[108,23],[107,21],[106,23],[106,21]]]",
        "touches itself at (107.000000, 21.000000)",
    ),
    (
        "a hole outside",
        "[[[106,21],[107,21],[107,22],[106,22],[106,21]],[[108,21],[109,21],[109,22],[108,21]]]",
        "ring 2: the hole has a position (108",
    ),
    (
        "a hole across",
        "[[[106,21],[107,21],[107,22],[106,22],[106,21]],[[106.5,21.2],[107.5,21.2],[107.5,21.4],[106.5,21.2]]]",
        "ring 2: the ring crosses",
    ),
    (
        "the date line",
        "[[[170,0],[-170,0],[-170,10],[170,10],[170,0]]]",
        "180th",
    ),
];

/// Bodies that are no shape, and what the English problem says.
fn odd_documents() -> Vec<(&'static str, String, &'static str)> {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!(r#"{{"type":"Polygon","coordinates":{deep}}}"#);
    let point = r#"{"type":"Point","coordinates":[106,21]}"#;
    let collected = format!(
        r#"{{"type":"GeometryCollection","geometries":[{}]}}"#,
        bac_giang()
    );
    let featured =
        |geometry: &str| format!(r#"{{"type":"Feature","properties":{{}},"geometry":{geometry}}}"#);
    let collection =
        |features: &str| format!(r#"{{"type":"FeatureCollection","features":{features}}}"#);
    vec![
        ("empty", String::new(), "no body"),
        ("blank", " \n".into(), "no body"),
        ("no JSON", "polygon".into(), "line 1"),
        ("cut off", r#"{"type":"Polygon""#.into(), "JSON"),
        (
            "NaN",
            r#"{"type":"Polygon","coordinates":[[[NaN,21]]]}"#.into(),
            "NaN",
        ),
        (
            "huge number",
            r#"{"type":"Polygon","coordinates":[[[1e999,21]]]}"#.into(),
            "JSON",
        ),
        ("deep", deep, "nested"),
        ("deep coordinates", nested, "nested"),
        ("a text", r#""Polygon""#.into(), "no JSON object"),
        ("a list", "[]".into(), "no JSON object"),
        ("null", "null".into(), "no JSON object"),
        ("no type", "{}".into(), "type"),
        (
            "wrong case",
            r#"{"type":"polygon","coordinates":[]}"#.into(),
            "polygon",
        ),
        ("a point", point.into(), "Point"),
        (
            "a line",
            r#"{"type":"LineString","coordinates":[[106,21],[107,21]]}"#.into(),
            "LineString",
        ),
        ("a GeometryCollection", collected, "GeometryCollection"),
        (
            "a topology",
            r#"{"type":"Topology","objects":{}}"#.into(),
            "Topology",
        ),
        ("a feature of a point", featured(point), "Point"),
        ("a feature of nothing", featured("null"), "no geometry"),
        ("no features", collection("[]"), "empty"),
        ("features of nothing", collection("[null]"), "no Feature"),
        (
            "bare geometries as features",
            collection(&format!("[{}]", bac_giang())),
            "no Feature",
        ),
        (
            "features in features",
            collection(&format!("[{}]", collection("[]"))),
            "no Feature",
        ),
        ("no list of features", collection("{}"), "features"),
        (
            "not UTF-8 in JSON",
            r#"{"type":"Polygon","coordinates":"\ud800"}"#.into(),
            "JSON",
        ),
    ]
}

#[tokio::test]
async fn bodies_that_are_no_shape_are_problems_in_both_languages() {
    let mut cases = odd_documents();
    for (what, text, word) in COORDINATES {
        cases.push((
            what,
            format!(r#"{{"type":"Polygon","coordinates":{text}}}"#),
            word,
        ));
    }
    for (what, body, word) in cases {
        refused(what, "", &body, 400, word).await;
    }
    let answer = send(
        "",
        r#"{"type":"Polygon","coordinates":[[[106,21],[108,23],[108,21],[106,23],[106,21]]]}"#,
    )
    .await;
    assert_eq!(answer.json()["at"], json!([107.0, 22.0]));
    assert_eq!(answer.json()["type"], "/problems/invalid-shape");
}

/// A ring around a star with so many vertices.
fn star(count: usize) -> Value {
    let corner = |at: usize| {
        let turn = (at % count) as f64 / count as f64 * std::f64::consts::TAU;
        let reach = if at.is_multiple_of(2) { 1.0 } else { 0.5 };
        json!([106.0 + reach * turn.cos(), 21.5 + reach * turn.sin()])
    };
    polygon(&json!([(0..=count).map(corner).collect::<Vec<_>>()]))
}

#[tokio::test]
async fn ten_thousand_vertices_are_the_most() {
    let begun = Instant::now();
    let answer = within("", star(10_000)).await;
    assert!(answer["numberMatched"].as_u64().unwrap() > 10);
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    refused(
        "10,002 vertices",
        "",
        &star(10_002).to_string(),
        413,
        "10000",
    )
    .await;
    let many = json!({ "type": "MultiPolygon", "coordinates": vec![star(3000)["coordinates"].clone(); 4] });
    refused("4 × 3,000 vertices", "", &many.to_string(), 413, "10000").await;
    let padded = format!("{}{}", " ".repeat(1 << 20), bac_giang());
    refused("more than a mebibyte", "", &padded, 413, "body").await;
}

/// Long thin teeth across the whole shape: every box around an edge meets every other.
#[tokio::test]
async fn boxes_that_all_meet_are_no_trap() {
    let count = 4_900;
    let tooth = |at: usize| {
        let step = at as f64 * 1e-4;
        let (near, far) = ([106.0 + step, 21.5 - step], [107.0 + step, 22.5 - step]);
        if at.is_multiple_of(2) {
            [near, far]
        } else {
            [far, near]
        }
    };
    let mut ring: Vec<[f64; 2]> = (0..count).flat_map(tooth).collect();
    // Back outside of all teeth.
    ring.extend([[108.0, 20.0], [104.0, 20.0], [104.0, 22.0]]);
    ring.push(ring[0]);
    let begun = Instant::now();
    let answer = send("", polygon(&json!([ring]))).await;
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
}

#[tokio::test]
async fn parameters_are_closed() {
    for (query, word) in [
        ("?kinds=", "kinds"),
        ("?kinds=zones", "zones"),
        ("?kinds=expressway", "expressway"),
        ("?kinds=province", "province"),
        ("?limit=0", "limit"),
        ("?limit=5001", "5000"),
        ("?offset=-1", "offset"),
        ("?f=xml", "geojson"),
        ("?km=5", "km"),
        ("?f=csv&f=csv", "f"),
    ] {
        refused(query, query, &bac_giang().to_string(), 400, word).await;
    }
}
