//! CQL2 (21-065r2), annex A: a test for each class that is declared, held against a scan of whole
//! lists; and the classes that are not declared are refused.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use geo::relate::IntersectionMatrix;
use geo::{Geometry, Relate};
use serde_json::{Value, json};

use crate::relations::{Holds, RELATIONS};
use crate::support::{assert_problem, get};
use crate::walk::{document, encoded, features, ids};

const ZONES: &str = "industrial_zones";
const PLANTS: &str = "power_plants";
const GATES: &str = "border_gates";

/// Whether a condition is true of a number.
type IsTrueOf = fn(f64) -> bool;

fn items(layer: &str) -> String {
    format!("/ogc/collections/{layer}/items?limit=10000")
}

/// The numbers of a layer that a condition is true of, as its list tells them.
async fn scanned(layer: &str, holds: impl Fn(&Value) -> bool) -> BTreeSet<u64> {
    let all = document(&items(layer)).await;
    let own = features(&all).iter().filter(|feature| holds(feature));
    own.map(|feature| feature["id"].as_u64().unwrap()).collect()
}

/// The numbers that a filter as text finds.
async fn found(layer: &str, text: &str) -> BTreeSet<u64> {
    let page = document(&format!(
        "{}&skipGeometry=true&filter={}",
        items(layer),
        encoded(text)
    ))
    .await;
    ids(&page).into_iter().collect()
}

/// The numbers that a filter as JSON finds.
async fn found_by_json(layer: &str, filter: &Value) -> BTreeSet<u64> {
    let page = document(&format!(
        "{}&skipGeometry=true&filter-lang=cql2-json&filter={}",
        items(layer),
        encoded(&filter.to_string())
    ))
    .await;
    ids(&page).into_iter().collect()
}

/// A filter in both languages finds what a scan finds: some items, not all.
async fn check(layer: &str, text: &str, json: Value, holds: impl Fn(&Value) -> bool) {
    let expected = scanned(layer, |feature| holds(&feature["properties"])).await;
    let count = scanned(layer, |_| true).await.len();
    assert!(
        !expected.is_empty() && expected.len() < count,
        "{text}: {}",
        expected.len()
    );
    assert_eq!(found(layer, text).await, expected, "{text}");
    assert_eq!(found_by_json(layer, &json).await, expected, "{json}");
}

fn text<'a>(properties: &'a Value, field: &str) -> Option<&'a str> {
    properties[field].as_str()
}

fn property(name: &str) -> Value {
    json!({ "property": name })
}

/// /conf/basic-cql2: comparisons of texts, numbers, truths and dates, what is not known, and all of
/// them together
#[tokio::test]
async fn conf_basic_cql2() {
    check(
        ZONES,
        "kind = 'park'",
        json!({ "op": "=", "args": [property("kind"), "park"] }),
        |own| text(own, "kind") == Some("park"),
    )
    .await;
    check(
        ZONES,
        "kind <> 'park'",
        json!({ "op": "<>", "args": [property("kind"), "park"] }),
        |own| text(own, "kind") != Some("park"),
    )
    .await;
    let compared: [(&str, IsTrueOf); 4] = [
        ("<", |own| own < 75.0),
        ("<=", |own| own <= 75.0),
        (">", |own| own > 75.0),
        (">=", |own| own >= 75.0),
    ];
    for (op, holds) in compared {
        check(
            ZONES,
            &format!("area_ha {op} 75"),
            json!({ "op": op, "args": [property("area_ha"), 75] }),
            |own| own["area_ha"].as_f64().is_some_and(holds),
        )
        .await;
    }
    check(
        "provinces",
        "coast = TRUE",
        json!({ "op": "=", "args": [property("coast"), true] }),
        |own| own["coast"] == true,
    )
    .await;
    check(
        PLANTS,
        "source_date > DATE('2024-12-31')",
        json!({ "op": ">", "args": [property("source_date"), { "date": "2024-12-31" }] }),
        |own| day(own).is_some_and(|own| own.as_str() > "2024-12-31"),
    )
    .await;
    check(
        ZONES,
        "investor IS NULL",
        json!({ "op": "isNull", "args": [property("investor")] }),
        |own| own["investor"].is_null(),
    )
    .await;
    check(
        ZONES,
        "NOT (kind = 'park' OR area_ha < 50) AND status = 'operating'",
        json!({ "op": "and", "args": [
            { "op": "not", "args": [{ "op": "or", "args": [
                { "op": "=", "args": [property("kind"), "park"] },
                { "op": "<", "args": [property("area_ha"), 50] },
            ] }] },
            { "op": "=", "args": [property("status"), "operating"] },
        ] }),
        |own| {
            text(own, "kind") != Some("park")
                && own["area_ha"].as_f64().is_some_and(|own| own >= 50.0)
                && text(own, "status") == Some("operating")
        },
    )
    .await;
}

/// /conf/advanced-comparison-operators
#[tokio::test]
async fn conf_advanced_comparison_operators() {
    check(
        PLANTS,
        "capacity_mw BETWEEN 30 AND 100",
        json!({ "op": "between", "args": [property("capacity_mw"), 30, 100] }),
        |own| {
            let own = own["capacity_mw"].as_f64();
            own.is_some_and(|own| (30.0..=100.0).contains(&own))
        },
    )
    .await;
    check(
        PLANTS,
        "fuel IN ('solar', 'wind')",
        json!({ "op": "in", "args": [property("fuel"), ["solar", "wind"]] }),
        |own| matches!(text(own, "fuel"), Some("solar" | "wind")),
    )
    .await;
    check(
        PLANTS,
        "name_vi LIKE 'Thủy điện N%'",
        json!({ "op": "like", "args": [property("name_vi"), "Thủy điện N%"] }),
        |own| text(own, "name_vi").is_some_and(|own| own.starts_with("Thủy điện N")),
    )
    .await;
}

/// /conf/case-insensitive-comparison
#[tokio::test]
async fn conf_case_insensitive_comparison() {
    check(
        PLANTS,
        "CASEI(name_vi) LIKE CASEI('%SƠN%')",
        json!({ "op": "like", "args": [
            { "op": "casei", "args": [property("name_vi")] },
            { "op": "casei", "args": ["%SƠN%"] },
        ] }),
        |own| text(own, "name_vi").is_some_and(|own| own.to_lowercase().contains("sơn")),
    )
    .await;
}

/// /conf/accent-insensitive-comparison
#[tokio::test]
async fn conf_accent_insensitive_comparison() {
    let plain = |own: &str| phiabac::search::fold(own);
    check(
        PLANTS,
        "ACCENTI(CASEI(name_vi)) LIKE ACCENTI(CASEI('%Sơn La%'))",
        json!({ "op": "like", "args": [
            { "op": "accenti", "args": [{ "op": "casei", "args": [property("name_vi")] }] },
            { "op": "accenti", "args": [{ "op": "casei", "args": ["%Son La%"] }] },
        ] }),
        |own| text(own, "name_vi").is_some_and(|own| plain(own).contains("son la")),
    )
    .await;
}

fn shape(feature: &Value) -> Option<Geometry> {
    let own: Option<geojson::Geometry> = serde_json::from_value(feature["geometry"].clone()).ok();
    own?.try_into().ok()
}

/// A condition of place in both languages finds what a scan finds.
async fn check_place(layer: &str, op: &str, given: &str, holds: Holds) -> usize {
    let asked = cql2::parse_text(&format!("{op}(geometry, {given})")).unwrap();
    let json: Value = serde_json::from_str(&asked.to_json().unwrap()).unwrap();
    let mut shape_asked = json["args"][1].clone();
    let corners = shape_asked["bbox"].as_array();
    if let Some(corners) = corners.or(shape_asked["args"].as_array()) {
        let [west, south, east, north] = [0, 1, 2, 3].map(|at| corners[at].as_f64().unwrap());
        let ring = [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ];
        shape_asked = json!({ "type": "Polygon", "coordinates": [ring] });
    }
    let given_shape: geojson::Geometry = serde_json::from_value(shape_asked).unwrap();
    let given_shape: Geometry = given_shape.try_into().unwrap();
    let expected = scanned(layer, |feature| {
        shape(feature).is_some_and(|own| holds(&own.relate(&given_shape)))
    })
    .await;
    let text = format!("{op}(geometry, {given})");
    assert_eq!(found(layer, &text).await, expected, "{layer} {text}");
    assert_eq!(
        found_by_json(layer, &json).await,
        expected,
        "{layer} {json}"
    );
    expected.len()
}

/// /conf/basic-spatial-functions: with points and boxes
#[tokio::test]
async fn conf_basic_spatial_functions() {
    let meets = IntersectionMatrix::is_intersects;
    let boxed = check_place(ZONES, "S_INTERSECTS", "BBOX(105, 20.5, 106, 21.5)", meets).await;
    let point = check_place("provinces", "S_INTERSECTS", "POINT(105.84 21.03)", meets).await;
    assert!(boxed > 20 && point == 1, "{boxed} {point}");
}

/// /conf/basic-spatial-functions-plus: with every kind of geometry
#[tokio::test]
async fn conf_basic_spatial_functions_plus() {
    for given in [
        "POINT(105.84 21.03)",
        "LINESTRING(104 21, 107 22.2)",
        "POLYGON((105 21, 106 21.2, 105.6 21.9, 105 21))",
        "MULTIPOINT((105.84 21.03), (106.7 20.85))",
        "MULTILINESTRING((104 21, 105 22), (106 21, 107 21))",
        "MULTIPOLYGON(((103.9 22, 104.3 22, 104.3 22.4, 103.9 22)), ((107 21, 107.6 20.7, 107.5 21.3, 107 21)))",
        "GEOMETRYCOLLECTION(POINT(105.84 21.03), LINESTRING(104 21, 105 22))",
    ] {
        let count = check_place(
            "provinces",
            "S_INTERSECTS",
            given,
            IntersectionMatrix::is_intersects,
        )
        .await;
        assert!(count > 0, "{given}");
    }
}

/// /conf/spatial-functions: every relation
#[tokio::test]
async fn conf_spatial_functions() {
    let one = document("/ogc/collections/border_gates/items?limit=1").await;
    let [lon, lat] = [0, 1].map(|at| features(&one)[0]["geometry"]["coordinates"][at].clone());
    let border = encoded("level = 'province'");
    let border = document(&format!(
        "/ogc/collections/borders/items?limit=1&filter={border}"
    ))
    .await;
    let vertex = &features(&border)[0]["geometry"]["coordinates"][0][0];
    let asked = [
        (GATES, format!("POINT({lon} {lat})")),
        ("provinces", format!("POINT({} {})", vertex[0], vertex[1])),
        (
            GATES,
            "POLYGON((105 21, 108.2 20, 108 23.5, 105 23.5, 105 21))".to_owned(),
        ),
        (
            "provinces",
            "POLYGON((105 21, 106 21.2, 105.6 21.9, 105 21))".to_owned(),
        ),
        (
            "provinces",
            "POLYGON((105.83 21.02, 105.85 21.02, 105.84 21.04, 105.83 21.02))".to_owned(),
        ),
        (
            "transport",
            "POLYGON((105 20.5, 106.5 20.5, 106.5 21.8, 105 21.8, 105 20.5))".to_owned(),
        ),
    ];
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for (op, holds) in RELATIONS {
        for (layer, given) in &asked {
            *met.entry(op).or_default() += check_place(layer, op, given, holds).await;
        }
    }
    assert!(met.values().all(|count| *count > 0), "{met:?}");
}

/// The first day that a date means.
fn day(properties: &Value) -> Option<String> {
    let own = text(properties, "source_date")?;
    Some(format!("{own}-01-01")[..10].to_owned())
}

/// An end of a span: the day of the record, or a given one.
#[derive(Clone, Copy)]
enum End<'a> {
    Own,
    Day(&'a str),
}

impl End<'_> {
    fn text(self) -> String {
        match self {
            Self::Own => "source_date".to_owned(),
            Self::Day(day) => format!("'{day}'"),
        }
    }

    fn day(self, own: &str) -> String {
        match self {
            Self::Own => own.to_owned(),
            Self::Day(day) => day.to_owned(),
        }
    }
}

fn span([from, to]: [End; 2]) -> String {
    match (from, to) {
        (End::Own, End::Own) => "source_date".to_owned(),
        (End::Day(one), End::Day(other)) if one == other => format!("DATE('{one}')"),
        _ => format!("INTERVAL({}, {})", from.text(), to.text()),
    }
}

/// Whether a relation holds between two spans, each from its first to its last day.
type Timed = fn([&str; 2], [&str; 2]) -> bool;

const TIMED: [(&str, Timed); 15] = [
    ("T_AFTER", |[a, _], [_, d]| a > d),
    ("T_BEFORE", |[_, b], [c, _]| b < c),
    ("T_CONTAINS", |[a, b], [c, d]| a < c && b > d),
    ("T_DISJOINT", |[a, b], [c, d]| a > d || b < c),
    ("T_DURING", |[a, b], [c, d]| a > c && b < d),
    ("T_EQUALS", |[a, b], [c, d]| a == c && b == d),
    ("T_FINISHEDBY", |[a, b], [c, d]| a < c && b == d),
    ("T_FINISHES", |[a, b], [c, d]| a > c && b == d),
    ("T_INTERSECTS", |[a, b], [c, d]| !(b < c || a > d)),
    ("T_MEETS", |[a, b], [c, d]| b == c && a < c && b < d),
    ("T_METBY", |[a, b], [c, d]| a == d && b > d && a > c),
    ("T_OVERLAPPEDBY", |[a, b], [c, d]| c < a && a < d && d < b),
    ("T_OVERLAPS", |[a, b], [c, d]| a < c && c < b && b < d),
    ("T_STARTEDBY", |[a, b], [c, d]| a == c && b > d),
    ("T_STARTS", |[a, b], [c, d]| a == c && b < d),
];

/// /conf/temporal-functions: every relation, between days and intervals on both sides
#[tokio::test]
async fn conf_temporal_functions() {
    use End::{Day, Own};
    let all = document(&items(PLANTS)).await;
    let days: BTreeMap<u64, String> = features(&all)
        .iter()
        .filter_map(|own| Some((own["id"].as_u64()?, day(&own["properties"])?)))
        .collect();
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for day in days.values() {
        *often.entry(day).or_default() += 1;
    }
    let (usual, _) = often.into_iter().max_by_key(|(_, count)| *count).unwrap();
    let usual = usual.to_owned();
    let usual = Day(&usual);
    let [early, late, later, last] =
        ["1990-01-01", "2028-01-01", "2030-01-01", "2035-01-01"].map(Day);
    let sides: [[[End; 2]; 2]; 7] = [
        [[Own, Own], [usual, usual]],
        [[Own, Own], [early, late]],
        [[Own, later], [usual, last]],
        [[Own, later], [early, later]],
        [[Own, later], [early, late]],
        [[early, usual], [Own, later]],
        [[Own, Own], [late, last]],
    ];
    for (op, holds) in TIMED {
        let mut met = 0;
        for [one, other] in sides
            .into_iter()
            .chain(sides.map(|[one, other]| [other, one]))
        {
            let expected: BTreeSet<u64> = days
                .iter()
                .filter(|(_, own)| {
                    let of = |[from, to]: [End; 2]| [from.day(own), to.day(own)];
                    let ([a, b], [c, d]) = (of(one), of(other));
                    holds([&a, &b], [&c, &d])
                })
                .map(|(id, _)| *id)
                .collect();
            let asked = format!("{op}({}, {})", span(one), span(other));
            let mut own = found(PLANTS, &asked).await;
            // A condition without the record is true of all, also of those without a date.
            own.retain(|id| days.contains_key(id));
            met += expected.len();
            assert_eq!(own, expected, "{asked}");
        }
        assert!(met > 0, "{op}");
    }
}

/// Classes of CQL2 that are not kept are not declared, and what they add is refused.
#[tokio::test]
async fn what_is_not_declared_is_refused() {
    let declared = document("/ogc/conformance").await["conformsTo"].clone();
    let class = |name: &str| json!(format!("http://www.opengis.net/spec/cql2/1.0/conf/{name}"));
    let declared = declared.as_array().unwrap();
    for name in [
        "cql2-text",
        "cql2-json",
        "basic-cql2",
        "advanced-comparison-operators",
        "case-insensitive-comparison",
        "accent-insensitive-comparison",
        "basic-spatial-functions",
        "basic-spatial-functions-plus",
        "spatial-functions",
        "temporal-functions",
    ] {
        assert!(declared.contains(&class(name)), "{name}");
    }
    for (name, filter) in [
        ("array-functions", "A_CONTAINS(sources, ('osm'))"),
        ("functions", "length(name_vi) > 5"),
        ("arithmetic", "area_ha * 2 > 100"),
        ("property-property", "S_INTERSECTS(geometry, geometry)"),
    ] {
        assert!(!declared.contains(&class(name)), "{name}");
        let target = format!("{}&filter={}", items(ZONES), encoded(filter));
        let answer = get(&target).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{filter}");
        assert_problem(&answer, filter);
    }
}
