//! Values over areas: counted again from the tables by full scan, and held to their own classes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::{StatusCode, header};
use phiabac::domain::LayerId;
use serde_json::{Value, json};

use crate::support::{ATLAS, assert_problem, get, get_with};

/// Overlays whose values do not add up: shares, means, densities, growth.
const DO_NOT_ADD: [&str; 5] = [
    "cluster_area_share",
    "cluster_occupancy",
    "population_density",
    "grdp_growth",
    "iip_growth",
];

type Row = BTreeMap<String, String>;

/// A table of the data, as text.
fn table(name: &str) -> Vec<Row> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("geodata")
        .join(name);
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &Row, column: &str) -> Option<f64> {
    row[column].parse().ok()
}

async fn overlay(target: &str) -> Value {
    let answer = get(&format!("/api/overlays/{target}")).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{target}: {:?}",
        answer.text()
    );
    answer.json()
}

/// Every overlay with every one of its levels.
pub async fn overlays_and_levels() -> Vec<(String, String)> {
    let list = get("/api/overlays").await.json();
    let items = list["items"].as_array().unwrap().clone();
    let pairs = items.iter().flat_map(|item| {
        let levels = item["levels"].as_array().unwrap().iter();
        levels.map(|level| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            (text(&item["id"]), text(level))
        })
    });
    pairs.collect()
}

fn rows(document: &Value) -> &Vec<Value> {
    document["rows"].as_array().unwrap()
}

fn sum(document: &Value) -> f64 {
    rows(document)
        .iter()
        .filter_map(|row| row["value"].as_f64())
        .sum()
}

fn values_by_code(document: &Value) -> BTreeMap<String, Option<f64>> {
    let rows = rows(document).iter();
    rows.map(|row| {
        (
            row["code"].as_str().unwrap().to_owned(),
            row["value"].as_f64(),
        )
    })
    .collect()
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// The rule of the contract: `from` and what lies below `to`; the last class holds `to`, and one
/// whose ends are equal holds just that value.
fn classes_of(value: f64, classes: &[Value]) -> Vec<usize> {
    let end = |class: &Value, name: &str| class[name].as_f64().unwrap();
    (0..classes.len())
        .filter(|&index| {
            let (from, to) = (end(&classes[index], "from"), end(&classes[index], "to"));
            let closed = index + 1 == classes.len() || from >= to;
            from <= value && (value < to || (closed && value <= to))
        })
        .collect()
}

fn assert_sound(document: &Value, what: &str) {
    let classes = document["classes"].as_array().unwrap();
    let mut held = vec![0; classes.len()];
    let mut missing = 0;
    let sources: Vec<&str> = document["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["id"].as_str().unwrap())
        .collect();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for row in rows(document) {
        if let Some(value) = row["value"].as_f64() {
            let class = row["class"].as_u64().unwrap() as usize;
            assert_eq!(classes_of(value, classes), [class], "{what}: {row}");
            held[class] += 1;
            let ids = row["source_ids"].as_array().unwrap();
            assert!(value == 0.0 || !ids.is_empty(), "{what}: {row}");
            named.extend(ids.iter().map(|id| id.as_str().unwrap()));
        } else {
            assert_eq!(row["class"], Value::Null, "{what}: {row}");
            missing += 1;
        }
        let (n, of) = (row["n"].as_u64().unwrap(), row["of"].as_u64().unwrap());
        assert!(n <= of, "{what}: {row}");
        let adds_up = row["parts"].as_array().filter(|_| row["value"].is_number());
        if let Some(parts) = adds_up {
            let parts: f64 = parts
                .iter()
                .map(|part| part["amount"].as_f64().unwrap())
                .sum();
            assert!(
                is_near(parts, row["value"].as_f64().unwrap()),
                "{what}: {row}"
            );
        }
    }
    for (class, held) in classes.iter().zip(held) {
        assert_eq!(class["n"], json!(held), "{what}: {class}");
    }
    assert_eq!(document["missing"]["n"], json!(missing), "{what}");
    let listed: BTreeSet<&str> = sources.iter().copied().collect();
    assert_eq!(listed.len(), sources.len(), "{what}: a source stands twice");
    assert!(named.is_subset(&listed), "{what}: a source is not listed");
    let values = rows(document)
        .iter()
        .filter_map(|row| row["value"].as_f64());
    if let (Some(first), Some(last)) = (classes.first(), classes.last()) {
        let (least, most) = values.fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
        assert!(first["from"].as_f64().unwrap() <= least, "{what}");
        assert!(last["to"].as_f64().unwrap() >= most, "{what}");
    }
}

#[tokio::test]
async fn every_overlay_answers_for_all_areas_and_adds_up() {
    let all = overlays_and_levels().await;
    assert!(all.len() > 25, "{all:?}");
    for (id, level) in all {
        let what = format!("{id}?level={level}");
        let document = overlay(&what).await;
        let (layer, areas) = match level.as_str() {
            "province" => ("provinces", 18),
            _ => ("communes", 1733),
        };
        assert_eq!(rows(&document).len(), areas, "{what}");
        let codes: Vec<&str> = rows(&document)
            .iter()
            .map(|r| r["code"].as_str().unwrap())
            .collect();
        assert!(codes.is_sorted(), "{what}: not in order of code");
        for row in rows(&document).iter().step_by(97) {
            let layer: LayerId = layer.parse().unwrap();
            let order = ATLAS.item_order(layer, row["id"].as_u64().unwrap());
            let item = order.and_then(|order| ATLAS.item(layer, order, false, None));
            let item = item.unwrap_or_else(|| panic!("{what}: no item {row}"));
            assert_eq!(item.properties["code"], row["code"], "{what}");
            assert_eq!(item.properties["name_vi"], row["name_vi"], "{what}");
        }
        assert_sound(&document, &what);
        assert_eq!(document["snapshot"], ATLAS.version());
        if !DO_NOT_ADD.contains(&id.as_str()) {
            let unassigned = document["unassigned"]["value"].as_f64().unwrap_or(0.0);
            let total = document["total"]["value"].as_f64().unwrap();
            assert!(is_near(sum(&document) + unassigned, total), "{what}");
        }
    }
}

#[tokio::test]
async fn every_period_and_every_method_keeps_the_classes_sound() {
    let list = get("/api/overlays").await.json();
    let mut asked = 0;
    for item in list["items"].as_array().unwrap() {
        let id = item["id"].as_str().unwrap();
        for period in item["periods"].as_array().unwrap() {
            let end = |name: &str| period[name].as_str().unwrap_or("..").to_owned();
            let days = format!("{}/{}", end("start"), end("end"));
            for level in period["levels"].as_array().unwrap() {
                let level = level.as_str().unwrap();
                let what = format!("{id}?level={level}&period={days}");
                let document = overlay(&what).await;
                assert_sound(&document, &what);
                assert_eq!(document["period"]["end"], period["end"], "{what}");
                let known = rows(&document)
                    .iter()
                    .filter(|row| row["value"].is_number());
                if level == item["levels"][0] {
                    assert_eq!(json!(known.count()), period["n"], "{what}");
                }
                asked += 1;
            }
        }
    }
    assert!(asked > 40, "only {asked} periods");
    for id in [
        "cluster_count",
        "plant_capacity",
        "population_density",
        "grdp_growth",
    ] {
        for method in ["quantile", "equal", "natural", "pretty"] {
            for classes in 2..=9 {
                let what = format!("{id}?method={method}&classes={classes}");
                let document = overlay(&what).await;
                assert_sound(&document, &what);
                assert_eq!(document["method"], method);
                let cut = document["classes"].as_array().unwrap().len();
                assert!((1..=classes).contains(&cut), "{what}: {cut} classes");
            }
        }
    }
}

#[tokio::test]
async fn given_breaks_are_taken_as_they_are() {
    let what = "population?breaks=600000,1000000,2000000,4000000";
    let document = overlay(what).await;
    assert_sound(&document, what);
    let classes = document["classes"].as_array().unwrap();
    let from: Vec<_> = classes
        .iter()
        .map(|class| class["from"].as_f64().unwrap())
        .collect();
    assert_eq!(document["method"], "given");
    assert_eq!(from[1..], [1_000_000.0, 2_000_000.0]);
    let least = rows(&document)
        .iter()
        .filter_map(|row| row["value"].as_f64())
        .fold(f64::MAX, f64::min);
    assert!(
        is_near(from[0], least),
        "the lowest class reaches down to the least value"
    );
}

/// Clusters by the code in a column; those without one under "".
fn clusters_by(column: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for zone in table("industrial_zones.csv") {
        if zone["kind"] == "cluster" {
            *counts.entry(zone[column].clone()).or_default() += 1;
        }
    }
    counts
}

#[tokio::test]
async fn clusters_are_as_many_as_the_table_has() {
    for level in ["province", "commune"] {
        let scanned = clusters_by(level);
        let document = overlay(&format!("cluster_count?level={level}")).await;
        for (code, value) in values_by_code(&document) {
            let expected = scanned.get(&code).copied().unwrap_or(0);
            assert_eq!(value, Some(expected as f64), "{level} {code}");
        }
        let nowhere = scanned.get("").copied().unwrap_or(0);
        let all: usize = scanned.values().sum();
        assert_eq!(
            document["unassigned"],
            json!({ "value": nowhere, "n": nowhere })
        );
        assert_eq!(document["total"], json!({ "value": all, "n": all }));
        assert_eq!(all, 619);
        assert_eq!(document["reporting"], Value::Null);
    }
}

#[tokio::test]
async fn areas_and_occupancies_are_those_of_the_zones_that_report_them() {
    let mut area: BTreeMap<String, (f64, usize, usize)> = BTreeMap::new();
    let mut occupied: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    let clusters = table("industrial_zones.csv");
    for zone in clusters.iter().filter(|zone| zone["kind"] == "cluster") {
        let own = area.entry(zone["province"].clone()).or_default();
        own.2 += 1;
        if let Some(ha) = number(zone, "area_ha") {
            own.0 += ha;
            own.1 += 1;
            if let Some(share) = number(zone, "occupancy_pct") {
                let own = occupied.entry(zone["province"].clone()).or_default();
                own.0 += share * ha;
                own.1 += ha;
            }
        }
    }
    let document = overlay("cluster_area?level=province").await;
    for row in rows(&document) {
        let own = area
            .get(row["code"].as_str().unwrap())
            .copied()
            .unwrap_or_default();
        assert_eq!(
            (row["n"].as_u64(), row["of"].as_u64()),
            (Some(own.1 as u64), Some(own.2 as u64))
        );
        match row["value"].as_f64() {
            Some(value) => assert!(is_near(value, own.0), "{row}"),
            None => assert!(own.1 == 0 && own.2 > 0, "{row}"),
        }
    }
    let document = overlay("cluster_occupancy?level=province").await;
    for (code, value) in values_by_code(&document) {
        let expected = occupied
            .get(&code)
            .map(|(weighted, weights)| weighted / weights);
        assert_eq!(value.is_some(), expected.is_some(), "{code}");
        assert!(
            is_near(value.unwrap_or(0.0), expected.unwrap_or(0.0)),
            "{code}"
        );
    }
    let reporting = clusters.iter().filter(|zone| {
        zone["kind"] == "cluster"
            && number(zone, "occupancy_pct").is_some()
            && number(zone, "area_ha").is_some()
    });
    assert_eq!(
        document["reporting"],
        json!({ "n": reporting.count(), "of": 619 })
    );
}

/// km² of every present province and commune, geodesic, as the boundary file has them.
fn measured_km2() -> BTreeMap<String, f64> {
    use phiabac::coverage::areas_km2;
    use phiabac::dataset::topojson::{BoundarySet, read_boundaries};
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/boundaries/communes.topojson");
    let file = read_boundaries(&file, BoundarySet::Communes).unwrap();
    let communes = file.codes.iter().cloned().zip(areas_km2(&file.topology));
    let mut km2: BTreeMap<String, f64> = communes.collect();
    for unit in table("units.csv") {
        if unit["level"] == "commune" && unit["valid_to"].is_empty() {
            let own = km2[&unit["code"]];
            *km2.entry(unit["province"].clone()).or_default() += own;
        }
    }
    km2
}

#[tokio::test]
async fn density_is_over_the_area_of_the_polygons() {
    let km2 = measured_km2();
    for level in ["province", "commune"] {
        let people = values_by_code(&overlay(&format!("population?level={level}")).await);
        let density = overlay(&format!("population_density?level={level}")).await;
        for (code, value) in values_by_code(&density) {
            let expected = people[&code].unwrap() / km2[&code];
            assert!(
                (value.unwrap() - expected).abs() < 2e-5 * expected,
                "{level} {code}: {value:?} {expected}"
            );
        }
        let all: f64 = people.values().flatten().sum();
        let region: f64 = km2
            .iter()
            .filter(|(code, _)| code.len() == 2)
            .map(|(_, own)| own)
            .sum();
        let total = density["total"]["value"].as_f64().unwrap();
        assert!((total - all / region).abs() < 1e-6 * total);
    }
}

/// What stands in the table of figures for these days, by subject.
fn figures(measure: &str, scope: &str, start: &str, end: &str) -> BTreeMap<String, f64> {
    let wanted = [
        ("measure", measure),
        ("scope", scope),
        ("period_start", start),
        ("period_end", end),
    ];
    let figures = table("figures.csv").into_iter();
    let figures = figures.filter(|row| wanted.iter().all(|(column, word)| row[*column] == *word));
    figures
        .filter_map(|row| Some((row["subject"].clone(), number(&row, "value")?)))
        .collect()
}

/// Present provinces with the former ones that went into them.
fn formers() -> BTreeMap<String, Vec<String>> {
    let mut formers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for edge in table("predecessors.csv") {
        if edge["level"] == "province" {
            assert_eq!(edge["extent"], "whole");
            formers
                .entry(edge["successor"].clone())
                .or_default()
                .push(edge["former"].clone());
        }
    }
    formers
}

/// Compares an overlay with the figures of its days, and counts the rows that were added up.
async fn assert_joined(target: &str, figures: &BTreeMap<String, f64>, adds: bool) -> [usize; 2] {
    let document = overlay(target).await;
    let formers = formers();
    let (mut own, mut derived) = (0, 0);
    for row in rows(&document) {
        let code = row["code"].as_str().unwrap();
        let parts: Option<Vec<f64>> = formers[code]
            .iter()
            .map(|former| figures.get(&format!("former:{former}")).copied())
            .collect();
        let parts = parts.filter(|parts| adds || parts.len() == 1);
        let expected = figures
            .get(code)
            .copied()
            .or(parts.map(|parts| parts.iter().sum()));
        match (row["value"].as_f64(), expected) {
            (Some(value), Some(expected)) => assert!(is_near(value, expected), "{target}: {row}"),
            (value, expected) => assert_eq!(value, expected, "{target}: {row}"),
        }
        if row["derived"] == json!(true) {
            assert!(!figures.contains_key(code), "{target}: {row}");
            assert_eq!(row["from"], json!(formers[code]), "{target}: {row}");
            derived += 1;
        } else if row["value"].is_number() {
            assert_eq!(row.get("from"), None, "{target}: {row}");
            own += 1;
        }
    }
    [own, derived]
}

#[tokio::test]
async fn former_provinces_are_added_up_only_when_all_are_reported_for_the_same_days() {
    let of_2023 = figures("population_average", "", "2023-01-01", "2023-12-31");
    let joined = assert_joined("population_average?period=2023", &of_2023, true).await;
    assert_eq!(joined, [10, 8]);
    let of_2024 = figures("population_average", "", "2024-01-01", "2024-12-31");
    let joined = assert_joined("population_average?period=2024", &of_2024, true).await;
    assert_eq!(joined, [18, 0]);
    let firms = figures("export", "firms", "2023-01-01", "2023-12-31");
    assert_joined("export?period=2023", &firms, true).await;
    // Growth rates of provinces that merged do not add up: no province has one for these months.
    let growth = figures("iip_growth", "", "2025-01-01", "2025-04-30");
    assert!(
        growth
            .keys()
            .filter(|subject| subject.starts_with("former:"))
            .count()
            >= 4
    );
    let answer = get("/api/overlays/iip_growth?period=2025-01-01/2025-04-30").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text());
    let later = figures("iip_growth", "", "2025-01-01", "2025-09-30");
    assert_joined("iip_growth?period=2025-01-01/2025-09-30", &later, false).await;
    let gates = figures("trade", "gates", "2025-01-01", "2025-06-30");
    assert_joined("gate_trade?period=2025-01-01/2025-06-30", &gates, true).await;
}

#[tokio::test]
async fn what_cannot_be_added_up_is_told_and_not_lost() {
    let document = overlay("export?period=2023").await;
    let formers = formers();
    let firms = figures("export", "firms", "2023-01-01", "2023-12-31");
    let mut left = 0;
    for row in rows(&document).iter().filter(|row| row["value"].is_null()) {
        let own = &formers[row["code"].as_str().unwrap()];
        let reported = own
            .iter()
            .filter(|former| firms.contains_key(&format!("former:{former}")));
        let reported = reported.count();
        assert_eq!(row["n"], json!(reported), "{row}");
        assert_eq!(row["note_vi"].is_string(), reported > 0, "{row}");
        left += reported;
    }
    assert!(
        left > 0,
        "some former provinces have no sibling that reports"
    );
    assert_eq!(document["unassigned"]["n"], json!(left));
}

#[tokio::test]
async fn a_period_has_one_meaning_however_it_is_written() {
    let whole = get("/api/overlays/grdp?period=2024").await;
    for same in ["2024-01-01/2024-12-31", "2024/2024", "2024-01%2F2024-12"] {
        let other = get(&format!("/api/overlays/grdp?period={same}")).await;
        assert_eq!(other.body, whole.body, "{same}");
        assert_eq!(other.header(header::ETAG), whole.header(header::ETAG));
    }
    let usual = get("/api/overlays/grdp").await;
    assert_eq!(
        usual.body, whole.body,
        "18 provinces report 2024, one a later period"
    );
}

#[tokio::test]
async fn the_list_names_every_overlay_of_the_catalogue() {
    let list = get("/api/overlays").await.json();
    let catalog = get("/catalog.json").await.json();
    let mut items = list["items"].as_array().unwrap().clone();
    assert_eq!(list["numberMatched"], json!(items.len()));
    for item in &mut items {
        let item = item.as_object_mut().unwrap();
        let periods = item.shift_remove("periods").unwrap();
        let default = item.shift_remove("default_period").unwrap();
        let of_figures = item["kind"] == "figures";
        assert_eq!(
            !periods.as_array().unwrap().is_empty(),
            of_figures,
            "{item:?}"
        );
        assert_eq!(default.is_string(), of_figures, "{item:?}");
    }
    assert_eq!(json!(items), catalog["overlays"]);
    assert!(catalog["measures"].as_array().unwrap().len() > 50);
    assert_eq!(catalog["scopes"].as_array().unwrap().len(), 8);
}

#[tokio::test]
async fn answers_are_packed_tagged_and_not_sent_twice() {
    for target in [
        "/api/overlays",
        "/api/overlays/population?level=commune",
        "/api/overlays/cluster_count/legend.svg",
    ] {
        let plain = get(target).await;
        let packed = get_with(target, &[("accept-encoding", "br")]).await;
        assert_eq!(packed.header(header::CONTENT_ENCODING), "br", "{target}");
        assert!(packed.body.len() * 2 < plain.body.len(), "{target}");
        let tag = plain.header(header::ETAG);
        let again = get_with(target, &[("if-none-match", tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{target}");
    }
    let other = get("/api/overlays/population?level=commune&classes=3").await;
    let one = get("/api/overlays/population?level=commune").await;
    assert_ne!(one.header(header::ETAG), other.header(header::ETAG));
}

#[tokio::test]
async fn the_legend_shows_exactly_the_classes() {
    for (id, level) in overlays_and_levels().await {
        let query = format!("level={level}");
        let document = overlay(&format!("{id}?{query}")).await;
        for theme in ["light", "dark"] {
            let target = format!("/api/overlays/{id}/legend.svg?{query}&theme={theme}");
            let answer = get(&target).await;
            assert_eq!(answer.status, StatusCode::OK, "{target}");
            assert_eq!(answer.header(header::CONTENT_TYPE), "image/svg+xml");
            let svg = answer.text();
            let swatches: Vec<&str> = svg
                .split("<rect x=\"")
                .skip(1)
                .filter_map(|rect| rect.split("fill=\"").nth(1)?.split('"').next())
                .filter(|fill| fill.starts_with('#'))
                .collect();
            let classes = document["classes"].as_array().unwrap().iter();
            let mut expected: Vec<&str> = classes.map(|c| c[theme].as_str().unwrap()).collect();
            if document["missing"]["n"] != json!(0) {
                expected.push(document["missing"][theme].as_str().unwrap());
            }
            assert_eq!(swatches, expected, "{target}");
            assert_eq!(
                svg.contains("url(#hatch)"),
                document["missing"]["n"] != json!(0),
                "{target}"
            );
            assert!(
                svg.contains(
                    document["title_vi"]
                        .as_str()
                        .unwrap()
                        .split(' ')
                        .next()
                        .unwrap()
                )
            );
            assert!(
                svg.matches('<').count() == svg.matches('>').count(),
                "{target}"
            );
        }
    }
    let english = get("/api/overlays/cluster_count/legend.svg?lang=en").await;
    assert!(english.text().contains("Industrial clusters") && english.text().contains("Sources"));
    let vietnamese = get_with(
        "/api/overlays/cluster_count/legend.svg",
        &[("accept-language", "en")],
    )
    .await;
    assert!(
        vietnamese.text().contains("Số cụm công nghiệp"),
        "one address, one picture"
    );
}

/// Requests for overlays that nobody should send, below `/api/overlays`.
const BAD: &[&str] = &[
    "/nowhere",
    "/",
    "/CLUSTER_COUNT",
    "/cluster-count",
    "/cluster_count%20",
    "/%00",
    "/..%2fcatalog.json",
    "/cluster_count/",
    "/cluster_count/legend",
    "/cluster_count/legend.png",
    "/cluster_count/legend.svg/x",
    "/nowhere/legend.svg",
    "/cluster_count?x=1",
    "/cluster_count?LEVEL=province",
    "/cluster_count?theme=dark",
    "/cluster_count?level=",
    "/cluster_count?level=provinces",
    "/cluster_count?level=Province",
    "/cluster_count?level=district",
    "/cluster_count?level=province,commune",
    "/cluster_count?level=0",
    "/cluster_count?level=province&level=commune",
    "/cluster_count?level=%00",
    "/grdp?level=commune",
    "/gate_trade?level=commune",
    "/export?level=commune",
    "/population_average?level=commune",
    "/grdp?period=",
    "/grdp?period=2024-13",
    "/grdp?period=2024-02-30",
    "/grdp?period=9T2025",
    "/grdp?period=2024/2023",
    "/grdp?period=..",
    "/grdp?period=../..",
    "/grdp?period=2024/2025/2026",
    "/grdp?period=now",
    "/grdp?period=-2024",
    "/grdp?period=1999",
    "/grdp?period=9999999",
    "/grdp?period=2024T00:00",
    "/grdp?period=2024%2000",
    "/grdp?period=2024-1-1",
    "/grdp?period=24",
    "/cluster_count?period=2024",
    "/plant_count?period=../2024",
    "/population?level=commune&period=2025-06-12",
    "/population?period=2025",
    "/cluster_count?classes=",
    "/cluster_count?classes=1",
    "/cluster_count?classes=10",
    "/cluster_count?classes=0",
    "/cluster_count?classes=-3",
    "/cluster_count?classes=5.0",
    "/cluster_count?classes=05",
    "/cluster_count?classes=five",
    "/cluster_count?classes=%2B5",
    "/cluster_count?classes=5e0",
    "/cluster_count?classes=%D9%A5",
    "/cluster_count?classes=99999999999999999999",
    "/cluster_count?classes=3&classes=3",
    "/cluster_count?classes=NaN",
    "/cluster_count?method=",
    "/cluster_count?method=jenks",
    "/cluster_count?method=Natural",
    "/cluster_count?method=given",
    "/cluster_count?method=natural,equal",
    "/cluster_count?method=natural&breaks=1,2,3",
    "/cluster_count?breaks=",
    "/cluster_count?breaks=1",
    "/cluster_count?breaks=1,2",
    "/cluster_count?breaks=1,1,1",
    "/cluster_count?breaks=3,2,1",
    "/cluster_count?breaks=1,2,x",
    "/cluster_count?breaks=1,2,3,",
    "/cluster_count?breaks=,1,2",
    "/cluster_count?breaks=1;2;3",
    "/cluster_count?breaks=0,1,NaN",
    "/cluster_count?breaks=0,1,inf",
    "/cluster_count?breaks=-inf,1,2",
    "/cluster_count?breaks=0,1,1e999",
    "/cluster_count?breaks=1,2,3,4,5,6,7,8,9,10,11",
    "/cluster_count?breaks=1%202%203",
    "/cluster_count?breaks=1,5,10&classes=2",
    "/cluster_count?method=given&classes=3",
    "/cluster_count?breaks=0x1,0x2,0x3",
    "/cluster_count?breaks=1,2,3&breaks=1,2,3",
    "/cluster_count?f=json",
    "/cluster_count?limit=5",
    "/cluster_count?lang=fr",
    "/cluster_count?lang=",
    "/cluster_count/legend.svg?theme=",
    "/cluster_count/legend.svg?theme=pink",
    "/cluster_count/legend.svg?theme=Light",
    "/cluster_count/legend.svg?classes=1",
    "/cluster_count/legend.svg?level=x",
    "/cluster_count/legend.svg?width=5",
    "/cluster_count/legend.svg?lang=fr",
    "?level=province",
    "?limit=1",
    "?lang=xx",
];

/// The same for tiles.
const BAD_TILES: &[&str] = &[
    "provinces/8/203/112?overlay=",
    "provinces/8/203/112?overlay=nowhere",
    "provinces/8/203/112?overlay=Cluster_Count",
    "borders/8/203/112?overlay=cluster_count",
    "communes/8/203/112?overlay=grdp",
    "former_provinces/8/203/112?overlay=grdp",
    "provinces/8/203/112?period=2024",
    "provinces/8/203/112?classes=5",
    "provinces/8/203/112?method=equal",
    "provinces/8/203/112?breaks=1,2,3",
    "provinces/8/203/112?overlay=grdp&period=x",
    "provinces/8/203/112?overlay=grdp&period=1999",
    "provinces/8/203/112?overlay=cluster_count&period=2024",
    "provinces/8/203/112?overlay=grdp&classes=1",
    "provinces/8/203/112?overlay=grdp&method=x",
    "provinces/8/203/112?overlay=grdp&breaks=2,1,0",
    "provinces/8/203/112?overlay=grdp&level=province",
    "provinces/8/203/112?overlay=grdp&overlay=grdp",
    "provinces.json?overlay=nowhere",
    "borders.json?overlay=grdp",
    "provinces.json?period=2024",
    "provinces.json?overlay=grdp&classes=12",
    "provinces/15/0/0?overlay=grdp",
    "nowhere/8/203/112?overlay=grdp",
];

#[tokio::test]
async fn odd_requests_for_overlays_are_the_callers_problem() {
    let targets = BAD.iter().map(|target| format!("/api/overlays{target}"));
    let tiles = BAD_TILES.iter().map(|target| format!("/tiles/{target}"));
    let targets: Vec<String> = targets.chain(tiles).collect();
    assert!(targets.len() > 120, "{}", targets.len());
    for target in targets {
        let answer = get(&target).await;
        assert!(
            answer.status.is_client_error(),
            "{} for {target}",
            answer.status
        );
        assert_problem(&answer, &target);
    }
}

#[tokio::test]
async fn unknown_overlays_are_not_found() {
    for target in [
        "/api/overlays/nowhere",
        "/api/overlays/nowhere/legend.svg",
        "/tiles/provinces/8/203/112?overlay=nowhere",
        "/tiles/provinces.json?overlay=nowhere",
    ] {
        let answer = get(target).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{target}");
        assert_eq!(
            answer.json()["type"],
            "/problems/unknown-overlay",
            "{target}"
        );
    }
}
