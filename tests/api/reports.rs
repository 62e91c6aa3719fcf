//! Reports: sums that agree with the overlays, numbers that lead to their sources, pages that hold
//! together.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{StatusCode, header};
use jiff::civil::date;
use phiabac::atlas::{ReportSubject, Time};
use phiabac::domain::UnitCode;
use serde_json::{Value, json};

use crate::support::{ATLAS, Answer, assert_problem, get};

/// What the laws are tried on: the region, provinces inland and on the border and coast, communes,
/// former units.
const SAMPLES: &[&str] = &[
    "region",
    "01",
    "20",
    "22",
    "24",
    "00004",
    "former:24",
    "former:27",
    "former:02",
    "former:00004",
];

async fn report(code: &str) -> Value {
    let answer = get(&format!("/api/reports/{code}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{code}");
    answer.json()
}

async fn rows_of(overlay: &str, level: &str) -> BTreeMap<String, Value> {
    let answer = get(&format!("/api/overlays/{overlay}?level={level}")).await;
    let rows = answer.json()["rows"].as_array().unwrap().clone();
    rows.into_iter()
        .map(|row| (row["code"].as_str().unwrap().to_owned(), row))
        .collect()
}

fn close(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        (a, b) => a == b,
    }
}

#[tokio::test]
async fn sums_are_those_of_the_overlays() {
    let checks = [
        ("cluster_count", "/clusters/count"),
        ("cluster_area", "/clusters/area_ha"),
        ("cluster_occupancy", "/clusters/occupancy_pct"),
        ("park_count", "/parks/count"),
        ("plant_count", "/plants/count"),
        ("plant_capacity", "/plants/capacity_mw"),
        ("gate_count", "/gates/count"),
    ];
    let mut totals = vec![0.0; checks.len()];
    let mut reports = BTreeMap::new();
    for (index, (overlay, pointer)) in checks.iter().enumerate() {
        let rows = rows_of(overlay, "province").await;
        assert_eq!(rows.len(), 18);
        for (code, row) in rows {
            if !reports.contains_key(&code) {
                reports.insert(code.clone(), report(&code).await);
            }
            let own = reports[&code].pointer(pointer).unwrap();
            assert!(
                close(own, &row["value"]),
                "{overlay} of {code}: {own} {}",
                row["value"]
            );
            totals[index] += own.as_f64().unwrap_or(0.0);
        }
    }
    let region = report("region").await;
    for ((overlay, pointer), total) in checks.iter().zip(totals) {
        if *overlay != "cluster_occupancy" {
            let all = region.pointer(pointer).unwrap();
            assert!(close(all, &json!(total)), "{overlay}: {all} {total}");
        }
    }
}

#[tokio::test]
async fn communes_and_the_unassigned_make_the_province() {
    let rows = rows_of("cluster_count", "commune").await;
    for code in ["24", "20"] {
        let province = report(code).await;
        let members = province["members"].as_array().unwrap();
        let mut sum = 0;
        for member in members {
            let own = &rows[member["code"].as_str().unwrap()];
            assert!(close(&member["clusters"], &own["value"]), "{member}");
            sum += member["clusters"].as_u64().unwrap();
        }
        let commune = report(members[0]["code"].as_str().unwrap()).await;
        let unassigned = commune["clusters"]["unassigned"].as_u64().unwrap();
        assert_eq!(
            province["clusters"]["count"].as_u64().unwrap(),
            sum + unassigned,
            "{code}"
        );
    }
}

#[test]
fn former_provinces_and_the_unassigned_share_all_records_out() {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/units.csv");
    let mut rows = csv::Reader::from_path(table).unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name| headers.iter().position(|header| header == name).unwrap();
    let mut counts = [0, 0, 0];
    for row in rows.records() {
        let row = row.unwrap();
        if &row[column("level")] != "province" || row[column("valid_to")].is_empty() {
            continue;
        }
        let code: UnitCode = row[column("code")].parse().unwrap();
        let subject = ReportSubject::Unit(code, Some(Time::Former));
        let report = ATLAS.report(subject, date(2026, 1, 1)).unwrap();
        counts[0] += report.clusters.sum.count;
        counts[1] += report.gates.count;
        counts[2] += report.plants.sum.count;
    }
    let region = ATLAS
        .report(ReportSubject::Region, date(2026, 1, 1))
        .unwrap();
    let all = [
        region.clusters.sum.count,
        region.gates.count,
        region.plants.sum.count,
    ];
    // None is counted twice; few cannot be told.
    for (own, all) in counts.into_iter().zip(all) {
        assert!(own <= all && own * 100 >= all * 90, "{own} of {all}");
    }
}

fn collect_ids(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if name == "source_ids" {
                    let ids = member.as_array().unwrap();
                    found.extend(ids.iter().map(|id| id.as_str().unwrap().to_owned()));
                } else {
                    collect_ids(member, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_ids(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn a_report_lists_every_source_it_names_once() {
    for code in SAMPLES {
        let report = report(code).await;
        let listed: Vec<&str> = report["sources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|source| source["id"].as_str().unwrap())
            .collect();
        let once: BTreeSet<&str> = listed.iter().copied().collect();
        assert_eq!(once.len(), listed.len(), "{code}");
        let mut named = BTreeSet::new();
        collect_ids(&report, &mut named);
        for id in &named {
            assert!(once.contains(&id[..]), "{code}: {id}");
        }
    }
}

#[tokio::test]
async fn trade_that_nobody_reports_is_null_and_scopes_stay_apart() {
    let report = report("20").await;
    let gates = report["gates"]["items"].as_array().unwrap();
    assert_eq!(
        gates.len() as u64,
        report["gates"]["count"].as_u64().unwrap()
    );
    let silent = gates.iter().filter(|gate| gate["latest"].is_null()).count();
    assert!(
        silent > 0 && silent < gates.len(),
        "{silent} of {}",
        gates.len()
    );
    for gate in gates {
        let mut seen = BTreeSet::new();
        for figure in gate["trade"].as_array().unwrap() {
            assert!(seen.insert((figure["measure"].to_string(), figure["scope"].to_string())));
            assert!(!figure["source_ids"].as_array().unwrap().is_empty());
        }
        if !gate["latest"].is_null() {
            assert!(gate["latest"]["value"].is_number());
            assert!(gate["trade"].as_array().unwrap().contains(&gate["latest"]));
        }
    }
}

/// The names of tags without an end tag.
const VOID: &[&str] = &["meta", "link", "br", "hr", "img", "input"];

/// Reads tags one by one; fails unless each is closed by its own end tag.
fn assert_well_formed(page: &str, what: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = at
            + rest[at..]
                .find('>')
                .unwrap_or_else(|| panic!("{what}: an open tag"));
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        let name = |tag: &str| {
            tag.len()
                - tag
                    .trim_start_matches(|c: char| c.is_ascii_alphanumeric())
                    .len()
        };
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{what}");
        } else {
            let name = &tag[..name(tag)];
            assert!(!name.is_empty(), "{what}: <{tag}>");
            assert_eq!(tag.matches('"').count() % 2, 0, "{what}: <{tag}>");
            if name == "style" {
                rest = &rest[rest.find("</style>").unwrap()..];
            }
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{what}: {open:?} are left open");
}

/// What stands between each `start` and the next `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let after = text.split(start).skip(1);
    after
        .filter_map(|part| Some(&part[..part.find(end)?]))
        .collect()
}

fn notes_referred_to(page: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for refs in between(page, "<sup class=\"refs", "</sup>") {
        let marks: Vec<(usize, &str)> = refs
            .split("href=\"#n")
            .skip(1)
            .map(|part| {
                let (number, rest) = part.split_once('"').unwrap();
                (number.parse().unwrap(), rest)
            })
            .collect();
        for (at, (number, rest)) in marks.iter().enumerate() {
            found.insert(*number);
            if rest.contains("</a>–") {
                found.extend(*number..marks[at + 1].0);
            }
        }
    }
    found
}

fn assert_page(answer: &Answer, language: &str, what: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{what}");
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    assert_eq!(answer.header(header::CONTENT_LANGUAGE), language);
    let page = answer.text();
    assert_well_formed(page, what);
    assert!(
        page.contains(&format!("<html lang=\"{language}\">")),
        "{what}"
    );
    assert_eq!(page.matches("<h1>").count(), 1, "{what}");
    assert!(
        !page.contains("<script") && !page.contains("style=\""),
        "{what}"
    );
    for table in between(page, "<table", "</table>") {
        assert!(
            table.contains("<caption>") && table.contains("scope=\""),
            "{what}: {table}"
        );
    }
    assert!(!page.contains("<th>"), "{what}");
    for column in between(page, "<th ", ">") {
        assert!(column.contains("scope="), "{what}: <th {column}>");
    }
    let notes = between(page, "<li id=\"n", "\"");
    let notes: BTreeSet<usize> = notes.into_iter().map(|n| n.parse().unwrap()).collect();
    assert!(!notes.is_empty(), "{what}");
    assert_eq!(notes, notes_referred_to(page), "{what}");
}

#[tokio::test]
async fn pages_are_well_formed_and_footnotes_lead_both_ways() {
    for code in SAMPLES {
        for language in ["vi", "en"] {
            let target = format!("/api/reports/{code}.html?lang={language}");
            assert_page(&get(&target).await, language, &target);
        }
    }
}

#[tokio::test]
async fn every_number_of_the_figures_has_a_footnote() {
    for code in ["region", "20", "00004", "former:27"] {
        let answer = get(&format!("/api/reports/{code}.html")).await;
        let page = answer.text();
        let section = page.split("Số liệu thống kê</h2>").nth(1).unwrap();
        let section = &section[..section.find("</section>").unwrap()];
        let cells = between(section, "<td class=\"n\">", "</td>");
        let numbers: Vec<&&str> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        assert!(numbers.len() > 2, "{code}");
        for cell in numbers {
            assert!(cell.contains("<sup class=\"refs"), "{code}: {cell}");
        }
    }
}

#[tokio::test]
async fn the_policy_lets_in_the_style_of_the_page_only() {
    let answer = get("/api/reports/20.html").await;
    let policy = answer.header(header::CONTENT_SECURITY_POLICY);
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(
        !policy.contains("unsafe") && !policy.contains("script"),
        "{policy}"
    );
    let hosts: BTreeSet<&str> = between(answer.text(), "src=\"", "\"").into_iter().collect();
    assert!(hosts.is_empty(), "{hosts:?}");
}

#[tokio::test]
async fn pages_are_vietnamese_unless_english_is_asked_for_by_name() {
    let accepts = [("accept-language", "en")];
    let answer = crate::support::get_with("/api/reports/20.html", &accepts).await;
    assert_page(&answer, "vi", "a browser in English");
    let page = answer.text();
    // Words of the English page that could slip in.
    for word in [
        "not reported",
        "Operating",
        "Planned",
        "Source",
        "Province",
        "first ",
        "clusters",
    ] {
        let main = &page[page.find("<body>").unwrap()..page.find("<ol class=\"sources\"").unwrap()];
        assert!(!main.contains(word), "{word}");
    }
    assert!(page.contains("1.") && page.contains("chưa có số liệu"));
}

#[tokio::test]
async fn the_region_shows_both_archipelagos_by_name() {
    let vi = get("/api/reports/region.html").await;
    for name in ["Hoàng Sa", "Trường Sa", "(Việt Nam)"] {
        assert!(vi.text().contains(name), "{name}");
    }
}

#[tokio::test]
async fn what_is_no_report_is_told_so() {
    for (address, status, kind) in [
        ("gate:huu-nghi", StatusCode::BAD_REQUEST, "invalid-value"),
        (
            "gate:huu-nghi.html",
            StatusCode::BAD_REQUEST,
            "invalid-value",
        ),
        ("20.html.html", StatusCode::BAD_REQUEST, "invalid-value"),
        (".html", StatusCode::BAD_REQUEST, "invalid-value"),
        ("vietnam", StatusCode::BAD_REQUEST, "invalid-value"),
        ("20.pdf", StatusCode::BAD_REQUEST, "invalid-value"),
        (
            "20?datetime=yesterday",
            StatusCode::BAD_REQUEST,
            "invalid-value",
        ),
        (
            "region.html?datetime=x",
            StatusCode::BAD_REQUEST,
            "invalid-value",
        ),
        ("20?lang=fr", StatusCode::BAD_REQUEST, "invalid-value"),
        ("former:99", StatusCode::NOT_FOUND, "unknown-unit"),
        ("former:99.html", StatusCode::NOT_FOUND, "unknown-unit"),
        ("99999.html", StatusCode::NOT_FOUND, "unknown-unit"),
    ] {
        let target = format!("/api/reports/{address}");
        let answer = get(&target).await;
        assert_eq!(answer.status, status, "{target}");
        assert_problem(&answer, &target);
        assert_eq!(
            answer.json()["type"],
            json!(format!("/problems/{kind}")),
            "{target}"
        );
    }
}
