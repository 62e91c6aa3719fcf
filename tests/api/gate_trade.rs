//! The trade of border gates: series with sources and notes, nothing added up.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::figures::{rows, same_values, walk};
use crate::support::{Answer, assert_problem, get, request, router, send_to};

async fn trade(gate_and_query: &str) -> Value {
    let (gate, query) = gate_and_query
        .split_once('?')
        .unwrap_or((gate_and_query, ""));
    let answer = get(&format!("/api/gates/{gate}/trade?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{gate_and_query}");
    answer.json()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// All series of an answer: of the gate, its passages and its province.
fn all_series(trade: &Value) -> Vec<&Value> {
    let parts = list(&trade["parts"]).iter().map(|part| &part["series"]);
    let province = trade["province"].get("series");
    let groups = [&trade["series"]].into_iter().chain(parts).chain(province);
    groups.flat_map(list).collect()
}

fn points(trade: &Value) -> Vec<&Value> {
    all_series(trade)
        .into_iter()
        .flat_map(|series| list(&series["points"]))
        .collect()
}

/// The trade of every gate of the map.
async fn of_all_gates() -> Vec<(String, Value)> {
    let router = router();
    let table = std::fs::read_to_string("geodata/border_gates.csv").unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut all = Vec::new();
    for gate in reader.records() {
        let slug = gate.unwrap()[1].to_owned();
        let target = format!("/api/gates/{slug}/trade");
        let answer: Answer = send_to(router.clone(), request(Method::GET, &target, &[])).await;
        assert_eq!(answer.status, StatusCode::OK, "{target}");
        all.push((slug, answer.json()));
    }
    assert!(all.len() > 70, "{}", all.len());
    all
}

#[tokio::test]
async fn huu_nghi_and_mong_cai_answer_with_series_sources_and_notes() {
    for (gate, part) in [("huu-nghi", None), ("mong-cai", Some("bac-luan-2"))] {
        let trade = trade(gate).await;
        assert_eq!(trade["gate"]["code"], gate);
        assert_eq!(trade["gate"]["layer"], "border_gates");
        assert_eq!(trade["gate"]["class"], "international");
        assert_eq!(trade["gate"]["neighbour"], "CN");
        let measures: BTreeSet<_> = list(&trade["series"])
            .iter()
            .map(|series| series["measure"].as_str().unwrap())
            .collect();
        assert!(measures.contains("trade"), "{gate}: {measures:?}");
        assert!(!list(&trade["sources"]).is_empty());
        for language in ["notes_vi", "notes_en"] {
            assert!(
                list(&trade[language]).len() >= 3,
                "{gate}: {}",
                trade[language]
            );
        }
        assert_eq!(
            list(&trade["notes_vi"]).len(),
            list(&trade["notes_en"]).len()
        );
        let codes: Vec<&Value> = list(&trade["parts"])
            .iter()
            .map(|p| &p["gate"]["code"])
            .collect();
        assert!(
            part.is_none_or(|part| codes.contains(&&json!(part))),
            "{codes:?}"
        );
        assert!(trade["province"]["place"]["name_vi"].is_string(), "{gate}");
        assert!(!list(&trade["province"]["series"]).is_empty(), "{gate}");
    }
}

#[tokio::test]
async fn a_gate_is_found_by_slug_and_by_number() {
    let by_slug = trade("mong-cai").await;
    let number = by_slug["gate"]["id"].as_u64().unwrap();
    assert_eq!(trade(&number.to_string()).await, by_slug);
}

#[tokio::test]
async fn an_unknown_gate_and_a_wrong_period_are_explained() {
    let unknown = get("/api/gates/nowhere/trade").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_problem(&unknown, "unknown gate");
    assert_eq!(unknown.json()["type"], "/problems/unknown-gate");
    let wrong = get("/api/gates/huu-nghi/trade?from=9T2025&lang=en").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert_problem(&wrong, "wrong period");
    assert!(
        wrong.json()["detail"]
            .as_str()
            .unwrap()
            .contains("2024-05-31")
    );
}

#[tokio::test]
async fn every_point_of_every_gate_has_its_period_and_its_sources() {
    let mut reported = 0;
    for (gate, trade) in of_all_gates().await {
        let sources: BTreeSet<&str> = list(&trade["sources"])
            .iter()
            .map(|source| source["id"].as_str().unwrap())
            .collect();
        let mut named = BTreeSet::new();
        for point in points(&trade) {
            assert!(point["period"]["kind"].is_string(), "{gate}: {point}");
            let own = list(&point["source_ids"]);
            assert_eq!(point["reported"], !own.is_empty(), "{gate}: {point}");
            assert_eq!(
                point["reported"],
                !point["bound"].is_null(),
                "{gate}: {point}"
            );
            if point["reported"] == true {
                reported += 1;
                assert!(
                    point["value"].is_number() || point["yoy_pct"].is_number(),
                    "{point}"
                );
            } else {
                assert!(
                    point["value"].is_null() && point["yoy"].is_null(),
                    "{gate}: {point}"
                );
                let kind = point["period"]["kind"].as_str().unwrap();
                assert!(["year", "month"].contains(&kind), "{gate}: {point}");
            }
            named.extend(own.iter().map(|id| id.as_str().unwrap()));
            if let Some(before) = point["yoy"]["against"]["source_ids"].as_array() {
                assert!(!before.is_empty(), "{gate}: {point}");
                named.extend(before.iter().map(|id| id.as_str().unwrap()));
            }
        }
        assert_eq!(named, sources, "{gate}");
    }
    assert!(reported > 100, "{reported}");
}

#[tokio::test]
async fn nothing_is_added_up() {
    for (gate, trade) in of_all_gates().await {
        let own = walk(&format!("/api/figures?subject=gate:{gate}&limit=5000")).await;
        let shown: Vec<&Value> = list(&trade["series"])
            .iter()
            .flat_map(|series| list(&series["points"]))
            .filter(|point| point["reported"] == true)
            .collect();
        assert_eq!(
            shown.len(),
            own.len(),
            "{gate}: a point for each figure, no others"
        );
        let key = |item: &Value| {
            [
                "period",
                "value",
                "value_to",
                "bound",
                "yoy_pct",
                "source_ids",
                "note_vi",
            ]
            .map(|name| item[name].to_string())
        };
        let mut shown: Vec<_> = shown.into_iter().map(key).collect();
        let mut own: Vec<_> = own.iter().map(key).collect();
        shown.sort();
        own.sort();
        assert_eq!(shown, own, "{gate}");
    }
}

#[tokio::test]
async fn changes_on_the_year_before_can_be_checked_by_hand() {
    let mut computed = 0;
    for (gate, trade) in of_all_gates().await {
        for series in all_series(&trade) {
            for point in list(&series["points"])
                .iter()
                .filter(|point| !point["yoy"].is_null())
            {
                computed += 1;
                let against = &point["yoy"]["against"];
                let now = point["value"].as_f64().unwrap();
                let before = against["value"].as_f64().unwrap();
                let pct = point["yoy"]["pct"].as_f64().unwrap();
                assert!(
                    (pct - (now / before - 1.0) * 100.0).abs() <= 0.0501,
                    "{gate}: {point}"
                );
                assert_eq!(
                    point["period"]["kind"], against["period"]["kind"],
                    "{gate}: {point}"
                );
                let same_series = list(&series["points"]).iter().any(|other| {
                    other["value"] == against["value"]
                        && other["period"] == against["period"]
                        && ["exact", "about"].contains(&other["bound"].as_str().unwrap_or_default())
                });
                assert!(same_series, "{gate}: {point}");
            }
        }
    }
    assert!(
        computed > 0,
        "the data have some equal periods a year apart"
    );
}

#[tokio::test]
async fn without_compare_there_are_no_changes_computed() {
    let mut plain = 0;
    for gate in ["mong-cai", "huu-nghi", "na-meo"] {
        let compared = trade(gate).await;
        let bare = trade(&format!("{gate}?compare=none")).await;
        assert!(points(&bare).iter().all(|point| point["yoy"].is_null()));
        assert_eq!(points(&bare).len(), points(&compared).len());
        plain += points(&bare).len();
    }
    assert!(plain > 50, "{plain}");
}

#[tokio::test]
async fn a_change_is_computed_against_what_the_span_leaves_out() {
    for (gate, trade) in of_all_gates().await {
        for series in all_series(&trade) {
            let Some(point) = list(&series["points"])
                .iter()
                .rfind(|p| !p["yoy"].is_null())
            else {
                continue;
            };
            let measure = series["measure"].as_str().unwrap();
            let start = point["period"]["start"].as_str().unwrap();
            let target = format!("{gate}?measure={measure}&from={start}");
            let cut = self::trade(&target).await;
            let found = points(&cut).into_iter().any(|other| other == point);
            assert!(found, "{target}: {point}");
            return;
        }
    }
    panic!("no change was computed at all");
}

#[tokio::test]
async fn the_span_and_the_scope_choose() {
    let of_year = trade("mong-cai?from=2024&to=2024").await;
    for point in points(&of_year) {
        let period = &point["period"];
        let (start, end) = (period["start"].as_str(), period["end"].as_str());
        assert!(start.is_none_or(|start| start[..4] <= *"2024"), "{point}");
        assert!(end.is_none_or(|end| end[..4] >= *"2024"), "{point}");
    }
    assert!(points(&of_year).len() < points(&trade("mong-cai").await).len());
    let declared = trade("huu-nghi?scope=declared").await;
    assert!(
        all_series(&declared)
            .iter()
            .all(|series| series["scope"] == "declared")
    );
    assert!(!all_series(&declared).is_empty());
}

#[tokio::test]
async fn series_come_oldest_first_and_say_what_they_count() {
    for gate in ["mong-cai", "huu-nghi", "lao-cai-road"] {
        let trade = trade(gate).await;
        let mut keys = Vec::new();
        for series in list(&trade["series"]) {
            keys.push((series["measure"].to_string(), series["scope"].to_string()));
            for name in [
                "measure_vi",
                "measure_en",
                "group",
                "unit",
                "unit_vi",
                "unit_en",
                "adds",
            ] {
                assert!(series[name].is_string(), "{name} of {series}");
            }
            assert_eq!(series["scope"].is_null(), series["scope_vi"].is_null());
            let ends: Vec<_> = list(&series["points"])
                .iter()
                .map(|p| {
                    p["period"]["end"]
                        .as_str()
                        .or(p["period"]["start"].as_str())
                        .unwrap()
                })
                .filter(|end| end.len() == 10)
                .collect();
            assert!(ends.is_sorted(), "{gate}: {ends:?}");
        }
        let unique: BTreeSet<_> = keys.iter().collect();
        assert_eq!(unique.len(), keys.len(), "{gate}: {keys:?}");
    }
}

#[tokio::test]
async fn the_table_of_a_gate_has_the_same_values() {
    let answer = get("/api/gates/mong-cai/trade?f=csv").await;
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "text/csv; charset=utf-8"
    );
    let file = answer.header(header::CONTENT_DISPOSITION);
    assert_eq!(file, "attachment; filename=\"phiabac-trade-mong-cai.csv\"");
    let rows = rows(&answer);
    let figures = walk("/api/figures?subject=gate:mong-cai&limit=5000").await;
    for figure in &figures {
        let same = |row: &&Value| {
            row["subject"] == "gate:mong-cai"
                && row["measure"] == figure["measure"]
                && row["scope"].as_str() == Some(figure["scope"].as_str().unwrap_or_default())
                && row["period_end"] == figure["period"]["end"]
                && row["source_id"] == figure["source_ids"][0]
        };
        assert!(rows.iter().any(|row| same(&row)), "{figure}");
    }
    let trade = trade("mong-cai").await;
    let reported: Vec<&Value> = points(&trade)
        .into_iter()
        .filter(|point| point["reported"] == true)
        .collect();
    assert_eq!(rows.len(), reported.len());
    for (row, point) in rows.iter().zip(reported) {
        let mut item = point.clone();
        for name in ["subject", "measure", "measure_vi", "measure_en", "unit"] {
            item[name] = row[name].clone();
        }
        item["scope"] = row["scope"].clone();
        item["place"] = json!({ "name_vi": row["name_vi"] });
        same_values(row, &item);
    }
}
