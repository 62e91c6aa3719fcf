//! Units: every one answers, and what they say of each other agrees.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use phiabac::atlas::{Time, UnitDocument};
use phiabac::domain::{Record, Unit, UnitCode};
use serde_json::{Value, json};

use crate::support::{ATLAS, assert_problem, get};

/// The codes of all units with their times, from the table itself.
fn all_units() -> Vec<(UnitCode, Time)> {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/units.csv");
    let mut rows = csv::Reader::from_path(table).unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name| headers.iter().position(|header| header == name).unwrap();
    let (code, valid_to) = (column("code"), column("valid_to"));
    assert_eq!(Unit::columns()[1].name, "code");
    rows.records()
        .map(|row| {
            let row = row.unwrap();
            let time = if row[valid_to].is_empty() {
                Time::Present
            } else {
                Time::Former
            };
            (row[code].parse().unwrap(), time)
        })
        .collect()
}

fn described() -> BTreeMap<(&'static str, String), UnitDocument<'static>> {
    let documents = all_units().into_iter().map(|(code, time)| {
        let unit = ATLAS.unit_document(code, Some(time));
        let unit = unit.unwrap_or_else(|| panic!("{code} {time:?} is not described"));
        ((unit.thing.layer.unwrap(), code.to_string()), unit)
    });
    documents.collect()
}

#[test]
fn every_unit_of_both_times_is_described_and_all_agree() {
    let units = described();
    assert_eq!(units.len(), 18 + 1_733 + 28 + 5_529);
    let mut alone = BTreeMap::new();
    let mut shapeless = 0;
    for ((layer, code), unit) in &units {
        let what = format!("{layer} {code}");
        for neighbour in &unit.neighbours {
            assert_ne!(neighbour.unit.code, *code, "{what}");
            assert_eq!(neighbour.unit.layer, *layer, "{what}");
            assert!(neighbour.shared_km >= 0.0, "{what}");
            let other = &units[&(*layer, neighbour.unit.code.clone())];
            let back = other.neighbours.iter().find(|own| own.unit.code == *code);
            let back =
                back.unwrap_or_else(|| panic!("{} does not know {what}", neighbour.unit.code));
            assert!(
                (back.shared_km - neighbour.shared_km).abs() < f64::EPSILON,
                "{what}"
            );
        }
        assert!(
            unit.neighbours
                .is_sorted_by(|a, b| a.shared_km >= b.shared_km),
            "{what}"
        );
        if unit.neighbours.is_empty() {
            *alone.entry(*layer).or_insert(0) += 1;
        }
        match unit.bbox {
            Some([west, south, east, north]) => {
                let (lon, lat) = (unit.thing.lon.unwrap(), unit.thing.lat.unwrap());
                assert!(
                    (west..=east).contains(&lon) && (south..=north).contains(&lat),
                    "{what}: its label lies outside {:?}",
                    unit.bbox
                );
            }
            None => shapeless += 1,
        }
        assert!(!unit.sources.is_empty(), "{what}");
        for predecessor in &unit.predecessors {
            let layer = predecessor.unit.layer;
            let former = &units[&(layer, predecessor.unit.code.clone())];
            assert!(
                former.successors.iter().any(|next| next.code == *code),
                "{what}"
            );
        }
    }
    // Islands border on nobody; former communes may lack a shape.
    let alone_of = |layer| alone.get(layer).copied().unwrap_or(0);
    assert_eq!(alone_of("provinces") + alone_of("former_provinces"), 0);
    assert!(alone_of("communes") < 10, "{alone:?}");
    assert!(shapeless < 200, "{shapeless} units have no shape");
}

#[test]
fn communes_add_up_to_the_region() {
    let units = described();
    let provinces = || units.iter().filter(|((layer, _), _)| *layer == "provinces");
    let all: usize = provinces()
        .map(|(_, unit)| unit.counts.units.unwrap())
        .sum();
    assert_eq!(all, 1_733);
    let kinds = provinces().map(|(_, unit)| {
        let counts = &unit.counts;
        let own = [
            counts.communes,
            counts.wards,
            counts.special_zones,
            counts.townships,
        ];
        own.into_iter().flatten().sum::<usize>()
    });
    assert_eq!(kinds.sum::<usize>(), 1_733);
    let zones = provinces().flat_map(|(_, unit)| unit.counts.zones.values());
    assert_eq!(zones.sum::<usize>(), 935);
}

#[test]
fn adjacent_provinces_of_the_table_are_those_that_share_a_border() {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/units.csv");
    let mut rows = csv::Reader::from_path(table).unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name| headers.iter().position(|header| header == name).unwrap();
    let mut checked = 0;
    for row in rows.records() {
        let row = row.unwrap();
        if row[column("adjacent")].is_empty() {
            continue;
        }
        let code: UnitCode = row[column("code")].parse().unwrap();
        let unit = ATLAS.unit_document(code, Some(Time::Present)).unwrap();
        let mut found: Vec<&str> = unit
            .neighbours
            .iter()
            .map(|own| &own.unit.code[..])
            .collect();
        found.sort_unstable();
        // The table also names provinces south of the region.
        let known = |code: &&str| {
            ATLAS
                .unit_document(code.parse().unwrap(), Some(Time::Present))
                .is_some()
        };
        let stated: Vec<&str> = row[column("adjacent")].split(';').collect();
        let stated: Vec<&str> = stated.into_iter().filter(known).collect();
        assert_eq!(found, stated, "{code}");
        checked += 1;
    }
    assert_eq!(checked, 18);
}

#[tokio::test]
async fn a_code_alone_means_the_present_unit_and_a_day_decides() {
    let name = async |address: &str| {
        let answer = get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        answer.json()["full_name_vi"].clone()
    };
    assert_eq!(name("/api/units/24").await, json!("Tỉnh Bắc Ninh"));
    assert_eq!(name("/api/units/former:24").await, json!("Tỉnh Bắc Giang"));
    assert_eq!(
        name("/api/units/24?datetime=2025-06-30").await,
        json!("Tỉnh Bắc Giang")
    );
    assert_eq!(
        name("/api/units/24?datetime=2025-06-30T17:00:00Z").await,
        json!("Tỉnh Bắc Ninh")
    );
    // No province has this code today.
    assert_eq!(name("/api/units/27").await, json!("Tỉnh Bắc Ninh"));
}

#[tokio::test]
async fn a_unit_says_what_it_was_made_of() {
    let unit = get("/api/units/24").await.json();
    let former: Vec<&Value> = unit["predecessors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|former| &former["full_name_vi"])
        .collect();
    assert_eq!(former, [&json!("Tỉnh Bắc Giang"), &json!("Tỉnh Bắc Ninh")]);
    assert_eq!(unit["other_time"], json!("former:24"));
    let commune = get("/api/units/00004").await.json();
    assert_eq!(commune["parent"]["code"], json!("01"));
    assert_eq!(commune["counts"]["units"], Value::Null);
    let former = get("/api/units/former:00004").await.json();
    assert_eq!(former["district"]["name"], json!("Quận Ba Đình"));
    assert_eq!(former["successors"][0]["code"], json!("00004"));
}

#[tokio::test]
async fn what_names_no_unit_is_told_how_to() {
    for (address, status, kind) in [
        ("abc", StatusCode::BAD_REQUEST, "invalid-value"),
        ("2", StatusCode::BAD_REQUEST, "invalid-value"),
        ("former:", StatusCode::BAD_REQUEST, "invalid-value"),
        ("gate:huu-nghi", StatusCode::BAD_REQUEST, "invalid-value"),
        (
            "20?datetime=hôm-nay",
            StatusCode::BAD_REQUEST,
            "invalid-value",
        ),
        (
            "20?datetime=2025-02-30",
            StatusCode::BAD_REQUEST,
            "invalid-value",
        ),
        ("20?datetime=", StatusCode::BAD_REQUEST, "invalid-value"),
        (
            "former:20?datetime=2025-07-01",
            StatusCode::BAD_REQUEST,
            "invalid-value",
        ),
        ("99999", StatusCode::NOT_FOUND, "unknown-unit"),
        ("former:99", StatusCode::NOT_FOUND, "unknown-unit"),
        (
            "27?datetime=2025-07-01",
            StatusCode::NOT_FOUND,
            "unknown-unit",
        ),
    ] {
        let address = address.replace("ô", "%C3%B4");
        for language in ["vi", "en"] {
            let join = if address.contains('?') { '&' } else { '?' };
            let target = format!("/api/units/{address}{join}lang={language}");
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
}
