//! Figures: what the conference reported is found, every number has its source, pages and tables
//! say the same.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Answer, get, get_with, request, router, send_to};

/// All items behind an address, page after page.
pub async fn walk(first: &str) -> Vec<Value> {
    let router = router();
    let mut items = Vec::new();
    let mut next = Some(first.to_owned());
    while let Some(address) = next {
        let answer = send_to(router.clone(), request(Method::GET, &address, &[])).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        let mut page = answer.json();
        let own = std::mem::take(page["items"].as_array_mut().unwrap());
        assert_eq!(page["numberReturned"], own.len(), "{address}");
        items.extend(own);
        next = page["next"].as_str().map(str::to_owned);
        assert_eq!(
            next.is_none(),
            page["numberMatched"] == items.len(),
            "{address}"
        );
    }
    items
}

async fn items(query: &str) -> Vec<Value> {
    walk(&format!("/api/figures?{query}")).await
}

const CONFERENCE: &str = "Nhân Dân";
const REPORT: &str = "VietQ";

/// What the conference reports say of the region: measure, period, value, bound, change, publisher.
const REPORTED: &[(&str, &str, f64, &str, Option<f64>, &str)] = &[
    (
        "clusters_established",
        "2025-10-17",
        613.0,
        "exact",
        None,
        CONFERENCE,
    ),
    (
        "clusters_operating",
        "2025-10-17",
        349.0,
        "exact",
        None,
        CONFERENCE,
    ),
    (
        "clusters_projects",
        "2025-10-17",
        9179.0,
        "exact",
        None,
        CONFERENCE,
    ),
    (
        "clusters_workers",
        "2025-10-17",
        339_400.0,
        "about",
        None,
        CONFERENCE,
    ),
    (
        "clusters_occupancy",
        "2025-10-17",
        66.7,
        "exact",
        None,
        CONFERENCE,
    ),
    (
        "clusters_area",
        "2025-10-17",
        24_000.0,
        "at_least",
        None,
        CONFERENCE,
    ),
    (
        "electricity_sold",
        "2025-09-30",
        17_115.0,
        "exact",
        Some(3.6),
        CONFERENCE,
    ),
    (
        "electricity_produced",
        "2025-09-30",
        62_998.0,
        "exact",
        Some(87.9),
        CONFERENCE,
    ),
    (
        "tea",
        "2025-09-30",
        83_093.0,
        "exact",
        Some(41.9),
        CONFERENCE,
    ),
    (
        "cement",
        "2025-09-30",
        11.97,
        "exact",
        Some(20.7),
        CONFERENCE,
    ),
    (
        "tap_water",
        "2025-09-30",
        241.5,
        "exact",
        Some(7.2),
        CONFERENCE,
    ),
    (
        "export",
        "2025-09-30",
        199_884.0,
        "exact",
        Some(21.6),
        CONFERENCE,
    ),
    (
        "retail_sales",
        "2023-12-31",
        2602.0,
        "exact",
        Some(16.7),
        REPORT,
    ),
    (
        "retail_sales",
        "2024-06-30",
        1404.0,
        "exact",
        Some(12.3),
        REPORT,
    ),
    (
        "export",
        "2023-12-31",
        221_500.0,
        "exact",
        Some(1.7),
        REPORT,
    ),
    (
        "export",
        "2024-06-30",
        120_700.0,
        "exact",
        Some(18.3),
        REPORT,
    ),
    (
        "industrial_promotion_budget",
        "2023-12-31",
        139.45,
        "exact",
        None,
        REPORT,
    ),
    (
        "industrial_promotion_budget",
        "2024-06-30",
        29.154,
        "exact",
        None,
        REPORT,
    ),
];

#[tokio::test]
async fn every_figure_of_the_conference_is_found_with_its_source() {
    for &(measure, end, value, bound, change, publisher) in REPORTED {
        let target = format!("/api/figures?subject=region&measure={measure}");
        let page = get(&target).await.json();
        let ends = |item: &&Value| item["period"]["end"] == end;
        let found: Vec<&Value> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(ends)
            .collect();
        let [item] = found[..] else {
            panic!("{target} has {} figures to {end}", found.len());
        };
        assert_eq!(item["value"], json!(value), "{item}");
        assert_eq!(item["bound"], bound, "{item}");
        assert_eq!(item["yoy_pct"], json!(change), "{item}");
        let names = |source: &&Value| source["id"] == item["source_ids"][0];
        let source = page["sources"]
            .as_array()
            .unwrap()
            .iter()
            .find(names)
            .unwrap();
        let told = source["publisher"].as_str().unwrap();
        assert!(told.contains(publisher), "{target}: {told}");
    }
}

#[tokio::test]
async fn the_region_lists_all_its_figures() {
    let region = items("subject=region").await;
    let of: BTreeSet<&str> = region
        .iter()
        .map(|i| i["measure"].as_str().unwrap())
        .collect();
    assert!(
        REPORTED.iter().all(|(measure, ..)| of.contains(measure)),
        "{of:?}"
    );
    assert!(region.iter().all(|item| item["subject"] == "region"));
    assert!(region.iter().all(|item| item["place"]["layer"].is_null()));
    let export = region
        .iter()
        .find(|item| item["value"] == json!(199_884.0))
        .unwrap();
    assert!(
        export["note_vi"].is_string(),
        "the figure stands with its note"
    );
}

#[tokio::test]
async fn no_figure_is_without_source_and_period() {
    let router = router();
    let mut opened = BTreeSet::new();
    let mut next = Some("/api/figures?limit=1000".to_owned());
    while let Some(address) = next {
        let answer = send_to(router.clone(), request(Method::GET, &address, &[])).await;
        let page = answer.json();
        let sources: BTreeSet<&str> = ids(&page["sources"]);
        assert_eq!(
            sources.len(),
            page["sources"].as_array().unwrap().len(),
            "each once"
        );
        let mut named = BTreeSet::new();
        for item in page["items"].as_array().unwrap() {
            let own = item["source_ids"].as_array().unwrap();
            assert!(!own.is_empty(), "{item}");
            named.extend(own.iter().map(|id| id.as_str().unwrap()));
            let period = &item["period"];
            assert!(
                period["start"].is_string() || period["end"].is_string(),
                "{item}"
            );
            assert!(period["kind"].is_string(), "{item}");
            assert!(
                item["value"].is_number() || item["yoy_pct"].is_number(),
                "{item}"
            );
        }
        assert_eq!(named, sources, "those that the items name, no others");
        opened.extend(sources.into_iter().map(str::to_owned));
        next = page["next"].as_str().map(str::to_owned);
    }
    assert!(opened.len() > 20, "{}", opened.len());
    for id in opened {
        let address = format!("/api/sources/{id}");
        let answer = send_to(router.clone(), request(Method::GET, &address, &[])).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.json()["id"], id);
    }
}

fn ids(sources: &Value) -> BTreeSet<&str> {
    let sources = sources.as_array().unwrap();
    sources
        .iter()
        .map(|source| source["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn pages_walk_all_figures_exactly_once() {
    let whole = get("/api/figures?limit=1").await.json();
    let expected = whole["numberMatched"].as_u64().unwrap();
    assert!(expected > 4000, "{expected}");
    let walked = items("limit=997").await;
    assert_eq!(walked.len() as u64, expected);
    for query in [
        "subject=20,region&limit=7",
        "measure=trade,export&from=2024&limit=13",
    ] {
        let small = items(query).await;
        let (unlimited, _) = query.rsplit_once('&').unwrap();
        assert_eq!(
            small,
            items(&format!("{unlimited}&limit=5000")).await,
            "{query}"
        );
        assert!(small.len() > 13, "{query}: {}", small.len());
    }
    let beyond = get("/api/figures?offset=1000000").await.json();
    assert_eq!(
        (&beyond["numberReturned"], &beyond["next"]),
        (&json!(0), &Value::Null)
    );
}

#[tokio::test]
async fn subjects_come_in_their_order_and_the_newest_first() {
    let kinds = [
        "region",
        "vietnam",
        "01",
        "former:10",
        "00004",
        "gate:mong-cai",
    ];
    let backwards: Vec<&str> = kinds.iter().rev().copied().collect();
    let asked = format!(
        "subject={},customs:region-6,{}",
        backwards.join(","),
        kinds.join(",")
    );
    let found = items(&asked).await;
    let mut order: Vec<&str> = found
        .iter()
        .map(|i| i["subject"].as_str().unwrap())
        .collect();
    order.dedup();
    let all = [&kinds[..], &["customs:region-6"]].concat();
    let with_figures: Vec<&str> = all
        .into_iter()
        .filter(|kind| order.contains(kind))
        .collect();
    assert_eq!(order, with_figures, "each subject once, in order");
    assert!(order.len() > 3, "{order:?}");

    let catalog = std::fs::read_to_string("geodata/catalog.toml").unwrap();
    let place_of = |item: &Value| {
        catalog
            .find(&format!("id = {}\n", item["measure"]))
            .unwrap()
    };
    for pair in found
        .windows(2)
        .filter(|pair| pair[0]["subject"] == pair[1]["subject"])
    {
        assert!(place_of(&pair[0]) <= place_of(&pair[1]), "{pair:?}");
        let same = |name: &str| pair[0][name] == pair[1][name];
        if same("measure") && same("scope") {
            assert!(last_day(&pair[0]) >= last_day(&pair[1]), "{pair:?}");
        }
    }
}

/// The end of a period, as a text that sorts: an end of month or year stands for its last day.
fn last_day(item: &Value) -> String {
    let period = &item["period"];
    let end = period["end"].as_str().or(period["start"].as_str()).unwrap();
    format!("{end}-99-99")[..10].to_owned()
}

#[tokio::test]
async fn filters_keep_what_fits_and_nothing_else() {
    let all = items("limit=5000").await;
    let text = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
    for (query, fits) in [
        (
            "measure=trade",
            &(|i: &Value| text(i, "measure") == "trade") as &dyn Fn(&Value) -> bool,
        ),
        ("scope=declared,gates", &|i| {
            ["declared", "gates"].contains(&&*text(i, "scope"))
        }),
        ("subject=gate:huu-nghi", &|i| {
            text(i, "subject") == "gate:huu-nghi"
        }),
        ("subject=20&measure=trade&scope=declared", &|i| {
            text(i, "subject") == "20"
                && text(i, "measure") == "trade"
                && text(i, "scope") == "declared"
        }),
    ] {
        let kept: Vec<&Value> = all.iter().filter(|item| fits(item)).collect();
        let found = items(&format!("{query}&limit=5000")).await;
        assert!(!kept.is_empty(), "{query}");
        assert_eq!(found.iter().collect::<Vec<_>>(), kept, "{query}");
    }
}

#[tokio::test]
async fn a_span_keeps_the_periods_that_share_a_day_with_it() {
    let ends = |found: &[Value]| -> Vec<String> { found.iter().map(last_day).collect() };
    let base = "subject=gate:mong-cai&measure=trade,export,import";
    let all = items(base).await;
    let within = items(&format!("{base}&from=2024-03-11&to=2024-08-31")).await;
    assert!(!within.is_empty() && within.len() < all.len());
    assert!(ends(&within).iter().all(|end| end.as_str() >= "2024-03-11"));
    for item in &within {
        let start = item["period"]["start"].as_str().unwrap();
        assert!(start <= "2024-08-31", "{item}");
    }
    let year = items(&format!("{base}&from=2024&to=2024")).await;
    let months = items(&format!("{base}&from=2024-01&to=2024-12")).await;
    assert_eq!(year, months);
}

#[tokio::test]
async fn scopes_of_lang_son_stay_apart() {
    let both = items("subject=20&measure=trade&limit=5000").await;
    let of = |scope: &str| both.iter().filter(|item| item["scope"] == scope).count();
    assert!(of("gates") > 0 && of("declared") > 0);
    for item in &both {
        assert_eq!(
            item["scope"].is_null(),
            item["scope_vi"].is_null(),
            "{item}"
        );
        assert_eq!(
            item["scope"].is_null(),
            item["scope_en"].is_null(),
            "{item}"
        );
    }
}

/// The rows of a table, each as the members that its header names.
pub fn rows(answer: &Answer) -> Vec<Value> {
    let text = answer
        .text()
        .strip_prefix('\u{feff}')
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let named = |row: csv::StringRecord| {
        let cells = header.iter().zip(&row);
        cells
            .map(|(name, cell)| (name.to_owned(), json!(cell)))
            .collect()
    };
    reader
        .records()
        .map(|row| named(row.unwrap()))
        .map(Value::Object)
        .collect()
}

#[tokio::test]
async fn a_table_has_the_same_values() {
    let mut rows_seen = 0;
    for query in [
        "limit=5000",
        "limit=5000&offset=5000",
        "subject=gate:mong-cai",
    ] {
        let json = get(&format!("/api/figures?{query}")).await.json();
        let answer = get(&format!("/api/figures?{query}&f=csv")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.header(header::CONTENT_TYPE),
            "text/csv; charset=utf-8"
        );
        let file = answer.header(header::CONTENT_DISPOSITION);
        assert_eq!(file, "attachment; filename=\"phiabac-figures.csv\"");
        let rows = rows(&answer);
        let items = json["items"].as_array().unwrap();
        assert_eq!(rows.len(), items.len());
        rows_seen += rows.len();
        for (row, item) in rows.iter().zip(items) {
            same_values(row, item);
        }
    }
    assert!(rows_seen > 5000);
}

pub fn same_values(row: &Value, item: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for name in ["value", "value_to", "yoy_pct"] {
        let cell = row[name].as_str().unwrap();
        let number = (!cell.is_empty()).then(|| cell.parse::<f64>().unwrap());
        assert_eq!(number, item[name].as_f64(), "{name} of {row}");
    }
    for name in [
        "subject",
        "measure",
        "measure_vi",
        "measure_en",
        "scope",
        "bound",
        "unit",
    ] {
        assert_eq!(text(&row[name]), text(&item[name]), "{name} of {row}");
    }
    for name in ["note_vi", "note_en"] {
        let cell = text(&row[name]);
        let note = text(&item[name]);
        let guarded = note.starts_with(['=', '+', '-', '@']);
        assert_eq!(cell, if guarded { format!("'{note}") } else { note });
    }
    assert_eq!(text(&row["name_vi"]), text(&item["place"]["name_vi"]));
    assert_eq!(text(&row["period_start"]), text(&item["period"]["start"]));
    assert_eq!(text(&row["period_end"]), text(&item["period"]["end"]));
    let ids: Vec<String> = item["source_ids"]
        .as_array()
        .unwrap()
        .iter()
        .map(text)
        .collect();
    assert_eq!(text(&row["source_id"]), ids.join("; "));
}

#[tokio::test]
async fn no_cell_of_a_table_is_a_formula() {
    for offset in [0, 5000] {
        let answer = get(&format!("/api/figures?limit=5000&offset={offset}&f=csv")).await;
        for row in rows(&answer) {
            for (name, cell) in row.as_object().unwrap() {
                let cell = cell.as_str().unwrap();
                let number = cell.parse::<f64>().is_ok();
                assert!(
                    number || !cell.starts_with(['=', '+', '-', '@']),
                    "{name}: {cell}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_table_names_its_next_page() {
    let first = get("/api/figures?limit=500&f=csv").await;
    let link = first.header(header::LINK);
    assert_eq!(
        link,
        "</api/figures?limit=500&f=csv&offset=500>; rel=\"next\""
    );
    let next = get("/api/figures?limit=500&f=csv&offset=500").await;
    let json = get("/api/figures?limit=1&offset=500").await.json();
    same_values(&rows(&next)[0], &json["items"][0]);
    let whole = get("/api/figures?subject=region&f=csv").await;
    assert_eq!(whole.header(header::LINK), "");
}

#[tokio::test]
async fn whoever_holds_the_answer_gets_it_no_second_time() {
    for target in [
        "/api/figures?subject=20",
        "/api/figures?subject=20&f=csv",
        "/api/gates/huu-nghi/trade",
        "/api/gates/huu-nghi/trade?f=csv",
        "/api/sources?limit=10",
    ] {
        for coding in ["identity", "gzip", "br"] {
            let first = get_with(target, &[("accept-encoding", coding)]).await;
            assert_eq!(first.status, StatusCode::OK, "{target}");
            let used = first.header(header::CONTENT_ENCODING);
            assert_eq!(
                used,
                if coding == "identity" { "" } else { coding },
                "{target}"
            );
            let tag = first.header(header::ETAG).to_owned();
            assert!(tag.len() > 10, "{target}: {tag}");
            let again = [("accept-encoding", coding), ("if-none-match", tag.as_str())];
            let again = get_with(target, &again).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{target} {coding}");
            assert!(again.body.is_empty());
        }
    }
}

#[tokio::test]
async fn encoded_separators_mean_the_same() {
    let plain = get("/api/figures?subject=gate:mong-cai,region")
        .await
        .json();
    let encoded = get("/api/figures?subject=gate%3Among-cai%2Cregion")
        .await
        .json();
    assert_eq!(plain, encoded);
    assert!(plain["numberMatched"].as_u64().unwrap() > 10);
}

#[tokio::test]
async fn what_exists_without_figures_is_an_empty_list() {
    let page = get("/api/figures?subject=gate:mong-cai&from=1900&to=1901").await;
    assert_eq!(page.status, StatusCode::OK);
    let page = page.json();
    assert_eq!(page["items"], json!([]));
    assert_eq!(page["sources"], json!([]));
    assert_eq!(page["numberMatched"], 0);
}

#[tokio::test]
async fn a_wrong_value_is_told_the_right_form() {
    for (query, kind, cure) in [
        ("from=9T", "invalid-value", "2024-05"),
        ("measure=gold", "unknown-measure", "/catalog.json"),
        ("scope=all", "unknown-scope", "gates, declared"),
        ("subject=gate:nowhere", "unknown-subject", "/api/figures"),
        ("limit=0", "invalid-value", "5000"),
    ] {
        for (language, word) in [
            ("vi", "Hãy|Các|số nguyên"),
            ("en", "Write|Choose|are|whole"),
        ] {
            let target = format!("/api/figures?{query}&lang={language}");
            let problem = get(&target).await.json();
            assert_eq!(problem["type"], format!("/problems/{kind}"), "{target}");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains(cure), "{target}: {detail}");
            let spoken = word.split('|').any(|word| detail.contains(word));
            assert!(spoken, "{target}: {detail}");
        }
    }
}
